"""Bands agree with the published tables at every boundary, by the rules in force on the day."""

from datetime import date

import pytest

from app.health.rules import Reading, band_code, by_day, lacks_second_reading, merged

DAY = date(2026, 6, 10)

# VNHA/VSH 2022 (clinic, adults): below 130 and below 85 normal, 130-139 or 85-89 slightly high,
# 140-159 or 90-99 grade 1, from 160 or from 100 grade 2. Ours beside it: low below 90 or below 60,
# urgent from 180 or from 120.
SYSTOLIC = {
    60: "low",
    89: "low",
    90: "normal",
    129: "normal",
    130: "elevated",
    139: "elevated",
    140: "high",
    159: "high",
    160: "very_high",
    179: "very_high",
    180: "urgent",
    260: "urgent",
}
DIASTOLIC = {
    59: "low",
    60: "normal",
    84: "normal",
    85: "elevated",
    89: "elevated",
    90: "high",
    99: "high",
    100: "very_high",
    119: "very_high",
    120: "urgent",
    150: "urgent",
}


@pytest.mark.parametrize(("upper", "code"), SYSTOLIC.items())
def test_the_upper_number_at_every_boundary(upper: int, code: str) -> None:
    lower = 50 if code == "low" else 70
    assert band_code(Reading(DAY, upper, min(lower, upper - 10))) == code


@pytest.mark.parametrize(("lower", "code"), DIASTOLIC.items())
def test_the_lower_number_at_every_boundary(lower: int, code: str) -> None:
    assert band_code(Reading(DAY, max(lower + 1, 125), lower)) in (code, "urgent")
    if lower < 120:
        assert band_code(Reading(DAY, 125, lower)) == code


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [
        (128, 92, "high"),  # the higher class counts
        (162, 70, "very_high"),
        (138, 101, "very_high"),
        (120, 120, "urgent"),
        (185, 58, "urgent"),
        (120, 59, "low"),
    ],
)
def test_the_higher_of_two_classes_counts(upper: int, lower: int, code: str) -> None:
    assert band_code(Reading(DAY, upper, lower)) == code


# --- the second reading -------------------------------------------------------------------------


def test_the_mean_of_a_day_counts_halves_rounded_up() -> None:
    first, second = Reading(DAY, 142, 91, 80, id="a"), Reading(DAY, 137, 88, id="b")
    (counted,) = by_day([first, second])
    assert (counted.systolic, counted.diastolic, counted.pulse) == (140, 90, 80)
    assert band_code(counted) == "high"
    assert merged([first, second]).systolic == 140


def test_each_day_counts_for_itself() -> None:
    taken = [Reading(date(2026, 5, 10), 150, 95), Reading(DAY, 144, 90), Reading(DAY, 136, 84)]
    assert [(one.systolic, one.diastolic) for one in by_day(taken)] == [(150, 95), (140, 87)]


def test_a_weight_taken_later_that_day_is_no_second_reading() -> None:
    taken = [Reading(DAY, 150, 95), Reading(DAY, weight_g=52_000)]
    (counted,) = by_day(taken)
    assert (counted.systolic, counted.weight_g) == (150, 52_000)
    assert lacks_second_reading(taken)


@pytest.mark.parametrize(
    ("upper", "lower", "asked"),
    [(139, 89, False), (140, 89, True), (139, 90, True), (140, 90, True), (186, 95, True)],
)
def test_a_second_reading_is_asked_from_the_limits_on(upper: int, lower: int, asked: bool) -> None:
    assert lacks_second_reading([Reading(DAY, upper, lower)]) is asked
    assert not lacks_second_reading([Reading(DAY, upper, lower), Reading(DAY, 150, 95)])
