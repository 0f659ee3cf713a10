"""One step of a meeting: a page inside the page of the meeting.

What every step shares: its title, the green button that goes on, and, where the left column is
folded away, the number of the step and the button back.
"""

from contextlib import AbstractContextManager
from datetime import date
from typing import ClassVar, Protocol

from app.base.text import _
from app.meetings.rules import STEPS, Meeting, Step
from ui.kit.button import Button
from ui.kit.grid import Grid
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.kept import Kept

BETWEEN = "\n"
"""Stands between the row and the column of a place in a grid; neither has one inside."""


class Way(Protocol):
    """What a step may ask of the meeting around it."""

    def meeting(self) -> Meeting:
        """The meeting as it stands in the book now."""

    def on(self) -> date:
        """The day it is held."""

    def may_write(self) -> bool:
        """Whether what happened at it may be written: it is open or being corrected, and the
        officer has the right."""

    def writing(self) -> AbstractContextManager[None]:
        """Goes around every write: a meeting that is being corrected notes why."""

    def go(self, step: Step) -> None:
        """Show another step."""

    def next_step(self) -> None:
        """This step is done: show the one after it."""

    def step_before(self) -> None:
        """Show the step before this one."""


class StepPage(Page):
    """Base of all steps. Subclasses name their `step`, fill `body` and override what a page has;
    `finish`, `place` and `go_to_place` where there is something to finish and to come back to."""

    help_id = "meetings"
    step: ClassVar[Step]

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell)
        self.way = way
        self._purpose = ""
        self.is_folded = False
        self._has_actions = False
        last = self.step == tuple(STEPS)[-1]
        verb = _("End the meeting") if last else _("Next step")
        self.next = Button(verb, key="Ctrl+Enter", kind="primary")
        self.next.clicked.connect(self._go_on)
        self._before = Button("", icon="chevron-left", name=_("Step before"))
        self._before.clicked.connect(self._go_back)
        self._before.hide()
        self.set_lead(self._before)
        self._name()

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands in the book now."""
        return self.way.meeting()

    @property
    def on(self) -> date:
        """The day it is held."""
        return self.way.on()

    @property
    def may_write(self) -> bool:
        """Whether what happened at it may be written. If not, show it and offer no acts."""
        return self.way.may_write()

    def writing(self) -> AbstractContextManager[None]:
        """Goes around every write of the step and of its forms: a meeting that is being corrected
        notes why."""
        return self.way.writing()

    def purpose_is(self, sentence: str) -> None:
        """Say below the title what this step is for, or how far it is."""
        self._purpose = sentence
        self._name()

    def set_actions(self, *buttons: Button) -> None:
        """At most two buttons of its own; the green one that goes on comes last."""
        self._has_actions = True
        super().set_actions(*buttons, self.next)

    def make_ready(self) -> None:
        if not self._has_actions:
            self.set_actions()
        super().make_ready()

    def fold(self, folded: bool) -> None:
        """Say the number of the step in the title, because the column does not show it; the
        sentence below it leaves its room to the work."""
        self.is_folded = folded
        self._before.setVisible(folded)
        self.shed_keys(folded)
        self._name()

    # --- what subclasses may override ---------------------------------------------------------

    def finish(self) -> bool:
        """Save what is open before going on. False: something cannot be saved, stay here."""
        self.leaving()
        return True

    def place(self) -> str:
        """Where one is working, for `go_to_place` after a power cut; "" where that says nothing."""
        return ""

    def go_to_place(self, place: str) -> None:
        """Go to where one was working."""

    def keep_typed(self) -> None:
        """Keep what is being typed in a field that was not left yet; asked every few seconds."""
        for kept in self.findChildren(Kept):
            kept.keep_typed()

    # --- inside -------------------------------------------------------------------------------

    def _name(self) -> None:
        words = _(STEPS[self.step])
        if self.is_folded:
            number = tuple(STEPS).index(self.step) + 1
            words = _("Step {n} of {all}: {step}").format(n=number, all=len(STEPS), step=words)
        self.head(words, "" if self.is_folded else self._purpose)

    @guard
    def _go_on(self) -> None:
        self.way.next_step()

    @guard
    def _go_back(self) -> None:
        self.way.step_before()


def place_in(grid: Grid) -> str:
    """The row and column of a grid in which one works, as the place of a step."""
    return BETWEEN.join((grid.current_key() or "", grid.current_column()))


def go_in(grid: Grid, place: str) -> None:
    """Go to such a place, if it is still there."""
    key, _between, column = place.partition(BETWEEN)
    if grid.rows.place(key) is not None and column in grid.rows.typed:
        grid.go_to(key, column)


class GridStep(StepPage):
    """A step whose work is a typing grid: rows are saved when they are left."""

    quiet = True
    grid: Grid

    def first_focus(self) -> Grid:
        return self.grid

    def leaving(self) -> None:
        self.grid.flush()

    def finish(self) -> bool:
        return self.grid.flush()

    def place(self) -> str:
        return place_in(self.grid)

    def go_to_place(self, place: str) -> None:
        go_in(self.grid, place)
