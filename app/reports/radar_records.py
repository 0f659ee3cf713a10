"""What the rooms know about who may be lonely, a single question to each."""

from datetime import date

from app.base.periods import Month
from app.club.file import Club
from app.home_care.visit_records import month_picture
from app.meetings.attendance_records import absent_running
from app.members.records import members
from app.reports.radar import ABSENCES, Lonely, Signs, radar

READS = frozenset(
    {
        *("person", "membership", "relation", "circumstance", "attendance", "meeting", "reading"),
        *("cared", "care_plan", "care_round", "care_break", "home_visit", "care_report"),
    }
)
"""The tables behind it: what a page that asks declares."""


def lonely(club: Club, today: date) -> tuple[Lonely, ...]:
    """Which of today's members to visit, and why, who needs it most first.

    Who may not read home care or health is told nothing of these.
    """
    club.require("members.read")
    absent = absent_running(club, ABSENCES) if club.actor.may("meetings.read") else {}
    months = _months_since(club, today) if _may_ask_health(club) else {}
    unseen = _unseen(club, today) if club.actor.may("home_care.read") else {}
    widowed, alone = _widowed(club), _alone(club, today)
    found = [
        Signs(
            each.id,
            each.person.name,
            absent.get(each.id, 0),
            months.get(each.id),
            widowed.get(each.id),
            unseen.get(each.id, ()),
            each.id in alone,
            _birthday(each.person.birth, today),
        )
        for each in members(club, today)
        if not each.erased
    ]
    return radar(found, today)


def _may_ask_health(club: Club) -> bool:
    return club.actor.may("health.read") or club.actor.may("health.write")


def _months_since(club: Club, today: date) -> dict[str, int]:
    """Whole months since each person's last reading, or since joining without one."""
    sql = """
        select p.id, coalesce(
            (select max(r.on_date) from reading r where r.person_id = p.id),
            (select max(m.joined_on) from membership m where m.person_id = p.id)
        ) as last
        from person p where p.erased_on is null
    """
    this = Month.of(today)
    found = {}
    for row in club.db.query(sql):
        if row["last"] is not None:
            then = Month.of(date.fromisoformat(row["last"]))
            found[row["id"]] = 12 * (this.year - then.year) + this.month - then.month
    return found


def _unseen(club: Club, today: date) -> dict[str, tuple[date, ...]]:
    """The days of this month on which a member waited for a visit in vain."""
    picture = month_picture(club, Month.of(today))
    who = {each.id: each.person_id for each in picture.people if each.person_id is not None}
    return {who[each.cared_id]: each.days for each in picture.not_seen() if each.cared_id in who}


def _widowed(club: Club) -> dict[str, date]:
    """Whose wife or husband of the register died, and when."""
    sql = """
        select r.person_id as one, r.other_id as other, m.person_id as dead, m.left_on
        from relation r join membership m on m.person_id in (r.person_id, r.other_id)
        where r.kind = 'spouse' and m.reason = 'died'
    """
    return {
        (row["other"] if row["dead"] == row["one"] else row["one"]): date.fromisoformat(
            row["left_on"]
        )
        for row in club.db.query(sql)
    }


def _alone(club: Club, today: date) -> frozenset[str]:
    sql = """
        select person_id from circumstance
        where kind = 'lives_alone' and since <= :day and (until is null or until > :day)
    """
    return frozenset(row["person_id"] for row in club.db.query(sql, {"day": today.isoformat()}))


def _birthday(birth: str | None, today: date) -> date | None:
    """The next birthday of somebody whose day of birth is known."""
    if birth is None or len(birth) < len("1948-05-12"):
        return None
    born = date.fromisoformat(birth)
    leap = (born.month, born.day) == (2, 29)
    days = (
        date(year, 3, 1) if leap else born.replace(year=year)
        for year in (today.year, today.year + 1)
    )
    return next(day for day in days if day >= today)
