"""Slips that ask somebody to see the health station: why one is written, and what came of it.

A slip says what was measured and asks to go; it never names an illness. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from app.base.text import N_, _
from app.health.rules import Reading, band_code, by_day, lacks_second_reading
from app.health.thresholds import rules_on
from app.members.reading import Reading as Form

Why = Literal["urgent", "pressure", "rising", "glucose", "weight", "other"]
Outcome = Literal["fine", "treated", "watched", "hospital", "not_gone"]

WHYS: Final[Mapping[Why, str]] = {
    "urgent": N_("Blood pressure very high, today"),
    "pressure": N_("Blood pressure high"),
    "rising": N_("Blood pressure rising"),
    "glucose": N_("Blood glucose high"),
    "weight": N_("Weight changed much"),
    "other": N_("Another reason"),
}

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "fine": N_("Seen, all right"),
    "treated": N_("Seen, treated"),
    "watched": N_("Seen, to be watched"),
    "hospital": N_("Sent to hospital"),
    "not_gone": N_("Did not go"),
}


@dataclass(frozen=True, slots=True)
class Referral:
    """A slip given to a person. Days are ISO; it is open until an outcome is written."""

    id: str
    person_id: str
    on_date: str
    why: Why
    reading_id: str | None = None
    note: str | None = None
    printed_on: str | None = None
    went_on: str | None = None
    outcome: Outcome | None = None
    advice: str | None = None
    closed_on: str | None = None

    def open_on(self, day: str) -> bool:
        """Whether what came of it was not known yet on an ISO day."""
        return self.on_date <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True, slots=True)
class Due:
    """A reading that asks for a slip which is not written yet."""

    person_id: str
    reading: Reading
    why: Why


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a slip, as a form says it."""

    outcome: Outcome
    went_on: str | None
    advice: str | None


def due(
    person_id: str, readings: Sequence[Reading], referrals: Sequence[Referral], on: date
) -> Due | None:
    """Whether the readings of the day `on` ask for a slip, by the rules in force that day.

    `readings` and `referrals` are all of one person up to that day, readings oldest first. A high
    pressure asks only when it was measured again (or at once, from the urgent limit on), and not
    while a slip is open or within the days that the rules name.
    """
    taken = [each for each in readings if each.on == on]
    if not any(each.systolic is not None for each in taken):
        return None
    rules = rules_on(on)
    counted, urgent = by_day(taken)[-1], urgent_on(taken)
    enough = rules.at_least(band_code(counted), rules.follow_up.refer_from)
    if not urgent and (not enough or lacks_second_reading(taken)):
        return None
    day = on.isoformat()
    first = (on - timedelta(days=rules.follow_up.refer_again_days)).isoformat()
    if any(one.on_date == day for one in referrals):
        return None
    if not urgent and any(one.open_on(day) or first < one.on_date < day for one in referrals):
        return None
    return Due(person_id, counted, "urgent" if urgent else "pressure")


def urgent_on(taken: Sequence[Reading]) -> bool:
    """Whether the readings of one day ask to see the health station that same day: the pressure
    that counts, or the last one, is urgent."""
    pressures = [each for each in taken if each.systolic is not None]
    return bool(pressures) and "urgent" in (
        band_code(by_day(pressures)[-1]),
        band_code(pressures[-1]),
    )


def read_came(fields: Mapping[str, str], today: date, given_on: str) -> Came:
    """What a form says came of a slip: `outcome`, `went_on`, `advice`. Raises Invalid."""
    form = Form(fields, today)
    outcome = form.code("outcome", OUTCOMES, _("Choose what came of it."))
    went_on = form.day("went_on")
    form.not_before("went_on", went_on, given_on)
    if outcome == "not_gone":
        went_on = None
    advice = form.text("advice")
    form.close()
    return Came(next(code for code in OUTCOMES if code == outcome), went_on, advice)


def read_slip(fields: Mapping[str, str]) -> tuple[Why, str | None]:
    """Why a slip is written by hand: `why` and `note`. Raises Invalid."""
    form = Form(fields, date.max)
    why = form.code("why", WHYS, _("Choose why."))
    note = form.text("note")
    if why == "other" and note is None:
        form.problems["note"] = _("Write why in a few words, without naming an illness.")
    form.close()
    return next(code for code in WHYS if code == why), note
