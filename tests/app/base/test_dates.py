from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.dates import (
    Age,
    age,
    age_by_year,
    birth_span,
    fmt_birth,
    fmt_date,
    fmt_long,
    official_date,
    parse_birth,
    parse_date,
)
from app.base.errors import UserError
from app.base.lunar import lunar, lunar_words
from app.base.text import speaking

TODAY = date(2026, 11, 21)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
todays = st.dates(date(2024, 1, 1), date(2060, 12, 31))
WEEKDAYS = ["Thứ hai", "Thứ ba", "Thứ tư", "thứ năm", "Thứ 6", "T7", "Chủ nhật"]


@given(days)
def test_a_whole_date_is_read_in_every_way_it_is_typed(day: date) -> None:
    d, m, y = day.day, day.month, day.year
    for typed in (
        f"{d}/{m}/{y}",
        f"{d:02}/{m:02}/{y}",
        f" {d}-{m}-{y} ",
        f"{d}.{m}.{y}",
        f"{d} {m} {y}",
        f"{d}/ {m} /{y}.",
        f"{d:02}{m:02}{y}",
        f"{y}{m:02}{d:02}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T00:00:00",
        f"ngày {d} tháng {m} năm {y}",
        f"Ngày {d}/{m}/{y}",
        f"mùng {d} tháng {m} năm {y}",
        f"{WEEKDAYS[day.weekday()]}, {d}/{m}/{y}",
        official_date(day),
        fmt_date(day),
    ):
        assert parse_date(typed, TODAY) == day, typed
        if 0 <= (TODAY - day).days <= 119 * 365:
            assert parse_birth(typed, TODAY) == day.isoformat(), typed


@given(days)
def test_what_we_write_we_read(day: date) -> None:
    with speaking("en"):
        assert parse_date(fmt_long(day), TODAY) == day


@given(todays, st.integers(-25_000, 31))
def test_two_digits_of_a_year_mean_the_nearest_that_is_not_far_ahead(
    today: date, distance: int
) -> None:
    day = today + timedelta(days=distance)
    if not 0 <= today.year - day.year <= 60 and day.year <= today.year:
        return
    for typed in (f"{day:%d/%m/%y}", f"{day:%d%m%y}"):
        assert parse_date(typed, today) == day


@given(todays, st.integers(-150, 31))
def test_a_date_without_a_year_is_near_today(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    if (day.month, day.day) == (2, 29):
        return
    assert parse_date(f"{day.day}/{day.month}", today) == day
    assert parse_date(f"ngày {day.day} tháng {day.month}", today) == day


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("5/3", "2026-11-21", "2026-03-05"),
        ("22/12", "2026-11-21", "2026-12-22"),  # 31 days ahead
        ("23/12", "2026-11-21", "2025-12-23"),  # 32 days would be too many
        ("28/12", "2026-01-05", "2025-12-28"),
        ("5/1", "2026-12-28", "2027-01-05"),
        ("29/2", "2026-11-21", "2024-02-29"),
        ("hôm nay", "2026-11-21", "2026-11-21"),
        ("Hôm qua", "2026-11-21", "2026-11-20"),
        ("hôm kia", "2026-11-21", "2026-11-19"),
        ("ngày mai", "2026-12-31", "2027-01-01"),
        ("15/7 âm lịch", "2026-11-21", "2026-08-27"),
        ("rằm tháng 7", "2026-11-21", "2026-08-27"),
        ("mùng 1 tháng Giêng", "2026-11-21", "2026-02-17"),
        ("23 tháng Chạp năm 2025", "2026-11-21", "2026-02-10"),
        ("15/6 nhuận 2025 (âm lịch)", "2026-11-21", "2025-08-08"),
        ("5/3/48", "2026-11-21", "1948-03-05"),
    ],
)
def test_what_is_meant(typed: str, today: str, meant: str) -> None:
    assert parse_date(typed, date.fromisoformat(today)) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("31/12/27", "2027-12-31"), ("15/3", "2027-03-15"), ("20/12", "2026-12-20")],
)
def test_plans_look_further_ahead(typed: str, meant: str) -> None:
    assert parse_date(typed, TODAY, ahead=3660) == date.fromisoformat(meant)


@given(st.dates(date(1970, 1, 1), date(2026, 11, 21)))
def test_a_lunar_date_as_people_say_it_is_read(day: date) -> None:
    when = lunar(day)
    assert parse_date(f"{lunar_words(when)} năm {when.year}", TODAY) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/2026", "Month 2 has no day 31."),
        ("31/2", "Month 2 has no day 31."),
        ("0/2/2026", "Type the day and the month too, for example 5/3/2026."),
        ("29/2/2025", "In 2025, month 2 has no day 29."),
        ("5/13/2026", "There is no month 13. Type the day first, then the month."),
        ("5/3/1776", "Type a year from 1900 to 2100."),
        ("31/12/27", "Type the year with four digits, for example 31/12/1927."),
        ("30/2/2026 âm lịch", "The lunar calendar has no such day."),
        ("1948", "Type the day and the month too, for example 5/3/2026."),
    ]
    + [
        (typed, f"“{typed}” is not a date. Type day, month and year, for example 5/3/2026.")
        for typed in ("", "abc", "5", "5/3/6", "1/2/3/4", "50326", "5/3/202", "-", "x/x/x")
    ],
)
def test_a_date_that_cannot_be_says_why(typed: str, sentence: str) -> None:
    with speaking("en"), pytest.raises(UserError) as raised:
        parse_date(typed, TODAY)
    assert str(raised.value) == sentence


@given(st.text())
def test_whatever_is_typed_is_a_date_or_a_sentence(typed: str) -> None:
    for read in (parse_date, parse_birth):
        with suppress(UserError):
            read(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("1948", "1948"),
        ("48", "1948"),
        ("năm 1948", "1948"),
        ("khoảng 1948", "1948"),
        ("sinh năm 48", "1948"),
        ("1948.0", "1948"),
        ("00/00/1948", "1948"),
        ("xx/xx/1948", "1948"),
        ("5/0/1948", "1948"),
        ("5/1948", "1948-05"),
        ("05-1948", "1948-05"),
        ("1948-05", "1948-05"),
        ("051948", "1948-05"),
        ("5/48", "1948-05"),
        ("0/5/1948", "1948-05"),
        ("?/5/1948", "1948-05"),
        ("tháng 5 năm 1948", "1948-05"),
        ("12/5/1948", "1948-05-12"),
        ("12/5/48", "1948-05-12"),
        ("120548", "1948-05-12"),
        ("12051948", "1948-05-12"),
        ("1948-05-12", "1948-05-12"),
        ("ngày 12 tháng 5 năm 1948", "1948-05-12"),
        ("26", "1926"),  # a hundred years old, not born this year
        ("16", "2016"),
        ("5/5/1970 âm lịch", "1970-06-08"),
        ("5/5/1948 âm lịch", "1948"),  # that calendar is not sure to the day
        ("tháng 5 năm 1970 âm lịch", "1970"),
        ("23 tháng Chạp năm 1947", "1948"),
    ],
)
def test_births_as_they_are_typed(typed: str, birth: str) -> None:
    assert parse_birth(typed, TODAY) == birth


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/1948", "Month 2 has no day 31. You may type just the year."),
        (
            "13/1948",
            "There is no month 13. Type the day first, then the month. You may type just the year.",
        ),
        ("22/11/2026", "This date of birth lies in the future. Check the year."),
        ("12/2026", "This date of birth lies in the future. Check the year."),
        ("2027", "This date of birth lies in the future. Check the year."),
        ("1905", "1905 is more than 120 years ago. Check the year of birth."),
        (
            "5/12",
            "“5/12” is not a date of birth. Type 12/5/1948, or 5/1948, or just the year.",
        ),
        ("", "“” is not a date of birth. Type 12/5/1948, or 5/1948, or just the year."),
    ],
)
def test_a_birth_that_cannot_be_says_why(typed: str, sentence: str) -> None:
    with speaking("en"), pytest.raises(UserError) as raised:
        parse_birth(typed, TODAY)
    assert str(raised.value) == sentence


births = st.dates(date(1906, 1, 1), date(2025, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(births)
def test_a_birth_as_written_is_read_again(birth: str) -> None:
    assert parse_birth(fmt_birth(birth), TODAY) == birth
    assert parse_birth(birth, TODAY) == birth


@given(births, st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_an_age_is_sure_when_every_possible_birthday_gives_it(birth: str, on: date) -> None:
    first, last = birth_span(birth)
    ages = set()
    for day in (first, last):
        birthdays = [(year, day.month, day.day) for year in range(day.year + 1, on.year + 1)]
        ages.add(sum(birthday <= (on.year, on.month, on.day) for birthday in birthdays))
    assert age(birth, on) == Age(max(ages), sure=len(ages) == 1)


@pytest.mark.parametrize(
    ("birth", "on", "years", "sure"),
    [
        ("1966-11-21", "2026-11-21", 60, True),
        ("1966-11-22", "2026-11-21", 59, True),
        ("1966-11", "2026-11-20", 60, False),
        ("1966-11", "2026-11-30", 60, True),
        ("1966-12", "2026-11-21", 59, True),
        ("1966", "2026-01-01", 60, False),
        ("1966", "2026-12-31", 60, True),
        ("1964-02-29", "2026-02-28", 61, True),
        ("1964-02-29", "2026-03-01", 62, True),
        ("2027", "2026-06-01", -1, False),
    ],
)
def test_full_years(birth: str, on: str, years: int, sure: bool) -> None:
    assert age(birth, date.fromisoformat(on)) == Age(years, sure)


def test_age_by_the_calendar_year() -> None:
    assert age_by_year("1956-12-31", date(2026, 1, 1)) == 70
    assert age_by_year("1956", date(2026, 1, 1)) == 70


def test_dates_as_they_are_written() -> None:
    with speaking("en"):
        assert fmt_long(date(2026, 6, 21)) == "Sunday, 21/6/2026"
    assert fmt_date(date(2026, 6, 21)) == "21/6/2026"
    assert official_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert official_date(date(2026, 3, 25)) == "ngày 25 tháng 3 năm 2026"
    assert [fmt_birth(birth) for birth in ("1948", "1948-05", "1948-05-02")] == [
        "1948",
        "5/1948",
        "2/5/1948",
    ]
