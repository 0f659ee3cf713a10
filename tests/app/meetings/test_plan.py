from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.base.lunar import lunar
from app.base.periods import Month
from app.meetings.plan import (
    LAST,
    PlannedDay,
    Rule,
    in_tet,
    planned_day,
    read_rule,
    rule_words,
)
from tests.makers import TODAY

ANY = Month(2000, 1)

months = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))
rules = st.one_of(
    st.builds(lambda number: Rule(ANY, "day", number), st.integers(1, 31)),
    st.builds(
        lambda number, weekday: Rule(ANY, "weekday", number, weekday),
        st.integers(1, LAST),
        st.integers(0, 6),
    ),
    st.builds(lambda number: Rule(ANY, "lunar", number), st.integers(1, 30)),
)


@given(rules, months)
def test_every_month_has_its_day_and_tet_is_kept(rule: Rule, month: Month) -> None:
    planned = planned_day(rule, month)
    assert Month.of(planned.on) == month
    assert not in_tet(planned.on)
    if rule.kind == "weekday":
        assert planned.on.weekday() == rule.weekday


@given(rules, months)
def test_a_day_without_reason_is_the_first_of_the_rule(rule: Rule, month: Month) -> None:
    days = [month.first + timedelta(days=n) for n in range(month.last.day)]
    if rule.kind == "day":
        own = [day for day in days if day.day == rule.number]
    elif rule.kind == "lunar":
        own = [day for day in days if is_lunar(day, rule.number)]
    else:
        own = [day for day in days if day.weekday() == rule.weekday]
        own = own[-1:] if rule.number == LAST else own[rule.number - 1 :]
    planned = planned_day(rule, month)
    assert (planned.why is None) == (bool(own) and not in_tet(own[0]))
    if planned.why is None:
        assert planned.on == own[0]


def is_lunar(day: date, number: int) -> bool:
    """Whether it is that day of the lunar month, or its last for day 30 of a short one."""
    return lunar(day).day == number or (
        number == 30 and lunar(day).day == 29 and lunar(day + timedelta(days=1)).day == 1
    )


def test_each_month_of_a_century_meets_on_a_lunar_day_or_says_why_not() -> None:
    """A lunar day comes every 29 or 30 days: only some Februaries lack one."""
    rule = Rule(ANY, "lunar", 15)
    for year in range(2000, 2101):
        months = [Month(year, number) for number in range(1, 13)]
        days = {month: planned_day(rule, month).on for month in months}
        lacking = [month for month, day in days.items() if lunar(day).day != 15]
        assert {month.month for month in lacking} <= {2}
        assert all(planned_day(rule, month).why for month in lacking)


def test_tet_itself_and_the_days_around_it() -> None:
    """The new year of Bính Ngọ is 17 February 2026."""
    assert not in_tet(date(2026, 2, 14))  # 27 Chạp
    assert in_tet(date(2026, 2, 16))  # 29 Chạp, the last one
    assert in_tet(date(2026, 2, 21))  # mùng 5
    assert not in_tet(date(2026, 2, 22))


@pytest.mark.parametrize(
    ("rule", "month", "planned"),
    [
        (Rule(ANY, "day", 21), Month(2026, 6), PlannedDay(date(2026, 6, 21))),
        (
            Rule(ANY, "day", 21),
            Month(2026, 2),
            PlannedDay(date(2026, 2, 22), "21/2/2026 falls in Tết, so the meeting is after it."),
        ),
        # The day after Tết 2025 would be 3 February: January's meeting is held before Tết.
        (
            Rule(ANY, "day", 31),
            Month(2025, 1),
            PlannedDay(date(2025, 1, 27), "31/1/2025 falls in Tết, so the meeting is before it."),
        ),
        (
            Rule(ANY, "day", 31),
            Month(2026, 4),
            PlannedDay(date(2026, 4, 30), "Month 4 has no day 31: its last day is taken."),
        ),
        (Rule(ANY, "weekday", 3, 6), Month(2026, 6), PlannedDay(date(2026, 6, 21))),
        (Rule(ANY, "weekday", LAST, 6), Month(2026, 5), PlannedDay(date(2026, 5, 31))),
        # The Sunday after, not the day after.
        (
            Rule(ANY, "weekday", 1, 6),
            Month(2000, 2),
            PlannedDay(date(2000, 2, 13), "6/2/2000 falls in Tết, so the meeting is after it."),
        ),
        # Rằm tháng Năm.
        (Rule(ANY, "lunar", 15), Month(2026, 6), PlannedDay(date(2026, 6, 29))),
        # Mùng 1 of Giêng is Tết.
        (
            Rule(ANY, "lunar", 1),
            Month(2026, 2),
            PlannedDay(date(2026, 2, 22), "17/2/2026 falls in Tết, so the meeting is after it."),
        ),
    ],
)
def test_days(rule: Rule, month: Month, planned: PlannedDay) -> None:
    assert planned_day(rule, month) == planned


def test_a_february_without_the_lunar_day() -> None:
    rule = Rule(ANY, "lunar", 15)
    lacking = [
        Month(year, 2)
        for year in range(2000, 2101)
        if (planned_day(rule, Month(year, 2)).why or "").startswith("This month has no")
    ]
    assert lacking
    for month in lacking:
        assert planned_day(rule, month).on == month.first
        assert lunar(month.first - timedelta(days=1)).day in (15, 16)


def test_rules_in_words() -> None:
    assert rule_words(Rule(ANY, "day", 21)) == "day 21 of every month"
    assert rule_words(Rule(ANY, "weekday", LAST, 6)) == "the last Sunday of every month"
    assert rule_words(Rule(ANY, "lunar", 15)) == "lunar day 15 of every month"


TYPED = {"from_month": "1/2027", "kind": "day", "number": "21", "at_time": "8h", "place": "nhà"}


def test_a_typed_rule() -> None:
    assert read_rule(TYPED, TODAY) == Rule(Month(2027, 1), "day", 21, None, "08:00", "nhà")
    weekday = {**TYPED, "kind": "weekday", "number": "3", "weekday": "6", "at_time": ""}
    assert read_rule(weekday, TODAY) == Rule(Month(2027, 1), "weekday", 3, 6, None, "nhà")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"from_month", "kind", "number"}),
        ({**TYPED, "number": "32", "at_time": "25h"}, {"number", "at_time"}),
        ({**TYPED, "kind": "weekday", "number": "6"}, {"number", "weekday"}),
        ({**TYPED, "kind": "lunar", "number": "31"}, {"number"}),
        ({**TYPED, "from_month": "sau Tết", "number": ""}, {"from_month", "number"}),
    ],
)
def test_all_problems_of_a_rule_at_once(typed: Mapping[str, str], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        read_rule(typed, TODAY)
    assert caught.value.problems.keys() == wrong
