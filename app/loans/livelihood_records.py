"""Which members need a loan and which take part in an income activity, since when."""

from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.text import N_, _
from app.loans.rules import Livelihood
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"livelihood", "person"})
"""The tables behind the questions: what a page that asks them declares."""


def livelihoods(
    club: "Club", on: date | None = None, person_id: str | None = None
) -> tuple[Livelihood, ...]:
    """What was written down, in name order; `on` keeps what holds on that day."""
    club.require("loans.read")
    sql = """
        select v.*, p.name, p.code, p.erased_on
        from livelihood v join person p on p.id = v.person_id
        where (:person is null or v.person_id = :person)
            and (:day is null or (v.since <= :day and (v.until is null or v.until > :day)))
        order by p.name_sort, p.code, v.kind, v.since
    """
    asked = {"person": person_id, "day": None if on is None else on.isoformat()}
    return tuple(_livelihood(row) for row in club.db.query(sql, asked))


def begin_livelihood(club: "Club", found: Livelihood) -> str:
    """Write it down (`forms.read_livelihood`); its id. Raises Refused when it holds already."""
    row_id = club.new_id()
    with club.change(N_("Livelihood of {person}"), person=found.person_id):
        require_person(club, found.person_id)
        for each in livelihoods(club, found.since, found.person_id):
            if each.kind == found.kind:
                raise Refused(_("This is in the book already. Nothing was changed."))
        club.db.table("livelihood").insert(
            {
                "id": row_id,
                "person_id": found.person_id,
                "kind": found.kind,
                "since": found.since.isoformat(),
                "until": None if found.until is None else found.until.isoformat(),
                "note": found.note,
            }
        )
    return row_id


def end_livelihood(club: "Club", row_id: str, until: date) -> None:
    """It holds no more from a day on. Raises Refused."""
    row = require_row(club, "livelihood", row_id)
    with club.change(N_("Livelihood of {person}"), person=row["person_id"]):
        day = max(until.isoformat(), row["since"])
        club.db.table("livelihood").update(row_id, {"until": day})


def remove_livelihood(club: "Club", row_id: str) -> None:
    """Take out what was written by mistake. Raises Refused."""
    row = require_row(club, "livelihood", row_id)
    with club.change(N_("Livelihood of {person}"), person=row["person_id"]):
        club.db.table("livelihood").delete(row_id)


def _livelihood(row: dict[str, Any]) -> Livelihood:
    return Livelihood(
        row["id"],
        row["person_id"],
        row["kind"],
        date.fromisoformat(row["since"]),
        None if row["until"] is None else date.fromisoformat(row["until"]),
        row["note"],
        shown_name(row),
    )
