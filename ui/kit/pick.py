"""Choosing files and folders with the system's own dialogs, which people know from elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.files import write_whole

Kinds = Sequence[tuple[str, str]]
"""Names of kinds of file and their patterns: ("Excel files", "*.xlsx *.xls")."""


def open_file(parent: QWidget, title: str, kinds: Kinds) -> Path | None:
    """A file to read; None when nothing was chosen."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, "", _filters(kinds))
    return Path(name) if name else None


def save_file(
    parent: QWidget, title: str, suggested: str, folder: Path | None = None
) -> Path | None:
    """A place for a new file; the dialog itself asks before one is replaced."""
    start = str(folder / suggested) if folder else suggested
    name, _kind = QFileDialog.getSaveFileName(parent, title, start)
    return Path(name) if name else None


def folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder; None when nothing was chosen."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start) if start else "")
    return Path(name) if name else None


def write(path: Path, data: bytes) -> None:
    """Write a chosen file whole. Raises UserError."""
    write_whole(path, data)


def _filters(kinds: Kinds) -> str:
    return ";;".join(f"{name} ({patterns})" for name, patterns in kinds)
