"""One window that is walked through page by page, always on the same day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.base.text import set_language
from app.club.file import Club, open_file
from app.club.ports import Kdf, Ports
from ui.app import Application
from ui.kit import style
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.tiles import Tile
from ui.main_window import MainWindow
from ui.welcome.books import kind_of

TODAY = date(2026, 11, 15)
NOW = datetime(2026, 11, 15, 2, 41, tzinfo=UTC)
WIDTH, HEIGHT = 1366, 697  # what Windows leaves of 1366 × 768


def ports() -> Ports:
    """Today, always; keys are cheap, since nothing here is secret."""
    return Ports(clock=lambda: NOW, kdf=Kdf(64, 1), sleep=lambda _seconds: None)


def application() -> Application:
    """The one application object of this process."""
    found = QApplication.instance()
    return found if isinstance(found, Application) else Application(["so-clb"])


class Walk:
    """One window at one size, theme and language, going from page to page."""

    def __init__(self, folder: Path, size: int, theme: str, language: str) -> None:
        self.folder = folder
        self.app = application()
        self.session = Session(ports())
        self.session.use(replace(self.session.settings, size=size, theme=theme, language=language))
        set_language(language)
        style.apply(theme, size)
        self.window = MainWindow(self.session)
        self.window.resize(WIDTH, HEIGHT)
        self.window.start(None)
        self.window.show()

    def settle(self) -> None:
        """Let Qt lay out and paint what has changed."""
        for _pass in range(6):
            self.app.processEvents()

    def press(self, key: str) -> None:
        """Press the button with this key on the page one sees."""
        page = self.window.page()
        for button in (*page.findChildren(Button), *page.findChildren(Door)):
            if button.key == key and button.isVisibleTo(page) and button.isEnabled():
                button.click()
                self.settle()
                return
        raise LookupError(f"no button {key} on {page.title()!r}")

    def press_tile(self, number: str) -> None:
        """Press the tile with this number on the page one sees."""
        tiles = self.window.page().findChildren(Tile)
        next(tile for tile in tiles if tile.number == number).click()
        self.settle()

    def show(self, page: Page) -> None:
        self.window.show(page)
        self.settle()

    def open(self, room: str, **about: object) -> None:
        self.window.open(room, **about)
        self.settle()

    def book(self, name: str, kind: str = "club") -> Club:
        """Open one of the prepared books."""
        club = open_file(self.folder / name, ports(), kind=kind_of(kind))
        self.window.open_club(club)
        self.settle()
        return club

    def close(self) -> None:
        self.window.close()
        self.settle()
