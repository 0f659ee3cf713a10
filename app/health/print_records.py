"""What was printed of the health books: which book or sheet somebody holds, up to which day its
lines go, and what was done to the readings since. Noted only once the paper is printed or saved."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from app.base.text import N_
from app.health.records import reading_of
from app.health.rules import Reading

if TYPE_CHECKING:
    from app.club.file import Club

TABLE: Final = "book_print"

How = Literal["whole", "lines", "fresh"]

PRINTED: Final[Mapping[How, str]] = {
    "whole": N_("whole book"),
    "lines": N_("new lines"),
    "fresh": N_("fresh sheet"),
}


@dataclass(frozen=True, slots=True)
class BookPrint:
    """One printing: a `whole` book for `year` (and a blank year after it), new `lines` in it, or a
    `fresh` sheet of the year; `last_on` is the day of the last reading on paper, None without.

    `seq` is the number of the change that noted it: what was done later is not on the paper.
    """

    person_id: str
    printed_on: date
    how: How
    year: int
    last_on: date | None
    seq: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Changed:
    """What the change with the number `seq` did to a reading of somebody: None before it was
    written, or moved to them, and after it was taken out, or moved away."""

    reading_id: str
    seq: int
    before: Reading | None
    after: Reading | None


def prints(club: "Club") -> dict[str, tuple[BookPrint, ...]]:
    """Every printing by person, oldest first. Needs health.read."""
    club.require("health.read")
    sql = """
        select b.person_id, b.printed_on, b.how, b.year, b.last_on, (
            select min(c.change_seq) from change_row c
            where c.tbl = 'book_print' and c.row_id = b.id
        ) as seq
        from book_print b order by b.printed_on, b.rowid
    """
    found: dict[str, list[BookPrint]] = {}
    for row in club.db.query(sql):
        found.setdefault(row["person_id"], []).append(_print(row))
    return {person_id: tuple(rows) for person_id, rows in found.items()}


def changed_since(club: "Club", seq: int) -> dict[str, tuple[Changed, ...]]:
    """What was done to readings after the change with this number, by person, the newest first;
    without what the history has forgotten. Needs health.read."""
    club.require("health.read")
    sql = """
        select row_id, change_seq, before, after from change_row
        where tbl = 'reading' and change_seq > :seq and salt is not null order by id desc
    """
    found: dict[str, list[Changed]] = {}
    for row in club.db.query(sql, {"seq": seq}):
        before, after = (
            None if row[name] is None else json.loads(row[name]) for name in ("before", "after")
        )
        for person_id in {image["person_id"] for image in (before, after) if image is not None}:
            theirs = (
                reading_of(image) if image is not None and image["person_id"] == person_id else None
                for image in (before, after)
            )
            found.setdefault(person_id, []).append(
                Changed(row["row_id"], row["change_seq"], *theirs)
            )
    return {person_id: tuple(rows) for person_id, rows in found.items()}


def note(club: "Club", printed: Sequence[BookPrint]) -> None:
    """Note that these were printed or saved, in one step."""
    if not printed:
        return
    club.require("health.read")
    with club.change(N_("Health books printed: {n}"), n=len({one.person_id for one in printed})):
        for one in printed:
            club.db.table(TABLE).insert(
                {
                    "id": club.new_id(),
                    "person_id": one.person_id,
                    "printed_on": one.printed_on.isoformat(),
                    "how": one.how,
                    "year": one.year,
                    "last_on": one.last_on.isoformat() if one.last_on else None,
                }
            )


def _print(row: Mapping[str, Any]) -> BookPrint:
    last = row["last_on"]
    return BookPrint(
        row["person_id"],
        date.fromisoformat(row["printed_on"]),
        row["how"],
        row["year"],
        date.fromisoformat(last) if last else None,
        row["seq"],
    )
