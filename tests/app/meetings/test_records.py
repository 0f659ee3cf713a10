from dataclasses import replace
from datetime import date

import pytest

from app.areas import records as areas
from app.areas.rules import Activity
from app.base.errors import Invalid, Refused
from app.club import history
from app.club.file import Club
from app.club.roles import VIEWER, Actor
from app.meetings import (
    attendance_records,
    money_records,
    plan_records,
    records,
    sheet_records,
    task_records,
)
from app.meetings.rules import CashCount, Guest, Held, Meeting, Task, Theme
from app.members.rules import Person
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people, hold


def test_nothing_is_planned_without_a_rule(club: Club) -> None:
    assert records.meeting_of(club, JUNE) is None
    assert records.meetings(club, 2026) == ()


def test_a_meeting_is_begun_as_it_was_planned(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    plan_records.set_rule(club, RULE)
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21", leader_id=lan)
    assert records.meeting(club, meeting_id) == Meeting(
        meeting_id,
        JUNE,
        planned_on="2026-06-21",
        held_on="2026-06-21",
        at_time="08:00",
        place="nhà văn hoá",
        leader_id=lan,
        leader="Lê Lan",
        state="open",
    )
    assert history.history(club)[0].words == "Begin the meeting of 6/2026"
    with pytest.raises(Refused, match="begun already"):
        records.open_meeting(club, JUNE, "2026-06-22")
    club.undo()
    assert records.meeting_of(club, JUNE) == Meeting(
        "", JUNE, "2026-06-21", at_time="08:00", place="nhà văn hoá"
    )


@pytest.mark.parametrize("day", ["2026-11-22", "2025-06-21", "2026-08-01"])
def test_no_meeting_ahead_or_far_from_its_month(club: Club, day: str) -> None:
    with pytest.raises(Invalid) as caught:
        records.open_meeting(club, JUNE, day)
    assert caught.value.problems.keys() == {"held_on"}
    assert records.meeting_of(club, JUNE) is None


def test_a_meeting_held_in_the_next_month_counts_for_its_own(club: Club) -> None:
    meeting_id = records.open_meeting(club, JUNE, "2026-07-02")
    assert records.meeting_of(club, JUNE) == records.meeting(club, meeting_id)
    assert records.meeting_of(club, JULY) is None


def test_what_was_so_is_not_changed_by_a_later_rule(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    plan_records.set_rule(club, replace(RULE, number=5, at_time="14:00", place="đình"))
    found = records.meeting(club, meeting_id)
    assert (found.planned_on, found.at_time, found.place) == (
        "2026-06-21",
        "08:00",
        "nhà văn hoá",
    )


def test_the_day_is_changed_with_what_was_written(club: Club) -> None:
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    task_records.add_task(club, Task("", "Sửa đường", ""), meeting_id)
    records.change_held(club, meeting_id, Held("2026-06-22", "09:00", "đình"))
    found = records.meeting(club, meeting_id)
    assert (found.held_on, found.at_time, found.place) == ("2026-06-22", "09:00", "đình")
    assert [task.given_on for task in task_records.tasks_of(club, meeting_id)] == ["2026-06-22"]
    with pytest.raises(Invalid):
        records.change_held(club, meeting_id, Held("2026-11-22"))


def test_remarks_are_written_once(club: Club) -> None:
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    records.set_remarks(club, meeting_id, "Trời mưa")
    before = len(history.history(club))
    records.set_remarks(club, meeting_id, "Trời mưa")
    assert len(history.history(club)) == before
    assert records.meeting(club, meeting_id).remarks == "Trời mưa"


def test_a_closed_meeting_takes_no_writes(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    guest_id = attendance_records.add_guest(club, meeting_id, Guest("", "Ông Lộc"))
    decision_id = task_records.decide(club, meeting_id, "Sửa đường", Task("", "Sửa", ""))
    (task,) = task_records.tasks_of(club, meeting_id)
    records.close_meeting(club, meeting_id)
    writes = (
        lambda: attendance_records.set_absent(club, meeting_id, lan),
        lambda: attendance_records.set_present(club, meeting_id, lan),
        lambda: attendance_records.take_off(club, meeting_id, lan),
        lambda: attendance_records.welcome(club, meeting_id, Person("Mới")),
        lambda: attendance_records.add_guest(club, meeting_id, Guest("", "Bà Hạnh")),
        lambda: attendance_records.change_guest(club, guest_id, Guest("", "Bà Hạnh")),
        lambda: attendance_records.remove_guest(club, guest_id),
        lambda: money_records.collect(club, meeting_id, {lan: 5_000}),
        lambda: money_records.set_cash(club, meeting_id, CashCount()),
        lambda: money_records.remove_cash(club, meeting_id),
        lambda: task_records.decide(club, meeting_id, "Khác"),
        lambda: task_records.change_decision(club, decision_id, "Khác"),
        lambda: task_records.remove_decision(club, decision_id),
        lambda: task_records.add_task(club, Task("", "Khác", ""), meeting_id),
        lambda: task_records.change_task(club, task.id, task),
        lambda: task_records.remove_task(club, task.id),
        lambda: plan_records.set_themes(club, JUNE, [Theme("", "health", "Ăn nhạt")]),
        lambda: plan_records.move_meeting(club, JUNE, "2026-06-25", "mưa"),
        lambda: plan_records.call_off(club, JUNE, "mưa"),
        lambda: plan_records.set_details(club, JUNE, None, None, None),
        lambda: records.change_held(club, meeting_id, Held("2026-06-22")),
        lambda: records.set_remarks(club, meeting_id, "x"),
        lambda: records.set_step(club, meeting_id, "cash", "left_out"),
        lambda: records.put_back(club, meeting_id),
        lambda: records.close_meeting(club, meeting_id),
    )
    before = len(history.history(club, limit=500))
    for write in writes:
        with pytest.raises(Refused, match="closed"):
            write()
    assert len(history.history(club, limit=500)) == before
    task_records.finish_task(club, task.id, "2026-07-01")  # tasks go on after their meeting


def test_what_a_closed_meeting_did_is_corrected_with_a_reason(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    talk = Activity("", "health", "talk", "2026-06-21", "Ăn nhạt", june)
    talk_id = areas.add_activity(club, talk)
    records.close_meeting(club, june)
    with pytest.raises(Refused, match="closed"):
        areas.change_activity(club, talk_id, replace(talk, what="Phòng ngã"))
    with records.correct(club, june, "ghi nhầm"):
        areas.change_activity(club, talk_id, replace(talk, what="Phòng ngã"))
    assert areas.activity(club, talk_id).what == "Phòng ngã"


def test_only_the_last_meeting_is_opened_again(club: Club) -> None:
    june = hold(club, JUNE)
    july = hold(club, JULY)
    assert records.last_closed(club) == JULY
    with pytest.raises(Refused, match="Only the last closed meeting"):
        records.reopen_meeting(club, june)
    records.reopen_meeting(club, july)
    assert records.meeting(club, july).state == "open"
    with pytest.raises(Refused, match="not closed"):
        records.reopen_meeting(club, july)
    records.reopen_meeting(club, june)  # now it is the last one


def test_an_older_meeting_is_corrected_with_a_reason(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june = hold(club, JUNE, lan)
    hold(club, JULY)
    (late,) = add_people(club, "Lê Muộn")  # the register says now: a member in June
    with records.correct(club, june, " ghi nhầm người "):
        attendance_records.set_present(club, june, lan)
        attendance_records.set_absent(club, june, hoa, "away")
        task_records.decide(club, june, "Sửa đường")
    assert history.history(club)[0].words == "Correct the meeting of 6/2026: ghi nhầm người"
    assert records.meeting(club, june).state == "closed"
    marks = {each.person_id: each.present for each in attendance_records.attendance(club, june)}
    assert marks == {lan: True, hoa: False}
    assert late not in marks
    club.undo()
    assert task_records.decisions(club, june) == ()
    marks = {each.person_id: each.present for each in attendance_records.attendance(club, june)}
    assert marks == {lan: False, hoa: True}
    assert records.meeting(club, june).state == "closed"


def test_a_correction_that_fails_changes_nothing(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = hold(club, JUNE)
    with pytest.raises(Refused), records.correct(club, june, "ghi nhầm"):
        attendance_records.set_absent(club, june, lan)
        attendance_records.set_absent(club, june, "nobody")
    assert records.meeting(club, june).state == "closed"
    assert attendance_records.attendance(club, june)[0].present
    with pytest.raises(Invalid), records.correct(club, june, "  "):
        pass
    july = records.open_meeting(club, JULY, "2026-07-21")
    with pytest.raises(Refused, match="not closed"), records.correct(club, july, "x"):
        pass


def test_attendance_forgotten_is_typed_as_a_correction(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    records.close_meeting(club, june)
    assert records.summary(club, JUNE).present is None
    with records.correct(club, june, "tìm thấy tờ điểm danh"):
        attendance_records.set_absent(club, june, lan)
    assert records.summary(club, JUNE).present == 1
    assert [each.person_id for each in records.summary(club, JUNE).absent] == [lan]
    assert attendance_records.attendance_of(club, hoa)[0].present


def test_a_meeting_begun_by_mistake_is_put_back(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    records.set_step(club, june, "attendance", "begun")
    records.put_back(club, june)
    assert records.meeting(club, june).state == "planned"
    assert records.open_meeting(club, JUNE, "2026-06-21") == june
    attendance_records.set_absent(club, june, lan)
    with pytest.raises(Refused, match="written at this meeting"):
        records.put_back(club, june)


def test_who_may_only_read(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    club.actor = Actor("x", "Khách", frozenset({VIEWER}))
    assert records.meeting_of(club, JUNE) is not None
    assert attendance_records.attendance(club, june)
    with pytest.raises(Refused):
        attendance_records.set_absent(club, june, lan)
    with pytest.raises(Refused):
        records.close_meeting(club, june)


def test_a_meeting_that_is_gone(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    club.undo()
    with pytest.raises(Refused, match="no longer in the book"):
        records.steps(club, june)
    assert sheet_records.not_typed(club, date(2026, 12, 31)) == ()
