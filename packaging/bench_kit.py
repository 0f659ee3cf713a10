"""What the measurements share: a result against its aim, clocks, and the clubs to measure on."""

from __future__ import annotations

import gc
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.practice.make import make

UNTIL = date(2026, 11, 15)

Timed = Callable[[], float]
"""Does its work once and returns how many seconds the measured part took."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line: `value` in `unit` ("x" is a ratio) against `aim`; None is no aim, only a figure.

    `ours` and `theirs` are medians in milliseconds; `yardstick` says what theirs is.
    """

    name: str
    what: str
    value: float
    unit: str
    aim: float | None
    ours: float | None = None
    theirs: float | None = None
    yardstick: str = ""

    @property
    def met(self) -> bool:
        """Whether the aim is reached; also when there is none."""
        return self.aim is None or self.value <= self.aim


@dataclass(frozen=True, slots=True)
class Pair:
    """Two medians in milliseconds, and the median of the ratios round by round."""

    ours: float
    theirs: float
    ratio: float


@dataclass(slots=True)
class Scene:
    """A folder for the measurements, with practice clubs that are made when first asked for."""

    folder: Path
    _made: dict[tuple[int, int], Path] = field(default_factory=dict)
    _copies: int = 0

    def practice(self, members: int = 60, years: int = 2) -> Path:
        """The folder of a closed practice club to work on: a copy of one made once."""
        if (members, years) not in self._made:
            folder = self.folder / f"practice-{members}-{years}"
            make(folder, UNTIL, members, years).close()
            self._made[members, years] = folder
        return Path(shutil.copytree(self._made[members, years], self.fresh("club")))

    def fresh(self, name: str) -> Path:
        """A path in the folder that nobody has used."""
        self._copies += 1
        return self.folder / f"{name}-{self._copies}"


def clocked(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, with rubbish collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(ours: Timed, theirs: Timed, rounds: int) -> Pair:
    """Both by turns, so that whatever else this machine does hits both; one round to warm up."""
    ours()
    theirs()
    pairs = []
    for number in range(rounds):
        first, second = (ours, theirs) if number % 2 else (theirs, ours)
        one, other = first(), second()
        pairs.append((one, other) if number % 2 else (other, one))
    return Pair(
        statistics.median(pair[0] for pair in pairs) * 1000,
        statistics.median(pair[1] for pair in pairs) * 1000,
        statistics.median(pair[0] / pair[1] for pair in pairs),
    )


def alone(work: Timed, rounds: int) -> float:
    """The best of several rounds, in milliseconds: what other programs take is none of ours."""
    work()
    return min(work() for _round in range(rounds)) * 1000


def against(name: str, what: str, pair: Pair, aim: float | None, yardstick: str) -> Result:
    """A result that is a ratio."""
    return Result(name, what, pair.ratio, "x", aim, pair.ours, pair.theirs, yardstick)


def in_ms(name: str, what: str, value: float, aim: float | None = None) -> Result:
    """A result that is a time."""
    return Result(name, what, value, "ms", aim)
