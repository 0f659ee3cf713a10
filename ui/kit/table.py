"""The table: pages of whole rows, sorted and filtered, opened with Enter.

What is selected stays selected when the rows are asked for again.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import dropwhile
from typing import Generic

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.chips import paint_result, width_of
from ui.kit.empty import Empty
from ui.kit.paged import (
    LEAST_ROWS,
    PADDING,
    Clicks,
    Index,
    Paged,
    PagedView,
    hair_pen,
    paint_ring,
    paint_words,
)
from ui.kit.pager import Pager
from ui.kit.style import BODY, look
from ui.kit.table_model import Column, T, TableModel
from ui.kit.widths import Wish, share

__all__ = ["Column", "Table", "TableModel"]

_WIDEST, _WIDE_LEAST, _NARROWEST = 460, 170, 70
_LOW = 28  # the least height of a row where many stand together
_MEASURED = 500  # so many rows, spread over all, tell how wide the columns should be


class Table(Paged, Generic[T]):
    """A table of rows `T` with `columns`; `key` tells rows apart, `name` is said aloud.

    `opened` and `moved` carry the row. `pager` is a widget of its own: put it above the table.
    Where `together` rows belong together, such as the months of a year, they are made lower, as far
    as they can be read, so that they stand on one page.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        name: str = "",
        *,
        together: int = 0,
    ) -> None:
        super().__init__()
        self.together = together
        self.model: TableModel[T] = TableModel(columns, key)
        self.view: _View = _View(self.model, _Delegate(), self)
        self.view.setParent(self)
        self.view.setAccessibleName(name)
        self.view.head.setSectionsClickable(True)
        self.pager = Pager()
        self._empty: Empty | None = None
        self._wishes: list[Wish] = []
        self._needs = (False, 0)
        self._selected: Hashable | None = None
        self.pager.turned.connect(self._turned)
        clicks = Clicks(self.view, self._is_selected)
        clicks.selected.connect(self._select_index)
        clicks.opened.connect(self.open_current)
        self.view.head.sectionClicked.connect(self._head_clicked)
        self.setFocusProxy(self.view)

    # --- for the page -----------------------------------------------------------------------

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows. The selected row stays selected, and in sight, if it is still there."""
        before = self.model.shown()
        self._wishes = []
        self.model.set_rows(rows)
        self._hold(before)

    def set_filter(
        self, passes: Callable[[T], bool] | None, rank: Callable[[T], int] | None = None
    ) -> None:
        """Show only rows that pass, None all. Those of a lower `rank` come first, whatever the
        order: who is meant before who is only like it."""
        before = self.model.shown()
        self.model.set_filter(passes, rank)
        self._hold(before)

    def sort_by(self, column: int | None, *, descending: bool = False) -> None:
        """Sort by a column; None is the order that the rows came in."""
        self.model.sort_by(column, descending)
        self.view.head.sorted_by = self.model.sorted_by
        self._show()

    def set_empty(self, empty: Empty) -> None:
        """What to show instead of a table without rows."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = empty
        empty.setParent(self)
        self._show()

    def current(self) -> T | None:
        """The selected row."""
        place = self._place()
        return None if place is None else self.model.shown()[place]

    def select(self, key: Hashable) -> None:
        """Select the row of a key and show its page; nothing happens when it is not there."""
        place = self.model.place(key)
        if place is not None:
            self.select_place(place)

    def shown(self) -> tuple[T, ...]:
        """The rows that pass the filter, on all pages, in their order: for printing a list."""
        return self.model.shown()

    # --- selecting --------------------------------------------------------------------------

    def _place(self) -> int | None:
        return None if self._selected is None else self.model.place(self._selected)

    def _hold(self, before: Sequence[T]) -> None:
        """After the rows have changed: stay at the selected one, else at its neighbour while one
        works in the table, else begin at the top."""
        if self.view.hasFocus() and self._selected is not None:
            keys = [self.model.key(row) for row in before]
            if self._place() is None and self._selected in keys:
                after = self.model.keys()
                following = dropwhile(lambda key: key != self._selected, keys)
                near = (key for key in following if key in after)
                self._selected = next(near, [*after][-1] if after else None)
        elif not self.model.shows(before):
            self._selected = None
            self.model.show_page(0)
        self._show()

    def select_place(self, place: int) -> None:
        """Select the row at a place among all shown; the nearest one that there is."""
        rows = self.model.shown()
        if not rows:
            return
        row = rows[min(max(place, 0), len(rows) - 1)]
        changed = self.model.key(row) != self._selected
        self._selected = self.model.key(row)
        self._show()
        if changed:
            self.moved.emit(row)

    def step(self, by: int) -> None:
        """Select another row, so many further down."""
        place = self._place()
        first = self.model.first
        self.select_place(first if place is None else place + by)

    def open_current(self) -> None:
        """Tell that the selected row is to be opened."""
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def next_order(self, *, turn: bool = False) -> None:
        """Sort by the next column that can be sorted by, or `turn` the present order round."""
        can = [n for n, column in enumerate(self.model.columns) if column.sort is not None]
        if not can:
            return
        now = self.model.sorted_by
        if turn and now is not None:
            self.sort_by(now[0], descending=not now[1])
        else:
            later = [place for place in can if now is not None and place > now[0]]
            self.sort_by((later or can)[0])

    def _turned(self, page: int) -> None:
        self.model.show_page(page)
        if self._selected is None:
            self.fit()
        else:
            self.select_place(self.model.first)

    def _head_clicked(self, column: int) -> None:
        now = self.model.sorted_by
        again = now is not None and now[0] == column
        self.sort_by(column, descending=again and now is not None and not now[1])

    def _is_selected(self, index: QModelIndex) -> bool:
        return self.model.first + index.row() == self._place()

    def _select_index(self, index: QModelIndex) -> None:
        self.select_place(self.model.first + index.row())

    # --- showing ----------------------------------------------------------------------------

    def kept_row(self) -> int:
        place = self._place()
        return self.model.first if place is None else place

    def _show(self) -> None:
        place = self._place()
        if place is not None:
            self.model.show_page(place // self.model.per_page)
        self.fit()

    def fit(self) -> None:
        super().fit()
        nothing = self._empty is not None and self.model.total() == 0
        needs = (nothing, min(self.model.total(), LEAST_ROWS))
        if needs != self._needs:
            self._needs = needs
            self.updateGeometry()
        self.view.setVisible(not nothing)
        if self._empty is not None:
            self._empty.setGeometry(self.rect())
            self._empty.setVisible(nothing)
        first_act = self._empty.first() if nothing and self._empty is not None else None
        self.setFocusProxy(first_act or self.view)
        self.pager.show_page(self.model.page(), self.model.pages())
        place = self._place()
        row = -1 if place is None else place - self.model.first
        self.view.setCurrentIndex(self.model.index(row, 0) if row >= 0 else QModelIndex())
        self.view.viewport().update()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self._empty is not None and self.model.total() == 0:
            least = least.expandedTo(self._empty.minimumSizeHint())
        return least

    def spread(self) -> None:
        room = self.view.width() - 2 * look().tokens.thick
        if not self._wishes:
            # Of all rows: the columns stand still while somebody types into a search box.
            rows = self.model.all_rows()
            some = rows[:: max(len(rows) // _MEASURED, 1)]
            self._wishes = [self._wish(column, some) for column in self.model.columns]
        self.view.set_widths(share(self._wishes, room))

    def _wish(self, column: Column[T], rows: Sequence[T]) -> Wish:
        """Wide enough for its title and its longest text."""
        now = look()
        bold, text = (QFontMetrics(now.font(BODY, bold=heavy)) for heavy in (True, column.bold))
        if column.cell is not None:
            widest = max((width_of(column.cell(row)) for row in rows[:200]), default=0)
        else:
            texts = sorted({column.text(row) for row in rows}, key=lambda said: (len(said), said))
            # Among texts that are equally long some letters are wider than others.
            near = [said for said in texts if len(said) + 2 > len(texts[-1])]
            longest = [*texts[-6:], *near[:: max(len(near) // 24, 1)]]
            widest = max((text.horizontalAdvance(each) for each in longest), default=0)
            widest += now.px(30) if column.icon is not None else 0
        head = bold.horizontalAdvance(column.title)
        head += now.px(22) if column.sort is not None else 0
        natural = max(min(widest, now.px(_WIDEST)), head, now.px(_NARROWEST)) + 2 * now.px(PADDING)
        cut = column.wide and not column.whole
        least = min(natural, now.px(_WIDE_LEAST)) if cut else natural
        return Wish(natural + 2, least, column.keep, column.wide)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._wishes = []
        self._show()


class _View(PagedView):
    """Hands keys to the table, and rings the selected row."""

    def __init__(
        self, model: TableModel[T], delegate: QStyledItemDelegate, table: Table[T]
    ) -> None:
        super().__init__(model, delegate)
        self._table = table

    def row_height(self) -> int:
        usual, together = super().row_height(), self._table.together
        if not together:
            return usual
        room = self._table.height() - self.head_height() - 2 * look().tokens.thick
        low = min(usual, room // together)
        return low if low >= look().px(_LOW) else usual

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, table = Qt.Key, self._table
        page = table.model.per_page
        steps = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -page}
        steps |= {keys.Key_PageDown: page}
        ends = {keys.Key_Home: 0, keys.Key_End: table.model.total()}
        key = event.key()
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
        elif key in steps:
            table.step(steps[Qt.Key(key)])
        elif key in ends:
            table.select_place(ends[Qt.Key(key)])
        elif key in (keys.Key_Return, keys.Key_Enter):
            table.open_current()
        elif key == keys.Key_F6:
            turn = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            table.next_order(turn=turn)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._table.current() is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._table.step(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            row = QRectF(self.visualRect(index))
            row.setLeft(0)
            row.setWidth(self.viewport().width())
            paint_ring(QPainter(self.viewport()), row.adjusted(0, 0, 0, -1))


class _Delegate(QStyledItemDelegate):
    """Paints a cell: its text, or its chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, model = self.parent(), index.model()
        assert isinstance(view, _View)
        assert isinstance(model, TableModel)
        now = look()
        column, row = model.columns[index.column()], model.row(index.row())
        room = QRectF(option.rect)
        here = index.row() == view.currentIndex().row()
        ground = ("glow2" if view.hasFocus() else "tint") if here else "surface"
        painter.save()
        painter.fillRect(room, now.color(ground))
        if index.row() < model.rowCount() - 1:
            painter.setPen(hair_pen())
            below = room.bottom() - 0.5
            painter.drawLine(QPointF(room.left(), below), QPointF(room.right(), below))
        inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), -1)
        result = column.result(row)
        if result is not None:
            paint_result(painter, inner, result)
        else:
            font = now.font(BODY, bold=column.bold)
            right, middle = column.align == "right", column.align == "center"
            text = column.text(row)
            paint_words(painter, inner, text, font, now.color("ink"), right=right, middle=middle)
        painter.restore()
