"""Every table of the book as rows, for the spreadsheet of all tables; and changes read from one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.base.names import fold, sort_key
from app.base.text import _
from app.documents.dictionary import TABLES
from app.documents.dictionary_kit import Table
from app.documents.sheets import Kind, Value

if TYPE_CHECKING:
    from app.club.file import Club

_LIST = re.compile(r"check \((\w+) in \(([^)]*)\)\)")
_SPAN = re.compile(r"check \((\w+) between (\d+) and (\d+)\)")
_UNITS: Mapping[str, Kind] = {"ngày": "date", "đồng": "money"}


@dataclass(frozen=True, slots=True)
class TableRows:
    """One table as it stands: its description, what its cells are, what they may be, its rows."""

    about: Table
    kinds: tuple[Kind, ...]
    allowed: Mapping[str, str]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """New values of one row, each with what the book held when they were read."""

    table: str
    id: str
    old: Mapping[str, Value]
    new: Mapping[str, Value]


def read_tables(club: "Club") -> tuple[TableRows, ...]:
    """Every described table that the officer at work may read, in the dictionary's order."""
    allowed = [table for table in TABLES if club.actor.may(club.kind.read_right(table.name))]
    return tuple(_read(club, table) for table in allowed)


def _read(club: "Club", table: Table) -> TableRows:
    types = {
        row["name"]: row["type"] for row in club.db.query(f'pragma table_info("{table.name}")')
    }
    names = [column.name for column in table.columns]
    order = "code, id" if table.name == "person" else "id"
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = club.db.execute(f'select {quoted} from "{table.name}" order by {order}').fetchall()
    kinds = tuple(
        _UNITS.get(column.unit) or ("int" if types[column.name] == "INTEGER" else "text")
        for column in table.columns
    )
    return TableRows(table, kinds, _allowed(club, table.name), tuple(map(tuple, rows)))


def _allowed(club: "Club", table: str) -> dict[str, str]:
    """What the schema itself allows in a column, as it checks it."""
    sql = "select sql from sqlite_master where name = :table"
    text: str = club.db.execute(sql, {"table": table}).fetchone()[0]
    flat = " ".join(text.split())
    found = {
        column: ", ".join(part.strip().strip("'") for part in values.split(","))
        for column, values in _LIST.findall(flat)
    }
    return found | {column: f"{low} – {high}" for column, low, high in _SPAN.findall(flat)}


def write_rows(club: "Club", changes: Iterable[RowChange]) -> None:
    """Write the changes inside the caller's change.

    Raises Refused when a row is no longer as it was when they were read.
    """
    for change in changes:
        new = dict(change.new)
        if change.table == "person" and isinstance(name := new.get("name"), str):
            new |= {"name_fold": fold(name), "name_sort": sort_key(name)}
        sets = ", ".join(f'"{column}" = :new_{column}' for column in new)
        still = " and ".join(f'"{column}" is :old_{column}' for column in change.old)
        values = {
            "id": change.id,
            **{f"new_{column}": value for column, value in new.items()},
            **{f"old_{column}": value for column, value in change.old.items()},
        }
        sql = f'update "{change.table}" set {sets} where id = :id and {still}'
        if club.db.execute(sql, values).rowcount != 1:
            raise Refused(
                _(
                    "An entry has changed since the file was read. Nothing was changed. "
                    "Choose the file again."
                )
            )
