"""The health room: the readings of one measuring, a person a row, a number a cell."""

from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.reports.suggestions import HIGH_LIST
from ui.health.care import CarePage
from ui.health.day import DayLine
from ui.health.measuring import READS, Measuring
from ui.health.person import PersonHealthPage
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.grid import Grid
from ui.kit.layout import Column, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class HealthPage(Page):
    """The grid of a measuring day; `arrive(what=…)` opens a person or the list of care."""

    help_id = "health"
    reads = READS
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._show_actions()
        self._follows_today = True
        self.measuring = Measuring(self, session.today())
        self.measuring.purposed.connect(self._say_purpose)
        self.day = DayLine(session.today, self.open_day)
        self.day.entered.connect(self.measuring.to_first_gap)
        self.day.refused.connect(self._no_day)
        self._say_purpose()
        work = Column(14)
        work.add(SideBySide(self.day, self.measuring.tools, share=54))
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
        self.head(_("Health"), self.measuring.purpose())

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
        self._show_anybody(self.measuring.reload())

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what == HIGH_LIST:
            self._open_care()
        elif what:
            self._show_person(what)

    def first_focus(self) -> QWidget | None:
        return self._nobody.first() if self._nobody.isVisibleTo(self) else self.grid

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

    # --- other pages ------------------------------------------------------------------------

    @guard
    def _open_care(self) -> None:
        self.shell.show(CarePage(self.session, self.shell))

    @guard
    def _open_person(self) -> None:
        person_id = self.measuring.person()
        if person_id is not None:
            self._show_person(person_id)

    def _show_person(self, person_id: str) -> None:
        self.shell.show(PersonHealthPage(self.session, self.shell, person_id))

    @guard
    def _open_books(self) -> None:
        from ui.health.books import BooksPage  # brings the PDF library along

        self.shell.show(BooksPage(self.session, self.shell, self.measuring.person()))

    @guard
    def _open_members(self) -> None:
        self.shell.open("members")
