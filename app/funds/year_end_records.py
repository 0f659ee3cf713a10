"""The figures of a year in the book."""

from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import Month
from app.funds import closing_records, fund_records, records
from app.funds.year_end import YearEnd
from app.funds.year_end import year_end as figures

if TYPE_CHECKING:
    from app.club.file import Club

READS = closing_records.READS


def year_end(club: "Club", year: int, today: date) -> YearEnd:
    """The figures of a year, of one that goes on as far as it has come."""
    club.require("funds.read")
    first, last = date(year, 1, 1), date(year, 12, 31)
    return figures(
        year,
        [fund.id for fund in fund_records.funds(club)],
        closing_records.month_end(club, Month(year, 1).previous()),
        records.entries(club, first, last),
        closing_records.month_end(club, Month(year, 12)),
        closing_records.seals(club),
        closing_records.waiting(club, today),
    )


def years(club: "Club", today: date) -> tuple[int, ...]:
    """The years of which there is anything, the newest first."""
    first = closing_records.first_month(club)
    return () if first is None else tuple(range(today.year, first.year - 1, -1))
