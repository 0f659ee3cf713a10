"""The count of a cash box: how many notes of each value, and what they come to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.money import BANKNOTES
from app.base.text import _
from ui.kit.entries import NumberField
from ui.kit.labels import line
from ui.kit.layout import Cells

_LONGEST = 6  # digits; more notes than that lie in no box


class Banknotes(QWidget):
    """A field for each value by that value; `typed` tells that the sum may be another one."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {value: _Count(value) for value in BANKNOTES}
        self._worth = {value: line("") for value in BANKNOTES}
        cells = Cells(across=12, down=8)
        for row, (value, field) in enumerate(self.fields.items()):
            middle = Qt.AlignmentFlag.AlignVCenter
            name = line(f"{money.fmt(value)} ×")
            cells.addWidget(name, row, 0, middle | Qt.AlignmentFlag.AlignRight)
            cells.addWidget(field, row, 1)
            cells.addWidget(self._worth[value], row, 2, middle | Qt.AlignmentFlag.AlignRight)
            field.edit.textEdited.connect(self.typed)
        cells.setColumnStretch(1, 1)
        cells.setColumnStretch(2, 2)
        self.setLayout(cells)

    def add_up(self) -> int:
        """What is typed, in đồng, shown beside each value; what is no number adds nothing."""
        total = 0
        for value, field in self.fields.items():
            count = _number(field.text())
            total += value * count
            self._worth[value].setText(money.fmt(value * count) if count else "")
        return total

    def first(self) -> QWidget:
        """The first value not counted yet."""
        empty = (field for field in self.fields.values() if not field.text())
        return next(empty, self.fields[BANKNOTES[0]]).first()


class _Count(NumberField):
    """How many notes of one value: a field without words of its own."""

    def __init__(self, value: int) -> None:
        super().__init__("")
        self.edit.setAccessibleName(_("Notes of {value}").format(value=money.fmt(value)))


def _number(text: str) -> int:
    bare = text.replace(".", "")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < _LONGEST else 0
