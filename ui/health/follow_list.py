"""One list of whom to look after: who, why, how to reach them; on paper the same."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.text import _, language, ngettext
from app.documents import health_lists, listing_page
from app.documents.issuer import issuer_of
from app.documents.letters import fmt_phone
from app.health import list_records
from app.health.lists import KINDS, Code, FollowUpList, Line
from ui.health import words
from ui.health.measuring import ROOM_FOR_WORDS
from ui.health.paper import Paper, Printing
from ui.health.person import PersonHealthPage
from ui.health.referral import ReferralForm
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.table import Column, Table


class FollowListPage(Page):
    """Enter opens the person, or the slip on the list of slips."""

    help_id = "health-lists"
    reads = list_records.READS

    def __init__(self, session: Session, shell: Shell, code: Code) -> None:
        super().__init__(session, shell)
        self.code = code
        self._found: FollowUpList | None = None
        self._printing = Printing(self)
        kind = KINDS[code]
        self.head(_(kind.title), _(kind.do))
        paper = Button(_("Print this list"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self._print)
        buttons = [paper]
        if kind.wall:
            wall = Button(_("For the wall"), icon="printer", key="F5")
            wall.clicked.connect(self._print_wall)
            buttons.append(wall)
        if code == "referrals":
            station = Button(_("List for the station"), icon="printer", key="F5")
            station.clicked.connect(self._print_station)
            person = Button(_("See this person"), icon="user", key="F3")
            person.clicked.connect(self._open_person)
            buttons = [person, station, paper]
        self.set_actions(*buttons)
        self.table = self._table()
        self.table.opened.connect(self._open)
        back = Button(_("Back"), icon="arrow-left")
        back.clicked.connect(self.escape)
        self.table.set_empty(
            Empty("circle-check", _("Nobody at present"), _("This list is empty."), back)
        )
        self.said = muted("")
        above = Row()
        above.add(self.said, stretch=1)
        above.add(self.table.pager)
        self.whole = muted("")
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.moved.connect(self._show_whole)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.body.add(self.whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text: as many lines are free as a reason takes, so that nothing
        moves."""
        lines = 1 if self.viewport().width() >= px(ROOM_FOR_WORDS) else 2
        self.whole.setMinimumHeight(lines * px(27))

    def _table(self) -> Table[Line]:
        return Table(
            [
                Column(
                    _("Full name"),
                    self._name,
                    sort=lambda line: sort_key(line.person.name),
                    bold=True,
                ),
                Column(_("Why"), lambda line: line.reason, wide=True),
                Column(_("Hamlet"), lambda line: line.person.hamlet, keep=30),
                Column(_("Phone"), lambda line: fmt_phone(line.person.phone), keep=40),
            ],
            key=lambda line: f"{line.person.person_id} {line.referral_id}",
            name=_(KINDS[self.code].title),
        )

    def _name(self, line: Line) -> str:
        person = line.person
        return words.full_name(person.name, person.sex, person.birth, self.session.today())

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self._found = list_records.one_list(club, self.code, today)
        lines = self._found.lines
        self.table.set_rows(lines)
        count = ngettext("{n} person.", "{n} people.", len(lines)).format(n=len(lines))
        self.said.setText(f"{fmt_date(today)}: {count}")
        self._show_whole()

    def first_focus(self) -> QWidget:
        return self.table

    def _show_whole(self) -> None:
        """The whole reason of the chosen line: the table may be too narrow for it."""
        line = self.table.current()
        self.whole.setText(line.reason if line is not None else "")

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _open(self, line: Line) -> None:
        if line.referral_id:
            self.shell.show(ReferralForm(self.session, self.shell, line.referral_id))
        else:
            self._show_person(line)

    @guard
    def _open_person(self) -> None:
        line = self.table.current()
        if line is not None:
            self._show_person(line)

    def _show_person(self, line: Line) -> None:
        page = PersonHealthPage(self.session, self.shell, line.person.person_id)
        self.shell.show(page)

    @guard
    def _print(self) -> None:
        if self._found is not None:
            self._show_paper(self._found, wall=False)

    @guard
    def _print_wall(self) -> None:
        if self._found is not None:
            self._show_paper(self._found, wall=True)

    def _show_paper(self, found: FollowUpList, *, wall: bool) -> None:
        tongue, issuer = language(), issuer_of(self.session.club)
        listing = health_lists.to_listing(found, wall=wall)
        self._printing.show(
            Paper(
                lambda: listing_page.render(listing, issuer, language=tongue),
                listing.title,
                _("health-list.pdf"),
                f"{listing.kind} {len(found.lines)}",
                _("Names only: it may hang on the wall.")
                if wall
                else _("For the health lead. It does not belong on the wall."),
            )
        )

    @guard
    def _print_station(self) -> None:
        tongue = language()
        listing, issuer = health_lists.station(self.session.club, self.session.today())
        self._printing.show(
            Paper(
                lambda: listing_page.render(listing, issuer, language=tongue),
                listing.title,
                _("health-station.pdf"),
                f"{listing.kind} {len(listing.rows)}",
                _("Bring it to the health station; bring it back filled in."),
            )
        )
