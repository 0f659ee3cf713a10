"""The public statement for the wall: the money of the month in letters that are read from two
metres, on A3 or A4. It names no borrower and nobody who was helped, and of the donors only those
who agreed.

Lengths are millimetres of A3, sizes points there; A4 is the same page at 70.7 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.base import money
from app.base.dates import fmt_date
from app.base.text import _, ngettext, speaking
from app.documents.frame import Frame, foot
from app.documents.kit import Sheet, Watch
from app.documents.letters import LEADING, MM, lines_of, width
from app.documents.statement import Part, Statement
from app.documents.statement_page import code_of
from app.documents.statement_words import (
    Detail,
    check_line,
    counted,
    day_words,
    fewer_funds,
    late_words,
    nothing,
    one_line,
    shown,
)
from app.documents.wall import A3, GROWN, LEFT, RIGHT, ROOM, Paper, Wall, one_page
from app.funds.accounts import INCOME

INDENT = 12.0
_CLUB, _TITLE, _FIGURE, _HEAD, _BODY, _SMALL = 28.0, 52.0, 60.0, 29.0, 21.0, 17.5
PARTS_TOP, END = 118.0, 404.0
BAR = 22.0
SLIM = 21.0
_PITCHES: Final = ((13.0, 23.0), (11.4, 21.0), (10.0, 19.0), (8.8, 17.0))


@dataclass(frozen=True, slots=True)
class _Fit:
    pitch: float
    size: float
    details: Mapping[str, Detail]


def render(
    statement: Statement,
    *,
    paper: Paper = "A3",
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """The page as a PDF."""
    grown = GROWN[paper]
    size = A3[0] * grown, A3[1] * grown
    with speaking(language):
        told = fewer_funds(statement)
        month = _("month {month}/{year}").format(month=told.month.month, year=told.month.year)
        return one_page(
            *(size, f"{_('Money of the club')} {month}", told.issuer, language),
            lambda sheet: _Wall(sheet, told, grown).draw(),
            watch,
        )


class _Wall(Wall):
    """The page under the pen."""

    def __init__(self, sheet: Sheet, statement: Statement, grown: float) -> None:
        super().__init__(sheet, grown)
        self.told = statement

    def draw(self) -> None:
        """From the club's name to the foot."""
        self._titles()
        bottom = END - self._closing_high()
        fit = self._fitting(bottom - PARTS_TOP)
        high = sum(self._part_high(part, fit) for part in self.told.parts)
        gap = min(9.0, max(0.0, bottom - PARTS_TOP - high) / (len(self.told.parts) + 1))
        y = PARTS_TOP
        for part in self.told.parts:
            y = self._part(y, part, fit) + gap
        self._closing(bottom)
        self._foot()

    # --- how much fits ----------------------------------------------------------------------

    def _fitting(self, room: float) -> _Fit:
        """Lower lines first, then funds on one line each, then what came and went as sums; the
        lowest lines only when nothing else is left."""
        steps: list[dict[str, Detail]] = []
        codes = [part.code for part in self.told.parts]
        start: dict[str, Detail] = dict.fromkeys(codes, "all")
        steps.append(start)
        for code in reversed(codes[2:]):
            steps.append({**steps[-1], code: "line"})
        for detail in ("grouped", "sums"):
            steps.append({**steps[-1], **dict.fromkeys(codes[:2], detail)})
        for details in steps:
            for pitch, size in _PITCHES if details is steps[-1] else _PITCHES[:-1]:
                fit = _Fit(pitch, size, details)
                if sum(self._part_high(part, fit) for part in self.told.parts) <= room:
                    return fit
        return fit

    def _part_high(self, part: Part, fit: _Fit) -> float:
        if fit.details[part.code] == "line":
            return SLIM
        lines = len(shown(part, fit.details[part.code])) + 2
        extra = BAR + 5 + 9.6 if part.code == INCOME else 0.0
        return 16.0 + lines * fit.pitch + extra + 4.0

    # --- parts ------------------------------------------------------------------------------

    def _titles(self) -> None:
        told = self.told
        self.text(LEFT, 32, told.issuer.name, _CLUB, ROOM, bold=True)
        month = f"{told.month.month}/{told.month.year}"
        taken = width(month, _TITLE) + 6
        self.text(LEFT, 56, _("Money of the club"), _TITLE, ROOM - taken, bold=True)
        self.text(RIGHT, 56, month, _TITLE, taken, "right")
        self.rule(64, 2.6)
        self.text(LEFT, 91, money.fmt(told.total_vnd), _FIGURE, ROOM, bold=True)
        count = len(told.parts)
        words = ngettext(
            "what the club has at the end of {day}, in {n} fund",
            "what the club has at the end of {day}, in {n} funds",
            count,
        ).format(day=fmt_date(told.until), n=count)
        self.text(LEFT, 103, words if count else nothing(told), _BODY, ROOM)
        self.rule(111, 0.8)

    def _part(self, y: float, part: Part, fit: _Fit) -> float:
        self.rule(y, 1.8 if y > PARTS_TOP else 0.0)
        figure = money.fmt(part.closing_vnd + part.state.lent)
        slim = fit.details[part.code] == "line"
        size, base = (_BODY, y + 9.4) if slim else (_HEAD, y + 11.6)
        taken = width(figure, size, bold=True) + 6
        self.text(LEFT, base, part.title, size, ROOM - taken, bold=True)
        self.text(RIGHT, base, figure, size, taken, "right", bold=True)
        if slim:
            self.text(LEFT + INDENT, y + 18.2, one_line(part), _SMALL, ROOM - INDENT)
            return y + SLIM
        y += 16.0
        if part.code == INCOME:
            y = self._bar(y, part)
        left = _("Left on {day}").format(day=day_words(self.told.until))
        first = _("There on {day}").format(day=day_words(self.told.month.first))
        rows = [("", first, part.opening_vnd), *self._moves(part, fit)]
        for sign, words, amount in rows:
            y = self._row(y, fit, sign, words, amount)
        y = self._row(y, fit, "=", left, part.closing_vnd, bold=True)
        if part.code == INCOME:
            self.text(LEFT + INDENT, y + 7.4, late_words(self.told.late), _SMALL, ROOM - INDENT)
            y += 9.6
        return y + 4.0

    def _moves(self, part: Part, fit: _Fit) -> list[tuple[str, str, int]]:
        return [
            ("+" if amount > 0 else "–", words, abs(amount))
            for words, amount in shown(part, fit.details[part.code])
        ]

    def _row(
        self, y: float, fit: _Fit, sign: str, words: str, amount: int, *, bold: bool = False
    ) -> float:
        base = y + fit.pitch / 2 + fit.size * 0.125
        figure = money.fmt(amount)
        taken = width(figure, fit.size, bold=bold) + 6
        if sign:
            self.text(LEFT + 2, base, sign, fit.size, INDENT, bold=True)
        self.text(LEFT + INDENT, base, words, fit.size, ROOM - INDENT - taken, bold=bold)
        self.text(RIGHT, base, figure, fit.size, taken, "right", bold=bold)
        if bold:
            self.rule(y, 1.2)
        return y + fit.pitch

    def _bar(self, y: float, part: Part) -> float:
        """Lent against left, to scale, each with its words inside."""
        lent, left, k = part.state.lent, part.closing_vnd, self.k
        count = self.told.borrowers
        words = ngettext("lent to {n} person", "lent to {n} people", count).format(n=count)
        pieces = ((words, lent), (_("left in the fund"), left))
        least = [
            max(width(said, _SMALL), width(money.fmt(amount), _BODY, bold=True)) + 9
            for said, amount in pieces
        ]
        share = ROOM * (lent / (lent + left) if lent + left else 0.0)
        share = min(max(share, least[0]), ROOM - least[1])
        self.sheet.tint(LEFT * k, y * k, share * k, BAR * k, 18)
        x = LEFT
        for (said, amount), wide in zip(pieces, (share, ROOM - share), strict=True):
            self.sheet.box(x * k, y * k, wide * k, BAR * k, weight=2 * k)
            self.text(x + 4, y + 8.4, said, _SMALL, wide - 5)
            self.text(x + 4, y + 18, money.fmt(amount), _BODY, wide - 5, bold=True)
            x += wide
        return y + BAR + 5

    # --- the end ----------------------------------------------------------------------------

    def _thanks(self) -> list[str]:
        """Whom the club thanks, on two lines at most; "" when nobody gave or agreed."""
        names = self.told.thanked
        if not names:
            return []
        words = _("With thanks for the Golden Heart book: {names}.").format(names=", ".join(names))
        return lines_of(words, ROOM, _SMALL, True, 2)

    def _counted(self) -> list[str]:
        words, room = counted(self.told), ROOM - 12
        if width(words, _BODY * 0.9) <= room:
            return [words]  # rather a little smaller than a single word on the second line
        return lines_of(words, room, _BODY, False, 2)

    def _closing_high(self) -> float:
        line = _SMALL * LEADING / MM
        words = len(self._thanks()) + bool(check_line(self.told))
        return len(self._counted()) * _BODY * LEADING / MM + 10 + words * line + 8

    def _closing(self, top: float) -> None:
        """What was counted in front of the members, in a frame; thanks; the check words."""
        k, lines = self.k, self._counted()
        step = _BODY * LEADING / MM
        high = len(lines) * step + 6
        self.sheet.box(LEFT * k, top * k, ROOM * k, high * k, weight=2 * k, round_=3 * k)
        y = top + 3 + step * 0.72
        for line in lines:
            self.text(LEFT + 6, y, line, _BODY, ROOM - 12)
            y += step
        y = top + high + 4 + _SMALL * LEADING / MM * 0.8
        for line in self._thanks():
            self.text(LEFT, y, line, _SMALL, ROOM, bold=True)
            y += _SMALL * LEADING / MM
        if words := check_line(self.told):
            self.text(LEFT, y, words, _SMALL, ROOM)

    def _foot(self) -> None:
        k, told = self.k, self.told
        page = Frame(LEFT * k, ROOM * k, A3[1] * k)
        foot(self.sheet, page, told.issuer, told.printed, (1, 1), code_of(told))
