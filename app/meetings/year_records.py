"""The plan of a year in the book, against what all rooms hold of it: one question for each."""

from typing import TYPE_CHECKING

from app.areas import picture_records
from app.areas.picture import months
from app.base.areas import AREAS
from app.base.dates import Month
from app.meetings.meeting_records import between
from app.meetings.plan_records import themes_between
from app.meetings.rules import Theme
from app.meetings.year import PlannedMonth

if TYPE_CHECKING:
    from app.club.file import Club

READS = picture_records.READS | {"meeting", "meeting_rule", "theme", "person"}
"""Tables from which the plan of a year is made."""


def year_plan(club: "Club", year: int) -> tuple[PlannedMonth, ...]:
    """The twelve months of a year as planned, and as they went."""
    first, last = Month(year, 1), Month(year, 12)
    meetings = {each.month: each for each in between(club, first, last)}
    themes: dict[Month, list[Theme]] = {}
    for month, theme in themes_between(club, first, last):
        themes.setdefault(month, []).append(theme)
    cells = picture_records.year_picture(club, year).cells
    return tuple(
        PlannedMonth(
            month,
            meetings.get(month),
            tuple(themes.get(month, ())),
            frozenset(area for area in AREAS if cells[area][month].state == "done"),
            frozenset(area for area in AREAS if cells[area][month].state == "missing"),
        )
        for month in months(year)
    )


def month_plan(club: "Club", month: Month) -> PlannedMonth:
    """One month as planned, and as it went."""
    return year_plan(club, month.year)[month.month - 1]
