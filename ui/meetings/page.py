"""The room of meetings: the one that matters now as a large card, below it the year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.areas import picture_records
from app.base.areas import AREAS
from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import _
from app.meetings import attendance_records, records
from app.meetings.hints import COLLECTION, PLAN, SHEETS_LIST, TASKS
from app.meetings.rules import STATES, STEPS, Meeting
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.labels import section
from ui.kit.layout import Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.meetings import words
from ui.meetings.begin import begin, change
from ui.meetings.coming import ComingCard, present_meeting
from ui.meetings.meeting import STEP, MeetingPage
from ui.meetings.sheet_code import SheetOpener


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting of the year: who came, in figures, and the areas that its month lacks."""

    meeting: Meeting
    day: date | None
    came: str
    lacks: str
    complete: bool


class MeetingsPage(Page):
    """`arrive(meeting=id or "2026-06", step=…)` opens a meeting, `sheet=code` the one of a printed
    sheet, `what=` what a line of the first page is about; `closed=month` tells that one has just
    ended."""

    help_id = "meetings"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._year = session.today().year
        self._meeting: Meeting | None = None
        self._to_open = ("", "")
        self._opener = SheetOpener(self)
        self.head(_("Meetings"), _("Everything that happens at a meeting is written on one page."))
        year = Button(_("Plan of the year"), icon="calendar-days", key="Ctrl+L")
        year.clicked.connect(self._open_year)
        sheets = Button(_("Sheets to print"), icon="printer", key="Ctrl+P")
        sheets.clicked.connect(self._open_sheets)
        tasks = Button(_("Open tasks"), icon="list", key="F4")
        tasks.clicked.connect(self._open_tasks)
        self.set_actions(tasks, year, sheets)
        self.shed_keys()
        self.card = ComingCard(primary=True)
        self.card.opened.connect(self._open_present)
        self._stage = Button(_("Big screen"), icon="layout-grid", key="F11", main=True)
        self._stage.clicked.connect(self._show_stage)
        self.card.beside(self._stage)
        self._held = Button(_("Day and place"), icon="pencil", key="F2", main=True)
        self._held.clicked.connect(self._change_held)
        self.card.beside(self._held)
        self.body.add(self.card)
        self._of_year = section("")
        self._before = Button("", icon="chevron-left", name=_("Year before"))
        self._before.clicked.connect(self._to_year_before)
        self._after = Button("", icon="chevron-right", name=_("Next year"))
        self._after.clicked.connect(self._to_next_year)
        self.table: Table[Line] = Table(
            [
                Column(_("Meeting"), _month_words, bold=True, wide=True),
                Column(_("Day"), _day_words, keep=40),
                Column(_("Who came"), lambda line: line.came, align="right", keep=60),
                Column(_("It stands"), _standing_words, cell=_standing, keep=80),
                Column(_("Areas missing"), lambda line: line.lacks, cell=_lacking, wide=True),
            ],
            key=lambda line: line.meeting.month,
            name=_("Meetings of the year"),
        )
        self.table.opened.connect(self._open_line)
        said = _("A meeting that is planned or held gets a line here.")
        self.table.set_empty(Empty("calendar-days", _("No meeting in this year yet"), said))
        above = Row(10)
        above.add(self._before)
        above.add(self._of_year)
        above.add(self._after)
        above.stretch()
        above.add(self.table.pager)
        self.body.add(plain(above))
        self.body.add(self.table, stretch=1)

    # --- what the window asks -----------------------------------------------------------------

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self._meeting = present_meeting(club, today)
        may_write = self.session.may("meetings.write")
        self.card.show_meeting(self._meeting, today, may_write=may_write)
        is_open = self._meeting is not None and self._meeting.state == "open"
        self._stage.setVisible(self._meeting is not None)
        self._held.setVisible(is_open and may_write)
        self._show_year()

    def arrive(self, **about: Any) -> None:
        if "closed" in about:
            self._tell_closed(Month.parse(str(about["closed"])))
        wanted, what = str(about.get("meeting", "")), str(about.get("what", ""))
        pages = {TASKS: self._open_tasks, SHEETS_LIST: self._open_sheets, PLAN: self._open_year}
        if what in pages:
            pages[what]()
        elif what.startswith(COLLECTION):
            self.open_meeting(self._id_of(what.removeprefix(COLLECTION)), "collection")
        elif what == "open":
            self.make_ready()
            self._open_present()
        elif what:
            self.make_ready()
            self._open(records.meeting_of(self.session.club, Month.parse(what)))
        elif "sheet" in about:
            self._opener.open_code(str(about["sheet"]))
        elif wanted:
            self.open_meeting(self._id_of(wanted), str(about.get(STEP, "")))

    def first_focus(self) -> QWidget | None:
        return self.card.button if self.card.button.isVisibleTo(self) else self.table

    def open_meeting(self, meeting_id: str, step: str = "") -> None:
        """Put a meeting on screen, at a step or where it was left."""
        self.shell.show(MeetingPage(self.session, self.shell, meeting_id, step))

    # --- the year -----------------------------------------------------------------------------

    def _show_year(self) -> None:
        club, year = self.session.club, self._year
        picture = picture_records.year_picture(club, year)
        came = attendance_records.presence(club, Month(year, 1), Month(year, 12))
        lines = []
        for meeting in reversed(records.meetings(club, year)):
            there = came.get(meeting.month)
            lacking = picture.missing(meeting.month)
            if meeting.state == "open":
                lacking = picture.lacking(meeting.month)
            told = bool(meeting.held_on) or bool(lacking)
            lines.append(
                Line(
                    meeting,
                    words.day(meeting),
                    f"{there.present}/{there.present + there.absent}" if there else "",
                    ", ".join(_(AREAS[area]) for area in lacking),
                    told and not lacking,
                )
            )
        self._of_year.setText(_("Meetings of {year}").format(year=year))
        self.table.set_rows(lines)
        first = picture_records.begins(club)
        now = self.session.today().year
        self._before.setEnabled(first is not None and first.year < year)
        self._after.setEnabled(year <= now)
        if self._meeting is not None and self.table.current() is None:
            self.table.select(self._meeting.month)

    @guard
    def _to_year_before(self) -> None:
        self._year -= 1
        self._show_year()

    @guard
    def _to_next_year(self) -> None:
        self._year += 1
        self._show_year()

    # --- opening ------------------------------------------------------------------------------

    @guard
    def _open_present(self) -> None:
        self._open(self._meeting)

    @guard
    def _open_line(self, line: Line) -> None:
        self._open(line.meeting)

    def _open(self, meeting: Meeting | None) -> None:
        today = self.session.today()
        if meeting is not None and meeting.state in ("open", "closed"):
            self.open_meeting(meeting.id)
        elif meeting is not None and meeting.month > Month.of(today).next():
            self._open_year()
        else:
            begin(self.session, self.shell, meeting, self._begun)

    def _begun(self, meeting_id: str) -> None:
        """The meeting is shown once the form above this page is gone."""
        self._to_open = (meeting_id, STEPS_FIRST)
        QTimer.singleShot(0, self, self._open_begun)

    @guard
    def _open_begun(self) -> None:
        self.open_meeting(*self._to_open)

    def _id_of(self, wanted: str) -> str:
        """The id of a meeting that is named by it or by its month."""
        if not wanted[:4].isdigit() or "-" not in wanted[:5]:
            return wanted
        found = records.meeting_of(self.session.club, Month.parse(wanted))
        return found.id if found is not None else ""

    @guard
    def _open_year(self) -> None:
        from ui.meetings.year import YearPage

        self.shell.show(YearPage(self.session, self.shell))

    @guard
    def _open_tasks(self) -> None:
        from ui.meetings.tasks import TasksPage

        self.shell.show(TasksPage(self.session, self.shell))

    @guard
    def _open_sheets(self) -> None:
        from ui.meetings.sheets import SheetsPage  # brings the PDF library along

        self.shell.show(SheetsPage(self.session, self.shell))

    @guard
    def _change_held(self) -> None:
        if self._meeting is not None:
            change(self.session, self.shell, self._meeting)

    @guard
    def _show_stage(self) -> None:
        from ui.meetings.stage import show_stage

        if self._meeting is not None:
            show_stage(self, self._meeting.month)

    def _tell_closed(self, month: Month) -> None:
        minutes = Button(_("Print the minutes"), icon="printer")
        minutes.setProperty("month", str(month))
        minutes.clicked.connect(self._open_minutes)
        papers = Button(_("Poster and Word file"), icon="file-text")
        papers.setProperty("month", str(month))
        papers.clicked.connect(self._open_papers)
        self.good(
            _("The meeting of month {n} is closed.").format(n=month.month),
            _("It can be opened again as long as it is the last one."),
            minutes,
            papers,
        )

    @guard
    def _open_minutes(self) -> None:
        self.open_meeting(self._id_of(str(self.sender().property("month"))), "minutes")

    @guard
    def _open_papers(self) -> None:
        from ui.meetings.prints import PrintsPage

        month = Month.parse(str(self.sender().property("month")))
        self.shell.show(PrintsPage(self.session, self.shell, month))


STEPS_FIRST = next(iter(STEPS))
"""A meeting that has just begun shows its first step."""


def _month_words(line: Line) -> str:
    return _("Month {n}").format(n=line.meeting.month.month)


def _day_words(line: Line) -> str:
    return fmt_date(line.day) if line.day is not None else ""


def _standing_words(line: Line) -> str:
    return _(STATES[line.meeting.state])


def _standing(line: Line) -> Result:
    marks = {"closed": "circle-check", "open": "pencil", "planned": "circle", "called_off": "x"}
    state = line.meeting.state
    return Result(
        _standing_words(line), icon=marks[state], tone="good" if state == "closed" else ""
    )


def _lacking(line: Line) -> Result:
    if line.complete:
        return Result(_("All 8 areas"), icon="check", tone="good")
    return Result(line.lacks, icon="triangle-alert", tone="warn") if line.lacks else Result()
