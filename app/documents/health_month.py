"""The club's month of health for the wall: how many were measured, how many in each band, the share
under control, second readings and slips. It names nobody.

Bars start at zero and carry their count; ink grows with the number, so that a grey print tells the
same. Lengths are millimetres of A4, sizes points.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import Month
from app.base.ids import code_for
from app.base.text import _, language, ngettext, speaking
from app.documents.frame import A4, Frame, club_line, foot
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import cut, fitting, width
from app.health import list_records
from app.health.month import HealthMonth
from app.health.thresholds import rules_on

if TYPE_CHECKING:
    from app.club.file import Club

FRAME: Final = Frame(20, 172)
GREYS: Final = {
    "low": 7,
    "normal": 0,
    "elevated": 7,
    "high": 16,
    "very_high": 28,
    "urgent": 40,
}
"""Per cent of black in a bar; each has a line around it, a mark and a word."""

_ORDER: Final = ("urgent", "very_high", "high", "elevated", "normal", "low")
_BAR_LEFT, _BAR_HIGH, _STEP = 78.0, 11.0, 16.4


@dataclass(frozen=True, slots=True)
class Wall:
    """The figures, without anybody's name."""

    month: Month
    members: int
    measured: int
    bands: tuple[tuple[str, int], ...]
    known: int
    controlled: int
    again: tuple[int, int]
    slips: tuple[int, int]
    printed: date
    issuer: Issuer


def gather(club: "Club", month: Month) -> Wall:
    """The month as it stands in the book now. Needs health.read; the asking is noted."""
    return of_figures(list_records.month_figures(club, month), club.today(), issuer_of(club))


def of_figures(told: HealthMonth, printed: date, issuer: Issuer) -> Wall:
    """The counts of a month."""
    return Wall(
        month=told.month,
        members=len(told.members),
        measured=len(told.measured),
        bands=tuple((code, len(told.bands.get(code, ()))) for code in _ORDER),
        known=len(told.hypertension),
        controlled=len(told.controlled),
        again=(len(told.second), len(told.asked_again)),
        slips=(len(told.closed_slips), len(told.closed_slips) + len(told.open_slips)),
        printed=printed,
        issuer=issuer,
    )


def render(wall: Wall, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The page as a PDF."""
    with speaking(language):
        into = BytesIO()
        title = _("Our health in month {month}").format(
            month=f"{wall.month.month}/{wall.month.year}"
        )
        canvas = new_canvas(into, A4, title=title, author=wall.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=wall.issuer.practice)
        _page(sheet, wall, title)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


def _page(sheet: Sheet, wall: Wall, title: str) -> None:
    left, room = FRAME.left, FRAME.room
    club = club_line(wall.issuer)
    sheet.text(left, 24, cut(club, room, 16), 16, room=room)
    size = fitting(title, room, 34, 24, bold=True)
    sheet.text(left, 41, cut(title, room, size, bold=True), size, room=room, bold=True)
    sheet.rule(left, 47, FRAME.right, 2)
    figure = f"{wall.measured} / {wall.members}"
    sheet.text(left, 68, figure, 48, room=90, bold=True)
    words = _("members had their blood pressure measured")
    sheet.paragraph(left + width(figure, 48, bold=True) + 8, 68, words, 18, room=80)
    _bars(sheet, wall, 82)
    y = 82 + 9 + len(wall.bands) * _STEP + 10
    sheet.rule(left, y - 6, FRAME.right, 0.8)
    for figure, words in _sentences(wall):
        y += 8
        sheet.text(left + 46, y, figure, 24, room=46, bold=True, align="right")
        y = sheet.paragraph(left + 52, y - 1, words, 16, room=room - 52) - 3
    said = _("Bring your health book. Rest five minutes before measuring.")
    sheet.box(left, 262, room, 17, weight=1.6, round_=2)
    size = fitting(said, room - 12, 18, 14, bold=True)
    sheet.text(left + 6, 273, cut(said, room - 12, size, True), size, room=room - 12, bold=True)
    content = (str(wall.month), str(wall.measured), *(str(count) for _code, count in wall.bands))
    code = code_for("health-month", wall.issuer.mark, wall.printed.isoformat(), *content)
    foot(sheet, FRAME, wall.issuer, wall.printed, (1, 1), code)


def _bars(sheet: Sheet, wall: Wall, top: float) -> None:
    """A bar for each band over one scale; the measured are the whole."""
    left, rules = FRAME.left, rules_on(wall.month.last)
    heading = _("Blood pressure, by the last measuring of each")
    sheet.text(left, top + 2, heading, 16, room=FRAME.room, bold=True)
    longest = max((count for _code, count in wall.bands), default=0) or 1
    scale = (FRAME.room - _BAR_LEFT - 22) / longest
    y = top + 9
    for code, count in wall.bands:
        word = rules.band(code).word.in_(language())
        sheet.mark(left, y, _BAR_HIGH, code)
        room = _BAR_LEFT - 18
        size = fitting(word, room, 18, 14, bold=True)
        sheet.text(left + 15, y + 7.8, cut(word, room, size, True), size, room=room, bold=True)
        x = left + _BAR_LEFT
        sheet.line(x, y - 1.5, x, y + _BAR_HIGH + 1.5, 1)
        if count:
            sheet.tint(x, y, count * scale, _BAR_HIGH, GREYS[code])
            sheet.box(x, y, count * scale, _BAR_HIGH, weight=1)
        sheet.text(x + count * scale + 3, y + 8.2, str(count), 20, room=22, bold=True)
        y += _STEP


def _sentences(wall: Wall) -> list[tuple[str, str]]:
    """Figures as "31 of 58", each with what it counts."""
    of = _("{n} of {all}")
    found = []
    if wall.known:
        high = rules_on(wall.month.last).band("high")
        words = _("with high blood pressure known from a doctor were below {pressure}").format(
            pressure=f"{high.systolic.low} / {high.diastolic.low}"
        )
        found.append((of.format(n=wall.controlled, all=wall.known), words))
    if wall.again[1]:
        words = _("with a high first reading were measured again")
        found.append((of.format(n=wall.again[0], all=wall.again[1]), words))
    if wall.slips[1]:
        words = ngettext(
            "slip for the health station has an answer",
            "slips for the health station have an answer",
            wall.slips[1],
        )
        found.append((of.format(n=wall.slips[0], all=wall.slips[1]), words))
    return found
