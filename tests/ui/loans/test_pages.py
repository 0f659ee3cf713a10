"""Pages of the loans at every size, and for who may only look."""

from collections.abc import Callable
from datetime import date

import pytest

from app.club.roles import DEPUTY, Actor
from app.loans import records, standing_records
from app.loans.schedule import schedule
from tests.app.loans.scene import terms
from tests.makers import TODAY
from tests.ui.checks import SIZES, WIDTHS, check_page
from tests.ui.conftest import FakeShell
from tests.ui.loans.conftest import Book
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session
from ui.loans import acts, changes, decide, lists, more, words
from ui.loans.events import EventsPage
from ui.loans.livelihood import livelihood_form
from ui.loans.loan import LoanPage
from ui.loans.of_person import PersonLoansPage
from ui.loans.outside import outside_form
from ui.loans.page import MoneyPage
from ui.loans.pay_out import PayOutPage
from ui.loans.payments import PaymentsPage
from ui.loans.products import ProductForm
from ui.loans.queue import QueuePage
from ui.loans.rehearsal import RehearsalPage
from ui.loans.repay import RepayForm
from ui.loans.request import request_form
from ui.loans.schedule_page import SchedulePage

Maker = Callable[[Session, FakeShell, Book], Page]


def of(which: str, make: Callable[..., Page]) -> Maker:
    """A page about one of the loans."""
    return lambda session, shell, book: make(
        session, shell, records.loan(session.club, getattr(book, which))
    )


PAGES: dict[str, Maker] = {
    "money": lambda session, shell, _book: MoneyPage(session, shell),
    "late": lambda session, shell, book: LoanPage(session, shell, book.late),
    "paid": lambda session, shell, book: LoanPage(session, shell, book.paid),
    "asked": lambda session, shell, book: LoanPage(session, shell, book.asked),
    "approved": lambda session, shell, book: LoanPage(session, shell, book.approved),
    "goods": lambda session, shell, book: LoanPage(session, shell, book.goods),
    "payments": lambda session, shell, book: PaymentsPage(session, shell, book.late),
    "events": lambda session, shell, book: EventsPage(session, shell, book.off),
    "queue": lambda session, shell, _book: QueuePage(session, shell),
    "all": lambda session, shell, _book: lists.AllLoansPage(session, shell),
    "coming": lambda session, shell, _book: lists.ComingBackPage(session, shell),
    "more": lambda session, shell, _book: more.MorePage(session, shell),
    "rehearsal": lambda session, shell, _book: RehearsalPage(session, shell),
    "schedule": lambda session, shell, _book: SchedulePage(
        session, shell, "", schedule(terms(), TODAY)
    ),
    "not-borrowed": lambda session, shell, _book: more.page_of("not-borrowed", session, shell),
    "to-ask": lambda session, shell, _book: more.page_of("to-ask", session, shell),
    "needs": lambda session, shell, _book: more.page_of("needs", session, shell),
    "outside": lambda session, shell, _book: more.page_of("outside", session, shell),
    "products": lambda session, shell, _book: more.page_of("products", session, shell),
    "person": lambda session, shell, book: PersonLoansPage(
        session, shell, records.loan(session.club, book.late).person_id
    ),
    "request": lambda session, shell, _book: request_form(session, shell),
    "ask-goods": lambda session, shell, _book: request_form(session, shell, goods=True),
    "product": lambda session, shell, _book: ProductForm(session, shell, None),
    "outside-form": lambda session, shell, _book: outside_form(session, shell, None),
    "need": lambda session, shell, _book: livelihood_form(session, shell),
    "appraise": of("asked", decide.appraisal_form),
    "decide": of("asked", decide.decision_form),
    "repay": of("late", RepayForm),
    "extend": of("late", lambda s, w, loan: changes.NewPlanForm(s, w, loan, changes.EXTEND)),
    "waive": of("late", changes.waiver_form),
    "write-off": of("late", lambda s, w, loan: changes.write_off_form(s, w, Page(s, w), loan)),
    "recover": of("off", changes.recovery_form),
    "return": of("goods", changes.return_form),
    "improved": of("paid", changes.improved_form),
    "pay-out": of("approved", lambda s, w, loan: PayOutPage(s, w, Page(s, w), loan)),
    "acts": of("late", lambda s, w, loan: acts.acts_page(Page(s, w), loan)),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    book: Book,
    at_size: Callable[[int, int], None],
) -> None:
    """Every page and form, in Vietnamese."""
    at_size(size, width)
    for make in PAGES.values():
        page = make(session, shell, book)
        page.make_ready()
        shell.show(page)
        check_page(page)


def test_an_empty_book_has_pages_too(session: Session, shell: FakeShell) -> None:
    for page in (
        MoneyPage(session, shell),
        QueuePage(session, shell),
        lists.AllLoansPage(session, shell),
        lists.ComingBackPage(session, shell),
        RehearsalPage(session, shell),
        request_form(session, shell),
        request_form(session, shell, goods=True),
        ProductForm(session, shell, None),
        *(more.page_of(what, session, shell) for what in more.PAGES),
    ):
        page.make_ready()
        shell.show(page)
        check_page(page)


def test_a_day_in_a_narrow_column_is_never_that_of_another_year() -> None:
    today = date(2026, 11, 15)
    days = (date(2026, 11, 10), date(2027, 2, 28), date(2027, 11, 10), date(2025, 12, 1), None)
    said = [words.near_day(day, today) for day in days]
    assert said == ["10/11", "28/2", "11/2027", "12/2025", ""]


def test_a_book_without_money_begins_with_the_money(session: Session, shell: FakeShell) -> None:
    page = MoneyPage(session, shell)
    page.make_ready()
    shell.show(page)
    first = page.first_focus()
    assert isinstance(first, Button)
    assert page.table.isAncestorOf(first)
    first.click()
    assert shell.opened[-1] == ("funds", {"what": "takeover"})
    new = next(each for each in page.table.findChildren(Button) if each is not first)
    new.click()
    assert shell.opened[-1] == ("funds", {"what": "in"})


@pytest.mark.parametrize("what", ["money", "late", "approved", "queue", "outside", "products"])
def test_who_may_only_look(what: str, session: Session, shell: FakeShell, book: Book) -> None:
    session.club.actor = Actor(session.club.actor.id, "x", frozenset({DEPUTY}))
    page = PAGES[what](session, shell, book)
    page.make_ready()
    shell.show(page)
    offered = {each.key for each in page.findChildren(Button) if each.isVisibleTo(page)}
    assert not offered & {"Ctrl+N", "Ctrl+Enter", "F2"}
    target = page.first_focus()
    assert target is not None and target.isVisibleTo(page)


def test_the_figures_add_up(session: Session, shell: FakeShell, book: Book) -> None:
    page = MoneyPage(session, shell)
    page.make_ready()
    said = [each.accessibleName() for each in (page.capital, page.cash, page.lent, page.gone)]
    stands = standing_records.stands(session.club, TODAY)
    owed = sum(each.standing.outstanding_vnd for each in stands)
    assert owed == 6_000_000
    assert "30.000.000" in said[0]
    assert "22.000.000" in said[1]
    assert "6.000.000" in said[2] and "1 million" in said[2]
    assert "2.000.000" in said[3]
