"""What a club should do at least in each area: done so far, what remains, by when.

Pure but for the dated rules of resources/areas/minimums.toml, which are read once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from app.areas.rules import monday_of
from app.base.areas import AREAS, Area
from app.base.dated import Edition, Words, check_unbroken, in_force, read_editions
from app.base.dates import fmt_date
from app.base.files import resource
from app.base.periods import Month
from app.base.text import _, language, ngettext

Per = Literal["year", "month", "week", "meeting", "now"]

PERIODS: tuple[Per, ...] = ("year", "month", "week", "meeting", "now")
COUNTS = frozenset(
    [
        *("activity", "reading", "exercise", "case", "person_helped", "resolved"),
        *("exchange", "fee", "volunteers"),
    ]
)
"""What can be counted (`minimum_records`)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A minimum as officials and guides have it. `count` is one of COUNTS, narrowed to areas and
    kinds where some are named; `verified` says whether `source` was compared with it."""

    id: str
    area: Area
    count: str
    per: Per
    at_least: int
    title: Words
    source: str
    verified: bool
    areas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that counts for a minimum: on a day, in the month to which it belongs, perhaps at
    a meeting. Events of a period with the same `key` are one; `number` is what each adds."""

    count: str
    on: date
    month: Month
    key: str
    area: str = ""
    kind: str = ""
    meeting_id: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Held:
    """What the minimums are reckoned from: a year's events and the ids of its meetings held,
    today's volunteers by kind of team, and the first month of which the book knows anything."""

    events: Sequence[Event] = ()
    meetings: Collection[str] = ()
    volunteers: Mapping[str, int] = field(default_factory=dict)
    begins: Month | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """A minimum and how far the club is: `done` of `needed` until `by`.

    That is the year, or the month or week that runs. What is asked again and again also tells in
    how many periods that are over (`of`) it was reached (`kept`).
    """

    id: str
    area: Area
    title: Words
    per: Per
    needed: int
    done: int
    by: date | None
    kept: int
    of: int
    source: str
    verified: bool

    @property
    def left(self) -> int:
        """What remains to do in the period that runs."""
        return max(self.needed - self.done, 0) if self.by or self.per == "now" else 0

    @property
    def reached(self) -> bool:
        """Whether everything asked so far was done."""
        enough = self.done >= self.needed if self.per in ("year", "now") else not self.left
        return enough and self.kept == self.of

    def done_words(self) -> str:
        """What was done so far: "1 of 2", "9 of 10 months"."""
        match self.per:
            case "month":
                words = ngettext("{n} of {of} month", "{n} of {of} months", self.of)
            case "week":
                words = ngettext("{n} of {of} week", "{n} of {of} weeks", self.of)
            case "meeting":
                words = ngettext("{n} of {of} meeting", "{n} of {of} meetings", self.of)
            case _:
                return _("{n} of {of}").format(n=self.done, of=self.needed)
        return words.format(n=self.kept, of=self.of)

    def left_words(self) -> str:
        """What remains and by when, "" when nothing does."""
        if not self.left:
            return ""
        if self.by is None:
            return _("{n} more").format(n=self.left)
        return _("{n} more by {day}").format(n=self.left, day=fmt_date(self.by))


@cache
def editions(path: Path | None = None) -> tuple[Edition, ...]:
    """The editions of the minimums. Raises ValueError, naming the file, for a wrong one."""
    place = path or resource("areas", "minimums.toml")
    found = read_editions(place)
    check_unbroken(found, place.name)
    for edition in found:
        rules_of(edition, place.name)
    return found


def rules_of(edition: Edition, name: str = "") -> tuple[Rule, ...]:
    """The minimums of an edition. Raises ValueError for what cannot be counted or cites nothing."""
    found = tuple(_rule(row, name) for row in edition[1].get("minimum", ()))
    if len({rule.id for rule in found}) < len(found):
        raise ValueError(f"{name}: two minimums with one id")
    return found


def minimums(year: int, today: date, held: Held) -> tuple[Minimum, ...]:
    """How far a club is with every minimum of a year, by the rules in force in it, area by area."""
    day = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    rules = rules_of(in_force(editions(), day))
    found = [_judge(rule, year, today, held) for rule in rules]
    areas = tuple(AREAS)
    return tuple(sorted(found, key=lambda one: areas.index(one.area)))


def _judge(rule: Rule, year: int, today: date, held: Held) -> Minimum:
    events = [event for event in held.events if _counts(rule, event)]
    match rule.per:
        case "year":
            last = date(year, 12, 31)
            by = last if today <= last else None
            return _minimum(rule, rule.at_least, _sum(events), by)
        case "now":
            have = sum(held.volunteers.get(kind, 0) for kind in rule.kinds)
            return _minimum(rule, rule.at_least, have, None)
        case "month":
            return _by_month(rule, year, today, events, held.begins)
        case "week":
            return _by_week(rule, year, today, events, held.begins)
        case "meeting":
            kept = sum(
                _sum(event for event in events if event.meeting_id == meeting) >= rule.at_least
                for meeting in held.meetings
            )
            return _minimum(rule, rule.at_least, 0, None, kept, len(held.meetings))


def _by_month(
    rule: Rule, year: int, today: date, events: Iterable[Event], begins: Month | None
) -> Minimum:
    by_month: dict[Month, list[Event]] = {}
    for event in events:
        by_month.setdefault(event.month, []).append(event)
    now = Month.of(today)
    months = [Month(year, number) for number in range(1, 13)]
    over = [month for month in months if begins is not None and begins <= month < now]
    kept = sum(_sum(by_month.get(month, ())) >= rule.at_least for month in over)
    by = now.last if now.year == year else None
    return _minimum(rule, rule.at_least, _sum(by_month.get(now, ())), by, kept, len(over))


def _by_week(
    rule: Rule, year: int, today: date, events: Iterable[Event], begins: Month | None
) -> Minimum:
    sums: Counter[date] = Counter()
    for event in events:
        sums[monday_of(event.on)] += event.number
    now = monday_of(today)
    first = date(year, 1, 1) if begins is None else max(date(year, 1, 1), begins.first)
    monday = first + timedelta(days=-first.weekday() % 7)
    over = []
    while begins is not None and monday < now and monday.year == year:
        over.append(monday)
        monday += timedelta(weeks=1)
    kept = sum(sums[each] >= rule.at_least for each in over)
    by = now + timedelta(days=6) if now.year == year else None
    return _minimum(rule, rule.at_least, sums[now], by, kept, len(over))


def _minimum(
    rule: Rule, needed: int, done: int, by: date | None, kept: int = 0, of: int = 0
) -> Minimum:
    return Minimum(
        *(rule.id, rule.area, rule.title, rule.per, needed, done, by, kept, of),
        *(rule.source, rule.verified),
    )


def _counts(rule: Rule, event: Event) -> bool:
    return (
        event.count == rule.count
        and (not rule.areas or event.area in rule.areas)
        and (not rule.kinds or event.kind in rule.kinds)
    )


def _sum(events: Iterable[Event]) -> int:
    return sum({event.key: event.number for event in events}.values())


def _rule(row: Mapping[str, Any], name: str) -> Rule:
    rule = Rule(
        id=row["id"],
        area=row["area"],
        count=row["count"],
        per=row["per"],
        at_least=row["at_least"],
        title=Words.of(row["title"]),
        source=row.get("source", ""),
        verified=row.get("verified", False),
        areas=frozenset(row.get("areas", ())),
        kinds=frozenset(row.get("kinds", ())),
    )
    known = rule.area in AREAS and rule.count in COUNTS and rule.per in PERIODS
    if not known or not rule.areas <= AREAS.keys():
        raise ValueError(f"{name}: {rule.id}: no such area, count or period")
    if not rule.source or rule.at_least < 1:
        raise ValueError(f"{name}: {rule.id}: a minimum cites its source and is more than nothing")
    return rule


def title(minimum: Minimum) -> str:
    """What is asked for, in the user's language."""
    return minimum.title.in_(language())
