"""What the list of members asks the book, and how it speaks of whom it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.text import _
from app.members import lists_records
from app.members.filters import EVERYBODY, READY, Asked, Filter, words
from app.members.lists_records import SavedList

if TYPE_CHECKING:
    from ui.kit.session import Session

READS = lists_records.READS | {"saved_list", "team", "team_member", "office"}


@dataclass(frozen=True, slots=True)
class Known:
    """The register of a day for asking filters, the lists kept under a name, and the words for
    teams and offices."""

    asked: Asked
    lists: tuple[SavedList, ...]
    names: Mapping[str, str]
    teams: tuple[tuple[str, str], ...]
    """Ids and names of the teams of today."""


def known(session: "Session") -> Known:
    """Everything of today that a list can be narrowed by."""
    club, today = session.club, session.today()
    teams, offices = _staff(session, today)
    names = {team_id: name for team_id, (name, _ids) in teams.items()}
    asked = lists_records.gather(
        club,
        today,
        _by_person({team_id: ids for team_id, (_name, ids) in teams.items()}),
        _by_person(offices),
    )
    from app.organisation.rules import OFFICES

    return Known(
        asked,
        lists_records.saved_lists(club),
        {**names, **{code: _(text) for code, text in OFFICES.items()}},
        tuple(names.items()),
    )


def _staff(
    session: "Session", today: date
) -> tuple[dict[str, tuple[str, set[str]]], dict[str, set[str]]]:
    """The people of today's teams by id with the team's name, and those of each office."""
    from app.organisation import records, team_records

    if not session.may("organisation.read"):
        return {}, {}
    teams = {
        each.team.id: (each.team.name, {member.person_id for member in each.members})
        for each in team_records.teams(session.club, today)
        if each.team.covers(today)
    }
    offices: dict[str, set[str]] = {}
    for each in records.offices_on(session.club, today):
        offices.setdefault(each.office, set()).add(each.person_id)
    return teams, offices


def _by_person(people: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, ids in people.items():
        for person_id in ids:
            found.setdefault(person_id, set()).add(code)
    return {person_id: frozenset(codes) for person_id, codes in found.items()}


def title_of(wanted: Filter, known: Known) -> str:
    """A filter in few words: the name under which it is kept, or ready, or its conditions."""
    for each in known.lists:
        if each.filter == wanted:
            return each.name
    for title, ready in READY.values():
        if ready == wanted:
            return _(title)
    return words(wanted, known.names)


def is_named(wanted: Filter, known: Known) -> bool:
    """Whether these conditions have a name already."""
    ready = (each for _title, each in READY.values())
    return wanted in (EVERYBODY, *ready, *(each.filter for each in known.lists))
