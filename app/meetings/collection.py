"""Collecting at a meeting: what each is asked for, and what the money somebody gives is for. Pure.

Amounts are whole đồng.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from app.base import money
from app.base.text import N_, _
from app.loans.standing import Standing, waterfall
from app.members.reading import Reading

Part = Literal["fee", "savings", "late_interest", "interest", "principal", "held"]
Stand = Literal["absent", "waiting", "nothing", "enough", "missing", "more"]

PARTS: dict[Part, str] = {
    "fee": N_("Fee"),
    "savings": N_("Savings"),
    "late_interest": N_("Interest for late payment"),
    "interest": N_("Interest"),
    "principal": N_("Principal"),
    "held": N_("Kept for this person"),
}
"""What money that comes in at a meeting is for."""

OF_LOANS: Final[frozenset[Part]] = frozenset({"late_interest", "interest", "principal"})

Piece = tuple[Part, str | None]
"""A part of what somebody paid, and the loan it is for."""


@dataclass(frozen=True, slots=True)
class LoanDue:
    """What a loan asks for at a meeting: `stands` is where it stood that day before anything was
    paid at it."""

    loan_id: str
    code: str
    stands: Standing

    @property
    def due_vnd(self) -> int:
        """All that was due by that day and is not paid."""
        return self.stands.due_vnd


@dataclass(frozen=True, slots=True)
class LoanPaid:
    """What was paid on one loan."""

    loan_id: str
    late_interest_vnd: int = 0
    interest_vnd: int = 0
    principal_vnd: int = 0

    @property
    def total_vnd(self) -> int:
        """All of it together."""
        return self.late_interest_vnd + self.interest_vnd + self.principal_vnd


@dataclass(frozen=True, slots=True)
class Paid:
    """What one person paid at a meeting, and for what. Nothing at all is an answer too: they were
    asked and paid nothing. `held_vnd` is more than they owe: it is kept for them."""

    fee_vnd: int = 0
    savings_vnd: int = 0
    loans: tuple[LoanPaid, ...] = ()
    held_vnd: int = 0

    @property
    def total_vnd(self) -> int:
        """All of it together."""
        loans = sum(loan.total_vnd for loan in self.loans)
        return self.fee_vnd + self.savings_vnd + loans + self.held_vnd

    def of_loan(self, loan_id: str) -> LoanPaid:
        """What was paid on one loan, which may be nothing."""
        return next((each for each in self.loans if each.loan_id == loan_id), LoanPaid(loan_id))

    def pieces(self) -> dict[Piece, int]:
        """The parts that are not nothing: two payments are the same when these are."""
        found: dict[Piece, int] = {
            ("fee", None): self.fee_vnd,
            ("savings", None): self.savings_vnd,
            ("held", None): self.held_vnd,
        }
        for loan in self.loans:
            found["late_interest", loan.loan_id] = loan.late_interest_vnd
            found["interest", loan.loan_id] = loan.interest_vnd
            found["principal", loan.loan_id] = loan.principal_vnd
        return {piece: amount for piece, amount in found.items() if amount}

    def beside_the_fee(self) -> "Paid":
        """What was paid besides the fee."""
        return replace(self, fee_vnd=0)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one person is asked for at a meeting.

    `fee_vnd` and `savings_vnd` are asked of those who are there only; `usual_fee_vnd` is what the
    fee is, whoever is there. The loans stand in the order in which they are paid: the one longest
    unpaid first.
    """

    person_id: str
    name: str
    present: bool
    fee_vnd: int = 0
    savings_vnd: int = 0
    loans: tuple[LoanDue, ...] = ()
    usual_fee_vnd: int = 0

    @property
    def late_vnd(self) -> int:
        """Interest for paying late."""
        return sum(loan.stands.late_interest_due_vnd for loan in self.loans)

    @property
    def interest_vnd(self) -> int:
        """Interest due, what was left unpaid before with it."""
        return sum(loan.stands.interest_due_vnd for loan in self.loans)

    @property
    def principal_vnd(self) -> int:
        """Principal due, what was left unpaid before with it."""
        return sum(loan.stands.principal_due_vnd for loan in self.loans)

    @property
    def loans_vnd(self) -> int:
        """All that the loans ask for."""
        return sum(loan.due_vnd for loan in self.loans)

    @property
    def total_vnd(self) -> int:
        """All that is asked for."""
        return self.fee_vnd + self.savings_vnd + self.loans_vnd


def paid_of(pieces: Mapping[Piece, int]) -> Paid:
    """What was paid, put together from its parts."""

    def of(part: Part, loan_id: str | None = None) -> int:
        return pieces.get((part, loan_id), 0)

    loans = dict.fromkeys(loan_id for _part, loan_id in pieces if loan_id is not None)
    return Paid(
        fee_vnd=of("fee"),
        savings_vnd=of("savings"),
        loans=tuple(
            LoanPaid(each, of("late_interest", each), of("interest", each), of("principal", each))
            for each in loans
        ),
        held_vnd=of("held"),
    )


def split(asked: Expected, amount_vnd: int) -> Paid:
    """What an amount is for: the fee, then what is due on each loan, then savings; what is left
    pays loans ahead of their plan, and the rest is kept. Within a loan see `loans.waterfall`.

    Who is absent is asked for no fee: it comes after the loans. Who neither borrows nor saves pays
    all of it as the fee. The same amount as asked for is split exactly as asked.
    """
    rest = amount_vnd
    fee = min(rest, asked.fee_vnd)
    rest -= fee
    shares: dict[str, int] = {}
    for loan in asked.loans:
        shares[loan.loan_id] = min(rest, loan.due_vnd)
        rest -= shares[loan.loan_id]
    savings = min(rest, asked.savings_vnd)
    rest -= savings
    if not asked.fee_vnd:
        fee = min(rest, asked.usual_fee_vnd)
        rest -= fee
    for loan in asked.loans:
        all_of_it = shares[loan.loan_id] + rest
        rest = waterfall(loan.stands, all_of_it).held_vnd
        shares[loan.loan_id] = all_of_it - rest
    held = 0
    if asked.loans:
        held = rest
    elif asked.savings_vnd:
        savings += rest
    else:
        fee += rest
    loans = (_on_loan(loan, shares[loan.loan_id]) for loan in asked.loans)
    return Paid(fee, savings, tuple(paid for paid in loans if paid.total_vnd), held)


def _on_loan(loan: LoanDue, amount_vnd: int) -> LoanPaid:
    parts = waterfall(loan.stands, amount_vnd)
    principal = parts.principal_vnd + parts.ahead_vnd
    return LoanPaid(loan.loan_id, parts.late_interest_vnd, parts.interest_vnd, principal)


def how_it_stands(asked: Expected, paid: Paid | None) -> tuple[Stand, int]:
    """How somebody stands at the table, and how much is missing or more than asked for."""
    if paid is None:
        return ("waiting" if asked.present else "absent"), 0
    if not paid.total_vnd:
        return "nothing", asked.total_vnd
    owed = asked.total_vnd
    if not asked.fee_vnd:  # nobody asked the absent for it, but it is no extra either
        owed += min(paid.fee_vnd, asked.usual_fee_vnd)
    apart = paid.total_vnd - owed
    if not apart:
        return "enough", 0
    return ("more" if apart > 0 else "missing"), abs(apart)


def in_words(paid: Paid, asked: Expected | None = None) -> str:
    """What an amount was for, for one line: "fee 5.000, interest 50.000, principal 500.000".

    With `asked` principal beyond what was due is named by itself.
    """
    said: list[tuple[str, int]] = [(_("fee"), paid.fee_vnd), (_("savings"), paid.savings_vnd)]
    interest = sum(loan.interest_vnd for loan in paid.loans)
    principal = sum(loan.principal_vnd for loan in paid.loans)
    ahead = ahead_of_plan(paid, asked) if asked is not None else 0
    said.append((_("late interest"), sum(loan.late_interest_vnd for loan in paid.loans)))
    said.append((_("interest"), interest))
    said.append((_("principal"), principal - ahead))
    said.append((_("principal ahead of the plan"), ahead))
    said.append((_("kept for this person"), paid.held_vnd))
    return ", ".join(f"{name} {money.fmt_number(amount)}" for name, amount in said if amount)


def ahead_of_plan(paid: Paid, asked: Expected) -> int:
    """Principal that was paid before it was due."""
    due = {loan.loan_id: loan.stands.principal_due_vnd for loan in asked.loans}
    return sum(max(loan.principal_vnd - due.get(loan.loan_id, 0), 0) for loan in paid.loans)


def read_parts(fields: Mapping[str, str], asked: Expected) -> Paid:
    """What somebody paid from a field for each part: `fee`, `savings`, `held`, and for loans
    "principal <id of the loan>". Raises Invalid with every problem."""
    reading = Reading(fields, date.min)
    stands = {loan.loan_id: loan.stands for loan in asked.loans}
    pieces: dict[Piece, int] = {}
    for part in PARTS:
        of: Iterable[str | None] = stands if part in OF_LOANS else (None,)
        for loan_id in of:
            name = part if loan_id is None else f"{part} {loan_id}"
            amount = pieces[part, loan_id] = reading.dong(name) or 0
            owed = stands[loan_id].outstanding_vnd if loan_id is not None else 0
            if part == "principal" and amount > owed:
                said = _("Only {amount} is still owed.")
                reading.problems[name] = said.format(amount=money.fmt(owed))
    reading.close()
    return paid_of(pieces)


@dataclass(frozen=True, slots=True)
class Sums:
    """What came in together, by what it is for."""

    fee_vnd: int = 0
    savings_vnd: int = 0
    late_interest_vnd: int = 0
    interest_vnd: int = 0
    principal_vnd: int = 0
    held_vnd: int = 0

    @property
    def total_vnd(self) -> int:
        """All of it."""
        return (
            self.fee_vnd
            + self.savings_vnd
            + self.late_interest_vnd
            + self.interest_vnd
            + self.principal_vnd
            + self.held_vnd
        )


def sums(paid: Iterable[Paid]) -> Sums:
    """What several people paid, added up."""
    by_part: dict[Part, int] = dict.fromkeys(PARTS, 0)
    for each in paid:
        for (part, _loan), amount in each.pieces().items():
            by_part[part] += amount
    return Sums(
        by_part["fee"],
        by_part["savings"],
        by_part["late_interest"],
        by_part["interest"],
        by_part["principal"],
        by_part["held"],
    )
