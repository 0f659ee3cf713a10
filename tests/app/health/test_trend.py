"""Charts have all their months, hold every value, and write the ones that matter."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.dates import Month
from app.base.text import speaking
from app.health.rules import Reading
from app.health.thresholds import rules_on
from app.health.trend import (
    diastolic_of_year,
    in_year,
    pressure_until,
    systolic_of_year,
    weight_of_year,
)

RULES = rules_on(date(2026, 6, 21))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def taken(month: int, systolic: int, diastolic: int, day: int = 21, **more: Any) -> Reading:
    return Reading(date(more.pop("year", 2026), month, day), systolic, diastolic, **more)


def test_one_reading_stands_on_its_month_two_stand_beside_it() -> None:
    chart = systolic_of_year(
        [taken(1, 120, 80), taken(3, 130, 80, 5), taken(3, 128, 80)], RULES, 2026
    )
    slots = [point.slot for point in chart.series[0].points]
    assert slots[0] == 0
    assert slots[1:] == pytest.approx([2 - 1 / 6, 2 + 1 / 6])
    assert [round(slot) for slot in slots] == [0, 2, 2]


def test_peak_and_last_value_are_written() -> None:
    chart = systolic_of_year([taken(1, 146, 80), taken(2, 150, 80), taken(6, 128, 80)], RULES, 2026)
    assert [point.label for point in chart.series[0].points] == ["", "150", "128"]
    chart = systolic_of_year([taken(1, 128, 80), taken(6, 128, 80)], RULES, 2026)
    assert [point.label for point in chart.series[0].points] == ["", "128"]


def test_other_years_stay_out() -> None:
    readings = [taken(5, 120, 80, year=2025), taken(5, 130, 80), taken(5, 140, 80, year=2027)]
    assert [one.systolic for one in in_year(readings, 2026)] == [130]
    assert len(systolic_of_year(readings, RULES, 2026).series[0].points) == 1


@given(st.lists(st.tuples(st.integers(41, 300), st.integers(20, 200)), max_size=12))
def test_axes_hold_every_value_and_zones_fill_them(pairs: list[tuple[int, int]]) -> None:
    readings = [taken(month, *pair) for month, pair in enumerate(pairs, start=1)]
    for chart in (
        systolic_of_year(readings, RULES, 2026),
        diastolic_of_year(readings, RULES, 2026),
    ):
        values = [point.value for point in chart.series[0].points]
        assert all(chart.axis.low <= value <= chart.axis.high for value in values)
        assert len(chart.slots) == 12
        edges = [(zone.low, zone.high) for zone in chart.zones]
        assert all(one[1] == other[0] for one, other in pairwise(edges))


def test_zones_meet_where_bands_do_and_grow_darker_upwards() -> None:
    zones = {zone.code: zone for zone in systolic_of_year([], RULES, 2026).zones}
    assert (zones["elevated"].low, zones["elevated"].high) == (130, 140)
    assert (zones["high"].low, zones["very_high"].low, zones["urgent"].low) == (140, 160, 180)
    greys = [zones[code].grey for code in ("normal", "elevated", "high", "very_high", "urgent")]
    assert greys[0] == 0
    assert greys == sorted(set(greys))


def test_the_screen_shows_twelve_months_with_both_numbers_and_their_limits() -> None:
    readings = [taken(6, 136, 82, year=2025), taken(5, 154, 94), taken(6, 150, 90, year=2024)]
    chart = pressure_until(readings, RULES, Month(2026, 5))
    assert chart.slots == ("6/25", "7", "8", "9", "10", "11", "12", "1/26", "2", "3", "4", "5")
    assert [limit.at for limit in chart.limits] == [140, 90]
    assert [series.kind for series in chart.series] == ["upper", "lower"]
    assert [point.value for point in chart.series[0].points] == [136, 154]
    assert chart.series[0].points[-1].label == "154 upper"
    assert chart.missing


def test_without_readings_every_chart_still_has_its_axis() -> None:
    for chart in (
        systolic_of_year([], RULES, 2026),
        weight_of_year([], 2026),
        pressure_until([], RULES, Month(2026, 5)),
    ):
        assert len(chart.slots) == 12
        assert chart.axis.low < chart.axis.high
        assert not any(series.points for series in chart.series)


def test_weight_is_written_as_people_write_it() -> None:
    readings = [taken(1, 120, 80, weight_g=49_000), taken(2, 120, 80, weight_g=50_500)]
    labels = [point.label for point in weight_of_year(readings, 2026).series[0].points]
    assert labels == ["49", "50.5"]
    with speaking("vi"):
        assert weight_of_year(readings, 2026).series[0].points[-1].label == "50,5"
