"""What is asked before a loan is given."""

from datetime import date

from app.loans.doubts import (
    Borrower,
    decision_doubts,
    late_notes,
    product_doubts,
    request_doubts,
)
from app.loans.rules import Loan, OutsideLoan, Product, Request
from app.loans.schedule import schedule
from tests.app.loans import scene

DAY = date(2026, 6, 21)
PRODUCT = Product(
    "1", "Vay thường", 10_000_000, 12, 100, "bullet", DAY, ladder=(5_000_000,), cosigner=True
)


def asked(amount: int = 5_000_000, **more: object) -> Request:
    return Request("p", DAY, amount, months=12, cosigner="Con trai", **more)  # type: ignore[arg-type]


def test_nothing_is_asked_about_a_usual_request() -> None:
    assert request_doubts(asked(), PRODUCT, Borrower()) == {}
    assert request_doubts(asked(99_000_000), None, Borrower()) == {}


def test_who_has_a_loan_or_is_no_member() -> None:
    running = Loan("1", "VV-2026-001", "p", "running", DAY)
    outside = OutsideLoan("1", "p", "NHCSXH", 50_000_000, DAY)
    told = request_doubts(asked(), PRODUCT, Borrower(running=(running,), outside=(outside,)))
    assert "VV-2026-001" in told["person"]
    assert "NHCSXH" in request_doubts(asked(), None, Borrower(outside=(outside,)))["person"]
    assert "no member" in request_doubts(asked(), None, Borrower(is_member=False))["person"]


def test_the_ladder_and_the_largest_loan() -> None:
    product = Product(
        "1", "x", 10_000_000, 12, 100, "bullet", DAY, ladder=(5_000_000, 8_000_000, 20_000_000)
    )
    told = request_doubts(asked(6_000_000), product, Borrower())["asked"]
    assert "5.000.000" in told
    assert "0 loans" in told
    assert request_doubts(asked(6_000_000), product, Borrower(paid_off=1)) == {}
    assert "8.000.000" in request_doubts(asked(9_000_000), product, Borrower(paid_off=1))["asked"]
    above = request_doubts(asked(11_000_000), product, Borrower(paid_off=7))["asked"]
    assert "at most 10.000.000" in above


def test_what_the_regulation_wants() -> None:
    told = request_doubts(Request("p", DAY, 5_000_000, months=24), PRODUCT, Borrower())
    assert set(told) == {"months", "cosigner"}
    assert "12 months" in told["months"]


def test_a_decision_beyond_the_money_the_product_or_the_law() -> None:
    plan = schedule(scene.terms(6_000_000, 18, "flat"), DAY)
    told = decision_doubts(plan, PRODUCT, Borrower(), 20_000_000)
    assert set(told) == {"principal", "months", "rate"}
    assert "5.000.000" in told["principal"]
    assert "20" in told["rate"]
    told = decision_doubts(plan, PRODUCT, Borrower(), 2_000_000)
    assert "only 2.000.000" in told["principal"]
    plain = schedule(scene.terms(5_000_000, 12, "bullet"), DAY)
    assert decision_doubts(plain, PRODUCT, Borrower(), 5_000_000) == {}
    assert decision_doubts(plain, None, Borrower(), 5_000_000) == {}


def test_paying_late_by_law_and_by_agreement() -> None:
    nothing, law = late_notes(100, None)
    assert "1.5" in nothing
    assert "10" in law
    assert late_notes(100, 150) == ()
    assert "1.5" in late_notes(100, 151)[0]
    assert "costs nothing" in late_notes(100, 100)[0]
    plan = schedule(scene.terms(5_000_000, 12, "flat", rate_bp=150), DAY)
    product = Product("1", "x", 5_000_000, 12, 150, "flat", DAY, late_bp=300)
    assert set(product_doubts(product, plan)) == {"rate", "late"}
    usual = Product("1", "x", 5_000_000, 12, 100, "bullet", DAY)
    plain = schedule(scene.terms(5_000_000, 12, "bullet"), DAY)
    assert product_doubts(usual, plain) == {}
