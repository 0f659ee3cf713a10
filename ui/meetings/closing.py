"""Ending a meeting: what is missing first, by step and area, with the way to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.areas import AREAS
from app.base.text import _, ngettext
from app.meetings import booking_records, records
from app.meetings.rules import STEPS, Gap, Step
from ui.kit.button import Button
from ui.kit.layout import Column, card, rule
from ui.kit.page import Page, Shell
from ui.kit.pager import Pager
from ui.kit.rows import todo_row
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.step import Way
from ui.meetings.steps import NUMBERS

LINES_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Lack:
    """What one step lacks, in a sentence."""

    step: Step
    said: str


class Ending(Way, Protocol):
    """The meeting around this page."""

    def choose(self, step: Step) -> None:
        """Leave this page and show a step."""


def lacks(gaps: Sequence[Gap]) -> tuple[Lack, ...]:
    """What is missing, a line for each step: areas are told together."""
    by_step: dict[Step, list[Gap]] = {}
    for gap in gaps:
        by_step.setdefault(gap.step, []).append(gap)
    return tuple(Lack(step, _said(found)) for step, found in by_step.items())


def _said(gaps: Sequence[Gap]) -> str:
    areas = [_(AREAS[gap.area]) for gap in gaps if gap.area is not None]
    if not areas:
        return " ".join(gap.words for gap in gaps)
    said = ngettext(
        "Nothing this month in {n} area: {areas}.",
        "Nothing this month in {n} areas: {areas}.",
        len(areas),
    )
    return said.format(n=len(areas), areas=", ".join(areas))


class ClosingPage(Page):
    """What is missing, and the button that ends the meeting all the same."""

    help_id = "meetings"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, way: Ending) -> None:
        super().__init__(session, shell)
        self._way = way
        self._lacks: tuple[Lack, ...] = ()
        self._shown = 0
        self._first: Button | None = None
        self._pager = Pager()
        self._pager.turned.connect(self._turned)
        self._lines = Column(0)
        self.body.add(card(self._lines))
        self.body.add(self._pager)
        self.body.stretch()
        self.stay = Button(_("Go on with the meeting"), key="Esc")
        self.stay.clicked.connect(self.escape)
        self.do = Button(_("End the meeting"), icon="check", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._end)
        self.set_actions(self.stay, self.do)

    def refresh(self) -> None:
        meeting = self._way.meeting()
        self._lacks = lacks(records.closing(self.session.club, meeting.id))
        count = len(self._lacks)
        missing = ngettext("{n} step is not complete.", "{n} steps are not complete.", count)
        self.do.setVisible(meeting.state == "open" and self.session.may("meetings.write"))
        if meeting.state != "open":
            sentence = missing.format(n=count) if count else _("Nothing was missing.")
        elif count:
            sentence = _("{missing} You may end the meeting now, or fill that in first.").format(
                missing=missing.format(n=count)
            )
        else:
            sentence = _("Everything is written. After this it can only be read.")
        self.head(_("End of the meeting"), sentence)
        self._turn(min(self._shown, max(count - 1, 0) // LINES_A_PAGE))

    def first_focus(self) -> QWidget | None:
        return self._first or (self.do if not self.do.isHidden() else self.stay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        wanted = self._shown + turns.get(Qt.Key(event.key()), 0)
        if event.key() in turns and 0 <= wanted * LINES_A_PAGE < len(self._lacks):
            self._turn(wanted)
            self._focus_first()
            return
        super().keyPressEvent(event)

    def lines(self) -> tuple[Lack, ...]:
        """What is missing, on all pages of the list."""
        return self._lacks

    @guard
    def _turned(self, page: int) -> None:
        self._turn(page)
        self._focus_first()

    def _focus_first(self) -> None:
        """The button that had the focus is gone with its page."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, page: int) -> None:
        self._shown = page
        self._lines.clear()
        self._first = None
        self._pager.show_page(page, -(-len(self._lacks) // LINES_A_PAGE) or 1)
        if not self._lacks:
            nothing, written = _("Nothing is missing"), _("All ten steps are written.")
            self._lines.add(todo_row("circle-check", nothing, written))
            return
        start = page * LINES_A_PAGE
        for number, lack in enumerate(self._lacks[start : start + LINES_A_PAGE]):
            if number:
                self._lines.add(rule())
            self._lines.add(self._line(lack))

    def _line(self, lack: Lack) -> QWidget:
        title = _(STEPS[lack.step])
        button = Button(_("Open the step"))
        button.key = f"Alt+{NUMBERS[lack.step]}"  # the window listens to it
        button.setAccessibleName(_("Open the step: {step}").format(step=title))
        button.setProperty("step", lack.step)
        button.clicked.connect(self._open)
        self._first = self._first or button
        return todo_row("circle", title, lack.said, button)

    @guard
    def _open(self) -> None:
        self._way.choose(self.sender().property("step"))

    @guard
    def _end(self) -> None:
        club, meeting = self.session.club, self._way.meeting()
        if booking_records.may_book(club) and booking_records.booked(club, meeting.id).changed:
            self.ask(
                _("Book what was changed?"),
                [_("Money of this meeting was changed after it was booked. Say why.")],
                act=_("End the meeting"),
                keep=_("Not now"),
                then=self._end_because,
                danger=False,
                reason=_("Why it was changed"),
            )
            return
        self._end_because("")

    def _end_because(self, why: str) -> None:
        meeting = self._way.meeting()
        records.close_meeting(self.session.club, meeting.id, why)
        self.session.drafts.drop(f"meeting {meeting.id}")
        self.shell.open("meetings", closed=str(meeting.month))
