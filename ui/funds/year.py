"""The sums of a year: what came in and went out, line by line; each opens its vouchers."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.funds import balance_records, fund_records, records
from app.funds.accounts import ACCOUNTS, WHERE, Account
from app.funds.rules import Entry
from app.funds.year_sums import SumLine, year_sums
from ui.funds import words
from ui.funds.steps import YearSteps
from ui.funds.voucher import VoucherPage
from ui.kit.button import Button
from ui.kit.choose import ChoosePage, Option
from ui.kit.labels import bold
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

ALL = "all"


class YearPage(Page):
    """A line for each kind of money. Enter opens the vouchers behind it."""

    help_id = "funds-year"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, fund: str | None = None) -> None:
        super().__init__(session, shell)
        today = session.today()
        self.fund = fund
        self.years = YearSteps(today.year, today)
        self.years.turned.connect(self.refresh)
        self._entries: tuple[Entry, ...] = ()
        self.another = Button(_("Another fund"), icon="wallet", key="F5")
        self.another.clicked.connect(self._choose)
        above = Flow(16)
        above.add(self.years)
        above.add(self.another)
        self.table: Table[SumLine] = Table(
            [
                Column(_("For what"), title, bold=True, wide=True),
                Column(_("In (đ)"), lambda one: words.amount(one.received_vnd), align="right"),
                Column(_("Out (đ)"), lambda one: words.amount(one.paid_vnd), align="right"),
            ],
            key=lambda one: (one.account, one.area),
            name=_("Sums of the year"),
        )
        self.table.opened.connect(self._open)
        self.body.add(plain(above))
        self.body.add(self.table, stretch=1)
        self._sums = bold("")
        self.body.add(Apart(self._sums, self.table.pager, gap=12, grow=True))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club, year = self.session.club, self.years.year
        first, last = date(year, 1, 1), date(year, 12, 31)
        self._entries = records.entries(club, first, last, self.fund)
        lines = year_sums(self._entries, self.fund)
        self.table.set_rows(lines)
        held = balance_records.balances(club, first - timedelta(days=1))
        before = sum(
            amount
            for fund, accounts in held.items()
            for account, amount in accounts.items()
            if account in WHERE and self.fund in (None, fund)
        )
        received, paid = (
            sum(one.received_vnd for one in lines),
            sum(one.paid_vnd for one in lines),
        )
        self._sums.setText(
            _("{opening} before, plus {received} in, less {paid} out: {closing} left").format(
                opening=money.fmt(before),
                received=money.fmt(received),
                paid=money.fmt(paid),
                closing=money.fmt(before + received - paid),
            )
        )
        of = _("All funds") if self.fund is None else fund_records.titles(club)[self.fund]
        self.head(
            _("Sums of {year}").format(year=year),
            _("{fund}: cash box and bank together.").format(fund=of),
        )

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _open(self, one: SumLine) -> None:
        behind = [
            entry
            for entry in self._entries
            if any(
                (posting.account, posting.area) == (one.account, one.area)
                and self.fund in (None, posting.fund)
                for posting in entry.postings
            )
        ]
        self.shell.show(BehindPage(self.session, self.shell, one, self.fund, behind))

    @guard
    def _choose(self) -> None:
        found = fund_records.funds(self.session.club)
        options = [Option(ALL, _("All funds"), "wallet")]
        options += [Option(fund.id, fund.title, "wallet") for fund in found]
        self.shell.show(
            ChoosePage(self.session, self.shell, _("Sums of which fund?"), options, self._chosen)
        )

    def _chosen(self, code: str) -> None:
        self.fund = None if code == ALL else code
        self.refresh()


class BehindPage(Page):
    """The vouchers behind one sum."""

    help_id = "funds-year"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        line: SumLine,
        fund: str | None,
        entries: list[Entry],
    ) -> None:
        super().__init__(session, shell)
        said = _("{received} in, {paid} out.").format(
            received=money.fmt(line.received_vnd), paid=money.fmt(line.paid_vnd)
        )
        self.head(title(line), said)

        def moved(one: Entry) -> int:
            return -sum(
                posting.amount_vnd
                for posting in one.postings
                if (posting.account, posting.area) == (line.account, line.area)
                and fund in (None, posting.fund)
            )

        self.table: Table[Entry] = Table(
            [
                Column(_("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date),
                Column(_("Voucher"), lambda one: one.voucher),
                Column(_("For what"), lambda one: one.memo, bold=True, wide=True),
                Column(_("Who"), lambda one: one.called(), wide=True, keep=60),
                Column(
                    _("Amount (đ)"),
                    lambda one: money.fmt_number(moved(one)),
                    sort=moved,
                    align="right",
                ),
            ],
            key=lambda one: one.id,
            name=title(line),
        )
        self.table.opened.connect(self._open)
        self.table.set_rows(entries)
        above = Flow(0, right=True)
        above.add(self.table.pager)
        self.body.add(plain(above))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, one: Entry) -> None:
        self.shell.show(VoucherPage(self.session, self.shell, one.id))


def title(line: SumLine) -> str:
    """ "Spending: Culture", "Gifts"."""
    account: Account = line.account
    if account == "spending":
        return _("Spending: {area}").format(area=words.area(line.area))
    return _(ACCOUNTS[account])
