import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.chart import Axis, Chart, Limit, Point, Series, Zone
from app.base.shapes import BANDS
from ui.kit import style
from ui.kit.chart import ChartView, spoken
from ui.kit.chips import Chip, Result, width_of
from ui.kit.gauges import Seal, ShareStrip

CHART = Chart(
    Axis(80, 160, 20),
    ("6/25", "7", "8", "9"),
    (
        Series((Point(0, 136), Point(1, 138), Point(3, 154, "154 upper")), "upper"),
        Series((Point(0, 82), Point(3, 94, "94 lower")), "lower"),
    ),
    zones=(Zone(80, 140, "normal", "Normal", 0), Zone(140, 160, "high", "High", 16)),
    limits=(Limit(140, "High from 140"),),
    missing="absent",
)


@pytest.mark.parametrize(
    ("part", "whole", "reached"), [(36, 60, True), (35, 60, False), (0, 0, True), (60, 60, True)]
)
def test_a_target_is_reached_to_the_person(
    qtbot: QtBot, part: int, whole: int, reached: bool
) -> None:
    strip = ShareStrip("Women", part, whole, 0.6, "1 person short")
    qtbot.addWidget(strip)
    assert strip.reached is reached
    assert ("1 person short" in strip.accessibleName()) is not reached


def test_a_share_is_said_with_its_whole(qtbot: QtBot) -> None:
    strip = ShareStrip("Women", 38, 60, 0.6)
    qtbot.addWidget(strip)
    assert strip.accessibleName() == "Women: 38 of 60, 63 %"


def test_a_share_never_claims_more_than_there_is(qtbot: QtBot) -> None:
    strip = ShareStrip("Women", 599, 1000, 0.6)
    qtbot.addWidget(strip)
    assert strip.accessibleName().endswith("59 %")


def test_the_seal_says_what_it_shows(qtbot: QtBot) -> None:
    seal = Seal(safe=True)
    qtbot.addWidget(seal)
    assert seal.accessibleName() == "Safe"
    before = seal.grab().toImage()
    seal.set_safe(False)
    assert seal.accessibleName() == "Copy needed"
    assert seal.grab().toImage() != before


def test_the_values_of_a_chart_can_be_heard(qtbot: QtBot) -> None:
    view = ChartView(CHART, "Blood pressure, 12 months")
    qtbot.addWidget(view)
    assert view.accessibleName() == "Blood pressure, 12 months"
    assert view.accessibleDescription() == "6/25: 136, 7: 138, 9: 154; 6/25: 82, 9: 94"
    assert spoken(Chart(Axis(0, 1, 1), (), ())) == ""


@pytest.mark.parametrize("theme", ["light", "cream", "contrast"])
def test_pictures_are_painted_in_every_theme(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    style.apply(theme, 150)
    made = [ChartView(CHART), Seal(safe=True), Seal(safe=False), ShareStrip("Women", 3, 9, 0.6)]
    made += [Chip(Result("Word", band=code)) for code in BANDS]
    for widget in made:
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        painted = widget.grab().toImage()
        assert len({painted.pixel(x, y) for x in range(0, painted.width(), 2) for y in (8, 24)}) > 1
    style.apply("light", 100)


def test_a_chip_is_as_wide_as_its_word(qtbot: QtBot) -> None:
    short, long = Result("High", band="high"), Result("Very high, again", band="very_high")
    assert width_of(short) < width_of(long)
    chip = Chip(short)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "High"


def test_a_word_to_act_on_stands_in_a_chip_of_its_tone(qtbot: QtBot) -> None:
    plain = Result("Late", icon="circle-alert", tone="bad")
    filled = Result("Late", icon="circle-alert", tone="bad", filled=True)
    assert width_of(filled) > width_of(plain)
    chip = Chip(filled)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    ground = chip.grab().toImage().pixelColor(4, chip.height() // 2).name().upper()
    assert ground == style.look().tokens.bad_bg
