"""One club as the commune sees it: its figures, what changed, and what does not fit together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.text import _
from app.bundle.contents import FIGURES
from app.commune import records
from app.commune.figures import MonthCount, months
from app.commune.records import Arrived, Status
from app.commune.rules import FORK, STALE
from ui.commune import words
from ui.commune.fork import ForkPage
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import bold, line, muted, section
from ui.kit.layout import Cells, Column, Flow, Row, SideBySide, card, padded, plain
from ui.kit.notice import Notice
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table

ARRIVALS = 2
"""How many are told; one below a notice, which needs the room."""


class ClubPage(Page):
    """Left month by month, right the composition and what arrived last."""

    help_id = "commune"
    reads = frozenset({"club_pair", "receipt"})

    def __init__(self, session: Session, shell: Shell, club_id: str) -> None:
        super().__init__(session, shell)
        self.club_id = club_id
        self._status: Status | None = None
        self.both = Button(_("See both"), icon="list", kind="primary")
        self.both.clicked.connect(self._see_both)
        self.set_actions(self.both)
        self._notes = Column(8)
        self.table: Table[MonthCount] = Table(
            [
                TableColumn(
                    _("Month"), lambda m: f"{m.month.month}/{m.month.year}", bold=True, wide=True
                ),
                TableColumn(_("Readings"), lambda m: str(m.readings), align="right", keep=60),
                TableColumn(
                    _("Measured"), lambda m: words.share(m.measured, m.members), align="right"
                ),
                TableColumn(
                    _("From high on"),
                    lambda m: words.share(m.from_high if m.bands else None, m.measured),
                    align="right",
                    keep=80,
                ),
            ],
            key=lambda m: m.month,
            name=_("Month by month"),
        )
        self.table.set_empty(
            Empty("heart-pulse", _("No reading was counted yet"), _("It comes with what is sent."))
        )
        left, self._right = Column(8), Column(12)
        above = Row(8)
        above.add(section(_("Blood pressure, month by month")), stretch=1)
        above.add(self.table.pager)
        left.add(above)
        left.add(self.table, stretch=1)
        self._end = Button(_("No longer receive from this club"), icon="x", kind="danger")
        self._end.clicked.connect(self._ask_to_stop)
        acts = Flow(8)
        acts.add(self._end)
        left.gap(12)
        left.add(plain(acts))
        self.body.add(self._notes)
        self.body.add(SideBySide(plain(left), plain(self._right), share=58), stretch=1)

    def refresh(self) -> None:
        club = self.session.club
        found = [s for s in records.overview(club) if s.club_id == self.club_id]
        if not found:
            return
        self._status = status = found[0]
        self.head(status.name, _sentence(status))
        self.both.setVisible(len(status.heads) > 1)
        self._notes.clear()
        notes = _notes(status)
        for note in notes:
            self._notes.add(note)
        self.table.set_rows(months(records.rows(club, self.club_id, status.current)["figure"]))
        self._right.clear()
        self._right.add(_composition(status))
        self._right.add(_arrivals(records.arrived(club, self.club_id, 1 if notes else ARRIVALS)))
        self._right.stretch()
        may = self.session.may("commune.write")
        self._end.setVisible(may and status.revoked_on is None)

    def first_focus(self) -> QWidget | None:
        return self.both if self.both.isVisible() else self.table

    @guard
    def _see_both(self) -> None:
        if self._status is not None:
            self.shell.show(ForkPage(self.session, self.shell, self._status))

    @guard
    def _ask_to_stop(self) -> None:
        if self._status is None:
            return
        self.ask(
            _("No longer receive from {club}?").format(club=self._status.name),
            [
                _("Do this when the club's key or PC was lost or stolen."),
                _("What it sent stays. To receive again, pair anew with a new paper."),
            ],
            act=_("No longer receive"),
            keep=_("Go on receiving"),
            then=self._stop,
        )

    @guard
    def _stop(self, _reason: str) -> None:
        club = self.session.club
        for pairing in records.pairings(club):
            if pairing.club_id == self.club_id:
                records.revoke(club, pairing, self.session.today())


def _sentence(status: Status) -> str:
    if status.last_seq is None or status.as_of is None or status.received_on is None:
        return _("Nothing has been received from this club yet.")
    return _("Number {seq}, as of {day}, received on {received}.").format(
        seq=status.last_seq, day=fmt_date(status.as_of), received=fmt_date(status.received_on)
    )


def _notes(status: Status) -> list[QWidget]:
    notes: list[QWidget] = []
    if status.revoked_on is not None:
        notes.append(
            Notice(
                "warn",
                _("Since {day} nothing is received from this club.").format(
                    day=fmt_date(status.revoked_on)
                ),
                _("To receive again, pair anew with a new paper."),
                icon="lock",
            )
        )
    if len(status.heads) > 1:
        notes.append(
            Notice(
                "bad",
                _("This club sent from two different copies of its book."),
                _(
                    "Both are kept, and number {seq} counts for now."
                    " Telephone the club: only one PC may keep the book."
                ).format(seq=status.last_seq),
            )
        )
    if status.missing:
        notes.append(
            Notice(
                "warn",
                _("Never arrived: number {numbers}.").format(numbers=words.numbers(status.missing)),
                _("No figure is missing: number {seq} holds everything.").format(
                    seq=status.last_seq
                ),
            )
        )
    return notes


def _composition(status: Status) -> QWidget:
    inside = padded(6)
    inside.add(section(_("Members")))
    if not status.composition:
        inside.add(muted(_("Not counted yet.")))
        return card(inside)
    cells = Cells(across=16, down=3)
    cells.setColumnStretch(0, 1)
    for row, (name, n) in enumerate(status.composition.items()):
        whole = None if name == "members" else status.members
        cells.addWidget(line(_(FIGURES[name]), "muted"), row, 0)
        cells.addWidget(line(words.share(n, whole)), row, 1, Qt.AlignmentFlag.AlignRight)
    inside.addLayout(cells)
    return card(inside)


def _arrivals(arrived: list[Arrived]) -> QWidget:
    inside = padded(6)
    inside.add(section(_("What changed")))
    if not arrived:
        inside.add(muted(_("Nothing arrived yet.")))
    for each in arrived:
        inside.add(
            bold(
                _("Number {seq}, received on {day}").format(
                    seq=each.seq, day=fmt_date(each.received_at.date())
                )
            )
        )
        inside.add(muted(_said(each)))
    return card(inside)


def _said(arrived: Arrived) -> str:
    if arrived.result == STALE:
        return _("Older than what counts: no figure changed.")
    if arrived.result == FORK:
        return _("From another copy of the book.") + " " + words.changes(arrived.changes)
    return words.changes(arrived.changes)
