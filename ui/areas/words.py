"""How the pages of this room name areas, months and days."""

from datetime import date

from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import _
from ui.kit.icons import AREA_ICONS

ICONS = AREA_ICONS


def area(code: Area) -> str:
    """The name of an area."""
    return _(AREAS[code])


def month(of: Month) -> str:
    """ "month 6/2026" inside a sentence."""
    return _("month {month}/{year}").format(month=of.month, year=of.year)


def month_head(number: int) -> str:
    """A month as the head of a narrow column."""
    return _("M{n}").format(n=number)


def day(iso: str | None) -> str:
    """ "5/3/2026", or nothing."""
    return fmt_date(date.fromisoformat(iso)) if iso else ""


def names(areas: tuple[Area, ...]) -> str:
    """Several areas with commas between."""
    return ", ".join(area(each) for each in areas)
