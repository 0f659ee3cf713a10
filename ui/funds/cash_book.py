"""The cash book on screen: month by month what came in, what went out, and what was left."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.periods import Month
from app.base.text import _, ngettext
from app.funds import balance_records, fund_records
from app.funds.accounts import Where
from app.funds.balance_records import BookRow, CashBook
from app.funds.records import READS
from ui.funds import words
from ui.funds.papers import Paper, PaperPage
from ui.funds.steps import MonthSteps
from ui.funds.voucher import VoucherPage
from ui.kit.button import Button
from ui.kit.choose import ChoosePage, Option
from ui.kit.labels import bold
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

ALL = "all"
PLACES: tuple[Where, ...] = ("cash", "bank")


class CashBookPage(PaperPage):
    """A line a voucher; Enter opens it. The first line is what there was before."""

    help_id = "cash-book"
    reads = READS

    def __init__(
        self,
        session: Session,
        shell: Shell,
        fund: str | None = None,
        month: Month | None = None,
        where: Where = "cash",
    ) -> None:
        super().__init__(session, shell)
        today = session.today()
        self.fund, self.where = fund, where
        self.months = MonthSteps(month or Month.of(today), today)
        self.months.turned.connect(self.refresh)
        self._titles: dict[str, str] = {}
        self.set_actions(self.look_button)
        self.another = Button(_("Another fund"), icon="wallet", key="F5")
        self.another.clicked.connect(self._choose)
        above = Flow(16)
        above.add(self.months)
        above.add(self.another)
        above.add(self.excel_button)
        self.table: Table[BookRow] = Table(
            self._columns(), key=lambda row: (row.entry_id, row.fund), name=_("Cash book")
        )
        self.table.opened.connect(self._open)
        self.body.add(plain(above))
        self.body.add(self.table, stretch=1)
        self._sums = bold("")
        self.body.add(Apart(self._sums, self.table.pager, gap=12, grow=True))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club, month = self.session.club, self.months.month
        funds = fund_records.funds(club, self.session.today())
        self._titles = {fund.id: fund.title for fund in funds}
        book = balance_records.cash_book(club, self.fund, month.first, month.last, self.where)
        place = words.where(self.where)
        count = len({row.entry_id for row in book.rows})
        many = ngettext("{n} voucher this month.", "{n} vouchers this month.", count)
        of = _("all funds") if self.fund is None else self._titles[self.fund]
        self.head(
            _("Cash book, month {month}/{year}").format(month=month.month, year=month.year),
            f"{place}: {of}. {many.format(n=count)}",
        )
        self.table.set_rows([_before(book), *book.rows])
        self.table.select((book.rows[0].entry_id, book.rows[0].fund) if book.rows else ("", ""))
        self._sums.setText(sums(book))

    def sums_said(self) -> str:
        """The month as a sum, as it stands below."""
        return self._sums.text()

    def paper(self) -> Paper:
        from app.documents import cash_book, money_book

        found = cash_book.gather(self.session.club, self.fund, self.months.month)
        return Paper(
            self.title(),
            f"so-quy-{self.months.month}",
            lambda _tongue: money_book.render(found),
            lambda: [money_book.to_sheet(book) for book in found],
        )

    # --- inside -------------------------------------------------------------------------------

    def _columns(self) -> list[Column[BookRow]]:
        return [
            Column(_("Day"), _day),
            Column(_("Voucher"), lambda row: row.voucher, keep=95),
            Column(_("For what"), lambda row: row.memo, wide=True),
            Column(_("Who"), lambda row: row.party, wide=True, keep=50),
            Column(_("Fund"), self._fund_of, keep=40),
            Column(_("In"), lambda row: words.amount(row.received), align="right"),
            Column(_("Out"), lambda row: words.amount(row.paid), align="right"),
            Column(_("Left"), lambda row: money.fmt_number(row.balance), align="right"),
        ]

    def _fund_of(self, row: BookRow) -> str:
        return self._titles.get(row.fund, "")

    @guard
    def _open(self, row: BookRow) -> None:
        if row.entry_id:
            self.shell.show(VoucherPage(self.session, self.shell, row.entry_id))

    @guard
    def _choose(self) -> None:
        club, today = self.session.club, self.session.today()
        held = balance_records.balances(club, today)
        options = []
        for where in PLACES:
            total = sum(accounts.get(where, 0) for accounts in held.values())
            options.append(_option(ALL, _("All funds"), where, total))
        for fund in fund_records.funds(club, today):
            for where in PLACES:
                amount = held.get(fund.id, {}).get(where, 0)
                if where == "cash" or amount:
                    options.append(_option(fund.id, fund.title, where, amount))
        self.shell.show(
            ChoosePage(self.session, self.shell, _("Which cash book?"), options, self._chosen)
        )

    def _chosen(self, code: str) -> None:
        fund, _colon, where = code.rpartition(":")
        self.fund = None if fund == ALL else fund
        self.where = "bank" if where == "bank" else "cash"
        self.refresh()


def sums(book: CashBook) -> str:
    """The month as a sum that a pencil can check."""
    return _("{opening} before, plus {received} in, less {paid} out: {closing} left").format(
        opening=money.fmt(book.opening),
        received=money.fmt(book.received),
        paid=money.fmt(book.paid),
        closing=money.fmt(book.closing),
    )


def _before(book: CashBook) -> BookRow:
    """The line of what there was."""
    day = book.first - timedelta(days=1)
    said = _("Left from the month before")
    return BookRow("", day, "", "opening", said, "", "", 0, 0, book.opening)


def _day(row: BookRow) -> str:
    """Day and month: the title says the year."""
    return f"{row.on_date.day}/{row.on_date.month}" if row.entry_id else ""


def _option(fund: str, title: str, where: Where, amount: int) -> Option:
    icon = "wallet" if where == "cash" else "landmark"
    second = f"{words.where(where)}: {money.fmt(amount)}"
    return Option(f"{fund}:{where}", title, icon, second)
