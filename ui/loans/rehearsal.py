"""A loan tried out before anybody asks for it: plans side by side, and what the fund could bear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.loans import forms, product_records
from app.loans.rules import Loan
from app.loans.schedule import (
    METHODS,
    Method,
    Schedule,
    effective_rate_bp_year,
    schedule,
    warnings,
)
from ui.kit.button import Button
from ui.kit.choice import Ticks
from ui.kit.door import Door
from ui.kit.doors import Doors
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, follow
from ui.kit.form import Form, Values
from ui.kit.labels import facts, muted
from ui.kit.layout import Column, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, term_fields, words
from ui.loans.asked import Outlook
from ui.loans.field_row import FieldRow
from ui.loans.schedule_page import SchedulePage

MOST_PLANS = 3
KEYS = ("F3", "F4", "F5")
FIRST: tuple[Method, ...] = ("bullet", "declining", "annuity")
REST = ("interest", "round", "grace")


class _Day(DateField):
    """A day whose echo is short: four fields stand in a line."""

    def echo(self, text: str) -> str:
        long = super().echo(text)
        return long.rpartition(", ")[0] if long else ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan and the least money that the fund has to lend in a year if it is given."""

    method: Method
    plan: Schedule
    least_vnd: int
    least_month: str


class RehearsalPage(Page):
    """Amount, months, rate and day at the top; below, up to three plans; a key shows one whole."""

    help_id = "loan-rehearsal"
    reads = asked.READS

    def __init__(
        self, session: Session, shell: Shell, given: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(session, shell)
        self.head(_("Try out a loan"), _("Nothing is written down here. Type, and look."))
        today = session.today()
        self.rest_button = Button(_("Other terms"), icon="list", key="F6")
        self.rest_button.clicked.connect(self._open_rest)
        self.print_button = Button(_("Look and print"), icon="printer", key="Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self.ask_button = Button(_("Ask for this loan"), icon="plus", key="Ctrl+N", kind="primary")
        self.ask_button.clicked.connect(self._request)
        may = [self.ask_button] if session.may("loans.write") else []
        self.set_actions(self.rest_button, self.print_button, *may)
        self.shed_keys()
        self.fields: dict[str, Field] = {
            "principal": MoneyField(_("How much")),
            "months": term_fields.months_field(),
            "rate": term_fields.rate_field(),
            "on": _Day(_("Paid out on"), today, ahead=366),
            "methods": Ticks(
                _("Plans to compare, at most three"),
                [(code, _(said)) for code, said in term_fields.SHORT.items()],
                columns=4,
            ),
        }
        texts = {**term_fields.USUAL, **self._usual(), **(given or {})}
        self.rest = {name: texts[name] for name in REST}
        for name, field in self.fields.items():
            field.set_text(texts[name])
        first = [self.fields[name] for name in ("principal", "months", "rate", "on")]
        self.body.add(FieldRow(first))
        self.body.add(self.fields["methods"])
        self.doors = [Door("", key) for key in KEYS]
        for number, door in enumerate(self.doors):
            door.setProperty("plan", number)
            door.clicked.connect(self._open)
        self._doors = Doors(self.doors)
        self.body.add(self._doors)
        self._below = Column(4)
        self.body.add(plain(self._below))
        self.body.stretch()
        self.tried: tuple[Tried, ...] = ()
        follow(self.fields.values(), self.show_plans)

    def refresh(self) -> None:
        self.show_plans()

    def first_focus(self) -> QWidget:
        return self.fields["principal"].first()

    def _usual(self) -> dict[str, str]:
        """What most loans of this club are: those of the first product, else 5 million a year."""
        club, today = self.session.club, self.session.today()
        offered = [each for each in product_records.products(club, today) if not each.in_kind]
        texts = {
            "principal": "5.000.000",
            "months": "12",
            "rate": "1",
            "on": fmt_date(today),
            "interest": "monthly",
            "methods": " ".join(FIRST),
        }
        if offered:
            product = offered[0]
            texts |= {
                "principal": money.fmt_number(product.most_for(0)),
                "months": str(product.most_months),
                "rate": term_fields.rate_text(product.rate_bp),
                "interest": product.interest,
            }
        return texts

    # --- what follows from it -----------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        typed = {name: field.text() for name, field in self.fields.items()}
        return {**self.rest, **typed}

    def plans(self) -> tuple[list[tuple[Method, Schedule]], list[str]]:
        """The plans of what is typed, and why another one that is ticked cannot be made. Raises
        Invalid when none can."""
        club, today = self.session.club, self.session.today()
        texts = self._texts()
        chosen = [code for code in METHODS if code in texts["methods"].split()]
        found: list[tuple[Method, Schedule]] = []
        problems: dict[str, str] = {}
        for method in chosen[:MOST_PLANS]:
            try:
                terms, on = forms.read_plan({**texts, "method": method}, today)
            except Invalid as error:
                problems |= error.problems
                continue
            dues = asked.meeting_days(club, on, terms.months)
            found.append((method, schedule(terms, on, dues)))
        if problems and not found:
            raise Invalid(problems)
        return found, list(problems.values())

    @guard
    def show_plans(self) -> None:
        """Show the plans of what is typed; what cannot be read is said beside its field."""
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        for field in self.fields.values():
            field.problem("")
        self._below.clear()
        try:
            plans, without = self.plans()
        except Invalid as error:
            self._show_problems(error)
            return
        longest = max((plan.terms.months for _method, plan in plans), default=0)
        outlook = asked.outlook(self.session.club, self.session.today(), max(12, longest))
        self.tried = tuple(self._try(method, plan, outlook) for method, plan in plans)
        for number, door in enumerate(self.doors):
            door.setVisible(number < len(self.tried))
            if number < len(self.tried):
                one = self.tried[number]
                door.set_title(_(term_fields.SHORT[one.method]))
                door.fill(*_shown(one))
        if not self.tried:
            self._below.add(muted(_("Tick a plan.")))
        for said in without:
            self._below.add(mark_line("triangle-alert", said, "warn"))
        self._say_cash()

    def _show_problems(self, error: Invalid) -> None:
        self.tried = ()
        for name, said in error.problems.items():
            if name in self.fields and self.fields[name].text():
                self.fields[name].problem(said)
        homeless = [said for name, said in error.problems.items() if name not in self.fields]
        for door in self.doors:
            door.hide()
        for said in homeless or [_("Type how much, for how long and at what interest.")]:
            self._below.add(muted(said))

    def _try(self, method: Method, plan: Schedule, outlook: Outlook) -> Tried:
        least = min(outlook.ahead(plan), key=lambda month: month.ends_vnd)
        return Tried(method, plan, least.ends_vnd, words.month(least.month))

    def _say_cash(self) -> None:
        there = asked.to_lend(self.session.club, self.session.today())
        said = _("The fund has {amount} to lend today.").format(amount=money.fmt(there))
        self._below.add(mark_line("wallet", said))

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _open(self) -> None:
        one = self.tried[int(self.sender().property("plan"))]
        self.shell.show(
            SchedulePage(self.session, self.shell, _(term_fields.SHORT[one.method]), one.plan)
        )

    @guard
    def _open_rest(self) -> None:
        fields: dict[str, Field] = {"interest": term_fields.interest_choice()}
        fields |= {
            name: field for name, field in term_fields.rarer_fields().items() if name in REST
        }
        form = Form(
            self.session,
            self.shell,
            _("Other terms"),
            _("For all plans that are compared."),
            fields,
            self._keep_rest,
            verb=_("Use this"),
            values=self.rest,
        )
        self.shell.show(form)

    def _keep_rest(self, values: Values) -> None:
        self.rest.update(values)
        self.show_plans()

    @guard
    def _print(self) -> None:
        from ui.loans import papers

        papers.plans(self, [(_(term_fields.SHORT[one.method]), one.plan) for one in self.tried])

    @guard
    def _request(self) -> None:
        from ui.loans.request import request_form

        typed = self._texts()
        given = {"asked": typed["principal"], "months": typed["months"]}
        self.shell.show(request_form(self.session, self.shell, given=given))


def _shown(one: Tried) -> Sequence[QWidget]:
    plan = one.plan
    rows = [row for row in plan.rows if row.total_vnd]
    first, last = rows[0].total_vnd, rows[-1].total_vnd
    pairs = [
        (_("First payment"), money.fmt(first)),
        (_("Last payment"), money.fmt(last)),
        (_("All interest"), money.fmt(plan.interest_vnd)),
        (_("All together"), money.fmt(plan.total_vnd)),
        (_("Interest a year"), words.percent(round(effective_rate_bp_year(plan), -1))),
    ]
    shown: list[QWidget] = [facts(pairs, share=48)]
    shown += [mark_line("triangle-alert", said, "warn") for said in warnings(plan)]
    if one.least_vnd < 0:
        said = _("The fund lacks {amount} in month {month}.").format(
            amount=words.short(-one.least_vnd), month=one.least_month
        )
        shown.append(mark_line("triangle-alert", said, "warn"))
    else:
        said = _("The fund keeps at least {amount}, in month {month}.").format(
            amount=words.short(one.least_vnd), month=one.least_month
        )
        shown.append(mark_line("circle-check", said))
    return shown


def of_loan(loan: Loan) -> dict[str, str]:
    """What a request asks for, as texts of the rehearsal."""
    return {
        "principal": words.typed(loan.asked_vnd),
        **({"months": str(loan.months)} if loan.months else {}),
    }
