"""What can be done with the register beside showing it: a page of tiles, each with its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.base.text import N_, _
from app.members import records
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.choose import Option, TilesPage
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session

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
}


class MorePage(TilesPage):
    """The tiles. `people` are those whom the list shows."""

    help_id = "members"
    reads = frozenset({"person"})

    def __init__(self, session: Session, shell: Shell, people: People) -> None:
        super().__init__(session, shell)
        self.head(_("More"), _("Press a tile, or type its number."))
        self._people = people
        self._added = ""
        club = Button(_("The club"), icon="landmark", key="Ctrl+L")
        club.clicked.connect(self._open_club)
        other = Button(_("Add somebody who is no member"), icon="user-plus", key="Ctrl+N")
        other.clicked.connect(self._add_other)
        self.set_actions(club, *([other] if session.may("members.write") else []))
        self.offer(
            [
                Option(name, _(place.title), place.icon, _(place.second))
                for name, place in PLACES.items()
                if session.may(place.right)
            ]
        )
        self.body.stretch()

    def refresh(self) -> None:
        """Offer the page of somebody who was added from here; the list shows members only."""
        if self._added:
            added = records.member(self.session.club, self._added, self.session.today())
            look = Button(_("Look at this person"), icon="user", key="F4")
            look.clicked.connect(self._open_added)
            self.good(_("{name} is in the book.").format(name=added.person.name), "", look)

    def chosen(self, code: str) -> None:
        PLACES[code].open(self, self._people)

    @guard
    def _open_club(self) -> None:
        self.shell.open("organisation")

    @guard
    def _add_other(self) -> None:
        from ui.members.form import add_other_form

        self.shell.show(add_other_form(self.session, self.shell, self._remember))

    def _remember(self, person_id: str) -> None:
        self._added = person_id

    @guard
    def _open_added(self) -> None:
        from ui.members.person import PersonPage

        self.shell.show(PersonPage(self.session, self.shell, self._added))
