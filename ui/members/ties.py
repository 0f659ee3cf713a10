"""What ties somebody to the club, with its days: membership, offices, teams, pairs, trainings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.text import _
from app.members import leaving_records, parts, parts_records
from app.members.parts import Involvement
from app.members.rules import REASONS, Member, Membership
from app.organisation import records as organisation
from app.organisation.rules import by_rank, in_force, office_words
from app.organisation.teams import PARTS, Pairing, Team, TeamMember
from ui.members import part_words, words

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset(
    {"membership", "involvement", "office", "team", "team_member", "pairing"}
    | {"training", "training_person"}
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One of them; `now` when it holds today. `table` is where it stands, `part` what a form of
    the register can end."""

    id: str
    table: str
    what: str
    since: str | None
    until: str | None
    now: bool
    note: str = ""
    part: Involvement | None = None

    def in_words(self) -> str:
        """ "Treasurer since 1/3/2025", "Member, 10/3/2021 to 2/6/2025"."""
        if self.since is None and self.until is None:
            return self.what
        if self.since is None:
            return _("{what} until {day}").format(what=self.what, day=words.day(self.until))
        return part_words.span(self.what, self.since, self.until)


def ties(club: "Club", member: Member, today: date) -> tuple[Tie, ...]:
    """All that ever was: what holds now first, membership at its head, then the newest."""
    found = [
        *(_membership(*period) for period in leaving_records.periods(club, member.id).items()),
        *_in_the_club(club, member.id, today),
        *(_involvement(each, today) for each in parts_records.involvements(club, member.id)),
    ]
    newest = sorted(found, key=lambda tie: tie.since or "", reverse=True)
    return tuple(sorted(newest, key=lambda tie: (not tie.now, tie.table != "membership")))


def _membership(period_id: str, period: Membership) -> Tie:
    why = words.capital(_(REASONS[period.reason])) if period.reason else ""
    note = ". ".join(part for part in (why, period.note or "") if part)
    now = period.left_on is None
    return Tie(
        period_id,
        "membership",
        _("Member of the club"),
        period.joined_on,
        period.left_on,
        now,
        note,
    )


def _involvement(each: Involvement, today: date) -> Tie:
    return Tie(
        each.id,
        "involvement",
        part_words.involvement(each.kind),
        each.since,
        each.until,
        parts.holds(each, today),
        each.note or "",
        each,
    )


def _in_the_club(club: "Club", person_id: str, today: date) -> Iterable[Tie]:
    found = organisation.of_person(club, person_id)
    for office in by_rank(found.offices):
        note = ". ".join(part for part in (office.decision or "", office.note or "") if part)
        days = office.since, office.until, office.covers(today)
        yield Tie(office.id, "office", office_words(office), *days, note)
    for team, place in found.teams:
        days = place.since, place.until, in_force(place.since, place.until, today)
        yield Tie(place.id, "team_member", _team_words(team, place), *days, place.note or "")
    for pair in found.looks_after:
        yield _pair(pair, _("Helps {name} to earn").format(name=pair.person), today)
    for pair in found.looked_after_by:
        yield _pair(pair, _("Helped to earn by {name}").format(name=pair.volunteer), today)
    for training in found.trainings:
        what = _("Training: {topic}").format(topic=training.topic)
        days = training.from_on, training.to_on or training.from_on, False
        yield Tie(training.id, "training", what, *days, training.note or "")


def _team_words(team: Team, place: TeamMember) -> str:
    if place.part == "member":
        return team.name
    return f"{team.name}, {_(PARTS[place.part]).lower()}"


def _pair(pair: Pairing, what: str, today: date) -> Tie:
    days = pair.since, pair.until, pair.covers(today)
    return Tie(pair.id, "pairing", what, *days, pair.note or "")
