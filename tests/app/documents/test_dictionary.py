"""The dictionary of data describes every column of the book, and nothing that is not there."""

import pytest

from app.club.file import Club
from app.documents.dictionary import KEPT_BACK, KEPT_BACK_COLUMNS, TABLES, described


def columns(club: Club, table: str) -> list[str]:
    return [row["name"] for row in club.db.query(f'pragma table_info("{table}")')]


def test_every_table_is_described_or_kept_back_for_a_reason(club: Club) -> None:
    names = {table.name for table in TABLES}
    assert names | KEPT_BACK.keys() == set(club.kind.rooms), "describe it in dictionary.py"
    assert not names & KEPT_BACK.keys()


def test_every_column_is_described_or_kept_back_for_a_reason(club: Club) -> None:
    for table in TABLES:
        there = columns(club, table.name)
        kept = [name for name in there if f"{table.name}.{name}" in KEPT_BACK_COLUMNS]
        told = [column.name for column in table.columns]
        assert told == [name for name in there if name not in kept], table.name
    known = {f"{table.name}.{name}" for table in TABLES for name in columns(club, table.name)}
    assert known >= KEPT_BACK_COLUMNS.keys()


def test_descriptions_say_something() -> None:
    for table in TABLES:
        assert table.title
        assert table.source
        titles = [column.title for column in table.columns]
        assert len(set(titles)) == len(titles), table.name
        assert all(column.title and column.meaning for column in table.columns)


@pytest.mark.parametrize("column", ["slot_key", "sign_key", "age_key", "value", "bytes"])
def test_no_key_is_ever_described(column: str) -> None:
    assert all(column not in [each.name for each in table.columns] for table in TABLES)


def test_one_table_by_its_name() -> None:
    assert described("person").title == "Người"
