"""The plan in the book: the rule, what was changed by hand, and the themes of each meeting.

A meeting that follows the rule in everything has no row: it is computed whenever it is asked for.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.meetings.meeting_records import (
    between,
    meeting_of,
    month_words,
    row_of_month,
    rule_of,
    rules,
)
from app.meetings.plan import Rule
from app.meetings.rules import Meeting, Theme
from app.members.named import shown_name
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club


# --- questions ----------------------------------------------------------------------------------


def plan(club: "Club", year: int) -> tuple[Meeting, ...]:
    """The meetings of a year, held and ahead; a month before any rule is missing."""
    return between(club, Month(year, 1), Month(year, 12))


def rule_on(club: "Club", month: Month) -> Rule | None:
    """The rule in force in a month."""
    return rule_of(rules(club), month)


def next_meeting(club: "Club", on: date) -> Meeting | None:
    """The next meeting still ahead on that day, or of that very day; one that was opened or
    called off is not ahead. None when nothing is planned for the next months."""
    first = Month.of(on).previous()
    ahead = [
        each
        for each in between(club, first, first.plus(4))
        if each.state == "planned" and (each.planned_on or "") >= on.isoformat()
    ]
    return min(ahead, key=lambda each: each.planned_on or "", default=None)


def themes(club: "Club", month: Month) -> tuple[Theme, ...]:
    """What the meeting of a month shall be about, in the order of writing."""
    return tuple(theme for _month, theme in themes_between(club, month, month))


def themes_between(club: "Club", first: Month, last: Month) -> tuple[tuple[Month, Theme], ...]:
    """The themes of several months with their month, as for the plan of a year."""
    club.require("meetings.read")
    sql = """
        select m.month, t.id, t.area, t.topic, t.leader_id, p.name, p.code, p.erased_on
        from theme t join meeting m on m.id = t.meeting_id
        left join person p on p.id = t.leader_id
        where m.month between :first and :last order by m.month, t.rowid
    """
    return tuple(
        (
            Month.parse(row["month"]),
            Theme(
                row["id"],
                row["area"],
                row["topic"],
                row["leader_id"],
                shown_name(row) if row["leader_id"] else "",
            ),
        )
        for row in club.db.query(sql, {"first": str(first), "last": str(last)})
    )


# --- changes ------------------------------------------------------------------------------------


def set_rule(club: "Club", rule: Rule) -> None:
    """Let meetings follow a rule from a month on (`plan.read_rule`), over one that began in the
    same month. Meetings moved by hand stay where they were put."""
    sql = "select id from meeting_rule where from_month = :month"
    with club.change(N_("Rule of the meetings from {month}"), month=month_words(rule.from_month)):
        row = next(club.db.query(sql, {"month": str(rule.from_month)}), None)
        club.db.table("meeting_rule").upsert(
            {
                "id": row["id"] if row else club.new_id(),
                "from_month": str(rule.from_month),
                "kind": rule.kind,
                "number": rule.number,
                "weekday": rule.weekday,
                "at_time": rule.at_time,
                "place": rule.place,
            },
            pk="id",
        )


def move_meeting(club: "Club", month: Month, planned_on: str, why: str) -> None:
    """Put the meeting of a month on another day and say why. Raises Refused once it was held."""
    _require_ahead(club, month)
    day = fmt_date(date.fromisoformat(planned_on))
    with club.change(N_("Move the meeting of {month} to {day}"), month=month_words(month), day=day):
        club.db.table("meeting").update(
            row_of_month(club, month), {"planned_on": planned_on, "why": why, "state": "planned"}
        )


def call_off(club: "Club", month: Month, why: str) -> None:
    """Say that there is no meeting in a month, and why. Raises Refused once it was held."""
    _require_ahead(club, month)
    with club.change(N_("Call off the meeting of {month}"), month=month_words(month)):
        club.db.table("meeting").update(
            row_of_month(club, month), {"why": why, "state": "called_off"}
        )


def plan_again(club: "Club", month: Month) -> None:
    """Let the meeting of a month follow the rule again, after it was moved or called off."""
    _require_ahead(club, month)
    with club.change(N_("Plan the meeting of {month} as usual"), month=month_words(month)):
        club.db.table("meeting").update(
            row_of_month(club, month), {"planned_on": None, "why": None, "state": "planned"}
        )


def set_details(
    club: "Club", month: Month, at_time: str | None, place: str | None, leader_id: str | None
) -> None:
    """Say when, where and under whom the meeting of a month will be; what is None or the same as
    the rule's follows the rule. Raises Refused once it was held."""
    _require_ahead(club, month)
    rule = rule_on(club, month)
    with club.change(N_("Change the plan of {month}"), month=month_words(month)):
        require_person(club, leader_id)
        club.db.table("meeting").update(
            row_of_month(club, month),
            {
                "at_time": None if rule and rule.at_time == at_time else at_time,
                "place": None if rule and rule.place == place else place,
                "leader_id": leader_id,
            },
        )


def set_themes(club: "Club", month: Month, themes_: Iterable[Theme]) -> None:
    """Write all themes of a month anew, as one step; a theme with an id of before stays that one.

    Raises Refused when its meeting is closed.
    """
    found = meeting_of(club, month)
    if found is not None and found.state == "closed":
        _refuse_closed(month)
    with club.change(N_("Themes of {month}"), month=month_words(month)):
        meeting_id = row_of_month(club, month)
        kept = {theme.id: theme for theme in themes(club, month)}
        for theme in themes_:
            require_person(club, theme.leader_id)
            row = {
                "meeting_id": meeting_id,
                "area": theme.area,
                "topic": theme.topic,
                "leader_id": theme.leader_id,
            }
            before = kept.pop(theme.id, None)
            if before is None:
                club.db.table("theme").insert({"id": club.new_id(), **row})
            elif replace(before, leader="") != replace(theme, leader=""):
                club.db.table("theme").update(theme.id, row)
        for theme_id in kept:
            club.db.table("theme").delete(theme_id)


def _require_ahead(club: "Club", month: Month) -> None:
    found = meeting_of(club, month)
    if found is not None and found.state == "closed":
        _refuse_closed(month)
    if found is not None and found.state == "open":
        raise Refused(
            _("The meeting of {month} has begun already. Nothing was changed.").format(
                month=month_words(month)
            )
        )


def _refuse_closed(month: Month) -> None:
    raise Refused(
        _(
            "The meeting of {month} is closed. Nothing was changed."
            " Re-open it, or correct it and say why."
        ).format(month=month_words(month))
    )
