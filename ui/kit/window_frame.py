"""What stands around the pages of a window: bar, column, page, warning, undo."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.button import Button
from ui.kit.layout import Column, Row
from ui.kit.left_column import LeftColumn
from ui.kit.rooms import Room
from ui.kit.style import look, px
from ui.kit.top_bar import TopBar
from ui.kit.undo_bar import UndoBar

FOLD_SIZE, FOLD_WIDTH = 130, 1180
"""From this size of text, or below this width at 100 %, the left column becomes a button."""


class WindowFrame(QWidget):
    """The parts of a window; built anew for another book, officer or language."""

    def __init__(self, rooms: Sequence[Room], *, book_open: bool) -> None:
        super().__init__()
        self._book_open = book_open
        self.stack = QStackedWidget()
        self.top_bar = TopBar()
        self.left_column = LeftColumn(rooms)
        self.warning_bar, self.undo_bar = UndoBar(), UndoBar()
        middle = Row(0)
        middle.add(self.left_column)
        middle.add(self.stack, stretch=1)
        everything = Column(0)
        everything.add(self.top_bar)
        everything.add(middle, stretch=1)
        everything.add(self.warning_bar)
        everything.add(self.undo_bar)
        self.setLayout(everything)
        # The bar is seen first and comes last in the order of Tab.
        order = [*self.left_column.entries, *self.top_bar.findChildren(Button)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.top_bar.set_book_open(book_open)

    def fold(self, width: int) -> None:
        """Fit the left column to the width of the window."""
        wide = width >= px(FOLD_WIDTH) and look().size < FOLD_SIZE
        self.top_bar.set_folded(not wide)
        self.left_column.setVisible(wide and self._book_open)
