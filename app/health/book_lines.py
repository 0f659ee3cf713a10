"""Which lines of a health book already handed out are to be printed next, and on which page. Pure.

A book has two pages for its year (6 and 7) and two for a year after it (10 and 11), a row for each
month. A row once printed is full; then, and for a year that the book does not have, a fresh sheet
of the whole year is printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.health.print_records import BookPrint
from app.health.rules import Reading

YEAR_PAGE, NEXT_PAGE = 6, 10
"""The first of the two pages of a book's year, and of the blank year after it."""

_HALF_YEAR: Final = 6


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year of somebody's book: new `lines` on the two pages from `page` on, in these months; or
    a `fresh` sheet of the year. `last_on` is the day of its last reading."""

    how: Literal["lines", "fresh"]
    year: int
    page: int
    months: tuple[int, ...]
    last_on: date

    def pages(self) -> tuple[int, ...]:
        """The pages of the book that something is printed on."""
        if self.how == "fresh":
            return self.page, self.page + 1
        return tuple(sorted({page_of(self.page, month) for month in self.months}))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A year as it lies in somebody's hands."""

    page: int
    last_on: date | None


def page_of(first: int, month: int) -> int:
    """On which page a month stands, of the two from `first` on."""
    return first if month <= _HALF_YEAR else first + 1


def next_year_of(year: int, printed_on: date) -> int:
    """The blank year of a book that shows `year`: the one after it, but never one gone by."""
    return max(year + 1, printed_on.year)


def since_last_print(
    readings: Sequence[Reading], prints: Sequence[BookPrint]
) -> tuple[YearSheet, ...]:
    """What to print for somebody, by year; nothing when all is on paper.

    `readings` are oldest first, `prints` as they were made. Without any print there is no book to
    print into: then the year of the last reading comes as a fresh sheet.
    """
    papers = _papers(prints)
    years = sorted({one.on.year for one in readings})
    first = min(papers) if papers else max(years, default=0)
    made = (
        _sheet(year, [one for one in readings if one.on.year == year], papers)
        for year in years
        if year >= first
    )
    return tuple(sheet for sheet in made if sheet is not None)


def _papers(prints: Sequence[BookPrint]) -> dict[int, _Paper]:
    """What somebody holds, by year; a whole book takes the place of all before it."""
    held: dict[int, _Paper] = {}
    for one in prints:
        if one.how == "whole":
            held = {
                one.year: _Paper(YEAR_PAGE, one.last_on),
                next_year_of(one.year, one.printed_on): _Paper(NEXT_PAGE, None),
            }
        elif one.how == "fresh":
            held[one.year] = _Paper(YEAR_PAGE, one.last_on)
        else:
            page = held[one.year].page if one.year in held else YEAR_PAGE
            held[one.year] = _Paper(page, one.last_on)
    return held


def _sheet(year: int, taken: Sequence[Reading], papers: Mapping[int, _Paper]) -> YearSheet | None:
    paper = papers.get(year)
    last_on = taken[-1].on
    if paper is None:
        months = tuple(sorted({one.on.month for one in taken}))
        return YearSheet("fresh", year, YEAR_PAGE, months, last_on)
    new = [one for one in taken if paper.last_on is None or one.on > paper.last_on]
    if not new:
        return None
    months = tuple(sorted({one.on.month for one in new}))
    if paper.last_on is not None and paper.last_on.year == year and paper.last_on.month in months:
        every = tuple(sorted({one.on.month for one in taken}))
        return YearSheet("fresh", year, paper.page, every, last_on)
    return YearSheet("lines", year, paper.page, months, last_on)
