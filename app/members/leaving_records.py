"""How a membership ends and begins in the book, what hangs on a person and ends with it.

Everything here runs inside the caller's change: `records.leave` and `records.rejoin`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import fmt_date
from app.base.errors import Invalid, Refused
from app.base.text import _
from app.club import history
from app.members import leaving
from app.members.leaving import Hanging
from app.members.merge import Period, overlapping
from app.members.rules import REASONS, Membership, Reason

if TYPE_CHECKING:
    from app.club.file import Club


def what_hangs(club: "Club", person_id: str) -> tuple[Hanging, ...]:
    """Every table that names this person, with how many entries, in the order of the book.

    Asked of the schema: a table of a later room is counted from its first day.
    """
    columns = _columns(club)
    questions = [
        f"""
        select '{table}' as name, count(*) as count,
            {_open(club, table, _whose(columns, table))} as open
        from "{table}" where {" or ".join(f'"{column}" = :id' for column in names)}
        """
        for table, names in columns.items()
    ]
    values = {"id": person_id, "today": club.today().isoformat()}
    rows = club.db.query(" union all ".join(questions), values)
    return tuple(Hanging(row["name"], row["count"], row["open"]) for row in rows if row["count"])


def still_open(club: "Club", person_id: str) -> Mapping[str, int]:
    """How many open entries name this person, by table: what somebody has to see to."""
    return {
        hanging.table: hanging.open
        for hanging in what_hangs(club, person_id)
        if hanging.open and hanging.table not in leaving.NO_TASKS
    }


def end_rest(club: "Club", person_id: str, on: str, reason: Reason) -> Mapping[str, int]:
    """End what ends beside the membership for this reason: table and count of each.

    An entry that was to begin or was written later than that day ends as it begins. A follow-up is
    closed with the reason as its result. What the officer at work may not write stays open, and
    `still_open` tells of it.
    """
    columns = _columns(club)
    ended: dict[str, int] = {}
    values = {"id": person_id, "day": on, "result": _(REASONS[reason])}
    for table, column in leaving.ends_with(reason).items():
        if not club.actor.may(f"{club.kind.rooms[table]}.write"):
            continue
        if table == "follow_up":
            sets, still = "done_on = max(written_on, :day), result = :result", "done_on is null"
        else:
            sets = f"{column} = max(since, :day)"
            still = f"({column} is null or {column} > max(since, :day))"
        people = " or ".join(f"{name} = :id" for name in _whose(columns, table))
        sql = f"update {table} set {sets} where ({people}) and {still}"
        count = club.db.execute(sql, values).rowcount
        if count:
            ended[table] = count
    return ended


def periods(club: "Club", person_id: str) -> Mapping[str, Membership]:
    """Every period of a person by its id, oldest first."""
    sql = """
        select id, joined_on, left_on, reason, note from membership
        where person_id = :id order by joined_on, left_on is null, left_on
    """
    return {
        row["id"]: Membership(row["joined_on"], row["left_on"], row["reason"], row["note"])
        for row in club.db.query(sql, {"id": person_id})
    }


def end_membership(
    club: "Club", person_id: str, day: str, reason: Reason, note: str | None
) -> None:
    """End the period in force on a day; without one, add a period that holds no day.

    Raises Refused and Invalid as `records.leave`.
    """
    last = _last_period(club, person_id)
    ended = {"left_on": day, "reason": reason, "note": note}
    if last is not None and last["left_on"] is None:
        _refuse_before(day, last["joined_on"])
        club.db.table("membership").update(last["id"], ended)
        return
    _refuse_leaving_again(last, reason)
    if last is not None:
        _refuse_before(day, last["left_on"])
    club.db.table("membership").insert(
        {"id": club.new_id(), "person_id": person_id, "joined_on": day, **ended}
    )


def begin_membership(club: "Club", person_id: str, joined_on: str) -> None:
    """Begin a new period. Raises Refused and Invalid as `records.rejoin`."""
    last = _last_period(club, person_id)
    if last is not None and last["left_on"] is None:
        raise Refused(_("This person is a member already. Nothing was changed."))
    if last is not None and last["reason"] == "died":
        raise _is_dead(last)
    if last is not None and joined_on < last["left_on"]:
        ended = fmt_date(date.fromisoformat(last["left_on"]))
        raise Invalid({"joined_on": _("The last membership ended on {date}.").format(date=ended)})
    club.db.table("membership").insert(
        {"id": club.new_id(), "person_id": person_id, "joined_on": joined_on}
    )


def correct_period(club: "Club", person_id: str, period_id: str, period: Membership) -> None:
    """Write a period anew. Raises Refused and Invalid as `records.correct_membership`."""
    others = dict(periods(club, person_id))
    before = others.pop(period_id, None)
    if before is None or (before.left_on is None) != (period.left_on is None):
        raise Refused(_("This membership is not as it was shown. Nothing was changed."))
    typed = Period("", period.joined_on, period.left_on, moved=False)
    for other in others.values():
        known = Period("", other.joined_on, other.left_on, moved=False)
        if overlapping((typed, known)):
            raise Invalid({"joined_on": _("On some of these days there is another membership.")})
        for one, later in ((period, other), (other, period)):
            if one.reason == "died" and (later.joined_on or "") >= (one.left_on or ""):
                raise Invalid({"left_on": _("Nobody is a member after death: check the days.")})
    club.db.table("membership").update(
        period_id,
        {
            "joined_on": period.joined_on,
            "left_on": period.left_on,
            "reason": period.reason,
            "note": period.note,
        },
    )


def _last_period(club: "Club", person_id: str) -> Mapping[str, Any] | None:
    """The membership in force, else the one that ended last; None for who never was a member."""
    sql = """
        select id, joined_on, left_on, reason from membership
        where person_id = :id
        order by left_on is null desc, left_on desc, joined_on desc,
            reason = 'died' desc, reason = 'paused'
        limit 1
    """
    return next(club.db.query(sql, {"id": person_id}), None)


def _refuse_leaving_again(last: Mapping[str, Any] | None, reason: Reason) -> None:
    """Only who pauses can leave without being a member; die can everybody, once."""
    was = last["reason"] if last is not None else None
    if last is not None and was == "died":
        raise _is_dead(last)
    leaves_for_good = was == "paused" and reason != "paused"
    if reason != "died" and not leaves_for_good:
        raise Refused(_("This person has left already. Nothing was changed."))


def _refuse_before(day: str, other: str | None) -> None:
    if other is not None and day < other:
        when = fmt_date(date.fromisoformat(other))
        raise Invalid(
            {"left_on": _("This is before {date}, the day noted last.").format(date=when)}
        )


def _is_dead(last: Mapping[str, Any]) -> Refused:
    when = fmt_date(date.fromisoformat(last["left_on"]))
    return Refused(
        _(
            "This person is written down as having died on {date}. Nothing was changed."
            " If that was a mistake, undo it under History."
        ).format(date=when)
    )


def _columns(club: "Club") -> Mapping[str, list[str]]:
    """The tables that name people, each with the columns that do."""
    found: dict[str, list[str]] = defaultdict(list)
    for table, column in history.references(club):
        found[table].append(column)
    return found


def _whose(columns: Mapping[str, Sequence[str]], table: str) -> Sequence[str]:
    """The columns of a table that say whose entry it is."""
    return leaving.WHOSE.get(table, columns[table])


def _open(club: "Club", table: str, whose: Sequence[str]) -> str:
    """SQL for how many of a table's entries are open today; none where nothing ever ends."""
    still = _still(club, table)
    if table in leaving.OPEN_WITH:
        column, other = leaving.OPEN_WITH[table]
        still = f"{column} in (select id from {other} where {_still(club, other)})"
    if not still:
        return "0"
    theirs = " or ".join(f'"{column}" = :id' for column in whose)
    return f"count(*) filter (where ({theirs}) and ({still}))"


def _still(club: "Club", table: str) -> str:
    """SQL that is true of an entry open today; "" where nothing ever ends."""
    names = {column.name for column in club.db.table(table).columns}
    ends = [column for column in leaving.OPEN_WHILE_EMPTY if column in names]
    return f"{ends[0]} is null or {ends[0]} > :today" if ends else ""
