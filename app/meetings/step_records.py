"""The ten steps of a meeting: where each stands, from what is in the book, and what is missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.areas.picture_records import missing
from app.base import money
from app.base.areas import AREAS, Area
from app.base.text import N_, _, ngettext
from app.meetings.attendance_records import Presence, presence
from app.meetings.meeting_records import meeting, meeting_of, require_open
from app.meetings.rules import STEPS, Gap, Mark, Meeting, Step, StepState

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset(
    {
        *("meeting", "meeting_rule", "meeting_step", "attendance", "membership", "person"),
        *("reading", "fee", "activity", "help_case", "decision", "task", "theme", "cash_count"),
        *("help", "exercise_week", "proposal", "collected", "entry"),
    }
)
"""The tables behind the steps: what a page that shows them declares."""

# One case and one action for the community are asked of every month: at its meeting or beside it.
_FACTS = """
    select
        (select count(distinct person_id) from reading where on_date = :day) as measured,
        (select count(*) from (
            select person_id from fee where meeting_id = :id and amount_vnd > 0
            union select person_id from collected where meeting_id = :id
        )) as payers,
        (select count(distinct area) from activity where meeting_id = :id) as areas,
        (select count(*) from help_case where meeting_id = :id
            or (meeting_id is null and found_on between :first and :last)) as cases,
        (select count(*) from activity where kind = 'community' and (meeting_id = :id
            or (meeting_id is null and on_date between :first and :last))) as community,
        (select count(*) from decision where meeting_id = :id) as decisions,
        (select count(*) from task where meeting_id = :id) as tasks,
        (select count(*) from theme t join meeting m on m.id = t.meeting_id where m.month = :next)
            as themes,
        (select total_vnd from cash_count where meeting_id = :id) as cash
"""

# What the history says when a step is marked by hand.
_LABELS: Mapping[Step, str] = {
    "attendance": N_("Step of the meeting: attendance"),
    "weighing": N_("Step of the meeting: weight and blood pressure"),
    "collection": N_("Step of the meeting: collecting fees"),
    "areas": N_("Step of the meeting: the eight areas"),
    "case": N_("Step of the meeting: helping one case"),
    "community": N_("Step of the meeting: work for the community"),
    "decisions": N_("Step of the meeting: decisions and tasks"),
    "plan": N_("Step of the meeting: plan of next month"),
    "cash": N_("Step of the meeting: counting the cash"),
    "minutes": N_("Step of the meeting: minutes"),
}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the book holds of a meeting; `presence` is None while nobody was counted."""

    presence: Presence | None
    lacking: tuple[Area, ...]
    following: Meeting | None
    measured: int
    payers: int
    areas: int
    cases: int
    community: int
    decisions: int
    tasks: int
    themes: int
    cash: int | None

    @property
    def unmeasured(self) -> int:
        """How many of those present were not measured, as far as numbers tell."""
        return max(self.presence.present - self.measured, 0) if self.presence else 0


# --- questions ----------------------------------------------------------------------------------


def steps(club: "Club", meeting_id: str) -> dict[Step, StepState]:
    """Where each step stands, in order.

    A step is begun or done by what is in the book; `set_step` adds what nothing in the book tells:
    that a step is finished, or that it was left out.
    """
    return _states(club, meeting_id, _facts(club, meeting(club, meeting_id)))


def closing(club: "Club", meeting_id: str) -> tuple[Gap, ...]:
    """What is missing at a meeting that is about to be closed, in the order of the steps, each
    area by itself. A step that was left out on purpose lacks nothing."""
    facts = _facts(club, meeting(club, meeting_id))
    states = _states(club, meeting_id, facts)
    return tuple(gap for gap in _gaps(facts) if states[gap.step].state != "left_out")


def _states(club: "Club", meeting_id: str, facts: _Facts) -> dict[Step, StepState]:
    sql = "select step, state from meeting_step where meeting_id = :id"
    marks = {row["step"]: row["state"] for row in club.db.query(sql, {"id": meeting_id})}
    return {step: _with_mark(_SHOWN[step](facts), marks.get(step)) for step in STEPS}


def _with_mark(shown: StepState, mark: Mark | None) -> StepState:
    """What the book shows of a step with what was marked by hand: a step left out that has
    something in it after all is not left out."""
    if mark == "done" or (mark is not None and shown.state == "open"):
        return StepState(mark, shown.words)
    return shown


def _facts(club: "Club", found: Meeting) -> _Facts:
    asked = {
        "id": found.id,
        "day": found.day,
        "first": found.month.first.isoformat(),
        "last": found.month.last.isoformat(),
        "next": str(found.month.next()),
    }
    return _Facts(
        presence=presence(club, found.month, found.month).get(found.month),
        lacking=missing(club, found.month),
        following=meeting_of(club, found.month.next()),
        **next(club.db.query(_FACTS, asked)),
    )


# --- what the book shows of each step -----------------------------------------------------------


def _attendance(facts: _Facts) -> StepState:
    if facts.presence is None:
        return StepState("open")
    present = facts.presence.present
    return StepState("begun", f"{present}/{present + facts.presence.absent}")


def _weighing(facts: _Facts) -> StepState:
    if not facts.measured:
        return StepState("open")
    if facts.presence is None:
        return StepState("begun", str(facts.measured))
    if facts.unmeasured:
        return StepState("begun", f"{facts.measured}/{facts.presence.present}")
    return StepState("done", str(facts.measured))


def _collection(facts: _Facts) -> StepState:
    if not facts.payers:
        return StepState("open")
    present = facts.presence.present if facts.presence else 0
    if facts.payers >= present:
        return StepState("begun", str(facts.payers))
    return StepState("begun", f"{facts.payers}/{present}")


def _areas(facts: _Facts) -> StepState:
    words = f"{len(AREAS) - len(facts.lacking)}/{len(AREAS)}"
    if not facts.lacking:
        return StepState("done", words)
    return StepState("begun" if facts.areas else "open", words)


def _case(facts: _Facts) -> StepState:
    return _counted(facts.cases)


def _community(facts: _Facts) -> StepState:
    return _counted(facts.community)


def _counted(number: int) -> StepState:
    return StepState("done", str(number)) if number else StepState("open")


def _decisions(facts: _Facts) -> StepState:
    if not facts.decisions and not facts.tasks:
        return StepState("open")
    return StepState("begun", str(facts.decisions or facts.tasks))


def _plan(facts: _Facts) -> StepState:
    words = ""
    if facts.following is not None and facts.following.planned_on is not None:
        day = date.fromisoformat(facts.following.planned_on)
        words = f"{day.day}/{day.month}"
    return StepState("begun" if facts.themes else "open", words)


def _cash(facts: _Facts) -> StepState:
    return StepState("open") if facts.cash is None else StepState("done", money.fmt(facts.cash))


def _minutes(_facts: _Facts) -> StepState:
    return StepState("open")


_SHOWN: Mapping[Step, Callable[[_Facts], StepState]] = {
    "attendance": _attendance,
    "weighing": _weighing,
    "collection": _collection,
    "areas": _areas,
    "case": _case,
    "community": _community,
    "decisions": _decisions,
    "plan": _plan,
    "cash": _cash,
    "minutes": _minutes,
}


def _gaps(facts: _Facts) -> Iterator[Gap]:
    """What is missing by step; the minutes are made from the rest and lack nothing themselves."""
    if facts.presence is None:
        yield Gap("attendance", _("Nobody has said who is there."))
    if not facts.measured:
        yield Gap("weighing", _("Nobody was weighed or measured."))
    elif facts.unmeasured:
        said = ngettext(
            "{n} person who is there was not weighed or measured.",
            "{n} people who are there were not weighed or measured.",
            facts.unmeasured,
        )
        yield Gap("weighing", said.format(n=facts.unmeasured))
    if not facts.payers:
        yield Gap("collection", _("No fee was collected."))
    for area in facts.lacking:
        said = _("{area}: nothing is written for this month.")
        yield Gap("areas", said.format(area=_(AREAS[area])), area)
    if not facts.cases:
        yield Gap("case", _("No case to help was chosen."))
    if not facts.community:
        yield Gap("community", _("No work for the community is written."))
    if not facts.decisions:
        yield Gap("decisions", _("No decision is written."))
    if facts.following is None or facts.following.planned_on is None:
        yield Gap("plan", _("The next meeting has no day yet."))
    elif not facts.themes:
        yield Gap("plan", _("Next month has no themes yet."))
    if facts.cash is None:
        yield Gap("cash", _("The cash was not counted."))


# --- changes ------------------------------------------------------------------------------------


def set_step(
    club: "Club", meeting_id: str, step: Step, state: Mark, note: str | None = None
) -> None:
    """Mark a step of an open meeting as begun, done or left out; "open" takes the mark off.

    What the step shows already is not written once more.
    """
    require_open(club, meeting_id)
    if note is None and steps(club, meeting_id)[step].state == state:
        return
    sql = "select id from meeting_step where meeting_id = :id and step = :step"
    row = next(club.db.query(sql, {"id": meeting_id, "step": step}), None)
    with club.change(_LABELS[step]):
        if state != "open":
            club.db.table("meeting_step").upsert(
                {
                    "id": row["id"] if row else club.new_id(),
                    "meeting_id": meeting_id,
                    "step": step,
                    "state": state,
                    "note": note,
                },
                pk="id",
            )
        elif row is not None:
            club.db.table("meeting_step").delete(row["id"])
