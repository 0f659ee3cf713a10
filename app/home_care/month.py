"""A month of home care laid out: which visits were planned and made, who was not seen. Pure.

What is planned follows from the rounds of the plans; breaks and the end of care take days out. A
visit by anybody (a substitute, a neighbour, a relative) means that the person was seen that day,
but only a visit of their own counts for a volunteer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from app.base.periods import Month
from app.home_care.rules import SIGNS, Break, Cared, Plan, Report, Task, Visit, Volunteer

State = Literal["made", "missed", "unmarked", "ahead"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One visit that the plan asks for."""

    on: date
    cared_id: str
    volunteer_id: str | None
    second_id: str | None = None
    tasks: tuple[Task, ...] = ()
    at_time: str | None = None

    def by(self, volunteer_id: str) -> bool:
        """Whether this volunteer is to come."""
        return volunteer_id in (self.volunteer_id, self.second_id)


@dataclass(frozen=True, slots=True)
class Cell:
    """One visit of a calendar: planned, or made without a plan, or both. `reported`: something was
    reported from it."""

    on: date
    cared_id: str
    state: State
    planned: Planned | None = None
    visit: Visit | None = None
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody of the register who visits in the month: a volunteer, or who stood in for one."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Visits of a volunteer, or of a person cared for: how many were planned for them in the whole
    month, made (with or without a plan), missed (said so, or nobody wrote anything: `unmarked`),
    still `ahead`, and minutes."""

    planned: int = 0
    made: int = 0
    missed: int = 0
    unmarked: int = 0
    ahead: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class NotSeen:
    """Somebody whom nobody visited on days on which the plan asked for it."""

    cared_id: str
    days: tuple[date, ...]
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """The month of home care."""

    month: Month
    today: date
    volunteers: tuple[Helper, ...]
    people: tuple[Cared, ...]
    cells: tuple[Cell, ...]
    reports: tuple[Report, ...] = ()
    breaks: tuple[Break, ...] = field(default=())

    def of_volunteer(self, person_id: str) -> tuple[Cell, ...]:
        """The calendar of a volunteer: what they were to do, and what they did."""
        return tuple(
            cell
            for cell in self.cells
            if (cell.planned is not None and cell.planned.by(person_id))
            or (cell.visit is not None and _by(cell.visit, person_id))
        )

    def of_cared(self, cared_id: str) -> tuple[Cell, ...]:
        """The calendar of somebody cared for."""
        return tuple(cell for cell in self.cells if cell.cared_id == cared_id)

    def tally_of_volunteer(self, person_id: str) -> Tally:
        """What was planned for a volunteer this month, and what they did."""
        return _tally(_theirs(self.of_volunteer(person_id), person_id))

    def tally_of_cared(self, cared_id: str) -> Tally:
        """What was done for somebody this month; two who came together are one visit."""
        return _tally(self.of_cared(cared_id))

    def not_seen(self) -> tuple[NotSeen, ...]:
        """Who was not seen on planned days: danger signs first, the most urgent of them before the
        others, then who was missed most."""
        seen = {
            (cell.cared_id, cell.on)
            for cell in self.cells
            if cell.visit is not None and cell.visit.state == "made"
        }
        days: dict[str, set[date]] = defaultdict(set)
        for cell in self.cells:
            if cell.state in ("missed", "unmarked") and (cell.cared_id, cell.on) not in seen:
                days[cell.cared_id].add(cell.on)
        open_reports: dict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            if report.closed_on is None:
                open_reports[report.cared_id].append(report)
        found = [
            NotSeen(each.id, tuple(sorted(days[each.id])), tuple(open_reports[each.id]))
            for each in self.people
            if days.get(each.id)
        ]
        return tuple(sorted(found, key=lambda each: (urgency(each.reports), -len(each.days))))


def planned_of(
    plans: Iterable[Plan],
    breaks: Iterable[Break],
    people: Mapping[str, Cared],
    first: date,
    last: date,
) -> tuple[Planned, ...]:
    """Every visit that the plans ask for from one day to another, in order of days; none on the day
    on which somebody died."""
    away: dict[str, list[Break]] = defaultdict(list)
    for each in breaks:
        away[each.cared_id].append(each)
    found = []
    for plan in plans:
        cared = people.get(plan.cared_id)
        if cared is None:
            continue
        died_on = cared.until if cared.reason == "died" else None
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if not plan.covers(day) or day < cared.since:
                continue
            if cared.until is not None and (day > cared.until or day == died_on):
                continue
            if any(each.covers(day) for each in away[plan.cared_id]):
                continue
            found += [
                Planned(
                    day,
                    plan.cared_id,
                    each.volunteer_id,
                    each.second_id,
                    each.tasks,
                    each.at_time,
                )
                for each in plan.rounds
                if each.weekday == day.weekday()
            ]
    return tuple(sorted(found, key=lambda each: (each.on, each.at_time or "", each.cared_id)))


def picture(
    month: Month,
    today: date,
    volunteers: Sequence[Volunteer],
    people: Sequence[Cared],
    plans: Iterable[Plan],
    breaks: Sequence[Break],
    visits: Iterable[Visit],
    reports: Sequence[Report],
) -> Picture:
    """The month laid out: each visit stands at the plan it fulfils, else by itself."""
    by_id = {each.id: each for each in people}
    reported = {each.visit_id for each in reports if each.visit_id is not None}
    open_visits: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in visits:
        open_visits[visit.cared_id, visit.on].append(visit)
    wanted = planned_of(plans, breaks, by_id, month.first, month.last)
    kept: dict[int, Visit] = {}
    for fits in (_own, _stands_in):  # who was planned comes first, then who stood in for them
        for place, planned in enumerate(wanted):
            there = open_visits[planned.cared_id, planned.on]
            found = next((visit for visit in there if fits(planned, visit)), None)
            if place not in kept and found is not None:
                there.remove(found)
                kept[place] = found
    cells = [
        _cell(planned, kept.get(place), today, reported) for place, planned in enumerate(wanted)
    ]
    for left in open_visits.values():
        cells += [
            Cell(visit.on, visit.cared_id, visit.state, None, visit, visit.id in reported)
            for visit in left
        ]
    cells.sort(key=lambda cell: (cell.on, cell.cared_id))
    return Picture(
        month,
        today,
        _helpers(volunteers, cells),
        tuple(people),
        tuple(cells),
        tuple(reports),
        tuple(breaks),
    )


def urgency(reports: Iterable[Report]) -> int:
    """The place of the most urgent sign among all, the lowest first; after them without any."""
    order = list(SIGNS)
    return min((order.index(each.sign) for each in reports), default=len(order))


def _helpers(volunteers: Iterable[Volunteer], cells: Iterable[Cell]) -> tuple[Helper, ...]:
    """The volunteers once each, in their order, and then who else of the register came."""
    found = {each.person_id: each.name for each in volunteers}
    for cell in cells:
        visit = cell.visit
        if visit is not None and visit.volunteer_id is not None:
            found.setdefault(visit.volunteer_id, visit.volunteer)
        if visit is not None and visit.second_id is not None:
            found.setdefault(visit.second_id, visit.second)
    return tuple(Helper(person_id, name) for person_id, name in found.items())


def _own(planned: Planned, visit: Visit) -> bool:
    """Whether one of the planned volunteers came, or was to come and did not."""
    who = {visit.volunteer_id, visit.second_id} - {None}
    return bool(who & {planned.volunteer_id, planned.second_id})


def _stands_in(_planned: Planned, visit: Visit) -> bool:
    """Whether another volunteer came instead."""
    return visit.state == "made" and visit.volunteer_id is not None


def _cell(planned: Planned, visit: Visit | None, today: date, reported: set[str]) -> Cell:
    nobody: State = "unmarked" if planned.on < today else "ahead"
    state: State = nobody if visit is None else visit.state
    told = visit is not None and visit.id in reported
    return Cell(planned.on, planned.cared_id, state, planned, visit, told)


def _by(visit: Visit, person_id: str) -> bool:
    return person_id in (visit.volunteer_id, visit.second_id)


def _theirs(cells: Sequence[Cell], person_id: str) -> Iterator[Cell]:
    """Cells as they count for one volunteer: a plan that somebody else fulfilled is missed, though
    the person was seen, unless they came by themselves that day; and their visit at a plan of
    somebody else was not planned for them."""
    extra: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    planned = []
    for cell in cells:
        if cell.planned is not None and cell.planned.by(person_id):
            planned.append(cell)
        elif cell.visit is not None:
            extra[cell.cared_id, cell.on].append(cell.visit)
    for cell in planned:
        if cell.visit is None or _by(cell.visit, person_id):
            yield cell
            continue
        came = extra[cell.cared_id, cell.on]
        own = came.pop() if came else None
        yield Cell(cell.on, cell.cared_id, own.state if own else "missed", cell.planned, own)
    for (cared_id, on), visits in extra.items():
        for visit in visits:
            yield Cell(on, cared_id, visit.state, None, visit)


def _tally(cells: Iterable[Cell]) -> Tally:
    planned = made = missed = unmarked = ahead = minutes = 0
    for cell in cells:
        planned += cell.planned is not None
        made += cell.state == "made"
        missed += cell.state in ("missed", "unmarked")
        unmarked += cell.state == "unmarked"
        ahead += cell.state == "ahead"
        if cell.visit is not None and cell.state == "made":
            minutes += cell.visit.minutes or 0
    return Tally(planned, made, missed, unmarked, ahead, minutes)
