"""What belongs to home care beside the month: a page of tiles, each with its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.base.text import N_, _
from ui.kit.choose import Option, TilesPage
from ui.kit.page import Page, Shell
from ui.kit.session import Session

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


class MorePage(TilesPage):
    """The tiles."""

    help_id = "home_care"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("People and plans"), _("Press a tile, or type its number."))
        self.offer(
            [
                Option(name, _(place.title), place.icon, _(place.second))
                for name, place in PLACES.items()
            ]
        )
        self.body.stretch()

    @staticmethod
    def go(session: Session, shell: Shell, name: str) -> None:
        """Show the page of a tile at once."""
        if name in PLACES:
            shell.show(PLACES[name].make(session, shell))

    def chosen(self, code: str) -> None:
        self.go(self.session, self.shell, code)
