"""Large tiles to press: officers at the sign-in, rooms in the list of contents."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.button import key_width, paint_key
from ui.kit.fields import ENTER
from ui.kit.layout import Cells
from ui.kit.style import BODY, SECTION, TEXT_FLAGS, TILE, Look, look, px


class Tiles(QWidget):
    """Tiles in as many equal columns, at most three, as the width allows. Arrow keys move."""

    def __init__(self, tiles: Sequence["Tile"]) -> None:
        super().__init__()
        self._tiles, self._columns = list(tiles), 0
        self._cells = Cells(14, 14)
        self.setLayout(self._cells)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max((tile.sizeHint().width() for tile in self._tiles), default=1)
        self._arrange(max(1, min(3, (event.size().width() + px(14)) // (widest + px(14)))))

    def minimumSizeHint(self) -> QSize:
        widest = max((tile.sizeHint().width() for tile in self._tiles), default=1)
        return QSize(widest, self._cells.minimumSize().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }.get(Qt.Key(event.key()), 0)
        here = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), -step)
        if step and 0 <= here + step < len(self._tiles):
            self._tiles[here + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._cells.removeWidget(tile)
            self._cells.addWidget(tile, number // columns, number % columns)
        for column in range(3):
            self._cells.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()


class Tile(QPushButton):
    """An icon, a name in bold, a line below, and the number to press at the right.

    A checkable one that is chosen shows a tick. Enter presses it, as Space does.
    """

    def __init__(
        self, title: str, second: str = "", *, icon: str = "user", number: str = ""
    ) -> None:
        super().__init__(title)
        self.second, self.icon_name, self.number = second, icon, number
        self.setAccessibleName(", ".join(part for part in (title, second, number) if part))
        self.setAutoDefault(False)
        self.setProperty("ring", True)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now = look()
        title = QFontMetrics(self._title_font(now)).horizontalAdvance(self.text())
        second = QFontMetrics(now.font(BODY)).horizontalAdvance(self.second)
        words = max(title, second)
        key = key_width(now, self.number) + now.px(12) if self.number else 0
        return QSize(now.px(18 + 34 + 14 + 18) + words + key, now.px(TILE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        chosen = self.isCheckable() and self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if chosen or self.isDown() else 1
        painter.setPen(QPen(now.color("pri" if width == 3 else "line"), width))
        painter.setBrush(now.color("tint" if chosen else "surface"))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, now.px(8), now.px(8))
        size, x = now.px(34), now.px(18)
        name = "circle-check" if chosen else self.icon_name
        icons.paint(painter, name, now.tokens.pri, x, (self.height() - size) / 2, size)
        self._paint_words(painter, now, x + size + now.px(14))
        if self.number:
            width = key_width(now, self.number)
            place = QRectF(self.width() - now.px(16) - width, 0, width, self.height())
            paint_key(painter, now, place, self.number, now.color("ink"))

    def _paint_words(self, painter: QPainter, now: Look, x: float) -> None:
        title, second = self._title_font(now), now.font(BODY)
        heights = QFontMetrics(title).height(), QFontMetrics(second).height()
        top = (self.height() - heights[0] - (heights[1] if self.second else 0)) / 2
        painter.setPen(now.color("ink"))
        painter.setFont(title)
        painter.drawText(QRectF(x, top, self.width() - x, heights[0]), TEXT_FLAGS, self.text())
        if self.second:
            painter.setFont(second)
            below = QRectF(x, top + heights[0], self.width() - x, heights[1])
            painter.drawText(below, TEXT_FLAGS, self.second)

    def _title_font(self, now: Look) -> QFont:
        return now.font(SECTION if self.second else BODY, bold=True)
