from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.areas import records as activities
from app.areas.deeds import activity_of, deeds
from app.base.areas import AREAS
from app.base.periods import Month
from app.club.file import Club
from app.meetings import plan_records, year_records
from app.meetings.rules import Theme
from app.meetings.year import PlannedMonth, from_last_year
from tests.app.meetings.scene import JUNE, RULE

areas = st.sets(st.sampled_from(tuple(AREAS)))


def themes(*named: str) -> tuple[Theme, ...]:
    return tuple(Theme("", area, f"Về {area}") for area in named)  # type: ignore[arg-type]


@given(areas, areas, areas)
@settings(max_examples=60)
def test_what_was_planned_is_kept_missed_or_still_ahead(
    planned: set[str], done: set[str], over: set[str]
) -> None:
    plan = PlannedMonth(
        JUNE,
        None,
        themes(*planned),
        frozenset(done),  # type: ignore[arg-type]
        frozenset(over - done),  # type: ignore[arg-type]
    )
    assert set(plan.planned) == planned
    assert set(plan.kept) == planned & done
    assert set(plan.missed) == (planned & over) - done
    assert set(plan.unplanned) == done - planned
    order = list(AREAS)
    for found in (plan.planned, plan.kept, plan.missed, plan.unplanned):
        assert list(found) == sorted(found, key=order.index)


def test_last_years_themes_come_without_their_leaders_where_nothing_is_planned() -> None:
    before = PlannedMonth(JUNE.plus(-12), None, (Theme("1", "income", "Nuôi gà", "p", "Bà Đào"),))
    now = PlannedMonth(JUNE, None, themes("health"))
    assert from_last_year(before, now) == (Theme("", "income", "Nuôi gà"),)
    assert from_last_year(before, PlannedMonth(JUNE, None, themes("income"))) == ()


def test_a_year_is_told_with_what_all_rooms_hold(club: Club) -> None:
    assert {plan.meeting for plan in year_records.year_plan(club, 2026)} == {None}
    plan_records.set_rule(club, RULE)
    plan_records.set_themes(club, JUNE, themes("income", "rights"))
    activities.add_activity(club, activity_of(deeds()["income"][0], "2026-06-05"))
    activities.add_activity(club, activity_of(deeds()["culture"][0], "2026-06-06"))
    months = year_records.year_plan(club, 2026)
    assert [plan.month for plan in months] == [Month(2026, number) for number in range(1, 13)]
    june = months[5]
    assert june == year_records.month_plan(club, JUNE)
    assert june.meeting is not None
    assert june.meeting.planned_on == date(2026, 6, RULE.number).isoformat()
    assert (june.kept, june.missed, june.unplanned) == (("income",), ("rights",), ("culture",))
    assert june.topics("income") == ("Về income",)
    december = months[11]
    assert (december.kept, december.missed) == ((), ())
