"""What of the ledger can be looked over: sums, voucher numbers, money below nothing, seals."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.money import fmt
from app.base.text import N_, _, ngettext
from app.club.check import Finding
from app.funds import accounts
from app.funds.accounts import fund_title
from app.funds.closing_records import verify_seals

if TYPE_CHECKING:
    from app.club.file import Club


def looks(club: "Club") -> tuple[Finding, ...]:
    """Look over the money of a club; nothing for a book that has none (a commune's)."""
    if "posting" not in club.kind.rooms:
        return ()
    return tuple(Finding(code, _(what), tuple(look(club))) for code, what, look in _LOOKS)


def _sums(club: "Club") -> Iterator[str]:
    sql = """
        select e.kind, e.year, e.number, o.fund, sum(o.amount_vnd) as left
        from entry e left join posting o on o.entry_id = e.id
        group by e.id, o.fund having left is null or left <> 0
        order by e.rowid
    """
    for row in club.db.query(sql):
        voucher = accounts.voucher(row["kind"], row["year"], row["number"])
        if row["left"] is None:
            yield _("Voucher {voucher} has no amounts.").format(voucher=voucher)
        else:
            yield _("Voucher {voucher} is out by {amount} in the fund “{fund}”.").format(
                voucher=voucher, amount=fmt(row["left"]), fund=_title(club, row["fund"])
            )
    strays = "select count(*) as n from posting o join entry e on e.id = o.entry_id"
    wrong = next(club.db.query(f"{strays} where e.on_date <> o.on_date"))["n"]
    if wrong:
        said = ngettext(
            "{n} amount has another day than its voucher.",
            "{n} amounts have another day than their voucher.",
            wrong,
        )
        yield said.format(n=wrong)


def _funds(club: "Club") -> Iterator[str]:
    sql = "select fund, sum(amount_vnd) as left from posting group by fund having left <> 0"
    for row in club.db.query(sql):
        yield _("The accounts of the fund “{fund}” are out by {amount}.").format(
            fund=_title(club, row["fund"]), amount=fmt(row["left"])
        )
    sql = "select sum(amount_vnd) as left from posting where account = 'transfer'"
    moved = next(club.db.query(sql))["left"]
    if moved:
        yield _("What was moved between the funds is out by {amount}.").format(amount=fmt(moved))
    unknown = "select distinct fund from posting where fund not in (select id from fund)"
    for row in club.db.query(unknown):
        if row["fund"] not in accounts.FUNDS:
            yield _("There are amounts in a fund that is not in the book: {fund}.").format(
                fund=row["fund"]
            )


def _vouchers(club: "Club") -> Iterator[str]:
    sql = """
        select kind, year, count(*) as n, max(number) as last, min(number) as first from entry
        group by kind, year having first <> 1 or last <> n
    """
    for row in club.db.query(sql):
        yield _("The vouchers {mark} of {year} have gaps: {n} of {last} are there.").format(
            mark=accounts.MARKS[row["kind"]], year=row["year"], n=row["n"], last=row["last"]
        )


def _cash(club: "Club") -> Iterator[str]:
    sql = """
        select fund, account, min(on_date) as day from (
            select fund, account, on_date,
                sum(sum(amount_vnd)) over (partition by fund, account order by on_date) as held
            from posting where account in ('cash', 'bank') group by fund, account, on_date
        ) where held < 0 group by fund, account
    """
    for row in club.db.query(sql):
        said = {
            "cash": _("The cash box of “{fund}” was below nothing on {day}."),
            "bank": _("The bank account of “{fund}” was below nothing on {day}."),
        }[row["account"]]
        yield said.format(
            fund=_title(club, row["fund"]), day=fmt_date(date.fromisoformat(row["day"]))
        )


def _title(club: "Club", fund: str) -> str:
    rows = club.db.query("select id, name from fund where id = :id", {"id": fund})
    return fund_title(fund, {row["id"]: row["name"] for row in rows})


_LOOKS = (
    ("vouchers_balance", N_("Every voucher: what comes in is what goes out, in each fund"), _sums),
    ("trial_balance", N_("The trial balance of every fund"), _funds),
    ("voucher_numbers", N_("The numbers of the vouchers, without gaps"), _vouchers),
    ("cash", N_("Cash and bank of every fund, never below nothing on any day"), _cash),
    ("seals", N_("The closed months, against their seals"), verify_seals),
)
