import pytest

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.members import parts_records, records
from app.members.household_records import confirm_household, to_confirm
from app.members.parts import Relation
from app.members.rules import HouseholdStatus, Membership, Person, Status
from tests.makers import TODAY

YEAR = TODAY.year + 1


def add(club: Club, name: str, *statuses: HouseholdStatus) -> str:
    person_id = records.add_person(club, Person(name), "2020-01-01")
    for status in statuses:
        records.set_household_status(club, person_id, status)
    return person_id


def asked(club: Club, year: int = YEAR) -> dict[str, Status | None]:
    return {row.member.person.name: row.suggested for row in to_confirm(club, year)}


def test_who_is_to_be_confirmed(club: Club) -> None:
    add(club, "Lê An", HouseholdStatus(2024, "none"), HouseholdStatus(2026, "poor", source="QĐ 5"))
    add(club, "Lê Bình")
    add(club, "Lê Cúc", HouseholdStatus(YEAR, "near_poor"))
    guessed = HouseholdStatus(YEAR, "near_poor", confirmed=False)
    add(club, "Lê Dung", guessed, HouseholdStatus(2026, "poor"))
    gone = add(club, "Lê Giang")
    records.leave(club, gone, Membership(None, "2026-01-01", "moved"))
    rows = {row.member.person.name: row for row in to_confirm(club, YEAR)}
    assert asked(club) == {"Lê An": "poor", "Lê Bình": None, "Lê Dung": "near_poor"}
    assert rows["Lê An"].last == HouseholdStatus(2026, "poor", source="QĐ 5")
    assert rows["Lê Dung"].written == guessed
    assert rows["Lê Dung"].last == HouseholdStatus(2026, "poor")
    assert asked(club, 2026) == {"Lê Bình": None, "Lê Cúc": None}


def test_all_answers_are_one_step(club: Club) -> None:
    an, binh = add(club, "Lê An", HouseholdStatus(2026, "poor")), add(club, "Lê Bình")
    confirm_household(club, YEAR, {an: "near_poor", binh: "none"}, "QĐ 12/2026")
    assert asked(club) == {}
    assert history.history(club)[0].words == f"Confirm the households for {YEAR}: 2"
    assert records.household_statuses(club, an) == (
        HouseholdStatus(YEAR, "near_poor", source="QĐ 12/2026"),
        HouseholdStatus(2026, "poor"),
    )
    club.undo()
    assert asked(club) == {"Lê An": "poor", "Lê Bình": None}
    with pytest.raises(Refused):
        confirm_household(club, YEAR, {an: "poor", "nobody": "poor"})
    assert asked(club) == {"Lê An": "poor", "Lê Bình": None}


def test_a_household_stands_together_and_is_suggested_the_same(club: Club) -> None:
    an = add(club, "Lê An", HouseholdStatus(2026, "poor"))
    add(club, "Lê Bình")
    hoa = add(club, "Lê Hoa")
    stranger = records.add_person(club, Person("Lê Xa"), as_member=False)
    parts_records.relate(club, hoa, Relation("", an, "spouse", together=True))
    parts_records.relate(club, hoa, Relation("", stranger, "child", together=True))
    rows = to_confirm(club, YEAR)
    assert [(row.member.person.name, row.home) for row in rows] == [
        ("Lê An", (hoa,)),
        ("Lê Hoa", (an,)),
        ("Lê Bình", ()),
    ]
    assert asked(club) == {"Lê An": "poor", "Lê Hoa": None, "Lê Bình": None}
    confirm_household(club, YEAR, {an: "near_poor"})
    assert asked(club) == {"Lê Hoa": "near_poor", "Lê Bình": None}
