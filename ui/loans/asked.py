"""What the pages of this room ask before a loan: meeting days, what there is to lend, who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.periods import Month
from app.funds.accounts import INCOME
from app.funds.balance_records import lowest_cash
from app.loans import forecast, product_records, records, standing_records
from app.loans.doubts import Borrower
from app.loans.forecast import MonthAhead
from app.loans.outside_records import outside_loans
from app.loans.rules import Loan, Product
from app.loans.schedule import Schedule
from app.loans.standing_records import Coming
from app.meetings import meeting_records
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

READS = (
    standing_records.READS
    | product_records.READS
    | {"outside_loan", "meeting", "meeting_rule", "fund", "seal"}
)
"""The tables behind the questions: what a page that asks them declares."""


def meeting_days(club: "Club", start: date, months: int) -> tuple[date, ...]:
    """The days of meetings in so many months after a day: what a plan falls due on."""
    first = Month.of(start)
    found = meeting_records.between(club, first.next(), first.plus(months))
    return tuple(
        date.fromisoformat(each.day)
        for each in found
        if each.day is not None and each.state != "called_off"
    )


def meeting_on(club: "Club", on: date) -> str | None:
    """The id of the meeting held on a day."""
    found = meeting_records.meeting_of(club, Month.of(on))
    if found is None or not found.id or found.held_on != on.isoformat():
        return None
    return found.id


def last_meeting_day(club: "Club", today: date) -> date:
    """The day of the meeting at which a decision was most likely made; today without one."""
    month = Month.of(today)
    for each in reversed(meeting_records.between(club, month.previous(), month)):
        if each.held_on is not None and each.held_on <= today.isoformat():
            return date.fromisoformat(each.held_on)
    return today


def to_lend(club: "Club", today: date) -> int:
    """What the income fund may pay out today, from the cash box and the bank."""
    cash = lowest_cash(club, INCOME, "cash", today).amount_vnd
    bank = lowest_cash(club, INCOME, "bank", today).amount_vnd
    return max(cash, 0) + max(bank, 0)


def borrower(club: "Club", person_id: str, on: date) -> Borrower:
    """What the club knows of who asks."""
    there = {each.id for each in members.members(club, on)}
    return Borrower(
        records.loans(club, states=("running", "written_off"), person_id=person_id),
        standing_records.paid_off(club, person_id, on),
        outside_loans(club, person_id, open_only=True),
        person_id in there,
    )


def product_of(club: "Club", loan: Loan) -> Product | None:
    """The product that a loan was asked for with."""
    return product_records.product(club, loan.product_id) if loan.product_id else None


@dataclass(frozen=True, slots=True)
class Lendable:
    """What can be lent by the end of a month, and how many loans of a usual size that makes."""

    month: Month
    amount_vnd: int
    each_vnd: int

    @property
    def count(self) -> int:
        """How many loans."""
        return forecast.how_many(self.amount_vnd, self.each_vnd)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The money to lend: what there is today less what is promised, and what comes back."""

    cash_vnd: int
    coming: tuple[Coming, ...]

    def ahead(self, plan: Schedule | None = None) -> tuple[MonthAhead, ...]:
        """Month by month, with a loan that is thought of."""
        back = {each.month: each.principal_vnd for each in self.coming}
        return forecast.ahead(self.cash_vnd, back, [each.month for each in self.coming], plan)


def outlook(club: "Club", today: date, months: int = 12) -> Outlook:
    """This month and so many more; what is approved and not paid out yet counts as gone."""
    approved = records.loans(club, states=("approved",))
    promised = sum(each.principal_vnd or 0 for each in approved)
    coming = standing_records.coming_back(club, today, months)
    return Outlook(to_lend(club, today) - promised, coming)


def lendable(club: "Club", today: date, months: Sequence[MonthAhead]) -> Lendable:
    """What can be lent next month, when everybody pays on time. The usual size is what the first
    product of the regulation lends the first time."""
    offered = product_records.products(club, today)
    money_products = [each for each in offered if not each.in_kind]
    each_vnd = money_products[0].most_for(0) if money_products else 0
    following = months[1]
    least = min(month.ends_vnd for month in months[1:])
    return Lendable(following.month, max(min(following.ends_vnd, least), 0), each_vnd)
