"""The long runs: crashes, power cuts, failing disks, and the machines of hypothesis for hours.

    python3 packaging/dev.py soak [--minutes 60] [--seed N] [--only crash|disk|power|machines]…

Rounds go on until the minutes are over, each with the next seed; the seed of a round that found
something makes it again. Exit code 1 when anything was found.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.app.club.kill import recorder  # noqa: E402 - found only from here on

# Points of one round, about two minutes on two cores.
CRASHES, FAILURES, POWER_CUTS = 4_000, 2_000, 8_000
MOST_LINES = 30  # of what was found, per run; the seed makes it again


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--only", action="append", choices=RUNS, metavar="NAME")
    chosen = parser.parse_args(arguments)
    names = chosen.only or list(RUNS)
    end = time.monotonic() + 60 * chosen.minutes
    seed, good = chosen.seed, True
    with tempfile.TemporaryDirectory(prefix="so-clb-soak-") as folder:
        library = recorder.build(Path(folder))
        while time.monotonic() < end:
            for name in names:
                good = RUNS[name](library, seed) and good
            seed += 1
    print("nothing was found" if good else "something was found: see above", flush=True)
    return 0 if good else 1


def crash(library: Path, seed: int) -> bool:
    """The process dies at any call that changes the disk, and again while it recovers."""
    return _sweep(library, seed, "kill", CRASHES)


def disk(library: Path, seed: int) -> bool:
    """The disk fails or is full, once or for good."""
    return _sweep(library, seed, "fail", FAILURES)


def power(library: Path, seed: int) -> bool:
    """The power goes: unsynced writes are lost, out of order, or torn."""
    return _sweep(library, seed, "cut", POWER_CUTS)


def machines(_library: Path, seed: int) -> bool:
    """Every property test with many more examples."""
    print(f"machines  seed {seed}", flush=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        "hypothesis",
        f"--hypothesis-seed={seed}",
    ]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "soak"}
    return subprocess.call(command, cwd=ROOT, env=environment) == 0


RUNS: dict[str, Callable[[Path, int], bool]] = {
    "crash": crash,
    "disk": disk,
    "power": power,
    "machines": machines,
}


def _sweep(library: Path, seed: int, mode: str, points: int) -> bool:
    cores = os.cpu_count() or 1
    shares = [f"{share}/{cores}" for share in range(cores)]
    report = recorder.run(library, shares, mode, "--points", str(points), "--seed", str(seed))
    print(
        f"{mode:4}  seed {seed}: {report['points']} of {report['possible']} points,"
        f" {report['nested']} nested, {report['seconds']} s, {len(report['bad'])} bad",
        flush=True,
    )
    for line in report["bad"][:MOST_LINES]:
        print(f"    {line}", flush=True)
    return not report["bad"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
