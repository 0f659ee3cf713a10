"""Activities, weeks of exercise, cases and proposals in the book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.areas import case_records, proposal_records, records
from app.areas.deeds import activity_of, deeds
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.base.areas import AREAS
from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import set_language
from app.club import history
from app.club.file import Club
from app.club.roles import TREASURER, VIEWER, Actor
from app.members import records as members
from app.members.rules import Person
from tests.app.areas.scene import close, held

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
TALK = Activity("", "rights", "talk", "2026-11-20", "Luật người cao tuổi", participants=54)


def test_an_activity_is_written_changed_and_taken_out(club: Club) -> None:
    lan = members.add_person(club, Person("Lê Lan"), "2024-01-01")
    talk_id = records.add_activity(club, replace(TALK, leader_id=lan))
    assert records.activity(club, talk_id) == replace(
        TALK, id=talk_id, leader_id=lan, led_by="Lê Lan"
    )
    assert history.history(club)[0].words == "Record an activity: Luật người cao tuổi"
    records.change_activity(club, talk_id, replace(TALK, area="awareness", leader="Ông Ba"))
    changed = records.activity(club, talk_id)
    assert (changed.area, changed.led(), changed.leader_id) == ("awareness", "Ông Ba", None)
    records.remove_activity(club, talk_id)
    for act in (
        lambda: records.change_activity(club, talk_id, TALK),
        lambda: records.remove_activity(club, talk_id),
    ):
        with pytest.raises(Refused, match="no longer in the book"):
            act()
    with pytest.raises(LookupError):
        records.activity(club, talk_id)
    club.undo()
    assert records.activity(club, talk_id).area == "awareness"


def test_activities_of_days_area_and_meeting(club: Club) -> None:
    meeting = held(club, "2026-11", "2026-11-05")
    at_meeting = records.add_activity(club, replace(TALK, meeting_id=meeting, on_date="2026-11-05"))
    song = Activity("", "culture", "performance", "2026-11-20", "Hát")
    later = records.add_activity(club, song)
    records.add_activity(club, replace(song, on_date="2026-12-01"))
    assert [one.id for one in records.activities(club, *NOVEMBER)] == [later, at_meeting]
    assert [one.id for one in records.activities(club, *NOVEMBER, "rights")] == [at_meeting]
    assert [one.id for one in records.activities_of_meeting(club, meeting)] == [at_meeting]
    records.change_activity(club, at_meeting, replace(TALK, what="Luật"))
    assert records.activity(club, at_meeting).meeting_id == meeting


def test_what_a_moved_meeting_did_belongs_to_its_month(club: Club) -> None:
    meeting = held(club, "2026-01", "2026-02-02")
    told = replace(TALK, meeting_id=meeting, on_date="2026-02-02")
    one = records.add_activity(club, told)
    other = records.add_activity(club, replace(told, meeting_id=None))
    january = records.activities_of_month(club, Month(2026, 1), "rights")
    assert [each.id for each in january] == [other, one]
    assert records.activities_of_month(club, Month(2026, 2), "rights") == ()
    assert records.meeting_day(club, Month(2026, 1)) == date(2026, 2, 2)
    assert records.meeting_day(club, Month(2026, 2)) is None


def test_nobody_and_no_meeting_that_is_gone(club: Club) -> None:
    for wrong in (replace(TALK, leader_id="gone"), replace(TALK, meeting_id="gone")):
        with pytest.raises(Refused, match="no longer in the book"):
            records.add_activity(club, wrong)
    assert records.activities(club, *NOVEMBER) == ()


def test_what_a_closed_meeting_did_is_corrected_there(club: Club) -> None:
    meeting = held(club, "2026-11", "2026-11-05")
    talk = replace(TALK, meeting_id=meeting)
    talk_id = records.add_activity(club, talk)
    close(club)
    for act in (
        lambda: records.add_activity(club, talk),
        lambda: records.change_activity(club, talk_id, TALK),
        lambda: records.remove_activity(club, talk_id),
    ):
        with pytest.raises(Refused, match=r"The meeting of 11/2026 is closed\."):
            act()
    records.add_activity(club, replace(TALK, on_date="2026-11-05"))  # beside the meeting


def test_who_may_look_and_who_may_write(club: Club) -> None:
    for role in (VIEWER, TREASURER):
        club.actor = Actor("x", "Ông Ba", frozenset([role]))
        assert records.activities(club, *NOVEMBER) == ()
        with pytest.raises(Refused):
            records.add_activity(club, TALK)


def test_a_week_is_written_once(club: Club) -> None:
    monday = date(2026, 11, 16)
    records.set_exercise_week(club, ExerciseWeek("", "2026-11-16", 2, 20, "Đi bộ"))
    records.set_exercise_week(club, ExerciseWeek("", "2026-11-16", 3, None, "Dưỡng sinh"))
    (week,) = records.exercise_weeks(club, *NOVEMBER)
    assert (week.sessions, week.people, week.what) == (3, None, "Dưỡng sinh")
    records.set_exercise_weeks(
        club, [ExerciseWeek("", "2026-11-09", 4), ExerciseWeek("", "2026-11-16", 1)]
    )
    assert [(each.monday, each.sessions) for each in records.exercise_weeks(club, *NOVEMBER)] == [
        ("2026-11-16", 1),
        ("2026-11-09", 4),
    ]
    records.remove_exercise_week(club, monday)
    records.remove_exercise_week(club, monday)
    assert len(records.exercise_weeks(club, *NOVEMBER)) == 1


def test_a_case_from_its_finding_to_its_end(club: Club) -> None:
    lan = members.add_person(club, Person("Lê Lan"), "2024-01-01")
    meeting = held(club, "2026-11", "2026-11-05")
    rice = Help("", "", "2026-11-05", "goods", "20 kg gạo", 300_000, helper_id=lan)
    found = HelpCase("", "member", "2026-11-05", "Nhà dột", lan, meeting_id=meeting)
    case_id = case_records.add_case(club, found, [rice])
    (case,) = case_records.cases_of_meeting(club, meeting)
    assert (case.called(), case.helps[0].by(), case.helps[0].value_vnd) == (
        "Lê Lan",
        "Lê Lan",
        300_000,
    )
    work_id = case_records.give_help(club, case_id, Help("", "", "2026-11-12", "labour"))
    case_records.change_help(club, work_id, Help("", "", "2026-11-13", "labour", helper="Tổ 2"))
    assert [each.by() for each in case_records.case(club, case_id).helps] == ["Lê Lan", "Tổ 2"]
    case_records.close_case(club, case_id, "2026-11-20", "Đã lợp lại")
    case_records.change_case(club, case_id, replace(found, situation="Nhà dột nặng"))
    ended = case_records.case(club, case_id)
    assert (ended.situation, ended.result, ended.meeting_id) == (
        "Nhà dột nặng",
        "Đã lợp lại",
        meeting,
    )
    assert case_records.open_cases(club) == ()
    case_records.reopen_case(club, case_id)
    assert [each.id for each in case_records.open_cases(club)] == [case_id]
    case_records.remove_help(club, work_id)
    case_records.remove_case(club, case_id)
    assert case_records.cases(club) == ()
    assert not list(club.db.query("select id from help"))
    club.undo()
    assert len(case_records.case(club, case_id).helps) == 1
    with pytest.raises(LookupError):
        case_records.case(club, "gone")


def test_open_cases_stand_first_and_a_month_has_its_own(club: Club) -> None:
    def case(name: str, on: str) -> str:
        return case_records.add_case(club, HelpCase("", "outsider", on, "Ốm", name=name))

    old, new, closed = (
        case("A", "2026-01-05"),
        case("B", "2026-11-05"),
        case("C", "2026-11-10"),
    )
    case_records.close_case(club, closed, "2026-11-12", "Khỏi")
    assert [each.id for each in case_records.cases(club)] == [new, old, closed]
    assert [each.id for each in case_records.cases_between(club, *NOVEMBER)] == [closed, new]
    case_records.give_help(club, old, Help("", "", "2026-11-02", "money"))
    assert old in [each.id for each in case_records.cases_between(club, *NOVEMBER)]


def test_the_history_names_no_outsider(club: Club) -> None:
    case_records.add_case(club, HelpCase("", "outsider", "2026-11-10", "Ốm", name="Bà Tý"))
    assert all("Tý" not in entry.words for entry in history.history(club))


def test_a_proposal_and_what_came_of_it(club: Club) -> None:
    meeting = held(club, "2026-03", "2026-03-05")
    asked = Proposal("", "2026-03-05", "UBND xã", "Sửa đường", meeting_id=meeting)
    first = proposal_records.add_proposal(club, asked)
    second = proposal_records.add_proposal(club, replace(asked, on_date="2026-02-01"))
    proposal_records.answer_proposal(club, first, "2026-05-02", "accepted", "Quý III")
    proposal_records.change_proposal(club, first, replace(asked, about="Sửa đường vào thôn"))
    waiting, answered = proposal_records.proposals(club)
    assert (waiting.id, answered.outcome, answered.about) == (
        second,
        "accepted",
        "Sửa đường vào thôn",
    )
    assert len(proposal_records.proposals_of_meeting(club, meeting)) == 2
    proposal_records.remove_proposal(club, second)
    with pytest.raises(Refused, match="no longer in the book"):
        proposal_records.answer_proposal(club, second, "2026-05-02", "refused", None)
    with pytest.raises(Refused, match="no longer in the book"):
        proposal_records.add_proposal(club, replace(asked, meeting_id="gone"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_usual_deeds_are_ready_to_be_written(club: Club, language: str) -> None:
    set_language(language)
    for area in AREAS:
        assert 3 <= len(deeds()[area]) <= 6
        activity = activity_of(deeds()[area][0], "2026-11-20", None, 54)
        records.add_activity(club, activity)
    assert len(records.activities(club, *NOVEMBER)) == len(AREAS)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('area = "sport"\nkind = "talk"', "no such area"),
        ('area = "health"\nkind = "feast"', "no such area"),
        ('area = "health"\nkind = "talk"', "no deed for"),
    ],
)
def test_a_wrong_file_of_deeds_is_named(
    line: str, complaint: str, write_rules: Callable[[str, str], Path]
) -> None:
    path = write_rules("deed", f'id = "x"\n{line}\ntitle = {{ vi = "a", en = "b" }}')
    with pytest.raises(ValueError, match=complaint):
        deeds(path)
