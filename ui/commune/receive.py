"""Receive what clubs sent: find the stick, take it in, and say file by file what became of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.job import Job
from app.base.text import _, ngettext
from app.bundle.read import Reader
from app.bundle.refusals import UNPAIRED
from app.commune import inbox, receive, records
from app.commune.receive import Checked, Outcome
from app.commune.rules import ACCEPTED, FORK
from ui.commune import words
from ui.commune.club import ClubPage
from ui.commune.pairing import PairClubPage
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import body, bold
from ui.kit.layout import Column, Row, plain
from ui.kit.notice import IconLabel
from ui.kit.page import Page, Shell
from ui.kit.pager import Pager
from ui.kit.rows import stack
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.stick_line import StickLine

ROWS_A_PAGE = 4
_INKS = {"": "ink2", "good": "pri", "warn": "warn", "bad": "bad"}


class ReceivePage(Page):
    """One button receives; what somebody has to act on stands first among the results."""

    help_id = "commune"
    reads = frozenset({"club_pair"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._path: Path | None = None
        self._outcomes: list[Outcome] | None = None
        self._shown = 0
        self._choose_file = Button(_("Choose a file"), icon="file-text")
        self._choose_file.clicked.connect(self._pick_file)
        self.do = Button(_("Receive"), icon="inbox", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._receive)
        self.set_actions(self._choose_file, self.do)
        self.stick = StickLine(session, _("Where the files are"))
        self.stick.chosen.connect(self._receive)
        self._pager = Pager()
        self._pager.turned.connect(self._turn)
        self._results = Column(0)
        above = Row()
        above.stretch()
        above.add(self._pager)
        self.body.add(self.stick)
        self.body.add(above)
        self.body.add(plain(self._results), stretch=1)

    def refresh(self) -> None:
        self.head(_("Receive from the clubs"), self._sentence())
        self.stick.look()
        self._show_results()

    def first_focus(self) -> QWidget:
        return self.do

    def _sentence(self) -> str:
        if self._outcomes is None:
            return _("Reads what clubs have sent. What is wrong with a file changes nothing.")
        good = sum(outcome.result == ACCEPTED for outcome in self._outcomes)
        bad = sum(outcome.bad for outcome in self._outcomes)
        files = len(self._outcomes)
        said = ngettext("{n} file read", "{n} files read", files).format(n=files)
        return _("{files}: {good} received, {bad} to look at.").format(
            files=said, good=good, bad=bad
        )

    @guard
    def _pick_file(self) -> None:
        kinds = [(_("What clubs send"), " ".join(f"*{suffix}" for suffix in inbox.SUFFIXES))]
        chosen = pick.open_file(self, _("A file from a club"), kinds)
        if chosen is not None:
            self._receive_from(chosen)

    # --- receiving ----------------------------------------------------------------------------

    @guard
    def _receive(self) -> None:
        drive = self.stick.drive()
        if drive is None:
            self.stick.choose()  # which comes back here when something is chosen
        else:
            self._receive_from(drive.root)

    def _receive_from(self, path: Path) -> None:
        self._path = path
        work = partial(_check, path, records.reader(self.session.club))
        if self.run(work, self._take, _("Reading the stick"), retry=self._once_more):
            self._outcomes = None
            self.refresh()

    @guard
    def _once_more(self) -> None:
        if self._path is not None:
            self._receive_from(self._path)

    def _take(self, checked: Sequence[Checked]) -> None:
        found = receive.take(self.session.club, checked)
        self._outcomes = sorted(found, key=lambda outcome: not outcome.bad)
        self._shown = 0
        self.refresh()

    # --- results ------------------------------------------------------------------------------

    def _turn(self, page: int) -> None:
        self._shown = page
        self._show_results()

    def _show_results(self) -> None:
        self._results.clear()
        outcomes = self._outcomes
        self._pager.show_page(self._shown, -(-len(outcomes or ()) // ROWS_A_PAGE))
        if outcomes is None:
            self._results.add(
                Empty(
                    "inbox",
                    _("Nothing received yet"),
                    _("Plug in the stick that a club has brought, and press Receive."),
                )
            )
            return
        start = self._shown * ROWS_A_PAGE
        self._results.add(stack(self._row(each) for each in outcomes[start : start + ROWS_A_PAGE]))
        self._results.stretch()

    def _row(self, outcome: Outcome) -> QWidget:
        said = words.outcome(outcome.result)
        about = Column(0)
        about.add(bold(f"{_who(outcome)}: {said.word}"))
        if outcome.result == ACCEPTED:
            about.add(body(words.changes(outcome.changes)))
        else:
            about.add(body(outcome.message))
        row = Row(16, (16, 11, 16, 11))
        mark = IconLabel(said.icon, _INKS[said.tone])
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.add(about, stretch=1)
        button = self._button(outcome)
        if button is not None:
            button.setAccessibleName(f"{_who(outcome)}. {button.text()}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return plain(row)

    def _button(self, outcome: Outcome) -> Button | None:
        """What can be done about it here."""
        if outcome.result == FORK:
            see = Button(_("See both"), icon="list")
            see.setProperty("export", outcome.export_id)
            see.clicked.connect(self._see_both)
            return see
        if outcome.reason == UNPAIRED:
            pair = Button(_("Pair a club"), icon="key-round")
            pair.clicked.connect(self._open_pairing)
            return pair
        return None

    @guard
    def _see_both(self) -> None:
        export = self.sender().property("export")
        for status in records.overview(self.session.club):
            if export in status.heads:
                self.shell.show(ClubPage(self.session, self.shell, status.club_id))

    @guard
    def _open_pairing(self) -> None:
        self.shell.show(PairClubPage(self.session, self.shell))


def _check(path: Path, reader: Reader, job: Job) -> list[Checked]:
    """Copy in and check without touching the book."""
    return receive.check(inbox.collect(path, job), reader, job)


def _who(outcome: Outcome) -> str:
    """Which club and number a file is of, as far as it could be read; else the file's name."""
    if outcome.club is None:
        return outcome.file
    if outcome.seq is None:
        return outcome.club
    return _("{club}, number {seq}").format(club=outcome.club, seq=outcome.seq)
