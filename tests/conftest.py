"""Fixtures that every test may use."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.club.file import Club, open_file
from tests.makers import fast_ports, make_club

# --- an open club (see tests/makers.py) ---------------------------------------------------------


@pytest.fixture(scope="session")
def master_club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty club, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("master") / "club"
    make_club(folder).close()
    return folder


@pytest.fixture
def club_folder(master_club: Path, tmp_path: Path) -> Path:
    """A closed, empty club of this test's own, which opens without a passphrase."""
    return Path(shutil.copytree(master_club, tmp_path / "club"))


@pytest.fixture
def club(club_folder: Path) -> Iterator[Club]:
    """An open, empty club of this test's own; the chair is at work."""
    club = open_file(club_folder, fast_ports())
    yield club
    club.close()
