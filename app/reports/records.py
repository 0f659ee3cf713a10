"""Questions over several rooms at once, for the suggestions of the first page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.base.dates import Month
from app.base.names import Sex
from app.club.file import Club

# A member of a day: joined by then (or no day of joining is known), and not gone.
_PRESENT = """
    exists (select 1 from membership m where m.person_id = p.id
        and (m.joined_on is null or m.joined_on <= :today)
        and (m.left_on is null or m.left_on > :today))
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A present member as a suggestion names one; `day` is what the suggestion is about."""

    id: str
    name: str
    sex: Sex | None
    birth: str | None
    day: date | None = None


def _named(row: dict[str, Any]) -> Named:
    day = row.get("day")
    return Named(
        row["id"], row["name"], row["sex"], row["birth"], date.fromisoformat(day) if day else None
    )


def count_present(club: Club, today: date) -> int:
    """How many members the club has that day."""
    sql = f"select count(*) as n from person p where {_PRESENT}"
    return int(next(club.db.query(sql, {"today": today.isoformat()}))["n"])


def count_measured(club: Club, month: Month, today: date) -> int:
    """How many of today's members have a reading in the month."""
    sql = f"""
        select count(distinct r.person_id) as n from reading r join person p on p.id = r.person_id
        where r.on_date between :first and :last and {_PRESENT}
    """
    values = {
        "first": month.first.isoformat(),
        "last": month.last.isoformat(),
        "today": today.isoformat(),
    }
    return int(next(club.db.query(sql, values))["n"])


def cards_ending(club: Club, today: date, by: date) -> list[Named]:
    """Present members whose health insurance card has ended or ends by that day."""
    sql = f"""
        select p.id, p.name, p.sex, p.birth, p.bhyt_until as day from person p
        where p.bhyt_until <= :by and {_PRESENT} order by p.bhyt_until, p.name_sort
    """
    return [
        _named(row)
        for row in club.db.query(sql, {"by": by.isoformat(), "today": today.isoformat()})
    ]


def full_births(club: Club, today: date) -> list[Named]:
    """Present members whose whole date of birth is known."""
    sql = f"""
        select p.id, p.name, p.sex, p.birth from person p
        where length(p.birth) = 10 and {_PRESENT} order by p.name_sort
    """
    return [_named(row) for row in club.db.query(sql, {"today": today.isoformat()})]


def count_unknown(club: Club, today: date) -> int:
    """Present members without year of birth or sex: they are missing from every figure of age."""
    sql = f"""
        select count(*) as n from person p
        where (p.birth is null or p.sex is null) and {_PRESENT}
    """
    return int(next(club.db.query(sql, {"today": today.isoformat()}))["n"])


def count_statuses_to_confirm(club: Club, today: date) -> int:
    """Present members whose household status is of an older year's list, or not confirmed."""
    sql = f"""
        select count(*) as n from person p join household_status s on s.person_id = p.id
        where s.year = (select max(t.year) from household_status t
                where t.person_id = p.id and t.year <= :year)
            and (s.year < :year or s.confirmed = 0) and {_PRESENT}
    """
    values = {"today": today.isoformat(), "year": today.year}
    return int(next(club.db.query(sql, values))["n"])


def count_measured_without_consent(club: Club, today: date) -> int:
    """Present members with readings but without a standing consent to keep them (C2)."""
    sql = f"""
        select count(*) as n from person p
        where exists (select 1 from reading r where r.person_id = p.id)
            and not exists (select 1 from consent c where c.person_id = p.id and c.purpose = 'C2'
                and c.given_on <= :today and (c.withdrawn_on is null or c.withdrawn_on > :today))
            and {_PRESENT}
    """
    return int(next(club.db.query(sql, {"today": today.isoformat()}))["n"])
