import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refused
from app.base.periods import Month
from app.club import history
from app.club.file import Club
from app.meetings import attendance_records as attendance
from app.meetings import money_records, records, sheet_records
from app.meetings.attendance_records import Presence
from app.meetings.rules import Came, Guest, Past
from app.members import merge_records
from app.members import records as members
from app.members.rules import Membership, Person
from app.privacy import erasure
from tests.app.meetings.scene import JULY, JUNE, add_people, hold


def marks(club: Club, meeting_id: str) -> dict[str, bool]:
    return {each.name: each.present for each in attendance.attendance(club, meeting_id)}


def rows(club: Club) -> int:
    return int(club.db.execute("select count(*) from attendance").fetchone()[0])


def test_everybody_is_present_unless_marked(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    members.add_person(club, Person("Lê Ngoài"), as_member=False)
    members.add_person(club, Person("Lê Sau"), "2026-07-01")
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    assert marks(club, meeting_id) == {"Lê Hoa": True, "Lê Lan": True}
    assert attendance.presence(club, JUNE, JUNE) == {}  # nobody was counted yet
    attendance.set_absent(club, meeting_id, lan, "other", "cưới cháu")
    (one, other) = attendance.attendance(club, meeting_id)
    assert (one.person_id, one.present) == (hoa, True)
    assert (other.person_id, other.present, other.reason, other.note) == (
        *(lan, False, "other", "cưới cháu"),
    )
    assert attendance.presence(club, JUNE, JUNE) == {JUNE: Presence(1, 1)}
    assert history.history(club)[0].words == "Lê Lan is absent on 21/6/2026"


def test_a_meeting_at_which_all_are_there(club: Club) -> None:
    add_people(club, "Lê Lan", "Lê Hoa")
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    records.set_step(club, meeting_id, "attendance", "begun")
    assert attendance.presence(club, JUNE, JUNE) == {JUNE: Presence(2, 0)}
    assert rows(club) == 0
    records.close_meeting(club, meeting_id)
    assert attendance.presence(club, JUNE, JUNE) == {JUNE: Presence(2, 0)}


def test_sixty_people_cost_six_rows_until_the_meeting_is_closed(club: Club) -> None:
    people = add_people(club, *(f"Lê Văn {number:02}" for number in range(60)))
    meeting_id = records.open_meeting(club, JUNE, "2026-06-21")
    for person_id in people[:6]:
        attendance.set_absent(club, meeting_id, person_id, "ill")
    assert rows(club) == 6
    assert attendance.presence(club, JUNE, JUNE) == {JUNE: Presence(54, 6)}
    records.close_meeting(club, meeting_id)
    assert rows(club) == 60
    assert attendance.presence(club, JUNE, JUNE) == {JUNE: Presence(54, 6)}


def test_a_closed_meeting_does_not_ask_the_register_again(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june, july = hold(club, JUNE, hoa), records.open_meeting(club, JULY, "2026-07-21")
    records.set_step(club, july, "attendance", "begun")
    members.leave(club, lan, Membership(None, "2026-03-01", "moved"))
    assert marks(club, june) == {"Lê Hoa": False, "Lê Lan": True}
    assert marks(club, july) == {"Lê Hoa": True}  # still open: it follows the register
    assert attendance.presence(club, JUNE, JULY) == {JUNE: Presence(1, 1), JULY: Presence(1, 0)}


def test_a_meeting_opened_again_counts_who_joined(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = hold(club, JUNE, lan)
    records.reopen_meeting(club, june)
    new = attendance.welcome(club, june, Person("Lê Mới"))
    attendance.set_present(club, june, lan)
    records.close_meeting(club, june)
    assert marks(club, june) == {"Lê Lan": True, "Lê Mới": True}
    assert members.member(club, new, JUNE.last).membership == Membership("2026-06-21")


def test_who_is_no_member_counts_only_when_typed(club: Club) -> None:
    other = members.add_person(club, Person("Lê Ngoài"), as_member=False)
    june = records.open_meeting(club, JUNE, "2026-06-21")
    attendance.set_present(club, june, other)
    (row,) = attendance.attendance(club, june)
    assert (row.person_id, row.present, row.member) == (other, True, False)
    attendance.take_off(club, june, other)
    assert attendance.attendance(club, june) == ()
    with pytest.raises(Refused):
        attendance.set_present(club, june, "nobody")


def test_the_last_three_meetings_stand_beside_each_name(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    for number in range(1, 5):
        if number == 4:
            members.add_person(club, Person("Lê Mới"), "2026-04-10")
        hold(club, Month(2026, number), *([lan] if number > 2 else []))
    june = records.open_meeting(club, JUNE, "2026-06-21")
    past = {each.name: each.past for each in attendance.attendance(club, june)}
    months = [Month(2026, number) for number in (2, 3, 4)]
    assert past == {
        "Lê Hoa": tuple(Past(month, True) for month in months),
        "Lê Lan": tuple(map(Past, months, (True, False, False))),
        "Lê Mới": tuple(map(Past, months, (None, None, True))),
    }
    assert attendance.attendance_of(club, lan)[:2] == (
        Came(Month(2026, 4), "2026-04-21", False, "ill"),
        Came(Month(2026, 3), "2026-03-21", False, "ill"),
    )
    assert attendance.absent_running(club) == {lan: 2}
    attendance.set_absent(club, june, lan)
    attendance.set_absent(club, june, hoa)
    assert attendance.absent_running(club) == {lan: 3}
    assert attendance.absent_running(club, 1) == {lan: 3, hoa: 1}


def test_a_meeting_ahead_names_who_is_expected(club: Club) -> None:
    """The sign-in sheet is printed before the meeting."""
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    hold(club, JUNE, lan)
    (sheet,) = sheet_records.issue(club, JULY, {"sign_in": 1})
    members.leave(club, hoa, Membership(None, "2026-07-10", "moved"))
    (row,) = attendance.attendance(club, sheet.meeting_id)
    assert (row.name, row.present, row.past) == ("Lê Lan", True, (Past(JUNE, False),))


def test_two_entries_of_one_person_at_one_meeting(club: Club) -> None:
    lan, again = add_people(club, "Lê Lan", "Lê Thị Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    attendance.set_absent(club, june, again, "ill")
    money_records.collect(club, june, {lan: 5_000, again: 5_000})
    records.close_meeting(club, june)
    merge_records.merge_people(club, lan, again, Person("Lê Thị Lan"))
    assert [each.person_id for each in attendance.attendance(club, june)] == [lan]
    assert [fee.person_id for fee in money_records.fees(club, june)] == [lan]


def test_guests(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    loc = attendance.add_guest(club, june, Guest("", "Ông Lộc", "Hội xã"))
    hanh = attendance.add_guest(club, june, Guest("", "Bà Hạnh"))
    attendance.change_guest(club, loc, Guest("", "Ông Lộc", "Hội NCT xã"))
    attendance.remove_guest(club, hanh)
    assert attendance.guests(club, june) == (Guest(loc, "Ông Lộc", "Hội NCT xã"),)
    with pytest.raises(Refused):
        attendance.remove_guest(club, hanh)


def test_an_erased_person_still_counts_where_they_were(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june, july = hold(club, JUNE, lan), hold(club, JULY)
    before = attendance.presence(club, JUNE, JULY)
    erasure.erase(club, lan, "Tự xin, giấy ngày 3/11")
    assert attendance.presence(club, JUNE, JULY) == before
    for meeting_id, present in ((june, False), (july, True)):
        assert marks(club, meeting_id) == {
            "Erased person (number 001)": present,
            "Lê Hoa": True,
        }
    assert [each.person_id for each in attendance.attendance(club, june) if each.present] == [hoa]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
def test_closing_changes_nobodys_mark(club: Club, acts: list[tuple[int, bool]]) -> None:
    people = [each.id for each in members.members(club, JUNE.last)] or add_people(
        club, *(f"Lê Văn {number}" for number in range(5))
    )
    june = records.open_meeting(club, JUNE, "2026-06-21")
    records.set_step(club, june, "attendance", "begun")
    expected = dict.fromkeys(people, True)
    for number, present in acts:
        expected[people[number]] = present
        if present:
            attendance.set_present(club, june, people[number])
        else:
            attendance.set_absent(club, june, people[number])
    for _time in range(2):
        found = {each.person_id: each.present for each in attendance.attendance(club, june)}
        assert found == expected
        if records.meeting(club, june).state == "open":
            records.close_meeting(club, june)
    while records.meeting_of(club, JUNE) is not None:
        club.undo()
