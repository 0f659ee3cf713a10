"""What the rooms hold of the eight areas, counted by month in one statement."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.areas.picture import Picture, Tally, Told, picture
from app.areas.records import month_of, reach
from app.base.areas import AREAS, Area
from app.base.periods import Month

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that count for an area. All but `code` is SQL: the area, the day, the id of the meeting
    at which it was, and `key`: rows of a month with the same key are one thing."""

    code: str
    area: str
    table: str
    day: str
    key: str
    meeting: str = "null"
    where: str = "true"


# A room that comes later adds a line here, and its words to `picture.source_words`.
SOURCES = (
    Source("activity", "area", "activity", "on_date", "id", "meeting_id"),
    Source("reading", "'health'", "reading", "on_date", "person_id"),
    Source("exercise", "'health'", "exercise_week", "monday", "id", where="sessions > 0"),
    Source("case", "'self_help'", "help_case", "found_on", "id", "meeting_id"),
    Source("case", "'self_help'", "help", "on_date", "case_id"),
    Source("proposal", "'rights'", "proposal", "on_date", "id", "meeting_id"),
    Source("exchange", "'culture'", "visit", "on_date", "id", where="kind = 'exchange'"),
    Source(
        "loan", "'income'", "loan", "paid_out_on", "id", "meeting_id", "paid_out_on is not null"
    ),
    Source("check_up", "'health'", "check_up", "on_date", "person_id"),
    Source("visit", "'home_care'", "home_visit", "on_date", "id", where="state = 'made'"),
    Source("gift", "'resources'", "gift", "on_date", "id", "meeting_id"),
    Source(
        *("fee", "'resources'", "meeting", "held_on", "id", "id"),
        where="exists (select 1 from fee where fee.meeting_id = meeting.id)",
    ),
)

READS = frozenset({source.table for source in SOURCES} | {"meeting", "theme", "fee"})
"""The tables behind the picture: what a page that shows it declares."""

_EVENTS = " union all ".join(
    f"select '{one.code}' as source, {one.area} as area, {one.day} as day, {one.key} as key,"
    f" {one.meeting} as meeting_id from {one.table}"
    f" where {one.day} between :first and :last and {one.where}"
    for one in SOURCES
)
_COUNTED = f"""
    select e.area, {month_of("e.day", "e.meeting_id")} as in_month, e.source,
        count(distinct e.key) as count
    from ({_EVENTS}) e
    group by 1, 2, 3
    having in_month between :from_month and :to_month
"""
_FIRST_DAYS = " union all ".join(
    f"select min({one.day}) as day from {one.table} where {one.where}" for one in SOURCES
)
_BEGINS = f"""
    select min(month) as month from (
        select substr(min(day), 1, 7) as month from ({_FIRST_DAYS})
        union all select min(month) from meeting where held_on is not null
    )
"""


def year_picture(club: "Club", year: int) -> Picture:
    """The picture of a year, as it stands today."""
    club.require("areas.read")
    span = {"from_month": f"{year:04}-01", "to_month": f"{year:04}-12"}
    closed = club.db.query(
        """
        select month from meeting
        where month between :from_month and :to_month and state = 'closed'
        """,
        span,
    )
    themes = club.db.query(
        """
        select distinct t.area, m.month from theme t join meeting m on m.id = t.meeting_id
        where m.month between :from_month and :to_month and m.state <> 'called_off'
        """,
        span,
    )
    told = Told(
        tallies=_tallies(club, Month(year, 1), Month(year, 12)),
        planned=frozenset((row["area"], parse_month(row["month"])) for row in themes),
        closed=frozenset(parse_month(row["month"]) for row in closed),
        begins=begins(club),
    )
    return picture(year, Month.of(club.today()), told)


def counts(club: "Club", year: int) -> dict[Area, dict[Month, int]]:
    """How many things each area had in every month of a year that has come."""
    return year_picture(club, year).counts()


def missing(club: "Club", month: Month) -> tuple[Area, ...]:
    """The areas with nothing recorded in a month, whether or not there is still time for them."""
    club.require("areas.read")
    there = {tally.area for tally in _tallies(club, month, month)}
    return tuple(area for area in AREAS if area not in there)


def begins(club: "Club") -> Month | None:
    """The first month in which a room holds something; None while the book is empty."""
    first = next(club.db.query(_BEGINS))["month"]
    return None if first is None else parse_month(first)


def parse_month(text: str) -> Month:
    """A month as the tables have it ("2026-06")."""
    return Month(int(text[:4]), int(text[5:7]))


def _tallies(club: "Club", first: Month, last: Month) -> tuple[Tally, ...]:
    from_day, to_day = reach(first, last)
    args = {"first": from_day, "last": to_day, "from_month": str(first), "to_month": str(last)}
    return tuple(
        Tally(row["area"], parse_month(row["in_month"]), row["source"], row["count"])
        for row in club.db.query(_COUNTED, args)
    )
