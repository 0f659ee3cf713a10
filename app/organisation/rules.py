"""The club's own facts and its board: who holds which office, and what about it looks odd.

Pure. Everywhere `since` is the first day that counts and `until` the first that no longer does;
days are ISO.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.areas import AREAS, Area
from app.base.text import N_, _, ngettext
from app.members.reading import Reading

OfficeKind = Literal["chair", "deputy", "secretary", "treasurer", "board", "area_lead"]

OFFICES: dict[OfficeKind, str] = {
    "chair": N_("Chair"),
    "deputy": N_("Deputy chair"),
    "secretary": N_("Secretary"),
    "treasurer": N_("Treasurer"),
    "board": N_("Board member"),
    "area_lead": N_("Leads an area"),
}

SINGLE: tuple[OfficeKind, ...] = ("chair", "secretary", "treasurer")
"""Offices that one person holds at a time."""

LEAST_BOARD = 5
"""People on a board: chair, deputy and three members (Vĩnh Long 2016; HelpAge guide)."""

AHEAD = 92
"""Days ahead that the beginning of a term may be written down: boards are elected in advance."""


@dataclass(frozen=True, slots=True)
class ClubFacts:
    """What papers say of the club. `decision` is the number of the founding decision, signed on
    `decided_on` by `decided_by`; `old_commune` the commune's name before the merger of 2025;
    `regulation` names the rules in force since `regulation_on`."""

    name: str
    commune: str
    province: str
    hamlet: str | None = None
    code: str | None = None
    founded_on: str | None = None
    decision: str | None = None
    decided_on: str | None = None
    decided_by: str | None = None
    old_commune: str | None = None
    meeting_day: str | None = None
    meeting_place: str | None = None
    regulation: str | None = None
    regulation_on: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A term of somebody in an office; `area` is set for who leads an area, and only then.

    `decision` is the paper or the election it rests on; `name` is the holder's as the register
    has it when the term is read, and is not stored.
    """

    id: str
    person_id: str
    office: OfficeKind
    since: str
    until: str | None = None
    area: Area | None = None
    decision: str | None = None
    note: str | None = None
    name: str = ""

    def covers(self, on: date) -> bool:
        """Whether this term runs on that day."""
        return in_force(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class NewBoard:
    """What an election gave: the day the terms begin, the paper, and who holds which office."""

    since: str
    decision: str | None
    places: tuple[tuple[OfficeKind, str], ...]


def in_force(since: str, until: str | None, on: date) -> bool:
    """Whether something that began and perhaps ended holds on that day."""
    day = on.isoformat()
    return since <= day and (until is None or until > day)


def office_words(office: Office) -> str:
    """An office as a list names it: "Chair", "Leads: Health care"."""
    if office.area is not None:
        return _("Leads: {area}").format(area=_(AREAS[office.area]))
    return _(OFFICES[office.office])


def by_rank(offices: Iterable[Office]) -> tuple[Office, ...]:
    """In the order of a board: the chair first, areas in their order last."""
    ranks, areas = tuple(OFFICES), tuple(AREAS)
    return tuple(
        sorted(
            offices,
            key=lambda each: (
                ranks.index(each.office),
                areas.index(each.area) if each.area is not None else -1,
                each.since,
            ),
        )
    )


def board_of(offices: Iterable[Office]) -> tuple[str, ...]:
    """The people who hold any of these offices, each once, by the highest."""
    return tuple(dict.fromkeys(each.person_id for each in by_rank(offices)))


def board_doubts(offices: Collection[Office], members: Collection[str]) -> tuple[str, ...]:
    """What looks odd about the offices of one day, a sentence each; never a reason to refuse.

    `members` are the ids of the members of that day. A club without any office says nothing.
    """
    if not offices:
        return ()
    return (*_holding_doubts(offices), *_people_doubts(offices, members))


def office_doubts(
    person_id: str, office: str, area: str, offices: Iterable[Office]
) -> dict[str, str]:
    """What is asked about a term while it is typed, a sentence per field; never a reason to
    refuse. Person, office and area may be "" while not chosen; `offices` are the others that run
    now."""
    same = [each for each in offices if (each.office, each.area or "") == (office, area)]
    if any(each.person_id == person_id for each in same):
        return {"person": _("Holds this office already.")}
    if same and (office in SINGLE or area):
        names = ", ".join(each.name for each in same)
        field = "area" if area else "office"
        return {field: _("Now held by {names}. End that term first.").format(names=names)}
    return {}


def _holding_doubts(offices: Collection[Office]) -> Iterable[str]:
    for kind in SINGLE:
        names = [each.name for each in offices if each.office == kind]
        if len(names) > 1:
            yield _("{office}: more than one person holds it now: {names}.").format(
                office=_(OFFICES[kind]), names=", ".join(names)
            )
        elif not names:
            yield _("{office}: nobody holds it now.").format(office=_(OFFICES[kind]))
    for area, words in AREAS.items():
        names = [each.name for each in offices if each.area == area]
        if len(names) > 1:
            yield _("{area}: more than one person leads it now: {names}.").format(
                area=_(words), names=", ".join(names)
            )


def _people_doubts(offices: Collection[Office], members: Collection[str]) -> Iterable[str]:
    people = board_of(offices)
    names = {each.person_id: each.name for each in offices}
    for person_id in people:
        if person_id not in members:
            yield _("{name} holds an office and is no longer a member.").format(
                name=names[person_id]
            )
    if len(people) < LEAST_BOARD:
        yield ngettext(
            "The board has {n} person; {least} are usual.",
            "The board has {n} people; {least} are usual.",
            len(people),
        ).format(n=len(people), least=LEAST_BOARD)


# --- reading forms ------------------------------------------------------------------------------


def read_facts(fields: Mapping[str, str], today: date) -> ClubFacts:
    """The club's facts from the texts of a form, keyed by the names of ClubFacts. Raises Invalid.

    A club written down before it is founded may have its days ahead.
    """
    reading = Reading(fields, today)
    facts = ClubFacts(
        name=reading.needed("name", _("Write the name of the club.")),
        commune=reading.needed("commune", _("Write the commune.")),
        province=reading.needed("province", _("Write the province.")),
        hamlet=reading.text("hamlet"),
        code=reading.text("code"),
        founded_on=reading.day("founded_on", ahead=AHEAD),
        decision=reading.text("decision"),
        decided_on=reading.day("decided_on", ahead=AHEAD),
        decided_by=reading.text("decided_by"),
        old_commune=reading.text("old_commune"),
        meeting_day=reading.text("meeting_day"),
        meeting_place=reading.text("meeting_place"),
        regulation=reading.text("regulation"),
        regulation_on=reading.day("regulation_on", ahead=AHEAD),
    )
    reading.close()
    return facts


def read_office(fields: Mapping[str, str], today: date, known: Collection[str]) -> Office:
    """A term from `person`, `office`, `area`, `since`, `until`, `decision` and `note`; its id
    is "". `known` are the ids of the register. Raises Invalid."""
    reading = Reading(fields, today)
    person = reading.needed_person("person", known)
    office = reading.code("office", OFFICES, _("Choose the office."))
    area = None
    if office == "area_lead":
        area = reading.code("area", AREAS, _("Choose the area."))
    since = reading.needed_day("since", ahead=AHEAD)
    until = reading.day("until", ahead=AHEAD)
    reading.not_before("until", until, since)
    found = Office(
        id="",
        person_id=person,
        office=cast("OfficeKind", office),
        area=cast("Area | None", area),
        since=since,
        until=until,
        decision=reading.text("decision"),
        note=reading.text("note"),
    )
    reading.close()
    return found


def read_new_board(fields: Mapping[str, str], today: date, known: Collection[str]) -> NewBoard:
    """The outcome of an election from `since`, `decision`, `chair`, `deputy` (several),
    `secretary`, `treasurer` and `board` (several). Raises Invalid.

    Who holds a named office is no plain board member too.
    """
    reading = Reading(fields, today)
    since = reading.needed_day("since", ahead=AHEAD)
    chair = reading.needed_person("chair", known)
    deputies = reading.people("deputy", known)
    others = [reading.person(name, known) for name in ("secretary", "treasurer")]
    named = {chair, *deputies, *others}
    places: list[tuple[OfficeKind, str | None]] = [
        ("chair", chair),
        *(("deputy", person) for person in deputies),
        ("secretary", others[0]),
        ("treasurer", others[1]),
        *(("board", person) for person in reading.people("board", known) if person not in named),
    ]
    found = NewBoard(
        since,
        reading.text("decision"),
        tuple((office, person) for office, person in places if person),
    )
    reading.close()
    return found


def read_leads(
    fields: Mapping[str, str], today: date, known: Collection[str]
) -> tuple[str, dict[Area, str | None]]:
    """Since when, and who leads each area, from `since` and the codes of the areas; None where
    nobody does. Raises Invalid."""
    reading = Reading(fields, today)
    since = reading.needed_day("since", ahead=AHEAD)
    leads: dict[Area, str | None] = {area: reading.person(area, known) for area in AREAS}
    reading.close()
    return since, leads


def read_end(fields: Mapping[str, str], today: date, since: str) -> str:
    """The first day that no longer counts, from `until`, of what began on `since`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    until = reading.needed_day("until", ahead=AHEAD)
    reading.not_before("until", until, since)
    reading.close()
    return until
