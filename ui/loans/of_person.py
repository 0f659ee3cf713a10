"""What the book knows of somebody's loans and livelihood."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _, ngettext
from app.loans import livelihood_records, outside_records, records, standing_records
from app.loans.rules import LIVELIHOODS, Loan, OutsideLoan
from app.loans.standing import Standing
from app.loans.standing_records import Stand
from app.members import records as members
from app.members.rules import shown_name
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.door import Door
from ui.kit.empty import Empty
from ui.kit.labels import body, muted
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.loans import words
from ui.loans.livelihood import livelihood_form
from ui.loans.loan import LoanPage
from ui.loans.outside import outside_form
from ui.loans.request import request_form


@dataclass(frozen=True, slots=True)
class Line:
    """A loan of the club, or from outside."""

    key: str
    loan: Loan | None = None
    standing: Standing | None = None
    outside: OutsideLoan | None = None

    @property
    def what(self) -> str:
        """Its code, or who lends."""
        if self.outside is not None:
            return self.outside.lender
        return self.loan.code if self.loan is not None else ""

    @property
    def amount(self) -> str:
        """How much, or which goods."""
        if self.outside is not None:
            return money.fmt(self.outside.amount_vnd)
        return words.amount_of(self.loan) if self.loan is not None else ""

    @property
    def begun(self) -> date | None:
        """Paid out, else asked for."""
        if self.outside is not None:
            return self.outside.since
        return (self.loan.paid_out_on or self.loan.requested_on) if self.loan else None

    @property
    def purpose(self) -> str:
        """What for."""
        found = self.outside or self.loan
        return (found.purpose or "") if found is not None else ""

    def result(self) -> Result:
        """How it stands."""
        if self.outside is not None:
            return Result(_("Paid off") if self.outside.closed_on else _("Runs"))
        if self.loan is not None and self.standing is not None:
            return words.stand(Stand(self.loan, self.standing))
        return words.state(self.loan) if self.loan is not None else Result("")


class PersonLoansPage(Page):
    """All loans of one person; below, whether a loan is needed and what income activity."""

    help_id = "loan"
    reads = standing_records.READS | {"outside_loan", "livelihood"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        outside = Button(_("Loan from outside"), icon="landmark", key="F4")
        outside.clicked.connect(self._add_outside)
        ask = Button(_("New loan request"), icon="plus", key="Ctrl+N", kind="primary")
        ask.clicked.connect(self._request)
        if session.may("loans.write"):
            self.set_actions(outside, ask)
        self.table: Table[Line] = Table(
            (
                Column(_("Loan"), lambda row: row.what, bold=True),
                Column(_("Amount"), lambda row: row.amount, align="right"),
                Column(_("Since"), lambda row: words.day(row.begun), keep=60),
                Column(_("What for"), lambda row: row.purpose, wide=True, keep=60),
                Column(_("It stands"), lambda row: row.result().word, cell=Line.result, keep=80),
            ),
            key=lambda row: row.key,
            name=_("Loans"),
        )
        self.table.opened.connect(self._open)
        above = Row(12)
        above.add(muted(_("Enter opens a loan.")), stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.livelihood = Door(_("Livelihood"), "F3" if session.may("loans.write") else "")
        self.livelihood.clicked.connect(self._add_livelihood)
        self.body.add(self.livelihood)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        try:
            member = members.member(club, self.person_id, today)
        except LookupError:  # the adding was taken back meanwhile
            self.shell.back()
            return
        standings = standing_records.standings(club, today)
        lines = [
            Line(each.id, each, standings.get(each.id))
            for each in records.loans(club, person_id=self.person_id)
        ]
        lines += [
            Line(each.id, outside=each)
            for each in outside_records.outside_loans(club, self.person_id)
        ]
        owed = sum(row.standing.outstanding_vnd for row in lines if row.standing is not None)
        count = sum(row.loan is not None for row in lines)
        many = ngettext("{n} loan of the club", "{n} loans of the club", count).format(n=count)
        self.head(
            _("Loans of {who}").format(who=shown_name(member)),
            _("{count}, {amount} still owed.").format(count=many, amount=money.fmt(owed)),
        )
        self.table.set_rows(lines)
        if not lines:
            self.table.set_empty(
                Empty("hand-coins", _("No loan"), _("Nothing was ever asked for."))
            )
        held = livelihood_records.livelihoods(club, today, self.person_id)
        said = [
            _("{what} since {day}").format(
                what=_(LIVELIHOODS[each.kind]), day=words.day(each.since)
            )
            for each in held
        ]
        self.livelihood.fill(*([body(line) for line in said] or [muted(_("Nothing written yet"))]))

    def first_focus(self) -> QWidget:
        return self.table if self.table.shown() else self.livelihood

    @guard
    def _open(self, row: Line) -> None:
        if row.loan is not None:
            self.shell.show(LoanPage(self.session, self.shell, row.loan.id))
        elif row.outside is not None and self.session.may("loans.write"):
            self.shell.show(outside_form(self.session, self.shell, row.outside))

    @guard
    def _request(self) -> None:
        given = {"person": self.person_id}
        self.shell.show(request_form(self.session, self.shell, given=given))

    @guard
    def _add_outside(self) -> None:
        self.shell.show(outside_form(self.session, self.shell, None, person=self.person_id))

    @guard
    def _add_livelihood(self) -> None:
        self.shell.show(livelihood_form(self.session, self.shell, person=self.person_id))
