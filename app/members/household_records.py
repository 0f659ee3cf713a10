"""Household status of a new year in the book: whom to ask about, and all answers as one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.text import N_, _
from app.members import parts_records, records
from app.members.rules import HouseholdStatus, Member, Status

if TYPE_CHECKING:
    from app.club.file import Club

Standings = Mapping[str, HouseholdStatus]


@dataclass(frozen=True, slots=True)
class Household:
    """Members who live together, with their standing on the newest list before the year (`before`)
    and on the list of the year (`now`), by the id of the member."""

    members: tuple[Member, ...]
    before: Standings
    now: Standings

    @property
    def key(self) -> str:
        """What tells households apart: their first member."""
        return self.members[0].id

    def confirmed(self) -> bool:
        """Whether everybody's standing of the year is sure."""
        return all(each.id in self.now and self.now[each.id].confirmed for each in self.members)

    def as_before(self) -> Mapping[str, Status]:
        """What the year would be if nothing had changed; who was on no list is missing.

        Who joined a household that is confirmed for the year stands as it does: the commune's list
        is one of households.
        """
        sure = [self.now[each.id] for each in self.members if each.id in self.now]
        whole = next((standing.status for standing in sure if standing.confirmed), None)
        if whole is not None:
            return {each.id: whole for each in self.members}
        return {
            each.id: self.before[each.id].status for each in self.members if each.id in self.before
        }

    def names(self) -> str:
        """Everybody of it."""
        return _(", ").join(each.person.name for each in self.members)


def households(club: "Club", year: int) -> tuple[Household, ...]:
    """Today's members by household, as far as relations tell, in name order of the first of each.

    Somebody of whom nothing is known to live together with others is a household.
    """
    members = {each.id: each for each in records.members(club, club.today())}
    now, before = _standings(club, year)
    homes = {one: home for home in parts_records.households(club) for one in home}
    place = {person_id: number for number, person_id in enumerate(members)}
    seen: set[str] = set()
    found = []
    for person_id in members:
        if person_id not in seen:
            home = homes.get(person_id, frozenset({person_id})) & members.keys()
            together = tuple(members[one] for one in sorted(home, key=place.__getitem__))
            seen |= home
            found.append(Household(together, _only(before, home), _only(now, home)))
    return tuple(found)


def confirm_household(
    club: "Club", year: int, statuses: Mapping[str, Status], source: str | None = None
) -> None:
    """Write the confirmed standing of one or many people for one year, as one undo step.

    `source` is the paper of the commune. Raises Refused when somebody is not there any more.
    """
    with club.change(N_("Confirm the households for {year}: {n}"), year=year, n=len(statuses)):
        for person_id, status in statuses.items():
            confirmed = HouseholdStatus(year, status, confirmed=True, source=source)
            records.set_household_status(club, person_id, confirmed)


def _standings(club: "Club", year: int) -> tuple[Standings, Standings]:
    """Everybody's standing of the year itself, and the newest before it."""
    sql = """
        select person_id, year, status, confirmed, source from household_status
        where year <= :year order by year
    """
    now: dict[str, HouseholdStatus] = {}
    before: dict[str, HouseholdStatus] = {}
    for row in club.db.query(sql, {"year": year}):
        standing = HouseholdStatus(
            row["year"], row["status"], bool(row["confirmed"]), row["source"]
        )
        (now if standing.year == year else before)[row["person_id"]] = standing
    return now, before


def _only(known: Standings, home: frozenset[str]) -> Standings:
    return {person_id: known[person_id] for person_id in home if person_id in known}
