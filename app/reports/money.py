"""The money of a club on a day, loans and all: the value behind `so-clb fund`."""

from dataclasses import dataclass
from datetime import date

from app.club.file import Club
from app.funds.state import FundsState, fund_state
from app.loans.standing_records import portfolio


@dataclass(frozen=True, slots=True)
class MoneyState:
    """All funds on a day, and how much principal of the income fund's loans is overdue, in đồng;
    None for an officer who may not read of loans."""

    state: FundsState
    late_vnd: int | None


def money_state(club: Club, on: date) -> MoneyState:
    """What the club has and lent at the end of a day, and what of that should be back already."""
    late = portfolio(club, on).late_vnd if club.actor.may("loans.read") else None
    return MoneyState(fund_state(club, on), late)
