"""Long work, seen from the core: it says how far it is and hears when it should stop."""

import threading
from collections.abc import Callable
from typing import Final, Protocol

from app.base.errors import Cancelled


class Job(Protocol):
    """What a long function gets as its last argument."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say that `done` of `total` are done; `what` says what, translated.

        Raises Cancelled when the user wants to stop. Call it where stopping leaves nothing half
        done, and often enough to answer within a second. A `total` of 0 means unknown.
        """


class WatchedJob:
    """A job with somebody watching: `tell` gets each step, in the thread that does the work."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Make the next step raise Cancelled. May be called from any thread."""
        self._cancelled.set()

    def step(self, done: int, total: int, what: str = "") -> None:
        """See Job.step."""
        if self._cancelled.is_set():
            raise Cancelled
        self._tell(done, total, what)


class _Unwatched:
    def step(self, done: int, total: int, what: str = "") -> None:
        """Nobody watches, nobody cancels."""


NO_JOB: Final[Job] = _Unwatched()
