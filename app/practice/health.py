"""The health of the practice club beside its monthly readings: second readings, what doctors told,
check-ups twice a year, slips for the health station with what came of them, books handed out.
The same for the same people and seed."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from app.base.dates import Month
from app.base.text import N_
from app.club.file import Club
from app.health import (
    check_up_records,
    fact_records,
    print_records,
    records,
    referral_records,
)
from app.health.check_ups import CheckUp
from app.health.facts import Fact
from app.health.print_records import BookPrint
from app.health.referrals import Came, Outcome
from app.health.rules import Reading, needs_second_reading
from app.health.thresholds import rules_on
from app.practice.people import Pretend

CHECKED: Final = 3
"""In every sixth month from this one on the health station examines whoever comes."""
WAITING: Final = 3
"""For how many months a slip is asked about."""
GIVEN: Final = 6
"""How many slips a meeting gives out at most, beside those of the urgent."""
CALMER: Final = (4, 14)
"""By how many mmHg a second upper number lies below the first."""


def month(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    number: int,
    day: date,
    seed: int,
) -> None:
    """What the meeting `number` months after the founding brings beside the readings of its day;
    the readings are in the book already."""
    chance = random.Random(f"health {seed} {number}")
    _answers(club, words, day, chance)
    _second_readings(club, ids, day, chance)
    _told(club, words, people, ids, day)
    if number % 6 == CHECKED:
        _check_ups(club, words, people, ids, day, chance)
    _slips(club, day, chance)
    _books(club, people, ids, number, day)


def _second_readings(club: Club, ids: Mapping[int, str], day: date, chance: random.Random) -> None:
    """Whoever was high rests and is measured again; one in fifteen has gone home by then."""
    taken = records.readings_between(club, day, day)
    known = set(ids.values())
    again = [
        (person_id, readings[0])
        for person_id, readings in taken.items()
        if person_id in known and needs_second_reading(readings[0], rules_on(day))
    ]
    with club.change(N_("Second readings: {n}"), n=len(again)):
        for person_id, first in again:
            if chance.random() < 1 / 15:
                continue
            systolic = (first.systolic or 0) - chance.randint(*CALMER)
            diastolic = min((first.diastolic or 0) - chance.randint(0, 6), systolic - 20)
            second = Reading(day, systolic, diastolic, taken_by=first.taken_by)
            records.set_second(club, person_id, second)


def _told(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """What new members bring from their doctors: high blood pressure of most who are high, and
    some other illness, allergy or medicine; only of who agreed."""
    found = [
        fact
        for index, person_id in ids.items()
        if people[index].joined == day and "C2" in people[index].consents
        for fact in _facts(words, people[index], person_id, index, day)
    ]
    if found:
        with club.change(N_("Write down known illnesses")):
            for fact in found:
                fact_records.add_fact(club, fact)


def _facts(
    words: Mapping[str, Any], person: Pretend, person_id: str, index: int, day: date
) -> list[Fact]:
    doctor = words["doctor"]
    since = (day - timedelta(days=400 + 37 * (index % 20))).isoformat()
    found = []
    if person.systolic >= 136:
        found.append(Fact("", person_id, "illness", "hypertension", told_by=doctor, since=since))
        pill = words["medicines"][index % len(words["medicines"])]
        found.append(
            Fact("", person_id, "medicine", text=pill["name"], dose=pill["dose"], told_by=doctor)
        )
    if index % 9 == 4:
        code = words["illnesses"][index % len(words["illnesses"])]
        found.append(Fact("", person_id, "illness", code, told_by=doctor, since=since))
    if index % 14 == 6:
        text = words["allergies"][index % len(words["allergies"])]
        found.append(Fact("", person_id, "allergy", text=text))
    return found


def _check_ups(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
    chance: random.Random,
) -> None:
    """The health station comes to the meeting; four in five are examined."""
    next_on = (Month.of(day).plus(6).first + timedelta(days=day.day - 1)).isoformat()
    found = []
    for index, person_id in ids.items():
        left = people[index].left
        if (left is not None and left <= day) or chance.random() < 0.2:
            continue
        said = words["findings"][chance.randrange(len(words["findings"]))]
        found.append(
            CheckUp(
                id="",
                person_id=person_id,
                on_date=day.isoformat(),
                place=words["place"],
                by_whom=words["doctor"],
                findings=said["findings"],
                advice=said["advice"],
                next_on=next_on if index % 3 == 0 else None,
            )
        )
    check_up_records.add_check_ups(club, day, found)


def _slips(club: Club, day: date, chance: random.Random) -> None:
    """Who was very high, and some of the others; for who is treated already, not each month."""
    found = list(referral_records.due_on(club, day))
    urgent = [one for one in found if one.why == "urgent"]
    others = [one for one in found if one.why != "urgent"]
    chance.shuffle(others)
    given = urgent + others[:GIVEN]
    if given:
        referral_records.give(club, given)


def _answers(club: Club, words: Mapping[str, Any], day: date, chance: random.Random) -> None:
    """At each meeting most who hold a slip tell what the health station said."""
    slips = [
        slip
        for back in range(1, WAITING + 1)
        for slip in referral_records.referrals_of_month(club, Month.of(day).plus(-back))
    ]
    outcomes: Sequence[tuple[Outcome, str]] = [
        (entry["outcome"], entry["advice"]) for entry in words["answers"]
    ]
    for slip in slips:
        if slip.outcome is not None or chance.random() < 0.15:
            continue
        outcome, advice = outcomes[chance.randrange(len(outcomes))]
        went = date.fromisoformat(slip.on_date) + timedelta(days=chance.randint(1, 9))
        gone = None if outcome == "not_gone" else went.isoformat()
        referral_records.close(club, slip, Came(outcome, gone, advice or None))


def _books(
    club: Club, people: Sequence[Pretend], ids: Mapping[int, str], number: int, day: date
) -> None:
    """Whole books at the third meeting and each January; new lines every third month."""
    if number < 2 or not (number == 2 or day.month % 3 == 1):
        return
    held = print_records.prints(club)
    whole = number == 2 or day.month == 1
    printed = [
        BookPrint(
            person_id, day, "whole" if whole or person_id not in held else "lines", day.year, day
        )
        for index, person_id in ids.items()
        if people[index].left is None
    ]
    print_records.note(club, printed)
