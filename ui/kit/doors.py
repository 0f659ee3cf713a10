"""Doors beside each other, as many as the width allows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit.door import Door
from ui.kit.layout import Cells
from ui.kit.style import px

LEAST = 300
"""The least width of a door, in px at 100 %."""


class Doors(QWidget):
    """Up to three equal columns of doors."""

    def __init__(self, doors: Sequence[Door]) -> None:
        super().__init__()
        self._doors, self._columns = list(doors), 0
        self._cells = Cells(14, 14)
        self.setLayout(self._cells)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._arrange(max(1, min(3, (self.width() + px(14)) // px(LEAST + 14))))

    def minimumSizeHint(self) -> QSize:
        # Whatever the columns now, one column is one resize away.
        widest = max((door.minimumSizeHint().width() for door in self._doors), default=1)
        return QSize(widest, self._cells.minimumSize().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, door in enumerate(self._doors):
            self._cells.removeWidget(door)
            self._cells.addWidget(door, number // columns, number % columns)
        for column in range(3):
            self._cells.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
