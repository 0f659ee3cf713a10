"""Bars of the bands of a month: mark, word, a bar from zero, its count beside it. A grey print
tells the same: the mark and the word carry the meaning, the tint only goes with them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.chips import paint_mark
from ui.kit.style import BODY, Look, look, px

_ROW, _MARK, _BAR, _GAP = 42, 24, 26, 12
_GROUNDS = {
    "urgent": "act",
    "very_high": "very_high_bg",
    "high": "high_bg",
    "elevated": "warn_bg",
    "normal": "surface",
    "low": "low_bg",
}


class BandBars(QWidget):
    """Bands from the highest to the lowest, each with its word and how many people."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: tuple[tuple[str, str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[tuple[str, str, int]]) -> None:
        """Code, word and count of each band."""
        self._rows = tuple(rows)
        words = "; ".join(f"{word}: {count}" for _code, word, count in self._rows)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(_ROW) * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._words_end() + px(90), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start = self._words_end()
        painter.setFont(_font(now, bold=True))
        room = self.width() - start - px(_GAP) - px(44)
        most = max((count for _code, _word, count in self._rows), default=0) or 1
        for place, (code, word, count) in enumerate(self._rows):
            top = place * px(_ROW)
            middle = top + px(_ROW) / 2
            ink = now.color("ink")
            paint_mark(
                painter, code, 0, middle - px(_MARK) / 2, px(_MARK), ink, now.color("surface")
            )
            painter.setPen(ink)
            painter.setFont(_font(now))
            left = px(_MARK) + px(_GAP)
            painter.drawText(QRectF(left, top, start - left, px(_ROW)), int(_FLAGS), word)
            wide = room * count / most
            bar = QRectF(start, middle - px(_BAR) / 2, wide, px(_BAR))
            painter.setPen(QPen(ink, 1.4))
            painter.setBrush(now.color(_GROUNDS.get(code, "surface")))
            if count:
                painter.drawRect(bar)
            painter.drawLine(int(start), top + px(4), int(start), top + px(_ROW) - px(4))
            painter.setFont(_font(now, bold=True))
            after = QRectF(bar.right() + px(8), top, px(60), px(_ROW))
            painter.drawText(after, _FLAGS, str(count))
        painter.end()

    def _words_end(self) -> int:
        metrics = QFontMetrics(_font(look()))
        widest = max((metrics.horizontalAdvance(word) for _c, word, _n in self._rows), default=0)
        return px(_MARK) + 2 * px(_GAP) + widest


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _font(now: Look, *, bold: bool = False) -> QFont:
    return now.font(BODY, bold=bold)
