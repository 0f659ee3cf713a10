"""The months of home care that are typed in: of one volunteer, of one person cared for."""

from collections.abc import Sequence

from app.base.names import given_name
from app.base.periods import Month
from app.base.text import _
from app.home_care.month import Cell, Picture
from ui.home_care import words
from ui.home_care.month_page import CalendarPage
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session


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
        name = self.cared_name(cell.cared_id)
        return f"{name[:1].upper()}{name[1:]}"

    def legend(self) -> list[tuple[str, str]]:
        first, *rest = super().legend()
        return [first, ("by_other", _("Somebody stood in")), *rest]

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
            (cell.on for cell in self.cells(self.picture) if self._waits(cell)), self.month.first
        )
        self.verticalScrollBar().setValue(0)  # whose calendar it is stands at the top
        self.grid.go(min(first, max(self.session.today(), self.month.first)))
        self._follow(self.grid.day())
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
