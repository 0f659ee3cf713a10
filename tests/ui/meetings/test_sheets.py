"""Printing for the meeting, and the codes by which printed sheets open it again."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _
from app.club.file import Club
from app.documents import meeting_sheets
from app.meetings import plan_records, records, sheet_records
from app.meetings.hints import PLAN, SHEETS_LIST
from app.meetings.plan import Rule
from app.meetings.sheets import SHEETS
from tests.app.meetings.scene import add_people
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.meetings.invite import PLAIN, InvitePage
from ui.meetings.meeting import MeetingPage
from ui.meetings.page import MeetingsPage
from ui.meetings.sheets import SheetsPage
from ui.meetings.year import YearPage

MONTH = Month.of(TODAY)
Shown = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Shown, club: Club) -> SheetsPage:
    plan_records.set_rule(club, Rule(Month(2026, 1), "day", TODAY.day))
    add_people(club, *(f"Trần Văn {number}" for number in range(21)))
    made = SheetsPage(session, shell)
    shown(made)
    return made


def preview(shell: FakeShell, qtbot: QtBot) -> Preview:
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    settle()
    found = shell.shown[-1]
    assert isinstance(found, Preview)
    return found


def page_count(made: Preview) -> int:
    return len(pypdf.PdfReader(BytesIO(made._pdf)).pages)


def type_code(page: SheetsPage, code: str) -> None:
    page.code.edit.setFocus()
    QTest.keyClicks(page.code.edit, code)
    QTest.keyClick(page.code.edit, Qt.Key.Key_Return)
    settle()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(
    page: SheetsPage,
    shown: Shown,
    sized: Callable[[int], None],
    size: int,
    club: Club,
) -> None:
    sized(size)
    fresh = SheetsPage(page.session, page.shell)
    shown(fresh)
    check_page(fresh)
    sheet_records.issue(club, MONTH, meeting_sheets.page_counts(21))
    settle()
    check_page(fresh)
    type_code(fresh, "ABC")
    check_page(fresh)


def test_all_sheets_are_printed_in_one_go(
    page: SheetsPage, shell: FakeShell, qtbot: QtBot, club: Club
) -> None:
    assert page.first_focus() is page.make
    assert page.which.text().split() == list(SHEETS)
    assert page.which.boxes[1].text().endswith(_("{sheet}: {n} pages").format(sheet="", n=2)[2:])
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    assert page_count(preview(shell, qtbot)) == 1 + 2 + 2 + 2 + 2
    assert len(sheet_records.sheets(club, MONTH)) == 9
    page.refresh()
    assert [line.sheet.code for line in page._lines()] == [
        sheet.code for sheet in sheet_records.sheets(club, MONTH)
    ]


def test_only_the_chosen_ones(page: SheetsPage, shell: FakeShell, qtbot: QtBot, club: Club) -> None:
    page.which.set_text("")
    page.make.click()
    assert page.which.current_problem()
    assert sheet_records.sheets(club, MONTH) == ()
    page.which.set_text("weighing")
    page.make.click()
    assert page_count(preview(shell, qtbot)) == 2
    assert {sheet.kind for sheet in sheet_records.sheets(club, MONTH)} == {"weighing"}


def test_another_month_and_one_without_a_plan(page: SheetsPage, club: Club) -> None:
    page._to_next_month()
    assert _("Month {month}").format(month="12/2026") in page._of_month.text()
    assert page.make.isEnabled()
    for _month in range(12):
        page._to_month_before()
    assert not page.make.isEnabled(), "before the rule"


def test_a_code_opens_an_open_meeting_at_its_step(
    page: SheetsPage, shell: FakeShell, club: Club
) -> None:
    issued = sheet_records.issue(club, MONTH, {"weighing": 1, "areas": 2})
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    type_code(page, issued[0].code.lower().replace("-", ""))
    assert shell.opened[-1] == ("meetings", {"meeting": meeting_id, "step": "weighing"})
    assert page.code.text() == ""
    type_code(page, issued[2].code)
    assert shell.opened[-1] == ("meetings", {"meeting": meeting_id, "step": "case"})


def test_a_code_begins_a_meeting_planned_for_today(
    page: SheetsPage, shell: FakeShell, club: Club, qtbot: QtBot
) -> None:
    (sheet,) = sheet_records.issue(club, MONTH, {"collection": 1})
    type_code(page, sheet.code)
    qtbot.waitUntil(lambda: bool(shell.opened), timeout=20_000)
    found = records.meeting_of(club, MONTH)
    assert found is not None
    assert found.state == "open"
    assert shell.opened[-1] == ("meetings", {"meeting": found.id, "step": "collection"})


def test_a_code_of_a_meeting_of_another_day_asks_for_the_day(
    page: SheetsPage, shell: FakeShell, club: Club
) -> None:
    plan_records.set_rule(club, Rule(Month(2026, 2), "day", 2))
    (sheet,) = sheet_records.issue(club, MONTH, {"collection": 1})
    type_code(page, sheet.code)
    assert isinstance(shell.shown[-1], Form)


def test_a_wrong_or_strange_code_stays_with_a_sentence(
    page: SheetsPage, shell: FakeShell, club: Club
) -> None:
    type_code(page, "ABC")
    assert page.code.current_problem()
    assert page.code.text() == "ABC"
    page.code.set_text("")
    (sheet,) = sheet_records.issue(club, MONTH, {"collection": 1})
    club.undo()
    type_code(page, sheet.code)
    assert page.code.current_problem() == _(
        "No sheet of this club has this code. Look at the paper again."
    )
    assert shell.opened == []


def test_a_sheet_is_marked_as_typed_and_back(page: SheetsPage, club: Club) -> None:
    one, two = sheet_records.issue(club, MONTH, {"sign_in": 2})
    page.refresh()
    page.table.select(two.code)
    page.mark.click()
    assert sheet_records.typed(club, MONTH) == {two.code}
    page.refresh()
    page.table.select(two.code)
    page._show_mark()
    page.mark.click()
    assert sheet_records.typed(club, MONTH) == frozenset()
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    records.set_step(club, meeting_id, "attendance", "done")
    page.refresh()
    page.table.select(one.code)
    page._show_mark()
    assert not page.mark.isEnabled(), "its step is done"


def test_a_row_opens_its_step(page: SheetsPage, shell: FakeShell, club: Club) -> None:
    (sheet,) = sheet_records.issue(club, MONTH, {"sign_in": 1})
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    page.refresh()
    page.table.select(sheet.code)
    page.table.open_current()
    assert shell.opened[-1] == ("meetings", {"meeting": meeting_id, "step": "attendance"})


# --- invitations ------------------------------------------------------------------------------


def test_invitations_for_each_line_of_names(
    page: SheetsPage, shell: FakeShell, qtbot: QtBot, sized: Callable[[int], None]
) -> None:
    page._invite()
    invite = shell.shown[-1]
    assert isinstance(invite, InvitePage)
    for size in SIZES:
        sized(size)
        check_page(invite)
    sized(100)
    invite.names.set_text("Ông Toàn\n\n Bà Hoa \n")
    invite._make()
    assert page_count(preview(shell, qtbot)) == 2
    invite.layout_of.set_text(PLAIN)
    invite._make()
    qtbot.waitUntil(lambda: shell.shown[-1] is not shell.shown[-2], timeout=20_000)
    assert page_count(preview(shell, qtbot)) in (1, 2)


# --- from elsewhere -----------------------------------------------------------------------------


def test_the_room_opens_what_a_line_of_the_first_page_is_about(
    page: SheetsPage, shell: FakeShell, club: Club
) -> None:
    room = MeetingsPage(page.session, shell)
    room.arrive(what=SHEETS_LIST)
    assert isinstance(shell.shown[-1], SheetsPage)
    room.arrive(what=PLAN)
    assert isinstance(shell.shown[-1], YearPage)
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    room.arrive(what=str(MONTH))
    opened = shell.shown[-1]
    assert isinstance(opened, MeetingPage)
    assert opened.meeting().id == meeting_id


def test_the_room_opens_a_scanned_sheet(page: SheetsPage, shell: FakeShell, club: Club) -> None:
    (sheet,) = sheet_records.issue(club, MONTH, {"weighing": 1})
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    room = MeetingsPage(page.session, shell)
    room.arrive(sheet=sheet.code)
    assert shell.opened[-1] == ("meetings", {"meeting": meeting_id, "step": "weighing"})
    club.undo()
    club.undo()
    before = len(shell.opened)
    room.arrive(sheet=sheet.code)
    assert len(shell.opened) == before, "printing it was undone"
