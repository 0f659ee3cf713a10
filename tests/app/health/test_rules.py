"""Every boundary of the published table, and every way in which a board member types a number."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.base.text import speaking
from app.health.rules import (
    Reading,
    band,
    bmi_level,
    bmi_tenths,
    doubts,
    fmt_glucose,
    fmt_height,
    fmt_pressure,
    fmt_weight,
    needs_second_reading,
    number_text,
    read_reading,
)
from app.health.thresholds import rules_on

TODAY = date(2026, 6, 21)
RULES = rules_on(TODAY)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def typed(**fields: str) -> Reading:
    return read_reading({"on": "21/6/2026", **fields}, TODAY)


def problems(**fields: str) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        typed(**fields)
    return caught.value.problems


def band_of(systolic: int, diastolic: int) -> str | None:
    found = band(Reading(TODAY, systolic, diastolic), RULES)
    return found.code if found else None


# VNHA/VSH 2022: normal < 130 and < 85, high-normal 130-139 and/or 85-89, grade 1 140-159 and/or
# 90-99, grade 2 from 160 and/or from 100; low and urgent as in resources/health.
@pytest.mark.parametrize(
    ("systolic", "diastolic", "code"),
    [
        (129, 84, "normal"),
        (90, 60, "normal"),
        (130, 84, "elevated"),
        (129, 85, "elevated"),
        (139, 89, "elevated"),
        (140, 89, "high"),
        (139, 90, "high"),
        (159, 99, "high"),
        (160, 99, "very_high"),
        (159, 100, "very_high"),
        (179, 119, "very_high"),
        (180, 119, "urgent"),
        (179, 120, "urgent"),
        (89, 60, "low"),
        (90, 59, "low"),
        (89, 59, "low"),
    ],
)
def test_bands_at_every_boundary(systolic: int, diastolic: int, code: str) -> None:
    assert band_of(systolic, diastolic) == code


@pytest.mark.parametrize(
    ("systolic", "diastolic", "code"),
    [(118, 104, "very_high"), (165, 58, "very_high"), (150, 55, "high"), (85, 86, "elevated")],
)
def test_the_higher_of_two_bands_counts(systolic: int, diastolic: int, code: str) -> None:
    assert band_of(systolic, diastolic) == code


@given(st.integers(40, 300), st.integers(20, 200))
def test_every_pressure_has_a_band_and_more_is_never_a_lower_one(
    systolic: int, diastolic: int
) -> None:
    order = [one.code for one in RULES.bands if one.code != "low"]
    before, after = band_of(systolic, diastolic), band_of(systolic + 1, diastolic)
    assert before is not None
    if before in order and after in order:
        assert order.index(before) <= order.index(after)


def test_no_pressure_no_band() -> None:
    assert band(Reading(TODAY, weight_g=48_000), RULES) is None


@pytest.mark.parametrize(
    ("systolic", "diastolic", "again"),
    [(139, 89, False), (140, 80, True), (120, 90, True), (None, None, False)],
)
def test_when_to_measure_again(systolic: int | None, diastolic: int | None, again: bool) -> None:
    assert needs_second_reading(Reading(TODAY, systolic, diastolic), RULES) is again


def test_a_whole_row() -> None:
    reading = typed(
        systolic="128",
        diastolic=" 80 ",
        pulse="72",
        weight="48,2",
        height="152",
        glucose="5.6",
        fasting="1",
        note="  uống thuốc   đều ",
    )
    assert reading == Reading(TODAY, 128, 80, 72, 48_200, 1_520, 5_600, True, "uống thuốc đều")


@pytest.mark.parametrize(
    ("field", "text", "attribute", "value"),
    [
        ("weight", "48", "weight_g", 48_000),
        ("weight", "48.25", "weight_g", 48_250),
        ("weight", "48,2 kg", "weight_g", 48_200),
        ("weight", "48,2KG", "weight_g", 48_200),
        ("height", "152,5", "height_mm", 1_525),
        ("height", "1,52", "height_mm", 1_520),
        ("height", "1.52 m", "height_mm", 1_520),
        ("height", "152cm", "height_mm", 1_520),
        ("glucose", "6,1", "glucose_umol_l", 6_100),
        ("glucose", "6.1 mmol/L", "glucose_umol_l", 6_100),
        ("glucose", "110 mg", "glucose_umol_l", 6_106),
        ("glucose", "126 mg/dL", "glucose_umol_l", 6_994),
        ("pulse", "72", "pulse", 72),
    ],
)
def test_numbers_as_people_type_them(field: str, text: str, attribute: str, value: int) -> None:
    assert getattr(typed(**{field: text}), attribute) == value


def test_both_numbers_in_the_first_field() -> None:
    reading = typed(systolic="128 / 80")
    assert (reading.systolic, reading.diastolic) == (128, 80)


def test_all_problems_are_told_at_once_and_each_says_its_range() -> None:
    found = problems(systolic="1380", diastolic="15", pulse="x", weight="482", height="15")
    assert set(found) == {"systolic", "diastolic", "pulse", "weight", "height"}
    assert "40" in found["systolic"]
    assert "300" in found["systolic"]
    assert "10" in found["weight"]
    assert "250" in found["weight"]
    assert "kg" in found["weight"]
    assert "80" in found["height"]
    assert "230" in found["height"]
    assert "“x”" in found["pulse"]


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("pulse", "20", "250"),
        ("weight", "10", "250"),
        ("height", "80", "230"),
        ("glucose", "0,5", "60"),
    ],
)
def test_the_ends_of_a_range_belong_to_it(field: str, low: str, high: str) -> None:
    assert typed(**{field: low}) and typed(**{field: high})
    assert field in problems(**{field: str(int(high) + 1)})
    assert field in problems(**{field: "0,4" if field == "glucose" else str(int(low) - 1)})


def test_the_ranges_are_those_of_the_file() -> None:
    # The schema's CHECKs are the last guard: what is accepted here must be accepted there.
    assert {field: (row.lowest, row.highest) for field, row in RULES.ranges.items()} == {
        "systolic": (40, 300),
        "diastolic": (20, 200),
        "pulse": (20, 250),
        "weight": (10_000, 250_000),
        "height": (800, 2_300),
        "glucose": (500, 60_000),
    }


def test_one_number_of_two_is_missing() -> None:
    assert set(problems(systolic="128")) == {"diastolic"}
    assert set(problems(diastolic="80")) == {"systolic"}


def test_numbers_that_changed_places() -> None:
    assert "128" in problems(systolic="128", diastolic="128")["diastolic"]
    assert set(problems(systolic="80", diastolic="128")) == {"diastolic"}


def test_milligrams_without_their_unit_get_a_hint() -> None:
    assert "“110 mg”" in problems(glucose="110")["glucose"]


def test_a_fraction_where_none_belongs() -> None:
    assert set(problems(systolic="128,5", diastolic="80")) == {"systolic"}
    assert set(problems(weight="48 m")) == {"weight"}


def test_an_empty_row_is_no_reading() -> None:
    assert "Type at least one number" in problems()["systolic"]
    assert "systolic" in problems(note="nghỉ")


def test_the_day_must_be_known_and_not_ahead() -> None:
    assert "on" in problems(on="21/13/2026", pulse="72")
    assert "on" in problems(on="22/6/2026", pulse="72")
    assert set(problems(on="", pulse="7")) == {"on", "pulse"}


def test_a_note_is_composed_and_not_too_long() -> None:
    assert typed(pulse="72", note="uo\u0302\u0301ng").note == "uống"
    assert set(problems(pulse="72", note="a" * 201)) == {"note"}


def test_fasting_belongs_to_a_glucose_value_only() -> None:
    assert typed(glucose="6,1", fasting="0").glucose_fasting is False
    assert typed(glucose="6,1").glucose_fasting is None
    assert typed(pulse="72", fasting="1").glucose_fasting is None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_gives_a_reading_or_problems(a: str, b: str, c: str) -> None:
    with suppress(Invalid):
        assert typed(systolic=a, weight=b, glucose=c).on == TODAY


def test_rare_values_are_asked_about_but_kept() -> None:
    assert doubts(Reading(TODAY, 128, 80, 72, 48_000)) == {}
    assert "225" in doubts(Reading(TODAY, 225, 100))["systolic"]
    last = Reading(date(2026, 5, 21), weight_g=48_200)
    asked = doubts(Reading(TODAY, weight_g=58_200), last)
    assert f"48.2{NBSP}kg" in asked["weight"]
    assert doubts(Reading(TODAY, weight_g=53_200), last) == {}


@pytest.mark.parametrize(
    ("weight_g", "height_mm", "tenths", "code"),
    [
        (50_500, 1_490, 227, "normal"),
        (40_000, 1_600, 156, "thin"),
        (46_250, 1_500, 206, "normal"),
        (51_750, 1_500, 230, "at_risk"),
        (56_250, 1_500, 250, "obese_1"),
        (67_500, 1_500, 300, "obese_2"),
    ],
)
def test_body_mass_index_of_asian_adults(
    weight_g: int, height_mm: int, tenths: int, code: str
) -> None:
    assert bmi_tenths(weight_g, height_mm) == tenths
    assert bmi_level(tenths, RULES).code == code


@pytest.mark.parametrize(
    ("tenths", "code"),
    [
        *((184, "thin"), (185, "normal"), (229, "normal"), (230, "at_risk"), (249, "at_risk")),
        *((250, "obese_1"), (299, "obese_1"), (300, "obese_2")),
    ],
)
def test_body_mass_index_at_every_boundary(tenths: int, code: str) -> None:
    assert bmi_level(tenths, RULES).code == code


def test_values_as_they_are_written() -> None:
    assert fmt_pressure(Reading(TODAY, 128, 80)) == "128 / 80"
    assert fmt_pressure(Reading(TODAY)) == ""
    assert fmt_weight(48_200) == f"48.2{NBSP}kg"
    with speaking("vi"):
        assert fmt_weight(48_200) == f"48,2{NBSP}kg"
        assert fmt_weight(50_000) == f"50,0{NBSP}kg"
        assert fmt_weight(48_250) == f"48,25{NBSP}kg"
        assert fmt_height(1_520) == f"152{NBSP}cm"
        assert fmt_height(1_525) == f"152,5{NBSP}cm"
        assert fmt_glucose(6_106) == f"6,1{NBSP}mmol/L"


@given(st.integers(10_000, 250_000))
def test_a_weight_typed_as_it_is_written_is_the_same(weight_g: int) -> None:
    assert typed(weight=number_text("weight", weight_g)).weight_g == weight_g
