"""What can be done with the register beside showing it: a page of tiles, each with its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from app.members.rules import Member
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles

People = tuple[Member, ...]


def _import(page: Page, _people: People) -> None:
    from ui.members.import_page import choose_list

    choose_list(page, page.session, page.shell)


def _household(page: Page, _people: People) -> None:
    from ui.members.household import HouseholdPage

    page.shell.show(HouseholdPage(page.session, page.shell))


def _duplicates(page: Page, _people: People) -> None:
    from ui.members.duplicates import DuplicatesPage

    page.shell.show(DuplicatesPage(page.session, page.shell))


def _mass(page: Page, people: People) -> None:
    from ui.members.mass import MassPage

    page.shell.show(MassPage(page.session, page.shell, people))


def _longevity(page: Page, _people: People) -> None:
    from ui.members.longevity import LongevityPage

    page.shell.show(LongevityPage(page.session, page.shell))


def _composition(page: Page, _people: People) -> None:
    page.shell.open("targets")


def _follow_ups(page: Page, _people: People) -> None:
    from ui.members.follow_ups import FollowUpsPage

    page.shell.show(FollowUpsPage(page.session, page.shell))


def _privacy(page: Page, _people: People) -> None:
    page.shell.open("privacy")


def _tables(page: Page, _people: People) -> None:
    from ui.members.tables_out import TablesPage

    page.shell.show(TablesPage(page.session, page.shell))


@dataclass(frozen=True, slots=True)
class Place:
    """A tile: English texts marked with N_, and what pressing it opens. `right` is needed to see
    it; with `people` it is about those whom the list shows."""

    title: str
    second: str
    icon: str
    open: Callable[[Page, People], None]
    right: str = "members.read"


PLACES: Mapping[str, Place] = {
    "import": Place(
        N_("From Excel"),
        N_("Bring in a list of people"),
        "file-text",
        _import,
        "members.write",
    ),
    "household": Place(
        N_("Households of the year"),
        N_("Who is poor or near-poor this year"),
        "house",
        _household,
        "members.write",
    ),
    "duplicates": Place(
        N_("Same person twice?"),
        N_("Entries that look alike"),
        "users",
        _duplicates,
        "members.write",
    ),
    "mass": Place(
        N_("Change many at once"),
        N_("Everybody whom the list shows"),
        "pencil",
        _mass,
        "members.write",
    ),
    "longevity": Place(
        N_("Longevity and birthdays"),
        N_("Whom to congratulate, and when"),
        "gift",
        _longevity,
    ),
    "composition": Place(
        N_("Composition"),
        N_("Women, elders, poor households"),
        "chart-column",
        _composition,
    ),
    "follow-ups": Place(
        N_("To follow up"),
        N_("What was noted to be done"),
        "calendar-check",
        _follow_ups,
    ),
    "privacy": Place(
        N_("Consent and requests"),
        N_("Who has signed, who has asked"),
        "file-text",
        _privacy,
    ),
    "tables": Place(
        N_("All tables to Excel"),
        N_("The whole book, with a dictionary"),
        "layout-grid",
        _tables,
    ),
}


class MorePage(Page):
    """The tiles. `people` are those whom the list shows."""

    help_id = "members"

    def __init__(self, session: Session, shell: Shell, people: People) -> None:
        super().__init__(session, shell)
        self.head(_("More about the members"), _("Press a tile, or type its number."))
        self._people = people
        self.tiles: dict[str, Tile] = {}
        for name, place in PLACES.items():
            if not session.may(place.right):
                continue
            number = str(len(self.tiles) + 1)
            tile = Tile(_(place.title), _(place.second), icon=place.icon, number=number)
            tile.setProperty("place", name)
            tile.clicked.connect(self._pressed)
            self.tiles[number] = tile
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

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
        PLACES[str(self.sender().property("place"))].open(self, self._people)
