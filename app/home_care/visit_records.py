"""Visits and what had to be reported, in the book; and the month that follows from them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import N_, _
from app.home_care import plan_records, records
from app.home_care.month import Picture, Planned, picture
from app.home_care.rules import USUAL_MINUTES, Report, Sign, Visit
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"home_visit", "care_report"}) | records.READS | plan_records.READS
"""The tables behind the questions: what a page that asks them declares."""

_VISITS = """
    select h.*, v.name, v.code, v.erased_on,
        s.name as second_name, s.code as second_code, s.erased_on as second_erased_on
    from home_visit h
        left join person v on v.id = h.volunteer_id
        left join person s on s.id = h.second_id
"""


def visits(
    club: "Club",
    first: date,
    last: date,
    *,
    cared_id: str | None = None,
    volunteer_id: str | None = None,
) -> tuple[Visit, ...]:
    """The visits from one day to another, both counted, made and missed, in order of days; of one
    person cared for, or with one volunteer (the id in the register). Blood pressures need
    health.read as well."""
    club.require("home_care.read")
    # `between` of the index by day; a month is asked for, seldom a year.
    sql = f"""
        {_VISITS}
        where h.on_date between :first and :last
            and (:cared is null or h.cared_id = :cared)
            and (:who is null or h.volunteer_id = :who or h.second_id = :who)
        order by h.on_date, h.rowid
    """
    asked = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "cared": cared_id,
        "who": volunteer_id,
    }
    return tuple(_visit(club, row) for row in club.db.query(sql, asked))


def last_note(club: "Club", cared_id: str, before: date) -> Visit | None:
    """The last visit before a day from which something was noted."""
    club.require("home_care.read")
    sql = f"""
        {_VISITS}
        where h.cared_id = :id and h.on_date < :day and h.note is not null
        order by h.on_date desc, h.rowid desc limit 1
    """
    asked = {"id": cared_id, "day": before.isoformat()}
    return next((_visit(club, row) for row in club.db.query(sql, asked)), None)


def usual_minutes(club: "Club", cared_id: str) -> int:
    """How long the last visit to somebody took of which it was noted, else an hour."""
    sql = """
        select minutes from home_visit where cared_id = ? and minutes is not null
        order by on_date desc, rowid desc limit 1
    """
    row = club.db.execute(sql, [cared_id]).fetchone()
    return int(row[0]) if row else USUAL_MINUTES


def made(club: "Club", planned: Planned, volunteer_id: str | None = None) -> Visit:
    """The visit that one key marks: as it was planned, as long as the last one took. `volunteer_id`
    is who came instead of the planned one."""
    who = volunteer_id or planned.volunteer_id
    both = planned.second_id if who == planned.volunteer_id else None
    minutes = usual_minutes(club, planned.cared_id)
    return Visit("", planned.cared_id, planned.on, "made", who, both, None, minutes, planned.tasks)


def write_visits(club: "Club", found: Iterable[Visit]) -> tuple[str, ...]:
    """Write visits, new ones (without an id) or over what was written, as one step; their ids.

    Raises Refused for a day ahead, outside the care, or people no longer in the book.
    """
    wanted = tuple(found)
    if not wanted:
        return ()
    label = N_("Home visit on {day}") if len(wanted) == 1 else N_("{n} home visits, from {day}")
    day = fmt_date(min(visit.on for visit in wanted))
    with club.change(label, day=day, n=len(wanted)):
        return tuple(_write(club, visit) for visit in wanted)


def write_visit(club: "Club", visit: Visit) -> str:
    """Write one visit; see `write_visits`."""
    (row_id,) = write_visits(club, [visit])
    return row_id


def remove_visit(club: "Club", visit_id: str) -> None:
    """Take the mark of a visit away; what was reported from it stays, by itself."""
    row = require_row(club, "home_visit", visit_id)
    day = fmt_date(date.fromisoformat(row["on_date"]))
    with club.change(N_("Take out the home visit on {day}"), day=day):
        club.db.execute("update care_report set visit_id = null where visit_id = ?", [visit_id])
        club.db.table("home_visit").delete(visit_id)


def _write(club: "Club", visit: Visit) -> str:
    cared = require_row(club, "cared", visit.cared_id)
    if visit.on > club.today() and visit.state == "made":
        raise Refused(
            _("{day} lies ahead. Nothing was changed. Mark the visit when it was made.").format(
                day=fmt_date(visit.on)
            )
        )
    day = visit.on.isoformat()
    if day < cared["since"] or (cared["until"] is not None and day > cared["until"]):
        raise Refused(
            _("Nobody was cared for on {day}. Nothing was changed. Check the day.").format(
                day=fmt_date(visit.on)
            )
        )
    require_person(club, visit.volunteer_id)
    require_person(club, visit.second_id)
    row = {
        "cared_id": visit.cared_id,
        "on_date": day,
        "volunteer_id": visit.volunteer_id,
        "second_id": visit.second_id,
        "visitor": visit.visitor,
        "state": visit.state,
        "minutes": visit.minutes,
        "tasks": json.dumps(visit.tasks) if visit.state == "made" else None,
        "systolic": visit.systolic,
        "diastolic": visit.diastolic,
        "note": visit.note,
        "missed_why": visit.missed_why,
    }
    if visit.id:
        require_row(club, "home_visit", visit.id)
        club.db.table("home_visit").update(visit.id, row)
        return visit.id
    row_id = club.new_id()
    club.db.table("home_visit").insert({**row, "id": row_id})
    return row_id


def _visit(club: "Club", row: Mapping[str, Any]) -> Visit:
    """A visit; the blood pressure only for who may read health data."""
    second = {
        "name": row["second_name"],
        "code": row["second_code"],
        "erased_on": row["second_erased_on"],
    }
    measured = row if club.actor.may("health.read") else {}
    return Visit(
        id=row["id"],
        cared_id=row["cared_id"],
        on=date.fromisoformat(row["on_date"]),
        tasks=tuple(json.loads(row["tasks"] or "[]")),
        volunteer=shown_name(row) if row["volunteer_id"] else "",
        second=shown_name(second) if row["second_id"] else "",
        systolic=measured.get("systolic"),
        diastolic=measured.get("diastolic"),
        **{name: row[name] for name in _SAME},
    )


_SAME = ("state", "volunteer_id", "second_id", "visitor", "minutes", "note", "missed_why")


# --- what was reported --------------------------------------------------------------------------


def reports(club: "Club", first: date, last: date) -> tuple[Report, ...]:
    """What was reported from one day to another, both counted, the newest first."""
    where = "r.on_date between :first and :last order by r.on_date desc, r.rowid desc"
    return _reports(club, where, {"first": first.isoformat(), "last": last.isoformat()})


def open_reports(club: "Club") -> tuple[Report, ...]:
    """What was reported and is not settled yet, the oldest first."""
    return _reports(club, "r.closed_on is null order by r.on_date, r.rowid", {})


def reports_of(club: "Club", cared_id: str) -> tuple[Report, ...]:
    """What was ever reported of somebody, the newest first."""
    where = "r.cared_id = :id order by r.on_date desc, r.rowid desc"
    return _reports(club, where, {"id": cared_id})


def _reports(club: "Club", where: str, asked: dict[str, Any]) -> tuple[Report, ...]:
    club.require("home_care.read")
    sql = f"""
        select r.*, c.name as own_name, p.name, p.code, p.erased_on
        from care_report r join cared c on c.id = r.cared_id
            left join person p on p.id = c.person_id
        where {where}
    """
    return tuple(
        Report(
            row["id"],
            row["cared_id"],
            date.fromisoformat(row["on_date"]),
            cast("Sign", row["sign"]),
            row["what"],
            row["visit_id"],
            row["told_whom"],
            None if row["told_on"] is None else date.fromisoformat(row["told_on"]),
            row["done"],
            None if row["closed_on"] is None else date.fromisoformat(row["closed_on"]),
            row["own_name"] or shown_name(row),
        )
        for row in club.db.query(sql, asked)
    )


def write_report(club: "Club", report: Report) -> str:
    """Write what was seen and what was done about it, new (without an id) or over what was
    written; its id. Raises Refused."""
    with club.change(N_("Something to report from home care")):
        require_row(club, "cared", report.cared_id)
        row = {
            "cared_id": report.cared_id,
            "visit_id": report.visit_id,
            "on_date": report.on.isoformat(),
            "sign": report.sign,
            "what": report.what,
            "told_whom": report.told_whom,
            "told_on": None if report.told_on is None else report.told_on.isoformat(),
            "done": report.done,
            "closed_on": None if report.closed_on is None else report.closed_on.isoformat(),
        }
        if report.id:
            require_row(club, "care_report", report.id)
            club.db.table("care_report").update(report.id, row)
            return report.id
        row_id = club.new_id()
        club.db.table("care_report").insert({**row, "id": row_id})
        return row_id


def close_report(club: "Club", report: Report, done: str, on: date) -> None:
    """What was done about it, and that it is settled."""
    write_report(club, replace(report, done=done, closed_on=on))


def remove_report(club: "Club", report_id: str) -> None:
    """Take out a report written by mistake."""
    with club.change(N_("Take out a report of home care")):
        require_row(club, "care_report", report_id)
        club.db.table("care_report").delete(report_id)


# --- the month ----------------------------------------------------------------------------------


def month_picture(club: "Club", month: Month) -> Picture:
    """The month laid out, as it stands today, with what was reported before and is still open."""
    first, last = month.first, month.last
    still = tuple(one for one in open_reports(club) if one.on < first)
    return picture(
        month,
        club.today(),
        records.volunteers_between(club, first, last),
        records.cared_between(club, first, last),
        plan_records.plans(club, first, last),
        plan_records.breaks(club, first, last),
        visits(club, first, last),
        (*reports(club, first, last), *still),
    )


@dataclass(frozen=True, slots=True)
class YearOfVisits:
    """What a volunteer gave in a year."""

    person_id: str
    name: str
    visits: int
    minutes: int
    people: int


def year_of_visits(club: "Club", year: int) -> tuple[YearOfVisits, ...]:
    """What every volunteer gave in a year, who gave most first. Who came together both gave it."""
    club.require("home_care.read")
    sql = """
        select p.id, p.name, p.code, p.erased_on, count(*) as visits,
            coalesce(sum(h.minutes), 0) as minutes, count(distinct h.cared_id) as people
        from (
            select volunteer_id as who, cared_id, minutes from home_visit
            where state = 'made' and on_date between :first and :last
            union all
            select second_id, cared_id, minutes from home_visit
            where state = 'made' and on_date between :first and :last
        ) h join person p on p.id = h.who
        group by p.id order by minutes desc, visits desc, p.name_sort
    """
    span = {"first": f"{year:04}-01-01", "last": f"{year:04}-12-31"}
    return tuple(
        YearOfVisits(row["id"], shown_name(row), row["visits"], row["minutes"], row["people"])
        for row in club.db.query(sql, span)
    )
