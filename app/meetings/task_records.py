"""Decisions of a meeting and the tasks they give, in the book; tasks are carried on until done."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.meetings.meeting_records import held_day, meeting, require_open
from app.meetings.rules import Decision, Meeting, Task
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

_TASKS = """
    select t.*, p.name, p.code, p.erased_on, m.month
    from task t
    left join person p on p.id = t.owner_id
    left join meeting m on m.id = t.meeting_id
"""
_PRESSING = "order by t.given_on, t.due_on is null, t.due_on, t.rowid"


# --- questions ----------------------------------------------------------------------------------


def decisions(club: "Club", meeting_id: str) -> tuple[Decision, ...]:
    """What a meeting decided, by number."""
    club.require("meetings.read")
    sql = "select id, number, text from decision where meeting_id = :id order by number"
    return tuple(Decision(**row) for row in club.db.query(sql, {"id": meeting_id}))


def task(club: "Club", task_id: str) -> Task:
    """One task. Raises Refused: its giving was undone meanwhile."""
    club.require("meetings.read")
    for row in club.db.query(f"{_TASKS} where t.id = :id", {"id": task_id}):
        return _task(row)
    raise Refused(_("This task is no longer in the book. Nothing was changed."))


def tasks_of(club: "Club", meeting_id: str) -> tuple[Task, ...]:
    """The tasks that a meeting gave, done or not."""
    club.require("meetings.read")
    sql = f"{_TASKS} where t.meeting_id = :id {_PRESSING}"
    return tuple(_task(row) for row in club.db.query(sql, {"id": meeting_id}))


def open_tasks(club: "Club", on: date) -> tuple[Task, ...]:
    """What was given by that day and not yet done on it: of the earliest meeting first."""
    club.require("meetings.read")
    sql = f"""
        {_TASKS} where t.given_on <= :day and (t.done_on is null or t.done_on > :day) {_PRESSING}
    """
    return tuple(_task(row) for row in club.db.query(sql, {"day": on.isoformat()}))


def carried_tasks(club: "Club", meeting_id: str) -> tuple[Task, ...]:
    """What earlier meetings gave and was not done before this one: what it asks after. A task
    done on its day or since is told with its result."""
    day = meeting(club, meeting_id).day
    sql = f"""
        {_TASKS} where t.given_on < :day and t.meeting_id is not :meeting
        and (t.done_on is null or t.done_on >= :last) {_PRESSING}
    """
    last_day = """
        select max(held_on) as day from meeting
        where state in ('open', 'closed') and held_on < :day
    """
    last = next(club.db.query(last_day, {"day": day}))["day"] or ""
    rows = club.db.query(sql, {"day": day, "meeting": meeting_id, "last": last})
    return tuple(_task(row) for row in rows)


# --- changes ------------------------------------------------------------------------------------


def decide(club: "Club", meeting_id: str, text: str, given: Task | None = None) -> str:
    """Write down a decision of an open meeting with its next number, and the task it gives if
    any, as one step; the new id of the decision."""
    found = require_open(club, meeting_id)
    decision_id = club.new_id()
    sql = "select coalesce(max(number), 0) from decision where meeting_id = :id"
    with club.change(N_("Decision of {day}"), day=fmt_date(held_day(found))):
        number = club.db.execute(sql, {"id": meeting_id}).fetchone()[0] + 1
        club.db.table("decision").insert(
            {"id": decision_id, "meeting_id": meeting_id, "number": number, "text": text}
        )
        if given is not None:
            _insert(club, given, found, decision_id)
    return decision_id


def change_decision(club: "Club", decision_id: str, text: str) -> None:
    """Write the words of a decision anew. Raises Refused when it is no longer in the book."""
    found = _meeting_of(club, decision_id)
    with club.change(N_("Change a decision of {day}"), day=fmt_date(held_day(found))):
        club.db.table("decision").update(decision_id, {"text": text})


def remove_decision(club: "Club", decision_id: str) -> None:
    """Take a decision out, with the tasks it gave that are not done; the numbers close up."""
    found = _meeting_of(club, decision_id)
    with club.change(N_("Take out a decision of {day}"), day=fmt_date(held_day(found))):
        asked = {"id": decision_id}
        club.db.execute("delete from task where decision_id = :id and done_on is null", asked)
        club.db.execute("update task set decision_id = null where decision_id = :id", asked)
        club.db.table("decision").delete(decision_id)
        for number, each in enumerate(decisions(club, found.id), start=1):
            if each.number != number:
                club.db.table("decision").update(each.id, {"number": number})


def add_task(
    club: "Club", given: Task, meeting_id: str | None = None, decision_id: str | None = None
) -> str:
    """Write down a task (`rules.read_task`), of an open meeting or of none; its new id."""
    found = require_open(club, meeting_id) if meeting_id is not None else None
    with club.change(N_("New task: {text}"), text=given.text):
        return _insert(club, given, found, decision_id)


def change_task(club: "Club", task_id: str, given: Task) -> None:
    """Write the words, owner and due day of a task anew, as typed wrong. A task of a meeting
    stays of it. Raises Refused when it is no longer in the book."""
    stored = task(club, task_id)
    if stored.meeting_id is not None:
        require_open(club, stored.meeting_id)
    with club.change(N_("Change a task: {text}"), text=given.text):
        require_person(club, given.owner_id)
        club.db.table("task").update(
            task_id, {"text": given.text, "owner_id": given.owner_id, "due_on": given.due_on}
        )


def remove_task(club: "Club", task_id: str) -> None:
    """Take a task out that was written by mistake; one of a closed meeting stays."""
    stored = task(club, task_id)
    if stored.meeting_id is not None:
        require_open(club, stored.meeting_id)
    with club.change(N_("Take out a task: {text}"), text=stored.text):
        club.db.table("task").delete(task_id)


def finish_task(club: "Club", task_id: str, done_on: str, result: str | None = None) -> None:
    """Write down that a task is done and what came of it, whatever became of its meeting."""
    stored = task(club, task_id)
    with club.change(N_("Task done: {text}"), text=stored.text):
        club.db.table("task").update(task_id, {"done_on": done_on, "result": result})


def take_up_again(club: "Club", task_id: str) -> None:
    """A task written as done is not done after all."""
    stored = task(club, task_id)
    with club.change(N_("Task not done yet: {text}"), text=stored.text):
        club.db.table("task").update(task_id, {"done_on": None, "result": None})


def postpone(club: "Club", task_id: str, due_on: str) -> None:
    """Give a task more time. Raises Refused when it is done."""
    stored = task(club, task_id)
    if stored.done_on is not None:
        raise Refused(_("This task is done already. Nothing was changed."))
    day = fmt_date(date.fromisoformat(due_on))
    with club.change(N_("More time until {day}: {text}"), day=day, text=stored.text):
        club.db.table("task").update(task_id, {"due_on": due_on})


def _insert(club: "Club", given: Task, found: Meeting | None, decision_id: str | None) -> str:
    require_person(club, given.owner_id)
    task_id = club.new_id()
    club.db.table("task").insert(
        {
            "id": task_id,
            "meeting_id": found.id if found else None,
            "decision_id": decision_id,
            "text": given.text,
            "owner_id": given.owner_id,
            "due_on": given.due_on,
            "given_on": found.held_on if found else given.given_on,
            "done_on": given.done_on,
            "result": given.result,
        }
    )
    return task_id


def _meeting_of(club: "Club", decision_id: str) -> Meeting:
    """The open meeting of a decision that is still in the book."""
    return require_open(club, require_row(club, "decision", decision_id)["meeting_id"])


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        id=row["id"],
        text=row["text"],
        given_on=row["given_on"],
        owner_id=row["owner_id"],
        owner=shown_name(row) if row["owner_id"] else "",
        due_on=row["due_on"],
        done_on=row["done_on"],
        result=row["result"],
        meeting_id=row["meeting_id"],
        decision_id=row["decision_id"],
        month=Month.parse(row["month"]) if row["month"] else None,
    )
