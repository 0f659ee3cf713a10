"""A club with two members."""

import pytest

from app.club.file import Club
from app.members import records as members
from app.members.rules import Person


@pytest.fixture
def lan(club: Club) -> str:
    """The id of a member."""
    person = Person("Trịnh Thị Lan", "F", "1948", phone="0912777333", hamlet="Xóm Đình")
    return members.add_person(club, person, "2020-01-01")


@pytest.fixture
def hoa(club: Club, lan: str) -> str:
    """The id of another member."""
    return members.add_person(club, Person("Bùi Văn Hoa", "M", "1950"), "2021-01-01")
