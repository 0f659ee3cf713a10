"""Days and births as a board types them, ages, and dates as they are written.

`today` is always an argument. Days come before months, as everywhere in Vietnam.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from app.base.errors import UserError
from app.base.lunar import FIRST_SURE_YEAR, Lunar, lunar, solar
from app.base.names import fold
from app.base.periods import Month, Quarter
from app.base.text import N_, _

# One place to import from for whoever works with dates.
__all__ = [
    "Age",
    "Lunar",
    "Month",
    "Quarter",
    "age",
    "age_by_year",
    "birth_span",
    "fmt_birth",
    "fmt_date",
    "fmt_long",
    "lunar",
    "official_date",
    "parse_birth",
    "parse_date",
    "solar",
]

FIRST_YEAR, LAST_YEAR = 1900, 2100
OLDEST = 120  # years; the longest proved life is 122

WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)

_NEAR_TODAY = {
    "hom kia": -2,
    "hom qua": -1,
    "yesterday": -1,
    "hom nay": 0,
    "nay": 0,
    "today": 0,
    "ngay mai": 1,
    "mai": 1,
    "tomorrow": 1,
    "ngay kia": 2,
}
# Patterns for folded text: no marks, small letters, hyphens as spaces.
_MIDNIGHT = re.compile(r"[t ]00:00(:00)?(\.0+)?$")  # how spreadsheets hand over a date
_WEEKDAY = re.compile(
    r"^(thu (hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|chu nhat|cn"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_LUNAR = re.compile(r"\b(am lich|al|am|lunar|ram|gieng|chap)\b")
_LUNAR_NUMBERS = {"ram": "15", "gieng": "1", "chap": "12"}
_FILLING = re.compile(r"\b(ngay|mung|mong|thang|nam|duong lich|dl|nhuan|sinh|khoang)\b|[()~]")
_UNKNOWN = re.compile(r"(?<![\w?])[x?_]{1,2}(?=[\s/.])")  # xx/xx/1948, ?/5/1948
_GAPS = re.compile(r"[\s/.,]+")


@dataclass(frozen=True, slots=True)
class Age:
    """An age in full years (tuổi đủ). It is `sure` unless the birthday is unknown and may still
    lie ahead; then the person may be one year younger."""

    years: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, before anything is guessed: 0 or "" where nothing stood."""

    day: int
    month: int
    year: str
    lunar: bool = False
    leap: bool = False


def parse_date(text: str, today: dt.date, *, ahead: int = 31) -> dt.date:
    """Read a day: 5/3/26, 05032026, 5.3.2026, 5 3 2026, 2026-03-05, 5/3, ngày 5 tháng 3 năm 2026,
    hôm qua, 15/7 âm lịch, rằm tháng 7, with or without a weekday before it.

    Without a year, or with two digits of it, the day nearest to `today` is taken that lies at
    most `ahead` days after it; plans and expiry dates pass a larger number. Two digits that would
    lead back more than 80 years are not guessed at. Raises UserError.
    """
    near = _NEAR_TODAY.get(fold(text))
    if near is not None:
        return today + dt.timedelta(days=near)
    typed = _read(text)
    if typed is None:
        raise UserError(
            _("“{text}” is not a date. Type day, month and year, for example 5/3/2026.").format(
                text=text.strip()
            )
        )
    if not (typed.day and typed.month):
        raise UserError(_("Type the day and the month too, for example 5/3/2026."))
    last = today + dt.timedelta(days=ahead)
    days = [day for year in _years(typed.year, today, last) if (day := _day(typed, year))]
    if not days:
        raise _no_such_day(typed)
    if len(typed.year) == 4:
        return days[0]
    nearest = min((day for day in days if day <= last), key=lambda day: abs(day - today))
    if typed.year and today.year - nearest.year > 80:
        raise UserError(
            _("Type the year with four digits, for example {date}.").format(date=fmt_date(nearest))
        )
    return nearest


def parse_birth(text: str, today: dt.date) -> str:
    """Read a birth as "1948", "1948-05" or "1948-05-12", as much of it as is known.

    Takes what parse_date takes, and 1948, 5/1948, 00/00/1948, xx/5/1948, "khoảng 1948". Two digits
    of a year mean the one in which the person turns 10 to 109 this year: these are adults.
    A lunar date becomes the solar one, or only its year when that calendar is not sure (before
    1968). Raises UserError, also for a day in the future or more than 120 years ago.
    """
    typed = _read(text)
    if typed is not None and not typed.year and typed.month > 12:  # 5/48 is a month and a year
        typed = _Typed(0, typed.day, str(typed.month), typed.lunar, typed.leap)
    if typed is None or not typed.year:
        raise UserError(
            _(
                "“{text}” is not a date of birth. Type 12/5/1948, or 5/1948, or just the year."
            ).format(text=text.strip())
        )
    year = int(typed.year)
    if len(typed.year) == 2:
        oldest = today.year - 109
        year = oldest + (year - oldest) % 100
    if year < today.year - OLDEST:
        raise UserError(
            _("{year} is more than {n} years ago. Check the year of birth.").format(
                year=year, n=OLDEST
            )
        )
    birth = _birth(typed, year)
    if birth_span(birth)[0] > today:
        raise UserError(_("This date of birth lies in the future. Check the year."))
    return birth


def birth_span(birth: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a stored birth ("1948-05") can mean. Raises ValueError."""
    if len(birth) == 4:
        return dt.date(int(birth), 1, 1), dt.date(int(birth), 12, 31)
    if len(birth) == 7:
        month = Month(int(birth[:4]), int(birth[5:]))
        return month.first, month.last
    day = dt.date.fromisoformat(birth)
    return day, day


def age(birth: str, on: dt.date) -> Age:
    """The age in full years on a day, from a stored birth ("1948", "1948-05", "1948-05-12").

    An unknown day counts as the first that it can be, so a birth of 1948 as 1 January 1948: as the
    papers of such people have it, and as clubs count (this year minus the year of birth). Who is
    born on 29 February is a year older on 1 March. Before birth the age is negative.
    """
    first, last = birth_span(birth)
    years = _full_years(first, on)
    return Age(years, sure=years == _full_years(last, on))


def age_by_year(birth: str, on: dt.date) -> int:
    """The age that the person reaches in the calendar year of `on` (lists of mừng thọ)."""
    return on.year - int(birth[:4])


def fmt_date(day: dt.date) -> str:
    """ "21/6/2026", in every language."""
    return f"{day.day}/{day.month}/{day.year}"


def fmt_long(day: dt.date) -> str:
    """With its weekday, in the user's language: "Chủ nhật, ngày 21/6/2026"."""
    weekday = _(WEEKDAYS[day.weekday()])
    return _("{weekday}, {date}").format(weekday=weekday, date=fmt_date(day))


def fmt_birth(birth: str) -> str:
    """A stored birth as it is written: "1948", "5/1948", "12/5/1948"."""
    return "/".join(part.lstrip("0") for part in reversed(birth.split("-")))


def official_date(day: dt.date) -> str:
    """As Decree 30/2020 has it, always in Vietnamese: "ngày 05 tháng 3 năm 2026".

    Days below 10 and the months 1 and 2 get a zero before them.
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _read(text: str) -> _Typed | None:
    """Take a typed date apart; None when it has no form of a date. Nothing is checked yet."""
    plain = _WEEKDAY.sub("", _MIDNIGHT.sub("", fold(text)))
    in_lunar = _LUNAR.search(plain) is not None
    leap = "nhuan" in plain
    plain = _LUNAR.sub(lambda word: _LUNAR_NUMBERS.get(word[0], ""), plain)
    parts = _GAPS.split(_UNKNOWN.sub("0", _FILLING.sub(" ", plain)).strip(" /.,"))
    match _split(parts):
        case day, month, year if all(part.isdecimal() for part in (day, month, year) if part):
            return _Typed(int(day or 0), int(month or 0), year, in_lunar, leap)
    return None


def _split(parts: list[str]) -> tuple[str, str, str] | None:
    """Day, month and year, told apart by how many digits stand where."""
    match [len(part) for part in parts]:
        case [8]:
            whole = parts[0]
            if _is_year(whole[4:]):
                return whole[:2], whole[2:4], whole[4:]
            return whole[6:], whole[4:6], whole[:4]
        case [6]:
            whole = parts[0]
            if _is_year(whole[2:]):  # 051948; no day 5 of month 19 is meant
                return "", whole[:2], whole[2:]
            return whole[:2], whole[2:4], whole[4:]
        case [2 | 4]:
            return "", "", parts[0]
        case [4, 1 | 2]:
            return "", parts[1], parts[0]
        case [1 | 2, 4]:
            return "", parts[0], parts[1]
        case [1 | 2, 1 | 2]:
            return parts[0], parts[1], ""
        case [4, 1 | 2, 1 | 2]:
            return parts[2], parts[1], parts[0]
        case [1 | 2, 1 | 2, 2 | 4]:
            return parts[0], parts[1], parts[2]
    return None


def _is_year(digits: str) -> bool:
    return digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR


def _years(typed: str, today: dt.date, last: dt.date) -> range:
    """The years that can be meant."""
    if len(typed) == 4:
        return range(int(typed), int(typed) + 1)
    if typed:
        return range(FIRST_YEAR + int(typed), LAST_YEAR + 1, 100)
    return range(today.year - 8, last.year + 1)  # 29 February may be eight years away


def _day(typed: _Typed, year: int) -> dt.date | None:
    """The day in that year; None when there is none, or none that we count with."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if typed.lunar:
            return solar(Lunar(typed.day, typed.month, typed.leap, year))
        return dt.date(year, typed.month, typed.day)
    except (UserError, ValueError):
        return None


def _no_such_day(typed: _Typed) -> UserError:
    """Why there is no such day, in one sentence."""
    if typed.month > 12:
        sentence = _("There is no month {month}. Type the day first, then the month.")
    elif len(typed.year) == 4 and not _is_year(typed.year):
        sentence = _("Type a year from {first} to {last}.")
    elif typed.lunar:
        sentence = _("The lunar calendar has no such day.")
    elif typed.day == 29 and typed.month == 2:
        sentence = _("In {year}, month 2 has no day 29.")
    else:
        sentence = _("Month {month} has no day {day}.")
    return UserError(
        sentence.format(
            day=typed.day, month=typed.month, year=typed.year, first=FIRST_YEAR, last=LAST_YEAR
        )
    )


def _birth(typed: _Typed, year: int) -> str:
    """The stored form of a birth in `year`."""
    if not typed.month or (typed.lunar and not typed.day):
        return f"{year:04}"
    day = _day(typed, year) if typed.day else _day(replace(typed, day=1), year)
    if day is None:
        way_out = _("You may type just the year.")
        raise UserError(f"{_no_such_day(typed)} {way_out}")
    if typed.lunar and year < FIRST_SURE_YEAR:
        return f"{day.year:04}"
    return day.isoformat() if typed.day else str(Month.of(day))


def _full_years(birth: dt.date, on: dt.date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
