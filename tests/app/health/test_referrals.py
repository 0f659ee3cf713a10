"""When readings ask for a slip, by the rules of the day; how answers are read."""

from datetime import date

import pytest

from app.base.errors import Invalid
from app.health.referrals import Referral, due, read_came, read_slip, urgent_on
from app.health.rules import Reading

DAY = date(2026, 6, 10)


def slip(on: str, closed: str | None = None) -> Referral:
    return Referral("s", "p", on, "pressure", outcome="fine" if closed else None, closed_on=closed)


def asked(*pressures: tuple[int, int], before: tuple[Referral, ...] = ()) -> str | None:
    found = due("p", [Reading(DAY, *one) for one in pressures], before, DAY)
    return found.why if found is not None else None


def test_high_only_after_a_second_reading() -> None:
    assert asked((150, 88)) is None
    assert asked((150, 88), (148, 86)) == "pressure"
    assert asked((150, 88), (128, 80)) is None, "the mean, 139 / 84, is below"


def test_urgent_at_once_and_by_the_last_reading_too() -> None:
    assert asked((184, 100)) == "urgent"
    assert asked((184, 100), (150, 90)) == "pressure", "the mean is 167 / 95"
    assert asked((150, 90), (182, 100)) == "urgent"
    assert urgent_on([Reading(DAY, 120, 80), Reading(DAY, 150, 121)])


def test_normal_asks_for_nothing() -> None:
    assert asked((128, 80)) is None
    assert due("p", [Reading(DAY, weight_g=50_000)], (), DAY) is None


def test_not_while_a_slip_is_open_nor_soon_again_unless_urgent() -> None:
    twice = ((150, 92), (150, 92))
    assert asked(*twice, before=(slip("2026-01-10"),)) is None, "still open"
    assert asked(*twice, before=(slip("2026-05-10", "2026-05-20"),)) is None, "a month ago"
    assert asked(*twice, before=(slip("2026-01-10", "2026-02-01"),)) == "pressure"
    assert asked((184, 100), before=(slip("2026-05-10"),)) == "urgent"
    assert asked((184, 100), before=(slip("2026-06-10"),)) is None, "given that day"


def test_what_came_of_it() -> None:
    came = read_came(
        {"outcome": "treated", "went_on": "12/6/2026", "advice": " Uống  thuốc "},
        date(2026, 6, 20),
        "2026-06-10",
    )
    assert (came.outcome, came.went_on, came.advice) == ("treated", "2026-06-12", "Uống thuốc")
    assert (
        read_came(
            {"outcome": "not_gone", "went_on": "12/6/2026"}, DAY.replace(day=20), "2026-06-10"
        ).went_on
        is None
    )
    with pytest.raises(Invalid) as caught:
        read_came({"outcome": "", "went_on": "1/6/2026"}, date(2026, 6, 20), "2026-06-10")
    assert set(caught.value.problems) == {"outcome", "went_on"}


def test_a_slip_by_hand_says_why() -> None:
    assert read_slip({"why": "weight", "note": ""}) == ("weight", None)
    with pytest.raises(Invalid) as caught:
        read_slip({"why": "other", "note": " "})
    assert set(caught.value.problems) == {"note"}
