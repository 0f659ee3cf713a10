"""The measurements, side by side with their yardsticks, each with its aim.

    python3 packaging/dev.py bench [--only NAME]… [--json]

Ours and the yardstick take turns, so that whatever else the machine does hits both; ratios are
medians over the rounds. A time without a yardstick is the best of its rounds. Exit code 1 when an
aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import bench_care  # noqa: E402 - found only from here on
import bench_collection  # noqa: E402
import bench_health  # noqa: E402
import bench_meetings  # noqa: E402
import bench_money  # noqa: E402
import bench_paper  # noqa: E402
import bench_register  # noqa: E402
import bench_stick  # noqa: E402
import bench_window  # noqa: E402
from bench_kit import Result, Scene  # noqa: E402

MEASUREMENTS: dict[str, Callable[[Scene], list[Result]]] = {
    "start": bench_window.start,
    "search": bench_window.search,
    "memory": bench_window.memory,
    "books": bench_paper.books,
    "export": bench_stick.export,
    "receive": bench_stick.receive,
    "find": bench_register.find,
    "import": bench_register.import_roster,
    "news": bench_register.news,
    "open": bench_register.open_book,
    "undo": bench_register.undo,
    "composition": bench_register.composition,
    "areas": bench_register.areas,
    "meeting": bench_window.meeting,
    "closing": bench_meetings.closing,
    "health": bench_health.health,
    "home care": bench_care.home_care,
    "collection": bench_collection.collection,
    "balances": bench_money.balances,
}

_WIDTHS = (52, 10, 10, 26, 10)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, metavar="NAME")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    chosen = parser.parse_args(arguments)
    names = chosen.only or list(MEASUREMENTS)
    results: list[Result] = []
    if not chosen.json:
        load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}")
        _row("measured", "ours", "theirs", "yardstick", "result", "aim")
    with tempfile.TemporaryDirectory(prefix="so-clb-bench-") as folder:
        scene = Scene(Path(folder))
        for name in names:
            found = MEASUREMENTS[name](scene)
            results += found
            if not chosen.json:
                _show(found)
    if chosen.json:
        print(json.dumps([{**asdict(r), "met": r.met} for r in results], indent=1))
    return 0 if all(result.met for result in results) else 1


def _show(results: Iterable[Result]) -> None:
    for result in results:
        aim = ""
        if result.aim is not None:
            verdict = "met" if result.met else "MISSED"
            aim = f"<= {_said(result.aim, result.unit)}  {verdict}"
        _row(
            result.what,
            "" if result.ours is None else _said(result.ours, "ms"),
            "" if result.theirs is None else _said(result.theirs, "ms"),
            result.yardstick,
            _said(result.value, result.unit),
            aim,
        )


def _said(value: float, unit: str) -> str:
    if unit == "x":
        return f"{value:.2f}x"
    return f"{value:.1f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def _row(*cells: str) -> None:
    *fixed, last = cells
    shown = []
    for number, (cell, width) in enumerate(zip(fixed, _WIDTHS, strict=True)):
        shown.append(cell.ljust(width) if number in (0, 3) else cell.rjust(width))
    print("  ".join([*shown, last]).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
