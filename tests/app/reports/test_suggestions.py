"""Suggestions for the first page: each appears for its reason, in words, and only for its roles."""

import dataclasses
from datetime import date

import pytest

from app.base.dates import Month
from app.club.file import Club
from app.meetings import plan_records
from app.meetings.plan import Rule
from app.members import parts_records
from app.members.parts import FollowUp
from app.privacy import request_records
from app.privacy.requests import DataRequest
from app.reports import suggestions

TODAY = date(2026, 6, 19)


def add(club: Club, code: str, name: str, **more: object) -> str:
    person = {
        "id": f"p{code}",
        "code": code,
        "name": name,
        "name_fold": name.lower(),
        "name_sort": name,
        "sex": "F",
        "birth": "1953",
        **more,
    }
    with club.change("Add member"):
        club.db.table("person").insert(person)
        club.db.table("membership").insert({"id": f"m{code}", "person_id": person["id"]})
    return f"p{code}"


def read(club: Club, person: str, day: str, systolic: int, diastolic: int) -> None:
    with club.change("Record blood pressure"):
        club.db.table("reading").insert(
            {
                "id": f"r{person}{day}",
                "person_id": person,
                "on_date": day,
                "systolic": systolic,
                "diastolic": diastolic,
            }
        )


def keys(club: Club) -> list[str]:
    return [line.key for line in suggestions.suggestions(club, TODAY)]


def as_role(club: Club, role: str) -> None:
    club.actor = dataclasses.replace(club.actor, roles=frozenset({role}))


def test_an_empty_club_is_asked_for_its_members(club):
    assert keys(club) == ["empty"]


def test_high_three_times_in_a_row(club):
    dao = add(club, "001", "Nguyễn Thị Đào")
    for day, systolic in (("2026-03-21", 142), ("2026-04-21", 148), ("2026-05-21", 151)):
        read(club, dao, day, systolic, 88)
    line = suggestions.suggestions(club, TODAY)[0]
    assert (line.key, line.room, line.about) == (f"high {dao}", "health", dao)
    assert line.title == "Bà Đào: high three times in a row"


def test_several_people_stand_in_one_line(club):
    for number, name in enumerate(("Nguyễn Thị Đào", "Lê Thị Lan", "Vũ Thị Cúc", "Lê Thị Ẩn")):
        person = add(club, f"00{number}", name)
        for day in ("2026-03-21", "2026-04-21", "2026-05-21"):
            read(club, person, day, 150, 88)
    line = suggestions.suggestions(club, TODAY)[0]
    assert (line.key, line.room, line.about) == ("high", "health", "high")
    assert line.title == "4 people: high three times in a row"
    assert line.reason == "Bà Lan, bà Ẩn, bà Đào …"


def test_a_normal_reading_between_breaks_the_row(club):
    dao = add(club, "001", "Nguyễn Thị Đào")
    for day, systolic in (("2026-03-21", 142), ("2026-04-21", 128), ("2026-05-21", 151)):
        read(club, dao, day, systolic, 80)
    assert f"high {dao}" not in keys(club)


def test_urgent_comes_first_and_only_while_fresh(club):
    dao = add(club, "001", "Nguyễn Thị Đào")
    read(club, dao, "2026-06-10", 184, 96)
    assert keys(club)[0] == f"urgent {dao}"
    lan = add(club, "002", "Lê Thị Lan")
    read(club, lan, "2026-03-10", 184, 96)
    assert f"urgent {lan}" not in keys(club)


@pytest.mark.parametrize("role", ["treasurer", "viewer", "deputy", "secretary"])
def test_readings_are_named_only_to_those_who_may_see_them(club, role):
    dao = add(club, "001", "Nguyễn Thị Đào")
    read(club, dao, "2026-06-10", 184, 96)
    as_role(club, role)
    assert f"urgent {dao}" not in keys(club)


def test_round_birthdays_of_the_coming_weeks(club):
    add(club, "001", "Trần Thị Mùi", birth="1936-07-02")
    add(club, "002", "Trần Thị Lan", birth="1937-07-02")
    add(club, "003", "Trần Thị Cúc", birth="1936-12-02")
    lines = [x for x in suggestions.suggestions(club, TODAY) if x.key.startswith("birthday")]
    assert [line.title for line in lines] == ["Cụ Mùi turns 90 on 2/7/2026"]


def test_a_birthday_on_29_february(club):
    add(club, "001", "Trần Thị Mùi", birth="1956-02-29")
    lines = suggestions.suggestions(club, date(2026, 2, 20))
    assert any("turns 70 on 1/3/2026" in line.title for line in lines)


def test_cards_statuses_unknown_and_consent(club):
    dao = add(club, "001", "Nguyễn Thị Đào", bhyt_until="2026-06-30")
    add(club, "002", "Lê Thị Lan", birth=None)
    with club.change("Set household status"):
        club.db.table("household_status").insert(
            {"id": "h", "person_id": dao, "year": 2025, "status": "poor"}
        )
    read(club, dao, "2026-06-10", 120, 80)
    found = keys(club)
    for key in ("cards", "statuses", "unknown", "consent", "measure"):
        assert key in found
    with club.change("Give consent"):
        club.db.table("consent").insert(
            {"id": "c", "person_id": dao, "purpose": "C2", "given_on": "2026-01-01"}
        )
    assert "consent" not in keys(club)


def test_who_left_is_not_spoken_of(club):
    dao = add(club, "001", "Nguyễn Thị Đào", bhyt_until="2026-06-30")
    with club.change("Record leaving"):
        club.db.table("membership").update("m001", {"left_on": "2026-06-01", "reason": "moved"})
    read(club, dao, "2026-06-10", 184, 96)
    assert keys(club) == ["empty"]


def test_notes_are_spoken_of_when_they_fall_due(club):
    dao = add(club, "001", "Nguyễn Thị Đào")

    def note(text: str, due_on: str) -> None:
        parts_records.add_follow_up(club, FollowUp("", dao, text, due_on, "2026-06-01"))

    note("Hỏi thăm", "2026-07-10")
    assert "follow-ups" not in keys(club)
    note("Nhắc gia hạn thẻ", "2026-06-25")
    (line,) = [each for each in suggestions.suggestions(club, TODAY) if each.key == "follow-ups"]
    assert (line.title, line.reason) == ("1 note to follow up", "Nhắc gia hạn thẻ")
    note("Giúp làm đơn", "2026-06-10")
    (line,) = [each for each in suggestions.suggestions(club, TODAY) if each.key == "follow-ups"]
    assert (line.title, line.reason) == ("2 notes to follow up", "1 is late: Giúp làm đơn")
    as_role(club, "treasurer")
    assert "follow-ups" not in keys(club)


def test_requests_of_people_are_spoken_of_with_their_next_day(club):
    dao = add(club, "001", "Nguyễn Thị Đào")
    request_records.receive(club, DataRequest("", dao, "view", "2026-06-15"))
    (line,) = [each for each in suggestions.suggestions(club, TODAY) if each.key == "requests"]
    assert line.title == "1 request about somebody's data"
    assert line.reason == "1 is late. Next by 17/6/2026"
    assert (line.room, line.about) == ("privacy", "requests")


def test_a_meeting_that_is_near_stands_after_who_must_be_seen_today(club):
    dao = add(club, "001", "Nguyễn Thị Đào")
    read(club, dao, "2026-06-10", 184, 96)
    plan_records.set_rule(club, Rule(Month(2026, 6), "day", 21))
    found = keys(club)
    assert found[:2] == [f"urgent {dao}", "meeting 2026-06"]


def test_what_cannot_wait_stands_before_what_can(club):
    dao = add(club, "001", "Nguyễn Thị Đào", birth=None)
    add(club, "002", "Vũ Thị Lan", birth="1956-07-01")
    for day in ("2026-04-10", "2026-05-10", "2026-06-10"):
        read(club, dao, day, 150, 92)
    plan_records.set_rule(club, Rule(Month(2026, 6), "day", 21))
    request_records.receive(club, DataRequest("", dao, "view", "2026-06-15"))
    note = FollowUp("", dao, "Giúp làm đơn", "2026-06-10", "2026-06-01")
    parts_records.add_follow_up(club, note)
    found = [key.split()[0] for key in keys(club)]
    first = ["meeting", "requests", "high", "follow-ups", "measure"]
    assert found[:5] == first
    assert found[-1] == "birthday"
