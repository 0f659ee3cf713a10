"""Loans that members have from others, such as the social policy bank: beside the ledger, in no sum
of the club's fund."""

from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.text import N_
from app.loans.rules import OutsideLoan
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"outside_loan", "person"})
"""The tables behind the questions: what a page that asks them declares."""


def outside_loans(
    club: "Club", person_id: str | None = None, *, open_only: bool = False
) -> tuple[OutsideLoan, ...]:
    """Loans from others, those that run first, then in name order; of one person when asked."""
    club.require("loans.read")
    sql = """
        select o.*, p.name, p.code, p.erased_on
        from outside_loan o join person p on p.id = o.person_id
        where (:person is null or o.person_id = :person)
            and (o.closed_on is null or not :open_only)
        order by o.closed_on is not null, p.name_sort, p.code, o.since
    """
    asked = {"person": person_id, "open_only": open_only}
    return tuple(_outside(row) for row in club.db.query(sql, asked))


def add_outside(club: "Club", outside: OutsideLoan) -> str:
    """Write down a loan from somebody else (`forms.read_outside`); its id. Raises Refused."""
    outside_id = club.new_id()
    with club.change(N_("{person} has a loan from outside"), person=outside.person_id):
        require_person(club, outside.person_id)
        club.db.table("outside_loan").insert({**_columns(outside), "id": outside_id})
    return outside_id


def change_outside(club: "Club", outside_id: str, outside: OutsideLoan) -> None:
    """Write it anew; whether it is closed stays. Raises Refused."""
    columns = _columns(outside)
    del columns["closed_on"]
    with club.change(N_("Change a loan from outside of {person}"), person=outside.person_id):
        require_row(club, "outside_loan", outside_id)
        require_person(club, outside.person_id)
        club.db.table("outside_loan").update(outside_id, columns)


def close_outside(club: "Club", outside_id: str, on: date) -> None:
    """Write down that it was paid off. Raises Refused."""
    row = require_row(club, "outside_loan", outside_id)
    with club.change(N_("{person} paid off a loan from outside"), person=row["person_id"]):
        club.db.table("outside_loan").update(outside_id, {"closed_on": on.isoformat()})


def remove_outside(club: "Club", outside_id: str) -> None:
    """Take out what was written by mistake. Raises Refused."""
    row = require_row(club, "outside_loan", outside_id)
    with club.change(N_("Take out a loan from outside of {person}"), person=row["person_id"]):
        club.db.table("outside_loan").delete(outside_id)


def _outside(row: dict[str, Any]) -> OutsideLoan:
    return OutsideLoan(
        row["id"],
        row["person_id"],
        row["lender"],
        row["amount_vnd"],
        date.fromisoformat(row["since"]),
        _day(row["due_on"]),
        row["purpose"],
        bool(row["through_club"]),
        _day(row["closed_on"]),
        shown_name(row),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _columns(outside: OutsideLoan) -> dict[str, Any]:
    return {
        "person_id": outside.person_id,
        "lender": outside.lender,
        "amount_vnd": outside.amount_vnd,
        "since": outside.since.isoformat(),
        "due_on": None if outside.due_on is None else outside.due_on.isoformat(),
        "purpose": outside.purpose,
        "through_club": int(outside.through_club),
        "closed_on": None if outside.closed_on is None else outside.closed_on.isoformat(),
    }
