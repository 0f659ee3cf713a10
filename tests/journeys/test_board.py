"""The board and its book, from founding it to taking it back, by keyboard in the real window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import Refused
from app.club import backup, officers
from app.club.file import open_file
from tests.makers import fast_ports
from tests.ui.checks import HEIGHT, settle
from tests.ui.conftest import empty_session, sized  # noqa: F401 - fixtures
from tests.ui.typing import type_text
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.question import Question
from ui.kit.session import Session
from ui.main_window import ROOMS, MainWindow
from ui.officers.page import OfficersPage
from ui.safekeeping.page import SafekeepingPage
from ui.welcome.books import clubs_dir
from ui.welcome.copies import CopiesPage
from ui.welcome.first_steps import FirstSteps
from ui.welcome.page import WelcomePage
from ui.welcome.sign_in import SignInPage

Keys, Mods = Qt.Key, Qt.KeyboardModifier
CHAIR, TREASURER, AGAIN = "chuối vàng sông dài", "cây đa bến nước", "trăng rằm tháng tám"


class Flashes(QObject):
    """Sees parts that are shown before they have a place: each is a window for a moment, and takes
    the keyboard away."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self.seen = window, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is not QEvent.Type.Show or not isinstance(watched, QWidget):
            return False
        if watched.isWindow() and watched is not self._window:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


class Hands:
    """Somebody who uses the keyboard only."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mods.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.wait()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.window.session.worker.busy(), timeout=20_000)
        settle()

    def fill(self, **texts: str) -> None:
        """Type into the fields of the form, from its first to its last, with Tab between."""
        form = self.page(Form)
        for name, text in texts.items():
            field = form.fields[name]
            for _tab in range(40):
                if field.isAncestorOf(QApplication.focusWidget()):
                    break
                self.press(Keys.Key_Tab)
            assert field.isAncestorOf(QApplication.focusWidget()), name
            self.write(text)

    def page(self, kind: type[Page]) -> Any:
        assert isinstance(self.window.page(), kind), self.window.page().title()
        return self.window.page()

    def sign_in(self, number: str, passphrase: str) -> None:
        self.page(SignInPage)
        self.write(number)
        self.write(passphrase)
        self.press(Keys.Key_Return)


@pytest.fixture
def hands(
    qapp: QApplication,
    empty_session: Session,  # noqa: F811
    qtbot: QtBot,
    sized: Callable[[int], None],  # noqa: F811
) -> Iterator[Hands]:
    window = MainWindow(empty_session)
    qtbot.addWidget(window)
    flashes = Flashes(window)
    qapp.installEventFilter(flashes)
    window.resize(1366, HEIGHT)
    window.start()
    window.show()
    window.activateWindow()
    settle()
    yield Hands(window, qtbot)
    qapp.removeEventFilter(flashes)
    window.close()
    assert not flashes.seen


def begin(hands: Hands) -> None:
    """From the first start to a book whose paper was seen."""
    welcome = hands.page(WelcomePage)
    assert QApplication.focusWidget() is welcome.practice
    hands.press(Keys.Key_Right)
    hands.press(Keys.Key_Return)
    hands.fill(name="CLB thôn Đông", commune="xã Hòa Bình", province="Bắc Ninh")
    hands.fill(officer="Trần Văn Bình", passphrase=CHAIR, again=CHAIR)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert hands.page(Preview).title() == "Recovery paper"
    hands.press(Keys.Key_Escape)
    hands.page(FirstSteps)


def add_treasurer(hands: Hands) -> None:
    hands.press(Keys.Key_Return)  # "Add officers" is the green one now
    hands.page(OfficersPage)
    hands.press(Keys.Key_N, Mods.ControlModifier)
    hands.fill(name="Lê Thị Hạnh", passphrase=TREASURER, again=TREASURER)
    for _box in range(4):  # past what says whether it is a woman or a man
        hands.press(Keys.Key_Tab)
    hands.press(Keys.Key_Space)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    page = hands.page(OfficersPage)
    assert [(each.name, each.roles) for each in page.table.shown()] == [
        ("Trần Văn Bình", ("chair",)),
        ("Lê Thị Hạnh", ("treasurer",)),
    ]


def somebody_else(hands: Hands) -> None:
    hands.window.open("officers")
    hands.page(OfficersPage).out.click()
    hands.wait()


def choose(hands: Hands, name: str) -> OfficersPage:
    page: OfficersPage = hands.page(OfficersPage)
    page.table.setFocus()
    page.table.select(next(each.id for each in page.table.shown() if each.name == name))
    return page


def test_founding_signing_in_forgetting_and_ending(hands: Hands) -> None:
    begin(hands)
    add_treasurer(hands)

    # The treasurer sees fewer rooms, and the core refuses what the screen does not offer.
    somebody_else(hands)
    hands.sign_in("2", TREASURER)
    club = hands.window.session.club
    assert club.actor.name == "Lê Thị Hạnh"
    shown = [entry.room.name for entry in hands.window.left_column.entries]
    assert "health" not in shown
    hands.window.open("officers")
    assert not hands.page(OfficersPage).add.isVisible()
    with pytest.raises(Refused):
        officers.add_officer(club, "Ai Đó", None, ["chair"], AGAIN)

    # She forgets; the chair sets a new one, and only that opens.
    somebody_else(hands)
    hands.sign_in("1", CHAIR)
    hands.page(FirstSteps)
    hands.window.open("officers")
    choose(hands, "Lê Thị Hạnh").reset.click()
    hands.fill(passphrase=AGAIN, again=AGAIN)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    somebody_else(hands)
    hands.sign_in("2", TREASURER)
    assert hands.page(SignInPage).passphrase.current_problem()
    hands.write(AGAIN)  # the wrong one is selected, so typing replaces it
    hands.press(Keys.Key_Return)
    assert hands.window.session.club.actor.name == "Lê Thị Hạnh"

    # Her duty ends: the key is renewed, her passphrase opens nothing, and her tile is gone.
    somebody_else(hands)
    hands.sign_in("1", CHAIR)
    hands.window.open("officers")
    choose(hands, "Lê Thị Hạnh").end.click()
    settle()
    hands.page(Question)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert "no longer" in hands.page(OfficersPage).notices()[0].what
    folder = hands.window.session.club.folder
    somebody_else(hands)
    assert len(hands.page(SignInPage).tiles) == 1
    with pytest.raises(Refused):
        open_file(folder, fast_ports(), AGAIN)


def test_a_broken_book_is_taken_back_from_a_stick(hands: Hands, tmp_path: Path) -> None:
    begin(hands)
    hands.window.open("safekeeping")
    stick = tmp_path / "stick"
    stick.mkdir()
    page: SafekeepingPage = hands.page(SafekeepingPage)
    page.copy_to(stick)
    assert "read back and compared" in page.notices()[0].what
    folder = hands.window.session.club.folder
    somebody_else(hands)
    with (folder / "club.db").open("r+b") as file:
        file.seek(4096)
        file.write(bytes(8192))

    hands.write(CHAIR)
    hands.press(Keys.Key_Return)
    notice = hands.page(SignInPage).notices()[0]
    assert "damaged" in notice.what
    hands.window.page().shell.show(CopiesPage(hands.window.session, hands.window, folder))
    (copy,) = stick.glob("*.clbk")
    hands.page(CopiesPage)._go_on(copy)
    hands.fill(passphrase="sai rồi sai rồi")
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert "does not fit" in hands.page(Form).problems()["passphrase"]
    hands.write(CHAIR)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    hands.page(Question)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    page_now = hands.page(SignInPage)
    assert "The book is back" in page_now.notices()[0].what
    hands.write(CHAIR)
    hands.press(Keys.Key_Return)
    assert hands.window.session.has_club
    assert any(each.reason == backup.BEFORE_RESTORE for each in backup.kept(folder))


def test_on_a_fresh_pc_the_recovery_code_takes_the_book_back(hands: Hands, tmp_path: Path) -> None:
    begin(hands)
    club = hands.window.session.club
    code = officers.new_recovery_code(club)
    copy = backup.backup(club, tmp_path / "copy.clbk").path
    file_id = club.file_id
    somebody_else(hands)
    for file in sorted(clubs_dir().rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    hands.window.open("welcome")
    settle()
    welcome = hands.page(WelcomePage)
    assert not welcome.tiles
    welcome._restore()
    hands.page(CopiesPage)._go_on(copy)
    hands.fill(passphrase=code)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    hands.page(Question)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    hands.page(SignInPage)
    hands.write(CHAIR)
    hands.press(Keys.Key_Return)
    assert hands.window.session.club.file_id == file_id


def take_back(hands: Hands, reason: str, passphrase: str) -> Question:
    """From the open book to the question that says what would be missing."""
    hands.window.open("safekeeping")
    page: SafekeepingPage = hands.page(SafekeepingPage)
    folder = hands.window.session.club.folder
    path = next(each.path for each in backup.kept(folder) if each.reason == reason)
    page.table.setFocus()
    page.table.select(str(path))
    hands.press(Keys.Key_Return)
    hands.page(Question)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert not hands.window.session.has_club
    if passphrase:
        hands.write(passphrase)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    question: Question = hands.page(Question)
    return question


def test_taking_back_an_older_copy_is_itself_taken_back(hands: Hands) -> None:
    begin(hands)
    hands.window.open("safekeeping")
    hands.press(Keys.Key_B, Mods.ControlModifier)
    club = hands.window.session.club
    officers.add_officer(club, "Lê Thị Hạnh", "F", ["treasurer"], TREASURER)
    question = take_back(hands, backup.BY_HAND, CHAIR)
    words = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "1 change of today's book is not in the copy" in words
    assert "Lê Thị Hạnh" in words
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert len(hands.page(SignInPage).tiles) == 1
    hands.write(CHAIR)
    hands.press(Keys.Key_Return)

    take_back(hands, backup.BEFORE_RESTORE, CHAIR)
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert len(hands.page(SignInPage).tiles) == 2


def test_esc_leaves_the_book_as_it_is(hands: Hands) -> None:
    begin(hands)
    hands.window.open("safekeeping")
    hands.press(Keys.Key_B, Mods.ControlModifier)
    head = hands.window.session.club.history(1)[0].seq
    take_back(hands, backup.BY_HAND, CHAIR)
    hands.press(Keys.Key_Escape)
    hands.page(Form)
    hands.press(Keys.Key_Escape)
    hands.page(SignInPage)
    hands.write(CHAIR)
    hands.press(Keys.Key_Return)
    assert hands.window.session.club.history(1)[0].seq == head


def test_a_book_without_passphrase_is_left_and_taken_back(hands: Hands, club_folder: Path) -> None:
    hands.window.open_club(open_file(club_folder, fast_ports()))
    hands.window.open("safekeeping")
    settle()
    hands.press(Keys.Key_B, Mods.ControlModifier)
    take_back(hands, backup.BY_HAND, "")
    hands.press(Keys.Key_Return, Mods.ControlModifier)
    assert "The book is back" in hands.page(WelcomePage).notices()[0].what
    hands.press(Keys.Key_Return)
    assert hands.window.session.has_club


def test_the_curtain_asks_for_the_passphrase_and_loses_nothing(hands: Hands) -> None:
    begin(hands)
    hands.window.open("officers")
    hands.press(Keys.Key_N, Mods.ControlModifier)
    hands.write("Lê Thị H")
    hands.press(Keys.Key_F12)
    hands.write(CHAIR)
    hands.press(Keys.Key_Return)
    assert hands.page(Form).fields["name"].text() == "Lê Thị H"
    hands.write("ạnh")
    assert hands.page(Form).fields["name"].text() == "Lê Thị Hạnh"


@pytest.mark.parametrize("room", [room.name for room in ROOMS["club"]])
def test_every_room_has_the_keyboard_at_once(hands: Hands, club_folder: Path, room: str) -> None:
    hands.window.open_club(open_file(club_folder, fast_ports()))
    hands.window.open(room)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None and hands.window.page().isAncestorOf(focus)
