"""The marks of a month: done, planned, late, missing… and a legend that says what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import N_, _
from ui.kit import icons
from ui.kit.labels import line
from ui.kit.layout import Flow, Row, plain
from ui.kit.paged import paint_words
from ui.kit.style import BODY, KEY, look

State = Literal["", "done", "planned", "waiting", "late", "missing", "look"]

RADIUS = 5


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a state looks: ground, line and ink by token, the line's width, dashed, icon, word."""

    ground: str
    line: str
    ink: str
    width: float
    icon: str
    word: str
    dashed: bool = False


_MARKS: dict[str, _Mark] = {
    "": _Mark("surface", "hair", "ink", 1, "", N_("nothing")),
    "done": _Mark("tint", "pri", "pri", 1, "check", N_("done")),
    "planned": _Mark("surface", "ink2", "ink", 2, "calendar-days", N_("planned"), dashed=True),
    "waiting": _Mark("surface", "ink2", "ink", 2, "", N_("waited for"), dashed=True),
    "late": _Mark("warn_bg", "warn", "warn", 2, "clock", N_("late")),
    "missing": _Mark("bad_bg", "bad", "bad", 3, "x", N_("missing")),
    "look": _Mark("act", "act", "on_act", 1, "triangle-alert", N_("look at this today")),
}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one row: its state, a short text such as a count, and what to say aloud where
    state and text do not say enough."""

    state: State = ""
    text: str = ""
    spoken: str = ""

    def words(self) -> str:
        """What a screen reader says of it."""
        word = _(_MARKS[self.state].word)
        return self.spoken or ", ".join(part for part in (word, self.text) if part)


def paint_cell(painter: QPainter, room: QRectF, cell: MonthCell) -> None:
    """Draw a mark with its text, filling a place."""
    now, mark = look(), _MARKS[cell.state]
    pen = QPen(now.color(mark.line), mark.width)
    if mark.dashed:
        pen.setDashPattern([3, 2])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(now.color(mark.ground))
    inset = mark.width / 2
    box = room.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, now.px(RADIUS), now.px(RADIUS))
    font = now.font(BODY, bold=True)
    if QFontMetrics(font).horizontalAdvance(cell.text) > room.width() - 2:
        font = now.font(KEY)  # a number without its end would be another number
    text = QFontMetrics(font).horizontalAdvance(cell.text) if cell.text else 0
    icon = now.px(icons.SMALL) if mark.icon else 0
    gap = now.px(5) if icon and text else 0
    if text and icon + gap + text > room.width() - 4:
        icon = gap = 0  # the number says more than the tick
    x = room.center().x() - (icon + gap + text) / 2
    if icon:
        at = room.center().y() - icon / 2
        icons.paint(painter, mark.icon, now.color(mark.ink).name(), x, at, icon)
    if text:
        place = QRectF(x + icon + gap, room.top(), room.right() - x - icon - gap, room.height())
        paint_words(painter, place, cell.text, font, now.color(mark.ink))


class _Sample(QWidget):
    """One mark of a legend."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state: State = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(54), look().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_cell(QPainter(self), QRectF(self.rect()), MonthCell(self._state))


def legend(entries: Iterable[tuple[State, str]]) -> QWidget:
    """What the marks mean, below a grid."""
    flow = Flow(24)
    for state, words in entries:
        row = Row(9)
        row.add(_Sample(state))
        row.add(line(words))
        flow.add(plain(row))
    return plain(flow)
