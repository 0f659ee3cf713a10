"""The picture of a year: what counts where, and which state that makes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import case_records, picture_records, proposal_records, records
from app.areas.picture import Tally, Told, months, picture, source_words
from app.areas.picture_records import SOURCES, counts, missing, year_picture
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.base.areas import AREAS, Area
from app.base.errors import Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import Actor
from app.members import records as members
from app.members.rules import Person
from tests.app.areas.scene import close, held, planned

JUNE, NOW = Month(2026, 6), Month(2026, 11)


def done(area: Area, month: int, count: int = 1) -> Tally:
    return Tally(area, Month(2026, month), "activity", count)


def state(told: Told, month: int, area: Area = "rights") -> str:
    return picture(2026, NOW, told).cells[area][Month(2026, month)].state


def test_states_of_a_month() -> None:
    told = Told(
        tallies=(done("rights", 5),),
        planned=frozenset([("rights", NOW), ("rights", Month(2026, 12)), ("rights", JUNE)]),
        begins=Month(2026, 3),
    )
    assert state(told, 5) == "done"
    assert state(told, 2) == ""  # the book knew nothing yet
    assert state(told, 6) == "missing"  # planned, and over
    assert state(told, 11) == "planned"
    assert state(told, 11, "health") == "waiting"
    assert state(told, 12) == "planned"
    assert state(told, 12, "health") == ""
    closed = replace(told, closed=frozenset([NOW]))
    assert state(closed, 11) == "missing"
    assert state(Told(), 6) == ""


def test_complete_months_and_what_is_missing() -> None:
    whole = tuple(done(area, 10) for area in AREAS)
    told = Told(tallies=(*whole, *whole[1:], done("rights", 9)), begins=Month(2026, 9))
    found = picture(2026, NOW, told)
    assert found.come() == (Month(2026, 9), Month(2026, 10), NOW)
    assert found.complete_months() == (Month(2026, 10),)
    assert found.done(Month(2026, 10)) == 8
    assert found.counts()["income"] == {Month(2026, 9): 0, Month(2026, 10): 1, NOW: 0}
    assert "rights" not in found.missing(Month(2026, 9))
    assert len(found.missing(Month(2026, 9))) == 7
    assert found.missing(NOW) == ()
    assert len(found.lacking(NOW)) == 8


@given(st.lists(st.tuples(st.sampled_from(list(AREAS)), st.integers(1, 12), st.integers(1, 9))))
def test_nothing_counted_is_lost(drawn: list[tuple[Area, int, int]]) -> None:
    tallies = tuple(done(area, month, count) for area, month, count in drawn)
    found = picture(2026, Month(2026, 12), Told(tallies=tallies, begins=Month(2026, 1)))
    total = sum(count for row in found.counts().values() for count in row.values())
    assert total == sum(count for _area, _month, count in drawn)
    for month in months(2026):
        assert found.done(month) + len(found.lacking(month)) == 8


def test_every_source_has_its_words() -> None:
    assert {source_words(one.code, 2) for one in SOURCES} >= {
        "2 activities",
        "2 people weighed or measured",
        "Fees collected 2 times",
    }
    assert all(source_words(one.code, 2) != "2 entries" for one in SOURCES)


# --- in the book --------------------------------------------------------------------------------


def test_what_the_rooms_hold_counts(club: Club) -> None:
    lan = members.add_person(club, Person("Lê Lan"), "2024-01-01")
    meeting = held(club, "2026-06", "2026-06-21")

    def insert(table: str, **row: Any) -> None:
        with club.change("Write a row"):
            club.db.table(table).insert({"id": club.new_id(), **row})

    insert("reading", person_id=lan, on_date="2026-06-21", pulse=70)
    insert("reading", person_id=lan, on_date="2026-06-28", pulse=70)  # the same person
    insert("fee", meeting_id=meeting, person_id=lan, amount_vnd=5_000)
    insert("visit", kind="exchange", on_date="2026-06-02", with_whom="CLB thôn Đoài")
    insert("visit", kind="supervision", on_date="2026-06-02", with_whom="Hội xã")
    records.add_activity(club, Activity("", "awareness", "talk", "2026-06-21", "Ăn nhạt", meeting))
    records.set_exercise_week(club, ExerciseWeek("", "2026-06-01", 3))
    records.set_exercise_week(club, ExerciseWeek("", "2026-06-08", 0))
    case = HelpCase("", "outsider", "2026-06-21", "Ốm", name="Bà Tý", meeting_id=meeting)
    case_records.add_case(club, case, [Help("", "", "2026-06-21", "goods")])
    proposal_records.add_proposal(club, Proposal("", "2026-06-21", "UBND xã", "Sửa đường"))
    found = year_picture(club, 2026)
    assert {area: cells[JUNE].sources for area, cells in found.cells.items()} == {
        "income": {},
        "health": {"reading": 1, "exercise": 1},
        "home_care": {},
        "self_help": {"case": 1},
        "rights": {"proposal": 1},
        "awareness": {"activity": 1},
        "culture": {"exchange": 1},
        "resources": {"fee": 1},
    }
    assert missing(club, JUNE) == ("income", "home_care")
    assert found.missing(JUNE) == ("income", "home_care")
    assert found.begins == JUNE


def test_a_case_helped_again_counts_in_that_month_too(club: Club) -> None:
    case = HelpCase("", "outsider", "2026-06-21", "Ốm", name="Bà Tý")
    case_id = case_records.add_case(club, case)
    for day in ("2026-07-01", "2026-07-09", "2026-06-30"):
        case_records.give_help(club, case_id, Help("", "", day, "labour"))
    cells = year_picture(club, 2026).cells["self_help"]
    assert [cells[Month(2026, month)].count for month in (5, 6, 7, 8)] == [0, 1, 1, 0]


def test_the_month_of_a_moved_meeting(club: Club) -> None:
    meeting = held(club, "2025-12", "2026-01-03")
    done_there = Activity("", "rights", "talk", "2026-01-03", "Luật", meeting)
    records.add_activity(club, done_there)
    records.add_activity(club, replace(done_there, meeting_id=None))
    assert counts(club, 2026)["rights"][Month(2026, 1)] == 0
    assert year_picture(club, 2025).cells["rights"][Month(2025, 12)].count == 2
    assert year_picture(club, 2025).begins == Month(2025, 12)


def test_themes_of_the_plan_and_a_closed_meeting(club: Club) -> None:
    held(club, "2026-10", "2026-10-21")
    close(club)
    planned(club, "2026-12", "health", "health", "culture")
    cells = year_picture(club, 2026).cells
    assert [area for area in AREAS if cells[area][Month(2026, 12)].state == "planned"] == [
        "health",
        "culture",
    ]
    assert cells["health"][NOW].state == "waiting"
    held(club, "2026-11", "2026-11-20")
    assert year_picture(club, 2026).cells["health"][NOW].state == "waiting"
    close(club)
    assert year_picture(club, 2026).cells["health"][NOW].state == "missing"


def test_an_empty_book_is_missing_nothing(club: Club) -> None:
    found = year_picture(club, 2026)
    assert found.come() == ()
    assert found.complete_months() == ()
    assert {cell.state for row in found.cells.values() for cell in row.values()} == {""}
    assert len(missing(club, JUNE)) == 8


def test_a_month_with_all_eight(club: Club) -> None:
    for area in AREAS:
        records.add_activity(club, Activity("", area, "other", "2026-06-21", "Việc"))
    assert year_picture(club, 2026).complete_months() == (JUNE,)
    assert year_picture(club, 2027).come() == ()


def test_only_whoever_may_look(club: Club) -> None:
    club.actor = Actor("x", "Nobody", frozenset())
    for ask in (lambda: year_picture(club, 2026), lambda: missing(club, JUNE)):
        with pytest.raises(Refused):
            ask()


def test_the_page_hears_of_every_source() -> None:
    assert {"reading", "help", "visit", "fee", "theme", "activity"} <= picture_records.READS
