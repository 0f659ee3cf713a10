from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.loans.standing import Standing
from app.meetings.collection import (
    Expected,
    LoanDue,
    LoanPaid,
    Paid,
    ahead_of_plan,
    how_it_stands,
    in_words,
    paid_of,
    split,
    sums,
)

ON = date(2026, 6, 21)
COW = LoanDue("cow", "V-01", Standing(ON, "due", 5_000_000, 500_000, 0, 50_000))
SHOP = LoanDue("shop", "V-02", Standing(ON, "late", 3_000_000, 0, 0, 30_000, 4_000))
DAN = Expected("dan", "Hoàng Văn Dần", True, 5_000, 0, (COW,), 5_000)

amounts = st.integers(0, 2_000).map(lambda n: n * 1_000)


@st.composite
def loans(draw: st.DrawFn, number: int) -> LoanDue:
    principal = draw(amounts)
    outstanding = principal + draw(amounts)
    stands = Standing(
        ON, "due", outstanding, principal, 0, draw(amounts), draw(amounts), draw(amounts)
    )
    return LoanDue(f"loan {number}", "", stands)


@st.composite
def people(draw: st.DrawFn) -> Expected:
    present = draw(st.booleans())
    usual = draw(st.sampled_from([0, 5_000]))
    return Expected(
        "somebody",
        "Somebody",
        present,
        usual if present else 0,
        draw(st.sampled_from([0, 20_000])) if present else 0,
        tuple(draw(loans(number)) for number in range(draw(st.integers(0, 3)))),
        usual,
    )


def test_less_than_asked_pays_fee_and_interest_before_principal() -> None:
    paid = split(DAN, 455_000)
    assert paid == Paid(5_000, 0, (LoanPaid("cow", 0, 50_000, 400_000),))
    assert how_it_stands(DAN, paid) == ("missing", 100_000)
    assert split(DAN, 40_000) == Paid(5_000, 0, (LoanPaid("cow", 0, 35_000, 0),))
    assert split(DAN, 3_000) == Paid(3_000)


def test_more_than_asked_pays_ahead_and_what_nobody_owes_is_kept() -> None:
    paid = split(DAN, 655_000)
    assert paid == Paid(5_000, 0, (LoanPaid("cow", 0, 50_000, 600_000),))
    assert (ahead_of_plan(paid, DAN), how_it_stands(DAN, paid)) == (100_000, ("more", 100_000))
    paid = split(DAN, 5_100_000)
    assert paid == Paid(5_000, 0, (LoanPaid("cow", 0, 50_000, 5_000_000),), 45_000)


def test_the_loan_longest_unpaid_comes_first() -> None:
    both = replace(DAN, loans=(SHOP, COW))
    assert split(both, 5_000 + 32_000).loans == (LoanPaid("shop", 2_000, 30_000),)
    paid = split(both, 5_000 + 34_000 + 60_000)
    assert paid.loans == (LoanPaid("shop", 4_000, 30_000), LoanPaid("cow", 0, 50_000, 10_000))


def test_savings_come_after_what_is_due_and_take_the_rest_of_who_only_saves() -> None:
    saver = replace(DAN, savings_vnd=20_000)
    assert split(saver, 560_000).savings_vnd == 5_000
    assert split(saver, saver.total_vnd).savings_vnd == 20_000
    only = replace(saver, loans=())
    assert split(only, 60_000) == Paid(5_000, 55_000)


def test_who_neither_borrows_nor_saves_pays_a_higher_fee() -> None:
    member = replace(DAN, loans=())
    assert split(member, 10_000) == Paid(10_000)
    assert how_it_stands(member, Paid(10_000)) == ("more", 5_000)


def test_the_absent_are_asked_for_their_loans_only_but_a_fee_sent_along_is_a_fee() -> None:
    away = replace(DAN, present=False, fee_vnd=0)
    assert away.total_vnd == 550_000
    assert split(away, 550_000) == Paid(0, 0, (LoanPaid("cow", 0, 50_000, 500_000),))
    sent = split(away, 555_000)
    assert sent.fee_vnd == 5_000
    assert how_it_stands(away, sent) == ("enough", 0)
    neighbour = replace(away, loans=())
    assert split(neighbour, 5_000) == Paid(5_000)
    assert how_it_stands(neighbour, Paid(5_000)) == ("enough", 0)


def test_how_somebody_stands() -> None:
    assert how_it_stands(DAN, None) == ("waiting", 0)
    assert how_it_stands(replace(DAN, present=False), None) == ("absent", 0)
    assert how_it_stands(DAN, Paid()) == ("nothing", 555_000)
    assert how_it_stands(DAN, split(DAN, 555_000)) == ("enough", 0)


def test_in_words() -> None:
    said = in_words(split(DAN, 655_000), DAN)
    assert [part.rsplit(" ", 1)[1] for part in said.split(", ")] == [
        "5.000",
        "50.000",
        "500.000",
        "100.000",
    ]
    assert in_words(Paid()) == ""


@settings(max_examples=300)
@given(people(), amounts)
def test_no_dong_is_lost_and_no_part_takes_more_than_it_may(asked: Expected, amount: int) -> None:
    paid = split(asked, amount)
    assert paid.total_vnd == amount
    assert all(part > 0 for part in paid.pieces().values())
    for loan in asked.loans:
        of, stands = paid.of_loan(loan.loan_id), loan.stands
        assert of.late_interest_vnd <= stands.late_interest_due_vnd
        assert of.interest_vnd <= stands.interest_due_vnd + stands.running_interest_vnd
        assert of.principal_vnd <= stands.outstanding_vnd
        if of.principal_vnd:
            assert of.late_interest_vnd == stands.late_interest_due_vnd
            assert of.interest_vnd >= stands.interest_due_vnd
    assert paid_of(paid.pieces()) == paid


@settings(max_examples=200)
@given(people())
def test_what_is_asked_for_is_split_as_asked(asked: Expected) -> None:
    paid = split(asked, asked.total_vnd)
    added = sums([paid])
    assert (added.fee_vnd, added.savings_vnd) == (asked.fee_vnd, asked.savings_vnd)
    assert added.late_interest_vnd == asked.late_vnd
    assert added.interest_vnd == asked.interest_vnd
    assert added.principal_vnd == asked.principal_vnd
    assert added.held_vnd == 0
    assert added.total_vnd == asked.total_vnd
