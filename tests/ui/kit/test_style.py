import pytest
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.kit import style
from ui.kit.style import THEMES, Tokens


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_read_easily(theme: str) -> None:
    tokens = THEMES[theme]
    faint = {
        pair: round(ratio, 2)
        for pair in style.texts_on_grounds()
        if (ratio := contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))) < 7
    }
    assert not faint


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_and_icon_is_seen(theme: str) -> None:
    tokens = THEMES[theme]
    faint = {
        pair: round(ratio, 2)
        for pair in style.lines_on_grounds()
        if (ratio := contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))) < 3
    }
    assert not faint


def test_contrast_is_measured_as_the_law_of_light_says() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_placeholders_are_not_pale(qapp: QApplication) -> None:
    style.apply("light", 100)
    color = qapp.palette().color(QPalette.ColorRole.PlaceholderText)
    assert color.name().upper() == Tokens().ink2


def test_sizes_go_up_and_down_by_steps() -> None:
    assert [style.bigger(size) for size in style.SIZES] == [115, 130, 150, 175, 200, 200]
    assert [style.smaller(size) for size in style.SIZES] == [100, 100, 115, 130, 150, 175]


def test_lengths_grow_with_the_size(qapp: QApplication) -> None:
    style.apply("light", 150)
    assert (style.px(46), style.px(1), style.px(0)) == (69, 2, 0)
    style.apply("light", 100)
    assert style.px(0.2) == 1


def test_an_unknown_theme_or_size_is_the_usual_one(qapp: QApplication) -> None:
    style.apply("pink", 110)
    assert (style.look().tokens, style.look().size) == (style.LIGHT, 100)


def test_our_font_is_there(qapp: QApplication) -> None:
    style.load_fonts()
    assert style.FAMILY in QFontDatabase.families()


def test_no_text_is_smaller_than_17_px() -> None:
    sizes = (style.BODY, style.KEY, style.SECTION, style.FIGURE, style.BIG, style.TITLE)
    assert min(sizes) == 17
