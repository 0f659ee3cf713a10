"""The ledger on paper: one account of a fund over some days, each voucher with what was left.
Always Vietnamese."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.text import _, speaking
from app.documents.cash_book import line_words
from app.documents.issuer import issuer_of
from app.documents.money_book import Book, Entry
from app.documents.money_hands import hands_of
from app.funds import balance_records, fund_records
from app.funds.accounts import ACCOUNTS, Account

if TYPE_CHECKING:
    from app.club.file import Club

_GROWS_BY_CREDIT: frozenset[Account] = frozenset(
    (
        *("capital", "savings", "held", "fees", "interest", "late_interest", "gifts"),
        *("other_income", "opening", "transfer", "difference"),
    )
)
"""Accounts whose balance is said the other way round: what the club earned, or owes."""


def gather(club: "Club", fund: str | None, account: Account, first: date, last: date) -> Book:
    """An account of a fund, or of all together, from one day to another, both counted.

    Needs funds.read and organisation.read.
    """
    with speaking("vi"):
        titles: Mapping[str, str] = fund_records.titles(club)
        found = balance_records.account_rows(club, fund, account, first, last)
        turned = account in _GROWS_BY_CREDIT
        sign = -1 if turned else 1
        hands = hands_of(club, last)
        return Book(
            kind=f"ledger-{account}",
            title="Sổ cái",
            about=f"{_(ACCOUNTS[account])} – {titles[fund] if fund else 'tất cả các quỹ'}",
            period=f"Từ {fmt_date(first)} đến {fmt_date(last)}",
            first=first,
            last=last,
            opening_vnd=sign * found.opening,
            entries=tuple(
                Entry(
                    row.on_date,
                    row.voucher,
                    line_words(row, {} if fund else titles),
                    row.paid if turned else row.received,
                    row.received if turned else row.paid,
                    sign * row.balance,
                )
                for row in found.rows
            ),
            heads=("Tăng", "Giảm", "Còn"),
            signed=(
                ("Thủ quỹ", hands.treasurer),
                ("Kế toán", hands.accountant),
                ("Chủ nhiệm", hands.chair),
            ),
            printed=club.today(),
            issuer=issuer_of(club),
            split=False,
        )
