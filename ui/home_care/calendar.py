"""The month of one volunteer, or of one person cared for: planned visits laid out, one key marks
one, arrow keys move."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_long
from app.base.names import given_name
from app.base.periods import Month
from app.base.text import _, ngettext
from app.home_care import visit_records
from app.home_care.month import Cell, Picture, Planned
from app.home_care.rules import MISSED, SIGNS, Cared, Visit
from ui.home_care import words
from ui.home_care.visit_form import visit_form
from ui.kit.button import Button
from ui.kit.days import DayGrid, DayMark, day_legend
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
        before = Button(_("Month before"), icon="chevron-left", key="Ctrl+PgUp")
        before.clicked.connect(self._back)
        after = Button(_("Month after"), icon="chevron-right", key="Ctrl+PgDown")
        after.clicked.connect(self._on)
        self.next = Button(self.next_words(), icon="chevron-right", key="PgDown", kind="primary")
        self.next.clicked.connect(self._go_on)
        self.set_actions(before, after, self.next)
        self.grid = DayGrid(month, session.today())
        self.grid.moved.connect(self._tell)
        self.grid.marked.connect(self._mark)
        self.grid.missed.connect(self._miss)
        self.grid.opened.connect(self._open)
        self._day = section("")
        self._said = Column(6)
        side = padded(8)
        side.add(self._day)
        side.add(plain(self._said))
        side.stretch()
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
        self.sum = body("")
        legend = day_legend(
            [
                ("made", _("Made")),
                ("missed", _("Missed")),
                ("unmarked", _("Not written")),
                ("alarm", _("To report")),
                ("ahead", _("Ahead")),
            ]
        )
        foot = Flow(24)
        foot.add(self.sum)
        foot.add(legend)
        self.body.add(plain(foot))

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
        self.head(
            self.title_words(),
            _("Arrow keys choose the day. Space marks a visit as made, minus as missed.")
            if self.may
            else "",
        )
        marks: dict[date, list[DayMark]] = {}
        for cell in self.cells(picture):
            marks.setdefault(cell.on, []).append(words.mark(cell, self.name_of(cell)))
        self.grid.show_month(self.month, marks)
        tally = self.tally(picture)
        said = _("Made {made} of {planned}, {hours} in all")
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
    def _open_current(self) -> None:
        self._open(self.grid.day())

    def _tell(self, day: date) -> None:
        """What stands on the day, beside the calendar."""
        self._day.setText(fmt_long(day))
        self._said.clear()
        marks = self.grid.marks(day)
        if not marks:
            self._said.add(muted(_("No visit is planned.")))
        for mark in marks:
            for role, text in self._lines(mark.key):
                self._said.add(body(text) if role else muted(text))

    def _lines(self, cell: Cell) -> list[tuple[str, str]]:
        """A visit in lines: who, what became of it, what was done, what must be told."""
        name = self.cared_name(cell.cared_id)
        visit = cell.visit
        volunteer = visit.volunteer if visit is not None else ""
        found = [("bold", f"{name[:1].upper()}{name[1:]}")]
        if visit is None:
            said = _("Nobody wrote about it yet.") if cell.state == "unmarked" else _("Planned.")
            found.append(("", said))
            if cell.planned is not None and cell.planned.tasks:
                found.append(("", words.tasks(cell.planned.tasks)))
            return found
        if visit.state == "missed":
            why = _(MISSED[visit.missed_why]) if visit.missed_why else _("Missed")
            return [*found, ("", why)]
        by = volunteer or visit.visitor or ""
        both = f"{by}, {visit.second}" if visit.second else by
        minutes = ngettext("{n} minute", "{n} minutes", visit.minutes or 0)
        if visit.minutes is not None:
            both = f"{both} · {minutes.format(n=visit.minutes)}"
        found.append(("", both))
        if visit.tasks:
            found.append(("", words.tasks(visit.tasks)))
        if visit.systolic is not None:
            pressure = f"{visit.systolic}/{visit.diastolic}"
            found.append(("", _("Blood pressure {pressure}").format(pressure=pressure)))
        if visit.note:
            found.append(("", visit.note))
        assert self.picture is not None
        for report in self.picture.reports:
            if report.visit_id == visit.id:
                told = report.what or _(SIGNS[report.sign])
                found.append(("bold", _("To report: {what}").format(what=told)))
        return found

    # --- marking ------------------------------------------------------------------------------

    @guard
    def _mark(self, day: date) -> None:
        """Space: the next visit of the day that is not written is made; when all are, the last one
        is taken back."""
        if not self.may:
            return
        cells = [mark.key for mark in self.grid.marks(day)]
        waiting = [cell for cell in cells if self._theirs(cell) is None and cell.planned]
        if waiting:
            self._write(self._made(waiting[0].planned))
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
        self._new(day)

    @guard
    def _miss(self, day: date) -> None:
        """Minus: the next visit of the day that is not written was missed."""
        if not self.may:
            return
        for mark in self.grid.marks(day):
            cell = mark.key
            if cell.planned is not None and self._theirs(cell) is None:
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

    def _made(self, planned: Planned) -> Visit:
        return visit_records.made(self.session.club, planned, None)

    def _write(self, visit: Visit) -> None:
        visit_records.write_visit(self.session.club, visit)

    def _to_next(self, day: date) -> None:
        """Go to the next visit of a day gone by that is not written; stay where there is none."""
        assert self.picture is not None
        today = self.session.today()
        for cell in self.cells(self.picture):
            if day <= cell.on <= today and cell.planned and self._theirs(cell) is None:
                self.grid.go(cell.on)
                return

    @guard
    def _open(self, day: date) -> None:
        cells = [mark.key for mark in self.grid.marks(day)]
        if not cells:
            self._new(day)
            return
        cell = cells[0]
        visit = self._theirs(cell)
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


class VolunteerCalendar(CalendarPage):
    """The visits of one volunteer."""

    def __init__(self, session: Session, shell: Shell, person_id: str, month: Month) -> None:
        self.person_id = person_id
        super().__init__(session, shell, month)

    def next_words(self) -> str:
        return _("Next volunteer")

    def title_words(self) -> str:
        assert self.picture is not None
        name = next(
            (each.name for each in self.picture.volunteers if each.person_id == self.person_id), ""
        )
        return _("{name} visits, month {month}").format(name=name, month=words.month_of(self.month))

    def cells(self, picture: Picture) -> Sequence[Cell]:
        return picture.of_volunteer(self.person_id)

    def name_of(self, cell: Cell) -> str:
        return self.cared_name(cell.cared_id)

    def who(self) -> str | None:
        return self.person_id

    def cared(self) -> str | None:
        return None

    @guard
    def go_on(self, step: int) -> None:
        assert self.picture is not None
        ids = [each.person_id for each in self.picture.volunteers]
        if not ids:
            return
        place = ids.index(self.person_id) if self.person_id in ids else -1
        self.person_id = ids[(place + step) % len(ids)]
        self.refresh()
        first = next(
            (
                cell.on
                for cell in self.cells(self.picture)
                if cell.planned and self._theirs(cell) is None
            ),
            self.month.first,
        )
        self.grid.go(min(first, max(self.session.today(), self.month.first)))
        self.grid.setFocus()

    def arrive_at_first(self) -> None:
        """Go to the first visit that is not written."""
        self.refresh()
        assert self.picture is not None
        for cell in self.cells(self.picture):
            if cell.state == "unmarked":
                self.grid.go(cell.on)
                return


class PersonCalendar(CalendarPage):
    """The visits to one person."""

    def __init__(self, session: Session, shell: Shell, cared_id: str, month: Month) -> None:
        self.cared_id = cared_id
        super().__init__(session, shell, month)

    def next_words(self) -> str:
        return _("Next person")

    def title_words(self) -> str:
        name = self._names[self.cared_id].name if self.cared_id in self._names else ""
        return _("Visits to {name}, month {month}").format(
            name=name, month=words.month_of(self.month)
        )

    def cells(self, picture: Picture) -> Sequence[Cell]:
        return picture.of_cared(self.cared_id)

    def name_of(self, cell: Cell) -> str:
        assert self.picture is not None
        visit, planned = cell.visit, cell.planned
        if visit is not None and (visit.volunteer or visit.visitor):
            return given_name(visit.volunteer) if visit.volunteer else visit.visitor or ""
        who = planned.volunteer_id if planned is not None else None
        name = next((v.name for v in self.picture.volunteers if v.person_id == who), "")
        return given_name(name)

    def who(self) -> str | None:
        return None

    def cared(self) -> str | None:
        return self.cared_id

    @guard
    def go_on(self, step: int) -> None:
        assert self.picture is not None
        ids = [each.id for each in self.picture.people]
        if ids:
            place = ids.index(self.cared_id) if self.cared_id in ids else -1
            self.cared_id = ids[(place + step) % len(ids)]
            self.refresh()
            self.grid.setFocus()
