"""What a list brings for people who are in the book already, written as it was planned."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.base.names import fold, sort_key
from app.base.text import _
from app.members import records
from app.members.import_changes import PERSON, Change
from app.members.rules import HouseholdStatus, Status

if TYPE_CHECKING:
    from app.club.file import Club

_WRITE = {field: f"update person set {field} = :new where id = :id and {field} is :old"
          for field in PERSON}  # fmt: skip
_WRITE["name"] = """
    update person set name = :new, name_fold = :fold, name_sort = :sort
    where id = :id and name is :old
"""
# The newest period: the one that the list of members shows.
_WRITE["joined"] = """
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
    for change in changes:
        if change.field == "household":
            status = next(status for status in _STATUSES if status == change.new)
            year = change.year or 0
            records.set_household_status(
                club, change.person_id, HouseholdStatus(year, status, True, source)
            )
            continue
        values = {
            "id": change.person_id,
            "old": change.old,
            "new": change.new,
            "fold": fold(change.new),
            "sort": sort_key(change.new),
        }
        if club.db.execute(_WRITE[change.field], values).rowcount != 1:
            raise Refused(
                _(
                    "The entry of {name} has changed since the list was read. Nothing was changed. "
                    "Choose the list again."
                ).format(name=change.name)
            )
