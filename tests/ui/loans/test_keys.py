"""What treasurers do with loans, by keys alone."""

from app.club.history import history
from app.loans import (
    livelihood_records,
    outside_records,
    product_records,
    records,
    standing_records,
)
from app.loans.rules import Loan
from tests.makers import TODAY
from tests.ui.loans.conftest import club_of
from tests.ui.real import Keyboard
from ui.funds.second import SecondPage
from ui.kit.page import Page
from ui.loans import lists
from ui.loans.events import EventsPage
from ui.loans.loan import LoanPage
from ui.loans.outside import OutsidePage
from ui.loans.page import MoneyPage
from ui.loans.queue import QueuePage
from ui.loans.rehearsal import RehearsalPage
from ui.loans.schedule_page import SchedulePage


def shown(keys: Keyboard) -> Page:
    """The page one sees."""
    return keys.page


def loan_of(keys: Keyboard, name: str, state: str = "running") -> Loan:
    found = records.loans(club_of(keys))
    return next(each for each in found if each.who.endswith(name) and each.state == state)


def open_loan(keys: Keyboard, loan: Loan) -> LoanPage:
    keys.window.open("loans", loan=loan.id)
    keys.window.page().make_ready()
    page = keys.page
    assert isinstance(page, LoanPage)
    return page


def go_to(keys: Keyboard, field: str) -> None:
    fields = keys.page.fields  # type: ignore[attr-defined]
    for _press in range(40):
        if keys.focus() is fields[field].first():
            return
        keys.press("Tab")
    raise AssertionError(f"no way to {field}")


def fill(keys: Keyboard, field: str, text: str) -> None:
    go_to(keys, field)
    keys.press("Ctrl+A")
    keys.type(text)


def test_every_figure_opens_what_it_is_made_of(keys: Keyboard) -> None:
    keys.press("Alt+6")
    money = keys.page
    assert isinstance(money, MoneyPage)
    keys.press("F5")
    assert isinstance(shown(keys), lists.AllLoansPage)
    keys.press("Esc", "F8")
    assert isinstance(shown(keys), lists.ComingBackPage)
    keys.press("Esc", "Enter")
    assert isinstance(shown(keys), LoanPage)  # who is late stands first
    assert keys.page.loan_id == loan_of(keys, "Đào").id  # type: ignore[attr-defined]
    keys.press("Esc")
    assert keys.page is money
    keys.press("F3")
    assert keys.window.room() == "funds"
    keys.press("Alt+6", "F4")
    assert keys.window.room() == "funds"


def test_a_loan_is_tried_out(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+T")
    page = keys.page
    assert isinstance(page, RehearsalPage)
    before = history(club_of(keys))
    fill(keys, "principal", "10tr")
    fill(keys, "months", "12")
    fill(keys, "rate", "0,8")
    sums = {one.method: one.plan.interest_vnd for one in page.tried}
    assert sums == {"bullet": 960_000, "declining": 520_000, "annuity": 529_000}
    assert all(one.plan.principal_vnd == 10_000_000 for one in page.tried)
    assert page.tried[0].least_vnd == 22_000_000 - 4_000_000 - 10_000_000
    keys.press("F4")
    assert isinstance(shown(keys), SchedulePage)
    keys.press("Esc")
    keys.press("F6", "Down", "Space", "Ctrl+Enter")  # interest at the end: no equal payments then
    assert [one.method for one in page.tried] == ["bullet", "declining"]
    keys.press("F6", "Up", "Space", "Ctrl+Enter")
    assert len(page.tried) == 3
    fill(keys, "rate", "lãi")
    assert not page.tried
    assert page.fields["rate"].current_problem()
    fill(keys, "rate", "1")
    keys.press("Ctrl+N")
    assert keys.page.fields["asked"].text() == "10.000.000\u00a0đ"  # type: ignore[attr-defined]
    assert history(club_of(keys)) == before


def test_goods_are_asked_for(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+N")
    keys.type("ty")
    keys.press("Enter")
    fill(keys, "purpose", "Nuôi bò")
    keys.press("F4")
    assert keys.page.fields["purpose"].text() == "Nuôi bò"  # type: ignore[attr-defined]
    fill(keys, "goods", "bò giống")
    fill(keys, "quantity", "2 con")
    keys.press("Ctrl+Enter")
    found = loan_of(keys, "Tý", "requested")
    assert found.in_kind is not None
    assert (found.in_kind.what, found.in_kind.quantity, found.in_kind.unit) == (
        "bò giống",
        2,
        "con",
    )


def test_a_request_is_refused(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+R")
    assert isinstance(shown(keys), QueuePage)
    keys.press("Enter", "Ctrl+M", "3")  # decided without having been looked into
    keys.press("Right", "Space", "Ctrl+Enter")
    assert loan_of(keys, "Sửu", "refused").closed_on is not None
    assert "refused" in keys.page.purpose().lower()
    keys.press("Ctrl+Z")
    assert loan_of(keys, "Sửu", "requested").closed_on is None


def test_written_off_before_two_officers_and_got_back(keys: Keyboard) -> None:
    loan = loan_of(keys, "Đào")
    open_loan(keys, loan)
    keys.press("Ctrl+M", "4")
    keys.press("Ctrl+Enter")
    assert keys.page.problems() == {"reason": "Write why."}  # type: ignore[attr-defined]
    fill(keys, "reason", "Mất sau bão")
    keys.press("Ctrl+Enter")
    assert isinstance(shown(keys), SecondPage)
    keys.type("bốn mùa lúa chín")
    keys.press("Enter")
    keys.wait_for(LoanPage)
    stands = standing_records.standing_of(club_of(keys), loan.id, TODAY)
    assert (stands.status, stands.written_off_vnd) == ("written_off", 6_000_000)
    keys.press("Ctrl+Enter")
    fill(keys, "amount", "1tr")
    keys.press("Ctrl+Enter")
    stands = standing_records.standing_of(club_of(keys), loan.id, TODAY)
    assert stands.written_off_vnd == 5_000_000


def test_interest_is_waived_and_that_is_taken_back(keys: Keyboard) -> None:
    loan = loan_of(keys, "Đào")
    before = standing_records.standing_of(club_of(keys), loan.id, TODAY).interest_due_vnd
    assert before > 0
    page = open_loan(keys, loan)
    keys.press("Ctrl+M", "3")
    fill(keys, "reason", "Ốm dài ngày")
    keys.press("Ctrl+Enter")
    assert keys.page is page
    assert standing_records.standing_of(club_of(keys), loan.id, TODAY).interest_due_vnd == 0
    keys.press("F4")
    assert isinstance(shown(keys), EventsPage)
    keys.press("End", "F8")
    assert standing_records.standing_of(club_of(keys), loan.id, TODAY).interest_due_vnd == before


def test_goods_are_given_back(keys: Keyboard) -> None:
    open_loan(keys, loan_of(keys, "Mão"))
    keys.press("Ctrl+Enter")
    keys.type("1 con")
    fill(keys, "what", "bê")
    go_to(keys, "closes")
    keys.press("Space", "Ctrl+Enter")
    assert loan_of(keys, "Mão", "closed").in_kind is not None


def test_a_loan_from_outside_is_paid_off(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+M", "6")
    assert isinstance(shown(keys), OutsidePage)
    keys.press("Ctrl+N")
    keys.type("ty")
    keys.press("Enter")
    fill(keys, "lender", "Hội Nông dân")
    fill(keys, "amount", "20tr")
    keys.press("Ctrl+Enter", "F3")
    found = {each.lender: each.closed_on for each in outside_records.outside_loans(club_of(keys))}
    assert found == {"Ngân hàng chính sách": None, "Hội Nông dân": TODAY}


def test_who_needs_a_loan(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+M", "5", "Ctrl+N")
    keys.type("dan")
    keys.press("Enter", "Right", "Space", "Ctrl+Enter")
    kinds = {each.who: each.kind for each in livelihood_records.livelihoods(club_of(keys), TODAY)}
    assert kinds == {"Phạm Thị Sửu": "needs_loan", "Vũ Văn Dần": "income_activity"}


def test_a_kind_of_loan_warns_of_what_is_too_dear(keys: Keyboard) -> None:
    keys.press("Alt+6", "Ctrl+M", "7", "Ctrl+N")
    keys.type("Vay gấp")
    fill(keys, "most", "5tr")
    fill(keys, "rate", "2")
    go_to(keys, "method")
    said = keys.page.fields["rate"].said()  # type: ignore[attr-defined]
    assert "24\u00a0%" in said
    keys.press("Ctrl+Enter")
    added = product_records.products(club_of(keys))[-1]
    assert (added.name, added.rate_bp, added.round_vnd) == ("Vay gấp", 200, 1000)
