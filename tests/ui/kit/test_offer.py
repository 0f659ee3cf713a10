"""The list that drops below a line: room, keys, and what it says."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import settle
from ui.kit import style
from ui.kit.offer import Offer, Offered, OfferLine

ROWS = [Offered("1", "Nuôi gà"), Offered("2", "Trồng rau sạch trong vườn nhà"), Offered("3")]
Keys = Qt.Key


class Deeds(OfferLine):
    """Offers three rows and says how many are not shown."""

    def offering(self) -> Offer:
        return Offer(self, ROWS, note=lambda shown: f"{len(ROWS) - shown} more" * (shown < 3))


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[Deeds]:
    style.apply("light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    line = Deeds()
    line.setParent(window)
    line.setGeometry(20, 20, 120, 46)
    window.show()
    window.activateWindow()
    line.setFocus()
    settle()
    yield line
    style.apply("light", 100)


def shown(line: Deeds) -> Offer:
    assert line.offer is not None
    return line.offer


def press(line: Deeds, *keys: Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        QTest.keyClick(line, key, how or Qt.KeyboardModifier.NoModifier)
    settle()


def taken(line: Deeds) -> list[int]:
    found: list[int] = []
    line.taken.connect(found.append)
    return found


@pytest.mark.parametrize("key", [Keys.Key_Return, Keys.Key_Enter])
def test_keys_go_round_and_either_enter_takes(line: Deeds, key: Qt.Key) -> None:
    found = taken(line)
    press(line, Keys.Key_Down)
    assert (shown(line).at, line.accessibleDescription()) == (None, "")
    press(line, Keys.Key_Up, Keys.Key_Up)
    assert line.accessibleDescription() == "2, Trồng rau sạch trong vườn nhà"
    press(line, Keys.Key_Down, Keys.Key_Down)
    keypad = key == Keys.Key_Enter
    press(line, key, how=Qt.KeyboardModifier.KeypadModifier if keypad else None)
    assert (found, line.offer) == ([0], None)


def test_ctrl_enter_is_for_the_page(line: Deeds) -> None:
    found = taken(line)
    press(line, Keys.Key_Down, Keys.Key_Down)
    press(line, Keys.Key_Return, how=Qt.KeyboardModifier.ControlModifier)
    assert found == []


def test_it_is_as_wide_as_its_words_but_stays_in_the_window(line: Deeds) -> None:
    press(line, Keys.Key_Down)
    assert line.width() < shown(line).width() < 500
    line.window().resize(300, 400)
    line.show_offer()
    assert line.window().rect().contains(shown(line).geometry())


def test_with_little_room_it_shows_fewer_and_stands_where_there_is_more(line: Deeds) -> None:
    line.window().resize(700, 180)
    press(line, Keys.Key_Down)
    assert (len(shown(line).rows), shown(line).note()) == (1, "2 more")
    line.move(20, 120)
    line.show_offer()
    assert shown(line).geometry().bottom() <= line.y()
    QTest.mouseClick(shown(line), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert line.offer is None


def test_it_goes_with_the_focus_and_with_the_line(line: Deeds) -> None:
    press(line, Keys.Key_Down)
    line.clearFocus()
    assert line.offer is None
    line.show_offer()
    line.hide()
    assert line.offer is None
