"""A roll call: a cell for each name, ticked or crossed, in columns that go down before they go on.

Everybody is there until marked. Space turns a cell, a digit says why somebody is missing, letters
go to the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
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
)

from app.base.text import N_, _
from ui.kit import icons
from ui.kit.paged import NOWHERE, RING, Index, paint_words
from ui.kit.pager import Pager
from ui.kit.style import BODY, CELL, look, px

State = Literal["present", "absent", "guest"]

SPOKEN: dict[State, str] = {
    "present": N_("present"),
    "absent": N_("absent"),
    "guest": N_("guest"),
}
_DOWN, _ACROSS, _BOX, _SIDE = 6, 10, 30, 10
"""Gaps between cells, the box and the room beside it, at 100 %."""

_LEAST_WIDTH, _MOST_COLUMNS, _LEAST_ROWS = 300, 3, 2
_RADIUS, _BOX_RADIUS = 5, 4
_MOST_WORDS = 0.6
"""Of the room in a cell, for the words at the right; of a long name the last word stays."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name of the roll; `words` stand at the right in bold: "absent, ill"."""

    key: str
    name: str
    state: State = "present"
    words: str = ""


class RollModel(QAbstractTableModel):
    """One page of the roll, `rows` high and `columns` wide."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Called, ...] = ()
        self.rows, self.columns, self.first = 1, 1, 0

    def per_page(self) -> int:
        """How many names a page has."""
        return self.rows * self.columns

    def pages(self) -> int:
        """How many pages there are; an empty roll has one."""
        return max(1, -(-len(self.people) // self.per_page()))

    def page(self) -> int:
        """The page shown, from 0."""
        return self.first // self.per_page()

    def place(self, row: int, column: int) -> int | None:
        """Which name of all stands in a cell; None in an empty one."""
        place = self.first + column * self.rows + row
        return place if place < min(len(self.people), self.first + self.per_page()) else None

    def show(self, people: Sequence[Called], rows: int, columns: int, place: int) -> None:
        """Show the page on which a name stands."""
        self.beginResetModel()
        self.people, self.rows, self.columns = tuple(people), rows, columns
        self.first = place // self.per_page() * self.per_page()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.columns

    def called(self, index: Index) -> Called | None:
        """Who stands in a cell."""
        place = self.place(index.row(), index.column()) if index.isValid() else None
        return None if place is None else self.people[place]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        called = self.called(index)
        if called is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(called)
        return called.name if role == Qt.ItemDataRole.DisplayRole else None


def spoken(called: Called) -> str:
    """A cell as a screen reader says it."""
    return f"{called.name}, {called.words or _(SPOKEN[called.state])}"


class RollCall(QTableView):
    """The roll. `moved` carries the key gone to, `turned` the key that Space or a click was meant
    for, `reasoned` (key, digit from 1), `went_on` the key at which Enter was pressed, `searched`
    the letters typed. `pager` is a widget of its own."""

    moved = Signal(object)
    turned = Signal(object)
    reasoned = Signal(object)
    went_on = Signal(object)
    searched = Signal(object)

    def __init__(self, name: str, reasons: int) -> None:
        super().__init__()
        self._reasons = reasons
        self._people: tuple[Called, ...] = ()
        self._place = 0
        self._empty = ""
        self._pressed: str | None = None
        self.led = False
        self.pager = Pager()
        self.pager.turned.connect(self._turn_to)
        self.roll = RollModel()
        self.roll.setParent(self)
        self.setModel(self.roll)
        delegate = _Delegate(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setProperty("bare", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.hide()
            head.setMinimumSectionSize(1)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.pressed.connect(self._press)
        self.clicked.connect(self._click)

    # --- for the page -------------------------------------------------------------------------

    def set_people(self, people: Sequence[Called], empty: str = "") -> None:
        """Show these names, or a sentence where there are none. Who was current stays so; who is
        gone leaves the place to the next."""
        self._empty = empty
        key = self.current_key()
        self._people = tuple(people)
        places = {called.key: place for place, called in enumerate(people)}
        if key in places:
            self._place = places[key]
        self._place = min(self._place, max(len(people) - 1, 0))
        self.fit()

    def people(self) -> tuple[Called, ...]:
        """Everybody shown, on all pages."""
        return self._people

    def current(self) -> Called | None:
        """Who is current."""
        return self._people[self._place] if self._place < len(self._people) else None

    def current_key(self) -> str | None:
        """The key of who is current."""
        called = self.current()
        return called.key if called is not None else None

    def go_to(self, key: str) -> None:
        """Make somebody current."""
        for place, called in enumerate(self._people):
            if called.key == key:
                self._go(place)

    def step(self, by: int) -> None:
        """To the next names, or back."""
        self._go(self._place + by)

    def lead(self, led: bool) -> None:
        """Show who is current also while one types in the search."""
        self.led = led
        self.viewport().update()

    # --- moving -------------------------------------------------------------------------------

    def _go(self, place: int) -> None:
        before = self._place
        self._place = min(max(place, 0), max(len(self._people) - 1, 0))
        self._show()
        if self._place != before and self.current() is not None:
            self.moved.emit(self.current_key())

    def _turn_to(self, page: int) -> None:
        self._go(page * self.roll.per_page())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = Qt.Key(event.key()), Qt.Key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        page = self.roll.per_page()
        steps = {
            keys.Key_Up: -1,
            keys.Key_Down: 1,
            keys.Key_Left: -self.roll.rows,
            keys.Key_Right: self.roll.rows,
            keys.Key_PageUp: -page,
            keys.Key_PageDown: page,
            keys.Key_Home: -len(self._people),
            keys.Key_End: len(self._people),
        }
        typed = event.text()
        digit = int(typed) if typed.isascii() and typed.isdigit() else 0
        if plain and key in steps:
            self._go(self._place + steps[key])
        elif plain and key == keys.Key_Space:
            self._tell(self.turned)
        elif plain and key in (keys.Key_Return, keys.Key_Enter):
            self._tell(self.went_on)
        elif plain and 0 < digit <= self._reasons:
            if self.current() is not None:
                self.reasoned.emit((self.current_key(), digit))
        elif typed.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.searched.emit(typed)
        else:
            event.ignore()

    def _tell(self, signal: Any) -> None:
        if self.current() is not None:
            signal.emit(self.current_key())

    def _press(self, index: QModelIndex) -> None:
        place = self.roll.place(index.row(), index.column())
        self._pressed = None
        if place is not None:
            self._pressed = self._people[place].key
            self._go(place)

    def _click(self, _index: QModelIndex) -> None:
        if self._pressed is not None and self._pressed == self.current_key():
            self.turned.emit(self._pressed)

    # --- showing ------------------------------------------------------------------------------

    def fit(self) -> None:
        """Lay out anew: after names, size of the text or room have changed."""
        columns = max(1, min(_MOST_COLUMNS, (self.width() + px(_ACROSS)) // px(_LEAST_WIDTH)))
        rows = max(1, (self.height() + px(_DOWN)) // px(CELL + _DOWN))
        self.roll.show(self._people, rows, columns, self._place)
        self.verticalHeader().setDefaultSectionSize(px(CELL + _DOWN))
        wide = (self.width() + px(_ACROSS)) / columns
        for column in range(columns):
            last = column == columns - 1
            start = round(column * wide)
            end = self.width() if last else round((column + 1) * wide)
            self.setColumnWidth(column, end - start)
        self._show()

    def _show(self) -> None:
        roll = self.roll
        if not roll.first <= self._place < roll.first + roll.per_page():
            roll.show(self._people, roll.rows, roll.columns, self._place)
        self.pager.show_page(roll.page(), roll.pages())
        inside = self._place - roll.first
        self.setCurrentIndex(roll.index(inside % roll.rows, inside // roll.rows))
        self.viewport().update()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._people and self._empty:
            now = look()
            painter = QPainter(self.viewport())
            painter.setFont(now.font())
            painter.setPen(now.color("ink"))
            top = QRectF(self.viewport().rect()).adjusted(0, now.px(_DOWN), 0, 0)
            painter.drawText(top, Qt.TextFlag.TextWordWrap, self._empty)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(px(_LEAST_WIDTH), px(8 * (CELL + _DOWN)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST_WIDTH), px(_LEAST_ROWS * (CELL + _DOWN)))


class _Delegate(QStyledItemDelegate):
    """Paints a cell: quiet when present, sunk and crossed when absent, yellow where one is."""

    def __init__(self, view: RollCall) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roll = self._view.roll
        called = roll.called(index)
        if called is None:
            return
        now = look()
        last = index.column() == roll.columns - 1
        room = QRectF(option.rect).adjusted(0, 0, 0 if last else -now.px(_ACROSS), -now.px(_DOWN))
        current = index == self._view.currentIndex()
        focused = current and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "sunk" if called.state == "absent" else "surface"
        if current and (focused or self._view.led):
            ground = "glow" if focused else "glow2"
        pen = QPen(now.color("ring"), RING) if focused else QPen(now.color("hair"), 1)
        painter.setPen(pen)
        painter.setBrush(now.color(ground))
        inset = pen.widthF() / 2
        around = room.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(around, now.px(_RADIUS), now.px(_RADIUS))
        self._paint_inside(painter, room, called)
        painter.restore()

    @staticmethod
    def _paint_inside(painter: QPainter, room: QRectF, called: Called) -> None:
        now = look()
        side, size = now.px(_SIDE), now.px(_BOX)
        box = QRectF(room.left() + side, room.center().y() - size / 2, size, size)
        _paint_box(painter, box, called.state)
        inner = QRectF(room)
        inner.setLeft(box.right() + side)
        inner.setRight(room.right() - side)
        bold = now.font(BODY, bold=True)
        metrics = QFontMetrics(bold)
        words = called.words
        wide = metrics.horizontalAdvance(words) + side if words else 0
        if wide + QFontMetrics(now.font()).horizontalAdvance(called.name) > inner.width():
            wide = min(wide, round(inner.width() * _MOST_WORDS))
        place = inner.adjusted(0, 0, -wide, 0)
        paint_words(painter, place, called.name, now.font(), now.color("ink"), keep_end=True)
        if words:
            place = QRectF(inner.right() - wide + side, room.top(), wide - side, room.height())
            paint_words(painter, place, words, bold, now.color("ink"), right=True)


def _paint_box(painter: QPainter, box: QRectF, state: State) -> None:
    """✓ on tint, ✕ on ink; a guest has no box to turn."""
    now = look()
    mark = now.px(icons.SMALL)
    x, y = box.center().x() - mark / 2, box.center().y() - mark / 2
    if state == "guest":
        icons.paint(painter, "user", now.tokens.pri, x, y, mark)
        return
    present = state == "present"
    edge = now.color("pri" if present else "ink")
    painter.setPen(QPen(edge, 2))
    painter.setBrush(now.color("tint" if present else "ink"))
    radius = now.px(_BOX_RADIUS)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
    token = now.tokens.pri if present else now.tokens.surface
    icons.paint(painter, "check" if present else "x", token, x, y, mark)
