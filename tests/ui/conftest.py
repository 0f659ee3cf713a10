"""What tests of screens stand on: a session over an empty club, a shell, sizes of text, and the
main window with plain rooms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from app.base.text import set_language
from app.club.file import Club, open_file
from tests.makers import fast_ports, make_club
from tests.ui.checks import HEIGHT, settle
from tests.ui.plain_rooms import TEST_ROOMS
from ui.kit import style
from ui.kit.form import Form
from ui.kit.idle import IdleWatch
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.settings import Settings
from ui.main_window import MainWindow


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

    def last_form(self) -> Form:
        """The page shown last, which is a form."""
        found = self.shown[-1]
        assert isinstance(found, Form)
        return found

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
def at_size(shell: FakeShell, sized: Callable[[int], None]) -> Callable[[int, int], None]:
    """Vietnamese at a size of text, with the room that a window of a width leaves to a page."""

    def set_size(size: int, width: int) -> None:
        set_language("vi")
        sized(size)
        column = 0 if size >= 130 or width < 1180 else 280
        shell.stack.resize(width - column, HEIGHT - 59)

    return set_size


@pytest.fixture
def shown(shell: FakeShell) -> Callable[[Page], Page]:
    """Shows a page and lets it settle."""

    def show(page: Page) -> Page:
        shell.show(page)
        settle()
        return page

    return show


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock: Clock) -> IdleWatch:
    return IdleWatch(elapsed=clock)


@pytest.fixture
def window(
    empty_session: Session,
    qtbot: QtBot,
    idle: IdleWatch,
    sized: Callable[[int], None],
) -> Iterator[MainWindow]:
    """The main window, without a book, with the rooms of plain_rooms."""
    window = MainWindow(empty_session, TEST_ROOMS, idle)
    qtbot.addWidget(window)
    window.resize(1366, HEIGHT)
    window.start()
    window.show()
    window.activateWindow()
    settle()
    yield window
    window.close()


@pytest.fixture
def open_window(window: MainWindow, club: Club) -> MainWindow:
    window.open_club(club)
    settle()
    return window


@pytest.fixture
def guarded_window(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A book that asks its officer for a passphrase."""
    make_club(tmp_path / "guarded", passphrase="bốn chữ dễ nhớ").close()
    window.open_club(open_file(tmp_path / "guarded", fast_ports(), "bốn chữ dễ nhớ"))
    settle()
    return window
