"""Who stood for what needs two officers: a row for the one at work and one for the second.

Each row carries the hash of what was approved as it was then, so that nothing else can later pass
for it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.errors import Refused
from app.base.text import _
from app.club.file import Club
from app.club.second import Second

APPROVALS = ("disbursement", "write_off", "closing", "reopening")


@dataclass(frozen=True, slots=True)
class Approval:
    """One officer's word for one act; `at` is ISO, UTC; `sha256` of what was approved."""

    what: str
    officer_id: str
    name: str
    at: str
    sha256: str


def approve(
    club: Club,
    what: str,
    second: Second,
    sha256: str,
    *,
    loan_id: str | None = None,
    seal_id: str | None = None,
) -> None:
    """Note, inside a change, that the officer at work and `second` stand for this.

    `what` is one of APPROVALS; either the loan or the seal is named. Raises Refused when the two
    are one, when either is no officer any more, or for who came in with the recovery code.
    """
    in_office = {
        row[0] for row in club.db.execute("select id from officer where until is null").fetchall()
    }
    if second.officer_id == club.actor.id or not {second.officer_id, club.actor.id} <= in_office:
        raise Refused(
            _(
                "This needs two officers of the club, each signed in by name. "
                "Nothing was changed. Let two officers do it together."
            )
        )
    at = club.now()
    for officer_id in (club.actor.id, second.officer_id):
        club.db.table("approval").insert(
            {
                "id": club.new_id(),
                "what": what,
                "loan_id": loan_id,
                "seal_id": seal_id,
                "officer_id": officer_id,
                "at": at,
                "sha256": sha256,
            }
        )


def approvals(
    club: Club, *, loan_id: str | None = None, seal_id: str | None = None
) -> tuple[Approval, ...]:
    """Who stood for this loan or this seal, in the order in which they did."""
    rows = club.db.query(
        "select what, officer_id, name, at, sha256 from approval"
        " join officer on officer.id = officer_id"
        " where loan_id is :loan_id and seal_id is :seal_id order by approval.rowid",
        {"loan_id": loan_id, "seal_id": seal_id},
    )
    return tuple(_approval(row) for row in rows)


def digest(*parts: object) -> str:
    """The hash of what is approved: its facts as text, each on a line of its own."""
    lines = "\n".join(str(part).replace("\n", " ") for part in parts)
    return hashlib.sha256(lines.encode()).hexdigest()


def _approval(row: Mapping[str, Any]) -> Approval:
    return Approval(**{name: row[name] for name in ("what", "officer_id", "name", "at", "sha256")})
