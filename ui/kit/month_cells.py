"""The marks of a month: done, planned, late, missing… and a legend that says what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import N_, _
from ui.kit import icons
from ui.kit.marks import Mark, explained, paint_ground
from ui.kit.paged import paint_words
from ui.kit.style import BODY, KEY, look

State = Literal["", "done", "planned", "waiting", "late", "missing", "look"]

RADIUS = 5


_MARKS: dict[str, Mark] = {
    "": Mark("surface", "hair", "ink", 1, "", N_("nothing")),
    "done": Mark("tint", "pri", "pri", 1, "check", N_("done")),
    "planned": Mark("surface", "ink2", "ink", 2, "calendar-days", N_("planned"), dashed=True),
    "waiting": Mark("surface", "ink2", "ink", 2, "", N_("waited for"), dashed=True),
    "late": Mark("warn_bg", "warn", "warn", 2, "clock", N_("late")),
    "missing": Mark("bad_bg", "bad", "bad", 3, "x", N_("missing")),
    "look": Mark("act", "act", "on_act", 1, "triangle-alert", N_("look at this today")),
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
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, room, mark, RADIUS)
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
    return explained((_Sample(state), words) for state, words in entries)
