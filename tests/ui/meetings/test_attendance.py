from collections import Counter

import pytest

from app.base.text import _
from app.meetings import attendance_records
from tests.ui.checks import check_page, settle
from tests.ui.meetings.conftest import MONTH, Run, begun, club_of, meeting_page
from tests.ui.real import Keyboard
from ui.kit.form import Form
from ui.meetings.attendance import AttendanceStep
from ui.meetings.meeting import MeetingPage


def step_of(keys: Keyboard) -> AttendanceStep:
    step = meeting_page(keys).inner()
    assert isinstance(step, AttendanceStep)
    return step


def absent(keys: Keyboard, meeting: MeetingPage) -> dict[str, str | None]:
    """Who is absent, and why."""
    rows = attendance_records.attendance(club_of(keys), meeting.meeting().id)
    return {row.name: row.reason for row in rows if not row.present}


def test_six_of_sixty_are_absent_in_twenty_strokes_besides_the_letters(keys: Keyboard) -> None:
    meeting = begun(keys)
    strokes = 0
    for typed, digit in (
        ("le buoi", "1"),
        ("tran gai", "2"),
        ("vu khoan", "3"),
        ("hoang nga", "1"),
        ("pham quy", "4"),
        ("nguyen mui", "1"),
    ):
        keys.type(typed)
        for key in ("Enter", "Space", digit):
            keys.press(key)
            strokes += 1
    keys.press("Ctrl+Enter")
    strokes += 1
    assert strokes <= 20
    assert absent(keys, meeting) == {
        "Lê Thị Bưởi": "ill",
        "Trần Văn Gái": "busy",
        "Vũ Văn Khoan": "away",
        "Hoàng Thị Nga": "ill",
        "Phạm Văn Quý": "other",
        "Nguyễn Văn Mùi": "ill",
    }
    assert meeting.step() == "weighing"
    assert meeting.column().states()["attendance"] == ("done", "54/60")


def test_a_digit_alone_marks_and_says_why(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.type("le buoi")
    keys.press("Enter", "2")
    assert absent(keys, meeting) == {"Lê Thị Bưởi": "busy"}
    assert keys.focus() is step_of(keys).search


def test_everybody_is_there_until_marked_and_the_search_leads_to_a_name(keys: Keyboard) -> None:
    begun(keys)
    step = step_of(keys)
    assert step.counts() == (60, 0)
    keys.type("Bưởi")
    assert {row.name.split()[-1] for row in step.roll.people()} == {"Bưởi"}
    keys.press("Enter")
    assert (len(step.roll.people()), keys.focus()) == (60, step.roll)
    assert step.search.text() == ""


def test_space_turns_and_turns_back_and_undo_takes_back_one_key(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.type("le buoi")
    keys.press("Enter", "Space")
    assert absent(keys, meeting) == {"Lê Thị Bưởi": None}
    assert step_of(keys).reasons.asked() == _("Why is {name} absent?").format(name="Bà Bưởi")
    keys.press("1")
    keys.press("Ctrl+Z")
    assert absent(keys, meeting) == {"Lê Thị Bưởi": None}
    keys.press("Ctrl+Z")
    assert absent(keys, meeting) == {}
    keys.type("le buoi")
    keys.press("Enter", "Space", "Space")
    assert absent(keys, meeting) == {}


def test_letters_in_the_roll_go_to_the_search(keys: Keyboard) -> None:
    begun(keys)
    step = step_of(keys)
    step.roll.setFocus()
    keys.press("Q")
    assert (keys.focus(), step.search.text()) == (step.search, "q")
    keys.press("Esc")
    assert (step.search.text(), keys.page) == ("", meeting_page(keys))


def test_f4_shows_who_is_absent(keys: Keyboard) -> None:
    begun(keys)
    keys.type("le buoi")
    keys.press("Enter", "1", "F4")
    step = step_of(keys)
    assert [row.name for row in step.roll.people()] == ["Lê Thị Bưởi"]
    keys.press("F4")
    assert len(step.roll.people()) == 60


def test_arrows_go_down_a_column_then_on(keys: Keyboard) -> None:
    begun(keys)
    roll = step_of(keys).roll
    roll.setFocus()
    first = roll.current_key()
    keys.press("Down", "Right", "Up", "PgDown", "End", "Home")
    assert roll.current_key() == first
    places = Counter(roll.roll.place(0, column) for column in range(roll.roll.columns))
    assert set(places) == {0, roll.roll.rows, 2 * roll.roll.rows}


def test_a_guest_and_a_new_member_on_the_spot(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.press("Ctrl+N")
    form = keys.page
    assert isinstance(form, Form)
    assert meeting.column().isVisible()
    keys.type("Phạm Thị Lan")
    keys.press("Ctrl+Enter")
    club, meeting_id = club_of(keys), meeting.meeting().id
    assert [guest.name for guest in attendance_records.guests(club, meeting_id)] == ["Phạm Thị Lan"]
    keys.press("Ctrl+N")
    form = keys.page
    assert isinstance(form, Form)
    keys.type("Đỗ Văn Tám")
    form.fields["who"].set_text("member")
    form.fields["birth"].set_text("1955")
    keys.press("Ctrl+Enter")
    people = attendance_records.attendance(club, meeting_id)
    new = next(row for row in people if row.name == "Đỗ Văn Tám")
    assert (new.present, new.member, len(people)) == (True, True, 61)
    assert step_of(keys).roll.people()[-1].state == "guest"


def test_a_guest_is_corrected_and_taken_out(keys: Keyboard) -> None:
    meeting = begun(keys)
    keys.press("Ctrl+N")
    keys.type("Phạm Thị Lan")
    keys.press("Ctrl+Enter")
    roll = step_of(keys).roll
    roll.setFocus()
    keys.press("End", "Enter")
    assert isinstance(keys.page, Form)
    keys.press("Ctrl+D")
    assert attendance_records.guests(club_of(keys), meeting.meeting().id) == ()


def test_who_was_missing_before_is_said(keys: Keyboard) -> None:
    begun(keys, month=MONTH.previous())
    keys.type("le buoi")
    keys.press("Enter", "1")
    begun(keys)
    keys.type("le buoi")
    keys.press("Enter", "1", "Up")
    assert step_of(keys).reasons.asked() == "Bà Bưởi: absent 1 time before this too"


def test_a_cell_says_aloud_who_it_is_and_how(keys: Keyboard) -> None:
    begun(keys)
    keys.type("le buoi")
    keys.press("Enter", "1")
    roll = step_of(keys).roll
    index = roll.currentIndex()
    said = roll.roll.data(index, 0x000B)  # AccessibleTextRole
    assert said.startswith("Lê Thị Bưởi, ")


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut(run: Run, size: int, width: int) -> None:
    with run(size=size, width=width, language="vi") as keys:
        begun(keys)
        keys.type("le buoi")
        check_page(keys.window)
        keys.press("Enter", "Space")
        settle()
        check_page(keys.window)
