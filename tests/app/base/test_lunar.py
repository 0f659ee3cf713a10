from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.lunar import Lunar, fmt_lunar, lunar, lunar_words, solar
from app.base.text import speaking


# New years that differ from China's, or that other programs get wrong, and the years at hand.
@pytest.mark.parametrize(
    "new_year",
    [
        "1968-01-29",
        "1985-01-21",
        "2007-02-17",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2030-02-02",
        "2053-02-18",
    ],
)
def test_the_new_year_of_vietnam(new_year: str) -> None:
    day = date.fromisoformat(new_year)
    assert lunar(day) == Lunar(1, 1, False, day.year)
    assert solar(Lunar(1, 1, False, day.year)) == day


# The leap months of the printed calendars; 1985 is the year in which China's was another.
@pytest.mark.parametrize(
    ("year", "month"),
    [
        *((1985, 2), (2004, 2), (2006, 7), (2009, 5), (2012, 4), (2014, 9), (2017, 6)),
        *((2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11)),
    ],
)
def test_leap_months(year: int, month: int) -> None:
    assert lunar(solar(Lunar(1, month, True, year))).leap
    for other in set(range(1, 13)) - {month}:
        with pytest.raises(UserError):
            solar(Lunar(1, other, True, year))


@given(st.dates(date(1900, 2, 1), date(2100, 11, 30)))
def test_there_and_back(day: date) -> None:
    assert solar(lunar(day)) == day


def test_a_day_that_the_month_does_not_have() -> None:
    # The second month of 2026 has 29 days.
    with speaking("en"), pytest.raises(UserError, match=r"no day 30/2 lunar in 2026"):
        solar(Lunar(30, 2, False, 2026))
    with pytest.raises(UserError):
        solar(Lunar(1, 13, False, 2026))


def test_years_before_1968_are_marked() -> None:
    assert lunar(date(1968, 1, 28)).approximate
    assert not lunar(date(1968, 1, 29)).approximate


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Lunar(5, 5, False, 2026), "mùng 5 tháng 5 âm lịch"),
        (Lunar(10, 3, False, 2026), "mùng 10 tháng 3 âm lịch"),
        (Lunar(15, 7, False, 2026), "rằm tháng 7 âm lịch"),
        (Lunar(1, 1, False, 2026), "mùng 1 tháng Giêng âm lịch"),
        (Lunar(23, 12, False, 2026), "ngày 23 tháng Chạp âm lịch"),
        (Lunar(21, 6, True, 2025), "ngày 21 tháng 6 nhuận âm lịch"),
        (Lunar(5, 5, False, 1948), "khoảng mùng 5 tháng 5 âm lịch"),
    ],
)
def test_lunar_dates_in_words(when: Lunar, words: str) -> None:
    assert lunar_words(when) == words


def test_lunar_dates_in_figures() -> None:
    with speaking("en"):
        assert fmt_lunar(Lunar(5, 5, False, 2026)) == "5/5 lunar"
        assert fmt_lunar(Lunar(5, 6, True, 2025)) == "5/6 (leap month), lunar"
