import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.base.dates import fmt_date
from app.base.text import _
from app.club.roles import SECRETARY, TREASURER, VIEWER
from app.health import records as health
from app.meetings import attendance_records, plan_records, records
from app.meetings.plan import Rule
from app.meetings.rules import STEPS
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.meetings.conftest import MONTH, Run, begun, club_of, meeting_page
from tests.ui.real import Keyboard, running
from ui.kit import form
from ui.kit.contents import ContentsPage
from ui.kit.form import Form
from ui.meetings.attendance import AttendanceStep
from ui.meetings.closing import ClosingPage
from ui.meetings.page import MeetingsPage
from ui.meetings.step import StepPage
from ui.meetings.steps import ORDER
from ui.meetings.weighing import WeighingStep


def weighing_of(keys: Keyboard) -> WeighingStep:
    step = meeting_page(keys).inner()
    assert isinstance(step, WeighingStep)
    return step


# --- the room -------------------------------------------------------------------------------


def test_a_meeting_without_a_plan_begins_from_the_first_page(keys: Keyboard) -> None:
    keys.press("Ctrl+M")
    assert isinstance(keys.page, Form)
    keys.press("Ctrl+Enter")
    assert meeting_page(keys).step() == "attendance"
    found = records.meeting_of(club_of(keys), MONTH)
    assert found is not None
    assert (found.state, found.held_on) == ("open", TODAY.isoformat())
    keys.press("Alt+Home", "Ctrl+M")
    assert meeting_page(keys).step() == "attendance"


def test_the_room_shows_the_year_and_opens_a_meeting(keys: Keyboard) -> None:
    begun(keys)
    keys.press("Esc")
    page = keys.page
    assert isinstance(page, MeetingsPage)
    assert page.card.said()[2].startswith(_("The meeting is open."))
    assert [line.meeting.month for line in page.table.shown()] == [MONTH]
    page.table.setFocus()
    keys.press("Enter")
    meeting_page(keys)


def test_a_meeting_planned_for_today_opens_with_one_key(keys: Keyboard) -> None:
    plan_records.set_rule(club_of(keys), Rule(MONTH, "day", TODAY.day, place="Nhà văn hóa"))
    settle()
    keys.press("Alt+2", "Ctrl+M")
    meeting = meeting_page(keys)
    assert (meeting.meeting().held_on, meeting.step()) == (TODAY.isoformat(), "attendance")


@pytest.mark.parametrize(("day", "likely"), [(20, 20), (22, 21), (28, None)])
def test_on_another_day_it_is_asked_when_it_is_held(
    keys: Keyboard, day: int, likely: int | None
) -> None:
    plan_records.set_rule(club_of(keys), Rule(MONTH, "day", day))
    settle()
    keys.press("Alt+2", "Ctrl+M")
    held = keys.page
    assert isinstance(held, Form)
    wanted = fmt_date(TODAY.replace(day=likely)) if likely else ""
    assert held.values()["held_on"] == wanted


def test_day_and_place_of_an_open_meeting_are_changed(keys: Keyboard) -> None:
    begun(keys)
    keys.press("Esc", "F2")
    held = keys.page
    assert isinstance(held, Form)
    held.fields["place"].set_text("Đình làng")
    keys.press("Ctrl+Enter")
    found = records.meeting_of(club_of(keys), MONTH)
    assert found is not None
    assert (found.place, found.held_on) == ("Đình làng", TODAY.isoformat())


def test_undoing_its_beginning_leads_out_of_a_meeting(keys: Keyboard) -> None:
    begun(keys)
    keys.press("Ctrl+Z")
    settle()
    assert isinstance(keys.page, MeetingsPage)
    assert records.meeting_of(club_of(keys), MONTH) is None


# --- the steps ------------------------------------------------------------------------------


def test_ten_steps_in_any_order(keys: Keyboard) -> None:
    meeting = begun(keys)
    column = meeting.column()
    assert column.isVisible()
    assert column.words()[0] == _("Meeting of month {n}").format(n=MONTH.month)
    for number, step in enumerate(ORDER, start=1):
        keys.press(f"Alt+{number % 10}")
        inner = meeting.inner()
        assert isinstance(inner, StepPage)
        assert (meeting.step(), inner.step) == (step, step)
        assert [entry.name for entry in column.entries if entry.isChecked()] == [step]
        assert keys.focus().isVisible()
    keys.press("Alt+1")
    assert isinstance(meeting.inner(), AttendanceStep)


def test_steps_are_made_when_they_are_opened(keys: Keyboard) -> None:
    meeting = begun(keys)
    assert list(meeting._pages) == ["attendance"]
    keys.press("Ctrl+Enter")
    assert list(meeting._pages) == ["attendance", "weighing"]


def test_esc_and_alt_home_lead_out(keys: Keyboard) -> None:
    begun(keys)
    keys.press("Esc")
    assert isinstance(keys.page, MeetingsPage)
    assert keys.window.left_column.isVisible()
    begun(keys)
    keys.press("Alt+Home")
    assert keys.window.room() == "home"
    keys.press("Alt+1")
    assert keys.window.room() == "members"


def test_large_text_folds_the_steps_into_a_line(run: Run) -> None:
    with run(size=150) as keys:
        meeting = begun(keys)
        name = _(STEPS["attendance"])
        expected = _("Step {n} of {all}: {step}").format(n=1, all=10, step=name)
        assert meeting.inner().title() == expected
        keys.press("Ctrl+Enter", "Alt+3", "Alt+2")
        assert meeting.step() == "weighing"
        back = meeting.inner_step()._before
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
        assert meeting.step() == "attendance"
        keys.press("F10")
        contents = keys.page
        assert isinstance(contents, ContentsPage)
        check_page(keys.window)
        keys.press("2")
        assert meeting_page(keys).step() == "weighing"


def test_the_meeting_opens_again_where_one_was(run: Run) -> None:
    with run() as keys:
        begun(keys, "weighing")
        step = weighing_of(keys)
        keys.press("Down", "Down", "Enter")
        here = (step.grid.current_key(), step.grid.current_column())
        assert here[1] == "diastolic"
    with run() as keys:
        keys.press("Alt+2", "Ctrl+M")
        step = weighing_of(keys)
        assert (step.grid.current_key(), step.grid.current_column()) == here


def test_a_power_cut_loses_no_field_that_was_left(
    run: Run, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "PAUSE", 20)
    with run() as keys:
        begun(keys, "weighing")
        keys.type("1380")
        keys.press("Enter")
        qtbot.wait(100)
        shutil.copytree(folder, tmp_path / "cut")  # the disk as the cut leaves it
    with running(qtbot, tmp_path / "cut") as keys:
        keys.press("Alt+2", "Ctrl+M")
        step = weighing_of(keys)
        assert step.grid.is_dirty()
        assert step.grid.current_column() == "diastolic"
        assert {text for row in step.grid.unsaved().values() for text in row.values()} == {"1380"}


def test_a_cell_that_was_left_outlives_a_power_cut_at_once(
    run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with run() as keys:
        begun(keys, "weighing")
        keys.type("128")
        keys.press("Enter")
        shutil.copytree(folder, tmp_path / "cut")
    with running(qtbot, tmp_path / "cut") as keys:
        begun(keys, "weighing")
        # Put back into its cell, or saved with its row as soon as the grid was shown again.
        stored = health.grid(club_of(keys), TODAY)[0].today
        waiting = {
            text for row in weighing_of(keys).grid.unsaved().values() for text in row.values()
        }
        assert waiting == {"128"} or (stored is not None and stored.systolic == 128)


# --- weighing -------------------------------------------------------------------------------


def test_absent_people_stand_last_and_the_column_counts(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.type("hoang buoi")
    keys.press("Enter", "1", "Ctrl+Enter")
    step = weighing_of(keys)
    assert step.grid.rows.rows[-1].name == "Hoàng Thị Bưởi"
    first = step.grid.rows.rows[0].key
    for typed in ("128", "80", "72", "52"):
        keys.type(typed)
        keys.press("Enter")
    person = first.partition(" ")[0]
    row = next(each for each in health.grid(club_of(keys), TODAY) if each.person_id == person)
    assert row.today is not None
    assert (row.today.systolic, row.today.weight_g) == (128, 52_000)
    assert meeting.column().states()["weighing"] == ("begun", "1/59")


def test_in_the_order_of_arrival_the_search_waits_for_the_next(keys: Keyboard) -> None:
    begun(keys, "weighing")
    step = weighing_of(keys)
    keys.press("F6")
    assert keys.focus() is step.measuring.search
    for name, systolic in (("vu khoan", "131"), ("le dao", "125")):
        keys.type(name)
        keys.press("Enter")
        keys.type(systolic)
        keys.press("Enter")
        keys.type("80")
        keys.press("Ctrl+F")
    assert [row.name for row in step.grid.rows.rows[:2]] == ["Vũ Văn Khoan", "Lê Thị Đào"]


def test_who_may_not_type_readings_goes_on(run: Run) -> None:
    with run(roles={TREASURER}) as keys:
        meeting = begun(keys, "weighing")
        assert keys.focus() is meeting.inner_step().next
        keys.press("Ctrl+Enter")
        assert meeting.step() == "collection"
    with run(roles={SECRETARY}) as keys:
        begun(keys, "weighing")
        shown = [column.name for column in weighing_of(keys).grid.rows.columns]
        assert "last" not in shown


# --- the end --------------------------------------------------------------------------------


def test_f9_says_what_is_missing_and_ends_the_meeting(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.press("F9")
    page = keys.page
    assert isinstance(page, ClosingPage)
    assert meeting.column().isVisible()
    assert {lack.step for lack in page.lines()} >= {"attendance", "weighing", "areas", "cash"}
    assert len([lack for lack in page.lines() if lack.step == "areas"]) == 1
    check_page(keys.window)
    keys.press("PgDown", "Enter")
    assert (meeting_page(keys), meeting.step()) == (meeting, page.lines()[5].step)
    keys.press("F9", "Alt+9")
    assert (meeting_page(keys), meeting.step()) == (meeting, "cash")
    keys.press("F9", "Esc")
    assert meeting_page(keys) is meeting
    keys.press("F9", "Ctrl+Enter")
    found = records.meeting_of(club_of(keys), MONTH)
    assert found is not None
    assert found.state == "closed"
    room = keys.window.page()
    assert isinstance(room, MeetingsPage)
    assert room.notices()


def closed(keys: Keyboard, *months: object) -> None:
    for month in months:
        meeting = begun(keys, month=month)  # type: ignore[arg-type]
        records.close_meeting(club_of(keys), meeting.meeting().id)
    settle()


def test_a_closed_meeting_can_only_be_read_until_it_is_opened_again(keys: Keyboard) -> None:
    closed(keys, MONTH)
    meeting = meeting_page(keys)
    assert not meeting.may_write()
    assert meeting._bar.words()
    keys.type("le buoi")
    keys.press("Enter", "Space")
    rows = attendance_records.attendance(club_of(keys), meeting.meeting().id)
    assert all(row.present for row in rows)
    meeting._bar.button.click()
    settle()
    assert meeting.may_write()
    assert meeting.meeting().state == "open"
    assert not meeting._bar.words()


def test_pages_of_a_closed_meeting_can_be_turned(keys: Keyboard) -> None:
    closed(keys, MONTH)
    meeting = meeting_page(keys)
    meeting.go("weighing")
    settle()
    grid = weighing_of(keys).grid
    first = grid.current_key()
    assert grid.is_locked()
    assert keys.focus() is meeting.inner_step().next
    keys.type("128")
    keys.press("Down")
    assert (grid.is_dirty(), grid.current_key()) == (False, first)
    pager = grid._line.pager
    pager.turned.emit(1)
    settle()
    assert pager.words().startswith("Page 2 of")
    assert grid.current_key() != first


def test_an_older_meeting_is_corrected_with_a_reason(keys: Keyboard) -> None:
    closed(keys, MONTH.previous(), MONTH)
    meeting = begun(keys, month=MONTH.previous())
    meeting._bar.button.click()
    settle()
    why = keys.page
    assert isinstance(why, Form)
    keys.press("Ctrl+Enter")
    assert why.problems()
    keys.type("Quên một người")
    keys.press("Ctrl+Enter")
    assert (keys.page, meeting.may_write()) == (meeting, True)
    assert "Quên một người" in meeting._bar.words()
    keys.type("le buoi")
    keys.press("Enter", "1")
    rows = attendance_records.attendance(club_of(keys), meeting.meeting().id)
    assert [row.name for row in rows if not row.present] == ["Lê Thị Bưởi"]
    assert "Quên một người" in club_of(keys).history(1)[0].words
    assert meeting.meeting().state == "closed"
    keys.press("F9")
    assert not meeting.may_write()


def test_who_only_reads_sees_the_meeting_without_acts(run: Run) -> None:
    with run() as keys:
        begun(keys)
    with run(roles={VIEWER}) as keys:
        keys.press("Alt+2", "Ctrl+M")
        meeting = meeting_page(keys)
        assert not meeting.may_write()
        keys.press("Ctrl+Enter")
        assert meeting.step() == "weighing"


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut(run: Run, size: int, width: int) -> None:
    with run(size=size, width=width, language="vi") as keys:
        keys.press("Alt+2")
        check_page(keys.window)
        begun(keys, "weighing")
        check_page(keys.window)
        keys.press("F9")
        check_page(keys.window)
        closed(keys, MONTH)
        check_page(keys.window)
