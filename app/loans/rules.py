"""What stands about loans in the book: products of the club's regulation, loans from the request to
the end, goods given back, loans from outside, who needs one. Pure.

Days are dates, amounts whole đồng, rates hundredths of a percent a month. Names are read from the
register and never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.base.text import N_
from app.funds.rules import Posting
from app.loans.schedule import Method, Terms, Timing

State = Literal[
    "requested",
    "appraised",
    "approved",
    "refused",
    "withdrawn",
    "running",
    "closed",
    "written_off",
]
Status = Literal["on_time", "due", "late", "closed", "written_off", "in_kind"]
EventKind = Literal["extended", "rescheduled", "interest_waived", "written_off"]
Improved = Literal["yes", "no", "unclear"]
LivelihoodKind = Literal["needs_loan", "income_activity"]

STATES: dict[State, str] = {
    "requested": N_("Asked for"),
    "appraised": N_("Looked into"),
    "approved": N_("Approved"),
    "refused": N_("Refused"),
    "withdrawn": N_("Withdrawn"),
    "running": N_("Running"),
    "closed": N_("Paid off"),
    "written_off": N_("Written off"),
}
WAITING: tuple[State, ...] = ("requested", "appraised", "approved")
"""The states of a request that still waits for something."""

STATUSES: dict[Status, str] = {
    "on_time": N_("On time"),
    "due": N_("Due now"),
    "late": N_("Overdue"),
    "closed": N_("Paid off"),
    "written_off": N_("Written off"),
    "in_kind": N_("In kind"),
}

EVENTS: dict[EventKind, str] = {
    "extended": N_("Term extended"),
    "rescheduled": N_("Plan laid out anew"),
    "interest_waived": N_("Interest waived"),
    "written_off": N_("Written off"),
}

IMPROVED: dict[Improved, str] = {
    "yes": N_("Income has improved"),
    "no": N_("Income has not improved"),
    "unclear": N_("Not clear"),
}

LIVELIHOODS: dict[LivelihoodKind, str] = {
    "needs_loan": N_("Needs a loan"),
    "income_activity": N_("Takes part in an income activity"),
}


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of loan of the club's regulation. `ladder` is the most that may be borrowed the first
    time, the second and so on; the last step holds for all later ones. `late_bp` is the monthly
    rate on overdue principal in place of `rate_bp`; None charges nothing for being late."""

    id: str
    name: str
    most_vnd: int
    most_months: int
    rate_bp: int
    method: Method
    since: date
    interest: Timing = "monthly"
    round_vnd: int = 1000
    grace_months: int = 0
    late_bp: int | None = None
    cosigner: bool = False
    ladder: tuple[int, ...] = ()
    in_kind: bool = False
    until: date | None = None
    note: str | None = None

    def most_for(self, paid_off: int) -> int:
        """The most for somebody who has paid off so many loans before."""
        if not self.ladder:
            return self.most_vnd
        return min(self.most_vnd, self.ladder[min(paid_off, len(self.ladder) - 1)])


@dataclass(frozen=True, slots=True)
class InKind:
    """What is lent where it is no money: 2 con bò, worth about `value_vnd`."""

    what: str
    quantity: int
    unit: str | None = None
    value_vnd: int | None = None
    return_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a loan: money (`asked_vnd`) or goods (`in_kind`)."""

    person_id: str
    requested_on: date
    asked_vnd: int | None = None
    in_kind: InKind | None = None
    product_id: str | None = None
    months: int | None = None
    purpose: str | None = None
    cosigner: str | None = None
    cosigner_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What those who looked into a request found."""

    on: date
    by: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided. `terms` are None for a refusal, and for goods, which have only
    `months` until they are given back."""

    on: date
    approved: bool
    terms: Terms | None = None
    months: int | None = None
    late_bp: int | None = None
    meeting_id: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan from the request on. `who` and `cosigned_by` are names of today's register; `terms`
    are None until it is decided, and for goods."""

    id: str
    code: str
    person_id: str
    state: State
    requested_on: date
    who: str = ""
    product_id: str | None = None
    asked_vnd: int | None = None
    purpose: str | None = None
    cosigner: str | None = None
    cosigner_id: str | None = None
    cosigned_by: str = ""
    appraisal: Appraisal | None = None
    decided_on: date | None = None
    meeting_id: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    decision_note: str | None = None
    months: int | None = None
    terms: Terms | None = None
    late_bp: int | None = None
    in_kind: InKind | None = None
    paid_out_on: date | None = None
    taken_over: bool = False
    closed_on: date | None = None
    improved: Improved | None = None
    improved_on: date | None = None
    improved_note: str | None = None
    note: str | None = None

    @property
    def principal_vnd(self) -> int | None:
        """What was lent, or is to be; None before the decision and for goods."""
        return self.terms.principal_vnd if self.terms else None

    def responsible(self) -> str:
        """Who answers for it beside the borrower, in the register or not; "" for nobody."""
        return self.cosigned_by or self.cosigner or ""


@dataclass(frozen=True, slots=True)
class Instalment:
    """A row of the plan as it stands in the book; `version` 1 is the first plan, each rescheduling
    makes the next."""

    version: int
    number: int
    due_on: date
    principal_vnd: int
    interest_vnd: int

    @property
    def total_vnd(self) -> int:
        """What is to be paid on that day."""
        return self.principal_vnd + self.interest_vnd


@dataclass(frozen=True, slots=True)
class Paid:
    """What one voucher did to a loan, above zero what was paid on it. `lent_vnd` was paid out or
    taken over; `written_off_vnd` was given up, or below zero, got back afterwards."""

    on: date
    principal_vnd: int = 0
    interest_vnd: int = 0
    late_interest_vnd: int = 0
    lent_vnd: int = 0
    written_off_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a running loan beside paying: `amount_vnd` was waived or written off,
    `version` is the plan that holds from then on."""

    on: date
    kind: EventKind
    reason: str
    amount_vnd: int | None = None
    months: int | None = None
    version: int | None = None
    meeting_id: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class KindReturn:
    """Goods given back to the club, or passed on to the next member."""

    on: date
    quantity: int
    what: str | None = None
    to_person_id: str | None = None
    to: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class OutsideLoan:
    """A loan from somebody else, such as the social policy bank: never in the club's ledger."""

    id: str
    person_id: str
    lender: str
    amount_vnd: int
    since: date
    due_on: date | None = None
    purpose: str | None = None
    through_club: bool = False
    closed_on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Livelihood:
    """That a member needs a loan, or takes part in an income activity, and since when."""

    id: str
    person_id: str
    kind: LivelihoodKind
    since: date
    until: date | None = None
    note: str | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A payment on a loan shared out: interest, interest for being late, principal that is due,
    principal paid ahead, and money beyond everything owed, which is kept for the payer."""

    interest_vnd: int = 0
    late_interest_vnd: int = 0
    principal_vnd: int = 0
    ahead_vnd: int = 0
    held_vnd: int = 0

    @property
    def all_principal_vnd(self) -> int:
        """Principal, due and ahead of time."""
        return self.principal_vnd + self.ahead_vnd

    @property
    def total_vnd(self) -> int:
        """The whole payment."""
        return self.interest_vnd + self.late_interest_vnd + self.all_principal_vnd + self.held_vnd


def repayment_postings(
    loan_id: str, person_id: str, split: Split, where: Literal["cash", "bank"] = "cash"
) -> tuple[Posting, ...]:
    """How a payment is posted: principal comes back to the income fund; interest, and what is kept
    for the payer, go to the activity fund."""
    principal = split.all_principal_vnd
    rest = split.total_vnd - principal
    found = (
        Posting("income", where, principal),
        Posting("income", "loans", -principal, loan_id=loan_id),
        Posting("activity", where, rest),
        Posting("activity", "interest", -split.interest_vnd, loan_id=loan_id),
        Posting("activity", "late_interest", -split.late_interest_vnd, loan_id=loan_id),
        Posting("activity", "held", -split.held_vnd, person_id=person_id),
    )
    return tuple(posting for posting in found if posting.amount_vnd)


def paid_by(on: date, sums: Mapping[str, int]) -> Paid:
    """What a voucher did to a loan, from its sums per account there."""
    lent = max(0, sums.get("loans", 0))
    written_off = sums.get("written_off", 0)
    return Paid(
        on,
        lent - sums.get("loans", 0) - max(0, written_off),
        -sums.get("interest", 0),
        -sums.get("late_interest", 0),
        lent,
        written_off,
    )
