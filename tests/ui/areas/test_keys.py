"""What is written down of the areas by somebody who only has keys."""

import pytest

from app.areas import case_records, proposal_records, records
from app.areas.deeds import deeds
from app.base.periods import Month
from app.base.text import _
from tests.makers import TODAY
from tests.ui.areas.conftest import club_of
from tests.ui.real import Keyboard
from ui.areas.activity import ActivityForm
from ui.areas.cases import CasePage, CasesPage
from ui.areas.exercise import ExercisePage
from ui.areas.minimums import MinimumsPage
from ui.areas.month import AreaMonthPage
from ui.areas.page import AreasPage
from ui.areas.proposals import ProposalsPage
from ui.kit.choose import ChoosePage
from ui.kit.preview import Preview


@pytest.fixture
def areas(keys: Keyboard) -> AreasPage:
    """The picture, opened with its key."""
    keys.press("Alt+3")
    page = keys.page
    assert isinstance(page, AreasPage)
    return page


def test_a_usual_deed_takes_two_digits_and_ctrl_enter(keys: Keyboard, areas: AreasPage) -> None:
    before = areas.grid.model.rows[4].cells[10].text
    keys.press("Ctrl+N", "5", "1")
    assert isinstance(keys.page, ActivityForm)
    keys.press("Ctrl+Enter")
    assert keys.page is areas
    (talk,) = records.activities(club_of(keys), TODAY, TODAY)
    usual = deeds()["rights"][0]
    assert (talk.area, talk.kind, talk.what) == ("rights", "talk", usual.words())
    assert (before, areas.grid.model.rows[4].cells[10].text) == ("", "1")
    keys.press("Ctrl+Z")
    assert areas.grid.model.rows[4].cells[10].text == ""


def test_everything_of_an_activity(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("Ctrl+N", "6", "6")  # something else, in one's own words
    keys.type("Đọc báo")
    keys.press("Enter", "Enter")  # the day stays
    keys.type("lan")
    keys.press("Enter", "Enter")  # Lê Lan, then the woven content stays
    for text in ("54", "6", "250k", "Chè"):
        keys.type(text)
        keys.press("Enter")
    keys.press("Ctrl+Enter")
    (done,) = records.activities(club_of(keys), TODAY, TODAY)
    assert (done.what, done.kind, done.led_by) == ("Đọc báo", "other", "Lê Lan")
    assert (done.participants, done.outsiders, done.spent_vnd) == (54, 6, 250_000)
    assert (done.in_kind, done.woven) == ("Chè", None)


def test_the_missing_cell_is_filled_where_it_stands(keys: Keyboard, areas: AreasPage) -> None:
    june = Month(2026, 6)
    areas.grid.select("rights", 5)
    assert areas.grid.model.rows[4].cells[5].state == "missing"
    keys.press("Enter")
    page = keys.page
    assert isinstance(page, AreaMonthPage)
    assert (page.area, page.month) == ("rights", june)
    keys.press("Ctrl+N", "4")
    form = keys.page
    assert isinstance(form, ActivityForm)
    assert form.fields["on_date"].text() == "21/6/2026"  # the day of that meeting
    keys.press("Ctrl+Enter")
    (talk,) = records.activities_of_month(club_of(keys), june, "rights")
    assert talk.kind == "dialogue"
    assert page.table.current() == talk
    keys.press("Esc")
    assert areas.grid.model.rows[4].cells[5].state == "done"
    assert areas.grid.current() == ("rights", 5)


def test_an_activity_is_changed_moved_and_taken_out(keys: Keyboard, areas: AreasPage) -> None:
    club, june = club_of(keys), Month(2026, 6)
    with club.change("Re-open"):
        club.db.execute("update meeting set state = 'open' where month = '2026-06'")
    areas.grid.select("culture", 5)
    keys.press("Enter", "F2")
    keys.press("Ctrl+A")
    keys.type("Hát quan họ")
    keys.press("Ctrl+Enter")
    (song,) = records.activities_of_month(club, june, "culture")
    assert (song.what, song.led_by) == ("Hát quan họ", "Lê Lan")
    assert song.meeting_id is not None
    keys.press("F3", "5", "2")  # it was a talk about benefits
    (moved,) = records.activities_of_month(club, june, "rights")
    assert (moved.kind, moved.what, moved.meeting_id) == ("talk", "Hát quan họ", song.meeting_id)
    assert records.activities_of_month(club, june, "culture") == ()
    page = keys.page
    assert isinstance(page, AreaMonthPage)
    keys.press("Ctrl+Z")
    assert page.table.current() is not None
    assert page.take_out.isVisible()
    page.take_out.setFocus()
    assert page.take_out.hasFocus()
    keys.press("Space")
    assert records.activities_of_month(club, june, "culture") == ()


def test_what_is_odd_is_asked_and_saved(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("Ctrl+N", "5", "1")
    form = keys.page
    assert isinstance(form, ActivityForm)
    form.fields["participants"].first().setFocus()
    keys.type("54")
    keys.press("Enter")
    asked = _("The club has {n} members. Others go into the next field.").format(n=5)
    assert form.fields["participants"].said() == asked
    keys.press("Ctrl+Enter")
    assert records.activities(club_of(keys), TODAY, TODAY)[0].participants == 54


def test_a_form_that_is_left_keeps_what_was_typed(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("Ctrl+N", "5", "1", "End")
    keys.type(" sửa đổi")
    keys.press("Esc", "Ctrl+N", "5", "1")
    form = keys.page
    assert isinstance(form, ActivityForm)
    assert form.fields["what"].text().endswith(" sửa đổi")


def test_another_year_and_choosing_without_doing(keys: Keyboard, areas: AreasPage) -> None:
    areas.before.setFocus()
    keys.press("Space")
    assert "2025" in areas.title()
    assert areas.grid.model.rows[0].cells[5].state == ""
    areas.after.setFocus()
    keys.press("Space", "Space")
    assert "2027" in areas.title()
    assert areas.before.hasFocus()  # there is no year after the next
    keys.press("Ctrl+N")
    assert isinstance(keys.page, ChoosePage)
    keys.press("Right", "Esc")
    assert keys.page is areas


def test_weeks_of_exercise_with_enter_alone(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("F4", "F3")
    page = keys.page
    assert isinstance(page, ExercisePage)
    keys.press("Enter", "Enter", "Enter")  # as the week before
    weeks = records.exercise_weeks(club_of(keys), Month(2026, 11).first, TODAY)
    assert [(week.monday, week.sessions, week.people, week.what) for week in weeks] == [
        ("2026-11-16", 3, 20, "Dưỡng sinh"),
        ("2026-11-09", 3, 20, "Dưỡng sinh"),
    ]
    page.grid.go_to("2026-11-02", "sessions")
    keys.type("x")
    keys.press("Esc")
    assert isinstance(keys.page, MinimumsPage)
    keys.press("F3")
    page = keys.page
    assert isinstance(page, ExercisePage)
    assert page.grid.unsaved() == {"2026-11-02": {"sessions": "x"}}  # nothing typed is lost
    page.grid.go_to("2026-11-16", "sessions")
    for column in ("sessions", "people", "what"):
        page.grid.go_to("2026-11-16", column)
        keys.press("Ctrl+A")
        keys.type(" ")
    page.grid.flush()
    assert len(records.exercise_weeks(club_of(keys), Month(2026, 11).first, TODAY)) == 1


def test_a_case_from_need_to_end(keys: Keyboard, areas: AreasPage) -> None:
    club = club_of(keys)
    keys.press("F4", "F2")
    assert isinstance(keys.page, CasesPage)
    keys.press("Ctrl+N", "Enter")
    keys.type("mui")
    keys.press("Enter", "Enter", "Enter")  # Vũ Mùi; no other name, no hamlet
    keys.type("Gãy chân")
    keys.press("Ctrl+Enter", "Enter")
    page = keys.page
    assert isinstance(page, CasePage)
    assert page.title() == "Vũ Mùi"
    keys.press("Ctrl+N", "Right", "Space", "Enter")  # days of work
    keys.type("Cấy hộ 2 sào")
    keys.press("Enter")
    keys.type("400k")
    keys.press("Enter")
    keys.type("Tổ 2")
    keys.press("Ctrl+Enter")
    (case,) = [one for one in case_records.open_cases(club) if one.situation == "Gãy chân"]
    assert [(one.form, one.what, one.by(), one.value_vnd) for one in case.helps] == [
        ("labour", "Cấy hộ 2 sào", "Tổ 2", 400_000)
    ]
    keys.press("F4")
    keys.type("Đã đi lại được")
    keys.press("Ctrl+Enter")
    assert case_records.case(club, case.id).result == "Đã đi lại được"
    keys.press("F4")  # and again
    assert case_records.case(club, case.id).open


def test_a_case_of_which_the_adding_is_undone_goes_away(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("F4", "F2", "Ctrl+N", "Enter")
    keys.type("mui")
    keys.press("Enter", "Enter", "Enter")
    keys.type("Gãy chân")
    keys.press("Ctrl+Enter", "Enter")
    assert isinstance(keys.page, CasePage)
    keys.press("Ctrl+Z")
    assert isinstance(keys.page, CasesPage)


def test_a_proposal_and_its_answer(keys: Keyboard, areas: AreasPage) -> None:
    club = club_of(keys)
    keys.press("F4", "F4", "Ctrl+N")
    keys.type("Đèn đường")
    keys.press("Ctrl+Enter")
    page = keys.page
    assert isinstance(page, ProposalsPage)
    assert page.chosen().about == "Đèn đường"
    keys.press("F3", "Space", "Ctrl+Enter")
    answered = next(one for one in proposal_records.proposals(club) if one.about == "Đèn đường")
    assert (answered.outcome, answered.answered_on) == ("accepted", TODAY.isoformat())
    keys.press("F2", "End")
    keys.type(" xóm Bến")
    keys.press("Ctrl+Enter")
    assert "Đèn đường xóm Bến" in [one.about for one in proposal_records.proposals(club)]


def test_minimums_open_where_they_are_written_down(keys: Keyboard, areas: AreasPage) -> None:
    keys.press("F4")
    page = keys.page
    assert isinstance(page, MinimumsPage)
    for minimum, kind in (
        ("exercise", ExercisePage),
        ("cases", CasesPage),
        ("resolved", ProposalsPage),
        ("dialogues", AreaMonthPage),
    ):
        page.table.select(minimum)
        keys.press("Enter")
        assert isinstance(keys.page, kind), minimum
        keys.press("Esc")
    page.table.select("measured")
    keys.press("Enter")
    assert keys.window.room() == "health"


def test_the_picture_for_the_wall(keys: Keyboard, areas: AreasPage) -> None:
    for paper in ("1", "2"):
        keys.press("Ctrl+P", paper)
        assert isinstance(keys.page, Preview)
        keys.press("Esc")
        assert keys.page is areas
