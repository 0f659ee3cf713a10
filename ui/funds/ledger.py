"""The ledger: every account with what it held at the end of a year; each prints its vouchers."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.funds import balance_records, records
from app.funds.accounts import ACCOUNTS, Account
from ui.funds import words
from ui.funds.papers import Paper, PaperPage
from ui.funds.steps import YearSteps
from ui.kit.layout import Apart
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account of all funds together; above zero what is there, below zero what is owed or came
    in."""

    account: Account
    balance_vnd: int


class LedgerPage(PaperPage):
    """Enter looks at the account of the year on paper, line by line."""

    help_id = "funds-year"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        today = session.today()
        self.years = YearSteps(today.year, today)
        self.years.turned.connect(self.refresh)
        self.set_actions(self.excel_button, self.look_button)
        self.table: Table[AccountRow] = Table(
            [
                Column(_("Account"), lambda row: _(ACCOUNTS[row.account]), bold=True, wide=True),
                Column(
                    _("At the end (đ)"),
                    lambda row: words.amount(abs(row.balance_vnd)),
                    align="right",
                ),
            ],
            key=lambda row: row.account,
            name=_("Ledger"),
        )
        self.table.opened.connect(self._open)
        self.body.add(Apart(self.years, self.table.pager))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        year = self.years.year
        end = min(date(year, 12, 31), self.session.today())
        held: dict[Account, int] = {}
        for accounts in balance_records.balances(self.session.club, end).values():
            for account, amount in accounts.items():
                held[account] = held.get(account, 0) + amount
        self.head(
            _("Ledger of {year}").format(year=year), _("Enter shows an account line by line.")
        )
        self.table.set_rows(
            [AccountRow(account, held[account]) for account in ACCOUNTS if held.get(account)]
        )

    @guard
    def _open(self, _row: AccountRow) -> None:
        self.look_button.click()

    def paper(self) -> Paper:
        from app.documents import ledger_paper, money_book

        row = self.table.current()
        account: Account = row.account if row is not None else "cash"
        year = self.years.year
        last = min(date(year, 12, 31), self.session.today())
        book = ledger_paper.gather(self.session.club, None, account, date(year, 1, 1), last)
        return Paper(
            _(ACCOUNTS[account]),
            f"so-cai-{account}-{year}",
            lambda _language: money_book.render([book]),
            lambda: [money_book.to_sheet(book)],
        )
