"""The Vietnamese lunar calendar (âm lịch): dates there and back, and their names.

Months follow the sun and moon over UTC+7. Before 1968 the calendar in use differed by region and
year, so earlier lunar dates are marked as approximate.
"""

import datetime as dt
from dataclasses import dataclass

import lunar_vn

from app.base.errors import UserError
from app.base.text import _

HANOI = 7.0
FIRST_SURE_YEAR = 1968  # the north moved from UTC+8 to UTC+7 with the new year of Mậu Thân


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the lunar calendar; `year` is that of its new year, `leap` a month's repeat."""

    day: int
    month: int
    leap: bool
    year: int

    @property
    def approximate(self) -> bool:
        """Whether the calendar of those days may have been a day off."""
        return self.year < FIRST_SURE_YEAR


def lunar(day: dt.date) -> Lunar:
    """The lunar date of `day`. Raises ValueError outside 1900 to 2100."""
    found = lunar_vn.convert_solar_to_lunar(day.day, day.month, day.year, HANOI)
    return Lunar(found.day, found.month, found.leap, found.year)


def solar(when: Lunar) -> dt.date:
    """The day of a lunar date. Raises UserError when that month has no such day, or that year no
    such leap month."""
    try:
        day: dt.date = lunar_vn.convert_lunar_to_solar(
            when.day, when.month, when.year, int(when.leap), HANOI
        )
        exists = lunar(day) == when  # a day 30 of a short month comes out as day 1 of the next
    except ValueError:
        exists = False
    if not exists:
        raise UserError(
            _("The lunar calendar has no day {date} in {year}.").format(
                date=fmt_lunar(when), year=when.year
            )
        )
    return day


def fmt_lunar(when: Lunar) -> str:
    """Day and month in figures, in the user's language: "5/5 âm lịch"."""
    text = _("{day}/{month} (leap month), lunar") if when.leap else _("{day}/{month} lunar")
    return text.format(day=when.day, month=when.month)


def lunar_words(when: Lunar) -> str:
    """Day and month as people say them, always in Vietnamese: "mùng 5 tháng Giêng âm lịch"."""
    if when.day == 15:
        day = "rằm"
    elif when.day <= 10:
        day = f"mùng {when.day}"
    else:
        day = f"ngày {when.day}"
    month = {1: "Giêng", 12: "Chạp"}.get(when.month, str(when.month))
    about = "khoảng " if when.approximate else ""
    return f"{about}{day} tháng {month}{' nhuận' if when.leap else ''} âm lịch"
