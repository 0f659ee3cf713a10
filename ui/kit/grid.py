"""The fast typing grid: a person a row, a number a cell, one key between two numbers.

A row is saved when it is left; what cannot be saved stays, red, with its sentence in the last line.
"""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.base.text import _, ngettext
from ui.kit.grid_rows import ROW, Check, GridColumn, GridRow, GridRows, RowResult, Save
from ui.kit.grid_view import GridBody, GridModel, Move
from ui.kit.labels import body
from ui.kit.last_line import LastLine
from ui.kit.layout import Column
from ui.kit.style import repolish

__all__ = ["Grid", "GridColumn", "GridRow", "RowResult", "replace"]


class Grid(QWidget):
    """A typing grid over `columns`; `save` stores a row that is left, `check` looks at a cell
    that is left (see `grid_rows`).

    `row_saved` carries the key of a row just stored, `moved` that of the row gone to, `cell_left`
    tells that a cell was left with something in it that is not stored yet, `ended` that Enter was
    pressed in the very last cell.
    """

    row_saved = Signal(object)
    cell_left = Signal()
    moved = Signal(object)
    ended = Signal()

    def __init__(
        self,
        columns: Sequence[GridColumn],
        save: Save,
        *,
        name_title: str = "",
        result_title: str = "",
        check: Check | None = None,
    ) -> None:
        super().__init__()
        self._save, self._check = save, check
        self.rows = GridRows(columns)
        self._column = self.rows.typed[0]
        self._failed: str | None = None
        self._locked = False
        self._question = ("", "")
        self._model = GridModel(self.rows, name_title, result_title or _("Result"))
        self._body = GridBody(self._model, self._step)
        self._line = LastLine()
        layout = Column(14)
        layout.add(self._body, stretch=1)
        layout.add(self._line)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor, view = self._body.editor, self._body.view
        editor.textEdited.connect(self._typed)
        editor.moved.connect(self._move)
        editor.saved.connect(self._save_current)
        editor.left.connect(self._focus_left)
        editor.pasted.connect(self._paste)
        view.clicked.connect(self._clicked)
        self._line.pager.turned.connect(self._turned)
        self._line.asked.connect(self._next_problem)

    # --- for the page -----------------------------------------------------------------------

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show what the core says. Cursor, what is typed and not saved, and problems stay."""
        key, first_time = self._model.current, not self.rows.rows
        least = self._body.minimumSizeHint()
        place = self.rows.place(key) if key is not None else 0
        self._model.beginResetModel()
        self.rows.set_rows(rows)
        if key is None or self.rows.place(key) is None:
            near = min(place or 0, len(self.rows.rows) - 1)
            self._model.current = self.rows.rows[near].key if near >= 0 else None
        self._model.endResetModel()
        if self._body.minimumSizeHint() != least:
            self._body.updateGeometry()
        if first_time and not self._locked:
            self._go_where_work_begins()
        self.rescale()

    def flush(self) -> bool:
        """Save every row in which something is typed. False when one of them cannot be saved."""
        self._leave_cell()
        good = [self._save_row(key) for key in self.rows.dirty()]
        self._show()
        return all(good)

    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self.rows.dirty())

    def unsaved(self) -> dict[str, dict[str, str]]:
        """What is typed and not saved, by row and column."""
        return self.rows.unsaved()

    def put_back(self, unsaved: Mapping[str, Mapping[str, str]]) -> None:
        """Write what was typed once before into its cells again, and try to save it."""
        for key, texts in unsaved.items():
            if self.rows.place(key) is None:
                continue
            for column in self.rows.typed:
                if column in texts:
                    self.rows.type(key, column, texts[column])
            self._save_row(key)
        self._show(fresh=True)

    def take_over(self, before: "Grid") -> None:
        """Stand in for a grid with other columns over the same rows: its cursor comes along, and
        what is typed there and not saved, with what is wrong with it. Nothing is saved."""
        self.rows.take_over(*before.rows.hand_over())
        key, column = before.current_key(), before.current_column()
        if key is not None and self.rows.place(key) is not None:
            self._model.current = key
        if column in self.rows.typed:
            self._column = column
        self._show()

    def forget(self, key: str) -> None:
        """Let go of what is typed in a row and not saved: the row was taken out, or written
        elsewhere."""
        self.rows.forget(key)
        self._show(fresh=True)

    def lock(self, locked: bool) -> None:
        """Let the cells only be read, from the first one on; pages can still be turned."""
        if locked == self._locked:
            return
        self._locked = locked
        self._body.setEnabled(not locked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.StrongFocus)
        if locked:
            self._body.editor.hide()
            if self.rows.rows:
                self._model.current = self.rows.rows[0].key
            self._show()

    def is_locked(self) -> bool:
        """Whether the cells can only be read."""
        return self._locked

    def say(self, text: str) -> None:
        """What the last line says when nothing is wrong: totals, a hint."""
        self.set_foot(body(text))

    def set_foot(self, widget: QWidget) -> None:
        """What the last line shows when nothing is wrong."""
        self._line.set_foot(widget)

    def said(self) -> str:
        """What the last line says is wrong, or asks about the row saved last; or nothing."""
        return self._line.said()

    def current_key(self) -> str | None:
        """The row being worked on."""
        return self._model.current

    def current_column(self) -> str:
        """The column being worked on."""
        return self._column

    def go_to(self, key: str, column: str = "") -> None:
        """Put the cursor on a row and column, and the focus on the grid."""
        self._go(key, column or self._column)
        if self.hasFocus():  # it had no row yet, so no field that could have taken the focus
            self._to_field(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    # --- moving -----------------------------------------------------------------------------

    def _go_where_work_begins(self) -> None:
        """The first cell that is still empty, else the very first."""
        for row in self.rows.rows:
            for column in self.rows.typed:
                if self.rows.state(row.key, column) in ("empty", "prefilled"):
                    self._model.current, self._column = row.key, column
                    return

    def _go(self, key: str, column: str) -> None:
        """Leave the cell, and the row when it changes; then stand on another one."""
        before = self._model.current
        self._leave_cell()
        if before is not None and before != key:
            self._save_row(before)
        if self.rows.place(key) is None:  # saving may have changed which rows there are
            return
        self._model.current, self._column = key, column
        self._show(fresh=True)
        if before != key:
            self.moved.emit(key)

    def _step(self, by: int) -> bool:
        """To the next or previous typed cell; False at the ends, where Tab leaves the grid."""
        key = self._model.current
        place = self.rows.place(key) if key is not None else None
        if place is None:
            return False
        across = self.rows.typed.index(self._column) + by
        if not 0 <= across < len(self.rows.typed):
            place, across = place + by, 0 if by > 0 else len(self.rows.typed) - 1
        if not 0 <= place < len(self.rows.rows):
            return False
        self._go(self.rows.rows[place].key, self.rows.typed[across])
        return True

    def _move(self, move: Move) -> None:
        key = self._model.current
        place = self.rows.place(key) if key is not None else None
        if key is None or place is None:
            return
        typed, last = self.rows.typed, len(self.rows.rows) - 1
        across = typed.index(self._column)
        if move == "next":
            self.rows.accept(key, self._column)
            if not self._step(1):
                self._save_current()
                self.ended.emit()
        elif move in ("left", "right"):
            across += 1 if move == "right" else -1
            self._go(key, typed[min(max(across, 0), len(typed) - 1)])
        elif move in ("row_start", "row_end"):
            self._go(key, typed[0 if move == "row_start" else -1])
        else:
            page = self._model.per_page
            steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
            target = {"top": 0, "bottom": last}.get(move, place + steps.get(move, 0))
            self._go(self.rows.rows[min(max(target, 0), last)].key, self._column)

    def _turned(self, page: int) -> None:
        first = page * self._model.per_page
        if 0 <= first < len(self.rows.rows) and self._locked:
            self._go(self.rows.rows[first].key, self._column)
        elif 0 <= first < len(self.rows.rows):
            self.go_to(self.rows.rows[first].key)

    def _clicked(self, index: QModelIndex) -> None:
        column = self._model.column(index.column())
        name = column.name if column is not None and column.typed else self.rows.typed[0]
        self.go_to(self._model.key(index.row()), name)

    def _next_problem(self) -> None:
        found = self.rows.next_problem(self._model.current or "", self._column)
        if found is not None:
            self.go_to(found.key, found.column if found.column != ROW else self.rows.typed[0])

    # --- typing and saving ------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if self._model.current is not None:
            self.rows.type(self._model.current, self._column, text)
            self._speak()
            self._model.touch()
            self._mark_editor()

    def _paste(self, block: str) -> None:
        """Fill cells from the cursor on with what was copied in a spreadsheet."""
        key = self._model.current
        top = self.rows.place(key) if key is not None else None
        if key is None or top is None:
            return
        left, left_out, touched = self.rows.typed.index(self._column), 0, []
        for down, texts in enumerate(csv.reader(StringIO(block), dialect="excel-tab")):
            for across, text in enumerate(texts):
                inside = top + down < len(self.rows.rows) and left + across < len(self.rows.typed)
                if inside and text.strip():
                    row = self.rows.rows[top + down].key
                    self.rows.type(row, self.rows.typed[left + across], text.strip())
                    touched.append(row)
                elif text.strip():
                    left_out += 1
        for row in dict.fromkeys(touched):
            if self.rows.is_dirty(row):
                self._save_row(row)
        if left_out:
            sentence = ngettext(
                "{n} value found no cell and was left out.",
                "{n} values found no cell and were left out.",
                left_out,
            )
            self._question = ("", sentence.format(n=left_out))
        self._show(fresh=True)

    def _leave_cell(self) -> None:
        key = self._model.current
        if key is not None and self.rows.place(key) is not None:
            self.rows.leave(key, self._column)
            if self._check is not None:
                self.rows.check(key, self._column, self._check)
            if self.rows.is_dirty(key):
                self.cell_left.emit()

    def _save_row(self, key: str) -> bool:
        """Store a row if something is typed in it. False when it cannot be stored."""
        if self.rows.place(key) is None or not self.rows.is_dirty(key):
            return True
        who = self.rows.row(key)
        done = self.rows.save(key, self._save)
        if done is None:
            self._failed, self._question = key, ("", "")
            return False
        self._failed = None if self._failed == key else self._failed
        self._question = (who.short or who.name, done.say) if done.say else ("", "")
        self.row_saved.emit(key)
        return True

    def _save_current(self) -> None:
        if self._model.current is not None:
            self._leave_cell()
            self._save_row(self._model.current)
            self._show()

    def _focus_left(self) -> None:
        self._save_current()
        self._body.editor.hide()
        self._set_focused(False)

    # --- showing ----------------------------------------------------------------------------

    def _show(self, *, fresh: bool = False) -> None:
        """Bring page, cells, field and last line to where things stand; `fresh` selects all."""
        key = self._model.current
        place = self.rows.place(key) if key is not None else None
        if place is not None:
            self._model.show_page(place // self._model.per_page)
        self._line.pager.show_page(self._model.page(), self._model.pages())
        self._model.touch()
        if key is None or place is None:
            self._body.editor.hide()
        else:
            self._put_editor(key, place, fresh=fresh)
        self._speak()

    def _put_editor(self, key: str, place: int, *, fresh: bool) -> None:
        editor = self._body.editor
        column = next(one for one in self.rows.columns if one.name == self._column)
        across = self.rows.columns.index(column) + 1
        self._body.place_editor(place - self._model.first, across)
        self._body.view.setCurrentIndex(self._model.index(place - self._model.first, across))
        right = column.align == "right"
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        text = self.rows.text(key, self._column)
        if fresh or editor.text() != text:
            editor.show_text(text)
        editor.setAccessibleName(f"{column.long_title()}, {self.rows.row(key).name}")
        self._mark_editor()

    def _mark_editor(self) -> None:
        editor, key = self._body.editor, self._model.current
        problem = self.rows.problem(key, self._column) if key is not None else ""
        editor.setAccessibleDescription(problem)
        wrong = "true" if problem else "false"
        if editor.property("wrong") != wrong:
            editor.setProperty("wrong", wrong)
            repolish(editor)

    def _speak(self) -> None:
        """The last line: what is wrong in this row, else the question about the row saved last,
        else what is wrong in the row left last, else anywhere."""
        key = self._model.current
        found = list(self.rows.problems())

        def matters(problem_key: str, column: str) -> int:
            if problem_key == key:
                return 0 if column == self._column else 1
            return 2 if problem_key == self._failed else 3

        worst = min(found, key=lambda one: matters(one.key, one.column), default=None)
        who, question = self._question
        if worst is not None and (worst.key == key or not question):
            row = self.rows.row(worst.key)
            self._line.say(row.short or row.name, wrong=worst.sentence)
        else:
            self._line.say(who, question=question, elsewhere=bool(found))

    def _set_focused(self, focused: bool) -> None:
        self._body.delegate.focused = focused
        # Shift+Tab must pass by the grid itself, or it would come back to the field at once.
        policy = Qt.FocusPolicy.NoFocus if focused else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        self._model.touch()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._to_field(event.reason())

    def _to_field(self, reason: Qt.FocusReason) -> None:
        """Hand the focus to the field on the current cell."""
        if self._model.current is not None and not self._locked:
            self._body.editor.show()
            self._body.editor.setFocus(reason)
            self._body.editor.selectAll()
            self._set_focused(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Not when the window is made small, nor when it closes: the page was told before, and the
        # book may be closed by now.
        if not event.spontaneous() and self.window().isVisible():
            self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text, and the room there is."""
        self._body.fit()
        self._show()


def replace(before: Grid, after: Grid, holder: Column) -> None:
    """Put a grid with other columns, which has its rows, into the place of the one in `holder`;
    what is typed, the cursor and the focus come along. Nothing is saved."""
    focused = QApplication.focusWidget()
    works_here = focused is not None and before.isAncestorOf(focused)
    after.take_over(before)
    holder.clear()
    holder.add(after, stretch=1)
    if works_here:
        after.setFocus()
