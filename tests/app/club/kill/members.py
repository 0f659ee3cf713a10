"""What users write down of the members, to be cut short; see operations.py."""

from collections.abc import Callable

from app.club.file import Club
from app.members import (
    household_records,
    leaving_records,
    lists_records,
    mass_records,
    merge_records,
    parts_records,
    records,
)
from app.members.filters import Filter
from app.members.mass import Change as MassChange
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import HouseholdStatus, Membership, Person
from tests.makers import TODAY


def somebody(club: Club, number: int = 0) -> str:
    """One of the people of the book; the same in every run."""
    return sorted(member.id for member in records.people(club, TODAY))[number]


def add_people(club: Club, saved: Callable[[], None]) -> None:
    for name in ("Lê Thị Đào", "Đỗ Văn Ất"):
        records.add_person(club, Person(name), "2026-11-01", HouseholdStatus(2026, "poor"))
        saved()


def edit(club: Club, saved: Callable[[], None]) -> None:
    person = somebody(club)
    records.edit_person(club, person, Person("Nguyễn Thị Lành", "F", "1951", note="x" * 3_000))
    saved()
    records.set_household_status(club, person, HouseholdStatus(2025, "near_poor"))
    saved()


def know_a_person_better(club: Club, saved: Callable[[], None]) -> None:
    person, other = somebody(club), somebody(club, 1)
    today = TODAY.isoformat()
    parts_records.begin_involvement(club, person, Involvement("", "volunteer", "2026-01-01"))
    saved()
    alone = Circumstance("", "lives_alone", "2026-01-01")
    row = parts_records.begin_circumstance(club, person, alone)
    saved()
    parts_records.end_circumstance(club, row, today)
    saved()
    parts_records.relate(club, person, Relation("", other, "spouse", together=True))
    saved()
    due = parts_records.add_follow_up(club, FollowUp("", person, "thăm", "2026-12-01", today))
    saved()
    parts_records.finish_follow_up(club, due, today, "bà đã khoẻ")
    saved()
    for size in (20_000, 90_000):
        parts_records.set_photo(club, person, b"\xff\xd8\xff" + b"x" * size + b"\xff\xd9")
        saved()
    club.undo()
    saved()


def pause_and_die(club: Club, saved: Callable[[], None]) -> None:
    person, today = somebody(club), TODAY.isoformat()
    parts_records.add_follow_up(club, FollowUp("", person, "thăm", "2026-12-01", today))
    saved()
    records.leave(club, person, Membership(None, "2026-11-01", "paused"))
    saved()
    (period_id,) = leaving_records.periods(club, person)
    moved = Membership("2021-03-10", "2026-11-05", "paused")
    records.correct_membership(club, person, period_id, moved)
    saved()
    records.rejoin(club, person, "2026-11-10")
    saved()
    records.died(club, person, today)
    saved()


def confirm_the_households(club: Club, saved: Callable[[], None]) -> None:
    asked = [row.key for row in household_records.households(club, 2027)]
    household_records.confirm_household(club, 2027, dict.fromkeys(asked, "poor"), "QĐ 12")
    saved()


def make_one_of_two(club: Club, saved: Callable[[], None]) -> None:
    keep, gone = somebody(club), somebody(club, 1)
    merge_records.decide_not_same(club, keep, gone, TODAY)
    saved()
    merge_records.merge_people(club, keep, gone, Person("Nguyễn Thị Lan", "F", "1950"))
    saved()
    club.undo()
    saved()


def change_many_at_once(club: Club, saved: Callable[[], None]) -> None:
    lists_records.save_list(club, "Quà Tết", Filter(sex="F", age_from=75))
    saved()
    ids = [member.id for member in records.people(club, TODAY)]
    for change in (
        MassChange("status", "poor", year=2026),
        MassChange("leave", "moved", TODAY.isoformat()),
    ):
        mass_records.apply(club, change, ids, TODAY)
        saved()
