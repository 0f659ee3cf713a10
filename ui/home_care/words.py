"""What the screens of home care say in several places."""

from collections.abc import Iterable
from datetime import date

from app.base.dates import age_by_year
from app.base.money import NO_BREAK_SPACE
from app.base.names import address, given_name
from app.base.periods import Month
from app.base.text import _, ngettext
from app.home_care.month import Cell, Tally
from app.home_care.rules import MISSED, SIGNS, TASKS, Cared, Report, Task
from ui.kit.chips import Result
from ui.kit.day_cells import DayMark

THIRD = 300
"""The least width (px at 100 %) of a column where short fields stand three beside each other."""


def called(each: Cared, today: date) -> str:
    """How the club speaks of somebody: "cụ Mùi"."""
    age = age_by_year(each.birth, today) if each.birth else None
    return f"{address(each.sex, age)} {given_name(each.name)}"


def month_of(month: Month) -> str:
    """ "6/2026"."""
    return f"{month.month}/{month.year}"


def short(day: date) -> str:
    """A day where the year is clear: "21/6"."""
    return f"{day.day}/{day.month}"


def tasks(codes: tuple[Task, ...]) -> str:
    """Tasks in words, with commas between."""
    return _(", ").join(_(TASKS[code]).lower() for code in codes)


def visit_lines(cell: Cell, name: str, reports: Iterable[Report]) -> list[tuple[str, str]]:
    """A visit in lines, "bold" for the weighty ones: who, what became of it, what must be told."""
    visit = cell.visit
    volunteer = visit.volunteer if visit is not None else ""
    found = [("bold", f"{name[:1].upper()}{name[1:]}")]
    if visit is None:
        said = _("Nobody wrote about it yet.") if cell.state == "unmarked" else _("Planned.")
        found.append(("", said))
        if cell.planned is not None and cell.planned.tasks:
            found.append(("", tasks(cell.planned.tasks)))
        return found
    if visit.state == "missed":
        why = _(MISSED[visit.missed_why]) if visit.missed_why else _("Missed")
        return [*found, ("", why)]
    by = volunteer or visit.visitor or ""
    both = f"{by}, {visit.second}" if visit.second else by
    minutes = ngettext("{n} minute", "{n} minutes", visit.minutes or 0)
    if visit.minutes is not None:
        both = f"{both} · {minutes.format(n=visit.minutes)}"
    found.append(("", both))
    if visit.tasks:
        found.append(("", tasks(visit.tasks)))
    if visit.systolic is not None:
        pressure = f"{visit.systolic}/{visit.diastolic}"
        found.append(("", _("Blood pressure {pressure}").format(pressure=pressure)))
    if visit.note:
        found.append(("", visit.note))
    for report in reports:
        if report.visit_id == visit.id:
            told = report.what or _(SIGNS[report.sign])
            found.append(("bold", _("To report: {what}").format(what=told)))
    return found


def hours(minutes: int) -> str:
    """Minutes as hours and minutes: "7 h 30"."""
    whole, rest = divmod(minutes, 60)
    said = _("{n} h {rest}").format(n=whole, rest=f"{rest:02}")
    return (said if rest else _("{n} h").format(n=whole)).replace(" ", NO_BREAK_SPACE)


def mark(cell: Cell, name: str, *, by_other: bool = False) -> DayMark:
    """A visit of the calendar; `by_other`: somebody stood in for whose calendar it is."""
    return DayMark(cell, "by_other" if by_other else cell.state, name, cell.reported)


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
