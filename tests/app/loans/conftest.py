"""A club that can lend."""

import pytest

from app.club.file import Club
from app.club.second import Second
from tests.app.loans import scene


@pytest.fixture
def second(club: Club) -> Second:
    """The second officer, beside the chair."""
    return scene.second_officer(club)


@pytest.fixture
def lender(club: Club, second: Second) -> Club:
    """A club with 100 million in the cash box of its income fund."""
    scene.fund(club)
    return club
