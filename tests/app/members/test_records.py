from datetime import date

import pytest

from app.base.errors import Invalid, Refused
from app.club import history
from app.club.file import Club
from app.members import records
from app.members.records import Joining
from app.members.rules import HouseholdStatus, Membership, Person, composition
from tests.makers import TODAY


def names(club: Club, on: date = TODAY) -> list[str]:
    return [member.person.name for member in records.members(club, on)]


def words(club: Club) -> list[str]:
    return [entry.words for entry in history.history(club)]


def test_members_stand_in_the_order_of_names(club: Club) -> None:
    for name in ("Nguyễn Văn Đức", "Trần Thị Ân", "Lê An", "Đỗ Thị Dung", "Bùi Ước", "Lê Ẩn"):
        records.add_person(club, Person(name))
    assert names(club) == [
        *("Lê An", "Trần Thị Ân", "Lê Ẩn", "Đỗ Thị Dung", "Nguyễn Văn Đức", "Bùi Ước")
    ]
    codes = sorted(member.code for member in records.members(club, TODAY))
    assert codes == ["001", "002", "003", "004", "005", "006"]


def test_everything_known_comes_back(club: Club) -> None:
    person = Person(
        name="Đỗ Thị Ẩn",
        sex="F",
        birth="1948-05",
        cccd="027148252949",
        bhyt="GD4272723456789",
        bhyt_until="2027-12-31",
        bhyt_place="Trạm y tế xã",
        phone="0912345678",
        hamlet="xóm Ải",
        ethnic="Tày",
        contact_name="Đỗ Văn Con",
        contact_phone="0987654321",
        note="hát chèo",
    )
    status = HouseholdStatus(2026, "near_poor", confirmed=False, source="QĐ 12")
    person_id = records.add_person(club, person, "2024-03-21", status)
    found = records.member(club, person_id, TODAY)
    assert (found.person, found.status) == (person, status)
    assert found.membership == Membership("2024-03-21")
    assert words(club)[0] == "Add Đỗ Thị Ẩn"
    changed = Person("Đỗ Thị Ẩn", "F", "1949")
    records.edit_person(club, person_id, changed)
    assert records.member(club, person_id, TODAY).person == changed
    club.undo()
    assert records.member(club, person_id, TODAY).person == person
    with pytest.raises(LookupError):
        records.member(club, "nobody", TODAY)


def test_member_by_code(club: Club) -> None:
    records.add_person(club, Person("Lê An"))
    for code in ("001", "1", " 001 "):
        found = records.member_by_code(club, code, TODAY)
        assert found is not None
        assert found.person.name == "Lê An"
    assert records.member_by_code(club, "002", TODAY) is None


def test_somebody_may_be_known_without_being_a_member(club: Club) -> None:
    records.add_person(club, Person("Lê Tình Nguyện"), as_member=False)
    assert names(club) == []
    (found,) = records.people(club, TODAY)
    assert found.membership is None


def test_leaving_and_coming_back(club: Club) -> None:
    person_id = records.add_person(club, Person("Lê An"), "2024-01-01")
    records.leave(club, person_id, Membership("2024-01-01", "2025-06-01", "moved", "theo con"))
    assert words(club)[0] == "Lê An leaves the club"
    assert names(club) == []
    assert names(club, date(2025, 5, 31)) == ["Lê An"]
    assert names(club, date(2025, 6, 1)) == []
    assert names(club, date(2023, 12, 31)) == []
    (gone,) = records.people(club, TODAY)
    assert gone.membership == Membership("2024-01-01", "2025-06-01", "moved", "theo con")
    with pytest.raises(Refused, match="left already"):
        records.leave(club, person_id, Membership(None, "2025-07-01", "left"))
    with pytest.raises(Invalid, match="ended on 1/6/2025"):
        records.rejoin(club, person_id, "2025-05-31")
    records.rejoin(club, person_id, "2026-01-01")
    with pytest.raises(Refused, match="a member already"):
        records.rejoin(club, person_id, "2026-02-01")
    assert names(club) == ["Lê An"]
    assert [period.joined_on for period in records.memberships(club, person_id)] == [
        *("2024-01-01", "2026-01-01")
    ]
    (then,) = records.members(club, date(2025, 1, 1))
    assert then.membership is not None
    assert then.membership.left_on == "2025-06-01"


def test_newest_list_not_younger_than_the_day_counts(club: Club) -> None:
    person_id = records.add_person(club, Person("Lê An"))
    for year, status in ((2024, "poor"), (2026, "none")):
        records.set_household_status(club, person_id, HouseholdStatus(year, status))  # type: ignore[arg-type]

    def on(day: date) -> tuple[str, bool] | None:
        status = records.member(club, person_id, day).status
        return (status.status, status.to_confirm(day)) if status else None

    assert on(date(2023, 12, 31)) is None
    assert on(date(2024, 1, 1)) == ("poor", False)
    assert on(date(2025, 6, 1)) == ("poor", True)
    assert on(TODAY) == ("none", False)
    records.set_household_status(club, person_id, HouseholdStatus(2026, "near_poor"))
    assert [status.status for status in records.household_statuses(club, person_id)] == [
        *("near_poor", "poor")
    ]
    club.undo()
    assert on(TODAY) == ("none", False)


def test_consents_are_dated_and_each_for_itself(club: Club) -> None:
    person_id = records.add_person(club, Person("Lê An"))
    records.give_consent(club, person_id, "C1", "2026-01-05", "phiếu số 1")
    records.give_consent(club, person_id, "C1", "2026-02-05")  # already given
    records.give_consent(club, person_id, "C3", "2026-02-05")
    records.withdraw_consent(club, person_id, "C1", "2026-10-01")
    records.withdraw_consent(club, person_id, "C5", "2026-10-01")  # never given
    assert [
        (c.purpose, c.given_on, c.withdrawn_on, c.paper) for c in records.consents(club, person_id)
    ] == [
        ("C1", "2026-01-05", "2026-10-01", "phiếu số 1"),
        ("C3", "2026-02-05", None, None),
    ]
    for day, purposes in (
        (date(2026, 1, 4), {}),
        (date(2026, 9, 30), {person_id: {"C1", "C3"}}),
        (date(2026, 10, 1), {person_id: {"C3"}}),
    ):
        assert records.purposes_in_force(club, day) == purposes
    records.give_consent(club, person_id, "C1", "2026-11-01")
    assert records.purposes_in_force(club, TODAY) == {person_id: {"C1", "C3"}}


def test_composition_of_a_day(club: Club) -> None:
    status = HouseholdStatus(2026, "poor")
    poor = records.add_person(club, Person("Lê An", "F", "1950"), "2025-01-01", status)
    records.add_person(club, Person("Lê Bình", "M", "1980"))
    found = composition(records.members(club, TODAY), TODAY)
    assert (found.women.ids, found.poor.ids, found.from_60.of) == ((poor,), (poor,), 2)
    then = date(2024, 1, 1)
    assert composition(records.members(club, then), then).members.count == 1


def test_look_alikes_are_asked_about(club: Club) -> None:
    first = records.add_person(club, Person("Lê Hoà", birth="1948", cccd="027148252949"))
    found = records.look_alikes(club, Person("Lê Hoa", birth="1948-05-12"), TODAY)
    assert [other.id for other in found] == [first]
    found = records.look_alikes(club, Person("Bùi An", cccd="027148252949"), TODAY)
    assert [other.id for other in found] == [first]
    assert records.look_alikes(club, Person("Lê Hoà", birth="1950"), TODAY) == ()
    assert records.look_alikes(club, Person("Lê Hoà", birth="1948"), TODAY, but_not=first) == ()


def test_many_members_are_added_all_or_nothing(club: Club) -> None:
    joinings = [Joining(Person("Lê An")), Joining(Person("Lê Bình"), "2024-01-01")]
    with club.change("Import {n} members from a list", n=2):
        ids = records.add_members(club, joinings)
    assert [records.member(club, person_id, TODAY).code for person_id in ids] == ["001", "002"]
    bad = Joining(Person("Lê Cúc", birth="someday"))
    with pytest.raises(Exception, match="CHECK"), club.change("Import {n}", n=2):
        records.add_members(club, [*joinings, bad])
    assert len(records.people(club, TODAY)) == 2


def test_codes_go_on_after_the_largest(club: Club) -> None:
    with club.change("Import {n}", n=1):
        records.add_members(club, [Joining(Person(f"Lê {n}")) for n in range(1001)])
    codes = {member.code for member in records.people(club, TODAY)}
    assert {"001", "999", "1000", "1001"} <= codes


def test_nothing_is_written_about_somebody_whose_adding_was_undone(club: Club) -> None:
    person_id = records.add_person(club, Person("Nguyễn Thị Đào"), "2026-01-01")
    club.undo()
    for write in (
        lambda: records.edit_person(club, person_id, Person("Nguyễn Thị Đạo")),
        lambda: records.rejoin(club, person_id, "2026-02-01"),
        lambda: records.set_household_status(club, person_id, HouseholdStatus(2026, "poor")),
        lambda: records.give_consent(club, person_id, "C1", "2026-02-01"),
        lambda: records.leave(club, person_id, Membership(None, "2026-02-01", "moved")),
    ):
        with pytest.raises(Refused, match="Nothing was changed"):
            write()
