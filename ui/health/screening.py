"""A measuring day: readings typed a person a row, the queue by numbers, second readings of who was
high, and at the end the pile of slips for the health station."""

from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.health.day import DayLine
from ui.health.measuring import READS, Measuring
from ui.health.person import PersonHealthPage
from ui.health.queue import Queue
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.grid import Grid
from ui.kit.layout import Apart, Column, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class ScreeningPage(Page):
    """The grid of a measuring day; F4 makes the slips, F6 turns the queue on."""

    help_id = "screening"
    reads = READS | {"referral"}
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._show_actions()
        self._follows_today = True
        self.measuring = Measuring(self, session.today())
        self.measuring.purposed.connect(self._say_purpose)
        self.measuring.row_saved.connect(self._next_in_queue)
        self.day = DayLine(session.today, self.open_day)
        self.day.entered.connect(self.measuring.to_first_gap)
        self.day.refused.connect(self._no_day)
        self._order = Button(_("Queue by numbers"), icon="list", key="F6")
        self._order.clicked.connect(self._toggle_queue)
        self._say_purpose()
        work = Column(8)
        work.add(Apart(self.day, self._order, gap=12, grow=True))
        work.add(self.measuring.tools)
        work.add(self.measuring, stretch=1)
        self._work = plain(work)
        self._nobody = self._no_members()
        self.body.add(self._work, stretch=1)
        self.body.add(self._nobody, stretch=1)

    @property
    def grid(self) -> Grid:
        """The grid as it stands now; other columns make another one."""
        return self.measuring.grid

    @property
    def search(self) -> SearchBox:
        """Where a name is looked for."""
        return self.measuring.search

    def _say_purpose(self) -> None:
        self.head(_("Measuring day"), self.measuring.purpose())

    def _show_actions(self) -> None:
        if not self.session.may("health.read"):
            return
        person = Button(_("See this person"), icon="user", key="F3")
        person.clicked.connect(self._open_person)
        books = Button(_("Print health books"), icon="printer", key="Ctrl+P")
        books.clicked.connect(self._open_books)
        slips = Button(_("Slips"), icon="file-text", key="F4", kind="primary")
        slips.clicked.connect(self._open_slips)
        self.set_actions(person, books, slips)

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
        self._show_anybody(self.measuring.reload())

    def arrive(self, **about: Any) -> None:
        if about.get("day"):
            self.day.go_to(date.fromisoformat(str(about["day"])))

    def first_focus(self) -> QWidget | None:
        if self._nobody.isVisibleTo(self):
            return self._nobody.first()
        return self.search if self.measuring.queue is not None else self.grid

    def leaving(self) -> None:
        self.measuring.leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._follows_today and self.measuring.on != self.session.today():
            self.day.go_to(self.session.today())  # the program was left open overnight

    # --- the day ----------------------------------------------------------------------------

    def open_day(self, on: date) -> None:
        """Show another day. Raises UserError when that may not be."""
        anybody = self.measuring.open_day(on)
        self._follows_today = on == self.session.today()
        self._show_anybody(anybody)

    def _show_anybody(self, anybody: bool) -> None:
        nobody = not anybody and self.measuring.on == self.session.today()
        self._work.setVisible(not nobody)
        self._nobody.setVisible(nobody)

    def _no_day(self) -> None:
        """Nothing may be typed for a day that is not known."""
        self.measuring.lock(True)

    @guard
    def _toggle_queue(self) -> None:
        """Names in order, or who has come by number."""
        queued = self.measuring.queue is not None
        self.measuring.line_up(None if queued else Queue(self.session, self.measuring.on))
        self._order.rename(_("Queue by numbers") if queued else _("Order of names"))
        target = self.first_focus()
        if target is not None:
            target.setFocus()
            self.reveal(target)

    @guard
    def _next_in_queue(self) -> None:
        """A row is written: the next one to come is looked for."""
        if self.measuring.queue is not None and self.measuring.works_in_grid():
            self.measuring.look_for()

    # --- other pages ------------------------------------------------------------------------

    @guard
    def _open_slips(self) -> None:
        from ui.health.slips import SlipsPage  # brings the PDF library along

        if self.grid.flush():
            self.shell.show(SlipsPage(self.session, self.shell, self.measuring.on))

    @guard
    def _open_person(self) -> None:
        person_id = self.measuring.person()
        if person_id is not None:
            self.shell.show(PersonHealthPage(self.session, self.shell, person_id))

    @guard
    def _open_books(self) -> None:
        from ui.health.books import BooksPage  # brings the PDF library along

        self.shell.show(BooksPage(self.session, self.shell, self.measuring.person()))

    @guard
    def _open_members(self) -> None:
        self.shell.open("members")
