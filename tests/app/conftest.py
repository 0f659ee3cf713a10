"""Fixtures of a club and its commune."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.club.file import Club, open_file
from app.commune.migrations import COMMUNE
from tests.exchange import Exchange, make_commune, pair
from tests.makers import fast_ports


@pytest.fixture(scope="session")
def master_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty commune's book, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("master") / "commune"
    make_commune(folder).close(keep_copy=False)
    return folder


@pytest.fixture
def commune(master_commune: Path, tmp_path: Path) -> Iterator[Club]:
    """An open, empty book of a commune, of this test's own."""
    folder = Path(shutil.copytree(master_commune, tmp_path / "commune"))
    book = open_file(folder, fast_ports(), kind=COMMUNE)
    yield book
    book.close(keep_copy=False)


@pytest.fixture
def exchange(club: Club, commune: Club, tmp_path: Path) -> Exchange:
    """A club and a commune, paired."""
    pair(club, commune)
    return Exchange(club, commune, tmp_path / "stick")
