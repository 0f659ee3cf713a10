"""What users write down of home care, to be cut short; see operations.py."""

from collections.abc import Callable
from datetime import timedelta

from app.club.file import Club
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import (
    KATZ,
    Break,
    Cared,
    NeedForm,
    Plan,
    Report,
    Round,
    Visit,
    Volunteer,
)
from app.members import records as members
from tests.makers import TODAY

SINCE = TODAY - timedelta(days=60)


def _somebody(club: Club) -> str:
    return min(member.id for member in members.people(club, TODAY))


def begin_care(club: Club, saved: Callable[[], None]) -> None:
    who = _somebody(club)
    volunteer_id = records.add_volunteer(club, Volunteer("", who, SINCE, weekdays=(1,)))
    saved()
    cared_id = records.add_cared(club, Cared("", SINCE, own_name="Cụ Mùi"))
    saved()
    plan = Plan("", cared_id, SINCE, rounds=(Round(1, who, tasks=("talk",)),))
    plan_id = plan_records.set_plan(club, plan)
    saved()
    plan_records.review(club, plan_id, TODAY)
    saved()
    plan_records.add_need_form(club, NeedForm("", cared_id, TODAY, "katz", frozenset()), KATZ)
    saved()
    records.end_volunteer(club, volunteer_id, TODAY)
    saved()
    records.end_cared(club, cared_id, TODAY, "better")
    saved()


def visit_somebody(club: Club, saved: Callable[[], None]) -> None:
    who = _somebody(club)
    cared_id = records.add_cared(club, Cared("", SINCE, own_name="Cụ Năm"))
    saved()
    days = [TODAY - timedelta(days=number) for number in range(3)]
    ids = visit_records.write_visits(
        club, [Visit("", cared_id, day, volunteer_id=who, minutes=60) for day in days]
    )
    saved()
    report = Report("", cared_id, TODAY, "fall", visit_id=ids[0])
    visit_records.write_report(club, report)
    saved()
    visit_records.close_report(club, visit_records.open_reports(club)[0], "Đã khám", TODAY)
    saved()
    visit_records.remove_visit(club, ids[0])
    saved()
    break_id = plan_records.add_break(club, Break("", cared_id, "hospital", TODAY))
    saved()
    plan_records.end_break(club, break_id, TODAY)
    saved()
    records.remove_cared(club, cared_id)
    saved()
