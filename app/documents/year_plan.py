"""The plan of a year on one sheet of A4 for the wall and for the commune: twelve meetings with day,
place, themes and who leads. Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.areas import AREAS
from app.base.dates import WEEKDAYS
from app.base.ids import code_for
from app.base.lunar import lunar
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents.frame import A4_WIDE, FOOT, Frame, club_line, foot
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting, lines_of, width
from app.meetings import plan_records
from app.meetings.plan import rule_words
from app.meetings.rules import Meeting, Theme

if TYPE_CHECKING:
    from app.club.file import Club

PAGE: Final = Frame(15, 267, A4_WIDE[1])
TOP: Final = 8.0

_MONTH, _DAY, _LUNAR, _WHERE, _LEAD = 16.0, 40.0, 21.0, 52.0, 38.0
_PAD = 1.6
_SIZE, _SMALL = 12.5, 10.0
_HEAD = 7.2
_LINE = 4.4
_LETTER = 4.0  # height of a line of small print
_BOTTOM = PAGE.high - 11.6


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The meetings of a year with their themes by month; `rule` says in words when they are."""

    year: int
    meetings: tuple[Meeting, ...]
    themes: tuple[tuple[Month, Theme], ...]
    rule: str
    printed: date
    issuer: Issuer


def gather(club: "Club", year: int) -> YearPlan:
    """The plan of a year as it stands now, held meetings too. Needs meetings.read."""
    rule = plan_records.rule_on(club, Month(year, 12))
    return YearPlan(
        year=year,
        meetings=plan_records.plan(club, year),
        themes=plan_records.themes_between(club, Month(year, 1), Month(year, 12)),
        rule=rule_words(rule) if rule else "",
        printed=club.today(),
        issuer=issuer_of(club),
    )


def render(plan: YearPlan, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The plan as a PDF of one page; a month without a meeting is an empty line to be filled in."""
    with speaking(language):
        into = BytesIO()
        title = _("Plan of the meetings of {year}").format(year=plan.year)
        canvas = new_canvas(into, A4_WIDE, title=title, author=plan.issuer.name, language=language)
        sheet = Sheet(canvas, A4_WIDE, watch, practice=plan.issuer.practice)
        y = _head(sheet, plan, title)
        _table(sheet, plan, y)
        content = [str(part) for part in (*plan.meetings, *plan.themes)]
        code = code_for("year-plan", plan.issuer.mark, str(plan.year), *content)
        foot(sheet, PAGE, plan.issuer, plan.printed, (1, 1), code, title)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


# --- what is the same for all meetings is said once ---------------------------------------------


def _places(plan: YearPlan) -> set[str]:
    return {_where(one) for one in plan.meetings if one.state != "called_off"}


def _leaders(plan: YearPlan) -> set[str]:
    return {clean(one.leader) for one in plan.meetings if one.state != "called_off"}


def _shared(plan: YearPlan) -> str:
    """Time and place when all meetings have the same."""
    places = _places(plan)
    return next(iter(places)) if len(places) == 1 else ""


def _head(sheet: Sheet, plan: YearPlan, title: str) -> float:
    """The title, and below it the club at the left, the rule and what all meetings share at the
    right; the height below. Lower than on other papers, for twelve rows need the page."""
    sheet.text(PAGE.left, TOP + 7.6, title, 22, room=PAGE.room, bold=True)
    y = TOP + 14.0
    shared = _shared(plan)
    note = " · ".join(part for part in (plan.rule, shared) if part)
    taken = min(width(note, 12) + 0.02, PAGE.room * 0.6)
    note = cut(note, taken, 12)
    sheet.text(PAGE.right, y, note, 12, room=taken, align="right")
    room = PAGE.room - taken - 6
    club = next(
        (name for name in (club_line(plan.issuer), plan.issuer.name) if width(name, 12) <= room),
        cut(plan.issuer.name, room, 12),
    )
    sheet.text(PAGE.left, y, club, 12, room=room)
    return y + 2.6


def _where(meeting: Meeting) -> str:
    time = (meeting.at_time or "").lstrip("0")
    return ", ".join(part for part in (time, clean(meeting.place or "")) if part)


# --- the table ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    """A column of a row: a single line, or small print on as many lines as fit."""

    text: str
    bold: bool = False
    lines: tuple[str, ...] = ()


def _table(sheet: Sheet, plan: YearPlan, y: float) -> None:
    columns = _columns(plan)
    sheet.tint(PAGE.left, y, PAGE.room, _HEAD, 10)
    x = PAGE.left
    for words, wide in columns.values():
        room = wide - 2 * _PAD
        size = fitting(words, room, 11, FOOT, bold=True)
        sheet.text(x + _PAD, y + 5.0, words, size, room=room, bold=True)
        x += wide
    sheet.rule(PAGE.left, y, PAGE.right, 1.2)
    y += _HEAD
    sheet.rule(PAGE.left, y, PAGE.right, 1.0)
    high = (_BOTTOM - y) / 12
    most = int((high - _LETTER) / _LINE) + 1
    for number in range(1, 13):
        cells = _cells(plan, Month(plan.year, number), columns["about"][1], most)
        x = PAGE.left
        for name, (_words, wide) in columns.items():
            _draw(sheet, x, y + high / 2, wide, cells[name])
            x += wide
        y += high
        sheet.rule(PAGE.left, y, PAGE.right, 1.2 if number % 3 == 0 else 0.5)


def _columns(plan: YearPlan) -> dict[str, tuple[str, float]]:
    """Title and width of each column; the themes get what the others leave."""
    columns = {
        "month": (_("Month"), _MONTH),
        "day": (_("Day"), _DAY),
        "lunar": (_("Lunar day"), _LUNAR),
        "where": (_("Time, place"), _WHERE),
        "about": (_("Themes"), 0.0),
        "lead": (_("Who leads"), _LEAD),
    }
    if len(_places(plan)) <= 1:
        del columns["where"]
    if _leaders(plan) <= {""}:
        del columns["lead"]
    taken = sum(wide for _words, wide in columns.values())
    columns["about"] = (columns["about"][0], PAGE.room - taken)
    return columns


def _cells(plan: YearPlan, month: Month, room: float, most: int) -> dict[str, _Cell]:
    found = next((one for one in plan.meetings if one.month == month), None)
    empty = _Cell("")
    cells = dict.fromkeys(("day", "lunar", "where", "about", "lead"), empty)
    cells["month"] = _Cell(str(month.month), bold=True)
    if found is None or found.day is None:
        return cells
    why = clean(found.why or "")
    if found.state == "called_off":
        said = _("No meeting: {why}").format(why=why) if why else _("No meeting")
        return {**cells, "day": _Cell("–"), "about": _Cell("", lines=_lines([said], room, most))}
    on = date.fromisoformat(found.day)
    themes = [theme for at, theme in plan.themes if at == month]
    return {
        **cells,
        "day": _Cell(f"{_(WEEKDAYS[on.weekday()])} {on.day}/{on.month}", bold=True),
        "lunar": _Cell(_lunar(on)),
        "where": _Cell("", lines=_lines([_where(found)], _WHERE, most)),
        "about": _Cell("", lines=_about(themes, why, room, most)),
        "lead": _Cell(clean(found.leader)),
    }


def _lunar(on: date) -> str:
    when = lunar(on)
    day = f"{when.day}/{when.month}"
    return _("{day} (leap)").format(day=day) if when.leap else day


def _about(themes: Sequence[Theme], why: str, room: float, most: int) -> tuple[str, ...]:
    """Each theme after its area on a line of its own; when they are too many, all in a row."""
    apart = [f"{_(AREAS[theme.area])}: {clean(theme.topic)}" for theme in themes]
    parts = [*apart, why] if why else apart
    if len(parts) <= most:
        return _lines(parts, room, most)
    together = [*(clean(theme.topic) for theme in themes), *([why] if why else [])]
    return _lines(["; ".join(together)], room, most)


def _lines(parts: Sequence[str], wide: float, most: int) -> tuple[str, ...]:
    """The parts one below the other, as many lines as there may be."""
    room = wide - 2 * _PAD
    lines: list[str] = []
    for number, part in enumerate(parts):
        left = most - len(lines) - (len(parts) - number - 1)
        lines += lines_of(part, room, _SMALL, False, max(left, 1))
    return tuple(lines[:most])


def _draw(sheet: Sheet, x: float, middle: float, wide: float, cell: _Cell) -> None:
    room = wide - 2 * _PAD
    if cell.lines:
        base = middle + 1.3 - (len(cell.lines) - 1) * _LINE / 2
        for line in cell.lines:
            sheet.text(x + _PAD, base, line, _SMALL, room=room + 0.02)
            base += _LINE
    elif cell.text:
        size = fitting(cell.text, room, _SIZE, FOOT, bold=cell.bold)
        words = cut(cell.text, room, size, bold=cell.bold)
        sheet.text(x + _PAD, middle + 1.5, words, size, room=room + 0.02, bold=cell.bold)
