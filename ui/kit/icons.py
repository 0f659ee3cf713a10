"""Icons: Lucide's outlines in any colour and size. QtSvg paints `currentColor` black, so the hex
is put into the text before it is drawn."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.base.areas import Area
from app.base.places import resource

SMALL, LARGE, HUGE = 24, 30, 80
"""Sizes at 100 %: in buttons and the left column, in lists, on an empty page."""

AREA_ICONS: dict[Area, str] = {
    "income": "hand-coins",
    "health": "heart-pulse",
    "home_care": "hand-heart",
    "self_help": "handshake",
    "rights": "scroll-text",
    "awareness": "lightbulb",
    "culture": "music",
    "resources": "gift",
}


@cache
def _outline(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """The icon `size` px wide and high, for a screen of that device pixel ratio."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, color).render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint(painter: QPainter, name: str, color: str, x: float, y: float, size: float) -> None:
    """Draw the icon into a square whose top left corner is (x, y)."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(round(x), round(y), pixmap(name, color, round(size), ratio))


def _renderer(name: str, color: str) -> QSvgRenderer:
    text = _outline(name).replace("currentColor", color)
    return QSvgRenderer(QByteArray(text.encode()))
