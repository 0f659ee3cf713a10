"""What this machine's user chose for the screen. Nothing about a club's people stands here."""

from pathlib import Path

from PySide6.QtCore import QSettings

from app.base.files import data_dir
from ui.kit.style import SCALES, THEMES


class Settings:
    """Typed access to one small file; an unreadable value counts as the default."""

    def __init__(self) -> None:
        folder = data_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(folder / "screen.ini"), QSettings.Format.IniFormat)

    def scale(self) -> int:
        """The text size in per cent, one of SCALES."""
        text = str(self._file.value("scale", "100"))
        return int(text) if text in {str(scale) for scale in SCALES} else 100

    def set_scale(self, scale: int) -> None:
        self._file.setValue("scale", str(scale))

    def theme(self) -> str:
        """The name of the theme."""
        name = str(self._file.value("theme", "light"))
        return name if name in THEMES else "light"

    def set_theme(self, name: str) -> None:
        self._file.setValue("theme", name)

    def language(self) -> str:
        """ "vi" or "en"."""
        return "en" if self._file.value("language", "vi") == "en" else "vi"

    def set_language(self, language: str) -> None:
        self._file.setValue("language", language)

    def last_book(self) -> Path | None:
        """The folder of the book that was open last, if it is still there."""
        text = str(self._file.value("last_book", ""))
        return Path(text) if text and Path(text).is_dir() else None

    def set_last_book(self, folder: Path | None) -> None:
        self._file.setValue("last_book", str(folder) if folder else "")
