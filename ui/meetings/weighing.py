"""Weighing and measuring at a meeting: the grid of the health room for its day.

Who types but may not read health data sees what `app.health.records.grid` gives them: the day of
the last week as far as it is typed, nothing from before.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.health.records import GridRow as Measured
from app.meetings import attendance_records
from ui.health.measuring import READS, Measuring
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.grid import Grid
from ui.kit.layout import Column, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.step import StepPage, Way, go_in, place_in


class WeighingStep(StepPage):
    """The grid, in the order of names or of coming to the scale; who is absent stands last."""

    step = "weighing"
    quiet = True
    help_id = "weighing"
    reads = READS | {"meeting", "attendance"}

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._absent: frozenset[str] = frozenset()
        self._came: list[str] = []
        self._as_they_come = False
        self._may_type = session.may("health.write")
        if not self._may_type:
            self.body.add(_not_for_you(), stretch=1)
            return
        self.measuring = Measuring(self, self.on, self._counted)
        self.measuring.purposed.connect(self._say_purpose)
        self.measuring.row_saved.connect(self._has_come)
        self._order = Button(_("Order of arrival"), icon="list", key="F6")
        self._order.clicked.connect(self._turn_order)
        self.set_actions(self._order)
        work = Column(12)
        work.add(self.measuring.tools)
        work.add(self.measuring, stretch=1)
        self.body.add(plain(work), stretch=1)
        self.measuring.arrange(self._arrange)
        self._say_purpose()

    @property
    def grid(self) -> Grid:
        """The grid as it stands now; other columns make another one."""
        return self.measuring.grid

    def refresh(self) -> None:
        if not self._may_type:
            return
        if self.measuring.on != self.on:
            self.measuring.open_day(self.on)
        people = attendance_records.attendance(self.session.club, self.meeting.id)
        self._absent = frozenset(each.person_id for each in people if not each.present)
        self.measuring.reload()
        self.measuring.lock(not self.may_write)

    def first_focus(self) -> QWidget:
        if not self._may_type or not self.may_write:
            return self.next
        return self.measuring.search if self._as_they_come else self.grid

    def leaving(self) -> None:
        if self._may_type:
            self.measuring.leave()

    def finish(self) -> bool:
        return not self._may_type or self.grid.flush()

    def place(self) -> str:
        return place_in(self.grid) if self._may_type else ""

    def go_to_place(self, place: str) -> None:
        if self._may_type:
            go_in(self.grid, place)

    def _say_purpose(self) -> None:
        self.purpose_is(self.measuring.purpose())

    def _counted(self) -> str:
        """How many of those who are there are measured."""
        there = [row for row in self.measuring.people() if row.person_id not in self._absent]
        done = sum(row.today is not None for row in there)
        sentence = _("{n} of {all} who are there are measured. A row is saved when you leave it.")
        return sentence.format(n=done, all=len(there))

    # --- order ----------------------------------------------------------------------------------

    def _arrange(self, people: Sequence[Measured]) -> Sequence[Measured]:
        """Those who are there before those who are absent; in the order of arrival first who was
        measured, as they came, then who is waiting."""
        arrived = {person_id: place for place, person_id in enumerate(self._came)}

        def rank(row: Measured) -> tuple[bool, int]:
            absent = row.person_id in self._absent and row.today is None
            if not self._as_they_come:
                return absent, 0
            before = -1 if row.today is not None else len(arrived)
            return absent, arrived.get(row.person_id, before)

        return sorted(people, key=rank)

    @guard
    def _turn_order(self) -> None:
        self._as_they_come = not self._as_they_come
        self._order.rename(_("Order of names") if self._as_they_come else _("Order of arrival"))
        self.measuring.arrange(self._arrange)
        self.first_focus().setFocus()

    @guard
    def _has_come(self, person_id: str) -> None:
        """A row is written: the next one to come is looked for by name."""
        if person_id not in self._came:
            self._came.append(person_id)
        if self._as_they_come:
            self.measuring.arrange(self._arrange)
            if self.measuring.works_in_grid():
                self.measuring.look_for()


def _not_for_you() -> QWidget:
    return Empty(
        "heart-pulse",
        _("Readings are typed by others"),
        _("The chair, the secretary and the health lead write weight and blood pressure."),
    )
