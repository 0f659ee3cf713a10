from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.club import doorplate
from app.club.file import open_file
from tests.makers import fast_ports
from tests.ui.checks import settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from tests.ui.welcome.conftest import CHAIR, SECRETARY
from ui.kit.page import Page
from ui.kit.session import Session
from ui.welcome import books
from ui.welcome.sign_in import SignInPage

Keys = Qt.Key


@pytest.fixture
def page(
    book: Path, empty_session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> SignInPage:
    people = doorplate.sign_in_names(book)
    page = SignInPage(empty_session, shell, books.book_in(book), people)
    shown(page)
    return page


@pytest.fixture
def done(qtbot: QtBot, empty_session: Session) -> Callable[[], None]:
    """Waits until the worker is."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not empty_session.worker.busy(), timeout=20_000)
        settle()

    return wait


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_number_chooses_the_name_and_enter_opens(
    page: SignInPage, shell: FakeShell, done: Callable[[], None]
) -> None:
    assert QApplication.focusWidget() is page.tiles[0]
    assert [tile.text() for tile in page.tiles] == ["Ông Trần Văn Bình", "Bà Đỗ Thị Lan"]
    press(Keys.Key_2)
    assert QApplication.focusWidget() is page.passphrase.edit
    assert page.passphrase.title == "Passphrase of bà Lan"
    type_text(page.passphrase.edit, SECRETARY.upper())
    press(Keys.Key_Return)
    done()
    assert [club.actor.name for club in shell.clubs] == ["Đỗ Thị Lan"]


def test_letters_typed_on_a_name_begin_the_passphrase(
    page: SignInPage, shell: FakeShell, done: Callable[[], None]
) -> None:
    press(Keys.Key_Right)
    type_text(focus(), SECRETARY[0])
    type_text(focus(), SECRETARY[1:])
    press(Keys.Key_Return)
    done()
    assert [club.actor.name for club in shell.clubs] == ["Đỗ Thị Lan"]


def test_a_digit_in_the_passphrase_is_part_of_it(page: SignInPage) -> None:
    press(Keys.Key_1)
    type_text(page.passphrase.edit, "2a")
    assert page.passphrase.text() == "2a"
    assert page.tiles[0].isChecked()


def test_a_wrong_passphrase_stays_and_is_selected(
    page: SignInPage, shell: FakeShell, done: Callable[[], None]
) -> None:
    press(Keys.Key_1)
    type_text(page.passphrase.edit, "không phải đâu")
    press(Keys.Key_Return)
    done()
    assert "does not fit" in page.passphrase.current_problem()
    assert page.passphrase.edit.selectedText()
    assert QApplication.focusWidget() is page.passphrase.edit
    type_text(page.passphrase.edit, CHAIR)
    press(Keys.Key_Return)
    done()
    assert [club.actor.name for club in shell.clubs] == ["Trần Văn Bình"]


def test_nothing_typed_is_said_at_once(page: SignInPage, empty_session: Session) -> None:
    press(Keys.Key_1)
    press(Keys.Key_Return)
    assert page.passphrase.current_problem() == "Type the passphrase, then press Enter."
    assert not empty_session.worker.busy()


def test_the_wait_after_wrong_tries_is_counted_second_by_second(
    page: SignInPage, shell: FakeShell, empty_session: Session, done: Callable[[], None]
) -> None:
    slept: list[float] = []
    empty_session._ports = replace(fast_ports(), sleep=slept.append)
    for _try in range(3):
        page.passphrase.set_text("không phải đâu")
        page.open_book()
        done()
    assert slept == [1, 1, 1]  # one second, then two
    page.passphrase.set_text(CHAIR)
    page.open_book()
    done()
    assert slept == [1] * 7
    assert shell.clubs[0].ports is empty_session.ports


def test_a_book_open_elsewhere_is_said_with_try_again(
    page: SignInPage, book: Path, shell: FakeShell, done: Callable[[], None]
) -> None:
    other = open_file(book, fast_ports(), CHAIR)
    page.passphrase.set_text(CHAIR)
    page.open_book()
    done()
    assert "open" in page.notices()[0].what
    assert "Try again" in [b.text() for b in page.notices()[0].findChildren(type(page.do))]
    other.close(keep_copy=False)
    press(Keys.Key_Return)
    done()
    assert len(shell.clubs) == 1


def test_a_damaged_book_leads_to_its_newest_copy(
    page: SignInPage, book: Path, shell: FakeShell, done: Callable[[], None]
) -> None:
    (book / "club.db").write_bytes(b"\x07" * 8192)
    page.passphrase.set_text(CHAIR)
    page.open_book()
    done()
    button = QApplication.focusWidget()
    assert button is not None
    press(Keys.Key_Return)
    assert shell.shown[-1].title() == "Take a book back from a copy"
    assert "Câu lạc bộ thôn Đông, copy of" in shell.shown[-1].purpose()


def test_forgotten_leads_to_the_two_ways(page: SignInPage, shell: FakeShell) -> None:
    page._forgot()
    assert shell.shown[-1].title() == "Forgot the passphrase"
