"""Whom to look after next: lists in order of urgency, each line with its reason in words. Pure.

A line says who, why and since when; the reason with numbers is for the chair and the health lead,
and only lists that tell nothing about anybody's health may hang on a wall.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from app.base.dates import Month, fmt_date
from app.base.names import Sex
from app.base.text import N_, _, ngettext
from app.health.check_ups import CheckUp, next_due
from app.health.referrals import OUTCOMES, WHYS, Referral, urgent_on
from app.health.rules import (
    Reading,
    band_code,
    by_day,
    fmt_pressure,
    lacks_second_reading,
)
from app.health.thresholds import Rules, rules_on

Code = Literal[
    "urgent",
    "second_reading",
    "high",
    "rising",
    "referrals",
    "not_measured",
    "check_up_due",
    "few_check_ups",
    "card_ends",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list is called, what to do with it, and the icon it goes by."""

    title: str
    do: str
    icon: str
    wall: str = ""


KINDS: Final[Mapping[Code, Kind]] = {
    "urgent": Kind(
        N_("See the health station today"),
        N_("Take them there, or let the family do it."),
        "triangle-alert",
    ),
    "second_reading": Kind(
        N_("Second reading missing"),
        N_("The first was high. Measure again after a rest."),
        "refresh-cw",
    ),
    "high": Kind(
        N_("High three times in a row"),
        N_("Ask them to see the health station."),
        "heart-pulse",
    ),
    "rising": Kind(
        N_("Rising three times in a row"),
        N_("Ask how they are; measure again soon."),
        "chart-column",
    ),
    "referrals": Kind(
        N_("Slips without an answer"),
        N_("Ask what the health station said, and write it down."),
        "file-text",
    ),
    "not_measured": Kind(
        N_("Not measured this month"),
        N_("Measure them at home, or ask them to come."),
        "list",
        N_("Please come to be measured"),
    ),
    "check_up_due": Kind(
        N_("Next check-up is due"),
        N_("Remind them of the day."),
        "calendar-days",
        N_("Please go to your next check-up"),
    ),
    "few_check_ups": Kind(
        N_("Fewer than two check-ups this year"),
        N_("Ask the health station for a day for all of them."),
        "stethoscope",
        N_("Please come to the next check-up"),
    ),
    "card_ends": Kind(
        N_("Health insurance card ends"),
        N_("Help them to renew it."),
        "id-card",
        N_("Please renew your health insurance card"),
    ),
}
"""Every list, the most urgent first. One with words for the `wall` may hang there, without
reasons."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the lists look at of one member of the day: readings up to that day, oldest first, of
    as far back as the rules look; every check-up of the year and the latest; every slip."""

    person_id: str
    code: str
    name: str
    sex: Sex | None
    birth: str | None
    hamlet: str
    phone: str
    bhyt_until: date | None
    signed: bool = True
    readings: tuple[Reading, ...] = ()
    check_ups: tuple[CheckUp, ...] = ()
    referrals: tuple[Referral, ...] = ()
    days: tuple[Reading, ...] = field(init=False)
    """One reading for each day with a pressure: that which counts."""

    def __post_init__(self) -> None:
        counted = tuple(one for one in by_day(self.readings) if one.systolic is not None)
        object.__setattr__(self, "days", counted)


@dataclass(frozen=True, slots=True)
class Line:
    """A person on a list: why, and since when; `weight` orders lines, the greatest first."""

    person: Watched
    reason: str
    on: date | None
    weight: int
    referral_id: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """A list as of a day, its lines in order of urgency and then of names."""

    code: Code
    on: date
    lines: tuple[Line, ...]

    @property
    def kind(self) -> Kind:
        """Its title and what to do."""
        return KINDS[self.code]


def lists(people: Sequence[Watched], on: date) -> tuple[FollowUpList, ...]:
    """Every list as of a day, empty ones too; people come in name order."""
    rules = rules_on(on)
    return tuple(
        FollowUpList(
            code,
            on,
            tuple(
                sorted(
                    (line for person in people for line in find(person, on, rules)),
                    key=lambda line: -line.weight,
                )
            ),
        )
        for code, find in _FINDERS.items()
    )


# --- one list each ------------------------------------------------------------------------------


def _urgent(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    taken = _last_taken(person)
    if not taken or not urgent_on(taken):
        return
    day = taken[-1].on
    if (on - day).days > rules.follow_up.urgent_days:
        return
    given = [one for one in person.referrals if one.on_date >= day.isoformat()]
    if any(not one.open_on(on.isoformat()) for one in given):
        return  # somebody has seen to it
    said = _on_day(taken, person.days[-1])
    if given:
        said += ". " + _("Slip given on {day}").format(day=_day(given[-1].on_date))
    yield Line(person, said, day, _gravity(person.days[-1]))


def _second_reading(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    del rules
    taken = _last_taken(person)
    if taken and Month.of(taken[-1].on) == Month.of(on) and lacks_second_reading(taken):
        words = _("{pressure} on {day}, not measured again").format(
            pressure=fmt_pressure(person.days[-1]), day=fmt_date(taken[-1].on)
        )
        yield Line(person, words, taken[-1].on, _gravity(person.days[-1]))


def _high(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    count = rules.follow_up.high_in_a_row
    last = _lately(person, on, rules)[-count:]
    if len(last) < count:
        return
    if all(rules_on(one.on).at_least(band_code(one), "high") for one in last):
        words = _pressures(last)
        answered = [one for one in person.referrals if one.outcome and one.closed_on]
        if answered:
            latest = max(answered, key=lambda one: one.on_date)
            outcome = next(text for code, text in OUTCOMES.items() if code == latest.outcome)
            words += ". " + _("Slip of {day}: {outcome}").format(
                day=_day(latest.on_date), outcome=_(outcome).lower()
            )
        yield Line(person, words, last[-1].on, _gravity(last[-1]))


def _rising(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    count, least = rules.follow_up.rising_readings, rules.follow_up.rising_least
    last = _lately(person, on, rules)[-count:]
    upper = [one.systolic or 0 for one in last]
    if len(last) < count or upper[-1] - upper[0] < least:
        return
    if all(earlier < later for earlier, later in pairwise(upper)):
        yield Line(person, _pressures(last), last[-1].on, upper[-1] - upper[0])


def _referrals(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    del rules
    for slip in person.referrals:
        if slip.open_on(on.isoformat()):
            day = date.fromisoformat(slip.on_date)
            waited = (on - day).days
            words = _("Slip of {day}: {why}").format(day=fmt_date(day), why=_(WHYS[slip.why]))
            if waited:
                words += ", " + ngettext("{n} day", "{n} days", waited).format(n=waited)
            weight = waited + (10_000 if slip.why == "urgent" else 0)
            yield Line(person, words, day, weight, slip.id)


def _not_measured(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    del rules
    last = person.days[-1].on if person.days else None
    if last is not None and Month.of(last) == Month.of(on):
        return
    if last is None:
        words = _("Not measured for a long time")
    else:
        words = _("Last measured on {day}").format(day=fmt_date(last))
    if not person.signed:
        words += ". " + _("Consent not signed")
    yield Line(person, words, last, (on - last).days if last else _NEVER)


def _check_up_due(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    day = next_due(person.check_ups)
    if day is None:
        return
    due = date.fromisoformat(day)
    ahead = (due - on).days
    if ahead <= rules.follow_up.check_up_days:
        sentence = _("Due on {day}") if ahead >= 0 else _("Was due on {day}")
        yield Line(person, sentence.format(day=fmt_date(due)), due, -ahead)


def _few_check_ups(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    of_year = [one for one in person.check_ups if one.on_date[:4] == str(on.year)]
    wanted = rules.follow_up.check_ups_a_year
    if len(of_year) >= wanted:
        return
    words = ngettext("{n} check-up this year", "{n} check-ups this year", len(of_year))
    last = max((one.on_date for one in person.check_ups), default=None)
    said = words.format(n=len(of_year))
    if last:
        said += ", " + _("the last on {day}").format(day=_day(last))
    day = date.fromisoformat(last) if last else None
    waited = (on - day).days if day else _NEVER
    yield Line(person, said, day, (wanted - len(of_year)) * 10 * _NEVER + waited)


def _card_ends(person: Watched, on: date, rules: Rules) -> Iterator[Line]:
    ends = person.bhyt_until
    if ends is None or ends > on + timedelta(days=rules.follow_up.card_days):
        return
    sentence = _("Valid until {day}") if ends >= on else _("Ended on {day}")
    yield Line(person, sentence.format(day=fmt_date(ends)), ends, (on - ends).days)


_FINDERS: Final[Mapping[Code, Callable[[Watched, date, Rules], Iterator[Line]]]] = {
    "urgent": _urgent,
    "second_reading": _second_reading,
    "high": _high,
    "rising": _rising,
    "referrals": _referrals,
    "not_measured": _not_measured,
    "check_up_due": _check_up_due,
    "few_check_ups": _few_check_ups,
    "card_ends": _card_ends,
}


_NEVER: Final = 10_000
"""More days than anybody has waited: for what never was."""


def _gravity(reading: Reading) -> int:
    """How urgent a pressure is: its band, which either number may decide, then the upper number."""
    codes = [band.code for band in rules_on(reading.on).bands]
    return codes.index(band_code(reading)) * 1_000 + (reading.systolic or 0)


# --- words --------------------------------------------------------------------------------------


def _last_taken(person: Watched) -> list[Reading]:
    """Every pressure of the last day with one, in the order of measuring."""
    taken = [one for one in person.readings if one.systolic is not None]
    return [one for one in taken if one.on == taken[-1].on]


def _lately(person: Watched, on: date, rules: Rules) -> list[Reading]:
    first = on - timedelta(days=rules.follow_up.look_back_days)
    return [one for one in person.days if one.on >= first]


def _pressures(readings: Sequence[Reading]) -> str:
    """The pressures with their days, the newest first."""
    parts = [f"{fmt_pressure(one)} ({one.on.day}/{one.on.month})" for one in reversed(readings)]
    return "; ".join(parts)


def _on_day(taken: Sequence[Reading], counted: Reading) -> str:
    """ "184 / 112 on 10/6/2026", and of what it is the mean."""
    said = _("{pressure} on {day}").format(pressure=fmt_pressure(counted), day=fmt_date(counted.on))
    if len(taken) < 2:
        return said
    each = ", ".join(fmt_pressure(one) for one in taken)
    return said + " " + _("(mean of {pressures})").format(pressures=each)


def _day(iso: str) -> str:
    return fmt_date(date.fromisoformat(iso))
