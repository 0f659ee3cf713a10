from dataclasses import replace
from datetime import date

import pytest

from app.areas import case_records
from app.areas import records as areas
from app.areas.rules import Activity, HelpCase
from app.base.errors import UserError
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.health import records as health
from app.health.rules import Reading
from app.meetings import attendance_records, money_records, plan_records, records, task_records
from app.meetings.rules import CashCount, Guest, Task, Theme
from app.meetings.summary import Measured
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people

DAY = date(2026, 6, 21)


def test_no_meeting_no_summary(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    with pytest.raises(UserError, match="6/2026"):
        records.summary(club, JUNE)


def test_a_meeting_told_whole(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    lan, hoa, tu = add_people(club, "Lê Lan", "Lê Hoa", "Lê Tư")
    may = records.open_meeting(club, Month(2026, 5), "2026-05-21")
    task_records.add_task(club, Task("", "Mượn loa", "", lan), may)
    plan_records.set_themes(
        club, JUNE, [Theme("", "health", "Ăn nhạt", lan), Theme("", "rights", "Luật NCT")]
    )
    june = records.open_meeting(club, JUNE, "2026-06-21", leader_id=lan)
    attendance_records.set_absent(club, june, tu, "ill")
    attendance_records.add_guest(club, june, Guest("", "Ông Lộc"))
    health.add_reading(club, lan, Reading(DAY, 190, 115))
    health.add_reading(club, lan, Reading(DAY, 118, 76))
    health.add_reading(club, hoa, Reading(DAY, weight_g=50_000))
    money_records.collect(club, june, {lan: 5_000, hoa: 5_000, tu: 0})
    talk = Activity(
        *("", "health", "talk", "2026-06-21", "Ăn nhạt", june),
        participants=50,
        outsiders=4,
        spent_vnd=30_000,
    )
    areas.add_activity(club, talk)
    areas.add_activity(club, replace(talk, meeting_id=None, on_date="2026-06-03", participants=9))
    areas.add_activity(club, replace(talk, area="self_help", kind="community"))
    areas.add_activity(club, replace(talk, meeting_id=None, on_date="2026-05-31"))
    case_records.add_case(
        club, HelpCase("", "member", "2026-06-21", "Mái đổ", person_id=tu, meeting_id=june)
    )
    task_records.decide(club, june, "Sửa mái", Task("", "Góp công", "", hoa))
    money_records.set_cash(club, june, CashCount({1_000: 5}))
    plan_records.set_themes(club, JULY, [Theme("", "culture", "Hát chèo")])

    told = records.summary(club, JUNE)
    assert told.meeting.leader == "Lê Lan"
    assert (told.present, told.rate) == (2, 66.7)
    assert [(each.name, each.reason) for each in told.absent] == [("Lê Tư", "ill")]
    assert told.absent_by_reason() == {"ill": 1}
    assert [guest.name for guest in told.guests] == ["Ông Lộc"]
    assert told.measured == Measured(2, {"normal": 1})
    assert (told.fee_payers, told.fees_vnd) == (2, 10_000)
    health_done = told.areas["health"]
    assert (len(health_done.activities), health_done.participants) == (2, 54 + 13)
    assert (health_done.spent_vnd, health_done.count) == (
        60_000,
        2 + 2,
    )  # and two people's readings
    assert [each.area for each in told.community] == ["self_help"]
    assert [each.situation for each in told.cases] == ["Mái đổ"]
    assert [(each.number, each.text) for each in told.decisions] == [(1, "Sửa mái")]
    assert [each.text for each in told.tasks] == ["Góp công"]
    assert [each.text for each in told.carried] == ["Mượn loa"]
    assert told.cash == CashCount({1_000: 5})
    assert told.following is not None
    assert told.following.planned_on == "2026-07-21"
    assert [each.topic for each in told.next_themes] == ["Hát chèo"]
    assert told.steps == records.steps(club, june)
    assert told.gaps == records.closing(club, june)
    records.close_meeting(club, june)
    closed = records.summary(club, JUNE)
    assert (closed.present, closed.absent, closed.fees_vnd) == (
        *(told.present, told.absent, told.fees_vnd),
    )


def test_the_secretary_tells_counts_of_readings_without_names(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    records.open_meeting(club, JUNE, "2026-06-21")
    health.add_reading(club, lan, Reading(DAY, 118, 76))
    club.actor = Actor("x", "Lan", frozenset({SECRETARY}))
    assert records.summary(club, JUNE).measured == Measured(1, {"normal": 1})
    assert club.db.execute("select count(*) from access").fetchone()[0] == 0
