"""What the core takes from the world: the clock, chance, key derivation, drives and waiting.

Nothing below reads the clock or draws random numbers by itself; a test or the practice club
passes its own `Ports`, and one seed reproduces a run.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.stick.drives import removable

# A clock before this day is wrong: this program did not exist yet. Raised with each release.
BUILT = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Kdf:
    """Argon2id cost: memory in KiB and passes. The floor in use is 64 MiB and 3 passes."""

    memory_kib: int = 65_536
    passes: int = 3


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Ports:
    """The edges of the core.

    `clock()` returns an aware UTC time; `rng(n)` returns n random bytes; `kdf` is the cost of
    making a new key slot; `drives()` lists the roots of removable drives; `sleep(seconds)` makes
    somebody who guesses passphrases wait; nothing is written while fewer than `free_floor` bytes
    are free on the disk; a clock before `built` is not believed.
    """

    clock: Callable[[], datetime] = _now
    rng: Callable[[int], bytes] = os.urandom
    kdf: Kdf = Kdf()
    drives: Callable[[], list[Path]] = removable
    sleep: Callable[[float], None] = time.sleep
    free_floor: int = 200_000_000
    built: date = BUILT
