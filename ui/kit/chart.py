"""Paints a laid-out chart on the screen: the same picture as on paper, in the look's colours."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.chart import BandMark, Chart, Dot, Ink, Line, Polyline, Primitive, Rect, Style, Text
from app.base.chart_layout import lay_out
from app.base.pyramid import Pyramid, lay_out_pyramid
from ui.kit.chips import paint_mark
from ui.kit.style import FAMILY, Look, look

_INKS: dict[Ink, str] = {
    "ink": "ink",
    "soft": "ink2",
    "grid": "hair",
    "frame": "line",
    "upper": "upper",
    "lower": "lower",
    "limit": "bad",
    "ground": "surface",
}
_WIDTH, _HEIGHT = 630, 268
_PYRAMID_WIDTH, _PYRAMID_LEAST, _PYRAMID_HEAD, _PYRAMID_ROW = 420, 250, 36, 27
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


def style_of(now: Look) -> Style:
    """Sizes of a chart on the screen, in px."""
    px = now.px
    return Style(
        axis_text=px(17),
        label_text=px(18),
        line=px(3),
        rule=2,
        hair=1,
        dot=px(13),
        side=px(136),
    )


def measure(text: str, size: float, bold: bool) -> float:
    """Width of a text in px."""
    font = look().font(bold=bold)
    font.setPixelSize(max(round(size), 1))
    return QFontMetricsF(font).horizontalAdvance(text)


class ChartView(QWidget):
    """A chart; `name` is what a screen reader calls it, followed by the values."""

    def __init__(self, chart: Chart, name: str = "") -> None:
        super().__init__()
        self._chart, self._name = chart, name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_chart(chart)

    def set_chart(self, chart: Chart) -> None:
        """Show another one."""
        self._chart = chart
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(spoken(chart))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_WIDTH), look().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in lay_out(self._chart, self.width(), self.height(), style_of(now), measure):
            _paint(painter, part, now)


class PyramidView(QWidget):
    """A population pyramid; `name` is what a screen reader calls it, followed by the counts."""

    def __init__(self, pyramid: Pyramid, name: str = "") -> None:
        super().__init__()
        self._pyramid, self._name = pyramid, name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_pyramid(pyramid)

    def set_pyramid(self, pyramid: Pyramid) -> None:
        """Show another one."""
        self._pyramid = pyramid
        self.setAccessibleName(self._name)
        said = [f"{step.name}: {step.left}, {step.right}" for step in pyramid.steps]
        self.setAccessibleDescription(
            "; ".join([f"{pyramid.left_title}, {pyramid.right_title}", *said])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_PYRAMID_WIDTH), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        rows = len(self._pyramid.steps)
        return QSize(look().px(_PYRAMID_LEAST), look().px(_PYRAMID_HEAD + rows * _PYRAMID_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.width(), self.height()
        for part in lay_out_pyramid(self._pyramid, *size, style_of(now), measure):
            _paint(painter, part, now)


def spoken(chart: Chart) -> str:
    """The values of a chart in words, one series after the other."""
    lines = []
    for series in chart.series:
        values = [
            f"{chart.slots[int(point.slot)]}: {point.value:g}"
            for point in series.points
            if 0 <= int(point.slot) < len(chart.slots)
        ]
        lines.append(", ".join(values))
    return "; ".join(line for line in lines if line)


def _paint(painter: QPainter, part: Primitive, now: Look) -> None:
    match part:
        case Rect():
            painter.fillRect(QRectF(part.x, part.y, part.width, part.height), _grey(part, now))
        case Line():
            pen = QPen(now.color(_INKS[part.ink]), part.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if part.dashed:
                pen.setDashPattern([5, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(part.x1, part.y1), QPointF(part.x2, part.y2))
        case Polyline():
            pen = QPen(now.color(_INKS[part.ink]), part.width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in part.points]))
        case Dot():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color(_INKS[part.ink]))
            box = QRectF(part.x - part.size / 2, part.y - part.size / 2, part.size, part.size)
            if part.square:
                painter.drawRect(box)
            else:
                painter.drawEllipse(box)
        case BandMark():
            ink, ground = now.color("ink"), now.color("surface")
            paint_mark(painter, part.code, part.x, part.y, part.size, ink, ground)
        case Text():
            font = now.font(bold=part.bold)
            font.setFamily(FAMILY)
            font.setPixelSize(max(round(part.size), 1))
            painter.setFont(font)
            painter.setPen(now.color(_INKS[part.ink]))
            wide = QFontMetricsF(font).horizontalAdvance(part.text)
            painter.drawText(QPointF(part.x - _ALIGN[part.align] * wide, part.y), part.text)


def _grey(part: Rect, now: Look) -> QColor:
    """So many per cent of the ink on the ground."""
    ink, ground = now.color("ink"), now.color("surface")
    share = part.grey / 100
    return QColor(
        round(ground.red() + (ink.red() - ground.red()) * share),
        round(ground.green() + (ink.green() - ground.green()) * share),
        round(ground.blue() + (ink.blue() - ground.blue()) * share),
    )
