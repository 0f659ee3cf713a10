from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid, Refused
from app.club.file import Club
from app.members.records import give_consent
from app.privacy import request_records
from app.privacy.requests import (
    KINDS,
    DataRequest,
    RequestKind,
    deadlines,
    next_day,
    read_answer,
    read_end,
    read_extension,
    read_request,
    state,
)
from tests.makers import TODAY

MONDAY = "2026-11-02"


def asked(kind: RequestKind = "view", on: str = MONDAY) -> DataRequest:
    return DataRequest("r", "p", kind, on)


@pytest.mark.parametrize(
    ("kind", "days", "third", "more"),
    [
        ("view", 10, 15, 10),
        ("correct", 10, 15, 10),
        ("withdraw", 15, 20, 15),
        ("restrict", 15, 20, 15),
        ("erase", 20, 30, 20),
    ],
)
def test_days_to_act(kind: RequestKind, days: int, third: int, more: int) -> None:
    received = date.fromisoformat(MONDAY)
    plain = deadlines(asked(kind), third_party=False)
    assert plain.act_by == received + timedelta(days=days)
    assert plain.longest == plain.act_by + timedelta(days=more)
    shared = deadlines(asked(kind), third_party=True)
    assert shared.act_by == received + timedelta(days=third)
    longer = replace(asked(kind), extended_on=MONDAY, extended_why="nhiều giấy tờ")
    assert deadlines(longer, third_party=False).act_by == plain.longest
    assert "356/2025" in plain.source and not plain.verified


@pytest.mark.parametrize(
    ("received", "answer_by"),
    [
        ("2026-11-02", "2026-11-04"),  # Monday: Wednesday
        ("2026-11-05", "2026-11-09"),  # Thursday: Monday
        ("2026-11-06", "2026-11-10"),  # Friday: Tuesday
        ("2026-11-07", "2026-11-10"),  # Saturday
        ("2026-11-08", "2026-11-10"),  # Sunday
    ],
)
def test_two_working_days_to_answer(received: str, answer_by: str) -> None:
    found = deadlines(asked(on=received), third_party=False)
    assert found.answer_by.isoformat() == answer_by


@given(st.sampled_from(list(KINDS)), st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.booleans())
def test_days_are_in_order(kind: RequestKind, received: date, third_party: bool) -> None:
    found = deadlines(asked(kind, received.isoformat()), third_party=third_party)
    assert received < found.answer_by < found.act_by < found.longest
    assert found.answer_by.weekday() < 5


def test_a_request_goes_through_its_states() -> None:
    request = asked()
    until = deadlines(request, third_party=False)
    assert state(request, until, date(2026, 11, 4)) == "answer"
    assert state(request, until, date(2026, 11, 5)) == "answer_late"
    assert next_day(request, until) == until.answer_by
    request = replace(request, answered_on="2026-11-04")
    assert state(request, until, date(2026, 11, 12)) == "act"
    assert next_day(request, until) == until.act_by
    assert state(request, until, date(2026, 11, 13)) == "act_late"
    assert state(replace(request, done_on="2026-11-12"), until, date(2027, 1, 1)) == "done"


def test_forms_are_read() -> None:
    request = read_request("p", {"kind": "correct", "received_on": "20/11/2026"}, TODAY)
    assert (request.kind, request.received_on) == ("correct", "2026-11-20")
    request = read_answer(request, {"answered_on": "21/11/2026"}, TODAY)
    longer = {"extended_on": "21/11/2026", "extended_why": "chờ xã"}
    request = read_extension(request, longer, TODAY)
    end = {"done_on": "21/11/2026", "outcome": "partly", "result": "còn chờ"}
    request = read_end(request, end, TODAY)
    assert (request.done_on, request.outcome, request.extended_why) == (
        "2026-11-21", "partly", "chờ xã",
    )  # fmt: skip


def test_ending_is_the_answer_when_none_was_given() -> None:
    done = read_end(asked(), {"done_on": "3/11/2026", "outcome": "done"}, TODAY)
    assert (done.answered_on, done.done_on) == ("2026-11-03", "2026-11-03")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"done_on": "1/11/2026", "outcome": "done"}, {"done_on"}),
        ({"done_on": "3/11/2026", "outcome": ""}, {"outcome"}),
        ({"done_on": "3/11/2026", "outcome": "refused"}, {"result"}),
        ({"done_on": "", "outcome": "done"}, {"done_on"}),
    ],
)
def test_what_is_wrong_at_the_end_is_named(fields: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as raised:
        read_end(asked(), fields, TODAY)
    assert set(raised.value.problems) == wrong


def test_more_time_needs_its_reason() -> None:
    with pytest.raises(Invalid):
        read_extension(asked(), {"extended_on": "3/11/2026", "extended_why": ""}, TODAY)
    with pytest.raises(Invalid):
        read_request("p", {"kind": "other", "received_on": ""}, TODAY)


# --- in the book ----------------------------------------------------------------------------------


def test_a_request_in_the_book(club: Club, lan: str, hoa: str) -> None:
    first = DataRequest("", lan, "view", MONDAY, asked_by="con gái")
    first = replace(first, id=request_records.receive(club, first))
    second = DataRequest("", hoa, "erase", "2026-11-01")
    second = replace(second, id=request_records.receive(club, second))
    assert request_records.requests(club) == (second, first)
    answered = replace(second, answered_on="2026-11-03")
    request_records.answer(club, answered)
    longer = replace(answered, extended_on="2026-11-04", extended_why="chờ xã")
    request_records.extend(club, longer)
    done = replace(longer, done_on="2026-11-20", outcome="done")
    request_records.end(club, done)
    assert request_records.requests(club) == (first, done)
    assert request_records.requests_of(club, hoa) == (done,)
    club.undo()
    assert request_records.request(club, second.id) == longer


def test_what_has_ended_is_not_touched_again(club: Club, lan: str) -> None:
    request = DataRequest("", lan, "view", MONDAY)
    request = replace(request, id=request_records.receive(club, request))
    longer = replace(request, extended_on=MONDAY, extended_why="x")
    request_records.extend(club, longer)
    with pytest.raises(Refused, match="extended once"):
        request_records.extend(club, longer)
    done = replace(longer, done_on=MONDAY, outcome="done")
    request_records.end(club, done)
    with pytest.raises(Refused, match="ended already"):
        request_records.end(club, done)
    with pytest.raises(Refused, match="no longer"):
        request_records.answer(club, replace(request, id="gone"))


def test_what_waits_is_named_with_who_is_late(club: Club, lan: str, hoa: str) -> None:
    request_records.receive(club, DataRequest("", lan, "view", MONDAY))
    request_records.receive(club, DataRequest("", hoa, "erase", "2026-11-20"))
    found = request_records.waiting(club, TODAY)
    assert [(each.name, each.state, each.late) for each in found] == [
        ("Trịnh Thị Lan", "act_late", True),
        ("Bùi Văn Hoa", "answer", False),
    ]


def test_data_at_the_commune_is_with_a_third_party(club: Club, lan: str) -> None:
    request = DataRequest("", lan, "view", MONDAY)
    assert request_records.deadlines_of(club, request).act_by == date(2026, 11, 12)
    give_consent(club, lan, "C3", "2026-01-01")
    assert request_records.deadlines_of(club, request).act_by == date(2026, 11, 17)


def test_nobody_asks_who_is_not_there(club: Club, lan: str) -> None:
    club.undo()
    with pytest.raises(Refused):
        request_records.receive(club, DataRequest("", lan, "view", MONDAY))
