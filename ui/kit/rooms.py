"""What the left column and the list of contents show: rooms with their numbers.

A new room gets its line in CLUB_ROOMS or COMMUNE_ROOMS.
"""

from dataclasses import dataclass, replace

from app.base.text import N_


@dataclass(frozen=True, slots=True)
class Room:
    """A room with a screen. `title` is an English text marked with N_.

    `page` names the class of its page ("ui.members.page:MembersPage"), imported when first opened.
    `number` is its key with Alt, or "" for a room that is reached from others; `right` is needed
    to see it at all, and who has the right `unless` does not see this line; `apart` sets it below
    a line in the column.
    """

    name: str
    title: str
    icon: str
    page: str
    number: str = ""
    right: str = ""
    apart: bool = False
    unless: str = ""


_ORGANISATION = Room(
    "organisation",
    N_("The club"),
    "landmark",
    "ui.organisation.page:OrganisationPage",
    "",
    "organisation.read",
)
_PRIVACY = Room(
    "privacy",
    N_("Consent and requests"),
    "file-text",
    "ui.privacy.page:PrivacyPage",
    "",
    "members.read",
)
_FUNDS = Room("funds", N_("Funds"), "wallet", "ui.funds.page:FundsPage", "", "funds.read")
# Who may know what the club has, but not who borrowed, goes straight to the funds.
_FUNDS_ALONE = replace(_FUNDS, number="6", unless="loans.read")
_WITHOUT_NUMBER = (
    Room(
        "history", N_("What was done"), "clock", "ui.history.page:HistoryPage", "", "history.read"
    ),
    Room("officers", N_("Officers"), "user", "ui.officers.page:OfficersPage"),
)
# Numbers never shift: 7 and 8 belong to rooms of later versions.
CLUB_ROOMS = (
    Room("home", N_("First page"), "house", "ui.home.page:HomePage"),
    Room("members", N_("Members"), "users", "ui.members.page:MembersPage", "1", "members.read"),
    Room(
        "targets",
        N_("Composition"),
        "chart-column",
        "ui.targets.page:CompositionPage",
        "",
        "members.read",
    ),
    Room(
        "meetings",
        N_("Meetings"),
        "calendar-check",
        "ui.meetings.page:MeetingsPage",
        "2",
        "meetings.read",
    ),
    Room("areas", N_("Eight areas"), "layout-grid", "ui.areas.page:AreasPage", "3", "areas.read"),
    Room("health", N_("Health"), "heart-pulse", "ui.health.page:HealthPage", "4", "health.write"),
    Room(
        "home_care",
        N_("Care at home"),
        "hand-heart",
        "ui.home_care.page:HomeCarePage",
        "5",
        "home_care.read",
    ),
    Room(
        "loans",
        N_("Funds and loans"),
        "wallet",
        "ui.loans.page:MoneyPage",
        "6",
        "loans.read",
    ),
    _FUNDS_ALONE,
    Room(
        "send",
        N_("Send to commune"),
        "stick",
        "ui.send.page:SendPage",
        "9",
        "bundle.read",
        apart=True,
    ),
    Room(
        "safekeeping",
        N_("Keep the book safe"),
        "shield-check",
        "ui.safekeeping.page:SafekeepingPage",
        "0",
        "safekeeping.read",
        apart=True,
    ),
    _ORGANISATION,
    _FUNDS,
    _PRIVACY,
    *_WITHOUT_NUMBER,
)
COMMUNE_ROOMS = (
    Room("home", N_("The clubs"), "landmark", "ui.commune.page:CommunePage", "1", "commune.read"),
    Room(
        "receive",
        N_("Receive bundles"),
        "inbox",
        "ui.commune.receive:ReceivePage",
        "2",
        "commune.write",
    ),
    Room(
        "safekeeping",
        N_("Keep the book safe"),
        "shield-check",
        "ui.safekeeping.page:SafekeepingPage",
        "5",
        "safekeeping.read",
    ),
    *_WITHOUT_NUMBER,
)
NO_BOOK = (Room("welcome", N_("Welcome"), "book-open", "ui.welcome.page:WelcomePage"),)
ROOMS = {"club": CLUB_ROOMS, "commune": COMMUNE_ROOMS, "": NO_BOOK}
