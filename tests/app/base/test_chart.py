"""The layout keeps every word inside its box and every dot at its value."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.chart import (
    Axis,
    BandMark,
    Chart,
    Dot,
    Limit,
    Line,
    Point,
    Polyline,
    Primitive,
    Rect,
    Series,
    Style,
    Text,
    Zone,
    axis_for,
)
from app.base.chart_layout import lay_out

MONTHS = tuple(str(month) for month in range(1, 13))
PAPER = Style(
    axis_text=12, label_text=15, line=2, rule=1, hair=0.35, dot=8.5, side=66, upright_grid=True
)
SCREEN = Style(axis_text=17, label_text=17, line=3, rule=2, hair=1, dot=12, side=150)
ZONES = (
    Zone(90, 130, "normal", "bình thường", 0),
    Zone(130, 140, "elevated", "hơi cao", 7),
    Zone(140, 160, "high", "cao", 16),
    Zone(160, 180, "very_high", "rất cao", 28),
)


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


def paper_chart(values: list[float], labels: dict[int, str] | None = None) -> Chart:
    points = tuple(
        Point(slot, value, (labels or {}).get(slot, "")) for slot, value in enumerate(values)
    )
    axis = axis_for(values, 100, 180, 10)
    return Chart(axis, MONTHS, (Series(points),), ZONES, foot="tháng")


def texts(drawn: list[Primitive]) -> list[Text]:
    return [part for part in drawn if isinstance(part, Text)]


def extent(text: Text) -> tuple[float, float]:
    wide = measure(text.text, text.size, text.bold)
    start = {"left": text.x, "right": text.x - wide, "center": text.x - wide / 2}[text.align]
    return start, start + wide


def test_axis_keeps_its_usual_range_when_values_fit() -> None:
    assert axis_for([128, 146], 100, 180, 10) == Axis(100, 180, 10)
    assert axis_for([], 100, 180, 10) == Axis(100, 180, 10)


def test_axis_widens_by_whole_steps_and_never_writes_more_than_ten_numbers() -> None:
    axis = axis_for([84, 233], 100, 180, 10)
    assert (axis.low, axis.high, axis.step) == (80, 240, 20)
    ticks = list(axis.ticks())
    assert (ticks[0], ticks[-1]) == (80, 240)


@given(st.lists(st.floats(min_value=20, max_value=300), max_size=12))
def test_axis_holds_every_value(values: list[float]) -> None:
    axis = axis_for(values, 60, 110, 10)
    assert all(axis.low <= value <= axis.high for value in values)
    assert len(list(axis.ticks())) <= 10


def test_dots_stand_at_their_values() -> None:
    drawn = lay_out(paper_chart([100, 140, 180]), 340, 210, PAPER, measure)
    dots = [part for part in drawn if isinstance(part, Dot)]
    ticks = {text.text: text.y for text in texts(drawn) if text.align == "right"}
    for dot, value in zip(dots, ("100", "140", "180"), strict=True):
        assert dot.y == pytest.approx(ticks[value] - 0.36 * 12)


def test_a_missing_month_breaks_the_line_and_is_named() -> None:
    points = tuple(Point(slot, 120) for slot in (0, 1, 2, 5, 6))
    chart = Chart(Axis(80, 160, 20), MONTHS, (Series(points),), missing="vắng")
    drawn = lay_out(chart, 700, 260, SCREEN, measure)
    runs = [len(part.points) for part in drawn if isinstance(part, Polyline)]
    assert runs == [3, 2]
    word = next(text for text in texts(drawn) if text.text == "vắng")
    dots = [part.x for part in drawn if isinstance(part, Dot)]
    assert dots[2] < extent(word)[0] and extent(word)[1] < dots[3]


def test_two_readings_of_one_month_are_joined() -> None:
    points = (Point(0, 120), Point(0.8, 130), Point(1.2, 125), Point(2, 121))
    drawn = lay_out(Chart(Axis(80, 160, 20), MONTHS, (Series(points),)), 700, 260, SCREEN, measure)
    assert [len(part.points) for part in drawn if isinstance(part, Polyline)] == [4]


def test_zones_are_bounded_by_lines_and_named_by_mark_and_word() -> None:
    drawn = lay_out(paper_chart([146, 150]), 340, 210, PAPER, measure)
    assert [part.grey for part in drawn if isinstance(part, Rect)] == [7, 16, 28]
    frames = [part for part in drawn if isinstance(part, Line) and part.ink == "frame"]
    assert len(frames) == 4 + 3
    marks = [part.code for part in drawn if isinstance(part, BandMark)]
    assert marks == ["very_high", "high", "elevated", "normal"]
    said = " ".join(text.text for text in texts(drawn))
    assert all(word in said for word in ("rất cao", "hơi cao", "bình thường"))


def test_limits_are_dashed_and_named() -> None:
    chart = Chart(Axis(80, 160, 20), MONTHS, (), limits=(Limit(140, "Mức cao 140"),))
    drawn = lay_out(chart, 700, 260, SCREEN, measure)
    assert [part.dashed for part in drawn if isinstance(part, Line) and part.ink == "limit"] == [
        True
    ]
    assert any(text.text == "Mức cao 140" for text in texts(drawn))


def test_the_words_of_close_series_do_not_touch_each_other_or_a_limit() -> None:
    upper = Series((Point(11, 141, "141 trên"),))
    lower = Series((Point(11, 138, "138 dưới"),), "lower")
    chart = Chart(Axis(80, 160, 20), MONTHS, (upper, lower), limits=(Limit(140, "Mức cao 140"),))
    words = [text for text in texts(lay_out(chart, 700, 260, SCREEN, measure)) if " " in text.text]
    for one, other in combinations(words, 2):
        overlap = min(extent(one)[1], extent(other)[1]) - max(extent(one)[0], extent(other)[0])
        assert overlap <= 0 or abs(one.y - other.y) >= 0.72 * 17


@settings(max_examples=60)
@given(
    st.lists(st.integers(min_value=60, max_value=260), min_size=1, max_size=12),
    st.sampled_from([(PAPER, 340, 210), (SCREEN, 620, 260)]),
)
def test_everything_stays_inside_the_box(
    values: list[int], size: tuple[Style, float, float]
) -> None:
    style, width, height = size
    peak = values.index(max(values))
    chart = paper_chart(
        [float(value) for value in values],
        {peak: str(max(values)), len(values) - 1: str(values[-1])},
    )
    for part in lay_out(chart, width, height, style, measure):
        if isinstance(part, Text):
            left, right = extent(part)
            assert left >= -0.01 and right <= width + 0.01
            assert part.y - 0.72 * part.size >= 0 and part.y <= height
        elif isinstance(part, Dot):
            assert 0 < part.x < width and 0 < part.y < height
