"""What keeps the book from passers-by: the curtain, drawn with F12 or when nobody is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit import who
from ui.kit.idle import IdleWatch
from ui.kit.session import Session

if TYPE_CHECKING:
    from ui.kit.curtain import Curtain


class Privacy(QObject):
    """The curtain of a window.

    `covered` and `uncovered` tell when it is drawn and when it is gone; `left` that somebody else
    wants to sign in. `warned` carries what is said before it draws itself, "" when all is well.
    """

    covered = Signal()
    uncovered = Signal()
    left = Signal()
    warned = Signal(object)

    def __init__(self, window: QWidget, session: Session, idle: IdleWatch) -> None:
        super().__init__(window)
        self._window, self._session, self._idle = window, session, idle
        self._curtain: Curtain | None = None
        idle.setParent(self)
        idle.warned.connect(self._warn)
        idle.woke.connect(self._woke)
        idle.expired.connect(self.cover)

    def watch(self, on: bool) -> None:
        """Watch whether somebody is there; only while a book is open."""
        if on:
            self._idle.start()
        else:
            self._idle.stop()

    def cover(self) -> None:
        """Draw the curtain at once."""
        if not self._session.has_club or self._curtain is not None:
            return
        from ui.kit.curtain import Curtain

        self._idle.stop()
        self._woke()
        self.covered.emit()
        prove = self._prove if self._asks() else None
        name = who.in_words(self._session, role=False)
        self._curtain = Curtain(self._window, name, prove, self._seconds)
        self._curtain.opened.connect(self._open)
        self._curtain.left.connect(self._leave)
        self._curtain.show()
        self._curtain.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def curtain(self) -> "Curtain | None":
        """The curtain, while it is drawn."""
        return self._curtain

    def fit(self) -> None:
        """Cover the whole window, whatever its size is now."""
        if self._curtain is not None:
            self._curtain.setGeometry(self._window.rect())

    def _asks(self) -> bool:
        tile = who.me(self._session)
        return tile is not None and tile.asks

    def _prove(self, passphrase: str, waited: bool) -> None:
        who.prove(self._session, passphrase, waited=waited)

    def _seconds(self) -> int:
        return who.seconds_to_wait(self._session)

    def _open(self) -> None:
        if self._curtain is not None:
            curtain, self._curtain = self._curtain, None
            curtain.hide()
            curtain.deleteLater()
            self._idle.start()
            self.uncovered.emit()

    def _leave(self) -> None:
        self._open()
        self.left.emit()

    def _warn(self) -> None:
        if self._asks():
            self.warned.emit(
                _("Nobody has typed for nine minutes. In one minute the screen will be covered.")
            )
        else:
            self._idle.touch()  # a book that asks for nothing has nothing to hide

    def _woke(self) -> None:
        self.warned.emit("")
