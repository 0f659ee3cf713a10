"""A year of readings told in a few short sentences: what was seen, never what it might mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.base.text import N_, _, language, ngettext
from app.health.rules import Reading, bmi_level, bmi_tenths, by_day, fmt_height, fmt_weight
from app.health.thresholds import Rules


@dataclass(frozen=True, slots=True)
class _Course:
    """How one number went from the first month to the last: the texts for each way."""

    once: str
    down: str
    up: str
    same: str


_UPPER = _Course(
    N_("Upper number: **{last}** (month {now})."),
    N_("Upper number: from {first} (month {month}) down to **{last}** (month {now})."),
    N_("Upper number: from {first} (month {month}) up to **{last}** (month {now})."),
    N_("Upper number: {first} (month {month}), again **{last}** (month {now})."),
)
_LOWER = _Course(
    N_("Lower number: **{last}**."),
    N_("Lower number: from {first} down to **{last}**."),
    N_("Lower number: from {first} up to **{last}**."),
    N_("Lower number: {first}, again **{last}**."),
)
_WEIGHT = _Course(
    N_("Weight: **{last}**."),
    N_("Weight: **{last}**, {change} less."),
    N_("Weight: **{last}**, {change} more."),
    N_("Weight: **{last}**, as before."),
)

IN_A_ROW = 3


def sentences(readings: Sequence[Reading], rules: Rules, year: int) -> list[str]:
    """What the readings of `year` show, and one sentence about the year before.

    `readings` are all of one person, oldest first; of a day that which counts. **Stars** make a
    value bold.
    """
    readings = by_day(readings)
    now = [one for one in readings if one.on.year == year]
    said: list[str] = []
    upper = _by_month((one.on.month, one.systolic) for one in now)
    lower = _by_month((one.on.month, one.diastolic) for one in now)
    if upper:
        said += [f"{_told(_UPPER, upper)} {_in_a_row(upper)}".strip(), _told(_LOWER, lower)]
    weights = _by_month((one.on.month, one.weight_g) for one in now)
    if weights:
        said.append(_weight(weights))
        heights = [one.height_mm for one in readings if one.height_mm is not None]
        if heights:
            said.append(_height(weights[-1][1], heights[-1], rules))
    if not said:
        said.append(_("No measuring yet in {year}.").format(year=year))
    before = _year_before([one for one in readings if one.on.year == year - 1], year - 1)
    return [*said, before] if before else said


def _by_month(pairs: Iterable[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """The last value of each month that has one."""
    return sorted({month: value for month, value in pairs if value is not None}.items())


def _told(texts: _Course, values: Sequence[tuple[int, int]]) -> str:
    (month, first), (now, last) = values[0], values[-1]
    return _(_way(texts, values)).format(first=first, month=month, last=last, now=now)


def _way(texts: _Course, values: Sequence[tuple[int, int]]) -> str:
    (_month, first), (_now, last) = values[0], values[-1]
    if len(values) == 1:
        return texts.once
    if first == last:
        return texts.same
    return texts.down if last < first else texts.up


def _in_a_row(values: Sequence[tuple[int, int]]) -> str:
    """That a number fell or rose from month to month, three times running."""
    steps = [later - earlier for (_a, earlier), (_b, later) in pairwise(values)][-IN_A_ROW:]
    if len(steps) < IN_A_ROW:
        return ""
    if all(step < 0 for step in steps):
        return _("Falling {n} months in a row.").format(n=IN_A_ROW)
    if all(step > 0 for step in steps):
        return _("Rising {n} months in a row.").format(n=IN_A_ROW)
    return ""


def _weight(values: Sequence[tuple[int, int]]) -> str:
    (_month, first), (_now, last) = values[0], values[-1]
    change = fmt_weight(abs(last - first), decimals=0)
    return _(_way(_WEIGHT, values)).format(last=fmt_weight(last), change=change)


def _height(weight_g: int, height_mm: int, rules: Rules) -> str:
    level = bmi_level(bmi_tenths(weight_g, height_mm), rules)
    return _("Height: {height}. Weight for height: {word}.").format(
        height=fmt_height(height_mm), word=level.word.in_(language())
    )


def _year_before(readings: Sequence[Reading], year: int) -> str:
    upper = [one.systolic for one in readings if one.systolic is not None]
    if not upper:
        return ""
    return ngettext(
        "In {year}: {n} measuring, upper number {low} to {high}.",
        "In {year}: {n} measurings, upper number {low} to {high}.",
        len(upper),
    ).format(year=year, n=len(upper), low=min(upper), high=max(upper))
