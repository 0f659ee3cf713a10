"""What stands around the pages of a window: bar, column, page, warning, undo."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.button import Button
from ui.kit.layout import Column, Row
from ui.kit.left_column import LeftColumn
from ui.kit.page import Page
from ui.kit.rooms import Room
from ui.kit.side_column import SideColumn
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
        self.column: SideColumn = self.left_column
        self._owner: Page | None = None
        self._wide = True
        self._middle = middle = Row(0)
        middle.add(self.left_column)
        middle.add(self.stack, stretch=1)
        everything = Column(0)
        everything.add(self.top_bar)
        everything.add(middle, stretch=1)
        everything.add(self.warning_bar)
        everything.add(self.undo_bar)
        self.setLayout(everything)
        self._order_tabs()
        self.top_bar.set_book_open(book_open)

    def fold(self, width: int) -> None:
        """Fit the left column to the width of the window."""
        self._wide = width >= px(FOLD_WIDTH) and look().size < FOLD_SIZE
        self.top_bar.set_folded(not self._wide)
        self._fold_column()

    def show_column_of(self, owner: Page | None) -> None:
        """Let the column of a page stand at the left; with None the rooms stand there again."""
        column = owner.column() if owner is not None else None
        if (column or self.left_column) is self.column:
            return
        before, self.column = self.column, column or self.left_column
        before.hide()
        if self._owner is not None:
            before.setParent(self._owner)  # it goes when its page goes
        if column is not None:
            self._middle.insertWidget(0, column)
        self._owner = owner
        self._order_tabs()
        self._fold_column()

    def _fold_column(self) -> None:
        if self._book_open:
            self.column.fold(not self._wide)
        else:
            self.column.hide()

    def _order_tabs(self) -> None:
        """The bar is seen first and comes last in the order of Tab."""
        order = [*self.column.parts(), *self.top_bar.findChildren(Button)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
