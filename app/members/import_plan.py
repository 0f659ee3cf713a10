"""An import before it happens: what would be added, skipped and doubted; and doing it.

`plan_file` guesses everything; a screen shows the plan, lets the mapping be changed and asks
`make_plan` again; `apply_plan` writes what the plan says as one change.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.job import NO_JOB, Job
from app.base.names import fold
from app.base.text import N_, _
from app.club import backup
from app.members import records
from app.members.import_cells import days_exchanged
from app.members.import_compare import Skipped, compare
from app.members.import_header import Header, find_header, name_columns, refine
from app.members.import_read import read_file
from app.members.import_rows import Doubt, How, Listed, read_people
from app.members.import_sheet import Sheet, in_unicode, spread_down
from app.members.rules import HouseholdStatus, Member

if TYPE_CHECKING:
    from app.club.file import Club

_YEAR = re.compile(r"(?<![\d–-])(?<![–-] )(?:19|20)\d\d(?!\s?[–-]|\d)")
_YEARS = range(1990, 2200)  # those that a household status can have

# Fields that hold people's names, and those that hold places, in an old font without capitals.
_PEOPLE = ("name", "family_name", "middle_name", "given_name", "contact_name")
_PLACES = ("hamlet", "bhyt_place")
# Fields of which one merged cell speaks for several people below each other.
_SHARED = ("hamlet", "bhyt_place", "ethnic", "household", "joined")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A roster as read from disk: its name and its sheets."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list: "C", what stands over it, and the field it fills, if any."""

    letter: str
    heading: str
    field: str | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Rows are numbered as Excel shows them.

    `fields` is the mapping (field of `import_words.FIELDS` → column, A is 0) and may be edited and
    planned again. `other_sheets` also look like lists of people. `renewing` are the people (by id)
    who are in the register already and get the household status of this newer list.
    """

    file: str
    sheet: str
    other_sheets: tuple[str, ...]
    header_rows: tuple[int, int]
    columns: tuple[Column, ...]
    fields: Mapping[str, int]
    year: int
    year_known: bool
    adding: tuple[Listed, ...]
    skipped: tuple[Skipped, ...]
    renewing: Mapping[str, HouseholdStatus]
    doubts: tuple[Doubt, ...]

    @property
    def read(self) -> int:
        """How many people the list has: added and skipped."""
        return len(self.adding) + len(self.skipped)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says instead of letting it be guessed; None and empty are left to guess."""

    sheet: str | None = None
    year: int | None = None
    fields: Mapping[str, int] = field(default_factory=dict)


def open_list(path: Path) -> ListFile:
    """Read a roster. Raises UserError with one sentence when it is none that can be read."""
    return ListFile(path.name, read_file(path))


def plan_file(club: "Club", path: Path, choice: Choice | None = None) -> ImportPlan:
    """Read a roster and plan its import into this book."""
    today = club.today()
    return make_plan(open_list(path), records.people(club, today), today, choice)


def make_plan(
    listed: ListFile, known: Iterable[Member], today: date, choice: Choice | None = None
) -> ImportPlan:
    """Plan the import of a roster; `known` is everybody already in the register.

    Raises UserError when no sheet of the file has a column of names, or nobody under it.
    """
    choice = choice or Choice()
    sheet, header, others = _best_list(listed.sheets, choice.sheet)
    fields = dict(choice.fields) or refine(header, sheet)
    if not name_columns(fields):
        raise UserError(_("Say which column holds the names. Nothing was changed."))
    sheet = in_unicode(
        _raw(listed.sheets, sheet.name), _columns(fields, _PEOPLE), _columns(fields, _PLACES)
    )
    sheet = spread_down(sheet, _columns(fields, _SHARED), header.last)
    found_year = list_year(sheet, header, today)
    how = How(
        today=today,
        fields=fields,
        headings=header.headings,
        year=choice.year or found_year or today.year,
        year_known=bool(choice.year or found_year),
        source=listed.name,
    )
    people = read_people(sheet, header.last, how)
    if not people:
        raise UserError(
            _(
                "There is nobody under the header of sheet “{sheet}”. Nothing was changed. "
                "Choose another sheet or file."
            ).format(sheet=sheet.name)
        )
    compared = compare(people, known)
    adding = compared.adding
    doubts = (
        *_doubts_of_list(adding, sheet, how, header, others),
        *(doubt for entry in adding for doubt in entry.doubts),
        *compared.likeness,
    )
    return ImportPlan(
        file=listed.name,
        sheet=sheet.name,
        other_sheets=others,
        header_rows=(header.first, header.last),
        columns=_show_columns(sheet, header, fields),
        fields=fields,
        year=how.year,
        year_known=how.year_known,
        adding=adding,
        skipped=compared.skipped,
        renewing=compared.renewing,
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.row)),
    )


def apply_plan(club: "Club", plan: ImportPlan, job: Job = NO_JOB) -> int:
    """Add everybody whom the plan adds, all or nothing, as one undo step; how many they were.

    A newer list also renews the household status of those who are there already. A verified copy
    of the book is kept first. Raises UserError, also when that cannot be made.
    """
    if not plan.adding and not plan.renewing:
        return 0
    club.require("members.write")
    backup.keep_copy(club, backup.IMPORT, job)
    added, renewed = len(plan.adding), len(plan.renewing)
    label = (
        N_("Import {n} members from a list")
        if added
        else N_("Renew {n} household statuses from a list")
    )
    with club.change(label, n=added or renewed):
        records.add_members(club, (entry.joining for entry in plan.adding))
        for person_id, status in plan.renewing.items():
            records.set_household_status(club, person_id, status)
    return added


# --- where the list is --------------------------------------------------------------------------


def _best_list(
    sheets: tuple[Sheet, ...], wanted: str | None
) -> tuple[Sheet, Header, tuple[str, ...]]:
    """The sheet with the best list and its header; the names of others that have one too."""
    if wanted is not None:
        sheets = tuple(sheet for sheet in sheets if fold(sheet.name) == fold(wanted)) or _no_sheet(
            wanted, sheets
        )
    lists: list[tuple[bool, float, Sheet, Header]] = []
    for sheet in sheets:
        # A list in an old font may still have its header in Unicode.
        texts = tuple(dict.fromkeys((sheet, in_unicode(sheet))))
        seen = [(*found, text) for text in texts if (found := find_header(text)) is not None]
        for header, score, text in sorted(seen, key=lambda one: one[1])[-1:]:
            lists.append((sheet.visible, score, text, header))
    if not lists:
        raise UserError(
            _(
                "No column with names was found in this file. Nothing was changed. "
                "Write “Họ và tên” over the names, save the file, and choose it again."
            )
        )
    _visible, best, sheet, header = max(lists, key=lambda one: one[:2])
    others = [
        text.name
        for visible, score, text, _header in lists
        if visible and text is not sheet and score * 2 > best
    ]
    return sheet, header, tuple(others)


def _no_sheet(wanted: str, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    raise UserError(
        _("There is no sheet “{sheet}” in this file, only: {sheets}. Nothing was changed.").format(
            sheet=wanted, sheets=", ".join(sheet.name for sheet in sheets)
        )
    )


def _raw(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    return next(sheet for sheet in sheets if sheet.name == name)


def _columns(fields: Mapping[str, int], wanted: tuple[str, ...]) -> frozenset[int]:
    return frozenset(fields[known] for known in wanted if known in fields)


def list_year(sheet: Sheet, header: Header, today: date) -> int | None:
    """The year of a list, from its header, the lines above it or the sheet's name; else None.

    A year of a status column counts most, then a line that says "danh sách". Years that are part
    of a span (giai đoạn 2021-2025) or lie ahead say nothing.
    """
    titles = [
        cell
        for row in sheet.rows
        if row.number < header.first
        for cell in row.cells
        if isinstance(cell, str)
    ]
    texts = [
        *(text for text in header.headings.values() if "ngheo" in fold(text)),
        *(text for text in titles if "danh sach" in fold(text)),
        *titles,
        sheet.name,
    ]
    for text in texts:
        for year in map(int, _YEAR.findall(text)):
            if year in _YEARS and year <= today.year + 1:
                return year
    return None


def _show_columns(sheet: Sheet, header: Header, fields: Mapping[str, int]) -> tuple[Column, ...]:
    by_column = {column: known for known, column in fields.items()}
    width = max(len(row.cells) for row in sheet.rows)
    return tuple(
        Column(column_letter(column), header.headings.get(column, ""), by_column.get(column))
        for column in range(width)
        if column in header.headings or column in by_column
    )


def column_letter(column: int) -> str:
    """The name of a column in Excel: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _doubts_of_list(
    adding: tuple[Listed, ...], sheet: Sheet, how: How, header: Header, others: tuple[str, ...]
) -> Iterable[Doubt]:
    """What is doubtful about the list as a whole, said at its header."""
    if others:
        message = _("These sheets look like lists too and were not read: {sheets}.")
        yield Doubt(header.first, "sheet", message.format(sheets=", ".join(others)))
    if not how.year_known and any(entry.joining.status for entry in adding):
        message = _("The list names no year: its household statuses were taken as of {year}.")
        yield Doubt(header.first, "household", message.format(year=how.year))
    for known in ("birth", "birth_female", "birth_male"):
        if known in how.fields and days_exchanged(
            row.cell(how.fields[known]) for row in sheet.rows if row.number > header.last
        ):
            message = _("Excel seems to have exchanged days and months here: check some births.")
            yield Doubt(header.first, "birth", message)
