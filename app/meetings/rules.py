"""The monthly meeting: its steps, who came, what was decided and collected. Pure.

Days are ISO texts wherever a value is stored; `Month` is the month a meeting counts for, which is
not always the month of its day. Names of people stand beside their ids as the register has them
when a value is read, and are not stored.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.base.areas import Area
from app.base.dates import Month
from app.base.errors import UserError
from app.base.money import BANKNOTES
from app.base.names import fold
from app.base.text import N_, _, ngettext
from app.members.reading import Reading

Step = Literal[
    "attendance",
    "weighing",
    "collection",
    "areas",
    "case",
    "community",
    "decisions",
    "plan",
    "cash",
    "minutes",
]
State = Literal["planned", "open", "closed", "called_off"]
Mark = Literal["open", "begun", "done", "left_out"]
Reason = Literal["ill", "busy", "away", "other"]

STEPS: dict[Step, str] = {
    "attendance": N_("Attendance"),
    "weighing": N_("Weight and pressure"),
    "collection": N_("Collecting money"),
    "areas": N_("The eight areas"),
    "case": N_("Helping one case"),
    "community": N_("Community work"),
    "decisions": N_("Decisions and tasks"),
    "plan": N_("Plan of next month"),
    "cash": N_("Counting the cash"),
    "minutes": N_("Minutes"),
}
"""The steps of a meeting in the order of the screen and of its papers (domain.md §3.2)."""

STATES: dict[State, str] = {
    "planned": N_("planned"),
    "open": N_("open"),
    "closed": N_("closed"),
    "called_off": N_("called off"),
}

MARKS: dict[Mark, str] = {
    "open": N_("not begun"),
    "begun": N_("begun"),
    "done": N_("done"),
    "left_out": N_("left out"),
}

REASONS: dict[Reason, str] = {
    "ill": N_("ill"),
    "busy": N_("busy"),
    "away": N_("away"),
    "other": N_("another reason"),
}

LATELY = 12
"""Meetings by which a person's coming is told: about a year."""

MISSED = 2
"""Meetings missed in a row that are spoken of."""

MOST_NOTES = 10_000
"""More banknotes of one value than any club counts."""

FAR_AHEAD = 366
"""Days ahead that a task may be due, or a meeting be moved to."""

_TIME = re.compile(r"(?P<hour>\d{1,2})(?: ?(?:h|:|\.|gio) ?(?P<minute>\d{2})?)?(?: ?phut)?")


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of one month. Its id is "" as long as only the rule plans it.

    `planned_on` and `held_on` are days; `why` says why the day was moved or the meeting called
    off; `at_time` is "08:00".
    """

    id: str
    month: Month
    planned_on: str | None = None
    held_on: str | None = None
    at_time: str | None = None
    place: str | None = None
    leader_id: str | None = None
    leader: str = ""
    state: State = "planned"
    why: str | None = None
    remarks: str | None = None

    @property
    def day(self) -> str | None:
        """The day it was held on, or else is planned for."""
        return self.held_on or self.planned_on


@dataclass(frozen=True, slots=True)
class Held:
    """When and where a meeting is held, and who leads it."""

    held_on: str
    at_time: str | None = None
    place: str | None = None
    leader_id: str | None = None


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a step stands; `words` are short: "54/60", "" when there is nothing to tell."""

    state: Mark
    words: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """Somebody at an earlier meeting; `present` is None when they were no member then."""

    month: Month
    present: bool | None


@dataclass(frozen=True, slots=True)
class Came:
    """Whether one person came to the meeting of a month, and why not."""

    month: Month
    held_on: str
    present: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody at a meeting. `present` unless marked; `past` are the last meetings, newest last.

    `member` is whether they were a member on that day: others are there only when typed.
    """

    person_id: str
    code: str
    name: str
    present: bool
    reason: Reason | None = None
    note: str | None = None
    member: bool = True
    past: tuple[Past, ...] = ()

    @property
    def absent_running(self) -> int:
        """How many of the last meetings in a row this person missed, before this one."""
        running = 0
        for each in reversed(self.past):
            if each.present is not False:
                break
            running += 1
        return running


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest of a meeting, and from where: "Phó Chủ tịch Hội Người cao tuổi xã"."""

    id: str
    name: str
    from_where: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What a meeting shall be about in one area, and who leads it."""

    id: str
    area: Area
    topic: str
    leader_id: str | None = None
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided, numbered within it from 1."""

    id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Work given to somebody, carried from meeting to meeting until `done_on`.

    `month` is that of the meeting which gave it; None when it was given between meetings.
    """

    id: str
    text: str
    given_on: str
    owner_id: str | None = None
    owner: str = ""
    due_on: str | None = None
    done_on: str | None = None
    result: str | None = None
    meeting_id: str | None = None
    decision_id: str | None = None
    month: Month | None = None

    def late(self, on: date) -> bool:
        """Whether it should have been done before this day and was not."""
        return self.done_on is None and self.due_on is not None and self.due_on < on.isoformat()


@dataclass(frozen=True, slots=True)
class Fee:
    """What somebody paid as the fee at a meeting, in đồng."""

    person_id: str
    name: str
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class CashCount:
    """The banknotes counted at a meeting, by value; `remark` explains a difference."""

    notes: Mapping[int, int] = field(default_factory=dict)
    counted_by: str | None = None
    witness: str | None = None
    remark: str | None = None

    @property
    def total_vnd(self) -> int:
        """What they are worth together, in đồng."""
        return sum(value * count for value, count in self.notes.items())


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing before a meeting is closed: at which step, in which area."""

    step: Step
    words: str
    area: Area | None = None


def rate(present: int, absent: int) -> float | None:
    """The share of those expected who came, in percent with one decimal; None without anybody."""
    expected = present + absent
    return round(100 * present / expected, 1) if expected else None


def came_words(came: Sequence[Came]) -> str:
    """How often somebody came of late, for one line; `came` is the newest first and not empty."""
    late = came[:LATELY]
    there = sum(each.present for each in late)
    said = ngettext(
        "Came to {n} of the last {all} meeting", "Came to {n} of the last {all} meetings", len(late)
    ).format(n=there, all=len(late))
    missed = next((n for n, each in enumerate(late) if each.present), len(late))
    if missed < MISSED:
        return said
    return _("{said}, missed the last {n}").format(said=said, n=missed)


# --- reading forms ------------------------------------------------------------------------------


def read_meeting(fields: Mapping[str, str], today: date, known: Collection[str]) -> Held:
    """Day, time, place and leader of a meeting from `held_on`, `at_time`, `place` and `leader`.

    `known` are the ids of the register. Raises Invalid with every problem.
    """
    reading = Reading(fields, today)
    found = Held(
        held_on=reading.needed_day("held_on"),
        at_time=read_time(reading, "at_time"),
        place=reading.text("place"),
        leader_id=reading.person("leader", known),
    )
    reading.close()
    return found


def read_guest(fields: Mapping[str, str]) -> Guest:
    """A guest from `name` and `from_where`; the id is "". Raises Invalid."""
    reading = Reading(fields, date.min)
    guest = Guest(
        "", reading.needed("name", _("Write the name of the guest.")), reading.text("from_where")
    )
    reading.close()
    return guest


def read_decision(fields: Mapping[str, str]) -> Decision:
    """A decision from `text`, without number; its id is "". Raises Invalid."""
    reading = Reading(fields, date.min)
    decision = Decision("", 0, reading.needed("text", _("Write what was decided.")))
    reading.close()
    return decision


def read_task(
    fields: Mapping[str, str], given_on: date, known: Collection[str], today: date
) -> Task:
    """A task from `text`, `owner` and `due_on`, given on a day; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    due_on = reading.day("due_on", ahead=FAR_AHEAD)
    if due_on is not None and due_on < given_on.isoformat():
        reading.problems["due_on"] = _(
            "This day lies before the task was given. Write the day by which it should be done."
        )
    task = Task(
        id="",
        text=reading.needed("text", _("Write what is to be done.")),
        given_on=given_on.isoformat(),
        owner_id=reading.person("owner", known),
        due_on=due_on,
    )
    reading.close()
    return task


def read_finish(fields: Mapping[str, str], task: Task, today: date) -> tuple[str, str | None]:
    """The day a task was done and what came of it, from `done_on` and `result`. Raises Invalid."""
    reading = Reading(fields, today)
    done_on = reading.needed_day("done_on")
    reading.not_before("done_on", done_on, task.given_on)
    reading.close()
    return done_on, reading.text("result")


def read_postpone(fields: Mapping[str, str], task: Task, today: date) -> str:
    """The new day by which a task is due, from `due_on`. Raises Invalid."""
    reading = Reading(fields, today)
    due_on = reading.needed_day("due_on", ahead=FAR_AHEAD)
    reading.not_before("due_on", due_on, max(task.given_on, today.isoformat()))
    reading.close()
    return due_on


def read_fees(fields: Mapping[str, str]) -> dict[str, int | None]:
    """The fee of each person from texts by the person's id; None where nothing is typed.

    Raises Invalid with every problem.
    """
    reading = Reading(fields, date.min)
    fees = {person_id: reading.dong(person_id) for person_id in fields}
    reading.close()
    return fees


def read_cash(fields: Mapping[str, str]) -> CashCount:
    """A cash count from the number of banknotes under each value ("500000"), `counted_by`,
    `witness` and `remark`. Raises Invalid with every problem."""
    reading = Reading(fields, date.min)
    counted = {value: reading.count(str(value), 0, MOST_NOTES) for value in BANKNOTES}
    cash = CashCount(
        notes={value: count for value, count in counted.items() if count},
        counted_by=reading.text("counted_by"),
        witness=reading.text("witness"),
        remark=reading.text("remark"),
    )
    reading.close()
    return cash


def read_why(fields: Mapping[str, str]) -> str:
    """A reason from `why`, which must be there. Raises Invalid."""
    reading = Reading(fields, date.min)
    why = reading.needed("why", _("Write the reason in a few words."))
    reading.close()
    return why


def read_month(reading: Reading, name: str) -> Month:
    """A month that must be there, noting a problem otherwise."""
    typed = reading.needed(name, _("Write the month, for example 6/2026."))
    try:
        return Month.parse(typed)
    except UserError as error:
        reading.problems.setdefault(name, str(error))
        return Month(1, 1)


def read_time(reading: Reading, name: str) -> str | None:
    """A time of day as "08:00" from 8, 8h, 8h30, 8:30 or 8 giờ 30; None when nothing is typed."""
    typed = reading.text(name)
    if typed is None:
        return None
    found = _TIME.fullmatch(fold(typed))
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        reading.problems[name] = _("Write the time like 8:00 or 14:30.")
        return None
    return f"{hour:02}:{minute:02}"
