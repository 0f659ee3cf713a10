"""Copies by the clock while a book is open: every half hour, and once a month one is tried out."""

import time
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import UserError
from app.club import backup
from app.club.file import Club

EVERY, BEFORE_DRILL = 1800.0, 120.0
"""Seconds between two copies; seconds after opening before a copy is tried out."""

DRILL_AFTER = timedelta(days=30)


class Keeper(QObject):
    """`failed` carries the UserError of a copy that could not be made; work goes on.

    A copy takes a quarter of a second at ten years of records, so it is made where the book is
    used, between two keys; not while the worker is `busy` with it. `elapsed` is a clock in seconds
    that only goes forward; a test calls `look` itself.
    """

    failed = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        busy: Callable[[], bool] = lambda: False,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._busy, self._elapsed = busy, elapsed
        self._club: Club | None = None
        self._since = self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(60_000)
        self._timer.timeout.connect(self.look)

    def watch(self, club: Club | None) -> None:
        """Look after this book from now on; None for no book."""
        self._club = club
        self._since = self._last = self._elapsed()
        if club is None:
            self._timer.stop()
        else:
            self._timer.start()

    def look(self) -> None:
        """Do what is due."""
        club, now = self._club, self._elapsed()
        if club is None or club.open_change is not None or self._busy():
            return
        try:
            if now - self._last >= EVERY:
                self._last = now  # a disk that is full is not asked every minute
                backup.keep_copy(club, backup.TIMER)
            if now - self._since >= BEFORE_DRILL and _drill_is_due(club):
                self._since = now + EVERY
                backup.drill(club)
        except UserError as error:
            self.failed.emit(error)


def _drill_is_due(club: Club) -> bool:
    last = backup.safety_state(club).last_drill
    return last is None or club.ports.clock() - last >= DRILL_AFTER
