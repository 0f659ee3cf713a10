"""Erasing a person: every fact of theirs, in the tables and in the history, for good.

What hangs on the person is found through the foreign keys of the schema, so a new table is covered
from the day it is made: its rows go, unless it is named here. The person's row stays as a
tombstone with its number, and dates of membership and office stay, so that past counts do. The
hash chain still verifies: of the images that go, their salted commitments remain.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused, UserError
from app.base.text import N_, _
from app.club import erase_images, erase_texts, guard
from app.club.erase_texts import NOBODY, Place
from app.club.roles import CHAIR
from app.club.traces import Traces, same_name, traces

if TYPE_CHECKING:
    from app.club.file import Club

LABEL: Final = N_("Erase the person with number {code}")


@dataclass(frozen=True, slots=True)
class Stay:
    """A row that outlives the person: which columns keep their value. A text in any other column
    is replaced, a code or number taken out; `since` and `until` name the columns of a span that
    ends on the day of erasing, with the values of `closing`. `through`: what hangs on the row is
    about the person too.
    """

    keeps: frozenset[str]
    since: str = ""
    until: str = ""
    closing: tuple[tuple[str, str], ...] = ()
    through: bool = False


# What was booked stays for as long as the law keeps vouchers (ten years): the sums and the number
# of the person, never the name.
_MONEY: Final[Mapping[str, Stay]] = {
    "entry": Stay(
        frozenset({"kind", "year", "number", "on_date", "topic", "memo", "reason", "attached"})
    ),
    "posting": Stay(frozenset({"on_date", "fund", "account", "amount_vnd", "area"})),
    "collected": Stay(frozenset({"what", "amount_vnd"})),
    "gift": Stay(
        frozenset({"on_date", "fund", "amount_vnd", "what", "value_vnd", "show_name", "thanked_on"})
    ),
    "loan": Stay(
        frozenset(
            {
                *("code", "state", "requested_on", "asked_vnd", "appraised_on", "decided_on"),
                *("votes_for", "votes_against", "principal_vnd", "rate_bp", "months", "method"),
                *("interest", "round_vnd", "grace_months", "late_bp", "in_kind", "quantity"),
                *("unit", "value_vnd", "paid_out_on", "taken_over", "closed_on", "improved"),
                "improved_on",
            }
        )
    ),
}

# Dates and codes without which past counts would change, or nobody could tell what was done about
# a request.
STAYS: Final[Mapping[str, Stay]] = {
    "membership": Stay(
        frozenset({"joined_on", "left_on", "reason"}),
        "joined_on",
        "left_on",
        closing=(("reason", "left"),),
    ),
    "office": Stay(frozenset({"office", "area", "since", "until"}), "since", "until"),
    "team_member": Stay(frozenset({"part", "since", "until"}), "since", "until"),
    "training_person": Stay(frozenset()),
    "data_request": Stay(
        frozenset({"kind", "received_on", "answered_on", "extended_on", "done_on", "outcome"})
    ),
    "attendance": Stay(frozenset({"present"})),
    "fee": Stay(frozenset({"amount_vnd"})),
    "help_case": Stay(frozenset({"whose", "found_on", "closed_on"})),
    "volunteer": Stay(frozenset({"since", "until", "weekdays"}), "since", "until"),
    "cared": Stay(
        frozenset({"since", "until", "reason"}),
        "since",
        "until",
        closing=(("reason", "other"),),
        through=True,
    ),
    "home_visit": Stay(frozenset({"on_date", "state", "minutes", "tasks"})),
    **_MONEY,
    "feedback": Stay(frozenset({"kind", "on_date", "due_on", "done_on"})),
    "erasure": Stay(frozenset({"erased_on", "reason"})),
}

_NUMBERS: Final = ("cccd", "bhyt", "phone")
_DUE: Final = "vacuum"
"""The row of `meta` that stands while the free space of the file may still hold what was erased."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the person's number, how many entries went or were emptied, in how many texts
    of other entries the name was replaced, and where somebody should look."""

    code: str
    entries: int
    texts: int
    look: tuple[Place, ...]


def done_since(club: "Club", seq: int) -> int:
    """How many people were erased after the change with this number."""
    sql = "select count(*) from change where label = ? and seq > ?"
    return int(club.db.execute(sql, [LABEL, seq]).fetchone()[0])


def erase_person(club: "Club", person_id: str, reason: str, on: date) -> Erased:
    """Erase everything about a person. Inside a change with a barrier, as its last act; `finish`
    must follow it.

    Asks nobody: whether it may be is `app.privacy.erasure`'s business. Raises Refused when there
    is no such person, or nothing left to erase.
    """
    db = club.db
    row = next(db.query("select * from person where id = :id", {"id": person_id}), None)
    if row is None or row["erased_on"] is not None:
        raise Refused(_("This person is no longer in the book. Nothing was changed."))
    db.execute("update temp.open_change set erases = 1")
    db.execute("pragma defer_foreign_keys = on")
    ids = erase_images.selves(club, person_id)
    own, shared = _marks(club, ids, row)
    word = _("(erased)")
    db.table("erasure").insert(
        {
            "id": club.new_id(),
            "person_id": person_id,
            "erased_on": on.isoformat(),
            "reason": shared.without(own.without(reason, word), word),
        }
    )
    facts = _about(club, person_id)
    _delete(club, facts, on.isoformat(), word)
    facts += _empty_officers(club, person_id)
    db.table("person").update(person_id, _tombstone(row, on))
    db.execute(
        f"update access set detail = null where person_id in ({erase_images.listing(ids)})",
        list(ids),
    )
    entries = db.execute(
        "select count(*) from (select distinct tbl, row_id from temp.open_row)"
    ).fetchone()[0]
    found = list(erase_texts.found(club, own, word))
    for place, text in found:
        erase_texts.write(club, place, text)
    db.execute("delete from draft")  # unsaved typing, about anybody
    erase_images.blank(club, ids, facts, own, shared)
    db.execute(
        "delete from picture where id not in (select picture_id from photo) and id not in ("
        " select before ->> 'picture_id' from change_row where tbl = 'photo' and before is not null"
        " union select after ->> 'picture_id' from change_row"
        " where tbl = 'photo' and after is not null)"
    )
    db.table("meta").upsert({"id": _DUE, "value": "due"}, pk="id")
    doubtful = [place for place, _text in erase_texts.found(club, shared, word)]
    names = (place for marks in (own, shared) for place in erase_texts.standing_names(club, marks))
    look = (*doubtful, *names)
    return Erased(row["code"], entries, len(found), look)


def finish(club: "Club") -> None:
    """Clear the free space of the file of what was erased, and remember outside it who was.

    What the disk does not take now is done when the book is opened next.
    """
    if is_due(club):
        try:
            with guard.maintenance(club):
                club.db.execute("vacuum")
            with club.db.atomic():
                club.db.table("meta").delete(_DUE)
        except sqlcipher.Error:
            return
    with suppress(UserError):
        club.remember()


def is_due(club: "Club") -> bool:
    """Whether the free space of the file may still hold what was erased."""
    return club.db.execute("select 1 from meta where id = ?", [_DUE]).fetchone() is not None


def listed(club: "Club") -> tuple[str, ...]:
    """The ids of everybody who was erased, as the book and what lies beside it know them."""
    known = set(club.state.erasures)
    if _can_erase(club):
        known |= {row[0] for row in club.db.execute("select person_id from erasure")}
    return tuple(sorted(known))


def again(club: "Club") -> int:
    """Erase everybody on the list whom an older copy brought back; how many that were.

    The list was decided by those who might; whoever opens the book only carries it out.
    """
    back = brought_back(club)
    for person_id, code in back.items():
        with _as_decided(club), club.change(LABEL, barrier=True, code=code):
            reason = _("Erased again: an older copy of the book had been taken back.")
            erase_person(club, person_id, reason, club.today())
    if back or is_due(club):
        finish(club)
    return len(back)


def brought_back(club: "Club") -> dict[str, str]:
    """The numbers of those who were erased and yet stand in the book, by id."""
    if not _can_erase(club):
        return {}
    gone = set(listed(club))
    rows = club.db.execute("select id, code from person where erased_on is null order by code")
    return {row[0]: row[1] for row in rows.fetchall() if row[0] in gone}


def _can_erase(club: "Club") -> bool:
    """Whether this is a book of people, and not one that still waits for its migration."""
    return "erasure" in club.kind.rooms and "erasure" in club.db.table_names()


@contextmanager
def _as_decided(club: "Club") -> Iterator[None]:
    actor = club.actor
    club.actor = replace(actor, roles=frozenset({CHAIR}))
    try:
        yield
    finally:
        club.actor = actor


# --- who it is ------------------------------------------------------------------------------------


def _marks(club: "Club", ids: tuple[str, ...], row: dict[str, Any]) -> tuple[Traces, Traces]:
    """What tells who the person of `row` is, and names of theirs that others bear too.

    What others have as well tells nothing: the telephone of a household, a name of old that was
    corrected because it was somebody else's.
    """
    images = [row, *erase_images.of_person(club, ids)]
    others = list(
        club.db.query(
            "select name, cccd, bhyt, phone from person where id <> :id and erased_on is null",
            {"id": row["id"]},
        )
    )
    theirs = [other["name"] for other in others]
    names = {image["name"] for image in images}
    shared = {name for name in names if any(same_name(name, other) for other in theirs)}
    numbers = {image.get(column) or "" for image in images for column in _NUMBERS}
    taken = {other[column] for other in others for column in _NUMBERS}
    current = {row["name"]} & shared
    return traces(names - shared, numbers - taken, theirs), traces(current, (), theirs)


# --- the tables -----------------------------------------------------------------------------------


def _about(club: "Club", person_id: str) -> list[tuple[str, str]]:
    """Every row that hangs on the person, and what hangs on those that go, as (table, id)."""
    references = _references(club)
    found: dict[tuple[str, str], None] = {}
    open_ends = [("person", person_id)]
    while open_ends:
        target, row_id = open_ends.pop()
        for table, column in references.get(target, ()):
            if (table, column) in erase_images.MENTIONS:
                _forget_mention(club, table, column, row_id)
                continue
            for row in club.db.execute(f'select id from "{table}" where "{column}" = ?', [row_id]):
                if (table, row[0]) not in found:
                    found[table, row[0]] = None
                    if table not in STAYS or STAYS[table].through:
                        open_ends.append((table, row[0]))
    return list(found)


def _references(club: "Club") -> dict[str, list[tuple[str, str]]]:
    """For each table the columns of watched tables that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in club.kind.rooms:
        for key in club.db.table(table).foreign_keys:
            if key.column:
                found.setdefault(key.other_table, []).append((table, key.column))
    return found


def _forget_mention(club: "Club", table: str, column: str, row_id: str) -> None:
    club.db.execute(f'update "{table}" set "{column}" = null where "{column}" = ?', [row_id])


def _delete(club: "Club", rows: Iterable[tuple[str, str]], day: str, word: str) -> None:
    """Delete each row, or empty it where it stays."""
    for table, row_id in rows:
        if table in STAYS:
            _empty(club, table, row_id, day, word)
        else:
            club.db.execute(f'delete from "{table}" where id = ?', [row_id])


def _empty(club: "Club", table: str, row_id: str, day: str, word: str) -> None:
    """Keep of a row what counts need; what was open ends on the day of erasing."""
    stay = STAYS[table]
    row = next(club.db.query(f'select * from "{table}" where id = :id', {"id": row_id}))
    keeps = {"id", *stay.keeps, *erase_texts.own_keys(club, table)}
    goes = [column for column, value in row.items() if column not in keeps and value is not None]
    # Two numbers that belong together, such as a blood pressure, go together.
    numbers = {column: None for column in goes if type(row[column]) is int}
    if numbers:
        club.db.table(table).update(row_id, numbers)
    for column in goes:
        if column in numbers:
            continue
        try:
            club.db.table(table).update(row_id, {column: word})
        except sqlcipher.IntegrityError:  # no text but a code: nothing, then
            club.db.table(table).update(row_id, {column: None})
    if stay.until and row[stay.until] is None:
        ended = {stay.until: max(day, row[stay.since] or day), **dict(stay.closing)}
        club.db.table(table).update(row_id, ended)


def _tombstone(row: Mapping[str, Any], on: date) -> dict[str, Any]:
    nothing = {column: None for column in row if column not in ("id", "code")}
    names = {"name": NOBODY, "name_fold": NOBODY, "name_sort": NOBODY}
    return {**nothing, **names, "erased_on": on.isoformat()}


def _empty_officers(club: "Club", person_id: str) -> list[tuple[str, str]]:
    """Take the name off offices in the program that have ended, and return those rows.

    Who sits signs in by the name: theirs stays.
    """
    sql = "select id, until from officer where person_id = ?"
    linked = club.db.execute(sql, [person_id]).fetchall()
    for row_id, until in linked:
        values = {"person_id": None} if until is None else {"person_id": None, "name": NOBODY}
        club.db.table("officer").update(row_id, values)
    return [("officer", row_id) for row_id, until in linked if until is not None]
