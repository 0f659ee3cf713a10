"""Volunteers and the people they care for, in the book."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.home_care import plan_records
from app.home_care.rules import Cared, EndReason, Volunteer
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"volunteer", "cared", "person", "membership"})
"""The tables behind the questions: what a page that asks them declares."""

# A death that the register knows ends what nobody has ended here yet: whoever writes it down need
# not be who writes about home care.
_DEATHS = "(select person_id, min(left_on) as day from membership where reason = 'died' group by 1)"

_VOLUNTEERS = f"""
    select v.id, v.person_id, v.since, coalesce(v.until, d.day) as until, v.hamlet, v.weekdays,
        v.substitute_id, v.note, p.name, p.code, p.erased_on, s.name as substitute,
        s.code as substitute_code, s.erased_on as substitute_erased_on
    from volunteer v
        join person p on p.id = v.person_id
        left join person s on s.id = v.substitute_id
        left join {_DEATHS} d on d.person_id = v.person_id
"""
_CARED = f"""
    select c.id, c.person_id, c.name as own_name, c.since, coalesce(c.until, d.day) as until,
        coalesce(c.reason, case when d.day is not null then 'died' end) as reason, c.way,
        c.household, c.situation, c.risks, coalesce(p.sex, c.sex) as sex,
        coalesce(p.birth, c.birth) as birth,
        coalesce(p.hamlet, c.hamlet) as hamlet, coalesce(c.phone, p.phone) as phone,
        coalesce(c.contact_name, p.contact_name) as contact_name,
        coalesce(c.contact_phone, p.contact_phone) as contact_phone,
        p.name as member, p.code, p.erased_on, coalesce(p.name_sort, c.name) as in_order
    from cared c
        left join person p on p.id = c.person_id
        left join {_DEATHS} d on d.person_id = c.person_id
"""


# --- volunteers ---------------------------------------------------------------------------------


def volunteers(club: "Club", on: date) -> tuple[Volunteer, ...]:
    """Who visits on a day, in the order of names."""
    return volunteers_between(club, on, on)


def volunteers_between(club: "Club", first: date, last: date) -> tuple[Volunteer, ...]:
    """Who visits on some day from one to another, both counted, in the order of names."""
    club.require("home_care.read")
    sql = f"""
        {_VOLUNTEERS}
        where v.since <= :last and coalesce(v.until, d.day, :first) >= :first
        order by p.name_sort, p.code, v.since
    """
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(map(_volunteer, club.db.query(sql, span)))


def volunteer(club: "Club", volunteer_id: str) -> Volunteer:
    """One volunteer. LookupError when there is none."""
    club.require("home_care.read")
    for row in club.db.query(f"{_VOLUNTEERS} where v.id = :id", {"id": volunteer_id}):
        return _volunteer(row)
    raise LookupError(volunteer_id)


def add_volunteer(club: "Club", each: Volunteer) -> str:
    """Somebody begins to visit; the new id. Raises Refused for who visits already, for somebody
    who stands in for themselves, or is no longer in the book."""
    row_id = club.new_id()
    with club.change(N_("{person} begins as a volunteer"), person=each.person_id):
        _check_volunteer(club, each)
        sql = "select 1 from volunteer where person_id = ? and (until is null or until > ?)"
        if club.db.execute(sql, [each.person_id, each.since.isoformat()]).fetchone():
            raise Refused(_("This person is a volunteer already. Nothing was changed."))
        club.db.table("volunteer").insert({**_volunteer_row(each), "id": row_id})
    return row_id


def change_volunteer(club: "Club", volunteer_id: str, each: Volunteer) -> None:
    """Write anew where and when a volunteer can come; who it is stays. Raises Refused."""
    with club.change(N_("Change the volunteer {person}"), person=each.person_id):
        row = require_row(club, "volunteer", volunteer_id)
        _check_volunteer(club, each)
        columns = {**_volunteer_row(each), "person_id": row["person_id"], "until": row["until"]}
        club.db.table("volunteer").update(volunteer_id, columns)


def end_volunteer(club: "Club", volunteer_id: str, until: date) -> None:
    """The last day of a volunteer; their rounds in plans that go on are nobody's after it.

    Raises Refused for a day before the beginning.
    """
    row = require_row(club, "volunteer", volunteer_id)
    with club.change(N_("{person} ends as a volunteer"), person=row["person_id"]):
        _check_end(row["since"], until)
        club.db.table("volunteer").update(volunteer_id, {"until": until.isoformat()})
        plan_records.free_rounds(club, row["person_id"], until)


def remove_volunteer(club: "Club", volunteer_id: str) -> None:
    """Take out a volunteer written down by mistake. Raises Refused once a visit is written."""
    row = require_row(club, "volunteer", volunteer_id)
    sql = "select 1 from home_visit where volunteer_id = :who or second_id = :who limit 1"
    if next(club.db.query(sql, {"who": row["person_id"]}), None) is not None:
        raise Refused(
            _("Visits of this volunteer are written down. Nothing was changed. Write the last day.")
        )
    with club.change(N_("Take out the volunteer {person}"), person=row["person_id"]):
        club.db.table("volunteer").delete(volunteer_id)


def _check_volunteer(club: "Club", each: Volunteer) -> None:
    require_person(club, each.person_id)
    require_person(club, each.substitute_id)
    if each.substitute_id == each.person_id:
        raise Refused(_("Nobody stands in for themselves. Nothing was changed."))


def _volunteer_row(each: Volunteer) -> dict[str, Any]:
    return {
        "person_id": each.person_id,
        "since": each.since.isoformat(),
        "until": None if each.until is None else each.until.isoformat(),
        "hamlet": each.hamlet,
        "weekdays": json.dumps(sorted(each.weekdays)),
        "substitute_id": each.substitute_id,
        "note": each.note,
    }


def _volunteer(row: Mapping[str, Any]) -> Volunteer:
    stands_in = {
        "name": row["substitute"],
        "code": row["substitute_code"],
        "erased_on": row["substitute_erased_on"],
    }
    return Volunteer(
        row["id"],
        row["person_id"],
        date.fromisoformat(row["since"]),
        None if row["until"] is None else date.fromisoformat(row["until"]),
        row["hamlet"],
        tuple(json.loads(row["weekdays"])),
        row["substitute_id"],
        row["note"],
        shown_name(row),
        shown_name(stands_in) if row["substitute_id"] else "",
    )


# --- the people cared for -----------------------------------------------------------------------


def cared_people(club: "Club", on: date) -> tuple[Cared, ...]:
    """Who is cared for on a day, in the order of names."""
    return cared_between(club, on, on)


def cared_between(club: "Club", first: date, last: date) -> tuple[Cared, ...]:
    """Who is cared for on some day from one to another, both counted, in the order of names."""
    club.require("home_care.read")
    sql = f"""
        {_CARED}
        where c.since <= :last and coalesce(c.until, d.day, :first) >= :first
        order by in_order, c.since
    """
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(map(_cared, club.db.query(sql, span)))


def waiting(club: "Club", on: date) -> tuple[Cared, ...]:
    """Whose plan of a day has visits that nobody makes: of no volunteer, or only of some who visit
    no more; in the order of names."""
    ever = {each.person_id for each in volunteers_between(club, date.min, date.max)}
    gone = ever - {each.person_id for each in volunteers(club, on)} | {None}
    ids = {
        plan.cared_id
        for plan in plan_records.plans(club, on, on)
        if any({each.volunteer_id, each.second_id} <= gone for each in plan.rounds)
    }
    return tuple(each for each in cared_people(club, on) if each.id in ids)


def cared_before(club: "Club", on: date) -> tuple[Cared, ...]:
    """Whose care ended before a day, the last first."""
    club.require("home_care.read")
    until = "coalesce(c.until, d.day)"
    sql = f"{_CARED} where {until} < :day order by {until} desc, in_order"
    return tuple(map(_cared, club.db.query(sql, {"day": on.isoformat()})))


def cared(club: "Club", cared_id: str) -> Cared:
    """One person who is, or was, cared for. LookupError when there is none."""
    club.require("home_care.read")
    for row in club.db.query(f"{_CARED} where c.id = :id", {"id": cared_id}):
        return _cared(row)
    raise LookupError(cared_id)


def add_cared(club: "Club", each: Cared) -> str:
    """Home care begins for somebody; the new id. Raises Refused for who is cared for already."""
    row_id = club.new_id()
    with _about(club, N_("Home care begins"), N_("Home care of {person} begins"), each.person_id):
        require_person(club, each.person_id)
        sql = "select 1 from cared where person_id = ? and until is null"
        if each.person_id and club.db.execute(sql, [each.person_id]).fetchone():
            raise Refused(_("This person is cared for already. Nothing was changed."))
        club.db.table("cared").insert({**_cared_row(club, each), "id": row_id})
    return row_id


def change_cared(club: "Club", cared_id: str, each: Cared) -> None:
    """Write anew what is known; who it is, and the end, stay. Raises Refused."""
    row = require_row(club, "cared", cared_id)
    who = row["person_id"]
    with _about(club, N_("Change an entry of home care"), N_("Change the care of {person}"), who):
        kept = {name: row[name] for name in ("person_id", "until", "reason")}
        own_name = None if who else each.own_name or row["name"]
        found = {**_cared_row(club, replace(each, person_id=who)), **kept, "name": own_name}
        club.db.table("cared").update(cared_id, found)


def end_cared(club: "Club", cared_id: str, until: date, reason: EndReason) -> None:
    """The last day of home care, with its plan. Raises Refused for a day before the beginning."""
    row = require_row(club, "cared", cared_id)
    who = row["person_id"]
    with _about(club, N_("Home care ends"), N_("Home care of {person} ends"), who):
        _check_end(row["since"], until)
        last = {"until": until.isoformat()}
        club.db.table("cared").update(cared_id, {**last, "reason": reason})
        club.db.execute(
            "update care_plan set until = max(since, :until)"
            " where cared_id = :id and (until is null or until > :until)",
            {**last, "id": cared_id},
        )


def remove_cared(club: "Club", cared_id: str) -> None:
    """Take somebody out of the book who is in no register, with all that hangs on it: their right,
    or a slip. Raises Refused for a person of the register, who is erased there."""
    row = require_row(club, "cared", cared_id)
    if row["person_id"] is not None:
        raise Refused(_("This person is in the register. Nothing was changed. Erase them there."))
    with club.change(N_("Take out an entry of home care")):
        ids = {"id": cared_id}
        club.db.execute("delete from care_report where cared_id = :id", ids)
        for table in ("need_form", "home_visit", "care_break"):
            club.db.execute(f"delete from {table} where cared_id = :id", ids)
        plans = "(select id from care_plan where cared_id = :id)"
        club.db.execute(f"delete from care_round where plan_id in {plans}", ids)
        club.db.execute("delete from care_plan where cared_id = :id", ids)
        club.db.table("cared").delete(cared_id)


def _about(club: "Club", nameless: str, named: str, person_id: str | None) -> Any:
    """A change about somebody of the register, or about somebody whom the label does not name: such
    a name goes when it is asked for, the history stays."""
    if person_id is None:
        return club.change(nameless)
    return club.change(named, person=person_id)


def _check_end(since: str, until: date) -> None:
    if until.isoformat() < since:
        raise Refused(
            _("This is before the beginning, {date}. Nothing was changed.").format(
                date=fmt_date(date.fromisoformat(since))
            )
        )


def _cared_row(club: "Club", each: Cared) -> dict[str, Any]:
    """The row; what the register knows of a person is not written a second time."""
    own: dict[str, Any] = {
        "name": each.own_name,
        "sex": each.sex,
        "birth": each.birth,
        "hamlet": each.hamlet,
        "phone": each.phone,
        "contact_name": each.contact_name,
        "contact_phone": each.contact_phone,
    }
    if each.person_id is not None:
        sql = "select phone, contact_name, contact_phone from person where id = :id"
        known = next(club.db.query(sql, {"id": each.person_id}))
        own |= dict.fromkeys(("name", "sex", "birth", "hamlet"))
        own |= {name: None for name in known if own[name] == known[name]}
    return {
        **own,
        "person_id": each.person_id,
        "way": each.way,
        "household": each.household,
        "situation": each.situation,
        "risks": each.risks,
        "since": each.since.isoformat(),
        "until": None if each.until is None else each.until.isoformat(),
        "reason": each.reason,
    }


def _cared(row: Mapping[str, Any]) -> Cared:
    member = {"name": row["member"], "code": row["code"], "erased_on": row["erased_on"]}
    return Cared(
        id=row["id"],
        since=date.fromisoformat(row["since"]),
        person_id=row["person_id"],
        own_name=row["own_name"],
        name=shown_name(member) if row["person_id"] else row["own_name"],
        until=None if row["until"] is None else date.fromisoformat(row["until"]),
        reason=cast("EndReason | None", row["reason"]),
        **{name: row[name] for name in _SAME},
    )


_SAME = (
    *("sex", "birth", "hamlet", "phone", "way", "household", "contact_name", "contact_phone"),
    *("situation", "risks"),
)


def phones(club: "Club") -> Mapping[str, str]:
    """The telephone of every volunteer, by the id in the register."""
    club.require("home_care.read")
    sql = """
        select p.id, p.phone from volunteer v join person p on p.id = v.person_id
        where p.phone is not null
    """
    return {row["id"]: row["phone"] for row in club.db.query(sql)}
