"""One change for many people, written into the book as one undo step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.job import NO_JOB, Job
from app.base.text import N_, _
from app.members import mass, parts_records, records
from app.members.mass import Change, Known, Plan
from app.members.parts import Circumstance, CircumstanceKind, Involvement, InvolvementKind
from app.members.rules import HouseholdStatus, Member

if TYPE_CHECKING:
    from app.club.file import Club

READS = records.READS | {"involvement", "circumstance"}
"""The tables behind a plan: what a page that shows one declares."""

_PARTS = {
    "begin_involvement": ("involvement", Involvement),
    "end_involvement": ("involvement", Involvement),
    "begin_circumstance": ("circumstance", Circumstance),
    "end_circumstance": ("circumstance", Circumstance),
}


def plan(club: "Club", change: Change, ids: Iterable[str], on: date) -> Plan:
    """What a change would do to the people with these ids, as they are on that day."""
    chosen = frozenset(ids)
    people = tuple(member for member in records.people(club, on) if member.id in chosen)
    return mass.plan(change, _known(club, change, people, on))


def apply(club: "Club", change: Change, ids: Iterable[str], on: date, job: Job = NO_JOB) -> Plan:
    """Do it, all or nothing; what was done. Who is so already, or cannot be, stays untouched.

    Raises Refused when somebody is not there any more or the officer may not.
    """
    found = plan(club, change, ids, on)
    label = N_("For {n} people: {what}")
    if not found.steps:
        return found
    with club.change(label, n=len(found.steps), what=mass.change_words(change)):
        for number, step in enumerate(found.steps):
            job.step(number, len(found.steps), _("People"))
            _write(club, change, step.member)
    return found


def _write(club: "Club", change: Change, member: Member) -> None:
    match change.what:
        case "hamlet" | "bhyt_place" | "bhyt_until":
            changed: dict[str, Any] = {change.what: change.value}
            records.edit_person(club, member.id, replace(member.person, **changed))
        case "status":
            records.set_household_status(club, member.id, mass.status(change))
        case "begin_involvement":
            kind: InvolvementKind = change.value  # type: ignore[assignment]
            begun = Involvement("", kind, change.day, note=change.note)
            parts_records.begin_involvement(club, member.id, begun)
        case "begin_circumstance":
            what: CircumstanceKind = change.value  # type: ignore[assignment]
            begins = Circumstance("", what, change.day, note=change.note)
            parts_records.begin_circumstance(club, member.id, begins)
        case "end_involvement":
            for part in parts_records.involvements(club, member.id):
                if part.kind == change.value and part.until is None:
                    parts_records.end_involvement(club, part.id, change.day)
        case "end_circumstance":
            for ends in parts_records.circumstances(club, member.id):
                if ends.kind == change.value and ends.until is None:
                    parts_records.end_circumstance(club, ends.id, change.day)
        case "leave":
            records.leave(club, member.id, mass.leaving(change))


def _known(club: "Club", change: Change, people: tuple[Member, ...], on: date) -> Known:
    statuses: dict[str, HouseholdStatus] = {}
    parts: dict[str, tuple[Involvement | Circumstance, ...]] = {}
    if change.what == "status":
        sql = (
            "select person_id, year, status, confirmed, source from household_status where year = ?"
        )
        for person_id, year, status, confirmed, source in club.db.execute(sql, [change.year]):
            statuses[person_id] = HouseholdStatus(year, status, bool(confirmed), source)
    if change.what in _PARTS:
        table, kind = _PARTS[change.what]
        sql = f"select person_id, id, kind, since, note from {table} where until is null"
        for person_id, part_id, code, since, note in club.db.execute(sql):
            part = kind(part_id, code, since, note=note)
            parts[person_id] = (*parts.get(person_id, ()), part)
    return Known(on, people, statuses, parts)
