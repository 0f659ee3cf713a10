"""The meetings of the practice club: each month a full one, written step by step and closed, and
what the club does between two meetings. The same for the same people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app.areas import case_records, proposal_records
from app.areas import records as areas
from app.areas.deeds import deeds
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.base.areas import AREAS, Area
from app.base.dates import Month, fmt_date
from app.base.money import BANKNOTES
from app.base.text import N_
from app.club.file import Club
from app.funds.balance_records import balances
from app.meetings import (
    attendance_records,
    booking_records,
    money_records,
    plan_records,
    records,
    task_records,
)
from app.meetings.plan import Rule
from app.meetings.rules import STEPS, CashCount, Guest, Task, Theme
from app.organisation import records as organisation
from app.practice import money
from app.practice.people import TREASURER, Pretend, able

PROPOSED = (3, 15)
"""The months after the founding in which the club asks something of the commune."""
LANGUAGE = "vi"
"""The practice club speaks as clubs do, whatever the language of the screen."""


def begin(club: Club, words: Mapping[str, Any], place: str, day: date) -> None:
    """The founding meeting decides when the club meets: on this day of every month."""
    rule = Rule(Month.of(day), "day", day.day, at_time=words["at_time"], place=place)
    plan_records.set_rule(club, rule)


def hold(
    club: Club,
    words: Mapping[str, Any],
    of_money: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    measured: Collection[int],
    number: int,
    day: date,
) -> None:
    """One meeting from its opening to its closing; who was not measured was absent. `of_money` are
    the words about loans."""
    here = [i for i in ids if (people[i].left or date.max) > day]
    board = organisation.offices_on(club, day)
    chair = next((each.person_id for each in board if each.office == "chair"), ids[here[0]])
    with club.change(N_("The meeting of {day}, from the papers"), day=fmt_date(day)):
        meeting_id = records.open_meeting(club, Month.of(day), day.isoformat(), leader_id=chair)
        for place, index in enumerate(i for i in here if i not in measured):
            reason = words["reasons"][(place + number) % len(words["reasons"])]
            attendance_records.set_absent(club, meeting_id, ids[index], reason)
        if number % 3 == 0:
            guest = words["guests"][number // 3 % len(words["guests"])]
            attendance_records.add_guest(club, meeting_id, Guest("", **guest))
        present = [i for i in here if i in measured]
        money.collect(club, meeting_id, words["fee"], number)
        booking_records.book(club, meeting_id)
        money.lend(club, of_money, meeting_id, borrowers(people, ids), number, day)
        _areas(club, words, meeting_id, number, len(present), day)
        _case(club, words, meeting_id, [ids[i] for i in here], number, day)
        _decisions(club, words, meeting_id, [ids[i] for i in here], number, day)
        _next(club, words, number, Month.of(day).next(), chair)
        money_records.set_cash(club, meeting_id, _counted(_box(club, day), people, here))
        records.set_remarks(club, meeting_id, words["remarks"])
        for step in STEPS:
            records.set_step(club, meeting_id, step, "done")
    records.close_meeting(club, meeting_id)


def borrowers(people: Sequence[Pretend], ids: Mapping[int, str]) -> tuple[str, ...]:
    """The members who may borrow: not the two officers who stand for each loan, and nobody who
    will leave."""
    lead = able(people)
    officers = {*lead[:1], *lead[TREASURER : TREASURER + 1]}
    return tuple(ids[i] for i in ids if i not in officers and people[i].left is None)


def _box(club: Club, day: date) -> int:
    """The cash of all funds by the book."""
    return sum(accounts.get("cash", 0) for accounts in balances(club, day).values())


def between(club: Club, words: Mapping[str, Any], number: int, day: date) -> None:
    """What was done since the last meeting: exercise of every week, and what the commune said."""
    first = day - timedelta(days=28 + day.weekday())
    mondays = (first + timedelta(days=7 * week) for week in range(4))
    areas.set_exercise_weeks(
        club,
        [
            ExerciseWeek("", m.isoformat(), 3 + (number + m.day) % 2, 18 + m.day % 9)
            for m in mondays
        ],
    )
    if number in PROPOSED:
        said = words["proposals"][PROPOSED.index(number)]
        asked = (day - timedelta(days=20)).isoformat()
        proposal = Proposal("", asked, said["to"], said["about"])
        proposal_id = proposal_records.add_proposal(club, proposal)
        proposal_records.answer_proposal(
            club, proposal_id, day.isoformat(), said["outcome"], said["answer"]
        )


def _areas(
    club: Club, words: Mapping[str, Any], meeting_id: str, number: int, present: int, day: date
) -> None:
    """Something in each of the eight areas, and the community action of the month."""
    for area, usual in deeds().items():
        deed = usual[number % len(usual)]
        topic = _topic(words, area, number)
        areas.add_activity(
            club,
            Activity(
                "",
                area,
                deed.kind,
                day.isoformat(),
                f"{deed.title.in_(LANGUAGE)}: {topic[:1].lower()}{topic[1:]}",
                meeting_id,
                participants=max(0, present - len(area) % 5),
                spent_vnd=50_000 if area == "health" and number % 2 else None,
                woven=deed.woven,
            ),
        )
    what = words["community"][number % len(words["community"])]
    community = Activity("", "self_help", "community", day.isoformat(), what, meeting_id)
    areas.add_activity(club, community)


def _case(
    club: Club,
    words: Mapping[str, Any],
    meeting_id: str,
    here: Sequence[str],
    number: int,
    day: date,
) -> None:
    """One hardship case with its help; what the meeting before last chose has come to an end."""
    for each in case_records.open_cases(club):
        if date.fromisoformat(each.found_on) < day - timedelta(days=40):
            case_records.close_case(club, each.id, day.isoformat(), words["case_result"])
    said = words["cases"][number % len(words["cases"])]
    outside = number % 5 == 4
    case = HelpCase(
        "",
        "outsider" if outside else "member",
        day.isoformat(),
        said["situation"],
        person_id=None if outside else here[(11 * number + 5) % len(here)],
        name=words["outsiders"][number // 5 % len(words["outsiders"])] if outside else None,
        meeting_id=meeting_id,
    )
    given = Help("", "", day.isoformat(), said["form"], said["what"], said["value"] or None)
    case_records.add_case(club, case, [given])


def _decisions(
    club: Club,
    words: Mapping[str, Any],
    meeting_id: str,
    here: Sequence[str],
    number: int,
    day: date,
) -> None:
    """Two decisions, each with somebody who does it; what was given last month is done, but one."""
    ends = {each["task"]: each["done"] for each in words["decisions"]}
    for task in task_records.open_tasks(club, day)[: -1 if number % 4 == 3 else None]:
        task_records.finish_task(club, task.id, day.isoformat(), ends.get(task.text))
    due = (day + timedelta(days=21)).isoformat()
    for turn in range(2):
        said = words["decisions"][(2 * number + turn) % len(words["decisions"])]
        owner = here[(7 * number + 3 * turn) % len(here)]
        given = Task("", said["task"], day.isoformat(), owner_id=owner, due_on=due)
        task_records.decide(club, meeting_id, said["text"], given)


def _next(club: Club, words: Mapping[str, Any], number: int, month: Month, leader_id: str) -> None:
    """What the next meeting is to be about, in every area."""
    topics = ((area, _topic(words, area, number + 1)) for area in AREAS)
    plan_records.set_themes(club, month, [Theme("", *each, leader_id) for each in topics])


def _topic(words: Mapping[str, Any], area: Area, number: int) -> str:
    topics: Sequence[str] = words["topics"][area]
    return topics[number % len(topics)]


def _counted(total: int, people: Sequence[Pretend], here: Sequence[int]) -> CashCount:
    """The fees in as few banknotes as there are, counted by two."""
    notes: dict[int, int] = {}
    for note in BANKNOTES:
        notes[note], total = divmod(total, note)
    names = [people[i].name for i in here[:2]]
    used = {note: count for note, count in notes.items() if count}
    return CashCount(used, names[0], names[-1])
