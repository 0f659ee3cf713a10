"""What one cell of a list says: a birth, a mark, a number that lost its zeros, a status.

Each reader returns a `Got`: what to store, what to doubt about it, and what belongs into the note
because the field cannot hold it. Nothing is lost and nothing stops an import.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from app.base.dates import fmt_birth, fmt_date, parse_birth, parse_date
from app.base.errors import UserError
from app.base.names import Sex, fold
from app.base.text import _, nfc
from app.members import import_words as words
from app.members.import_sheet import MAX_TEXT, Cell
from app.members.numbers import Tidy, clean, is_nothing
from app.members.rules import Status

Test = Callable[[str], bool]

SEX_WORDS: dict[Sex, str] = {"F": "female", "M": "male"}  # as in the names of fields

SERIAL_ZERO = date(1899, 12, 30)  # day 0 of Excel, in effect, for every day since March 1900
FAR = 36_500

_UNMARKED = frozenset({"", "0", "k", "ko", "khong", "no", "false", "chua"})
_MARKS = frozenset({"x", "xx", "v", "co", "yes", "true", "nu", "nam", "1"})
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.\-]\d{1,2}[/.\-]\d{4}")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?e\+?\d{1,2}", re.IGNORECASE)
_ZERO_FRACTION = re.compile(r"(?<=\d)[.,]0+$")
_ROW_NUMBER = re.compile(r"\(?\d{1,5}[.)]*")


@dataclass(frozen=True, slots=True)
class Got:
    """What a cell gives: the value to store, a sentence of doubt, the rest for the note."""

    value: str | None = None
    doubt: str | None = None
    left: str = ""


def text_of(cell: Cell) -> str:
    """A cell as a reader of the sheet would write it down; "" for an empty one."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "x"
    if isinstance(cell, date):
        return fmt_date(cell)
    return clean(str(cell))


def plain(text: str) -> str:
    """`text` for comparing with `import_words`: folded, and every sign is a space."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


# --- telling cells apart ------------------------------------------------------------------------


def is_name(text: str) -> bool:
    """Whether this can be somebody's name, rather than a sum, a signature or a number."""
    folded = fold(text)
    return (
        any(sign.isalpha() for sign in folded)
        and not any(sign.isdecimal() for sign in folded.partition("(")[0])
        and len(folded) <= 60
        and len(folded.split()) <= 8
        and not is_total(text)
        and not is_signature(text)
    )


def is_total(text: str) -> bool:
    """Whether this begins a line with a sum."""
    return words.TOTAL.search(nfc(text).lower()) is not None


def is_signature(text: str) -> bool:
    """Whether this belongs to what is signed under a list."""
    return words.SIGNATURE.search(nfc(text).lower()) is not None


def is_row_number(cell: Cell) -> bool:
    """Whether this is the number of a row: 7, "7", "07.", "(7)"."""
    return _ROW_NUMBER.fullmatch(_ZERO_FRACTION.sub("", text_of(cell))) is not None


def is_marked(text: str) -> bool:
    """Whether somebody put a mark here: anything but nothing, 0 and "không"."""
    return fold(text).strip(" .-_/") not in _UNMARKED


def is_mark(text: str) -> bool:
    """Whether this is a mark and nothing else: x, v, a tick."""
    folded = fold(text)
    return folded in _MARKS or not any(sign.isalnum() for sign in folded)


def is_birth(text: str) -> bool:
    """Whether this looks like a date or year of birth."""
    return _YEAR.search(text) is not None or (text.isdecimal() and len(text) in (5, 7, 8))


def is_age(text: str) -> bool:
    """Whether this looks like the age of somebody grown up."""
    return text.isdecimal() and 15 <= int(text) <= 115


def is_code(cell: Cell) -> bool:
    """Whether this is the code of a member: 7, "007"."""
    return read_code(cell) is not None


# --- reading them -------------------------------------------------------------------------------


def read_text(cell: Cell) -> Got:
    """Any text as it stands."""
    text = text_of(cell)
    doubt = None
    if len(text) >= MAX_TEXT:
        doubt = _("This text was cut after {n} letters.").format(n=MAX_TEXT)
    return Got(text or None, doubt)


def read_code(cell: Cell) -> str | None:
    """A member code with the zeros that a spreadsheet takes away; None when there is none."""
    text = _ZERO_FRACTION.sub("", text_of(cell))
    return text.zfill(3) if re.fullmatch(r"\d{1,6}", text) else None


def read_year(cell: Cell) -> int | None:
    """The year in a cell that holds one, within those of household statuses."""
    year = _YEAR.fullmatch(_ZERO_FRACTION.sub("", text_of(cell)))
    return int(year[0]) if year and int(year[0]) in words.STATUS_YEARS else None


def read_birth(cell: Cell, today: date) -> Got:
    """A birth from a year, a text in any spelling, a date cell, or the number behind a date."""
    text = _ZERO_FRACTION.sub("", text_of(cell))
    if is_nothing(text):
        return Got()
    if isinstance(cell, date):
        serial = (cell - SERIAL_ZERO).days
        if 1900 <= serial <= today.year:  # a year, shown as the day with that number
            return Got(str(serial))
        return _birth(cell.isoformat(), text, today)
    if isinstance(cell, float) and re.fullmatch(r"\d{1,2}\.\d{3}", text):
        text += "0"  # 10.1950 in a cell for numbers
    if not text.isdecimal():
        return _birth(text, text, today)
    number = int(text)
    if len(text) == 5 and number <= (today - SERIAL_ZERO).days:
        return _birth((SERIAL_ZERO + timedelta(days=number)).isoformat(), text, today)
    return _birth(text.zfill(len(text) + (len(text) in (1, 5, 7))), text, today)


def _birth(typed: str, text: str, today: date) -> Got:
    try:
        birth = parse_birth(typed, today)
    except UserError:
        return _birth_in_part(text, today)
    short = not _YEAR.search(typed) and not re.search(r"\d{6}", typed)
    if short and int(birth[2:4]) <= today.year % 100:  # both centuries have had that year
        return Got(birth, _("“{text}” was taken as {birth}.").format(
            text=text, birth=fmt_birth(birth)))  # fmt: skip
    return Got(birth)


def _birth_in_part(text: str, today: date) -> Got:
    """As much of a birth as can be saved: the day and month exchanged, or only the year."""
    month_first = _MONTH_FIRST.fullmatch(text)
    year = _YEAR.search(text)
    candidates = [
        "/".join(month_first.group(2, 1, 3)) if month_first else "",
        year[0] if year else "",
    ]
    for candidate in filter(None, candidates):
        try:
            birth = parse_birth(candidate, today)
        except UserError:
            continue
        doubt = _("“{text}” was taken as {birth}.").format(text=text, birth=fmt_birth(birth))
        return Got(birth, doubt, text)
    doubt = _("“{text}” is no date of birth. It was put into the note.")
    return Got(None, doubt.format(text=text), text)


def days_exchanged(cells: Iterable[Cell]) -> bool:
    """Whether Excel seems to have taken days for months when these dates were typed.

    An English Excel turns 4/3/1957 into 3 April and leaves 25/3/1957 a text: then no date cell has
    a day above 12, and every text has one.
    """
    cells = tuple(cells)
    days = [cell.day for cell in cells if isinstance(cell, date)]
    texts = [_DAY_FIRST.match(cell) for cell in cells if isinstance(cell, str)]
    left = [int(text[1]) for text in texts if text]
    return len(days) > 4 and max(days) <= 12 and len(left) > 4 and min(left) > 12


def read_birth_parts(day: Cell, month: Cell, year: Cell, today: date) -> Got:
    """A birth from three columns; the day, or day and month, may be missing."""
    parts = [_ZERO_FRACTION.sub("", text_of(part)) for part in (day, month, year)]
    known = [part for part in parts if not is_nothing(part)]
    if not known:
        return Got()
    if not is_nothing(parts[0]) and is_nothing(parts[1]):  # a day without a month says nothing
        known = [part for part in parts[2:] if part]
    return _birth("/".join(known), "/".join(known), today)


def read_age(cell: Cell, today: date, year: int) -> Got:
    """A birth from an age in the list's year; a year of birth in that column is one."""
    text = _ZERO_FRACTION.sub("", text_of(cell))
    if is_nothing(text):
        return Got()
    if not is_age(text):
        return read_birth(cell, today)
    birth = str(year - int(text))
    return Got(birth, _("Age {n} was taken as born {year}.").format(n=int(text), year=birth))


def read_day(cell: Cell, today: date, *, last: bool = False) -> Got:
    """A day, ISO; of only a year or month the first day is taken, or the `last`."""
    text = _ZERO_FRACTION.sub("", text_of(cell))
    if is_nothing(text):
        return Got()
    if isinstance(cell, date):
        return Got(cell.isoformat())
    if text.isdecimal() and len(text) == 5:
        return Got((SERIAL_ZERO + timedelta(days=int(text))).isoformat())
    try:
        return Got(parse_date(text, today, ahead=FAR if last else 31).isoformat())
    except UserError:
        part = re.fullmatch(r"(?:.*?\b(\d{1,2})[/.\-])?\D*((?:19|20)\d\d)", text)
        if part is None or not 1 <= int(part[1] or 1) <= 12:
            doubt = _("“{text}” is no date. It was put into the note.").format(text=text)
            return Got(None, doubt, text)
    month = int(part[1] or (12 if last else 1))
    first = date(int(part[2]), month, 1)
    day = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if last else first
    doubt = _("“{text}” was taken as {birth}.").format(text=text, birth=fmt_date(day))
    return Got(day.isoformat(), doubt)


def read_number(cell: Cell, tidy: Callable[[str], Tidy]) -> Got:
    """A telephone, citizen or card number by its `tidy_…`, however the spreadsheet mangled it."""
    text = text_of(cell)
    if isinstance(cell, float):
        text = format(Decimal(text), "f")
    elif _SCIENTIFIC.fullmatch(text):
        digits = _whole(text)
        if digits is None:
            doubt = _("“{text}” is a number that Excel has cut short: look it up on paper.")
            return Got(None, doubt.format(text=text), text)
        text = digits
    tidied = tidy(_ZERO_FRACTION.sub("", text))
    if not tidied.left:
        return Got(tidied.value)
    if tidied.value is None:
        doubt = _("“{text}” is no number. It was put into the note.")
    else:
        doubt = _("“{text}” is more than one number: all of it was put into the note.")
    return Got(tidied.value, doubt.format(text=text), tidied.left)


def _whole(text: str) -> str | None:
    """The digits behind 2.7182552848E+10; None when the short form has lost some."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    lost = number.adjusted() + 1 - len(number.as_tuple().digits)
    # One zero at the end may have gone; Excel's short form keeps six digits.
    return (
        format(number, "f") if 0 <= lost <= 1 or number == number.to_integral() > 0 > lost else None
    )


def read_sex(cell: Cell) -> Got:
    """ "F" or "M" from nam, nữ, bà, ông …; a single N could be either."""
    text = text_of(cell)
    sex = sex_in(text)
    if sex is not None or not is_marked(text):
        return Got(sex)
    doubt = _("“{text}” does not say woman or man. It was put into the note.")
    return Got(None, doubt.format(text=text), text)


def sex_in(text: str) -> Sex | None:
    """The sex that a word speaks of."""
    folded = plain(text)
    if folded in words.FEMALE_WORDS:
        return "F"
    return "M" if folded in words.MALE_WORDS else None


def statuses_in(text: str) -> tuple[Status, ...]:
    """The household statuses that a text speaks of, without "none" when there is another."""
    rest = plain(nfc(text))
    found: list[Status] = []
    for pattern, status in words.STATUS_WORDS:
        rest, times = pattern.subn(" ", rest)
        if times and status not in found:
            found.append(status)
    in_need = tuple(status for status in found if status != "none")
    return in_need or tuple(found[:1])


def read_status(cell: Cell) -> Got:
    """A household status from words; of two, the one further up the commune's list."""
    text = text_of(cell)
    if not text or (is_nothing(text) and "khong" not in fold(text)):
        return Got()
    statuses = statuses_in(text)
    if not statuses:
        doubt = _("“{text}” is no household status that is known here. It was put into the note.")
        return Got(None, doubt.format(text=text), text)
    for status in ("poor", "near_poor", "difficult", "none"):
        if status in statuses:
            doubt = _("“{text}” names two: check it.").format(text=text)
            return Got(status, doubt if len(statuses) > 1 else None)
    return Got()
