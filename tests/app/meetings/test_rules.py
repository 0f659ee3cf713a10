from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import money
from app.base.errors import Invalid
from app.base.money import BANKNOTES
from app.meetings.rules import (
    Attendance,
    Came,
    CashCount,
    Decision,
    Guest,
    Held,
    Month,
    Past,
    Task,
    came_words,
    rate,
    read_cash,
    read_decision,
    read_fees,
    read_finish,
    read_guest,
    read_meeting,
    read_postpone,
    read_task,
    read_why,
)
from tests.makers import TODAY

KNOWN = ("lan", "hoa")
GIVEN = date(2026, 10, 21)
TASK = Task("t", "Sửa đường", GIVEN.isoformat(), due_on="2026-11-10")


@pytest.mark.parametrize(
    ("present", "absent", "share"), [(54, 6, 90.0), (2, 1, 66.7), (0, 3, 0.0), (0, 0, None)]
)
def test_rate(present: int, absent: int, share: float | None) -> None:
    assert rate(present, absent) == share


def test_absent_in_a_row() -> None:
    def after(*past: bool | None) -> int:
        months = (Past(Month(2026, number), at) for number, at in enumerate(past, start=1))
        return Attendance("lan", "001", "Lan", present=True, past=tuple(months)).absent_running

    assert after() == 0
    assert after(False, True) == 0
    assert after(True, False, False) == 2
    assert after(False, None, False) == 1  # no member in between: nothing was missed then


def test_late_tasks() -> None:
    assert not TASK.late(date(2026, 11, 10))
    assert TASK.late(date(2026, 11, 11))
    assert not Task("t", "x", "2026-10-21").late(date(2030, 1, 1))


@given(st.dictionaries(st.sampled_from(BANKNOTES), st.integers(1, 10_000)))
def test_cash_is_read_back_and_adds_up(notes: dict[int, int]) -> None:
    typed = {str(value): money.fmt_number(count) for value, count in notes.items()}
    counted = read_cash(typed)
    assert counted == CashCount({value: notes[value] for value in BANKNOTES if value in notes})
    assert counted.total_vnd == sum(value * count for value, count in notes.items())


def test_how_often_somebody_came() -> None:
    def told(*present: bool) -> str:
        return came_words([Came(Month(2026, 1), "2026-01-21", each) for each in present])

    assert told(True) == "Came to 1 of the last 1 meeting"
    assert told(False, True, True) == "Came to 2 of the last 3 meetings"
    assert told(False, False, True) == "Came to 1 of the last 3 meetings, missed the last 2"
    assert told(*([False] * 3), *([True] * 20)) == (
        "Came to 9 of the last 12 meetings, missed the last 3"
    )


def test_typed_meeting() -> None:
    typed = {"held_on": "21/11", "at_time": "8 giờ 30", "place": " nhà  văn hoá ", "leader": "lan"}
    assert read_meeting(typed, TODAY, KNOWN) == Held("2026-11-21", "08:30", "nhà văn hoá", "lan")
    assert read_meeting({"held_on": "21/11"}, TODAY, KNOWN) == Held("2026-11-21")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        *(("8", "08:00"), ("8h", "08:00"), ("8:00", "08:00"), ("14h30", "14:30")),
        *(("8 giờ", "08:00"), ("8 giờ 15 phút", "08:15"), ("13.45", "13:45"), ("00:00", "00:00")),
    ],
)
def test_typed_times(typed: str, time: str) -> None:
    assert read_meeting({"held_on": "21/11", "at_time": typed}, TODAY, KNOWN).at_time == time


def test_typed_parts() -> None:
    assert read_guest({"name": "Ông Lộc", "from_where": "Hội xã"}) == Guest("", "Ông Lộc", "Hội xã")
    assert read_decision({"text": "Sửa đường"}) == Decision("", 0, "Sửa đường")
    assert read_why({"why": "Bão"}) == "Bão"
    assert read_fees({"lan": "5k", "hoa": ""}) == {"lan": 5_000, "hoa": None}


def test_typed_tasks() -> None:
    typed = {"text": "Sửa đường", "owner": "lan", "due_on": "10/12"}
    assert read_task(typed, GIVEN, KNOWN, TODAY) == Task(
        "", "Sửa đường", "2026-10-21", "lan", due_on="2026-12-10"
    )
    assert read_task({"text": "x"}, GIVEN, KNOWN, TODAY).due_on is None
    assert read_finish({"done_on": "1/11", "result": "xong"}, TASK, TODAY) == (
        "2026-11-01",
        "xong",
    )
    assert read_postpone({"due_on": "31/12"}, TASK, TODAY) == "2026-12-31"


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (lambda: read_meeting({}, TODAY, KNOWN), {"held_on"}),
        (
            lambda: read_meeting(
                {"held_on": "22/11", "at_time": "25h", "leader": "Ông Tư"}, TODAY, KNOWN
            ),
            {"held_on", "at_time", "leader"},
        ),
        (lambda: read_guest({}), {"name"}),
        (lambda: read_decision({"text": "  "}), {"text"}),
        (
            lambda: read_task({"owner": "x", "due_on": "1/10"}, GIVEN, KNOWN, TODAY),
            {"text", "owner", "due_on"},
        ),
        (lambda: read_finish({"done_on": "20/10"}, TASK, TODAY), {"done_on"}),
        (lambda: read_finish({"done_on": "22/11"}, TASK, TODAY), {"done_on"}),
        (lambda: read_postpone({"due_on": "20/11"}, TASK, TODAY), {"due_on"}),
        (lambda: read_postpone({}, TASK, TODAY), {"due_on"}),
        (lambda: read_fees({"lan": "-5", "hoa": "nhiều"}), {"lan", "hoa"}),
        (lambda: read_cash({"500000": "x", "1000": "20000"}), {"500000", "1000"}),
        (lambda: read_why({}), {"why"}),
    ],
)
def test_all_problems_at_once(read: Callable[[], object], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        read()
    assert caught.value.problems.keys() == wrong


@given(
    st.dictionaries(
        st.sampled_from(
            ("text", "owner", "due_on", "done_on", "name", "area", "topic", "held_on", "at_time")
        ),
        st.text(max_size=30),
    )
)
def test_whatever_is_typed_is_read_or_refused_by_field(typed: Mapping[str, str]) -> None:
    for read in (
        lambda: read_task(typed, GIVEN, KNOWN, TODAY),
        lambda: read_meeting(typed, TODAY, KNOWN),
        lambda: read_finish(typed, TASK, TODAY),
        lambda: read_postpone(typed, TASK, TODAY),
        lambda: read_guest(typed),
        lambda: read_cash({str(value): typed.get("text", "") for value in BANKNOTES}),
    ):
        with suppress(Invalid):
            read()
