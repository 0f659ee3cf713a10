"""One meeting: ten steps in any order, in the left column while it is on screen."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.errors import Refused
from app.base.text import _
from app.meetings import meeting_records, records, step_records
from app.meetings.rules import STEPS, Meeting, Step
from ui.kit import form
from ui.kit.layout import Column, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.step_column import Part, StepColumn
from ui.meetings import correct, words
from ui.meetings.standing import StandingBar
from ui.meetings.step import StepPage
from ui.meetings.steps import NUMBERS, ORDER, make

STEP, PLACE = "step", "place"
"""What is kept of where one is at work: the step, and the place in it."""


class MeetingPage(Page):
    """Holds the steps, each made when first opened; see `ui.meetings.step.Way`.

    Where one works is kept every few seconds, so that after a power cut the meeting opens at the
    same step, row and field.
    """

    help_id = "meetings"
    reads = step_records.READS
    margins = (0, 0, 0, 0)

    def __init__(self, session: Session, shell: Shell, meeting_id: str, step: str = "") -> None:
        super().__init__(session, shell)
        self._head.hide()  # every step has its own title
        self._meeting = meeting_records.meeting(session.club, meeting_id)
        self._reason = ""
        self._pages: dict[Step, StepPage] = {}
        self._column = StepColumn(
            [Part(each, _(STEPS[each]), NUMBERS[each]) for each in ORDER],
            _("End the meeting"),
            "F9",
        )
        self._column.setParent(self)
        self._column.hide()
        self._column.chosen.connect(self.choose)
        self._column.ended.connect(self.end)
        self._column.folded.connect(self._fold)
        ending = QShortcut(QKeySequence("F9"), self)
        ending.activated.connect(self.end)
        staging = QShortcut(QKeySequence("F11"), self)
        staging.activated.connect(self._stage)
        self._bar = StandingBar()
        self._bar.acted.connect(self._open_again)
        self._stack = QStackedWidget()
        whole = Column(0)
        whole.add(self._bar)
        whole.add(self._stack, stretch=1)
        self.body.add(plain(whole), stretch=1)
        self._clock = QTimer(self, interval=form.PAUSE)
        self._clock.timeout.connect(self._now_and_then)
        kept = session.drafts.texts(self._key())
        self._here = self._first_step(step or kept.get(STEP, ""))
        self._resume_at = kept.get(PLACE, "") if self._here == kept.get(STEP) else ""

    # --- what steps ask (Way) -----------------------------------------------------------------

    def meeting(self) -> Meeting:
        """The meeting as it stands in the book now."""
        return self._meeting

    def on(self) -> date:
        """The day it is held."""
        return meeting_records.held_day(self._meeting)

    def may_write(self) -> bool:
        """Whether what happened at it may be written."""
        may = self._meeting.state == "open" or bool(self._reason)
        return may and self.session.may("meetings.write")

    def writing(self) -> AbstractContextManager[None]:
        """Goes around every write: a meeting that is being corrected notes why."""
        if self._meeting.state == "closed" and self._reason:
            return records.correct(self.session.club, self._meeting.id, self._reason)
        return nullcontext()

    def go(self, step: Step) -> None:
        """Show another step; what is open in this one is saved or kept first."""
        if step != self._here or not self._pages:
            self._leave_step()
            self._here = step
        self._enter()

    @guard
    def choose(self, step: Step) -> None:
        """Show a step, from whatever stands above the meeting."""
        self.shell.back_to(self)
        self.go(step)

    def next_step(self) -> None:
        """This step is done: show the one after it, or end the meeting after the last."""
        if not self.inner_step().finish():
            return
        if self._meeting.state == "open" and self.may_write():
            step_records.set_step(self.session.club, self._meeting.id, self._here, "done")
        place = ORDER.index(self._here) + 1
        if place < len(ORDER):
            self.go(ORDER[place])
        else:
            self.end()

    def step_before(self) -> None:
        """Show the step before this one."""
        self.go(ORDER[max(ORDER.index(self._here) - 1, 0)])

    @guard
    def end(self) -> None:
        """Show what is missing, and the button that ends the meeting."""
        self.shell.back_to(self)
        if not self.inner_step().finish():
            return
        if self._reason:
            self.correct("")
            return
        from ui.meetings.closing import ClosingPage

        self.shell.show(ClosingPage(self.session, self.shell, self))

    # --- what the window asks -----------------------------------------------------------------

    def inner(self) -> Page:
        return self.inner_step()

    def inner_step(self) -> StepPage:
        """The step one works in."""
        if self._here not in self._pages:
            page = make(self._here, self.session, self.shell, self)
            page.fold(self._column.is_folded)
            self._pages[self._here] = page
            self._stack.addWidget(page)
        return self._pages[self._here]

    def column(self) -> StepColumn:
        return self._column

    def step(self) -> Step:
        """The code of the step on screen."""
        return self._here

    def refresh(self) -> None:
        club = self.session.club
        could = self.may_write()
        found = self._still_there()
        if found is None:
            QTimer.singleShot(0, self, self._go_away)
            return
        self._meeting = found
        if self._meeting.state == "open":
            self._reason = ""
        if could != self.may_write():
            self._make_anew()
        self._column.tell(words.title(self._meeting), words.day_words(self.on()))
        for step, state in step_records.steps(club, self._meeting.id).items():
            self._column.show_state(step, state.state, state.words)
        self._column.mark(self._here)
        self._say_standing()
        self.setAccessibleName(words.title(self._meeting))

    def make_ready(self) -> None:
        super().make_ready()
        step = self.inner_step()
        self._stack.setCurrentWidget(step)
        step.make_ready()
        if self._resume_at:
            place, self._resume_at = self._resume_at, ""
            step.go_to_place(place)

    def first_focus(self) -> QWidget | None:
        return self.inner_step().first_focus()

    def leaving(self) -> None:
        self._leave_step()

    def reveal(self, widget: QWidget | None) -> None:
        self.inner_step().reveal(widget)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    # --- inside -------------------------------------------------------------------------------

    def _still_there(self) -> Meeting | None:
        """The meeting, unless its beginning was undone."""
        try:
            found = meeting_records.meeting(self.session.club, self._meeting.id)
        except Refused:
            return None
        return found if found.held_on is not None else None

    @guard
    def _go_away(self) -> None:
        self.session.drafts.drop(self._key())
        self.shell.open("meetings")

    def _first_step(self, wanted: str) -> Step:
        """The step asked for, else the first that is not done."""
        if wanted in STEPS:
            return next(step for step in ORDER if step == wanted)
        states = step_records.steps(self.session.club, self._meeting.id)
        still = (step for step in ORDER if states[step].state in ("open", "begun"))
        return next(still, ORDER[0])

    def _enter(self) -> None:
        step = self.inner_step()
        known = step.focusWidget()
        step.make_ready()
        self._stack.setCurrentWidget(step)
        self._column.mark(self._here)
        target = known if known not in (None, step) else step.first_focus()
        if target is not None and target.isEnabled() and target.isVisibleTo(step):
            target.setFocus()
            step.reveal(target)
        else:
            step.next.setFocus()
        self._keep_place()

    def _leave_step(self) -> None:
        if self._here in self._pages:
            self._keep_place()
            self._pages[self._here].leaving()

    def _make_anew(self) -> None:
        """The meeting was opened or closed: what its steps offer is different now."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if self.isVisible():
            self._enter()

    def _fold(self, folded: bool) -> None:
        for page in self._pages.values():
            page.fold(folded)

    @guard
    def _stage(self) -> None:
        from ui.meetings.stage import show_stage

        show_stage(self, self._meeting.month)

    def correct(self, reason: str) -> None:
        """Let what was written at a closed meeting be corrected, for a reason; "" ends that."""
        self._reason = reason
        self._make_anew()
        self._say_standing()

    def _say_standing(self) -> None:
        """Say above the steps why they cannot be written, or what is being corrected."""
        if self._reason:
            self._bar.say_correcting(self._reason)
        elif self._meeting.state == "closed":
            last = correct.is_last(self.session, self._meeting)
            self._bar.say_closed(last=last, may_act=self.session.may("meetings.write"))
        else:
            self._bar.say_nothing()
        end = _("End the meeting") if self._meeting.state == "open" else _("What was missing")
        self._column.foot.rename(_("Corrections are done") if self._reason else end)

    @guard
    def _open_again(self) -> None:
        if self._reason:
            if self.inner_step().finish():
                self.correct("")
        elif correct.is_last(self.session, self._meeting):
            records.reopen_meeting(self.session.club, self._meeting.id)
        else:
            correct.ask_why(self.session, self.shell, self._meeting, self.correct)

    # --- where one is at work -----------------------------------------------------------------

    def _key(self) -> str:
        return f"meeting {self._meeting.id}"

    def _keep_place(self) -> None:
        if self.may_write() and self._here in self._pages:
            kept = {STEP: self._here, PLACE: self._pages[self._here].place()}
            self.session.drafts.keep(self._key(), kept)

    @guard
    def _now_and_then(self) -> None:
        if self.session.has_club and not self.session.worker.busy():
            self._keep_place()
            if self.may_write():
                self.inner_step().keep_typed()
