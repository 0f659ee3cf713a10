"""Books that earlier versions wrote, in tests/old_files/: each opens as if it were new.

Every released schema leaves one there, named after its last migration, made with
`so-clb demo FOLDER --members 6 --years 1 --seed 3 --until 2026-06-30` of that version.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.club import backup, chain, check
from app.club.file import Club, open_file
from app.club.migrations import ROOMS
from app.club.sqlite import Database
from tests.makers import fast_ports

OLD_FILES = Path(__file__).parents[2] / "old_files"
AFTER = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(params=sorted(path.name for path in OLD_FILES.iterdir()))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an old book, which opening may bring up to date."""
    return Path(shutil.copytree(OLD_FILES / request.param, tmp_path / "old"))


def shape(db: Database) -> dict[str, list[tuple[str, str, int, int]]]:
    """Every table's columns: name, type, whether it must be filled, whether it is the key."""
    return {
        table: [(c.name, c.type, c.notnull, c.is_pk) for c in db.table(table).columns]
        for table in db.table_names()
        if not table.startswith("sqlite_")
    }


def contents(book: Club) -> dict[str, list[dict[str, Any]]]:
    """Every row of every watched table."""
    return {table: list(book.db.query(f'select * from "{table}" order by id')) for table in ROOMS}


def test_it_gets_the_tables_of_a_new_book(old: Path, club: Club) -> None:
    book = open_file(old, fast_ports(AFTER))
    assert shape(book.db) == shape(club.db)
    assert [copy.reason for copy in backup.kept(old)] == [backup.BEFORE_MIGRATION]
    book.close(keep_copy=False)


def test_nothing_in_it_is_lost(old: Path) -> None:
    book = open_file(old, fast_ports(AFTER))
    counts = {table: book.db.table(table).count for table in ROOMS}
    assert {name: counts[name] for name in ("club", "person", "membership", "reading")} == {
        "club": 1,
        "person": 7,
        "membership": 7,
        "reading": 60,
    }
    assert chain.verify(book) == []
    assert all(finding.good for finding in check.check(book))
    book.close(keep_copy=False)


def test_its_last_act_can_still_be_undone(old: Path) -> None:
    book = open_file(old, fast_ports(AFTER))
    before = contents(book)
    book.undo()
    assert contents(book) != before
    book.redo()
    assert contents(book) == before
    assert chain.verify(book) == []
    book.close(keep_copy=False)
