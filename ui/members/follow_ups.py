"""What is to be done about people: the notes of one person, and all open ones by their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.text import _, ngettext
from app.members import parts_records, records
from app.members.parts import FollowUp
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import body
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import part_forms, part_words, words
from ui.members.person_parts import PartPage, show
from ui.members.picker import PersonPicker


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open note with the person it is about."""

    note: FollowUp
    member: Member


class FollowUpsPage(Page):
    """Every open note of the club, the most pressing first; Space or Enter: it is done."""

    help_id = "notes"
    reads = frozenset({"person", "follow_up"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("members.write")
        today = session.today()
        self.table: Table[Waiting] = Table(
            [
                Column(
                    _("By when"),
                    lambda row: part_words.due(row.note, today).word,
                    sort=lambda row: row.note.due_on,
                    cell=lambda row: part_words.due(row.note, today),
                ),
                Column(
                    _("Who"),
                    lambda row: row.member.person.name,
                    sort=lambda row: row.member.person.name,
                    bold=True,
                ),
                Column(_("What is to be done"), lambda row: row.note.text, wide=True),
                Column(_("Telephone"), lambda row: words.phone(row.member.person.phone), keep=40),
            ],
            key=lambda row: row.note.id,
            name=_("Notes"),
        )
        self.table.opened.connect(self._finish)
        whose = Button(_("Open the person"), icon="user", key="F3")
        whose.clicked.connect(self._open_person)
        done = Button(_("It is done"), icon="check", key="Space")
        done.clicked.connect(self._finish)
        add = Button(_("Add a note"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._add)
        self.set_actions(*((whose, done, add) if self._may else (whose,)))
        self._first = add if self._may else whose
        self.table.set_empty(
            Empty(
                "circle-check",
                _("Nothing left to do"),
                _("Notes about people stand here until they are done, with the day they are due."),
            )
        )
        self.table.moved.connect(self._show_whole)
        self._whole = body("")
        self.body.add(self.table, stretch=1)
        self.body.add(Apart(self._whole, self.table.pager, gap=12, grow=True))

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        people = {each.id: each for each in records.people(club, today)}
        notes = [
            each
            for each in parts_records.open_follow_ups(club, today)
            if each.done_on is None and each.person_id in people
        ]
        show(self.table, [Waiting(each, people[each.person_id]) for each in notes])
        late = sum(each.late(today) for each in notes)
        sentence = ngettext("{n} open note", "{n} open notes", len(notes)).format(n=len(notes))
        if late:
            sentence = _("{notes}, {n} of them late").format(notes=sentence, n=late)
        self.head(_("Notes"), f"{sentence}.")
        self._show_whole()

    def first_focus(self) -> QWidget:
        return self.table if self.table.shown() else self._first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._may:
            self._finish()
            return
        super().keyPressEvent(event)

    def _show_whole(self) -> None:
        """The whole of a long note: a row may be too narrow for it."""
        row = self.table.current()
        self._whole.setText(words.if_long(row.note.text) if row is not None else "")

    @guard
    def _finish(self) -> None:
        row = self._row()
        if self._may:
            today = self.session.today()
            name = words.inside_name(row.member.person, today)
            self.shell.show(part_forms.finish_form(self.session, self.shell, row.note, name))

    @guard
    def _open_person(self) -> None:
        from ui.members.person import PersonPage

        self.shell.show(PersonPage(self.session, self.shell, self._row().member.id))

    @guard
    def _add(self) -> None:
        self.shell.show(
            PersonPicker(
                self.session,
                self.shell,
                _("Whom is the note about?"),
                _("Enter takes the person; then write what is to be done."),
                records.people(self.session.club, self.session.today()),
                self._write,
            )
        )

    def _write(self, member: Member) -> None:
        self.shell.show(part_forms.follow_up_form(self.session, self.shell, member))

    def _row(self) -> Waiting:
        row = self.table.current()
        if row is None:
            raise Refused(_("No line is chosen. Nothing was changed. Choose one with the arrows."))
        return row


class NotesPage(PartPage[FollowUp]):
    """The notes about one person, open ones first, then what was done and what came of it."""

    reads = frozenset({"person", "follow_up"})

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        today = session.today()
        columns: list[Column[FollowUp]] = [
            Column(
                _("By when"),
                lambda note: part_words.due(note, today).word,
                cell=lambda note: part_words.due(note, today),
            ),
            Column(_("What is to be done"), lambda note: note.text, bold=True, wide=True),
            Column(_("What came of it"), lambda note: note.result or "", keep=60),
            Column(
                _("Written"),
                lambda note: fmt_date(date.fromisoformat(note.written_on)),
                keep=40,
            ),
        ]
        table: Table[FollowUp] = Table(columns, key=lambda note: note.id, name=_("Notes"))
        purpose = _("Enter or Space on an open note: it is done.")
        super().__init__(session, shell, person_id, _("Notes"), purpose, table)
        table.opened.connect(self._finish)
        done = Button(_("It is done"), icon="check", key="Space")
        done.clicked.connect(self._finish)
        add = Button(_("Add a note"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._begin)
        self.offer(done, add)
        table.set_empty(
            Empty(
                "circle-check",
                _("No note yet"),
                _("What should not be forgotten about this person, and by when."),
            )
        )

    def rows(self, member: Member, today: date) -> Sequence[FollowUp]:
        return parts_records.follow_ups(self.session.club, member.id)

    def whole(self, row: FollowUp) -> str:
        return " – ".join(part for part in (row.text, row.result or "") if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._may:
            self._finish()
            return
        super().keyPressEvent(event)

    @guard
    def _finish(self) -> None:
        note = self.row()
        if note.done_on is not None:
            raise Refused(_("This was done already. Nothing was changed."))
        if self._may:
            name = words.inside_name(self.person().person, self.session.today())
            self.shell.show(part_forms.finish_form(self.session, self.shell, note, name))

    @guard
    def _begin(self) -> None:
        self.shell.show(part_forms.follow_up_form(self.session, self.shell, self.person()))
