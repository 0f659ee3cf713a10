"""What a treasurer does, as vouchers: receive, spend, move money, keep savings and give them back.

Each gives the id of the voucher and raises as `records.post`; `instead` takes a wrong voucher back
in the same step. Memos are in the language of the user at work: the book is kept in it.
"""

from datetime import date
from typing import TYPE_CHECKING

from app.base.areas import Area
from app.base.errors import Refused
from app.base.text import _
from app.funds import records
from app.funds.accounts import ACTIVITY, SAVINGS, Account, Topic, Where
from app.funds.fund_records import titles
from app.funds.records import Instead
from app.funds.rules import Draft, Posting

if TYPE_CHECKING:
    from app.club.file import Club


def receive(
    club: "Club",
    fund: str,
    account: Account,
    amount: int,
    on: date,
    memo: str,
    *,
    party: str | None = None,
    person_id: str | None = None,
    to: Where = "cash",
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Receive money that is the club's: `account` says as what, "other_income" or "fees"."""
    postings = (Posting(fund, to, amount), Posting(fund, account, -amount))
    topic: Topic = "fee" if account == "fees" else "income"
    return records.post(
        club,
        Draft("receipt", on, topic, memo, postings, party, person_id, attached=attached),
        instead,
    )


def spend(
    club: "Club",
    fund: str,
    amount: int,
    on: date,
    memo: str,
    area: Area | None = None,
    party: str | None = None,
    person_id: str | None = None,
    from_: Where = "cash",
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Spend money of a fund, for one of the eight areas or, without one, for running the club."""
    postings = (Posting(fund, "spending", amount, area), Posting(fund, from_, -amount))
    return records.post(
        club,
        Draft("payment", on, "spending", memo, postings, party, person_id, attached=attached),
        instead,
    )


def transfer(
    club: "Club",
    from_fund: str,
    to_fund: str,
    amount: int,
    on: date,
    why: str,
    where: Where = "cash",
    instead: Instead | None = None,
) -> str:
    """Move money from one fund to another. What sources gave the income fund stays there, and
    savings stay what they are. Raises Refused."""
    if from_fund == to_fund:
        raise ValueError("money is moved between two funds")
    if SAVINGS in (from_fund, to_fund):
        raise Refused(
            _("Savings belong to those who saved. Nothing was changed. Give them back instead.")
        )
    postings = (
        Posting(from_fund, "transfer", amount),
        Posting(from_fund, where, -amount),
        Posting(to_fund, where, amount),
        Posting(to_fund, "transfer", -amount),
    )
    named = titles(club)
    memo = _("From {fund} to {other}: {why}").format(
        fund=named[from_fund], other=named[to_fund], why=why
    )
    return records.post(club, Draft("journal", on, "transfer", memo, postings), instead)


def to_bank(
    club: "Club",
    fund: str,
    amount: int,
    on: date,
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Take cash of a fund to the bank."""
    draft = _moved(fund, "cash", "bank", amount, on, _("Cash taken to the bank"), attached)
    return records.post(club, draft, instead)


def from_bank(
    club: "Club",
    fund: str,
    amount: int,
    on: date,
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Take money of a fund from the bank into the cash box."""
    draft = _moved(fund, "bank", "cash", amount, on, _("Cash taken from the bank"), attached)
    return records.post(club, draft, instead)


def savings_in(
    club: "Club",
    person_id: str,
    amount: int,
    on: date,
    where: Where = "cash",
    meeting_id: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Take savings of a member into keeping: money that goes back, without promised interest."""
    postings = (
        Posting(SAVINGS, where, amount),
        Posting(SAVINGS, "savings", -amount, person_id=person_id),
    )
    draft = Draft(
        "receipt",
        on,
        "savings",
        _("Savings paid in"),
        postings,
        person_id=person_id,
        meeting_id=meeting_id,
    )
    return records.post(club, draft, instead)


def savings_back(
    club: "Club",
    person_id: str,
    amount: int,
    on: date,
    where: Where = "cash",
    instead: Instead | None = None,
) -> str:
    """Give savings back to a member, at most what is there."""
    posting = Posting(SAVINGS, "savings", amount, person_id=person_id)
    draft = _given_back("savings_back", _("Savings given back"), posting, on, where)
    return records.post(club, draft, instead)


def give_held_back(
    club: "Club",
    person_id: str,
    amount: int,
    on: date,
    where: Where = "cash",
    instead: Instead | None = None,
) -> str:
    """Give back money that the club keeps for somebody, at most what is there."""
    posting = Posting(ACTIVITY, "held", amount, person_id=person_id)
    draft = _given_back("held_back", _("Money kept for somebody, given back"), posting, on, where)
    return records.post(club, draft, instead)


def _moved(
    fund: str, from_: Where, to: Where, amount: int, on: date, memo: str, attached: str | None
) -> Draft:
    """Money of one fund between its cash box and its bank account."""
    postings = (Posting(fund, to, amount), Posting(fund, from_, -amount))
    return Draft("journal", on, "bank", memo, postings, attached=attached)


def _given_back(topic: Topic, memo: str, owed: Posting, on: date, where: Where) -> Draft:
    """A payment of what was somebody's all along."""
    postings = (owed, Posting(owed.fund, where, -owed.amount_vnd))
    return Draft("payment", on, topic, memo, postings, person_id=owed.person_id)
