"""The first page of the commune: its clubs, what arrived from each, and who needs a call."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import fold
from app.base.text import _, ngettext
from app.commune import inbox, receive, records
from app.commune.receive import Checked
from app.commune.records import Status
from ui.commune import words
from ui.commune.club import ClubPage
from ui.commune.pairing import PairClubPage
from ui.commune.year import YearPage
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.layout import Column, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table


class CommunePage(Page):
    """A row for each club; Enter opens it."""

    help_id = "commune"
    reads = frozenset({"club_pair", "receipt"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._clubs: list[Status] = []
        self._tried: object = None
        self.year = Button(_("Month by month"), icon="calendar-days", key="F3")
        self.year.clicked.connect(self._show_year)
        self.pair = Button(_("Pair a club"), icon="key-round", key="Ctrl+N")
        self.pair.clicked.connect(self._open_pairing)
        self.receive = Button(_("Receive"), icon="inbox", key="Ctrl+O", kind="primary")
        self.receive.clicked.connect(self._open_receiving)
        self.set_actions(self.year, self.pair, self.receive)
        self.table = self._make_table()
        self._first = Button(_("Pair the first club"), icon="key-round", kind="primary", main=True)
        self._first.clicked.connect(self._open_pairing)
        self.table.set_empty(
            Empty(
                "handshake",
                _("No club yet"),
                _("Once, at a meeting with the club, both sides exchange a key file and a paper."),
                self._first,
            )
        )
        self._first.setVisible(session.may("commune.write"))
        self._look = Column(8)
        above = Row()
        above.stretch()
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.body.add(self._look)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        had_none, self._clubs = not self._clubs, records.overview(club)
        may = self.session.may("commune.write")
        self.year.setVisible(bool(self._clubs))
        self.pair.setVisible(may and bool(self._clubs))
        self.receive.setVisible(may and bool(self._clubs))
        self.head(_("The clubs"), self._sentence())
        self.table.set_rows(self._clubs)
        if self.table.current() is None:
            self.table.select_place(0)  # so that Enter opens one at once
        if had_none and self._clubs:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the button there was is gone
        self._look.clear()
        for status in self._clubs:
            if len(status.heads) > 1:
                self._look.add(self._call(status))
        waiting = inbox.waiting(club)
        if waiting:
            self._look.add(
                mark_line(
                    "inbox",
                    ngettext(
                        "{n} file is set aside until its club is paired.",
                        "{n} files are set aside until their clubs are paired.",
                        len(waiting),
                    ).format(n=len(waiting)),
                    "warn",
                )
            )
        late = [
            words.short_name(status.name) for status in self._clubs if words.is_late(status, today)
        ]
        if late:
            self._look.add(
                mark_line("clock", _("Not sent for long: {clubs}.").format(clubs=", ".join(late)))
            )
        if may:
            self._try_again()

    def first_focus(self) -> QWidget:
        return self.table if self._clubs else self._first

    def _sentence(self) -> str:
        if not self._clubs:
            return _("What the clubs of the commune send is put together here.")
        people = sum(status.members or 0 for status in self._clubs)
        today = self.session.today()
        month = today.replace(day=1)
        sent = sum(s.as_of is not None and s.as_of >= month for s in self._clubs)
        clubs = len(self._clubs)
        return " ".join(
            (
                ngettext("{n} club, {people} people.", "{n} clubs, {people} people.", clubs).format(
                    n=clubs, people=people
                ),
                _("{sent} of {n} have sent in month {month}.").format(
                    sent=sent, n=clubs, month=today.month
                ),
            )
        )

    def _make_table(self) -> Table[Status]:
        today = self.session.today()
        table: Table[Status] = Table(
            [
                TableColumn(
                    _("Club"),
                    lambda s: words.short_name(s.name),
                    sort=lambda s: fold(words.short_name(s.name)),
                    bold=True,
                    wide=True,
                ),
                _number(_("Last number"), lambda s: s.last_seq, 80),
                TableColumn(
                    _("As of"),
                    lambda s: fmt_date(s.as_of) if s.as_of else "",
                    sort=lambda s: s.as_of or today.min,
                    keep=90,
                ),
                _number(_("People"), lambda s: s.members, 95),
                _number(_("Women"), lambda s: s.composition.get("women"), 50),
                _number(_("From 60"), lambda s: s.composition.get("age_60"), 40),
                _number(_("Poor"), _poor, 30),
                _number(_("Readings"), lambda s: s.readings, 60),
                TableColumn(
                    _("State"),
                    lambda s: words.state(s, today).word,
                    sort=lambda s: words.state(s, today).word,
                    cell=lambda s: words.state(s, today),
                ),
            ],
            key=lambda status: status.club_id,
            name=_("The clubs"),
        )
        table.opened.connect(self._open_club)
        return table

    def _call(self, status: Status) -> QWidget:
        """A club that sent from two copies: one line, and the way to both."""
        see = Button(_("See both"), icon="list")
        see.setProperty("club", status.club_id)
        see.setAccessibleName(f"{status.name}. {see.text()}")
        see.clicked.connect(self._see_both)
        row = Row(16)
        said = _("{club} sent from two different copies of its book.").format(club=status.name)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(mark_line("triangle-alert", said, "bad"), 1, middle)
        row.addWidget(see, 0, middle)
        return plain(row)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _see_both(self) -> None:
        self._show_club(self.sender().property("club"))

    @guard
    def _open_club(self, status: Status) -> None:
        self._show_club(status.club_id)

    def _show_club(self, club_id: str) -> None:
        self.shell.show(ClubPage(self.session, self.shell, club_id))

    @guard
    def _show_year(self) -> None:
        self.shell.show(YearPage(self.session, self.shell))

    @guard
    def _open_pairing(self) -> None:
        self.shell.show(PairClubPage(self.session, self.shell))

    @guard
    def _open_receiving(self) -> None:
        self.shell.open("receive")

    # --- what was set aside -------------------------------------------------------------------

    def _try_again(self) -> None:
        """After pairing or an update, files that had to wait may be readable."""
        club = self.session.club
        waiting, reader = inbox.waiting(club), records.reader(club)
        now = (tuple(waiting), reader)
        if not waiting or now == self._tried:
            return
        work = partial(receive.check_again, waiting, reader)
        if self.run(work, self._take_again, _("Checking the files")):
            self._tried = now

    def _take_again(self, checked: Sequence[Checked]) -> None:
        outcomes = receive.take(self.session.club, checked)
        if outcomes:
            self.refresh()
            self.good(
                ngettext(
                    "{n} file that was set aside could be read now.",
                    "{n} files that were set aside could be read now.",
                    len(outcomes),
                ).format(n=len(outcomes)),
                " ".join(outcome.message for outcome in outcomes[:2]),
            )


def _poor(status: Status) -> int | None:
    """Members of poor, near-poor and difficult households."""
    kinds = ("poor", "near_poor", "difficult")
    counted = [status.composition[kind] for kind in kinds if kind in status.composition]
    return sum(counted) if counted else None


def _number(title: str, value: Callable[[Status], int | None], keep: int) -> TableColumn[Status]:
    """A column of counts; nothing where nothing arrived yet."""

    def text(status: Status) -> str:
        number = value(status)
        return "" if number is None else str(number)

    return TableColumn(title, text, sort=lambda s: value(s) or 0, align="right", keep=keep)
