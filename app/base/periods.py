"""Months and quarters: the periods in which a club meets and reports."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import _

# Patterns for folded text, where hyphens have become spaces.
_MONTH = re.compile(
    r"(?:thang |month )?(?P<month>\d\d?)(?: nam |[ /.])(?P<year>(?:19|20|21)\d\d)"
    r"|(?P<first>(?:19|20|21)\d\d)[ /.](?P<last>\d\d?)"
)
_NUMBER = r"[1-4]|i{1,3}|iv"
_QUARTER = re.compile(
    rf"(?:quy |quarter |q ?)?(?P<number>{_NUMBER})(?: nam |[ /.])(?P<year>(?:19|20|21)\d\d)"
    rf"|(?P<first>(?:19|20|21)\d\d)[ /.](?:q ?)?(?P<last>{_NUMBER})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar. `str` gives the ISO form "2026-06"."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and dt.MINYEAR <= self.year <= dt.MAXYEAR):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """The month in which `day` lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read "6/2026", "2026-06", "tháng 6 năm 2026" or "062026". Raises UserError."""
        found = _MONTH.fullmatch(fold(text))
        month = int(found["month"] or found["last"]) if found else 0
        if found is None or not 1 <= month <= 12:
            raise UserError(
                _("“{text}” is not a month. Type it like 6/2026.").format(text=text.strip())
            )
        return cls(int(found["year"] or found["first"]), month)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """The month so many later, or earlier when `months` is negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def next(self) -> "Month":
        """The month after."""
        return self.plus(1)

    def previous(self) -> "Month":
        """The month before."""
        return self.plus(-1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year. `str` gives "2026-Q2"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"no such quarter: {self.number}")

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """The quarter in which `day` lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read "2026-Q2", "Q2/2026", "2/2026" or "quý II năm 2026". Raises UserError."""
        found = _QUARTER.fullmatch(fold(text))
        if found is None:
            raise UserError(
                _("“{text}” is not a quarter. Type it like 2/2026.").format(text=text.strip())
            )
        number = found["number"] or found["last"]
        return cls(int(found["year"] or found["first"]), _ROMAN.get(number) or int(number))

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """Its three months."""
        first = Month(self.year, self.number * 3 - 2)
        return first, first.plus(1), first.plus(2)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return self.months[0].first

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.months[2].last
