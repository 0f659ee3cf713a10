"""The pay-out of an approved loan: two officers stand for it, and the cash box is looked at."""

from datetime import date

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.text import _
from app.club.second import Second
from app.funds.accounts import INCOME, Where
from app.funds.balance_records import lowest_cash
from app.loans import pay_out_records
from app.loans.rules import Loan
from app.members.reading import Reading
from ui.funds.booking import say_booked
from ui.funds.fields import where_choice
from ui.kit.entries import DateField
from ui.kit.fields import Field
from ui.kit.form import Values
from ui.kit.labels import big, muted
from ui.kit.layout import Column, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, words
from ui.loans.two_officers import Planned, TwoOfficersForm


class PayOutPage(TwoOfficersForm):
    """Day, cash box or bank; above the button, how much and what is left."""

    help_id = "loan-pay-out"

    def __init__(self, session: Session, shell: Shell, below: Page, loan: Loan) -> None:
        self._loan = loan
        today = session.today()
        fields: dict[str, Field] = {"on": DateField(_("Day"), today, ahead=0)}
        if loan.in_kind is None:
            fields["where"] = where_choice(_("Where the money comes from"))
        super().__init__(
            session,
            shell,
            below,
            _("Pay out") if loan.in_kind is None else _("Hand the goods over"),
            _("{who}, loan {code}. Two officers stand for it.").format(
                who=loan.who, code=loan.code
            ),
            fields,
            self._planned,
            verb=_("Pay out {amount}").format(amount=words.amount_of(loan)),
            icon="banknote",
            values={"on": fmt_date(today), "where": "cash"},
            draft=f"loan-out-{loan.id}",
        )
        self._after = Column(4)
        inside = padded(6)
        inside.add(big(words.amount_of(loan)))
        if loan.principal_vnd:
            inside.add(muted(money.sentence(loan.principal_vnd)))
        inside.add(plain(self._after))
        self.above_buttons.add(card(inside))
        for field in self.fields.values():
            field.edited.connect(self._foresee)
        self._foresee()

    @guard
    def _foresee(self) -> None:
        """Say what the fund has before and after."""
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        self._after.clear()
        amount = self._loan.principal_vnd
        if amount is None:
            self._after.add(muted(_("Goods: nothing leaves the cash box.")))
            return
        today = self.session.today()
        try:
            on = min(parse_date(self.fields["on"].text(), today), today)
        except UserError:
            on = today
        where = _where(self.values())
        there = self._there(on, where)
        place = _place(where)
        if there < amount:
            self._after.add(mark_line("triangle-alert", _too_little(where, there), "warn"))
            return
        said = _("{place} of the income fund: {before} now, {after} after this.").format(
            place=place, before=money.fmt(there), after=money.fmt(there - amount)
        )
        self._after.add(mark_line("wallet", said))

    def _there(self, on: date, where: Where) -> int:
        """What the income fund can pay out on that day, in đồng."""
        return lowest_cash(self.session.club, INCOME, where, on).amount_vnd

    def _planned(self, values: Values) -> Planned:
        club, loan, today = self.session.club, self._loan, self.session.today()
        reading = Reading(values, today)
        typed = reading.needed_day("on")
        reading.close()
        on = parse_date(typed, today)
        where = _where(values)
        # Said here, before a second officer is asked to prove who they are.
        there = self._there(on, where)
        if loan.principal_vnd is not None and there < loan.principal_vnd:
            raise Invalid({"where": _too_little(where, there)})
        months = loan.terms.months if loan.terms is not None else 0
        dues = asked.meeting_days(club, on, months) if months else None

        def act(second: Second) -> None:
            entry_id = pay_out_records.pay_out(club, loan.id, on, second, where, dues)
            if entry_id is not None:
                say_booked(self.session, entry_id)

        lines = [
            _("{who} gets {amount} on {day}.").format(
                who=loan.who, amount=words.amount_of(loan), day=words.day(on)
            )
        ]
        if loan.principal_vnd:
            lines.append(money.sentence(loan.principal_vnd))
        return Planned(lines, act)


def _where(values: Values) -> Where:
    return "bank" if values.get("where") == "bank" else "cash"


def _place(where: Where) -> str:
    return _("Bank account") if where == "bank" else _("Cash box")


def _too_little(where: Where, there_vnd: int) -> str:
    return _("{place} of the income fund: there is only {amount}.").format(
        place=_place(where), amount=money.fmt(max(there_vnd, 0))
    )
