"""The club's facts and its board in the book; what the rooms above ask about one person."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.areas import Area
from app.base.dates import fmt_date
from app.base.text import N_
from app.members.named import shown_name
from app.members.row_records import require_person, require_row
from app.organisation import team_records, work_records
from app.organisation.rules import ClubFacts, NewBoard, Office, OfficeKind, by_rank
from app.organisation.teams import Pairing, Team, TeamMember
from app.organisation.work import Training

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"club", "office", "person"})
"""The tables behind the profile and the board: what a page that shows them declares."""

_OFFICES = """
    select o.*, p.name as holder, p.code, p.erased_on
    from office o join person p on p.id = o.person_id
"""
_FACTS = """
    select name, commune, province, hamlet, code, founded_on, decision, decided_on, decided_by,
        old_commune, meeting_day, meeting_place, regulation, regulation_on
    from club limit 1
"""


@dataclass(frozen=True, slots=True)
class OfPerson:
    """What the club is to one person, and the person to the club; ended things too, newest first.

    `looks_after` and `looked_after_by` are the two directions of pairs.
    """

    offices: tuple[Office, ...]
    teams: tuple[tuple[Team, TeamMember], ...]
    looks_after: tuple[Pairing, ...]
    looked_after_by: tuple[Pairing, ...]
    trainings: tuple[Training, ...]


# --- questions ----------------------------------------------------------------------------------


def facts(club: "Club") -> ClubFacts:
    """What papers say of the club."""
    return ClubFacts(**next(club.db.query(_FACTS)))


def offices(club: "Club") -> tuple[Office, ...]:
    """Every term ever written down, the newest first."""
    club.require("organisation.read")
    sql = f"{_OFFICES} order by o.since desc, p.name_sort, o.id"
    return tuple(_office(row) for row in club.db.query(sql))


def offices_on(club: "Club", day: date) -> tuple[Office, ...]:
    """The terms that run on a day, in the order of a board."""
    return by_rank(each for each in offices(club) if each.covers(day))


def holder(club: "Club", office: OfficeKind, day: date) -> str | None:
    """Who signs papers in an office on a day: its newest holder. A club that wrote down no office
    is spoken for by who signed in with that role then; None when there is nobody."""
    held = [each for each in offices_on(club, day) if each.office == office]
    if held:
        return max(held, key=lambda each: each.since).name
    sql = """
        select name, roles from officer
        where substr(since, 1, 10) <= :day and (until is null or substr(until, 1, 10) > :day)
        order by since desc, id
    """
    signed_in = club.db.query(sql, {"day": day.isoformat()})
    names = [row["name"] for row in signed_in if office in json.loads(row["roles"])]
    return names[0] if names else None


def of_person(club: "Club", person_id: str) -> OfPerson:
    """Offices, teams, pairs and trainings of one person."""
    pairs = [
        pair
        for pair in team_records.pairings(club)
        if person_id in (pair.volunteer_id, pair.person_id)
    ]
    return OfPerson(
        offices=tuple(each for each in offices(club) if each.person_id == person_id),
        teams=team_records.teams_of(club, person_id),
        looks_after=tuple(pair for pair in pairs if pair.volunteer_id == person_id),
        looked_after_by=tuple(pair for pair in pairs if pair.person_id == person_id),
        trainings=tuple(each for each in work_records.trainings(club) if person_id in each.people),
    )


# --- changes ------------------------------------------------------------------------------------


def edit_facts(club: "Club", facts: ClubFacts) -> None:
    """Write the club's facts anew; the history keeps what they were before."""
    with club.change(N_("Change what is written of the club")):
        for row in list(club.db.query("select id from club")):
            club.db.table("club").update(row["id"], asdict(facts))


def begin_office(club: "Club", office: Office) -> str:
    """Write down a term (`rules.read_office`); its new id. Raises Refused when the person is no
    longer in the book."""
    office_id = club.new_id()
    with club.change(N_("Record an office of {person}"), person=office.person_id):
        require_person(club, office.person_id)
        club.db.table("office").insert(_columns(office, office_id))
    return office_id


def change_office(club: "Club", office_id: str, office: Office) -> None:
    """Write a term anew. Raises Refused when it is no longer in the book."""
    with club.change(N_("Change an office of {person}"), person=office.person_id):
        require_row(club, "office", office_id)
        require_person(club, office.person_id)
        club.db.table("office").update(office_id, _columns(office, office_id))


def end_office(club: "Club", office_id: str, until: str) -> None:
    """End a term; `until` is the first day that no longer counts. Raises Refused when the term is
    no longer in the book."""
    person = require_row(club, "office", office_id)["person_id"]
    with club.change(N_("{person} leaves an office"), person=person):
        club.db.table("office").update(office_id, {"until": until})


def remove_office(club: "Club", office_id: str) -> None:
    """Take out a term written down by mistake. Raises Refused when it is gone already."""
    person = require_row(club, "office", office_id)["person_id"]
    with club.change(N_("Take out an office of {person}"), person=person):
        club.db.table("office").delete(office_id)


def new_board(club: "Club", board: NewBoard) -> None:
    """Begin the terms of a new board and end every other one of that day, as one act.

    Raises Refused when somebody of it is no longer in the book.
    """
    day = date.fromisoformat(board.since)
    with club.change(N_("New board from {day}"), day=fmt_date(day)):
        for held in offices_on(club, day):
            club.db.table("office").update(held.id, {"until": board.since})
        for office, person_id in board.places:
            require_person(club, person_id)
            begun = Office("", person_id, office, board.since, decision=board.decision)
            club.db.table("office").insert(_columns(begun, club.new_id()))


def set_leads(club: "Club", since: str, leads: dict[Area, str | None]) -> None:
    """Say who leads each area from a day on, as one act: the terms of others end, who leads on
    stays as written. Raises Refused when somebody is no longer in the book."""
    held = [each for each in offices_on(club, date.fromisoformat(since)) if each.area in leads]
    with club.change(N_("Say who leads which area from {day}"), day=_day(since)):
        for each in held:
            if each.area is not None and leads[each.area] != each.person_id:
                club.db.table("office").update(each.id, {"until": since})
        staying = {(each.area, each.person_id) for each in held}
        for area, person_id in leads.items():
            if person_id is not None and (area, person_id) not in staying:
                require_person(club, person_id)
                begun = Office("", person_id, "area_lead", since, area=area)
                club.db.table("office").insert(_columns(begun, club.new_id()))


def _office(row: dict[str, Any]) -> Office:
    return Office(
        id=row["id"],
        person_id=row["person_id"],
        office=row["office"],
        area=row["area"],
        since=row["since"],
        until=row["until"],
        decision=row["decision"],
        note=row["note"],
        name=shown_name({**row, "name": row["holder"]}),
    )


def _columns(office: Office, office_id: str) -> dict[str, str | None]:
    return {
        "id": office_id,
        "person_id": office.person_id,
        "office": office.office,
        "area": office.area,
        "since": office.since,
        "until": office.until,
        "decision": office.decision,
        "note": office.note,
    }


def _day(iso: str) -> str:
    return fmt_date(date.fromisoformat(iso))
