"""The open book as the screens see it: who works, what changed, what can be undone."""

from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from app.base.text import _
from app.club.file import Club


class Session(QObject):
    """Holds the open file, or None.

    `changed` carries the frozenset of touched tables after each saved change; `opened` tells that
    another file (or none) is open now; `told` carries a sentence for the undo bar.
    """

    changed = Signal(object)
    opened = Signal()
    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._club: Club | None = None
        self.saved_at: datetime | None = None

    @property
    def club(self) -> Club:
        """The open file; a page is only shown while there is one."""
        if self._club is None:
            raise LookupError("no file is open")
        return self._club

    def is_open(self) -> bool:
        """Whether a file is open."""
        return self._club is not None

    def open(self, club: Club | None) -> None:
        """Take over an open file (the one before is closed), or none."""
        before, self._club = self._club, club
        if before is not None and before is not club:
            before.listeners.clear()
            before.close()
        if club is not None:
            club.listeners.append(self._touched)
            self.saved_at = club.ports.clock().astimezone()
        self.opened.emit()

    def today(self) -> date:
        """Today by the clock of the open file, in local time."""
        return self.club.ports.clock().astimezone().date()

    def may(self, right: str) -> bool:
        """Whether the officer at work has a right such as "members.write"."""
        return self._club is not None and self._club.actor.may(right)

    def _touched(self, tables: frozenset[str]) -> None:
        self.saved_at = self.club.ports.clock().astimezone()
        entry = self.club.next_undo()
        if entry is not None:
            self.told.emit(entry.words)
        self.changed.emit(tables)

    def undo(self) -> None:
        """Take back the last act, and say which. Raises Refused when rows changed since."""
        entry = self.club.next_undo()
        if entry is None:
            self.told.emit(_("There is nothing to take back."))
            return
        self.club.undo()
        self.told.emit(_("Taken back: {what}").format(what=entry.words))

    def redo(self) -> None:
        """Do again what was taken back last, and say which."""
        entry = self.club.next_redo()
        if entry is None:
            self.told.emit(_("There is nothing to do again."))
            return
        self.club.redo()
        self.told.emit(_("Done again: {what}").format(what=entry.words))
