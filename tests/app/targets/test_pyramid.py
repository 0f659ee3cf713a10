"""Members by age and sex."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.members.rules import Member, Person
from app.targets.pyramid import age_groups, picture

TODAY = date(2026, 11, 21)


def someone(name: str, sex: str | None, birth: str | None) -> Member:
    return Member(name, "001", Person(name, sex, birth), None, None)  # type: ignore[arg-type]


PEOPLE = (
    someone("a", "F", "1946-11-21"),  # 80 today
    someone("b", "F", "1946-11-22"),  # 79 until tomorrow
    someone("c", "M", "1950"),
    someone("d", "M", "2000"),
    someone("e", None, "1950"),
    someone("f", "F", None),
)


def test_groups_of_ten_years_without_a_gap() -> None:
    found = age_groups(PEOPLE, TODAY)
    assert [group.name for group in found.groups] == [
        *("80–89", "70–79", "60–69", "50–59", "40–49", "30–39", "under 30")
    ]
    assert found.groups[0].women == ("a",)
    assert (found.groups[1].women, found.groups[1].men) == (("b",), ("c",))
    assert found.groups[-1].men == ("d",)
    assert found.unplaced == ("e", "f")


def test_groups_of_five_years() -> None:
    names = [group.name for group in age_groups(PEOPLE[:3], TODAY, 5).groups]
    assert names == ["80–84", "75–79"]


def test_the_picture_counts() -> None:
    shown = picture(age_groups(PEOPLE[:3], TODAY))
    assert (shown.left_title, shown.right_title) == ("2 women", "1 man")
    assert [(step.name, step.left, step.right) for step in shown.steps] == [
        ("80–89", 1, 0),
        ("70–79", 1, 1),
    ]


def test_nobody() -> None:
    assert picture(age_groups((), TODAY)).steps == ()


@pytest.mark.parametrize("step", [5, 10])
@given(st.lists(st.tuples(st.sampled_from("FM"), st.integers(1915, 2025)), max_size=20))
def test_everybody_stands_in_one_group(step: int, facts: list[tuple[str, int]]) -> None:
    people = [someone(f"{n}", sex, f"{year}") for n, (sex, year) in enumerate(facts)]
    groups = age_groups(people, TODAY, step).groups
    placed = [one for group in groups for one in (*group.women, *group.men)]
    assert sorted(placed) == sorted(person.id for person in people)
    for older, younger in pairwise(groups):
        assert older.low == younger.high + 1
