"""New lines for health books already handed out: only what was measured since the last printing,
exactly where the next blank rows of the book stand; or a fresh sheet of the year.

Pages for lines carry nothing else, so that they can be printed onto the book's own pages. Before
them comes a page that says, in order, which page of whose book to put into the printer. Lengths
are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_date
from app.base.names import given_name
from app.base.text import _, language, ngettext, speaking
from app.documents import booklet
from app.documents import health_book as books
from app.documents import health_book_pages as pages
from app.documents.chosen import chosen
from app.documents.health_book_frame import (
    BAND_CHOICES,
    EDGES,
    HEAD_HIGH,
    MONTH_HIGH,
    PAGE,
    PAGES,
    TABLE_TOP,
    TEXT_WIDTH,
    Holder,
    footer,
    left_of,
)
from app.documents.issuer import Issuer
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import MM, clean, cut, fitting, lines_of, width
from app.health import print_records
from app.health.book_lines import YearSheet, in_hand, page_of, since_last_print
from app.health.print_records import BookPrint, Changed
from app.health.rules import Reading, band, merged, number_text
from app.health.thresholds import rules_on
from app.health.trend import in_year

if TYPE_CHECKING:
    from app.club.file import Club

_LIST_ROW: Final = 9.6
_LIST_ROWS: Final = 16


@dataclass(frozen=True, slots=True)
class NewLines:
    """Somebody's book, and what is to be printed into it."""

    person_id: str
    holder: Holder
    sheets: tuple[YearSheet, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everybody with something new, in name order; `asked` counts who was looked at."""

    books: tuple[NewLines, ...]
    asked: int
    printed: date
    issuer: Issuer


def gather(club: "Club", printed: date, codes: Sequence[str] | None = None) -> Batch:
    """What is new since the last printing, for these member codes or for all who hold a book.

    Needs health.read; the asking is noted. Raises UserError, naming every code that nobody has.
    """
    people = chosen(club, printed, codes)
    holders, issuer = books.gather_of(club, people, printed)
    held = print_records.prints(club)
    counting = [one.seq for member in people for one in in_hand(held.get(member.id, ()))]
    changes = print_records.changed_since(club, min(counting)) if counting else {}
    found = []
    for member, holder in zip(people, holders, strict=True):
        mine = held.get(member.id, ())
        if codes is None and not mine:
            continue  # who never got a book gets a whole one
        readings = tuple(sorted(holder.readings, key=lambda one: one.on))
        sheets = since_last_print(readings, mine, _as_shown(changes.get(member.id, ())))
        if sheets:
            found.append(NewLines(member.id, replace(holder, readings=readings), sheets))
    return Batch(tuple(found), len(people), printed, issuer)


def _as_shown(changes: Sequence[Changed]) -> tuple[Changed, ...]:
    """Changes with the notes of their readings as papers show them."""
    return tuple(
        replace(each, before=books.as_shown(each.before)) if each.before is not None else each
        for each in changes
    )


def note_printed(club: "Club", batch: Batch) -> None:
    """Once the lines are printed or saved: from now on they are in the books."""
    print_records.note(
        club,
        [
            BookPrint(book.person_id, batch.printed, sheet.how, sheet.year, sheet.last_on)
            for book in batch.books
            for sheet in book.sheets
        ],
    )


def render(
    batch: Batch,
    *,
    as_booklet: bool = False,
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """The pages to print into the books, after a page that names them in order.

    `as_booklet` puts each page where it lies on the A4 sheet of a booklet.
    """
    with speaking(language):
        into = BytesIO()
        size = booklet.PAPER if as_booklet else PAGE
        title = _("New lines for health books")
        canvas = new_canvas(into, size, title=title, author=batch.issuer.name, language=language)
        sheet = Sheet(canvas, size, watch, practice=batch.issuer.practice)
        jobs = [
            (book, year, page)
            for book in batch.books
            for year in book.sheets
            for page in year.pages()
        ]
        _overview(sheet, batch, jobs, title)
        for book, year, page in jobs:
            canvas.saveState()
            if as_booklet:
                canvas.translate(_shift(page) * MM, 0)
            if year.how == "fresh":
                _fresh(sheet, batch, book, year, page)
            else:
                _lines(sheet, book, year, page)
            sheet.stamp(PAGE[0])
            canvas.restoreState()
            sheet.next_page()
        canvas.save()
        return into.getvalue()


Job = tuple[NewLines, YearSheet, int]


def _shift(page: int) -> float:
    """How far from the left edge of A4 a page of the booklet lies."""
    middle = booklet.PAPER[0] / 2
    for left, right in booklet.sides(PAGES):
        if page == left:
            return middle - PAGE[0]
        if page == right:
            return middle
    raise ValueError(f"no page {page} in a book")


# --- which page of whose book -------------------------------------------------------------------


def _overview(sheet: Sheet, batch: Batch, jobs: Sequence[Job], title: str) -> None:
    """The order of the pages that follow; without any, that there is nothing to print."""
    parts = [jobs[start : start + _LIST_ROWS] for start in range(0, len(jobs), _LIST_ROWS)] or [[]]
    number = 0
    for part in parts:
        x = left_of(1)
        sheet.text(
            x, 20, title, fitting(title, TEXT_WIDTH, 20, 14, True), room=TEXT_WIDTH, bold=True
        )
        sheet.rule(x, 24, x + TEXT_WIDTH, 1.4)
        said = _how_many(jobs)
        y = sheet.paragraph(x, 31, said, 12, room=TEXT_WIDTH)
        for book, year, page in part:
            number += 1
            y += _LIST_ROW - 4
            sheet.text(x + 8, y, str(number), 14, room=10, bold=True, align="right")
            what = _where(year, page)
            taken = width(what, 12)
            room = TEXT_WIDTH - 12 - taken - 3
            holder = book.holder
            name = f"{holder.code}  {holder.name}"
            size = fitting(name, room, 14, 11)
            sheet.text(x + 12, y, cut(name, room, size), size, room=room)
            sheet.text(x + TEXT_WIDTH, y, what, 12, room=taken + 1, align="right")
            sheet.rule(x, y + 2.6, x + TEXT_WIDTH, 0.4)
            y += 4
        foot = f"{clean(batch.issuer.name)} · {fmt_date(batch.printed)}"
        sheet.text(x, 204, cut(foot, TEXT_WIDTH, 10), 10, room=TEXT_WIDTH)
        sheet.next_page()


def _how_many(jobs: Sequence[Job]) -> str:
    if not jobs:
        return _("Nothing new since the last printing. Every line is in the books already.")
    count = ngettext("{n} page.", "{n} pages.", len(jobs)).format(n=len(jobs))
    return f"{count} " + _(
        "Put the pages of the books into the printer in this order. Try one on plain paper first."
    )


def _where(year: YearSheet, page: int) -> str:
    if year.how == "fresh":
        return _("fresh sheet {year}").format(year=year.year)
    return _("page {n}, months {months}").format(
        n=page, months=", ".join(str(month) for month in _months_on(year, page))
    )


def _months_on(year: YearSheet, page: int) -> list[int]:
    return [month for month in year.months if page_of(year.page, month) == page]


# --- lines --------------------------------------------------------------------------------------


def _lines(sheet: Sheet, book: NewLines, year: YearSheet, page: int) -> None:
    """Only what the blank rows of a page lack."""
    taken = in_year(book.holder.readings, year.year)
    for month in _months_on(year, page):
        of_month = [one for one in taken if one.on.month == month]
        _line(sheet, page, (month - 1) % 6, of_month)


def _line(sheet: Sheet, page: int, row: int, taken: Sequence[Reading]) -> None:
    """A month in its blank row: around the printed slash, and on the mark to be circled."""
    x = left_of(page)
    top = TABLE_TOP + HEAD_HIGH + row * MONTH_HIGH
    shown = merged(taken)
    day = f"{shown.on.day}/{shown.on.month}"
    sheet.text(x + 24.4, top + 8.4, day, 14, room=14, align="right")
    if shown.systolic is not None and shown.diastolic is not None:
        middle, gap = x + (EDGES[1] + EDGES[2]) / 2, width("/", 22) / 2 + 1.2
        room = (EDGES[2] - EDGES[1]) / 2 - gap
        upper, lower = str(shown.systolic), str(shown.diastolic)
        sheet.text(middle - gap, top + 10, upper, 22, room=room, bold=True, align="right")
        sheet.text(middle + gap, top + 10, lower, 22, room=room, bold=True)
    weight = "" if shown.weight_g is None else number_text("weight", shown.weight_g)
    pulse = "" if shown.pulse is None else str(shown.pulse)
    who = given_name(shown.taken_by or "")
    for text, largest, (left, right) in zip(
        (pulse, weight, who), (18, 18, 14), pairwise(EDGES[2:]), strict=True
    ):
        if not text:
            continue
        room = right - left - 1
        size = fitting(text, room, largest, 14)
        middle = x + (left + right) / 2
        sheet.text(middle, top + 9.4, cut(text, room, size), size, room=room, align="center")
    found = band(shown, rules_on(shown.on))
    note = pages.remarks(taken, shown)
    if found:
        at = BAND_CHOICES.index(found.code)
        sheet.mark(x + 1.4 + at * 10.4, top + 16.8, 6.6, found.code)
        word = found.word.in_(language())
        sheet.text(x + 66, top + 21.6, word, 14, room=30, bold=True)
        start = 66 + width(word, 14, bold=True) + 3
    else:
        start = 66.0
    room = TEXT_WIDTH - start
    if note and room > 12:
        # Both readings must be there: rather smaller and on two lines than cut.
        size = 12 if width(note, 12) <= room else 11
        lines = lines_of(note, room, size, False, 2)
        for place, line in enumerate(lines):
            base = top + (21.6 if len(lines) == 1 else 17.6 + place * 4.8)
            sheet.text(x + start, base, line, size, room=room + 0.02)


def _fresh(sheet: Sheet, batch: Batch, book: NewLines, year: YearSheet, page: int) -> None:
    """A page of the year anew, with its frame, to be put into the book."""
    made = replace(books.book_of(book.holder, batch.issuer, batch.printed), year=year.year)
    pages.months(sheet, page, made, year.year)
    footer(sheet, page, made)
