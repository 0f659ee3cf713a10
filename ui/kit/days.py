"""A month as a calendar: seven columns by weeks, each day with the marks of what was to be done and
what was done. Arrow keys move, Space marks, Enter opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.base.dates import WEEKDAYS, fmt_date
from app.base.periods import Month
from app.base.text import _
from ui.kit.day_cells import LINE, LOOKS, PAD, DayMark, kind_of, paint_day
from ui.kit.paged import NOWHERE, Index, paint_words
from ui.kit.style import BODY, look

DAYS = 7
_LEAST, _HEAD, _GAP, _RADIUS = 62, 32, 4, 6


@dataclass(slots=True)
class _State:
    """What the model shows."""

    month: Month
    today: date
    marks: Mapping[date, Sequence[DayMark]] = field(default_factory=dict)
    brief: bool = False
    """Whether there is no room for "cụ Mùi", so that "Mùi" alone stands there whole."""


class _Model(QAbstractTableModel):
    """Weeks from Monday to Sunday; days of other months are empty."""

    def __init__(self, month: Month, today: date) -> None:
        super().__init__()
        self.state = _State(month, today)

    def show(self, state: _State) -> None:
        self.beginResetModel()
        self.state = state
        self.endResetModel()

    def first(self) -> date:
        """The Monday on or before the first of the month."""
        day = self.state.month.first
        return day - timedelta(days=day.weekday())

    def day(self, index: Index) -> date | None:
        """The day of a place; None outside the month."""
        found = self.first() + timedelta(days=DAYS * index.row() + index.column())
        return found if Month.of(found) == self.state.month else None

    def place(self, day: date) -> QModelIndex:
        """Where a day of the month stands."""
        week, column = divmod((day - self.first()).days, DAYS)
        return self.index(week, column)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if parent.isValid():
            return 0
        return ((self.state.month.last - self.first()).days) // DAYS + 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(WEEKDAYS[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index) if index.isValid() else None
        if day is None:
            return None
        marks = self.state.marks.get(day, ())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [f"{mark.text} {_(LOOKS[kind_of(mark)].word)}" for mark in marks]
            return f"{fmt_date(day)}: {', '.join(said) or _('nothing')}"
        return str(day.day) if role == Qt.ItemDataRole.DisplayRole else None


class DayGrid(QWidget):
    """The calendar of a month.

    All signals carry the day: `moved`, `marked` (Space, or a second click), `missed` (the minus
    key), `opened` (Enter).
    """

    moved = Signal(object)
    marked = Signal(object)
    missed = Signal(object)
    opened = Signal(object)

    def __init__(self, month: Month, today: date, name: str = "") -> None:
        super().__init__()
        self._model = _Model(month, today)
        self.view = _View(self._model, self)
        self.view.setParent(self)
        self.view.setAccessibleName(name or _("Calendar"))
        self._day = today if Month.of(today) == month else month.first
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.view)

    def show_month(self, month: Month, marks: Mapping[date, Sequence[DayMark]]) -> None:
        """Show a month; the current day stays where it is inside it."""
        self._model.show(_State(month, self._model.state.today, marks))
        if Month.of(self._day) != month:
            today = self._model.state.today
            self._day = today if Month.of(today) == month else month.first
        self.fit()

    def day(self) -> date:
        """The day worked on."""
        return self._day

    def marks(self, day: date) -> Sequence[DayMark]:
        """What stands on a day."""
        return self._model.state.marks.get(day, ())

    def go(self, day: date) -> None:
        """Go to a day; the nearest one of the month."""
        month = self._model.state.month
        day = min(max(day, month.first), month.last)
        changed, self._day = day != self._day, day
        self.view.setCurrentIndex(self._model.place(day))
        self.view.viewport().update()
        if changed:
            self.moved.emit(day)

    def step(self, days: int) -> None:
        """Move by so many days."""
        self.go(self._day + timedelta(days=days))

    def place_of(self, day: date) -> QRect:
        """Where a day of the month stands in the grid."""
        place = self.view.visualRect(self._model.place(day))
        return place.translated(self.view.viewport().mapTo(self, QPoint()))

    def fit(self) -> None:
        """Lay the days out over the room there is."""
        now = look()
        weeks = self._model.rowCount()
        head = now.px(_HEAD)
        self.view.horizontalHeader().setFixedHeight(head)
        tall = max(now.px(_LEAST), (self.height() - head) // max(weeks, 1))
        tall = min(tall, now.px(_LEAST + 2 * LINE))
        self.view.setGeometry(0, 0, self.width(), head + weeks * tall)
        for week in range(weeks):
            self.view.setRowHeight(week, tall)
        wide, rest = divmod(self.width(), DAYS)
        for column in range(DAYS):
            self.view.setColumnWidth(column, wide + (column < rest))
        state = self._model.state
        metrics = QFontMetrics(now.font(BODY, bold=True))
        texts = (mark.text for marks in state.marks.values() for mark in marks)
        widest = max(map(metrics.horizontalAdvance, texts), default=0)
        state.brief = widest > wide - now.px(_GAP + 2 * PAD)
        self.view.setCurrentIndex(self._model.place(self._day))
        self.view.viewport().update()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.fit()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        now = look()
        return QSize(now.px(420), now.px(_HEAD) + self._model.rowCount() * now.px(_LEAST))

    def sizeHint(self) -> QSize:
        now = look()
        return QSize(now.px(720), now.px(_HEAD) + self._model.rowCount() * now.px(_LEAST + LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _Head(QHeaderView):
    """The days of the week, in the middle, on the canvas."""

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        now = look()
        room = QRectF(rect)
        painter.save()
        painter.fillRect(room, now.color("canvas"))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        font = now.font(BODY, bold=True)
        if QFontMetrics(font).horizontalAdvance(title) > room.width() - 4:
            title = short_weekday(section)
        paint_words(painter, room, title, font, now.color("ink"), middle=True)
        painter.restore()


def short_weekday(section: int) -> str:
    """A day of the week where there is no room for it: "T2", "CN"."""
    return _("D{n}").format(n=section + 2) if section < DAYS - 1 else _("Su")


class _View(QTableView):
    """Hands keys to the calendar, and rings the current day."""

    def __init__(self, model: _Model, grid: DayGrid) -> None:
        super().__init__()
        self._grid, self._model = grid, model
        model.setParent(self)
        delegate = _Delegate(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(1)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)
        side.hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)  # the days are the frame
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, grid = Qt.Key, self._grid
        steps = {
            keys.Key_Left: -1,
            keys.Key_Right: 1,
            keys.Key_Up: -DAYS,
            keys.Key_Down: DAYS,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in steps:
            grid.step(steps[Qt.Key(event.key())])
        elif event.key() == keys.Key_Home:
            grid.go(self._model.state.month.first)
        elif event.key() == keys.Key_End:
            grid.go(self._model.state.month.last)
        elif event.key() == keys.Key_Space:
            grid.marked.emit(grid.day())
        elif event.key() == keys.Key_Minus:
            grid.missed.emit(grid.day())
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            grid.opened.emit(grid.day())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._model.day(self.indexAt(event.position().toPoint()))
        if day is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        again = day == self._grid.day()
        self._grid.go(day)
        if again:
            self._grid.marked.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of two marks the day; a third thing would surprise."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), look().color("canvas"))
        super().paintEvent(event)
        index = self.currentIndex()
        if not index.isValid() or not self.hasFocus():
            return
        now = look()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = _inside(QRectF(self.visualRect(index)))
        for reach, width, token in ((-1.5, 2, "glow"), (1, 3, "ring")):
            painter.setPen(QPen(now.color(token), width))
            radius = now.px(_RADIUS)
            painter.drawRoundedRect(cell.adjusted(-reach, -reach, reach, reach), radius, radius)


class _Delegate(QStyledItemDelegate):
    """Paints a day: its number, and a line for each thing of the day."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        day = model.day(index)
        if day is not None:
            state = model.state
            paint_day(
                painter,
                _inside(QRectF(option.rect)),
                day,
                state.marks.get(day, ()),
                today=day == state.today,
                brief=state.brief,
            )
        painter.restore()


def _inside(room: QRectF) -> QRectF:
    gap = look().px(_GAP) / 2
    return room.adjusted(gap, gap, -gap, -gap)
