"""What the marks of months and of days share: how a state looks, its ground, and the legend."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.labels import line
from ui.kit.layout import Flow, Row, plain
from ui.kit.style import look


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks: ground, line and ink by token, the line's width, dashed, icon, word."""

    ground: str
    line: str
    ink: str
    width: float
    icon: str
    word: str
    dashed: bool = False


def paint_ground(painter: QPainter, room: QRectF, mark: Mark, radius: int) -> None:
    """Fill a place and draw the line around it; `radius` of its corners at 100 %."""
    now = look()
    pen = QPen(now.color(mark.line), mark.width)
    if mark.dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(now.color(mark.ground))
    inset = mark.width / 2
    box = room.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, now.px(radius), now.px(radius))


def explained(samples: Iterable[tuple[QWidget, str]]) -> QWidget:
    """Samples of marks, each with what it means, in a row that wraps."""
    flow = Flow(22)
    for sample, words in samples:
        row = Row(8)
        row.add(sample)
        row.add(line(words))
        flow.add(plain(row))
    return plain(flow)
