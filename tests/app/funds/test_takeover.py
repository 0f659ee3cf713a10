"""A takeover from paper as it is typed, and whether it adds up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.funds import takeover_forms as forms
from app.funds.rules import Source
from app.funds.takeover import (
    FundOpening,
    LoanOpening,
    SavingsOpening,
    SourceOpening,
    Sums,
    Takeover,
    doubts,
    sums,
)
from tests.makers import TODAY

FUNDS = ("income", "activity", "golden_heart", "savings")
ON = date(2026, 10, 31)
KNOWN = ("mai", "tu")
TEXTS = {
    "on": "31/10/2026",
    "cash income": "2tr",
    "bank income": "10.000.000",
    "cash activity": "1.250.000",
    "cash savings": "500k",
    "source 1 kind": "province",
    "source 1 name": "UBND tỉnh",
    "source 1 amount": "15tr",
    "source 1 returnable": "yes",
    "source 1 return_to": "Hội Người cao tuổi xã",
    "source 2 kind": "own",
    "source 2 name": "Lãi nhập vốn",
    "source 2 amount": "1tr",
    "source 2 returnable": "no",
    "loan mai owed": "3tr",
    "loan mai part": "500k",
    "loan mai interest": "1",
    "loan mai until": "21/4/2027",
    "loan mai next": "21/11/2026",
    "loan mai arrears": "",
    "loan tu#2 owed": "1tr",
    "loan tu#2 interest": "10k",
    "loan tu#2 until": "15/1/2027",
    "saving mai amount": "500.000",
    "gift 1 donor": "Công ty Hạnh Phúc",
    "gift 1 on_date": "1/6/2025",
    "gift 1 what": "",
    "gift 1 value": "2tr",
}


def read(**other: str) -> Takeover:
    texts = {**TEXTS, **{name.replace("_in_", " "): text for name, text in other.items()}}
    return forms.read(texts, FUNDS, KNOWN, TODAY)


def test_everything_that_was_typed() -> None:
    found = read()
    assert found.on == ON
    assert found.funds == (
        FundOpening("income", 2_000_000, 10_000_000),
        FundOpening("activity", 1_250_000),
        FundOpening("savings", 500_000),
    )
    assert [(one.source.name, one.amount_vnd) for one in found.sources] == [
        ("UBND tỉnh", 15_000_000),
        ("Lãi nhập vốn", 1_000_000),
    ]
    mai, tu = found.loans
    assert mai == LoanOpening(
        "mai", 3_000_000, date(2027, 4, 21), date(2026, 11, 21), 100, None, 500_000
    )
    assert (tu.person_id, tu.monthly_vnd, tu.rate_bp) == ("tu", 10_000, 100)
    assert tu.next_due_on == date(2026, 11, 15)  # the day of the end, in the month after
    assert found.savings == (SavingsOpening("mai", 500_000),)
    assert (found.gifts[0].what, found.gifts[0].value_vnd) == ("Money", 2_000_000)
    assert sums(found) == Sums(12_000_000, 4_000_000, 16_000_000, 500_000, 500_000)
    assert doubts(sums(found)) == ()


def test_it_can_be_written_out_and_read_again() -> None:
    found = read()
    again = forms.texts_of(found)
    assert forms.read(again, FUNDS, KNOWN, TODAY) == found


def test_sums_are_told_while_one_types() -> None:
    half = {**TEXTS, "loan mai owed": "ba", "source 1 amount": "1"}
    assert forms.so_far(half) == Sums(12_000_000, 1_000_000, 1_000_001, 500_000, 500_000)
    assert forms.so_far({}) == Sums(0, 0, 0, 0, 0)


def test_every_problem_is_said_at_once_under_its_name() -> None:
    texts = {
        **TEXTS,
        "on": "31/12/2026",
        "cash income": "nhiều",
        "source 1 amount": "",
        "source 2 kind": "",
        "loan mai owed": "0",
        "loan mai next": "21/5/2027",
        "loan mai arrears": "2000 tỷ",
        "loan tu#2 interest": "15",
        "loan ai owed": "1tr",
        "saving mai amount": "",
        "gift 1 value": "",
    }
    with pytest.raises(Invalid) as caught:
        forms.read(texts, FUNDS, KNOWN, TODAY)
    assert caught.value.problems.keys() == {
        "on",
        "cash income",
        "source 1 amount",
        "source 2 kind",
        "loan mai owed",
        "loan mai next",
        "loan mai arrears",
        "loan tu#2 interest",
        "loan ai person",
        "loan ai interest",
        "loan ai until",
        "saving mai amount",
        "gift 1 what",
    }


@pytest.mark.parametrize(
    ("typed", "rate", "monthly"),
    [
        ("1", 100, None),
        ("0,8 %", 80, None),
        ("0.65%", 65, None),
        ("30k", 100, 30_000),
        ("0", 0, None),
    ],
)
def test_interest_is_a_rate_or_an_amount(typed: str, rate: int, monthly: int | None) -> None:
    texts = {"owed": "3tr", "interest": typed, "until": "21/4/2027"}
    found = forms.read_loan("mai", texts, ON, KNOWN)
    assert (found.rate_bp, found.monthly_vnd) == (rate, monthly)


@pytest.mark.parametrize("typed", ["", "11", "500k", "-1", "một"])
def test_no_interest_that_cannot_be(typed: str) -> None:
    texts = {"owed": "3tr", "interest": typed, "until": "21/4/2027"}
    with pytest.raises(Invalid) as caught:
        forms.read_loan("mai", texts, ON, KNOWN)
    assert caught.value.problems.keys() == {"interest"}


def test_a_payment_that_has_passed_is_not_the_next_one() -> None:
    texts = {"owed": "3tr", "interest": "1", "until": "21/4/2027", "next": "21/10/2026"}
    with pytest.raises(Invalid) as caught:
        forms.read_loan("mai", texts, ON, KNOWN)
    assert caught.value.problems.keys() == {"next"}


def test_the_last_of_february_is_the_31st_of_longer_months() -> None:
    loan = LoanOpening("lan", 4_000_000, date(2026, 5, 31), date(2026, 2, 28))
    after = loan.due_days(date(2026, 1, 31))
    assert [day.day for day in after] == [28, 31, 30, 31]


def test_a_loan_whose_term_is_over_has_nothing_more_to_come() -> None:
    texts = {"owed": "3tr", "interest": "1", "until": "21/8/2026", "arrears": "90k"}
    found = forms.read_loan("mai", texts, ON, KNOWN)
    assert found.due_days(ON) == ()
    assert found.arrears_vnd == 90_000


@given(st.dates(date(2026, 11, 1), date(2028, 12, 31)), st.integers(0, 800))
def test_payments_fall_due_once_a_month_up_to_the_end(first: date, more: int) -> None:
    until = date.fromordinal(first.toordinal() + more)
    days = LoanOpening("mai", 1, until, first).due_days(ON)
    assert days[-1] == until
    months = [(day.year, day.month) for day in days]
    assert len(set(months)) == len(months)
    assert list(days) == sorted(days)
    assert len(days) == (until.year - first.year) * 12 + until.month - first.month + 1


def test_what_does_not_add_up_is_named() -> None:
    source = Source("", "own", "Vốn", False, ON)
    more = Takeover(ON, (FundOpening("income", 5),), (SourceOpening(source, 3),))
    assert "2" in doubts(sums(more))[0]
    less = Takeover(ON, (FundOpening("income", 5),), (SourceOpening(source, 7),))
    assert "2" in doubts(sums(less))[0]
    kept = Takeover(ON, (FundOpening("savings", 5),), savings=(SavingsOpening("mai", 4),))
    assert len(doubts(sums(kept))) == 1


def test_lines_keep_the_order_in_which_they_were_begun() -> None:
    texts = {
        "gift 2 donor": "B",
        "gift 1 donor": "A",
        "gift 2 value": "1",
        "gifts": "",
        "gift 3": "",
    }
    assert forms.lines(texts, "gift") == {"2": {"donor": "B", "value": "1"}, "1": {"donor": "A"}}
