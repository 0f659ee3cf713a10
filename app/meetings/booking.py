"""How the sheet of a meeting comes into the ledger: which vouchers are written, which are taken
back. Pure.

The fees of a meeting are one receipt, with a posting for each person; savings and payments on
loans are one receipt for each person. Who comes later gets receipts beside the ones that stand;
only what is booked already and says something else now is taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.text import _
from app.funds.accounts import ACTIVITY, SAVINGS, Account, Topic
from app.funds.rules import Draft, Entry, Posting
from app.loans.rules import Split, repayment_postings
from app.meetings.collection import OF_LOANS, Paid, Part, Piece, in_words, paid_of

TOPICS: Final[frozenset[Topic]] = frozenset({"fee", "savings", "repayment"})
"""What the vouchers of a sheet are about; a meeting may have others, such as a loan paid out."""

_PARTS: Mapping[Account, Part] = {
    "fees": "fee",
    "savings": "savings",
    "late_interest": "late_interest",
    "interest": "interest",
    "loans": "principal",
    "held": "held",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was typed at a meeting: what each person paid. `on` is the day that is booked, `codes`
    names the loans."""

    meeting_id: str
    month: str
    on: date
    paid: Mapping[str, Paid]
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes the ledger equal to the sheet: vouchers to write and ids of those to take back;
    of whom something is not booked, and of whom something else is booked."""

    drafts: tuple[Draft, ...] = ()
    reversing: tuple[str, ...] = ()
    waiting: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def of_sheet(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of the vouchers of a meeting those that say what its sheet says."""
    return tuple(entry for entry in entries if entry.topic in TOPICS)


def booked(entries: Iterable[Entry]) -> dict[str, Paid]:
    """What the vouchers say that each person paid."""
    pieces: dict[str, dict[Piece, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        for posting in entry.postings:
            part = _PARTS.get(posting.account)
            person_id = posting.person_id or entry.person_id
            if part is not None and person_id is not None:
                loan_id = posting.loan_id if part in OF_LOANS else None
                pieces[person_id][part, loan_id] -= posting.amount_vnd
    return {person_id: paid_of(found) for person_id, found in pieces.items()}


def plan(sheet: Sheet, entries: Iterable[Entry]) -> Plan:
    """What is to be written and taken back; `entries` are the vouchers of the meeting that stand.
    Nothing when the ledger says what the sheet says."""
    entries = of_sheet(entries)
    fees = _plan_fees(sheet, [entry for entry in entries if entry.topic == "fee"])
    rest = _plan_rest(sheet, [entry for entry in entries if entry.topic != "fee"])
    return Plan(
        (*fees.drafts, *rest.drafts),
        (*fees.reversing, *rest.reversing),
        fees.waiting | rest.waiting,
        fees.changed | rest.changed,
    )


def _plan_fees(sheet: Sheet, entries: Iterable[Entry]) -> Plan:
    there = {person_id: paid.fee_vnd for person_id, paid in booked(entries).items()}
    wanted = {person_id: paid.fee_vnd for person_id, paid in sheet.paid.items() if paid.fee_vnd}
    changed = frozenset(each for each in there if wanted.get(each, 0) != there[each])
    waiting = frozenset(wanted.keys() - there.keys())
    to_write = {
        person_id: fee for person_id, fee in wanted.items() if changed or person_id in waiting
    }
    reversing = tuple(entry.id for entry in entries) if changed else ()
    drafts = (_fees(sheet, to_write),) if to_write else ()
    return Plan(drafts, reversing, waiting, changed)


def _plan_rest(sheet: Sheet, entries: Iterable[Entry]) -> Plan:
    of_person: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for person_id in booked([entry]):
            of_person[person_id].append(entry)
    drafts, reversing = [], dict[str, None]()
    waiting, changed = set[str](), set[str]()
    for person_id in dict.fromkeys([*sheet.paid, *of_person]):
        wanted = sheet.paid.get(person_id, Paid()).beside_the_fee()
        there = booked(of_person[person_id]).get(person_id, Paid())
        if wanted.pieces() == there.pieces():
            continue
        (changed if there.total_vnd else waiting).add(person_id)
        reversing |= dict.fromkeys(entry.id for entry in of_person[person_id])
        if wanted.total_vnd:
            drafts.append(_rest(sheet, person_id, wanted))
    return Plan(tuple(drafts), tuple(reversing), frozenset(waiting), frozenset(changed))


def _fees(sheet: Sheet, fees: Mapping[str, int]) -> Draft:
    """One receipt for the fees of several people."""
    return Draft(
        "receipt",
        sheet.on,
        "fee",
        _("Fees at the meeting of {month}").format(month=sheet.month),
        (
            Posting(ACTIVITY, "cash", sum(fees.values())),
            *(
                Posting(ACTIVITY, "fees", -fee, person_id=person_id)
                for person_id, fee in fees.items()
            ),
        ),
        party=_("{n} people, by the list").format(n=len(fees)),
        meeting_id=sheet.meeting_id,
        attached=_("List of what was collected"),
    )


def _rest(sheet: Sheet, person_id: str, paid: Paid) -> Draft:
    """The receipt for savings and payments on loans of one person."""
    postings: list[Posting] = []
    for loan in paid.loans:
        parts = Split(loan.interest_vnd, loan.late_interest_vnd, loan.principal_vnd)
        postings += repayment_postings(loan.loan_id, person_id, parts)
    kept: tuple[tuple[str, Account, int], ...] = (
        (SAVINGS, "savings", paid.savings_vnd),
        (ACTIVITY, "held", paid.held_vnd),
    )
    for fund, account, amount in kept:
        if amount:
            postings.append(Posting(fund, "cash", amount))
            postings.append(Posting(fund, account, -amount, person_id=person_id))
    loans = [loan.loan_id for loan in paid.loans if loan.total_vnd]
    codes = ", ".join(sheet.codes.get(loan_id, "") for loan_id in loans)
    words = in_words(paid)
    if codes:
        words = _("{parts} (loan {code})").format(parts=words, code=codes)
    return Draft(
        "receipt",
        sheet.on,
        "repayment" if loans or paid.held_vnd else "savings",
        _("At the meeting of {month}: {parts}").format(month=sheet.month, parts=words),
        tuple(postings),
        person_id=person_id,
        loan_id=loans[0] if len(loans) == 1 else None,
        meeting_id=sheet.meeting_id,
    )
