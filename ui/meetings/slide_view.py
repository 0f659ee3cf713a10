"""Paints a slide for the hall: the same on a television, on a projector, and small beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.meetings.slides import Figure, Row, Slide
from ui.kit import icons
from ui.kit.style import FAMILY, look

WIDE, HIGH = 1280.0, 720.0
"""The slide in its own units; it is painted larger or smaller as there is room."""
LEFT, TOP = 72.0, 150.0
TITLE, UNDER, LINE, NUMBER, WORDS, MONTH = 58, 34, 40, 132, 32, 26
LEAST = 26
"""No letter on a slide is smaller: it is read from the last row of a hall."""


class SlideView(QWidget):
    """Shows one slide, or nothing of it while it is covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slide = Slide("")
        self._covered = False
        self.setMinimumSize(QSize(320, 180))

    def show_slide(self, slide: Slide) -> None:
        """Show a slide."""
        self._slide = slide
        self.setAccessibleName(_("On the big screen: {title}").format(title=slide.title))
        self.update()

    def slide(self) -> Slide:
        """What is shown."""
        return self._slide

    def covered(self) -> bool:
        """Whether what the slide says is hidden."""
        return self._covered

    def cover(self, covered: bool) -> None:
        """Hide what the slide says, or show it again."""
        self._covered = covered
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("side"))
        scale = min(self.width() / WIDE, self.height() / HIGH)
        painter.translate((self.width() - WIDE * scale) / 2, (self.height() - HIGH * scale) / 2)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, WIDE, HIGH), now.color("surface"))
        painter.fillRect(QRectF(0, 0, 24, HIGH), now.color("side"))
        if self._covered:
            _text(
                painter,
                QRectF(LEFT, 0, WIDE - 2 * LEFT, HIGH),
                _("Please wait"),
                TITLE,
                center=True,
            )
            return
        _paint_slide(painter, self._slide)


def _paint_slide(painter: QPainter, slide: Slide) -> None:
    now = look()
    across = WIDE - 2 * LEFT
    painter.setPen(now.color("pri"))
    _fitted(painter, QRectF(LEFT, 36, across, 84), slide.title, TITLE, bold=True)
    top = TOP
    if slide.under:
        painter.setPen(now.color("ink"))
        _fitted(painter, QRectF(LEFT, TOP - 26, across, 52), slide.under, UNDER + 8, bold=True)
        top += 56
    painter.setPen(now.color("ink"))
    if slide.figures:
        _figures(painter, slide.figures, top)
    elif slide.year:
        _year(painter, slide.year, top - 20)
    else:
        _lines(painter, slide.lines, top, numbered=slide.numbered)


def _figures(painter: QPainter, figures: tuple[Figure, ...], top: float) -> None:
    """Two beside each other, as large as a hall needs."""
    now = look()
    wide, high = (WIDE - 2 * LEFT) / 2, (HIGH - top - 30) / -(-len(figures) // 2)
    for place, figure in enumerate(figures):
        x, y = LEFT + place % 2 * wide, top + place // 2 * high
        painter.setPen(now.color("pri"))
        _fitted(painter, QRectF(x, y, wide - 30, high * 0.62), figure.number, NUMBER, bold=True)
        painter.setPen(now.color("ink"))
        _fitted(painter, QRectF(x, y + high * 0.6, wide - 30, high * 0.32), figure.words, WORDS)


def _lines(painter: QPainter, lines: tuple[str, ...], top: float, *, numbered: bool) -> None:
    """One below another, in two columns when there are many; smaller only as far as can be read."""
    if not lines:
        return
    columns = 2 if len(lines) > 6 else 1
    rows = -(-len(lines) // columns)
    wide, high = (WIDE - 2 * LEFT) / columns, min(84.0, (HIGH - top - 30) / rows)
    for place, text in enumerate(lines):
        x, y = LEFT + place // rows * wide, top + place % rows * high
        said = f"{place + 1}. {text}" if numbered else text
        _fitted(painter, QRectF(x, y, wide - 20, high), said, LINE, wrap=True)


def _year(painter: QPainter, rows: tuple[Row, ...], top: float) -> None:
    """Areas down, months across; done is a filled box with a tick, planned an open one."""
    now = look()
    lead = 400.0
    wide = (WIDE - LEFT - 40 - lead) / 12
    high = (HIGH - top - 70) / len(rows)
    for month in range(12):
        place = QRectF(LEFT + lead + month * wide, top, wide, 44)
        _text(painter, place, str(month + 1), MONTH, bold=True, center=True)
    for number, row in enumerate(rows):
        y = top + 48 + number * high
        painter.setPen(now.color("ink"))
        _fitted(painter, QRectF(LEFT, y, lead - 14, high), row.title, UNDER)
        for month, state in enumerate(row.states):
            box = QRectF(LEFT + lead + month * wide + 4, y + 4, wide - 8, high - 8)
            _mark(painter, box, state)


def _mark(painter: QPainter, box: QRectF, state: str) -> None:
    now = look()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("pri"))
        painter.drawRoundedRect(box, 6, 6)
        side = min(box.width(), box.height()) * 0.7
        at = box.center()
        icons.paint(
            painter, "check", now.color("on_pri").name(), at.x() - side / 2, at.y() - side / 2, side
        )
    elif state in ("planned", "waiting"):
        pen = QPen(now.color("ink2"), 3)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(box, 6, 6)
    elif state == "missing":
        painter.setPen(QPen(now.color("bad"), 4))
        painter.drawRoundedRect(box, 6, 6)
        cross = box.adjusted(
            box.width() * 0.3, box.height() * 0.25, -box.width() * 0.3, -box.height() * 0.25
        )
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())


def _fitted(
    painter: QPainter,
    place: QRectF,
    text: str,
    size: int,
    *,
    bold: bool = False,
    wrap: bool = False,
) -> None:
    """A text as large as its place allows, from `size` down to what can be read in a hall."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    fold = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
    while size > LEAST:
        needs = QFontMetrics(_font(size, bold)).boundingRect(place.toRect(), fold, text)
        if needs.width() <= place.width() and needs.height() <= place.height():
            break
        size -= 2
    painter.setFont(_font(size, bold))
    if not wrap:
        text = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width())
        )
    painter.drawText(place, flags | fold, text)


def _text(
    painter: QPainter,
    place: QRectF,
    text: str,
    size: int,
    *,
    bold: bool = False,
    center: bool = False,
) -> None:
    side = Qt.AlignmentFlag.AlignHCenter if center else Qt.AlignmentFlag.AlignLeft
    painter.setFont(_font(size, bold))
    painter.setPen(look().color("ink"))
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)


def _font(size: int, bold: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setBold(bold)
    return font
