"""What belongs to home care beside the month: a page of tiles, each with its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from app.home_care import visit_records
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles

Make = Callable[[Session, Shell], Page]


def _people(session: Session, shell: Shell) -> Page:
    from ui.home_care.people import PeoplePage

    return PeoplePage(session, shell)


def _volunteers(session: Session, shell: Shell) -> Page:
    from ui.home_care.volunteers import VolunteersPage

    return VolunteersPage(session, shell)


def _reports(session: Session, shell: Shell) -> Page:
    from ui.home_care.reports import ReportsPage

    return ReportsPage(session, shell)


def _year(session: Session, shell: Shell) -> Page:
    from ui.home_care.year import YearPage

    return YearPage(session, shell)


def _lonely(session: Session, shell: Shell) -> Page:
    from ui.home_care.lonely import LonelyPage

    return LonelyPage(session, shell)


@dataclass(frozen=True, slots=True)
class Place:
    """A tile: English texts marked with N_, and the page it shows."""

    title: str
    second: str
    icon: str
    make: Make


PLACES: Mapping[str, Place] = {
    "people": Place(N_("People cared for"), N_("Needs, plans, days away"), "hand-heart", _people),
    "volunteers": Place(N_("Volunteers"), N_("Who visits, on which days"), "users", _volunteers),
    "reports": Place(
        N_("What was reported"), N_("Danger signs, and what was done"), "triangle-alert", _reports
    ),
    "year": Place(N_("Hours of the year"), N_("With certificates of thanks"), "clock", _year),
    "lonely": Place(N_("Who may be lonely"), N_("Whom to visit, and why"), "lightbulb", _lonely),
}


class MorePage(Page):
    """The tiles."""

    help_id = "home_care"
    reads = visit_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("People and plans"), _("Press a tile, or type its number."))
        self.tiles: dict[str, Tile] = {}
        for number, (name, place) in enumerate(PLACES.items(), start=1):
            tile = Tile(_(place.title), _(place.second), icon=place.icon, number=str(number))
            tile.setProperty("place", name)
            tile.clicked.connect(self._pressed)
            self.tiles[str(number)] = tile
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

    @staticmethod
    def go(session: Session, shell: Shell, name: str) -> None:
        """Show the page of a tile at once."""
        if name in PLACES:
            shell.show(PLACES[name].make(session, shell))

    def first_focus(self) -> QWidget:
        return self.tiles["1"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.tiles.get(event.text())
        if tile is not None:
            tile.click()
        else:
            super().keyPressEvent(event)

    @guard
    def _pressed(self) -> None:
        self.go(self.session, self.shell, str(self.sender().property("place")))
