"""The money of a meeting in the book: fees collected, and the cash counted before everybody."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import N_, _
from app.meetings.meeting_records import held_day, meeting, require_open
from app.meetings.rules import CashCount, Fee
from app.members.named import shown_name
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club


def fees(club: "Club", meeting_id: str) -> tuple[Fee, ...]:
    """What each person paid at a meeting, in name order; 0 for who was asked and paid nothing."""
    club.require("meetings.read")
    sql = """
        select f.person_id, f.amount_vnd, p.name, p.code, p.erased_on
        from fee f join person p on p.id = f.person_id
        where f.meeting_id = :id order by p.name_sort, p.birth, p.code
    """
    rows = club.db.query(sql, {"id": meeting_id})
    return tuple(Fee(row["person_id"], shown_name(row), row["amount_vnd"]) for row in rows)


def usual_fee(club: "Club", meeting_id: str) -> int | None:
    """What most people paid at the last meeting before this one that collected fees, in đồng."""
    club.require("meetings.read")
    sql = """
        select amount_vnd from fee
        where meeting_id = (
            select m.id from meeting m join fee f on f.meeting_id = m.id
            where m.month < :month and f.amount_vnd > 0 order by m.month desc limit 1
        ) and amount_vnd > 0
        group by amount_vnd order by count(*) desc, amount_vnd limit 1
    """
    month = str(meeting(club, meeting_id).month)
    return next((row["amount_vnd"] for row in club.db.query(sql, {"month": month})), None)


def collect(club: "Club", meeting_id: str, amounts: Mapping[str, int | None]) -> None:
    """Write what people paid at an open meeting, in đồng, as one step: 0 is somebody who paid
    nothing, None takes what was written out again.

    Who is not in `amounts` stays as written. Raises Invalid for an amount below zero, Refused when
    somebody is no longer in the book.
    """
    below = [
        person_id for person_id, amount in amounts.items() if amount is not None and amount < 0
    ]
    if below:
        raise Invalid(dict.fromkeys(below, _("An amount is never below zero here.")))
    found = require_open(club, meeting_id)
    sql = "select id, person_id, amount_vnd from fee where meeting_id = :id"
    written = {row["person_id"]: row for row in club.db.query(sql, {"id": meeting_id})}
    with club.change(N_("Fees collected on {day}"), day=fmt_date(held_day(found))):
        for person_id, amount in amounts.items():
            before = written.get(person_id)
            if amount is None:
                if before is not None:
                    club.db.table("fee").delete(before["id"])
            elif before is not None:
                if before["amount_vnd"] != amount:
                    club.db.table("fee").update(before["id"], {"amount_vnd": amount})
            else:
                require_person(club, person_id)
                club.db.table("fee").insert(
                    {
                        "id": club.new_id(),
                        "meeting_id": meeting_id,
                        "person_id": person_id,
                        "amount_vnd": amount,
                    }
                )


def cash(club: "Club", meeting_id: str) -> CashCount | None:
    """The cash counted at a meeting; None when it was not."""
    club.require("meetings.read")
    sql = "select notes, counted_by, witness, remark from cash_count where meeting_id = :id"
    for row in club.db.query(sql, {"id": meeting_id}):
        notes = {int(value): count for value, count in json.loads(row["notes"]).items()}
        return CashCount(notes, row["counted_by"], row["witness"], row["remark"])
    return None


def set_cash(club: "Club", meeting_id: str, counted: CashCount) -> None:
    """Write the cash counted at an open meeting, over what was counted before."""
    found = require_open(club, meeting_id)
    sql = "select id from cash_count where meeting_id = :id"
    with club.change(N_("Cash counted on {day}"), day=fmt_date(held_day(found))):
        row = next(club.db.query(sql, {"id": meeting_id}), None)
        club.db.table("cash_count").upsert(
            {
                "id": row["id"] if row else club.new_id(),
                "meeting_id": meeting_id,
                "notes": json.dumps({str(value): n for value, n in counted.notes.items()}),
                "total_vnd": counted.total_vnd,
                "counted_by": counted.counted_by,
                "witness": counted.witness,
                "remark": counted.remark,
            },
            pk="id",
        )


def remove_cash(club: "Club", meeting_id: str) -> None:
    """Take the count of an open meeting out, as when it was typed at the wrong one."""
    found = require_open(club, meeting_id)
    with club.change(N_("Take out the cash counted on {day}"), day=fmt_date(held_day(found))):
        club.db.execute("delete from cash_count where meeting_id = :id", {"id": meeting_id})
