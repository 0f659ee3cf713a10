"""What one received export counts, arranged for a screen: its day, and month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.base.dates import Month
from app.bundle.contents import BANDS, COMPOSITION

FROM_HIGH = ("high", "very_high", "urgent")


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month of a club: readings, people measured among its members, and the people in each band
    by their last blood pressure of the month. None where the club sent no such count."""

    month: Month
    readings: int
    measured: int | None
    members: int | None
    bands: Mapping[str, int]

    @property
    def from_high(self) -> int:
        """People whose last blood pressure was high or more."""
        return sum(self.bands.get(code, 0) for code in FROM_HIGH)


def months(figures: Iterable[Mapping[str, Any]]) -> list[MonthCount]:
    """The months that an export counts, newest first; `figures` are its rows of that table."""
    found: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in figures:
        if row["figure"] not in COMPOSITION:
            found[row["period"]][row["figure"]] = row
    return [_month(period, found[period]) for period in sorted(found, reverse=True)]


def of_day(figures: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The composition that an export counts on its day, by figure, in the usual order."""
    counted = {row["figure"]: row["numerator"] for row in figures}
    return {name: counted[name] for name in COMPOSITION if name in counted}


def _month(period: str, rows: Mapping[str, Mapping[str, Any]]) -> MonthCount:
    counts = {figure: row["numerator"] for figure, row in rows.items()}
    measured = rows.get("measured")
    year, month = period.split("-")
    return MonthCount(
        Month(int(year), int(month)),
        counts.get("readings", 0),
        counts.get("measured"),
        measured["denominator"] if measured else None,
        {code: counts[f"bp_{code}"] for code in BANDS if f"bp_{code}" in counts},
    )
