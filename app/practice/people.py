"""The people of the practice club and what is measured of them: pure, the same for one seed.

The shape follows what real clubs report (`members`, ages, household status, blood pressure):
two thirds women, about 80 % from 55 years on, a fifth poor or near-poor, more than half of the
old with raised blood pressure.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any, get_args

from app.base.dates import Month, age_by_year
from app.base.names import Sex
from app.members.parts import RelationKind
from app.members.rules import Purpose, Reason, Status

MEETING_DAY = 10
# Ages reached in the year of `until` by those who make the longevity lists never empty: the
# ages honoured by law in this year (70 … 100) and in the next one.
MILESTONES = (100, 95, 90, 85, 80, 79, 75, 74, 70, 69)
FIRST_WAVE = 0.8
FAMILIES = 6
NAMESAKES = (5, 11)
TREASURER = 3
"""The place of the treasurer among those who can lead."""


@dataclass(frozen=True, slots=True)
class Pretend:
    """One invented person. Weights in grams, heights in mm, pressures in mmHg."""

    name: str
    sex: Sex
    birth: str
    hamlet: str
    phone: str | None
    cccd: str | None
    bhyt: str | None
    bhyt_until: date | None
    contact_name: str | None
    contact_phone: str | None
    joined: date
    left: date | None
    reason: Reason | None
    statuses: tuple[tuple[int, Status], ...]
    consents: tuple[Purpose, ...]
    height_mm: int
    weight_g: int
    systolic: int
    diastolic: int
    rise: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One invented reading of the person at `index`."""

    index: int
    on: date
    systolic: int
    diastolic: int
    pulse: int
    weight_g: int


def months(years: int, until: date) -> list[Month]:
    """The months with a meeting: `years` × 12 of them, the last one held by `until`."""
    last = Month(until.year, until.month)
    if until.day < MEETING_DAY:
        last = last.previous()
    found = [last]
    for _n in range(years * 12 - 1):
        found.insert(0, found[0].previous())
    return found


def meeting_day(month: Month) -> date:
    """The day on which the practice club meets."""
    return date(month.year, month.month, MEETING_DAY)


def people(words: dict[str, Any], count: int, years: int, until: date, seed: int) -> list[Pretend]:
    """`count` present members and a few who left, moved or died."""
    chance = random.Random(f"people {seed}")
    held = months(years, until)
    gone = min(3, 1 + count // 25) if years and count > 5 else 0
    found = [_person(words, chance, index, count, held, until) for index in range(count + gone)]
    if count > 12:  # the same name twice, and two people who share one telephone
        one, other = NAMESAKES
        found[other] = replace(found[other], name=found[one].name, sex=found[one].sex, cccd=None)
        found[9] = replace(found[9], phone=found[8].phone)
    for lead in able(found[:count])[:1]:  # who signs in as chair is a member like others
        if found[lead].sex == "M":
            found[lead] = replace(found[lead], name=words["chair"])
    for one, other, _kind in families(found[:count]):  # they live together
        found[other] = replace(found[other], hamlet=found[one].hamlet, statuses=found[one].statuses)
    reasons: tuple[Reason, ...] = ("moved", "died", "left")
    for number, reason in enumerate(reasons[:gone]):
        month = held[(number + 1) * len(held) // (gone + 1)]
        person = found[count + number]
        found[count + number] = replace(
            person,
            joined=meeting_day(held[0]),
            left=meeting_day(month),
            reason=reason,
            statuses=tuple(s for s in person.statuses if s[0] <= month.year),
        )
    return found


def able(found: Sequence[Pretend]) -> list[int]:
    """Who can lead and help the club: those between 40 and 70 who joined first and stay, a man
    first, since the practice club's chair is one."""
    first = min((person.joined for person in found), default=None)
    helping = [
        index
        for index, person in enumerate(found)
        if person.joined == first
        and person.left is None
        and 40 <= age_by_year(person.birth, person.joined) <= 70
    ]
    men = (index for index in helping if found[index].sex == "M" and index not in NAMESAKES)
    man = next(men, None)
    return helping if man is None else [man, *(index for index in helping if index != man)]


def families(found: Sequence[Pretend]) -> list[tuple[int, int, RelationKind]]:
    """Who lives with whom, as (one, other, what the other is to the one): couples of about one
    age, and grown children of the same family name. Everybody is in one family at most."""
    pairs: list[tuple[int, int, RelationKind]] = []
    taken: set[int] = set()
    for (one, elder), (other, younger) in permutations(enumerate(found), 2):
        if taken & {one, other} or elder.joined != younger.joined or len(pairs) == FAMILIES:
            continue
        years = int(younger.birth[:4]) - int(elder.birth[:4])
        if (elder.sex, younger.sex) == ("M", "F") and 0 <= years <= 5:
            pairs.append((one, other, "spouse"))
        elif elder.name.split()[0] == younger.name.split()[0] and 22 <= years <= 40:
            pairs.append((one, other, "child"))
        else:
            continue
        taken |= {one, other}
    return pairs


def _person(
    words: dict[str, Any],
    chance: random.Random,
    index: int,
    count: int,
    held: list[Month],
    until: date,
) -> Pretend:
    name, sex = _name(words, chance, index)
    age = MILESTONES[index] if index < min(len(MILESTONES), count // 3) else _age(chance, index)
    birth_year = until.year - age
    if index % 4 == 3:
        birth = f"{birth_year}"
    else:
        birth = date(birth_year, chance.randint(1, 12), chance.randint(1, 28)).isoformat()
    first = index < count * FIRST_WAVE or len(held) < 4
    joined = meeting_day(held[0] if first else chance.choice(held[1:]))
    phone = _phone(chance) if chance.random() < 0.75 else None
    bhyt = f"{chance.randint(0, 10**10 - 1):010d}" if chance.random() < 0.9 else None
    height = round(chance.gauss(1510 if sex == "F" else 1610, 45))
    high = age >= 50 and chance.random() < 0.5
    return Pretend(
        name=name,
        sex=sex,
        birth=birth,
        hamlet=chance.choice(words["hamlets"]),
        phone=phone,
        cccd=_cccd(chance, birth_year, sex) if chance.random() < 0.85 else None,
        bhyt=bhyt,
        bhyt_until=date(until.year + chance.choice((0, 0, 1, 1, 2)), 12, 31) if bhyt else None,
        contact_name=f"{chance.choice(words['relations'])}: {_given(words, chance)}",
        contact_phone=_phone(chance),
        joined=joined,
        left=None,
        reason=None,
        statuses=_statuses(chance, joined.year, until.year),
        consents=_consents(chance, index),
        height_mm=height,
        weight_g=round(21.6 * (height / 1000) ** 2 * chance.uniform(0.85, 1.18) * 10) * 100,
        systolic=round(chance.gauss(148 if high else 124, 8)),
        diastolic=round(chance.gauss(88 if high else 77, 5)),
        rise=12 / len(held) if index == 2 else chance.uniform(-0.15, 0.2),
    )


def _name(words: dict[str, Any], chance: random.Random, index: int) -> tuple[str, Sex]:
    others = words["others"]
    if index % 9 == 7 and index // 9 < len(others):
        other = others[index // 9]
        return other["name"], other["sex"]
    sex: Sex = "F" if index in (0, 2) or chance.random() < 0.66 else "M"
    middle, given = ("women_middle", "women") if sex == "F" else ("men_middle", "men")
    if index < 3:  # somebody whose given name begins with Đ stands in every practice club
        return f"{words['families'][index]} {words[middle][0]} {words[given][index]}", sex
    parts = [chance.choice(words["families"]), chance.choice(words[middle])]
    return " ".join([*parts, chance.choice(words[given])]), sex


def _given(words: dict[str, Any], chance: random.Random) -> str:
    name: str = chance.choice(words["women"] + words["men"])
    return name


def _age(chance: random.Random, index: int) -> int:
    if index % 4 == 1:  # the other generation: the program's people are not all old
        return chance.randint(28, 54)
    return min(94, 55 + round(abs(chance.gauss(0, 14))))


def _phone(chance: random.Random) -> str:
    return chance.choice(("03", "05", "07", "08", "09")) + f"{chance.randint(0, 10**8 - 1):08d}"


def _cccd(chance: random.Random, birth_year: int, sex: str) -> str:
    century = (birth_year // 100 - 19) * 2 + (sex == "F")
    return f"027{century}{birth_year % 100:02d}{chance.randint(0, 999_999):06d}"


def _statuses(chance: random.Random, first: int, last: int) -> tuple[tuple[int, Status], ...]:
    share = {"poor": 12, "near_poor": 18, "difficult": 18, "none": 52}
    kinds: tuple[Status, ...] = get_args(Status)
    status = chance.choices(kinds, [share[kind] for kind in kinds])[0]
    found: list[tuple[int, Status]] = []
    for year in range(first, last + 1):
        if found and chance.random() < 0.12:  # the commune's new list lifts some, adds some
            status = chance.choice(kinds)
        found.append((year, status))
    return tuple(found)


def _consents(chance: random.Random, index: int) -> tuple[Purpose, ...]:
    if index % 12 == 5:  # a few have not signed yet
        return ()
    return ("C1", "C2", "C3") if chance.random() < 0.85 else ("C1", "C2")


def readings(
    members: list[Pretend], years: int, until: date, seed: int
) -> Iterator[tuple[date, list[Measured]]]:
    """Each meeting's day with what was measured that day: nine in ten of those who belonged."""
    chance = random.Random(f"readings {seed}")
    for number, month in enumerate(months(years, until)):
        day = meeting_day(month)
        found = []
        for index, person in enumerate(members):
            here = person.joined <= day and (person.left is None or day < person.left)
            if not here or chance.random() < 0.1:
                continue
            systolic = round(person.systolic + person.rise * number + chance.gauss(0, 6))
            systolic = max(88, min(188, systolic))
            diastolic = round(person.diastolic + person.rise * number / 2 + chance.gauss(0, 4))
            diastolic = max(52, min(systolic - 22, diastolic, 116))
            weight = person.weight_g + round(chance.gauss(0, 5)) * 100
            found.append(Measured(index, day, systolic, diastolic, chance.randint(60, 88), weight))
        yield day, found


def founded(years: int, until: date) -> date:
    """The day the practice club was founded: a week before its first meeting."""
    return meeting_day(months(years, until)[0]) - timedelta(days=7)
