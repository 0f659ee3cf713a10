"""A month of the club's health in figures, each with the people behind it. Pure.

Bands are those of the last day on which somebody was measured in the month, by the rules in force
on that day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.base.dates import Month
from app.health.lists import Code, FollowUpList
from app.health.referrals import Referral
from app.health.rules import Reading, band_code, by_day, lacks_second_reading
from app.health.thresholds import rules_on


@dataclass(frozen=True, slots=True)
class OfMonth:
    """A member of the month: the readings of the month, oldest first, and whether a doctor said
    that the blood pressure is high (known by the last day)."""

    person_id: str
    readings: tuple[Reading, ...]
    hypertension: bool


@dataclass(frozen=True, slots=True)
class HealthMonth:
    """The figures; people are ids in name order, so that every figure opens its list.

    `controlled` are those of `hypertension` whose pressure counted below high in the month, and
    `uncontrolled` those high; the others of them were not measured. `asked_again` had a first
    pressure that asks for a second one, `second` got it. Slips are those given in the month.
    """

    month: Month
    members: tuple[str, ...]
    bands: Mapping[str, tuple[str, ...]]
    hypertension: tuple[str, ...]
    controlled: tuple[str, ...]
    uncontrolled: tuple[str, ...]
    asked_again: tuple[str, ...]
    second: tuple[str, ...]
    open_slips: tuple[Referral, ...]
    closed_slips: tuple[Referral, ...]
    overdue: Mapping[Code, int]

    @property
    def measured(self) -> tuple[str, ...]:
        """Who had a blood pressure in the month."""
        with_one = {person_id for people in self.bands.values() for person_id in people}
        return tuple(person_id for person_id in self.members if person_id in with_one)

    @property
    def known_not_measured(self) -> tuple[str, ...]:
        """Who has a high blood pressure, as a doctor told, and was not measured."""
        told = {*self.controlled, *self.uncontrolled}
        return tuple(person_id for person_id in self.hypertension if person_id not in told)


def figures(
    month: Month,
    people: Sequence[OfMonth],
    slips: Sequence[Referral],
    lists: Sequence[FollowUpList],
    on: str,
) -> HealthMonth:
    """The figures of a month as of the ISO day `on`; `slips` are those given in the month."""
    bands: dict[str, list[str]] = {band.code: [] for band in rules_on(month.last).bands}
    controlled: list[str] = []
    uncontrolled: list[str] = []
    asked: list[str] = []
    second: list[str] = []
    for person in people:
        counted = [one for one in by_day(person.readings) if one.systolic is not None]
        if not counted:
            continue
        code = band_code(counted[-1])
        bands.setdefault(code, []).append(person.person_id)
        if person.hypertension:
            high = rules_on(counted[-1].on).at_least(code, "high")
            (uncontrolled if high else controlled).append(person.person_id)
        again = _measured_again(person.readings)
        if again is not None:
            asked.append(person.person_id)
            if again:
                second.append(person.person_id)
    return HealthMonth(
        month=month,
        members=tuple(person.person_id for person in people),
        bands={code: tuple(found) for code, found in bands.items()},
        hypertension=tuple(person.person_id for person in people if person.hypertension),
        controlled=tuple(controlled),
        uncontrolled=tuple(uncontrolled),
        asked_again=tuple(asked),
        second=tuple(second),
        open_slips=tuple(slip for slip in slips if slip.open_on(on)),
        closed_slips=tuple(slip for slip in slips if not slip.open_on(on)),
        overdue={each.code: len(each.lines) for each in lists},
    )


def _measured_again(readings: Sequence[Reading]) -> bool | None:
    """Whether everybody's high first pressure of a day was measured again; None when none was."""
    days: dict[object, list[Reading]] = {}
    for reading in readings:
        if reading.systolic is not None:
            days.setdefault(reading.on, []).append(reading)
    asked = [taken for taken in days.values() if lacks_second_reading(taken[:1])]
    return not any(map(lacks_second_reading, asked)) if asked else None
