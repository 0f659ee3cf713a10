"""Meetings as they stand in the book: what is stored of them over what the rule plans."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month
from app.base.errors import Refused
from app.base.text import _
from app.meetings.plan import Rule, planned_day
from app.meetings.rules import Meeting
from app.members.named import shown_name

if TYPE_CHECKING:
    from app.club.file import Club

_MEETINGS = """
    select m.*, p.name, p.code, p.erased_on
    from meeting m left join person p on p.id = m.leader_id
"""


def rules(club: "Club") -> tuple[Rule, ...]:
    """Every rule, by the month it holds from."""
    club.require("meetings.read")
    return tuple(
        Rule(
            from_month=Month.parse(row["from_month"]),
            kind=row["kind"],
            number=row["number"],
            weekday=row["weekday"],
            at_time=row["at_time"],
            place=row["place"],
            id=row["id"],
        )
        for row in club.db.query("select * from meeting_rule order by from_month")
    )


def rule_of(rules: Iterable[Rule], month: Month) -> Rule | None:
    """The rule in force in a month: the newest that begins in it or before."""
    begun = [rule for rule in rules if rule.from_month <= month]
    return begun[-1] if begun else None


def meeting(club: "Club", meeting_id: str) -> Meeting:
    """One meeting that is in the book. Raises Refused: its making was undone meanwhile."""
    club.require("meetings.read")
    for row in club.db.query(f"{_MEETINGS} where m.id = :id", {"id": meeting_id}):
        return _meeting(row, rules(club))
    raise Refused(_("This meeting is no longer in the book. Nothing was changed."))


def meeting_of(club: "Club", month: Month) -> Meeting | None:
    """The meeting of a month: as stored, else as the rule plans it (its id is "" then); None when
    nothing is stored and no rule holds."""
    return next(iter(between(club, month, month)), None)


def between(club: "Club", first: Month, last: Month) -> tuple[Meeting, ...]:
    """The meetings of the months from `first` to `last`, stored or only planned by the rule."""
    club.require("meetings.read")
    sql = f"{_MEETINGS} where m.month between :first and :last"
    asked = {"first": str(first), "last": str(last)}
    stored = {Month.parse(row["month"]): row for row in club.db.query(sql, asked)}
    known = rules(club)
    found, month = [], first
    while month <= last:
        if month in stored:
            found.append(_meeting(stored[month], known))
        elif (rule := rule_of(known, month)) is not None:
            day = planned_day(rule, month)
            found.append(
                Meeting(
                    "",
                    month,
                    planned_on=day.on.isoformat(),
                    at_time=rule.at_time,
                    place=rule.place,
                    why=day.why,
                )
            )
        month = month.next()
    return tuple(found)


def row_of_month(club: "Club", month: Month) -> str:
    """The id of the stored meeting of a month, made inside the caller's change when missing: it
    goes on following the rule in everything that is not written by hand."""
    for row in club.db.query("select id from meeting where month = :m", {"m": str(month)}):
        return str(row["id"])
    meeting_id = club.new_id()
    club.db.table("meeting").insert({"id": meeting_id, "month": str(month), "state": "planned"})
    return meeting_id


def require_open(club: "Club", meeting_id: str) -> Meeting:
    """The meeting, if what happened at it may be written now. Raises Refused, saying the way."""
    found = meeting(club, meeting_id)
    if found.state == "closed":
        raise Refused(
            _(
                "The meeting of {month} is closed. Nothing was changed."
                " Re-open it, or correct it and say why."
            ).format(month=month_words(found.month))
        )
    if found.state != "open":
        raise Refused(
            _("The meeting of {month} has not begun. Nothing was changed. Begin it first.").format(
                month=month_words(found.month)
            )
        )
    return found


def month_words(month: Month) -> str:
    """A month as it is written: "6/2026"."""
    return f"{month.month}/{month.year}"


def held_day(found: Meeting) -> date:
    """The day of a meeting that has been opened."""
    if found.held_on is None:
        raise ValueError("a meeting that was not opened has no day")
    return date.fromisoformat(found.held_on)


def _meeting(row: Mapping[str, Any], known: Iterable[Rule]) -> Meeting:
    month = Month.parse(row["month"])
    rule = rule_of(known, month)
    planned_on, why = row["planned_on"], row["why"]
    if planned_on is None and rule is not None:
        day = planned_day(rule, month)
        planned_on, why = day.on.isoformat(), why or day.why
    # What was so at a meeting is stored with it; the rule speaks only of those ahead.
    ahead = rule if row["state"] == "planned" else None
    return Meeting(
        id=row["id"],
        month=month,
        planned_on=planned_on,
        held_on=row["held_on"],
        at_time=row["at_time"] or (ahead.at_time if ahead else None),
        place=row["place"] or (ahead.place if ahead else None),
        leader_id=row["leader_id"],
        leader=shown_name(row) if row["leader_id"] else "",
        state=row["state"],
        why=why,
        remarks=row["remarks"],
    )
