from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Refused
from app.base.periods import Month
from app.club.file import Club
from app.meetings import meeting_records, plan_records, records
from app.meetings.plan import Rule
from app.meetings.rules import Meeting, Theme
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people, hold


def rows(club: Club) -> int:
    return int(club.db.execute("select count(*) from meeting").fetchone()[0])


def test_the_year_is_computed_until_something_is_changed_by_hand(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    planned = plan_records.plan(club, 2026)
    assert [each.planned_on for each in planned if each.month == JUNE] == ["2026-06-21"]
    assert [each.month.month for each in planned] == list(range(1, 13))
    assert planned[1].planned_on == "2026-02-22"
    assert "Tết" in (planned[1].why or "")
    assert {each.id for each in planned} == {""}
    assert rows(club) == 0
    assert plan_records.plan(club, 2025) == ()


def test_a_rule_holds_from_its_month(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    plan_records.set_rule(club, Rule(JULY, "weekday", 1, 6))
    days = {each.month.month: each.planned_on for each in plan_records.plan(club, 2026)}
    assert (days[6], days[7], days[8]) == ("2026-06-21", "2026-07-05", "2026-08-02")
    plan_records.set_rule(club, Rule(JULY, "day", 3))  # over the one of the same month
    first, second = meeting_records.rules(club)
    assert replace(first, id="") == RULE
    assert plan_records.rule_on(club, Month(2027, 1)) == second
    assert plan_records.rule_on(club, Month(2025, 12)) is None


def test_a_meeting_is_moved_called_off_and_planned_again(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    plan_records.move_meeting(club, JUNE, "2026-06-25", "Gặt lúa")
    found = plan_records.plan(club, 2026)[5]
    assert (found.planned_on, found.why, found.state) == ("2026-06-25", "Gặt lúa", "planned")
    assert found.place == "nhà văn hoá"
    plan_records.set_rule(club, replace(RULE, number=10, place="đình"))
    moved = plan_records.plan(club, 2026)[5]
    assert (moved.planned_on, moved.place) == ("2026-06-25", "đình")
    plan_records.call_off(club, JUNE, "Lũ lụt")
    found = plan_records.plan(club, 2026)[5]
    assert (found.state, found.why) == ("called_off", "Lũ lụt")
    plan_records.plan_again(club, JUNE)
    found = plan_records.plan(club, 2026)[5]
    assert (found.planned_on, found.why, found.state) == ("2026-06-10", None, "planned")
    assert rows(club) == 1


def test_a_meeting_called_off_may_be_held_after_all(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    plan_records.call_off(club, JUNE, "Lũ lụt")
    meeting_id = records.open_meeting(club, JUNE, "2026-06-28")
    found = records.meeting(club, meeting_id)
    assert (found.state, found.why) == ("open", None)
    for write in (
        lambda: plan_records.move_meeting(club, JUNE, "2026-06-29", "mưa"),
        lambda: plan_records.call_off(club, JUNE, "mưa"),
        lambda: plan_records.plan_again(club, JUNE),
    ):
        with pytest.raises(Refused, match="begun already"):
            write()


def test_details_of_one_month(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    plan_records.set_rule(club, RULE)
    plan_records.set_details(club, JUNE, "08:00", "sân đình", lan)
    assert meeting_records.meeting_of(club, JUNE) == Meeting(
        plan_records.plan(club, 2026)[5].id,
        JUNE,
        "2026-06-21",
        at_time="08:00",
        place="sân đình",
        leader_id=lan,
        leader="Lê Lan",
    )
    plan_records.set_rule(club, replace(RULE, at_time="14:00"))
    assert plan_records.plan(club, 2026)[5].at_time == "14:00"  # as the rule's it was left so


def test_themes_are_written_as_one_step(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    plan_records.set_themes(
        club, JULY, [Theme("", "health", "Ăn nhạt", lan), Theme("", "culture", "Hát chèo")]
    )
    one, other = plan_records.themes(club, JULY)
    assert one == Theme(one.id, "health", "Ăn nhạt", lan, "Lê Lan")
    plan_records.set_themes(
        club, JULY, [replace(one, topic="Phòng ngã"), Theme("", "rights", "Luật NCT")]
    )
    kept, new = plan_records.themes(club, JULY)
    assert (kept.id, kept.topic) == (one.id, "Phòng ngã")
    assert (new.area, new.topic) == ("rights", "Luật NCT")
    assert plan_records.themes_between(club, JUNE, JULY) == ((JULY, kept), (JULY, new))
    club.undo()
    assert plan_records.themes(club, JULY) == (one, other)
    with pytest.raises(Refused):
        plan_records.set_themes(club, JULY, [Theme("", "health", "x", "nobody")])
    assert plan_records.themes(club, JULY) == (one, other)


def test_the_next_meeting(club: Club) -> None:
    assert plan_records.next_meeting(club, date(2026, 6, 1)) is None
    plan_records.set_rule(club, RULE)

    def ahead(on: date) -> Month | None:
        found = plan_records.next_meeting(club, on)
        return found.month if found else None

    assert ahead(date(2026, 6, 21)) == JUNE
    assert ahead(date(2026, 6, 22)) == JULY
    plan_records.move_meeting(club, JUNE, "2026-07-02", "Gặt lúa")
    assert ahead(date(2026, 6, 22)) == JUNE
    hold(club, JUNE)
    plan_records.call_off(club, JULY, "Lũ lụt")
    assert ahead(date(2026, 6, 22)) == Month(2026, 8)
