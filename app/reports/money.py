"""The money of a club on a day, loans and all: the value behind `so-clb fund`."""

from dataclasses import dataclass
from datetime import date

from app.club.file import Club
from app.funds.state import FundsState, fund_state
from app.loans.ageing import Portfolio
from app.loans.standing_records import portfolio


@dataclass(frozen=True, slots=True)
class MoneyState:
    """All funds on a day, and the loans of the income fund together; None for an officer who may
    not read of loans."""

    state: FundsState
    loans: Portfolio | None

    @property
    def late_vnd(self) -> int | None:
        """How much principal is overdue, in đồng."""
        return None if self.loans is None else self.loans.late_vnd


def money_state(club: Club, on: date) -> MoneyState:
    """What the club has and lent at the end of a day, and what of that should be back already."""
    loans = portfolio(club, on) if club.actor.may("loans.read") else None
    return MoneyState(fund_state(club, on), loans)
