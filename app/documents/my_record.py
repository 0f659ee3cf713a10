"""Everything that the club has written of one person, as that person may ask to see it.

It is the person's own paper, so numbers stand in full. What the asker may not read stays out, and
the paper says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import age, fmt_birth, fmt_date
from app.base.text import _, ngettext, speaking
from app.documents.chosen import chosen, place_of
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean, fmt_phone
from app.documents.listing import Column, Group, Listing
from app.health import records as health
from app.health.rules import Reading
from app.members import parts_records as parts
from app.members import records as members
from app.members.parts import CIRCUMSTANCES, INVOLVEMENTS, RELATIONS
from app.members.rules import PURPOSES, REASONS, STATUSES, Member
from app.organisation import records as organisation
from app.organisation.rules import office_words
from app.organisation.teams import PARTS
from app.privacy import records as privacy
from app.privacy.my_record import my_record
from app.privacy.rules import STANDINGS

if TYPE_CHECKING:
    from app.club.file import Club

READINGS = 12
"""So many of the newest readings stand on the sheet; the health book has all of them."""


_TOLD = frozenset(
    {
        *("person", "membership", "involvement", "office", "team_member", "pairing"),
        *("training_person", "household_status", "circumstance", "relation", "photo"),
        *("consent", "consent_paper", "reading", "follow_up"),
    }
)
"""The tables that have words of their own here; what stands in any other is listed as it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and below it what is known by label; a row without a label is a sentence."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The sheet of one person as of a day; `photo` is a JPEG."""

    person_id: str
    code: str
    name: str
    on: date
    sections: tuple[Section, ...]
    photo: bytes | None = None


def gather(club: "Club", on: date, code: str, language: str = "vi") -> tuple[Record, Issuer]:
    """All about the person with this member code. Needs members.read; health only with
    health.read. The asking is noted.

    Raises UserError when nobody has the code.
    """
    (member,) = chosen(club, on, [code])
    issuer = issuer_of(club)
    with speaking(language):
        sections = (
            Section(_("Who I am"), tuple(_known(_who(member, issuer, on)))),
            Section(_("Me in the club"), tuple(_in_the_club(club, member.id))),
            Section(_("My household"), tuple(_household(club, member.id))),
            Section(_("What I agreed to"), tuple(_consents(club, member.id, on))),
            Section(_("My health"), tuple(_health(club, member.id))),
            Section(_("Noted about me"), tuple(_notes(club, member))),
            Section(_("Also written"), tuple(_else(club, member.id))),
        )
    shown = tuple(section for section in sections if section.rows)
    photo = parts.photo(club, member.id)
    name = clean(member.person.name)
    return Record(member.id, clean(member.code), name, on, shown, photo), issuer


def to_listing(record: Record) -> Listing:
    """The sheet as a list: heading, label and value on each line."""
    rows = tuple(
        (section.title, label, value.replace("**", ""))
        for section in record.sections
        for label, value in section.rows
    )
    return Listing(
        kind="record",
        title=_("All about me"),
        on=record.on,
        columns=(Column(_("Part")), Column(_("What")), Column(_("What is written"))),
        groups=(Group("", rows),),
        note=f"{record.name} · {record.code}",
        numbered=False,
    )


Rows = Iterator[tuple[str, str]]


def _known(rows: Iterable[tuple[str, str | None]]) -> Rows:
    for label, value in rows:
        if value:
            yield label, clean(value)


def _day(iso: str | None) -> str:
    return fmt_birth(iso) if iso else ""


def _span(since: str | None, until: str | None) -> str:
    """ "from 5/3/2024", "5/3/2024 to 1/6/2025": the first day and the first that counts no more."""
    if until:
        return _("{since} to {until}").format(since=_day(since) or "…", until=_day(until))
    return _("from {since}").format(since=_day(since)) if since else ""


def _join(*texts: str | None) -> str:
    return ", ".join(text for text in texts if text)


def _who(member: Member, issuer: Issuer, on: date) -> Iterator[tuple[str, str | None]]:
    person = member.person
    birth = _day(person.birth)
    if person.birth:
        years = age(person.birth, on).years
        birth = _("{birth} (age {n})").format(birth=birth, n=years)
    yield _("Member number"), member.code
    yield _("Born on"), birth
    yield _("Sex"), {"F": _("woman"), "M": _("man"), None: ""}[person.sex]
    yield _("Ethnic group"), person.ethnic
    yield _("House"), place_of(person, issuer)
    yield _("Telephone"), fmt_phone(person.phone or "")
    yield _("Citizen number"), person.cccd
    until = _("until {date}").format(date=_day(person.bhyt_until)) if person.bhyt_until else ""
    yield _("Health insurance"), _join(person.bhyt, until, person.bhyt_place)
    yield _("Whom to call"), _join(person.contact_name, fmt_phone(person.contact_phone or ""))


def _in_the_club(club: "Club", person_id: str) -> Rows:
    for period in members.memberships(club, person_id):
        why = _(REASONS[period.reason]) if period.reason else ""
        yield _("Member"), _join(_span(period.joined_on, period.left_on), why) or _("yes")
    for part in parts.involvements(club, person_id):
        yield _("For the club"), _join(_(INVOLVEMENTS[part.kind]), _span(part.since, part.until))
    has = organisation.of_person(club, person_id)
    for office in has.offices:
        yield _("Office"), _join(office_words(office), _span(office.since, office.until))
    for team, place in has.teams:
        yield _("Team"), _join(team.name, _(PARTS[place.part]), _span(place.since, place.until))
    for pair in has.looks_after:
        yield _("Looks after"), _join(pair.person, _span(pair.since, pair.until))
    for pair in has.looked_after_by:
        yield _("Looked after by"), _join(pair.volunteer, _span(pair.since, pair.until))
    for training in has.trainings:
        yield _("Training"), _join(training.topic, _day(training.from_on))


def _household(club: "Club", person_id: str) -> Rows:
    for status in members.household_statuses(club, person_id):
        yield _("List of {year}").format(year=status.year), _(STATUSES[status.status])
    for each in parts.circumstances(club, person_id):
        yield _("Circumstance"), _join(_(CIRCUMSTANCES[each.kind]), _span(each.since, each.until))
    for relation in parts.relations(club, person_id):
        other = members.member(club, relation.other_id, club.today())
        name = clean(other.person.name)
        with_me = _("lives with me") if relation.together else ""
        yield _(RELATIONS[relation.kind]).capitalize(), _join(name, with_me)


def _consents(club: "Club", person_id: str, on: date) -> Rows:
    for purpose, mark in privacy.marks(club, person_id, on).items():
        said = _join(_(STANDINGS[mark.standing]), _day(mark.since), mark.receiver)
        yield "", f"**{_(PURPOSES[purpose])}**: {said}"
    for paper in privacy.papers(club, person_id):
        where = _("kept at: {place}").format(place=paper.kept_at) if paper.kept_at else ""
        yield _("Paper of {date}").format(date=_day(paper.signed_on)), where or paper.version


def _health(club: "Club", person_id: str) -> Rows:
    if not club.actor.may("health.read"):
        yield "", _("Readings are kept apart. Ask the health lead or the chair to print them.")
        return
    readings = health.readings(club, person_id)
    if not readings:
        return
    said = ngettext("{n} reading", "{n} readings", len(readings)).format(n=len(readings))
    first, last = readings[0].on, readings[-1].on
    yield _("Altogether"), f"{said}, {fmt_date(first)} – {fmt_date(last)}"
    for reading in reversed(readings[-READINGS:]):
        yield fmt_date(reading.on), _reading(reading)


def _reading(reading: Reading) -> str:
    found = []
    if reading.systolic is not None and reading.diastolic is not None:
        found.append(f"{reading.systolic} / {reading.diastolic} mmHg")
    if reading.pulse is not None:
        found.append(_("pulse {n}").format(n=reading.pulse))
    if reading.weight_g is not None:
        found.append(f"{_comma(reading.weight_g, 1000)} kg")
    if reading.glucose_umol_l is not None:
        found.append(_("glucose {n} mmol/L").format(n=_comma(reading.glucose_umol_l, 1000)))
    return _join(*found, reading.note)


def _comma(value: int, unit: int) -> str:
    return f"{value / unit:.1f}".replace(".", ",")


def _notes(club: "Club", member: Member) -> Rows:
    if member.person.note:
        yield _("Note"), clean(member.person.note)
    for each in parts.follow_ups(club, member.id):
        done = _("done {date}").format(date=_day(each.done_on)) if each.done_on else ""
        due = _("due {date}").format(date=_day(each.due_on))
        yield _("To follow up"), _join(clean(each.text), done or due, each.result)


def _else(club: "Club", person_id: str) -> Rows:
    """What other tables hold; of who looked at the entry only how often and when last."""
    for part in my_record(club, person_id)["parts"]:
        rows = part["rows"]
        if part["table"] in _TOLD:
            continue
        if part["table"] == "access":
            last = next(f["text"] for f in rows[-1]["fields"] if f["column"] == "at")
            count = ngettext("{n} time, last {date}", "{n} times, last {date}", len(rows))
            yield part["title"], count.format(n=len(rows), date=last)
            continue
        for row in rows:
            fields = [f"{f['title']}: {f['text']}" for f in row["fields"]]
            yield part["title"], clean(_join(*fields))
