"""Loans that were paid off and whose borrower was not asked yet whether income improved."""

from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _, ngettext
from app.loans import standing_records
from app.loans.rules import Loan
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.loans import changes, words
from ui.loans.loan import LoanPage


class ToAskPage(Page):
    """Enter asks: plan 1533 wants to know how many loans improved income."""

    help_id = "loan"
    reads = standing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.table: Table[Loan] = Table(
            (
                Column(
                    _("Full name"),
                    lambda row: row.who,
                    sort=lambda row: sort_key(row.who),
                    bold=True,
                    wide=True,
                ),
                Column(_("How much (đ)"), words.lent, align="right"),
                Column(_("What for"), lambda row: row.purpose or "", wide=True, keep=60),
                Column(
                    _("Paid off on"),
                    lambda row: words.day(row.closed_on),
                    sort=lambda row: words.order(row.closed_on),
                ),
            ),
            key=lambda row: row.id,
            name=_("Did it help?"),
        )
        self.table.opened.connect(self._open)
        above = Row(12)
        self._hint = muted(_("Enter opens the question for a loan."))
        above.add(self._hint, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        found = standing_records.to_ask(self.session.club, self.session.today())
        many = ngettext(
            "{n} borrower was not asked yet.", "{n} borrowers were not asked yet.", len(found)
        )
        self.head(_("Did it help?"), many.format(n=len(found)) if found else "")
        self.table.set_rows(found)
        self._hint.setVisible(bool(found))
        if not found:
            self.table.set_empty(
                Empty(
                    "sprout",
                    _("Everybody was asked"),
                    _("When a loan is paid off, the borrower is asked whether income improved."),
                )
            )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, row: Loan) -> None:
        if self.session.may("loans.write"):
            self.shell.show(changes.improved_form(self.session, self.shell, row))
        else:
            self.shell.show(LoanPage(self.session, self.shell, row.id))
