"""A small register with somebody of every kind, for papers about it."""

import pytest

from app.base.names import Sex
from app.club.file import Club
from app.members import records
from app.members.rules import HouseholdStatus, Membership, Person
from tests.app.documents.papers import LONG_NAME

Known = tuple[str, Sex | None, str | None, str | None, HouseholdStatus | None]


@pytest.fixture
def people(club: Club) -> dict[str, str]:
    """Members by given name, with ids; Thơm has left the club."""
    ids = {}
    known: tuple[Known, ...] = (
        ("Nguyễn Thị Đào", "F", "1948-05-12", "Xóm Đình", HouseholdStatus(2026, "near_poor")),
        ("Trần Văn Tý", "M", "1957", "Xóm Chùa", HouseholdStatus(2026, "none")),
        ("Lê Thị Sửu", "F", "1961-03", "Xóm Đình", HouseholdStatus(2025, "poor")),
        (LONG_NAME, None, None, None, None),
        ("Bùi Thị Thơm", "F", "1948", "Xóm Đình", None),
    )
    for name, sex, birth, hamlet, status in known:
        person = Person(
            name=name,
            sex=sex,
            birth=birth,
            hamlet=hamlet,
            cccd="027148000123" if name.endswith("Đào") else None,
            phone="0987214365" if hamlet else None,
            contact_name="con gái: Hoa",
            contact_phone="0912345678",
        )
        ids[name.split()[-1]] = records.add_person(club, person, "2021-03-10", status)
    records.leave(club, ids["Thơm"], Membership(None, "2026-02-01", "moved"))
    records.give_consent(club, ids["Đào"], "C3", "2025-01-12")
    return ids
