"""Which lines of a health book already handed out are to be printed next, and on which page. Pure.

A book has two pages for its year (6 and 7) and two for a year after it (10 and 11), a row for each
month. A row once printed is full: when its month has more readings since, or others, a fresh sheet
of the whole year is printed; so it is for a year that the book does not have.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from app.health.print_records import BookPrint, Changed
from app.health.rules import Reading

YEAR_PAGE, NEXT_PAGE = 6, 10
"""The first of the two pages of a book's year, and of the blank year after it."""

_HALF_YEAR: Final = 6


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year of somebody's book: new `lines` on the two pages from `page` on, in these months; or
    a `fresh` sheet of the year with all its months. `last_on` is the day of its last reading, None
    when every one was taken out.
    """

    how: Literal["lines", "fresh"]
    year: int
    page: int
    months: tuple[int, ...]
    last_on: date | None

    def pages(self) -> tuple[int, ...]:
        """The pages of the book that something is printed on."""
        if self.how == "fresh":
            return self.page, self.page + 1
        return tuple(sorted({page_of(self.page, month) for month in self.months}))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A year as it lies in somebody's hands, on which pages; blank without a `print`."""

    page: int
    print: BookPrint | None


def page_of(first: int, month: int) -> int:
    """On which page a month stands, of the two from `first` on."""
    return first if month <= _HALF_YEAR else first + 1


def next_year_of(year: int, printed_on: date) -> int:
    """The blank year of a book that shows `year`: the one after it, but never one gone by."""
    return max(year + 1, printed_on.year)


def since_last_print(
    readings: Sequence[Reading], prints: Sequence[BookPrint], changes: Sequence[Changed] = ()
) -> tuple[YearSheet, ...]:
    """What to print for somebody, by year; nothing when all is on paper.

    `readings` are oldest first, `prints` as they were made, `changes` what was done to the readings
    since the oldest of `in_hand`, the newest first. Without any print there is no book to print
    into: then the year of the last reading comes as a fresh sheet.
    """
    papers = _papers(prints)
    years = {one.on.year for one in readings}
    first = min(papers) if papers else max(years, default=0)
    made = (
        _sheet(year, readings, papers.get(year), changes)
        for year in sorted(years | papers.keys())
        if year >= first
    )
    return tuple(sheet for sheet in made if sheet is not None)


def in_hand(prints: Sequence[BookPrint]) -> tuple[BookPrint, ...]:
    """Of the printings of somebody those whose paper still counts: the latest of each year."""
    return tuple(paper.print for paper in _papers(prints).values() if paper.print is not None)


def _papers(prints: Sequence[BookPrint]) -> dict[int, _Paper]:
    """What somebody holds, by year; a whole book takes the place of all before it."""
    held: dict[int, _Paper] = {}
    for one in prints:
        if one.how == "whole":
            held = {
                one.year: _Paper(YEAR_PAGE, one),
                next_year_of(one.year, one.printed_on): _Paper(NEXT_PAGE, None),
            }
        else:
            page = held[one.year].page if one.year in held else YEAR_PAGE
            held[one.year] = _Paper(page, one)
    return held


def _sheet(
    year: int, readings: Sequence[Reading], paper: _Paper | None, changes: Sequence[Changed]
) -> YearSheet | None:
    now = _months(readings, year)
    last_on = max((one.on for one in readings if one.on.year == year), default=None)
    if paper is None:
        return YearSheet("fresh", year, YEAR_PAGE, tuple(now), last_on)
    was = _months(_on_paper(readings, paper.print, changes), year) if paper.print else {}
    new = tuple(month for month in range(1, 13) if now.get(month) != was.get(month))
    if not new:
        return None
    if any(month in was for month in new):
        return YearSheet("fresh", year, paper.page, tuple(now), last_on)
    return YearSheet("lines", year, paper.page, new, last_on)


def _months(readings: Sequence[Reading], year: int) -> dict[int, tuple[Reading, ...]]:
    """The readings of each month of a year that has some, whatever their ids."""
    found: dict[int, list[Reading]] = {}
    for one in sorted(readings, key=lambda one: (one.on, one.id or "")):
        if one.on.year == year:
            found.setdefault(one.on.month, []).append(replace(one, id=None))
    return {month: tuple(taken) for month, taken in found.items()}


def _on_paper(
    readings: Sequence[Reading], printed: BookPrint, changes: Sequence[Changed]
) -> list[Reading]:
    """The readings as they were printed: everything that was done later taken back."""
    found = {one.id or str(place): one for place, one in enumerate(readings)}
    for change in changes:
        if change.seq <= printed.seq:
            break
        if change.before is None:
            found.pop(change.reading_id, None)
        else:
            found[change.reading_id] = change.before
    last_on = printed.last_on
    return [one for one in found.values() if last_on is not None and one.on <= last_on]
