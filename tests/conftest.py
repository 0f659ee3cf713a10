"""What every test stands on: no real display, no real settings, no unexpected warnings; a club."""

import logging
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

# Before anything imports Qt: tests show no windows, and look the same with every desktop.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import HealthCheck, settings

from app.base.text import set_language
from app.club.file import Club, open_file
from tests.makers import fast_ports, make_club

# "ci" tries the same examples every time, so that a run is red for a reason in the change; "dev"
# looks elsewhere each time; "soak" (packaging/soak.py) looks long. HYPOTHESIS_PROFILE chooses.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile(
    "soak",
    settings.get_profile("dev"),
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000


def pytest_configure() -> None:
    """Put the folders of tests into memory, where the system has room for them there.

    Every change of a book is synced to the disk; half of the time would be spent on waiting for it.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write what the tests compare with tests/golden/ anew; read the difference in git",
    )


def pytest_report_header() -> list[str]:
    """The versions that decide how files, papers and screens come out."""
    import sqlcipher3.dbapi2 as cipher

    packages = ("PySide6-Essentials", "sqlcipher3", "sqlite-utils", "reportlab", "pypdfium2")
    return [
        ", ".join(f"{name} {version(name)}" for name in packages),
        f"SQLite {cipher.sqlite_version} (encrypted), {sqlite3.sqlite_version} (Python's own)",
    ]


# --- nothing of this machine, nothing unexpected ------------------------------------------------


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, log and practice club of a test lie in its own folder."""
    monkeypatch.setenv("SO_CLB_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SO_CLB_PASSPHRASE", raising=False)


@pytest.fixture(autouse=True)
def _english() -> None:
    """Tests read the source texts, whatever the catalogue says; a test may choose another one."""
    set_language("en")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.msg}")


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when the program logged a warning and the test is not marked `expects_warnings`."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and request.node.get_closest_marker("expects_warnings") is None:
        pytest.fail("logged: " + "; ".join(handler.lines))


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail when a window stays open: give it to `qtbot.addWidget`, or close it.

    What is closed is deleted here too. Outside an event loop Qt would keep it to the end, and the
    pages in it would follow every size of text that a later test sets, without their book.
    """
    yield
    core, widgets = sys.modules.get("PySide6.QtCore"), sys.modules.get("PySide6.QtWidgets")
    if core is None or widgets is None or widgets.QApplication.instance() is None:
        return
    windows = [each for each in widgets.QApplication.topLevelWidgets() if each.parent() is None]
    left = [type(window).__name__ for window in windows if window.isVisible()]
    for window in windows:
        window.hide()
        window.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    if left:
        pytest.fail("left open: " + ", ".join(left))


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The one application of a test run is ours: with its fonts, style and words."""
    from ui.app import Application

    return Application


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in tests/golden/; see --write-golden."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == kept, f"to change {path.name}: pytest --write-golden, then read git diff"

    return compare


# --- an open club (see tests/makers.py) ---------------------------------------------------------


@pytest.fixture(scope="session")
def master_club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty club, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("master") / "club"
    make_club(folder).close(keep_copy=False)
    return folder


@pytest.fixture
def club_folder(master_club: Path, tmp_path: Path) -> Path:
    """A closed, empty club of this test's own, which opens without a passphrase."""
    return Path(shutil.copytree(master_club, tmp_path / "club"))


@pytest.fixture
def club(club_folder: Path) -> Iterator[Club]:
    """An open, empty club of this test's own; the chair is at work."""
    club = open_file(club_folder, fast_ports())
    yield club
    club.close(keep_copy=False)
