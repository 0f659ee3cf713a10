"""Keep the book safe: copies that count only after they were opened again and compared."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.text import _, ngettext
from app.club import backup, copyfile, history
from app.club.backup import Copy, Safety
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.copies import CopyLine, copy_table, own_copies, when_made
from ui.kit.empty import Empty
from ui.kit.gauges import Seal
from ui.kit.labels import body, muted, section
from ui.kit.layout import Column as Stack
from ui.kit.layout import Flow, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class SafekeepingPage(Page):
    """The state, the copies on this PC, and what can be done with them."""

    help_id = "safekeeping"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        away = Button(_("Copy to USB"), icon="stick", key="Ctrl+S")
        away.clicked.connect(self._copy_away)
        self.now = Button(_("Keep a copy now"), icon="save", key="Ctrl+B", kind="primary")
        self.now.clicked.connect(self._keep)
        if session.may("backup.write"):
            self.set_actions(away, self.now)
        self._state = Stack(0)
        self.body.addLayout(self._state)
        self.table = copy_table(_("Copies on this PC"), apart=False)
        self.table.opened.connect(self._restore)
        self.table.set_empty(
            Empty("save", _("No copy yet"), _("One is kept whenever the book is closed."))
        )
        head = Row(12)
        head.add(section(_("Copies on this PC")), stretch=1)
        head.add(self.table.pager)
        self.body.add(head)
        self.body.add(self.table, stretch=1)
        foot = Flow(12)
        for words, icon, slot, right in (
            (
                _("Take the book back from a copy"),
                "refresh-cw",
                self._restore_other,
                "restore.write",
            ),
            (_("Try the newest copy"), "circle-check", self._drill, "backup.write"),
            (_("All tables to Excel"), "layout-grid", self._open_tables, "members.read"),
            (_("What was done"), "clock", self._open_history, "history.read"),
            (_("Officers"), "user", self._open_officers, "officers.read"),
        ):
            of_club = "person" in session.club.kind.rooms
            if session.may(right) and (of_club or right != "members.read"):
                button = Button(words, icon=icon)
                button.clicked.connect(slot)
                foot.add(button)
        self.body.add(plain(foot))

    def first_focus(self) -> QWidget | None:
        return self.now if self.session.may("backup.write") else self.table

    def refresh(self) -> None:
        self.head(
            _("Keep the book safe"),
            _("Keep copies in two places, so that a broken PC loses nothing."),
        )
        self._stale = True  # copies are files, so each look asks again
        self._state.clear()
        self._state.add(_seal_card(backup.safety_state(self.session.club)))
        self.table.set_rows(own_copies(self.session.club.folder))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _keep(self) -> None:
        try:
            backup.keep_copy(self.session.club, backup.BY_HAND, always=True)
        except UserError as error:
            self.error(error, self._keep)
            return
        self.refresh()
        self.good(_("A copy is kept. It was opened again and compared."))

    @guard
    def _drill(self) -> None:
        """Try whether the newest copy could be taken back; the result stays on this page."""
        try:
            backup.drill(self.session.club)
        finally:
            self.refresh()
        self.good(_("The newest copy is good: every page of it was opened and compared."))

    @guard
    def _copy_away(self) -> None:
        roots = self.session.club.ports.drives()
        if len(roots) == 1:
            self.copy_to(roots[0])
            return
        folder = pick.folder(self, _("Choose the stick"), roots[0] if roots else None)
        if folder is not None:
            self.copy_to(folder)

    def copy_to(self, folder: Path) -> None:
        """Put a copy into a folder, usually the root of a stick."""
        before = self.session.club.state.away
        try:
            copy: Copy = backup.backup(self.session.club, folder)
        except UserError as error:
            self.error(error, partial(self._again, folder))
            return
        self.refresh()
        on_stick = self.session.club.state.away != before
        self.good(
            _("The copy {file} was written, read back and compared.").format(file=copy.path.name),
            _("Wait until the light of the stick is off, then pull it out.")
            if on_stick
            else _("This folder is not on a USB stick, so the seal does not count it."),
        )

    @guard
    def _again(self, folder: Path) -> None:
        self.copy_to(folder)

    @guard
    def _restore(self, line: CopyLine) -> None:
        if self.session.may("restore.write"):
            self._ask_restore(line.path)

    @guard
    def _restore_other(self) -> None:
        kinds = [(_("Copies of the book"), f"*{copyfile.SUFFIX}")]
        path = pick.open_file(self, _("Choose the copy"), kinds)
        if path is not None:
            self._ask_restore(path)

    def _ask_restore(self, path: Path) -> None:
        self.ask(
            _("Take the book back from this copy?"),
            [
                _("The copy was made on {when}.").format(when=when_made(path)),
                _(
                    "The book closes now. Before anything is replaced you are shown what the copy"
                    " lacks, and the book of today is kept as a copy too."
                ),
            ],
            act=_("Go on"),
            keep=_("Keep the book as it is"),
            then=partial(self._leave_for, path),
            danger=False,
        )

    @guard
    def _leave_for(self, path: Path) -> None:
        self.shell.close_club(copy=path)

    @guard
    def _open_tables(self) -> None:
        from ui.safekeeping.tables import TablesPage

        self.shell.show(TablesPage(self.session, self.shell))

    @guard
    def _open_history(self) -> None:
        self.shell.open("history")

    @guard
    def _open_officers(self) -> None:
        self.shell.open("officers")


def _seal_card(safety: Safety) -> QWidget:
    words = Stack(2)
    words.add(section(_("The book is safe") if safety.safe else _("A copy is needed")))
    for problem in safety.problems:
        words.add(body(problem))
    facts = []
    if safety.newest_at is not None:
        facts.append(_("Newest copy on this PC: {when}.").format(when=_when(safety.newest_at)))
    if safety.newest_away_at is not None:
        facts.append(_("Last copy on a stick: {when}.").format(when=_when(safety.newest_away_at)))
    if safety.changes_since:
        facts.append(
            ngettext(
                "{n} change since the newest copy.",
                "{n} changes since the newest copy.",
                safety.changes_since,
            ).format(n=safety.changes_since)
        )
    if safety.last_drill is not None:
        how = (
            _("Last trial of a copy: {when}, it was good.")
            if safety.drill_ok
            else _("Last trial of a copy: {when}, it failed.")
        )
        facts.append(how.format(when=_when(safety.last_drill)))
    words.add(muted(" ".join(facts)))
    row = Row(18)
    row.addWidget(Seal(safe=safety.safe), 0, Qt.AlignmentFlag.AlignTop)
    row.add(words, stretch=1)
    inside = padded(0)
    inside.add(row)
    return card(inside)


def _when(at: datetime) -> str:
    return history.when(at.astimezone(history.VIETNAM))
