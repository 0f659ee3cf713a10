"""Judging the members of a day: exact shares, the least number still missing, what is not known."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.dated import Basis, Words
from app.members.rules import (
    HouseholdStatus,
    Member,
    Membership,
    Person,
    composition,
)
from app.targets.rules import (
    COUNTS,
    RuleSet,
    Target,
    Verdict,
    advice,
    figures,
    judge,
    reaches,
    still_missing,
)

TODAY = date(2026, 11, 21)


def member(
    number: int, sex: str | None = "F", birth: str | None = "1950", status: str | None = "none"
) -> Member:
    return Member(
        id=f"m{number}",
        code=f"{number:03}",
        person=Person(f"Nguyễn Thị {number}", sex=sex, birth=birth),  # type: ignore[arg-type]
        membership=Membership("2020-01-01"),
        status=HouseholdStatus(2026, status) if status else None,  # type: ignore[arg-type]
    )


def members(women: int, men: int) -> list[Member]:
    sexes = ["F"] * women + ["M"] * men
    return [member(number, sex) for number, sex in enumerate(sexes)]


def asking(target: Target) -> RuleSet:
    basis = Basis(date(2020, 1, 1), None, "a text", verified=True)
    return RuleSet("test", Words("Thử", "Test"), "a document", None, basis, (target,))


def share(name: str, of: str | None, at_least: int | None, ideal_to: int | None = None) -> Target:
    ids = {"members": "size", "women_from_60": "older_women_60"}
    return Target(ids.get(name, name), name, of, at_least, ideal_to, "II", "words", None, True)


def only(target: Target, people: Sequence[Member]) -> Verdict:
    (verdict,) = judge(asking(target), people, TODAY)
    return verdict


def test_women_of_a_club_short_of_the_target() -> None:
    verdict = only(share("women", "members", 60, 70), members(31, 26))
    assert (verdict.numerator, verdict.denominator, verdict.percent) == (31, 57, 54)
    assert verdict.outcome == "short"
    assert verdict.more == 8  # 39 of 65
    assert advice(verdict) == "8 more women reach 60 %"
    assert verdict.ids == tuple(f"m{number}" for number in range(31))


def test_one_more_is_said_in_the_singular() -> None:
    verdict = only(share("women", "members", 60), members(57, 39))  # 59.4 %
    assert advice(verdict) == "2 more women reach 60 %"
    verdict = only(share("women", "members", 60), members(29, 20))  # 59.2 %
    assert advice(verdict) == "1 more woman reaches 60 %"


@pytest.mark.parametrize(
    ("women", "men", "outcome"),
    [
        (6, 4, "reached"),
        (7, 3, "reached"),
        (71, 29, "above_ideal"),
        (599, 401, "short"),  # 59.9 % is not rounded into 60
        (597, 398, "reached"),
        (0, 0, "unknown"),
    ],
)
def test_a_share_is_compared_exactly(women: int, men: int, outcome: str) -> None:
    assert only(share("women", "members", 60, 70), members(women, men)).outcome == outcome


def test_above_the_ideal_is_no_failure() -> None:
    verdict = only(share("women", "members", 60, 70), members(9, 1))
    assert verdict.outcome == "above_ideal"
    assert verdict.more == 0
    assert "no failure" in advice(verdict)


def test_the_size_is_a_number_of_people() -> None:
    target = share("members", None, 50, 60)
    verdict = only(target, members(30, 18))
    assert (verdict.numerator, verdict.denominator, verdict.percent) == (48, None, None)
    assert (verdict.outcome, advice(verdict)) == ("short", "2 more members reach 50")
    assert only(target, members(30, 20)).outcome == "reached"
    assert only(target, members(40, 21)).outcome == "above_ideal"
    assert only(share("members", None, 40), members(90, 9)).outcome == "reached"


def test_a_document_without_a_figure_judges_nothing() -> None:
    verdict = only(share("women", "members", None), members(1, 9))
    assert (verdict.percent, verdict.outcome, verdict.more) == (10, "no_target", 0)
    assert advice(verdict) == figures(verdict.target) == ""


def test_older_women_are_counted_among_the_older() -> None:
    people = [member(1, "F"), member(2, "M"), member(3, "M"), member(4, "F", "1990")]
    verdict = only(share("women_from_60", "from_60", 50, 60), people)
    assert (verdict.numerator, verdict.denominator, verdict.percent) == (1, 3, 33)
    assert advice(verdict) == "1 more woman of that age reaches 50 %"  # 2 of 4


def test_what_is_not_written_may_decide() -> None:
    target = share("women", "members", 60)
    undecided = only(target, [*members(5, 4), member(20, None)])
    assert (undecided.outcome, undecided.unknown) == ("unknown", ("m20",))
    assert advice(undecided) == "It hangs on 1 member whose entry is incomplete."
    assert only(target, [*members(5, 5), member(20, None)]).outcome == "short"  # 6 of 11 at best
    assert only(target, [*members(7, 3), member(20, None)]).outcome == "reached"


def test_an_unknown_man_may_undo_a_share_of_the_older() -> None:
    target = share("women_from_60", "from_60", 50)
    verdict = only(target, [member(1, "F"), member(2, "M"), member(3, "M", None)])
    assert (verdict.outcome, verdict.unknown) == ("unknown", ("m3",))


def test_a_household_that_nobody_asked_about_is_not_known() -> None:
    target = share("in_need", "members", 60)
    verdict = only(target, [member(1, status="poor"), member(2, status=None)])
    assert (verdict.numerator, verdict.outcome) == (1, "unknown")
    assert only(target, [member(1, status="poor"), member(2)]).outcome == "short"


def test_what_is_asked_for_in_words() -> None:
    assert figures(share("women", "members", 60, 70)) == "60–70 %"
    assert figures(share("from_55", "members", 70)) == "from 70 %"
    assert figures(share("members", None, 50, 60)) == "50–60"
    assert figures(share("members", None, 40)) == "from 40"


def test_the_counts_are_those_of_the_members_room() -> None:
    people = [
        member(1, "F", "1971-11-21", "poor"),
        member(2, "M", "1971-11-22", "near_poor"),
        member(3, "F", "1966-11", "difficult"),
        member(4, None, None, None),
        member(5, "M", "1966", "none"),
    ]
    known = composition(people, TODAY)
    for name in ("women", "from_55", "from_60", "in_need", "members"):
        ids = tuple(one.id for one in people if COUNTS[name](one, TODAY))
        assert ids == getattr(known, name).ids


AT_LEAST = st.integers(1, 99)


@given(st.integers(0, 400), st.integers(0, 400), AT_LEAST)
def test_the_missing_number_is_the_least(part: int, others: int, at_least: int) -> None:
    whole = part + others
    more = still_missing(part, whole, at_least)
    assert reaches(part + more, whole + more, at_least) or (part + more, whole + more) == (0, 0)
    assert more == 0 or not reaches(part + more - 1, whole + more - 1, at_least)


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_missing_size_is_the_difference(part: int, at_least: int) -> None:
    assert reaches(part + still_missing(part, None, at_least), None, at_least)


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["F", "M", None]),
        st.sampled_from(["1950", "1990", None]),
        st.sampled_from(["poor", "none", None]),
    ),
    max_size=6,
)


@given(PEOPLE, st.sampled_from(sorted(COUNTS)), AT_LEAST)
def test_a_verdict_holds_whatever_is_learnt(
    facts: list[tuple[str | None, str | None, str | None]], name: str, at_least: int
) -> None:
    of = "from_60" if name == "women_from_60" else "members"
    target = share(name, of, at_least)
    people = [member(number, *fact) for number, fact in enumerate(facts)]
    verdict = only(target, people)
    for sex, birth, status in (("F", "1950", "poor"), ("M", "1990", "none"), ("M", "1950", "poor")):
        learnt = [
            member(number, fact[0] or sex, fact[1] or birth, fact[2] or status)
            for number, fact in enumerate(facts)
        ]
        later = only(target, learnt)
        if verdict.outcome in ("reached", "short"):
            assert later.outcome == verdict.outcome
        assert set(later.ids) - set(verdict.ids) <= set(verdict.unknown)
