"""A small register with somebody of every kind."""

from datetime import date

import pytest

from app.club.file import Club
from app.members import records
from app.members.rules import HouseholdStatus, Membership, Person
from tests.makers import TODAY


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
