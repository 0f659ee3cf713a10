"""The rows of a plan as they stand: paid, late, paid in part, and what will really be asked."""

from datetime import date

import pytest

from app.club.file import Club
from app.club.second import Second
from app.loans import change_records, pay_out_records, records, standing_records
from app.loans.schedule import Method
from tests.app.loans.scene import fund, lend, second_officer, somebody, terms
from ui.loans.plan_rows import PlanRow, plan_rows

START = date(2026, 6, 21)
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 25), date(2026, 9, 21), date(2026, 10, 25)


@pytest.fixture
def second(club: Club) -> Second:
    fund(club, 50_000_000)
    return second_officer(club)


def rows_on(club: Club, loan_id: str, on: date) -> tuple[PlanRow, ...]:
    loan = records.loan(club, loan_id)
    return plan_rows(club, loan, standing_records.standing_of(club, loan_id, on), on)


def test_what_is_due_and_not_paid(club: Club, second: Second) -> None:
    loan = lend(club, somebody(club), second, terms(6_000_000, 6), START)
    states = [row.state for row in rows_on(club, loan, AUGUST)]
    assert states == ["late", "late", "coming", "coming", "coming", "coming"]
    pay_out_records.repay(club, loan, AUGUST, 500_000)
    states = [row.state for row in rows_on(club, loan, AUGUST)]
    assert states[:3] == ["part", "late", "coming"]
    due = standing_records.standing_of(club, loan, AUGUST).due_vnd
    pay_out_records.repay(club, loan, AUGUST, due)
    states = [row.state for row in rows_on(club, loan, AUGUST)]
    assert states[:3] == ["paid", "paid", "coming"]
    assert rows_on(club, loan, SEPTEMBER)[2].state == "due"


def test_who_pays_ahead_pays_less_interest_later(club: Club, second: Second) -> None:
    loan = lend(club, somebody(club), second, terms(6_000_000, 6), START)
    before = rows_on(club, loan, date(2026, 6, 22))
    assert before[1].arithmetic.endswith("= 50.000\u00a0đ")
    pay_out_records.repay(club, loan, date(2026, 7, 21), 1_060_000 + 2_000_000)
    rows = rows_on(club, loan, date(2026, 7, 21))
    assert rows[1].interest_vnd == 30_000
    assert rows[1].arithmetic.startswith("3.000.000")
    assert sum(row.principal_vnd for row in rows if row.state == "coming") == 3_000_000
    principals = [row.principal_vnd for row in rows[1:]]
    assert principals == [0, 0, 1_000_000, 1_000_000, 1_000_000]  # the next two are paid ahead


@pytest.mark.parametrize("method", ["bullet", "declining", "flat", "annuity"])
def test_the_arithmetic_of_every_plan_is_shown(method: Method, club: Club, second: Second) -> None:
    loan = lend(club, somebody(club), second, terms(6_000_000, 6, method), START)
    for row in rows_on(club, loan, START):
        assert "1\u00a0%" in row.arithmetic or "1 %" in row.arithmetic


def test_a_new_plan_takes_the_place_of_the_old_one(club: Club, second: Second) -> None:
    loan = lend(club, somebody(club), second, terms(6_000_000, 6), START)
    due = standing_records.standing_of(club, loan, AUGUST).due_vnd
    pay_out_records.repay(club, loan, AUGUST, due)
    change_records.extend(club, loan, AUGUST, 4, "Gà chết")
    rows = rows_on(club, loan, AUGUST)
    assert len(rows) == 8
    assert sum(row.principal_vnd for row in rows) == 4_000_000
    assert all(row.arithmetic for row in rows)


def test_a_loan_paid_off_has_its_plan_paid(club: Club, second: Second) -> None:
    loan = lend(club, somebody(club), second, terms(6_000_000, 3), START)
    stands = standing_records.standing_of(club, loan, OCTOBER)
    pay_out_records.repay(club, loan, OCTOBER, stands.settle_vnd)
    assert {row.state for row in rows_on(club, loan, OCTOBER)} == {"paid"}
