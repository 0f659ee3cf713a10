"""Whom the lists name, why, and in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.dates import Month
from app.health.check_ups import CheckUp
from app.health.lists import KINDS, Code, FollowUpList, Watched, lists
from app.health.month import OfMonth, figures
from app.health.referrals import Referral
from app.health.rules import Reading

TODAY = date(2026, 6, 19)


def person(
    *pressures: tuple[str, int, int],
    name: str = "Nguyễn Thị Đào",
    check_ups: tuple[CheckUp, ...] = (),
    referrals: tuple[Referral, ...] = (),
    bhyt_until: date | None = None,
    signed: bool = True,
) -> Watched:
    readings = tuple(Reading(date.fromisoformat(day), up, low) for day, up, low in pressures)
    return Watched(
        name,
        "001",
        name,
        "F",
        "1953",
        "Xóm Đình",
        "",
        bhyt_until,
        signed,
        readings,
        check_ups,
        referrals,
    )


def found(code: Code, *people: Watched, on: date = TODAY) -> FollowUpList:
    return next(one for one in lists(people, on) if one.code == code)


def reasons(code: Code, *people: Watched) -> list[str]:
    return [line.reason for line in found(code, *people).lines]


def test_every_list_is_there_most_urgent_first() -> None:
    assert [one.code for one in lists([], TODAY)] == list(KINDS)
    assert all(not one.lines for one in lists([], TODAY))


def test_urgent_until_somebody_has_seen_to_it_or_it_is_old() -> None:
    assert reasons("urgent", person(("2026-06-10", 184, 96))) == ["184 / 96 on 10/6/2026"]
    assert reasons("urgent", person(("2026-05-10", 184, 96))) == [], "more than a month ago"
    given_ = Referral("s", "p", "2026-06-10", "urgent")
    assert reasons("urgent", person(("2026-06-10", 184, 96), referrals=(given_,))) == [
        "184 / 96 on 10/6/2026. Slip given on 10/6/2026"
    ]
    answered = Referral("s", "p", "2026-06-10", "urgent", outcome="fine", closed_on="2026-06-11")
    assert reasons("urgent", person(("2026-06-10", 184, 96), referrals=(answered,))) == []


def test_the_mean_of_two_readings_is_told_with_its_parts() -> None:
    twice = person(("2026-06-10", 190, 100), ("2026-06-10", 180, 98))
    assert reasons("urgent", twice) == ["185 / 99 on 10/6/2026 (mean of 190 / 100, 180 / 98)"]


def test_a_second_reading_is_missing_only_in_its_month() -> None:
    once = person(("2026-06-10", 150, 88))
    assert reasons("second_reading", once) == ["150 / 88 on 10/6/2026, not measured again"]
    assert not reasons("second_reading", person(("2026-05-10", 150, 88)))
    assert not reasons("second_reading", person(("2026-06-10", 150, 88), ("2026-06-10", 140, 80)))


def test_high_three_times_counts_days_and_means() -> None:
    three = [("2026-04-10", 142, 80), ("2026-05-10", 150, 80), ("2026-06-10", 148, 80)]
    assert reasons("high", person(*three)) == ["148 / 80 (10/6); 150 / 80 (10/5); 142 / 80 (10/4)"]
    calmer = [*three, ("2026-06-10", 128, 78)]
    assert not reasons("high", person(*calmer)), "the mean of the last day is 138"
    assert not reasons("high", person(*three[1:]))
    old = [("2025-04-10", 142, 80), *three[1:]]
    assert not reasons("high", person(*old)), "half a year back is far enough"


def test_either_number_decides_who_comes_first() -> None:
    def three(upper: int, lower: int, name: str) -> Watched:
        days = ("2026-04-10", "2026-05-10", "2026-06-10")
        return person(*((day, upper, lower) for day in days), name=name)

    people = (three(158, 90, "A"), three(150, 110, "B"), three(159, 80, "C"), three(162, 80, "D"))
    assert [line.person.name for line in found("high", *people).lines] == ["D", "B", "C", "A"]
    once = [
        person(("2026-06-10", upper, lower), name=name)
        for upper, lower, name in ((158, 90, "A"), (140, 120, "B"), (170, 80, "C"))
    ]
    lines = found("second_reading", *once).lines
    assert [line.person.name for line in lines] == ["B", "C", "A"]


def test_of_those_with_too_few_check_ups_who_waited_longest_comes_first() -> None:
    lately, long_ago = CheckUp("c", "p", "2025-12-10"), CheckUp("d", "p", "2025-03-10")
    one = CheckUp("e", "p", "2026-01-10")
    people = (
        person(name="A", check_ups=(lately,)),
        person(name="B", check_ups=(long_ago,)),
        person(name="C", check_ups=(one,)),
        person(name="D"),
    )
    lines = found("few_check_ups", *people).lines
    assert [line.person.name for line in lines] == ["D", "B", "A", "C"]


def test_rising_needs_three_steps_and_ten_points() -> None:
    def rising(*upper: int) -> list[str]:
        days = ("2026-04-10", "2026-05-10", "2026-06-10")
        return reasons(
            "rising", person(*((day, up, 75) for day, up in zip(days, upper, strict=True)))
        )

    assert rising(118, 124, 128)
    assert not rising(118, 124, 127), "nine in all"
    assert not rising(118, 116, 130)


def test_who_was_not_measured_longest_ago_first() -> None:
    long_ago = person(("2026-01-10", 120, 80), name="A")
    lately = person(("2026-05-10", 120, 80), name="B")
    never = person(name="C", signed=False)
    done = person(("2026-06-02", 120, 80), name="D")
    lines = found("not_measured", lately, done, long_ago, never).lines
    assert [line.person.name for line in lines] == ["C", "A", "B"]
    assert lines[0].reason == "Not measured for a long time. Consent not signed"
    assert lines[1].reason == "Last measured on 10/1/2026"


def test_check_ups_due_and_too_few() -> None:
    one = CheckUp("c", "p", "2026-03-10", next_on="2026-06-25")
    assert reasons("check_up_due", person(check_ups=(one,))) == ["Due on 25/6/2026"]
    later = CheckUp("c", "p", "2026-03-10", next_on="2026-09-25")
    assert not reasons("check_up_due", person(check_ups=(later,)))
    after = CheckUp("d", "p", "2026-06-15")
    assert not reasons("check_up_due", person(check_ups=(one, after))), "it was kept"
    assert reasons("few_check_ups", person(check_ups=(one,))) == [
        "1 check-up this year, the last on 10/3/2026"
    ]
    assert not reasons("few_check_ups", person(check_ups=(one, after)))


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 6, 18), "Ended on 18/6/2026"),
        (date(2026, 6, 19), "Valid until 19/6/2026"),
        (date(2026, 7, 19), "Valid until 19/7/2026"),
        (date(2026, 7, 20), None),
    ],
)
def test_cards_that_end(until: date, said: str | None) -> None:
    assert reasons("card_ends", person(bhyt_until=until)) == ([said] if said else [])


def test_open_slips_wait_in_order() -> None:
    old = Referral("a", "p", "2026-05-10", "pressure")
    urgent = Referral("b", "q", "2026-06-10", "urgent")
    lines = found(
        "referrals", person(name="A", referrals=(old,)), person(name="B", referrals=(urgent,))
    ).lines
    assert [line.person.name for line in lines] == ["B", "A"]
    assert lines[1].reason == "Slip of 10/5/2026: Blood pressure high, 40 days"
    assert lines[0].referral_id == "b"


def test_only_lists_without_health_may_hang_on_a_wall() -> None:
    assert {code for code, kind in KINDS.items() if kind.wall} == {
        "not_measured",
        "check_up_due",
        "few_check_ups",
        "card_ends",
    }


PRESSURES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(80, 220), st.integers(40, 79)), max_size=6
)


@given(PRESSURES)
def test_a_reason_stands_beside_everybody_and_weights_fall(pressures) -> None:
    taken = sorted(
        ((TODAY - timedelta(days=back)).isoformat(), up, low) for back, up, low in pressures
    )
    for each in lists([person(*taken), person(*taken, name="Lê Thị Lan")], TODAY):
        assert all(line.reason for line in each.lines)
        weights = [line.weight for line in each.lines]
        assert weights == sorted(weights, reverse=True)


# --- the month ----------------------------------------------------------------------------------


def of_month(person_id: str, *pressures: tuple[int, int], known: bool = False) -> OfMonth:
    readings = tuple(Reading(date(2026, 6, 10), up, low) for up, low in pressures)
    return OfMonth(person_id, readings, known)


def test_the_month_in_figures() -> None:
    people = [
        of_month("a", (128, 80), known=True),
        of_month("b", (150, 92), (146, 90), known=True),
        of_month("c", (150, 92)),
        of_month("d", known=True),
        of_month("e", (142, 80), (130, 78)),
    ]
    open_ = Referral("s", "b", "2026-06-10", "pressure")
    closed = Referral("t", "c", "2026-06-10", "pressure", outcome="fine", closed_on="2026-06-15")
    told = figures(Month(2026, 6), people, [open_, closed], lists([], TODAY), "2026-06-19")
    assert (len(told.members), told.measured) == (5, ("a", "b", "c", "e"))
    assert {code: len(who) for code, who in told.bands.items() if who} == {
        "normal": 1,
        "high": 2,
        "elevated": 1,
    }
    assert (told.hypertension, told.controlled, told.uncontrolled) == (
        ("a", "b", "d"),
        ("a",),
        ("b",),
    )
    assert told.known_not_measured == ("d",)
    assert (told.asked_again, told.second) == (("b", "c", "e"), ("b", "e"))
    assert (told.open_slips, told.closed_slips) == ((open_,), (closed,))
    assert set(told.overdue) == set(KINDS)


@given(st.lists(st.tuples(PRESSURES, st.booleans()), max_size=8))
def test_figures_add_up(everybody) -> None:
    people = [
        of_month(str(place), *((up, low) for _day, up, low in pressures), known=known)
        for place, (pressures, known) in enumerate(everybody)
    ]
    told = figures(Month(2026, 6), people, [], lists([], TODAY), "2026-06-30")
    assert sum(len(who) for who in told.bands.values()) == len(told.measured)
    assert len(told.hypertension) == sum(
        len(part) for part in (told.controlled, told.uncontrolled, told.known_not_measured)
    )
    assert set(told.second) <= set(told.asked_again) <= set(told.measured)
