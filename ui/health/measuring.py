"""The typing grid of one measuring day, for the health room and for the meeting: a person a row, a
search that leads to a name, more columns on demand, the second readings, and what could not be
saved yet."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import _
from app.health import records
from app.health.records import GridRow as Measured
from app.health.rules import lacks_second_reading
from app.health.thresholds import rules_on
from app.members import records as members
from ui.health import rows
from ui.health.queue import Queue
from ui.kit.button import Button
from ui.kit.fields import ENTER, SearchBox
from ui.kit.grid import Grid, RowResult, replace
from ui.kit.layout import Apart, Column, Flow, plain
from ui.kit.page import Page
from ui.kit.say import guard
from ui.kit.style import px
from ui.kit.unsaved import Unsaved

ROOM_FOR_ALL = 960
"""From this width on (px at 100 %) the grid has room for every column at once."""
ROOM_FOR_WORDS = 760
"""Below this width titles and results are short."""
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""

READS = records.READS | {"consent"}
"""The tables behind the grid: what a page with it declares."""

Arrange = Callable[[Sequence[Measured]], Sequence[Measured]]
"""Puts the people of the day into another order than that of names."""


class Measuring(QWidget):
    """The grid of the day `on`, on a page. `tools` (search and columns) stands where the page puts
    it; `counted` gives the words of the last line; with a `queue` who is looked for has come, and
    gets a number.

    `purposed` tells that `purpose()` says something else, `row_saved` carries the id of the person
    whose row was stored.
    """

    purposed = Signal()
    row_saved = Signal(object)

    def __init__(
        self,
        page: Page,
        on: date,
        counted: Callable[[], str] | None = None,
        queue: Queue | None = None,
    ) -> None:
        super().__init__()
        self._page, self._session = page, page.session
        self.on = on
        self.queue = queue
        self._measured: dict[str, Measured] = {}
        self._signed: frozenset[str] = frozenset()
        self._arrange: Arrange = tuple
        self._counted = counted or self._all_counted
        self._typed: Sequence[str] = rows.EACH_TIME
        self._more = self._brief = self._locked = self._second = False
        self.search = _Jump(_("Find a name (Ctrl F)"))
        self.search.typed.connect(self._narrow)
        self.search.entered.connect(self._jump)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.look_for)
        self._columns = Button(_("More columns"), icon="plus", key="F7")
        self._columns.clicked.connect(self._toggle_columns)
        self._again = Button(_("Second readings"), icon="refresh-cw", key="F5")
        self._again.clicked.connect(self._toggle_second)
        buttons = Flow(8, right=True)
        buttons.add(self._again)
        buttons.add(self._columns)
        self.tools = Apart(self.search, plain(buttons), gap=12, grow=True)
        self._place = Column(0)
        self.grid = self._new_grid()
        self._place.add(self.grid, stretch=1)
        self.setLayout(self._place)
        self._unsaved = Unsaved(page, lambda: self.grid, self._draft_key)

    # --- for the page -------------------------------------------------------------------------

    def purpose(self) -> str:
        """The sentence below the title: what to type, in which units."""
        if self._second:
            return _(
                "Who was high and has rested {n} minutes: the mean of both readings counts."
            ).format(n=rules_on(self.on).second_reading.rest_minutes)
        if self._brief or self._typed != rows.EACH_TIME:
            return _(
                "Pressure in mmHg, weight in kg, height in cm, glucose in mmol/L."
                " Enter goes to the next field."
            )
        minutes = rules_on(self._session.today()).second_reading.rest_minutes
        return _(
            "Type a number, Enter goes to the next field. Pressure in mmHg."
            " A high one: rest {n} minutes, then measure again."
        ).format(n=minutes)

    def reload(self) -> bool:
        """Ask the book again; whether there is anybody to measure on the day."""
        return self._take(records.grid(self._session.club, self.on))

    def open_day(self, on: date) -> bool:
        """Show another day; whether there is anybody to measure. Raises UserError when it may not
        be opened, or while something typed for the present one is not saved: it would be out of
        sight."""
        self.search.clear()
        if not self.grid.flush():
            raise UserError(
                _("Something typed is not saved yet. Look at the red field first (F8).")
            )
        measured = records.grid(self._session.club, on)
        self.on = on
        if self.queue is not None:
            self.queue = Queue(self._session, on)
        self.lock(False)
        return self._take(measured)

    def line_up(self, queue: Queue | None) -> None:
        """Show who has come by number; None goes back to the order of names."""
        self.queue = queue
        self.search.setPlaceholderText(
            _("Find a name (Ctrl F)") if queue is None else _("Who has come: name, or number")
        )
        self._show_rows()
        self._soon_in_sight()

    def arrange(self, arrange: Arrange) -> None:
        """Put the people into another order."""
        self._arrange = arrange
        self._show_rows()

    def lock(self, locked: bool) -> None:
        """Let the grid only be seen."""
        self._locked = locked
        self.grid.lock(locked)

    def leave(self) -> None:
        """The page is left: save the row in hand, keep what cannot be saved."""
        self.grid.flush()
        self._unsaved.keep()
        if self.works_in_grid():
            self._page.focusWidget().clearFocus()  # so that coming back begins in the grid again

    def person(self) -> str | None:
        """The id of the person in whose row one works."""
        measured = self._measured.get(self.grid.current_key() or "")
        return measured.person_id if measured is not None else None

    def people(self) -> tuple[Measured, ...]:
        """Everybody of the day, in name order."""
        return tuple(self._measured.values())

    def go_to_person(self, person_id: str) -> None:
        """Put the cursor into the row of a person."""
        self.grid.go_to(rows.key_of(person_id, self.on), self._typed[0])

    def to_first_gap(self) -> None:
        """To the first person who is not measured yet."""
        shown = [row for row in self._in_order() if not self._second or _again(row)]
        found = next((row for row in shown if self._is_gap(row)), next(iter(shown), None))
        if found is not None:
            self.go_to_person(found.person_id)

    def _is_gap(self, row: Measured) -> bool:
        return (row.second if self._second else row.today) is None

    def works_in_grid(self) -> bool:
        """Whether the cursor stands in a cell."""
        focused: QWidget | None = self._page.focusWidget()
        return focused is not None and self.grid.isAncestorOf(focused)

    @guard
    def look_for(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._page.reveal(self.search)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._fit_columns()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon_in_sight()

    # --- rows ---------------------------------------------------------------------------------

    def _take(self, measured: Sequence[Measured]) -> bool:
        agreed = members.purposes_in_force(self._session.club, self.on)
        self._signed = frozenset(id_ for id_, purposes in agreed.items() if "C2" in purposes)
        self._measured = {rows.key_of(row.person_id, self.on): row for row in measured}
        self._show_rows()
        return bool(measured)

    def _show_rows(self) -> None:
        """The rows whose names have what is searched for, in any order, without marks."""
        today = self._session.today()
        shown = [
            rows.row_of(
                row,
                self.on,
                signed=row.person_id in self._signed,
                today=today,
                brief=self._brief,
                number=self._number(row),
            )
            for row in self._in_order()
            if self._looked_for(row) and (not self._second or _again(row))
        ]
        waiting = sum(lacks_second_reading(row.taken) for row in self._measured.values())
        self._again.rename(
            _("First readings")
            if self._second
            else _("Second readings ({n})").format(n=waiting)
            if waiting
            else _("Second readings")
        )
        self.grid.set_rows(shown)
        if self._measured:  # before the book was asked there is no row to put it into
            self._unsaved.put_back()
        if shown:
            self.grid.say(self._again_counted() if self._second else self._counted())
        elif self._second and not self.search.value():
            self.grid.say(_("Nobody has to be measured again. F5 goes back."))
        elif self._measured:
            self.grid.say(_("Nobody has this in the name. Type another part."))
        else:
            self.grid.say(_("The club had no members on this day. Type another day."))

    def _number(self, row: Measured) -> str:
        number = self.queue.number(row.person_id) if self.queue is not None else None
        return "" if number is None else str(number)

    def _in_order(self) -> Sequence[Measured]:
        """As the page arranges them; in a queue who has come by number, before all others."""
        people = self._arrange(tuple(self._measured.values()))
        queue = self.queue
        if queue is None:
            return people
        return sorted(people, key=lambda row: queue.number(row.person_id) or len(people) + 1)

    def _looked_for(self, row: Measured) -> bool:
        """Whether a person has what is searched for: parts of the name, the number in the queue,
        else the number of the register."""
        number = self._number(row) if self.queue is not None else row.code.lstrip("0")
        return all(
            part in fold(row.name) or part.lstrip("0") == number
            for part in fold(self.search.value()).split()
        )

    def _all_counted(self) -> str:
        done = sum(row.today is not None for row in self._measured.values())
        sentence = _("{n} of {all} measured. A row is saved when you leave it.")
        return sentence.format(n=done, all=len(self._measured))

    def _again_counted(self) -> str:
        asked = [row for row in self._measured.values() if _again(row)]
        done = sum(row.second is not None for row in asked)
        sentence = _("{n} of {all} measured again. A row is saved when you leave it.")
        return sentence.format(n=done, all=len(asked))

    def _draft_key(self) -> str:
        day = self.on.isoformat()
        return f"readings {day} second" if self._second else f"readings {day}"

    def _store(self, key: str, texts: rows.Texts) -> RowResult:
        measured = self._measured[key]
        signed = measured.person_id in self._signed
        club, today = self._session.club, self._session.today()
        if self._second:
            return rows.store_second(club, measured, self.on, texts, today=today)
        return rows.store(
            club, measured, self.on, texts, signed=signed, today=today, brief=self._brief
        )

    def _check(self, key: str, texts: rows.Texts) -> None:
        check = rows.check_second if self._second else rows.check
        check(self._measured[key], self.on, texts, self._session.today())

    def _saved(self, key: str) -> None:
        if key in self._measured:
            self.row_saved.emit(self._measured[key].person_id)
        # Once the cursor is in its next cell: columns may have waited for this row.
        QTimer.singleShot(0, self, self._fit_columns)

    # --- going to a row -----------------------------------------------------------------------

    @guard
    def _narrow(self) -> None:
        self._show_rows()

    @guard
    def _jump(self) -> None:
        """To the first person found, with everybody around again."""
        found = self.grid.rows.rows
        if found:
            key = found[0].key
            if self.queue is not None and self.search.value() and not self._second:
                self.queue.take(self._measured[key].person_id)
                self._show_rows()
            self.search.clear()
            self.grid.go_to(key, self._typed[0])

    def _soon_in_sight(self) -> None:
        # Only after all parts have found their places is it known where the grid lies.
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Where the text is so large that the page scrolls, the row in hand must be seen."""
        if self.works_in_grid():
            self._page.reveal(self.grid)

    # --- columns ------------------------------------------------------------------------------

    def _wanted(self) -> tuple[Sequence[str], bool]:
        """The columns to type in for the room there is, and whether to be brief."""
        width = self._page.viewport().width()
        brief = width < px(ROOM_FOR_WORDS)
        if self._second:
            return rows.SECOND, brief
        if not self._more:
            return rows.EACH_TIME, brief
        if width < px(ROOM_FOR_ALL):
            return rows.NOW_AND_THEN, brief
        return (*rows.EACH_TIME, *rows.NOW_AND_THEN), brief

    def _new_grid(self) -> Grid:
        last = self._session.may("health.read")
        grid = Grid(
            rows.columns(self._typed, last=last, brief=self._brief),
            self._store,
            check=self._check,
        )
        grid.setAccessibleName(_("Readings of the day"))
        grid.setMinimumHeight(px(LEAST_HEIGHT))
        grid.lock(self._locked)
        grid.moved.connect(self._keep_in_sight)
        grid.row_saved.connect(self._saved)
        return grid

    @guard
    def _toggle_columns(self) -> None:
        if self._all_saved():
            self._more = not self._more
            self._fit_columns()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._soon_in_sight()

    @guard
    def _toggle_second(self) -> None:
        """Between the readings of everybody and the second ones of who was high."""
        if not self._all_saved():
            return
        self._second = not self._second
        self._columns.setVisible(not self._second)
        self._fit_columns()
        self.to_first_gap()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._soon_in_sight()

    def _all_saved(self) -> bool:
        """With everybody in sight, save what is typed. False when something cannot be saved."""
        self.search.clear()
        return self.grid.flush()

    def _fit_columns(self) -> None:
        """A grid with the columns for the room there is takes the place of this one; what is typed
        goes along. A column that would go waits until what is typed in it is saved.

        Nothing is written here: a page can get another size after its book was closed.
        """
        if self._wanted() == (self._typed, self._brief):
            return
        self.search.clear()
        typed, brief = self._wanted()
        if any(column not in typed for row in self.grid.unsaved().values() for column in row):
            return
        self._typed, self._brief = typed, brief
        before, self.grid = self.grid, self._new_grid()
        self._show_rows()
        replace(before, self.grid, self._place)
        self._unsaved.watch()
        self._columns.rename(
            _("Fewer columns") if self._more else _("More columns"),
            "minus" if self._more else "plus",
        )
        self.purposed.emit()


def _again(row: Measured) -> bool:
    """Whether somebody was measured twice that day, or is to be."""
    return row.second is not None or lacks_second_reading(row.taken)


class _Jump(SearchBox):
    """Enter says so; Esc first takes back what is searched for."""

    entered = Signal()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, Qt.Key.Key_Down) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
