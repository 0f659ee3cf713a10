"""The second officer chooses a name and types the own passphrase; only then is it done."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.base.errors import Refused
from app.club import officers
from app.club.doorplate import sign_in_names
from app.club.file import Club
from app.club.roles import SECRETARY, TREASURER, VIEWER
from app.club.second import Second
from tests.makers import make_club
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.funds.second import SecondPage
from ui.kit.button import Button
from ui.kit.notice import Notice
from ui.kit.page import Page
from ui.kit.session import Session

LAN, HANH, THU = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"
LINES = ("Cho bà Mai vay 5.000.000 đ, trả trong 12 tháng.", "Tiền mặt còn lại 1.200.000 đ.")

Make = Callable[..., SecondPage]


@pytest.fixture
def board(tmp_path: Path, empty_session: Session) -> Iterator[Club]:
    """Lan, the chair, at work; Hạnh, the treasurer; Thư, the secretary."""
    club = make_club(tmp_path / "board", officer="Đỗ Thị Lan", passphrase=LAN)
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    officers.add_officer(club, "Trần Văn Thư", "M", [SECRETARY], THU)
    empty_session.open(club)
    yield club
    empty_session.open(None)


@pytest.fixture
def make(empty_session: Session, shell: FakeShell, shown: Callable[[Page], Page]) -> Make:
    """Shows the page; what is done is appended to a list."""

    def made(then: Callable[[Second], object]) -> SecondPage:
        page = SecondPage(empty_session, shell, "Giải ngân", LINES, "Pay out", then)
        page.make_ready()
        shown(page)
        return page

    return made


def waited(qtbot: QtBot, page: SecondPage) -> None:
    qtbot.waitUntil(lambda: not page.session.worker.busy())
    settle()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(size: int, board: Club, sized: Callable[[int], None], make: Make) -> None:
    sized(size)
    check_page(make(print))


def test_by_keyboard_the_second_officer_does_it(
    board: Club, make: Make, shell: FakeShell, qtbot: QtBot
) -> None:
    done: list[Second] = []
    page = make(done.append)
    assert [tile.person.name for tile in page.tiles] == ["Trần Văn Thư", "Lê Thị Hạnh"]
    QTest.keyClick(page, Qt.Key.Key_2)
    assert "Hạnh" in page.passphrase.title
    type_text(page.passphrase.edit, HANH)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    waited(qtbot, page)
    assert [each.name for each in done] == ["Lê Thị Hạnh"]
    assert shell.backs == 1
    assert board.actor.name == "Đỗ Thị Lan"
    assert page.passphrase.text() == ""


def test_a_letter_on_a_name_begins_the_passphrase(board: Club, make: Make) -> None:
    page = make(print)
    QTest.keyClick(page.tiles[1], Qt.Key.Key_N)
    assert page.passphrase.text() == "n"
    assert "Hạnh" in page.passphrase.title


def test_a_wrong_passphrase_is_said_and_nothing_is_done(
    board: Club, make: Make, shell: FakeShell, qtbot: QtBot
) -> None:
    done: list[Second] = []
    page = make(done.append)
    page.act()
    assert page.passphrase.current_problem()  # nothing typed yet
    for _time in range(2):
        page.passphrase.set_text(LAN)
        page.act()
        waited(qtbot, page)
    assert page.passphrase.current_problem()
    assert page.passphrase.text() == LAN
    assert (done, shell.backs) == ([], 0)
    assert officers.seconds_to_wait(board) == 2


def test_what_is_refused_is_said_here(
    board: Club, make: Make, shell: FakeShell, qtbot: QtBot
) -> None:
    def refuse(_second: Second) -> None:
        raise Refused("Not enough money. Nothing was changed.")

    page = make(refuse)
    page.passphrase.set_text(THU)
    page.act()
    waited(qtbot, page)
    assert page.notices()
    assert shell.backs == 0


def test_a_club_with_one_officer_is_shown_the_way_to_another(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    officers.add_officer(session.club, "Nguyễn Văn Ba", "M", [VIEWER], THU)
    page = SecondPage(session, shell, "Giải ngân", LINES, "Pay out", print)
    page.make_ready()
    shown(page)
    check_page(page)
    assert not page.tiles
    assert not page.do.isVisibleTo(page)
    (notice,) = page.findChildren(Notice)
    notice.findChild(Button).click()  # type: ignore[union-attr]
    assert shell.opened == [("officers", {})]


def test_an_open_slot_asks_for_nothing(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page], qtbot: QtBot
) -> None:
    club = session.club
    thu = officers.add_officer(club, "Trần Văn Thư", "M", [SECRETARY], THU)
    slot = next(tile.slot_id for tile in sign_in_names(club.folder) if tile.officer_id == thu)
    officers.sign_in(club, slot, THU)
    done: list[Second] = []
    page = SecondPage(session, shell, "Giải ngân", LINES, "Pay out", done.append)
    page.make_ready()
    shown(page)
    assert not page.passphrase.isVisibleTo(page)
    page.act()
    waited(qtbot, page)
    assert len(done) == 1
