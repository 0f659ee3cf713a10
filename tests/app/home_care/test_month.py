"""A month laid out: planned visits, who made them, who was not seen."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.periods import Month
from app.home_care.month import Helper, NotSeen, Picture, Tally, picture, planned_of
from app.home_care.rules import Break, Cared, Plan, Report, Round, Visit, Volunteer

JUNE = Month(2026, 6)  # the first is a Monday
TODAY = date(2026, 6, 19)
MUI = Cared("mui", date(2026, 1, 1), own_name="Cụ Mùi", name="Cụ Mùi")
VAN = Volunteer("v1", "van", date(2026, 1, 1), name="Bà Vân")
NAM = Volunteer("v2", "nam", date(2026, 1, 1), name="Ông Nam")
ON_MONDAYS = Plan("p", "mui", date(2026, 1, 1), rounds=(Round(0, "van", tasks=("talk",)),))


def day(number: int) -> date:
    return date(2026, 6, number)


def june(
    *visits: Visit,
    plans: tuple[Plan, ...] = (ON_MONDAYS,),
    breaks: tuple[Break, ...] = (),
    reports: tuple[Report, ...] = (),
    people: tuple[Cared, ...] = (MUI,),
) -> Picture:
    return picture(JUNE, TODAY, (VAN, NAM), people, plans, breaks, visits, reports)


def states(found: Picture) -> list[tuple[int, str]]:
    return [(cell.on.day, cell.state) for cell in found.cells]


def test_what_is_planned_and_what_lies_ahead() -> None:
    assert states(june()) == [
        (1, "unmarked"), (8, "unmarked"), (15, "unmarked"), (22, "ahead"), (29, "ahead"),
    ]  # fmt: skip


def test_a_visit_stands_at_the_plan_that_it_fulfils() -> None:
    found = june(Visit("a", "mui", day(1), volunteer_id="van", minutes=45))
    assert states(found)[0] == (1, "made")
    assert found.tally_of_volunteer("van") == Tally(5, 1, 2, 2, 2, 45)
    assert found.tally_of_cared("mui") == Tally(5, 1, 2, 2, 2, 45)


def test_a_missed_visit_says_so_and_the_person_was_not_seen() -> None:
    found = june(Visit("a", "mui", day(1), "missed", volunteer_id="van", missed_why="ill"))
    assert states(found)[0] == (1, "missed")
    assert found.not_seen() == (NotSeen("mui", (day(1), day(8), day(15))),)


def test_who_stood_in_is_seen_by_the_person_and_counts_for_themselves_only() -> None:
    found = june(Visit("a", "mui", day(1), volunteer_id="nam", minutes=30))
    assert states(found)[0] == (1, "made")
    assert found.tally_of_cared("mui").made == 1
    assert found.tally_of_volunteer("van") == Tally(5, 0, 3, 2, 2, 0)
    assert found.tally_of_volunteer("nam") == Tally(0, 1, 0, 0, 0, 30)
    assert found.not_seen()[0].days == (day(8), day(15))


def test_two_who_were_to_come_together_and_came_one_after_the_other_missed_nothing() -> None:
    both = replace(ON_MONDAYS, rounds=(Round(0, "van", "nam"),))
    one_by_one = (
        Visit("a", "mui", day(1), volunteer_id="van", minutes=30),
        Visit("b", "mui", day(1), volunteer_id="nam", minutes=20),
    )
    found = june(*one_by_one, plans=(both,))
    assert found.tally_of_volunteer("van") == Tally(5, 1, 2, 2, 2, 30)
    assert found.tally_of_volunteer("nam") == Tally(5, 1, 2, 2, 2, 20)


def test_who_only_helped_out_stands_beside_the_volunteers() -> None:
    found = june(
        Visit("a", "mui", day(1), volunteer_id="tam", volunteer="Bà Tám", minutes=30),
        Visit("b", "mui", day(2), volunteer_id="van", second_id="ba", second="Ông Ba"),
        Visit("c", "mui", day(3), visitor="con gái"),
    )
    assert found.volunteers == (
        Helper("van", "Bà Vân"),
        Helper("nam", "Ông Nam"),
        Helper("tam", "Bà Tám"),
        Helper("ba", "Ông Ba"),
    )
    assert found.tally_of_volunteer("tam") == Tally(0, 1, 0, 0, 0, 30)


def test_who_stopped_and_began_again_in_a_month_stands_there_once() -> None:
    again = (replace(VAN, until=day(5)), replace(VAN, id="v3", since=day(9)))
    found = picture(JUNE, TODAY, again, (MUI,), (ON_MONDAYS,), (), (), ())
    assert found.volunteers == (Helper("van", "Bà Vân"),)


def test_a_relative_was_there_so_nobody_was_alone() -> None:
    found = june(Visit("a", "mui", day(8), visitor="con gái"))
    assert found.not_seen()[0].days == (day(1), day(15))
    assert found.tally_of_volunteer("van").made == 0
    assert found.tally_of_cared("mui").made == 1


def test_two_neighbours_on_one_day_are_two_visits() -> None:
    found = june(
        Visit("a", "mui", day(1), volunteer_id="van"),
        Visit("b", "mui", day(1), volunteer_id="nam"),
    )
    assert states(found)[:2] == [(1, "made"), (1, "made")]
    assert found.tally_of_cared("mui").made == 2


def test_two_who_come_together_are_one_visit_of_each() -> None:
    both = replace(ON_MONDAYS, rounds=(Round(0, "van", "nam"),))
    found = june(Visit("a", "mui", day(1), volunteer_id="van", second_id="nam"), plans=(both,))
    assert found.tally_of_cared("mui").made == 1
    assert found.tally_of_volunteer("van").made == found.tally_of_volunteer("nam").made == 1


def test_in_hospital_nobody_needs_to_come() -> None:
    away = Break("b", "mui", "hospital", day(8), day(15))
    assert [number for number, _state in states(june(breaks=(away,)))] == [1, 22, 29]


def test_nothing_is_planned_after_the_end_of_care_or_of_the_plan() -> None:
    ended = replace(MUI, until=day(10), reason="died")
    assert [number for number, _state in states(june(people=(ended,)))] == [1, 8]
    short = replace(ON_MONDAYS, until=day(14))
    later = replace(ON_MONDAYS, id="q", since=day(15), rounds=(Round(2, "nam"),))
    assert [number for number, _state in states(june(plans=(short, later)))] == [1, 8, 17, 24]


def test_danger_signs_come_first_then_who_was_missed_most() -> None:
    nam = Cared("nam", date(2026, 1, 1), own_name="Cụ Năm", name="Cụ Năm")
    of_nam = Plan("q", "nam", date(2026, 1, 1), rounds=(Round(4, "van"),))
    fell = Report("r", "nam", day(6), "fall")
    found = june(plans=(ON_MONDAYS, of_nam), people=(MUI, nam), reports=(fell,))
    assert [each.cared_id for each in found.not_seen()] == ["nam", "mui"]
    done = replace(fell, closed_on=day(7))
    found = june(plans=(ON_MONDAYS, of_nam), people=(MUI, nam), reports=(done,))
    assert [each.cared_id for each in found.not_seen()] == ["mui", "nam"]


def test_the_more_urgent_sign_comes_first_whatever_was_reported_last() -> None:
    nam = Cared("nam", date(2026, 1, 1), own_name="Cụ Năm", name="Cụ Năm")
    plans = (ON_MONDAYS, Plan("q", "nam", date(2026, 1, 1), rounds=(Round(4, "van"),)))
    sad, pain = Report("r", "mui", day(6), "mood"), Report("s", "nam", day(2), "chest")
    found = june(plans=plans, people=(MUI, nam), reports=(sad, pain))
    assert [each.cared_id for each in found.not_seen()] == ["nam", "mui"]
    found = june(plans=plans, people=(MUI, nam), reports=(sad, pain, replace(sad, sign="stroke")))
    assert [each.cared_id for each in found.not_seen()] == ["mui", "nam"]


def test_nobody_is_missed_on_the_day_of_a_death() -> None:
    died = replace(MUI, until=day(8), reason="died")
    assert [number for number, _state in states(june(people=(died,)))] == [1]
    moved = replace(MUI, until=day(8), reason="moved")
    assert [number for number, _state in states(june(people=(moved,)))] == [1, 8]
    came = Visit("a", "mui", day(8), volunteer_id="van", minutes=30)
    assert june(came, people=(died,)).tally_of_cared("mui") == Tally(1, 1, 1, 1, 0, 30)


DAYS = st.dates(date(2026, 6, 1), date(2026, 6, 30))
PLANS = st.lists(
    st.builds(
        Round,
        st.integers(0, 6),
        st.sampled_from(["van", "nam"]),
        st.none() | st.sampled_from(["lan"]),
    ),
    max_size=5,
)


@given(PLANS, st.lists(st.tuples(DAYS, st.sampled_from(["van", "nam", "lan"])), max_size=12))
def test_every_plan_and_every_visit_stands_once(
    rounds: list[Round], made: list[tuple[date, str]]
) -> None:
    visits = [
        Visit(str(place), "mui", on, volunteer_id=who) for place, (on, who) in enumerate(made)
    ]
    plan = replace(ON_MONDAYS, rounds=tuple(rounds))
    found = june(*visits, plans=(plan,))
    standing = [cell.visit for cell in found.cells if cell.visit is not None]
    assert sorted(visit.id for visit in standing) == sorted(visit.id for visit in visits)
    wanted = planned_of((plan,), (), {"mui": MUI}, JUNE.first, JUNE.last)
    assert sorted(cell.planned.on for cell in found.cells if cell.planned) == [
        each.on for each in wanted
    ]
    tally = found.tally_of_cared("mui")
    assert tally.made == len(visits)
    assert tally.planned == len(wanted)
    seen = {visit.on for visit in visits}
    for each in found.not_seen():
        assert not seen & set(each.days)


@pytest.mark.parametrize("weekday", range(7))
def test_a_round_comes_once_a_week(weekday: int) -> None:
    plan = replace(ON_MONDAYS, rounds=(Round(weekday, "van"),))
    found = planned_of((plan,), (), {"mui": MUI}, date(2026, 3, 1), date(2026, 5, 30))
    assert all(each.on.weekday() == weekday for each in found)
    gaps = {later.on - sooner.on for sooner, later in itertools.pairwise(found)}
    assert gaps == {timedelta(days=7)}
