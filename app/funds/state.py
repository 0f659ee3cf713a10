"""What each fund has on a day: the value behind the first page of the money and `so-clb fund`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.funds.accounts import ACTIVITY, GOLDEN_HEART, INCOME, SAVINGS, Account
from app.funds.balance_records import balances
from app.funds.fund_records import funds
from app.funds.rules import Fund
from app.funds.source_records import SourceState, sources

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"entry", "posting", "fund", "capital_source"})


@dataclass(frozen=True, slots=True)
class FundState:
    """A fund on a day, in đồng. `cash` is the cash box alone, `in_bank` what lies at the bank;
    `lent` and `written_off` are of the income fund, `savings` and `held` what members get back."""

    fund: Fund
    cash: int = 0
    in_bank: int = 0
    lent: int = 0
    written_off: int = 0
    savings: int = 0
    held: int = 0

    @property
    def money(self) -> int:
        """What can be paid out, from the cash box or the bank."""
        return self.cash + self.in_bank

    @property
    def capital(self) -> int:
        """All that the fund has or lost: of the income fund, what its sources gave."""
        return self.money + self.lent + self.written_off - self.savings - self.held


@dataclass(frozen=True, slots=True)
class FundsState:
    """All funds on a day, by code, and the sources of the income fund's capital."""

    on: date
    funds: Mapping[str, FundState]
    sources: tuple[SourceState, ...]

    @property
    def income(self) -> FundState:
        """The fund out of which loans are given."""
        return self.funds[INCOME]

    @property
    def activity(self) -> FundState:
        """The fund out of which the club lives."""
        return self.funds[ACTIVITY]

    @property
    def golden_heart(self) -> FundState:
        """What people gave."""
        return self.funds[GOLDEN_HEART]

    @property
    def savings(self) -> FundState:
        """What members gave into keeping."""
        return self.funds[SAVINGS]

    @property
    def cash(self) -> int:
        """What must lie in the cash box, of all funds together."""
        return sum(state.cash for state in self.funds.values())

    @property
    def in_bank(self) -> int:
        """What must lie at the bank, of all funds together."""
        return sum(state.in_bank for state in self.funds.values())


def fund_state(club: "Club", on: date) -> FundsState:
    """Every fund that is there on a day, at the end of it."""
    found = balances(club, on)
    states = {fund.id: _state(fund, found.get(fund.id, {})) for fund in funds(club, on)}
    return FundsState(on, states, sources(club, on))


def _state(fund: Fund, held: Mapping[Account, int]) -> FundState:
    return FundState(
        fund,
        cash=held.get("cash", 0),
        in_bank=held.get("bank", 0),
        lent=held.get("loans", 0),
        written_off=held.get("written_off", 0),
        savings=-held.get("savings", 0),
        held=-held.get("held", 0),
    )
