from datetime import date

import pytest

from app.base.errors import Refused
from app.club.file import Club
from app.meetings import records
from app.meetings import task_records as tasks
from app.meetings.rules import Decision, Task
from tests.app.meetings.scene import JULY, JUNE, add_people


def texts(found: tuple[Task, ...]) -> list[str]:
    return [each.text for each in found]


def test_decisions_are_numbered_and_close_up(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    one, two, three = (tasks.decide(club, june, text) for text in ("Một", "Hai", "Ba"))
    tasks.change_decision(club, two, "Hai, sửa")
    assert tasks.decisions(club, june)[1] == Decision(two, 2, "Hai, sửa")
    tasks.remove_decision(club, one)
    assert tasks.decisions(club, june) == (Decision(two, 1, "Hai, sửa"), Decision(three, 2, "Ba"))
    club.undo()
    assert [each.number for each in tasks.decisions(club, june)] == [1, 2, 3]
    assert tasks.decisions(club, records.open_meeting(club, JULY, "2026-07-21")) == ()


def test_a_decision_gives_a_task_in_one_step(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    decision = tasks.decide(
        club, june, "Sửa mái hiên", Task("", "Góp 6 ngày công", "", lan, due_on="2026-07-15")
    )
    (task,) = tasks.tasks_of(club, june)
    assert task == Task(
        task.id,
        "Góp 6 ngày công",
        "2026-06-21",
        lan,
        "Lê Lan",
        due_on="2026-07-15",
        meeting_id=june,
        decision_id=decision,
        month=JUNE,
    )
    club.undo()
    assert tasks.tasks_of(club, june) == () == tasks.decisions(club, june)
    with pytest.raises(Refused):
        tasks.decide(club, june, "x", Task("", "x", "", "nobody"))
    assert tasks.decisions(club, june) == ()


def test_a_decision_taken_out_takes_its_open_tasks(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    decision = tasks.decide(club, june, "Sửa đường", Task("", "Xong rồi", ""))
    tasks.add_task(club, Task("", "Còn mở", ""), june, decision)
    done, _open = tasks.tasks_of(club, june)
    tasks.finish_task(club, done.id, "2026-06-22")
    tasks.remove_decision(club, decision)
    assert texts(tasks.tasks_of(club, june)) == ["Xong rồi"]
    assert tasks.task(club, done.id).decision_id is None


def test_tasks_are_carried_until_they_are_done(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    early, late = (
        tasks.add_task(club, Task("", text, "", due_on=due), june)
        for text, due in (("Sớm", "2026-07-01"), ("Muộn", None))
    )
    between = tasks.add_task(club, Task("", "Giữa kỳ", "2026-07-05"))
    july = records.open_meeting(club, JULY, "2026-07-21")
    tasks.add_task(club, Task("", "Mới", ""), july)
    assert texts(tasks.open_tasks(club, date(2026, 6, 20))) == []
    assert texts(tasks.open_tasks(club, date(2026, 7, 21))) == ["Sớm", "Muộn", "Giữa kỳ", "Mới"]
    assert texts(tasks.carried_tasks(club, july)) == ["Sớm", "Muộn", "Giữa kỳ"]
    tasks.finish_task(club, early, "2026-07-10", "Đã làm")
    assert texts(tasks.open_tasks(club, date(2026, 7, 21))) == ["Muộn", "Giữa kỳ", "Mới"]
    assert texts(tasks.open_tasks(club, date(2026, 7, 9)))[0] == "Sớm"
    # Done since the last meeting: this one is told.
    assert [each.result for each in tasks.carried_tasks(club, july)] == ["Đã làm", None, None]
    tasks.finish_task(club, late, "2026-06-30")
    august = records.open_meeting(club, JULY.next(), "2026-08-21")
    assert texts(tasks.carried_tasks(club, august)) == ["Giữa kỳ", "Mới"]
    tasks.take_up_again(club, late)
    assert texts(tasks.carried_tasks(club, august)) == ["Muộn", "Giữa kỳ", "Mới"]
    tasks.postpone(club, between, "2026-09-30")
    assert tasks.task(club, between).due_on == "2026-09-30"


def test_a_task_is_corrected_and_taken_out(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    task_id = tasks.add_task(club, Task("", "Sửa đường", ""), june)
    tasks.change_task(club, task_id, Task("", "Sửa cầu", "", lan, due_on="2026-07-01"))
    found = tasks.task(club, task_id)
    assert (found.text, found.owner, found.due_on) == ("Sửa cầu", "Lê Lan", "2026-07-01")
    tasks.finish_task(club, task_id, "2026-06-30")
    with pytest.raises(Refused, match="done already"):
        tasks.postpone(club, task_id, "2026-08-01")
    tasks.remove_task(club, task_id)
    with pytest.raises(Refused, match="no longer in the book"):
        tasks.task(club, task_id)
