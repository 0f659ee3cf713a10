"""What came in and went out over some time, account by account: the sums of a year. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.base.areas import AREAS, Area
from app.funds.accounts import ACCOUNTS, WHERE, Account
from app.funds.rules import Entry


@dataclass(frozen=True, slots=True)
class SumLine:
    """What an account brought in and what it took, in đồng; spending has a line for each `area`,
    None being what keeps the club going. A correction lowers the side that it corrects."""

    account: Account
    area: Area | None
    received_vnd: int
    paid_vnd: int


def year_sums(entries: Iterable[Entry], fund: str | None = None) -> tuple[SumLine, ...]:
    """The lines of a fund, or of all together, in the order of the plan of accounts.

    Received less paid of all lines is what the cash box and the bank account grew by.
    """
    received: dict[tuple[Account, Area | None], int] = defaultdict(int)
    paid: dict[tuple[Account, Area | None], int] = defaultdict(int)
    for entry in entries:
        for posting in entry.postings:
            if posting.account in WHERE or (fund is not None and posting.fund != fund):
                continue
            turned = entry.reverses is not None
            side = received if (posting.amount_vnd < 0) != turned else paid
            amount = abs(posting.amount_vnd)
            side[posting.account, posting.area] += -amount if turned else amount
    order = [(account, None) for account in ACCOUNTS if account != "spending"]
    at = list(ACCOUNTS).index("spending")
    spent: list[tuple[Account, Area | None]] = [("spending", area) for area in (*AREAS, None)]
    lines = [*order[:at], *spent, *order[at:]]
    return tuple(
        SumLine(account, area, received[account, area], paid[account, area])
        for account, area in lines
        if received[account, area] or paid[account, area]
    )
