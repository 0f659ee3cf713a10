"""An import before it happens: what would be added, skipped and doubted; and doing it.

`plan_file` guesses everything; a screen shows the plan, lets the mapping be changed and asks
`make_plan` again; `apply_plan` writes what the plan says as one change.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.job import NO_JOB, Job
from app.base.names import title_case
from app.base.text import N_, _
from app.club import backup
from app.members import import_words as words
from app.members import records
from app.members.import_cells import days_exchanged
from app.members.import_changes import Change
from app.members.import_compare import Skipped, compare
from app.members.import_find import Found, find_lists, list_year
from app.members.import_header import Header, name_columns, refine
from app.members.import_read import read_file
from app.members.import_records import erased_codes, write_changes
from app.members.import_rows import Doubt, How, Listed, read_people
from app.members.import_sheet import Sheet, in_unicode, spread_down
from app.members.rules import HouseholdStatus, Member

if TYPE_CHECKING:
    from app.club.file import Club


# Fields that hold people's names, and those that hold places, in an old font without capitals.
_PEOPLE = ("name", "family_name", "middle_name", "given_name", "contact_name")
_PLACES = ("hamlet", "bhyt_place")
# Only the lists that we write have both; their text is Unicode, whatever it looks like.
_OURS = frozenset({"code", "household_year"})
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
    planned again. `other_sheets` also look like lists of people, or are read as well when
    `together`; then `columns`, `fields` and `header_rows` are those of `sheet`. `changes` are
    fields of people who are in the register already; `renewing` are those (by id) who get the
    household status of this newer list.
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
    changes: tuple[Change, ...]
    renewing: Mapping[str, HouseholdStatus]
    doubts: tuple[Doubt, ...]
    together: bool = False

    @property
    def read(self) -> int:
        """How many people the list has: added and skipped."""
        return len(self.adding) + len(self.skipped)

    @property
    def left_out(self) -> tuple[Skipped, ...]:
        """The rows that nothing comes of, and that are about nobody in the book."""
        return tuple(skip for skip in self.skipped if not skip.known)

    @property
    def unchanged(self) -> int:
        """How many people of the list are in the book just as the list has them."""
        differing = {change.person_id for change in self.changes} | self.renewing.keys()
        return sum(skip.known for skip in self.skipped) - len(differing)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says instead of letting it be guessed; None and empty are left to guess.

    `together` reads every sheet that looks like a list: a club often keeps one for each hamlet.
    """

    sheet: str | None = None
    year: int | None = None
    fields: Mapping[str, int] = field(default_factory=dict)
    together: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """One list read: the cells, how they were understood, and the people.

    `sheet` names the list where several are read together.
    """

    found: Found
    cells: Sheet
    how: How
    people: tuple[Listed, ...]
    sheet: str = ""


def open_list(path: Path) -> ListFile:
    """Read a roster. Raises UserError with one sentence when it is none that can be read."""
    return ListFile(path.name, read_file(path))


def plan_file(club: "Club", path: Path, choice: Choice | None = None) -> ImportPlan:
    """Read a roster and plan its import into this book."""
    today = club.today()
    known = records.people(club, today)
    return make_plan(open_list(path), known, today, choice, erased_codes(club))


def make_plan(
    listed: ListFile,
    known: Iterable[Member],
    today: date,
    choice: Choice | None = None,
    erased: frozenset[str] = frozenset(),
) -> ImportPlan:
    """Plan the import of a roster; `known` is everybody already in the register, `erased` the
    codes of those whose data was erased.

    Raises UserError when no sheet of the file has a column of names, or nobody under it.
    """
    choice = choice or Choice()
    best, others = find_lists(listed.sheets, choice.sheet)
    reading = _read(listed, best, today, choice)
    readings = [reading]
    if choice.together and others:
        guessed = replace(choice, fields={})
        readings += [_read(listed, other, today, guessed) for other in others]
        readings = [_of_sheet(one) for one in sorted(readings, key=_place_in(listed))]
    people = tuple(entry for one in readings for entry in one.people)
    if not people:
        raise UserError(
            _(
                "There is nobody under the header of sheet “{sheet}”. Nothing was changed. "
                "Choose another sheet or file."
            ).format(sheet=best.sheet.name)
        )
    compared = compare(people, known, today, erased)
    doubts = [
        *(doubt for one in readings for doubt in _doubts_of_list(one, compared.adding)),
        *(doubt for entry in compared.adding for doubt in entry.doubts),
        *compared.doubts,
    ]
    if others and not choice.together:
        message = _("These sheets look like lists too and were not read: {sheets}.")
        message = message.format(sheets=", ".join(other.sheet.name for other in others))
        doubts.append(Doubt(best.header.first, "sheet", message))
    places = {one.found.sheet.name: place for place, one in enumerate(readings)}
    return ImportPlan(
        file=listed.name,
        sheet=best.sheet.name,
        other_sheets=tuple(other.sheet.name for other in others),
        header_rows=(best.header.first, best.header.last),
        columns=_show_columns(best.sheet, best.header, reading.how.fields),
        fields=reading.how.fields,
        year=reading.how.year,
        year_known=reading.how.year_known,
        adding=compared.adding,
        skipped=compared.skipped,
        changes=compared.changes,
        renewing=compared.renewing,
        doubts=tuple(sorted(doubts, key=lambda doubt: (places.get(doubt.sheet, 0), doubt.row))),
        together=len(readings) > 1,
    )


def _read(listed: ListFile, found: Found, today: date, choice: Choice) -> _Reading:
    """The people of one list. Raises UserError when no column holds the names."""
    header = found.header
    fields = dict(choice.fields) or refine(header, found.sheet)
    if not name_columns(fields):
        raise UserError(_("Say which column holds the names. Nothing was changed."))
    sheet = _raw(listed.sheets, found.sheet.name)
    if not fields.keys() >= _OURS:
        sheet = in_unicode(sheet, _columns(fields, _PEOPLE), _columns(fields, _PLACES))
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
    return _Reading(found, sheet, how, read_people(sheet, header.last, how))


def _place_in(listed: ListFile) -> Callable[[_Reading], int]:
    names = [sheet.name for sheet in listed.sheets]
    return lambda reading: names.index(reading.found.sheet.name)


def _of_sheet(reading: _Reading) -> _Reading:
    """The people of one sheet among several: each knows its sheet, and lives in the hamlet that
    the sheet is named after unless the list says otherwise."""
    name = reading.found.sheet.name
    place = title_case(name) if words.SECTION.match(name.lower()) else None

    def told(entry: Listed) -> Listed:
        joining = entry.joining
        person = replace(joining.person, hamlet=joining.person.hamlet or place)
        doubts = tuple(replace(doubt, sheet=name) for doubt in entry.doubts)
        return replace(entry, joining=replace(joining, person=person), doubts=doubts, sheet=name)

    return replace(reading, people=tuple(map(told, reading.people)), sheet=name)


def apply_plan(
    club: "Club", plan: ImportPlan, job: Job = NO_JOB, taken: Collection[Change] | None = None
) -> int:
    """Add everybody whom the plan adds, all or nothing, as one undo step; how many they were.

    Of the plan's changes those in `taken` are written too, or all of them; a newer list also
    renews the household status of those who are there already. A verified copy of the book is
    kept first. Raises UserError, also when that cannot be made or an entry is no longer as the
    plan found it.
    """
    changes = plan.changes if taken is None else tuple(taken)
    if not (plan.adding or plan.renewing or changes):
        return 0
    club.require("members.write")
    backup.keep_copy(club, backup.IMPORT, job)
    with _change(club, plan, changes):
        records.add_members(club, (entry.joining for entry in plan.adding))
        for person_id, status in plan.renewing.items():
            records.set_household_status(club, person_id, status)
        write_changes(club, changes, plan.file)
    return len(plan.adding)


def _change(
    club: "Club", plan: ImportPlan, changes: Collection[Change]
) -> AbstractContextManager[int]:
    """The one change of this import, under a label that says what it brings."""
    added = len(plan.adding)
    updated = len({change.person_id for change in changes} | plan.renewing.keys())
    if changes and added:
        label = N_("Import {n} members from a list, and news of {more}")
        return club.change(label, n=added, more=updated)
    if changes:
        return club.change(N_("Take over news of {n} members from a list"), n=updated)
    if added:
        return club.change(N_("Import {n} members from a list"), n=added)
    return club.change(N_("Renew {n} household statuses from a list"), n=updated)


def _raw(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    return next(sheet for sheet in sheets if sheet.name == name)


def _columns(fields: Mapping[str, int], wanted: tuple[str, ...]) -> frozenset[int]:
    return frozenset(fields[known] for known in wanted if known in fields)


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


def _doubts_of_list(reading: _Reading, adding: tuple[Listed, ...]) -> Iterable[Doubt]:
    """What is doubtful about a list as a whole, said at its header."""
    first, last, how = reading.found.header.first, reading.found.header.last, reading.how
    statuses = [entry.joining.status for entry in adding if entry.sheet == reading.sheet]
    if any(status is not None and not status.confirmed for status in statuses):
        message = _("The list names no year: its household statuses were taken as of {year}.")
        yield Doubt(first, "household", message.format(year=how.year), reading.sheet)
    by_column = {column: known for known, column in how.fields.items()}
    for row, column in reading.cells.lost:
        if column in by_column and row >= last:
            message = _(
                "Cell {cell} holds a formula without a value, so it was left empty. "
                "Open the file in Excel, save it, and choose it again."
            ).format(cell=f"{column_letter(column)}{row + 1}")
            yield Doubt(row + 1, by_column[column], message, reading.sheet)
    for known in ("birth", "birth_female", "birth_male"):
        if known in how.fields and days_exchanged(
            row.cell(how.fields[known]) for row in reading.cells.rows if row.number > last
        ):
            message = _("Excel seems to have exchanged days and months here: check some births.")
            yield Doubt(first, "birth", message, reading.sheet)
