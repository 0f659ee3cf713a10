"""The picture of a year: which area was done in which month. Pure.

An area is done in a month with at least one thing recorded in it, whichever room holds it
(`picture_records.SOURCES`). What a meeting did belongs to that meeting's month, also where the
meeting was moved into another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.base.areas import AREAS, Area
from app.base.periods import Month
from app.base.text import ngettext

State = Literal["done", "planned", "waiting", "missing", ""]
"""Of an area in a month: done; planned by the meeting's themes; waiting while the month runs and
its meeting is not closed; missing once it is; "" in a month ahead, or before the book begins."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of one source (`picture_records.SOURCES`) an area had in a month."""

    area: Area
    month: Month
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """An area in a month: its state, how many things were done, and by source."""

    state: State
    count: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """What the rooms hold of a year: the tallies, the themes planned by month, the months whose
    meeting is closed, and the first month of which the book knows anything."""

    tallies: tuple[Tally, ...] = ()
    planned: frozenset[tuple[Area, Month]] = frozenset()
    closed: frozenset[Month] = frozenset()
    begins: Month | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A year of the eight areas as it stands in the month `now`."""

    year: int
    now: Month
    cells: Mapping[Area, Mapping[Month, Cell]]
    begins: Month | None

    def come(self) -> tuple[Month, ...]:
        """The months of the year that have come, this one too, and of which the book knows."""
        return tuple(
            month
            for month in months(self.year)
            if month <= self.now and self.begins is not None and self.begins <= month
        )

    def counts(self) -> dict[Area, dict[Month, int]]:
        """How many things each area had, in every month that has come."""
        come = self.come()
        return {area: {month: self.cells[area][month].count for month in come} for area in AREAS}

    def done(self, month: Month) -> int:
        """How many areas were done in a month."""
        return sum(1 for area in AREAS if self.cells[area][month].state == "done")

    def lacking(self, month: Month) -> tuple[Area, ...]:
        """The areas with nothing in a month, whether or not there is still time."""
        return tuple(area for area in AREAS if not self.cells[area][month].count)

    def missing(self, month: Month) -> tuple[Area, ...]:
        """The areas that a month is missing, now that it or its meeting is over."""
        return tuple(area for area in AREAS if self.cells[area][month].state == "missing")

    def complete_months(self) -> tuple[Month, ...]:
        """The months that have all eight areas."""
        return tuple(month for month in self.come() if not self.lacking(month))


def months(year: int) -> tuple[Month, ...]:
    """The twelve months of a year."""
    return tuple(Month(year, number) for number in range(1, 13))


def picture(year: int, now: Month, told: Told) -> Picture:
    """The year as it stands in the month `now`."""
    sources: dict[tuple[Area, Month], dict[str, int]] = {}
    for tally in told.tallies:
        here = sources.setdefault((tally.area, tally.month), {})
        here[tally.source] = here.get(tally.source, 0) + tally.count
    cells = {
        area: {
            month: _cell(area, month, now, told, sources.get((area, month), {}))
            for month in months(year)
        }
        for area in AREAS
    }
    return Picture(year, now, cells, told.begins)


def _cell(area: Area, month: Month, now: Month, told: Told, sources: Mapping[str, int]) -> Cell:
    count = sum(sources.values())
    if count:
        return Cell("done", count, sources)
    planned = (area, month) in told.planned
    if month > now:
        return Cell("planned" if planned else "")
    if told.begins is None or month < told.begins:
        return Cell("")
    if month < now or month in told.closed:
        return Cell("missing")
    return Cell("planned" if planned else "waiting")


def source_words(source: str, count: int) -> str:
    """What a source gave, in words: "54 people weighed and measured"."""
    match source:
        case "activity":
            words = ngettext("{n} activity", "{n} activities", count)
        case "reading":
            words = ngettext(
                "{n} person weighed or measured", "{n} people weighed or measured", count
            )
        case "exercise":
            words = ngettext("{n} week of exercise", "{n} weeks of exercise", count)
        case "case":
            words = ngettext("{n} case helped", "{n} cases helped", count)
        case "proposal":
            words = ngettext("{n} proposal", "{n} proposals", count)
        case "exchange":
            words = ngettext("{n} exchange", "{n} exchanges", count)
        case "loan":
            words = ngettext("{n} loan paid out", "{n} loans paid out", count)
        case "check_up":
            words = ngettext("{n} person examined", "{n} people examined", count)
        case "visit":
            words = ngettext("{n} home visit made", "{n} home visits made", count)
        case "gift":
            words = ngettext("{n} gift received", "{n} gifts received", count)
        case "fee":
            words = ngettext("Fees collected {n} time", "Fees collected {n} times", count)
        case _:
            words = ngettext("{n} entry", "{n} entries", count)
    return words.format(n=count)
