"""Illnesses, allergies and medicines in the book: only of who agreed (purpose C2), and only for
the chair and the health lead."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.base.errors import Refused
from app.base.text import N_, _
from app.health.facts import Fact
from app.health.records import note_access
from app.members.records import purposes_in_force
from app.members.rules import Purpose

if TYPE_CHECKING:
    from app.club.file import Club

TABLE: Final = "health_fact"
PURPOSE: Final[Purpose] = "C2"
"""Point 2 of the consent paper names readings, known illnesses and medicines."""

_COLUMNS: Final = "id, person_id, kind, code, text, dose, told_by, since, until"


def facts(club: "Club", person_id: str) -> tuple[Fact, ...]:
    """Everything written of one person: what still stands first, illnesses before the others.
    Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "health", person_id=person_id)
    sql = f"""
        select {_COLUMNS} from health_fact where person_id = :id
        order by until is not null,
            case kind when 'illness' then 0 when 'allergy' then 1 else 2 end, since, id
    """
    return tuple(Fact(**row) for row in club.db.query(sql, {"id": person_id}))


def facts_of_all(club: "Club", on: date) -> dict[str, tuple[Fact, ...]]:
    """What stands on a day by person; for papers, which note who asked. Needs health.read."""
    club.require("health.read")
    sql = f"""
        select {_COLUMNS} from health_fact
        where (since is null or since <= :day) and (until is null or until > :day)
        order by person_id, since, id
    """
    found: dict[str, list[Fact]] = {}
    for row in club.db.query(sql, {"day": on.isoformat()}):
        found.setdefault(row["person_id"], []).append(Fact(**row))
    return {person_id: tuple(rows) for person_id, rows in found.items()}


def add_fact(club: "Club", fact: Fact) -> str:
    """Write down an illness, an allergy or a medicine; its id. Raises Refused without consent."""
    club.require("health.read")
    _require_consent(club, fact.person_id)
    fact_id = club.new_id()
    with club.change(
        N_("Write down what is known of the health of {person}"), person=fact.person_id
    ):
        club.db.table(TABLE).insert({**_columns(fact), "id": fact_id})
    return fact_id


def change_fact(club: "Club", fact_id: str, fact: Fact) -> None:
    """Write it anew, or end it with a day in `until`. Who no longer agrees has it ended only:
    raises Refused for anything else."""
    club.require("health.read")
    with club.change(N_("Correct what is known of the health of {person}"), person=fact.person_id):
        stored = _stored(club, fact_id)
        if replace(fact, id=fact_id, until=stored.until) != stored:
            _require_consent(club, fact.person_id)
        columns = {name: value for name, value in _columns(fact).items() if name != "id"}
        club.db.table(TABLE).update(fact_id, columns)


def remove_fact(club: "Club", fact: Fact) -> None:
    """Take out what was written by mistake."""
    club.require("health.read")
    with club.change(N_("Remove what was known of the health of {person}"), person=fact.person_id):
        _stored(club, fact.id)
        club.db.table(TABLE).delete(fact.id)


def _require_consent(club: "Club", person_id: str) -> None:
    if PURPOSE not in purposes_in_force(club, club.today()).get(person_id, ()):
        raise Refused(
            _(
                "Illnesses and medicines are only kept of who signed point 2 of the consent paper."
                " Nothing was written. Ask for the signature first."
            )
        )


def _stored(club: "Club", fact_id: str) -> Fact:
    sql = f"select {_COLUMNS} from health_fact where id = :id"
    row = next(club.db.query(sql, {"id": fact_id}), None)
    if row is None:
        raise Refused(_("This is no longer in the book. Nothing was changed."))
    return Fact(**row)


def _columns(fact: Fact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in _COLUMNS.split(", ")}
