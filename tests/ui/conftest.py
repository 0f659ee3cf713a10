"""What tests of screens stand on: a session over an empty club, a shell, sizes of text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from app.club.file import Club
from tests.makers import fast_ports
from tests.ui.checks import HEIGHT, settle
from ui.kit import style
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.settings import Settings


@dataclass
class FakeShell:
    """Remembers what pages ask of the window, and shows the pages they put above."""

    stack: QStackedWidget
    opened: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    shown: list[Page] = field(default_factory=list)
    clubs: list[Club] = field(default_factory=list)
    backs: int = 0
    homes: int = 0
    restarts: int = 0
    closed: int = 0

    def open(self, room: str, **about: Any) -> None:
        self.opened.append((room, about))

    def show(self, page: Page) -> None:
        self.shown.append(page)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        target = page.first_focus()
        if target is not None:
            target.setFocus()

    def back(self) -> None:
        self.backs += 1

    def back_to(self, page: Page) -> None:
        self.stack.setCurrentWidget(page)

    def home(self) -> None:
        self.homes += 1

    def room(self) -> str:
        return self.opened[-1][0] if self.opened else ""

    def open_club(self, club: Club) -> None:
        self.clubs.append(club)

    def close_club(self, **about: Any) -> None:
        self.closed += 1
        self.opened.append(("welcome", about))

    def restart(self) -> None:
        self.restarts += 1


@pytest.fixture
def sized(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Sets the size of text, and puts it back."""

    def set_size(size: int, theme: str = "light") -> None:
        style.apply(theme, size)

    set_size(100)
    yield set_size
    set_size(100)


@pytest.fixture
def empty_session(qapp: QApplication) -> Iterator[Session]:
    """A session without a book."""
    session = Session(fast_ports())
    session.use(Settings(language="en"))
    yield session
    session.close()


@pytest.fixture
def session(empty_session: Session, club: Club) -> Session:
    """A session in which an empty club is open; the chair is at work."""
    empty_session.open(club)
    return empty_session


@pytest.fixture
def shell(qtbot: QtBot, sized: Callable[[int], None]) -> FakeShell:
    """A shell whose pages are shown in a window of 1366 x 697."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(1366 - 280, HEIGHT - 59)
    stack.show()
    stack.activateWindow()
    return FakeShell(stack)


@pytest.fixture
def shown(shell: FakeShell) -> Callable[[Page], Page]:
    """Shows a page and lets it settle."""

    def show(page: Page) -> Page:
        shell.show(page)
        settle()
        return page

    return show
