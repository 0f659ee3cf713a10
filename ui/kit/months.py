"""A year at a glance: rows by months, each cell a mark of one of a few states. The same marks serve
areas, visits and clubs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.base.text import _
from ui.kit import icons
from ui.kit.month_cells import RADIUS, MonthCell, legend, paint_cell
from ui.kit.paged import (
    NOWHERE,
    Clicks,
    Head,
    Index,
    Paged,
    PagedModel,
    PagedView,
    paint_words,
)
from ui.kit.pager import Pager
from ui.kit.style import BODY, look
from ui.kit.widths import Wish, share

__all__ = ["MonthCell", "MonthGrid", "MonthRow", "legend"]

_PITCH, _CELL, _FOOT, _SIDE, _GAP = 48, 44, 34, 18, 6
_NAME_LEAST, _MONTH_LEAST = 120, 34


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A row: an area, a club, a volunteer. `lead` stands before the months, `end` after them."""

    key: str
    name: str
    cells: Sequence[MonthCell]
    icon: str = ""
    lead: str = ""
    end: str = ""


Foot = tuple[str, Sequence[str]]
"""The bold last row: its name, and a text for each month."""


class _Model(PagedModel):
    """Name, lead, months, end. With a foot the page has one row more."""

    def __init__(self, months: Sequence[str], corner: str, lead: str, end: str) -> None:
        super().__init__()
        self.months, self.has_lead, self.has_end = tuple(months), bool(lead), bool(end)
        self._titles = [corner, lead, *months, end]
        self.rows: tuple[MonthRow, ...] = ()
        self.foot: Foot | None = None

    def set_rows(self, rows: Sequence[MonthRow], foot: Foot | None) -> None:
        self.beginResetModel()
        self.rows, self.foot = tuple(rows), foot
        self.first = min(self.first, (self.pages() - 1) * self.per_page)
        self.endResetModel()

    def total(self) -> int:
        return len(self.rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        rows = super().rowCount(parent)
        return rows + 1 if self.foot is not None and not parent.isValid() else rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def row(self, place: int) -> MonthRow | None:
        """A row of the page shown; None is the foot."""
        place += self.first
        inside = place < min(self.first + self.per_page, len(self.rows))
        return self.rows[place] if inside else None

    def cell(self, place: int, column: int) -> MonthCell | None:
        """The cell of a month; None outside the months."""
        row, month = self.row(place), column - 2
        if row is None or not 0 <= month < len(self.months):
            return None
        return row.cells[month] if month < len(row.cells) else MonthCell()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        return self._titles[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and cell is not None:
            return self.spoken(index.row(), index.column(), cell)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return cell.text if cell is not None else self.words(index.row(), index.column())

    def words(self, place: int, column: int) -> str:
        """What stands beside the months, and in the foot."""
        row, last = self.row(place), len(self._titles) - 1
        if row is not None:
            return {0: row.name, 1: row.lead, last: row.end}[column]
        name, texts = self.foot or ("", ())
        month = column - 2
        return name if column == 0 else texts[month] if 0 <= month < len(texts) else ""

    def spoken(self, place: int, column: int, cell: MonthCell) -> str:
        """A cell as a screen reader says it."""
        row = self.row(place)
        name = row.name if row is not None else ""
        return f"{name}, {self._titles[column]}: {cell.words()}"


class MonthGrid(Paged):
    """Rows by months. Arrow keys move, Enter or a second click opens.

    `opened` and `moved` carry (key of the row, number of the month from 0); `now` is the month to
    underline. `pager` is a widget of its own; a `whole` grid never turns pages: where it is too
    high, the page around it scrolls.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        months: Sequence[str],
        *,
        corner: str = "",
        lead: str = "",
        end: str = "",
        now: int | None = None,
        name: str = "",
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._whole = whole
        self.model: _Model = _Model(months, corner, lead, end)
        self.view: _View = _View(self.model, self, now)
        self.view.setParent(self)
        self.view.setAccessibleName(name or corner or _("Months"))
        self.pager = Pager()
        self.pager.turned.connect(self._turned)
        self._row, self._month = 0, now or 0
        clicks = Clicks(self.view, self._is_current)
        clicks.selected.connect(self._clicked)
        clicks.opened.connect(self.open_current)
        self.setFocusProxy(self.view)

    def set_rows(self, rows: Sequence[MonthRow], foot: Foot | None = None) -> None:
        """Show these rows; the current row stays current if it is still there."""
        key = self.model.rows[self._row].key if self._row < len(self.model.rows) else None
        self.model.set_rows(rows, foot)
        places = {row.key: place for place, row in enumerate(rows)}
        self._row = places.get(key, 0) if key is not None else 0
        self._show()
        self.updateGeometry()

    def set_now(self, now: int | None) -> None:
        """Underline another month, or none."""
        self.view.set_now(now)

    def current(self) -> tuple[str, int] | None:
        """Key of the row and number of the month worked on."""
        rows = self.model.rows
        return (rows[self._row].key, self._month) if self._row < len(rows) else None

    def select(self, key: str, month: int) -> None:
        """Go to a month of a row."""
        for place, row in enumerate(self.model.rows):
            if row.key == key:
                self.go(place, month)

    def go(self, row: int, month: int) -> None:
        """Go to a month of a row by their numbers; the nearest ones that there are."""
        if not self.model.rows:
            return
        before = self.current()
        self._row = min(max(row, 0), len(self.model.rows) - 1)
        self._month = min(max(month, 0), len(self.model.months) - 1)
        self._show()
        if self.current() != before:
            self.moved.emit(self.current())

    def step(self, down: int, across: int) -> None:
        """Move by so many rows and months."""
        self.go(self._row + down, self._month + across)

    def open_current(self) -> None:
        """Tell that the current cell is to be opened."""
        if self.current() is not None:
            self.opened.emit(self.current())

    def _turned(self, page: int) -> None:
        self.go(page * self.model.per_page, self._month)

    def _is_current(self, index: QModelIndex) -> bool:
        here = self.model.first + index.row() == self._row
        return here and index.column() - 2 == self._month

    def _clicked(self, index: QModelIndex) -> None:
        if self.model.row(index.row()) is not None:
            inside = 0 <= index.column() - 2 < len(self.model.months)
            month = index.column() - 2 if inside else self._month
            self.go(self.model.first + index.row(), month)

    # --- showing ----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        high = self.view.height_for(max(self.model.total(), 1)) if self._whole else 0
        return least.expandedTo(QSize(0, high))

    def current_place(self) -> QRect:
        """Where the current cell stands in the grid."""
        return self.view.visualRect(self.view.currentIndex())

    def kept_row(self) -> int:
        return self._row

    def _show(self) -> None:
        self.model.show_page(self._row // self.model.per_page)
        self.fit()

    def fit(self) -> None:
        super().fit()
        self.view.size_foot()
        self.pager.show_page(self.model.page(), self.model.pages())
        if self.model.rows:
            here = self.model.index(self._row - self.model.first, self._month + 2)
            self.view.setCurrentIndex(here)
        self.view.viewport().update()

    def spread(self) -> None:
        now, model = look(), self.model
        bold = QFontMetrics(now.font(BODY, bold=True))
        side = now.px(_SIDE)

        def widest(texts: Iterable[str]) -> int:
            return max((bold.horizontalAdvance(text) for text in texts), default=0)

        icon = now.px(icons.SMALL + 12) if any(row.icon for row in model.rows) else 0
        titles = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(2)]
        last = str(model.headerData(model.columnCount() - 1, Qt.Orientation.Horizontal))
        foot = [model.foot[0]] if model.foot is not None else []
        names = widest([titles[0], *foot, *(row.name for row in model.rows)]) + icon
        lead = widest([titles[1], *(row.lead for row in model.rows)])
        end = widest([last, *(row.end for row in model.rows)])
        wishes = [
            Wish(names + side + now.px(12), now.px(_NAME_LEAST) + side),
            Wish(lead + now.px(12), lead + now.px(12)) if model.has_lead else Wish(0, 0),
            *(Wish(now.px(50), now.px(_MONTH_LEAST), wide=True) for _month in model.months),
            Wish(end + side + now.px(6), end + now.px(12)) if model.has_end else Wish(side, side),
        ]
        self.view.set_widths(share(wishes, self.view.width() - 2 * now.tokens.thick))

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._show()


class _MonthHead(Head):
    """Titles on the card itself; the month of `now` has a thick line below."""

    now: int | None = None

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look_now = look()
        room = QRectF(rect)
        painter.save()
        painter.fillRect(room, look_now.color("surface"))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        side = look_now.px(_SIDE) if section == 0 else 0
        font, ink = look_now.font(BODY, bold=True), look_now.color("ink")
        inner = room.adjusted(side, 0, -look_now.px(_GAP) if section == 1 else 0, 0)
        if section > 1 and QFontMetrics(font).horizontalAdvance(title) > inner.width():
            title = title.lstrip("T")  # "T12" without room is 12: a cut number would mislead
        paint_words(painter, inner, title, font, ink, right=section == 1, middle=section > 1)
        if self.now is not None and section == self.now + 2:
            thick = look_now.px(4)
            under = QRectF(room.left(), room.bottom() - thick - 2, room.width(), thick)
            painter.fillRect(under.adjusted(look_now.px(3), 0, -look_now.px(3), 0), ink)
        painter.restore()


class _View(PagedView):
    """Hands keys to the grid, and rings the current cell."""

    def __init__(self, model: _Model, grid: MonthGrid, now: int | None) -> None:
        super().__init__(model, _Delegate(), _MonthHead)
        self._grid = grid
        self._model = model
        self.set_now(now)

    def set_now(self, now: int | None) -> None:
        assert isinstance(self.head, _MonthHead)
        self.head.now = now
        self.head.viewport().update()

    def row_height(self) -> int:
        return look().px(_PITCH)

    def head_height(self) -> int:
        return look().px(_PITCH - 8)

    def height_for(self, rows: int) -> int:
        return super().height_for(rows) + self._below()

    def fitting(self, height: int) -> int:
        return super().fitting(height - self._below())

    def _below(self) -> int:
        """Height of the foot, or of the room that the card leaves below its rows."""
        return look().px(8 if self._model.foot is None else _FOOT)

    def size_foot(self) -> None:
        """Give the foot its own height; a row may stand where a foot stood before."""
        for row in range(self._model.rowCount()):
            is_foot = self._model.row(row) is None
            self.setRowHeight(row, self._below() if is_foot else self.row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, grid = Qt.Key, self._grid
        page, year = self._model.per_page, len(self._model.months)
        steps = {
            keys.Key_Up: (-1, 0),
            keys.Key_Down: (1, 0),
            keys.Key_Left: (0, -1),
            keys.Key_Right: (0, 1),
            keys.Key_PageUp: (-page, 0),
            keys.Key_PageDown: (page, 0),
            keys.Key_Home: (0, -year),
            keys.Key_End: (0, year),
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in steps:
            grid.step(*steps[Qt.Key(event.key())])
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            grid.open_current()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not index.isValid() or not self.hasFocus():
            return
        now = look()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = _cell_rect(QRectF(self.visualRect(index)))
        for reach, width, token in ((1, 2, "glow"), (3.5, 3, "ring")):
            painter.setPen(QPen(now.color(token), width))
            around = cell.adjusted(-reach, -reach, reach, reach)
            radius = now.px(RADIUS) + reach
            painter.drawRoundedRect(around, radius, radius)


class _Delegate(QStyledItemDelegate):
    """Paints a name with its icon, the words beside the months, or a mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        now = look()
        room = QRectF(option.rect)
        painter.save()
        painter.fillRect(room, now.color("surface"))
        cell = model.cell(index.row(), index.column())
        if cell is not None:
            paint_cell(painter, _cell_rect(room), cell)
        else:
            self._paint_words(painter, room, model, index)
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, room: QRectF, model: _Model, index: Index) -> None:
        now, column, row = look(), index.column(), model.row(index.row())
        bold = row is None or (column == 0 and not row.icon)
        font, ink = now.font(BODY, bold=bold), now.color("ink")
        if column == 0:
            room = room.adjusted(now.px(_SIDE), 0, -now.px(_GAP), 0)
            if row is not None and row.icon:
                size = now.px(icons.SMALL + 2)
                at = room.center().y() - size / 2
                icons.paint(painter, row.icon, now.tokens.pri, room.left(), at, size)
                room.setLeft(room.left() + size + now.px(10))
        if column == 1:
            room = room.adjusted(0, 0, -now.px(_GAP), 0)
        text = model.words(index.row(), column)
        paint_words(painter, room, text, font, ink, right=column == 1, middle=column > 1)


def _cell_rect(room: QRectF) -> QRectF:
    now = look()
    across, down = now.px(_GAP) / 2, (room.height() - now.px(_CELL)) / 2
    return room.adjusted(across, down, -across, -down)
