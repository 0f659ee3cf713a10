"""Home care of the practice club: volunteers, people cared for and visits in every month. The same
for the same people."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app.base.text import N_
from app.club.file import Club
from app.home_care import plan_records, records, visit_records
from app.home_care.month import Planned, planned_of
from app.home_care.rules import (
    KATZ,
    Break,
    Cared,
    NeedForm,
    Plan,
    Report,
    Round,
    Task,
    Visit,
    Volunteer,
)
from app.practice.people import Pretend, able

VOLUNTEERS, CARED = 6, 4
TASKS: tuple[tuple[Task, ...], ...] = (
    ("talk", "meal", "medicine"),
    ("talk", "cleaning", "walking"),
    ("talk", "washing", "laundry", "pressure"),
)
REPORTED = 5
"""Something is reported in one of so many months."""


def begin(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """The founding month: who visits whom, and on which days."""
    helping = [index for index in able(people) if index in ids][-VOLUNTEERS:]
    old = sorted((i for i in ids if i not in helping), key=lambda i: people[i].birth)
    if len(helping) < 2 or not old:
        return
    with club.change(N_("Begin home care, from the papers")):
        for place, index in enumerate(helping):
            weekdays = (place % 5, (place + 2) % 5)
            stands_in = ids[helping[(place + 1) % len(helping)]]
            volunteer = Volunteer(
                "", ids[index], day, None, people[index].hamlet, weekdays, stands_in
            )
            records.add_volunteer(club, volunteer)
        cared = [_member(words, ids[index], place, day) for place, index in enumerate(old[:CARED])]
        for place, each in enumerate([*cared, _outsider(words, day)]):
            cared_id = records.add_cared(club, each)
            _plan(club, words, cared_id, [ids[i] for i in helping], place, day)


def month(club: Club, words: Mapping[str, Any], number: int, last: date, until: date) -> None:
    """What was done since the last meeting: nearly every planned visit, some of them by others."""
    first = last + timedelta(days=1)
    people = records.cared_between(club, first, until)
    if not people or until < first:
        return
    plans = plan_records.plans(club, first, until)
    for plan in plans:
        if plan.review_on is not None and plan.review_on <= until:
            plan_records.review(club, plan.id, plan.review_on + timedelta(days=182))
    breaks = plan_records.breaks(club, first, until)
    if number % 6 == 4:
        away = people[number % len(people)]
        kind = "hospital" if number % 12 == 4 else "family"
        days = (first + timedelta(days=6), first + timedelta(days=12))
        if days[1] <= until:
            each = Break("", away.id, kind, *days)  # type: ignore[arg-type]
            plan_records.add_break(club, each)
            breaks = (*breaks, each)
    wanted = planned_of(plans, breaks, {each.id: each for each in people}, first, until)
    found = [_visit(words, planned, place, number) for place, planned in enumerate(wanted)]
    seen = visit_records.write_visits(club, [visit for visit in found if visit is not None])
    _others(club, words, people[number % len(people)].id, number, until)
    if number % REPORTED == 3 and seen:
        made = next(visit for visit in found if visit is not None and visit.state == "made")
        _report(club, words, made, number, until)


def _member(words: Mapping[str, Any], person_id: str, place: int, day: date) -> Cared:
    return Cared(
        "",
        day,
        person_id=person_id,
        way=words["way"][place % len(words["way"])],
        household=words["household"][place % len(words["household"])],
        situation=words["situation"][place % len(words["situation"])],
        risks=words["risks"][place % len(words["risks"])],
    )


def _outsider(words: Mapping[str, Any], day: date) -> Cared:
    """Somebody who is no member."""
    known = {**words["outsider"]}
    own_name = known.pop("name")
    return Cared("", day, own_name=own_name, sex="F", situation=words["situation"][1], **known)


def _plan(
    club: Club,
    words: Mapping[str, Any],
    cared_id: str,
    helping: Sequence[str],
    place: int,
    day: date,
) -> None:
    """Two visits a week, one of them by two together, and what needs help."""
    who = [helping[(place + turn) % len(helping)] for turn in range(3)]
    rounds = (
        Round(place % 5, who[0], None, TASKS[place % 3], "08:00"),
        Round((place + 2) % 5, who[1], who[2] if place % 2 else None, TASKS[(place + 1) % 3]),
    )
    needs = words["situation"][place % len(words["situation"])]
    review = day + timedelta(days=182)
    plan_records.set_plan(club, Plan("", cared_id, day, None, review, needs, None, rounds))
    can = frozenset(list(KATZ)[place % 3 : 6])
    plan_records.add_need_form(club, NeedForm("", cared_id, day, "katz", can), KATZ)


def _visit(words: Mapping[str, Any], planned: Planned, place: int, number: int) -> Visit | None:
    """Made as planned, in one of twelve not, in one of forty not written down at all."""
    turn = place + 7 * number
    if turn % 40 == 39:
        return None
    if turn % 12 == 5:
        why = ("ill", "busy", "not_home")[turn // 12 % 3]
        return Visit(
            "",
            planned.cared_id,
            planned.on,
            "missed",
            planned.volunteer_id,
            missed_why=why,  # type: ignore[arg-type]
        )
    pressure = "pressure" in planned.tasks
    return Visit(
        "",
        planned.cared_id,
        planned.on,
        "made",
        planned.volunteer_id,
        planned.second_id,
        None,
        45 + 15 * (turn % 3),
        planned.tasks,
        138 + turn % 9 if pressure else None,
        82 + turn % 5 if pressure else None,
        words["notes"][turn % len(words["notes"])] if turn % 5 == 0 else None,
    )


def _others(club: Club, words: Mapping[str, Any], cared_id: str, number: int, day: date) -> None:
    """A relative came too."""
    if number % 2:
        visit_records.write_visit(club, Visit("", cared_id, day, visitor=words["relative"]))


def _report(club: Club, words: Mapping[str, Any], visit: Visit, number: int, until: date) -> None:
    """A sign that had to be told, and what was done about it; that of the last month is open."""
    said = words["reports"][number // REPORTED % len(words["reports"])]
    stored = visit_records.visits(club, visit.on, visit.on, cared_id=visit.cared_id)
    report = Report(
        "",
        visit.cared_id,
        visit.on,
        said["sign"],
        said["what"],
        stored[0].id if stored else None,
        said["told"],
        visit.on,
    )
    report_id = visit_records.write_report(club, report)
    for each in visit_records.open_reports(club):
        if each.id != report_id or visit.on < until - timedelta(days=14):
            visit_records.close_report(club, each, said["done"], until)
