"""The figures of a year, fund by fund, that are carried forward to the next. Pure.

The ledger goes on without a break, so nothing is posted at the year's end: what a fund holds when
the year closes is what the next one begins with. The figures are final once December is closed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.base.dates import Month
from app.funds.accounts import WHERE
from app.funds.closing import Balances, Seal
from app.funds.rules import Entry
from app.funds.year_sums import SumLine, year_sums


@dataclass(frozen=True, slots=True)
class FundYear:
    """A fund over a year, in đồng: cash and bank at its beginning and end, and the lines between.

    `lent_vnd` and `owed_vnd` are carried forward beside the money: loans still out, and what the
    club owes those who saved or paid too much.
    """

    fund: str
    opening_vnd: int
    lines: tuple[SumLine, ...]
    closing_vnd: int
    lent_vnd: int = 0
    owed_vnd: int = 0

    @property
    def received_vnd(self) -> int:
        """All that came in."""
        return sum(line.received_vnd for line in self.lines)

    @property
    def paid_vnd(self) -> int:
        """All that went out."""
        return sum(line.paid_vnd for line in self.lines)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A year: every fund, and December's seal, or the months that wait to be closed."""

    year: int
    funds: tuple[FundYear, ...]
    waits: tuple[Month, ...]
    seal: Seal | None

    @property
    def final(self) -> bool:
        """Whether nothing of it can change any more."""
        return self.seal is not None


def year_end(
    year: int,
    funds: Sequence[str],
    before: Balances,
    entries: Iterable[Entry],
    after: Balances,
    seals: Iterable[Seal],
    waits: Iterable[Month],
) -> YearEnd:
    """The figures of a year from the balances at both ends and the vouchers between; funds in which
    nothing was are left out. `waits` are the months that are over and not closed."""
    written = tuple(entries)
    found = []
    for fund in funds:
        at_end = after.get(fund, {})
        one = FundYear(
            fund=fund,
            opening_vnd=_money(before.get(fund, {})),
            lines=year_sums(written, fund),
            closing_vnd=_money(at_end),
            lent_vnd=at_end.get("loans", 0),
            owed_vnd=-at_end.get("savings", 0) - at_end.get("held", 0),
        )
        if one.opening_vnd or one.lines or one.closing_vnd or one.lent_vnd:
            found.append(one)
    december = Month(year, 12)
    standing = (seal for seal in seals if seal.stands and seal.month == december)
    return YearEnd(
        year,
        tuple(found),
        tuple(month for month in waits if month <= december),
        next(standing, None),
    )


def _money(held: Mapping[str, int]) -> int:
    return sum(held.get(account, 0) for account in WHERE)
