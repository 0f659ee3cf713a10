"""What the forms of a loan refuse and propose, and what its story tells of a voucher."""

from datetime import date

import pytest

from app.base.dates import fmt_date
from app.base.money import fmt
from app.base.text import _
from app.funds import acts as funds
from app.funds import balance_records
from app.funds import records as ledger
from app.funds.rules import Draft, Posting
from app.loans import change_records, records, request_records
from app.loans.rules import Appraisal, Split, repayment_postings
from tests.makers import TODAY
from tests.ui.conftest import FakeShell
from tests.ui.loans.conftest import Book
from ui.kit.page import Page
from ui.kit.session import Session
from ui.loans import asked
from ui.loans.decide import DecisionForm
from ui.loans.events import EventsPage
from ui.loans.pay_out import PayOutPage


def test_more_than_the_box_holds_is_refused_before_a_second_officer_is_asked(
    session: Session, shell: FakeShell, book: Book
) -> None:
    club = session.club
    there = balance_records.balance(club, "income", "cash", TODAY)
    funds.to_bank(club, "income", there - 1_000_000, TODAY)
    loan = records.loan(club, book.approved)
    page = PayOutPage(session, shell, Page(session, shell), loan)
    page.make_ready()
    page.save_now()
    assert not shell.shown
    assert fmt(1_000_000) in page.problems()["where"]


def test_a_decision_is_not_proposed_for_a_day_before_the_visit(
    session: Session, shell: FakeShell, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "last_meeting_day", lambda _club, _today: date(2026, 11, 10))
    visit = Appraisal(date(2026, 11, 20), "Tổ vay vốn", "Có chuồng")
    request_records.appraise(session.club, book.asked, visit)
    form = DecisionForm(session, shell, records.loan(session.club, book.asked))
    assert form.fields["on"].text() == fmt_date(visit.on)


def test_a_receipt_for_several_things_counts_with_the_part_of_the_loan(
    session: Session, shell: FakeShell, book: Book
) -> None:
    club = session.club
    loan = records.loan(club, book.late)
    paid = Split(interest_vnd=60_000, principal_vnd=500_000)
    parts = (
        *repayment_postings(loan.id, loan.person_id, paid),
        Posting("savings", "cash", 20_000),
        Posting("savings", "savings", -20_000, person_id=loan.person_id),
    )
    draft = Draft("receipt", TODAY, "repayment", "Họp tháng", parts, loan_id=loan.id)
    with club.change("Collect"):
        ledger.post(club, draft)
    page = EventsPage(session, shell, loan.id)
    page.make_ready()
    said = [row.more for row in page.table.shown()]
    assert any(fmt(560_000) in each for each in said)
    assert not any(fmt(580_000) in each for each in said)


def test_goods_handed_over_by_mistake_are_taken_back(
    session: Session, shell: FakeShell, book: Book
) -> None:
    club = session.club
    page = EventsPage(session, shell, book.goods)
    page.make_ready()
    shell.show(page)
    handed = next(row for row in page.table.shown() if row.what == _("Goods handed over"))
    assert handed.on == date(2026, 3, 2)
    change_records.extend(club, book.goods, TODAY, 3, "Bò chưa đẻ")
    page.make_ready()
    page.table.select(handed.key)
    assert not page.back_button.isVisible(), "more time was given since"
    page.table.select(records.history(club, book.goods, TODAY).events[0].id)
    page.back_button.click()
    page.make_ready()
    page.table.select(handed.key)
    assert page.back_button.isVisible()
    page.back_button.click()
    assert records.loan(club, book.goods).state == "approved"
