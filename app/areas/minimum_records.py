"""What counts for the minimums of a year, in the book."""

from datetime import date
from typing import TYPE_CHECKING

from app.areas.minimums import Event, Held, Minimum, minimums
from app.areas.picture_records import begins, parse_month
from app.areas.records import month_of, reach
from app.areas.rules import RESOLVED
from app.base.periods import Month

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset(
    {
        *("activity", "reading", "exercise_week", "help_case", "help", "proposal"),
        *("visit", "meeting", "fee", "team", "team_member"),
    }
)
"""The tables behind the minimums: what a page that shows them declares."""

_RESOLVED = ", ".join(f"'{outcome}'" for outcome in sorted(RESOLVED))
# An exchange may stand in the book twice, as an activity and as a visit: they are one by the day.
_EVENTS = f"""
    select 'activity' as count, area, kind, on_date as day, meeting_id, id as key, 1 as number
    from activity where on_date between :first and :last
    union all
    select 'exchange', area, '', on_date, meeting_id, on_date, 1
    from activity where kind = 'exchange' and area = 'culture'
        and on_date between :first and :last
    union all
    select 'exchange', 'culture', '', on_date, null, on_date, 1
    from visit where kind = 'exchange' and on_date between :first and :last
    union all
    select distinct 'reading', 'health', '', on_date, null, on_date, 1
    from reading where on_date between :first and :last
    union all
    select 'exercise', 'health', '', monday, null, id, sessions
    from exercise_week where monday between :first and :last
    union all
    select 'case', 'self_help', '', found_on, meeting_id, id, 1
    from help_case where found_on between :first and :last
    union all
    select 'case', 'self_help', '', on_date, null, case_id, 1
    from help where on_date between :first and :last
    union all
    select 'person_helped', 'rights', h.form, h.on_date, null,
        iif(c.whose = 'member', c.person_id, coalesce(c.name, c.id)), 1
    from help h join help_case c on c.id = h.case_id where h.on_date between :first and :last
    union all
    select 'resolved', 'rights', outcome, answered_on, null, id, 1
    from proposal where outcome in ({_RESOLVED}) and answered_on between :first and :last
    union all
    select 'fee', 'resources', '', held_on, id, id, 1
    from meeting where held_on between :first and :last
        and exists (select 1 from fee where fee.meeting_id = meeting.id)
"""
_IN_MONTHS = f"""
    select e.count, e.area, e.kind, e.day, e.key, e.number,
        coalesce(e.meeting_id, (select id from meeting where held_on = e.day)) as meeting_id,
        {month_of("e.day", "e.meeting_id")} as in_month
    from ({_EVENTS}) e
    where in_month between :from_month and :to_month
"""


def year_minimums(club: "Club", year: int) -> tuple[Minimum, ...]:
    """How far the club is with every minimum of a year, as of today, area by area."""
    club.require("areas.read")
    first, last, today = Month(year, 1), Month(year, 12), club.today()
    from_day, to_day = reach(first, last)
    args = {"first": from_day, "last": to_day, "from_month": str(first), "to_month": str(last)}
    events = [
        Event(
            count=row["count"],
            on=date.fromisoformat(row["day"]),
            month=parse_month(row["in_month"]),
            key=row["key"],
            area=row["area"],
            kind=row["kind"],
            meeting_id=row["meeting_id"],
            number=row["number"],
        )
        for row in club.db.query(_IN_MONTHS, args)
    ]
    held = Held(events, _meetings(club, args), _volunteers(club, today), begins(club))
    return minimums(year, today, held)


def _meetings(club: "Club", args: dict[str, str]) -> tuple[str, ...]:
    """The meetings of the year that are over."""
    sql = """
        select id from meeting
        where month between :from_month and :to_month and state = 'closed' order by month
    """
    return tuple(row["id"] for row in club.db.query(sql, args))


def _volunteers(club: "Club", on: date) -> dict[str, int]:
    """How many people are in the teams of each kind on a day."""
    sql = """
        select t.kind, count(distinct m.person_id) as number
        from team t join team_member m on m.team_id = t.id
        join person p on p.id = m.person_id
        where p.erased_on is null and t.since <= :day and (t.until is null or t.until > :day)
            and m.since <= :day and (m.until is null or m.until > :day)
        group by 1
    """
    return {row["kind"]: row["number"] for row in club.db.query(sql, {"day": on.isoformat()})}
