"""Plans of loans against an independent calculation, against published examples, and as a pencil
checks them."""

import math
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.text import set_language
from app.loans.schedule import (
    INTERESTS,
    METHODS,
    Before,
    Row,
    Schedule,
    Terms,
    arithmetic,
    due_days,
    effective_rate_bp_year,
    plan_on,
    rate_words,
    schedule,
    warnings,
)
from tests.app.loans.scene import terms

START = date(2026, 1, 21)
LOANS = 10_000
METHOD_LIST, INTEREST_LIST = list(METHODS), list(INTERESTS)


# --- an independent calculation -----------------------------------------------------------------


@dataclass
class Month:
    """A month of a loan, as exact numbers before anything falls due."""

    owed: Fraction
    interest: Fraction
    back: Fraction


def to_unit(value: Fraction, unit: int) -> Fraction:
    """The nearest whole number of units; in the middle the larger one."""
    return Fraction(math.floor(value / unit + Fraction(1, 2)) * unit)


def month_by_month(of: Terms) -> list[Month]:
    """The loan lived through month by month: what is owed, what that costs, what is given back."""
    rate, unit = Fraction(of.rate_bp, 10_000), of.round_vnd
    owed, found = Fraction(of.principal_vnd), list[Month]()
    paying = of.months - of.grace_months
    # What one đồng a month is worth on the first day, each month discounted once more.
    worth = sum(accumulate([1 / (1 + rate)] * paying, lambda one, two: one * two))
    level = to_unit(Fraction(of.principal_vnd) / worth, unit)
    share = to_unit(Fraction(of.principal_vnd, paying), unit)
    for number in range(1, of.months + 1):
        bears = Fraction(of.principal_vnd) if of.method == "flat" else owed
        back = Fraction(0)
        if number == of.months:
            back = owed
        elif number > of.grace_months and of.method != "bullet":
            back = share
            if of.method == "annuity":
                back = max(level - to_unit(owed * rate, unit), Fraction(0))
            back = min(back, owed)
        found.append(Month(owed, bears * rate, back))
        owed -= back
    assert owed == 0
    return found


def expected(of: Terms) -> list[tuple[int, int, int, int]]:
    """Number, principal, interest and balance of each row."""
    months = month_by_month(of)
    if of.interest == "monthly":
        interests = [to_unit(month.interest, of.round_vnd) for month in months]
    else:
        whole = to_unit(sum((month.interest for month in months), Fraction(0)), of.round_vnd)
        interests = [Fraction(0)] * len(months)
        if of.interest == "maturity":
            interests[-1] = whole
    rows = [] if of.interest != "advance" else [(0, 0, int(whole), of.principal_vnd)]
    for number, (month, interest) in enumerate(zip(months, interests, strict=True), start=1):
        rows.append((number, int(month.back), int(interest), int(month.owed - month.back)))
    return rows


def drawn(chance: random.Random, method: str) -> Terms:
    """Terms as clubs may agree them, and some as only a mistyped form has them."""
    months = chance.choice([1, 2, 3, 6, 10, 12, 12, 18, 24, 36, chance.randint(1, 120)])
    return Terms(
        chance.choice([chance.randint(1, 20) * 1_000_000, chance.randint(1, 60_000_000)]),
        chance.choice([0, 50, 60, 65, 80, 100, 100, 125, 200, chance.randint(0, 1_000)]),
        months,
        method,  # type: ignore[arg-type]
        chance.choice(INTEREST_LIST),
        chance.choice([1, 100, 500, 1_000, 1_000, 10_000]),
        chance.choice([0, 0, 0, chance.randint(0, months - 1)]),
    )


@pytest.mark.parametrize("method", METHOD_LIST)
def test_an_independent_calculation_agrees(method: str) -> None:
    chance = random.Random(f"10.000 loans, {method}")
    for _number in range(LOANS):
        of = drawn(chance, method)
        found = schedule(of, START)
        told = [
            (row.number, row.principal_vnd, row.interest_vnd, row.balance_vnd) for row in found.rows
        ]
        assert told == expected(of), of
        assert found.principal_vnd == of.principal_vnd
        assert found.total_vnd == of.principal_vnd + found.interest_vnd


# --- published examples -------------------------------------------------------------------------


def test_equal_principal_as_a_vietnamese_lender_explains_it() -> None:
    """100 million over 5 months at 1 % a month on what is owed:
    https://smartfinance.vn/tra-goc-va-lai-theo-du-no-giam-dan-3/"""
    plan = schedule(terms(100_000_000, 5, "declining"), START)
    table = [(row.principal_vnd, row.interest_vnd, row.total_vnd) for row in plan.rows]
    assert table == [
        (20_000_000, 1_000_000, 21_000_000),
        (20_000_000, 800_000, 20_800_000),
        (20_000_000, 600_000, 20_600_000),
        (20_000_000, 400_000, 20_400_000),
        (20_000_000, 200_000, 20_200_000),
    ]


def test_equal_payments_as_a_textbook_has_them() -> None:
    """1.000 dollars at 2 % a month in 6 equal payments of 178,53, in cents:
    https://www.sapling.com/8703730/calculate-reducing-balance-interest-rate"""
    plan = schedule(terms(100_000, 6, "annuity", rate_bp=200, round_vnd=1), START)
    assert [row.total_vnd for row in plan.rows[:5]] == [17_853] * 5
    first, second = plan.rows[:2]
    assert (first.interest_vnd, first.principal_vnd, first.balance_vnd) == (2_000, 15_853, 84_147)
    assert (second.interest_vnd, second.principal_vnd) == (1_683, 16_170)
    # The source rounds nothing in between and so arrives at 71,15.
    assert plan.interest_vnd in (7_115, 7_116)


def test_equal_payments_over_thirty_years() -> None:
    """100.000 dollars at 12 % a year over 360 months is 1.028,61 a month, in cents:
    https://www.mathworks.com/help/finance/amortize.html"""
    plan = schedule(terms(10_000_000, 360, "annuity", round_vnd=1), START)
    assert {row.total_vnd for row in plan.rows[:-1]} == {102_861}
    assert plan.interest_vnd > 27_000_000


def test_flat_interest_as_the_encyclopedia_has_it() -> None:
    """1.200 in 12 payments of 100 and 1 % of the first principal, 12, so 112 each; and a contract
    of rural Cambodia, 400.000 riel at 4 % a month with the principal at the end of 4 months:
    https://en.wikipedia.org/wiki/Flat_rate_(finance)"""
    plan = schedule(terms(1_200, 12, "flat", round_vnd=1), START)
    assert {(row.principal_vnd, row.interest_vnd) for row in plan.rows} == {(100, 12)}
    riel = schedule(terms(400_000, 4, "bullet", rate_bp=400), START)
    assert [row.total_vnd for row in riel.rows] == [16_000, 16_000, 16_000, 416_000]


def test_the_loan_of_the_paper() -> None:
    """5 million over a year at 1 %: 12 × 50.000, the acknowledgment of debt that clubs sign."""
    plan = schedule(terms(5_000_000, 12, "bullet"), date(2026, 6, 21))
    assert [row.total_vnd for row in plan.rows] == [50_000] * 11 + [5_050_000]
    assert (plan.interest_vnd, plan.ends_on) == (600_000, date(2027, 6, 21))


# --- rows, days, rounding -----------------------------------------------------------------------


def test_the_last_row_takes_the_rest() -> None:
    plan = schedule(terms(5_000_000, 12), START)
    assert [row.principal_vnd for row in plan.rows] == [417_000] * 11 + [413_000]
    small = schedule(terms(60_000, 10, round_vnd=10_000), START)
    assert [row.principal_vnd for row in small.rows] == [10_000] * 6 + [0] * 4


def test_only_interest_is_paid_in_the_grace() -> None:
    plan = schedule(terms(6_000_000, 6, grace_months=3), START)
    assert [row.principal_vnd for row in plan.rows] == [0, 0, 0, 2_000_000, 2_000_000, 2_000_000]
    assert [row.interest_vnd for row in plan.rows] == [60_000] * 4 + [40_000, 20_000]


def test_interest_at_the_end_and_in_advance() -> None:
    end = schedule(terms(5_000_000, 6, "bullet", "maturity"), START)
    assert [row.total_vnd for row in end.rows] == [0] * 5 + [5_300_000]
    before = schedule(terms(5_000_000, 6, "bullet", "advance"), START)
    assert [(row.number, row.due_on) for row in before.rows[:2]] == [
        (0, START),
        (1, date(2026, 2, 21)),
    ]
    assert [row.total_vnd for row in before.rows] == [300_000] + [0] * 5 + [5_000_000]


def test_interest_paid_ahead_is_not_asked_twice() -> None:
    of = terms(5_000_000, 6, "bullet", "advance")
    days = due_days(START, 6)
    assert plan_on(of, START, days, Before(paid_months=4)).rows[0].interest_vnd == 100_000
    assert plan_on(of, START, days, Before(paid_months=9)).rows[0].interest_vnd == 0


def test_instalments_fall_on_the_same_day_of_the_month_or_the_last() -> None:
    assert due_days(date(2026, 1, 31), 4) == (
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    )


def test_instalments_fall_on_meeting_days_where_they_are_known() -> None:
    """In 2026 Tết falls on 17 February, so that month meets early."""
    meetings = [date(2026, 1, 21), date(2026, 2, 8), date(2026, 3, 22)]
    days = due_days(START, 3, meetings)
    assert days == (date(2026, 2, 8), date(2026, 3, 22), date(2026, 4, 21))


@given(
    start=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    months=st.integers(1, 60),
    meetings=st.lists(st.integers(0, 2_000), max_size=40),
)
def test_days_go_up_one_in_each_month(start: date, months: int, meetings: list[int]) -> None:
    days = due_days(start, months, [start + timedelta(days=number) for number in meetings])
    places = [day.year * 12 + day.month for day in (start, *days)]
    assert all(after == before + 1 for before, after in pairwise(places))


@pytest.mark.parametrize(
    "wrong",
    [
        {"principal": 0},
        {"months": 0},
        {"rate_bp": -1},
        {"round_vnd": 0},
        {"grace_months": 12},
        {"method": "balloon"},
        {"interest": "daily"},
    ],
)
def test_terms_that_make_no_plan(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        terms(**wrong)  # type: ignore[arg-type]


# --- the arithmetic that is printed -------------------------------------------------------------


def test_the_arithmetic_in_both_languages() -> None:
    plan = schedule(terms(5_000_000, 12, rate_bp=65), START)
    assert arithmetic(plan.rows[0], plan.terms) == (
        "5.000.000\u00a0đ × 0.65\u00a0% × 1 month = 32.500\u00a0đ ~ 33.000\u00a0đ"
    )
    set_language("vi")
    first = arithmetic(plan.rows[0], plan.terms)
    assert first.startswith("5.000.000\u00a0đ × 0,65\u00a0% × 1 ")
    assert rate_words(100) == "1\u00a0%"


def recomputed(words: str) -> Fraction:
    """The left side of printed arithmetic, worked out by its figures alone."""
    figures = [each.replace(".", "").replace(",", ".") for each in re.findall(r"[\d.,]+", words)]
    base, percent, *months = map(Fraction, figures)
    return base * percent / 100 * (months[0] if months else 1)


@pytest.mark.parametrize("interest", INTEREST_LIST)
@pytest.mark.parametrize("method", METHOD_LIST)
def test_the_arithmetic_works_out_to_the_printed_result(method: str, interest: str) -> None:
    set_language("vi")
    chance = random.Random(f"{method} {interest}")
    for _number in range(100):
        of = drawn(chance, method)
        plan = schedule(Terms(*map(of.__getattribute__, _NAMES), interest, of.round_vnd), START)  # type: ignore[arg-type]
        for row in plan.rows:
            check_arithmetic(row, plan)


_NAMES = ("principal_vnd", "rate_bp", "months", "method")


def check_arithmetic(row: Row, plan: Schedule) -> None:
    text = arithmetic(row, plan.terms)
    if not text:
        assert row.interest_vnd == 0
        return
    left, result, *rounded = re.split(" [=~] ", text)
    if not left[0].isdigit():  # the words for a sum of several months stand before it
        left = left[re.search(r"\d", left).start() :]  # type: ignore[union-attr]
    exact = recomputed(left)
    (said,) = re.findall(r"[\d.,]+", result)
    assert Fraction(said.replace(".", "").replace(",", ".")) == exact
    (shown,) = re.findall(r"[\d.]+", (rounded or [result])[0])
    assert int(shown.replace(".", "")) == row.interest_vnd
    assert row.interest_vnd == to_unit(exact, plan.terms.round_vnd)


# --- what it really costs -----------------------------------------------------------------------


def test_one_percent_flat_is_more_than_a_fifth_a_year() -> None:
    flat = schedule(terms(12_000_000, 12, "flat"), START)
    assert effective_rate_bp_year(flat) == 2_146
    assert any("21.5" in said and "20" in said for said in warnings(flat))
    assert not warnings(schedule(terms(12_000_000, 12, "flat", rate_bp=92), START))
    assert warnings(schedule(terms(12_000_000, 12, "flat", rate_bp=94), START))


def test_interest_on_what_is_owed_costs_what_it_says() -> None:
    for method in ("bullet", "declining", "annuity"):
        plan = schedule(terms(12_000_000, 12, method, round_vnd=1), START)  # type: ignore[arg-type]
        assert effective_rate_bp_year(plan) == 1_200
        assert not warnings(plan)


def test_the_band_of_interest_is_told() -> None:
    for rate in (0, 59, 101, 200):
        (said, *_more) = warnings(schedule(terms(rate_bp=rate), START))
        assert said.startswith(rate_words(rate))
    assert not warnings(schedule(terms(rate_bp=60), START))


def test_interest_in_advance_costs_more_than_each_month() -> None:
    before = effective_rate_bp_year(schedule(terms(interest="advance", method="bullet"), START))
    after = effective_rate_bp_year(schedule(terms(interest="maturity", method="bullet"), START))
    assert after < 1_200 < before
