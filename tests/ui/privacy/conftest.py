"""A club with three members, one of whom has signed."""

import pytest

from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from app.privacy import records
from app.privacy.rules import Answers, ConsentPaper


@pytest.fixture
def people(club: Club) -> dict[str, str]:
    """Members by their given name, with ids."""
    ids = {}
    for name, birth in (
        ("Nguyễn Thị Đào", "1953"),
        ("Trần Văn Tý", "1950"),
        ("Lê Thị Hồng Lan", "1961"),
    ):
        person = Person(name, birth=birth, hamlet="Xóm Đình")
        ids[name.split()[-1]] = members.add_person(club, person, "2026-01-10")
    return ids


@pytest.fixture
def signed(club: Club, people: dict[str, str]) -> str:
    """The id of who has signed."""
    paper = ConsentPaper("2026-02-01", "2026-1", "signature", "self", "Bình", kept_at="tủ xanh")
    answers = Answers({"C1": True, "C2": True, "C5": False})
    records.give_paper(club, people["Đào"], paper, answers)
    return people["Đào"]
