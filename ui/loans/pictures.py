"""Two pictures of money: of what the fund consists, and what comes back month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.style import BODY, KEY, Look, look

Shade = Literal["cash", "lent", "late", "gone"]
"""Told apart without colour too: an empty box, a full one, one set off by a gap, a hatched one."""

_BAR, _GAP, _SWATCH, _LEAST = 24, 3, 20, 4
_BARS_WIDTH, _BARS_HEIGHT, _BETWEEN, _LEAST_BAR = 300, 110, 6, 3
_TEXT_ROOM = 26


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar: how much in đồng, and how it is painted."""

    shade: Shade
    amount_vnd: int


class FundBar(QWidget):
    """The capital as one bar, its parts beside each other; `said` is read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part], said: str) -> None:
        """Show these parts; one of nothing is left out."""
        self._parts = tuple(part for part in parts if part.amount_vnd > 0)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(_BAR))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(_BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        whole = sum(part.amount_vnd for part in self._parts)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillRect(frame, now.color("surface"))
        x = frame.left()
        for number, part in enumerate(self._parts):
            width = frame.width() * part.amount_vnd / whole
            if number == len(self._parts) - 1:
                width = frame.right() - x  # the last one takes what rounding left
            width = max(width, now.px(_LEAST))
            start = x + (_GAP if part.shade in ("late", "gone") else 0)
            room = QRectF(start, frame.top(), max(x + width - start, 1), frame.height())
            paint_shade(painter, now, room, part.shade)
            x += width
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.color("pri"), 2))
        painter.drawRect(frame)


class Swatch(QWidget):
    """The small square that tells which part of the bar a figure is."""

    def __init__(self, shade: Shade) -> None:
        super().__init__()
        self._shade = shade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedSize(look().px(_SWATCH), look().px(_SWATCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        room = QRectF(self.rect())
        paint_shade(painter, now, room, self._shade)
        if self._shade in ("cash", "gone"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.color("pri"), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))


def paint_shade(painter: QPainter, now: Look, room: QRectF, shade: Shade) -> None:
    """Fill a place as a part of the bar is filled."""
    if shade == "cash":
        painter.fillRect(room, now.color("surface"))
        return
    if shade == "gone":
        painter.fillRect(room, now.color("surface"))
        ink = QColor(now.color("pri"))
        painter.save()
        painter.setClipRect(room)
        painter.setPen(QPen(ink, 2))
        step, high = now.px(8), room.height()
        x = room.left() - high
        while x < room.right():
            painter.drawLine(round(x), round(room.bottom()), round(x + high), round(room.top()))
            x += step
        painter.restore()
        return
    painter.fillRect(room, now.color("bad" if shade == "late" else "pri"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar: the words below it, its value, and the words above it."""

    slot: str
    value: int
    label: str


class Bars(QWidget):
    """Upright bars with their figures; `name` is what a screen reader calls them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], spoken: str) -> None:
        """Show these; `spoken` says them in words."""
        self._bars = tuple(bars)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_BARS_WIDTH), look().px(_BARS_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        now = look()
        painter = QPainter(self)
        text_room = now.px(_TEXT_ROOM)
        ground = self.height() - text_room
        most = max((bar.value for bar in self._bars), default=0) or 1
        across = self.width() / len(self._bars)
        width = across - now.px(_BETWEEN)
        middle = Qt.AlignmentFlag.AlignCenter
        above_font = _fitting(now, [bar.label for bar in self._bars if bar.value > 0], across)
        for number, bar in enumerate(self._bars):
            x = number * across + now.px(_BETWEEN) / 2
            high = (ground - text_room) * bar.value / most
            if bar.value > 0:
                high = max(high, now.px(_LEAST_BAR))
                painter.fillRect(QRectF(x, ground - high, width, high), now.color("upper"))
            painter.setPen(now.color("ink"))
            if bar.value > 0 and bar.label:
                painter.setFont(above_font)
                above = QRectF(x - across, ground - high - text_room, width + 2 * across, text_room)
                painter.drawText(above, middle, bar.label)
            painter.setFont(now.font(KEY))
            below = QRectF(number * across, ground + 2, across, text_room - 2)
            painter.drawText(below, middle, bar.slot)
        painter.setPen(QPen(now.color("ink"), 2))
        painter.drawLine(0, ground, self.width(), ground)


def _fitting(now: Look, labels: Sequence[str], room: float) -> QFont:
    """One font for all labels: bold where there is room for each, else the smallest there is."""
    font = now.font(BODY, bold=True)
    widest = max((QFontMetrics(font).horizontalAdvance(label) for label in labels), default=0)
    return font if widest <= room else now.font(KEY)
