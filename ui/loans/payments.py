"""The vouchers of one loan: what went out, what came back, and taking one back with a reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.funds import records as ledger
from app.funds.accounts import TOPICS
from app.funds.rules import Entry
from app.loans import pay_out_records, records
from ui.funds.booking import say_booked
from ui.funds.voucher import VoucherPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Apart, Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.loans import words


class PaymentsPage(Page):
    """Enter opens a voucher; a mistake is taken back with a reason and written anew."""

    help_id = "loan"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, loan_id: str) -> None:
        super().__init__(session, shell)
        self.loan_id = loan_id
        self.table: Table[Entry] = Table(
            self._columns(), key=lambda row: row.id, name=_("Vouchers of the loan")
        )
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._offer)
        self.back_button = Button(_("Take back"), icon="undo-2", key="F8", kind="danger")
        self.back_button.clicked.connect(self._ask_back)
        above = Row(12)
        above.add(muted(_("Enter opens a voucher.")), stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        apart = Flow(0)
        apart.add(self.back_button)
        self._why = muted("")
        self.body.add(Apart(self._why, plain(apart), grow=True))

    def refresh(self) -> None:
        club = self.session.club
        loan = records.loan(club, self.loan_id)
        found = ledger.entries_of_loan(club, self.loan_id)
        self.head(
            _("Payments on loan {code}").format(code=loan.code),
            f"{loan.who}, {words.amount_of(loan)}.",
        )
        self.table.set_rows(found)
        if not found:
            self.table.set_empty(
                Empty("banknote", _("No voucher yet"), _("The first one is the pay-out."))
            )
        self._offer()

    def first_focus(self) -> QWidget:
        return self.table

    def _columns(self) -> Sequence[Column[Entry]]:
        return (
            Column(_("Day"), lambda row: words.day(row.on_date)),
            Column(_("Voucher"), lambda row: row.voucher, bold=True),
            Column(_("For what"), lambda row: _(TOPICS[row.topic]), wide=True),
            Column(
                _("Principal (đ)"),
                lambda row: words.number(self._sum(row, "loans", "written_off")),
                align="right",
            ),
            Column(
                _("Interest (đ)"),
                lambda row: words.number(self._sum(row, "interest", "late_interest")),
                align="right",
            ),
            Column(_("It stands"), lambda row: _state(row).word, cell=_state, keep=80),
        )

    def _sum(self, row: Entry, *accounts: str) -> int:
        """How much of a voucher went to this loan on these accounts, without a sign."""
        mine = (
            posting.amount_vnd
            for posting in row.postings
            if posting.account in accounts and posting.loan_id == self.loan_id
        )
        if row.topic == "write_off":
            return abs(max(mine, key=abs, default=0))
        return abs(sum(mine))

    @guard
    def _open(self, row: Entry) -> None:
        self.shell.show(VoucherPage(self.session, self.shell, row.id))

    @guard
    def _offer(self) -> None:
        """Say whether the chosen voucher can be taken back here, or why not."""
        row = self.table.current()
        why = ""
        if row is None or not self.session.may("loans.write"):
            can = False
        elif row.reverses is not None or row.reversed_by is not None:
            can, why = False, _("What was taken back stays as it is.")
        elif row.topic == "opening":
            can, why = False, _("It is put right where it was taken over.")
        elif row.meeting_id is not None and row.topic == "repayment":
            can, why = False, _("It came from a meeting: correct it on its collection sheet.")
        else:
            can = True
        self._why.setText(why)
        self.back_button.setVisible(can)

    @guard
    def _ask_back(self) -> None:
        row = self.table.current()
        if row is None:
            return
        self._entry_id = row.id
        self.ask(
            _("Take back {voucher}?").format(voucher=row.voucher),
            [
                _("{amount}: {memo}").format(amount=money.fmt(row.amount_vnd), memo=row.memo),
                _("The voucher stays in the book; a new one takes back all that it moved."),
                _("The loan then stands as if it had never been."),
            ],
            act=_("Take it back"),
            keep=_("Keep this voucher"),
            then=self._take_back,
            reason=_("Why it is taken back"),
        )

    @guard
    def _take_back(self, why: str) -> None:
        club = self.session.club
        say_booked(self.session, pay_out_records.take_back(club, self._entry_id, why))


def _state(row: Entry) -> Result:
    if row.reversed_by is not None:
        return Result(_("Taken back"), icon="undo-2", tone="warn")
    if row.reverses is not None:
        return Result(_("Takes back"), icon="undo-2")
    return Result("")
