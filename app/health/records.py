"""Readings in the book: asked by person, by day and by month, and every change to them.

Whoever asks for readings by name needs the right to health data, and the asking is noted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.names import Sex
from app.base.text import N_, _
from app.health.rules import Reading, merged

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"person", "membership", "reading"})
"""The tables behind the questions of this room: what a page that asks them declares."""

# How far back the values shown beside a new reading may lie.
LAST_VALUES_DAYS = 400

# How many days a measuring stays open to whoever may type but not read health data: long enough
# to type a paper sheet at home, too short to look up what was measured at other times.
OPEN_DAYS = 7


@dataclass(frozen=True, slots=True)
class GridRow:
    """A member on the day of a measuring: the first reading of that day, the second one where it
    was measured again, and the last values before."""

    person_id: str
    code: str
    name: str
    sex: Sex | None
    birth: str | None
    today: Reading | None
    last: Reading | None
    second: Reading | None = None

    @property
    def taken(self) -> tuple[Reading, ...]:
        """Every reading of the day."""
        return tuple(one for one in (self.today, self.second) if one is not None)


def reading_of(row: Mapping[str, Any]) -> Reading:
    """The reading that a row of the table, or an image of one in the history, holds."""
    fasting = row["glucose_fasting"]
    return Reading(
        on=date.fromisoformat(row["on_date"]),
        systolic=row["systolic"],
        diastolic=row["diastolic"],
        pulse=row["pulse"],
        weight_g=row["weight_g"],
        height_mm=row["height_mm"],
        glucose_umol_l=row["glucose_umol_l"],
        glucose_fasting=None if fasting is None else bool(fasting),
        note=row["note"] or "",
        taken_by=row["taken_by"],
        id=row["id"],
    )


def _columns(reading: Reading) -> dict[str, str | int | None]:
    fasting = reading.glucose_fasting
    return {
        "on_date": reading.on.isoformat(),
        "systolic": reading.systolic,
        "diastolic": reading.diastolic,
        "pulse": reading.pulse,
        "weight_g": reading.weight_g,
        "height_mm": reading.height_mm,
        "glucose_umol_l": reading.glucose_umol_l,
        "glucose_fasting": None if fasting is None else int(fasting),
        "note": reading.note or None,
        "taken_by": reading.taken_by,
    }


# --- questions ----------------------------------------------------------------------------------


def readings(club: "Club", person_id: str) -> tuple[Reading, ...]:
    """Every reading of one person, oldest first. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "health", person_id=person_id)
    sql = "select * from reading where person_id = :person order by on_date, rowid"
    return tuple(reading_of(row) for row in club.db.query(sql, {"person": person_id}))


def readings_of_all(club: "Club", why: str) -> dict[str, tuple[Reading, ...]]:
    """Every reading in the book by person, oldest first; for papers of many members.

    Needs health.read; the asking is noted with `why`, such as "health_books 60".
    """
    club.require("health.read")
    note_access(club, "health_all", detail=why)
    found: dict[str, list[Reading]] = {}
    for row in club.db.query("select * from reading order by on_date, rowid"):
        found.setdefault(row["person_id"], []).append(reading_of(row))
    return {person_id: tuple(taken) for person_id, taken in found.items()}


def readings_between(club: "Club", first: date, last: date) -> dict[str, tuple[Reading, ...]]:
    """The readings from `first` to `last` by person, people in name order, oldest first.

    For the lists of this room, which note who asked. Needs health.read.
    """
    club.require("health.read")
    sql = """
        select r.* from reading r join person p on p.id = r.person_id
        where r.on_date between :first and :last
        order by p.name_sort, p.birth, p.code, r.on_date, r.rowid
    """
    found: dict[str, list[Reading]] = {}
    for row in club.db.query(sql, {"first": first.isoformat(), "last": last.isoformat()}):
        found.setdefault(row["person_id"], []).append(reading_of(row))
    return {person_id: tuple(taken) for person_id, taken in found.items()}


def grid(club: "Club", on: date) -> tuple[GridRow, ...]:
    """A row for each member of that day, in name order, for typing the readings of the day.

    With health.read the last known value of every kind stands beside each. Who may only type
    (health.write) sees a day of the last week as far as it is typed, and nothing from before.
    The asking is noted. Raises Refused.
    """
    may_read = club.actor.may("health.read")
    if not may_read:
        club.require("health.write")
        _require_open(club, on)
    note_access(club, "health_grid", detail=on.isoformat())
    sql = """
        select p.id as member_id, p.code, p.name, p.sex, p.birth, r.*
        from person p
        left join reading r on r.person_id = p.id and r.on_date between :first and :day
        where exists (
            select 1 from membership m where m.person_id = p.id
                and (m.joined_on is null or m.joined_on <= :day)
                and (m.left_on is null or m.left_on > :day)
        )
        order by p.name_sort, p.birth, p.code, r.on_date, r.rowid
    """
    first = on - timedelta(days=LAST_VALUES_DAYS if may_read else 0)
    people: dict[str, Mapping[str, Any]] = {}
    taken: dict[str, list[Reading]] = {}
    for row in club.db.query(sql, {"first": first.isoformat(), "day": on.isoformat()}):
        people[row["member_id"]] = row
        taken.setdefault(row["member_id"], [])
        if row["id"] is not None:
            taken[row["member_id"]].append(reading_of(row))
    return tuple(_grid_row(row, taken[person_id], on) for person_id, row in people.items())


def _require_open(club: "Club", on: date) -> None:
    first = club.today() - timedelta(days=OPEN_DAYS - 1)
    if on < first:
        raise Refused(
            _(
                "Only the chair and the health lead open readings from before {day}."
                " Nothing was changed. Type a later day."
            ).format(day=fmt_date(first))
        )


def _grid_row(row: Mapping[str, Any], taken: Iterable[Reading], on: date) -> GridRow:
    today = [reading for reading in taken if reading.on == on]
    before = [reading for reading in taken if reading.on < on]
    return GridRow(
        person_id=row["member_id"],
        code=row["code"],
        name=row["name"],
        sex=row["sex"],
        birth=row["birth"],
        today=today[0] if today else None,
        last=merged(before) if before else None,
        second=today[-1] if len(today) > 1 else None,
    )


# --- changes ------------------------------------------------------------------------------------


def add_reading(club: "Club", person_id: str, reading: Reading) -> str:
    """Store one more reading of a person; its id. Needs health.write."""
    reading_id = club.new_id()
    with club.change(N_("Record the reading of {person}"), person=person_id):
        row = {"id": reading_id, "person_id": person_id, **_columns(reading)}
        club.db.table("reading").insert(row)
    return reading_id


def set_reading(club: "Club", person_id: str, reading: Reading) -> str:
    """Store what the grid shows for a person on a day: the first reading of that day is replaced.

    Returns the reading's id. Needs health.write.
    """
    ids = _ids_of_day(club, person_id, reading.on)
    if not ids:
        return add_reading(club, person_id, reading)
    correct_reading(club, person_id, ids[0], reading)
    return ids[0]


def set_second(club: "Club", person_id: str, reading: Reading) -> str:
    """Store the second reading of a person on a day; its id. Needs health.write.

    Raises Refused when there is no first one.
    """
    ids = _ids_of_day(club, person_id, reading.on)
    if not ids:
        raise Refused(_("The first reading is missing. Nothing was changed. Type it first."))
    if len(ids) == 1:
        return add_reading(club, person_id, reading)
    correct_reading(club, person_id, ids[-1], reading)
    return ids[-1]


def _ids_of_day(club: "Club", person_id: str, on: date) -> list[str]:
    sql = "select id from reading where person_id = :person and on_date = :day order by rowid"
    return [row["id"] for row in club.db.query(sql, {"person": person_id, "day": on.isoformat()})]


def correct_reading(club: "Club", person_id: str, reading_id: str, reading: Reading) -> None:
    """Write a reading anew, its day too. Needs health.write."""
    with club.change(N_("Correct the reading of {person}"), person=person_id):
        club.db.table("reading").update(reading_id, _columns(reading))


def remove_reading(club: "Club", person_id: str, reading_id: str) -> None:
    """Take a reading out, as when its row in the grid was emptied. Needs health.write."""
    sql = "select id from referral where reading_id = :id"
    slips = [row["id"] for row in club.db.query(sql, {"id": reading_id})]
    with club.change(N_("Remove the reading of {person}"), person=person_id):
        for slip_id in slips:  # a slip that was given stays, whatever it was given for
            club.db.table("referral").update(slip_id, {"reading_id": None})
        club.db.table("reading").delete(reading_id)


# --- who asked ----------------------------------------------------------------------------------


def note_access(
    club: "Club", what: str, person_id: str | None = None, detail: str | None = None
) -> None:
    """Note that health data was looked at: once a day for the same officer and the same thing,
    because a page asks again after each change."""
    sql = """
        select 1 from access where actor = :actor and what = :what and person_id is :person
            and detail is :detail and substr(at, 1, 10) = :day limit 1
    """
    asked = {
        "actor": club.actor.id,
        "what": what,
        "person": person_id,
        "detail": detail,
        "day": club.now()[:10],
    }
    if next(club.db.query(sql, asked), None) is None:
        club.log_access(what, person_id, detail)
