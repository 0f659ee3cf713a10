"""Slips for the health station in the book: due after a measuring, given, printed, answered."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.health.records import note_access, readings_between
from app.health.referrals import Came, Due, Referral, Why, due

if TYPE_CHECKING:
    from app.club.file import Club

TABLE: Final = "referral"
READS: Final = frozenset({"person", "membership", "reading", TABLE})
"""The tables behind the questions here."""

_COLUMNS: Final = (
    "id, person_id, reading_id, on_date, why, note, printed_on, went_on, outcome, advice, closed_on"
)


def referrals(club: "Club", person_id: str) -> tuple[Referral, ...]:
    """Every slip of one person, the newest first. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "health", person_id=person_id)
    sql = f"select {_COLUMNS} from referral where person_id = :id order by on_date desc, id"
    return tuple(Referral(**row) for row in club.db.query(sql, {"id": person_id}))


def referral(club: "Club", referral_id: str) -> Referral:
    """One slip. Needs health.read; the asking is noted. Raises Refused when it is gone."""
    club.require("health.read")
    sql = f"select {_COLUMNS} from referral where id = :id"
    row = next(club.db.query(sql, {"id": referral_id}), None)
    if row is None:
        raise Refused(_("This slip is no longer in the book. Nothing was changed."))
    note_access(club, "health", person_id=row["person_id"])
    return Referral(**row)


def referrals_of_month(club: "Club", month: Month) -> tuple[Referral, ...]:
    """The slips given in a month, oldest first. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "referrals", detail=str(month))
    return _between(club, month.first, month.last)


def _between(club: "Club", first: date, last: date) -> tuple[Referral, ...]:
    sql = f"""
        select {_COLUMNS} from referral where on_date between :first and :last
        order by on_date, id
    """
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(Referral(**row) for row in club.db.query(sql, asked))


def due_on(club: "Club", on: date) -> tuple[Due, ...]:
    """Whose readings of a day ask for a slip that is not written yet, in name order, those of the
    urgent first; nobody's who has died since. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "referrals", detail=on.isoformat())
    taken = readings_between(club, on, on)
    dead = _dead(club)
    slips: dict[str, list[Referral]] = {}
    for slip in _between(club, date.min, on):
        slips.setdefault(slip.person_id, []).append(slip)
    found = [
        due(person_id, readings, slips.get(person_id, ()), on)
        for person_id, readings in taken.items()
        if person_id not in dead
    ]
    return tuple(sorted(filter(None, found), key=lambda one: one.why != "urgent"))


def _dead(club: "Club") -> frozenset[str]:
    rows = club.db.query("select distinct person_id from membership where reason = 'died'")
    return frozenset(row["person_id"] for row in rows)


def due_in(club: "Club", month: Month) -> tuple[Due, ...]:
    """Like `due_on`, for every day of a month with readings. Somebody stands there once, by the
    last such day, and not after a slip of a later day."""
    club.require("health.read")
    sql = "select distinct on_date from reading where on_date between :first and :last order by 1"
    asked = {"first": month.first.isoformat(), "last": month.last.isoformat()}
    found: dict[str, Due] = {}
    for row in list(club.db.query(sql, asked)):
        for each in due_on(club, date.fromisoformat(row["on_date"])):
            found[each.person_id] = each
    given = {slip.person_id: slip.on_date for slip in _between(club, month.first, month.last)}
    return tuple(
        each
        for each in found.values()
        if given.get(each.person_id, "") < each.reading.on.isoformat()
    )


# --- changes ------------------------------------------------------------------------------------


def give(club: "Club", slips: Sequence[Due], *, printed: bool = True) -> tuple[str, ...]:
    """Write down that these people were given a slip on the day of their reading; with `printed`
    on paper of today."""
    club.require("health.read")
    ids = tuple(club.new_id() for _slip in slips)
    with club.change(N_("Slips for the health station: {n}"), n=len(slips)):
        for slip_id, slip in zip(ids, slips, strict=True):
            club.db.table(TABLE).insert(
                {
                    "id": slip_id,
                    "person_id": slip.person_id,
                    "reading_id": slip.reading.id,
                    "on_date": slip.reading.on.isoformat(),
                    "why": slip.why,
                    "printed_on": club.today().isoformat() if printed else None,
                }
            )
    return ids


def write(club: "Club", person_id: str, on: date, why: Why, note: str | None) -> str:
    """Write a slip by hand, whatever the readings say; its id."""
    club.require("health.read")
    slip_id = club.new_id()
    with club.change(N_("Slip for the health station for {person}"), person=person_id):
        club.db.table(TABLE).insert(
            {
                "id": slip_id,
                "person_id": person_id,
                "on_date": on.isoformat(),
                "why": why,
                "note": note,
            }
        )
    return slip_id


def mark_printed(club: "Club", ids: Sequence[str]) -> None:
    """Note that these slips were printed today."""
    club.require("health.read")
    with club.change(N_("Slips printed on {day}"), day=fmt_date(club.today())):
        for slip_id in ids:
            club.db.table(TABLE).update(slip_id, {"printed_on": club.today().isoformat()})


def close(club: "Club", slip: Referral, came: Came) -> None:
    """Write down what came of a slip; written again, it takes the place of what stood there."""
    club.require("health.read")
    columns: dict[str, Any] = {
        "outcome": came.outcome,
        "went_on": came.went_on,
        "advice": came.advice,
        "closed_on": club.today().isoformat(),
    }
    with club.change(N_("What came of the slip of {person}"), person=slip.person_id):
        club.db.table(TABLE).update(slip.id, columns)


def reopen(club: "Club", slip: Referral) -> None:
    """Take back what came of a slip."""
    club.require("health.read")
    columns = dict.fromkeys(("outcome", "went_on", "advice", "closed_on"))
    with club.change(N_("Open the slip of {person} again"), person=slip.person_id):
        club.db.table(TABLE).update(slip.id, columns)


def remove(club: "Club", slip: Referral) -> None:
    """Take out a slip that was written by mistake."""
    club.require("health.read")
    with club.change(N_("Remove the slip of {person}"), person=slip.person_id):
        club.db.table(TABLE).delete(slip.id)
