"""The people of the practice club: the same for a seed, full, and shaped like a real club."""

import tomllib
from datetime import date

import pytest

from app.base import dates, files
from app.practice import people

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def words() -> dict[str, object]:
    with files.resource("samples", "practice.toml").open("rb") as file:
        return tomllib.load(file)


def test_same_seed_same_people(words):
    assert people.people(words, 60, 2, UNTIL, 1) == people.people(words, 60, 2, UNTIL, 1)
    assert people.people(words, 60, 2, UNTIL, 1) != people.people(words, 60, 2, UNTIL, 2)


@pytest.mark.parametrize("count", [1, 5, 13, 40, 60, 88])
def test_as_many_present_as_asked_for(words, count):
    found = people.people(words, count, 2, UNTIL, 3)
    assert sum(person.left is None for person in found) == count


@pytest.mark.parametrize("seed", range(5))
def test_shaped_like_a_real_club(words, seed):
    here = [p for p in people.people(words, 60, 2, UNTIL, seed) if p.left is None]
    ages = [UNTIL.year - int(p.birth[:4]) for p in here]
    assert 30 <= sum(p.sex == "F" for p in here) <= 52
    assert sum(age >= 55 for age in ages) >= 36
    assert any(age in (70, 75, 80, 85, 90, 95, 100) for age in ages)
    assert any(age + 1 in (70, 75, 80, 85, 90, 95, 100) for age in ages)
    assert any(name.split()[-1].startswith("Đ") for name in (p.name for p in here))
    assert any(len(p.birth) == 4 for p in here)
    assert len({p.name for p in here}) < len(here), "two people bear the same name"


def test_every_month_has_readings_of_most_members(words):
    members = people.people(words, 60, 2, UNTIL, 1)
    held = list(people.readings(members, 2, UNTIL, 1))
    assert [dates.Month.of(day) for day, _found in held] == people.months(2, UNTIL)
    assert held[-1][0] <= UNTIL
    for day, found in held:
        present = sum(p.joined <= day and (p.left is None or day < p.left) for p in members)
        assert len(found) >= present * 0.75
        assert all(r.systolic > r.diastolic for r in found)


def test_the_last_month_is_one_whose_meeting_was_held():
    assert people.months(1, date(2026, 11, 9))[-1] == dates.Month(2026, 10)
    assert people.months(1, date(2026, 11, 10))[-1] == dates.Month(2026, 11)
