"""How the register speaks of the parts of a person: circumstances, relatives, notes, tasks."""

from datetime import date

from app.base.dates import fmt_date
from app.base.names import Sex
from app.base.text import N_, _, ngettext
from app.members.parts import (
    CIRCUMSTANCES,
    INVOLVEMENTS,
    RELATIONS,
    CircumstanceKind,
    FollowUp,
    InvolvementKind,
    RelationKind,
)
from ui.kit.chips import Result
from ui.members.words import capital

# Where the sex of a relative is known, the family has a word of its own.
_BY_SEX: dict[tuple[RelationKind, Sex], str] = {
    ("spouse", "F"): N_("wife"),
    ("spouse", "M"): N_("husband"),
    ("parent", "F"): N_("mother"),
    ("parent", "M"): N_("father"),
    ("child", "F"): N_("daughter"),
    ("child", "M"): N_("son"),
    ("sibling", "F"): N_("sister"),
    ("sibling", "M"): N_("brother"),
    ("grandparent", "F"): N_("grandmother"),
    ("grandparent", "M"): N_("grandfather"),
    ("grandchild", "F"): N_("granddaughter"),
    ("grandchild", "M"): N_("grandson"),
}


def circumstance(kind: CircumstanceKind) -> str:
    """A circumstance as a line begins with it: "Lives alone"."""
    return capital(_(CIRCUMSTANCES[kind]))


def involvement(kind: InvolvementKind) -> str:
    """What somebody is to the club, as a line begins with it: "Volunteer"."""
    return capital(_(INVOLVEMENTS[kind]))


def relation(kind: RelationKind, sex: Sex | None) -> str:
    """What a relative of that sex is: "Daughter"."""
    word = _BY_SEX.get((kind, sex)) if sex is not None else None
    return capital(_(word or RELATIONS[kind]))


def since(iso: str) -> str:
    """A first day as it was most likely known: "2024" for 1 January, else the day."""
    day = date.fromisoformat(iso)
    return str(day.year) if (day.month, day.day) == (1, 1) else fmt_date(day)


def span(what: str, since_on: str, until: str | None = None) -> str:
    """Something with its days: "Lives alone since 2024", "Frail, 2023 to 5/6/2025"."""
    if until is None:
        return _("{what} since {day}").format(what=what, day=since(since_on))
    return _("{what}, {since} to {until}").format(
        what=what, since=since(since_on), until=since(until)
    )


def due_in_short(follow_up: FollowUp, today: date) -> str:
    """How an open note begins in a card: "By 30/11", "13 days late"."""
    last = date.fromisoformat(follow_up.due_on)
    if not follow_up.late(today):
        short = f"{last.day}/{last.month}" if last.year == today.year else fmt_date(last)
        return _("By {day}").format(day=short)
    return _late(last, today)


def due(follow_up: FollowUp, today: date) -> Result:
    """When something is to be done, or was: late ones stand out by icon and word."""
    if follow_up.done_on is not None:
        day = fmt_date(date.fromisoformat(follow_up.done_on))
        return Result(_("Done {day}").format(day=day), icon="check")
    last = date.fromisoformat(follow_up.due_on)
    if follow_up.late(today):
        return Result(_late(last, today), icon="triangle-alert", tone="bad")
    if last == today:
        return Result(_("Today"), icon="clock", tone="warn")
    return Result(fmt_date(last), icon="clock")


def _late(last: date, today: date) -> str:
    days = (today - last).days
    return ngettext("{n} day late", "{n} days late", days).format(n=days)
