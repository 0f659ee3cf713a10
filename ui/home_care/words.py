"""What the screens of home care say in several places."""

from datetime import date

from app.base.dates import age_by_year
from app.base.names import address, given_name
from app.base.periods import Month
from app.base.text import _
from app.home_care.month import Cell, Tally
from app.home_care.rules import TASKS, Cared, Task
from ui.kit.chips import Result
from ui.kit.days import DayMark


def called(each: Cared, today: date) -> str:
    """How the club speaks of somebody: "cụ Mùi"."""
    age = age_by_year(each.birth, today) if each.birth else None
    return f"{address(each.sex, age)} {given_name(each.name)}"


def month_of(month: Month) -> str:
    """ "6/2026"."""
    return f"{month.month}/{month.year}"


def tasks(codes: tuple[Task, ...]) -> str:
    """Tasks in words, with commas between."""
    return _(", ").join(_(TASKS[code]).lower() for code in codes)


def hours(minutes: int) -> str:
    """Minutes as hours and minutes: "7 h 30"."""
    whole, rest = divmod(minutes, 60)
    if not rest:
        return _("{n} h").format(n=whole)
    return _("{n} h {rest}").format(n=whole, rest=f"{rest:02}")


def mark(cell: Cell, name: str) -> DayMark:
    """A visit of the calendar."""
    return DayMark(cell, cell.state, name, cell.reported)


def stands(tally: Tally) -> Result:
    """How the visits of somebody stand: "7 of 9", with what is missing."""
    come = tally.planned - tally.ahead
    if tally.missed:
        return Result(
            _("{n} missed").format(n=tally.missed),
            icon="x",
            tone="bad" if tally.missed > 2 else "warn",
        )
    if come or tally.made:
        return Result(_("As planned"), icon="check")
    return Result(_("Nothing yet"))
