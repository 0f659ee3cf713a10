"""The rows of the payload: the club, its members as consent allows, and what is counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.base.dates import Month, age
from app.base.text import nfc
from app.bundle.contents import DEFINITION, KINDS, MAX_LINE, OF_A_DAY
from app.bundle.records import Measured, Membership
from app.health.rules import Reading, band, by_day
from app.health.thresholds import rule_book, rules_on
from app.members.rules import Composition, Figure, Member

Row = dict[str, Any]


def club_row(file_id: str, code: str, row: Mapping[str, Any]) -> Row:
    """The club's own row."""
    text = {name: _line(row[name]) for name in ("name", "commune", "province", "hamlet")}
    founded = row["founded_on"] if KINDS["birth"](row["founded_on"]) else None
    return {"id": file_id, "code": code, "founded_on": founded, **text}


def member_rows(
    members: Iterable[Member], named: Collection[str], day: date, pid: Callable[[str], str]
) -> list[Row]:
    """The members of a day, by the ids that the commune knows.

    `named` are the ids of those who agreed that their name leaves.
    """
    rows = (_member_row(member, member.id in named, day, pid(member.id)) for member in members)
    return sorted(rows, key=lambda row: row["id"])


def _member_row(member: Member, named: bool, day: date, pid: str) -> Row:
    person = member.person
    birth = person.birth if KINDS["birth"](person.birth) else None
    years = age(birth, day).years if birth else None
    return {
        "id": pid,
        "name": _line(person.name) if named else None,
        "birth": birth if named else None,
        "hamlet": _line(person.hamlet) if named else None,
        "sex": person.sex,
        "born_from": f"{int(birth[:4]) // 5 * 5:04}" if birth else None,
        "age_55": None if years is None else int(years >= 55),
        "age_60": None if years is None else int(years >= 60),
        "household": member.status.status if member.status else None,
    }


def figure_rows(
    composition: Composition,
    readings: Sequence[Measured],
    memberships: Sequence[Membership],
) -> list[Row]:
    """What is counted: the composition of its day, and each month's readings and bands."""
    day, total = composition.on.isoformat(), composition.members.count
    rows = [
        _figure(name, day, figure.count, None if name == "members" else total)
        for name, figure in _composition(composition).items()
    ]
    months = Counter(reading.on[:7] for reading in readings)
    rows += [_figure("readings", month, n, None) for month, n in months.items()]
    for month, pressures in _last_pressures(readings, memberships).items():
        last = Month(int(month[:4]), int(month[5:])).last
        among = _members_in(month, memberships)
        rows.append(_figure("measured", month, len(pressures), among))
        rows += [
            _figure(f"bp_{code}", month, n, len(pressures), _edition(last), OF_A_DAY)
            for code, n in _bands(pressures, last).items()
        ]
    return sorted(rows, key=lambda row: row["id"])


def _composition(found: Composition) -> dict[str, Figure]:
    return {
        "members": found.members,
        "women": found.women,
        "age_55": found.from_55,
        "age_60": found.from_60,
        "poor": found.poor,
        "near_poor": found.near_poor,
        "difficult": found.difficult,
    }


Pressure = tuple[int, int]


def _last_pressures(
    readings: Sequence[Measured], memberships: Sequence[Membership]
) -> dict[str, list[Pressure]]:
    """The last blood pressure in each month of everybody who was a member on the day; of a day
    measured twice that which counts."""
    spans: dict[str, list[Membership]] = defaultdict(list)
    for membership in memberships:
        spans[membership.person_id].append(membership)
    taken: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for person, on, systolic, diastolic in readings:
        if systolic is None or diastolic is None:
            continue
        if any(_holds(span, on, on) for span in spans[person]):
            day = date.fromisoformat(on)
            taken[on[:7], person].append(Reading(day, systolic, diastolic))
    last: dict[str, list[Pressure]] = defaultdict(list)
    for (month, _person), of_month in taken.items():
        counted = by_day(one for one in of_month if one.on == of_month[-1].on)[-1]
        last[month].append((counted.systolic or 0, counted.diastolic or 0))
    return dict(last)


def _members_in(month: str, memberships: Sequence[Membership]) -> int:
    """How many people were members on some day of a month."""
    first, last = f"{month}-01", f"{month}-31"
    return len({span.person_id for span in memberships if _holds(span, first, last)})


def _holds(span: Membership, first: str, last: str) -> bool:
    """Whether a membership covers some day from `first` to `last`.

    A period can have no day: who died without being a member is noted with one.
    """
    joined, left = span.joined_on, span.left_on
    if joined is not None and joined == left:
        return False
    return (joined is None or joined <= last) and (left is None or left > first)


def _bands(pressures: Iterable[Pressure], day: date) -> dict[str, int]:
    """How many blood pressures fall into each band, by the rules in force on a day."""
    rules = rules_on(day)
    counts = {known.code: 0 for known in rules.bands}
    for (systolic, diastolic), people in Counter(pressures).items():
        found = band(Reading(day, systolic, diastolic), rules)
        if found is not None:
            counts[found.code] += people
    return counts


def _edition(day: date) -> str:
    """Names the rules of blood pressure in force on a day."""
    days = [basis.effective_from for basis, _rows in rule_book().editions["blood_pressure"]]
    begun = [first for first in days if first <= day]
    return f"blood_pressure@{max(begun, default=days[0])}"


def _figure(
    figure: str,
    period: str,
    numerator: int,
    denominator: int | None,
    rules: str | None = None,
    definition: int = DEFINITION,
) -> Row:
    return {
        "id": f"{figure}:{period}",
        "figure": figure,
        "definition": definition,
        "period": period,
        "rules": rules,
        "numerator": numerator,
        "denominator": denominator,
    }


def _line(text: str | None) -> str | None:
    """Text of the book as one line without control signs; None for an empty one."""
    words = "".join(sign if sign.isprintable() else " " for sign in nfc(text or "")).split()
    return " ".join(words)[:MAX_LINE].rstrip() or None
