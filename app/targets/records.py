"""Which rule set the club is measured by, and how its members of a day stand to it."""

from datetime import date
from typing import TYPE_CHECKING

from app.base.text import N_
from app.members import records as members
from app.members.records import READS as MEMBERS_READS
from app.targets.rule_sets import in_force, rule_set, rule_sets
from app.targets.rules import RuleSet, Verdict, judge

if TYPE_CHECKING:
    from app.club.file import Club

READS = MEMBERS_READS | {"setting", "club"}
"""The tables behind a page that shows the composition."""

_CHOSEN = "rule_set"


def chosen_id(club: "Club") -> str | None:
    """The id of the rule set that the club chose; None when the day and the province decide.

    One that this version of the program does not know counts as none.
    """
    sql = "select value from setting where id = :id"
    row = next(club.db.query(sql, {"id": _CHOSEN}), None)
    known = {one.id for one in rule_sets()}
    return row["value"] if row is not None and row["value"] in known else None


def chosen(club: "Club", on: date) -> RuleSet:
    """The rule set by which the club is measured on a day."""
    picked = chosen_id(club)
    if picked is not None:
        return rule_set(picked)
    province: str = next(club.db.query("select province from club limit 1"))["province"]
    return in_force(on, province)


def choose(club: "Club", rule_set_id: str | None) -> None:
    """Measure the club by one rule set on every day, or (None) by the one in force on the day.

    Raises UserError when there is none with this id.
    """
    settings = club.db.table("setting")
    with club.change(N_("Choose the targets of the club")):
        if rule_set_id is not None:
            settings.upsert({"id": _CHOSEN, "value": rule_set(rule_set_id).id}, pk="id")
        else:
            settings.delete_where("id = ?", [_CHOSEN])


def composition_verdicts(
    club: "Club", on: date, rules: RuleSet | None = None
) -> tuple[Verdict, ...]:
    """How the members of a day stand to `rules`, else to what the club is measured by that day."""
    return judge(rules or chosen(club, on), members.members(club, on), on)
