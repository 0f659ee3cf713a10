"""Care plans, forms of needs and days away, in the book."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from app.base.errors import Refused
from app.base.text import N_, _
from app.home_care.rules import Break, NeedForm, Plan, Round
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"care_plan", "care_round", "need_form", "care_break", "cared", "person"})
"""The tables behind the questions: what a page that asks them declares."""

_ROUNDS = """
    select r.*, v.name, v.code, v.erased_on,
        s.name as second_name, s.code as second_code, s.erased_on as second_erased_on
    from care_round r
        left join person v on v.id = r.volunteer_id
        left join person s on s.id = r.second_id
"""


def plans(club: "Club", first: date, last: date) -> tuple[Plan, ...]:
    """Every plan that holds on some day from one to another, both counted."""
    where = "since <= :last and (until is null or until >= :first)"
    return _plans(club, where, {"first": first.isoformat(), "last": last.isoformat()})


def plan_on(club: "Club", cared_id: str, on: date) -> Plan | None:
    """The plan of somebody on a day; None when there is none."""
    where = "cared_id = :id and since <= :day and (until is null or until >= :day)"
    found = _plans(club, where, {"id": cared_id, "day": on.isoformat()})
    return found[-1] if found else None


def _plans(club: "Club", where: str, asked: dict[str, Any]) -> tuple[Plan, ...]:
    club.require("home_care.read")
    ids = f"(select id from care_plan where {where})"
    rounds: dict[str, list[Round]] = defaultdict(list)
    for row in club.db.query(
        f"{_ROUNDS} where r.plan_id in {ids} order by r.weekday, r.at_time, r.rowid", asked
    ):
        rounds[row["plan_id"]].append(_round(row))
    sql = f"select * from care_plan where {where} order by since, rowid"
    return tuple(
        Plan(
            row["id"],
            row["cared_id"],
            date.fromisoformat(row["since"]),
            _day(row["until"]),
            _day(row["review_on"]),
            row["needs"],
            row["note"],
            tuple(rounds[row["id"]]),
        )
        for row in club.db.query(sql, asked)
    )


def set_plan(club: "Club", plan: Plan) -> str:
    """A plan that holds from its first day on; the one before ends the day before, and any that
    begins on that day or later is replaced. Its id.

    Raises Refused when the care has ended by then, a volunteer is no longer in the book, or one
    stands beside themselves.
    """
    row = require_row(club, "cared", plan.cared_id)
    plan_id = club.new_id()
    with club.change(N_("Write a care plan")):
        if row["until"] is not None and plan.since.isoformat() > row["until"]:
            raise Refused(_("The care has ended before that day. Nothing was changed."))
        _check_rounds(club, plan.rounds)
        since = plan.since.isoformat()
        same = club.db.execute(
            "select id from care_plan where cared_id = ? and since >= ?", [plan.cared_id, since]
        ).fetchall()
        for (old,) in same:
            club.db.execute("delete from care_round where plan_id = ?", [old])
            club.db.table("care_plan").delete(old)
        eve = (plan.since - timedelta(days=1)).isoformat()
        club.db.execute(
            "update care_plan set until = ? where cared_id = ? and (until is null or until > ?)",
            [eve, plan.cared_id, eve],
        )
        until = None if row["until"] is None else date.fromisoformat(row["until"])
        _insert(club, plan_id, replace(plan, until=until))
    return plan_id


def _insert(club: "Club", plan_id: str, plan: Plan) -> None:
    club.db.table("care_plan").insert(
        {
            "id": plan_id,
            "cared_id": plan.cared_id,
            "since": plan.since.isoformat(),
            "until": None if plan.until is None else plan.until.isoformat(),
            "review_on": None if plan.review_on is None else plan.review_on.isoformat(),
            "needs": plan.needs,
            "note": plan.note,
        }
    )
    for each in plan.rounds:
        club.db.table("care_round").insert(
            {
                "id": club.new_id(),
                "plan_id": plan_id,
                "weekday": each.weekday,
                "volunteer_id": each.volunteer_id,
                "second_id": each.second_id,
                "tasks": json.dumps(each.tasks),
                "at_time": each.at_time,
            }
        )


def free_rounds(club: "Club", person_id: str, last: date) -> None:
    """After the last day of a volunteer their rounds are nobody's; inside a change. A plan that
    holds before and after it is parted there: what was planned before stays as it was."""
    where = """
        (until is null or until > :last) and id in (
            select plan_id from care_round where volunteer_id = :who or second_id = :who
        )
    """
    for plan in _plans(club, where, {"last": last.isoformat(), "who": person_id}):
        if plan.since <= last:
            club.db.table("care_plan").update(plan.id, {"until": last.isoformat()})
            rest = replace(plan, since=last + timedelta(days=1))
            _insert(club, club.new_id(), replace(rest, rounds=_freed(plan.rounds, person_id)))
        else:
            for column in ("volunteer_id", "second_id"):
                club.db.execute(
                    f"update care_round set {column} = null where {column} = ? and plan_id = ?",
                    [person_id, plan.id],
                )


def _freed(rounds: Iterable[Round], person_id: str) -> tuple[Round, ...]:
    return tuple(
        replace(
            each,
            volunteer_id=None if each.volunteer_id == person_id else each.volunteer_id,
            second_id=None if each.second_id == person_id else each.second_id,
        )
        for each in rounds
    )


def review(club: "Club", plan_id: str, next_on: date | None) -> None:
    """The plan was looked at and goes on; when it is looked at again. Raises Refused."""
    with club.change(N_("The care plan was looked at again")):
        require_row(club, "care_plan", plan_id)
        day = None if next_on is None else next_on.isoformat()
        club.db.table("care_plan").update(plan_id, {"review_on": day})


def _check_rounds(club: "Club", rounds: Iterable[Round]) -> None:
    for each in rounds:
        require_person(club, each.volunteer_id)
        require_person(club, each.second_id)
        if each.second_id is not None and each.second_id == each.volunteer_id:
            raise Refused(
                _("The second volunteer must be somebody else than the first. Nothing was changed.")
            )


def _round(row: Mapping[str, Any]) -> Round:
    second = {
        "name": row["second_name"],
        "code": row["second_code"],
        "erased_on": row["second_erased_on"],
    }
    return Round(
        row["weekday"],
        row["volunteer_id"],
        row["second_id"],
        tuple(json.loads(row["tasks"])),
        row["at_time"],
        shown_name(row) if row["volunteer_id"] else "",
        shown_name(second) if row["second_id"] else "",
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


# --- forms of needs -----------------------------------------------------------------------------


def need_forms(club: "Club", cared_id: str) -> tuple[NeedForm, ...]:
    """The forms of somebody, the newest first."""
    club.require("home_care.read")
    sql = "select * from need_form where cared_id = :id order by on_date desc, rowid desc"
    return tuple(
        NeedForm(
            row["id"],
            row["cared_id"],
            date.fromisoformat(row["on_date"]),
            row["kind"],
            frozenset(thing for thing, can in json.loads(row["answers"]).items() if can),
            row["by_whom"],
        )
        for row in club.db.query(sql, {"id": cared_id})
    )


def add_need_form(club: "Club", form: NeedForm, things: Iterable[str]) -> str:
    """A form filled in; `things` are all that it asks for, in their order. The new id."""
    row_id = club.new_id()
    with club.change(N_("Write a form of needs")):
        require_row(club, "cared", form.cared_id)
        club.db.table("need_form").insert(
            {
                "id": row_id,
                "cared_id": form.cared_id,
                "on_date": form.on.isoformat(),
                "kind": form.kind,
                "answers": json.dumps({thing: int(thing in form.can) for thing in things}),
                "score": form.score,
                "by_whom": form.by_whom,
            }
        )
    return row_id


# --- days away ----------------------------------------------------------------------------------


def breaks(club: "Club", first: date, last: date) -> tuple[Break, ...]:
    """The times away that touch some day from one to another, both counted."""
    club.require("home_care.read")
    sql = """
        select * from care_break where from_on <= :last and (until is null or until >= :first)
        order by from_on, rowid
    """
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(map(_break, club.db.query(sql, span)))


def breaks_of(club: "Club", cared_id: str) -> tuple[Break, ...]:
    """The times away of somebody, the newest first."""
    club.require("home_care.read")
    sql = "select * from care_break where cared_id = :id order by from_on desc, rowid desc"
    return tuple(map(_break, club.db.query(sql, {"id": cared_id})))


def add_break(club: "Club", each: Break) -> str:
    """Somebody is away, so that nobody needs to come; the new id. Raises Refused."""
    row_id = club.new_id()
    with club.change(N_("Somebody cared for is away")):
        require_row(club, "cared", each.cared_id)
        club.db.table("care_break").insert(
            {
                "id": row_id,
                "cared_id": each.cared_id,
                "kind": each.kind,
                "from_on": each.first.isoformat(),
                "until": None if each.last is None else each.last.isoformat(),
                "note": each.note,
            }
        )
    return row_id


def end_break(club: "Club", break_id: str, last: date) -> None:
    """The last day away. Raises Refused for a day before the first."""
    with club.change(N_("Somebody cared for is back")):
        row = require_row(club, "care_break", break_id)
        if last.isoformat() < row["from_on"]:
            raise Refused(_("This is before the first day away. Nothing was changed."))
        club.db.table("care_break").update(break_id, {"until": last.isoformat()})


def _break(row: Mapping[str, Any]) -> Break:
    first = date.fromisoformat(row["from_on"])
    kind = cast("Any", row["kind"])
    return Break(row["id"], row["cared_id"], kind, first, _day(row["until"]), row["note"])
