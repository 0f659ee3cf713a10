"""Longevity lists by calendar year and by full age, birthdays by sun and moon, jubilees."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.lunar import lunar
from app.base.periods import Month
from app.members import records
from app.members.longevity import birthdays, honours, jubilees, rules_on, without_birth
from app.members.rules import Member, Membership, Person
from app.practice.make import make
from tests.makers import TODAY


def born(
    birth: str | None, name: str = "Lò Bích Hạnh", joined: str | None = "2016-05-20"
) -> Member:
    return Member(name, "007", Person(name, "F", birth), Membership(joined), None)


def test_the_ages_of_the_law() -> None:
    ages = {years for years in range(60, 106) if rules_on(TODAY).at(years)}
    assert ages == {70, 75, 80, 85, 90, 95, 100, 101, 102, 103, 104, 105}
    assert rules_on(TODAY).basis.verified
    assert "Luật Người cao tuổi" in rules_on(TODAY).basis.source


def test_by_calendar_year() -> None:
    people = [born("1957-11-30", "Hà"), born("1957", "An"), born("1927-03-01", "Bé"), born("1958")]
    listed = honours(people, 2027)
    assert [(one.name, one.age, one.full_age_on) for one in listed] == [
        ("Bé", 100, date(2027, 3, 1)),
        ("An", 70, None),
        ("Hà", 70, date(2027, 11, 30)),
    ]
    assert listed[0].title.vi == "Lễ mừng thượng thượng thọ"
    assert "President" in listed[0].by.en
    assert "700.000 đ" in listed[0].gift.vi
    assert listed[1].title.vi == "Lễ mừng thọ"


def test_by_full_age_on_the_day_of_the_ceremony() -> None:
    people = [born("1957-06-06", "Hà"), born("1957-06-07", "An"), born("1956-06-07", "Bé")]
    listed = honours(people, 2027, full_by=date(2027, 6, 6))
    assert [(one.name, one.age) for one in listed] == [("Bé", 70), ("Hà", 70)]
    assert listed[0].full_age_on == date(2026, 6, 7)
    assert [one.name for one in honours(people, 2028, full_by=date(2028, 6, 6))] == ["An"]


def test_above_a_hundred_every_year() -> None:
    someone = [born("1920-02-29")]
    assert [honours(someone, year)[0].age for year in (2021, 2022, 2023)] == [101, 102, 103]
    assert honours(someone, 2021)[0].full_age_on == date(2021, 3, 1)


def test_without_a_year_of_birth_nobody_is_listed() -> None:
    people = [born(None), born("1957")]
    assert without_birth(people) == (people[0],)
    assert len(honours(people, 2027)) == 1


@given(st.dates(date(1920, 1, 1), date(1960, 12, 31)), st.integers(70, 100))
def test_everybody_is_honoured_once_for_an_age_either_way(birth: date, years: int) -> None:
    someone = [born(birth.isoformat())]
    by_year = [one for year in range(1990, 2061) for one in honours(someone, year)]
    ceremony = [date(year, 6, 6) for year in range(1990, 2062)]
    in_full = [one for day in ceremony for one in honours(someone, day.year, full_by=day)]
    expected = 1 if rules_on(TODAY).at(years) else 0
    assert [one.age for one in by_year].count(years) == expected
    assert [one.age for one in in_full].count(years) == expected


def test_birthdays_by_sun_and_moon() -> None:
    # 15/8/1947 lunar was 29/9/1947; in 2026 the same lunar day is 25/9.
    people = [born("1947-09-29", "Hà"), born("1950-09", "An"), born("1950", "Bé"), born(None)]
    found = birthdays(people, Month(2026, 9))
    assert [(one.name, one.kind, one.on, one.turns) for one in found] == [
        ("Hà", "lunar", date(2026, 9, 25), 79),
        ("Hà", "solar", date(2026, 9, 29), 79),
        ("An", "solar", None, 76),
    ]
    assert found[0].lunar is not None
    assert (found[0].lunar.day, found[0].lunar.month) == (15, 8)
    assert found[0].lunar.approximate


def test_a_lunar_birthday_at_the_turn_of_the_year() -> None:
    # 20/12 of the lunar year 1949 was 6/2/1950; that of 2025 is 7/2/2026.
    (found,) = [one for one in birthdays([born("1950-02-06")], Month(2026, 2)) if one.lunar]
    assert (found.on, found.turns) == (date(2026, 2, 7), 76)


@given(st.dates(date(1930, 1, 1), date(1999, 12, 31)), st.integers(2010, 2060))
def test_each_year_has_every_birthday(birth: date, year: int) -> None:
    someone = [born(birth.isoformat())]
    months = [Month(year, number) for number in range(1, 13)]
    found = [one for month in months for one in birthdays(someone, month)]
    assert [one.kind for one in found].count("solar") == 1
    by_moon = [one for one in found if one.kind == "lunar"]
    assert 0 <= len(by_moon) <= 2  # the lunar year is shorter: once in a while two, or none
    for one in by_moon:
        assert one.on is not None
        there = lunar(one.on)
        assert there.month == lunar(birth).month
        assert there.day in (lunar(birth).day, 29)
        assert lunar(one.on + timedelta(days=1)).day == 1 or there.day == lunar(birth).day


def test_a_newborn_has_no_birthday_yet() -> None:
    assert birthdays([born("2026-09-05")], Month(2026, 9)) == ()


def test_jubilees_of_membership() -> None:
    people = [
        born("1950", "Hà", "2016-05-20"),
        born("1950", "An", "2016-02-29"),
        born("1950", "Bé", "2017-01-01"),
        born("1950", "Cúc", None),
    ]
    assert [(one.name, one.years, one.on) for one in jubilees(people, 2026)] == [
        ("An", 10, date(2026, 3, 1)),
        ("Hà", 10, date(2026, 5, 20)),
    ]
    assert [one.years for one in jubilees(people, 2031)] == [15, 15]


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_practice_club_honours_somebody(
    year: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    club = make(tmp_path_factory.mktemp("practice") / "club", TODAY)
    here = records.members(club, TODAY)
    assert len(honours(here, year)) >= 3
    assert any(one.age >= 75 for one in honours(here, year))
    club.close(keep_copy=False)
