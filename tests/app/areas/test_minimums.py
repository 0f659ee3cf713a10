"""What is asked of a club, and how far it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import case_records, proposal_records, records
from app.areas.minimum_records import year_minimums
from app.areas.minimums import Event, Held, Minimum, editions, minimums, title
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.base.periods import Month
from app.base.text import set_language
from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from tests.app.areas.scene import close, held
from tests.makers import TODAY


def asked(held_: Held, minimum: str, today: date = TODAY, year: int = 2026) -> Minimum:
    return next(one for one in minimums(year, today, held_) if one.id == minimum)


def event(on: str, count: str = "activity", **more: Any) -> Event:
    day = date.fromisoformat(on)
    return Event(count, day, Month.of(day), more.pop("key", on), **more)


def test_a_yearly_minimum_until_the_end_of_the_year() -> None:
    talk = event("2026-03-05", area="rights", kind="talk")
    one = asked(Held([talk]), "policy_talks")
    assert (one.done, one.needed, one.left, one.by) == (1, 2, 1, date(2026, 12, 31))
    assert (one.done_words(), one.left_words()) == ("1 of 2", "1 more by 31/12/2026")
    assert not one.reached
    two = asked(Held([talk, event("2026-04-05", area="rights", kind="talk")]), "policy_talks")
    assert two.reached
    assert two.left_words() == ""
    # A talk in another area, and another year: not asked for here, and not to be made up.
    other = asked(Held([event("2026-03-05", area="health", kind="talk")]), "policy_talks")
    assert other.done == 0
    over = asked(Held([talk]), "policy_talks", date(2027, 1, 1))
    assert (over.by, over.left, over.reached) == (None, 0, False)


def test_a_monthly_minimum_tells_of_months_over_and_of_this_one() -> None:
    cases = [event(f"2026-{month:02}-05", "case", area="self_help") for month in (8, 9, 11)]
    one = asked(Held(cases, begins=Month(2026, 8)), "cases")
    assert (one.kept, one.of, one.done, one.by) == (2, 3, 1, date(2026, 11, 30))
    assert one.done_words() == "2 of 3 months"
    assert (one.left, one.reached) == (0, False)
    earlier = asked(Held(cases, begins=Month(2026, 8)), "cases", date(2027, 2, 1))
    assert (earlier.kept, earlier.of, earlier.by) == (3, 5, None)


def test_a_weekly_minimum_counts_sessions() -> None:
    weeks = [
        event("2026-11-02", "exercise", number=3, area="health"),
        event("2026-11-09", "exercise", number=2, area="health"),
        event("2026-11-16", "exercise", number=1, area="health"),
    ]
    one = asked(Held(weeks, begins=Month(2026, 11)), "exercise")
    assert (one.kept, one.of, one.done, one.left) == (1, 2, 1, 2)
    assert one.left_words() == "2 more by 22/11/2026"
    assert asked(Held(weeks), "exercise").of == 0  # the book is empty


def test_a_minimum_of_every_meeting() -> None:
    song = event("2026-11-05", area="culture", kind="performance", meeting_id="m1")
    one = asked(Held([song], meetings=("m1", "m2")), "culture")
    assert (one.done_words(), one.left_words(), one.reached) == ("1 of 2 meetings", "", False)
    assert asked(Held([song], meetings=("m1",)), "culture").reached


def test_what_a_club_has_now() -> None:
    one = asked(Held(volunteers={"home_care": 4, "economic": 7}), "home_care_volunteers")
    assert (one.done_words(), one.left_words()) == ("4 of 5", "1 more")
    assert asked(Held(volunteers={"economic": 7}), "economic_volunteers").reached


def test_the_minimums_come_area_by_area_in_both_languages() -> None:
    found = minimums(2026, TODAY, Held())
    assert [one.area for one in found] == sorted(
        (one.area for one in found),
        key=[
            *("income", "health", "home_care", "self_help"),
            *("rights", "awareness", "culture", "resources"),
        ].index,
    )
    assert len({one.area for one in found}) == 8
    assert all(one.source for one in found)
    assert not next(one for one in found if one.id == "talks").verified
    set_language("vi")
    assert title(found[0]) == "Tình nguyện viên phát triển kinh tế"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('area = "sport"\ncount = "fee"\nper = "year"\nat_least = 1', "no such area"),
        ('area = "health"\ncount = "cakes"\nper = "year"\nat_least = 1', "no such area"),
        ('area = "health"\ncount = "fee"\nper = "day"\nat_least = 1', "no such area"),
        ('area = "health"\ncount = "fee"\nper = "year"\nat_least = 1', "cites its source"),
    ],
)
def test_a_wrong_file_is_named(
    row: str, complaint: str, write_rules: Callable[[str, str], Path]
) -> None:
    path = write_rules("minimum", f'id = "x"\n{row}\ntitle = {{ vi = "a", en = "b" }}')
    with pytest.raises(ValueError, match=complaint):
        editions(path)


def test_minimums_from_the_book(club: Club) -> None:
    lan = members.add_person(club, Person("Lê Lan"), "2024-01-01")
    meeting = held(club, "2026-11", "2026-11-05")
    talk = Activity("", "rights", "talk", "2026-11-05", "Luật", meeting)
    records.add_activity(club, talk)
    exchange = replace(talk, area="culture", kind="exchange", on_date="2026-11-07", meeting_id=None)
    records.add_activity(club, exchange)
    records.add_activity(club, replace(talk, area="culture", kind="performance", meeting_id=None))
    records.set_exercise_week(club, ExerciseWeek("", "2026-11-16", 3))
    paper = Help("", "", "2026-11-05", "procedure")
    member = HelpCase("", "member", "2026-11-05", "Chưa có trợ cấp", lan)
    case_records.add_case(club, member, [paper, replace(paper, form="insurance")])
    outsider = HelpCase("", "outsider", "2026-11-05", "Chưa có thẻ", name="Bà Tý")
    case_records.add_case(club, outsider, [replace(paper, form="insurance"), paper])
    asked_for = proposal_records.add_proposal(
        club, Proposal("", "2026-03-05", "UBND xã", "Sửa đường")
    )
    proposal_records.answer_proposal(club, asked_for, "2026-11-06", "partly", None)
    with club.change("Write rows"):
        for table, row in (
            ("visit", {"kind": "exchange", "on_date": "2026-11-07", "with_whom": "Đoài"}),
            ("visit", {"kind": "exchange", "on_date": "2026-11-09", "with_whom": "Đoài"}),
            ("team", {"id": "t1", "name": "Tổ", "kind": "home_care", "since": "2026-01-01"}),
            ("reading", {"person_id": lan, "on_date": "2026-11-05", "pulse": 70}),
            ("fee", {"meeting_id": meeting, "person_id": lan, "amount_vnd": 5_000}),
        ):
            club.db.table(table).insert({"id": club.new_id(), **row})
        member_row = {"team_id": "t1", "person_id": lan, "part": "member", "since": "2026-01-01"}
        club.db.table("team_member").insert({"id": club.new_id(), **member_row})
    close(club)
    found = {one.id: one for one in year_minimums(club, 2026)}
    figures = {name: one.kept if one.per == "meeting" else one.done for name, one in found.items()}
    assert figures == {
        "economic_volunteers": 0,
        "check_ups": 0,
        "measured": 1,
        "exercise": 3,
        "home_care_volunteers": 1,
        "cases": 2,
        "community": 0,
        "policy_talks": 1,
        "helped_with_papers": 2,
        "dialogues": 0,
        "resolved": 1,
        "talks": 1,
        "exchanges": 2,  # the one written down twice is one
        "culture": 1,  # on the day of the meeting
        "fees": 1,
    }
