import pytest

from app.base.periods import Month
from app.meetings import attendance_records, money_records, records
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page
from tests.ui.meetings.conftest import MONTH, Run, begun, club_of
from tests.ui.real import Keyboard
from ui.meetings.collection import CollectionStep
from ui.meetings.meeting import MeetingPage


def step_of(meeting: MeetingPage) -> CollectionStep:
    step = meeting.inner()
    assert isinstance(step, CollectionStep)
    return step


def paid(keys: Keyboard, meeting: MeetingPage) -> dict[str, int]:
    return {
        fee.name: fee.amount_vnd for fee in money_records.fees(club_of(keys), meeting.meeting().id)
    }


@pytest.fixture
def before(keys: Keyboard) -> None:
    """The meeting of last month, at which one member paid the usual fee."""
    club = club_of(keys)
    month = MONTH.previous()
    meeting_id = records.open_meeting(club, month, month.last.isoformat())
    first = attendance_records.attendance(club, meeting_id)[0]
    money_records.collect(club, meeting_id, {first.person_id: 5000})
    records.close_meeting(club, meeting_id)


@pytest.mark.usefixtures("before")
def test_enter_takes_the_usual_fee_and_only_differences_are_typed(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    names = [row.name for row in step_of(meeting).grid.rows.rows]
    keys.press("Enter")
    keys.type("10k")
    keys.press("Enter")
    keys.type("0")
    keys.press("Enter")
    assert paid(keys, meeting) == {names[0]: 5000, names[1]: 10_000, names[2]: 0}


@pytest.mark.usefixtures("before")
def test_one_key_takes_the_fee_of_all_who_are_here_and_whom_nobody_asked(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    club, step = club_of(keys), step_of(meeting)
    away = step.grid.rows.rows[5].key
    attendance_records.set_absent(club, meeting.meeting().id, away, "ill")
    assert [row.key for row in step.grid.rows.rows][-1] == away, "absent people stand at the end"
    keys.type("10.000")
    keys.press("Enter", "Ctrl+D")
    found = {
        fee.person_id: fee.amount_vnd for fee in money_records.fees(club, meeting.meeting().id)
    }
    assert len(found) == 59
    assert away not in found
    assert sorted(found.values()) == [5000] * 58 + [10_000]
    assert not step.all_paid.isVisible()
    keys.press("Ctrl+Z")
    assert len(money_records.fees(club, meeting.meeting().id)) == 1


def test_the_first_fee_ever_is_typed_once_and_then_proposed(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    assert not step_of(meeting).all_paid.isVisible()
    keys.type("5k")
    keys.press("Enter", "Ctrl+D", "Ctrl+Enter")
    assert list(paid(keys, meeting).values()) == [5000] * 60
    assert meeting.step() == "areas"


def test_what_is_no_amount_stays_red_and_a_tiny_one_is_doubted(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    grid = step_of(meeting).grid
    keys.type("năm nghìn rưởi")
    keys.press("Enter")
    assert "năm nghìn rưởi" in grid.said()
    keys.press("Ctrl+Enter")
    assert meeting.step() == "collection"
    assert paid(keys, meeting) == {}
    keys.press("F8")
    keys.type("5")
    keys.press("Enter")
    assert "5k" in grid.said()


def test_a_typed_nothing_is_still_there_after_the_program_was_killed(run: Run) -> None:
    with run() as keys:
        meeting = begun(keys, "collection")
        keys.type("5000")
        keys.press("Enter")
        keys.type("0")
        keys.press("Enter")
    with run() as keys:
        meeting = begun(keys, "collection")
        assert sorted(paid(keys, meeting).values()) == [0, 5000]
        key = step_of(meeting).grid.current_key()
        assert step_of(meeting).grid.rows.rows[2].key == key


@pytest.mark.parametrize("size", SIZES)
def test_the_step_fits(run: Run, size: int) -> None:
    with run(size=size) as keys:
        check_page(begun(keys, "collection"))


def test_a_closed_meeting_is_only_shown(keys: Keyboard) -> None:
    club = club_of(keys)
    meeting_id = records.open_meeting(club, Month.of(TODAY), TODAY.isoformat())
    records.close_meeting(club, meeting_id)
    step = step_of(begun(keys, "collection"))
    assert step.grid.is_locked()
    assert not step.all_paid.isVisible()
