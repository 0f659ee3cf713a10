"""The plan of a year: on which day each month's meeting falls. Pure.

A rule gives every month exactly one day of that month; where the rule's own day cannot be, the day
that is taken instead says why.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from app.base.dates import WEEKDAYS, fmt_date
from app.base.lunar import lunar
from app.base.periods import Month
from app.base.text import N_, _
from app.meetings.rules import read_month, read_time
from app.members.reading import Reading

RuleKind = Literal["day", "weekday", "lunar"]

RULES: dict[RuleKind, str] = {
    "day": N_("The same day of every month"),
    "weekday": N_("The same weekday of every month"),
    "lunar": N_("The same lunar day"),
}

LAST = 5
"""As the number of a weekday rule: the last one of the month."""

WHICH: dict[int, str] = {
    1: N_("first"),
    2: N_("second"),
    3: N_("third"),
    4: N_("fourth"),
    LAST: N_("last"),
}

_LARGEST: Mapping[RuleKind, int] = {"day": 31, "weekday": LAST, "lunar": 30}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """When, where and at what time a club meets, from a month on.

    `number` is the day of the month, which of the weekdays (`WHICH`), or the day of the lunar
    month; `weekday` is 0 for Monday and only set when the kind is "weekday". `at_time` is "08:00".
    """

    from_month: Month
    kind: RuleKind
    number: int
    weekday: int | None = None
    at_time: str | None = None
    place: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """The day of one month; `why` says in a sentence why it is not the rule's own day."""

    on: date
    why: str | None = None


def planned_day(rule: Rule, month: Month) -> PlannedDay:
    """The one day of a month by this rule.

    A day that the month lacks becomes its last day, a lunar day that it lacks its first, just after
    one. A day of Tết (29th of the last lunar month to the 5th of the first) goes to the first day
    after Tết that suits the rule, or the last one before it when that lies in another month.
    """
    own, why = _own_day(rule, month)
    if not in_tet(own):
        return PlannedDay(own, why)
    step = timedelta(days=7) if rule.kind == "weekday" else _DAY
    moved = _outside(own, step)
    if Month.of(moved) != month:
        moved = _outside(own, -step)
        said = _("{day} falls in Tết, so the meeting is before it.")
    else:
        said = _("{day} falls in Tết, so the meeting is after it.")
    return PlannedDay(moved, said.format(day=fmt_date(own)))


def in_tet(day: date) -> bool:
    """Whether people keep Tết on this day: from the 29th of Chạp to the 5th of the first month."""
    when = lunar(day)
    return (when.month, when.day) in _TET and not when.leap


_TET = {(12, 29), (12, 30), *((1, day) for day in range(1, 6))}


def rule_words(rule: Rule) -> str:
    """A rule as it is said: "on day 21 of every month"."""
    if rule.kind == "day":
        return _("day {n} of every month").format(n=rule.number)
    if rule.kind == "lunar":
        return _("lunar day {n} of every month").format(n=rule.number)
    return _("the {which} {weekday} of every month").format(
        which=_(WHICH[rule.number]), weekday=_(WEEKDAYS[rule.weekday or 0])
    )


def _own_day(rule: Rule, month: Month) -> tuple[date, str | None]:
    if rule.kind == "day":
        day = month.first + timedelta(days=min(rule.number, month.last.day) - 1)
        short = _("Month {month} has no day {day}: its last day is taken.").format(
            month=month.month, day=rule.number
        )
        return day, short if rule.number > month.last.day else None
    if rule.kind == "weekday":
        first = month.first + timedelta(days=((rule.weekday or 0) - month.first.weekday()) % 7)
        weeks = (month.last - first).days // 7 if rule.number == LAST else rule.number - 1
        return first + timedelta(weeks=weeks), None
    # A lunar month has 29 or 30 days, so the day is where 30 would put it, or one before.
    away = timedelta(days=(rule.number - lunar(month.first).day) % 30)
    for day in (month.first + away - _DAY, month.first + away):
        if Month.of(day) == month and _is_lunar_day(day, rule.number):
            return day, None
    # Only a February lacks one, between the last days of January and the first of March.
    said = _("This month has no lunar day {n}: its first day is taken.")
    return month.first, said.format(n=rule.number)


def _is_lunar_day(day: date, number: int) -> bool:
    """Whether this is that lunar day, or the last of a lunar month that is too short for it."""
    own = lunar(day).day
    return own == number or (own == 29 and number == 30 and lunar(day + _DAY).day == 1)


def _outside(day: date, step: timedelta) -> date:
    """The first day on the way that is no day of Tết."""
    while in_tet(day):
        day += step
    return day


# --- reading forms ------------------------------------------------------------------------------


def read_rule(fields: Mapping[str, str], today: date) -> Rule:
    """A rule from `from_month`, `kind`, `number`, `weekday` ("0" to "6"), `at_time` and `place`.

    Raises Invalid with every problem.
    """
    reading = Reading(fields, today)
    month = read_month(reading, "from_month")
    kind = reading.code("kind", RULES, _("Choose how the day is found."))
    number = reading.count("number", 1, _LARGEST.get(cast("RuleKind", kind), 31))
    if number is None:
        reading.problems.setdefault("number", _("Write the number."))
    weekday = None
    if kind == "weekday":
        typed = reading.code("weekday", _WEEKDAY_CODES, _("Choose the day of the week."))
        weekday = int(typed) if typed in _WEEKDAY_CODES else None
    at_time = read_time(reading, "at_time")
    place = reading.text("place")
    reading.close()
    return Rule(month, cast("RuleKind", kind), number or 1, weekday, at_time, place)


_WEEKDAY_CODES: Collection[str] = tuple(str(number) for number in range(7))
