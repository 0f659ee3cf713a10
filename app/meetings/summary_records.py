"""A meeting told whole, gathered from the book."""

from collections import Counter
from typing import TYPE_CHECKING

from app.areas.case_records import cases_between, cases_of_meeting
from app.areas.picture_records import counts
from app.areas.records import activities, activities_of_meeting
from app.areas.rules import Activity, HelpCase
from app.base.areas import AREAS, Area
from app.base.dates import Month
from app.base.errors import UserError
from app.base.text import _
from app.funds import records as ledger
from app.health.rules import Reading, band
from app.health.thresholds import rules_on
from app.meetings.attendance_records import attendance, guests
from app.meetings.booking_records import booked_paid
from app.meetings.collection import sums
from app.meetings.collection_records import sheet_paid
from app.meetings.meeting_records import held_day, meeting_of, month_words
from app.meetings.money_records import cash
from app.meetings.plan_records import themes
from app.meetings.rules import Meeting
from app.meetings.step_records import closing, steps
from app.meetings.summary import AreaDone, Measured, Moved, Summary
from app.meetings.task_records import carried_tasks, decisions, tasks_of

if TYPE_CHECKING:
    from app.club.file import Club


def summary(club: "Club", month: Month) -> Summary:
    """Everything about the meeting of a month, as it stands now.

    Raises UserError when it has not been held.
    """
    found = meeting_of(club, month)
    if found is None or found.held_on is None:
        raise UserError(
            _("No meeting was held for {month}. Choose another month.").format(
                month=month_words(month)
            )
        )
    here = steps(club, found.id)
    marks = attendance(club, found.id)
    counted = here["attendance"].words != ""
    payers, moved = _money(club, found)
    done = _done(club, found)
    return Summary(
        meeting=found,
        steps=here,
        gaps=closing(club, found.id),
        present=sum(each.present for each in marks) if counted else None,
        absent=tuple(each for each in marks if counted and not each.present),
        guests=guests(club, found.id),
        measured=_measured(club, found),
        fee_payers=payers,
        fees_vnd=moved.collected.fee_vnd,
        areas=_areas(club, month, done),
        cases=_cases(club, found),
        community=tuple(each for each in done if each.kind == "community"),
        decisions=decisions(club, found.id),
        tasks=tasks_of(club, found.id),
        carried=carried_tasks(club, found.id),
        cash=cash(club, found.id),
        following=meeting_of(club, month.next()),
        next_themes=themes(club, month.next()),
        moved=moved,
    )


def _money(club: "Club", found: Meeting) -> tuple[int, Moved]:
    """How many paid a fee, and all that was moved."""
    paid = dict(booked_paid(club, found)) or sheet_paid(club, found.id)
    lent, loans = 0, 0
    if club.actor.may("funds.read"):
        day = held_day(found)
        for entry in ledger.entries(club, day, day, account="loans"):
            if entry.topic == "disbursement" and entry.reversed_by is None:
                lent, loans = lent + entry.amount_vnd, loans + 1
    payers = sum(1 for each in paid.values() if each.fee_vnd)
    return payers, Moved(sums(paid.values()), lent, loans)


def _done(club: "Club", found: Meeting) -> tuple[Activity, ...]:
    """What was done at the meeting, then what was done on other days of its month."""
    between = activities(club, found.month.first, found.month.last)
    beside = (each for each in reversed(between) if each.meeting_id is None)
    return (*activities_of_meeting(club, found.id), *beside)


def _cases(club: "Club", found: Meeting) -> tuple[HelpCase, ...]:
    """The cases chosen at the meeting, then those found in its month beside it."""
    first, last = found.month.first, found.month.last
    beside = (
        each
        for each in reversed(cases_between(club, first, last))
        if each.meeting_id is None and first.isoformat() <= each.found_on <= last.isoformat()
    )
    return (*cases_of_meeting(club, found.id), *beside)


def _areas(club: "Club", month: Month, done: tuple[Activity, ...]) -> dict[Area, AreaDone]:
    planned = themes(club, month)
    all_rooms = counts(club, month.year)
    return {
        area: AreaDone(
            count=all_rooms[area].get(month, 0),
            themes=tuple(each for each in planned if each.area == area),
            activities=tuple(each for each in done if each.area == area),
        )
        for area in AREAS
    }


def _measured(club: "Club", found: Meeting) -> Measured:
    """Counts of the readings of the day; of a person with several the latest one that day."""
    sql = """
        select person_id, systolic, diastolic from reading where on_date = :day order by rowid
    """
    day = held_day(found)
    rules = rules_on(day)
    people: set[str] = set()
    pressures: dict[str, Reading] = {}
    for row in club.db.query(sql, {"day": found.held_on}):
        people.add(row["person_id"])
        if row["systolic"] is not None and row["diastolic"] is not None:
            pressures[row["person_id"]] = Reading(day, row["systolic"], row["diastolic"])
    found_bands = Counter(
        its.code for reading in pressures.values() if (its := band(reading, rules)) is not None
    )
    ranked = [each.code for each in rules.bands if each.code in found_bands]
    return Measured(len(people), {code: found_bands[code] for code in ranked})
