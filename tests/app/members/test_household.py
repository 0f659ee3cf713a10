from collections.abc import Mapping

import pytest

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.members import parts_records, records
from app.members.household_records import confirm_household, households
from app.members.parts import Relation
from app.members.rules import HouseholdStatus, Membership, Person, Status
from tests.makers import TODAY

YEAR = TODAY.year + 1


def add(club: Club, name: str, *statuses: HouseholdStatus) -> str:
    person_id = records.add_person(club, Person(name), "2020-01-01")
    for status in statuses:
        records.set_household_status(club, person_id, status)
    return person_id


def waiting(club: Club, year: int = YEAR) -> dict[str, Mapping[str, Status]]:
    """The households that are not confirmed, by their names, with what they would be."""
    return {row.names(): row.as_before() for row in households(club, year) if not row.confirmed()}


def test_who_is_to_be_confirmed(club: Club) -> None:
    an = add(
        club, "Lê An", HouseholdStatus(2024, "none"), HouseholdStatus(2026, "poor", source="QĐ 5")
    )
    add(club, "Lê Bình")
    add(club, "Lê Cúc", HouseholdStatus(YEAR, "near_poor"))
    guessed = HouseholdStatus(YEAR, "near_poor", confirmed=False)
    dung = add(club, "Lê Dung", guessed, HouseholdStatus(2026, "poor"))
    gone = add(club, "Lê Giang")
    records.leave(club, gone, Membership(None, "2026-01-01", "moved"))
    assert waiting(club) == {"Lê An": {an: "poor"}, "Lê Bình": {}, "Lê Dung": {dung: "poor"}}
    rows = {row.key: row for row in households(club, YEAR)}
    assert rows[an].before == {an: HouseholdStatus(2026, "poor", source="QĐ 5")}
    assert rows[dung].now == {dung: guessed}
    assert waiting(club, 2026).keys() == {"Lê Bình", "Lê Cúc"}


def test_all_answers_are_one_step(club: Club) -> None:
    an, binh = add(club, "Lê An", HouseholdStatus(2026, "poor")), add(club, "Lê Bình")
    confirm_household(club, YEAR, {an: "near_poor", binh: "none"}, "QĐ 12/2026")
    assert waiting(club) == {}
    assert history.history(club)[0].words == f"Confirm the households for {YEAR}: 2"
    assert records.household_statuses(club, an) == (
        HouseholdStatus(YEAR, "near_poor", source="QĐ 12/2026"),
        HouseholdStatus(2026, "poor"),
    )
    club.undo()
    assert waiting(club).keys() == {"Lê An", "Lê Bình"}
    with pytest.raises(Refused):
        confirm_household(club, YEAR, {an: "poor", "nobody": "poor"})
    assert waiting(club).keys() == {"Lê An", "Lê Bình"}


def test_a_household_stands_together(club: Club) -> None:
    an = add(club, "Lê An", HouseholdStatus(2026, "poor"))
    add(club, "Lê Bình")
    hoa = add(club, "Lê Hoa")
    stranger = records.add_person(club, Person("Lê Xa"), as_member=False)
    parts_records.relate(club, hoa, Relation("", an, "spouse", together=True))
    parts_records.relate(club, hoa, Relation("", stranger, "child", together=True))
    assert waiting(club) == {"Lê An, Lê Hoa": {an: "poor"}, "Lê Bình": {}}
    confirm_household(club, YEAR, {an: "near_poor", hoa: "near_poor"})
    assert waiting(club).keys() == {"Lê Bình"}


def test_who_joins_a_confirmed_household_stands_as_it_does(club: Club) -> None:
    an = add(club, "Lê An", HouseholdStatus(YEAR, "poor"))
    hoa = add(club, "Lê Hoa", HouseholdStatus(2026, "none"))
    parts_records.relate(club, hoa, Relation("", an, "child", together=True))
    assert waiting(club) == {"Lê An, Lê Hoa": {an: "poor", hoa: "poor"}}
