"""What was found about a request, and what the meeting decided."""

from datetime import date

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.text import _
from app.loans import forms, request_records
from app.loans.doubts import decision_doubts
from app.loans.rules import Loan
from app.loans.schedule import Schedule, effective_rate_bp_year, schedule
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField, NumberField
from ui.kit.fields import Field, LinesField, TextField, follow
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, term_fields, words
from ui.loans.two_pages import TwoPageForm


def appraisal_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Who looked into a request, and what they found."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        found = forms.read_appraisal(values, today, loan.requested_on)
        request_records.appraise(club, loan.id, found)

    before = loan.appraisal
    return Form(
        session,
        shell,
        _("Look into the request"),
        _("{who}: {amount}. {purpose}").format(
            who=loan.who, amount=words.amount_of(loan), purpose=loan.purpose or ""
        ),
        {
            "by": TextField(_("Who looked into it"), _("For example the loan team, Mr. Hùng")),
            "opinion": LinesField(
                _("What was found"), _("What is planned, can it be paid back, what is advised")
            ),
            "on": DateField(_("Day"), today, ahead=0),
        },
        save,
        verb=_("Keep the opinion"),
        columns=1,
        values={
            "by": before.by if before else "",
            "opinion": before.opinion if before else "",
            "on": fmt_date(before.on if before else today),
        },
        draft=f"loan-look-{loan.id}",
    )


def decision_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """What the meeting decided about a request of money or goods."""
    return (
        DecisionForm(session, shell, loan) if loan.in_kind is None else _goods(session, shell, loan)
    )


class DecisionForm(TwoPageForm):
    """Yes or no, votes, amount and terms; below, what the plan would be and what is asked."""

    help_id = "loan-request"

    def __init__(self, session: Session, shell: Shell, loan: Loan) -> None:
        club, today = session.club, session.today()
        self._loan = loan
        self._product = asked.product_of(club, loan)
        self._who = asked.borrower(club, loan.person_id, today)
        texts = _first_texts(session, loan)
        rest = {name: texts[name] for name in term_fields.USUAL}
        super().__init__(
            session,
            shell,
            _("Decision of the meeting"),
            _("{who} asks for {amount}. {purpose}").format(
                who=loan.who, amount=words.amount_of(loan), purpose=loan.purpose or ""
            ),
            _fields(today),
            self._keep,
            verb=_("Keep the decision"),
            rest=rest,
            rest_fields=term_fields.rest_fields,
            rest_verb=_("Other terms"),
            values=texts,
            draft=f"loan-decide-{loan.id}",
        )
        follow(self.fields.values(), self._foresee)
        self._foresee()

    def rest_changed(self) -> None:
        self._foresee()

    def plan(self) -> Schedule | None:
        """The plan of what is typed, as if it was paid out on that day; None while it cannot be
        read."""
        club, today = self.session.club, self.session.today()
        texts = {**self.all_values(), "approved": "yes"}
        texts["on"] = texts["on"] or fmt_date(today)
        try:
            decision = forms.read_decision(texts, today, self._loan)
        except Invalid:
            return None
        if decision.terms is None:
            return None
        dues = asked.meeting_days(club, decision.on, decision.terms.months)
        return schedule(decision.terms, decision.on, dues)

    @guard
    def _foresee(self) -> None:
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        refused = self.fields["approved"].text() == "no"
        for name in ("principal", "rate", "months"):
            self.fields[name].setEnabled(not refused)
        self.above_buttons.clear()
        plan = None if refused else self.plan()
        said: dict[str, str] = {}
        if plan is not None:
            there = asked.to_lend(self.session.club, self.session.today())
            said = decision_doubts(plan, self._product, self._who, there)
            self.above_buttons.add(muted(term_fields.in_words(self.rest)))
            self.above_buttons.add(mark_line("calculator", plan_in_words(plan)))
        for name, field in self.fields.items():
            field.ask(said.get(name, ""))

    def _keep(self, values: Values) -> None:
        club, today = self.session.club, self.session.today()
        held = _meeting(self.session, values["on"])
        if values["approved"] == "no":
            values = {**values, **dict.fromkeys(("principal", "rate", "months"), "")}
        decision = forms.read_decision(values, today, self._loan, held)
        request_records.decide(club, self._loan.id, decision)


def plan_in_words(plan: Schedule) -> str:
    """A plan in a sentence: what is paid first and last, all interest, the yearly rate."""
    rows = [row for row in plan.rows if row.total_vnd]
    first, last = rows[0], rows[-1]
    return _(
        "{first_day}: {first}; {last_day}: {last}. Interest {interest} in all, {rate} a year."
    ).format(
        first_day=words.day(first.due_on),
        first=money.fmt(first.total_vnd),
        last_day=words.day(last.due_on),
        last=money.fmt(last.total_vnd),
        interest=money.fmt(plan.interest_vnd),
        rate=words.percent(round(effective_rate_bp_year(plan), -1)),
    )


def _goods(session: Session, shell: Shell, loan: Loan) -> Form:
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        held = _meeting(session, values["on"])
        decision = forms.read_decision(values, today, loan, held)
        request_records.decide(club, loan.id, decision)

    fields = _fields(today)
    for name in ("principal", "rate"):
        del fields[name]
    return Form(
        session,
        shell,
        _("Decision of the meeting"),
        _("{who} asks for {amount}. {purpose}").format(
            who=loan.who, amount=words.amount_of(loan), purpose=loan.purpose or ""
        ),
        fields,
        save,
        verb=_("Keep the decision"),
        values=_first_texts(session, loan),
        draft=f"loan-decide-{loan.id}",
    )


def _fields(today: date) -> dict[str, Field]:
    return {
        "approved": Choice(_("Lend it?"), [("yes", _("Yes, lend")), ("no", _("No"))]),
        "principal": MoneyField(_("How much is lent")),
        "months": term_fields.months_field(),
        "rate": term_fields.rate_field(),
        "votes_for": NumberField(_("Votes for it"), "", _("May stay empty")),
        "votes_against": NumberField(_("Votes against it"), "", _("May stay empty")),
        "on": DateField(_("Decided on"), today, ahead=0),
        "note": TextField(_("Note"), _("For example conditions; may stay empty")),
    }


def _first_texts(session: Session, loan: Loan) -> Values:
    """What the form comes up with: an earlier decision, else the request and its product."""
    club, today = session.club, session.today()
    product = asked.product_of(club, loan)
    days = [asked.last_meeting_day(club, today), loan.requested_on]
    if loan.appraisal is not None:
        days.append(loan.appraisal.on)
    texts = {
        **term_fields.USUAL,
        **(term_fields.texts_of_product(product) if product is not None else {}),
        "principal": words.typed(loan.asked_vnd),
        "months": str(loan.months or (product.most_months if product else "")),
        "on": fmt_date(max(days)),
    }
    if loan.state == "approved":
        if loan.terms is not None:
            texts |= term_fields.texts_of_terms(loan.terms, loan.late_bp)
        texts |= {
            "approved": "yes",
            "votes_for": _count(loan.votes_for),
            "votes_against": _count(loan.votes_against),
            "on": words.day(loan.decided_on),
            "note": loan.decision_note or "",
        }
    return texts


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _meeting(session: Session, typed: str) -> str | None:
    """The meeting of the day that was typed."""
    try:
        return asked.meeting_on(session.club, parse_date(typed, session.today()))
    except UserError:
        return None  # the rules say what is wrong with it
