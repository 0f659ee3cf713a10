"""The left column: the spine of the book with its numbered rooms; the open one is a paper tab."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit import icons
from ui.kit.button import key_width, paint_key
from ui.kit.labels import label
from ui.kit.layout import Column
from ui.kit.rooms import Room
from ui.kit.side_column import RIGHT, SideColumn, SideEntry
from ui.kit.style import Look, look, px, repolish


class Entry(SideEntry):
    """One room of the column."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.name, _(room.title), room.number)
        self.room = room

    def icon_name(self) -> str:
        return self.room.icon

    def paint_mark(self, painter: QPainter, now: Look, x: float, ink: QColor) -> None:
        size = now.px(icons.SMALL)
        icons.paint(painter, self.room.icon, ink.name(), x, (self.height() - size) / 2, size)

    def paint_end(self, painter: QPainter, now: Look, ink: QColor) -> None:
        width = key_width(now, self.number)
        place = QRectF(self.width() - width - now.px(RIGHT), 0, width, self.height())
        paint_key(painter, now, place, self.number, ink, clear=True)

    def end_width(self, now: Look) -> int:
        return now.px(12 + 26)


class LeftColumn(SideColumn):
    """The rooms. `chosen` carries the name of the room that was pressed."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        entries = [Entry(room) for room in rooms]
        super().__init__(_("Contents"), entries)
        column = Column(2, (10, 10, 0, 10))
        for number, entry in enumerate(entries):
            if entry.room.apart and number and not entries[number - 1].room.apart:
                column.add(_SideRule())
            column.add(entry)
        column.stretch()
        self._hint = label(_("Press Alt and a number\nto open a room"))
        self._hint.setProperty("on", "side")
        column.add(self._hint)
        self.setLayout(column)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        super().rescale()
        self._hint.setContentsMargins(px(10), 0, px(10), 0)
        repolish(self._hint)


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
