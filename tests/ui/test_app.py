import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.base.files import data_dir
from app.base.text import set_language
from ui import app
from ui.kit.qt_words import OTHERWISE, WORDS
from ui.kit.session import Session
from ui.main_window import MainWindow


def test_there_is_only_one_window() -> None:
    lock = app.only_one()
    assert lock is not None
    other = subprocess.run(
        [sys.executable, "-c", "from ui import app; print(app.only_one())"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    assert other.stdout == "None\n"
    lock.unlock()
    again = app.only_one()
    assert again is not None
    again.unlock()


def test_a_second_start_brings_the_window_forward(
    empty_session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(empty_session)
    qtbot.addWidget(window)
    asked: list[Path | None] = []
    monkeypatch.setattr(window, "start", asked.append)
    afterwards = app._Afterwards(window)
    afterwards.do()
    second = subprocess.Popen(
        [sys.executable, "-c", f"from ui import app; print(app.hand_over({str(tmp_path)!r}))"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.communicate()[0] == "True\n"
    qtbot.waitUntil(lambda: asked == [tmp_path])
    afterwards.undo()


def test_nobody_listening_means_a_window_of_its_own() -> None:
    assert not app.hand_over("")


def test_a_crash_is_noticed_at_the_next_start() -> None:
    data_dir().mkdir(parents=True)
    for crashed in (False, True, False):
        trace, found = app.watch_crashes()
        assert trace is not None
        assert found is crashed
        trace.close()
        if not crashed:
            (data_dir() / app.CRASH_FILE).write_text("Fatal Python error: Segmentation fault")
        else:
            assert "Segmentation" in (data_dir() / "crash.old.txt").read_text()
            (data_dir() / app.CRASH_FILE).write_text("")


def test_the_folder_is_named_by_an_option(tmp_path: Path) -> None:
    assert app._folder(["so-clb", "--club", str(tmp_path)]) == tmp_path.resolve()
    assert app._folder(["so-clb"]) is None
    assert app._folder(["so-clb", "--club"]) is None


def test_without_a_display_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.run(["so-clb"]) == 1
    assert capsys.readouterr().err.startswith("There is no display")


def test_qt_speaks_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    set_language("vi")
    edit = QLineEdit("a")
    qtbot.addWidget(edit)
    texts = [action.text() for action in edit.createStandardContextMenu().actions()]
    assert any("Sao chép" in text for text in texts)
    assert not any("Copy" in text for text in texts)


def test_every_word_of_qt_is_translated() -> None:
    from app.base.text import _

    set_language("vi")
    untranslated = {word for word in (*WORDS, *OTHERWISE.values()) if _(word) == word}
    assert not untranslated


def test_the_window_opens_and_closes(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QTimer; import ui.app as a;"
        "show = a.MainWindow.showMaximized;"
        "a.MainWindow.showMaximized = lambda self: (show(self), QTimer.singleShot(0, self.close));"
        "raise SystemExit(a.run(['so-clb']))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"SO_CLB_DATA": str(tmp_path)},
        timeout=60,
        check=False,
    )
    errors = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, errors) == (0, [])


def test_commands_do_not_wait_for_qt() -> None:
    code = (
        "import sys; sys.argv = ['so-clb', 'words', '5']\n"
        "try:\n    from ui.__main__ import main; main()\n"
        "except SystemExit as end:\n    print(end.code, 'PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 False"
