"""How a typing grid is shown: its model, its cells, and the one field that stands on the current
cell and takes every key."""

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.base.text import _
from ui.kit.chips import Result, paint_result, width_of
from ui.kit.grid_rows import GridColumn, GridRows
from ui.kit.paged import (
    NOWHERE,
    PADDING,
    Index,
    Paged,
    PagedModel,
    PagedView,
    hair_pen,
    paint_ring,
    paint_words,
)
from ui.kit.style import BODY, FIGURE, look
from ui.kit.widths import Wish, share

_NAME_LEAST, _RESULT, _RESULT_LEAST, _RESULT_MOST = 150, 250, 150, 210
_MIDDLE, _RIGHT = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight

Move = Literal[
    "next", "down", "up", "left", "right", "row_start", "row_end", "top", "bottom",
    "page_up", "page_down",
]  # fmt: skip


class GridModel(PagedModel):
    """Name, columns, result. `current` is the key of the row being worked on; the rows are people
    unless a title says what else they are."""

    def __init__(self, rows: GridRows, name_title: str, result_title: str) -> None:
        super().__init__()
        self.rows = rows
        self.current: str | None = None
        self.of_people = not name_title
        names = name_title or _("Full name")
        self._titles = (names, *(column.title for column in rows.columns), result_title)
        self._result_title = result_title

    def total(self) -> int:
        return len(self.rows.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def column(self, place: int) -> GridColumn | None:
        """The declared column at a place; None for name and result."""
        inner = 1 <= place <= len(self.rows.columns)
        return self.rows.columns[place - 1] if inner else None

    def key(self, row: int) -> str:
        """The key of a row of the page shown."""
        return self.rows.rows[self.first + row].key

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            column = self.column(section)
            across = column is not None and column.align == "right"
            return (_RIGHT if across else Qt.AlignmentFlag.AlignLeft) | _MIDDLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        key, column = self.key(index.row()), self.column(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and column is not None:
            return self.rows.spoken(key, column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column is not None:
            return self.rows.text(key, column.name)
        if index.column() == 0:
            return self.rows.row(key).name
        word = self.rows.result(key, current=key == self.current).word
        aloud = role == Qt.ItemDataRole.AccessibleTextRole
        return ", ".join((self._result_title, self.rows.row(key).name, word)) if aloud else word

    def touch(self) -> None:
        """Everything may look different now; rows and their order are the same."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class Editor(QLineEdit):
    """The field on the current cell. It is a real field, so that Unikey and other input methods
    work as everywhere else; what leads elsewhere it hands to the grid.

    An untouched text is selected, so typing replaces it. Arrows stay in the text only when a
    caret stands inside it (after a click, F2 or while correcting).
    """

    moved = Signal(object)
    saved = Signal()
    left = Signal()
    pasted = Signal(object)

    def __init__(self, parent: QWidget, step: Callable[[int], bool]) -> None:
        super().__init__(parent)
        self._step = step
        self.setProperty("cell", "true")
        self.setFrame(True)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a cell's text, ready to be replaced."""
        self.setText(text)
        self.selectAll()

    def focusNextPrevChild(self, onward: bool) -> bool:
        return self._step(1 if onward else -1) or super().focusNextPrevChild(onward)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                (event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable())
                or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable())
            )
        ):
            event.ignore()  # nothing typed to take back here: the whole program's undo may come
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.saved.emit()
                event.ignore()  # the page may end its step with the same keys
            else:
                self.moved.emit("next")
        elif event.key() == Qt.Key.Key_F2:
            self.deselect()
            self.end(False)
        elif event.matches(QKeySequence.StandardKey.Paste) and self._is_block():
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif move := self._move(event):
            self.moved.emit(move)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another window, or a menu, in front: the place and the half-typed row stay as they are.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left.emit()

    @staticmethod
    def _is_block() -> bool:
        return any(mark in QGuiApplication.clipboard().text() for mark in "\t\n")

    def _move(self, event: QKeyEvent) -> Move | None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        whole = self.selectedText() == self.text()  # also when there is no text
        keys = Qt.Key
        moves: dict[int, tuple[bool, Move]] = {
            keys.Key_Up: (plain, "up"),
            keys.Key_Down: (plain, "down"),
            keys.Key_PageUp: (plain, "page_up"),
            keys.Key_PageDown: (plain, "page_down"),
            keys.Key_Left: (plain and (whole or self.cursorPosition() == 0), "left"),
            keys.Key_Right: (
                plain and (whole or self.cursorPosition() == len(self.text())),
                "right",
            ),
            keys.Key_Home: ((plain and whole) or control, "top" if control else "row_start"),
            keys.Key_End: ((plain and whole) or control, "bottom" if control else "row_end"),
        }
        may, move = moves.get(event.key(), (False, "next"))
        return move if may else None


class GridDelegate(QStyledItemDelegate):
    """Paints a cell: resting, in the current row, wrong, proposed, saved."""

    def __init__(self) -> None:
        super().__init__()
        self.focused = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        key, column = model.key(index.row()), model.column(index.column())
        current = key == model.current
        room = QRectF(option.rect)
        now = look()
        wrong = column is not None and bool(model.rows.problem(key, column.name))
        ground = "bad_bg" if wrong else "glow2" if current and self.focused else "surface"
        painter.save()
        painter.fillRect(room, now.color(ground))
        painter.setPen(hair_pen())
        if index.row() < model.rowCount() - 1:
            below = room.bottom() - 0.5
            painter.drawLine(QPointF(room.left(), below), QPointF(room.right(), below))
        if column is not None and column.typed:
            painter.drawLine(room.topLeft(), room.bottomLeft())
        if _is_after_typed(model, index.column()):
            painter.drawLine(room.topLeft(), room.bottomLeft())
        inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), -1)
        if column is None and index.column():
            paint_result(painter, inner, model.rows.result(key, current=current))
        else:
            self._paint_text(painter, inner, model, key, column)
        if wrong:
            paint_ring(painter, room, "bad")
        painter.restore()

    @staticmethod
    def _paint_text(
        painter: QPainter, room: QRectF, model: GridModel, key: str, column: GridColumn | None
    ) -> None:
        now = look()
        ink, right = "ink", False
        if column is None:
            text, size, bold = model.rows.row(key).name, BODY, key == model.current
        else:
            text, bold = model.rows.text(key, column.name), column.bold
            size = FIGURE if column.typed else BODY
            right = column.align == "right"
            if column.typed and model.rows.state(key, column.name) == "prefilled":
                ink = "ink2"
        font = now.font(size, bold=bold)
        person = column is None and model.of_people
        paint_words(painter, room, text, font, now.color(ink), right=right, keep_end=person)


def _is_after_typed(model: GridModel, place: int) -> bool:
    before = model.column(place - 1)
    here = model.column(place)
    return before is not None and before.typed and not (here is not None and here.typed)


class GridBody(Paged):
    """The view of a grid with the editor on its current cell."""

    def __init__(self, model: GridModel, step: Callable[[int], bool]) -> None:
        super().__init__()
        self.model: GridModel = model
        self.delegate = GridDelegate()
        self.view = PagedView(model, self.delegate)
        self.view.setParent(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.editor = Editor(self.view.viewport(), step)

    def kept_row(self) -> int:
        key = self.model.current
        return (self.model.rows.place(key) or 0) if key is not None else 0

    def spread(self) -> None:
        rows = self.model.rows
        wishes = [self._name_wish()]
        for column in rows.columns:
            # What is only shown is never cut: an amount without its end is a wrong amount.
            texts = () if column.typed else (rows.text(row.key, column.name) for row in rows.rows)
            wishes.append(_wish(column, max(texts, key=len, default="")))
        wishes.append(self._result_wish())
        room = self.view.width() - 2 * look().tokens.thick
        self.view.set_widths(share(wishes, room))

    def _name_wish(self) -> Wish:
        now = look()
        bold = QFontMetrics(now.font(BODY, bold=True))
        names = sorted((row.name for row in self.model.rows.rows), key=len)[-8:]
        widest = max((bold.horizontalAdvance(name) for name in names), default=0)
        natural = max(widest + 2 * now.px(PADDING) + 2, now.px(_NAME_LEAST))
        return Wish(natural, now.px(_NAME_LEAST), wide=True)

    def _result_wish(self) -> Wish:
        now = look()
        rows = self.model.rows
        widest = max((width_of(row.result) for row in rows.rows), default=0)
        widest += 2 * now.px(PADDING)
        asks = {row.asks for row in rows.rows if row.asks}
        asking = max((width_of(Result(words)) for words in asks), default=0) + 2 * now.px(PADDING)
        least = min(max(widest, asking, now.px(_RESULT_LEAST)), now.px(_RESULT_MOST))
        return Wish(max(widest, asking, now.px(_RESULT)), least, wide=True)

    def place_editor(self, row: int, column: int) -> None:
        """Put the field on a cell of the page shown."""
        self.editor.setGeometry(self.view.visualRect(self.model.index(row, column)))


def _wish(column: GridColumn, longest: str) -> Wish:
    """As wide as declared, and never too narrow for its title and its longest text."""
    now = look()
    bold = QFontMetrics(now.font(BODY, bold=True))
    normal = bold if column.bold else QFontMetrics(now.font(BODY))
    widest = max(bold.horizontalAdvance(column.title), normal.horizontalAdvance(longest))
    head = widest + 2 * now.px(PADDING) + 2
    width = max(now.px(column.width), head)
    if not column.typed:
        return Wish(width, width, column.keep)
    return Wish(width, max(width * 4 // 5, head))
