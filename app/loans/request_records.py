"""From the request for a loan to the decision of the meeting, in the book."""

from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.text import N_
from app.loans.records import require_state
from app.loans.rules import WAITING, Appraisal, Decision, InKind, Loan, Request
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club


def next_code(club: "Club", year: int) -> str:
    """The code of the next loan asked for in a year: "VV-2026-011" (vay vốn)."""
    sql = """
        select coalesce(max(cast(substr(code, 9) as integer)), 0) + 1 as number from loan
        where code like :head
    """
    number = next(club.db.query(sql, {"head": f"VV-{year}-%"}))["number"]
    return f"VV-{year}-{number:03}"


def request(club: "Club", asked: Request) -> str:
    """Write down a request (`forms.read_request`); the id of the loan. Raises Refused."""
    loan_id = club.new_id()
    with club.change(N_("{person} asks for a loan"), person=asked.person_id):
        require_person(club, asked.person_id)
        require_person(club, asked.cosigner_id)
        row = {
            "id": loan_id,
            "code": next_code(club, asked.requested_on.year),
            "state": "requested",
            **_request_columns(club, asked),
        }
        club.db.table("loan").insert(row)
    return loan_id


def change_request(club: "Club", loan_id: str, asked: Request) -> None:
    """Write a request anew as long as nothing is decided; its code stays. Raises Refused."""
    with club.change(N_("Change the loan request of {person}"), person=asked.person_id):
        require_state(club, loan_id, "requested", "appraised")
        require_person(club, asked.person_id)
        require_person(club, asked.cosigner_id)
        club.db.table("loan").update(loan_id, _request_columns(club, asked))


def appraise(club: "Club", loan_id: str, found: Appraisal) -> None:
    """Write down what those found who looked into a request, over what was written before.

    Raises Refused.
    """
    asked = require_state(club, loan_id, "requested", "appraised")
    with club.change(N_("Loan request of {person} looked into"), person=asked.person_id):
        club.db.table("loan").update(
            loan_id,
            {
                "state": "appraised",
                "appraised_on": found.on.isoformat(),
                "appraised_by": found.by,
                "opinion": found.opinion,
            },
        )


def decide(club: "Club", loan_id: str, decision: Decision) -> None:
    """Write down what the meeting decided about a request, looked into or not, or decide anew as
    long as nothing was paid out. Raises Refused."""
    asked = require_state(club, loan_id, "requested", "appraised", "approved")
    approved = N_("Loan of {person} approved")
    refused = N_("Loan of {person} refused")
    label = approved if decision.approved else refused
    with club.change(label, person=asked.person_id):
        columns: dict[str, Any] = {
            "state": "approved" if decision.approved else "refused",
            "closed_on": None if decision.approved else decision.on.isoformat(),
            "decided_on": decision.on.isoformat(),
            "meeting_id": decision.meeting_id,
            "votes_for": decision.votes_for,
            "votes_against": decision.votes_against,
            "decision_note": decision.note,
        }
        if decision.approved:
            columns |= _terms_columns(asked, decision)
        club.db.table("loan").update(loan_id, columns)


def withdraw(club: "Club", loan_id: str, on: date, note: str | None = None) -> None:
    """Write down that the borrower wants the loan no more, before it was paid out. Raises
    Refused."""
    asked = require_state(club, loan_id, *WAITING)
    with club.change(N_("{person} wants the loan no more"), person=asked.person_id):
        columns = {"state": "withdrawn", "closed_on": on.isoformat(), "note": note or asked.note}
        club.db.table("loan").update(loan_id, columns)


def remove_request(club: "Club", loan_id: str) -> None:
    """Take out a request written by mistake, before anything was decided. Raises Refused."""
    asked = require_state(club, loan_id, "requested", "appraised")
    with club.change(N_("Take out the loan request of {person}"), person=asked.person_id):
        club.db.table("loan").delete(loan_id)


def _request_columns(club: "Club", asked: Request) -> dict[str, Any]:
    if asked.product_id is not None:
        require_row(club, "product", asked.product_id)
    return {
        "person_id": asked.person_id,
        "requested_on": asked.requested_on.isoformat(),
        "asked_vnd": asked.asked_vnd,
        "product_id": asked.product_id,
        "months": asked.months,
        "purpose": asked.purpose,
        "cosigner": asked.cosigner,
        "cosigner_id": asked.cosigner_id,
        "note": asked.note,
        **_goods_columns(asked.in_kind),
    }


def _goods_columns(goods: InKind | None) -> dict[str, Any]:
    return {
        "in_kind": goods and goods.what,
        "quantity": goods and goods.quantity,
        "unit": goods and goods.unit,
        "value_vnd": goods and goods.value_vnd,
        "return_rule": goods and goods.return_rule,
    }


def _terms_columns(asked: Loan, decision: Decision) -> dict[str, Any]:
    terms = decision.terms
    if asked.in_kind is not None:
        return {"months": decision.months or asked.months}
    if terms is None:
        raise ValueError("an approved loan of money needs terms")
    return {
        "principal_vnd": terms.principal_vnd,
        "rate_bp": terms.rate_bp,
        "months": terms.months,
        "method": terms.method,
        "interest": terms.interest,
        "round_vnd": terms.round_vnd,
        "grace_months": terms.grace_months,
        "late_bp": decision.late_bp,
    }
