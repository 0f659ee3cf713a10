"""What may happen to a loan beside paying: more time, a new plan, interest waived, written off,
money got back, goods given back, and whether it helped."""

from datetime import date

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import UserError
from app.base.text import _
from app.club.second import Second
from app.funds.accounts import Where
from app.loans import change_records, forms, records, request_records, standing_records
from app.loans.rules import IMPROVED, Loan
from app.loans.schedule import Schedule
from app.loans.standing import Standing
from ui.funds.booking import say_booked
from ui.funds.fields import where_choice
from ui.kit.choice import Choice, Tick
from ui.kit.entries import DateField, MoneyField, NumberField
from ui.kit.fields import Field, LinesField, TextField, follow
from ui.kit.form import Form, Values
from ui.kit.labels import section
from ui.kit.layout import Column, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, words
from ui.loans.decide import plan_in_words
from ui.loans.two_officers import Planned, TwoOfficersForm

EXTEND, RESCHEDULE = "extend", "reschedule"


class NewPlanForm(Form):
    """More time, or a new plan: what will be paid from then on stands below while one types."""

    help_id = "loan-change"

    def __init__(self, session: Session, shell: Shell, loan: Loan, what: str) -> None:
        self._loan, self._what = loan, what
        today = session.today()
        more = what == EXTEND
        fields: dict[str, Field] = {
            "months": NumberField(
                _("How many months more") if more else _("Over how many months from now"),
                _("months"),
            ),
            "on": DateField(_("Decided on"), today, ahead=0),
            "reason": TextField(_("Why"), _("For example the hens died; everybody can read it")),
        }
        if not more:
            fields["grace"] = NumberField(
                _("Interest only at first"), _("months"), _("May stay empty")
            )
        stands = standing_records.standing_of(session.club, loan.id, today)
        super().__init__(
            session,
            shell,
            _("Give more time") if more else _("Lay out the plan anew"),
            _("{who} still owes {amount}, to be paid until {day}.").format(
                who=loan.who,
                amount=_owed(loan, stands),
                day=words.day(stands.last_due_on),
            ),
            fields,
            self._keep,
            verb=_("Give more time") if more else _("Lay it out anew"),
            values={"on": fmt_date(_likely_day(session, loan))},
            draft=f"loan-{what}-{loan.id}",
        )
        self._after = Column(4)
        inside = padded(6)
        inside.add(section(_("From then on")))
        inside.add(plain(self._after))
        self._card = card(inside)
        self.above_buttons.add(self._card)
        follow(self.fields.values(), self._foresee)
        self._foresee()

    def plan(self) -> Schedule:
        """The plan of what is typed. Raises UserError while it cannot be read."""
        club, today = self.session.club, self.session.today()
        found = forms.read_new_term({"reason": "-", **_filled(self.values())}, today)
        months = found.months
        if self._what == EXTEND:
            months += _months_left(self.session, self._loan, found.on)
        dues = asked.meeting_days(club, found.on, months)
        return change_records.new_plan(
            club, self._loan.id, found.on, months, found.grace_months, dues
        )

    @guard
    def _foresee(self) -> None:
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        self._after.clear()
        try:
            plan = self.plan()
        except (UserError, ValueError):
            self._card.hide()
            return
        self._after.add(mark_line("calculator", plan_in_words(plan)))
        self._after.add(
            mark_line(
                "calendar-days",
                _("The last payment is then on {day}.").format(day=words.day(plan.ends_on)),
            )
        )
        self._card.show()

    def _keep(self, values: Values) -> None:
        club, today = self.session.club, self.session.today()
        found = forms.read_new_term(values, today)
        meeting = asked.meeting_on(club, found.on)
        if self._what == EXTEND:
            months = found.months + _months_left(self.session, self._loan, found.on)
            dues = asked.meeting_days(club, found.on, months)
            change_records.extend(
                club, self._loan.id, found.on, found.months, found.reason, meeting, dues
            )
            return
        dues = asked.meeting_days(club, found.on, found.months)
        change_records.reschedule(
            club,
            self._loan.id,
            found.on,
            found.months,
            found.reason,
            found.grace_months,
            meeting,
            dues,
        )


def interest_owed(session: Session, loan: Loan) -> int:
    """All interest that would have to be paid today to be free of the loan, in đồng."""
    stands = standing_records.standing_of(session.club, loan.id, session.today())
    return stands.settle_vnd - stands.outstanding_vnd


def waiver_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Give up interest that is due."""
    club, today = session.club, session.today()
    stands = standing_records.standing_of(club, loan.id, today)
    owed = stands.interest_due_vnd + stands.late_interest_due_vnd
    most = interest_owed(session, loan)

    def save(values: Values) -> None:
        found = forms.read_amount_change(values, today)
        meeting = asked.meeting_on(club, found.on)
        change_records.waive_interest(
            club, loan.id, found.on, found.amount_vnd, found.reason, meeting
        )

    return Form(
        session,
        shell,
        _("Waive interest"),
        _("{who} owes {amount} of interest today. Principal stays owed.").format(
            who=loan.who, amount=money.fmt(most)
        ),
        {
            "amount": MoneyField(_("How much is waived")),
            "on": DateField(_("Decided on"), today, ahead=0),
            "reason": TextField(_("Why"), _("Everybody can read it.")),
        },
        save,
        verb=_("Waive it"),
        values={"amount": words.typed(owed or None), "on": fmt_date(today)},
        draft=f"loan-waive-{loan.id}",
    )


def write_off_form(session: Session, shell: Shell, below: Page, loan: Loan) -> Form:
    """Give up what is owed, as the members voted, before two officers."""
    club, today = session.club, session.today()
    stands = standing_records.standing_of(club, loan.id, today)
    owed = _owed(loan, stands)

    def plan(values: Values) -> Planned:
        found = forms.read_reason(values, today)

        def act(second: Second) -> None:
            entry_id = change_records.write_off(
                club, loan.id, found.on, found.reason, second, asked.meeting_on(club, found.on)
            )
            if entry_id is not None:
                say_booked(session, entry_id)

        lines = [
            _("{who} owes {amount}. It is given up, as the members voted.").format(
                who=loan.who, amount=owed
            ),
            _("What comes back later is still received."),
        ]
        return Planned(lines, act)

    return TwoOfficersForm(
        session,
        shell,
        below,
        _("Write the loan off"),
        _("{who} owes {amount}. The fund has that much less to lend.").format(
            who=loan.who, amount=owed
        ),
        {
            "reason": TextField(_("Why"), _("As the members voted; everybody can read it")),
            "on": DateField(_("Day of the vote"), today, ahead=0),
        },
        plan,
        verb=_("Write it off"),
        icon="minus",
        values={"on": fmt_date(today)},
        draft=f"loan-off-{loan.id}",
    )


def recovery_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Money for a loan that was written off."""
    club, today = session.club, session.today()
    left = standing_records.standing_of(club, loan.id, today).written_off_vnd

    def save(values: Values) -> None:
        found = forms.read_amount_change(values, today)
        where: Where = "bank" if values["where"] == "bank" else "cash"
        entry_id = change_records.recover(
            club, loan.id, found.on, found.amount_vnd, asked.meeting_on(club, found.on), where
        )
        say_booked(session, entry_id)

    return Form(
        session,
        shell,
        _("Money got back"),
        _("{who}: {amount} is written off and not back yet.").format(
            who=loan.who, amount=money.fmt(left)
        ),
        {
            "amount": MoneyField(_("How much was paid")),
            "on": DateField(_("Day"), today, ahead=0),
            "where": where_choice(_("Where the money is")),
        },
        save,
        verb=_("Receive it"),
        icon="hand-coins",
        values={"on": fmt_date(today), "where": "cash"},
        draft=f"loan-back-{loan.id}",
    )


def return_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Goods given back to the club, or passed on to the next member."""
    club, today = session.club, session.today()
    register = Register(club, today)
    rule = loan.in_kind.return_rule if loan.in_kind is not None else None

    def save(values: Values) -> None:
        since = loan.paid_out_on or loan.requested_on
        given = forms.read_return(values, today, since, register.known)
        change_records.return_in_kind(club, loan.id, given, closes=values["closes"] == "yes")

    return Form(
        session,
        shell,
        _("Goods given back"),
        _("{who} was lent {goods}. {rule}").format(
            who=loan.who, goods=words.amount_of(loan), rule=rule or ""
        ),
        {
            "quantity": TextField(_("How many"), _("For example 1 con")),
            "what": TextField(_("What"), _("For example calf; may stay empty")),
            "to": PersonField(_("Passed on to"), register, _("Empty: the club keeps it")),
            "on": DateField(_("Day"), today, ahead=0),
            "closes": Tick(_("Nothing more is owed: the loan is closed")),
        },
        save,
        verb=_("Keep this"),
        values={"on": fmt_date(today)},
        draft=f"loan-goods-{loan.id}",
    )


def improved_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Whether the borrower's income improved."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        on, improved, note = forms.read_improved(values, today)
        change_records.set_improved(club, loan.id, on, improved, note)

    return Form(
        session,
        shell,
        _("Did income improve?"),
        _("{who}: {amount}. {purpose}").format(
            who=loan.who, amount=words.amount_of(loan), purpose=loan.purpose or ""
        ),
        {
            "improved": Choice(
                _("What the borrower says"), [(c, _(said)) for c, said in IMPROVED.items()]
            ),
            "note": LinesField(_("In a few words"), _("For example sells 30 eggs a day")),
            "on": DateField(_("Asked on"), today, ahead=0),
        },
        save,
        verb=_("Keep the answer"),
        columns=1,
        values={
            "improved": loan.improved or "",
            "note": loan.improved_note or "",
            "on": fmt_date(loan.improved_on or today),
        },
        draft=f"loan-improved-{loan.id}",
    )


def withdraw_form(session: Session, shell: Shell, loan: Loan) -> Form:
    """Who asked wants the loan no more."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        found = forms.read_amount_change({**values, "amount": "1"}, today)
        request_records.withdraw(club, loan.id, found.on, found.reason or None)

    return Form(
        session,
        shell,
        _("Wants the loan no more"),
        _("{who} asked for {amount}.").format(who=loan.who, amount=words.amount_of(loan)),
        {
            "on": DateField(_("Day"), today, ahead=0),
            "reason": TextField(_("Why"), _("May stay empty")),
        },
        save,
        verb=_("Withdraw the request"),
        values={"on": fmt_date(today)},
        columns=1,
        draft=f"loan-withdraw-{loan.id}",
    )


def _likely_day(session: Session, loan: Loan) -> date:
    """The day of the last meeting, unless something was paid or changed since: then today."""
    club, today = session.club, session.today()
    met = asked.last_meeting_day(club, today)
    happened = records.history(club, loan.id, today)
    days = [each.on for each in happened.paid] + [each.on for each in happened.events]
    return met if max(days, default=met) <= met else today


def _owed(loan: Loan, stands: Standing) -> str:
    return money.fmt(stands.outstanding_vnd) if loan.in_kind is None else words.goods(loan.in_kind)


def _filled(values: Values) -> Values:
    return {name: text for name, text in values.items() if text}


def _months_left(session: Session, loan: Loan, on: date) -> int:
    """How many instalments of the plan in force lie after a day."""
    rows = records.history(session.club, loan.id, on).instalments
    last = max((row.version for row in rows), default=0)
    return sum(row.version == last and row.number > 0 and row.due_on > on for row in rows)
