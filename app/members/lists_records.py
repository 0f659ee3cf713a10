"""Saved lists in the book, and what the book knows for asking any filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.errors import Invalid, Refused
from app.base.names import fold
from app.base.text import N_, _
from app.members import parts_records, records
from app.members.filters import Asked, Filter, from_json, to_json
from app.members.numbers import clean

if TYPE_CHECKING:
    from app.club.file import Club

READS = records.READS | {"consent", "circumstance", "involvement"}
"""The tables behind `gather`: what a page declares that shows whom a filter keeps."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedList:
    """A filter that the club has given a name: it keeps conditions, never people."""

    id: str
    name: str
    filter: Filter


# --- questions ----------------------------------------------------------------------------------


def saved_lists(club: "Club") -> tuple[SavedList, ...]:
    """Every saved list, by name."""
    club.require("members.read")
    rows = club.db.query("select id, name, filter from saved_list")
    found = [SavedList(row["id"], row["name"], from_json(row["filter"])) for row in rows]
    return tuple(sorted(found, key=lambda each: (fold(each.name), each.name)))


def gather(
    club: "Club",
    on: date,
    teams: Mapping[str, frozenset[str]] | None = None,
    offices: Mapping[str, frozenset[str]] | None = None,
) -> Asked:
    """The register as it stood on a day, for `filters.keep`.

    Who belongs to which team and holds which office is another room's to say.
    """
    return Asked(
        on,
        records.people(club, on),
        records.purposes_in_force(club, on),
        parts_records.circumstances_on(club, on),
        parts_records.involved_on(club, on),
        teams or {},
        offices or {},
    )


# --- changes ------------------------------------------------------------------------------------


def save_list(club: "Club", name: str, wanted: Filter) -> str:
    """Keep a filter under a name, and return its id. Raises Invalid for the field `name`."""
    written = _name(club, name)
    list_id = club.new_id()
    with club.change(N_("Save the list “{name}”"), name=written):
        club.db.table("saved_list").insert(
            {"id": list_id, "name": written, "filter": to_json(wanted)}
        )
    return list_id


def rename_list(club: "Club", list_id: str, name: str) -> None:
    """Give a saved list another name. Raises Invalid for the field `name`, Refused without one."""
    before = _list(club, list_id)
    written = _name(club, name, but_not=list_id)
    with club.change(N_("Name the list “{old}” “{name}”"), old=before, name=written):
        club.db.table("saved_list").update(list_id, {"name": written})


def delete_list(club: "Club", list_id: str) -> None:
    """Take a saved list out of the book; no person is touched. Raises Refused without one."""
    with club.change(N_("Take away the list “{name}”"), name=_list(club, list_id)):
        club.db.table("saved_list").delete(list_id)


def _list(club: "Club", list_id: str) -> str:
    """The name of a saved list."""
    sql = "select name from saved_list where id = :id"
    row = next(club.db.query(sql, {"id": list_id}), None)
    if row is None:
        raise Refused(_("This list is no longer in the book. Nothing was changed."))
    name: str = row["name"]
    return name


def _name(club: "Club", typed: str, but_not: str = "") -> str:
    name = clean(typed)
    if not name:
        raise Invalid({"name": _("Give the list a name, such as “Gifts for Tết”.")})
    if len(name) > LONGEST_NAME:
        raise Invalid({"name": _("At most {n} letters, please.").format(n=LONGEST_NAME)})
    for other in saved_lists(club):
        if other.id != but_not and other.name.casefold() == name.casefold():
            raise Invalid({"name": _("There is a list “{name}” already.").format(name=other.name)})
    return name
