"""Notices when nobody is at the screen: one minute of warning, then it is covered."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

COVER_AFTER, WARN_BEFORE = 600.0, 60.0
"""Seconds."""

_LIFE = {
    *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
    *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.InputMethod),
}


class IdleWatch(QObject):
    """`warned` a minute before, `woke` when somebody moved after that, `expired` at the end.

    `elapsed` is a clock in seconds that only goes forward. A test calls `look` itself.
    """

    warned = Signal()
    woke = Signal()
    expired = Signal()

    def __init__(
        self, parent: QObject | None = None, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._elapsed = elapsed
        self._last = elapsed()
        self._warning = self._listening = False
        self._timer = QTimer(self)
        self._timer.setInterval(5_000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        self.touch()
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._warning = self._listening = False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._elapsed()
        if self._warning:
            self._warning = False
            self.woke.emit()

    def look(self) -> None:
        """See how long nothing has happened."""
        self._listen()
        quiet = self._elapsed() - self._last
        if quiet >= COVER_AFTER:
            self.stop()
            self.expired.emit()
        elif quiet >= COVER_AFTER - WARN_BEFORE and not self._warning:
            self._warning = True
            self.warned.emit()

    def _listen(self) -> None:
        """Look at events, from a few seconds after the start on: the first one of a widget that
        only Qt knows makes PySide6 load all of its classes, which takes a tenth of the start."""
        app = QApplication.instance()
        if app is not None and not self._listening:
            self._listening = True
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LIFE:
            self.touch()
        return False
