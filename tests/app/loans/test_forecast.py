"""The money to lend month by month, and when who waits is served."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.base.periods import Month
from app.loans.forecast import ahead, how_many, turns
from app.loans.schedule import schedule
from tests.app.loans import scene

JULY = Month(2026, 7)
MONTHS = [JULY.plus(number) for number in range(12)]
BACK = {JULY: 5_000_000, JULY.next(): 3_000_000, Month(2026, 12): 10_000_000}


def test_what_comes_back_adds_up() -> None:
    found = ahead(2_000_000, BACK, MONTHS)
    assert [each.ends_vnd for each in found[:6]] == [
        7_000_000,
        10_000_000,
        10_000_000,
        10_000_000,
        10_000_000,
        20_000_000,
    ]
    assert all(after.begins_vnd == before.ends_vnd for before, after in pairwise(found))


def test_a_loan_that_is_thought_of() -> None:
    plan = schedule(scene.terms(9_000_000, 3), date(2026, 7, 21))
    found = ahead(2_000_000, BACK, MONTHS, plan)
    assert (found[0].out_vnd, found[0].ends_vnd) == (9_000_000, -2_000_000)
    assert [each.planned_vnd for each in found[:5]] == [0, 3_000_000, 3_000_000, 3_000_000, 0]
    assert found[-1].ends_vnd == ahead(2_000_000, BACK, MONTHS)[-1].ends_vnd


def test_how_many_loans_an_amount_makes() -> None:
    assert how_many(27_000_000, 5_000_000) == 5
    assert how_many(-1, 5_000_000) == 0
    assert how_many(27_000_000, 0) == 0


def test_who_can_be_served_when() -> None:
    months = ahead(2_000_000, BACK, MONTHS)
    waiting = [("a", 5_000_000), ("b", 5_000_000), ("c", 1_000_000), ("d", 50_000_000)]
    found = turns(waiting, months)
    assert [(each.loan_id, each.month) for each in found] == [
        ("a", JULY),
        ("b", Month(2026, 8)),
        ("c", Month(2026, 12)),
        ("d", None),
    ]


def test_money_that_is_promised_later_is_not_lent_now() -> None:
    plan = schedule(scene.terms(9_000_000, 3, "bullet"), date(2026, 9, 21))
    months = ahead(2_000_000, {JULY: 7_500_000}, MONTHS, plan)
    assert turns([("a", 5_000_000)], months)[0].month == Month(2026, 12)


@given(
    cash=st.integers(0, 100),
    back=st.lists(st.integers(0, 50), min_size=12, max_size=12),
    asked=st.lists(st.integers(1, 80), max_size=6),
)
def test_nobody_is_served_with_money_that_is_not_there(
    cash: int, back: list[int], asked: list[int]
) -> None:
    months = ahead(cash, dict(zip(MONTHS, back, strict=True)), MONTHS)
    found = turns([(str(number), amount) for number, amount in enumerate(asked)], months)
    served = [each.month for each in found if each.month is not None]
    assert served == sorted(served)
    for month in months:
        given_out = sum(
            each.asked_vnd for each in found if each.month is not None and each.month <= month.month
        )
        assert given_out <= month.ends_vnd
