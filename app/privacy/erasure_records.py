"""What the book says about somebody who may be erased: who it is, and what they serve as."""

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Sitting:
    """An officer who signs in to the book; `person_id` is who that is in the register, if known."""

    person_id: str | None
    name: str
    roles: tuple[str, ...]


def code_and_name(club: "Club", person_id: str) -> tuple[str, str]:
    """Number and name of somebody who is not erased; LookupError otherwise."""
    sql = "select code, name from person where id = ? and erased_on is null"
    row = club.db.execute(sql, [person_id]).fetchone()
    if row is None:
        raise LookupError(person_id)
    return row[0], row[1]


def other_names(club: "Club", person_id: str) -> tuple[str, ...]:
    """The names of everybody else in the register."""
    sql = "select name from person where id <> ? and erased_on is null"
    return tuple(row[0] for row in club.db.execute(sql, [person_id]).fetchall())


def sitting(club: "Club") -> tuple[Sitting, ...]:
    """Everybody who signs in to the book."""
    rows = club.db.execute("select person_id, name, roles from officer where until is null")
    return tuple(Sitting(row[0], row[1], tuple(json.loads(row[2]))) for row in rows.fetchall())


def offices(club: "Club", person_id: str, on: date) -> tuple[tuple[str, str | None], ...]:
    """Office and area of everything that somebody holds on that day or will hold."""
    rows = club.db.execute(
        "select office, area from office where person_id = ? and (until is null or until > ?)"
        " order by since, id",
        [person_id, on.isoformat()],
    )
    return tuple((row[0], row[1]) for row in rows.fetchall())


def money_kept(club: "Club", person_id: str, on: date) -> dict[str, int]:
    """What the club owes somebody on a day, in đồng, by account: "savings" and "held"."""
    sql = """
        select account, -sum(amount_vnd) from posting
        where person_id = ? and account in ('savings', 'held') and on_date <= ?
        group by account having sum(amount_vnd) <> 0 order by account desc
    """
    rows = club.db.execute(sql, [person_id, on.isoformat()]).fetchall()
    return {row[0]: row[1] for row in rows}


def requests_waiting(club: "Club", person_id: str) -> tuple[str, ...]:
    """The codes of loans that somebody asked for and that were neither paid out nor refused."""
    sql = """
        select code from loan
        where person_id = ? and state in ('requested', 'appraised', 'approved') order by code
    """
    return tuple(row[0] for row in club.db.execute(sql, [person_id]).fetchall())
