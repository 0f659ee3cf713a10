"""What an export counts, by month and on its day."""

from datetime import date
from typing import Any

from app.base.dates import Month
from app.bundle import figures as made
from app.bundle.records import Measured, Membership
from app.commune.figures import MonthCount, months, of_day
from app.members.rules import composition


def counted() -> list[dict[str, Any]]:
    readings = [
        Measured("a", "2026-09-05", 128, 80),
        Measured("a", "2026-10-05", 150, 90),
        Measured("b", "2026-10-05", 118, 76),
        Measured("b", "2026-10-06", None, None),
    ]
    members = [Membership("a", None, None), Membership("b", "2026-10-01", None)]
    return made.figure_rows(composition([], date(2026, 11, 21)), readings, members)


def test_months_newest_first() -> None:
    october, september = months(counted())
    assert october.month == Month(2026, 10)
    assert (october.readings, october.measured, october.members) == (3, 2, 2)
    assert october.from_high == 1
    assert (september.readings, september.measured, september.members) == (1, 1, 1)
    assert september.from_high == 0


def test_a_month_of_readings_without_blood_pressure() -> None:
    rows = [{"figure": "readings", "period": "2026-10", "numerator": 4, "denominator": None}]
    assert months(rows) == [MonthCount(Month(2026, 10), 4, None, None, {})]


def test_the_day_in_the_usual_order() -> None:
    assert list(of_day(counted())) == [
        *("members", "women", "age_55", "age_60", "poor", "near_poor", "difficult")
    ]
