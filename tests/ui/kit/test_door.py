from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import SIZES, check_page, settle
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.labels import body
from ui.kit.layout import Column, plain


class Shown(NamedTuple):
    """A card with a button at its foot, in a window, and what was pressed."""

    window: QWidget
    door: Door
    act: Button
    told: list[str]


@pytest.fixture
def shown(qtbot: QtBot, sized: Callable[[int], None]) -> Shown:
    told: list[str] = []
    door = Door("Family", "F6")
    door.clicked.connect(lambda: told.append("door"))
    act = Button("Add", key="Ctrl+G")
    act.clicked.connect(lambda: told.append("act"))
    door.keep(act, below=True)
    door.fill(body("Daughter: Lê Thị Sửu"))
    around = Column(8)
    around.add(door)
    window = plain(around)
    qtbot.addWidget(window)
    window.resize(420, 300)
    window.show()
    window.activateWindow()
    settle()
    return Shown(window, door, act, told)


def test_the_whole_card_its_key_and_enter_press_it(
    shown: Shown,
) -> None:
    _window, door, _act, told = shown
    QTest.mouseClick(door, Qt.MouseButton.LeftButton)
    label = next(each for each in door.findChildren(QLabel) if each.text().startswith("Daughter"))
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    QTest.keyClick(door.window(), Qt.Key.Key_F6)
    door.setFocus()
    QTest.keyClick(door, Qt.Key.Key_Return)
    QTest.keyClick(door, Qt.Key.Key_Space)
    assert told == ["door"] * 5


def test_a_button_in_the_card_is_pressed_alone(shown: Shown) -> None:
    _window, _door, act, told = shown
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    QTest.keyClick(act.window(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert told == ["act", "act"]


def test_what_is_filled_in_goes_when_it_is_filled_again(
    shown: Shown,
) -> None:
    _window, door, act, _told = shown
    door.fill(body("Nobody"), body("and nobody else"))
    settle()
    seen = [each.text() for each in door.findChildren(QLabel) if each.isVisible()]
    assert seen == ["Family", "Nobody", "and nobody else"]
    assert act.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(size: int, sized: Callable[[int], None], shown: Shown) -> None:
    sized(size)
    shown.window.resize(420 * size // 100, 320 * size // 100)
    check_page(shown.window)


def test_without_a_key_it_is_only_a_card(qtbot: QtBot, sized: Callable[[int], None]) -> None:
    door = Door("Papers")
    qtbot.addWidget(door)
    assert door.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_what_grows_takes_the_room_to_spare(qtbot: QtBot, sized: Callable[[int], None]) -> None:
    door, picture = Door("Papers", "F3"), body("1 2 3")
    picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    qtbot.addWidget(door)
    door.keep(picture, grows=True)
    door.set_title("Papers of today")
    door.resize(400, 400)
    door.show()
    settle()
    assert picture.height() > 250
    assert door.accessibleName() == door.title == "Papers of today"
