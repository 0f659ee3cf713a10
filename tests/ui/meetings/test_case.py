import pytest

from app.areas import case_records
from app.areas.rules import Help, HelpCase
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page
from tests.ui.meetings.conftest import Run, begun, club_of
from tests.ui.real import Keyboard
from ui.meetings.case import CaseStep
from ui.meetings.meeting import MeetingPage


def step_of(meeting: MeetingPage) -> CaseStep:
    step = meeting.inner()
    assert isinstance(step, CaseStep)
    return step


def chosen(keys: Keyboard, meeting: MeetingPage) -> tuple[HelpCase, ...]:
    return case_records.cases_of_meeting(club_of(keys), meeting.meeting().id)


@pytest.fixture
def of_before(keys: Keyboard) -> str:
    """A case that the club has helped for a while."""
    case = HelpCase("", "outsider", "2026-08-10", "Nhà bị tốc mái", name="Ông Thào A Sình")
    return case_records.add_case(club_of(keys), case, [Help("", "", "2026-08-12", "labour")])


def test_a_case_and_its_help_take_six_keys_besides_text(keys: Keyboard) -> None:
    meeting = begun(keys, "case")
    keys.press("Enter")
    keys.type("tran buoi")
    keys.press("Enter")
    keys.type("Ốm nặng, sống một mình")
    keys.press("Enter", "1", "Enter")
    keys.type("10 kg gạo")
    keys.press("Enter")
    keys.type("150k")
    keys.press("Ctrl+Enter")
    (case,) = chosen(keys, meeting)
    assert (case.whose, case.called()) == ("member", "Trần Thị Bưởi")
    assert case.situation == "Ốm nặng, sống một mình"
    (help_,) = case.helps
    assert (help_.form, help_.what, help_.value_vnd) == ("goods", "10 kg gạo", 150_000)
    assert help_.on_date == TODAY.isoformat()
    assert meeting.step() == "community"


def test_somebody_from_outside_is_named_in_words(keys: Keyboard) -> None:
    meeting = begun(keys, "case")
    step = step_of(meeting)
    assert step.person.isVisible()
    keys.press("Down", "Down", "Space")
    assert not step.person.isVisible()
    keys.press("Enter")
    keys.type("Bà Lò Thị Mai")
    keys.press("Enter")
    keys.type("Bản Pọng")
    keys.press("Enter")
    keys.type("Cháy bếp")
    keys.press("Enter")
    (case,) = chosen(keys, meeting)
    assert (case.whose, case.name, case.hamlet) == ("outsider", "Bà Lò Thị Mai", "Bản Pọng")


@pytest.mark.usefixtures("of_before")
def test_open_cases_of_before_stand_first_and_get_the_help_of_today(keys: Keyboard) -> None:
    meeting = begun(keys, "case")
    step = step_of(meeting)
    assert [case.called() for case in step.table.shown()] == ["Ông Thào A Sình"]
    step.table.setFocus()
    keys.press("Enter", "2", "Enter")
    keys.type("4 ngày công lợp mái")
    keys.press("Enter", "Ctrl+H", "3", "Enter", "Enter")
    keys.type("500k")
    keys.press("Ctrl+Enter")
    assert not chosen(keys, meeting)
    (case,) = case_records.open_cases(club_of(keys))
    today = [help_ for help_ in case.helps if help_.on_date == TODAY.isoformat()]
    assert [(each.form, each.value_vnd) for each in today] == [("labour", None), ("money", 500_000)]


def test_a_case_that_is_over_says_how(keys: Keyboard, of_before: str) -> None:
    meeting = begun(keys, "case")
    step_of(meeting).table.setFocus()
    keys.press("Ctrl+K")
    keys.type("Đã có nhà mới")
    keys.press("Ctrl+Enter")
    case = case_records.case(club_of(keys), of_before)
    assert (case.closed_on, case.result) == (TODAY.isoformat(), "Đã có nhà mới")


def test_help_without_a_case_waits_and_is_said_so(run: Run) -> None:
    with run() as keys:
        meeting = begun(keys, "case")
        step_of(meeting).form.first().setFocus()
        keys.press("1", "Enter")
        keys.type("5 kg đường")
        keys.press("Enter")
        assert step_of(meeting).form.current_problem()
        keys.press("Ctrl+Enter")
        assert meeting.step() == "case"
    with run() as keys:
        meeting = begun(keys, "case")
        assert step_of(meeting).what.text() == "5 kg đường"


def test_taking_out_a_case_of_this_meeting(keys: Keyboard) -> None:
    meeting = begun(keys, "case")
    keys.press("Enter")
    keys.type("tran buoi")
    keys.press("Enter")
    keys.type("Ốm nặng")
    keys.press("Enter")
    assert chosen(keys, meeting)
    step_of(meeting).take_out.click()
    assert not chosen(keys, meeting)
    assert step_of(meeting).situation.text() == ""


@pytest.mark.parametrize("size", SIZES)
def test_the_step_fits(run: Run, size: int) -> None:
    with run(size=size) as keys:
        check_page(begun(keys, "case"))
