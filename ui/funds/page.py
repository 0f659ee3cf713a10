"""The funds of the club: what each has, what came in and went out this month, and every book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.periods import Month
from app.base.text import _, ngettext
from app.funds import (
    balance_records,
    budget_records,
    fund_records,
    gift_records,
    records,
    source_records,
)
from app.funds.rules import Entry
from app.funds.year_sums import year_sums
from ui.funds import flows, more, words
from ui.funds.budget import BudgetPage
from ui.funds.cash_book import CashBookPage
from ui.funds.earmarked import EarmarkedPage
from ui.funds.gifts import GiftsPage
from ui.funds.people_money import PeopleMoneyPage
from ui.funds.sources import SourcesPage
from ui.funds.voucher import VoucherPage
from ui.funds.vouchers import VouchersPage
from ui.funds.year import YearPage
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.doors import Doors
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Column as Lines
from ui.kit.layout import plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

_PAGES: Mapping[str, type[Page]] = {
    "cash-book": CashBookPage,
    "vouchers": VouchersPage,
    "sources": SourcesPage,
    "gifts": GiftsPage,
    "budget": BudgetPage,
    "people": PeopleMoneyPage,
    "earmarked": EarmarkedPage,
    "year": YearPage,
}
MORE = "more"


@dataclass(frozen=True, slots=True)
class Row:
    """A fund, or all together when `code` is None: what it has, and what this month moved."""

    code: str | None
    title: str
    cash: int
    in_bank: int
    received: int
    paid: int


class FundsPage(Page):
    """A line a fund, Enter opens its cash book; below, a door to every book of the money."""

    help_id = "funds"
    reads = (
        records.READS
        | gift_records.READS
        | budget_records.READS
        | source_records.READS
        | {"fund", "seal"}
    )

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("funds.write")
        self._last: Entry | None = None
        self.move_button = Button(_("Move money"), icon="refresh-cw", key="Ctrl+L")
        self.move_button.clicked.connect(self._move)
        self.out_button = Button(_("Money out"), icon="minus", key="Ctrl+K")
        self.out_button.clicked.connect(self._pay_out)
        self.in_button = Button(_("Money in"), icon="plus", key="Ctrl+N", kind="primary")
        self.in_button.clicked.connect(self._take_in)
        if self._may:
            self.set_actions(self.move_button, self.out_button, self.in_button)
            self.shed_keys()
        self.table: Table[Row] = Table(self._columns(), key=lambda row: row.code, name=_("Funds"))
        self.table.opened.connect(self._open_fund)
        self.doors = {
            name: Door(title, str(number))
            for number, (name, title) in enumerate(
                (
                    ("cash-book", _("Cash book")),
                    ("vouchers", _("Vouchers")),
                    ("gifts", _("Golden Heart book")),
                    ("sources", _("Sources of capital")),
                    (MORE, _("More books")),
                ),
                start=1,
            )
        }
        for name, door in self.doors.items():
            door.setProperty("page", name)
            door.clicked.connect(self._pressed)
        inside = Lines(14)
        inside.add(self.table, stretch=1)
        inside.add(self.table.pager)
        inside.add(Doors(list(self.doors.values())))
        self._books = plain(inside)
        self.body.add(self._books, stretch=1)
        self.empty = self._begin()
        self.body.add(self.empty, stretch=1)

    def arrive(self, **about: Any) -> None:
        """`what` is the name of a book, or "in", "out", "move"; `voucher` the id of one; `fund`
        with `month` opens a cash book."""
        what = str(about.get("what", ""))
        acts = {"in": self._take_in, "out": self._pay_out, "move": self._move}
        if "voucher" in about:
            self.shell.show(VoucherPage(self.session, self.shell, str(about["voucher"])))
        elif "fund" in about:
            month = about.get("month")
            page = CashBookPage(self.session, self.shell, str(about["fund"]), month)
            self.shell.show(page)
        elif what in acts:
            if self._may:
                acts[what]()
        elif what in _PAGES:
            self._show_book(what)

    def first_focus(self) -> QWidget:
        return self.table if self._last is not None else self.empty.first() or self.empty

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self._last = records.last_entry(club)
        self._books.setVisible(self._last is not None)
        self.empty.setVisible(self._last is None)
        if self._last is None:
            self.head(_("Funds of the club"), _("No money is written down yet."))
            return
        rows = self._rows(today)
        cash, in_bank = rows[-1].cash, rows[-1].in_bank
        self.head(
            _("Funds of the club"),
            _("{cash} in the cash box, {bank} at the bank, on {day}.").format(
                cash=money.fmt(cash), bank=money.fmt(in_bank), day=words.day(today)
            ),
        )
        self.table.together = len(rows)  # a total is seen with what it is the total of
        self.table.set_rows(rows)
        for name, text in self._figures(self._last, today).items():
            self.doors[name].fill(muted(text))

    # --- what it shows ------------------------------------------------------------------------

    def _rows(self, today: date) -> list[Row]:
        club, month = self.session.club, Month.of(today)
        held = balance_records.balances(club, today)
        entries = records.entries(club, month.first, month.last)
        rows = []
        for fund in fund_records.funds(club, today):
            accounts = held.get(fund.id, {})
            cash, in_bank = accounts.get("cash", 0), accounts.get("bank", 0)
            received, paid = _moved(entries, fund.id)
            rows.append(Row(fund.id, fund.title, cash, in_bank, received, paid))
        cash, in_bank = sum(row.cash for row in rows), sum(row.in_bank for row in rows)
        return [*rows, Row(None, _("All funds"), cash, in_bank, *_moved(entries, None))]

    @staticmethod
    def _columns() -> list[Column[Row]]:
        return [
            Column(_("Fund"), lambda row: row.title, bold=True, wide=True),
            Column(_("Cash box"), lambda row: money.fmt_number(row.cash), align="right"),
            Column(_("Bank"), lambda row: words.amount(row.in_bank), align="right", keep=70),
            Column(_("In this month"), lambda row: words.amount(row.received), align="right"),
            Column(_("Out this month"), lambda row: words.amount(row.paid), align="right"),
        ]

    def _figures(self, last: Entry, today: date) -> dict[str, str]:
        club, year = self.session.club, today.year
        sources = source_records.sources(club, today)
        back = sum(one.balance for one in sources if one.source.returnable)
        gifts = gift_records.gifts(club, date(year, 1, 1), date(year, 12, 31))
        waiting = sum(1 for one in gifts if one.thanked_on is None)
        given = ngettext("{n} gift this year", "{n} gifts this year", len(gifts))
        thanks = _("{n} to thank for").format(n=waiting) if waiting else None
        return {
            "cash-book": _("Day by day, with what is left"),
            "vouchers": _("Last: {voucher}, {amount}").format(
                voucher=last.voucher, amount=money.fmt(last.amount_vnd)
            ),
            "gifts": words.joined(given.format(n=len(gifts)), thanks),
            "sources": _("{amount} would go back").format(amount=money.fmt(back))
            if back
            else ngettext("{n} source", "{n} sources", len(sources)).format(n=len(sources)),
            MORE: _("Budget, savings, the year"),
        }

    def _begin(self) -> Empty:
        """What stands here before the first voucher."""
        buttons = []
        if self._may:
            self.new_button = Button(_("Begin new"), icon="plus", main=True)
            self.new_button.clicked.connect(self._take_in)
            buttons = [self.new_button]
        return Empty(
            "wallet",
            _("No money is written down yet"),
            _("A club that has a paper cash book takes its figures over in one evening."),
            *buttons,
        )

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _take_in(self) -> None:
        flows.take_in(self.session, self.shell)

    @guard
    def _pay_out(self) -> None:
        flows.pay_out(self.session, self.shell)

    @guard
    def _move(self) -> None:
        flows.move(self.session, self.shell)

    @guard
    def _open_fund(self, row: Row) -> None:
        self.shell.show(CashBookPage(self.session, self.shell, row.code))

    @guard
    def _pressed(self) -> None:
        name = str(self.sender().property("page"))
        if name == MORE:
            more.show(self.session, self.shell, self._show_book)
        else:
            self._show_book(name)

    def _show_book(self, name: str) -> None:
        self.shell.show(_PAGES[name](self.session, self.shell))


def _moved(entries: Sequence[Entry], fund: str | None) -> tuple[int, int]:
    """What came in and went out of a fund; of all together, without what went between them."""
    lines = [
        line for line in year_sums(entries, fund) if fund is not None or line.account != "transfer"
    ]
    return sum(line.received_vnd for line in lines), sum(line.paid_vnd for line in lines)
