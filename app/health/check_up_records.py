"""Check-ups by health staff in the book. Who reads or writes them needs health.read as well: they
tell what was found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.health.check_ups import CheckUp
from app.health.records import note_access

if TYPE_CHECKING:
    from app.club.file import Club

TABLE = "check_up"
READS = frozenset({"person", "membership", TABLE})
"""The tables behind the questions here."""

_COLUMNS = "id, person_id, on_date, place, by_whom, findings, advice, next_on"


def check_ups(club: "Club", person_id: str) -> tuple[CheckUp, ...]:
    """Every check-up of one person, the newest first. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "health", person_id=person_id)
    sql = f"select {_COLUMNS} from check_up where person_id = :id order by on_date desc, id"
    return tuple(CheckUp(**row) for row in club.db.query(sql, {"id": person_id}))


def check_ups_on(club: "Club", on: date) -> dict[str, CheckUp]:
    """The check-up of each person on a day. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "check_ups", detail=on.isoformat())
    sql = f"select {_COLUMNS} from check_up where on_date = :day order by id"
    rows = club.db.query(sql, {"day": on.isoformat()})
    return {row["person_id"]: CheckUp(**row) for row in rows}


def check_up_days(club: "Club", year: int) -> tuple[tuple[date, int], ...]:
    """The days of a year with check-ups and how many; totals only, the newest first."""
    sql = """
        select on_date, count(*) as n from check_up where on_date between :first and :last
        group by on_date order by on_date desc
    """
    asked = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    rows = club.db.query(sql, asked)
    return tuple((date.fromisoformat(row["on_date"]), row["n"]) for row in rows)


def last_of_all(club: "Club", on: date, count: int) -> dict[str, tuple[CheckUp, ...]]:
    """The last `count` check-ups of everybody up to a day, oldest first; for papers, which note who
    asked. Needs health.read."""
    club.require("health.read")
    sql = f"""
        select {_COLUMNS} from check_up where on_date <= :day order by person_id, on_date, id
    """
    found: dict[str, list[CheckUp]] = {}
    for row in club.db.query(sql, {"day": on.isoformat()}):
        found.setdefault(row["person_id"], []).append(CheckUp(**row))
    return {person_id: tuple(rows[-count:]) for person_id, rows in found.items()}


# --- changes ------------------------------------------------------------------------------------


def add_check_up(club: "Club", check_up: CheckUp) -> str:
    """Write down a check-up; its id."""
    club.require("health.read")
    check_up_id = club.new_id()
    with club.change(N_("Record a check-up of {person}"), person=check_up.person_id):
        club.db.table(TABLE).insert({**_columns(check_up), "id": check_up_id})
    return check_up_id


def add_check_ups(club: "Club", on: date, check_ups: Sequence[CheckUp]) -> tuple[str, ...]:
    """Write down the check-ups of many people on one day, in one step."""
    club.require("health.read")
    with club.change(N_("Record the check-ups of {day}"), day=fmt_date(on)):
        return tuple(
            add_check_up(club, replace(each, on_date=on.isoformat())) for each in check_ups
        )


def set_check_up(club: "Club", check_up: CheckUp) -> str:
    """Store what the grid shows of a person and a day: that day's check-up is written anew."""
    club.require("health.read")
    sql = "select id from check_up where person_id = :person and on_date = :day limit 1"
    asked = {"person": check_up.person_id, "day": check_up.on_date}
    there = next(club.db.query(sql, asked), None)
    if there is None:
        return add_check_up(club, check_up)
    change_check_up(club, there["id"], check_up)
    return str(there["id"])


def change_check_up(club: "Club", check_up_id: str, check_up: CheckUp) -> None:
    """Write a check-up anew."""
    club.require("health.read")
    with club.change(N_("Correct a check-up of {person}"), person=check_up.person_id):
        _require(club, check_up_id)
        columns = {name: value for name, value in _columns(check_up).items() if name != "id"}
        club.db.table(TABLE).update(check_up_id, columns)


def remove_check_up(club: "Club", check_up: CheckUp) -> None:
    """Take out a check-up that was written by mistake."""
    club.require("health.read")
    with club.change(N_("Remove a check-up of {person}"), person=check_up.person_id):
        _require(club, check_up.id)
        club.db.table(TABLE).delete(check_up.id)


def _require(club: "Club", check_up_id: str) -> None:
    sql = "select 1 from check_up where id = :id"
    if next(club.db.query(sql, {"id": check_up_id}), None) is None:
        raise Refused(_("This check-up is no longer in the book. Nothing was changed."))


def _columns(check_up: CheckUp) -> dict[str, Any]:
    return {name: getattr(check_up, name) for name in _COLUMNS.split(", ")}
