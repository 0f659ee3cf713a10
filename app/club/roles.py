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

_ALL_ROOMS = frozenset({"club", "members", "health", "officers", "bundle", "commune"})
_PLAIN = frozenset({"members.read", "history.read", "safekeeping.read", "backup.write"})
_EVERYTHING = (
    frozenset(f"{room}.{act}" for room in _ALL_ROOMS for act in ("read", "write"))
    | _PLAIN
    | {"restore.write"}
)

# The secretary types the readings of the open meeting but opens no health pages (design §8).
RIGHTS: dict[str, frozenset[str]] = {
    CHAIR: _EVERYTHING,
    DEPUTY: _PLAIN | {"club.read", "members.write", "bundle.read", "bundle.write", "officers.read"},
    SECRETARY: _PLAIN
    | {
        "club.read",
        "club.write",
        "members.write",
        "health.write",
        "bundle.read",
        "bundle.write",
        "commune.read",
        "commune.write",
    },
    TREASURER: _PLAIN | {"club.read"},
    HEALTH_LEAD: _PLAIN | {"club.read", "health.read", "health.write"},
    VIEWER: frozenset({"members.read", "club.read", "commune.read"}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The officer at work: id, name as shown, and the roles held today."""

    id: str
    name: str
    roles: frozenset[str]

    def may(self, right: str) -> bool:
        """Whether any role of this officer grants `right`, such as "members.write"."""
        return any(right in RIGHTS[role] for role in self.roles)
