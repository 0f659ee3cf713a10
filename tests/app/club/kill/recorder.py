"""The recorder `iot.c` from Python: built with gcc, loaded with Python, switched on later."""

import ctypes
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).parent
COUNT, KILL, FAIL = 0, 1, 2


class Report(TypedDict):
    """What a sweep found.

    `points` were tried of those `possible` (of calls, for a power cut), `nested` killed once more
    while opening; `operations` and `sentences` count; `bad` is what was wrong.
    """

    mode: str
    seed: int
    possible: int
    points: int
    nested: int
    seconds: float
    operations: dict[str, int]
    sentences: dict[str, int]
    bad: list[str]


@dataclass(frozen=True)
class Call:
    """One recorded call: W write at `number`, T cut to `number`, S sync, C create, U remove,
    R rename to `data`, D make a folder; A acknowledged step `number`."""

    letter: str
    path: str
    number: int
    data: bytes


def build(folder: Path) -> Path:
    """Compile the recorder into `folder`."""
    library = folder / "iot.so"
    gcc = shutil.which("gcc")
    if gcc is None:
        raise RuntimeError("gcc is missing: run python3 packaging/dev.py env")
    flags = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([gcc, *flags, "-o", library, HERE / "iot.c", "-ldl"], check=True)
    return library


def run(library: Path, shares: Iterable[str], mode: str, *arguments: str) -> Report:
    """Run `sweep.py` under the recorder, a process for each share of the points; all they found."""
    root = HERE.parents[3]
    command = [sys.executable, "-m", "tests.app.club.kill.sweep", mode, *arguments]
    environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(root)}
    started = [
        subprocess.Popen(
            [*command, "--share", share],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    outputs = [process.communicate()[0] for process in started]
    for process in started:
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    reports: list[Report] = [json.loads(output) for output in outputs]
    whole = reports[0]
    for report in reports[1:]:
        whole["points"] += report["points"]
        whole["nested"] += report["nested"]
        whole["seconds"] = max(whole["seconds"], report["seconds"])
        whole["bad"] += report["bad"]
        for key in ("operations", "sentences"):
            for name, count in report[key].items():
                whole[key][name] = whole[key].get(name, 0) + count
    return whole


def library() -> ctypes.CDLL:
    """The recorder that was loaded with this process."""
    loaded = ctypes.CDLL(None)
    loaded.iot_points.restype = ctypes.c_long
    loaded.iot_arm.argtypes = [
        ctypes.c_int,
        ctypes.c_long,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_int,
    ]
    loaded.iot_letters.restype = ctypes.c_char_p
    loaded.iot_acknowledge.argtypes = [ctypes.c_int64]
    return loaded


def read(path: Path, root: Path) -> Iterator[Call]:
    """The calls of a recording; paths are given from `root` on."""
    raw, at = path.read_bytes(), 0
    while at < len(raw):
        letter, path_length, number, length = struct.unpack_from("<cHqI", raw, at)
        at += 15
        name = raw[at : at + path_length].decode()
        at += path_length
        data = raw[at : at + length]
        at += length
        if letter == b"R":
            data = os.path.relpath(data.decode(), root).encode()
        yield Call(letter.decode(), os.path.relpath(name, root) if name else "", number, data)
