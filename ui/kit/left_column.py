"""The left column: the spine of the book with its numbered rooms; the open one is a paper tab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.base.text import _
from ui.kit import icons
from ui.kit.button import key_width, paint_key
from ui.kit.fields import ENTER
from ui.kit.labels import label
from ui.kit.layout import Column
from ui.kit.rooms import Room
from ui.kit.style import BUTTON, LEFT_COLUMN, TEXT_FLAGS, look, px, repolish


class Entry(QPushButton):
    """One room of the column."""

    def __init__(self, room: Room) -> None:
        super().__init__(_(room.title))
        self.room = room
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("ring", True)
        self.setProperty("onDark", True)
        self.setAccessibleName(f"{self.text()}, Alt {room.number}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def nextCheckState(self) -> None:
        """The window says which room is open, not the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        now = look()
        words = QFontMetrics(now.font(bold=True)).horizontalAdvance(self.text())
        return QSize(now.px(10 + 24 + 8 + 12 + 26 + 9) + words, now.px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = now.color("ink" if on else "side_ink")
        if on:
            tab, radius = QPainterPath(), now.px(6)
            tab.addRoundedRect(
                QRectF(0, 0, self.width() + 2 * radius, self.height()), radius, radius
            )
            painter.fillPath(tab, now.color("canvas"))
            if now.tokens.thick > 1:  # where colour does not tell the tab from the spine
                ink = now.color("pri")
                painter.strokePath(tab, QPen(ink, 4))
        size, x = now.px(icons.SMALL), now.px(10)
        icons.paint(painter, self.room.icon, ink.name(), x, (self.height() - size) / 2, size)
        painter.setFont(now.font(bold=on))
        painter.setPen(ink)
        x += size + now.px(8)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), TEXT_FLAGS, self.text())
        width = key_width(now, self.room.number)
        place = QRectF(self.width() - width - now.px(9), 0, width, self.height())
        paint_key(painter, now, place, self.room.number, ink, clear=True)


class LeftColumn(QWidget):
    """`chosen` carries the name of the room that was pressed."""

    chosen = Signal(object)

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self.entries = [Entry(room) for room in rooms]
        column = Column(2, (10, 10, 0, 10))
        for number, entry in enumerate(self.entries):
            if entry.room.apart and number and not self.entries[number - 1].room.apart:
                column.add(_SideRule())
            entry.clicked.connect(self._pressed)
            column.add(entry)
        column.stretch()
        self._hint = label(_("Press Alt and a number\nto open a room"))
        self._hint.setProperty("on", "side")
        self._hint.setContentsMargins(px(10), 0, px(10), 0)
        column.add(self._hint)
        self.setLayout(column)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedWidth(px(LEFT_COLUMN))
        self._hint.setContentsMargins(px(10), 0, px(10), 0)
        repolish(self._hint)

    def mark(self, name: str) -> None:
        """Show which room is open; "" for none."""
        for entry in self.entries:
            entry.setChecked(entry.room.name == name)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("side"))
        if now.tokens.thick > 1:
            painter.fillRect(self.width() - 2, 0, 2, self.height(), now.color("side_ink"))

    def _pressed(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self.chosen.emit(entry.room.name)


class _SideRule(QWidget):
    """The line above the rooms that stand apart."""

    def __init__(self) -> None:
        super().__init__()
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedHeight(px(12) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        middle = self.height() // 2
        painter.fillRect(0, middle, self.width() - now.px(12), 1, now.color("side_line"))
