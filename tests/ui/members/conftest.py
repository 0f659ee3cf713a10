"""A small register with somebody of every kind."""

from collections.abc import Callable
from datetime import date

import pytest

from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import HouseholdStatus, Membership, Person
from app.organisation import records as organisation
from app.organisation.rules import Office
from tests.makers import TODAY
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.person_parts import InClubPage


@pytest.fixture
def people(club: Club) -> dict[str, str]:
    """Members by their given name, with ids; Thơm has left the club, Sửu's status is of 2025."""
    ids = {}
    for name, sex, birth, status in (
        ("Nguyễn Thị Đào", "F", "1953-05-12", HouseholdStatus(2026, "near_poor")),
        ("Trần Văn Tý", "M", "1950", HouseholdStatus(2026, "none")),
        ("Lê Thị Sửu", "F", "1961-03", HouseholdStatus(2025, "poor", confirmed=False)),
        ("Phạm Văn Đạo", "M", None, None),
        ("Bùi Thị Thơm", "F", "1948", None),
    ):
        person = Person(name=name, sex=sex, birth=birth, hamlet="Xóm Đình", phone="0987214365")
        ids[name.split()[-1]] = records.add_person(club, person, "2021-03-10", status)
    records.leave(club, ids["Thơm"], Membership(None, "2026-02-01", "moved"))
    records.give_consent(club, ids["Đào"], "C2", "2025-01-12")
    return ids


@pytest.fixture
def today() -> date:
    """The day on which the clock of these tests stands still."""
    return TODAY


@pytest.fixture
def me(club: Club, people: dict[str, str]) -> str:
    """Đào, with something in every part."""
    me = people["Đào"]
    parts_records.begin_circumstance(club, me, Circumstance("", "lives_alone", "2024-01-01"))
    old = Circumstance(
        "",
        "frail",
        "2020-02-01",
        until="2021-06-05",
        note="sau mổ ở bệnh viện tỉnh, nay đã khỏe lại",
    )
    parts_records.begin_circumstance(club, me, old)
    parts_records.relate(club, me, Relation("", people["Sửu"], "child", together=True))
    parts_records.begin_involvement(club, me, Involvement("", "volunteer", "2025-03-05"))
    organisation.begin_office(club, Office("", me, "treasurer", "2025-01-01"))
    parts_records.add_follow_up(club, FollowUp("", me, "Thăm", "2026-12-01", "2026-11-01"))
    return me


@pytest.fixture
def in_club(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page], me: str
) -> InClubPage:
    """What ties Đào to the club."""
    page = InClubPage(session, shell, me)
    shown(page)
    return page
