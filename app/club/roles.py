"""Who may do what: officers' roles against the rooms of the book.

Every watched table belongs to a room (`Kind.rooms`); a change is refused at its end when it
touched a room that none of the actor's roles may write. Reading is guarded where it is asked:
`club.require("health.read")`.
"""

from dataclasses import dataclass

from app.base.text import N_

CHAIR, DEPUTY, SECRETARY = "chair", "deputy", "secretary"
TREASURER, HEALTH_LEAD, VIEWER = "treasurer", "health_lead", "viewer"

ROLE_NAMES = {
    CHAIR: N_("Chair"),
    DEPUTY: N_("Deputy chair"),
    SECRETARY: N_("Secretary"),
    TREASURER: N_("Treasurer"),
    HEALTH_LEAD: N_("Health lead"),
    VIEWER: N_("Viewer"),
}

_ROOMS = (
    "club",
    "members",
    "health",
    "home_care",
    "funds",
    "loans",
    "officers",
    "organisation",
    "meetings",
    "areas",
    "erasure",
    "bundle",
    "commune",
    "history",
)

# The line of the book (`lineage`) is kept by the program itself, whoever is at work.
_ANYBODY = frozenset(
    {
        "safekeeping.read",
        "safekeeping.write",
        "club.read",
        "members.read",
        "organisation.read",
        "meetings.read",
        "areas.read",
    }
)
# What the club has and owes is open to its board; who borrowed is not everybody's to read.
_BOARD = _ANYBODY | {"history.read", "backup.write", "funds.read"}
_EVERYTHING = (
    _BOARD
    | frozenset(f"{room}.{act}" for room in _ROOMS for act in ("read", "write"))
    | {"restore.write"}
)

RIGHTS: dict[str, frozenset[str]] = {
    CHAIR: _EVERYTHING,
    DEPUTY: _BOARD
    | {
        "members.write",
        "organisation.write",
        "meetings.write",
        "areas.write",
        "loans.read",
        "home_care.read",
        "bundle.read",
        "bundle.write",
        "officers.read",
    },
    # Types the readings of the open meeting, but opens no health pages (design §8).
    SECRETARY: _BOARD
    | {
        "club.write",
        "members.write",
        "organisation.write",
        "meetings.write",
        "areas.write",
        "health.write",
        "loans.read",
        "bundle.read",
        "bundle.write",
        "commune.read",
        "commune.write",
    },
    # Each does a step of the meeting: collecting, and weighing and measuring.
    TREASURER: _BOARD | {"meetings.write", "funds.write", "loans.read", "loans.write"},
    HEALTH_LEAD: _BOARD
    | {"health.read", "health.write", "home_care.read", "home_care.write", "meetings.write"},
    VIEWER: _ANYBODY | {"commune.read"},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The officer at work: id, name as shown, and the roles held today."""

    id: str
    name: str
    roles: frozenset[str]

    def may(self, right: str) -> bool:
        """Whether any role of this officer grants `right`, such as "members.write".

        A role that a later version of the program brought grants nothing here.
        """
        return any(right in RIGHTS.get(role, frozenset()) for role in self.roles)
