"""Keep the book safe: copies that count only after they were opened again and compared."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.text import N_, _, ngettext
from app.club import backup, copyfile, history
from app.club.backup import Copy, Safety
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.gauges import Seal
from ui.kit.labels import body, muted, section
from ui.kit.layout import Column as Stack
from ui.kit.layout import Flow, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

REASONS = {
    backup.CLOSE: N_("when the book was closed"),
    backup.TIMER: N_("every half hour"),
    backup.IMPORT: N_("before a list was brought in"),
    backup.EXPORT: N_("after sending to the commune"),
    backup.BEFORE_MIGRATION: N_("before a new version of the program"),
    backup.BEFORE_KEYS: N_("before the key was renewed"),
    backup.BEFORE_RESTORE: N_("before a copy was taken back"),
    backup.BY_HAND: N_("by hand"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    made_at: datetime | None
    why: str


class SafekeepingPage(Page):
    """The state, the copies on this PC, and what can be done with them."""

    help_id = "safekeeping"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        away = Button(_("Copy to USB"), icon="stick", key="Ctrl+S")
        away.clicked.connect(self._copy_away)
        self.now = Button(_("Keep a copy now"), icon="save", key="Ctrl+B", kind="primary")
        self.now.clicked.connect(self._keep)
        may = session.may("backup.write")
        away.setVisible(may)
        self.now.setVisible(may)
        self.set_actions(away, self.now)
        self._state = Stack(0)
        self.body.addLayout(self._state)
        self.table: Table[_Line] = Table(
            [
                Column(
                    _("When"),
                    lambda line: history.when(line.made_at) if line.made_at else "",
                    bold=True,
                ),
                Column(_("Why it was made"), lambda line: line.why, wide=True),
                Column(_("State"), lambda _line: _("Opened again and compared"), wide=True),
            ],
            key=lambda line: line.path.name,
            name=_("Copies on this PC"),
        )
        self.table.opened.connect(self._restore)
        self.table.set_empty(
            Empty("save", _("No copy yet"), _("One is kept whenever the book is closed."))
        )
        head = Row(12)
        head.add(section(_("Copies on this PC")), stretch=1)
        head.add(self.table.pager)
        self.body.add(head)
        self.body.add(self.table, stretch=1)
        restore = Button(_("Take the book back from a copy"), icon="refresh-cw")
        restore.clicked.connect(self._restore_other)
        restore.setVisible(session.may("restore.write"))
        what = Button(_("What was done"), icon="clock")
        what.clicked.connect(self._open_history)
        what.setVisible(session.may("history.read"))
        board = Button(_("Officers"), icon="user")
        board.clicked.connect(self._open_officers)
        board.setVisible(session.may("officers.read"))
        foot = Flow(12)
        for button in (what, board, restore):
            foot.add(button)
        self.body.add(plain(foot))

    def first_focus(self) -> QWidget | None:
        return self.now if self.now.isVisible() else None

    def refresh(self) -> None:
        self.head(
            _("Keep the book safe"),
            _("Keep copies in two places, so that a broken PC loses nothing."),
        )
        self._stale = True  # copies are files, so each look asks again
        safety = backup.safety_state(self.session.club)
        self._state.clear()
        self._state.add(self._seal_card(safety))
        self.table.set_rows([_line(each.path, each.reason) for each in self._kept()])

    def _kept(self) -> list[backup.Kept]:
        return list(reversed(backup.kept(self.session.club.folder)))

    def _seal_card(self, safety: Safety) -> QWidget:
        words = Stack(2)
        words.add(section(_("The book is safe") if safety.safe else _("A copy is needed")))
        for problem in safety.problems:
            words.add(body(problem))
        if safety.newest_at is not None:
            words.add(
                muted(
                    _("Newest copy on this PC: {when}.").format(
                        when=history.when(safety.newest_at.astimezone(history.VIETNAM))
                    )
                )
            )
        words.add(
            muted(
                _("Last copy on a stick: {when}.").format(
                    when=history.when(safety.newest_away_at.astimezone(history.VIETNAM))
                )
                if safety.newest_away_at is not None
                else _("Never copied to a stick.")
            )
        )
        if safety.changes_since:
            words.add(
                muted(
                    ngettext(
                        "{n} change since the newest copy.",
                        "{n} changes since the newest copy.",
                        safety.changes_since,
                    ).format(n=safety.changes_since)
                )
            )
        row = Row(18)
        row.addWidget(Seal(safe=safety.safe), 0, Qt.AlignmentFlag.AlignTop)
        row.add(words, stretch=1)
        inside = padded(0)
        inside.add(row)
        return card(inside)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _keep(self) -> None:
        copy = backup.keep_copy(self.session.club, backup.BY_HAND, always=True)
        self.refresh()
        if copy is not None:
            self.good(_("A copy is kept. It was opened again and compared."))

    @guard
    def _copy_away(self) -> None:
        club = self.session.club
        roots = club.ports.drives()
        folder = roots[0] if roots else pick.folder(self, _("Where to"))
        if folder is not None:
            self.copy_to(folder)

    def copy_to(self, folder: Path) -> None:
        """Put a copy into a folder, usually the root of a stick."""
        copy: Copy = backup.backup(self.session.club, folder)
        self.refresh()
        self.good(
            _("The copy {file} was written, read back and compared.").format(file=copy.path.name),
            _("Wait until the light of the stick is off, then pull it out."),
        )

    @guard
    def _restore(self, line: _Line) -> None:
        if self.session.may("restore.write"):
            self._ask_restore(line.path)

    @guard
    def _restore_other(self) -> None:
        path = pick.open_file(
            self, _("Choose the copy"), [(_("Copies of the book"), f"*{copyfile.SUFFIX}")]
        )
        if path is not None:
            self._ask_restore(path)

    def _ask_restore(self, path: Path) -> None:
        manifest = copyfile.read(path).manifest
        made = _time(manifest.made_at)
        self.ask(
            _("Take the book back from this copy?"),
            [
                _("The copy was made on {when}.").format(when=history.when(made)),
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

    def _leave_for(self, path: Path, _reason: str) -> None:
        folder = self.session.club.folder
        self.shell.close_club()
        self.shell.open("welcome", folder=folder, copy=path)

    @guard
    def _open_history(self) -> None:
        self.shell.open("history")

    @guard
    def _open_officers(self) -> None:
        self.shell.open("officers")


def _line(path: Path, reason: str) -> _Line:
    try:
        made = _time(copyfile.read(path).manifest.made_at)
    except UserError:
        return _Line(path, None, _("damaged: cannot be used"))
    return _Line(path, made, _(REASONS.get(reason, reason)))


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(history.VIETNAM)
