"""Sums that stand for something: a figure with its words, pressed to see what it is made of."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.base import money
from ui.kit.door import KeyMark, PressCard
from ui.kit.labels import line, muted
from ui.kit.layout import Column, Row
from ui.kit.style import look, px
from ui.loans.pictures import Shade, Swatch


class Figure(PressCard):
    """What it is, how much, and a second line; its key or Enter opens what it is made of."""

    def __init__(self, title: str, key: str = "", shade: Shade | None = None) -> None:
        super().__init__()
        self.title, self.key = title, key
        self._named = line(title)
        self._amount = line("", "big")
        self._second = muted("")
        head = Row(8)
        if shade is not None:
            head.addWidget(Swatch(shade), 0, Qt.AlignmentFlag.AlignVCenter)
        head.add(self._named)
        if key:
            head.addWidget(KeyMark(key), 0, Qt.AlignmentFlag.AlignVCenter)
            self.can_be_pressed()
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.click)
        head.stretch()
        self._below = Row(8)
        self._below.add(self._second, stretch=1)
        self._swatch: Swatch | None = None
        inside = Column(0, (6, 2, 6, 2))
        inside.add(head)
        inside.add(self._amount)
        inside.add(self._below)
        self.setLayout(inside)

    def say(
        self, amount_vnd: int, second: str, *, title: str = "", shade: Shade | None = None
    ) -> None:
        """Show a sum; `shade` is the part of the bar that the second line speaks of."""
        if title:
            self.title = title
            self._named.setText(title)
        self._amount.setText(money.fmt(amount_vnd))
        self._second.setText(second)
        if self._swatch is not None:
            self._below.removeWidget(self._swatch)
            self._swatch.hide()
            self._swatch.deleteLater()
            self._swatch = None
        if shade is not None:
            self._swatch = Swatch(shade)
            self._below.insertWidget(0, self._swatch, 0, Qt.AlignmentFlag.AlignVCenter)
        words = ", ".join(part for part in (self.title, money.fmt(amount_vnd), second) if part)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        # A column of figures must not be squeezed.
        return QSize(super().minimumSizeHint().width(), max(self.sizeHint().height(), px(44)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isDown():
            QPainter(self).fillRect(self.rect(), look().color("tint"))


class Equation(QWidget):
    """One figure that is the sum of others: "=" and "+" between them, or below each other where
    the width does not do."""

    def __init__(self, whole: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._box = Row(8)
        self._cells: list[_Signed] = []
        for number, part in enumerate((whole, *parts)):
            cell = _Signed("" if number == 0 else "=" if number == 1 else "+", part)
            self._cells.append(cell)
            self._box.add(cell, stretch=1)
        self.setLayout(self._box)

    def show_part(self, part: QWidget, *, shown: bool) -> None:
        """Show one of the figures with its sign, or neither."""
        for cell in self._cells:
            if cell.part is part:
                cell.setVisible(shown)
        self.rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        seen = [cell for cell in self._cells if not cell.isHidden()]
        needed = sum(cell.minimumSizeHint().width() for cell in seen) + px(8) * (len(seen) - 1)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if needed <= self.width() else ways.TopToBottom
        if self._box.direction() is not way:
            self._box.setDirection(way)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        widest = max(cell.minimumSizeHint().width() for cell in self._cells)
        return QSize(widest, self._box.minimumSize().height())


class _Signed(QWidget):
    """A figure with the sign before it."""

    def __init__(self, sign: str, figure: QWidget) -> None:
        super().__init__()
        self.part = figure
        row = Row(10)
        if sign:
            row.addWidget(line(sign, "big"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(figure, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
