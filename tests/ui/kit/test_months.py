from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import month_cells, style
from ui.kit.months import MonthCell, MonthGrid, MonthRow, legend

Keys = Qt.Key
MONTHS = [f"T{month}" for month in range(1, 13)]


def rows(count: int = 3) -> list[MonthRow]:
    cells = [MonthCell("done", "3"), MonthCell("missing"), MonthCell("look", spoken="two books")]
    return [
        MonthRow(f"area {n}", f"Area {n}", cells, icon="gift", lead="60", end="8/8")
        for n in range(count)
    ]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., MonthGrid]]:
    windows = []

    def make(count: int = 3, **about: Any) -> MonthGrid:
        style.apply("light", 100)
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        grid = MonthGrid(MONTHS, now=1, corner="Area", **about)
        layout = QVBoxLayout(window)
        layout.addWidget(grid)
        layout.addWidget(grid.pager)
        grid.set_rows(rows(count), ("All", ["8/8"]))
        window.resize(1000, 500)
        window.show()
        window.activateWindow()
        grid.setFocus()
        qtbot.waitUntil(grid.view.hasFocus)
        return grid

    yield make
    style.apply("light", 100)


def press(grid: MonthGrid, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid.view, key)


def test_it_begins_at_the_present_month(show: Callable[..., MonthGrid]) -> None:
    assert show().current() == ("area 0", 1)


def test_arrows_stop_at_the_edges(show: Callable[..., MonthGrid]) -> None:
    grid = show()
    press(grid, Keys.Key_Left, Keys.Key_Left, Keys.Key_Up)
    assert grid.current() == ("area 0", 0)
    press(grid, Keys.Key_End, Keys.Key_Right, Keys.Key_Down)
    assert grid.current() == ("area 1", 11)
    press(grid, Keys.Key_Home, *[Keys.Key_Down] * 9)
    assert grid.current() == ("area 2", 0)


def test_enter_opens_the_cell(show: Callable[..., MonthGrid], qtbot: QtBot) -> None:
    grid = show()
    with qtbot.waitSignal(grid.moved) as moved:
        press(grid, Keys.Key_Down)
    assert moved.args == [("area 1", 1)]
    with qtbot.waitSignal(grid.opened) as opened:
        press(grid, Keys.Key_Return)
    assert opened.args == [("area 1", 1)]


def test_a_click_selects_and_a_second_one_opens(
    show: Callable[..., MonthGrid], qtbot: QtBot
) -> None:
    grid = show()
    where = grid.view.visualRect(grid.model.index(2, 5)).center()
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert grid.current() == ("area 2", 3)
    with qtbot.waitSignal(grid.opened):
        QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_foot_cannot_be_selected(show: Callable[..., MonthGrid]) -> None:
    grid = show()
    where = grid.view.visualRect(grid.model.index(3, 5)).center()
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert grid.current() == ("area 0", 1)


def test_a_refresh_keeps_the_cell(show: Callable[..., MonthGrid]) -> None:
    grid = show()
    grid.select("area 2", 7)
    grid.set_rows(list(reversed(rows())))
    assert grid.current() == ("area 2", 7)
    grid.set_rows([])
    assert grid.current() is None
    press(grid, Keys.Key_Down, Keys.Key_Return)


def test_cells_are_read_aloud(show: Callable[..., MonthGrid]) -> None:
    model = show(lead="People", end="Areas").model
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [model.data(model.index(0, column), role) for column in (0, 1, 2, 3, 4, 5, 14)]
    assert said == [
        "Area 0",
        "60",
        "Area 0, T1: done, 3",
        "Area 0, T2: missing",
        "Area 0, T3: two books",
        "Area 0, T4: nothing",
        "8/8",
    ]
    assert model.data(model.index(3, 2)) == "8/8"
    assert model.data(model.index(3, 5)) == ""


def test_many_rows_stand_on_pages(show: Callable[..., MonthGrid]) -> None:
    grid = show(30)
    page = grid.model.per_page
    assert 1 < page < 30
    press(grid, Keys.Key_PageDown)
    assert grid.current() == (f"area {page}", 1)
    assert grid.pager.words().startswith("Page 2 of")
    grid.pager.turned.emit(0)
    assert grid.current() == ("area 0", 1)
    assert grid.view.height() <= grid.height()


def test_the_model_is_sound(show: Callable[..., MonthGrid], qtmodeltester: Any) -> None:
    qtmodeltester.check(show().model)


def test_a_legend_names_its_marks(qtbot: QtBot) -> None:
    shown = legend([("done", "Done"), ("late", "Late")])
    qtbot.addWidget(shown)
    assert shown.grab().width() > 0


@pytest.mark.parametrize("size", [100, 200])
def test_a_figure_of_three_digits_is_whole_in_a_narrow_cell(
    qapp: QApplication, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, float, int]] = []

    def note(_painter: object, room: QRectF, text: str, font: QFont, _ink: object) -> float:
        written.append((text, room.width(), QFontMetrics(font).horizontalAdvance(text)))
        return room.right()

    monkeypatch.setattr(month_cells, "paint_words", note)
    style.apply("light", size)
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    month_cells.paint_cell(
        painter, QRectF(0, 0, style.px(31), style.px(45)), MonthCell("done", "104")
    )
    painter.end()
    style.apply("light", 100)
    ((text, room, needed),) = written
    assert text == "104"
    assert needed <= room + 1
