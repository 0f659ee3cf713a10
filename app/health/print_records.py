"""What was printed of the health books: which book or sheet somebody holds, and up to which day its
lines go. Noted only once the paper is printed or saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from app.base.text import N_

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
    `fresh` sheet of the year; `last_on` is the day of the last reading on paper, None without."""

    person_id: str
    printed_on: date
    how: How
    year: int
    last_on: date | None


def prints(club: "Club") -> dict[str, tuple[BookPrint, ...]]:
    """Every printing by person, oldest first. Needs health.read."""
    club.require("health.read")
    sql = """
        select person_id, printed_on, how, year, last_on from book_print
        order by printed_on, rowid
    """
    found: dict[str, list[BookPrint]] = {}
    for row in club.db.query(sql):
        found.setdefault(row["person_id"], []).append(_print(row))
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
    )
