"""What the pictures show, told in sentences that only count and compare."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.base.text import speaking
from app.health.rules import Reading
from app.health.summary import sentences
from app.health.thresholds import rules_on

RULES = rules_on(date(2026, 6, 21))
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def year_of(*systolic: int, year: int = 2026) -> list[Reading]:
    return [
        Reading(date(year, month, 21), number, 80) for month, number in enumerate(systolic, start=1)
    ]


def test_a_whole_year() -> None:
    first = Reading(date(2026, 1, 21), 146, 88, weight_g=49_500, height_mm=1_490)
    last = Reading(date(2026, 6, 21), 128, 80, weight_g=50_500)
    assert sentences([*year_of(104, 130, year=2025), first, last], RULES, 2026) == [
        "Upper number: from 146 (month 1) down to **128** (month 6).",
        "Lower number: from 88 down to **80**.",
        f"Weight: **50.5{NBSP}kg**, 1{NBSP}kg more.",
        f"Height: 149{NBSP}cm. Weight for height: normal.",
        "In 2025: 2 measurings, upper number 104 to 130.",
    ]


def test_without_readings() -> None:
    assert sentences([], RULES, 2026) == ["No measuring yet in 2026."]


@pytest.mark.parametrize(
    ("systolic", "said"),
    [
        ((128,), "Upper number: **128** (month 1)."),
        ((120, 128), "Upper number: from 120 (month 1) up to **128** (month 2)."),
        ((128, 140, 128), "Upper number: 128 (month 1), again **128** (month 3)."),
    ],
)
def test_the_way_a_number_went(systolic: tuple[int, ...], said: str) -> None:
    assert sentences(year_of(*systolic), RULES, 2026)[0] == said


@pytest.mark.parametrize(
    ("systolic", "row"),
    [
        ((142, 138, 134, 128), "Falling 3 months in a row."),
        ((128, 134, 138, 142), "Rising 3 months in a row."),
        ((150, 142, 138, 138), ""),
        ((142, 138, 134), ""),
    ],
)
def test_three_months_in_a_row(systolic: tuple[int, ...], row: str) -> None:
    assert sentences(year_of(*systolic), RULES, 2026)[0].endswith(row or ").")


def test_of_several_readings_in_a_month_the_last_counts() -> None:
    twice = [Reading(date(2026, 5, 3), 150, 90), Reading(date(2026, 5, 21), 130, 80)]
    assert sentences(twice, RULES, 2026)[0] == "Upper number: **130** (month 5)."


def test_the_same_weight() -> None:
    readings = [Reading(date(2026, month, 1), weight_g=50_000) for month in (1, 2)]
    assert sentences(readings, RULES, 2026) == [f"Weight: **50.0{NBSP}kg**, as before."]
