"""A pyramid lies inside its box, its bars as long as their counts, its words beside them."""

from hypothesis import given
from hypothesis import strategies as st

from app.base.chart import Line, Rect, Style, Text
from app.base.pyramid import Pyramid, Step, lay_out_pyramid

STYLE = Style(axis_text=12, label_text=10, line=2, rule=1, hair=0.5, dot=8, side=20)


def measure(text: str, size: float, _bold: bool) -> float:
    return len(text) * size * 0.6


def laid_out(*counts: tuple[int, int]) -> list[object]:
    steps = tuple(Step(f"{90 - 10 * n}–{99 - 10 * n}", *pair) for n, pair in enumerate(counts))
    return list(lay_out_pyramid(Pyramid("4 women", "2 men", steps), 400, 300, STYLE, measure))


def test_nothing_to_show() -> None:
    assert laid_out() == []


def test_bars_are_as_long_as_their_counts() -> None:
    bars = [part for part in laid_out((4, 2), (0, 1)) if isinstance(part, Rect)]
    left, right, none, one = bars
    assert left.width == 2 * right.width == 4 * one.width
    assert none.width == 0
    assert left.x + left.width == none.x  # they end where the names begin
    assert left.grey > right.grey


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=9))
def test_all_lies_inside_the_box(counts: list[tuple[int, int]]) -> None:
    for part in laid_out(*counts):
        if isinstance(part, Text):
            wide = measure(part.text, part.size, part.bold)
            start = {"left": 0.0, "center": wide / 2, "right": wide}[part.align]
            assert part.x - start >= -0.01
            assert part.x - start + wide <= 400.01
            assert 0 < part.y <= 300
        elif isinstance(part, Rect):
            assert part.x >= -0.01
            assert part.x + part.width <= 400.01
            assert 0 <= part.y <= part.y + part.height <= 300
        else:
            assert isinstance(part, Line)
