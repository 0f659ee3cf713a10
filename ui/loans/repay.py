"""A payment outside a meeting: how it is shared out is seen while one types."""

from datetime import date

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import UserError
from app.base.text import _
from app.loans import forms, pay_out_records, standing_records
from app.loans.rules import Loan, Split
from app.loans.standing import Standing, waterfall
from ui.funds.booking import say_booked
from ui.funds.fields import where_choice
from ui.kit.button import Button
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, follow
from ui.kit.form import Form, Values
from ui.kit.labels import bold, facts, muted, section
from ui.kit.layout import Column, Flow, card, padded, plain
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import words


class RepayForm(Form):
    """Amount, day, where; below, interest, principal, what is kept, and what is owed after."""

    help_id = "loan-payment"

    def __init__(self, session: Session, shell: Shell, loan: Loan) -> None:
        self._loan = loan
        today = session.today()
        stands = standing_records.standing_of(session.club, loan.id, today)
        # Before anything is due a payment goes to the principal alone, so no interest is proposed:
        # that of the month falls due on its day, whatever was paid ahead.
        usual = stands.due_vnd or min(stands.next_principal_vnd, stands.outstanding_vnd)
        fields: dict[str, Field] = {
            "amount": MoneyField(_("How much was paid")),
            "on": DateField(_("Day"), today, ahead=0),
            "where": where_choice(_("Where the money is")),
        }
        super().__init__(
            session,
            shell,
            _("Receive a payment"),
            _("{who}, loan {code}").format(who=loan.who, code=loan.code),
            fields,
            self._keep,
            verb=_("Receive it"),
            icon="hand-coins",
            values={
                "amount": words.typed(usual or None),
                "on": fmt_date(today),
                "where": "cash",
            },
            draft=f"loan-pay-{loan.id}",
        )
        self._quick = Flow(10)
        self.due_button = Button("", icon="clock", key="F3")
        self.due_button.clicked.connect(self._take_due)
        self.all_button = Button("", icon="check", key="F4")
        self.all_button.clicked.connect(self._take_all)
        self._quick.add(self.due_button)
        self._quick.add(self.all_button)
        self._shared = Column(4)
        inside = padded(6)
        inside.add(section(_("How it is shared out")))
        inside.add(plain(self._shared))
        self.above_buttons.add(plain(self._quick))
        self.above_buttons.add(card(inside))
        follow(self.fields.values(), self._foresee)
        self._foresee()

    def standing(self) -> Standing:
        """Where the loan stands on the day that is typed."""
        return standing_records.standing_of(self.session.club, self._loan.id, self._day())

    def split(self) -> Split | None:
        """The amount that is typed, shared out; None while it is no amount."""
        try:
            amount = money.parse(self.fields["amount"].text())
        except UserError:
            return None
        return waterfall(self.standing(), amount) if amount > 0 else None

    def _day(self) -> date:
        today = self.session.today()
        try:
            return min(parse_date(self.fields["on"].text(), today), today)
        except UserError:
            return today

    @guard
    def _foresee(self) -> None:
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        stands, parts = self.standing(), self.split()
        due = _("All that is due: {amount}").format(amount=money.fmt(stands.due_vnd))
        self.due_button.rename(due)
        self.due_button.setVisible(stands.due_vnd > 0)
        off = _("Pay everything off: {amount}").format(amount=money.fmt(stands.settle_vnd))
        self.all_button.rename(off)
        self._shared.clear()
        if parts is None:
            self._shared.add(muted(_("Type an amount.")))
            return
        lines = [
            (_("Interest"), parts.interest_vnd),
            (_("Interest for being late"), parts.late_interest_vnd),
            (_("Principal that is due"), parts.principal_vnd),
            (_("Principal ahead of time"), parts.ahead_vnd),
            (_("Kept for the payer"), parts.held_vnd),
        ]
        self._shared.add(facts([(name, money.fmt(vnd)) for name, vnd in lines if vnd], share=50))
        left = stands.outstanding_vnd - parts.all_principal_vnd
        self._shared.add(bold(_after(stands, parts, left)))
        if parts.held_vnd:
            self._shared.add(
                mark_line(
                    "triangle-alert",
                    _("This is more than is owed. The rest is kept for the payer."),
                    "warn",
                )
            )

    @guard
    def _take_due(self) -> None:
        self._take(self.standing().due_vnd)

    @guard
    def _take_all(self) -> None:
        self._take(self.standing().settle_vnd)

    def _take(self, amount_vnd: int) -> None:
        self.fields["amount"].set_text(words.typed(amount_vnd))
        self._foresee()

    def _keep(self, values: Values) -> None:
        club = self.session.club
        paid = forms.read_payment(values, self.session.today())
        entry_id = pay_out_records.repay(
            club, self._loan.id, paid.on, paid.amount_vnd, paid.split, where=paid.where
        )
        say_booked(self.session, entry_id)


def _after(stands: Standing, parts: Split, left: int) -> str:
    rest = stands.due_vnd - parts.interest_vnd - parts.late_interest_vnd - parts.principal_vnd
    if left == 0 and stands.settle_vnd <= parts.total_vnd:
        return _("After this the loan is paid off.")
    said = _("After this {amount} of principal is still owed.").format(amount=money.fmt(left))
    if rest > 0:
        late = _("{amount} stays due.").format(amount=money.fmt(rest))
        return f"{said} {late}"
    return said
