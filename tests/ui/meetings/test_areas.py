from datetime import date

import pytest

from app.areas import records as area_records
from app.areas.deeds import deeds
from app.areas.rules import Activity
from app.base.areas import AREAS
from app.health import records as health
from app.health.rules import Reading
from app.meetings import attendance_records, records
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page
from tests.ui.meetings.conftest import Run, begun, club_of
from tests.ui.real import Keyboard
from ui.meetings.areas import AreasStep
from ui.meetings.community import CommunityStep
from ui.meetings.meeting import MeetingPage


def step_of(meeting: MeetingPage) -> AreasStep:
    step = meeting.inner()
    assert isinstance(step, AreasStep)
    return step


def done(keys: Keyboard, meeting: MeetingPage) -> tuple[Activity, ...]:
    return area_records.activities_of_meeting(club_of(keys), meeting.meeting().id)


@pytest.fixture
def meeting(keys: Keyboard) -> MeetingPage:
    """A meeting at which everybody was counted."""
    page = begun(keys, "attendance")
    records.set_step(club_of(keys), page.meeting().id, "attendance", "done")
    return begun(keys, "areas")


def test_eight_usual_deeds_take_three_keys_each(keys: Keyboard, meeting: MeetingPage) -> None:
    strokes = 0
    for _area in AREAS:
        keys.press("2", "Enter", "PgDown")
        strokes += 3
    assert strokes <= 8 * len(AREAS)
    assert [each.area for each in done(keys, meeting)] == list(AREAS)
    for each in done(keys, meeting):
        usual = deeds()[each.area][1]
        assert (each.what, each.kind, each.woven) == (usual.words(), usual.kind, usual.woven)
        assert each.participants == 60
    keys.press("Ctrl+Enter")
    assert meeting.step() == "case"


def test_every_field_of_an_area_goes_on_with_enter_and_then_to_the_next(
    keys: Keyboard, meeting: MeetingPage
) -> None:
    keys.type("Trao đổi cách nuôi gà")
    keys.press("Enter")
    keys.type("le buoi")
    keys.press("Enter")
    keys.type("31")
    keys.press("Enter")
    keys.type("50k")
    keys.press("Enter")
    keys.type("10 kg gạo")
    keys.press("Enter", "3", "Enter")
    (found,) = done(keys, meeting)
    assert (found.what, found.participants, found.spent_vnd) == (
        "Trao đổi cách nuôi gà",
        31,
        50_000,
    )
    assert (found.in_kind, found.woven, found.led()) == ("10 kg gạo", "jobs", "Lê Thị Bưởi")
    line = step_of(meeting).table.current()
    assert line is not None
    assert line.area == "health"
    assert keys.focus() is step_of(meeting).panel.first()


def test_each_field_that_was_left_is_in_the_book(keys: Keyboard, meeting: MeetingPage) -> None:
    keys.press("1", "Enter")
    assert len(done(keys, meeting)) == 1
    keys.type("ong khach tram y te")
    keys.press("Enter")
    assert done(keys, meeting)[0].leader == "ong khach tram y te"
    keys.press("Ctrl+Z")
    assert done(keys, meeting)[0].leader is None


def test_what_is_typed_before_the_deed_waits_for_it_even_after_a_kill(run: Run) -> None:
    with run() as keys:
        meeting = begun(keys, "areas")
        keys.press("Tab", "Tab")
        keys.type("12")
        keys.press("Enter")
        assert not done(keys, meeting)
        assert step_of(meeting).panel.what.current_problem()
    with run() as keys:
        meeting = begun(keys, "areas")
        assert step_of(meeting).panel.fields["participants"].text() == "12"
        keys.type("Họp tổ vay vốn")
        keys.press("Enter")
        (found,) = done(keys, meeting)
        assert (found.what, found.participants) == ("Họp tổ vay vốn", 12)


def test_what_other_rooms_hold_is_counted_and_not_typed_again(
    keys: Keyboard, meeting: MeetingPage
) -> None:
    club = club_of(keys)
    person = attendance_records.attendance(club, meeting.meeting().id)[0]
    health.add_reading(club, person.person_id, Reading(TODAY, systolic=120, diastolic=80))
    step = step_of(meeting)
    line = next(each for each in step.table.shown() if each.area == "health")
    assert line.activity is None
    assert "1 person" in line.held


def test_another_activity_of_an_area_and_taking_it_out(
    keys: Keyboard, meeting: MeetingPage
) -> None:
    keys.press("1", "Enter", "Ctrl+N", "2", "Enter")
    assert [each.area for each in done(keys, meeting)] == ["income", "income"]
    assert len(step_of(meeting).table.shown()) == 9
    step_of(meeting).panel.take_out.click()
    assert len(done(keys, meeting)) == 1


def test_a_number_that_is_none_stays_with_its_sentence(
    keys: Keyboard, meeting: MeetingPage
) -> None:
    keys.press("1", "Enter", "Enter")
    keys.type("ba mươi")
    keys.press("Enter", "Ctrl+Enter")
    assert meeting.step() == "areas"
    field = step_of(meeting).panel.fields["participants"]
    assert field.current_problem()
    assert keys.focus() is field.first()
    assert field.text().endswith("ba mươi")


def test_the_community_action_is_an_activity_of_self_help(keys: Keyboard) -> None:
    meeting = begun(keys, "community")
    keys.press("1", "Enter", "Enter")
    keys.type("32")
    keys.press("Enter")
    keys.type("15")
    keys.press("Enter", "Enter", "Enter")
    (found,) = done(keys, meeting)
    assert (found.area, found.kind) == ("self_help", "community")
    assert (found.participants, found.outsiders) == (32, 15)
    assert found.on_date == date.isoformat(TODAY)
    step = meeting.inner()
    assert isinstance(step, CommunityStep)
    assert keys.focus() is step.next
    keys.press("Ctrl+N")
    keys.type("Trồng cây đường làng")
    keys.press("Tab", "Ctrl+Enter")
    assert [each.what for each in done(keys, meeting)][1:] == ["Trồng cây đường làng"]
    assert meeting.step() == "decisions"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["areas", "community"])
def test_the_steps_fit(run: Run, size: int, step: str) -> None:
    with run(size=size) as keys:
        check_page(begun(keys, step))


def test_going_through_fields_again_writes_nothing(keys: Keyboard, meeting: MeetingPage) -> None:
    keys.press("1", "Enter", "Enter", "Enter")
    keys.type("50k")
    keys.press("Enter", "PgDown")
    before = club_of(keys).next_undo()
    keys.press("PgUp", "Enter", "Enter", "Enter", "Enter", "Enter", "PgUp")
    assert club_of(keys).next_undo() == before
    assert done(keys, meeting)[0].spent_vnd == 50_000
