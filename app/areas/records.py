"""Activities and weeks of exercise in the book."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from app.areas.rules import Activity, ExerciseWeek
from app.base.areas import Area
from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import N_, _
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

ACTIVITY_READS = frozenset({"activity", "person"})
EXERCISE_READS = frozenset({"exercise_week"})
"""The tables behind the questions: what a page that asks them declares."""

_ACTIVITIES = """
    select a.*, p.name, p.code, p.erased_on
    from activity a left join person p on p.id = a.leader_id
"""


def month_of(day: str, meeting_id: str) -> str:
    """SQL for the month to which something belongs: that of its meeting, or of the meeting held on
    its day; else that of its day. A meeting may have been moved into another month."""
    return (
        f"coalesce((select month from meeting where id = {meeting_id}),"
        f" (select min(month) from meeting where held_on = {day}), substr({day}, 1, 7))"
    )


def reach(first: Month, last: Month) -> tuple[str, str]:
    """The days on which something that belongs to these months may have been, as ISO texts: a
    meeting is moved by a month or so at most."""
    return first.previous().first.isoformat(), last.plus(2).last.isoformat()


# --- activities ---------------------------------------------------------------------------------


def activities(
    club: "Club", from_day: date, to_day: date, area: Area | None = None
) -> tuple[Activity, ...]:
    """The activities from one day to another, both counted, the newest first; of one area when it
    is named."""
    club.require("areas.read")
    sql = f"""
        {_ACTIVITIES}
        where a.on_date between :first and :last and (:area is null or a.area = :area)
        order by a.on_date desc, a.rowid desc
    """
    days = {"first": from_day.isoformat(), "last": to_day.isoformat(), "area": area}
    return tuple(_activity(row) for row in club.db.query(sql, days))


def activities_of_month(club: "Club", month: Month, area: Area) -> tuple[Activity, ...]:
    """What counts for an area in a month, the newest first."""
    club.require("areas.read")
    sql = f"""
        {_ACTIVITIES}
        where a.area = :area and a.on_date between :first and :last
            and {month_of("a.on_date", "a.meeting_id")} = :month
        order by a.on_date desc, a.rowid desc
    """
    first, last = reach(month, month)
    args = {"area": area, "first": first, "last": last, "month": str(month)}
    return tuple(_activity(row) for row in club.db.query(sql, args))


def meeting_day(club: "Club", month: Month) -> date | None:
    """The day on which the meeting of a month was held; None when it was not, or not yet."""
    sql = "select held_on from meeting where month = :month"
    row = next(club.db.query(sql, {"month": str(month)}), None)
    return None if row is None or row["held_on"] is None else date.fromisoformat(row["held_on"])


def activities_of_meeting(club: "Club", meeting_id: str) -> tuple[Activity, ...]:
    """What was done at a meeting, in the order of writing down."""
    club.require("areas.read")
    sql = f"{_ACTIVITIES} where a.meeting_id = :id order by a.rowid"
    return tuple(_activity(row) for row in club.db.query(sql, {"id": meeting_id}))


def activity(club: "Club", activity_id: str) -> Activity:
    """One activity. LookupError when there is none."""
    club.require("areas.read")
    for row in club.db.query(f"{_ACTIVITIES} where a.id = :id", {"id": activity_id}):
        return _activity(row)
    raise LookupError(activity_id)


def add_activity(club: "Club", activity: Activity) -> str:
    """Write down an activity (`rules.read_activity`, `deeds.activity_of`); its new id.

    Raises Refused when who led it or the meeting is no longer in the book, or the meeting is
    closed.
    """
    activity_id = club.new_id()
    with club.change(N_("Record an activity: {what}"), what=activity.what):
        require_person(club, activity.leader_id)
        require_not_closed(club, activity.meeting_id)
        club.db.table("activity").insert({**_activity_columns(activity), "id": activity_id})
    return activity_id


def change_activity(club: "Club", activity_id: str, activity: Activity) -> None:
    """Write an activity anew; at which meeting it was stays. Raises Refused, also when that one is
    closed."""
    columns = _activity_columns(activity)
    del columns["meeting_id"]
    with club.change(N_("Change an activity: {what}"), what=activity.what):
        require_not_closed(club, require_row(club, "activity", activity_id)["meeting_id"])
        require_person(club, activity.leader_id)
        club.db.table("activity").update(activity_id, columns)


def remove_activity(club: "Club", activity_id: str) -> None:
    """Take out an activity written down by mistake. Raises Refused, also when its meeting is
    closed."""
    row = require_row(club, "activity", activity_id)
    with club.change(N_("Take out an activity: {what}"), what=row["what"]):
        require_not_closed(club, row["meeting_id"])
        club.db.table("activity").delete(activity_id)


def require_not_closed(club: "Club", meeting_id: str | None) -> None:
    """What a closed meeting did is corrected there, with a reason; beside meetings nothing asks."""
    if meeting_id is None:
        return
    row = require_row(club, "meeting", meeting_id)
    if row["state"] == "closed":
        year, month = row["month"].split("-")
        raise Refused(
            _(
                "The meeting of {month} is closed. Nothing was changed."
                " Re-open it, or correct it and say why."
            ).format(month=f"{int(month)}/{year}")
        )


def _activity(row: Mapping[str, Any]) -> Activity:
    own = {name: row[name] for name in _ACTIVITY_COLUMNS}
    return Activity(**own, led_by="" if row["name"] is None else shown_name(row))


_ACTIVITY_COLUMNS = (
    *("id", "area", "kind", "on_date", "what", "meeting_id", "leader_id", "leader"),
    *("participants", "outsiders", "spent_vnd", "in_kind", "woven", "note"),
)


def _activity_columns(activity: Activity) -> dict[str, Any]:
    columns = asdict(activity)
    del columns["id"], columns["led_by"]
    return columns


# --- weeks of exercise --------------------------------------------------------------------------


def exercise_weeks(club: "Club", from_day: date, to_day: date) -> tuple[ExerciseWeek, ...]:
    """The weeks written down whose Monday lies from one day to another, the newest first."""
    club.require("areas.read")
    sql = "select * from exercise_week where monday between :first and :last order by monday desc"
    days = {"first": from_day.isoformat(), "last": to_day.isoformat()}
    return tuple(ExerciseWeek(**row) for row in club.db.query(sql, days))


def set_exercise_week(club: "Club", week: ExerciseWeek) -> None:
    """Write down how often the club exercised in a week (`rules.read_exercise`), in the place of
    what was written before."""
    monday = date.fromisoformat(week.monday)
    with club.change(N_("Exercise in the week from {day}"), day=fmt_date(monday)):
        _set_week(club, week)


def set_exercise_weeks(club: "Club", weeks: Iterable[ExerciseWeek]) -> None:
    """Write down several weeks as one act."""
    with club.change(N_("Exercise of several weeks")):
        for week in weeks:
            _set_week(club, week)


def remove_exercise_week(club: "Club", monday: date) -> None:
    """Take out a week written down by mistake; nothing when it is not there."""
    sql = "select id from exercise_week where monday = :monday"
    with club.change(N_("Take out exercise of the week from {day}"), day=fmt_date(monday)):
        for row in list(club.db.query(sql, {"monday": monday.isoformat()})):
            club.db.table("exercise_week").delete(row["id"])


def _set_week(club: "Club", week: ExerciseWeek) -> None:
    sql = "select id from exercise_week where monday = :monday"
    columns = {**asdict(week), "id": club.new_id()}
    for row in list(club.db.query(sql, {"monday": week.monday})):
        club.db.table("exercise_week").update(row["id"], {**columns, "id": row["id"]})
        return
    club.db.table("exercise_week").insert(columns)
