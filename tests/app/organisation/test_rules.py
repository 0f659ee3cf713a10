from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.areas import AREAS
from app.base.errors import Invalid
from app.organisation import rules, teams, work
from app.organisation.rules import OFFICES, Office, OfficeKind
from app.organisation.teams import Pairing, Staffed, Team, TeamMember
from app.organisation.work import Check, Equipment, Feedback, Training, Visit
from tests.makers import TODAY

KNOWN = {"lan", "hoa", "minh"}


def problems(read: object, fields: dict[str, str], *more: object) -> dict[str, str]:
    assert callable(read)
    with pytest.raises(Invalid) as caught:
        read(fields, TODAY, *more)
    return caught.value.problems


def office(kind: OfficeKind, name: str, since: str = "2026-01-10") -> Office:
    return Office("", name, kind, since, name=name)


# --- the board ----------------------------------------------------------------------------------


def test_a_full_board_raises_no_doubt_and_a_club_without_one_says_nothing() -> None:
    names = ("An", "Bình", "Cúc", "Dung", "Én")
    board = [office(kind, name) for kind, name in zip(OFFICES, names, strict=False)]
    assert rules.board_doubts(board, names) == ()
    assert rules.board_doubts([], names) == ()


def test_what_looks_odd_about_a_board_is_said() -> None:
    board = [office("chair", "An"), office("chair", "Bình"), office("treasurer", "Cúc")]
    area = Office("", "An", "area_lead", "2026-01-01", area="health", name="An")
    said = rules.board_doubts([*board, area, replace(area, name="Bình")], {"An", "Bình"})
    assert said == (
        "Chair: more than one person holds it now: An, Bình.",
        "Secretary: nobody holds it now.",
        "Health care: more than one person leads it now: An, Bình.",
        "Cúc holds an office and is no longer a member.",
        "The board has 3 people; 5 are usual.",
    )
    assert rules.board_doubts([office("chair", "An")], {"An"})[-1] == (
        "The board has 1 person; 5 are usual."
    )


def test_who_holds_an_office_already_is_said_while_a_term_is_typed() -> None:
    area = Office("", "an", "area_lead", "2026-01-01", area="health", name="An")
    board = [office("chair", "An"), office("deputy", "Bình"), area]
    assert rules.office_doubts("Cúc", "chair", "", board) == {
        "office": "Now held by An. End that term first."
    }
    assert rules.office_doubts("Cúc", "area_lead", "health", board) == {
        "area": "Now held by An. End that term first."
    }
    assert rules.office_doubts("Bình", "deputy", "", board) == {
        "person": "Holds this office already."
    }
    assert rules.office_doubts("Cúc", "deputy", "", board) == {}
    assert rules.office_doubts("", "", "", board) == {}


def test_a_board_is_listed_from_the_chair_to_the_areas() -> None:
    last = [Office("", "a", "area_lead", "2026-01-01", area=area) for area in AREAS]
    first = [office(kind, "a") for kind in OFFICES if kind != "area_lead"]
    assert list(rules.by_rank([*reversed(last), *reversed(first)])) == [*first, *last]
    assert rules.office_words(last[1]) == "Leads: Health care"
    assert rules.office_words(first[0]) == "Chair"


@settings(max_examples=50)
@given(st.integers(-40, 40), st.none() | st.integers(0, 40), st.integers(-50, 50))
def test_a_term_holds_from_its_first_day_and_no_longer_on_its_last(
    since: int, length: int | None, on: int
) -> None:
    first = TODAY + timedelta(days=since)
    until = None if length is None else (first + timedelta(days=length)).isoformat()
    held = rules.in_force(first.isoformat(), until, TODAY + timedelta(days=on))
    assert held == (since <= on and (length is None or on < since + length))


def test_reading_an_office() -> None:
    fields = {"person": "lan", "office": "area_lead", "area": "rights", "since": "5/3/2026"}
    found = rules.read_office({**fields, "decision": " Bầu  cử "}, TODAY, KNOWN)
    assert found == Office("", "lan", "area_lead", "2026-03-05", area="rights", decision="Bầu cử")
    assert rules.read_office({**fields, "office": "chair"}, TODAY, KNOWN).area is None
    assert set(problems(rules.read_office, {}, KNOWN)) == {"person", "office", "since"}
    wrong = {**fields, "person": "đào", "area": "", "until": "4/3/2026"}
    said = problems(rules.read_office, wrong, KNOWN)
    assert set(said) == {"person", "area", "until"}
    assert said["until"] == "This is before the beginning, 5/3/2026."
    far = problems(rules.read_office, {**fields, "since": "5/3/2027"}, KNOWN)
    assert far == {"since": "This day lies far ahead. Check the year."}


def test_reading_a_new_board_keeps_named_officers_out_of_the_members() -> None:
    fields = {"since": "1/3/2026", "chair": "lan", "deputy": "hoa", "board": "hoa minh lan"}
    found = rules.read_new_board(fields, TODAY, KNOWN)
    assert found.places == (("chair", "lan"), ("deputy", "hoa"), ("board", "minh"))
    assert set(problems(rules.read_new_board, {"board": "ai đó"}, KNOWN)) == {
        *("since", "chair", "board"),
    }


def test_reading_who_leads_which_area() -> None:
    since, leads = rules.read_leads({"since": "1/3/2026", "health": "lan"}, TODAY, KNOWN)
    assert since == "2026-03-01"
    assert list(leads) == list(AREAS)
    assert [area for area, person in leads.items() if person] == ["health"]
    assert rules.read_end({"until": "1/3/2026"}, TODAY, "2026-01-01") == "2026-03-01"
    assert set(problems(rules.read_end, {"until": "1/1/2025"}, "2026-01-01")) == {"until"}


def test_reading_the_facts_of_the_club() -> None:
    fields = {"name": "CLB  thôn Đông", "commune": "xã Hòa Bình", "province": "Bắc Ninh"}
    facts = rules.read_facts({**fields, "decided_on": "20/6/2022"}, TODAY)
    assert (facts.name, facts.decided_on, facts.hamlet) == ("CLB thôn Đông", "2022-06-20", None)
    assert set(problems(rules.read_facts, {"founded_on": "hôm nào"})) == {
        *("name", "commune", "province", "founded_on"),
    }


# --- teams and pairs ----------------------------------------------------------------------------


def staffed(kind: teams.TeamKind, *people: str) -> Staffed:
    team = Team("t", "Tổ", kind, "2026-01-01")
    times = (TeamMember("", "t", each, "member", "2026-01-01", name=each) for each in people)
    return Staffed(team, tuple(times))


def test_volunteers_are_counted_once_however_many_teams_they_are_in() -> None:
    found = teams.volunteers(
        [staffed("home_care", "a", "b"), staffed("home_care", "b", "c"), staffed("troupe", "d")]
    )
    assert [(each.kind, each.count, each.least) for each in found] == [
        *(("home_care", 3, 5), ("economic", 0, 5)),
    ]
    assert teams.enough_words(found[0]) == "Home care volunteers: 3 of at least 5"


def test_reading_a_team() -> None:
    fields = {"kind": "troupe", "since": "1/3/2026"}
    assert teams.read_team(fields, TODAY).name == "Arts troupe"
    assert teams.read_team({**fields, "name": "Tổ hát"}, TODAY).name == "Tổ hát"
    assert set(problems(teams.read_team, {"kind": "other", "until": "x"})) == {
        *("name", "since", "until"),
    }


def test_reading_who_joins_a_team() -> None:
    fields = {"people": "lan hoa lan", "part": "member", "since": "1/3/2026"}
    found = teams.read_team_members(fields, TODAY, KNOWN)
    assert found == (("lan", "hoa"), "member", "2026-03-01")
    assert set(problems(teams.read_team_members, {}, KNOWN)) == {"people", "part", "since"}
    before = TeamMember("m", "t", "lan", "member", "2026-03-01", name="Lan")
    texts = {"part": "lead", "since": "1/3/2026", "until": "1/5/2026", "note": "bận"}
    assert teams.read_team_member(texts, TODAY, before) == replace(
        before, part="lead", until="2026-05-01", note="bận"
    )


def test_reading_a_pair_and_what_looks_odd_about_it() -> None:
    fields = {"volunteer": "lan", "person": "hoa", "since": "1/3/2026"}
    assert teams.read_pairing(fields, TODAY, KNOWN) == Pairing("", "lan", "hoa", "2026-03-01")
    assert set(problems(teams.read_pairing, {**fields, "person": "lan"}, KNOWN)) == {"person"}
    pairs = [Pairing("", "lan", each, "2026-01-01", volunteer="Lan") for each in "abc"]
    assert teams.pair_doubts("lan", "hoa", pairs, {"lan"}) == {
        "volunteer": "Looks after 3 people already."
    }
    assert teams.pair_doubts("minh", "a", pairs, {"lan"}) == {
        "volunteer": "Not in a team of economic volunteers yet.",
        "person": "Is looked after already by Lan.",
    }
    assert teams.pair_doubts("", "", pairs, {"lan"}) == {}


# --- equipment, trainings, visits, feedback -----------------------------------------------------


def test_equipment_is_due_a_year_after_it_was_last_seen() -> None:
    thing = Equipment("", "Loa", 1, "given", received_on="2025-11-21")
    assert not thing.to_check(date(2026, 11, 21))
    assert thing.to_check(date(2026, 11, 22))
    assert not replace(thing, checked_on="2026-01-01").to_check(date(2026, 12, 1))
    assert not replace(thing, condition="gone").to_check(date(2030, 1, 1))
    assert Equipment("", "Loa", 1, "given").to_check(TODAY)


def test_reading_equipment() -> None:
    fields = {"name": "Ghế nhựa", "quantity": "40 chiếc", "source": "bought"}
    found = work.read_equipment({**fields, "value": "2tr4", "keeper": "lan"}, TODAY, KNOWN)
    assert (found.quantity, found.unit) == (40, "chiếc")
    assert (found.value_vnd, found.keeper_id, found.condition) == (2_400_000, "lan", "good")
    assert work.read_equipment({**fields, "quantity": "1.200"}, TODAY, KNOWN).quantity == 1200
    wrong = {"quantity": "nhiều", "value": "vài đồng", "keeper": "đào", "received_on": "1/1/2027"}
    assert set(problems(work.read_equipment, wrong, KNOWN)) == {
        *("name", "quantity", "source", "received_on", "value", "keeper"),
    }
    for quantity in ("", "0", "-1", "1,5", "9" * 12, "²", "40 50"):
        assert "quantity" in problems(work.read_equipment, {**fields, "quantity": quantity}, KNOWN)


def test_reading_a_check() -> None:
    fields = {"condition": "broken", "checked_on": "1/3/2026", "note": "cháy"}
    assert work.read_check(fields, TODAY) == Check("broken", "2026-03-01", "cháy")
    assert set(problems(work.read_check, {})) == {"condition", "checked_on"}


def test_how_many_of_the_board_had_their_refresher() -> None:
    trainings = [
        Training("", "refresher", "Quỹ", "2026-03-01", people=("lan", "hoa")),
        Training("", "first", "8 mảng", "2026-05-01", people=("lan", "xuân")),
        Training("", "other", "Hát", "2026-06-01", people=("minh",)),
        Training("", "refresher", "Quỹ", "2025-03-01", people=("minh",)),
    ]
    figure = work.refreshed(trainings, ["lan", "hoa", "minh"], 2026)
    assert work.refreshed_words(figure) == "Refresher of 2026: 2 of 3 on the board"


def test_reading_a_training_and_a_visit() -> None:
    fields = {"kind": "refresher", "from_on": "1/3/2026", "people": "lan hoa"}
    found = work.read_training(fields, TODAY, KNOWN)
    assert (found.topic, found.people) == ("Yearly refresher", ("lan", "hoa"))
    wrong = {"kind": "other", "from_on": "1/3/2026", "to_on": "28/2/2026"}
    assert set(problems(work.read_training, wrong, KNOWN)) == {"topic", "to_on"}
    visit = work.read_visit(
        {"kind": "exchange", "on_date": "1/3/2026", "with_whom": "CLB Đoài", "people": "0"}, TODAY
    )
    assert visit == Visit("", "exchange", "2026-03-01", "CLB Đoài", people=0)
    assert set(problems(work.read_visit, {"people": "-3"})) == {
        *("kind", "on_date", "with_whom", "people"),
    }
    assert work.exchanges_in([visit, replace(visit, kind="supervision")], 2026) == 1


def test_what_waits_for_an_answer_comes_first() -> None:
    def entry(name: str, kind: work.FeedbackKind, on: str, due: str | None, done: bool) -> Feedback:
        return Feedback(name, kind, on, "x", due_on=due, done_on=on if done else None)

    entries = [
        entry("done", "complaint", "2026-05-01", "2026-05-02", done=True),
        entry("thanks", "thanks", "2026-06-01", None, done=False),
        entry("no day", "suggestion", "2026-04-01", None, done=False),
        entry("later", "complaint", "2026-01-01", "2026-12-01", done=False),
        entry("soon", "complaint", "2026-02-01", "2026-11-01", done=False),
    ]
    ordered = work.feedback_order(entries)
    assert [each.id for each in ordered] == ["soon", "later", "no day", "thanks", "done"]
    assert [each.id for each in ordered if each.late(TODAY)] == ["soon"]


def test_reading_feedback() -> None:
    fields = {"kind": "complaint", "on_date": "1/3/2026", "about": "loa to"}
    by_name = {**fields, "person": "lan", "from_whom": "ai đó", "owner": "hoa"}
    found = work.read_feedback({**by_name, "due_on": "1/12/2026"}, TODAY, KNOWN)
    assert (found.person_id, found.from_whom, found.due_on) == ("lan", None, "2026-12-01")
    assert work.read_feedback({**fields, "from_whom": "bà Tư"}, TODAY, KNOWN).from_whom == "bà Tư"
    assert set(problems(work.read_feedback, {"person": "x"}, KNOWN)) == {
        *("kind", "on_date", "about", "person"),
    }
    assert work.read_answer({"done_on": "2/3/2026", "done": "xong"}, TODAY, "2026-03-01") == (
        *("2026-03-02", "xong"),
    )
    assert set(problems(work.read_answer, {"done_on": "1/2/2026"}, "2026-03-01")) == {
        *("done_on", "done"),
    }
