"""The health room: the readings of one measuring, a person a row, a number a cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import _
from app.health import records
from app.health.records import GridRow as Measured
from app.health.thresholds import rules_on
from app.members import records as members
from app.reports.suggestions import HIGH_LIST
from ui.health import rows
from ui.health.care import CarePage
from ui.health.day import DayLine
from ui.health.person import PersonHealthPage
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import ENTER, SearchBox
from ui.kit.grid import Grid, RowResult
from ui.kit.layout import Column, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved

ROOM_FOR_ALL = 960
"""From this width on (px at 100 %) the grid has room for every column at once."""
ROOM_FOR_WORDS = 760
"""Below this width titles and results are short."""
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""


class HealthPage(Page):
    """The grid of a measuring day; `arrive(what=…)` opens a person or the list of care."""

    help_id = "health"
    reads = records.READS | {"consent"}
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._measured: dict[str, Measured] = {}
        self._signed: frozenset[str] = frozenset()
        self._more = False
        self._show_actions()
        self._on = session.today()
        self._follows_today = True
        self.day = DayLine(session.today, self.open_day)
        self.day.entered.connect(self._to_first_gap)
        self.day.refused.connect(self._no_day)
        self.search = _Jump(_("Find a name (Ctrl F)"))
        self.search.typed.connect(self._narrow)
        self.search.entered.connect(self._jump)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._find)
        self._columns = Button(_("More columns"), icon="plus", key="F7")
        self._columns.clicked.connect(self._toggle_columns)
        self._place = Column(0)
        self._typed: Sequence[str] = rows.EACH_TIME
        self._brief = False
        self.grid = self._new_grid()
        self._place.add(self.grid)
        self._say_purpose()
        tools = Row(12)
        tools.add(self.search, stretch=1)
        tools.add(self._columns)
        work = Column(14)
        work.add(SideBySide(self.day, plain(tools), share=54))
        work.add(self._place, stretch=1)
        self._work = plain(work)
        self._nobody = self._no_members()
        self._unsaved = Unsaved(self, lambda: self.grid, self._draft_key)
        self.body.add(self._work, stretch=1)
        self.body.add(self._nobody, stretch=1)

    def _say_purpose(self) -> None:
        if self._brief or self._typed != rows.EACH_TIME:
            sentence = _(
                "Pressure in mmHg, weight in kg, height in cm, glucose in mmol/L."
                " Enter goes to the next field."
            )
        else:
            minutes = rules_on(self.session.today()).second_reading.rest_minutes
            sentence = _(
                "Type a number, Enter goes to the next field. Pressure in mmHg."
                " A high one: rest {n} minutes, then measure again."
            ).format(n=minutes)
        self.head(_("Health"), sentence)

    def _show_actions(self) -> None:
        if not self.session.may("health.read"):
            return
        care = Button(_("Who needs care"), icon="stethoscope", key="F4")
        care.clicked.connect(self._open_care)
        person = Button(_("See this person"), icon="user", key="F3")
        person.clicked.connect(self._open_person)
        books = Button(_("Print health books"), icon="printer", key="Ctrl+P", kind="primary")
        books.clicked.connect(self._open_books)
        self.set_actions(care, person, books)

    def _no_members(self) -> Empty:
        bring = Button(_("Open members"), icon="users", kind="primary", main=True)
        bring.clicked.connect(self._open_members)
        return Empty(
            "heart-pulse",
            _("No members yet"),
            _("Readings are typed beside names. Bring the members into the book first."),
            bring,
        )

    # --- what the window asks ---------------------------------------------------------------

    def refresh(self) -> None:
        self._take(records.grid(self.session.club, self._on))

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what == HIGH_LIST:
            self._open_care()
        elif what:
            self._show_person(what)

    def first_focus(self) -> QWidget | None:
        return self._nobody.first() if self._nobody.isVisibleTo(self) else self.grid

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()
        if self._works_in_grid():
            self.focusWidget().clearFocus()  # so that coming back begins in the grid again

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._fit_columns()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._follows_today and self._on != self.session.today():
            self.day.go_to(self.session.today())  # the program was left open overnight
        # Only after all parts have found their places is it known where the grid lies.
        QTimer.singleShot(0, self._keep_in_sight)

    # --- rows -------------------------------------------------------------------------------

    def open_day(self, on: date) -> None:
        """Show another day. Raises UserError when it may not be opened, or while something typed
        for the present one is not saved: it would be out of sight."""
        self.search.clear()
        if not self.grid.flush():
            raise UserError(
                _("Something typed is not saved yet. Look at the red field first (F8).")
            )
        measured = records.grid(self.session.club, on)
        self._on = on
        self._follows_today = on == self.session.today()
        self._take(measured)
        self.grid.setEnabled(True)

    def _take(self, measured: Sequence[Measured]) -> None:
        agreed = members.purposes_in_force(self.session.club, self._on)
        self._signed = frozenset(id_ for id_, purposes in agreed.items() if "C2" in purposes)
        self._measured = {rows.key_of(row.person_id, self._on): row for row in measured}
        nobody = not measured and self._on == self.session.today()
        self._work.setVisible(not nobody)
        self._nobody.setVisible(nobody)
        self._show_rows()

    def _show_rows(self) -> None:
        """The rows whose names have what is searched for, in any order, without marks."""
        parts = fold(self.search.value()).split()
        today = self.session.today()
        shown = [
            rows.row_of(
                row,
                self._on,
                signed=row.person_id in self._signed,
                today=today,
                brief=self._brief,
            )
            for row in self._measured.values()
            if all(
                part in fold(row.name) or part.lstrip("0") == row.code.lstrip("0") for part in parts
            )
        ]
        self.grid.set_rows(shown)
        self._unsaved.put_back()
        done = sum(row.today is not None for row in self._measured.values())
        if shown:
            sentence = _("{n} of {all} measured. A row is saved when you leave it.")
            self.grid.say(sentence.format(n=done, all=len(self._measured)))
        elif self._measured:
            self.grid.say(_("Nobody has this in the name. Type another part."))
        else:
            self.grid.say(_("The club had no members on this day. Type another day."))

    def _draft_key(self) -> str:
        return f"readings {self._on.isoformat()}"

    def _store(self, key: str, texts: Mapping[str, str]) -> RowResult:
        measured = self._measured[key]
        signed = measured.person_id in self._signed
        club, today = self.session.club, self.session.today()
        return rows.store(
            club, measured, self._on, texts, signed=signed, today=today, brief=self._brief
        )

    def _check(self, key: str, texts: Mapping[str, str]) -> None:
        rows.check(self._measured[key], self._on, texts, self.session.today())

    # --- going to a row ---------------------------------------------------------------------

    def _no_day(self) -> None:
        """Nothing may be typed for a day that is not known."""
        self.grid.setEnabled(False)

    def _to_first_gap(self) -> None:
        gaps = (key for key, row in self._measured.items() if row.today is None)
        key = next(gaps, next(iter(self._measured), None))
        if key is not None:
            self.grid.go_to(key, self._typed[0])

    @guard
    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self.reveal(self.search)

    @guard
    def _narrow(self) -> None:
        self._show_rows()

    @guard
    def _jump(self) -> None:
        """To the first person found, with everybody around again."""
        found = self.grid.rows.rows
        if found:
            key = found[0].key
            self.search.clear()
            self.grid.go_to(key, self._typed[0])

    def _keep_in_sight(self) -> None:
        """Where the text is so large that the page scrolls, the row in hand must be seen."""
        if self._works_in_grid():
            self.reveal(self.grid)

    # --- columns ----------------------------------------------------------------------------

    def _wanted(self) -> tuple[Sequence[str], bool]:
        """The columns to type in for the room there is, and whether to be brief."""
        width = self.viewport().width()
        brief = width < px(ROOM_FOR_WORDS)
        if not self._more:
            return rows.EACH_TIME, brief
        if width < px(ROOM_FOR_ALL):
            return rows.NOW_AND_THEN, brief
        return (*rows.EACH_TIME, *rows.NOW_AND_THEN), brief

    def _new_grid(self) -> Grid:
        grid = Grid(
            rows.columns(self._typed, last=self.session.may("health.read"), brief=self._brief),
            self._store,
            check=self._check,
        )
        grid.setAccessibleName(_("Readings of the day"))
        grid.setMinimumHeight(px(LEAST_HEIGHT))
        grid.moved.connect(self._keep_in_sight)
        return grid

    @guard
    def _toggle_columns(self) -> None:
        self._more = not self._more
        self._fit_columns(go=True)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_columns(self, *, go: bool = False) -> None:
        """A grid with other columns takes the place of this one, unless something is not saved.

        The cursor stays in its row when one works in the grid, or is to `go` there.
        """
        if self._wanted() == (self._typed, self._brief):
            return
        self.search.clear()
        if not self.grid.flush():
            self._more = self._typed != rows.EACH_TIME
            return
        key, before = self.grid.current_key(), self.grid
        go = go or self._works_in_grid()
        self._typed, self._brief = self._wanted()
        self.grid = self._new_grid()
        self._place.replaceWidget(before, self.grid)
        before.hide()
        before.deleteLater()
        self._columns.rename(
            _("Fewer columns") if self._more else _("More columns"),
            "minus" if self._more else "plus",
        )
        self._say_purpose()
        self._show_rows()
        if key is not None and go:
            self.grid.go_to(key, self._typed[0])

    def _works_in_grid(self) -> bool:
        focused: QWidget | None = self.focusWidget()
        return focused is not None and self.grid.isAncestorOf(focused)

    # --- other pages ------------------------------------------------------------------------

    @guard
    def _open_care(self) -> None:
        self.shell.show(CarePage(self.session, self.shell))

    @guard
    def _open_person(self) -> None:
        measured = self._measured.get(self.grid.current_key() or "")
        if measured is not None:
            self._show_person(measured.person_id)

    def _show_person(self, person_id: str) -> None:
        self.shell.show(PersonHealthPage(self.session, self.shell, person_id))

    @guard
    def _open_books(self) -> None:
        from ui.health.books import BooksPage  # brings the PDF library along

        measured = self._measured.get(self.grid.current_key() or "")
        self.shell.show(
            BooksPage(self.session, self.shell, measured.person_id if measured else None)
        )

    @guard
    def _open_members(self) -> None:
        self.shell.open("members")


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
