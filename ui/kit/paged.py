"""What table, typing grid and picture of months share: a model of which one page of whole rows is
shown, and a view that is exactly as high as its rows."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from ui.kit.style import HEAD, ROW, TEXT_FLAGS, look

Index = QModelIndex | QPersistentModelIndex
RING = 3
PADDING = 12
_RADIUS, _ARROW = 8, 14
LEAST_ROWS = 3
"""Fewer rows than this at a time are no list: then the page scrolls instead."""
NOWHERE = QModelIndex()


class PagedModel(QAbstractTableModel):
    """Rows of which `per_page` are shown from `first` on. A view sees nothing of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.per_page = 0, 1

    def total(self) -> int:
        """How many rows there are on all pages."""
        raise NotImplementedError

    def pages(self) -> int:
        """How many pages there are; an empty table has one."""
        return max(1, -(-self.total() // self.per_page))

    def page(self) -> int:
        """The page shown, from 0."""
        return self.first // self.per_page

    def show_page(self, page: int) -> None:
        """Show another page; the nearest one that there is."""
        first = min(max(page, 0), self.pages() - 1) * self.per_page
        if first != self.first:
            self.beginResetModel()
            self.first = first
            self.endResetModel()

    def set_per_page(self, rows: int, keep: int) -> None:
        """Show so many rows a page, and the page on which row `keep` (of all) then stands."""
        if rows != self.per_page:
            self.beginResetModel()
            self.per_page = rows
            self.first = max(keep, 0) // rows * rows
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if parent.isValid():
            return 0
        return max(0, min(self.per_page, self.total() - self.first))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        raise NotImplementedError


class PagedView(QTableView):
    """A table view without scroll bars, selection and grid of its own: everything is painted."""

    def __init__(
        self, model: PagedModel, delegate: QStyledItemDelegate, head: type["Head"] | None = None
    ) -> None:
        super().__init__()
        delegate.setParent(self)
        model.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)
        self.head = (head or Head)(self)
        self.setHorizontalHeader(self.head)
        down, across = self.verticalHeader(), self.head
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(0)
        across.setHighlightSections(False)
        across.setSectionsMovable(False)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._edge = _Edge(self)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns their widths; 0 hides one."""
        for column, width in enumerate(widths):
            self.setColumnHidden(column, width == 0)
            if width:
                self.setColumnWidth(column, width)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.horizontalHeader().setFixedHeight(self.head_height())

    def head_height(self) -> int:
        """Height of the head, its thick line included."""
        return look().px(HEAD) + 2

    def row_height(self) -> int:
        """Height of one row."""
        return look().px(ROW)

    def fitting(self, height: int) -> int:
        """How many whole rows a view of this height has; at least one."""
        frame = 2 * look().tokens.thick
        return max(1, (height - self.head_height() - frame) // self.row_height())

    def height_for(self, rows: int) -> int:
        """How high the view is with so many rows."""
        return self.head_height() + rows * self.row_height() + 2 * look().tokens.thick

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())
        self._edge.raise_()


class Head(QHeaderView):
    """The titles. `sorted_by` marks a column with a triangle: its place, and whether downwards."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.sorted_by: tuple[int, bool] | None = None

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now = look()
        room = QRectF(rect)
        painter.save()
        painter.fillRect(room, now.color("sunk"))
        painter.fillRect(QRectF(room.left(), room.bottom() - 2, room.width(), 2), now.color("line"))
        inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), -2)
        if self.sorted_by is not None and self.sorted_by[0] == section:
            inner.setRight(inner.right() - now.px(_ARROW + 4))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        side = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(side & Qt.AlignmentFlag.AlignRight) if side is not None else False
        end = paint_words(painter, inner, title, now.font(bold=True), now.color("ink"), right=right)
        if self.sorted_by is not None and self.sorted_by[0] == section:
            self._paint_arrow(painter, end + now.px(8), inner.center().y(), self.sorted_by[1])
        painter.restore()

    @staticmethod
    def _paint_arrow(painter: QPainter, x: float, middle: float, downwards: bool) -> None:
        now = look()
        wide = now.px(_ARROW)
        half = wide * 0.4 * (1 if downwards else -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("ink"))
        corners = (x, middle - half), (x + wide, middle - half), (x + wide / 2, middle + half)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


class Clicks(QObject):
    """Tells the click that selects something from the one that opens it.

    A click on what was selected before opens it, but only when no second click follows at once:
    the second half of a double click would fall onto whatever was opened.
    """

    selected = Signal(object)
    opened = Signal()

    def __init__(self, view: QTableView, is_selected: Callable[[QModelIndex], bool]) -> None:
        super().__init__(view)
        self._is_selected = is_selected
        self._again = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.opened)
        view.pressed.connect(self._pressed)
        view.clicked.connect(self._clicked)
        view.doubleClicked.connect(self._double_clicked)

    def _pressed(self, index: QModelIndex) -> None:
        self._again = self._is_selected(index)
        self._wait.stop()
        self.selected.emit(index)

    def _clicked(self, _index: QModelIndex) -> None:
        if self._again:
            self._wait.start(QApplication.doubleClickInterval())

    def _double_clicked(self, _index: QModelIndex) -> None:
        self._again = False
        self._wait.stop()
        self.opened.emit()


class _Edge(QWidget):
    """The thin line around a view with its round corners, over the view's own square ones."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        thick = now.tokens.thick
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        around, rounded = QPainterPath(), QPainterPath()
        around.addRect(QRectF(self.rect()))
        rounded.addRoundedRect(inside, now.px(_RADIUS), now.px(_RADIUS))
        painter.fillPath(around.subtracted(rounded), now.color("canvas"))
        painter.setPen(QPen(now.color("card_line"), thick))
        painter.drawPath(rounded)


class Paged(QWidget):
    """Holds a view and gives it the height of whole rows; what is left below stays empty.

    Subclasses set `view` and `model`, and lay columns out in `spread`.
    """

    view: PagedView
    model: PagedModel

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def spread(self) -> None:
        """Lay the columns out over the width there is."""
        raise NotImplementedError

    def kept_row(self) -> int:
        """The row, of all, that stays in sight when the pages change."""
        raise NotImplementedError

    def fit(self) -> None:
        """Lay everything out again: after rows, size of the text or room have changed."""
        rows = self.view.fitting(self.height())
        self.view.rescale()
        self.model.set_per_page(rows, self.kept_row())
        shown = rows if self.model.pages() > 1 else max(self.model.total(), 1)
        self.view.setGeometry(0, 0, self.width(), self.view.height_for(min(shown, rows)))
        self.spread()

    def sizeHint(self) -> QSize:
        return QSize(look().px(640), self.view.height_for(6))

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self.model.total(), 1), LEAST_ROWS)
        return QSize(look().px(240), self.view.height_for(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def paint_ring(painter: QPainter, rect: QRectF, token: str = "ring") -> None:
    """A line of 3 px just inside a rectangle."""
    pen = QPen(look().color(token), RING)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))


def paint_words(
    painter: QPainter,
    room: QRectF,
    text: str,
    font: QFont,
    ink: QColor,
    *,
    right: bool = False,
    middle: bool = False,
    keep_end: bool = False,
) -> float:
    """Write one line into a place; returns where it ends. A text that is too long ends in "…", or
    begins so with `keep_end`: of a Vietnamese name the last word must stay."""
    metrics = QFontMetrics(font)
    mode = Qt.TextElideMode.ElideLeft if keep_end else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(text, mode, int(room.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if middle else side
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, int(TEXT_FLAGS) | int(side), shown)
    return room.right() if right else room.left() + metrics.horizontalAdvance(shown)


def hair_pen() -> QPen:
    """For lines between rows: one pixel of the screen whatever the scale."""
    pen = QPen(look().color("hair"), 1)
    pen.setCosmetic(True)
    return pen
