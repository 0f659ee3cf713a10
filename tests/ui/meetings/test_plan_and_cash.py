from pathlib import Path

import pytest

from app.areas import records as area_records
from app.areas.rules import Activity
from app.base.areas import AREAS
from app.base.periods import Month
from app.base.text import _
from app.funds import records as ledger
from app.funds.rules import Draft, Posting
from app.meetings import attendance_records, money_records, plan_records
from app.meetings import records as meeting_records
from app.meetings.plan import Rule
from app.meetings.rules import Theme
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.meetings.conftest import MONTH, Run, begun, club_of
from tests.ui.real import Keyboard
from ui.kit.button import Button
from ui.kit.preview import Preview
from ui.meetings.cash import CashStep
from ui.meetings.invite import InvitePage
from ui.meetings.meeting import MeetingPage
from ui.meetings.minutes import MinutesStep
from ui.meetings.plan import PlanStep

NEXT = MONTH.next()


def plan_of(meeting: MeetingPage) -> PlanStep:
    step = meeting.inner()
    assert isinstance(step, PlanStep)
    return step


def cash_of(meeting: MeetingPage) -> CashStep:
    step = meeting.inner()
    assert isinstance(step, CashStep)
    return step


def themes(keys: Keyboard) -> dict[str, tuple[str, str]]:
    found = plan_records.themes(club_of(keys), NEXT)
    return {theme.area: (theme.topic, theme.leader) for theme in found}


@pytest.fixture
def rule(keys: Keyboard) -> None:
    """The club meets on day 21."""
    plan_records.set_rule(
        club_of(keys), Rule(Month(2026, 1), "day", 21, None, "08:00", "Nhà văn hóa")
    )


# --- the plan -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("rule")
def test_the_day_comes_from_the_rule_and_one_key_takes_all_usual_themes(keys: Keyboard) -> None:
    club = club_of(keys)
    plan_records.set_themes(club, MONTH.previous(), [Theme("", "culture", "Hát quan họ")])
    meeting = begun(keys, "plan")
    keys.press("Ctrl+D")
    found = themes(keys)
    assert list(found) == list(AREAS)
    assert found["culture"] == ("Hát quan họ", "")
    assert not plan_of(meeting).all_usual.isVisible()
    keys.press("Ctrl+Enter")
    assert meeting.step() == "cash"


@pytest.mark.usefixtures("rule")
def test_what_was_missing_stands_first_and_a_leader_is_a_part_of_a_name(keys: Keyboard) -> None:
    club = club_of(keys)
    meeting = begun(keys, "areas")
    done = Activity("", "income", "training", TODAY.isoformat(), "Nuôi gà", meeting.meeting().id)
    area_records.add_activity(club, done)
    meeting.go("plan")
    names = [row.name for row in plan_of(meeting).grid.rows.rows]
    assert names[-1] == "Better income"
    keys.type("Phòng ngã")
    keys.press("Enter")
    keys.type("le buoi")
    keys.press("Enter")
    assert themes(keys) == {"health": ("Phòng ngã", "Lê Thị Bưởi")}
    keys.press("Enter")
    keys.type("buoi")
    keys.press("Enter")
    assert "Type more" in plan_of(meeting).grid.said()
    keys.press("Ctrl+Enter")
    assert meeting.step() == "plan"


@pytest.mark.usefixtures("rule")
def test_another_day_needs_a_reason(keys: Keyboard) -> None:
    begun(keys, "plan")
    keys.press("F2", "Ctrl+A")
    keys.type(f"23/{NEXT.month}/{NEXT.year}")
    keys.press("Ctrl+Enter")
    keys.type("Trùng ngày giỗ tổ")
    keys.press("Ctrl+Enter")
    planned = meeting_records.meeting_of(club_of(keys), NEXT)
    assert planned is not None
    assert (planned.planned_on, planned.why) == (f"{NEXT}-23", "Trùng ngày giỗ tổ")
    assert (planned.at_time, planned.place) == ("08:00", "Nhà văn hóa")


@pytest.mark.usefixtures("rule")
def test_another_size_of_text_keeps_a_theme_in_hand_and_writes_nothing(keys: Keyboard) -> None:
    meeting = begun(keys, "plan")
    keys.type("Phòng ng")
    keys.window.session.configure(size=200)
    settle()
    grid = plan_of(meeting).grid
    assert list(grid.unsaved().values()) == [{"topic": "Phòng ng"}]
    assert grid.isAncestorOf(keys.focus())
    assert themes(keys) == {}
    keys.press("Enter")
    assert [topic for topic, _leader in themes(keys).values()] == []
    keys.press("Down")
    assert [topic for topic, _leader in themes(keys).values()] == ["Phòng ng"]


# --- the cash -----------------------------------------------------------------------------------


def test_notes_are_added_up_while_they_are_typed(keys: Keyboard) -> None:
    meeting = begun(keys, "cash")
    for count in ("1", "0", "2", "", "", "3"):
        keys.type(count)
        keys.press("Enter")
    assert cash_of(meeting).total.text() == "730.000\u00a0đ"
    keys.press("Enter", "Enter", "Enter")
    keys.type("Bà Hạnh")
    keys.press("Enter")
    keys.type("Ông Định")
    keys.press("Ctrl+Enter")
    counted = money_records.cash(club_of(keys), meeting.meeting().id)
    assert counted is not None
    assert counted.notes == {500_000: 1, 100_000: 2, 10_000: 3}
    assert (counted.total_vnd, counted.counted_by, counted.witness) == (
        730_000,
        "Bà Hạnh",
        "Ông Định",
    )
    assert meeting.step() == "minutes"


def test_every_count_that_was_left_survives_a_kill(run: Run) -> None:
    with run() as keys:
        begun(keys, "cash")
        keys.type("4")
        keys.press("Enter")
        keys.type("x")
        keys.press("Enter")
    with run() as keys:
        meeting = begun(keys, "cash")
        step = cash_of(meeting)
        assert step.notes[500_000].text() == "4"
        assert step.notes[200_000].text() == "x"
        keys.press("Ctrl+Enter")
        assert meeting.step() == "cash"
        assert step.notes[200_000].current_problem()


# --- the minutes --------------------------------------------------------------------------------


def test_remarks_are_kept_and_guests_stand_beside_them(keys: Keyboard) -> None:
    meeting = begun(keys, "minutes")
    step = meeting.inner()
    assert isinstance(step, MinutesStep)
    keys.type("Mọi người ra về vui vẻ.")
    keys.press("Tab")
    assert meeting.meeting().remarks == "Mọi người ra về vui vẻ."
    keys.press("Ctrl+N")
    keys.type("Ông Nguyễn Hữu Lộc")
    keys.press("Ctrl+Enter")
    guests = attendance_records.guests(club_of(keys), meeting.meeting().id)
    assert [guest.name for guest in guests] == ["Ông Nguyễn Hữu Lộc"]
    assert [guest.name for guest in step.guests.shown()] == ["Ông Nguyễn Hữu Lộc"]


@pytest.mark.usefixtures("rule")
def test_the_minutes_are_shown_before_they_are_printed(
    keys: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(keys, "minutes")
    keys.press("Ctrl+P")
    keys.wait_for(Preview)
    target = tmp_path / "bien-ban.pdf"
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: target)
    keys.press("Ctrl+S")
    assert target.read_bytes().startswith(b"%PDF")
    keys.press("Ctrl+W")
    assert target.read_bytes().startswith(b"PK"), "a file for Word is a zip"
    keys.press("Esc", "Ctrl+I")
    assert isinstance(keys.page, InvitePage)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["plan", "cash", "minutes"])
def test_the_steps_fit(run: Run, size: int, step: str) -> None:
    with run(size=size) as keys:
        check_page(begun(keys, step))


def test_the_count_is_compared_with_the_books(keys: Keyboard) -> None:
    club = club_of(keys)
    postings = (Posting("activity", "cash", 700_000), Posting("activity", "gifts", -700_000))
    ledger.post(club, Draft("receipt", TODAY, "gift", "Ủng hộ", postings))
    meeting = begun(keys, "cash")
    difference = cash_of(meeting).difference
    assert not difference.isVisible(), "nothing is counted yet"
    keys.type("1")
    keys.press("Enter")
    assert difference.accessibleName().startswith("200.000")
    keys.type("1")
    keys.press("Enter")
    assert difference.accessibleName() == _("As the books say")
    keys.type("1")
    keys.press("Enter")
    assert difference.accessibleName().startswith("100.000")


def test_where_the_column_is_folded_the_way_back_stands_before_the_title(run: Run) -> None:
    with run(size=200) as keys:
        step = cash_of(begun(keys, "cash"))
        backs = [b for b in step.findChildren(Button) if b.accessibleName() == _("Step before")]
        assert [b.isVisible() for b in backs] == [True]
