"""The history in words, newest first; Enter shows before and after, and takes one act back."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.names import fold
from app.base.text import _
from app.club import history
from app.club.history import Entry, RowChange
from app.club.kinds import CLUB
from app.members import records as members
from ui.history import words
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.labels import body, bold, muted
from ui.kit.layout import Apart, Row, card, padded
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

AT_ONCE = 300
CARDS = 4
"""Up to so many changed rows are shown whole; more of them are a list."""


class HistoryPage(Page):
    """The newest acts; older ones on demand; all of them, or those about one person."""

    help_id = "history"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._person = ""
        self._entries: list[Entry] = []
        self._older = Button(_("Show older ones"), icon="clock")
        self._older.clicked.connect(self._load_older)
        self._everybody = Button(_("Show everybody"), icon="users")
        self._everybody.clicked.connect(self._show_everybody)
        self.set_actions(self._everybody, self._older)
        self.search = SearchBox(_("Type a name or a word, marks not needed"))
        self.search.typed.connect(self._narrow)
        self.table: Table[Entry] = Table(
            [
                Column(_("When"), lambda entry: history.when(entry.at), sort=lambda e: e.seq),
                Column(_("Who"), lambda entry: entry.actor),
                Column(_("What"), lambda entry: entry.words, bold=True, wide=True),
            ],
            key=lambda entry: entry.seq,
            name=_("History"),
        )
        self.table.opened.connect(self._open)
        self.table.set_empty(
            Empty("clock", _("Nothing here yet"), _("Whatever is written in the book shows here."))
        )
        self.search.leads_to(self.table)
        self.body.add(Apart(self.search, self.table.pager, gap=12, grow=True))
        self.body.add(self.table, stretch=1)
        session.changed.connect(self._changed)

    def arrive(self, **about: Any) -> None:
        self._person = str(about.get("what", ""))
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def refresh(self) -> None:
        about = _("Whatever was written, by whom and when. Nobody can erase it.")
        if self._person:
            name = _name(self.session, self._person) or _("somebody no longer in the book")
            about = _("Only what concerns {name}.").format(name=name)
        self.head(_("History"), about)
        self._everybody.setVisible(bool(self._person))
        self._entries = []
        self._load()

    def _changed(self, _tables: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _load(self) -> None:
        """The next older acts, below those that are shown."""
        before = self._entries[-1].seq if self._entries else None
        older = self.session.club.history(AT_ONCE, before, self._person or None)
        self._entries += older
        self._older.setVisible(len(older) == AT_ONCE)
        self._narrow(self.search.value())

    def _narrow(self, text: str) -> None:
        parts = fold(text).split()
        self.table.set_rows(
            [
                entry
                for entry in self._entries
                if all(part in fold(f"{entry.words} {entry.actor}") for part in parts)
            ]
        )

    @guard
    def _load_older(self) -> None:
        self._load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @guard
    def _show_everybody(self) -> None:
        self._person = ""
        self.refresh()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @guard
    def _open(self, entry: Entry) -> None:
        self.shell.show(ActPage(self.session, self.shell, entry))


class ActPage(Page):
    """One act: what it changed, row by row, and the way to take it back."""

    help_id = "history"

    def __init__(self, session: Session, shell: Shell, entry: Entry) -> None:
        super().__init__(session, shell)
        self._entry = entry
        self.revert = Button(_("Take this act back"), icon="undo-2", kind="primary")
        self.revert.clicked.connect(self._take_back)
        self.set_actions(self.revert)
        self._rows = history.details(session.club, entry.seq)
        self.head(
            entry.words,
            _("{who}, {when}. Number {seq} of the history.").format(
                who=entry.actor, when=history.when(entry.at), seq=entry.seq
            ),
        )
        self.table: Table[RowChange] | None = None
        self._say_if_final()
        if len(self._rows) <= CARDS:
            for row in self._rows:
                self.body.add(_card(session, row))
            self.body.stretch()
        else:
            self.table = self._make_table()
            above = Row(12)
            above.stretch()
            above.add(self.table.pager)
            self.body.add(above)
            self.body.add(self.table, stretch=1)
            self.table.set_rows(self._rows)

    def first_focus(self) -> QWidget | None:
        if self.table is not None:
            return self.table
        return self.revert if self.revert.isEnabled() else None

    def _say_if_final(self) -> None:
        """Whatever its rows are now, no act is taken back from before one that is final."""
        barrier = history.last_barrier(self.session.club)
        if barrier is None or barrier.seq < self._entry.seq:
            return
        if any(row.table == "posting" for row in self._rows):
            self.revert.off(_("Money that was booked stays."))
            self.body.add(muted(_("A voucher is put right under “Funds and loans”.")))
        elif self._entry.barrier:
            self.revert.off(_("Keys, copies and receipts cannot be taken back."))
        else:
            self.revert.off(_("Something final was written since."))
            said = _("Undo never goes back past “{barrier}” ({when}). Correct the entry by hand.")
            when = history.when(barrier.at)
            self.body.add(muted(said.format(barrier=barrier.words, when=when)))

    def _make_table(self) -> Table[RowChange]:
        names = _names(self.session, self._rows)
        table: Table[RowChange] = Table(
            [
                Column(_("What"), words.what_kind, bold=True),
                Column(_("Who"), lambda row: names.get(words.person_id(row), "")),
                Column(_("What became of it"), lambda row: ", ".join(words.lines(row)), wide=True),
            ],
            key=id,
            name=self._entry.words,
        )
        table.opened.connect(self._open)
        return table

    @guard
    def _open(self, row: RowChange) -> None:
        self.shell.show(RowPage(self.session, self.shell, self._entry, row))

    @guard
    def _take_back(self) -> None:
        self.session.club.revert(self._entry.seq)
        self.shell.back()


class RowPage(Page):
    """One of the many rows that an act changed, read whole."""

    help_id = "history"

    def __init__(self, session: Session, shell: Shell, entry: Entry, row: RowChange) -> None:
        super().__init__(session, shell)
        self.head(words.what_kind(row), entry.words)
        self.body.add(_card(session, row))
        self.body.stretch()


def _card(session: Session, row: RowChange) -> QWidget:
    inside = padded(4)
    name = _name(session, words.person_id(row))
    inside.add(bold(f"{words.what_kind(row)}. {name}" if name else words.what_kind(row)))
    for line in words.lines(row):
        inside.add(body(line))
    return card(inside)


def _name(session: Session, person_id: str) -> str:
    """The name of somebody in the register, now; "" when there is nobody."""
    if not person_id or not session.may("members.read") or session.club.kind is not CLUB:
        return ""
    try:
        return members.member(session.club, person_id, session.today()).person.name
    except LookupError:
        return ""


def _names(session: Session, rows: Sequence[RowChange]) -> Mapping[str, str]:
    """The names of everybody whom the rows are about, asked for once each."""
    return {who: _name(session, who) for who in {words.person_id(row) for row in rows}}
