"""The history in words, newest first; Enter shows before and after, and takes one act back."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.names import fold
from app.base.text import _
from app.club import history
from app.club.history import Entry, RowChange
from app.members import records as members
from ui.history import words
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.labels import body, muted
from ui.kit.layout import Column as Stack
from ui.kit.layout import Row, card, padded
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

AT_ONCE = 300


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
        tools = Row(12)
        tools.add(self.search, stretch=1)
        tools.add(self.table.pager)
        self.body.add(tools)
        self.body.add(self.table, stretch=1)
        session.changed.connect(self._changed)

    def arrive(self, **about: Any) -> None:
        self._person = str(about.get("what", ""))
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def refresh(self) -> None:
        club = self.session.club
        about = _("Whatever was written, by whom and when. Nobody can erase it.")
        if self._person:
            name = members.member(club, self._person, self.session.today()).person.name
            about = _("Only what concerns {name}.").format(name=name)
        self.head(_("History"), about)
        self._everybody.setVisible(bool(self._person))
        self._entries = club.history(AT_ONCE, person_id=self._person or None)
        self._show_entries()

    def _changed(self, _tables: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _show_entries(self) -> None:
        self._older.setVisible(bool(self._entries) and len(self._entries) % AT_ONCE == 0)
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
        last = self._entries[-1].seq
        self._entries += self.session.club.history(
            AT_ONCE, before=last, person_id=self._person or None
        )
        self._show_entries()

    @guard
    def _show_everybody(self) -> None:
        self._person = ""
        self.refresh()

    @guard
    def _open(self, entry: Entry) -> None:
        self.shell.show(ActPage(self.session, self.shell, entry))


class ActPage(Page):
    """One act: what it changed, row by row, and the way to take it back."""

    help_id = "history"

    def __init__(self, session: Session, shell: Shell, entry: Entry) -> None:
        super().__init__(session, shell)
        self._entry = entry
        self._revert = Button(_("Take this act back"), icon="undo-2", kind="primary")
        self._revert.clicked.connect(self._take_back)
        self.set_actions(self._revert)
        if entry.barrier:
            self._revert.off(_("Keys, copies and receipts cannot be taken back."))
        self._rows = Stack(12)
        self.body.addLayout(self._rows)
        self.body.stretch()

    def refresh(self) -> None:
        entry = self._entry
        self.head(
            entry.words,
            _("{who}, {when}. Number {seq} of the history.").format(
                who=entry.actor, when=history.when(entry.at), seq=entry.seq
            ),
        )
        self._rows.clear()
        found = history.details(self.session.club, entry.seq)
        for row in found[: words.MOST_ROWS]:
            self._rows.add(self._card(row))
        if len(found) > words.MOST_ROWS:
            self._rows.add(muted(_("And {n} more.").format(n=len(found) - words.MOST_ROWS)))

    def first_focus(self) -> QWidget | None:
        return self._revert if self._revert.isEnabled() else None

    def _card(self, row: RowChange) -> QWidget:
        inside = padded(4)
        inside.add(body(words.what_kind(row)))
        for line in words.lines(row):
            inside.add(muted(line))
        return card(inside)

    @guard
    def _take_back(self) -> None:
        self.session.club.revert(self._entry.seq)
        self.shell.back()
