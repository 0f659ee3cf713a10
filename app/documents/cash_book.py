"""The cash book (sổ quỹ) of a fund and month: what came in and went out of the cash box, and of the
bank account when there is one. Always Vietnamese.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.base import money
from app.base.errors import UserError
from app.base.names import fold
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents.issuer import issuer_of
from app.documents.letters import clean
from app.documents.money_book import Book, Entry
from app.documents.money_hands import hands_of, listed
from app.funds import balance_records, closing_records, fund_records
from app.funds.accounts import Where
from app.funds.balance_records import BookRow, CashBook

if TYPE_CHECKING:
    from app.club.file import Club

_TITLES: dict[Where, str] = {"cash": "Sổ quỹ tiền mặt", "bank": "Sổ tiền gửi ngân hàng"}
_IN: dict[Where, str] = {"cash": "tiền mặt", "bank": "ngân hàng"}


def gather(club: "Club", fund: str | None, month: Month) -> tuple[Book, ...]:
    """The cash book of a fund by its code or name, or of all together, and that of its bank account
    when anything lay there; the last day of a month that still runs is today.

    Needs funds.read and organisation.read. Raises UserError for a fund that is not there and for a
    month ahead.
    """
    today = club.today()
    if month.first > today:
        raise UserError(
            _("Month {month} has not begun. Nothing was printed.").format(
                month=f"{month.month}/{month.year}"
            )
        )
    known = fund_records.titles(club)
    if fund is not None and fund not in known:
        named = {fold(title): code for code, title in known.items()}
        if fold(fund) not in named:
            raise UserError(
                _("There is no fund {fund}. Nothing was printed. Choose one of {funds}.").format(
                    fund=fund, funds=", ".join(known.values())
                )
            )
        fund = named[fold(fund)]
    with speaking("vi"):
        titles = fund_records.titles(club)
        last = min(month.last, today)
        found: dict[Where, CashBook] = {
            where: balance_records.cash_book(club, fund, month.first, last, where) for where in _IN
        }
        bank = found["bank"]
        if not (bank.rows or bank.opening):
            del found["bank"]
        hands = hands_of(club, last)
        seal = closing_records.seal_of(club, month)
        parts = " + ".join(
            f"{_IN[where]} {money.fmt_number(each.closing)}" for where, each in found.items()
        )
        together = money.fmt(sum(each.closing for each in found.values()))
        return tuple(
            Book(
                kind=f"cash-book-{where}",
                title=_TITLES[where],
                about=titles[fund] if fund is not None else "Tất cả các quỹ",
                period=f"Tháng {month.month} năm {month.year}",
                first=month.first,
                last=last,
                opening_vnd=each.opening,
                entries=tuple(_entry(row, titles if fund is None else {}) for row in each.rows),
                heads=("Thu", "Chi", "Tồn"),
                signed=(
                    ("Thủ quỹ", hands.treasurer),
                    ("Kế toán", hands.accountant),
                    ("Chủ nhiệm", hands.chair),
                ),
                printed=today,
                issuer=issuer_of(club),
                check_words=listed(seal.words) if seal else "",
                remark=f"Cả quỹ: {parts} = {together}" if len(found) > 1 else "",
            )
            for where, each in found.items()
        )


def _entry(row: BookRow, titles: Mapping[str, str]) -> Entry:
    words = line_words(row, titles)
    return Entry(row.on_date, row.voucher, words, row.received, row.paid, row.balance)


def line_words(row: BookRow, titles: Mapping[str, str]) -> str:
    """What a line says: the voucher's memo and who paid or was paid; in a book of all funds
    together, when `titles` are given, of which fund it is."""
    words = [clean(row.memo), clean(row.party)]
    if row.fund in titles:
        words.append(titles[row.fund].lower())
    # A person is not named twice when the voucher says the name itself.
    said = [words[0], *(word for word in words[1:] if word and word not in words[0])]
    return " – ".join(said)
