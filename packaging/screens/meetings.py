"""The meetings: the year, one meeting with all its steps, its papers and sheets."""

from collections.abc import Iterator

from app.base.periods import Month
from app.meetings import records, sheet_records
from screens.walk import TODAY, Walk
from ui.meetings.invite import InvitePage
from ui.meetings.prints import PrintsPage
from ui.meetings.sheets import SheetsPage
from ui.meetings.steps import ORDER


def pages(step: Walk) -> Iterator[str]:
    yield from _meeting(step)
    yield from _sheets(step)


def _meeting(step: Walk) -> Iterator[str]:
    """The room, and the last meeting with all its steps: as it is read, as it is written, its end.

    Afterwards it is closed again.
    """
    club = step.session.club
    month = records.last_closed(club)
    meeting_id = records.meeting_of(club, month).id
    step.open("meetings")
    yield "meetings"
    step.press("F4")
    yield "tasks"
    step.window.back()
    yield from _year(step)
    step.press("Ctrl+M")
    yield "meeting-begin"
    step.window.back()
    step.open("meetings", meeting=meeting_id, step="attendance")
    yield "meeting-closed"
    records.reopen_meeting(club, meeting_id)
    step.window.undo_bar.hide()
    meeting = step.window.page()
    for name in ORDER:
        meeting.go(name)
        yield f"meeting-{name}"
    meeting.go("collection")
    meeting.inner().foot.details.click()
    step.settle()
    yield "meeting-collection-parts"
    step.window.back()
    step.press("Ctrl+P")
    yield "meeting-receipts"
    step.window.back()
    meeting.go("attendance")
    roll = meeting.inner().roll
    roll.reasoned.emit((roll.current_key(), 1))
    step.settle()
    roll.turned.emit(roll.current_key())
    yield "meeting-attendance-why"
    step.press("Ctrl+N")
    yield "meeting-guest"
    step.window.back()
    step.window.contents()
    yield "meeting-contents"
    step.window.back()
    meeting.end()
    yield "meeting-end"
    step.window.back()
    club.undo()
    club.undo()
    records.close_meeting(club, meeting_id)
    step.window.undo_bar.hide()
    step.show(PrintsPage(step.session, step.window, month))
    yield "meeting-papers"
    step.window.back()


def _year(step: Walk) -> Iterator[str]:
    """The plan of the year, its rule, and a month that can still be changed."""
    step.press("Ctrl+L")
    yield "meeting-year"
    step.press("Ctrl+R")
    step.window.page().fields["kind"].set_text("weekday")
    step.window.page().first_focus()
    yield "meeting-rule"
    step.window.back()
    year = step.window.page().table
    year.select(year.shown()[-1].month)
    year.open_current()
    step.settle()
    yield "meeting-month"
    step.press("F2")
    yield "meeting-month-day"
    step.window.back()
    step.press("F4")
    yield "meeting-month-off"
    for _page in range(3):
        step.window.back()


def _sheets(step: Walk) -> Iterator[str]:
    month = Month.of(TODAY)
    sheet_records.issue(step.session.club, month, {"sign_in": 2, "weighing": 3})
    page = SheetsPage(step.session, step.window, month)
    step.show(page)
    yield "sheets"
    step.window.help()
    yield "sheets-help"
    step.window.back()
    page.code.set_text("C4K-7R2")
    page.code.edit.entered.emit()
    yield "sheets-wrong-code"
    step.show(InvitePage(step.session, step.window, month))
    yield "invitations"
    step.window.back()
    step.window.back()
    step.session.club.undo()
