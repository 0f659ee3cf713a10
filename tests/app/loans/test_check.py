"""What the look over a book finds about its loans."""

import pytest

from app.club.file import Club
from app.club.second import Second
from app.loans import pay_out_records
from app.loans.check import looks
from app.loans.standing_records import READS, standings
from tests.app.loans import scene
from tests.makers import TODAY


@pytest.fixture
def loan_id(lender: Club, second: Second) -> str:
    return scene.lend(lender, scene.somebody(lender), second, scene.terms(1_000_000, 3))


def problems(club: Club) -> dict[str, tuple[str, ...]]:
    return {found.code: found.problems for found in looks(club) if found.problems}


def test_nothing_is_wrong(lender: Club, loan_id: str) -> None:
    assert [found.code for found in looks(lender)] == ["loans", "plans", "loan_states"]
    assert problems(lender) == {}
    pay_out_records.repay(lender, loan_id, TODAY, 500_000)
    assert problems(lender) == {}


def test_a_book_without_loans(commune: Club) -> None:
    assert looks(commune) == ()


def test_a_loan_that_left_the_ledger_behind(lender: Club, loan_id: str) -> None:
    with lender.change("x"):
        lender.db.table("loan").update(loan_id, {"in_kind": "bò", "quantity": 1})
    assert "ledger has lent" in problems(lender)["loans"][0]


def test_a_plan_and_a_state_that_cannot_be(lender: Club, loan_id: str) -> None:
    with lender.change("x"):
        lender.db.execute("update instalment set principal_vnd = 1 where number = 1")
        columns = {"state": "closed", "closed_on": TODAY.isoformat()}
        lender.db.table("loan").update(loan_id, columns)
    found = problems(lender)
    assert set(found) == {"plans", "loan_states"}
    assert all("VV-2026-001" in said for said in (*found["plans"], *found["loan_states"]))


def test_the_tables_behind_the_standings_are_declared(lender: Club, loan_id: str) -> None:
    """A page that shows them is told of everything that changes them."""
    touched: set[str] = set()
    lender.listeners.append(touched.update)
    before = standings(lender, TODAY)
    pay_out_records.repay(lender, loan_id, TODAY, 500_000)
    assert standings(lender, TODAY) != before
    assert touched & READS
