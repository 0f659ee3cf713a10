"""Teams and pairs in the book: who is in which team, who looks after whom."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.names import fold
from app.base.text import N_
from app.members.named import shown_name
from app.members.row_records import require_person, require_row
from app.organisation.teams import Pairing, Part, Staffed, Team, TeamMember, by_part

if TYPE_CHECKING:
    from app.club.file import Club

TEAM_READS = frozenset({"team", "team_member", "person"})
PAIR_READS = frozenset({"pairing", "team", "team_member", "person"})
"""The tables behind the questions: what a page that asks them declares."""

_MEMBERS = """
    select m.*, p.name, p.code, p.erased_on
    from team_member m join person p on p.id = m.person_id
"""
_PAIRINGS = """
    select r.*, v.name as volunteer_name, v.code as volunteer_code,
        v.erased_on as volunteer_erased_on, p.name, p.code, p.erased_on
    from pairing r
    join person v on v.id = r.volunteer_id
    join person p on p.id = r.person_id
"""


# --- questions ----------------------------------------------------------------------------------


def teams(club: "Club", on: date) -> tuple[Staffed, ...]:
    """Every team, ended ones last, each with who is in it on that day, leader first."""
    club.require("organisation.read")
    found = [Team(**row) for row in club.db.query("select * from team order by id")]
    found.sort(key=lambda team: (team.until is not None, fold(team.name)))
    inside: dict[str, list[TeamMember]] = {team.id: [] for team in found}
    for member in _team_members(club):
        if member.covers(on):
            inside[member.team_id].append(member)
    return tuple(Staffed(team, by_part(inside[team.id])) for team in found)


def team(club: "Club", team_id: str) -> tuple[Team, tuple[TeamMember, ...]]:
    """A team with everybody who ever was in it, leader first, in name order. LookupError when
    there is none."""
    club.require("organisation.read")
    for row in club.db.query("select * from team where id = :id", {"id": team_id}):
        inside = (member for member in _team_members(club) if member.team_id == team_id)
        return Team(**row), by_part(inside)
    raise LookupError(team_id)


def teams_of(club: "Club", person_id: str) -> tuple[tuple[Team, TeamMember], ...]:
    """The teams one person is or was in, the newest first."""
    club.require("organisation.read")
    by_id = {row["id"]: Team(**row) for row in club.db.query("select * from team")}
    times = [each for each in _team_members(club) if each.person_id == person_id]
    times.sort(key=lambda each: each.since, reverse=True)
    return tuple((by_id[each.team_id], each) for each in times)


def pairings(club: "Club") -> tuple[Pairing, ...]:
    """Every pair, those that ended last, the newest first."""
    club.require("organisation.read")
    sql = f"{_PAIRINGS} order by r.until is not null, r.since desc, v.name_sort, r.id"
    return tuple(_pairing(row) for row in club.db.query(sql))


# --- changes ------------------------------------------------------------------------------------


def add_team(club: "Club", team: Team) -> str:
    """Write down a team (`teams.read_team`); its new id."""
    team_id = club.new_id()
    with club.change(N_("Found the team {name}"), name=team.name):
        club.db.table("team").insert(_team_columns(team, team_id))
    return team_id


def change_team(club: "Club", team_id: str, team: Team) -> None:
    """Write a team anew; when it ends, the time of who is in it ends too.

    Raises Refused when it is no longer in the book.
    """
    with club.change(N_("Change the team {name}"), name=team.name):
        require_row(club, "team", team_id)
        club.db.table("team").update(team_id, _team_columns(team, team_id))
        if team.until is not None:
            for member in _team_members(club):
                last = max(team.until, member.since)
                if member.team_id == team_id and (member.until is None or member.until > last):
                    club.db.table("team_member").update(member.id, {"until": last})


def remove_team(club: "Club", team_id: str) -> None:
    """Take out a team written down by mistake, with everybody's time in it. Raises Refused."""
    name = require_row(club, "team", team_id)["name"]
    with club.change(N_("Take out the team {name}"), name=name):
        for member in _team_members(club):
            if member.team_id == team_id:
                club.db.table("team_member").delete(member.id)
        club.db.table("team").delete(team_id)


def add_to_team(
    club: "Club", team_id: str, people: Iterable[str], part: Part, since: str
) -> tuple[str, ...]:
    """Add people to a team, all at once; who is in it already stays as written. The ids of who
    was added. Raises Refused when the team or somebody is no longer in the book."""
    team_name = require_row(club, "team", team_id)["name"]
    inside = {
        member.person_id
        for member in _team_members(club)
        if member.team_id == team_id and member.until is None
    }
    new = tuple(person for person in people if person not in inside)
    with club.change(N_("Add people to the team {name}"), name=team_name):
        for person_id in new:
            require_person(club, person_id)
            club.db.table("team_member").insert(
                {
                    "id": club.new_id(),
                    "team_id": team_id,
                    "person_id": person_id,
                    "part": part,
                    "since": since,
                }
            )
    return new


def change_team_member(club: "Club", member: TeamMember) -> None:
    """Write somebody's time in a team anew. Raises Refused when it is no longer in the book."""
    with club.change(N_("Change the part of {person} in a team"), person=member.person_id):
        require_row(club, "team_member", member.id)
        changed = {
            "part": member.part,
            "since": member.since,
            "until": member.until,
            "note": member.note,
        }
        club.db.table("team_member").update(member.id, changed)


def remove_team_member(club: "Club", member_id: str) -> None:
    """Take out somebody who never was in the team. Raises Refused."""
    person = require_row(club, "team_member", member_id)["person_id"]
    with club.change(N_("Take {person} out of a team"), person=person):
        club.db.table("team_member").delete(member_id)


def pair_up(club: "Club", pairing: Pairing) -> str:
    """Write down a pair (`teams.read_pairing`); its new id. Raises Refused when one of the two is
    no longer in the book."""
    pairing_id = club.new_id()
    with club.change(N_("Somebody looks after {person}"), person=pairing.person_id):
        _require_both(club, pairing)
        club.db.table("pairing").insert(_pair_columns(pairing, pairing_id))
    return pairing_id


def change_pairing(club: "Club", pairing_id: str, pairing: Pairing) -> None:
    """Write a pair anew. Raises Refused when it is no longer in the book."""
    with club.change(N_("Change who looks after {person}"), person=pairing.person_id):
        require_row(club, "pairing", pairing_id)
        _require_both(club, pairing)
        club.db.table("pairing").update(pairing_id, _pair_columns(pairing, pairing_id))


def remove_pairing(club: "Club", pairing_id: str) -> None:
    """Take out a pair written down by mistake. Raises Refused when it is gone already."""
    person = require_row(club, "pairing", pairing_id)["person_id"]
    with club.change(N_("Take out who looks after {person}"), person=person):
        club.db.table("pairing").delete(pairing_id)


def _require_both(club: "Club", pairing: Pairing) -> None:
    require_person(club, pairing.volunteer_id)
    require_person(club, pairing.person_id)


def _team_members(club: "Club") -> list[TeamMember]:
    """Everybody's time in every team, in name order."""
    sql = f"{_MEMBERS} order by p.name_sort, m.since, m.id"
    return [_team_member(row) for row in club.db.query(sql)]


def _team_member(row: Mapping[str, Any]) -> TeamMember:
    return TeamMember(
        id=row["id"],
        team_id=row["team_id"],
        person_id=row["person_id"],
        part=row["part"],
        since=row["since"],
        until=row["until"],
        note=row["note"],
        name=shown_name(row),
    )


def _pairing(row: Mapping[str, Any]) -> Pairing:
    volunteer = {
        "name": row["volunteer_name"],
        "code": row["volunteer_code"],
        "erased_on": row["volunteer_erased_on"],
    }
    return Pairing(
        id=row["id"],
        volunteer_id=row["volunteer_id"],
        person_id=row["person_id"],
        since=row["since"],
        until=row["until"],
        note=row["note"],
        volunteer=shown_name(volunteer),
        person=shown_name(row),
    )


def _team_columns(team: Team, team_id: str) -> dict[str, str | None]:
    return {
        "id": team_id,
        "name": team.name,
        "kind": team.kind,
        "since": team.since,
        "until": team.until,
        "note": team.note,
    }


def _pair_columns(pairing: Pairing, pairing_id: str) -> dict[str, str | None]:
    return {
        "id": pairing_id,
        "volunteer_id": pairing.volunteer_id,
        "person_id": pairing.person_id,
        "since": pairing.since,
        "until": pairing.until,
        "note": pairing.note,
    }
