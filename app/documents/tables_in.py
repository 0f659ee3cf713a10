"""The spreadsheet of all tables read back: what differs from the book, and taking it over.

Rows are known by their id. What differs is taken over for people, memberships and household
statuses; everything else is only named. Nothing is ever erased by it: an empty cell and a missing
row say nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.dates import parse_date
from app.base.errors import Invalid, UserError
from app.base.job import NO_JOB, Job
from app.base.text import N_, _
from app.club import backup
from app.documents.sheets import Kind, Value, cell_text
from app.documents.tables import ABOUT, FORMAT
from app.documents.tables_records import RowChange, TableRows, read_tables, write_rows
from app.members.import_read import Limits, read_file
from app.members.import_sheet import Cell, Sheet
from app.members.rules import REASONS, STATUSES, read_person

if TYPE_CHECKING:
    from app.club.file import Club

LIMITS = Limits(size=50 << 20, rows=200_000, text=32_767)
TAKEN: Mapping[str, frozenset[str]] = {
    "person": frozenset(
        {"name", "sex", "birth", "cccd", "bhyt", "bhyt_until", "bhyt_place", "phone", "hamlet"}
        | {"ethnic", "contact_name", "contact_phone", "note"}
    ),
    "membership": frozenset({"joined_on", "left_on", "reason", "note"}),
    "household_status": frozenset({"status", "confirmed", "source"}),
}
"""The columns that are taken over."""

_FAR = 36_500  # days: cards are valid for years
_ONLY_NAMED = N_("This column is not taken over from a file: change it in its room.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as in the book; `who` is the person whom the row is about, if any.

    `why` says why it is left, "" when it is taken over.
    """

    table: str
    row: int
    id: str
    column: str
    old: Value
    new: Value
    why: str = ""
    who: str = ""


@dataclass(slots=True)
class Compared:
    """One table of the file against the book: how many rows it has, how many are not in the book,
    how many of the book's are not in it, and which cells differ."""

    table: str
    rows: int = 0
    added: int = 0
    missing: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many rows differ."""
        return len({difference.id for difference in self.differences})


@dataclass(frozen=True, slots=True)
class TablesPlan:
    """What a file of tables has otherwise than the book, and the changes to be taken over."""

    file: str
    tables: tuple[Compared, ...]
    changes: tuple[RowChange, ...]

    @property
    def taken(self) -> tuple[Difference, ...]:
        """The differences that are taken over."""
        return tuple(one for table in self.tables for one in table.differences if not one.why)

    @property
    def left(self) -> tuple[Difference, ...]:
        """The differences that are only named."""
        return tuple(one for table in self.tables for one in table.differences if one.why)


def plan_tables(club: "Club", path: Path) -> TablesPlan:
    """Read a file of tables and compare it with this book, cell by cell.

    Raises UserError when it is no such file, or one of another book.
    """
    sheets = {sheet.name: sheet for sheet in read_file(path, LIMITS)}
    _refuse_another(club, sheets.get(ABOUT))
    compared: list[Compared] = []
    changes: list[RowChange] = []
    tables = read_tables(club)
    people = _People.of(tables)
    for table in tables:
        sheet = sheets.get(table.about.name)
        if sheet is not None and sheet.rows:
            reading = _Reading(table, sheet, club.today(), people)
            compared.append(reading.compared)
            changes += reading.changes()
    return TablesPlan(path.name, tuple(compared), tuple(changes))


def apply_tables(club: "Club", plan: TablesPlan, job: Job = NO_JOB) -> int:
    """Take over what the plan takes over, all or nothing, as one undo step; how many rows.

    A verified copy of the book is kept first. Raises UserError, also when a row is no longer as
    the plan found it.
    """
    if not plan.changes:
        return 0
    club.require("members.write")
    backup.keep_copy(club, backup.IMPORT, job)
    with club.change(N_("Take over {n} rows from a file of all tables"), n=len(plan.changes)):
        write_rows(club, plan.changes)
    return len(plan.changes)


@dataclass(frozen=True, slots=True)
class _People:
    """Whom the rows are about: the code and name of each person, and whose data was erased.

    A file written before an erasure must not bring anything back.
    """

    names: Mapping[str, str]
    erased: frozenset[str]

    @classmethod
    def of(cls, tables: Iterable[TableRows]) -> "_People":
        """Everybody in the table of people."""
        table = next(table for table in tables if table.about.name == "person")
        names = [column.name for column in table.about.columns]
        rows = [dict(zip(names, row, strict=True)) for row in table.rows]
        return cls(
            {str(row["id"]): f"{row['code']} {row['name']}" for row in rows},
            frozenset(str(row["id"]) for row in rows if row["erased_on"]),
        )


def _refuse_another(club: "Club", about: Sheet | None) -> None:
    said = {row.cell(0): row.cell(1) for row in about.rows} if about is not None else {}
    if said.get("format") != FORMAT:
        raise UserError(
            _(
                "This is no file of all tables that this program wrote. Nothing was changed. "
                "Choose such a file, or bring a list in under Members."
            )
        )
    if said.get("book") != club.file_id:
        raise UserError(
            _(
                "This file was written from the book of another club. Nothing was changed. "
                "Choose a file of this club."
            )
        )


class _Reading:
    """One sheet against its table."""

    def __init__(self, table: TableRows, sheet: Sheet, today: date, people: "_People") -> None:
        self._table, self._today, self._people = table, today, people
        self.compared = Compared(table.about.name)
        self._names = [column.name for column in table.about.columns]
        self._kinds = dict(zip(self._names, table.kinds, strict=True))
        heads = sheet.rows[0].cells
        self._places = {name: heads.index(name) for name in self._names if name in heads}
        if "id" in self._places:
            self._compare(sheet)

    def _compare(self, sheet: Sheet) -> None:
        known = {str(row[0]): dict(zip(self._names, row, strict=True)) for row in self._table.rows}
        met: set[str] = set()
        title = self._table.about.columns[0].title
        for row in sheet.rows[1:]:
            key = str(row.cell(self._places["id"]) or "")
            if key == title:  # the second line of headings
                continue
            self.compared.rows += 1
            if key not in known or key in met:
                self.compared.added += 1
                continue
            met.add(key)
            found = {name: row.cell(place) for name, place in self._places.items() if name != "id"}
            self.compared.differences += self._differences(row.number, known[key], found)
        self.compared.missing = len(known.keys() - met)

    def _differences(
        self, row: int, known: Mapping[str, Value], found: Mapping[str, Cell]
    ) -> Iterator[Difference]:
        table, key = self.compared.table, str(known["id"])
        person = key if table == "person" else str(known.get("person_id") or "")
        who = self._people.names.get(person, "")
        read: list[Difference] = []
        for column, cell in found.items():
            old = known[column]
            if _is_same(old, cell, self._kinds[column]):
                continue
            new, why = self._new_value(column, cell)
            if new == old:  # said in another way: a telephone that has lost its zero
                continue
            read.append(Difference(table, row, key, column, old, new, why, who))
        after = {**known, **{one.column: one.new for one in read if not one.why}}
        wrong = _ROWS[table](after) if table in _ROWS else ""
        if person in self._people.erased:
            wrong = _("This person's data was erased, and stays so.")
        for one in read:
            yield one if one.why or not wrong else replace(one, why=wrong)

    def _new_value(self, column: str, cell: Cell) -> tuple[Value, str]:
        """The value that a cell gives, and why it is not taken over, if so."""
        shown = _plain(cell)
        if column not in TAKEN.get(self.compared.table, frozenset()):
            return shown, _(_ONLY_NAMED)
        if shown is None:
            return None, _("An empty cell erases nothing: empty the field in the book.")
        try:
            return self._value(column, cell), ""
        except Invalid as error:
            return shown, next(iter(error.problems.values()))
        except UserError as error:
            return shown, str(error)

    def _value(self, column: str, cell: Cell) -> Value:
        text = str(_plain(cell))
        if self.compared.table == "person":
            person = read_person({"name": "x", column: text}, self._today)
            value: Value = getattr(person, column)
            if value is None:
                raise UserError(_("“{text}” says nothing here.").format(text=text))
            return value
        kind = self._kinds[column]
        if kind == "date":
            return parse_date(text, self._today, ahead=_FAR).isoformat()
        if kind != "text":
            if not text.isdecimal():
                raise UserError(_("“{text}” is no whole number.").format(text=text))
            return int(text)
        return text

    def changes(self) -> Iterator[RowChange]:
        """The differences that are taken over, a change for each row."""
        rows: dict[str, list[Difference]] = {}
        for difference in self.compared.differences:
            if not difference.why:
                rows.setdefault(difference.id, []).append(difference)
        for key, found in rows.items():
            yield RowChange(
                self.compared.table,
                key,
                {one.column: one.old for one in found},
                {one.column: one.new for one in found},
            )


def _plain(cell: Cell) -> str | int | None:
    if cell is None or isinstance(cell, str):
        return cell.strip() or None if cell else None
    if isinstance(cell, date):
        return cell.isoformat()
    return int(cell) if isinstance(cell, int) or cell.is_integer() else str(cell)


def _is_same(old: Value, cell: Cell, kind: Kind) -> bool:
    """Whether a cell says what the book says: as it was written, or as the value itself."""
    new = _plain(cell)
    written = cell_text(old, kind)
    return (
        new == old
        or str(new or "") == written.strip()
        or (isinstance(new, str) and new.split() == written.split())
    )


# --- what a whole row must fulfil, as its table's own checks do -----------------------------------


def _membership(row: Mapping[str, Value]) -> str:
    joined, left, reason = (str(row[name] or "") for name in ("joined_on", "left_on", "reason"))
    if bool(left) != bool(reason):
        return _("The day of leaving and its reason belong together.")
    if reason and reason not in REASONS:
        return _("The reason is one of: {words}.").format(words=", ".join(REASONS))
    if joined and left and left < joined:
        return _("The day of leaving is before the day of joining.")
    return ""


def _household(row: Mapping[str, Value]) -> str:
    if row["status"] not in STATUSES:
        return _("The household status is one of: {words}.").format(words=", ".join(STATUSES))
    return "" if row["confirmed"] in (0, 1) else _("“Confirmed” is 1 or 0.")


_ROWS: Mapping[str, Callable[[Mapping[str, Value]], str]] = {
    "membership": _membership,
    "household_status": _household,
}
