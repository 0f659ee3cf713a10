"""The meetings of a club in the book: begun, closed, opened again, corrected; and one told whole.

What the other modules of this room answer about a meeting is there under this name too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import Month, fmt_date
from app.base.errors import Invalid, Refused
from app.base.text import N_, _
from app.meetings.attendance_records import count_everybody, presence
from app.meetings.booking_records import book_rest
from app.meetings.meeting_records import (
    meeting,
    meeting_of,
    month_words,
    require_open,
    row_of_month,
)
from app.meetings.plan_records import plan as meetings
from app.meetings.rules import Held
from app.meetings.step_records import READS, closing, set_step, steps
from app.meetings.summary_records import summary
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club

__all__ = [
    "READS",
    "change_held",
    "close_meeting",
    "closing",
    "correct",
    "last_closed",
    "meeting",
    "meeting_of",
    "meetings",
    "open_meeting",
    "put_back",
    "reopen_meeting",
    "require_open",
    "set_remarks",
    "set_step",
    "steps",
    "summary",
]


def last_closed(club: "Club") -> Month | None:
    """The month of the last closed meeting: the only one that may be opened again."""
    month = next(club.db.query("select max(month) as m from meeting where state = 'closed'"))["m"]
    return Month.parse(month) if month else None


def open_meeting(
    club: "Club",
    month: Month,
    held_on: str,
    place: str | None = None,
    at_time: str | None = None,
    leader_id: str | None = None,
) -> str:
    """Begin the meeting of a month on an ISO day, planned or not; its id. What is not given is as
    planned. Raises Refused when it has begun already, Invalid (field "held_on") for a day ahead or
    far from its month.
    """
    found = meeting_of(club, month)
    if found is not None and found.state in ("open", "closed"):
        raise Refused(
            _("The meeting of {month} has begun already. Nothing was changed.").format(
                month=month_words(month)
            )
        )
    _check_day(club, month, held_on)
    with club.change(N_("Begin the meeting of {month}"), month=month_words(month)):
        require_person(club, leader_id)
        meeting_id = row_of_month(club, month)
        club.db.table("meeting").update(
            meeting_id,
            {
                "planned_on": found.planned_on if found else None,
                "held_on": held_on,
                "place": place or (found.place if found else None),
                "at_time": at_time or (found.at_time if found else None),
                "leader_id": leader_id or (found.leader_id if found else None),
                "why": found.why if found and found.state == "planned" else None,
                "state": "open",
            },
        )
    return meeting_id


def put_back(club: "Club", meeting_id: str) -> None:
    """Let a meeting that was begun by mistake be only planned again. Raises Refused once anything
    was written at it."""
    found = require_open(club, meeting_id)
    hanging = " union all ".join(
        f"select 1 from {table} where meeting_id = :id" for table in _WRITTEN_AT
    )
    if next(club.db.query(f"{hanging} limit 1", {"id": meeting_id}), None) is not None:
        raise Refused(
            _("Something was written at this meeting already. Nothing was changed. Close it.")
        )
    with club.change(N_("The meeting of {month} has not begun"), month=month_words(found.month)):
        club.db.execute("delete from meeting_step where meeting_id = :id", {"id": meeting_id})
        club.db.table("meeting").update(meeting_id, {"state": "planned", "held_on": None})


_WRITTEN_AT = (
    *("attendance", "guest", "decision", "task", "fee", "collected", "cash_count"),
    *("activity", "help_case", "proposal", "entry", "gift"),
)


def change_held(club: "Club", meeting_id: str, held: Held) -> None:
    """Write day, time, place and leader of an open meeting anew (`rules.read_meeting`). What was
    written at it goes with it to another day; readings stay on the day they were typed for.

    Raises Invalid (field "held_on") for a day ahead or far from its month, and for any other day
    once money of the meeting is booked.
    """
    found = require_open(club, meeting_id)
    _check_day(club, found.month, held.held_on)
    if held.held_on != found.held_on:
        _refuse_when_booked(club, meeting_id)
    with club.change(N_("Change the meeting of {month}"), month=month_words(found.month)):
        require_person(club, held.leader_id)
        club.db.table("meeting").update(meeting_id, asdict(held))
        if held.held_on != found.held_on:
            asked = {"id": meeting_id, "old": found.held_on, "new": held.held_on}
            club.db.execute("update task set given_on = :new where meeting_id = :id", asked)
            club.db.execute(
                "update activity set on_date = :new where meeting_id = :id and on_date = :old",
                asked,
            )


def _refuse_when_booked(club: "Club", meeting_id: str) -> None:
    sql = "select 1 from entry where meeting_id = :id limit 1"
    if next(club.db.query(sql, {"id": meeting_id}), None) is not None:
        raise Invalid(
            {
                "held_on": _(
                    "Money of this meeting is booked under its day, so the day stays."
                    " Write down the right day in the remarks."
                )
            }
        )


def set_remarks(club: "Club", meeting_id: str, remarks: str | None) -> None:
    """Write what else is to be remembered of an open meeting."""
    found = require_open(club, meeting_id)
    if (found.remarks or None) == (remarks or None):
        return
    with club.change(N_("Remarks on the meeting of {month}"), month=month_words(found.month)):
        club.db.table("meeting").update(meeting_id, {"remarks": remarks or None})


def close_meeting(club: "Club", meeting_id: str, why: str | None = None) -> None:
    """Close an open meeting: who counts as present is written down for good, and nothing is
    changed any more without a reason. Ask `closing` before.

    What was collected is booked if the officer does that, else it waits for the treasurer. Raises
    Invalid (field "why") when something booked was changed since and no reason is given.
    """
    found = require_open(club, meeting_id)
    with club.change(N_("Close the meeting of {month}"), month=month_words(found.month)):
        count_everybody(club, meeting_id)
        book_rest(club, meeting_id, why)
        club.db.table("meeting").update(meeting_id, {"state": "closed"})


def reopen_meeting(club: "Club", meeting_id: str) -> None:
    """Open the last closed meeting again. Raises Refused for any other."""
    found = meeting(club, meeting_id)
    _require_closed(found.state)
    if last_closed(club) != found.month:
        raise Refused(
            _(
                "Only the last closed meeting can be opened again. Nothing was changed."
                " Correct this one and say why."
            )
        )
    with club.change(N_("Open the meeting of {month} again"), month=month_words(found.month)):
        club.db.table("meeting").update(meeting_id, {"state": "open"})


@contextmanager
def correct(club: "Club", meeting_id: str, reason: str) -> Iterator[None]:
    """Around writes that correct a closed meeting: they become one undo step whose label says the
    reason, and the meeting is closed again after them. What was booked is corrected with it.

    Raises Invalid (field "why") without a reason, Refused when the meeting is not closed.
    """
    if not reason.strip():
        raise Invalid({"why": _("Write the reason in a few words.")})
    found = meeting(club, meeting_id)
    _require_closed(found.state)
    with club.change(
        N_("Correct the meeting of {month}: {why}"),
        month=month_words(found.month),
        why=reason.strip(),
    ):
        counted = found.month in presence(club, found.month, found.month)
        club.db.table("meeting").update(meeting_id, {"state": "open"})
        yield
        if not counted:  # who was counted already stays so, whatever the register says now
            count_everybody(club, meeting_id)
        book_rest(club, meeting_id, reason)
        club.db.table("meeting").update(meeting_id, {"state": "closed"})


def _require_closed(state: str) -> None:
    if state != "closed":
        raise Refused(_("This meeting is not closed. Nothing was changed."))


def _check_day(club: "Club", month: Month, held_on: str) -> None:
    day = date.fromisoformat(held_on)
    if day > club.today():
        raise Invalid({"held_on": _("This day lies ahead. Write it down when it has come.")})
    if not month.previous().first <= day <= month.next().last:
        raise Invalid(
            {
                "held_on": _("{day} is far from month {month}. Check the day.").format(
                    day=fmt_date(day), month=month_words(month)
                )
            }
        )
