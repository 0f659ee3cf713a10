"""How much of a whole, and whether the book is safe: two small pictures with their words."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from ui.kit import icons
from ui.kit.paged import paint_words
from ui.kit.style import BODY, Look, look

_BAR, _MARK_OVER, _LINE, _GAP = 14, 5, 28, 12
_STRIP_LEAST, _SEAL = 190, 116


class ShareStrip(QWidget):
    """How many of how many, against a `target` share from 0 to 1: tick and per cent when it is
    reached, else a triangle and `lack`, such as "4 people short". Without a target, per cent."""

    def __init__(
        self, title: str, part: int, whole: int, target: float | None = None, lack: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_share(part, whole, target, lack)

    def set_share(self, part: int, whole: int, target: float | None = None, lack: str = "") -> None:
        """Show other figures."""
        self._part, self._whole, self._target = part, whole, target
        # In whole per cent, as targets are written: 0.6 of 60 is 36 and not 36.000000000000001.
        self.reached = part * 100 >= round((target or 0) * 100) * whole
        percent = _("{n} %").format(n=part * 100 // whole if whole else 0)
        self._note = percent if self.reached or not lack else lack
        self._rest = _("of {whole}").format(whole=whole)
        self.setAccessibleName(f"{self._title}: {part} {self._rest}, {self._note}")
        self.setToolTip(self._title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = look()
        bold, plain = (QFontMetrics(now.font(bold=heavy)) for heavy in (True, False))
        above = bold.horizontalAdvance(self._title) + self._figures_width(now) + now.px(_GAP)
        below = plain.horizontalAdvance(self._note) + now.px(120)
        return QSize(max(above, below) + 2, now.px(2 * _LINE + 5))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_STRIP_LEAST), look().px(2 * _LINE + 5))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._title_height(width) + look().px(_LINE + 5)

    def _figures_width(self, now: Look) -> int:
        bold, plain = (QFontMetrics(now.font(bold=heavy)) for heavy in (True, False))
        part = bold.horizontalAdvance(str(self._part))
        return part + plain.horizontalAdvance(f" {self._rest}") + 2

    def _title_height(self, width: int) -> int:
        """The title takes as many lines as it needs beside the figures."""
        now = look()
        room = QRect(0, 0, width - self._figures_width(now) - now.px(_GAP), 10_000)
        metrics = QFontMetrics(now.font(bold=True))
        wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._title)
        return max(now.px(_LINE), wrapped.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = now.px(_LINE)
        self._paint_words(painter, now)
        below = QRectF(0, self.height() - line, self.width(), line)
        note = QFontMetrics(now.font()).horizontalAdvance(self._note)
        icon = now.px(21)
        start = below.right() - note - now.px(5)
        ink = now.color("ink")
        if self._target is not None:
            name = "check" if self.reached else "triangle-alert"
            at = below.center().y() - icon / 2
            icons.paint(painter, name, ink.name(), start - icon, at, icon)
        place = QRectF(start + now.px(5), below.top(), note + 2, line)
        paint_words(painter, place, self._note, now.font(), ink)
        self._paint_bar(painter, now, QRectF(0, below.top(), start - icon - now.px(12), line))

    def _paint_words(self, painter: QPainter, now: Look) -> None:
        ink, bold, plain = now.color("ink"), now.font(BODY, bold=True), now.font()
        line, figures = now.px(_LINE), self.width() - self._figures_width(now)
        part = QFontMetrics(bold).horizontalAdvance(str(self._part))
        paint_words(painter, QRectF(figures, 0, part + 2, line), str(self._part), bold, ink)
        place = QRectF(figures + part, 0, self.width() - figures - part, line)
        paint_words(painter, place, f" {self._rest}", plain, ink)
        painter.setFont(bold)
        title = QRectF(0, 0, figures - now.px(_GAP), self._title_height(self.width()))
        painter.drawText(
            title, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._title
        )

    def _paint_bar(self, painter: QPainter, now: Look, room: QRectF) -> None:
        high = now.px(_BAR)
        bar = QRectF(room.left(), room.center().y() - high / 2, max(room.width(), 1), high)
        bar = bar.toAlignedRect().toRectF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(bar, now.color("sunk"))
        share = min(self._part / self._whole, 1.0) if self._whole else 0.0
        painter.fillRect(
            QRectF(bar.left(), bar.top(), round(bar.width() * share), bar.height()),
            now.color("pri"),
        )
        painter.setPen(QPen(now.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        if self._target is None:
            return
        over = now.px(_MARK_OVER)
        mark = round(bar.left() + bar.width() * self._target)
        painter.fillRect(
            QRectF(mark - 1, bar.top() - over, 3, bar.height() + 2 * over), now.color("ink")
        )


class Seal(QWidget):
    """A round stamp: two rings, a tick and "Safe"; or an open ring, "!" and what is needed. Its
    sentence always stands beside it."""

    def __init__(self, *, safe: bool) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_safe(safe)

    def set_safe(self, safe: bool) -> None:
        """Show whether the book is safe."""
        self._safe = safe
        self._words = _("Safe") if safe else _("Copy needed")
        self.setAccessibleName(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_SEAL), look().px(_SEAL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 120, self.height() / 120)  # drawn in a square of 120
        ink = now.color("pri" if self._safe else "bad")
        painter.setPen(QPen(ink, 4))
        middle = QPointF(60, 60)
        if self._safe:
            painter.drawEllipse(middle, 56, 56)
            painter.setPen(QPen(ink, 2))
            painter.drawEllipse(middle, 48, 48)
            tick = QPen(ink, 9)
            tick.setCapStyle(Qt.PenCapStyle.RoundCap)
            tick.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(tick)
            painter.drawPolyline(QPolygonF([QPointF(40, 44), QPointF(54, 58), QPointF(82, 30)]))
        else:
            # Open at the upper right; angles in sixteenths of a degree, from three o'clock.
            painter.drawArc(QRectF(4, 4, 112, 112), 80 * 16, 310 * 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(55, 16, 10, 24), 4, 4)
            painter.drawEllipse(QPointF(60, 48), 5.5, 5.5)
        font = now.font(bold=True)
        font.setPixelSize(18)
        painter.setFont(font)
        painter.setPen(ink)
        place = QRectF(12, 66, 96, 26) if self._safe else QRectF(16, 56, 88, 48)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words
        )
