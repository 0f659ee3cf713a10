"""Fields beside each other, as many in a line as the width allows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit.layout import Cells
from ui.kit.style import px


class FieldRow(QWidget):
    """Equal columns of at least `least` px at 100 %."""

    def __init__(self, fields: Sequence[QWidget], least: float = 225) -> None:
        super().__init__()
        self._fields, self._least, self._columns = list(fields), least, 0
        self._cells = Cells(16, 6)
        self.setLayout(self._cells)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        fit = (self.width() + px(16)) // px(self._least + 16)
        self._arrange(max(1, min(len(self._fields), fit)))

    def minimumSizeHint(self) -> QSize:
        # Whatever the columns now, one column is one resize away.
        widest = max(field.minimumSizeHint().width() for field in self._fields)
        return QSize(widest, self._cells.minimumSize().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, field in enumerate(self._fields):
            self._cells.removeWidget(field)
            top = Qt.AlignmentFlag.AlignTop
            self._cells.addWidget(field, number // columns, number % columns, top)
        for column in range(len(self._fields)):
            self._cells.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()
