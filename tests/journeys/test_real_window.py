"""The program as it is started and typed into: a real window, a real keyboard, another process.

Keys arrive in the order in which they were typed, so nothing has to be waited for: the last one
closes the window, and then the book says what became of the others.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.practice.make import make

PROGRAM = Path(sys.executable).with_name("so-clb")
SECONDS = 60


@contextmanager
def display() -> Iterator[str]:
    """A screen of 1366 × 768 that nobody sees."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(SECONDS)


def test_find_somebody_change_an_entry_and_close(tmp_path: Path) -> None:
    folder = tmp_path / "club"
    make(folder, date(2026, 11, 15), 12, 1, 3).close()
    home = {**os.environ, "SO_CLB_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "xcb"}

    def names() -> dict[str, str | None]:
        done = subprocess.run(
            [PROGRAM, "members", folder, "--json"], env=home, capture_output=True, check=True
        )
        return {each["code"]: each["hamlet"] for each in json.loads(done.stdout)}

    before = names()
    with display() as screen:
        home["DISPLAY"] = screen

        def keys(*words: str) -> None:
            subprocess.run(
                ["xdotool", *words], env=home, check=True, timeout=SECONDS, capture_output=True
            )

        window = subprocess.Popen([PROGRAM, "--club", folder], env=home)
        try:
            keys("search", "--sync", "--onlyvisible", "--name", "CLB", "windowfocus", "--sync")
            keys("key", "alt+1")
            keys("type", "--delay", "20", "dao")
            keys("key", "Down", "Return", "F3", "Tab")
            keys("type", "--delay", "20", "Xom Dinh 7")
            keys("key", "ctrl+Return", "ctrl+q")
            assert window.wait(SECONDS) == 0
        finally:
            window.kill()
    after = names()
    changed = {code for code in after if after[code] != before[code]}
    assert len(changed) == 1
    assert "Xom Dinh 7" in (after[changed.pop()] or "")
