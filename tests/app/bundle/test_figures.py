from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle import contents
from app.bundle.contents import COMPOSITION
from app.bundle.figures import figure_rows, member_rows
from app.bundle.records import Measured, Membership
from app.members.rules import HouseholdStatus, Member, Person, composition

DAY = date(2026, 11, 21)


def person(id: str = "a", household: str | None = "poor", **more: object) -> Member:
    known = {"name": "Nguyễn Thị Lan", "sex": "F", "birth": "1950-05-12", "hamlet": "thôn Đông"}
    status = HouseholdStatus(2026, household) if household else None
    return Member(id, "001", Person(**{**known, **more}), None, status)


def rows_of(*people: Member, named: str = "") -> list[dict[str, object]]:
    return member_rows(people, named, DAY, pid)


NOBODY = composition([], DAY)


def pid(id: str) -> str:
    return f"{id:0>32}"


def found(rows: list[dict[str, object]]) -> dict[str, tuple[object, object]]:
    return {str(row["id"]): (row["numerator"], row["denominator"]) for row in rows}


def test_a_name_leaves_only_with_consent() -> None:
    rows = rows_of(person("a"), person("b"), named="b")
    assert rows == [
        {
            "id": pid("a"),
            "name": None,
            "birth": None,
            "hamlet": None,
            "sex": "F",
            "born_from": "1950",
            "age_55": 1,
            "age_60": 1,
            "household": "poor",
        },
        {
            "id": pid("b"),
            "name": "Nguyễn Thị Lan",
            "birth": "1950-05-12",
            "hamlet": "thôn Đông",
            "sex": "F",
            "born_from": "1950",
            "age_55": 1,
            "age_60": 1,
            "household": "poor",
        },
    ]


@pytest.mark.parametrize(
    ("birth", "born_from", "age_55", "age_60"),
    [
        ("1949", "1945", 1, 1),
        ("1966-11-21", "1965", 1, 1),
        ("1966-11-22", "1965", 1, 0),
        ("1971-11", "1970", 1, 0),
        ("1980", "1980", 0, 0),
        (None, None, None, None),
        ("1948-13", None, None, None),
    ],
)
def test_births_are_told_within_five_years(
    birth: str | None, born_from: str | None, age_55: int | None, age_60: int | None
) -> None:
    (row,) = rows_of(person(birth=birth))
    assert (row["born_from"], row["age_55"], row["age_60"]) == (born_from, age_55, age_60)


def test_composition_of_the_day() -> None:
    people = [
        person("a"),
        person("b", sex="M", birth="1970", household="near_poor"),
        person("c", sex=None, birth=None, household=None),
        person("d", birth="1990", household="none"),
    ]
    counted = found(figure_rows(composition(people, DAY), [], []))
    assert {name: counted[f"{name}:2026-11-21"] for name in COMPOSITION} == {
        "members": (4, None),
        "women": (2, 4),
        "age_55": (2, 4),
        "age_60": (1, 4),
        "poor": (1, 4),
        "near_poor": (1, 4),
        "difficult": (0, 4),
    }


def test_each_month_counts_people_by_their_last_blood_pressure() -> None:
    readings = [
        Measured("a", "2026-09-05", 185, 90),
        Measured("a", "2026-09-05", 151, 90),  # measured again: the mean, 168 / 90, counts
        Measured("b", "2026-09-05", 120, 70),
        Measured("c", "2026-09-05", None, None),  # weight only
        Measured("d", "2026-09-05", 170, 80),  # left before
        Measured("b", "2026-10-05", 145, 85),
    ]
    memberships = [
        Membership("a", None, None),
        Membership("b", "2026-09-05", None),
        Membership("c", "2020-01-01", None),
        Membership("d", None, "2026-09-01"),
        Membership("e", "2026-10-31", None),
        Membership("f", "2026-09-10", "2026-09-10"),  # died without being a member
    ]
    rows = figure_rows(NOBODY, readings, memberships)
    counted = found(rows)
    assert counted["readings:2026-09"] == (5, None)
    assert counted["measured:2026-09"] == (2, 3)
    assert counted["bp_very_high:2026-09"] == (1, 2)
    assert counted["bp_normal:2026-09"] == (1, 2)
    assert counted["bp_urgent:2026-09"] == (0, 2)
    assert counted["measured:2026-10"] == (1, 4)
    assert {(row["rules"], row["definition"]) for row in rows if row["figure"] == "bp_high"} == {
        ("blood_pressure@2022-01-01", 2)
    }


DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30)).map(date.isoformat)


@given(
    st.lists(
        st.builds(
            Measured,
            st.sampled_from("abcd"),
            DAYS,
            st.none() | st.integers(80, 220),
            st.none() | st.integers(40, 79),
        )
    ),
    st.lists(st.builds(Membership, st.sampled_from("abcd"), st.none() | DAYS, st.none() | DAYS)),
)
def test_parts_never_exceed_their_whole(
    readings: list[Measured], memberships: list[Membership]
) -> None:
    rows = figure_rows(NOBODY, sorted(readings, key=lambda reading: reading.on), memberships)
    assert contents.fault("figure", rows) is None
    counted = found(rows)
    for row in rows:
        if row["denominator"] is not None:
            assert row["numerator"] <= row["denominator"], row["id"]
    for month in {row["period"] for row in rows if row["figure"] == "measured"}:
        bands = [n for id, (n, _whole) in counted.items() if id[:3] == "bp_" and month in id]
        assert sum(bands) == counted[f"measured:{month}"][0]


def test_odd_text_becomes_one_line() -> None:
    odd = person(name="Lan\n\x07 (xóm\u2028Ải) " + "x" * 300)
    (row,) = rows_of(odd, named="a")
    assert str(row["name"]).startswith("Lan (xóm Ải) xxx")
    assert contents.fault("member", [row]) is None
