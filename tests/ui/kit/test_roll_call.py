from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.checks import settle
from ui.kit.roll_call import Called, RollCall, spoken

Keys = Qt.Key
ROLE = Qt.ItemDataRole.AccessibleTextRole


def people(count: int) -> list[Called]:
    return [Called(f"k{n}", f"Nguyễn Thị {n:02}") for n in range(count)]


@pytest.fixture
def roll(qtbot: QtBot, sized: Callable[[int], None]) -> RollCall:
    roll = RollCall("Điểm danh", 4)
    qtbot.addWidget(roll)
    roll.resize(1038, 410)
    roll.set_people(people(60))
    roll.show()
    roll.activateWindow()
    roll.setFocus()
    settle()
    return roll


def told(roll: RollCall) -> list[object]:
    found: list[object] = []
    for signal in (roll.turned, roll.reasoned, roll.went_on, roll.searched):
        signal.connect(found.append)
    return found


def test_three_columns_that_go_down_before_they_go_on(roll: RollCall) -> None:
    model = roll.roll
    assert (model.rows, model.columns, model.pages()) == (8, 3, 3)
    assert [model.place(0, column) for column in range(3)] == [0, 8, 16]
    assert roll.pager.words() == "Page 1 of 3"


def test_fewer_columns_where_the_text_is_large(
    roll: RollCall, sized: Callable[[int], None]
) -> None:
    sized(150)
    roll.fit()
    assert roll.roll.columns == 2
    sized(200)
    roll.resize(500, 400)
    settle()
    assert roll.roll.columns == 1


def test_arrows_and_pages(roll: RollCall) -> None:
    seen = []
    for key in (Keys.Key_Down, Keys.Key_Right, Keys.Key_PageDown, Keys.Key_End, Keys.Key_Home):
        QTest.keyClick(roll, key)
        seen.append(roll.current_key())
    assert seen == ["k1", "k9", "k33", "k59", "k0"]


def test_keys_say_what_is_meant(roll: RollCall) -> None:
    found = told(roll)
    for key in (Keys.Key_Space, Keys.Key_3, Keys.Key_Return, Keys.Key_B):
        QTest.keyClick(roll, key)
    assert found == ["k0", ("k0", 3), "k0", "b"]


def test_digits_beyond_the_reasons_and_keys_with_ctrl_go_elsewhere(roll: RollCall) -> None:
    found = told(roll)
    QTest.keyClick(roll, Keys.Key_5)
    QTest.keyClick(roll, Keys.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert found == []


def test_a_click_turns_the_cell_under_it(roll: RollCall) -> None:
    found = told(roll)
    place = roll.visualRect(roll.roll.index(2, 1)).center()
    QTest.mouseClick(roll.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert (found, roll.current_key()) == (["k10"], "k10")


def test_who_is_current_stays_so_when_names_change(roll: RollCall) -> None:
    roll.go_to("k30")
    roll.set_people(people(60)[20:])
    assert roll.current_key() == "k30"
    roll.set_people(people(5))
    assert roll.current_key() == "k4"
    roll.set_people([], "Nobody")
    assert roll.current() is None
    QTest.keyClick(roll, Keys.Key_Space)
    settle()


def test_every_cell_has_its_words(roll: RollCall) -> None:
    roll.set_people([Called("a", "Lê Thị Bưởi", "absent", "Vắng, ốm"), Called("b", "Vũ Thị An")])
    model = roll.roll
    assert model.data(model.index(0, 0), ROLE) == "Lê Thị Bưởi, Vắng, ốm"
    assert spoken(roll.people()[1]) == "Vũ Thị An, present"
    assert model.data(model.index(7, 2), ROLE) is None
