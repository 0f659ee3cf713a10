"""A stick, a book that asks for a passphrase, and one in which somebody stands everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.club.file import Club
from tests.app.club.books import LAN, note
from tests.app.club.erased import live
from tests.makers import make_club


@pytest.fixture
def stick_folder(tmp_path: Path) -> Path:
    """A plugged-in stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Club]:
    """A book of Lan, the chair, with two notes and a passphrase."""
    club = make_club(tmp_path / "locked", passphrase=LAN)
    note(club, "a", "b")
    yield club
    club.close(keep_copy=False)


@pytest.fixture
def lived(club: Club) -> Club:
    """A club with a person p1 in every table: as a fact and, as a name, in every text of others."""
    live(club)
    return club
