from dataclasses import astuple
from datetime import date

from app.areas import records as areas
from app.areas.rules import Activity
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import SECRETARY, TREASURER, VIEWER, Actor
from app.meetings import (
    attendance_records,
    booking_records,
    collection_records,
    plan_records,
    records,
    sheet_records,
    task_records,
)
from app.meetings.collection import Paid
from app.meetings.hints import hints
from app.meetings.rules import Task
from app.reports.suggestions import Suggestion
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people, hold


def told(club: Club, today: date) -> dict[str, str]:
    """Each line by its key."""
    return {hint.key: f"{hint.title} | {hint.reason}" for hint in hints(club, today)}


def test_a_club_without_a_rule_is_asked_for_one(club: Club) -> None:
    (hint,) = hints(club, date(2026, 6, 1))
    assert (hint.key, hint.room, hint.about) == ("meeting plan", "meetings", "plan")
    assert Suggestion(*astuple(hint)).title == hint.title
    club.actor = Actor("x", "Khách", frozenset({VIEWER}))
    assert hints(club, date(2026, 6, 1)) == ()


def test_a_meeting_comes_nearer_and_passes(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    hold(club, Month(2026, 5))
    assert told(club, date(2026, 6, 13)) == {}
    assert told(club, date(2026, 6, 14)) == {
        "meeting 2026-06": "The club meets in 7 days | Sunday, 21/6/2026, 08:00, nhà văn hoá"
    }
    assert told(club, date(2026, 6, 21))["meeting 2026-06"].startswith("The club meets today")
    assert told(club, date(2026, 6, 22)) == {
        "meeting 2026-06": "The meeting of 6/2026 is not written down | Planned for 21/6/2026"
    }
    june = records.open_meeting(club, JUNE, "2026-06-21")
    assert told(club, date(2026, 6, 22)) == {
        "meeting 2026-06": "The meeting of 6/2026 is not closed | Held on 21/6/2026"
    }
    records.close_meeting(club, june)
    assert told(club, date(2026, 6, 22)) == {}


def test_what_is_late(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    task_records.add_task(club, Task("", "Mượn loa", "", lan, due_on="2026-06-25"), june)
    task_records.add_task(club, Task("", "Không hạn", ""), june)
    sheet_records.issue(club, JUNE, {"sign_in": 2, "areas": 1})
    assert "tasks late" not in told(club, date(2026, 6, 25))
    lines = told(club, date(2026, 6, 26))
    assert lines["tasks late"] == "1 task should be done by now | Lê Lan: Mượn loa"
    assert lines["sheets"] == (
        "3 printed sheets are not typed in yet | Sign-in sheet, Sheet of the eight areas"
    )
    for month in (JUNE, JULY, JULY.next()):
        meeting_id = june if month == JUNE else records.open_meeting(club, month, f"{month}-21")
        attendance_records.set_absent(club, meeting_id, hoa, "ill")
    assert told(club, date(2026, 8, 22))["absent"] == (
        "1 person missed the last 3 meetings | Lê Hoa"
    )


def test_missing_areas_are_told_when_the_meeting_is_over(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    areas.add_activity(club, Activity("", "culture", "other", "2026-06-02", "Hát"))
    assert "areas" not in told(club, date(2026, 6, 22))
    assert told(club, date(2026, 6, 24))["areas"].startswith("Month 6: 7 areas are still missing")
    hold(club, JUNE)
    assert "areas" in told(club, date(2026, 6, 22))


def test_money_of_a_closed_meeting_waits_for_the_treasurer(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    chair = club.actor
    club.actor = Actor("s", "Ông Tư", frozenset({SECRETARY}))
    november = records.open_meeting(club, Month(2026, 11), "2026-11-21")
    collection_records.write(club, november, {lan: Paid(5_000)})
    records.close_meeting(club, november)
    today = date(2026, 11, 21)
    assert "money 2026-11" not in told(club, today)
    club.actor = Actor("t", "Bà Hạnh", frozenset({TREASURER}))
    line = "The money of the meeting of 11/2026 is not booked | 5.000\u00a0đ stands on its sheet"
    assert told(club, today)["money 2026-11"] == line
    club.actor = chair
    booking_records.book(club, november)
    assert "money 2026-11" not in told(club, today)
