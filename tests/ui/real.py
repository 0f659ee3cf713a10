"""The program as its user has it: the real window over a book, worked by keys alone."""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.base.text import set_language
from app.club.file import open_file
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports
from app.club.roles import Actor
from tests.makers import fast_ports
from tests.ui.checks import HEIGHT, settle
from tests.ui.typing import type_text
from ui.kit import style
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.settings import Settings
from ui.main_window import MainWindow

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Space": Qt.Key.Key_Space,
}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Keyboard:
    """Types and presses into whatever has the focus; without focus it fails, as people would."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def page(self) -> Page:
        """The page one sees."""
        return self.window.page()

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, f"nothing has the focus on {self.page.title()!r}"
        assert widget.isVisible()
        return widget

    def press(self, *keys: str) -> None:
        """Press keys such as "Ctrl+N", one after the other."""
        for name in keys:
            *modifiers, key = name.split("+")
            together = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                together |= MODIFIERS[modifier]
            code = KEYS[key] if key in KEYS else Qt.Key[f"Key_{key}"]
            QTest.keyClick(self.focus(), code, together)
            settle()

    def wait_for(self, page: type[Page]) -> None:
        """Wait until long work has brought this page."""
        self.qtbot.waitUntil(lambda: isinstance(self.page, page), timeout=20_000)
        settle()

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        type_text(self.focus(), text)
        settle()

    def undo_bar(self) -> str:
        """What the bar at the bottom says; "" when it is not there."""
        bar = self.window.undo_bar
        return bar.accessibleName() if bar.isVisible() else ""


@contextmanager
def running(
    qtbot: QtBot,
    folder: Path,
    *,
    language: str = "en",
    size: int = 100,
    theme: str = "light",
    width: int = 1366,
    roles: Set[str] | None = None,
    ports: Callable[[], Ports] = fast_ports,
    kind: Kind = CLUB,
) -> Iterator[Keyboard]:
    """The program with the book in `folder` open, until the block ends and the window closes.

    `roles` replace those of the officer at work.
    """
    session = Session(ports())
    session.use(Settings(language=language, size=size, theme=theme))
    set_language(language)
    style.apply(theme, size)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(width, HEIGHT)
    window.start()
    window.show()
    window.activateWindow()
    club = open_file(folder, session.ports, kind=kind)
    if roles is not None:
        club.actor = Actor(club.actor.id, club.actor.name, frozenset(roles))
    window.open_club(club)
    settle()
    try:
        yield Keyboard(window, qtbot)
    finally:
        window.close()
        style.apply("light", 100)
        set_language("en")
