from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.periods import Month, Quarter
from app.base.text import speaking

months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-06", "2026-6", "6/2026", "06/2026", " 6-2026 ", "6.2026", "2026/06", "6 2026"),
        *("tháng 6/2026", "Tháng 6 năm 2026", "month 6/2026"),
    ],
)
def test_every_way_to_type_a_month(typed: str) -> None:
    assert Month.parse(typed) == Month(2026, 6)


@pytest.mark.parametrize("typed", ["", "6", "2026", "13/2026", "0/2026", "6/26", "21/6/2026", "x"])
def test_what_is_no_month(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError, match="is not a month"):
        Month.parse(typed)


@given(days)
def test_a_day_lies_in_its_month_and_in_its_quarter(day: date) -> None:
    month, quarter = Month.of(day), Quarter.of(day)
    assert month.first <= day <= month.last
    assert quarter.first <= day <= quarter.last
    assert month in quarter.months


@given(months, st.integers(-600, 600))
def test_counting_months(month: Month, count: int) -> None:
    later = month.plus(count)
    assert later.plus(-count) == month
    assert (later > month) == (count > 0)
    assert (later.year - month.year) * 12 + later.month - month.month == count


@given(months)
def test_months_follow_one_another_without_a_gap(month: Month) -> None:
    assert month.last + timedelta(days=1) == month.next().first
    assert month.next().previous() == month
    assert Month.parse(str(month)) == month


@given(days)
def test_quarters_follow_one_another_without_a_gap(day: date) -> None:
    quarter = Quarter.of(day)
    assert Quarter.of(quarter.last + timedelta(days=1)) > quarter
    assert Quarter.of(quarter.first - timedelta(days=1)) < quarter
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(
    "typed",
    ["2026-Q2", "Q2/2026", "q2 2026", "2/2026", "quý 2/2026", "Quý II năm 2026", "II/2026"],
)
def test_every_way_to_type_a_quarter(typed: str) -> None:
    assert Quarter.parse(typed) == Quarter(2026, 2)


@pytest.mark.parametrize("typed", ["", "2026", "Q5/2026", "5/2026", "v/2026", "quý 2"])
def test_what_is_no_quarter(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError, match="is not a quarter"):
        Quarter.parse(typed)


def test_months_and_quarters_that_cannot_be() -> None:
    with pytest.raises(ValueError):
        Month(2026, 13)
    with pytest.raises(ValueError):
        Quarter(2026, 0)
