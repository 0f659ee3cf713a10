"""What else may be done with a loan, besides what comes next: a page of tiles."""

from collections.abc import Callable
from dataclasses import dataclass

from app.base.text import N_, _
from app.loans import request_records
from app.loans.rules import Loan, State
from ui.kit.choose import ChoosePage, Option
from ui.kit.page import Page
from ui.loans import changes, decide
from ui.loans.pay_out import PayOutPage
from ui.loans.request import request_form

BEFORE: tuple[State, ...] = ("requested", "appraised")


@dataclass(frozen=True, slots=True)
class Act:
    """An act by its code: English words marked with N_, and in which states it is offered."""

    title: str
    second: str
    icon: str
    states: tuple[State, ...]
    kinds: str = "money goods"


ACTS: dict[str, Act] = {
    "change": Act(N_("Change the request"), "", "pencil", BEFORE),
    "appraise": Act(N_("Look into it"), N_("Who looked, what was found"), "eye", BEFORE),
    "decide": Act(
        N_("Write the decision"), N_("Votes, amount, terms"), "check", (*BEFORE, "approved")
    ),
    "pay_out": Act(N_("Pay out"), N_("Two officers stand for it"), "banknote", ("approved",)),
    "withdraw": Act(
        N_("Wants the loan no more"),
        N_("The request stays in the book"),
        "x",
        (*BEFORE, "approved"),
    ),
    "remove": Act(N_("Take out the request"), N_("It was written by mistake"), "x", BEFORE),
    "extend": Act(N_("Give more time"), N_("Some months more"), "calendar-days", ("running",)),
    "reschedule": Act(
        N_("Lay out the plan anew"),
        N_("What is owed, over other months"),
        "refresh-cw",
        ("running",),
        "money",
    ),
    "waive": Act(
        N_("Waive interest"), N_("Principal stays owed"), "heart-pulse", ("running",), "money"
    ),
    "write_off": Act(N_("Write the loan off"), N_("As the members voted"), "minus", ("running",)),
    "improved": Act(
        N_("Did income improve?"),
        N_("Asked once the loan is paid off"),
        "sprout",
        ("running", "closed", "written_off"),
    ),
}


def acts_page(page: Page, loan: Loan) -> ChoosePage:
    """The acts for a loan as it stands."""
    kind = "money" if loan.in_kind is None else "goods"
    options = [
        Option(code, _(act.title), act.icon, _(act.second) if act.second else "")
        for code, act in ACTS.items()
        if loan.state in act.states
        and kind in act.kinds
        and (code != "waive" or changes.interest_owed(page.session, loan))
    ]
    options.append(Option("person", _("All loans of the borrower"), "user", loan.who))

    def chosen(code: str) -> None:
        _do(page, loan, code)

    title = _("Other acts: loan {code}").format(code=loan.code)
    return ChoosePage(page.session, page.shell, title, options, chosen)


def _do(page: Page, loan: Loan, code: str) -> None:
    session, shell = page.session, page.shell
    pages: dict[str, Callable[[], Page]] = {
        "change": lambda: request_form(session, shell, loan),
        "appraise": lambda: decide.appraisal_form(session, shell, loan),
        "decide": lambda: decide.decision_form(session, shell, loan),
        "pay_out": lambda: PayOutPage(session, shell, page, loan),
        "withdraw": lambda: changes.withdraw_form(session, shell, loan),
        "extend": lambda: changes.NewPlanForm(session, shell, loan, changes.EXTEND),
        "reschedule": lambda: changes.NewPlanForm(session, shell, loan, changes.RESCHEDULE),
        "waive": lambda: changes.waiver_form(session, shell, loan),
        "write_off": lambda: changes.write_off_form(session, shell, page, loan),
        "improved": lambda: changes.improved_form(session, shell, loan),
        "person": lambda: _of_person(page, loan),
    }
    if code == "remove":
        request_records.remove_request(session.club, loan.id)
    else:
        shell.show(pages[code]())


def _of_person(page: Page, loan: Loan) -> Page:
    from ui.loans.of_person import PersonLoansPage

    return PersonLoansPage(page.session, page.shell, loan.person_id)
