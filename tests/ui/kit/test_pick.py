"""Where the system's dialogs begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import pick

DOCUMENTS = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    app = QCoreApplication.instance()
    assert app is not None
    app.setProperty("last folder", None)
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Where each dialog began; a file of tmp_path is chosen in the first, nothing later."""
    found: list[Path] = []

    def name(_parent: QWidget, _title: str, start: str, *_kinds: str) -> tuple[str, str]:
        found.append(Path(start))
        return (str(tmp_path / "list.xlsx") if len(found) == 1 else "", "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", name)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *about: name(*about)[0])
    return found


def test_dialogs_begin_among_the_documents(window: QWidget, begun: list[Path]) -> None:
    pick.save_file(window, "Save", "paper.pdf")
    assert begun == [DOCUMENTS / "paper.pdf"]


def test_then_where_something_was_chosen_last(
    window: QWidget, begun: list[Path], tmp_path: Path
) -> None:
    assert pick.open_file(window, "Open", [("Lists", "*.xlsx")]) == tmp_path / "list.xlsx"
    assert pick.save_file(window, "Save", "paper.pdf") is None
    assert pick.folder(window, "Folder") is None
    assert pick.folder(window, "Folder", tmp_path.parent) is None
    assert begun == [DOCUMENTS, tmp_path / "paper.pdf", tmp_path, tmp_path.parent]


def test_a_folder_that_is_gone_is_forgotten(
    window: QWidget, begun: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pick.open_file(window, "Open", [])
    monkeypatch.setattr(Path, "is_dir", lambda path: False)
    pick.open_file(window, "Open", [])
    assert begun[1] == DOCUMENTS
