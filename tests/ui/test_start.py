"""What is loaded before the first page stands: on a slow disk every module is waited for."""

import json
import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.makers import make_club

# Opens the window on a book and prints, in one line each, the modules loaded when it is shown, and
# those loaded when its worker has nothing left to do.
CHILD = """
import json, sys
from PySide6.QtCore import QTimer
from ui import app

class Watched(app.MainWindow):
    def showMaximized(self):
        super().showMaximized()
        print(json.dumps(sorted(sys.modules)))
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(10)

    def look(self):
        if "app.base.log" in sys.modules and not self.session.worker.busy():
            self.timer.stop()
            print(json.dumps(sorted(sys.modules)))
            self.close()

app.MainWindow = Watched
sys.exit(app.run(["so-clb", "--club", sys.argv[1]]))
"""

LIGHT = {"PySide6", "shiboken6", "platformdirs", "app", "ui", "_distutils_hack"}
HEAVY = {
    *("babel", "docx", "lxml", "PIL", "pypdfium2", "pyrage", "python_calamine", "rapidfuzz"),
    *("reportlab", "segno", "xlsxwriter"),
}


@pytest.fixture
def asking_folder(tmp_path: Path) -> Path:
    """A closed book that asks for a passphrase."""
    folder = tmp_path / "asking"
    make_club(folder, passphrase="trâu lúa ao sen").close(keep_copy=False)
    return folder


def started(folder: Path) -> tuple[set[str], set[str]]:
    """The modules loaded when the window is shown on a book, and a moment later."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
        check=True,
    )
    shown, later = child.stdout.splitlines()
    return set(json.loads(shown)), set(json.loads(later))


def roots(modules: set[str], package: str = "") -> set[str]:
    """The names of what stands right below a package; without one, of the packages."""
    below = (name.removeprefix(package) for name in modules if name.startswith(package))
    return {name.partition(".")[0] for name in below}


def test_the_sign_in_page_waits_for_no_library_of_the_book(asking_folder: Path) -> None:
    shown, later = started(asking_folder)
    libraries = roots(shown) & packages_distributions().keys()
    assert libraries <= LIGHT, "import them in the function that needs them"
    assert roots(shown, "app.") <= {"base", "club", "stick"}
    assert roots(shown, "ui.") <= {"app", "kit", "main_window", "welcome"}
    assert "app.club.sqlite" not in shown
    assert {"app.club.file", "app.reports.suggestions"} <= later, "they are read ahead"


def test_the_first_page_waits_for_no_paper_list_or_bundle(club_folder: Path) -> None:
    shown, _later = started(club_folder)
    assert not roots(shown) & HEAVY, "import them in the function that needs them"
    assert not roots(shown, "app.") & {"cli", "documents", "practice"}
    assert roots(shown, "ui.") <= {"app", "home", "kit", "main_window", "meetings", "welcome"}
    assert not {"PySide6.QtNetwork", "PySide6.QtPrintSupport"} & shown
