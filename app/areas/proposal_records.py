"""What the club asked of the commune and of others, in the book."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from app.areas.rules import Outcome, Proposal
from app.base.text import N_
from app.members.row_records import require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"proposal"})
"""The tables behind the questions: what a page that asks them declares."""


def proposals(club: "Club") -> tuple[Proposal, ...]:
    """Every proposal: those without an answer first, each the newest first."""
    club.require("areas.read")
    sql = "select * from proposal order by answered_on is not null, on_date desc, rowid desc"
    return tuple(Proposal(**row) for row in club.db.query(sql))


def proposals_of_meeting(club: "Club", meeting_id: str) -> tuple[Proposal, ...]:
    """What a meeting asked for, in the order of writing down."""
    club.require("areas.read")
    sql = "select * from proposal where meeting_id = :id order by rowid"
    return tuple(Proposal(**row) for row in club.db.query(sql, {"id": meeting_id}))


def add_proposal(club: "Club", proposal: Proposal) -> str:
    """Write down a proposal (`rules.read_proposal`); its new id. Raises Refused."""
    proposal_id = club.new_id()
    with club.change(N_("Write down a proposal: {about}"), about=proposal.about):
        if proposal.meeting_id is not None:
            require_row(club, "meeting", proposal.meeting_id)
        club.db.table("proposal").insert({**asdict(proposal), "id": proposal_id})
    return proposal_id


def change_proposal(club: "Club", proposal_id: str, proposal: Proposal) -> None:
    """Write anew what was asked of whom; its meeting and its answer stay. Raises Refused."""
    columns = {"on_date": proposal.on_date, "to_whom": proposal.to_whom, "about": proposal.about}
    with club.change(N_("Change a proposal: {about}"), about=proposal.about):
        require_row(club, "proposal", proposal_id)
        club.db.table("proposal").update(proposal_id, columns)


def answer_proposal(
    club: "Club", proposal_id: str, answered_on: str, outcome: Outcome, answer: str | None
) -> None:
    """Write down what came of a proposal (`rules.read_answer`). Raises Refused."""
    about = require_row(club, "proposal", proposal_id)["about"]
    columns = {"answered_on": answered_on, "outcome": outcome, "answer": answer}
    with club.change(N_("Write down the answer: {about}"), about=about):
        club.db.table("proposal").update(proposal_id, columns)


def remove_proposal(club: "Club", proposal_id: str) -> None:
    """Take out a proposal written down by mistake. Raises Refused."""
    about = require_row(club, "proposal", proposal_id)["about"]
    with club.change(N_("Take out a proposal: {about}"), about=about):
        club.db.table("proposal").delete(proposal_id)
