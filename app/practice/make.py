"""Write the practice club: founded, joined, measured month by month, as a real one would be.

Each month is written with the clock at that month's meeting, so that the history reads like a
life. A practice club asks for no passphrase.
"""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from app.base.dates import fmt_date
from app.base.files import resource
from app.base.job import NO_JOB, Job
from app.base.text import N_, _
from app.club import officers
from app.club.file import Club, create
from app.club.kinds import CLUB
from app.club.ports import Ports
from app.club.profile import PRACTICE
from app.club.roles import TREASURER
from app.health import records as health
from app.health.rules import Reading
from app.members import records as members
from app.members.records import Joining
from app.members.rules import HouseholdStatus, Membership, Person, Status
from app.practice import care, meetings, money, organisation, parts, privacy
from app.practice import health as wellness
from app.practice.people import TREASURER as KEEPER
from app.practice.people import Measured, Pretend, able, founded, people, readings


def make(
    folder: Path,
    until: date,
    count: int = 60,
    years: int = 2,
    seed: int = 1,
    job: Job = NO_JOB,
) -> Club:
    """A practice club in an empty folder, open; its last day is `until`.

    The same seed, count, years and `until` give the same people and facts. Raises UserError when
    the folder holds a book already.
    """
    with resource("samples", "practice.toml").open("rb") as file:
        words = tomllib.load(file)
    found = people(words, count, years, until, seed)
    now = [_morning(founded(years, until))]
    ports = Ports(clock=lambda: now[0], built=date(2000, 1, 1))

    def first_row(club: Club) -> None:
        club.db.table("club").insert(_profile(words, club.file_id, founded(years, until)))
        club.db.table("setting").insert({"id": PRACTICE, "value": "yes"})

    club = create(folder, CLUB, words["club"], words["chair"], None, ports, first_row, "M")
    for keeper in [found[place] for place in able(found[:count])][KEEPER : KEEPER + 1]:
        officers.add_officer(club, keeper.name, keeper.sex, [TREASURER], None)
    if len(officers.officers(club)) == 1:
        officers.add_officer(club, words["treasurer"], "F", [TREASURER], None)
    _live(club, words, found, list(readings(found, years, until, seed)), now, seed, until, job)
    now[0] = _morning(until)
    club.ports = replace(ports, clock=_from(now[0]))
    return club


def _from(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(1, 30), UTC)


def _profile(words: dict[str, Any], club_id: str, day: date) -> dict[str, str]:
    return {
        "id": club_id,
        "name": words["club"],
        "commune": words["commune"],
        "province": words["province"],
        "hamlet": words["hamlet"],
        "code": words["code"],
        "founded_on": day.isoformat(),
    }


def _live(
    club: Club,
    words: dict[str, Any],
    found: list[Pretend],
    days: list[tuple[date, list[Measured]]],
    now: list[datetime],
    seed: int,
    until: date,
    job: Job,
) -> None:
    """Month by month: who joins, this year's household list, who leaves, what is measured and
    what is noted to be done."""
    ids: dict[int, str] = {}
    listed: set[int] = set()
    for number, (day, measured) in enumerate(days):
        job.step(number, len(days), _("Making the practice club"))
        now[0] = _morning(day)
        _join(club, words, found, ids, day, seed)
        if number == 0:
            parts.first_month(club, found, ids, day)
            organisation.begin(club, words["organisation"], found, ids, day)
            meetings.begin(club, words["meetings"], words["organisation"]["meeting_place"], day)
            care.begin(club, words["home_care"], found, ids, day)
            money.begin(club, words["money"], meetings.borrowers(found, ids), day)
        if day.year not in listed:
            listed.add(day.year)
            _list_of_year(club, found, ids, day.year)
        _leave(club, found, ids, day)
        with club.change(N_("Record the readings of {day}"), day=fmt_date(day)):
            for each in measured:
                health.add_reading(club, ids[each.index], _reading(each, found[each.index], number))
        wellness.month(club, words["health"], found, ids, number, day, seed)
        parts.notes_of_month(club, words["notes"], found, ids, number, day)
        organisation.month(club, words["organisation"], found, ids, number, day)
        meetings.between(club, words["meetings"], number, day)
        money.close_last_month(club)
        money.between(club, words["money"], number, day)
        if number:
            care.month(club, words["home_care"], number, days[number - 1][0], day)
        there = {each.index for each in measured}
        meetings.hold(club, words["meetings"], words["money"], found, ids, there, number, day)
        if number == len(days) - 1:
            privacy.last_month(club, words["privacy"], found, ids, day)
            now[0] = _morning(until)
            care.month(club, words["home_care"], number + 1, day, until)


def _join(
    club: Club,
    words: dict[str, Any],
    found: list[Pretend],
    ids: dict[int, str],
    day: date,
    seed: int,
) -> None:
    new = [i for i, person in enumerate(found) if i not in ids and person.joined <= day]
    if not new:
        return
    with club.change(N_("New members: {n}"), n=len(new)):
        joinings = [Joining(_person(found[i]), found[i].joined.isoformat()) for i in new]
        ids.update(zip(new, members.add_members(club, joinings), strict=True))
        parts.begin(club, found, ids, new, seed)
        privacy.papers(club, words["privacy"], found, ids, new)
        for i in new:
            for year, status in found[i].statuses:
                if year == day.year:
                    _set_status(club, ids[i], year, status)


def _list_of_year(club: Club, found: list[Pretend], ids: dict[int, str], year: int) -> None:
    with club.change(N_("Household list of {year}"), year=year):
        for i, person_id in ids.items():
            for listed, status in found[i].statuses:
                if listed == year:
                    _set_status(club, person_id, year, status)


def _set_status(club: Club, person_id: str, year: int, status: Status) -> None:
    members.set_household_status(
        club,
        person_id,
        HouseholdStatus(
            year, status, confirmed=True, source=f"{100 + year % 100}/QĐ-UBND, 12/{year - 1}"
        ),
    )


def _leave(club: Club, found: list[Pretend], ids: dict[int, str], day: date) -> None:
    for i, person in enumerate(found):
        if person.left == day:
            members.leave(club, ids[i], Membership(None, day.isoformat(), person.reason))


def _person(pretend: Pretend) -> Person:
    return Person(
        name=pretend.name,
        sex=pretend.sex,
        birth=pretend.birth,
        cccd=pretend.cccd,
        bhyt=pretend.bhyt,
        bhyt_until=pretend.bhyt_until.isoformat() if pretend.bhyt_until else None,
        phone=pretend.phone,
        hamlet=pretend.hamlet,
        contact_name=pretend.contact_name,
        contact_phone=pretend.contact_phone,
    )


def _reading(measured: Measured, person: Pretend, number: int) -> Reading:
    """A reading as typed; height is measured once a year."""
    return Reading(
        on=measured.on,
        systolic=measured.systolic,
        diastolic=measured.diastolic,
        pulse=measured.pulse,
        weight_g=measured.weight_g,
        height_mm=person.height_mm // 10 * 10 if number % 12 == 0 else None,
    )
