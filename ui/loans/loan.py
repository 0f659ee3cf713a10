"""One loan from its request to its end: how it stands, its plan, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import N_, _
from app.loans import records, standing_records
from app.loans.rules import IMPROVED, STATES, Loan, State
from app.loans.schedule import rate_words, schedule
from app.loans.standing import Standing
from ui.kit.button import Button
from ui.kit.chips import Chip
from ui.kit.door import Door
from ui.kit.empty import Empty
from ui.kit.labels import big, facts, muted, section
from ui.kit.layout import Column, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.loans import asked, term_fields, words
from ui.loans.beside import BesideTable
from ui.loans.plan_rows import PlanRow, plan_rows
from ui.loans.standing_words import owed_pairs


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: the verb of the green button, English marked with N_, and its icon."""

    verb: str
    icon: str


PLANNED: tuple[State, ...] = ("running", "closed")
NEXT: dict[State, Next] = {
    "requested": Next(N_("Look into it"), "eye"),
    "appraised": Next(N_("Write the decision"), "check"),
    "approved": Next(N_("Pay out"), "banknote"),
    "running": Next(N_("Receive a payment"), "hand-coins"),
    "written_off": Next(N_("Money got back"), "hand-coins"),
    "closed": Next(N_("Did income improve?"), "sprout"),
}


class LoanPage(Page):
    """At the left what is owed and what was agreed, at the right the plan; the green button is
    what comes next."""

    help_id = "loan"
    reads = asked.READS | {"approval", "kind_return"}

    def __init__(self, session: Session, shell: Shell, loan_id: str) -> None:
        super().__init__(session, shell)
        self.loan_id = loan_id
        self._loan: Loan | None = None
        self._may = session.may("loans.write")
        self.papers_button = Button(_("Papers to print"), icon="printer", key="Ctrl+P")
        self.papers_button.clicked.connect(self._open_papers)
        self.acts_button = Button(_("Other acts"), icon="list", key="Ctrl+M")
        self.acts_button.clicked.connect(self._open_acts)
        self.next_button = Button("", icon="check", key="Ctrl+Enter", kind="primary")
        self.next_button.clicked.connect(self.go_on)
        acts = [self.acts_button, self.next_button] if self._may else []
        self.set_actions(self.papers_button, *acts)
        self.shed_keys()
        self.owed = Door(_("Owed today"), "F3")
        self.owed.clicked.connect(self._open_payments)
        self.agreed = Door(_("What was agreed"), "F4")
        self.agreed.clicked.connect(self._open_history)
        left = Column(12)
        left.add(self.owed)
        left.add(self.agreed)
        left.stretch()
        self.table: BesideTable[PlanRow] = BesideTable(_plan_columns(), key=lambda row: row.number)
        self.table.view.setAccessibleName(_("Plan"))
        self.table.moved.connect(self._show_arithmetic)
        self._plan_title = section(_("Plan"))
        head = Row(12)
        head.add(self._plan_title, stretch=1)
        head.add(self.table.pager)
        self._arithmetic = muted("")
        right = Column(8)
        right.add(head)
        right.add(self.table, stretch=1)
        right.add(self._arithmetic)
        self.body.add(SideBySide(plain(left), plain(right), share=42, gap=20, least=900), stretch=1)

    # --- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        try:
            loan = records.loan(club, self.loan_id)
        except LookupError:  # its request was taken back meanwhile
            self.shell.back()
            return
        self._loan = loan
        stands = standing_records.standing_of(club, loan.id, today) if loan.paid_out_on else None
        self.head(loan.who, _said(loan))
        self._show_owed(loan, stands)
        self._show_agreed(loan)
        self._show_plan(loan, stands, today)
        self._show_next(loan)

    def first_focus(self) -> QWidget:
        if self._may and self.next_button.isVisibleTo(self):
            return self.next_button
        return self.table if self.table.shown() else self.papers_button

    def _show_owed(self, loan: Loan, stands: Standing | None) -> None:
        if stands is None:
            self.owed.set_title(_("It stands"))
            self.owed.fill(*_steps(loan))
            return
        self.owed.set_title(_("Owed today"))
        if loan.in_kind is not None:
            self.owed.fill(*self._goods(loan, stands))
            return
        lines: list[QWidget] = [
            big(money.fmt(stands.outstanding_vnd)),
            _chip(loan, stands),
            facts(owed_pairs(stands), share=62),
        ]
        if loan.state == "closed" and loan.improved is not None:
            lines.append(mark_line("sprout", _(IMPROVED[loan.improved])))
        self.owed.fill(*lines)

    def _goods(self, loan: Loan, stands: Standing) -> list[QWidget]:
        lines: list[QWidget] = [big(words.amount_of(loan)), _chip(loan, stands)]
        back = records.kind_returns(self.session.club, loan.id)
        pairs = [
            (
                words.day(each.on),
                _("{n} {what} to {who}").format(n=each.quantity, what=each.what or "", who=each.to)
                if each.to
                else f"{each.quantity} {each.what or ''}".strip(),
            )
            for each in back
        ]
        lines.append(facts(pairs) if pairs else muted(_("Nothing was given back yet")))
        return lines

    def _show_agreed(self, loan: Loan) -> None:
        self.agreed.fill(facts(_agreed_pairs(loan), share=38))

    def _show_plan(self, loan: Loan, stands: Standing | None, today: date) -> None:
        club = self.session.club
        rows: Sequence[PlanRow] = ()
        self._plan_title.setText(_("Plan"))
        if stands is not None and loan.in_kind is None and loan.state in PLANNED:
            rows = plan_rows(club, loan, stands, today)
        elif loan.terms is not None and loan.state == "approved":
            self._plan_title.setText(_("Plan, if it is paid out today"))
            dues = asked.meeting_days(club, today, loan.terms.months)
            made = schedule(loan.terms, today, dues)
            rows = [
                PlanRow(row.number, row.due_on, row.principal_vnd, row.interest_vnd, "coming")
                for row in made.rows
            ]
        begins = bool(rows) and not self.table.shown()
        self.table.set_rows(rows)
        if not rows:
            self.table.set_empty(Empty("calendar-days", _("No plan"), _no_plan(loan)))
        elif begins:
            ahead = next((row for row in rows if row.state not in ("paid", "ahead")), rows[-1])
            self.table.select(ahead.number)
        self._show_arithmetic()

    @guard
    def _show_arithmetic(self) -> None:
        row = self.table.current()
        said = row.arithmetic if row is not None else ""
        self._arithmetic.setText(_("Interest: {sum}").format(sum=said) if said else "")

    def _show_next(self, loan: Loan) -> None:
        if not self._may:
            return
        coming = NEXT.get(loan.state)
        if coming is None or (loan.state == "closed" and loan.improved is not None):
            self.next_button.hide()
            return
        verb = _(coming.verb)
        if loan.state == "running" and loan.in_kind is not None:
            verb = _("Goods given back")
        self.next_button.rename(verb, coming.icon)
        self.next_button.show()

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def go_on(self) -> None:
        """Show the form of what comes next."""
        from ui.loans import changes, decide
        from ui.loans.pay_out import PayOutPage
        from ui.loans.repay import RepayForm

        loan = self._loan
        if loan is None:
            return
        session, shell = self.session, self.shell
        match loan.state:
            case "requested":
                shell.show(decide.appraisal_form(session, shell, loan))
            case "appraised":
                shell.show(decide.decision_form(session, shell, loan))
            case "approved":
                shell.show(PayOutPage(session, shell, self, loan))
            case "running" if loan.in_kind is not None:
                shell.show(changes.return_form(session, shell, loan))
            case "running":
                shell.show(RepayForm(session, shell, loan))
            case "written_off":
                shell.show(changes.recovery_form(session, shell, loan))
            case "closed":
                shell.show(changes.improved_form(session, shell, loan))

    @guard
    def _open_acts(self) -> None:
        from ui.loans import acts

        if self._loan is not None:
            self.shell.show(acts.acts_page(self, self._loan))

    @guard
    def _open_papers(self) -> None:
        from ui.loans import papers

        if self._loan is not None:
            papers.choose(self, self._loan)

    @guard
    def _open_payments(self) -> None:
        from ui.loans.payments import PaymentsPage

        self.shell.show(PaymentsPage(self.session, self.shell, self.loan_id))

    @guard
    def _open_history(self) -> None:
        from ui.loans.events import EventsPage

        self.shell.show(EventsPage(self.session, self.shell, self.loan_id))


def _said(loan: Loan) -> str:
    parts = [
        _("Loan {code}").format(code=loan.code),
        words.amount_of(loan),
        loan.purpose or "",
        _(STATES[loan.state]) if loan.paid_out_on is None or loan.state != "running" else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def _chip(loan: Loan, stands: Standing) -> Chip:
    row = words.stand(standing_records.Stand(loan, stands))
    return Chip(row)


def _steps(loan: Loan) -> list[QWidget]:
    """The way of a request: what is done, and what is still to be done."""
    lines: list[QWidget] = [
        mark_line(
            "circle-check",
            _("Asked for on {day}").format(day=words.day(loan.requested_on)),
        )
    ]
    if loan.appraisal is not None:
        said = _("Looked into on {day} by {who}: {opinion}").format(
            day=words.day(loan.appraisal.on),
            who=loan.appraisal.by,
            opinion=loan.appraisal.opinion,
        )
        lines.append(mark_line("circle-check", said))
    else:
        lines.append(mark_line("circle", _("Not looked into yet"), "ink2"))
    if loan.decided_on is not None:
        lines.append(mark_line("circle-check", decided_in_words(loan)))
    else:
        lines.append(mark_line("circle", _("Not decided yet"), "ink2"))
    if loan.state == "approved":
        lines.append(mark_line("circle", _("Not paid out yet"), "ink2"))
    elif loan.state in ("refused", "withdrawn"):
        lines.append(mark_line("x", _(STATES[loan.state]), "bad"))
    return lines


def decided_in_words(loan: Loan) -> str:
    """The decision with its votes."""
    said = _("Decided on {day}").format(day=words.day(loan.decided_on))
    if loan.votes_for is not None:
        said += ", " + _("{n} for it, {against} against").format(
            n=loan.votes_for, against=loan.votes_against or 0
        )
    return f"{said}. {loan.decision_note}" if loan.decision_note else said


def _agreed_pairs(loan: Loan) -> list[tuple[str, str]]:
    what = _("Amount") if loan.in_kind is None else _("In kind")
    pairs = [(what, words.amount_of(loan))]
    if loan.terms is not None:
        rate = _("{rate} a month").format(rate=rate_words(loan.terms.rate_bp))
        pairs += [
            (_("Interest"), f"{rate}, {words.months(loan.terms.months)}"),
            (_("Paid back"), _(term_fields.SHORT[loan.terms.method])),
        ]
    elif loan.months:
        pairs.append((_("For how long"), words.months(loan.months)))
    pairs += [
        (_("What for"), loan.purpose or ""),
        (_("Answers for it too"), loan.responsible()),
        (_("Paid out"), words.day(loan.paid_out_on)),
    ]
    if loan.in_kind is not None:
        pairs.append((_("To give back"), loan.in_kind.return_rule or ""))
    return [(name, value) for name, value in pairs if value]


def _no_plan(loan: Loan) -> str:
    if loan.in_kind is not None:
        return _("Goods are given back as agreed.")
    if loan.state in ("requested", "appraised"):
        return _("The meeting decides how it is paid back.")
    return _("Nothing falls due any more.")


def _plan_columns() -> Sequence[TableColumn[PlanRow]]:
    return (
        TableColumn(_("Due on"), lambda row: words.day(row.due_on), bold=True),
        TableColumn(_("Principal (đ)"), lambda row: words.number(row.principal_vnd), align="right"),
        TableColumn(_("Interest (đ)"), lambda row: words.number(row.interest_vnd), align="right"),
        TableColumn(
            _("Together (đ)"),
            lambda row: words.number(row.total_vnd),
            align="right",
            bold=True,
            keep=70,
        ),
        TableColumn(_("It stands"), lambda row: row.result().word, cell=PlanRow.result, keep=80),
    )
