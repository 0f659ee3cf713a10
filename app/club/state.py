"""What is remembered beside a file: `state.json`, the note who has it open, the log of its doors.

None of it is needed to open the file, and none holds anything personal but the name in the lock.
"""

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.base.errors import UserError
from app.base.files import write_whole
from app.club.history import VIETNAM
from app.club.ports import Ports

STATE, LOCK, DOORS = "state.json", "lock", "doors.log"

# Seconds before the next try after 0, 1, 2 … wrong ones. Nobody is ever locked out for good.
DELAYS = (0, 1, 2, 4, 8, 16, 30)

# A clock that jumped further ahead than this, or back by more than a day, is not believed.
_AHEAD, _BACK = timedelta(days=400), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """What the program remembers of a file outside it; times are ISO, UTC, empty for never.

    `lineage`, `seq` and `head` are where the history stood, `before` the lines it came from;
    `clock` is the latest believed time; `failed` counts wrong passphrases in a row; `deep_check` is
    the last check of every page; `generation` and `session` number the copies and the sittings;
    `copied`, `copied_seq` and `copied_at` are head, change and time of the last verified copy;
    `away` and `away_seq` tell when and of which change the last copy left this PC; `drill` and
    `drill_ok` are the last trial of a copy; `erasures` is what every restore erases again.
    """

    lineage: str = ""
    seq: int = 0
    head: str = ""
    before: tuple[str, ...] = ()
    clock: str = ""
    failed: int = 0
    deep_check: str = ""
    generation: int = 0
    session: int = 0
    copied: str = ""
    copied_seq: int = 0
    copied_at: str = ""
    away: str = ""
    away_seq: int = 0
    drill: str = ""
    drill_ok: bool = False
    erasures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open: the officer's name, since when, and the process on which PC."""

    who: str
    since: str
    pid: int
    host: str

    @property
    def clock_time(self) -> str:
        """Since when, as the wall clock said, such as "8:12"."""
        try:
            at = datetime.fromisoformat(self.since).astimezone(VIETNAM)
        except ValueError:
            return self.since
        return f"{at.hour}:{at.minute:02}"


def read_state(folder: Path) -> State:
    """What is remembered of the file in `folder`; an empty state when that is lost."""
    try:
        value = json.loads((folder / STATE).read_bytes())
        known = {
            field.name: _like(value[field.name], getattr(State(), field.name))
            for field in fields(State)
            if field.name in value
        }
    except (OSError, ValueError, TypeError, RecursionError):
        return State()
    return State(**known)


def write_state(folder: Path, state: State) -> None:
    """Remember `state`. Raises UserError when it cannot be written; then the old one stands."""
    write_whole(folder / STATE, json.dumps(asdict(state), sort_keys=True).encode())


def count_failure(folder: Path, state: State) -> None:
    """Remember one more wrong passphrase, if the disk lets us."""
    _write_if_possible(folder, replace(state, failed=state.failed + 1))


def forget_failures(folder: Path, state: State) -> State:
    """The state after a right passphrase, remembered if the disk lets us."""
    if not state.failed:
        return state
    state = replace(state, failed=0)
    _write_if_possible(folder, state)
    return state


def delay(state: State) -> int:
    """Seconds to wait before the next passphrase is tried."""
    return DELAYS[min(state.failed, len(DELAYS) - 1)]


def clock_is_right(ports: Ports, state: State) -> bool:
    """Whether the clock can be believed: not before this program was made, nor far from last time.

    Orders in the book never depend on it; what was written meanwhile is marked, and no copy is
    deleted.
    """
    now = ports.clock()
    if now.date() < ports.built:
        return False
    if not state.clock:
        return True
    try:
        last = datetime.fromisoformat(state.clock)
    except ValueError:
        return True
    return last - _BACK <= now <= last + _AHEAD


def take_lock(folder: Path, who: str, since: str) -> None:
    """Say in `lock` who has the file open: information only, SQLite holds the real lock."""
    holder = {"who": who, "since": since, "pid": os.getpid(), "host": socket.gethostname()}
    with suppress(OSError):
        (folder / LOCK).write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")


def leave_lock(folder: Path) -> None:
    """Take the note away. What a crash leaves behind is simply written over next time."""
    with suppress(OSError):
        (folder / LOCK).unlink(missing_ok=True)


def holder(folder: Path) -> Holder | None:
    """Who says to have the file open; None when there is no note or it cannot be read."""
    try:
        value = json.loads((folder / LOCK).read_bytes())
        return Holder(
            _like(value["who"], ""), _like(value["since"], ""), value["pid"], value["host"]
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def note(folder: Path, ports: Ports, what: str, officer_id: str = "") -> None:
    """Add a line to `doors.log`: an unlock, a failed one, a refusal with its reason code.

    Codes and officers' ids only. A disk that cannot take the line stops nothing.
    """
    line = {"at": ports.clock().isoformat(timespec="seconds"), "what": what, "officer": officer_id}
    with suppress(OSError), (folder / DOORS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _write_if_possible(folder: Path, state: State) -> None:
    with suppress(UserError):
        write_state(folder, state)


def _like(value: Any, pattern: Any) -> Any:
    """`value` if it is of the kind of `pattern`; raises TypeError otherwise."""
    if isinstance(pattern, tuple) and isinstance(value, list):
        return tuple(_like(one, "") for one in value)
    if type(value) is not type(pattern):
        raise TypeError(type(value))
    return value
