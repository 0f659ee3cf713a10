"""What a list brings for people who are in the book already, written as it was planned."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.base.names import fold, sort_key
from app.base.text import _
from app.members import records
from app.members.import_changes import PERSON, Change
from app.members.rules import HouseholdStatus, Status

if TYPE_CHECKING:
    from app.club.file import Club

# The newest period: the one that the list of members shows.
_JOINED = """
    update membership set joined_on = :new
    where joined_on is :old and id = (
        select id from membership where person_id = :id
        order by left_on is null desc, joined_on desc, id limit 1
    )
"""
_STATUSES: tuple[Status, ...] = ("poor", "near_poor", "difficult", "none")


def erased_codes(club: "Club") -> frozenset[str]:
    """The member codes of people whose data was erased: lists from before may still have them."""
    sql = "select code from person where erased_on is not null"
    return frozenset(row["code"] for row in club.db.query(sql))


def write_changes(club: "Club", changes: Iterable[Change], source: str) -> None:
    """Write the changes inside the caller's change; `source` is the list they come from.

    Raises Refused when an entry is no longer as it was when they were planned.
    """
    people: dict[str, list[Change]] = {}
    for change in changes:
        if change.field in PERSON:
            people.setdefault(change.person_id, []).append(change)
        elif change.field == "joined":
            values = {"id": change.person_id, "old": change.old, "new": change.new}
            _write(club, _JOINED, values, change.name)
        else:
            status = next(status for status in _STATUSES if status == change.new)
            read = HouseholdStatus(change.year or 0, status, True, source)
            records.set_household_status(club, change.person_id, read)
    for person_id, found in people.items():  # one statement for each: the history notes whole rows
        _write_person(club, person_id, found)


def _write_person(club: "Club", person_id: str, changes: list[Change]) -> None:
    new: dict[str, str] = {change.field: change.new for change in changes}
    if "name" in new:
        new |= {"name_fold": fold(new["name"]), "name_sort": sort_key(new["name"])}
    sets = ", ".join(f"{column} = :new_{column}" for column in new)
    still = " and ".join(f"{change.field} is :old_{change.field}" for change in changes)
    values = {
        "id": person_id,
        **{f"new_{column}": value for column, value in new.items()},
        **{f"old_{change.field}": change.old for change in changes},
    }
    sql = f"update person set {sets} where id = :id and {still}"
    _write(club, sql, values, changes[0].name)


def _write(club: "Club", sql: str, values: Mapping[str, str | None], name: str) -> None:
    if club.db.execute(sql, dict(values)).rowcount != 1:
        raise Refused(
            _(
                "The entry of {name} has changed since the list was read. Nothing was changed. "
                "Choose the list again."
            ).format(name=name)
        )
