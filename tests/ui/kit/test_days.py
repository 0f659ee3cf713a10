from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _
from ui.kit import style
from ui.kit.day_cells import LOOKS, DayMark, DayState, day_legend, kind_of, texts_of
from ui.kit.days import DAYS, DayGrid, short_weekday

Keys = Qt.Key
NOVEMBER = Month(2026, 11)  # begins on a Sunday: six weeks
FEBRUARY = Month(2027, 2)  # begins on a Monday: four weeks
TODAY = date(2026, 11, 15)


def day(number: int) -> date:
    return date(2026, 11, number)


def marks() -> dict[date, list[DayMark]]:
    return {
        day(2): [DayMark("a", "made", "Cụ Mùi")],
        day(3): [DayMark("b", "missed", "Cụ Năm"), DayMark("c", "made", "Cụ Mùi")],
        day(4): [DayMark("d", "made", "Cụ Mùi", alarm=True)],
        day(20): [DayMark("e", "ahead", "Cụ Nguyễn Phương")],
    }


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., DayGrid]]:
    windows = []

    def make(month: Month = NOVEMBER, *, wide: int = 730, high: int = 480) -> DayGrid:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        grid = DayGrid(month, TODAY, "Visits")
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(grid)
        grid.show_month(month, marks())
        window.resize(wide, high)
        window.show()
        window.activateWindow()
        grid.setFocus()
        qtbot.waitUntil(grid.view.hasFocus)
        return grid

    style.apply("light", 100)
    yield make
    style.apply("light", 100)


def press(grid: DayGrid, *keys: Qt.Key, **about: Any) -> None:
    for key in keys:
        QTest.keyClick(grid.view, key, **about)


def click(grid: DayGrid, where: date) -> None:
    place = grid.place_of(where).center()
    inside = grid.view.viewport().mapFrom(grid, place)
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=inside)


def test_it_begins_today_else_on_the_first(show: Callable[..., DayGrid]) -> None:
    assert show().day() == TODAY
    assert show(FEBRUARY).day() == FEBRUARY.first


def test_arrows_move_by_days_and_weeks_and_stop_at_the_ends(show: Callable[..., DayGrid]) -> None:
    grid = show()
    press(grid, Keys.Key_Left, Keys.Key_Up)
    assert grid.day() == day(7)
    press(grid, Keys.Key_Down, Keys.Key_Right)
    assert grid.day() == day(15)
    press(grid, Keys.Key_Home, Keys.Key_Left, Keys.Key_Up)
    assert grid.day() == day(1)
    press(grid, Keys.Key_End, Keys.Key_Right, Keys.Key_Down)
    assert grid.day() == day(30)


@given(st.lists(st.sampled_from([-DAYS, -1, 1, DAYS]), max_size=40))
def test_no_step_leaves_the_month(steps: list[int]) -> None:
    grid = DayGrid(NOVEMBER, TODAY)
    expected = TODAY
    for step in steps:
        grid.step(step)
        expected = min(max(expected + timedelta(days=step), NOVEMBER.first), NOVEMBER.last)
        assert grid.day() == expected
    grid.deleteLater()


def test_keys_tell_what_is_wanted_of_the_day(show: Callable[..., DayGrid], qtbot: QtBot) -> None:
    grid = show()
    wanted = {
        Keys.Key_Space: grid.marked,
        Keys.Key_Minus: grid.missed,
        Keys.Key_Return: grid.opened,
        Keys.Key_Enter: grid.opened,
    }
    for key, signal in wanted.items():
        with qtbot.waitSignal(signal) as told:
            press(grid, key)
        assert told.args == [TODAY]
    with qtbot.waitSignal(grid.moved) as moved:
        press(grid, Keys.Key_Right)
    assert moved.args == [day(16)]
    press(grid, Keys.Key_End)
    with qtbot.assertNotEmitted(grid.moved):
        press(grid, Keys.Key_End, Keys.Key_Right)
    assert grid.day() == day(30)


def test_keys_of_the_page_are_left_to_it(show: Callable[..., DayGrid], qtbot: QtBot) -> None:
    grid = show()
    with qtbot.assertNotEmitted(grid.marked), qtbot.assertNotEmitted(grid.moved):
        press(grid, Keys.Key_PageDown, Keys.Key_F3)
        press(grid, Keys.Key_Right, Keys.Key_Space, modifier=Qt.KeyboardModifier.ControlModifier)
    press(grid, Keys.Key_Minus, modifier=Qt.KeyboardModifier.KeypadModifier)
    assert grid.day() == TODAY


def test_a_click_goes_there_and_a_second_one_marks(
    show: Callable[..., DayGrid], qtbot: QtBot
) -> None:
    grid = show()
    with qtbot.assertNotEmitted(grid.marked):
        click(grid, day(3))
    assert grid.day() == day(3)
    with qtbot.waitSignal(grid.marked) as told:
        click(grid, day(3))
    assert told.args == [day(3)]
    # Another button, a place without a day, and the second press of two do nothing.
    view = grid.view.viewport()
    place = view.mapFrom(grid, grid.place_of(day(9)).center())
    with qtbot.assertNotEmitted(grid.marked):
        QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=place)
        nowhere = grid.view.visualRect(grid.view.model().index(0, 0)).center()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=nowhere)
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert grid.day() == day(3)


def test_another_month_keeps_the_day_inside_it(show: Callable[..., DayGrid]) -> None:
    grid = show()
    grid.go(day(20))
    grid.show_month(NOVEMBER, {})
    assert grid.day() == day(20)
    grid.show_month(FEBRUARY, {})
    assert grid.day() == FEBRUARY.first
    assert grid.marks(FEBRUARY.first) == ()
    grid.show_month(NOVEMBER, marks())
    assert grid.day() == TODAY


def test_days_are_read_aloud(show: Callable[..., DayGrid]) -> None:
    grid = show()
    model = grid.view.model()
    role = Qt.ItemDataRole.AccessibleTextRole

    def said(number: int) -> str:
        found = grid.view.indexAt(
            grid.view.viewport().mapFrom(grid, grid.place_of(day(number)).center())
        )
        return str(model.data(found, role))

    assert said(2) == f"2/11/2026: Cụ Mùi {_('made')}"
    assert said(3) == f"3/11/2026: Cụ Năm {_('missed')}, Cụ Mùi {_('made')}"
    assert said(4) == f"4/11/2026: Cụ Mùi {_('something to report')}"
    assert said(5) == f"5/11/2026: {_('nothing')}"
    assert model.data(model.index(0, 0), role) is None
    assert grid.view.accessibleName() == "Visits"


def test_the_model_is_sound(show: Callable[..., DayGrid], qtmodeltester: Any) -> None:
    qtmodeltester.check(show().view.model())


@pytest.mark.parametrize(("month", "weeks"), [(NOVEMBER, 6), (Month(2026, 10), 5), (FEBRUARY, 4)])
def test_all_weeks_fill_the_room(show: Callable[..., DayGrid], month: Month, weeks: int) -> None:
    grid = show(month)
    assert grid.view.model().rowCount() == weeks
    assert grid.view.model().columnCount() == DAYS
    first, last = grid.place_of(month.first), grid.place_of(month.last)
    for place in (first, last):
        assert grid.rect().contains(place)
    assert sum(grid.view.columnWidth(column) for column in range(DAYS)) == grid.width()
    assert grid.view.height() <= grid.height()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_it_asks_for_room_for_every_day(show: Callable[..., DayGrid], size: int) -> None:
    grid = show()
    style.apply("light", size)
    grid.rescale()
    grid.resize(grid.minimumSizeHint())
    grid.fit()
    assert grid.rect().contains(grid.place_of(day(30)))
    assert grid.place_of(day(30)).height() >= style.px(62)
    assert grid.minimumSizeHint().height() <= grid.sizeHint().height()


def paints(grid: DayGrid) -> QImage:
    return grid.grab().toImage()


@pytest.mark.parametrize("state", [*(s for s in LOOKS if s not in ("", "alarm")), "alarm"])
def test_each_state_looks_its_own_way(show: Callable[..., DayGrid], state: DayState) -> None:
    grid = show()
    grid.show_month(NOVEMBER, {})
    empty = paints(grid)
    alarm = state == "alarm"
    mark = DayMark("k", "made" if alarm else state, "Cụ Mùi", alarm=alarm)
    assert kind_of(mark) == state
    grid.show_month(NOVEMBER, {day(10): [mark]})
    shown = paints(grid)
    assert shown != empty
    grid.show_month(NOVEMBER, {day(10): [DayMark("k", "unmarked", "Cụ Mùi")]})
    assert (paints(grid) == shown) is (state == "unmarked")


def test_the_worst_of_a_day_colours_it(show: Callable[..., DayGrid]) -> None:
    grid = show()

    def ground(*states: DayState) -> str:
        found = [DayMark(n, state, "") for n, state in enumerate(states)]
        grid.show_month(NOVEMBER, {day(10): found})
        place = grid.place_of(day(10))
        return paints(grid).pixelColor(place.center().x(), place.bottom() - 8).name()

    assert ground("made", "missed") == ground("missed")
    assert ground("made", "unmarked") == ground("unmarked") != ground("made")
    assert ground("by_other", "made") == ground("made")


def test_names_stay_whole() -> None:
    two = [DayMark("a", "made", "Cụ Mùi"), DayMark("b", "ahead", "Bà Năm")]
    assert texts_of(two, 2, brief=False) == ["Cụ Mùi", "Bà Năm"]
    assert texts_of(two, 2, brief=True) == ["Mùi", "Năm"]
    assert texts_of(two, 1, brief=False) == ["Mùi +1"]
    assert texts_of([*two, *two], 2, brief=False) == ["Mùi", "Năm +2"]
    assert texts_of([], 2, brief=False) == []


def test_a_crowded_day_at_twice_the_size_still_paints(show: Callable[..., DayGrid]) -> None:
    style.apply("light", 200)
    grid = show(wide=1200, high=700)
    crowd = [DayMark(n, "made", "Cụ Nguyễn Thị Nghiêng") for n in range(5)]
    grid.show_month(NOVEMBER, {day(10): crowd})
    five = paints(grid)
    grid.show_month(NOVEMBER, {day(10): crowd[:4]})
    assert paints(grid) != five, "how many there are can be seen"


def test_short_names_of_days() -> None:
    assert len({short_weekday(section) for section in range(DAYS)}) == DAYS


def test_a_legend_names_its_looks(qtbot: QtBot) -> None:
    shown = day_legend([("made", "Made"), ("alarm", "To report"), ("ahead", "Ahead")])
    qtbot.addWidget(shown)
    assert shown.grab().width() > 0


def test_where_one_icon_fits_it_is_that_of_what_is_wrong(show: Callable[..., DayGrid]) -> None:
    style.apply("light", 200)
    grid = show(wide=860, high=808)
    both = [DayMark("a", "made", "Mùi"), DayMark("b", "missed", "Mùi")]
    grid.show_month(NOVEMBER, {day(10): both})
    shown = paints(grid)
    grid.show_month(NOVEMBER, {day(10): both[::-1]})
    assert paints(grid) == shown
