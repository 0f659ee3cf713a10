import pytest

from app.meetings import task_records
from app.meetings.rules import Task
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.meetings.conftest import Run, begun, club_of
from tests.ui.real import Keyboard
from ui.kit.form import Form
from ui.meetings.decisions import DecisionsStep
from ui.meetings.meeting import MeetingPage
from ui.meetings.tasks import TasksPage


def step_of(meeting: MeetingPage) -> DecisionsStep:
    step = meeting.inner()
    assert isinstance(step, DecisionsStep)
    return step


def texts(keys: Keyboard, meeting: MeetingPage) -> list[tuple[int, str]]:
    found = task_records.decisions(club_of(keys), meeting.meeting().id)
    return [(each.number, each.text) for each in found]


def add_task(keys: Keyboard, text: str, due_on: str | None) -> str:
    return task_records.add_task(club_of(keys), Task("", text, "2026-10-01", due_on=due_on))


def test_three_decisions_take_nine_keys_besides_text(keys: Keyboard) -> None:
    meeting = begun(keys, "decisions")
    strokes = 0
    for text, owner, due in (
        ("Dọn đường ngõ xóm Đình", "le buoi", "20/12"),
        ("Mua thêm ghế nhựa", "", ""),
        ("Mời trạm y tế nói chuyện", "pham quy", "1/12"),
    ):
        for part in (text, owner, due):
            keys.type(part)
            keys.press("Enter")
            strokes += 1
    assert strokes == 9
    assert [text for _number, text in texts(keys, meeting)] == [
        "Dọn đường ngõ xóm Đình",
        "Mua thêm ghế nhựa",
        "Mời trạm y tế nói chuyện",
    ]
    tasks = task_records.tasks_of(club_of(keys), meeting.meeting().id)
    assert {task.text: task.owner for task in tasks} == {
        "Dọn đường ngõ xóm Đình": "Lê Thị Bưởi",
        "Mời trạm y tế nói chuyện": "Phạm Văn Quý",
    }
    keys.press("Ctrl+Enter")
    assert meeting.step() == "plan"


def test_each_part_is_saved_as_it_is_left(run: Run) -> None:
    with run() as keys:
        meeting = begun(keys, "decisions")
        keys.type("Dọn đường ngõ")
        keys.press("Enter")
        assert texts(keys, meeting) == [(1, "Dọn đường ngõ")]
        keys.type("le buoi")
        keys.press("Enter")
    with run() as keys:
        meeting = begun(keys, "decisions")
        lines = step_of(meeting).lines
        assert [line.text.text() for line in lines] == ["Dọn đường ngõ", ""]
        assert lines[0].owner.edit.text() == "Lê Thị Bưởi"
        assert keys.focus() is lines[1].text.first()


def test_a_decision_is_changed_and_taken_out_by_emptying_it(keys: Keyboard) -> None:
    meeting = begun(keys, "decisions")
    for text in ("Một", "Hai"):
        keys.type(text)
        keys.press("Enter", "Enter", "Enter")
    first = step_of(meeting).lines[0].text
    first.first().setFocus()
    first.edit.selectAll()
    keys.type("Một, đã sửa")
    keys.press("Enter")
    assert texts(keys, meeting) == [(1, "Một, đã sửa"), (2, "Hai")]
    first.first().setFocus()
    first.edit.clear()
    keys.press("Enter")
    assert texts(keys, meeting) == [(1, "Hai")]
    assert [line.text.text() for line in step_of(meeting).lines] == ["Hai", ""]


def test_nobody_of_that_name_is_said_and_waits(keys: Keyboard) -> None:
    meeting = begun(keys, "decisions")
    keys.type("Dọn đường ngõ")
    keys.press("Enter")
    keys.type("zzz")
    keys.press("Enter", "Ctrl+Enter")
    assert meeting.step() == "decisions"
    owner = step_of(meeting).lines[0].owner
    assert owner.current_problem()
    assert keys.focus() is owner.first()


def test_tasks_of_before_are_done_or_get_more_time_with_one_key(keys: Keyboard) -> None:
    done = add_task(keys, "Sửa loa", "2026-10-30")
    later = add_task(keys, "Trồng cây", "2026-10-31")
    meeting = begun(keys, "decisions")
    keys.type("Mua 123 ghế")
    keys.press("Enter", "Enter")
    keys.type("1/12/2026")
    keys.press("Enter")
    assert texts(keys, meeting) == [(1, "Mua 123 ghế")]
    assert task_records.task(club_of(keys), done).done_on is None, "a digit of a text is no key"
    keys.press("Enter")
    table = step_of(meeting).carried.table
    assert table.isAncestorOf(keys.focus())
    table.select(done)
    keys.press("1")
    table.select(later)
    keys.press("3")
    assert isinstance(keys.page, Form)
    keys.press("Ctrl+A")
    keys.type("31/12/2026")
    keys.press("Ctrl+Enter")
    club = club_of(keys)
    assert task_records.task(club, done).done_on == TODAY.isoformat()
    assert task_records.task(club, later).due_on == "2026-12-31"


@pytest.fixture
def tasks(keys: Keyboard) -> TasksPage:
    """The page of all tasks, one of them late."""
    add_task(keys, "Có thì giờ", None)
    add_task(keys, "Gấp", "2026-10-20")
    add_task(keys, "Sau", "2026-12-20")
    page = TasksPage(keys.window.session, keys.window)
    keys.window.show(page)
    return page


def test_all_open_tasks_stand_in_order_of_their_day(keys: Keyboard, tasks: TasksPage) -> None:
    assert [task.text for task in tasks.tasks.table.shown()] == ["Gấp", "Sau", "Có thì giờ"]
    assert tasks.purpose() == "3 tasks are open. 1 of them is late."
    keys.press("1")
    assert [task.text for task in tasks.tasks.table.shown()] == ["Sau", "Có thì giờ"]
    keys.press("Ctrl+Z")
    assert len(tasks.tasks.table.shown()) == 3


def test_a_result_and_a_new_task_are_typed(keys: Keyboard, tasks: TasksPage) -> None:
    first = tasks.tasks.table.current()
    assert first is not None
    keys.press("Enter")
    keys.type("Đã xong từ hôm qua")
    keys.press("Ctrl+Enter")
    assert task_records.task(club_of(keys), first.id).result == "Đã xong từ hôm qua"
    keys.press("Ctrl+N")
    keys.type("Gọi điện cho trạm y tế")
    keys.press("Ctrl+Enter")
    assert "Gọi điện cho trạm y tế" in [task.text for task in tasks.tasks.table.shown()]


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_fit(run: Run, size: int) -> None:
    with run(size=size) as keys:
        add_task(keys, "Sửa mái hiên nhà cụ Sửu trước mùa mưa", "2026-10-30")
        check_page(begun(keys, "decisions"))
        page = TasksPage(keys.window.session, keys.window)
        keys.window.show(page)
        check_page(page)


@pytest.mark.parametrize("size", SIZES)
def test_no_decision_is_squeezed_by_the_tasks_below(run: Run, size: int) -> None:
    with run(size=size) as keys:
        for number in range(9):
            add_task(keys, f"Việc {number}", None)
        step = step_of(begun(keys, "decisions"))
        for text in ("Dọn đường ngõ", "Mua ghế nhựa", "Mời trạm y tế"):
            keys.type(text)
            keys.press("Enter", "Enter", "Enter")
        settle()
        assert len(step.lines) == 4
        for line in step.lines:
            assert line.text.height() >= line.text.edit.height() > 0
