"""The month of one volunteer, or of one person cared for: planned visits laid out, one key marks
one, arrow keys move."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.dates import WEEKDAYS, fmt_date
from app.base.periods import Month
from app.base.text import _
from app.home_care import visit_records
from app.home_care.month import Cell, Picture, Planned
from app.home_care.rules import Cared, Visit
from ui.home_care import words
from ui.home_care.visit_form import visit_form
from ui.kit.button import Button
from ui.kit.choose import ChoosePage, Option
from ui.kit.day_cells import LOOKS, DayMark, day_legend, kind_of
from ui.kit.days import DayGrid
from ui.kit.labels import body, muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class CalendarPage(Page):
    """What volunteer and person calendars share: the month, the keys, what stands on the day."""

    help_id = "home_care"
    reads = visit_records.READS
    quiet = True

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self.may = session.may("home_care.write")
        self.month = month
        self.picture: Picture | None = None
        self._names: dict[str, Cared] = {}
        self.next = Button(self.next_words(), icon="chevron-right", key="PgDown", kind="primary")
        self.next.clicked.connect(self._go_on)
        turned_back = QShortcut(QKeySequence("PgUp"), self)
        turned_back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turned_back.activated.connect(self._go_back)
        before = Button("", icon="chevron-left", key="Ctrl+PgUp", name=_("Month before"))
        before.clicked.connect(self._back)
        after = Button("", icon="chevron-right", key="Ctrl+PgDown", name=_("Month after"))
        after.clicked.connect(self._on)
        self.set_actions(before, after, self.next)
        self.grid = DayGrid(month, session.today())
        self.grid.moved.connect(self._tell)
        self.grid.moved.connect(self._follow)
        self.grid.marked.connect(self._mark)
        self.grid.missed.connect(self._miss)
        self.grid.opened.connect(self._open)
        self._day = section("")
        self._said = Column(6)
        side = padded(8)
        side.add(self._day)
        side.add(plain(self._said))
        side.stretch()
        self.sum = body("")
        side.add(self.sum)
        acts = Flow(8)
        self.details = Button(_("Details"), icon="pencil", key="Enter", main=False)
        self.details.clicked.connect(self._open_current)
        acts.add(self.details)
        self.another = Button(_("Another visit"), icon="plus", key="F3")
        self.another.clicked.connect(self._add)
        acts.add(self.another)
        if self.may:
            side.add(plain(acts))
        both = SideBySide(self.grid, card(side), share=72, gap=20, least=900)
        self.body.add(both, stretch=1)
        self.body.add(day_legend(self.legend()))

    # --- what the two say ---------------------------------------------------------------------

    def next_words(self) -> str:
        """The button that goes to the next calendar."""
        raise NotImplementedError

    def title_words(self) -> str:
        """The title."""
        raise NotImplementedError

    def cells(self, picture: Picture) -> Sequence[Cell]:
        """The visits of this calendar."""
        raise NotImplementedError

    def name_of(self, cell: Cell) -> str:
        """What a visit is called in its day."""
        raise NotImplementedError

    def go_on(self, step: int) -> None:
        """Go to the next calendar, or the one before."""
        raise NotImplementedError

    def legend(self) -> list[tuple[str, str]]:
        """What the looks mean."""
        return [
            ("made", _("Made")),
            ("missed", _("Missed")),
            ("unmarked", _("Not written")),
            ("alarm", _("To report")),
            ("ahead", _("Ahead")),
        ]

    def who(self) -> str | None:
        """The volunteer whose calendar this is, by the id in the register."""
        raise NotImplementedError

    def cared(self) -> str | None:
        """The person whose calendar this is."""
        raise NotImplementedError

    # --- showing ------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.grid

    def refresh(self) -> None:
        picture = visit_records.month_picture(self.session.club, self.month)
        self.picture = picture
        self._names = {each.id: each for each in picture.people}
        keys = _("Page Up: the one before. With Ctrl: another month.")
        if self.may:
            how = _("Arrow keys choose the day. Space marks a visit as made, minus as missed.")
            keys = f"{how} {keys}"
        self.head(self.title_words(), keys)
        marks: dict[date, list[DayMark]] = {}
        for cell in self.cells(picture):
            by_other = cell.state == "made" and self._theirs(cell) is None
            mark = words.mark(cell, self.name_of(cell), by_other=by_other)
            marks.setdefault(cell.on, []).append(mark)
        self.grid.show_month(self.month, marks)
        tally = self.tally(picture)
        said = _("Made {made} of {planned}, {hours}")
        self.sum.setText(
            said.format(made=tally.made, planned=tally.planned, hours=words.hours(tally.minutes))
        )
        self._tell(self.grid.day())

    def tally(self, picture: Picture) -> Any:
        """The sums of this calendar."""
        who, cared = self.who(), self.cared()
        if who is not None:
            return picture.tally_of_volunteer(who)
        return picture.tally_of_cared(cared or "")

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.grid.rescale()

    def cared_name(self, cared_id: str) -> str:
        """How somebody cared for is spoken of."""
        each = self._names.get(cared_id)
        return words.called(each, self.session.today()) if each else ""

    @guard
    def turn(self, months: int) -> None:
        """Show another month."""
        self.month = self.month.plus(months)
        self.refresh()
        self.grid.setFocus()

    @guard
    def _back(self) -> None:
        self.turn(-1)

    @guard
    def _on(self) -> None:
        self.turn(1)

    @guard
    def _go_on(self) -> None:
        self.go_on(1)

    @guard
    def _go_back(self) -> None:
        self.go_on(-1)

    @guard
    def _open_current(self) -> None:
        self._open(self.grid.day())

    @guard
    def _follow(self, day: date) -> None:
        """Keep the day that one goes to in sight, where the calendar is higher than the page."""
        inside, place = self.widget(), self.grid.place_of(day)
        if inside is not None:
            middle = self.grid.mapTo(inside, place.center())
            self.ensureVisible(middle.x(), middle.y(), 0, place.height())

    def reveal(self, widget: QWidget | None) -> None:
        if widget is not None and (widget is self.grid or self.grid.isAncestorOf(widget)):
            self._follow(self.grid.day())
        else:
            super().reveal(widget)

    def _tell(self, day: date) -> None:
        """What stands on the day, beside the calendar."""
        weekday = _(WEEKDAYS[day.weekday()])
        self._day.setText(_("{weekday} {date}").format(weekday=weekday, date=words.short(day)))
        self._said.clear()
        marks = self.grid.marks(day)
        if not marks:
            self._said.add(muted(_("No visit is planned.")))
        whole = len(marks) == 1 or not self.may  # Enter tells who writes the rest
        for mark in marks:
            name = self.cared_name(mark.key.cared_id)
            reports = self.picture.reports if self.picture is not None else ()
            said = words.visit_lines(mark.key, name, reports)
            for role, text in said if whole else said[:2]:
                self._said.add(body(text) if role else muted(text))

    # --- marking ------------------------------------------------------------------------------

    @guard
    def _mark(self, day: date) -> None:
        """Space: the next visit of the day that is not written is made; when all are, the last one
        is taken back."""
        if not self.may:
            return
        cells = [mark.key for mark in self.grid.marks(day)]
        waiting = next((cell.planned for cell in cells if self._waits(cell)), None)
        if waiting is not None:
            self._write(self._made(waiting))
            self._to_next(day)
            return
        written = [cell for cell in cells if self._theirs(cell) is not None]
        if written:
            visit = written[-1].visit
            assert visit is not None
            if visit.state == "missed":
                planned = written[-1].planned or Planned(day, visit.cared_id, visit.volunteer_id)
                self._write(replace(self._made(planned), id=visit.id))
            else:
                visit_records.remove_visit(self.session.club, visit.id)
            return
        both = next((cell.planned for cell in cells if cell.planned is not None), None)
        if both is not None:  # who stood in came, and so did who was planned
            self._write(self._made(both))
        else:
            self._new(day)

    @guard
    def _miss(self, day: date) -> None:
        """Minus: the next visit of the day that is not written was missed."""
        if not self.may:
            return
        for mark in self.grid.marks(day):
            cell = mark.key
            if cell.planned is not None and self._waits(cell):
                who = self.who() or cell.planned.volunteer_id
                self._write(Visit("", cell.cared_id, day, "missed", who))
                self._to_next(day)
                return

    def _theirs(self, cell: Cell) -> Visit | None:
        """The visit of a cell, if it is one of this calendar: who stood in wrote theirs."""
        who, visit = self.who(), cell.visit
        if visit is None or who is None or who in (visit.volunteer_id, visit.second_id):
            return visit
        return None

    @staticmethod
    def _waits(cell: Cell) -> bool:
        """Whether nobody wrote yet what became of a planned visit."""
        return cell.planned is not None and cell.visit is None

    def _made(self, planned: Planned) -> Visit:
        return visit_records.made(self.session.club, planned, None)

    def _write(self, visit: Visit) -> None:
        visit_records.write_visit(self.session.club, visit)

    def _to_next(self, day: date) -> None:
        """Go to the next visit of a day gone by that is not written; stay where there is none."""
        assert self.picture is not None
        today = self.session.today()
        for cell in self.cells(self.picture):
            if day <= cell.on <= today and self._waits(cell):
                self.grid.go(cell.on)
                return

    @guard
    def _open(self, day: date) -> None:
        marks = self.grid.marks(day)
        if not marks:
            self._new(day)
        elif len(marks) == 1:
            self._open_cell(marks[0].key)
        elif self.may:
            self._choose(day, marks)

    def _choose(self, day: date, marks: Sequence[DayMark]) -> None:
        """Ask which visit of a day is meant."""
        self._asked = [mark.key for mark in marks]
        options = []
        for place, mark in enumerate(marks):
            look = LOOKS[kind_of(mark)]
            options.append(
                Option(str(place), mark.text, look.icon or "calendar-days", _(look.word))
            )
        self.shell.show(
            ChoosePage(
                self.session,
                self.shell,
                _("Which visit on {day}").format(day=fmt_date(day)),
                options,
                self._chosen,
            )
        )

    def _chosen(self, place: str) -> None:
        self._open_cell(self._asked[int(place)])

    def _open_cell(self, cell: Cell) -> None:
        visit = cell.visit
        if visit is None and cell.planned is not None:
            visit = self._made(cell.planned)
        if visit is not None:
            self._form(visit)

    @guard
    def _add(self) -> None:
        self._new(self.grid.day())

    def _new(self, day: date) -> None:
        """A visit that no plan asked for."""
        if not self.may:
            return
        visit = Visit("", self.cared() or "", day, volunteer_id=self.who())
        self._form(visit)

    def _form(self, visit: Visit) -> None:
        if self.may:
            self.shell.show(visit_form(self.session, self.shell, visit))
