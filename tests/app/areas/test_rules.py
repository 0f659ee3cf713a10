"""What forms give, what is refused, and how things are called."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas import rules
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase
from app.base.areas import AREAS
from app.base.errors import Invalid

TODAY = date(2026, 11, 21)
GOOD = {"area": "rights", "kind": "talk", "on_date": "20/11", "what": "  Luật   người cao tuổi "}


def problems(act: object, *args: object) -> set[str]:
    assert callable(act)
    with pytest.raises(Invalid) as caught:
        act(*args)
    return set(caught.value.problems)


def test_an_activity_as_typed() -> None:
    typed = {
        **GOOD,
        "leader": "p1",
        "participants": "54",
        "outsiders": "6",
        "spent": "250k",
        "in_kind": "2 kg chè",
        "woven": "digital",
        "note": "vui",
    }
    assert rules.read_activity(typed, TODAY, {"p1"}, "m1") == Activity(
        id="",
        area="rights",
        kind="talk",
        on_date="2026-11-20",
        what="Luật người cao tuổi",
        meeting_id="m1",
        leader_id="p1",
        participants=54,
        outsiders=6,
        spent_vnd=250_000,
        in_kind="2 kg chè",
        woven="digital",
        note="vui",
    )


def test_who_is_not_in_the_register_leads_under_their_own_name() -> None:
    found = rules.read_activity({**GOOD, "leader": "Bà Hoa, trạm y tế"}, TODAY, {"p1"})
    assert (found.leader_id, found.led()) == (None, "Bà Hoa, trạm y tế")


def test_all_problems_of_an_activity_at_once() -> None:
    typed = {"on_date": "1/12", "participants": "nhiều", "spent": "-5"}
    assert problems(rules.read_activity, typed, TODAY) == {
        "area",
        "kind",
        "on_date",
        "what",
        "participants",
        "spent",
    }


def test_doubts_ask_and_never_refuse() -> None:
    old = Activity("", "health", "talk", "2025-10-01", "Ăn nhạt", participants=80)
    assert set(rules.activity_doubts(old, TODAY, 60)) == {"participants", "on_date"}
    fine = Activity("", "health", "talk", "2026-11-01", "Ăn nhạt", participants=60)
    assert rules.activity_doubts(fine, TODAY, 60) == {}


def test_a_week_of_exercise() -> None:
    monday = date(2026, 11, 16)
    typed = {"sessions": "3", "people": "20", "what": "Dưỡng sinh"}
    week = rules.read_exercise(typed, monday, TODAY)
    assert week == ExerciseWeek("", "2026-11-16", 3, 20, "Dưỡng sinh")
    assert week.enough
    assert not rules.read_exercise({"sessions": "0"}, monday, TODAY).enough
    assert problems(rules.read_exercise, {"people": "x"}, monday, TODAY) == {"sessions", "people"}
    assert problems(rules.read_exercise, {"sessions": "22"}, monday, TODAY) == {"sessions"}


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_weeks_run_back_from_the_one_of_the_day(day: date, count: int) -> None:
    weeks = rules.weeks_until(day, count)
    assert len(weeks) == count
    assert all(monday.weekday() == 0 for monday in weeks)
    assert 0 <= (day - weeks[0]).days < 7
    assert all((one - other).days == 7 for one, other in pairwise(weeks))


def test_a_case_needs_somebody_and_a_need() -> None:
    assert problems(rules.read_case, {}, TODAY) == {"whose", "found_on", "situation"}
    assert problems(rules.read_case, {"whose": "member", "found_on": "20/11"}, TODAY) == {
        "person",
        "situation",
    }
    outsider = {"whose": "outsider", "found_on": "20/11", "situation": "Nhà dột"}
    assert problems(rules.read_case, outsider, TODAY) == {"name"}
    case = rules.read_case({**outsider, "name": "Bà Tý", "person": "p1"}, TODAY, {"p1"}, "m1")
    assert (case.person_id, case.name, case.meeting_id) == (None, "Bà Tý", "m1")


def test_how_a_case_is_called() -> None:
    family = HelpCase("", "family", "2026-11-20", "Ốm", person_id="p1", who="Lê Lan")
    assert family.called() == "Family of Lê Lan"
    named = HelpCase("", "family", "2026-11-20", "Ốm", person_id="p1", name="Tí", who="Lê Lan")
    assert named.called() == "Tí (family of Lê Lan)"
    assert HelpCase("", "outsider", "2026-11-20", "Ốm", name="Bà Tý").called() == "Bà Tý"
    assert HelpCase("", "member", "2026-11-20", "Ốm", who="Lê Lan").called() == "Lê Lan"


def test_help_comes_after_the_need_was_found() -> None:
    typed = {"form": "goods", "on_date": "19/11/2026", "value": "300k", "helper": "Anh Ba"}
    assert problems(rules.read_help, typed, TODAY, (), "2026-11-20") == {"on_date"}
    found = rules.read_help(typed, TODAY, (), "2026-11-19")
    assert found == Help("", "", "2026-11-19", "goods", None, 300_000, None, "Anh Ba")
    assert rules.worth([found, Help("", "", "2026-11-19", "labour")]) == 300_000
    assert problems(rules.read_closing, {"closed_on": "1/11"}, TODAY, "2026-11-05") == {
        "closed_on",
        "result",
    }


def test_a_proposal_and_its_answer() -> None:
    assert problems(rules.read_proposal, {}, TODAY) == {"on_date", "to_whom", "about"}
    typed = {"on_date": "5/3/2026", "to_whom": "UBND xã", "about": "Đường vào nhà văn hóa"}
    assert rules.read_proposal(typed, TODAY).open
    assert problems(rules.read_answer, {"answered_on": "1/3/2026"}, TODAY, "2026-03-05") == {
        "outcome",
        "answered_on",
    }
    answer = {"outcome": "partly", "answered_on": "2/5/2026", "answer": ""}
    assert rules.read_answer(answer, TODAY, "2026-03-05") == ("2026-05-02", "partly", None)


def test_every_area_has_its_usual_kinds() -> None:
    assert set(rules.USUAL_KINDS) == set(AREAS)
    assert all(kinds[-1] == "other" for kinds in rules.USUAL_KINDS.values())
