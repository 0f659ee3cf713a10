"""Measures the window: how soon it can be used, and how much memory it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench_kit import Result, Scene, against, side_by_side

_CHILD = Path(__file__).with_name("bench_child.py")


def start(scene: Scene) -> list[Result]:
    """From the start of the process to a painted window that takes input, the book open in it."""
    folder = scene.practice()
    pair = side_by_side(
        lambda: _until_ready(scene, "start", str(folder)), lambda: _until_ready(scene, "bare"), 11
    )
    return [against("start", "start to a usable window", pair, 1.5, "a bare window of PySide6")]


def memory(scene: Scene) -> list[Result]:
    """The most that the window ever held, with members and health of a 10-year club shown."""
    child = _program(scene, "memory", str(scene.practice(years=10)))
    out, _err = child.communicate()
    if child.returncode:
        raise RuntimeError("the window did not run")
    kib = int(out.split()[-1])
    what = "peak memory, 10-year club, members and health"
    return [Result("memory", what, kib * 1024 / 1e6, "MB", 200)]


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


def _program(scene: Scene, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
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
