"""What somebody paid, set part by part: for the few whose money is not for what is usual."""

from app.base import money
from app.base.errors import UserError
from app.base.text import _
from app.meetings import collection, collection_records
from app.meetings.collection import Expected, LoanDue, Paid
from ui.kit.entries import MoneyField
from ui.kit.form import Form, Values
from ui.kit.labels import rich
from ui.meetings.step import StepPage


def show_parts(step: StepPage, asked: Expected, paid: Paid | None) -> None:
    """Show the form over a step of an open meeting."""
    step.shell.show(PartsForm(step, asked, paid))


class PartsForm(Form):
    """A field for the fee, the savings, each part of each loan, and what is kept."""

    help_id = "fees"

    def __init__(self, step: StepPage, asked: Expected, paid: Paid | None) -> None:
        self._step, self._asked = step, asked
        fields = {"fee": MoneyField(_("Fee")), "savings": MoneyField(_("Savings"))}
        for loan in asked.loans:
            its = loan.stands
            interest = _("Interest of loan {code}").format(code=loan.code)
            fields[f"interest {loan.loan_id}"] = MoneyField(interest)
            if its.late_interest_due_vnd:
                late = MoneyField(_("Interest for late payment"))
                fields[f"late_interest {loan.loan_id}"] = late
            principal = _("Principal of loan {code}").format(code=loan.code)
            fields[f"principal {loan.loan_id}"] = MoneyField(principal)
        fields["held"] = MoneyField(_("Kept for this person"), _("More than is owed; given back"))
        shown = paid if paid is not None else collection.split(asked, asked.total_vnd)
        values = {
            f"{part} {loan_id}" if loan_id else part: money.fmt(amount)
            for (part, loan_id), amount in shown.pieces().items()
        }
        super().__init__(
            step.session,
            step.shell,
            _("What {name} paid").format(name=asked.name),
            " ".join(map(_owed, asked.loans)) or _("Write what each part is. Empty is nothing."),
            fields,
            self._write,
            verb=_("Write it down"),
            columns=3,
            least=300,
            values=values,
        )
        self._together = rich("")
        self.above_buttons.add(self._together)
        for field in fields.values():
            field.edited.connect(self._add_up)
        self._add_up()

    def _write(self, values: Values) -> None:
        paid = collection.read_parts(values, self._asked)
        with self._step.writing():
            collection_records.write(
                self.session.club, self._step.meeting.id, {self._asked.person_id: paid}
            )

    def _add_up(self) -> None:
        """What the parts come to, as far as they are amounts."""
        total = sum(_amount(text) for text in self.values().values())
        words = _("Together <b>{amount}</b>; due {due}")
        due = money.fmt(self._asked.total_vnd)
        self._together.setText(words.format(amount=money.fmt(total), due=due))


def _owed(loan: LoanDue) -> str:
    """What a loan asks for today, in a sentence."""
    its = loan.stands
    interest = its.interest_due_vnd + its.late_interest_due_vnd
    said = _("Loan {code}: interest {interest} and principal {principal} due, {owed} still owed.")
    return said.format(
        code=loan.code,
        interest=money.fmt_number(interest),
        principal=money.fmt_number(its.principal_due_vnd),
        owed=money.fmt_number(its.outstanding_vnd),
    )


def _amount(text: str) -> int:
    try:
        return money.parse(text) if text.strip() else 0
    except UserError:
        return 0
