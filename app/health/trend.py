"""Charts of a person's readings: blood pressure (two panels on paper, one on the screen), weight.

Every chart has all its months, so that a pen can go on where the readings end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.base.chart import Axis, Chart, Limit, Point, Series, Zone, axis_for
from app.base.dates import Month
from app.base.text import _, decimal, language
from app.health.rules import Reading, by_day
from app.health.thresholds import Rules, Span

# Per cent of black under each zone: white is normal, ink grows with the number.
_GREYS = {"normal": 0, "low": 7, "elevated": 7, "high": 16, "very_high": 28, "urgent": 40}

MONTHS = 12


def systolic_of_year(readings: Iterable[Reading], rules: Rules, year: int) -> Chart:
    """The upper number over the months of a year, with zones; peak and last value are written."""
    points = _points(readings, Month(year, 1), lambda reading: reading.systolic)
    axis = axis_for((point.value for point in points), 100, 180, 10)
    zones = _zones([(band.code, band.systolic) for band in rules.bands], rules, axis)
    return Chart(axis, _month_numbers(), (Series(_peak_and_last(points)),), zones)


def diastolic_of_year(readings: Iterable[Reading], rules: Rules, year: int) -> Chart:
    """The lower number over the months of a year, like `systolic_of_year`."""
    points = _points(readings, Month(year, 1), lambda reading: reading.diastolic)
    axis = axis_for((point.value for point in points), 60, 110, 10)
    zones = _zones([(band.code, band.diastolic) for band in rules.bands], rules, axis)
    return Chart(axis, _month_numbers(), (Series(_peak_and_last(points)),), zones)


def weight_of_year(readings: Iterable[Reading], year: int) -> Chart:
    """Weight in kg over the months of a year; lowest or highest and last value are written."""
    points = _points(readings, Month(year, 1), _kilograms)
    return Chart(_weight_axis(points), _month_numbers(), (Series(_turn_and_last(points)),))


def pressure_until(readings: Iterable[Reading], rules: Rules, last: Month) -> Chart:
    """Both numbers over the twelve months up to `last`, for the screen."""
    kept = list(readings)
    first = last.plus(1 - MONTHS)
    upper = _points(kept, first, lambda reading: reading.systolic)
    lower = _points(kept, first, lambda reading: reading.diastolic)
    high = rules.band("high")
    limits = tuple(
        Limit(span.low, _("High from {n}").format(n=span.low))
        for span in (high.systolic, high.diastolic)
        if span.low is not None
    )
    return Chart(
        axis=axis_for((point.value for point in (*upper, *lower)), 80, 160, 20),
        slots=_month_names(first),
        series=(
            Series(_last_labelled(upper, _("{n} upper")), "upper"),
            Series(_last_labelled(lower, _("{n} lower")), "lower"),
        ),
        limits=limits,
        missing=_("absent"),
    )


def in_year(readings: Iterable[Reading], year: int) -> list[Reading]:
    """The readings of one year, oldest first."""
    return sorted((one for one in readings if one.on.year == year), key=lambda one: one.on)


def _kilograms(reading: Reading) -> float | None:
    return None if reading.weight_g is None else reading.weight_g / 1000


def _points(
    readings: Iterable[Reading], first: Month, value_of: Callable[[Reading], float | None]
) -> tuple[Point, ...]:
    """Values in the twelve months from `first` on, one for each day; several of one month stand
    side by side."""
    months: dict[int, list[float]] = defaultdict(list)
    for reading in by_day(sorted(readings, key=lambda one: one.on)):
        value = value_of(reading)
        slot = (reading.on.year - first.year) * 12 + reading.on.month - first.month
        if value is not None and 0 <= slot < MONTHS:
            months[slot].append(value)
    return tuple(
        Point(slot + (place + 1) / (len(values) + 1) - 0.5, value)
        for slot, values in sorted(months.items())
        for place, value in enumerate(values)
    )


def _month_numbers() -> tuple[str, ...]:
    return tuple(str(month) for month in range(1, MONTHS + 1))


def _month_names(first: Month) -> tuple[str, ...]:
    """Months by number; the first one and each January with their year: 6/25, 7, … 1/26."""
    names = []
    for slot in range(MONTHS):
        month = first.plus(slot)
        named = slot == 0 or month.month == 1
        names.append(f"{month.month}/{month.year % 100:02d}" if named else str(month.month))
    return tuple(names)


def _labelled(
    points: Sequence[Point], places: Iterable[int], text: str = "{n}"
) -> tuple[Point, ...]:
    chosen = set(places)
    return tuple(
        replace(point, label=text.format(n=decimal(point.value))) if place in chosen else point
        for place, point in enumerate(points)
    )


def _last_labelled(points: Sequence[Point], text: str) -> tuple[Point, ...]:
    return _labelled(points, [len(points) - 1], text)


def _peak_and_last(points: Sequence[Point]) -> tuple[Point, ...]:
    values = [point.value for point in points]
    peak = values.index(max(values)) if values else -1
    last = len(values) - 1
    return _labelled(points, {last} if not values or values[peak] == values[last] else {peak, last})


def _turn_and_last(points: Sequence[Point]) -> tuple[Point, ...]:
    """The value farthest from the last one is written too."""
    values = [point.value for point in points]
    last = len(values) - 1
    far = max(range(len(values)), key=lambda place: abs(values[place] - values[last]), default=-1)
    return _labelled(points, {last} if not values or values[far] == values[last] else {far, last})


def _weight_axis(points: Sequence[Point]) -> Axis:
    """Twelve kilograms around the values in steps of two, more when they differ more."""
    values = [point.value for point in points]
    if not values:
        return Axis(36, 72, 4)
    middle = round((min(values) + max(values)) / 4) * 2
    return axis_for(values, middle - 6, middle + 6, 2)


def _zones(spans: Iterable[tuple[str, Span]], rules: Rules, axis: Axis) -> tuple[Zone, ...]:
    return tuple(
        Zone(
            axis.low if span.low is None else span.low,
            axis.high if span.high is None else span.high + 1,
            code,
            rules.band(code).word.in_(language()).lower(),
            _GREYS[code],
        )
        for code, span in sorted(spans, key=lambda pair: pair[1].low or 0)
    )
