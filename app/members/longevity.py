"""Days to honour people on: longevity wishes by age, birthdays by sun and moon, jubilees.

Pure but for the dated rules of resources/longevity, which are read once.
"""

from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from app.base.dated import Basis, Words, check_unbroken, in_force, read_editions
from app.base.dates import age, birth_span
from app.base.errors import UserError
from app.base.files import resource
from app.base.lunar import Lunar, lunar, solar
from app.base.names import Sex, sort_key
from app.base.periods import Month
from app.members.rules import Member

JUBILEES = range(10, 100, 5)
"""The years of membership that a club celebrates: 10, 15, 20 …"""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is done at some ages: the ceremony, who honours, the least gift.

    `above` is an age after which it is done every year.
    """

    ages: frozenset[int]
    above: int | None
    title: Words
    by: Words
    gift: Words


@dataclass(frozen=True, slots=True)
class Honour:
    """One person of a longevity list, with the age of that list.

    `full_age_on` is the birthday on which the law's full years are reached, None when only the
    year or month of birth is known.
    """

    person_id: str
    code: str
    name: str
    sex: Sex | None
    birth: str
    hamlet: str | None
    age: int
    full_age_on: date | None
    milestone: Milestone

    @property
    def title(self) -> Words:
        """The name of the ceremony."""
        return self.milestone.title

    @property
    def by(self) -> Words:
        """Who honours."""
        return self.milestone.by

    @property
    def gift(self) -> Words:
        """The least gift."""
        return self.milestone.gift


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday in a month, by the sun or by the moon (`lunar`); `turns` is the age reached.

    `on` is None when only the month of birth is known.
    """

    person_id: str
    code: str
    name: str
    sex: Sex | None
    birth: str
    hamlet: str | None
    turns: int
    on: date | None
    kind: Literal["solar", "lunar"]
    lunar: Lunar | None


@dataclass(frozen=True, slots=True)
class Jubilee:
    """So many whole years of membership without a break, reached on a day."""

    person_id: str
    code: str
    name: str
    years: int
    on: date


# --- the rules ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LongevityRules:
    """Every milestone in force on a day, and where they stand."""

    basis: Basis
    milestones: tuple[Milestone, ...]

    def at(self, years: int) -> Milestone | None:
        """What is done for who becomes so old; None when it is no such age."""
        for milestone in self.milestones:
            after = milestone.above
            if years in milestone.ages or (after is not None and years > after):
                return milestone
        return None


@cache
def rules_on(day: date) -> LongevityRules:
    """The longevity rules in force on a day. Raises ValueError for a file that is wrong."""
    path = resource("longevity", "national.toml")
    editions = read_editions(path)
    check_unbroken(editions, path.name)
    basis, row = in_force(editions, day)
    return LongevityRules(basis, tuple(_milestone(each) for each in row["honour"]))


def _milestone(row: Mapping[str, Any]) -> Milestone:
    return Milestone(
        frozenset(row.get("ages", ())),
        row.get("above"),
        Words.of(row["title"]),
        Words.of(row["by"]),
        Words.of(row["gift"]),
    )


# --- longevity wishes ---------------------------------------------------------------------------


def honours(
    members: Iterable[Member], year: int, full_by: date | None = None
) -> tuple[Honour, ...]:
    """Who is honoured in a year, the oldest first; who has no year of birth cannot be.

    By calendar year, as communes list people: the year less the year of birth. With `full_by`, a
    day of that year, as the law has it: who came to that age in full in the twelve months up to
    the day; who has only a year of birth counts as born on its first day (`dates.age`).
    """
    found = []
    for member in members:
        birth = member.person.birth
        if birth is None:
            continue
        years = year - int(birth[:4]) if full_by is None else age(birth, full_by).years
        milestone = rules_on(date(year, 12, 31)).at(years)
        if milestone is not None:
            found.append(_honour(member, birth, years, milestone))
    return tuple(sorted(found, key=lambda one: (-one.age, sort_key(one.name), one.code)))


def _honour(member: Member, birth: str, years: int, milestone: Milestone) -> Honour:
    first, last = birth_span(birth)
    return Honour(
        person_id=member.id,
        code=member.code,
        name=member.person.name,
        sex=member.person.sex,
        birth=birth,
        hamlet=member.person.hamlet,
        age=years,
        full_age_on=_anniversary(first, first.year + years) if first == last else None,
        milestone=milestone,
    )


def without_birth(members: Iterable[Member]) -> tuple[Member, ...]:
    """Those whose age nobody knows: a longevity list may lack them."""
    return tuple(member for member in members if member.person.birth is None)


# --- birthdays ----------------------------------------------------------------------------------


def birthdays(members: Iterable[Member], month: Month) -> tuple[Birthday, ...]:
    """Birthdays in a month by day, those without a known day last.

    Who has a full date of birth also has a lunar birthday: the day on which the lunar date of
    birth falls. Born on day 30, or in a leap month, that a lunar year lacks, it is the last day of
    the month, or the month itself. Before 1968 the lunar date may be a day off (`approximate`).
    """
    found: list[Birthday] = []
    for member in members:
        found.extend(_birthdays(member, month))
    return tuple(
        sorted(found, key=lambda one: (one.on or month.last, one.on is None, sort_key(one.name)))
    )


def _birthdays(member: Member, month: Month) -> Iterator[Birthday]:
    birth = member.person.birth or ""
    if len(birth) == 7 and int(birth[5:]) == month.month:
        yield _birthday(member, month.year - int(birth[:4]), None, None)
    if len(birth) < 10:
        return
    born = date.fromisoformat(birth)
    on = _anniversary(born, month.year)
    if Month.of(on) == month and on > born:
        yield _birthday(member, month.year - born.year, on, None)
    try:
        by_moon = lunar(born)
    except ValueError:  # outside of the lunar calendar that we have
        return
    for year in (month.year - 1, month.year):  # a lunar year ends in the next solar one
        day = _lunar_day(by_moon, year)
        if day is not None and Month.of(day) == month and day > born:
            yield _birthday(member, year - by_moon.year, day, by_moon)


def _birthday(member: Member, turns: int, on: date | None, by_moon: Lunar | None) -> Birthday:
    return Birthday(
        person_id=member.id,
        code=member.code,
        name=member.person.name,
        sex=member.person.sex,
        birth=member.person.birth or "",
        hamlet=member.person.hamlet,
        turns=turns,
        on=on,
        kind="solar" if by_moon is None else "lunar",
        lunar=by_moon,
    )


def _anniversary(day: date, year: int) -> date:
    """The same day in another year; 29 February becomes 1 March, as the law counts ages."""
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def _lunar_day(by_moon: Lunar, year: int) -> date | None:
    """The day of a lunar date in another lunar year; None beyond the calendar that we have."""
    for leap in (by_moon.leap, False):
        for day in (by_moon.day, 29):
            try:
                return solar(Lunar(day, by_moon.month, leap, year))
            except UserError:
                continue
    return None


# --- membership ---------------------------------------------------------------------------------


def jubilees(members: Iterable[Member], year: int) -> tuple[Jubilee, ...]:
    """Who has been a member for 10, 15, 20 … years in that year, by day."""
    found = []
    for member in members:
        joined = member.membership.joined_on if member.membership else None
        if joined is None:
            continue
        first = date.fromisoformat(joined)
        years = year - first.year
        if years in JUBILEES:
            day = _anniversary(first, year)
            found.append(Jubilee(member.id, member.code, member.person.name, years, day))
    return tuple(sorted(found, key=lambda one: (one.on, sort_key(one.name))))
