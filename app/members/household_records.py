"""Household status of a new year in the book: whom to ask about, and all answers as one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.text import N_
from app.members import parts_records, records
from app.members.rules import HouseholdStatus, Member, Status

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A member whose standing of the year is to be confirmed.

    `written` is what stands for the year already, unconfirmed; `last` the newest list before it;
    `home` the other members of the same household; `suggested` what it probably is: as somebody of
    the household was confirmed for the year, else as written, else as before.
    """

    member: Member
    written: HouseholdStatus | None
    last: HouseholdStatus | None
    home: tuple[str, ...]
    suggested: Status | None


def to_confirm(club: "Club", year: int) -> tuple[ToConfirm, ...]:
    """Today's members whose standing of that year is missing or unconfirmed, in name order.

    Members of one household follow each other, where the first of them stands.
    """
    members = records.members(club, club.today())
    place = {member.id: number for number, member in enumerate(members)}
    of_year, before = _standings(club, year)
    homes = {one: home for home in parts_records.households(club) for one in home}
    asked: dict[str, ToConfirm] = {}
    for member in members:
        home = sorted(homes.get(member.id, frozenset()) & place.keys(), key=place.__getitem__)
        for one in home or [member.id]:
            written = of_year.get(one)
            if one in asked or (written is not None and written.confirmed):
                continue
            others = tuple(other for other in home if other != one)
            last = before.get(one)
            suggested = _suggested(others, of_year, written, last)
            asked[one] = ToConfirm(members[place[one]], written, last, others, suggested)
    return tuple(asked.values())


def confirm_household(
    club: "Club", year: int, statuses: Mapping[str, Status], source: str | None = None
) -> None:
    """Write the confirmed standing of many people for one year, as one undo step.

    `source` is the paper of the commune. Raises Refused when somebody is not there any more.
    """
    with club.change(N_("Confirm the households for {year}: {n}"), year=year, n=len(statuses)):
        for person_id, status in statuses.items():
            confirmed = HouseholdStatus(year, status, confirmed=True, source=source)
            records.set_household_status(club, person_id, confirmed)


def _standings(
    club: "Club", year: int
) -> tuple[dict[str, HouseholdStatus], dict[str, HouseholdStatus]]:
    """Everybody's standing of the year itself, and the newest before it."""
    sql = """
        select person_id, year, status, confirmed, source from household_status
        where year <= :year order by year
    """
    of_year: dict[str, HouseholdStatus] = {}
    before: dict[str, HouseholdStatus] = {}
    for row in club.db.query(sql, {"year": year}):
        standing = HouseholdStatus(
            row["year"], row["status"], bool(row["confirmed"]), row["source"]
        )
        (of_year if standing.year == year else before)[row["person_id"]] = standing
    return of_year, before


def _suggested(
    home: tuple[str, ...],
    of_year: Mapping[str, HouseholdStatus],
    written: HouseholdStatus | None,
    last: HouseholdStatus | None,
) -> Status | None:
    for other in home:
        if other in of_year and of_year[other].confirmed:
            return of_year[other].status
    known = written or last
    return known.status if known is not None else None
