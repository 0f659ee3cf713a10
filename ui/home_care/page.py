"""The room of home care: the month in figures, who was not seen, and the volunteers with their
visits; the way to everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.periods import Month
from app.base.text import _, ngettext
from app.home_care import visit_records
from app.home_care.month import NotSeen, Picture, Tally
from app.home_care.rules import LEAST_VOLUNTEERS, SIGNS
from app.reports.home_care_suggestions import UNSEEN
from ui.home_care import words
from ui.home_care.calendar import PersonCalendar, VolunteerCalendar
from ui.home_care.more import MorePage
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.empty import Empty
from ui.kit.labels import body, muted
from ui.kit.layout import Apart, Flow, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

URGENT = 2
"""So many of those who were not seen stand at the top."""
SHOWN_DAYS = 5
"""So many of the days on which somebody was not seen are named."""


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A volunteer of the month."""

    person_id: str
    name: str
    tally: Tally


class HomeCarePage(Page):
    """Who was not seen comes first; Enter on a volunteer opens their calendar."""

    help_id = "home_care"
    reads = visit_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.may = session.may("home_care.write")
        self.month = Month.of(session.today())
        self._picture: Picture | None = None
        self.papers = Button(_("Print the sheets"), icon="printer", key="Ctrl+P")
        self.papers.clicked.connect(self._print)
        self.more = Button(_("People and plans"), icon="users", key="F4")
        self.more.clicked.connect(self._more)
        self.type_in = Button(
            _("Type in visits"), icon="pencil", key="Ctrl+N", kind="primary", main=False
        )
        self.type_in.clicked.connect(self._type_in)
        self.set_actions(self.papers, self.more, *([self.type_in] if self.may else []))
        self._reports = Door(_("Reported, still open"), "F2")
        self._reports.clicked.connect(self._open_reports)
        self._unseen = Door(_("Not seen as planned"), "F3")
        self._unseen.clicked.connect(self._open_unseen)
        self.body.add(SideBySide(self._reports, self._unseen, share=50, gap=14, least=640))
        self.before = Button(_("Month before"), icon="chevron-left", key="Ctrl+PgUp")
        self.before.clicked.connect(self._back)
        self.after = Button(_("Month after"), icon="chevron-right", key="Ctrl+PgDown")
        self.after.clicked.connect(self._on)
        turn = Flow(8)
        turn.add(self.before)
        turn.add(self.after)
        self.table: Table[VolunteerRow] = Table(
            _columns(), key=lambda row: row.person_id, name=_("Volunteers")
        )
        self.table.opened.connect(self._open)
        self.body.add(Apart(plain(turn), self.table.pager, gap=12))
        self.body.add(self.table, stretch=1)

    def arrive(self, **about: Any) -> None:
        """`what` names a page behind this one: "papers", "unseen", or one of `more.PLACES`."""
        what = str(about.get("what", ""))
        if what == "papers":
            self._print()
        elif what == UNSEEN:
            this = Month.of(self.session.today())
            self.shell.show(UnseenPage(self.session, self.shell, this))
        elif what:
            MorePage.go(self.session, self.shell, what)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club = self.session.club
        picture = visit_records.month_picture(club, self.month)
        self._picture = picture
        rows = [
            VolunteerRow(each.person_id, each.name, picture.tally_of_volunteer(each.person_id))
            for each in picture.volunteers
        ]
        month = words.month_of(self.month)
        self.head(_("Care at home, month {month}").format(month=month), _said(picture))
        self._tell_urgent(picture)
        self.table.set_rows(rows)
        self.type_in.setVisible(self.may and bool(rows))  # never two green buttons
        if not rows:
            self.table.set_empty(self._nobody())

    # --- who was not seen ---------------------------------------------------------------------

    def _tell_urgent(self, picture: Picture) -> None:
        """The two doors above: what was reported and is not settled, who was not seen."""
        names = {each.id: each.name for each in picture.people}
        reports = visit_records.open_reports(self.session.club)
        self._reports.fill(
            *(
                body(f"{fmt_date(each.on)} {each.name}: {_(SIGNS[each.sign])}")
                for each in reports[:URGENT]
            ),
            *_rest(len(reports)),
        )
        unseen = picture.not_seen()
        self._unseen.fill(
            *(body(f"{names[each.cared_id]}: {_days(each)}") for each in unseen[:URGENT]),
            *_rest(len(unseen)),
        )
        if not reports:
            self._reports.fill(muted(_("Nothing is open.")))
        if not unseen:
            self._unseen.fill(muted(_("Everybody was seen as planned.")))

    def _nobody(self) -> Empty:
        buttons = []
        if self.may:
            first = Button(_("Write down a volunteer"), icon="plus", kind="primary")
            first.clicked.connect(self._volunteers)
            buttons.append(first)
        return Empty(
            "hand-heart",
            _("No volunteer yet"),
            _("A club has at least {n} volunteers who visit people at home.").format(
                n=LEAST_VOLUNTEERS
            ),
            *buttons,
        )

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _back(self) -> None:
        self._turn(-1)

    @guard
    def _on(self) -> None:
        self._turn(1)

    def _turn(self, months: int) -> None:
        self.month = self.month.plus(months)
        self.refresh()

    @guard
    def _volunteers(self) -> None:
        MorePage.go(self.session, self.shell, "volunteers")

    @guard
    def _open(self, row: VolunteerRow) -> None:
        self.shell.show(VolunteerCalendar(self.session, self.shell, row.person_id, self.month))

    @guard
    def _open_unseen(self) -> None:
        self.shell.show(UnseenPage(self.session, self.shell, self.month))

    @guard
    def _open_reports(self) -> None:
        MorePage.go(self.session, self.shell, "reports")

    @guard
    def _type_in(self) -> None:
        """The calendar of the first volunteer, at the first visit nobody wrote about."""
        rows: Sequence[VolunteerRow] = self.table.shown()
        if not rows:
            MorePage.go(self.session, self.shell, "volunteers")
            return
        first = next((row for row in rows if row.tally.unmarked), rows[0])
        page = VolunteerCalendar(self.session, self.shell, first.person_id, self.month)
        self.shell.show(page)
        page.arrive_at_first()

    @guard
    def _more(self) -> None:
        self.shell.show(MorePage(self.session, self.shell))

    @guard
    def _print(self) -> None:
        from ui.home_care.papers import PapersPage

        self.shell.show(PapersPage(self.session, self.shell, self.month))


def _columns() -> tuple[Column[VolunteerRow], ...]:
    return (
        Column(
            _("Volunteer"),
            lambda row: row.name,
            sort=lambda row: sort_key(row.name),
            bold=True,
            wide=True,
        ),
        Column(_("Visits planned"), lambda row: str(row.tally.planned), align="right"),
        Column(_("Visits made"), lambda row: str(row.tally.made), align="right"),
        Column(_("Hours"), lambda row: words.hours(row.tally.minutes), align="right"),
        Column(
            _("How it stands"),
            lambda row: words.stands(row.tally).word,
            cell=lambda row: words.stands(row.tally),
            keep=80,
        ),
    )


def _said(picture: Picture) -> str:
    """The month in a sentence."""
    people, volunteers = len(picture.people), len(picture.volunteers)
    cared = ngettext("{n} person is cared for", "{n} people are cared for", people)
    by = ngettext("{n} volunteer", "{n} volunteers", volunteers)
    made = sum(picture.tally_of_cared(each.id).made for each in picture.people)
    planned = sum(picture.tally_of_cared(each.id).planned for each in picture.people)
    return _("{cared} by {volunteers}. {made} of {planned} visits of the month are made.").format(
        cared=cared.format(n=people), volunteers=by.format(n=volunteers), made=made, planned=planned
    )


def _days(each: NotSeen) -> str:
    days = ", ".join(words.short(day) for day in each.days[:SHOWN_DAYS])
    return f"{days} …" if len(each.days) > SHOWN_DAYS else days


def _rest(count: int) -> tuple[QWidget, ...]:
    if count <= URGENT:
        return ()
    more = count - URGENT
    return (muted(ngettext("and {n} more", "and {n} more", more).format(n=more)),)


class UnseenPage(Page):
    """Who was not seen on planned days of a month: danger signs first, then who was missed most."""

    help_id = "home_care"
    reads = visit_records.READS

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self.month = month
        self._names: dict[str, str] = {}
        self.table: Table[NotSeen] = Table(
            (
                Column(_("Who"), lambda each: self._names[each.cared_id], bold=True, wide=True),
                Column(_("Times"), lambda each: str(len(each.days)), align="right"),
                Column(_("Days"), _days, wide=True),
                Column(
                    _("Reported"),
                    lambda each: ", ".join(_(SIGNS[one.sign]) for one in each.reports),
                    keep=60,
                ),
            ),
            key=lambda each: each.cared_id,
            name=_("Not seen as planned"),
        )
        self.table.opened.connect(self._open)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        picture = visit_records.month_picture(self.session.club, self.month)
        self._names = {each.id: each.name for each in picture.people}
        self.head(
            _("Not seen as planned, month {month}").format(month=words.month_of(self.month)),
            _("Who has a danger sign comes first. Enter opens the calendar."),
        )
        self.table.set_rows(picture.not_seen())
        self.table.set_empty(
            Empty("check", _("Everybody was seen as planned"), _("Thank the volunteers."))
        )

    @guard
    def _open(self, each: NotSeen) -> None:
        self.shell.show(PersonCalendar(self.session, self.shell, each.cared_id, self.month))
