"""What a row came to, in one small picture: a band's chip, or a word with its icon.

The words are given by the caller (rule data have them); the marks are those of `app.base.shapes`,
so screen and paper show the same ones. Ink grows with the number.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.shapes import Outline, mark
from ui.kit import icons
from ui.kit.style import BODY, TEXT_FLAGS, Look, look

Tone = Literal["", "good", "warn", "bad"]

# Heights and gaps at 100 %.
_HEIGHT, _MARK, _LEFT, _RIGHT, _GAP, _RADIUS, _ICON = 32, 22, 8, 11, 8, 5, 22

# Band: text, ground, line around; "" is none.
_COLOURS = {
    "low": ("low_ink", "low_bg", "low_ink"),
    "normal": ("ink", "", ""),
    "elevated": ("warn", "warn_bg", "warn"),
    "high": ("high_ink", "high_bg", "high_ink"),
    "very_high": ("very_high_ink", "very_high_bg", "very_high_ink"),
    "urgent": ("on_act", "act", "act"),
}
_BOLD = {"high", "very_high", "urgent"}
_TONES: dict[str, str] = {"": "ink", "good": "pri", "warn": "warn", "bad": "bad"}
_GROUNDS: dict[str, str] = {"": "sunk", "good": "tint", "warn": "warn_bg", "bad": "bad_bg"}


@dataclass(frozen=True, slots=True)
class Result:
    """A word, with the chip of a `band` or with an `icon` in a tone; nothing at all by default.

    `filled` gives a word with an icon a chip of its tone: what somebody must act on.
    """

    word: str = ""
    band: str = ""
    icon: str = ""
    tone: Tone = ""
    bold: bool = False
    filled: bool = False

    def is_bold(self) -> bool:
        """Whether the word is written bold: what somebody must act on."""
        return self.bold or self.band in _BOLD


NOTHING = Result()


def outline_path(outline: Outline, x: float, y: float, size: float) -> QPainterPath:
    """An outline of a mark in the square of `size` with its top left corner at (x, y)."""
    path = QPainterPath()
    for number, step in enumerate(outline.steps):
        places = [(x + size * step[at], y + size * step[at + 1]) for at in range(0, len(step), 2)]
        if number == 0:
            path.moveTo(*places[0])
        elif len(places) == 1:
            path.lineTo(*places[0])
        else:
            (x1, y1), (x2, y2), (end_x, end_y) = places
            path.cubicTo(x1, y1, x2, y2, end_x, end_y)
    path.closeSubpath()
    return path


def paint_mark(
    painter: QPainter, code: str, x: float, y: float, size: float, ink: QColor, ground: QColor
) -> None:
    """Draw a band's mark into the square of `size` at (x, y)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, size * 0.09)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    fills = {"ink": ink, "paper": ground}
    for outline in mark(code):
        painter.setPen(pen if outline.line else Qt.PenStyle.NoPen)
        painter.setBrush(fills.get(outline.fill, Qt.BrushStyle.NoBrush))
        painter.drawPath(outline_path(outline, x, y, size))
    painter.restore()


def width_of(result: Result) -> int:
    """The room a result needs, in px."""
    now = look()
    text = QFontMetrics(_font(now, result)).horizontalAdvance(result.word)
    if result.band == "normal":
        return now.px(_MARK + _GAP) + text
    if result.band:
        return now.px(_LEFT + _MARK + _GAP + _RIGHT) + text
    around = now.px(_LEFT + _RIGHT) if result.filled else 0
    return around + (now.px(_ICON + _GAP) if result.icon else 0) + text


def paint_result(painter: QPainter, room: QRectF, result: Result) -> None:
    """Draw a result at the left of a place; a word that is too long ends in "…"."""
    if result.band:
        _paint_chip(painter, room, result)
    elif result.word:
        now = look()
        colour = _TONES[result.tone]
        x = room.left()
        if result.filled:
            ground = now.color(_GROUNDS[result.tone])
            chip = _paint_ground(painter, room, result, ground, now.color(colour))
            room = QRectF(x, room.top(), chip.width() - now.px(_RIGHT), room.height())
            x += now.px(_LEFT)
        if result.icon:
            size = now.px(_ICON)
            hex_colour = now.color(colour).name()
            icons.paint(painter, result.icon, hex_colour, x, room.center().y() - size / 2, size)
            x += size + now.px(_GAP)
        _paint_word(painter, room, x, result, now.color(colour))


def _paint_chip(painter: QPainter, room: QRectF, result: Result) -> None:
    now = look()
    ink_token, ground_token, line_token = _COLOURS[result.band]
    ink = now.color(ink_token)
    ground = now.color(ground_token or "surface")
    x = room.left()
    if ground_token:
        chip = _paint_ground(painter, room, result, ground, now.color(line_token))
        room = QRectF(x, room.top(), chip.width() - now.px(_RIGHT), room.height())
        x += now.px(_LEFT)
    size = now.px(_MARK)
    paint_mark(painter, result.band, x, room.center().y() - size / 2, size, ink, ground)
    _paint_word(painter, room, x + size + now.px(_GAP), result, ink)


def _paint_ground(
    painter: QPainter, room: QRectF, result: Result, ground: QColor, line: QColor
) -> QRectF:
    """The rounded frame of a chip, as wide as its words, at the left of a place."""
    now = look()
    width = min(float(width_of(result)), room.width())
    top = room.center().y() - now.px(_HEIGHT) / 2
    chip = QRectF(room.left(), top, width, now.px(_HEIGHT))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), now.px(_RADIUS), now.px(_RADIUS))
    painter.restore()
    return chip


def _paint_word(painter: QPainter, room: QRectF, x: float, result: Result, colour: QColor) -> None:
    place = QRectF(x, room.top(), max(room.right() - x + 1, 0), room.height())
    font = _font(look(), result)
    painter.setFont(font)
    painter.setPen(colour)
    word = QFontMetrics(font).elidedText(
        result.word, Qt.TextElideMode.ElideRight, int(place.width()) + 1
    )
    painter.drawText(place, TEXT_FLAGS, word)


def _font(now: Look, result: Result) -> QFont:
    return now.font(BODY, bold=result.is_bold())


class Chip(QWidget):
    """A result standing alone on a page, such as the band beside a chart's title."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self._result = result
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_result(result)

    def set_result(self, result: Result) -> None:
        """Show another one."""
        self._result = result
        self.setAccessibleName(result.word)
        self.setToolTip(result.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._result) + 2, look().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_LEFT + _MARK + _RIGHT), look().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_result(painter, QRectF(self.rect()), self._result)
