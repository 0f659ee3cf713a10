"""The open book as the screens see it: who works, what changed, when it was saved."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.base.errors import UserError
from app.base.text import _
from ui.kit import settings as kept
from ui.kit.drafts import Drafts
from ui.kit.settings import Settings
from ui.kit.tasks import Worker

if TYPE_CHECKING:  # the first page must not wait for the libraries of the file
    from app.club.file import Club
    from app.club.ports import Ports
    from ui.kit.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Told:
    """A line for the undo bar; `undo` when Ctrl+Z takes back what it tells of, `redo` when Ctrl+Y
    does it again. `asked` when the user asked for it: an undo or redo itself."""

    text: str
    undo: bool = False
    redo: bool = False
    asked: bool = False


class Session(QObject):
    """Holds the open book, or none. It is the only thing that pages share.

    Signals: `changed` carries the frozenset of touched tables after each saved change; `opened`
    tells that another book, or none, is open now; `told` carries a `Told`; `restyled` that size or
    theme have changed, `respoken` that the language has; `covered` carries whether the curtain is
    drawn.
    """

    changed = Signal(object)
    opened = Signal()
    told = Signal(object)
    restyled = Signal()
    respoken = Signal()
    covered = Signal(object)

    def __init__(self, ports: "Ports | None" = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ports = ports
        self.settings = kept.read()
        self.worker = Worker(self)
        self.drafts = Drafts()
        self.saved_at: datetime | None = None
        self._club: Club | None = None
        self._keeper: Keeper | None = None

    @property
    def ports(self) -> "Ports":
        """The edges of the core: clock, chance, drives."""
        if self._ports is None:
            from app.club.ports import Ports

            self._ports = Ports()
        return self._ports

    @property
    def club(self) -> "Club":
        """The open book. LookupError without one: pages are shown only while a book is open."""
        if self._club is None:
            raise LookupError("no book is open")
        return self._club

    @property
    def has_club(self) -> bool:
        """Whether a book is open."""
        return self._club is not None

    def open(self, club: "Club | None") -> None:
        """Go on with another open book, or with none; the one before is closed."""
        before, self._club = self._club, club
        self.drafts.watch(club)
        self.saved_at = None
        if before is not None and before is not club:
            before.listeners.clear()
            before.close()
        if club is not None:
            club.listeners.append(self._touched)
            self.configure(last_folder=str(club.folder.resolve()))
        self._keep(club)
        self.opened.emit()

    def close(self) -> None:
        """Wait for what is running, close the book; the session is not used again."""
        self.worker.close()
        self.open(None)

    def today(self) -> date:
        """The day in Vietnam by the clock of this PC."""
        return self._now().date()

    def may(self, right: str) -> bool:
        """Whether the officer at work has a right such as "members.write"."""
        return self._club is not None and self._club.actor.may(right)

    def configure(self, **changed: Any) -> None:
        """Change settings by name, keep them, and let the screens follow."""
        before, self.settings = self.settings, replace(self.settings, **changed)
        if self.settings == before:
            return
        kept.write(self.settings)
        if (before.size, before.theme) != (self.settings.size, self.settings.theme):
            self.restyled.emit()
        if before.language != self.settings.language:
            self.respoken.emit()

    def use(self, settings: Settings) -> None:
        """Work with other settings without keeping them: for pictures and tests."""
        self.settings = settings

    def undo(self) -> None:
        """Take back the last act and tell which. Raises Refused when that is not possible."""
        done = self.club.undo() is not None
        text = self._last_words() if done else self._why_no_undo()
        self.told.emit(Told(text, redo=done, asked=True))

    def redo(self) -> None:
        """Do again what was taken back last, and tell which."""
        done = self.club.redo() is not None
        text = self._last_words() if done else _("There is nothing to do again.")
        self.told.emit(Told(text, undo=done, asked=True))

    def _keep(self, club: "Club | None") -> None:
        """Let copies be made by the clock while a book is open."""
        if self._keeper is None and club is not None:
            from ui.kit.keeper import Keeper

            self._keeper = Keeper(self, self.worker.busy)
            self._keeper.failed.connect(self._not_kept)
        if self._keeper is not None:
            self._keeper.watch(club)

    def _not_kept(self, error: UserError) -> None:
        self.told.emit(Told(_("No copy could be kept now. {why}").format(why=error)))

    def _why_no_undo(self) -> str:
        from app.club.history import last_barrier

        barrier = last_barrier(self.club)
        if barrier is None or barrier.seq == 1:  # the making of the book
            return _("There is nothing to undo.")
        said = _("There is nothing to undo since “{what}”, which stays.")
        return said.format(what=barrier.words)

    def _last_words(self) -> str:
        """What was done last: "Undone: Record blood pressure"."""
        return self.club.history(1)[0].words

    def _touched(self, tables: frozenset[str]) -> None:
        self.saved_at = self._now()
        last = self.club.history(1)[0]
        self.told.emit(Told(_("Saved: {what}").format(what=last.words), undo=not last.barrier))
        self.changed.emit(tables)

    def _now(self) -> datetime:
        from app.club.history import VIETNAM

        ports = self._club.ports if self._club is not None else self.ports
        return ports.clock().astimezone(VIETNAM)
