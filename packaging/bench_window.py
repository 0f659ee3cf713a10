"""Measures the window: how soon it can be used, and how much memory it takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import bench_register
from bench_kit import Result, Scene, against, side_by_side

from app.club.ports import Ports
from app.club.profile import Profile, new_club

_CHILD = Path(__file__).with_name("bench_child.py")


def start(scene: Scene) -> list[Result]:
    """From the start of the process to a painted window that takes input.

    Once it asks who it is, as real clubs do; once the practice club stands open on its first page.
    On a slow disk what is read counts, so that is told too.
    """
    locked = scene.fresh("locked")
    about = Profile("CLB thôn Đoài", "xã Hòa Bình", "Bắc Ninh")
    new_club(locked, about, "Trần Văn Bình", "tre xoài mít bưởi", Ports()).close()
    results = []
    for what, folder in (("signing in", locked), ("the practice club", scene.practice())):
        for how, aim, measured in (("", 1.5, _until_ready), (", processor time", None, _used)):
            pair = side_by_side(
                partial(measured, scene, "start", str(folder)), partial(measured, scene, "bare"), 11
            )
            name = f"start to {what}{how}"
            results.append(against("start", name, pair, aim, "a bare window of PySide6"))
        files, size = printed(scene, "loaded", str(folder))
        results.append(Result("start", f"modules read for {what}", files, "files", None))
        results.append(
            Result("start", f"what they take on the disk, {what}", size / 1e6, "MB", None)
        )
    return results


def memory(scene: Scene) -> list[Result]:
    """The most that the window ever held, with members and health of a 10-year club shown."""
    (kib,) = printed(scene, "memory", str(scene.practice(years=10)))
    what = "peak memory, 10-year club, members and health"
    return [Result("memory", what, kib * 1024 / 1e6, "MB", 200)]


def search(scene: Scene) -> list[Result]:
    """Each key of what people type in a register of 10,000, until its answer is painted."""
    folder = scene.fresh("club")
    bench_register.large_club(scene, folder)
    rounds = [printed(scene, "search", str(folder)) for _round in range(5)]
    best = [min(times) for times in zip(*rounds, strict=True)]
    what = f"find among {bench_register.MANY:,} members, in the window"
    return [
        Result("search", f"{what}: typical key", statistics.median(best), "ms", 16),
        Result("search", f"{what}: slowest key", max(best), "ms", 16),
    ]


def meeting(scene: Scene) -> list[Result]:
    """A meeting of a 10-year club, from asking for it until it is painted."""
    folder = str(scene.practice(years=10))
    rounds = [printed(scene, "meeting", folder) for _round in range(3)]
    first, *others = (min(times) for times in zip(*rounds, strict=True))
    what = "open a meeting, 10-year club"
    return [
        Result("meeting", f"{what}: the first one", first, "ms", None),
        Result("meeting", f"{what}: another one", max(others), "ms", 100),
    ]


def _until_ready(scene: Scene, *arguments: str) -> float:
    begin = time.perf_counter()
    child = _program(scene, *arguments)
    assert child.stdout is not None
    line = child.stdout.readline()
    seconds = time.perf_counter() - begin
    child.communicate()
    if line.strip() != "ready" or child.returncode:
        raise RuntimeError("the window did not open")
    return seconds


def _used(scene: Scene, *arguments: str) -> float:
    (seconds,) = printed(scene, *arguments)
    return seconds


def printed(scene: Scene, *arguments: str) -> list[float]:
    """The figures that a child prints after "ready"."""
    child = _program(scene, *arguments)
    out, _err = child.communicate()
    if child.returncode:
        raise RuntimeError("the window did not run")
    return [float(word) for word in out.split()[1:]]


def _program(scene: Scene, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",  # where the program is in use its modules lie compiled
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "SO_CLB_DATA": str(scene.folder / "data"),
    }
    return subprocess.Popen(
        [sys.executable, str(_CHILD), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
