"""From the rows of a list to people: which rows are people at all, and what each of them says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from app.base.names import Sex, fold, title_case
from app.base.text import _
from app.members import import_cells as cells
from app.members import import_words as words
from app.members.doubts import doubts
from app.members.import_cells import Got
from app.members.import_header import name_columns
from app.members.import_sheet import Cell, Row, Sheet
from app.members.numbers import clean, tidy_bhyt, tidy_cccd, tidy_phone
from app.members.records import Joining
from app.members.rules import HouseholdStatus, Person, Status

# A cell of one of these shows that a row is about a person; a name or a note alone does not.
_EVIDENCE = frozenset(
    {"cccd", "bhyt", "phone", "birth", "birth_female", "birth_male", "birth_year"}
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: the row as Excel numbers it, the field, and a sentence.

    `sheet` is named where several are read together.
    """

    row: int
    field: str
    message: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person as the list has it; without a name it cannot be added.

    `code` is the member code that the list gives; `note` is what stands in its column of notes,
    without what the import adds to the note because no field can hold it.
    """

    row: int
    joining: Joining
    doubts: tuple[Doubt, ...]
    code: str | None = None
    note: str | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """What reading a list needs to know besides its cells.

    `fields` says which column fills which field, `headings` what stands over each; `year` is the
    list's, certain or not; `source` is the file's name.
    """

    today: date
    fields: Mapping[str, int]
    headings: Mapping[int, str]
    year: int
    year_known: bool
    source: str


def read_people(sheet: Sheet, after_row: int, how: How) -> tuple[Listed, ...]:
    """Everybody on the list below row `after_row`, in its order."""
    found = tuple(_rows_of_people(sheet, after_row, how))
    marked = _column_that_tells_sex([row for row, _place in found], how.fields)
    return tuple(_Reader(row, how).read(place, marked) for row, place in found)


# --- which rows ---------------------------------------------------------------------------------


def _rows_of_people(sheet: Sheet, after_row: int, how: How) -> Iterator[tuple[Row, str]]:
    """Each row that is a person, with the place named in a line of its own above it.

    Left out are empty rows, numbers of columns, headings repeated on a new page, sums and
    signatures. Below a sum a name alone is nobody; below the signatures it takes a row number or
    a birth or the like, as the names of those who sign stand in any column.
    """
    place = ""
    coded = how.fields.get("code")
    after_total = after_signature = False
    for row in sheet.rows:
        if row.number <= after_row:
            continue
        if coded is not None and cells.is_code(row.cell(coded)):
            yield row, place
            continue
        name = _name(row, how.fields)
        evidence = any(_says_something(row.cell(how.fields.get(known))) for known in _EVIDENCE)
        numbered = cells.is_row_number(row.cell(how.fields.get("number")))
        section = _section(row)
        if section and not evidence:
            place, after_total = section, False
        elif not numbered and _matches(row, name, cells.is_total):
            after_total = True
        elif not numbered and not evidence and _matches(row, name, cells.is_signature):
            after_signature = True
        elif (name or evidence) and not _numbers_the_columns(row):
            expected = not after_signature and (
                not after_total or _more_than_a_name(row, how.fields)
            )
            named = expected and cells.is_name(name) and not _repeats_header(row, how)
            if evidence or numbered or named:
                yield row, place


def _more_than_a_name(row: Row, fields: Mapping[str, int]) -> bool:
    others = set(fields.values()) - set(name_columns(fields)) - {fields.get("note")}
    return any(cells.text_of(row.cell(column)) for column in others)


def _name(row: Row, fields: Mapping[str, int]) -> str:
    return " ".join(
        text for column in name_columns(fields) if (text := cells.text_of(row.cell(column)))
    )


def _says_something(cell: Cell) -> bool:
    return sum(sign.isdecimal() for sign in cells.text_of(cell)) >= 4


def _section(row: Row) -> str:
    """The place that a line names for the people below it: "II. Thôn Đoài (23 người)"."""
    texts = [text for cell in row.cells if (text := cells.text_of(cell))]
    if len(texts) == 2 and cells.is_row_number(texts[0].upper().translate(_ROMAN)):
        texts = texts[1:]
    if len(texts) != 1 or not words.SECTION.match(clean(texts[0]).lower()):
        return ""
    place = words.SECTION_NUMBER.sub("", texts[0])
    return title_case(place.partition("(")[0].partition(":")[0].strip(" .-"))


_ROMAN = str.maketrans("IVX", "111")


def _matches(row: Row, name: str, test: cells.Test) -> bool:
    return test(name) if name else any(test(cells.text_of(cell)) for cell in row.cells)


def _numbers_the_columns(row: Row) -> bool:
    """Whether this is the row (1) (2) (3) … or A B 1 2 … under the header of an official form."""
    texts = [cells.text_of(cell).strip("()") for cell in row.cells if cell is not None]
    numbers = [int(text) for text in texts if text.isdecimal()]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    return (
        len(texts) > 2
        and len(numbers) + len(letters) == len(texts)
        and len(numbers) > 1
        and all(later - earlier == 1 for earlier, later in pairwise(numbers))
    )


def _repeats_header(row: Row, how: How) -> bool:
    """Whether over the names stands again what stood there in the header, to the letter."""
    return all(
        text.lower() == how.headings.get(column, "").rpartition(" – ")[2].lower()
        for column in name_columns(how.fields)
        if (text := cells.text_of(row.cell(column)))
    )


def _column_that_tells_sex(rows: list[Row], fields: Mapping[str, int]) -> Sex | None:
    """The sex marked in a lone column "Nữ" or "Nam", when somebody has used it at all."""
    lone = [known for known in ("female", "male") if known in fields]
    if len(lone) != 1 or not any(
        cells.is_marked(cells.text_of(row.cell(fields[lone[0]]))) for row in rows
    ):
        return None
    return "F" if lone == ["female"] else "M"


# --- what a row says ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Reads one row; collects what is doubtful and what only the note can hold."""

    row: Row
    how: How
    doubts: list[Doubt] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def read(self, place: str, marked: Sex | None) -> Listed:
        """The person of this row. `place` is named above it, `marked` by a lone column of marks."""
        sex = self._sex(marked)
        birth = self._birth()
        status = self._status()
        joined = self._take("joined", cells.read_day(self._cell("joined"), self.how.today))
        until = cells.read_day(self._cell("bhyt_until"), self.how.today, last=True)
        person = Person(
            name=title_case(clean(_name(self.row, self.how.fields))),
            sex=sex,
            birth=birth,
            cccd=self._take("cccd", cells.read_number(self._cell("cccd"), tidy_cccd)),
            bhyt=self._take("bhyt", cells.read_number(self._cell("bhyt"), tidy_bhyt)),
            bhyt_until=self._take("bhyt_until", until),
            bhyt_place=self._text("bhyt_place"),
            phone=self._take("phone", cells.read_number(self._cell("phone"), tidy_phone)),
            hamlet=self._text("hamlet") or place or None,
            ethnic=self._text("ethnic"),
            contact_name=self._text("contact_name"),
            contact_phone=self._take(
                "contact_phone", cells.read_number(self._cell("contact_phone"), tidy_phone)
            ),
            note=self._note(),
        )
        for about, sentence in doubts(person, self.how.today).items():
            self._doubt(about, sentence)
        if joined is not None and joined > self.how.today.isoformat():
            self._doubt("joined", _("The day of joining lies ahead: no member until then."))
        return Listed(
            self.row.number,
            Joining(person, joined, status),
            tuple(self.doubts),
            code=cells.read_code(self._cell("code")),
            note=cells.read_text(self._cell("note")).value,
        )

    def _cell(self, known: str) -> Cell:
        return self.row.cell(self.how.fields.get(known))

    def _doubt(self, about: str, sentence: str) -> None:
        self.doubts.append(Doubt(self.row.number, about, sentence))

    def _take(self, known: str, got: Got, about: str = "") -> str | None:
        """The value of `got`; its doubt is said about the field `about` (else `known`)."""
        if got.doubt:
            self._doubt(about or known, got.doubt)
        if got.left:
            heading = self.how.headings.get(self.how.fields[known], "").rpartition(" – ")
            self.left.append(f"{heading[0] or heading[2]}: {got.left}")
        return got.value

    def _text(self, known: str) -> str | None:
        return self._take(known, cells.read_text(self._cell(known)))

    def _note(self) -> str | None:
        note = self._text("note")
        return "; ".join(filter(None, (note, *self.left))) or None

    def _sex(self, marked: Sex | None) -> Sex | None:
        said = self._take("sex", cells.read_sex(self._cell("sex")))
        if said is not None:
            return cast("Sex", said)
        if marked is not None:
            known = "female" if marked == "F" else "male"
            other: Sex = "M" if marked == "F" else "F"
            text = cells.text_of(self._cell(known))
            return cells.sex_in(text) or (marked if cells.is_marked(text) else other)
        told: dict[Sex, bool] = {
            sex: any(
                cells.is_marked(cells.text_of(self._cell(known)))
                for known in (word, f"birth_{word}", f"age_{word}")
            )
            for sex, word in cells.SEX_WORDS.items()
        }
        if all(told.values()):
            self._doubt("sex", _("Both columns, for men and for women, are filled: check it."))
            return None
        return next((sex for sex, filled in told.items() if filled), None)

    def _birth(self) -> str | None:
        today = self.how.today
        for known in ("birth", "birth_female", "birth_male"):
            got = cells.read_birth(self._cell(known), today)
            if got.value is None and got.left and "birth_year" in self.how.fields:
                got = self._birth_with_year(got)
            if got != Got():
                return self._take(known, got, "birth")
        day, month, year = (self._cell(f"birth_{part}") for part in ("day", "month", "year"))
        got = cells.read_birth_parts(day, month, year, today)
        if got != Got():
            return self._take("birth_year", got, "birth")
        for known in ("age", "age_female", "age_male"):
            got = cells.read_age(self._cell(known), today, self.how.year)
            if got != Got():
                return self._take(known, got, "birth")
        return None

    def _birth_with_year(self, got: Got) -> Got:
        """Day and month beside a column with the year; the year alone when that is no date."""
        year = cells.text_of(self._cell("birth_year"))
        whole = cells.read_birth(f"{got.left}/{year}", self.how.today)
        return whole if whole.value else cells.read_birth(year, self.how.today)

    def _status(self) -> HouseholdStatus | None:
        found: list[Status] = []
        for status, known in words.EACH_STATUS.items():
            text = cells.text_of(self._cell(known))
            if cells.is_marked(text):
                found += cells.statuses_in(text) or (status,)
        said = self._take("household", cells.read_status(self._cell("household")))
        if said is not None:
            found.append(cast("Status", said))
        if not found and not self.how.fields.keys() & {"household", *words.EACH_STATUS.values()}:
            found += self._status_in_note()
        if len(set(found)) > 1:
            self._doubt("household", _("More than one household status is marked: check it."))
        for status in words.EACH_STATUS:
            if status in found:
                how = self.how
                year = cells.read_year(self._cell("household_year"))
                sure = how.year_known or year is not None
                return HouseholdStatus(year or how.year, status, sure, how.source)
        return None

    def _status_in_note(self) -> tuple[Status, ...]:
        """A list without a column for it often has the status among its remarks."""
        note = cells.text_of(self._cell("note"))
        statuses = cells.statuses_in(note)
        if not statuses or len(fold(note).split()) > 4:
            return ()
        self._doubt("household", _("The household status was taken from the note: check it."))
        return statuses[:1]
