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
from app.documents.frame import A4_WIDE, FOOT, Frame, foot, head
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting, lines_of
from app.meetings import plan_records
from app.meetings.plan import rule_words
from app.meetings.rules import Meeting, Theme

if TYPE_CHECKING:
    from app.club.file import Club

PAGE: Final = Frame(15, 267, A4_WIDE[1])
TOP: Final = 8.0

_MONTH, _DAY, _LUNAR, _WHERE, _LEAD = 18.0, 44.0, 24.0, 56.0, 40.0
_THEMES = PAGE.room - _MONTH - _DAY - _LUNAR - _WHERE - _LEAD
_PAD = 1.6
_SIZE, _SMALL = 12.5, 10.5
_HEAD = 8.0
_LINE = 4.7
_BOTTOM = PAGE.high - 13.0


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
        y = head(sheet, PAGE, plan.issuer, title, plan.rule, TOP)
        _table(sheet, plan, y + 3)
        content = [str(part) for part in (*plan.meetings, *plan.themes)]
        code = code_for("year-plan", plan.issuer.mark, str(plan.year), *content)
        foot(sheet, PAGE, plan.issuer, plan.printed, (1, 1), code, title)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in a row; `about` is on as many lines as fit."""

    month: str
    day: str
    lunar: str
    where: tuple[str, ...]
    about: tuple[str, ...]
    lead: str


def _table(sheet: Sheet, plan: YearPlan, y: float) -> None:
    titles = (
        (_("Month"), _MONTH),
        (_("Day"), _DAY),
        (_("Lunar"), _LUNAR),
        (_("Time, place"), _WHERE),
        (_("Theme"), _THEMES),
        (_("Leads"), _LEAD),
    )
    sheet.tint(PAGE.left, y, PAGE.room, _HEAD, 10)
    x = PAGE.left
    for words, wide in titles:
        room = wide - 2 * _PAD
        size = fitting(words, room, 11, FOOT, bold=True)
        sheet.text(x + _PAD, y + 5.4, words, size, room=room, bold=True)
        x += wide
    sheet.rule(PAGE.left, y, PAGE.right, 1.2)
    y += _HEAD
    sheet.rule(PAGE.left, y, PAGE.right, 1.0)
    high = (_BOTTOM - y) / 12
    most = int((high - 1.0) / _LINE)
    for number in range(1, 13):
        row = _row(plan, Month(plan.year, number), most)
        _draw(sheet, row, y, high)
        y += high
        sheet.rule(PAGE.left, y, PAGE.right, 1.2 if number % 3 == 0 else 0.5)


def _row(plan: YearPlan, month: Month, most: int) -> _Row:
    found = next((one for one in plan.meetings if one.month == month), None)
    said = _("Month {number}").format(number=month.month)
    if found is None or found.day is None:
        return _Row(said, "", "", (), (), "")
    if found.state == "called_off":
        why = _("No meeting: {why}").format(why=clean(found.why or "")).rstrip(": ")
        return _Row(said, "–", "", (), _lines([why], _THEMES, most), "")
    on = date.fromisoformat(found.day)
    when = lunar(on)
    where = " · ".join(
        part for part in ((found.at_time or "").lstrip("0"), clean(found.place or "")) if part
    )
    about = _topics([theme for at, theme in plan.themes if at == month])
    if found.why:
        about = [*about, clean(found.why)]
    return _Row(
        month=said,
        day=f"{_(WEEKDAYS[on.weekday()])} {on.day}/{on.month}",
        lunar=f"{when.day}/{when.month}{'*' if when.leap else ''}",
        where=_lines([where] if where else [], _WHERE, most),
        about=_lines(about, _THEMES, most),
        lead=clean(found.leader),
    )


def _topics(themes: Sequence[Theme]) -> list[str]:
    """Each theme with its area, as people read it."""
    return [f"{_(AREAS[theme.area])}: {clean(theme.topic)}" for theme in themes]


def _lines(parts: Sequence[str], wide: float, most: int) -> tuple[str, ...]:
    """Each part on lines of its own, or all in a row when there are too many."""
    room = wide - 2 * _PAD
    apart = [line for part in parts for line in lines_of(part, room, _SMALL, False, most)]
    if len(apart) > most:
        apart = lines_of("; ".join(parts), room, _SMALL, False, most)
    return tuple(apart)


def _draw(sheet: Sheet, row: _Row, y: float, high: float) -> None:
    middle = y + high / 2
    x = PAGE.left
    for words, wide, bold in (
        (row.month, _MONTH, True),
        (row.day, _DAY, True),
        (row.lunar, _LUNAR, False),
    ):
        _single(sheet, x, middle, words, wide, bold=bold)
        x += wide
    for lines, wide in ((row.where, _WHERE), (row.about, _THEMES)):
        base = middle + 1.3 - (len(lines) - 1) * _LINE / 2
        for line in lines:
            sheet.text(x + _PAD, base, line, _SMALL, room=wide - 2 * _PAD + 0.02)
            base += _LINE
        x += wide
    _single(sheet, x, middle, row.lead, _LEAD, bold=False)


def _single(sheet: Sheet, x: float, middle: float, words: str, wide: float, *, bold: bool) -> None:
    room = wide - 2 * _PAD
    size = fitting(words, room, _SIZE, FOOT, bold=bold)
    words = cut(words, room, size, bold=bold)
    sheet.text(x + _PAD, middle + 1.5, words, size, room=room + 0.02, bold=bold)
