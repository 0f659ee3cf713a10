"""What the core takes from the world: the clock, chance, key derivation and drives.

Nothing below reads the clock or draws random numbers by itself; a test or the practice club
passes its own `Ports`, and one seed reproduces a run.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kdf:
    """Argon2id cost: memory in KiB and passes. The floor in use is 64 MiB and 3 passes."""

    memory_kib: int = 65_536
    passes: int = 3


def _now() -> datetime:
    return datetime.now(UTC)


def _no_drives() -> list[Path]:
    return []


@dataclass(frozen=True, slots=True)
class Ports:
    """The edges of the core.

    `clock()` returns an aware UTC time; `rng(n)` returns n random bytes; `kdf` is the cost of
    making a new key slot; `drives()` lists the roots of removable drives.
    """

    clock: Callable[[], datetime] = _now
    rng: Callable[[int], bytes] = os.urandom
    kdf: Kdf = Kdf()
    drives: Callable[[], list[Path]] = _no_drives
