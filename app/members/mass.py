"""One change for many people: what it would do to whom, said before anything is written. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.text import N_, _, ngettext
from app.members.numbers import clean
from app.members.parts import (
    CIRCUMSTANCES,
    INVOLVEMENTS,
    Circumstance,
    Involvement,
    read_circumstance,
    read_involvement,
)
from app.members.rules import (
    REASONS,
    STATUSES,
    HouseholdStatus,
    Member,
    Membership,
    Reason,
    Status,
    read_leaving,
)

CHANGES: Mapping[str, str] = {
    "hamlet": N_("Hamlet"),
    "status": N_("Household status"),
    "bhyt_until": N_("Card is valid until"),
    "bhyt_place": N_("Card registered at"),
    "begin_involvement": N_("Begins to take part"),
    "end_involvement": N_("No longer takes part"),
    "begin_circumstance": N_("Circumstance begins"),
    "end_circumstance": N_("Circumstance ends"),
    "leave": N_("Leaves or pauses"),
}

AHEAD = 36_500  # days: cards of the oldest are valid for life


@dataclass(frozen=True, slots=True)
class Change:
    """What to do to each person, `what` being a code of CHANGES.

    `value` is the hamlet, the place, the ISO day of the card, or the code of the status, kind or
    reason; `day` the ISO day on which something begins or ends; `note` also the list that a
    household status of a `year` comes from.
    """

    what: str
    value: str
    day: str = ""
    year: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the people before: as members of the day, with the household statuses of
    the change's year and the open parts of the kind that the change is about."""

    on: date
    people: tuple[Member, ...]
    statuses: Mapping[str, HouseholdStatus] = field(default_factory=dict)
    parts: Mapping[str, tuple[Involvement | Circumstance, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One person who changes, and what stood there before in words; "" for nothing."""

    member: Member
    before: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a change changes, who is so already, and for whom it cannot be, with why."""

    change: Change
    steps: tuple[Step, ...]
    already: tuple[Member, ...]
    cannot: tuple[tuple[Member, str], ...]


# --- reading a form -----------------------------------------------------------------------------


def read_change(what: str, fields: Mapping[str, str], today: date) -> Change:
    """A change from the texts of its form. Raises Invalid with every problem."""
    match what:
        case "hamlet" | "bhyt_place":
            text = clean(fields.get("value", ""))
            if not text:
                raise Invalid({"value": _("Write what shall stand there.")})
            return Change(what, text)
        case "bhyt_until":
            return Change(what, _day("value", fields, today))
        case "status":
            return _read_status(fields, today)
        case "begin_involvement":
            begun = read_involvement(fields, today)
            return Change(what, begun.kind, begun.since, note=begun.note)
        case "begin_circumstance":
            begins = read_circumstance(fields, today)
            return Change(what, begins.kind, begins.since, note=begins.note)
        case "end_involvement":
            return _read_end(what, fields, INVOLVEMENTS, today)
        case "end_circumstance":
            return _read_end(what, fields, CIRCUMSTANCES, today)
        case "leave":
            leaving = read_leaving(fields, None, today)
            return Change(what, leaving.reason or "", leaving.left_on or "", note=leaving.note)
    raise ValueError(what)


def _read_status(fields: Mapping[str, str], today: date) -> Change:
    problems = {}
    if fields.get("value", "") not in STATUSES:
        problems["value"] = _("Choose one of these.")
    typed = clean(fields.get("year", ""))
    if not (
        typed.isascii() and typed.isdecimal() and today.year - 10 <= int(typed) <= today.year + 1
    ):
        problems["year"] = _("Write the year with four digits, such as {year}.").format(
            year=today.year
        )
    if problems:
        raise Invalid(problems)
    source = clean(fields.get("note", "")) or None
    return Change("status", fields["value"], year=int(typed), note=source)


def _read_end(what: str, fields: Mapping[str, str], words: Iterable[str], today: date) -> Change:
    if fields.get("kind", "") not in words:
        raise Invalid({"kind": _("Choose one of these.")})
    day = _day("until", fields, today)
    if day > today.isoformat():
        raise Invalid({"until": _("This day lies ahead. Write it down when it has come.")})
    return Change(what, fields["kind"], day)


def _day(name: str, fields: Mapping[str, str], today: date) -> str:
    ahead = AHEAD if name == "value" else 31
    try:
        return parse_date(clean(fields.get(name, "")), today, ahead=ahead).isoformat()
    except UserError as error:
        raise Invalid({name: str(error)}) from error


# --- what it would do ---------------------------------------------------------------------------


def plan(change: Change, known: Known) -> Plan:
    """What a change does to each of the people, in the order given."""
    steps, already, cannot = [], [], []
    for member in known.people:
        before, same, why = _before(change, member, known)
        if why:
            cannot.append((member, why))
        elif same:
            already.append(member)
        else:
            steps.append(Step(member, before))
    return Plan(change, tuple(steps), tuple(already), tuple(cannot))


def _before(change: Change, member: Member, known: Known) -> tuple[str, bool, str]:
    """What stands there in words, whether it is what is wanted, and why it cannot be changed."""
    person = member.person
    match change.what:
        case "hamlet":
            now = person.hamlet or ""
            return now, now == change.value, ""
        case "bhyt_place":
            now = person.bhyt_place or ""
            return now, now == change.value, ""
        case "bhyt_until":
            now = person.bhyt_until or ""
            why = "" if person.bhyt or now else _("no insurance card is written down")
            return _date(now), now == change.value, why
        case "status":
            status = known.statuses.get(member.id)
            same = status is not None and status.status == change.value and status.confirmed
            return _(STATUSES[status.status]) if status else "", same, ""
        case "leave":
            return _before_leaving(change, member, known.on)
    part = next(
        (part for part in known.parts.get(member.id, ()) if part.kind == change.value), None
    )
    if change.what.startswith("begin"):
        return "", part is not None, ""
    if part is not None and change.day < part.since:
        return "", False, _("it began later, on {date}").format(date=_date(part.since))
    return "", part is None, ""


def _before_leaving(change: Change, member: Member, on: date) -> tuple[str, bool, str]:
    period = member.membership
    if period is None or not period.covers(on):
        return "", True, ""
    if period.joined_on is not None and change.day < period.joined_on:
        joined = _date(period.joined_on)
        return "", False, _("joined later, on {date}").format(date=joined)
    return "", False, ""


def leaving(change: Change) -> Membership:
    """The end of a membership that a change asks for."""
    return Membership(None, change.day, cast("Reason", change.value), change.note)


def status(change: Change) -> HouseholdStatus:
    """The household status that a change asks for."""
    return HouseholdStatus(change.year, cast("Status", change.value), source=change.note)


# --- in words -----------------------------------------------------------------------------------


def change_words(change: Change) -> str:
    """A change in a few words: "Hamlet: Xóm 1", "Leaves or pauses: moved away, 1/5/2026"."""
    match change.what:
        case "hamlet" | "bhyt_place":
            value = change.value
        case "bhyt_until":
            value = _date(change.value)
        case "status":
            value = f"{_(STATUSES[cast('Status', change.value)])}, {change.year}"
        case _:
            value = f"{_(_word(change.value))}, {_date(change.day)}"
    return f"{_(CHANGES[change.what])}: {value}"


def _word(code: str) -> str:
    tables = (INVOLVEMENTS.items(), CIRCUMSTANCES.items(), REASONS.items())
    return next(text for table in tables for known, text in table if known == code)


def summary(plan: Plan) -> tuple[str, ...]:
    """What would happen, in figures, a sentence each: "18 people: until now Xóm Đông,
    from now on Xóm 1."."""
    lines = []
    after = change_words(plan.change).partition(": ")[2]
    for before, count in Counter(step.before for step in plan.steps).most_common():
        if before:
            line = ngettext(
                "{n} person: until now {old}, from now on {new}.",
                "{n} people: until now {old}, from now on {new}.",
                count,
            )
        else:
            line = ngettext(
                "{n} person: from now on {new}.", "{n} people: from now on {new}.", count
            )
        lines.append(line.format(n=count, old=before, new=after))
    if plan.already:
        count = len(plan.already)
        lines.append(ngettext("{n} is so already.", "{n} are so already.", count).format(n=count))
    for why, count in Counter(why for _member, why in plan.cannot).items():
        lines.append(
            ngettext("{n} stays as it is: {why}.", "{n} stay as they are: {why}.", count).format(
                n=count, why=why
            )
        )
    return tuple(lines)


def _date(iso: str) -> str:
    return fmt_date(date.fromisoformat(iso)) if iso else ""
