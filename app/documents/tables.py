"""All tables of the book as one spreadsheet, with a dictionary of what every column means.

A sheet for each table: English column names that stay the same, Vietnamese titles below them, the
values as they are stored. Keys, settings and the history are never in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.club.profile import profile
from app.documents.dictionary import TABLES
from app.documents.sheets import Kind, Sheet, SheetColumn, write_xlsx
from app.documents.tables_records import TableRows, read_tables
from app.members.import_sheet import TABLES_MARK

if TYPE_CHECKING:
    from app.club.file import Club

ABOUT, DICTIONARY = "about", "dictionary"
FORMAT = TABLES_MARK
"""Goes up when a reader of these files has to know about a change."""

_TITLES = {
    ABOUT: ("Mục", "Nội dung"),
    DICTIONARY: ("Bảng", "Tên bảng", "Cột", "Tiêu đề", "Ý nghĩa", "Đơn vị", "Giá trị", "Nguồn"),
}
_WIDTHS: dict[Kind, int] = {"text": 18, "int": 10, "date": 12, "money": 16}
_WIDE = {"note": 30, "name": 26, "id": 28, "meaning": 60, "about": 40, "value": 60, "source": 40}


@dataclass(frozen=True, slots=True)
class Tables:
    """What the spreadsheet says: of which book, on which day, its tables, those left out."""

    club: str
    file_id: str
    on: date
    tables: tuple[TableRows, ...]
    left_out: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def note(self) -> str:
        """What the log of accesses says: how many tables, and whether health is among them."""
        health = any(table.about.name == "reading" for table in self.tables)
        return f"tables {len(self.tables)}{' with health' if health else ''}"


def gather(club: "Club") -> Tables:
    """Read all tables that the officer at work may read: those of health need health.read."""
    about = profile(club)
    tables = read_tables(club)
    there = {table.about.name for table in tables}
    return Tables(
        f"{about.name}, {about.commune}, {about.province}",
        club.file_id,
        club.today(),
        tables,
        tuple(table.title for table in TABLES if table.name not in there),
    )


def render(tables: Tables, when: datetime) -> bytes:
    """The spreadsheet, made at `when`: what it is, each table, the dictionary of all columns."""
    sheets = [_about(tables), *map(_sheet, tables.tables), _dictionary(tables.tables)]
    return write_xlsx(sheets, when)


def _sheet(table: TableRows) -> Sheet:
    columns = tuple(
        SheetColumn(column.name, kind, _WIDE.get(column.name, _WIDTHS[kind]), column.title)
        for column, kind in zip(table.about.columns, table.kinds, strict=True)
    )
    return Sheet(table.about.name, columns, table.rows, bare=True)


def _named(name: str, keys: Sequence[str]) -> tuple[SheetColumn, ...]:
    pairs = zip(keys, _TITLES[name], strict=True)
    return tuple(SheetColumn(key, "text", _WIDE.get(key, 20), title) for key, title in pairs)


def _about(tables: Tables) -> Sheet:
    rows = [
        ("format", FORMAT),
        ("book", tables.file_id),
        ("club", tables.club),
        ("written_on", fmt_date(tables.on)),
        ("left_out", ", ".join(tables.left_out) or None),
        ("warning", "Tệp này không khoá: ai mở được máy cũng đọc được. Cất như sổ giấy, xong xoá."),
    ]
    return Sheet(ABOUT, _named(ABOUT, ("about", "value")), rows, bare=True)


def _dictionary(tables: Sequence[TableRows]) -> Sheet:
    keys = ("table", "title_of_table", "column", "title", "meaning", "unit", "allowed", "source")
    rows = [
        (
            table.about.name,
            table.about.title,
            column.name,
            column.title,
            column.meaning,
            column.unit or None,
            table.allowed.get(column.name),
            table.about.source,
        )
        for table in tables
        for column in table.about.columns
    ]
    return Sheet(DICTIONARY, _named(DICTIONARY, keys), rows, bare=True)
