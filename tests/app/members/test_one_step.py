"""Whatever is done to the people of the register: one step each, and each is undone whole."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import UserError
from app.club import chain
from app.club.file import Club
from app.members import household_records, merge_records, parts_records, records
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import HouseholdStatus, Membership, Person
from tests.app.members.books import tables
from tests.makers import TODAY

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20 + b"\xff\xd9"

Act = Callable[[Club, str, str, str], object]
"""What is done to the first of two people on a day."""


def first(found: tuple[Any, ...]) -> str:
    """The id of the first of these; nobody's when there is none."""
    return found[0].id if found else "nothing"


ACTS: Mapping[str, Act] = {
    "edit": lambda club, one, _other, day: records.edit_person(club, one, Person("Bùi", note=day)),
    "leave": lambda club, one, _other, day: records.leave(club, one, Membership(None, day, "left")),
    "pause": lambda club, one, _other, day: records.leave(
        club, one, Membership(None, day, "paused")
    ),
    "die": lambda club, one, _other, day: records.died(club, one, day),
    "come back": lambda club, one, _other, day: records.rejoin(club, one, day),
    "status": lambda club, one, _other, _day: records.set_household_status(
        club, one, HouseholdStatus(2026, "poor")
    ),
    "confirm": lambda club, one, other, _day: household_records.confirm_household(
        club, 2027, {one: "poor", other: "none"}, "QĐ 12"
    ),
    "consent": lambda club, one, _other, day: records.give_consent(club, one, "C1", day),
    "withdraw": lambda club, one, _other, day: records.withdraw_consent(club, one, "C1", day),
    "involve": lambda club, one, _other, day: parts_records.begin_involvement(
        club, one, Involvement("", "volunteer", day)
    ),
    "end involvement": lambda club, one, _other, day: parts_records.end_involvement(
        club, first(parts_records.involvements(club, one)), day
    ),
    "circumstance": lambda club, one, _other, day: parts_records.begin_circumstance(
        club, one, Circumstance("", "frail", day)
    ),
    "end circumstance": lambda club, one, _other, day: parts_records.end_circumstance(
        club, first(parts_records.circumstances(club, one)), day
    ),
    "relate": lambda club, one, other, _day: parts_records.relate(
        club, one, Relation("", other, "child", together=True)
    ),
    "unrelate": lambda club, one, _other, _day: parts_records.unrelate(
        club, one, first(parts_records.relations(club, one))
    ),
    "note": lambda club, one, _other, day: parts_records.add_follow_up(
        club, FollowUp("", one, "đến thăm", "2026-12-01", day)
    ),
    "done": lambda club, one, _other, day: parts_records.finish_follow_up(
        club, first(parts_records.follow_ups(club, one)), day
    ),
    "photo": lambda club, one, _other, day: parts_records.set_photo(club, one, JPEG, day),
    "no photo": lambda club, one, _other, _day: parts_records.remove_photo(club, one),
    "not the same": lambda club, one, other, _day: merge_records.decide_not_same(
        club, one, other, TODAY
    ),
    "merge": lambda club, one, other, day: merge_records.merge_people(
        club, one, other, Person("Lê Hoa", note=day)
    ),
}

TWO = st.permutations([0, 1, 2]).map(lambda who: who[:2])
DAYS = st.integers(0, 6).map(lambda days: (TODAY - timedelta(days=10 * days)).isoformat())
STEPS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), TWO, DAYS), min_size=4, max_size=14)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(STEPS)
def test_every_act_is_one_step_and_is_undone_whole(
    club: Club, steps: list[tuple[str, list[int], str]]
) -> None:
    people = [records.add_person(club, Person(f"Lê {n}"), "2026-01-01") for n in range(3)]
    seen = [tables(club)]
    for act, (one, other), day in steps:
        before = chain.head(club)[0]
        try:
            ACTS[act](club, people[one], people[other], day)
        except UserError:
            assert tables(club) == seen[-1]
        assert chain.head(club)[0] - before <= 1
        if chain.head(club)[0] > before:
            seen.append(tables(club))
    assert chain.verify(club) == []
    for earlier in reversed(seen[:-1]):
        club.undo()
        assert tables(club) == earlier
    for later in seen[1:]:
        club.redo()
        assert tables(club) == later
