"""The bar of the capital, the months, and the figures beside them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.checks import settle
from ui.kit.style import look
from ui.loans.figures import Equation, Figure
from ui.loans.pictures import Bar, Bars, FundBar, Part

MILLION = 1_000_000


def colour(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name().upper()


def test_the_bar_is_shared_out_as_the_money_is(qtbot: QtBot, sized: Callable[[int], None]) -> None:
    bar = FundBar()
    qtbot.addWidget(bar)
    bar.resize(402, 24)
    bar.show_parts(
        (Part("cash", 40 * MILLION), Part("lent", 50 * MILLION), Part("late", 10 * MILLION)), "x"
    )
    bar.show()
    tokens = look().tokens
    assert colour(bar, 100, 12) == tokens.surface
    assert colour(bar, 250, 12) == tokens.pri
    assert colour(bar, 362, 12) == tokens.surface  # the gap before what is late
    assert colour(bar, 390, 12) == tokens.bad


def test_a_small_part_is_still_seen(qtbot: QtBot, sized: Callable[[int], None]) -> None:
    bar = FundBar()
    qtbot.addWidget(bar)
    bar.resize(402, 24)
    bar.show_parts((Part("lent", 100 * MILLION), Part("late", 1_000), Part("gone", 0)), "x")
    bar.show()
    assert colour(bar, 200, 12) == look().tokens.pri


def test_an_empty_fund_has_an_empty_bar(qtbot: QtBot, sized: Callable[[int], None]) -> None:
    bar = FundBar()
    qtbot.addWidget(bar)
    bar.show_parts((Part("cash", 0), Part("lent", 0)), "nothing")
    bar.show()
    assert bar.accessibleName() == "nothing"


def test_the_highest_month_is_as_high_as_there_is_room(
    qtbot: QtBot, sized: Callable[[int], None]
) -> None:
    bars = Bars("What comes back")
    qtbot.addWidget(bars)
    bars.resize(300, 126)
    bars.show_bars((Bar("1", 10, ""), Bar("2", 5, ""), Bar("3", 0, "")), "1: 10, 2: 5")
    bars.show()
    ink = look().tokens.upper
    assert colour(bars, 50, 40) == ink
    assert colour(bars, 150, 40) != ink
    assert colour(bars, 150, 90) == ink
    assert colour(bars, 250, 90) != ink
    assert bars.accessibleDescription() == "1: 10, 2: 5"


def test_a_figure_is_pressed_by_its_key_and_by_enter(
    qtbot: QtBot, sized: Callable[[int], None]
) -> None:
    figure = Figure("Cash", "F4", "cash")
    qtbot.addWidget(figure)
    figure.say(5 * MILLION, "1 million late", shade="late")
    figure.say(6 * MILLION, "all is well")
    pressed: list[bool] = []
    figure.clicked.connect(lambda: pressed.append(True))
    figure.show()
    figure.activateWindow()
    settle()
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_Return)
    QTest.keyClick(figure, Qt.Key.Key_F4)
    assert len(pressed) == 2
    assert figure.accessibleName() == "Cash, 6.000.000\u00a0đ, all is well"


def test_figures_stand_below_each_other_where_it_is_narrow(
    qtbot: QtBot, sized: Callable[[int], None]
) -> None:
    figures = [Figure(name, "") for name in ("Capital", "Cash", "Lent", "Given up")]
    for figure in figures:
        figure.say(100 * MILLION, "")
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(1300, 700)
    row = Equation(figures[0], figures[1:])
    row.setParent(holder)
    row.resize(1200, 400)
    holder.show()
    settle()
    tops = {figure.mapTo(row, figure.rect().topLeft()).y() for figure in figures}
    assert len(tops) == 1
    row.resize(400, 600)
    settle()
    tops = {figure.mapTo(row, figure.rect().topLeft()).y() for figure in figures}
    assert len(tops) == 4
    row.show_part(figures[3], shown=False)
    assert not figures[3].isVisible()
