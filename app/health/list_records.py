"""The lists of whom to look after and the figures of a month, asked of the book."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.base.dates import Month
from app.health.check_ups import CheckUp
from app.health.lists import Code, FollowUpList, Watched, lists
from app.health.month import HealthMonth, OfMonth, figures
from app.health.records import note_access, readings_between
from app.health.referrals import Referral
from app.health.thresholds import rules_on
from app.members.records import purposes_in_force

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset(
    {"person", "membership", "consent", "reading", "check_up", "health_fact", "referral"}
)
"""The tables behind the questions here: what a page that asks them declares."""

_MEMBERS = """
    select p.id, p.code, p.name, p.sex, p.birth, p.hamlet, p.phone, p.bhyt_until
    from person p
    where p.erased_on is null and exists (
        select 1 from membership m where m.person_id = p.id
            and (m.joined_on is null or m.joined_on <= :last)
            and (m.left_on is null or m.left_on > :first)
            and (m.left_on is null or m.joined_on is null or m.left_on > m.joined_on)
    )
    order by p.name_sort, p.birth, p.code
"""


def all_lists(club: "Club", on: date) -> tuple[FollowUpList, ...]:
    """Every list as of a day, the most urgent first. Needs health.read; the asking is noted."""
    club.require("health.read")
    note_access(club, "health_lists", detail=on.isoformat())
    return watched_lists(club, on)


def watched_lists(club: "Club", on: date) -> tuple[FollowUpList, ...]:
    """Like `all_lists`, for the first page, where only who is urgent stands with a reading."""
    club.require("health.read")
    return lists(_watched(club, on), on)


def one_list(club: "Club", code: Code, on: date) -> FollowUpList:
    """One list as of a day. Needs health.read; the asking is noted."""
    return next(each for each in all_lists(club, on) if each.code == code)


def month_figures(club: "Club", month: Month) -> HealthMonth:
    """The figures of a month, as of its last day or today. Needs health.read; the asking is noted.

    Who was a member on any day of it is counted.
    """
    club.require("health.read")
    note_access(club, "health_month", detail=str(month))
    return _figures(club, month, watched_lists(club, min(month.last, club.today())))


def today_in_lists(club: "Club") -> tuple[tuple[FollowUpList, ...], HealthMonth]:
    """Every list of today, and the figures of this month: what the first page of the room shows,
    asked once. Needs health.read; the asking is noted."""
    found = all_lists(club, club.today())
    return found, _figures(club, Month.of(club.today()), found)


def _figures(club: "Club", month: Month, found: tuple[FollowUpList, ...]) -> HealthMonth:
    on = min(month.last, club.today())
    known = _hypertension(club, on)
    taken = readings_between(club, month.first, month.last)
    people = [
        OfMonth(row["id"], taken.get(row["id"], ()), row["id"] in known)
        for row in _members(club, month.first, month.last)
    ]
    slips = _slips(club, month.first, month.last)
    given = [slip for each in slips.values() for slip in each]
    given.sort(key=lambda slip: (slip.on_date, slip.id))
    today = club.today().isoformat()
    return figures(month, people, given, found, today)


def names_of(club: "Club", ids: tuple[str, ...]) -> Mapping[str, Mapping[str, Any]]:
    """Code, name, sex, birth, hamlet of people by id, for the list behind a figure."""
    club.require("health.read")
    sql = "select id, code, name, sex, birth, hamlet from person"
    wanted = set(ids)
    return {row["id"]: row for row in club.db.query(sql) if row["id"] in wanted}


# --- rows ---------------------------------------------------------------------------------------


def _members(club: "Club", first: date, last: date) -> list[dict[str, Any]]:
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    return list(club.db.query(_MEMBERS, asked))


def _watched(club: "Club", on: date) -> list[Watched]:
    """Today's members with what the lists look at, in four statements however long the book is."""
    back = on - timedelta(days=rules_on(on).follow_up.look_back_days)
    taken = readings_between(club, min(back, on.replace(day=1)), on)
    check_ups = _check_ups(club, on)
    slips = _slips(club, date.min, on)
    agreed = purposes_in_force(club, on)
    return [
        Watched(
            person_id=row["id"],
            code=row["code"],
            name=row["name"],
            sex=row["sex"],
            birth=row["birth"],
            hamlet=row["hamlet"] or "",
            phone=row["phone"] or "",
            bhyt_until=date.fromisoformat(row["bhyt_until"]) if row["bhyt_until"] else None,
            signed="C2" in agreed.get(row["id"], ()),
            readings=taken.get(row["id"], ()),
            check_ups=tuple(check_ups.get(row["id"], ())),
            referrals=tuple(slips.get(row["id"], ())),
        )
        for row in _members(club, on, on)
    ]


def _check_ups(club: "Club", on: date) -> dict[str, list[CheckUp]]:
    """Every check-up up to a day by person, oldest first; few even after ten years."""
    sql = """
        select id, person_id, on_date, next_on from check_up where on_date <= :day
        order by on_date, id
    """
    found: dict[str, list[CheckUp]] = {}
    for row in club.db.query(sql, {"day": on.isoformat()}):
        found.setdefault(row["person_id"], []).append(CheckUp(**row))
    return found


def _slips(club: "Club", first: date, last: date) -> dict[str, list[Referral]]:
    sql = """
        select id, person_id, reading_id, on_date, why, note, printed_on, went_on, outcome,
            advice, closed_on
        from referral where on_date between :first and :last order by on_date, id
    """
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    found: dict[str, list[Referral]] = {}
    for row in club.db.query(sql, asked):
        found.setdefault(row["person_id"], []).append(Referral(**row))
    return found


def _hypertension(club: "Club", on: date) -> frozenset[str]:
    """Of whom it is written that a doctor told of high blood pressure, standing on a day."""
    sql = """
        select distinct person_id from health_fact
        where kind = 'illness' and code = 'hypertension'
            and (since is null or since <= :day) and (until is null or until > :day)
    """
    return frozenset(row["person_id"] for row in club.db.query(sql, {"day": on.isoformat()}))
