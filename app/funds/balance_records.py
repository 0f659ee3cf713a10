"""What the ledger adds up to: balances on any day, the cash book, the rows of an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.funds import accounts, floor_records
from app.funds.accounts import Account, Topic, Where
from app.funds.floor_records import Low
from app.members.named import shown_name

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the cash book or of an account: what a voucher moved there.

    In the cash book `received` and `paid` are money in and out; a correction stands on the side of
    what it takes back, below zero. In an account they are debit and credit.
    """

    entry_id: str
    on_date: date
    voucher: str
    topic: Topic
    memo: str
    party: str
    fund: str
    received: int
    paid: int
    balance: int


@dataclass(frozen=True, slots=True)
class CashBook:
    """The cash book of a fund, or of all together when `fund` is None, over some days."""

    fund: str | None
    first: date
    last: date
    opening: int
    rows: tuple[BookRow, ...]
    closing: int

    @property
    def received(self) -> int:
        """All that came in, less what corrections took back of it."""
        return sum(row.received for row in self.rows)

    @property
    def paid(self) -> int:
        """All that went out, less what corrections brought back of it."""
        return sum(row.paid for row in self.rows)


def balance(club: "Club", fund: str, account: Account, on: date) -> int:
    """What an account of a fund holds at the end of a day; a debit is above zero."""
    club.require("funds.read")
    sql = """
        select coalesce(sum(amount_vnd), 0) as balance from posting
        where fund = :fund and account = :account and on_date <= :day
    """
    asked = {"fund": fund, "account": account, "day": on.isoformat()}
    return int(next(club.db.query(sql, asked))["balance"])


def balances(club: "Club", on: date) -> Mapping[str, Mapping[Account, int]]:
    """What every account of every fund holds at the end of a day; accounts with nothing are left
    out, and the funds that every club has are always there."""
    club.require("funds.read")
    sql = """
        select fund, account, sum(amount_vnd) as balance from posting
        where on_date <= :day group by fund, account having sum(amount_vnd) <> 0
    """
    found: dict[str, dict[Account, int]] = {fund: {} for fund in accounts.FUNDS}
    for row in club.db.query(sql, {"day": on.isoformat()}):
        found.setdefault(row["fund"], {})[row["account"]] = row["balance"]
    return found


def lowest_cash(club: "Club", fund: str, where: Where, from_day: date) -> Low:
    """The least that lies in the cash box or the bank of a fund at the end of a day or any later
    one: what may still be paid out on that day."""
    club.require("funds.read")
    return floor_records.lowest(club, floor_records.Holding(fund, where), from_day)


def of_people(club: "Club", account: Account, on: date) -> Mapping[str, int]:
    """What the club owes each person on "savings" or "held" at the end of a day, in đồng; who is
    owed nothing is left out."""
    club.require("funds.read")
    sql = """
        select person_id, -sum(amount_vnd) as owed from posting
        where account = :account and fund = :fund and on_date <= :day
        group by person_id having owed <> 0
    """
    fund = accounts.SAVINGS if account == "savings" else accounts.ACTIVITY
    asked = {"account": account, "fund": fund, "day": on.isoformat()}
    return {row["person_id"]: row["owed"] for row in club.db.query(sql, asked)}


def cash_book(
    club: "Club", fund: str | None, first: date, last: date, where: Where = "cash"
) -> CashBook:
    """Every voucher that moved the cash (or what lies at the bank) of a fund from one day to
    another; of every fund when none is named, each on its own line.

    On each day what came in stands before what went out, so that no line is below zero.
    """
    opening, rows = _rows(club, fund, where, first, last, as_cash=True)
    return CashBook(fund, first, last, opening, rows, rows[-1].balance if rows else opening)


def account_rows(
    club: "Club", fund: str | None, account: Account, first: date, last: date
) -> CashBook:
    """The ledger of one account over some days: debits as `received`, credits as `paid`, and a
    balance in which a credit is below zero."""
    opening, rows = _rows(club, fund, account, first, last, as_cash=False)
    return CashBook(fund, first, last, opening, rows, rows[-1].balance if rows else opening)


def _rows(
    club: "Club", fund: str | None, account: Account, first: date, last: date, *, as_cash: bool
) -> tuple[int, tuple[BookRow, ...]]:
    """The balance before the first day, and the lines."""
    club.require("funds.read")
    asked = {
        "fund": fund,
        "account": account,
        "before": (first - timedelta(days=1)).isoformat(),
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    of_fund = "" if fund is None else "fund = :fund and"
    before = f"""
        select coalesce(sum(amount_vnd), 0) as balance from posting
        where {of_fund} account = :account and on_date <= :before
    """
    opening = running = int(next(club.db.query(before, asked))["balance"])
    sql = f"""
        select e.*, m.fund, m.moved, p.name, p.code, p.erased_on
        from (
            select entry_id, fund, sum(amount_vnd) as moved from posting
            where {of_fund} account = :account and on_date between :first and :last
            group by entry_id, fund having moved <> 0
        ) m
            join entry e on e.id = m.entry_id
            left join person p on p.id = e.person_id
        order by e.on_date, {"m.moved < 0," if as_cash else ""} e.rowid, m.fund
    """
    rows = []
    for row in club.db.query(sql, asked):
        moved = row["moved"]
        running += moved
        turned = as_cash and row["reverses"] is not None
        received, paid = max(moved, 0), max(-moved, 0)
        rows.append(
            BookRow(
                row["id"],
                date.fromisoformat(row["on_date"]),
                accounts.voucher(row["kind"], row["year"], row["number"]),
                row["topic"],
                row["memo"],
                row["party"] or ("" if row["name"] is None else shown_name(row)),
                row["fund"],
                -paid if turned else received,
                -received if turned else paid,
                running,
            )
        )
    return opening, tuple(rows)
