"""The funds of the club: what each has, what came in and went out this month, and every book."""

from collections.abc import Mapping
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
    closing_records,
    fund_records,
    gift_records,
    records,
    source_records,
)
from app.funds.accounts import WHERE, Where
from app.funds.rules import Entry
from ui.funds import flows, more, words
from ui.funds.budget import BudgetPage
from ui.funds.cash_book import CashBookPage
from ui.funds.closing import ClosingPage
from ui.funds.earmarked import EarmarkedPage
from ui.funds.gifts import GiftsPage
from ui.funds.ledger import LedgerPage
from ui.funds.people_money import PeopleMoneyPage
from ui.funds.sources import SourcesPage
from ui.funds.takeover import TakeoverPage
from ui.funds.voucher import VoucherPage
from ui.funds.vouchers import VouchersPage
from ui.funds.year import YearPage
from ui.funds.year_end import YearEndPage
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
    "closing": ClosingPage,
    "takeover": TakeoverPage,
    "sources": SourcesPage,
    "gifts": GiftsPage,
    "budget": BudgetPage,
    "people": PeopleMoneyPage,
    "earmarked": EarmarkedPage,
    "year": YearPage,
    "year-end": YearEndPage,
    "ledger": LedgerPage,
}
MORE = "more"


@dataclass(frozen=True, slots=True)
class Row:
    """The cash box or the bank account of a fund, or of all together when `code` is None: what the
    cash book of this month says. Each figure is one of the book that Enter opens."""

    code: str | None
    where: Where
    title: str
    received: int
    paid: int
    left: int


class FundsPage(Page):
    """A line for each cash box and bank account, Enter opens its book; below, a door to every other
    book of the money."""

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
        self.table: Table[Row] = Table(
            self._columns(), key=lambda row: (row.code, row.where), name=_("Funds")
        )
        self.table.opened.connect(self._open_fund)
        self.doors = {
            name: Door(title, str(number))
            for number, (name, title) in enumerate(
                (
                    ("cash-book", _("Cash book")),
                    ("vouchers", _("Vouchers")),
                    ("gifts", _("Golden Heart book")),
                    ("sources", _("Sources of capital")),
                    ("closing", _("Close a month")),
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
        """`what` names a book (of `_PAGES`), or an act: "in", "out", "move". `voucher` is the id of
        one; `fund`, with a `month`, opens its cash book."""
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
        for button in (self.move_button, self.out_button, self.in_button):
            button.setVisible(self._may and self._last is not None)
        if self._last is None:
            self.head(_("Funds of the club"))
            return
        rows = self._rows(today)
        has = {row.where: money.fmt(row.left) for row in rows if row.code is None}
        self.head(
            _("Funds of the club"),
            _("{cash} in the cash box, {bank} at the bank, on {day}.").format(
                cash=has["cash"], bank=has.get("bank", money.fmt(0)), day=words.day(today)
            ),
        )
        self.table.together = len(rows)  # a total is seen with what it is the total of
        self.table.set_rows(rows)
        for name, text in self._figures(self._last, today).items():
            self.doors[name].fill(muted(text))

    # --- what it shows ------------------------------------------------------------------------

    def _rows(self, today: date) -> list[Row]:
        club, month = self.session.club, Month.of(today)
        funds: list[tuple[str | None, str]] = [
            (fund.id, fund.title) for fund in fund_records.funds(club, today)
        ]
        rows = []
        for code, title in [*funds, (None, _("All funds"))]:
            for where in WHERE:
                book = balance_records.cash_book(club, code, month.first, month.last, where)
                if where == "cash" or book.opening or book.rows:
                    rows.append(Row(code, where, title, book.received, book.paid, book.closing))
        return rows

    @staticmethod
    def _columns() -> list[Column[Row]]:
        return [
            Column(_("Fund"), lambda row: row.title, bold=True, wide=True),
            Column(_("Where"), lambda row: words.where(row.where)),
            Column(
                _("In this month"), lambda row: words.amount(row.received), align="right", keep=80
            ),
            Column(_("Out this month"), lambda row: words.amount(row.paid), align="right", keep=80),
            Column(_("Has now (đ)"), lambda row: money.fmt_number(row.left), align="right"),
        ]

    def _figures(self, last: Entry, today: date) -> dict[str, str]:
        club, year = self.session.club, today.year
        sources = source_records.sources(club, today)
        back = sum(one.balance for one in sources if one.source.returnable)
        gifts = gift_records.gifts(club, date(year, 1, 1), date(year, 12, 31))
        to_close = len(closing_records.waiting(club, today))
        waiting = sum(1 for one in gifts if one.thanked_on is None)
        given = ngettext("{n} gift this year", "{n} gifts this year", len(gifts))
        thanks = ngettext("{n} gift to thank for", "{n} gifts to thank for", waiting)
        return {
            "cash-book": _("Day by day, with what is left"),
            "vouchers": _("Last: {voucher}").format(voucher=last.voucher),
            "gifts": thanks.format(n=waiting) if waiting else given.format(n=len(gifts)),
            "sources": _("{amount} would go back").format(amount=money.fmt(back))
            if back
            else ngettext("{n} source", "{n} sources", len(sources)).format(n=len(sources)),
            "closing": _closed(to_close, records.sealed_until(club)),
            MORE: _("Budget, savings, the year"),
        }

    def _begin(self) -> Empty:
        """What stands here before the first voucher."""
        buttons = []
        if self._may:
            self.takeover_button = Button(
                _("Take over from the paper books"), icon="book-open", kind="primary", main=True
            )
            self.takeover_button.clicked.connect(self._take_over)
            self.new_button = Button(_("Begin new"), icon="plus", key="Ctrl+N", main=True)
            self.new_button.clicked.connect(self._take_in)
            buttons = [self.takeover_button, self.new_button]
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
    def _take_over(self) -> None:
        self._show_book("takeover")

    @guard
    def _open_fund(self, row: Row) -> None:
        self.shell.show(CashBookPage(self.session, self.shell, row.code, where=row.where))

    @guard
    def _pressed(self) -> None:
        name = str(self.sender().property("page"))
        if name == MORE:
            more.show(self.session, self.shell, self._show_book)
        else:
            self._show_book(name)

    def _show_book(self, name: str) -> None:
        self.shell.show(_PAGES[name](self.session, self.shell))


def _closed(to_close: int, sealed: Month | None) -> str:
    """How the closing of months stands."""
    if to_close:
        many = ngettext("{n} month to be closed", "{n} months to be closed", to_close)
        return many.format(n=to_close)
    if sealed is None:
        return _("No month is closed yet")
    return _("Closed up to {month}").format(month=words.month(sealed))
