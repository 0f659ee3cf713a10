"""Where a loan stands: worked examples, and an independent way to reckon it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.periods import Month
from app.loans.rules import (
    Event,
    InKind,
    Instalment,
    Loan,
    Paid,
    Split,
    paid_by,
    repayment_postings,
)
from app.loans.schedule import Terms, schedule
from app.loans.standing import Due, Standing, standing, upcoming, waterfall
from tests.app.loans.scene import PAID_OUT, terms


def lent(agreed: Terms, late_bp: int | None = None) -> tuple[Loan, list[Instalment], Paid]:
    """A loan with its plan, and the voucher that paid it out."""
    loan = Loan(
        "1", "VV-2026-001", "p", "running", PAID_OUT, terms=agreed, paid_out_on=PAID_OUT,
        late_bp=late_bp,
    )  # fmt: skip
    rows = [
        Instalment(1, row.number, row.due_on, row.principal_vnd, row.interest_vnd)
        for row in schedule(agreed, PAID_OUT).rows
    ]
    return loan, rows, Paid(PAID_OUT, lent_vnd=agreed.principal_vnd)


def where(
    agreed: Terms,
    on: date,
    paid: Iterable[Paid] = (),
    events: Iterable[Event] = (),
    late_bp: int | None = None,
    more: Iterable[Instalment] = (),
) -> Standing:
    """Where such a loan stands after some payments."""
    loan, rows, out = lent(agreed, late_bp)
    return standing(loan, [*rows, *more], [out, *paid], events, on)


# --- paid as agreed -----------------------------------------------------------------------------


def test_on_the_day_of_pay_out_nothing_is_due() -> None:
    found = where(terms(), PAID_OUT)
    assert (found.status, found.due_vnd, found.settle_vnd) == ("on_time", 0, 12_000_000)
    assert (found.next_due_on, found.next_principal_vnd, found.next_interest_vnd) == (
        date(2026, 2, 21),
        1_000_000,
        120_000,
    )
    assert found.last_due_on == date(2027, 1, 21)


def test_before_it_was_paid_out_nothing_is_owed() -> None:
    found = where(terms(), PAID_OUT - timedelta(days=1))
    assert (found.status, found.outstanding_vnd) == ("closed", 0)


def test_principal_that_falls_due_within_a_week_is_due_now() -> None:
    assert where(terms(), date(2026, 2, 13)).status == "on_time"
    assert where(terms(), date(2026, 2, 14)).status == "due"
    assert where(terms(method="bullet"), date(2026, 2, 20)).status == "on_time", "interest only"


def test_what_is_due_today_is_due_and_tomorrow_late() -> None:
    today = where(terms(), date(2026, 2, 21))
    assert (today.status, today.days_late, today.principal_late_vnd) == ("due", 0, 0)
    assert (today.principal_due_vnd, today.interest_due_vnd) == (1_000_000, 120_000)
    tomorrow = where(terms(), date(2026, 2, 22))
    assert (tomorrow.status, tomorrow.days_late) == ("late", 1)
    assert tomorrow.principal_late_vnd == 1_000_000
    assert tomorrow.oldest_unpaid_on == date(2026, 2, 21)


@pytest.mark.parametrize("interest", ["monthly", "maturity", "advance"])
@pytest.mark.parametrize("method", ["bullet", "flat", "declining", "annuity"])
def test_a_loan_paid_by_its_plan_owes_what_the_plan_says(method: str, interest: str) -> None:
    agreed = terms(5_000_000, 12, method, interest, 65, grace_months=2)  # type: ignore[arg-type]
    loan, rows, out = lent(agreed)
    paid = [out]
    assert upcoming(loan, rows, paid, [], PAID_OUT - timedelta(days=1))[-1:] == ()
    planned = tuple(
        Due(row.due_on, row.principal_vnd, row.interest_vnd) for row in rows if row.total_vnd
    )
    told = upcoming(loan, rows, paid, [], PAID_OUT)
    assert told == tuple(each for each in planned if each.on > PAID_OUT)
    for row in rows:
        found = standing(loan, rows, paid, [], row.due_on)
        assert found.principal_due_vnd == row.principal_vnd
        assert found.interest_due_vnd == row.interest_vnd
        split = waterfall(found, row.total_vnd)
        assert (split.ahead_vnd, split.held_vnd) == (0, 0)
        paid.append(Paid(row.due_on, split.all_principal_vnd, split.interest_vnd))
    found = standing(loan, rows, paid, [], rows[-1].due_on)
    assert (found.status, found.settle_vnd, found.next_due_on) == ("closed", 0, None)


# --- late, early, in part -----------------------------------------------------------------------


def test_interest_goes_on_after_the_term_month_by_month() -> None:
    """Bà Cúc owes 3 million since 21 April and pays 30.000 at every meeting."""
    agreed = terms(3_000_000, 3, "bullet")
    paid = [Paid(date(2026, month, 21), 0, 30_000) for month in (2, 3, 4, 5)]
    found = where(agreed, date(2026, 6, 19), paid)
    assert (found.status, found.days_late) == ("late", 59)
    assert (found.interest_due_vnd, found.next_interest_vnd) == (0, 30_000)
    assert found.next_due_on == date(2026, 6, 21)
    assert where(agreed, date(2026, 6, 21), paid).interest_due_vnd == 30_000


def test_after_a_part_of_the_principal_interest_is_on_the_rest() -> None:
    agreed = terms(12_000_000, 12, "bullet")
    paid = [Paid(date(2026, 2, 21), 5_000_000, 120_000)]
    assert where(agreed, date(2026, 3, 21), paid).interest_due_vnd == 70_000
    flat = terms(12_000_000, 12, "flat")
    assert where(flat, date(2026, 3, 21), paid).interest_due_vnd == 120_000


def test_a_part_paid_in_the_middle_counts_from_the_next_month() -> None:
    agreed = terms(12_000_000, 12, "bullet")
    paid = [Paid(date(2026, 2, 21), 0, 120_000), Paid(date(2026, 3, 10), 6_000_000)]
    assert where(agreed, date(2026, 3, 21), paid).interest_due_vnd == 120_000
    assert where(agreed, date(2026, 4, 21), paid).interest_due_vnd == 180_000


def test_a_meeting_held_a_few_days_later_costs_nothing() -> None:
    for late, interest in ((0, 110_000), (10, 110_000), (11, 120_000)):
        paid = [Paid(date(2026, 2, 21) + timedelta(days=late), 1_000_000, 120_000)]
        found = where(terms(), date(2026, 3, 21), paid)
        assert found.interest_due_vnd == interest
    # The day of being late is counted as it is.
    assert where(terms(), date(2026, 2, 23)).days_late == 2


def test_paid_ahead_the_next_instalments_are_smaller() -> None:
    paid = [Paid(date(2026, 2, 21), 2_500_000, 120_000)]
    found = where(terms(), date(2026, 2, 21), paid)
    assert (found.principal_due_vnd, found.next_principal_vnd) == (0, 0)
    assert (found.next_due_on, found.next_interest_vnd) == (date(2026, 3, 21), 95_000)
    april = where(terms(), date(2026, 4, 21), [*paid, Paid(date(2026, 3, 21), 0, 95_000)])
    assert (april.principal_due_vnd, april.status) == (500_000, "due")


def test_paying_everything_in_the_middle_costs_the_month_that_has_begun() -> None:
    agreed = terms(5_000_000, 12, "bullet")
    paid = [Paid(date(2026, 2, 21), 0, 50_000)]
    day = date(2026, 3, 10)
    found = where(agreed, day, paid)
    assert (found.running_interest_vnd, found.settle_vnd) == (50_000, 5_050_000)
    split = waterfall(found, 5_060_000)
    assert split == Split(50_000, 0, 0, 5_000_000, 10_000)
    closed = [*paid, Paid(day, 5_000_000, 50_000)]
    for later in (day, date(2026, 3, 21), date(2027, 6, 1)):
        assert where(agreed, later, closed).status == "closed"


def test_principal_alone_leaves_the_interest_of_the_month_owed() -> None:
    agreed = terms(5_000_000, 12, "bullet")
    paid = [Paid(date(2026, 2, 21), 0, 50_000), Paid(date(2026, 3, 10), 5_000_000)]
    found = where(agreed, date(2026, 3, 10), paid)
    assert (found.status, found.outstanding_vnd, found.settle_vnd) == ("on_time", 0, 50_000)
    assert (found.next_due_on, found.next_interest_vnd) == (date(2026, 3, 21), 50_000)
    late = where(agreed, date(2026, 4, 1), paid)
    assert (late.status, late.interest_due_vnd) == ("late", 50_000)


def test_interest_at_the_end_gathers_on_what_is_owed() -> None:
    agreed = terms(6_000_000, 6, "bullet", "maturity")
    assert where(agreed, date(2026, 6, 21)).interest_due_vnd == 0
    paid = [Paid(date(2026, 4, 21), 3_000_000)]  # three months on 6 million, three on 3
    assert where(agreed, date(2026, 7, 21), paid).interest_due_vnd == 270_000
    early = where(agreed, date(2026, 4, 21))
    assert early.settle_vnd == 6_180_000
    closed = where(agreed, date(2026, 9, 1), [Paid(date(2026, 4, 21), 6_000_000, 180_000)])
    assert closed.status == "closed"


def test_a_payment_goes_to_interest_then_principal() -> None:
    found = where(terms(12_000_000), date(2026, 3, 21))
    assert found.interest_due_vnd == 240_000
    assert waterfall(found, 100_000) == Split(interest_vnd=100_000)
    assert waterfall(found, 300_000) == Split(240_000, 0, 60_000)
    assert waterfall(found, 2_240_000) == Split(240_000, 0, 2_000_000)
    assert waterfall(found, 2_300_000) == Split(240_000, 0, 2_000_000, 60_000)


# --- interest for being late --------------------------------------------------------------------


def test_being_late_costs_only_what_was_agreed() -> None:
    agreed = terms(3_000_000, 3, "bullet")
    paid = [Paid(date(2026, month, 21), 0, 30_000) for month in (2, 3, 4, 5)]
    june = date(2026, 6, 21)
    assert where(agreed, june, paid).late_interest_due_vnd == 0
    found = where(agreed, june, paid, late_bp=150)
    assert found.late_interest_due_vnd == 30_000, "two months of another half percent"
    assert where(agreed, june, paid, late_bp=100).late_interest_due_vnd == 0
    split = waterfall(found, 3_100_000)
    assert split == Split(30_000, 30_000, 3_000_000, 0, 40_000)
    owes = [*paid, Paid(june, 3_000_000, 30_000)]
    left = where(agreed, date(2026, 7, 1), owes, late_bp=150)
    assert (left.status, left.oldest_unpaid_on) == ("late", date(2026, 5, 21))
    done = [*paid, Paid(june, 3_000_000, 30_000, 30_000)]
    assert where(agreed, june, done, late_bp=150).status == "closed"


# --- waived, laid out anew, written off ---------------------------------------------------------


def test_waived_interest_is_not_owed() -> None:
    waived = Event(date(2026, 3, 21), "interest_waived", "Ốm", amount_vnd=100_000)
    found = where(terms(method="bullet"), date(2026, 3, 21), events=[waived])
    assert found.interest_due_vnd == 140_000
    before = where(terms(method="bullet"), date(2026, 3, 20), events=[waived])
    assert before.interest_due_vnd == 120_000


def test_waiving_reaches_the_interest_for_being_late_last() -> None:
    agreed = terms(3_000_000, 1, "bullet")
    day = date(2026, 4, 21)
    owes = where(agreed, day, late_bp=150)
    assert (owes.interest_due_vnd, owes.late_interest_due_vnd) == (90_000, 30_000)
    waived = Event(day, "interest_waived", "Ốm", amount_vnd=100_000)
    found = where(agreed, day, events=[waived], late_bp=150)
    assert (found.interest_due_vnd, found.late_interest_due_vnd) == (0, 20_000)


def test_a_new_plan_takes_the_place_of_the_old_one() -> None:
    agreed = terms(12_000_000, 12)
    day = date(2026, 4, 21)  # nothing was paid
    later = replace(agreed, months=24)
    more = [
        Instalment(2, row.number, row.due_on, row.principal_vnd, row.interest_vnd)
        for row in schedule(later, day).rows
    ]
    event = Event(day, "rescheduled", "Mất mùa", months=24, version=2)
    assert where(agreed, day).principal_due_vnd == 3_000_000
    found = where(agreed, day, events=[event], more=more)
    assert (found.principal_due_vnd, found.interest_due_vnd) == (0, 360_000)
    assert found.oldest_unpaid_on == date(2026, 2, 21), "interest stays owed since then"
    assert (found.next_due_on, found.next_principal_vnd) == (date(2026, 5, 21), 500_000)
    assert found.last_due_on == date(2028, 4, 21)
    yesterday = where(agreed, date(2026, 4, 20), events=[event], more=more)
    assert yesterday.principal_due_vnd == 2_000_000


def test_written_off_nothing_is_owed_but_it_is_known() -> None:
    paid = [Paid(date(2026, 5, 1), written_off_vnd=12_000_000)]
    found = where(terms(), date(2026, 5, 1), paid)
    assert (found.status, found.outstanding_vnd, found.due_vnd) == ("written_off", 0, 0)
    assert found.written_off_vnd == 12_000_000
    back = [*paid, Paid(date(2026, 6, 1), written_off_vnd=-12_000_000)]
    assert where(terms(), date(2026, 6, 1), back).status == "closed"


# --- taken over, in kind ------------------------------------------------------------------------


def test_a_loan_taken_over_with_what_was_overdue() -> None:
    """Since March 500.000 of principal and 60.000 of interest; two instalments to come."""
    opening = date(2026, 6, 1)
    loan, _rows, _out = lent(terms(2_500_000, 12))
    loan = replace(loan, taken_over=True, paid_out_on=date(2025, 7, 21))
    rows = [
        Instalment(1, 0, date(2026, 3, 21), 500_000, 60_000),
        Instalment(1, 1, date(2026, 6, 21), 1_000_000, 25_000),
        Instalment(1, 2, date(2026, 7, 21), 1_000_000, 10_000),
    ]
    over = Paid(opening, lent_vnd=2_500_000)
    found = standing(loan, rows, [over], [], opening)
    assert (found.principal_due_vnd, found.interest_due_vnd) == (500_000, 60_000)
    assert (found.oldest_unpaid_on, found.days_late) == (date(2026, 3, 21), 72)
    assert (found.next_due_on, found.next_interest_vnd) == (date(2026, 6, 21), 25_000)
    assert standing(loan, rows, [over], [], date(2026, 5, 31)).status == "closed"


def test_a_fixed_interest_is_what_the_paper_says() -> None:
    """Not rounded to whole thousands once more: 12.500 a month, month by month."""
    loan, _rows, _out = lent(terms(2_500_000, 12, "flat"))
    loan = replace(loan, taken_over=True)
    rows = [
        Instalment(1, 1, date(2026, 6, 21), 0, 12_500),
        Instalment(1, 2, date(2026, 7, 21), 2_500_000, 12_500),
    ]
    over = Paid(date(2026, 6, 1), lent_vnd=2_500_000)
    found = standing(loan, rows, [over], [], date(2026, 6, 21))
    assert (found.interest_due_vnd, found.next_interest_vnd) == (12_500, 12_500)
    assert standing(loan, rows, [over], [], date(2026, 7, 3)).settle_vnd == 2_525_000


def test_a_loan_taken_over_after_its_end() -> None:
    loan, _rows, _out = lent(terms(1_000_000, 6))
    loan = replace(loan, taken_over=True, paid_out_on=date(2025, 7, 21))
    rows = [Instalment(1, 0, date(2026, 1, 21), 1_000_000, 0)]
    over = Paid(date(2026, 6, 1), lent_vnd=1_000_000)
    found = standing(loan, rows, [over], [], date(2026, 8, 1))
    assert (found.principal_due_vnd, found.interest_due_vnd) == (1_000_000, 10_000)
    assert found.oldest_unpaid_on == date(2026, 1, 21)


def test_goods_are_late_when_their_months_are_over() -> None:
    cow = InKind("bò cái", 1, "con")
    loan = Loan(
        "1", "VV-2026-001", "p", "running", PAID_OUT, in_kind=cow, months=3, paid_out_on=PAID_OUT
    )
    found = standing(loan, [], [], [], date(2026, 4, 21))
    assert (found.status, found.days_late, found.next_due_on) == ("in_kind", 0, date(2026, 4, 21))
    late = standing(loan, [], [], [], date(2026, 4, 25))
    assert (late.status, late.days_late, late.outstanding_vnd) == ("in_kind", 4, 0)
    assert standing(loan, [], [], [], PAID_OUT - timedelta(days=1)).status == "closed"
    given_up = Event(date(2026, 4, 22), "written_off", "Bò chết")
    assert standing(loan, [], [], [given_up], date(2026, 4, 25)).status == "written_off"
    back = replace(loan, closed_on=date(2026, 4, 24))
    assert standing(back, [], [], [], date(2026, 4, 25)).status == "closed"
    assert upcoming(loan, [], [], [], PAID_OUT) == ()


# --- an independent way to reckon ---------------------------------------------------------------


def by_pencil(agreed: Terms, paid: list[Paid], on: date) -> tuple[int, int, int]:
    """Owed, principal due and interest due, month after month as a treasurer writes them."""
    gone = sum(each.principal_vnd for each in paid if each.on <= on)
    plan = schedule(agreed, PAID_OUT).rows
    wanted = interest = 0
    month, number = Month.of(PAID_OUT), 0
    begin = PAID_OUT
    while True:
        month, number = month.next(), number + 1
        end = month.first.replace(day=min(PAID_OUT.day, month.last.day))
        if end > on:
            break
        until = begin if number == 1 else begin + timedelta(days=10)
        owed = agreed.principal_vnd
        for each in paid:
            if each.on <= min(until, on):
                owed -= each.principal_vnd
        if number <= len(plan):
            wanted += plan[number - 1].principal_vnd
        if owed > 0:
            bears = owed
            if agreed.method == "flat" and number <= agreed.months:
                bears = agreed.principal_vnd
            exact = bears * agreed.rate_bp
            unit = agreed.round_vnd * 10_000
            interest += (exact + unit // 2) // unit * agreed.round_vnd
        begin = end
    had = sum(each.interest_vnd for each in paid if each.on <= on)
    left = agreed.principal_vnd - gone
    return left, max(0, min(left, wanted - gone)), max(0, interest - had)


@given(
    method=st.sampled_from(["bullet", "flat", "declining", "annuity"]),
    months=st.integers(1, 18),
    rate=st.sampled_from([0, 60, 100, 175]),
    payments=st.lists(
        st.tuples(st.integers(0, 700), st.integers(0, 40), st.integers(0, 40)), max_size=8
    ),
    after=st.integers(0, 800),
)
def test_a_pencil_arrives_at_the_same(
    method: str, months: int, rate: int, payments: list[tuple[int, int, int]], after: int
) -> None:
    agreed = terms(4_000_000, months, method, rate_bp=rate)  # type: ignore[arg-type]
    paid, left = list[Paid](), agreed.principal_vnd
    for days, principal, interest in sorted(payments):
        back = min(left, principal * 100_000)
        left -= back
        paid.append(Paid(PAID_OUT + timedelta(days=days), back, interest * 5_000))
    on = PAID_OUT + timedelta(days=after)
    found = where(agreed, on, paid)
    told = (found.outstanding_vnd, found.principal_due_vnd, found.interest_due_vnd)
    assert told == by_pencil(agreed, paid, on)


@given(
    method=st.sampled_from(["bullet", "flat", "declining", "annuity"]),
    interest=st.sampled_from(["monthly", "maturity", "advance"]),
    late_bp=st.sampled_from([None, 150]),
    after=st.integers(0, 500),
    amount=st.integers(1, 8_000_000),
)
def test_a_payment_is_never_more_than_its_parts(
    method: str, interest: str, late_bp: int | None, after: int, amount: int
) -> None:
    agreed = terms(4_000_000, 6, method, interest)  # type: ignore[arg-type]
    on = PAID_OUT + timedelta(days=after)
    before = where(agreed, on, late_bp=late_bp)
    split = waterfall(before, amount)
    parts = (split.interest_vnd, split.late_interest_vnd, split.principal_vnd, split.ahead_vnd)
    assert sum(parts) + split.held_vnd == split.total_vnd == amount
    assert min(*parts, split.held_vnd) >= 0
    paid = Paid(on, split.all_principal_vnd, split.interest_vnd, split.late_interest_vnd)
    after_it = where(agreed, on, [paid], late_bp=late_bp)
    assert after_it.outstanding_vnd == before.outstanding_vnd - split.all_principal_vnd
    assert (after_it.status == "closed") == (amount >= before.settle_vnd)
    assert bool(split.held_vnd) == (amount > before.settle_vnd)
    if amount >= before.due_vnd:
        assert after_it.due_vnd == 0


def test_postings_of_a_payment() -> None:
    split = Split(50_000, 10_000, 500_000, 100_000, 7_000)
    postings = repayment_postings("l", "p", split)
    sums = {(each.fund, each.account): each.amount_vnd for each in postings}
    assert sums == {
        ("income", "cash"): 600_000,
        ("income", "loans"): -600_000,
        ("activity", "cash"): 67_000,
        ("activity", "interest"): -50_000,
        ("activity", "late_interest"): -10_000,
        ("activity", "held"): -7_000,
    }
    of_loan = {each.account: each.amount_vnd for each in postings if each.loan_id == "l"}
    assert paid_by(PAID_OUT, of_loan) == Paid(PAID_OUT, 600_000, 50_000, 10_000)
    assert len(repayment_postings("l", "p", Split(interest_vnd=1))) == 2
    assert paid_by(PAID_OUT, {"loans": -5, "written_off": 5}) == Paid(PAID_OUT, written_off_vnd=5)
    assert paid_by(PAID_OUT, {"written_off": -5}) == Paid(PAID_OUT, written_off_vnd=-5)
    assert paid_by(PAID_OUT, {"loans": 5}) == Paid(PAID_OUT, lent_vnd=5)
