from dataclasses import replace
from datetime import date

import pytest

from app.areas import case_records
from app.areas import records as areas
from app.areas.rules import Activity, HelpCase
from app.base.areas import AREAS, Area
from app.club import history
from app.club.file import Club
from app.health import records as health
from app.health.rules import Reading
from app.meetings import attendance_records, money_records, plan_records, records, task_records
from app.meetings.rules import STEPS, CashCount, Step, StepState, Theme
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people

DAY = date(2026, 6, 21)


def done(area: Area, meeting_id: str | None = None) -> Activity:
    return Activity("", area, "other", DAY.isoformat(), "Việc", meeting_id)


def state(club: Club, meeting_id: str, step: Step) -> StepState:
    return records.steps(club, meeting_id)[step]


def test_a_meeting_just_begun(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    add_people(club, "Lê Lan", "Lê Hoa")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    steps = records.steps(club, june)
    assert tuple(steps) == tuple(STEPS)
    assert {each.state for each in steps.values()} == {"open"}
    assert steps["plan"].words == "21/7"
    gaps = records.closing(club, june)
    assert [gap.area for gap in gaps if gap.area] == list(AREAS)
    assert {gap.step for gap in gaps} == set(STEPS) - {"minutes"}


def test_steps_follow_what_is_typed(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    lan, hoa, tu = add_people(club, "Lê Lan", "Lê Hoa", "Lê Tư")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    attendance_records.set_absent(club, june, tu)
    assert state(club, june, "attendance") == StepState("begun", "2/3")
    health.add_reading(club, lan, Reading(DAY, 120, 80))
    health.add_reading(club, lan, Reading(DAY, 118, 80))
    assert state(club, june, "weighing") == StepState("begun", "1/2")
    health.add_reading(club, hoa, Reading(DAY, weight_g=50_000))
    assert state(club, june, "weighing") == StepState("done", "2")
    money_records.collect(club, june, {lan: 5_000, hoa: 0})
    assert state(club, june, "collection") == StepState("begun", "1/2")
    money_records.collect(club, june, {hoa: 5_000})
    assert state(club, june, "collection") == StepState("begun", "2")
    task_records.decide(club, june, "Sửa đường")
    assert state(club, june, "decisions") == StepState("begun", "1")
    plan_records.set_themes(club, JULY, [Theme("", "health", "Ăn nhạt")])
    assert state(club, june, "plan") == StepState("begun", "21/7")
    money_records.set_cash(club, june, CashCount({1_000: 5}))
    assert state(club, june, "cash").state == "done"
    assert "5.000" in state(club, june, "cash").words
    case = HelpCase("", "member", DAY.isoformat(), "Mái hiên đổ", person_id=tu, meeting_id=june)
    case_records.add_case(club, case)
    assert state(club, june, "case") == StepState("done", "1")
    areas.add_activity(club, replace(done("self_help", june), kind="community"))
    assert state(club, june, "community") == StepState("done", "1")
    for area in AREAS:
        areas.add_activity(club, done(area, june))
    assert state(club, june, "areas") == StepState("done", "8/8")
    assert records.closing(club, june) == ()


def test_areas_count_what_other_rooms_hold(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    health.add_reading(club, lan, Reading(DAY, 120, 80))
    assert state(club, june, "areas") == StepState("open", "1/8")
    areas.add_activity(club, done("culture", june))
    assert state(club, june, "areas") == StepState("begun", "2/8")
    lacking = [gap.area for gap in records.closing(club, june) if gap.step == "areas"]
    assert "health" not in lacking
    assert "culture" not in lacking
    assert len(lacking) == 6


def test_what_the_month_did_on_other_days_counts(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    road = replace(done("self_help"), kind="community", on_date="2026-06-05")
    areas.add_activity(club, replace(road, on_date="2026-05-31"))
    assert state(club, june, "community") == StepState("open")
    areas.add_activity(club, road)
    assert state(club, june, "community") == StepState("done", "1")
    case_records.add_case(club, HelpCase("", "outsider", "2026-06-30", "Cháy nhà", name="Ông Tư"))
    assert state(club, june, "case") == StepState("done", "1")
    told = records.summary(club, JUNE)
    assert [each.on_date for each in told.community] == ["2026-06-05"]
    assert [each.name for each in told.cases] == ["Ông Tư"]


def test_marks_by_hand(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    records.set_step(club, june, "weighing", "left_out")
    assert state(club, june, "weighing") == StepState("left_out")
    assert "weighing" not in {gap.step for gap in records.closing(club, june)}
    records.set_step(club, june, "decisions", "done")
    assert state(club, june, "decisions") == StepState("done")
    health.add_reading(club, lan, Reading(DAY, 120, 80))
    assert state(club, june, "weighing").state == "begun"  # there is something in it after all
    records.set_step(club, june, "decisions", "open")
    assert state(club, june, "decisions") == StepState("open")
    assert history.history(club)[0].words == "Step of the meeting: decisions and tasks"


@pytest.mark.parametrize("mark", ["open", "done"])
def test_what_a_step_shows_is_not_written_once_more(club: Club, mark: str) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    if mark == "done":
        money_records.set_cash(club, june, CashCount({1_000: 5}))
    before = len(history.history(club))
    records.set_step(club, june, "cash", "done" if mark == "done" else "open")
    assert len(history.history(club)) == before
