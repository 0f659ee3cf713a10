"""Teams of the club, who is in them, and who looks after whom. Pure: values, forms, figures.

`since` is the first day that counts and `until` the first that no longer does, as with an office.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.text import N_, _, ngettext
from app.members.reading import Reading
from app.organisation.rules import in_force

TeamKind = Literal[
    "home_care",
    "economic",
    "troupe",
    "loan_committee",
    "livelihood",
    "health",
    "self_help",
    "sport",
    "hamlet",
    "other",
]
Part = Literal["lead", "deputy", "member"]

TEAM_KINDS: dict[TeamKind, str] = {
    "home_care": N_("Home care volunteers"),
    "economic": N_("Economic volunteers"),
    "troupe": N_("Arts troupe"),
    "loan_committee": N_("Loan committee"),
    "livelihood": N_("Livelihood group"),
    "health": N_("Health"),
    "self_help": N_("Self-help"),
    "sport": N_("Sport and exercise"),
    "hamlet": N_("By hamlet"),
    "other": N_("Another kind"),
}

PARTS: dict[Part, str] = {
    "lead": N_("Leader"),
    "deputy": N_("Deputy leader"),
    "member": N_("Team member"),
}

# Vĩnh Long 2016 asks for five who care at home; HelpAge for five who help to better income.
LEAST_VOLUNTEERS: dict[TeamKind, int] = {"home_care": 5, "economic": 5}

USUAL_PAIRS = 3
"""More people than this in the care of one volunteer is asked about: usual is one to one."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the club, from its founding until it ended."""

    id: str
    name: str
    kind: TeamKind
    since: str
    until: str | None = None
    note: str | None = None

    def covers(self, on: date) -> bool:
        """Whether the team exists on that day."""
        return in_force(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody's time in a team. `name` is as the register has it, and is not stored here."""

    id: str
    team_id: str
    person_id: str
    part: Part
    since: str
    until: str | None = None
    note: str | None = None
    name: str = ""

    def covers(self, on: date) -> bool:
        """Whether the person is in the team on that day."""
        return in_force(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A volunteer who looks after a member's way of earning, month by month.

    The names are as the register has them, and are not stored here.
    """

    id: str
    volunteer_id: str
    person_id: str
    since: str
    until: str | None = None
    note: str | None = None
    volunteer: str = ""
    person: str = ""

    def covers(self, on: date) -> bool:
        """Whether the pair holds on that day."""
        return in_force(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class Staffed:
    """A team with who is in it on the day asked for, leader first."""

    team: Team
    members: tuple[TeamMember, ...]

    @property
    def id(self) -> str:
        """The id of the team."""
        return self.team.id


@dataclass(frozen=True, slots=True)
class Enough:
    """How many volunteers of a kind there are, and how many there should be at least."""

    kind: TeamKind
    count: int
    least: int


def volunteers(teams: Iterable[Staffed]) -> tuple[Enough, ...]:
    """The volunteers of the kinds that have a least number, each person counted once a kind."""
    found: dict[TeamKind, set[str]] = {kind: set() for kind in LEAST_VOLUNTEERS}
    for each in teams:
        if each.team.kind in found:
            found[each.team.kind].update(member.person_id for member in each.members)
    return tuple(
        Enough(kind, len(people), LEAST_VOLUNTEERS[kind]) for kind, people in found.items()
    )


def enough_words(enough: Enough) -> str:
    """A quiet figure: "Home care volunteers: 4 of at least 5"."""
    return _("{kind}: {n} of at least {least}").format(
        kind=_(TEAM_KINDS[enough.kind]), n=enough.count, least=enough.least
    )


def by_part(members: Iterable[TeamMember]) -> tuple[TeamMember, ...]:
    """Leader first, then the deputy; else in the order given."""
    parts = tuple(PARTS)
    return tuple(sorted(members, key=lambda member: parts.index(member.part)))


def pair_doubts(
    volunteer_id: str,
    person_id: str,
    pairs: Sequence[Pairing],
    economic: Collection[str],
) -> dict[str, str]:
    """What looks odd about a new pair, a sentence per field; never a reason to refuse.

    `pairs` are those in force, `economic` the ids of the economic volunteers of the day; each id
    may be "" while it is not chosen yet.
    """
    found: dict[str, str] = {}
    with_volunteer = sum(1 for pair in pairs if volunteer_id and pair.volunteer_id == volunteer_id)
    if volunteer_id and volunteer_id not in economic:
        found["volunteer"] = _("Not in a team of economic volunteers yet.")
    elif with_volunteer >= USUAL_PAIRS:
        found["volunteer"] = ngettext(
            "Looks after {n} person already.",
            "Looks after {n} people already.",
            with_volunteer,
        ).format(n=with_volunteer)
    others = [pair.volunteer for pair in pairs if person_id and pair.person_id == person_id]
    if others:
        found["person"] = _("Is looked after already by {names}.").format(names=", ".join(others))
    return found


# --- reading forms ------------------------------------------------------------------------------


def read_team(fields: Mapping[str, str], today: date) -> Team:
    """A team from `name`, `kind`, `since`, `until` and `note`; its id is "". Raises Invalid.

    Without a name it is called like its kind.
    """
    reading = Reading(fields, today)
    kind = reading.code("kind", TEAM_KINDS, _("Choose the kind of team."))
    name = reading.text("name")
    if name is None and kind in ("", "other", "hamlet"):
        reading.problems["name"] = _("Write the name of the team.")
    since = reading.needed_day("since")
    until = reading.day("until", ahead=92)
    reading.not_before("until", until, since)
    reading.close()
    found = cast("TeamKind", kind)
    return Team("", name or _(TEAM_KINDS[found]), found, since, until, reading.text("note"))


def read_team_members(
    fields: Mapping[str, str], today: date, known: Collection[str]
) -> tuple[tuple[str, ...], Part, str]:
    """People to add, their part and since when, from `people`, `part` and `since`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    people = reading.people("people", known)
    if not people and "people" not in reading.problems:
        reading.problems["people"] = _("Type a part of a name, then press Enter to add it.")
    part = reading.code("part", PARTS, _("Choose the part."))
    since = reading.needed_day("since")
    reading.close()
    return people, cast("Part", part), since


def read_team_member(fields: Mapping[str, str], today: date, before: TeamMember) -> TeamMember:
    """The same time in a team as changed by `part`, `since`, `until` and `note`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    part = cast("Part", reading.code("part", PARTS, _("Choose the part.")))
    since = reading.needed_day("since")
    until = reading.day("until", ahead=92)
    reading.not_before("until", until, since)
    reading.close()
    return TeamMember(
        id=before.id,
        team_id=before.team_id,
        person_id=before.person_id,
        part=part,
        since=since,
        until=until,
        note=reading.text("note"),
        name=before.name,
    )


def read_pairing(fields: Mapping[str, str], today: date, known: Collection[str]) -> Pairing:
    """A pair from `volunteer`, `person`, `since`, `until` and `note`; its id is "".

    Raises Invalid.
    """
    reading = Reading(fields, today)
    volunteer = reading.needed_person("volunteer", known)
    person = reading.needed_person("person", known)
    if volunteer and volunteer == person:
        reading.problems["person"] = _("Nobody looks after themselves. Choose somebody else.")
    since = reading.needed_day("since")
    until = reading.day("until", ahead=92)
    reading.not_before("until", until, since)
    reading.close()
    return Pairing("", volunteer, person, since, until, reading.text("note"))
