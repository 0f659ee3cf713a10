"""Large tiles to press: officers at the sign-in, rooms in the list of contents."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
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
from ui.kit.style import BODY, SECTION, TILE, Look, look, px

WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
WRAPPED = 400
"""From this width on at 100 %, the line below the name goes on in another line."""


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
        widest = max((tile.minimumSizeHint().width() for tile in self._tiles), default=1)
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

    A checkable one that is chosen shows a tick. Enter presses it, as Space does. Words wrap where
    the tile is narrower than they are.
    """

    def __init__(
        self, title: str, second: str = "", *, icon: str = "user", number: str = ""
    ) -> None:
        super().__init__(title)
        self.second, self.icon_name, self.number = second, icon, number
        self.setAccessibleName(", ".join(part for part in (title, second, number) if part))
        self.setAutoDefault(False)
        self.setProperty("ring", True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        width = max(title, min(second, now.px(WRAPPED))) + 2 + self._around(now)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        now = look()
        title, second = QFontMetrics(self._title_font(now)), QFontMetrics(now.font(BODY))
        words = [title.horizontalAdvance(word) for word in self.text().split()]
        words += [second.horizontalAdvance(word) for word in self.second.split()]
        return QSize(max(words, default=0) + 2 + self._around(now), now.px(TILE))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = look()
        title, second = self._heights(now, width - self._around(now))
        return max(now.px(TILE), title + second + 2 * now.px(14))

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

    def _around(self, now: Look) -> int:
        """The room at both sides of the words: icon, gaps, key."""
        key = key_width(now, self.number) + now.px(12) if self.number else 0
        return now.px(18 + 34 + 14 + 18) + key

    def _heights(self, now: Look, room: int) -> tuple[int, int]:
        """Of the name and of the line below, wrapped in a room."""
        place = QRect(0, 0, max(room, 1), 10_000)
        title = QFontMetrics(self._title_font(now)).boundingRect(place, WRAP, self.text()).height()
        if not self.second:
            return title, 0
        below = QFontMetrics(now.font(BODY)).boundingRect(place, WRAP, self.second).height()
        return title, below

    def _paint_words(self, painter: QPainter, now: Look, x: float) -> None:
        room = self.width() - self._around(now)
        title, second = self._heights(now, room)
        top = (self.height() - title - second) / 2
        painter.setPen(now.color("ink"))
        painter.setFont(self._title_font(now))
        painter.drawText(QRectF(x, top, room, title), WRAP, self.text())
        if self.second:
            painter.setFont(now.font(BODY))
            painter.drawText(QRectF(x, top + title, room, second), WRAP, self.second)

    def _title_font(self, now: Look) -> QFont:
        return now.font(SECTION if self.second else BODY, bold=True)
