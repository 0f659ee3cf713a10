"""What a voucher may look like."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.funds import accounts
from app.funds.rules import Draft, Posting, amount_of, mistakes, turned_back, unbalanced
from tests.app.funds.scene import paid, received, repaid
from tests.makers import TODAY

POSTINGS = st.lists(
    st.builds(
        Posting,
        st.sampled_from([*accounts.FUNDS]),
        st.sampled_from([*accounts.ACCOUNTS]),
        st.integers(-(10**12), 10**12),
    )
)


@given(POSTINGS)
def test_what_is_unbalanced_is_told_fund_by_fund(postings: list[Posting]) -> None:
    left = unbalanced(postings)
    assert sum(left.values()) == sum(posting.amount_vnd for posting in postings)
    assert all(left.values())
    assert not unbalanced([*postings, *turned_back(postings)])


def test_a_voucher_is_named_by_its_kind_and_year() -> None:
    assert accounts.voucher("receipt", 2026, 21) == "PT-2026-021"
    assert accounts.voucher("payment", 2026, 1) == "PC-2026-001"
    assert accounts.voucher("journal", 2027, 1234) == "PK-2027-1234"


def test_funds_and_accounts_have_names() -> None:
    assert accounts.fund_title("income") == "Income fund"
    assert accounts.fund_title("x1", {"x1": "Quỹ khuyến học"}) == "Quỹ khuyến học"
    for words in (accounts.FUNDS, accounts.ACCOUNTS, accounts.TOPICS, accounts.KINDS):
        assert all(words.values())


@pytest.mark.parametrize(
    ("draft", "amount"),
    [
        (received(300_000), 300_000),
        (paid(20_000), 20_000),
        (repaid("l", 500_000, 60_000, TODAY), 560_000),
    ],
)
def test_a_voucher_is_about_the_money_that_moved(draft: Draft, amount: int) -> None:
    assert amount_of(draft.postings) == amount
    assert amount_of(turned_back(draft.postings)) == amount


def test_what_only_moves_inside_is_told_once() -> None:
    to_bank = (Posting("activity", "bank", 5), Posting("activity", "cash", -5))
    given_up = (
        Posting("income", "written_off", 7, loan_id="l"),
        Posting("income", "loans", -7, loan_id="l"),
    )
    between = (
        Posting("activity", "transfer", 9),
        Posting("activity", "cash", -9),
        Posting("income", "cash", 9),
        Posting("income", "transfer", -9),
    )
    assert [amount_of(each) for each in (to_bank, given_up, between)] == [5, 7, 9]


def test_the_plan_of_accounts_is_kept() -> None:
    assert not mistakes(repaid("l", 500_000, 60_000, TODAY))
    good = received(5)
    for wrong, said in (
        (replace(good, postings=good.postings[:1]), "out by 5"),
        (replace(good, postings=()), "nothing is posted"),
        (replace(good, memo=" "), "nothing is said"),
        (received(5, fund="income"), "income has no account other_income"),
        (received(5, account="loans"), "no account of activity"),
        (received(5, fund="income", account="loans"), "loans without loan_id"),
        (received(5, fund="savings", account="savings"), "savings without person_id"),
        (received(5, account="held"), "held without person_id"),
        (received(5, fund="income", account="capital"), "capital without source_id"),
        (received(5, fund="savings", account="gifts"), "savings has no account gifts"),
        (
            replace(good, postings=tuple(replace(p, area="culture") for p in good.postings)),
            "cash has no area",
        ),
    ):
        assert said in "; ".join(mistakes(wrong))
