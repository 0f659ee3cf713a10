"""Mass change in the book: all of it one undo step, and asked again nobody is left to change."""

import pytest

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.club.roles import Actor
from app.members import mass_records, records
from app.members.mass import Change
from app.members.parts_records import circumstances_on, involved_on
from app.members.rules import HouseholdStatus, Member, Person
from tests.makers import TODAY

CHANGES = (
    Change("hamlet", "Xóm 1"),
    Change("bhyt_place", "Trạm y tế xã"),
    Change("bhyt_until", "2027-12-31"),
    Change("status", "poor", year=2026, note="QĐ 12"),
    Change("begin_involvement", "cared_for", "2026-05-01"),
    Change("begin_circumstance", "frail", "2026-05-01", note="sau ốm"),
    Change("leave", "moved", "2026-05-01"),
)


@pytest.fixture
def ids(club: Club) -> list[str]:
    return [
        records.add_person(
            club, Person(f"Lê Thị {name}", "F", "1950", bhyt="HT2272720012345"), "2021-01-01"
        )
        for name in ("Lan", "Hoa", "Cúc")
    ]


def everybody(club: Club) -> tuple[Member, ...]:
    return records.people(club, TODAY)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.what)
def test_one_undo_step_for_all_of_them(club: Club, ids: list[str], change: Change) -> None:
    before = everybody(club)
    untouched = next(member for member in before if member.id == ids[2])
    done = mass_records.apply(club, change, ids[:2], TODAY)
    assert {step.member.id for step in done.steps} == set(ids[:2])
    assert mass_records.plan(club, change, ids[:2], TODAY).steps == ()
    assert next(member for member in everybody(club) if member.id == ids[2]) == untouched
    assert history.history(club)[0].words.startswith("For 2 people: ")
    club.undo()
    assert everybody(club) == before
    assert len(mass_records.plan(club, change, ids[:2], TODAY).steps) == 2


def test_what_ends_ends_only_where_it_is_open(club: Club, ids: list[str]) -> None:
    mass_records.apply(club, Change("begin_circumstance", "frail", "2026-05-01"), ids[:1], TODAY)
    mass_records.apply(club, Change("begin_involvement", "donor", "2026-05-01"), ids[:1], TODAY)
    assert circumstances_on(club, TODAY) == {ids[0]: {"frail"}}
    ended = mass_records.apply(club, Change("end_circumstance", "frail", "2026-06-01"), ids, TODAY)
    assert len(ended.already) == 2
    mass_records.apply(club, Change("end_involvement", "donor", "2026-06-01"), ids, TODAY)
    assert (circumstances_on(club, TODAY), involved_on(club, TODAY)) == ({}, {})


def test_the_standing_of_another_year_stays(club: Club, ids: list[str]) -> None:
    records.set_household_status(club, ids[0], HouseholdStatus(2025, "near_poor"))
    mass_records.apply(club, Change("status", "poor", year=2026), ids, TODAY)
    assert [each.status for each in records.household_statuses(club, ids[0])] == [
        "poor",
        "near_poor",
    ]


def test_nothing_to_do_writes_nothing(club: Club, ids: list[str]) -> None:
    change = Change("hamlet", "Xóm 1")
    mass_records.apply(club, change, ids, TODAY)
    seq = club.history(1)[0].seq
    assert mass_records.apply(club, change, ids, TODAY).steps == ()
    assert club.history(1)[0].seq == seq


def test_who_may_not_write_changes_nobody(club: Club, ids: list[str]) -> None:
    before = everybody(club)
    club.actor = Actor("x", "Người xem", frozenset({"viewer"}))
    with pytest.raises(Refused):
        mass_records.apply(club, Change("hamlet", "Xóm 1"), ids, TODAY)
    assert everybody(club) == before
