"""Choosing files and folders with the system's own dialogs, which people know from elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.files import write_whole

Kinds = Sequence[tuple[str, str]]
"""Names of kinds of file and their patterns: ("Excel files", "*.xlsx *.xls")."""


_LAST = "last folder"
"""The property of the application in which the folder chosen last is kept."""


def open_file(parent: QWidget, title: str, kinds: Kinds) -> Path | None:
    """A file to read; None when nothing was chosen."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(_begin()), _filters(kinds))
    return _chosen(name)


def save_file(
    parent: QWidget, title: str, suggested: str, folder: Path | None = None
) -> Path | None:
    """A place for a new file; the dialog itself asks before one is replaced."""
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(_begin(folder) / suggested))
    return _chosen(name)


def folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder; None when nothing was chosen."""
    name = QFileDialog.getExistingDirectory(parent, title, str(_begin(start)))
    return _chosen(name, folder=True)


def write(path: Path, data: bytes) -> None:
    """Write a chosen file whole. Raises UserError."""
    write_whole(path, data)


def _filters(kinds: Kinds) -> str:
    return ";;".join(f"{name} ({patterns})" for name, patterns in kinds)


def _begin(asked: Path | None = None) -> Path:
    """The folder in which a dialog begins: the one asked for, else the one chosen last, else the
    person's documents. Never the working folder: of a program that a shortcut started it is the
    program's own, where nobody looks and nothing can be saved."""
    last = _app().property(_LAST)
    if asked is None and last and Path(last).is_dir():  # a stick may have been pulled out
        asked = Path(last)
    places = QStandardPaths.StandardLocation
    return asked or Path(QStandardPaths.writableLocation(places.DocumentsLocation))


def _chosen(name: str, *, folder: bool = False) -> Path | None:
    if not name:
        return None
    path = Path(name)
    _app().setProperty(_LAST, str(path if folder else path.parent))
    return path


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app
