"""The pyramid on the screen: bars in ink on both sides, and its counts for a screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.base.pyramid import Pyramid, Step
from tests.ui.checks import SIZES, settle
from ui.kit.chart import PyramidView

AGES = Pyramid("5 women", "2 men", (Step("70–79", 4, 0), Step("60–69", 1, 2)))


def dark(view: PyramidView, left: float, right: float) -> int:
    """How many pixels between two parts of the width are no ground."""
    image = view.grab().toImage()
    ground = image.pixelColor(1, image.height() - 1)
    columns = range(int(image.width() * left), int(image.width() * right))
    return sum(
        image.pixelColor(x, y) != ground and QColor(image.pixelColor(x, y)).lightness() < 200
        for x in columns
        for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize("size", SIZES)
def test_bars_stand_on_both_sides(qtbot: QtBot, sized: Callable[[int], None], size: int) -> None:
    sized(size)
    view = PyramidView(AGES, "Ages")
    qtbot.addWidget(view)
    view.resize(view.minimumSizeHint())
    view.show()
    settle()
    assert dark(view, 0.0, 0.35) > dark(view, 0.65, 1.0) > 0


def test_it_can_be_heard(qtbot: QtBot) -> None:
    view = PyramidView(AGES, "Ages")
    qtbot.addWidget(view)
    assert view.accessibleName() == "Ages"
    assert view.accessibleDescription() == "5 women, 2 men; 70–79: 4, 0; 60–69: 1, 2"


def test_it_grows_with_its_steps(qtbot: QtBot) -> None:
    view = PyramidView(Pyramid("", "", ()), "Ages")
    qtbot.addWidget(view)
    before = view.minimumSizeHint().height()
    view.set_pyramid(AGES)
    assert view.minimumSizeHint().height() > before
