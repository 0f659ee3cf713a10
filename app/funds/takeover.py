"""Taking the books over from paper, in one evening: what each fund has, where its capital came
from, who still owes what, whose savings are kept, who gave before. Pure.

How it is typed stands in `takeover_forms`.
"""

from dataclasses import dataclass
from datetime import date

from app.base import money
from app.base.dates import Month
from app.base.text import _
from app.funds.accounts import INCOME, SAVINGS
from app.funds.rules import Gift, Source


@dataclass(frozen=True, slots=True)
class FundOpening:
    """What a fund has in its cash box and at the bank."""

    fund: str
    cash_vnd: int = 0
    bank_vnd: int = 0

    @property
    def money_vnd(self) -> int:
        """Both together."""
        return self.cash_vnd + self.bank_vnd


@dataclass(frozen=True, slots=True)
class SourceOpening:
    """Who gave capital of the income fund, and how much of it is in the fund still."""

    source: Source
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class LoanOpening:
    """A loan that runs on. `part_vnd` of the principal is paid each month, 0 when all comes at the
    end; `monthly_vnd` is a fixed interest a month, else `rate_bp` (1 % is 100) of what is owed;
    `arrears_vnd` is interest that should have been paid before. `who` is for papers."""

    person_id: str
    owed_vnd: int
    until: date
    next_due_on: date
    rate_bp: int = 100
    monthly_vnd: int | None = None
    part_vnd: int = 0
    arrears_vnd: int = 0
    who: str = ""

    def due_days(self, after: date) -> tuple[date, ...]:
        """The days on which something falls due after the takeover; none when the term is over."""
        if self.until <= after:
            return ()
        month, last = Month.of(self.next_due_on), Month.of(self.until)
        wanted = self.next_due_on.day
        if self.next_due_on == month.last:  # 28 February may stand for the 31st
            wanted = max(wanted, self.until.day)
        days = []
        while month < last:
            days.append(month.first.replace(day=min(wanted, month.last.day)))
            month = month.next()
        return (*days, self.until)


@dataclass(frozen=True, slots=True)
class SavingsOpening:
    """What the club keeps for a member. `who` is for papers."""

    person_id: str
    amount_vnd: int
    who: str = ""


@dataclass(frozen=True, slots=True)
class Takeover:
    """Everything that is taken over from the paper books, as it stands at the end of a day.

    `gifts` are those of before, as things without a voucher: their money was spent or lies in the
    funds.
    """

    on: date
    funds: tuple[FundOpening, ...] = ()
    sources: tuple[SourceOpening, ...] = ()
    loans: tuple[LoanOpening, ...] = ()
    savings: tuple[SavingsOpening, ...] = ()
    gifts: tuple[Gift, ...] = ()

    def fund(self, code: str) -> FundOpening:
        """What a fund has."""
        return next((one for one in self.funds if one.fund == code), FundOpening(code))


@dataclass(frozen=True, slots=True)
class Sums:
    """Whether it all adds up: `money_vnd` is the cash and bank of the income fund."""

    money_vnd: int = 0
    lent_vnd: int = 0
    capital_vnd: int = 0
    saved_vnd: int = 0
    kept_vnd: int = 0

    @property
    def nameless_vnd(self) -> int:
        """What the income fund has and no source gave; below zero when the sources say more."""
        return self.money_vnd + self.lent_vnd - self.capital_vnd

    @property
    def savings_apart_vnd(self) -> int:
        """What lies in the box of the savings beyond what members saved."""
        return self.kept_vnd - self.saved_vnd


def sums(takeover: Takeover) -> Sums:
    """What the parts come to."""
    return Sums(
        money_vnd=takeover.fund(INCOME).money_vnd,
        lent_vnd=sum(loan.owed_vnd for loan in takeover.loans),
        capital_vnd=sum(source.amount_vnd for source in takeover.sources),
        saved_vnd=sum(saved.amount_vnd for saved in takeover.savings),
        kept_vnd=takeover.fund(SAVINGS).money_vnd,
    )


def doubts(found: Sums) -> tuple[str, ...]:
    """What does not add up, in sentences; it can only be written when there is nothing."""
    said = []
    if found.nameless_vnd > 0:
        said.append(
            _("{amount} of the income fund has no source yet. Name where it came from.").format(
                amount=money.fmt(found.nameless_vnd)
            )
        )
    if found.nameless_vnd < 0:
        said.append(
            _(
                "The sources gave {amount} more than is there and lent out. "
                "If it was lost, write less for the source that lost it."
            ).format(amount=money.fmt(-found.nameless_vnd))
        )
    if found.savings_apart_vnd:
        said.append(
            _(
                "Members saved {saved}, but {kept} is kept for them. The two must be the same."
            ).format(saved=money.fmt(found.saved_vnd), kept=money.fmt(found.kept_vnd))
        )
    return tuple(said)
