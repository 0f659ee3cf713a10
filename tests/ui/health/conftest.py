"""Three members with readings of last month; one of them has not signed for readings."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.club.file import Club
from app.health import records
from app.health.rules import Reading
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY

LAST_MONTH = date(2026, 10, 18)


@dataclass(frozen=True)
class People:
    """Their ids."""

    an: str
    dao: str
    dinh: str


@pytest.fixture
def people(club: Club) -> People:
    an = members.add_person(club, Person("Lê Văn An", "M", "1950"), "2025-01-01")
    dao = members.add_person(club, Person("Nguyễn Thị Đào", "F", "1953"), "2025-01-01")
    dinh = members.add_person(club, Person("Vũ Văn Định", "M", "1944"), "2025-01-01")
    for person in (an, dao):
        members.give_consent(club, person, "C2", "2025-01-01")
    for person, systolic in ((an, 128), (dao, 154)):
        records.add_reading(club, person, Reading(LAST_MONTH, systolic, 82, 72, 48_200))
    return People(an, dao, dinh)


def reading_of(club: Club, person: str, on: date = TODAY) -> Reading | None:
    """The reading of a day, as the grid asks for it."""
    return next(row.today for row in records.grid(club, on) if row.person_id == person)
