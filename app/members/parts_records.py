"""The parts of what a board knows about a person, in the book: asked, begun, ended."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Invalid, Refused
from app.base.text import N_, _
from app.members.parts import (
    Circumstance,
    CircumstanceKind,
    FollowUp,
    Involvement,
    InvolvementKind,
    Relation,
    inverse,
    photo_fault,
)
from app.members.records import require_person

if TYPE_CHECKING:
    from app.club.file import Club


# --- questions ----------------------------------------------------------------------------------


def involvements(club: "Club", person_id: str) -> tuple[Involvement, ...]:
    """Everything that a person was to the club, oldest first."""
    club.require("members.read")
    sql = """
        select id, kind, since, until, note from involvement
        where person_id = :id order by since, kind
    """
    return tuple(Involvement(**row) for row in club.db.query(sql, {"id": person_id}))


def circumstances(club: "Club", person_id: str) -> tuple[Circumstance, ...]:
    """Every circumstance of a person, past ones too, oldest first."""
    club.require("members.read")
    sql = """
        select id, kind, since, until, note from circumstance
        where person_id = :id order by since, kind
    """
    return tuple(Circumstance(**row) for row in club.db.query(sql, {"id": person_id}))


def involved_on(club: "Club", on: date) -> dict[str, frozenset[InvolvementKind]]:
    """What people are to the club on that day; who is nothing is missing."""
    club.require("members.read")
    return _kinds(club.db.query(_KINDS.format(table="involvement"), {"day": on.isoformat()}))


def circumstances_on(club: "Club", on: date) -> dict[str, frozenset[CircumstanceKind]]:
    """The circumstances of people on that day; who has none is missing."""
    club.require("members.read")
    return _kinds(club.db.query(_KINDS.format(table="circumstance"), {"day": on.isoformat()}))


_KINDS = """
    select person_id, kind from {table} where since <= :day and (until is null or until > :day)
"""


def _kinds(rows: Any) -> dict[str, frozenset[Any]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["person_id"], set()).add(row["kind"])
    return {person_id: frozenset(kinds) for person_id, kinds in found.items()}


def relations(club: "Club", person_id: str) -> tuple[Relation, ...]:
    """Who is related to a person, in name order; each other is the `kind` of this person.

    It does not matter from which of the two the relation was written down.
    """
    club.require("members.read")
    sql = """
        select r.id, r.person_id, r.other_id, r.kind, r.together, r.note
        from relation r
        join person p on p.id = case r.person_id when :id then r.other_id else r.person_id end
        where r.person_id = :id or r.other_id = :id
        order by p.name_sort, p.code
    """
    rows = club.db.query(sql, {"id": person_id})
    return tuple(_relation(row, person_id) for row in rows)


def _relation(row: Mapping[str, Any], person_id: str) -> Relation:
    mine = row["person_id"] == person_id
    return Relation(
        id=row["id"],
        other_id=row["other_id"] if mine else row["person_id"],
        kind=row["kind"] if mine else inverse(row["kind"]),
        together=bool(row["together"]),
        note=row["note"],
    )


def households(club: "Club") -> tuple[frozenset[str], ...]:
    """Who lives together: the ids of each household of two and more, as far as relations say."""
    club.require("members.read")
    home: dict[str, set[str]] = {}
    for one, other in club.db.execute("select person_id, other_id from relation where together"):
        joined = home.get(one, {one}) | home.get(other, {other})
        for each in joined:
            home[each] = joined
    unique = {id(household): household for household in home.values()}
    return tuple(frozenset(household) for household in unique.values())


def follow_ups(club: "Club", person_id: str) -> tuple[FollowUp, ...]:
    """Everything noted to be done about a person: what is open first, then the newest done."""
    club.require("members.read")
    sql = f"{_FOLLOW_UPS} where person_id = :id order by done_on is not null, done_on desc, due_on"
    return tuple(FollowUp(**row) for row in club.db.query(sql, {"id": person_id}))


def open_follow_ups(club: "Club", on: date) -> tuple[FollowUp, ...]:
    """What was still to be done on that day, about anybody; the most pressing first."""
    club.require("members.read")
    sql = f"""
        {_FOLLOW_UPS} where written_on <= :day and (done_on is null or done_on > :day)
        order by due_on, written_on
    """
    return tuple(FollowUp(**row) for row in club.db.query(sql, {"day": on.isoformat()}))


_FOLLOW_UPS = "select id, person_id, text, due_on, written_on, done_on, result from follow_up"


def photo(club: "Club", person_id: str) -> bytes | None:
    """The photo of a person, JPEG; None when there is none."""
    club.require("members.read")
    sql = """
        select bytes from picture where id = (select picture_id from photo where person_id = :id)
    """
    row = club.db.execute(sql, {"id": person_id}).fetchone()
    return None if row is None else bytes(row[0])


# --- changes ------------------------------------------------------------------------------------


def begin_involvement(club: "Club", person_id: str, begun: Involvement) -> str:
    """Write down what somebody is to the club from a day on; the new id.

    Raises Refused when it is so already, or nobody is there any more.
    """
    with club.change(N_("Write down what {person} does for the club"), person=person_id):
        return _begin(club, "involvement", person_id, begun)


def end_involvement(club: "Club", involvement_id: str, until: str) -> None:
    """End an involvement; `until` is its first day no more. Raises Refused, Invalid."""
    person_id = _whose(club, "involvement", involvement_id)
    with club.change(N_("End what {person} does for the club"), person=person_id):
        _end(club, "involvement", involvement_id, until)


def begin_circumstance(club: "Club", person_id: str, begun: Circumstance) -> str:
    """Write down a circumstance of somebody from a day on; the new id.

    Raises Refused when it is so already, or nobody is there any more.
    """
    with club.change(N_("Write down the circumstances of {person}"), person=person_id):
        return _begin(club, "circumstance", person_id, begun)


def end_circumstance(club: "Club", circumstance_id: str, until: str) -> None:
    """End a circumstance; `until` is its first day no more. Raises Refused, Invalid."""
    person_id = _whose(club, "circumstance", circumstance_id)
    with club.change(N_("End a circumstance of {person}"), person=person_id):
        _end(club, "circumstance", circumstance_id, until)


def relate(club: "Club", person_id: str, relation: Relation) -> str:
    """Write down that `relation.other_id` is the `kind` of this person; the id of the relation.

    Two people have one relation: an older one between them, from either side, is written over.
    Raises Invalid for oneself, Refused when one of them is not there any more.
    """
    other_id = relation.other_id
    if other_id == person_id:
        raise Invalid({"other_id": _("Choose another person: nobody is related to oneself.")})
    sql = """
        select id from relation
        where (person_id = :id and other_id = :other) or (person_id = :other and other_id = :id)
    """
    with club.change(N_("Write down a relation of {person}"), person=person_id):
        require_person(club, person_id)
        require_person(club, other_id)
        row = next(club.db.query(sql, {"id": person_id, "other": other_id}), None)
        relation_id = row["id"] if row else club.new_id()
        club.db.table("relation").upsert(
            {
                "id": relation_id,
                "person_id": person_id,
                "other_id": other_id,
                "kind": relation.kind,
                "together": int(relation.together),
                "note": relation.note,
            },
            pk="id",
        )
    return str(relation_id)


def unrelate(club: "Club", person_id: str, relation_id: str) -> None:
    """Take a relation out that was written down by mistake, asked for from this person."""
    sql = "delete from relation where id = :relation and (person_id = :id or other_id = :id)"
    with club.change(N_("Take out a relation of {person}"), person=person_id):
        club.db.execute(sql, {"relation": relation_id, "id": person_id})


def add_follow_up(club: "Club", follow_up: FollowUp) -> str:
    """Note something to be done about a person; the new id. Raises Refused."""
    follow_up_id = club.new_id()
    with club.change(N_("Note what to do for {person}"), person=follow_up.person_id):
        require_person(club, follow_up.person_id)
        club.db.table("follow_up").insert(
            {
                "id": follow_up_id,
                "person_id": follow_up.person_id,
                "text": follow_up.text,
                "due_on": follow_up.due_on,
                "written_on": follow_up.written_on,
                "done_on": follow_up.done_on,
                "result": follow_up.result,
            }
        )
    return follow_up_id


def finish_follow_up(
    club: "Club", follow_up_id: str, done_on: str, result: str | None = None
) -> None:
    """Write down that something was done, and what came of it. Raises Refused when it was."""
    person_id = _whose(club, "follow_up", follow_up_id)
    with club.change(N_("Done for {person}"), person=person_id):
        (row,) = club.db.query("select done_on from follow_up where id = :id", {"id": follow_up_id})
        if row["done_on"] is not None:
            raise Refused(_("This was done already. Nothing was changed."))
        club.db.table("follow_up").update(follow_up_id, {"done_on": done_on, "result": result})


def set_photo(club: "Club", person_id: str, jpeg: bytes, taken_on: str | None = None) -> None:
    """Keep a photo of a person in the place of any before. Raises Refused for no small JPEG.

    The picture stands in a table of its own, under its SHA-256: the history notes which picture it
    was, and undo finds the one before.
    """
    fault = photo_fault(jpeg)
    if fault is not None:
        raise Refused(fault)
    picture_id = hashlib.sha256(jpeg).hexdigest()
    with club.change(N_("Keep a photo of {person}"), person=person_id):
        require_person(club, person_id)
        club.db.execute(
            "insert or ignore into picture(id, bytes) values (:id, :bytes)",
            {"id": picture_id, "bytes": jpeg},
        )
        row = next(
            club.db.query("select id from photo where person_id = :id", {"id": person_id}), None
        )
        club.db.table("photo").upsert(
            {
                "id": row["id"] if row else club.new_id(),
                "person_id": person_id,
                "picture_id": picture_id,
                "taken_on": taken_on,
            },
            pk="id",
        )


def remove_photo(club: "Club", person_id: str) -> None:
    """Show the photo of a person no more; undo brings it back."""
    with club.change(N_("Take out the photo of {person}"), person=person_id):
        club.db.execute("delete from photo where person_id = :id", {"id": person_id})


def _begin(club: "Club", table: str, person_id: str, begun: Involvement | Circumstance) -> str:
    sql = f"""
        select id from {table} where person_id = :id and kind = :kind
        and (until is null or until > :since)
    """
    require_person(club, person_id)
    asked = {"id": person_id, "kind": begun.kind, "since": begun.since}
    if next(club.db.query(sql, asked), None) is not None:
        raise Refused(_("This is written down already. Nothing was changed."))
    new_id = club.new_id()
    club.db.table(table).insert(
        {
            "id": new_id,
            "person_id": person_id,
            "kind": begun.kind,
            "since": begun.since,
            "until": begun.until,
            "note": begun.note,
        }
    )
    return new_id


def _end(club: "Club", table: str, row_id: str, until: str) -> None:
    (row,) = club.db.query(f"select since, until from {table} where id = :id", {"id": row_id})
    if row["until"] is not None:
        raise Refused(_("This has ended already. Nothing was changed."))
    if until < row["since"]:
        raise Invalid({"until": _("This is before its beginning.")})
    club.db.table(table).update(row_id, {"until": until})


def _whose(club: "Club", table: str, row_id: str) -> str:
    """Whose entry this is; Refused when it was undone while a form stood open."""
    for row in club.db.query(f"select person_id from {table} where id = :id", {"id": row_id}):
        return str(row["person_id"])
    raise Refused(_("This entry is no longer in the book. Nothing was changed."))
