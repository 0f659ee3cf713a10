"""What lists of people can be narrowed by, with the teams and offices that the club gave them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.text import _
from app.members import lists_records
from app.members.filters import Asked
from app.organisation import records, team_records
from app.organisation.rules import OFFICES

if TYPE_CHECKING:
    from app.club.file import Club

READS = lists_records.READS | {"team", "team_member", "office"}
"""The tables behind `gather`: what a page declares that shows whom a filter keeps."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The register of a day for asking filters, the teams of that day as ids and names, and the
    words for teams and offices."""

    asked: Asked
    teams: tuple[tuple[str, str], ...]
    names: dict[str, str]


def gather(club: "Club", on: date) -> Narrowed:
    """Everything that the conditions of a list need to know of a day."""
    staffed = [each for each in team_records.teams(club, on) if each.team.covers(on)]
    teams = tuple((each.team.id, each.team.name) for each in staffed)
    asked = lists_records.gather(
        club,
        on,
        _by_person((member.person_id, each.team.id) for each in staffed for member in each.members),
        _by_person((each.person_id, each.office) for each in records.offices_on(club, on)),
    )
    offices: dict[str, str] = {code: _(text) for code, text in OFFICES.items()}
    return Narrowed(asked, teams, {**dict(teams), **offices})


def _by_person(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for person_id, code in pairs:
        found.setdefault(person_id, set()).add(code)
    return {person_id: frozenset(codes) for person_id, codes in found.items()}
