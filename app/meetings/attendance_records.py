"""Who came to a meeting, in the book.

A meeting that is open keeps rows only for who is absent, or came without being a member: every
other member of its day counts as present. Closing it writes a row for each of them, so that a
membership corrected later changes no past meeting.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.text import N_
from app.meetings.meeting_records import held_day, meeting, require_open
from app.meetings.rules import Attendance, Came, Guest, Past, Reason
from app.members import records as members
from app.members.named import shown_name
from app.members.row_records import require_person, require_row
from app.members.rules import Person

if TYPE_CHECKING:
    from app.club.file import Club

LAST_MEETINGS = 3
"""Earlier meetings that the sheet shows beside each name."""

_MEMBER_THEN = """
    (p.joined_on is null or p.joined_on <= {day}) and (p.left_on is null or p.left_on > {day})
"""

# Meetings whose attendance was taken at all: somebody was marked, or the step was begun.
_TAKEN = """
    select m.* from meeting m
    where m.state in ('open', 'closed') and (
        exists (select 1 from attendance a where a.meeting_id = m.id)
        or exists (
            select 1 from meeting_step s
            where s.meeting_id = m.id and s.step = 'attendance' and s.state in ('begun', 'done')
        )
    )
"""

# Everybody who counts at the meetings of `taken`, a CTE of the query that uses this.
_COUNTED = f"""
    select t.id as meeting_id, t.month, t.held_on, a.person_id, a.present, a.reason
    from taken t join attendance a on a.meeting_id = t.id
    union
    select t.id, t.month, t.held_on, p.person_id, 1, null
    from taken t join membership p on {_MEMBER_THEN.format(day="t.held_on")}
    join person q on q.id = p.person_id and (q.erased_on is null or q.erased_on > t.held_on)
    where t.state = 'open' and not exists (
        select 1 from attendance a where a.meeting_id = t.id and a.person_id = p.person_id
    )
"""


@dataclass(frozen=True, slots=True)
class Presence:
    """How many came and how many did not."""

    present: int
    absent: int


# --- questions ----------------------------------------------------------------------------------


def attendance(club: "Club", meeting_id: str) -> tuple[Attendance, ...]:
    """Everybody who counts at a meeting, in name order: the members of its day, present unless
    marked, and others who were typed.

    A closed meeting knows whom it counted; one whose attendance was never taken names the members
    of its day all the same, so that it can be typed later. One that is only planned names those of
    its day, or of the end of its month.
    """
    found = meeting(club, meeting_id)
    sql = f"""
        select q.id, q.code, q.name, q.erased_on, coalesce(a.present, 1) as present,
            a.reason, a.note,
            exists (
                select 1 from membership p
                where p.person_id = q.id and {_MEMBER_THEN.format(day=":day")}
            ) as member
        from person q
        left join attendance a on a.meeting_id = :meeting and a.person_id = q.id
        where a.id is not null or (
            member and (q.erased_on is null or q.erased_on > :day) and (
                :open or not exists (select 1 from attendance where meeting_id = :meeting)
            )
        )
        order by q.name_sort, q.birth, q.code
    """
    day = found.day or found.month.last.isoformat()
    asked = {"meeting": meeting_id, "day": day, "open": found.state != "closed"}
    past = _past(club, day)
    none = tuple(Past(month, None) for month in past)
    return tuple(
        Attendance(
            person_id=row["id"],
            code=row["code"],
            name=shown_name(row),
            present=bool(row["present"]),
            reason=row["reason"],
            note=row["note"],
            member=bool(row["member"]),
            past=tuple(Past(m, at.get(row["id"])) for m, at in past.items()) or none,
        )
        for row in club.db.query(sql, asked)
    )


def _past(club: "Club", day: str) -> dict[Month, dict[str, bool]]:
    """Who was present or not at the last meetings before a day, oldest first."""
    sql = f"""
        with taken as (
            select * from ({_TAKEN}) where held_on < :day order by held_on desc limit :n
        )
        select month, person_id, present from ({_COUNTED}) order by held_on
    """
    past: dict[Month, dict[str, bool]] = {}
    for row in club.db.query(sql, {"day": day, "n": LAST_MEETINGS}):
        at = past.setdefault(Month.parse(row["month"]), {})
        at[row["person_id"]] = bool(row["present"])
    return past


def presence(club: "Club", first: Month, last: Month) -> dict[Month, Presence]:
    """How many came to the meetings of these months; those where nobody was counted are missing."""
    club.require("meetings.read")
    sql = f"""
        with taken as (select * from ({_TAKEN}) where month between :first and :last)
        select month, sum(present) as present, sum(1 - present) as absent
        from ({_COUNTED}) group by month order by month
    """
    asked = {"first": str(first), "last": str(last)}
    return {
        Month.parse(row["month"]): Presence(row["present"], row["absent"])
        for row in club.db.query(sql, asked)
    }


def absent_running(club: "Club", least: int = 2) -> dict[str, int]:
    """Who missed the last meetings in a row, `least` of them or more: how many of the last year,
    by id. Who was no member at one of them neither came nor missed it."""
    club.require("meetings.read")
    sql = f"""
        with taken as (select * from ({_TAKEN}) order by held_on desc limit 12),
        counted as materialized ({_COUNTED})
        select c.person_id, count(*) as n from counted c
        where c.present = 0 and c.held_on > coalesce(
            (select max(held_on) from counted k where k.person_id = c.person_id and k.present = 1),
            ''
        )
        group by c.person_id having n >= :least
    """
    return {row["person_id"]: row["n"] for row in club.db.query(sql, {"least": least})}


def attendance_of(club: "Club", person_id: str) -> tuple[Came, ...]:
    """Whether one person came to each meeting that counts them, the newest first."""
    club.require("meetings.read")
    sql = f"""
        with taken as ({_TAKEN})
        select month, held_on, present, reason from ({_COUNTED})
        where person_id = :person order by held_on desc
    """
    return tuple(
        Came(Month.parse(row["month"]), row["held_on"], bool(row["present"]), row["reason"])
        for row in club.db.query(sql, {"person": person_id})
    )


def guests(club: "Club", meeting_id: str) -> tuple[Guest, ...]:
    """The guests of a meeting in the order of writing."""
    club.require("meetings.read")
    sql = "select id, name, from_where from guest where meeting_id = :id order by rowid"
    return tuple(Guest(**row) for row in club.db.query(sql, {"id": meeting_id}))


# --- changes ------------------------------------------------------------------------------------


def set_absent(
    club: "Club",
    meeting_id: str,
    person_id: str,
    reason: Reason | None = None,
    note: str | None = None,
) -> None:
    """Write down that somebody is not at an open meeting, and why if that is known."""
    found = require_open(club, meeting_id)
    with club.change(
        N_("{person} is absent on {day}"), person=person_id, day=fmt_date(held_day(found))
    ):
        _mark(club, meeting_id, person_id, {"present": 0, "reason": reason, "note": note})


def set_present(club: "Club", meeting_id: str, person_id: str) -> None:
    """Write down that somebody is at an open meeting: who was marked absent, or is no member."""
    found = require_open(club, meeting_id)
    with club.change(
        N_("{person} is present on {day}"), person=person_id, day=fmt_date(held_day(found))
    ):
        _mark(club, meeting_id, person_id, {"present": 1, "reason": None, "note": None})


def take_off(club: "Club", meeting_id: str, person_id: str) -> None:
    """Take the mark of somebody off an open meeting: a member counts as present then, another one
    does not count."""
    found = require_open(club, meeting_id)
    with club.change(
        N_("Take the mark of {person} off the meeting on {day}"),
        person=person_id,
        day=fmt_date(held_day(found)),
    ):
        club.db.execute(
            "delete from attendance where meeting_id = :meeting and person_id = :person",
            {"meeting": meeting_id, "person": person_id},
        )


def welcome(club: "Club", meeting_id: str, person: Person) -> str:
    """Add a new member on the spot, who joins on the day of an open meeting and is there; the
    new id."""
    found = require_open(club, meeting_id)
    person_id = club.new_id()
    with club.change(N_("{person} joins the club at a meeting"), person=person_id):
        members.add_person(club, person, found.held_on, person_id=person_id)
        _mark(club, meeting_id, person_id, {"present": 1})
    return person_id


def add_guest(club: "Club", meeting_id: str, guest: Guest) -> str:
    """Write down a guest of an open meeting (`rules.read_guest`); the new id."""
    found = require_open(club, meeting_id)
    guest_id = club.new_id()
    # The label names no guest: such a name goes when that is asked for, the history stays.
    with club.change(N_("Write down a guest of {day}"), day=fmt_date(held_day(found))):
        club.db.table("guest").insert(
            {
                "id": guest_id,
                "meeting_id": meeting_id,
                "name": guest.name,
                "from_where": guest.from_where,
            }
        )
    return guest_id


def change_guest(club: "Club", guest_id: str, guest: Guest) -> None:
    """Write a guest anew. Raises Refused when it is no longer in the book."""
    found = require_open(club, require_row(club, "guest", guest_id)["meeting_id"])
    with club.change(N_("Change a guest of {day}"), day=fmt_date(held_day(found))):
        club.db.table("guest").update(
            guest_id, {"name": guest.name, "from_where": guest.from_where}
        )


def remove_guest(club: "Club", guest_id: str) -> None:
    """Take a guest out. Raises Refused when it is no longer in the book."""
    found = require_open(club, require_row(club, "guest", guest_id)["meeting_id"])
    with club.change(N_("Take out a guest of {day}"), day=fmt_date(held_day(found))):
        club.db.table("guest").delete(guest_id)


def count_everybody(club: "Club", meeting_id: str) -> None:
    """Write inside the caller's change who counts as present without a row: from then on the
    meeting no longer asks who is a member. Nothing when its attendance was never taken."""
    sql = f"""
        with taken as (select * from ({_TAKEN}) where id = :id)
        select person_id from ({_COUNTED}) c where c.present = 1 and not exists (
            select 1 from attendance a where a.meeting_id = :id and a.person_id = c.person_id
        )
    """
    unwritten = [row["person_id"] for row in club.db.query(sql, {"id": meeting_id})]
    club.db.table("attendance").insert_all(
        {"id": club.new_id(), "meeting_id": meeting_id, "person_id": person_id, "present": 1}
        for person_id in unwritten
    )


def _mark(club: "Club", meeting_id: str, person_id: str, values: dict[str, Any]) -> None:
    require_person(club, person_id)
    sql = "select id from attendance where meeting_id = :meeting and person_id = :person"
    asked = {"meeting": meeting_id, "person": person_id}
    row = next(club.db.query(sql, asked), None)
    if row is not None:
        club.db.table("attendance").update(row["id"], values)
        return
    club.db.table("attendance").insert(
        {
            "id": club.new_id(),
            "meeting_id": meeting_id,
            "person_id": person_id,
            **values,
        }
    )
