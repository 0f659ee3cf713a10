"""The meetings of the practice club: a full one in every month, with all eight areas."""

from datetime import date

import pytest

from app.areas import case_records, picture_records
from app.base.areas import AREAS
from app.base.dates import Month
from app.club import chain
from app.club.file import Club
from app.funds.balance_records import balances
from app.meetings import attendance_records, money_records, records, task_records
from app.practice.make import make
from app.practice.people import months

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(tmp_path_factory.mktemp("practice"), UNTIL, 30, 1, 1)


def test_every_month_has_a_full_meeting(practice: Club) -> None:
    for month in months(1, UNTIL):
        meeting = records.meeting_of(practice, month)
        assert meeting is not None
        assert meeting.state == "closed"
        assert {state.state for state in records.steps(practice, meeting.id).values()} == {"done"}
        gone = [a for a in attendance_records.attendance(practice, meeting.id) if not a.present]
        assert all(each.reason for each in gone)
        assert 1 <= len(gone) <= 12
        assert len(task_records.decisions(practice, meeting.id)) == 2
        cash = money_records.cash(practice, meeting.id)
        assert cash is not None
        on = date.fromisoformat(meeting.held_on or "")
        box = sum(each.get("cash", 0) for each in balances(practice, on).values())
        assert cash.total_vnd == box
        assert money_records.fees(practice, meeting.id)


def test_all_eight_areas_are_done_in_every_month(practice: Club) -> None:
    counts = picture_records.counts(practice, 2026)
    for month in months(1, UNTIL):
        if month.year == 2026:
            assert all(counts[area].get(month) for area in AREAS)


def test_something_is_still_open(practice: Club) -> None:
    assert task_records.open_tasks(practice, UNTIL)
    assert case_records.open_cases(practice)
    following = records.meeting_of(practice, Month(2026, 12))
    assert following is not None
    assert following.planned_on == "2026-12-10"
    assert chain.verify(practice) == []
