"""Lists of loans: who owes, all of them, what comes back by month, who has not borrowed yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.names import sort_key
from app.base.periods import Month
from app.base.text import _, ngettext
from app.loans import records, standing_records
from app.loans.ageing import portfolio_of, risk_words
from app.loans.rules import STATES, Loan
from app.loans.standing import Standing
from app.loans.standing_records import Stand
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.gauges import ShareStrip
from ui.kit.labels import muted
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table
from ui.loans import words

HALF = 0.5
"""The share of members who have borrowed that clubs should reach (plan 1533)."""


def owing_columns(today: date) -> Sequence[TableColumn[Stand]]:
    """Who owes, how much, until when, and how it stands."""
    return (
        TableColumn(
            _("Full name"),
            lambda row: row.loan.who,
            sort=lambda row: sort_key(row.loan.who),
            wide=True,
            whole=True,  # and not bold: beside the chip of who is late a long name has room then
        ),
        TableColumn(
            _("Owes (đ)"),
            still_owed,
            sort=lambda row: row.standing.outstanding_vnd,
            align="right",
        ),
        TableColumn(
            _("Due day"),
            lambda row: words.near_day(due_on(row.standing), today),
            sort=due_order,
            keep=70,
        ),
        TableColumn(
            _("It stands"),
            lambda row: words.stand(row).word,
            sort=lambda row: most_urgent(row),
            cell=words.stand,
            keep=90,
        ),
    )


def still_owed(row: Stand) -> str:
    """Principal in đồng, or goods: "2 con bò"."""
    goods = row.loan.in_kind
    if goods is not None:
        return words.goods(goods)
    return money.fmt_number(row.standing.outstanding_vnd)


def due_on(standing: Standing) -> date | None:
    """The day to look at: since when something is unpaid, else when the next falls due."""
    return standing.oldest_unpaid_on or standing.next_due_on


def due_order(row: Stand) -> str:
    """Sorts by that day; who owes nothing to a day comes last."""
    on = due_on(row.standing)
    return on.isoformat() if on is not None else "9"


def most_urgent(row: Stand) -> tuple[int, str, str]:
    """Sorts: the longest overdue first, then what falls due first."""
    return (-row.standing.days_late, due_order(row), sort_key(row.loan.who))


@dataclass(frozen=True, slots=True)
class Line:
    """A loan of any state; `standing` where it was paid out."""

    loan: Loan
    standing: Standing | None


class AllLoansPage(Page):
    """Every loan that was ever asked for; the running ones first, or only those of one kind."""

    help_id = "loans"
    reads = standing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._lines: list[Line] = []
        paper = Button(_("Print list"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self._print)
        self.only_running = Button(_("Running loans only"), icon="check", key="F4")
        self.only_running.setCheckable(True)
        self.only_running.setChecked(True)
        self.only_running.clicked.connect(self._narrow)
        excel = Button(_("To Excel"), icon="file-text", key="Ctrl+E")
        excel.clicked.connect(self._to_excel)
        self.set_actions(self.only_running, excel, paper)
        self.shed_keys()
        self.table: Table[Line] = Table(
            (
                TableColumn(
                    _("Loan"),
                    lambda row: row.loan.code,
                    sort=lambda row: row.loan.code,
                    keep=85,
                ),
                TableColumn(
                    _("Full name"),
                    lambda row: row.loan.who,
                    sort=lambda row: sort_key(row.loan.who),
                    bold=True,
                    wide=True,
                    whole=True,
                ),
                TableColumn(_("Lent (đ)"), _lent, sort=_lent_order, align="right", keep=80),
                TableColumn(
                    _("Paid out"),
                    lambda row: words.day(row.loan.paid_out_on),
                    sort=lambda row: words.order(row.loan.paid_out_on),
                    keep=50,
                ),
                TableColumn(_("Still owed (đ)"), _owed, sort=_owed_order, align="right"),
                TableColumn(_("It stands"), lambda row: _state(row).word, cell=_state),
            ),
            key=lambda row: row.loan.id,
            name=_("All loans"),
        )
        self.table.opened.connect(self._open)
        self._hint = muted("")
        above = Row(12)
        above.add(self._hint, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        standings = standing_records.standings(club, today)
        found = records.loans(club)
        self._lines = [Line(each, standings.get(each.id)) for each in found]
        self._narrow()

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _narrow(self) -> None:
        running = self.only_running.isChecked()
        shown = [row for row in self._lines if not running or row.loan.state == "running"]
        shown.sort(key=lambda row: (row.loan.paid_out_on is None, sort_key(row.loan.who)))
        self.table.set_rows(shown)
        if not shown:
            self.table.set_empty(
                Empty("hand-coins", _("No loan"), _("A loan begins with a request."))
            )
        count = ngettext("{n} loan", "{n} loans", len(shown)).format(n=len(shown))
        owed = sum(row.standing.outstanding_vnd for row in shown if row.standing is not None)
        told = [
            _("{count}, {amount} of principal still owed.").format(
                count=count, amount=money.fmt(owed)
            )
        ]
        stands = [(row.loan.person_id, row.standing) for row in shown if row.standing is not None]
        together = portfolio_of(stands)
        if together.at_risk_vnd:
            told.append(f"{risk_words(together)}.")
        self.head(_("All loans") if not running else _("Running loans"), " ".join(told))
        self._hint.setText(_("Enter opens a loan. F6 changes the order."))

    @guard
    def _open(self, row: Line) -> None:
        from ui.loans.loan import LoanPage

        self.shell.show(LoanPage(self.session, self.shell, row.loan.id))

    @guard
    def _print(self) -> None:
        from ui.loans import papers

        papers.loan_list(self)

    @guard
    def _to_excel(self) -> None:
        from ui.loans import papers

        papers.keep_loan_list(self)


def _lent(row: Line) -> str:
    if row.loan.in_kind is not None:
        return words.goods(row.loan.in_kind)
    amount = row.loan.principal_vnd or row.loan.asked_vnd or 0
    return money.fmt_number(amount)


def _lent_order(row: Line) -> int:
    return row.loan.principal_vnd or row.loan.asked_vnd or 0


def _owed(row: Line) -> str:
    if row.standing is None or row.loan.in_kind is not None:
        return ""
    return words.number(row.standing.outstanding_vnd)


def _owed_order(row: Line) -> int:
    return row.standing.outstanding_vnd if row.standing is not None else 0


def _state(row: Line) -> Result:
    if row.standing is not None:
        return words.stand(Stand(row.loan, row.standing))
    return Result(_(STATES[row.loan.state]))


@dataclass(frozen=True, slots=True)
class ComingLine:
    """What one loan brings back in a month."""

    month: Month
    on: date
    loan: Loan
    principal_vnd: int
    interest_vnd: int


class ComingBackPage(Page):
    """What falls due on each loan in the next twelve months, in order."""

    help_id = "loans"
    reads = standing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.table: Table[ComingLine] = Table(
            (
                TableColumn(
                    _("Month"), lambda row: words.month(row.month), sort=lambda row: str(row.on)
                ),
                TableColumn(
                    _("Full name"),
                    lambda row: row.loan.who,
                    sort=lambda row: sort_key(row.loan.who),
                    bold=True,
                    wide=True,
                ),
                TableColumn(_("Day"), lambda row: words.day(row.on), keep=60),
                TableColumn(
                    _("Principal (đ)"),
                    lambda row: words.number(row.principal_vnd),
                    sort=lambda row: row.principal_vnd,
                    align="right",
                ),
                TableColumn(
                    _("Interest (đ)"),
                    lambda row: words.number(row.interest_vnd),
                    sort=lambda row: row.interest_vnd,
                    align="right",
                    keep=80,
                ),
            ),
            key=lambda row: (row.loan.id, row.on),
            name=_("What comes back"),
        )
        self.table.opened.connect(self._open)
        above = Row(12)
        self._hint = muted(_("Enter opens a loan. F6 changes the order."))
        above.add(self._hint, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        lines = []
        for stand in standing_records.stands(club, today):
            for due in standing_records.upcoming_of(club, stand.loan.id, today):
                if due.on < Month.of(today).plus(13).first:
                    month = Month.of(due.on)
                    lines.append(
                        ComingLine(month, due.on, stand.loan, due.principal_vnd, due.interest_vnd)
                    )
        lines.sort(key=lambda line: (line.on, sort_key(line.loan.who)))
        principal = sum(line.principal_vnd for line in lines)
        interest = sum(line.interest_vnd for line in lines)
        self.head(
            _("What comes back"),
            _("In 12 months {principal} of principal and {interest} of interest.").format(
                principal=money.fmt(principal), interest=money.fmt(interest)
            ),
        )
        self.table.set_rows(lines)
        if not lines:
            self.table.set_empty(
                Empty("hand-coins", _("Nothing falls due"), _("No loan is running."))
            )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, row: ComingLine) -> None:
        from ui.loans.loan import LoanPage

        self.shell.show(LoanPage(self.session, self.shell, row.loan.id))


class NotBorrowedPage(Page):
    """Who of the members has never had a loan, against the half that clubs should reach."""

    help_id = "loans"
    reads = standing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._share = ShareStrip(_("Members who have borrowed"), 0, 0, HALF)
        self.table: Table[Member] = Table(
            (
                TableColumn(
                    _("Full name"),
                    lambda member: member.person.name,
                    sort=lambda member: sort_key(member.person.name),
                    bold=True,
                    wide=True,
                ),
                TableColumn(_("Born"), lambda member: (member.person.birth or "")[:4]),
                TableColumn(_("Hamlet"), lambda member: member.person.hamlet or "", keep=60),
                TableColumn(
                    _("Household"),
                    lambda member: words.household(member),
                    sort=lambda member: words.household(member),
                    keep=80,
                ),
            ),
            key=lambda member: member.id,
            name=_("Who has not borrowed"),
        )
        self.table.opened.connect(self._open)
        self.body.add(self._share)
        above = Row(12)
        above.add(muted(_("Enter shows what is written of somebody's loans.")), stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        found = standing_records.has_borrowed(self.session.club, self.session.today())
        everybody = len(found.have) + len(found.have_not)
        short = max((everybody + 1) // 2 - len(found.have), 0)
        lack = ngettext("{n} person short", "{n} people short", short).format(n=short)
        self._share.set_share(len(found.have), everybody, HALF, lack)
        self.head(
            _("Who has not borrowed"),
            _("At least half of the members should have borrowed."),
        )
        self.table.set_rows(found.have_not)
        if not found.have_not:
            self.table.set_empty(
                Empty("check", _("Everybody has borrowed"), _("There is nobody to ask."))
            )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, member: Member) -> None:
        from ui.loans.of_person import PersonLoansPage

        self.shell.show(PersonLoansPage(self.session, self.shell, member.id))
