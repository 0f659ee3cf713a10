"""The health room: whom to look after now, as lists with counts, and the ways to the rest."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.health import list_records
from app.health.lists import KINDS, FollowUpList
from app.health.month import HealthMonth
from app.reports.care_suggestions import MEASURE
from ui.health import words
from ui.health.person import PersonHealthPage
from ui.health.screening import ScreeningPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.layout import Apart, Column, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table

_URGENT = ("urgent", "second_reading", "high")


class HealthPage(Page):
    """The lists, the most urgent first; `arrive(what=…)` opens a list, the measuring day or a
    person. Who may only type readings finds the way to the measuring day."""

    help_id = "health"
    reads = list_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.may_read = session.may("health.read")
        self.measure = Button(_("Type readings"), icon="heart-pulse", key="Ctrl+N", kind="primary")
        self.measure.clicked.connect(self._measure)
        if not self.may_read:
            self.head(_("Health"))
            self._only_typing()
            return
        self.head(_("Health"))
        month = Button(_("The club's month"), icon="chart-column", key="F4")
        month.clicked.connect(self._month)
        papers = Button(_("Print"), icon="printer", key="Ctrl+P")
        papers.clicked.connect(self._papers)
        self.set_actions(month, papers, self.measure)
        self.table = _table()
        self.table.opened.connect(self._open)
        work = Column(8)
        work.add(self.table, stretch=1)
        work.add(self._ways())
        self._work, self._nobody = plain(work), self._no_members()
        self.body.add(self._work, stretch=1)
        self.body.add(self._nobody, stretch=1)

    def _ways(self) -> QWidget:
        """To what is not on a list."""
        ways = Flow(12)
        for words_, icon, key, slot in (
            (_("Check-ups"), "stethoscope", "F5", self._check_ups),
            (_("Slips"), "file-text", "F6", self._slips),
            (_("Exercise and talks"), "music", "F7", self._areas),
        ):
            button = Button(words_, icon=icon, key=key)
            button.clicked.connect(slot)
            ways.add(button)
        return Apart(plain(ways), self.table.pager, gap=12, grow=True)

    def _no_members(self) -> Empty:
        bring = Button(_("Open members"), icon="users", kind="primary", main=True)
        bring.clicked.connect(self._members)
        return Empty(
            "heart-pulse",
            _("No members yet"),
            _("Readings are typed beside names. Bring the members into the book first."),
            bring,
        )

    def _only_typing(self) -> None:
        self.body.add(
            Empty(
                "heart-pulse",
                _("Readings of the last week"),
                _("Only the chair and the health lead see readings from before."),
                self.measure,
            ),
            stretch=1,
        )

    # --- what the window asks ---------------------------------------------------------------

    def refresh(self) -> None:
        if not self.may_read:
            return
        found, month = list_records.today_in_lists(self.session.club)
        self.table.set_rows(found)
        self.head(_("Health"), f"{_of_month(month)} " + _("Enter opens a list."))
        self._work.setVisible(bool(month.members))
        self._nobody.setVisible(not month.members)
        self.measure.setVisible(bool(month.members))  # never two green buttons

    def first_focus(self) -> QWidget | None:
        if not self.may_read:
            return self.measure
        return self._nobody.first() if self._nobody.isVisibleTo(self) else self.table

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what == MEASURE:
            self._measure()
        elif what in KINDS:
            self._show_list(what)
        elif what:
            self.shell.show(PersonHealthPage(self.session, self.shell, what))

    # --- other pages ------------------------------------------------------------------------

    @guard
    def _open(self, found: FollowUpList) -> None:
        self._show_list(found.code)

    def _show_list(self, code: str) -> None:
        from ui.health.follow_list import FollowListPage  # brings the PDF library along

        chosen = next(each for each in KINDS if each == code)
        self.shell.show(FollowListPage(self.session, self.shell, chosen))

    @guard
    def _measure(self) -> None:
        self.shell.show(ScreeningPage(self.session, self.shell))

    @guard
    def _month(self) -> None:
        from ui.health.month import MonthPage  # brings the PDF library along

        self.shell.show(MonthPage(self.session, self.shell))

    @guard
    def _papers(self) -> None:
        from ui.health.papers import PapersPage  # brings the PDF library along

        self.shell.show(PapersPage(self.session, self.shell))

    @guard
    def _check_ups(self) -> None:
        from ui.health.check_ups import CheckUpsPage

        self.shell.show(CheckUpsPage(self.session, self.shell))

    @guard
    def _slips(self) -> None:
        from ui.health.slips import SlipsPage  # brings the PDF library along

        self.shell.show(SlipsPage(self.session, self.shell, self.session.today()))

    @guard
    def _members(self) -> None:
        self.shell.open("members")

    @guard
    def _areas(self) -> None:
        """Exercise and talks are written down with the eight areas."""
        self.shell.open("areas")


def _table() -> Table[FollowUpList]:
    return Table(
        [
            TableColumn(
                _("List"), lambda one: _(one.kind.title), bold=True, icon=lambda one: one.kind.icon
            ),
            TableColumn(_("People"), lambda one: str(len(one.lines)), cell=_count),
            TableColumn(_("Who"), _who, wide=True, keep=60),
        ],
        key=lambda one: one.code,
        name=_("Whom to look after"),
    )


def _count(found: FollowUpList) -> Result:
    """How many; what must be acted on stands out by an icon, not by a colour alone."""
    if not found.lines:
        return Result(_("nobody"), icon="check", tone="good")
    urgent = found.code in _URGENT
    return Result(
        str(len(found.lines)),
        icon="circle-alert" if urgent else "",
        tone="bad" if found.code == "urgent" else "warn" if urgent else "",
        bold=True,
    )


def _who(found: FollowUpList) -> str:
    people = [line.person for line in found.lines]
    names = [words.called(one.name, one.sex, one.birth, found.on) for one in people[:3]]
    return ", ".join(names) + (" …" if len(people) > len(names) else "")


def _of_month(told: HealthMonth) -> str:
    """ "Month 6: 51 of 55 measured. Under control: 31 of 58 with known high blood pressure."."""
    said = _("Month {month}: {n} of {all} measured.").format(
        month=told.month.month, n=len(told.measured), all=len(told.members)
    )
    known = len(told.hypertension)
    if known:
        said += " " + ngettext(
            "Under control: {n} of {all} person with known high blood pressure.",
            "Under control: {n} of {all} people with known high blood pressure.",
            known,
        ).format(n=len(told.controlled), all=known)
    return said
