"""Lists as values: what stands in which column, for a paper and for a spreadsheet alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.base.dates import fmt_birth
from app.base.money import fmt_number
from app.base.text import _
from app.documents.kit import Align
from app.documents.letters import clean, fmt_phone
from app.documents.sheets import Kind, Sheet, SheetColumn, Value

Row = tuple[Value, ...]
Turn = Literal["auto", "upright", "wide", "tall"]
"""How a list lies: as its columns need, or as it is told; one that is "tall" is rather a little
smaller than on its side."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A "date" holds ISO text, a partial birth too.

    One to write in by `hand` is framed and at least so many millimetres wide; one `beside` has no
    head on paper: it stands small at the right end of the cell before it, as a year of birth after
    a name. What is `whole` never breaks; a `phone` is digits in the book and in a spreadsheet, and
    groups of them on paper.
    """

    title: str
    kind: Kind = "text"
    align: Align = "left"
    bold: bool = False
    hand: float = 0
    beside: bool = False
    whole: bool = False
    phone: bool = False

    @property
    def unbroken(self) -> bool:
        """Whether its cells stay on one line."""
        return self.whole or self.phone or self.kind != "text"

    @property
    def side(self) -> Align:
        """Where its cells stand: counts and dates at the right, so that digits line up."""
        return "right" if self.kind in ("int", "date", "money") else self.align


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; without a title the whole list."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as of a day. `kind` is its name in codes and files ("member-list").

    `note` says in a line what it holds, `hint` how to use it; `sums` stand below the last row on
    paper, one for each column, and `total` closes it in words. Rows are numbered through when
    `numbered`. `size` is the size of its print in points; with a `scan` code its
    sheets carry a QR.
    """

    kind: str
    title: str
    on: date
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    note: str = ""
    hint: str = ""
    sums: Row = ()
    total: str = ""
    size: float = 12
    row_high: float = 7.6
    numbered: bool = True
    ruled: bool = False
    scan: bool = False
    turn: Turn = "auto"

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


def said(column: Column, value: Value) -> str:
    """A value as it is printed."""
    if value is None:
        return ""
    if column.kind == "date" and isinstance(value, str):
        return fmt_birth(value)
    if column.kind == "money" and isinstance(value, int):
        return fmt_number(value)
    text = clean(str(value))
    if column.phone:
        text = fmt_phone(text)
    return text.replace(" ", "\N{NO-BREAK SPACE}") if column.unbroken else text


def to_sheet(listing: Listing) -> Sheet:
    """The list as a sheet of a workbook: the same rows in the same order and under one number.

    Groups become a column of their own.
    """
    grouped = any(group.title for group in listing.groups)
    columns = [_sheet_column(listing, place) for place in range(len(listing.columns))]
    rows: list[Sequence[Value]] = []
    for group in listing.groups:
        for row in group.rows:
            lead: list[Value] = [len(rows) + 1] if listing.numbered else []
            own: list[Value] = [group.title] if grouped else []
            rows.append([*lead, *row, *own])
    if listing.numbered:
        columns.insert(0, SheetColumn(_("No."), "int", 6))
    if grouped:
        columns.append(SheetColumn(_("Group"), "text", 20))
    return Sheet(listing.title, tuple(columns), rows, listing.note)


def _sheet_column(listing: Listing, place: int) -> SheetColumn:
    column = listing.columns[place]
    longest = max((len(said(column, row[place])) for row in listing.rows), default=0)
    width = min(max(longest + 2, len(column.title) // 2 + 3, 20 if column.hand else 8), 44)
    return SheetColumn(column.title.replace("\n", " "), column.kind, width)
