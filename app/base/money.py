"""Amounts of đồng, always whole and always int: read as typed, written in figures and in words,
shared out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import N_, _

LIMIT = 10**15
"""The largest amount that is read, written in words or added up, in đồng."""

MOST = 10**12
"""The largest amount that one line of the book holds, in đồng."""

BANKNOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
"""Values of the banknotes that a cash box holds, in đồng."""

NO_BREAK_SPACE = "\u00a0"

# What follows reads folded text, in which tỷ is ty and đ is d.
_UNITS = {
    **dict.fromkeys(("ty", "ti"), 10**9),
    **dict.fromkeys(("trieu", "tr"), 10**6),
    **dict.fromkeys(("nghin", "ngan", "ng", "k"), 1000),
}
_HALF = "ruoi"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+| \d{{3}}(?!\d))*|{_HALF}|{'|'.join(_UNITS)}")
_NUMBER = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<gap>[., ])\d{3}(?:(?P=gap)\d{3})*|\d+)"
    r"(?:(?P<point>[.,])(?P<decimals>\d+))?"
)
_DONG = re.compile(r"\s*(?:dong|vnd|d|₫)(?: chan)?$")
_MINUS = ("-", "−", "–")

_UNREADABLE = N_("“{text}” is not an amount. Type it like 1.250.000, 500k or 1,5 triệu.")
_TWO_WAYS = N_("“{text}” can be read in two ways. Type all the digits, for example 1.250.000.")
_FRACTION = N_("“{text}” is not a whole number of đồng. For millions type tr after it: 1,5tr.")
_TOO_LARGE = N_("“{text}” is too large. Check the amount.")


def parse(text: str) -> int:
    """Read an amount in đồng: 1.250.000, 1,250,000, 1250000, 1tr5, 1tr250, 1,5 triệu, 500k,
    500 nghìn, 2 triệu rưỡi, 1 tỷ 250 triệu, with or without đ, and negative.

    Digits after a unit are its decimals, as spoken: 1tr5 is 1.500.000. Raises UserError when there
    is no amount, a part of a đồng, or more than one way to read it (1.250 triệu).
    """
    try:
        return _read(text)
    except _Unclear as unclear:
        raise UserError(_(unclear.args[0]).format(text=text.strip())) from None


def fmt(amount: int) -> str:
    """ "1.250.000 đ", with a space that does not break; negative "-1.250.000 đ"."""
    return f"{fmt_number(amount)}{NO_BREAK_SPACE}đ"


def fmt_number(amount: int) -> str:
    """ "1.250.000", for columns that name the unit in their head."""
    return f"{amount:,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class Style:
    """The words that differ by region: for a thousand, for an empty ten, for the 4 of 24."""

    thousand: str
    empty_ten: str
    four: str = "tư"


NORTH = Style("nghìn", "linh")
SOUTH = Style("ngàn", "lẻ")
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def number_words(number: int, style: Style = NORTH) -> str:
    """A number in Vietnamese words: "một triệu hai trăm năm mươi nghìn".

    As school books read numbers: 21 hai mươi mốt, 24 hai mươi tư, 25 hai mươi lăm, 105 một trăm
    linh năm. After the first group of three each is read in full: 1.005.000 một triệu không trăm
    linh năm nghìn. Raises ValueError beyond `LIMIT`.
    """
    if abs(number) > LIMIT:
        raise ValueError(f"no words for a number beyond {LIMIT}")
    words = _groups(abs(number), style, in_full=False) or [DIGITS[0]]
    return " ".join(["âm", *words] if number < 0 else words)


def words(amount: int, style: Style = NORTH) -> str:
    """An amount in words: "một triệu hai trăm năm mươi nghìn đồng". See `number_words`."""
    return f"{number_words(amount, style)} đồng"


def sentence(amount: int, style: Style = NORTH) -> str:
    """An amount as it stands on vouchers: "Một triệu hai trăm năm mươi nghìn đồng chẵn".

    "Chẵn" (even) closes amounts of whole thousands; after others there is nothing even about it.
    """
    text = words(amount, style)
    even = " chẵn" if amount and amount % 1000 == 0 else ""
    return f"{text[0].upper()}{text[1:]}{even}"


def _groups(number: int, style: Style, *, in_full: bool) -> list[str]:
    """The words of a number; `in_full` when it follows a higher group. Nothing for 0."""
    billions, rest = divmod(number, 10**9)
    # Above a billion the same words begin again: một triệu tỷ.
    spoken = [*_groups(billions, style, in_full=False), "tỷ"] if billions else []
    for unit, name in ((10**6, "triệu"), (1000, style.thousand), (1, "")):
        group = rest // unit % 1000
        if group:
            spoken += _below_thousand(group, style, in_full=in_full or bool(spoken))
            spoken += [name] if name else []
    return spoken


def _below_thousand(number: int, style: Style, *, in_full: bool) -> list[str]:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    spoken = [DIGITS[hundreds], "trăm"] if hundreds or in_full else []
    if tens > 1:
        spoken += [DIGITS[tens], "mươi"]
    elif tens == 1:
        spoken.append("mười")
    elif ones and spoken:
        spoken.append(style.empty_ten)
    if ones == 1 and tens > 1:
        spoken.append("mốt")
    elif ones == 4 and tens > 1:
        spoken.append(style.four)
    elif ones == 5 and tens:
        spoken.append("lăm")
    elif ones:
        spoken.append(DIGITS[ones])
    return spoken


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` shared out in proportion to `weights`, without losing a đồng.

    Each part is cut to a whole number towards zero; the rest goes, one đồng each, to the parts that
    lost most by it, the earlier first (largest remainders). Raises ValueError unless the weights
    are 0 or more and one is more.
    """
    if min(weights, default=0) < 0 or not any(weights):
        raise ValueError("weights must be 0 or more, and one must be more")
    sign = -1 if total < 0 else 1
    whole = sum(weights)
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _lost in shares]
    by_loss = sorted(range(len(weights)), key=lambda place: -shares[place][1])
    for place in by_loss[: abs(total) - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]


class _Unclear(Exception):
    """Why a text is no amount: one of the sentences above."""


@dataclass(frozen=True, slots=True)
class _Number:
    """Figures as typed: `grouped` in threes by `gap`, with the digits after the point."""

    whole: int
    gap: str
    groups: int
    decimals: str

    def times(self, unit: int) -> int:
        """This many of a unit, if that is a whole number of đồng."""
        scale: int = 10 ** len(self.decimals)
        part, rest = divmod(int(self.decimals or 0) * unit, scale)
        if rest:
            raise _Unclear(_FRACTION)
        return self.whole * unit + part


def _read(text: str) -> int:
    typed = text.strip()
    negative = typed.startswith(_MINUS) or fold(typed).startswith("am ")
    plain = fold(typed.lstrip("".join(_MINUS))).removeprefix("am ").rstrip(" .,")
    amount_typed = _DONG.sub("", plain)
    tokens = _TOKEN.findall(amount_typed)
    # What is left between the tokens may only be spaces; a hyphen inside is no sign of a number.
    if (
        not tokens
        or "-" in typed[1:]
        or "".join(tokens).replace(" ", "") != "".join(amount_typed.split())
    ):
        raise _Unclear(_UNREADABLE)
    amount = _sum(tokens, in_dong=amount_typed != plain)
    if amount > LIMIT:
        raise _Unclear(_TOO_LARGE)
    return -amount if negative else amount


def _sum(tokens: list[str], *, in_dong: bool) -> int:
    """Add up "1 tỷ", "250 triệu", "500": each unit smaller than the one before."""
    total, last_unit = 0, 0
    while tokens:
        token, *tokens = tokens
        if token == _HALF and last_unit and not tokens:
            total += last_unit // 2
        elif not token[0].isdigit():
            raise _Unclear(_UNREADABLE)
        elif tokens and tokens[0] in _UNITS:
            unit = _UNITS[tokens.pop(0)]
            part = _of_unit(_number(token), unit)
            if last_unit and (unit >= last_unit or part >= last_unit):
                raise _Unclear(_UNREADABLE)
            total, last_unit = total + part, unit
        elif tokens:
            raise _Unclear(_UNREADABLE)
        elif last_unit:
            total += _tail(_number(token), token, last_unit, in_dong=in_dong)
        else:
            number = _number(token)
            if len(number.decimals) == 3:  # 1.250,000: a slip of the finger, or a zero fraction
                raise _Unclear(_TWO_WAYS)
            total = number.times(1)
    return total


def _number(token: str) -> _Number:
    if len(token) > 40:
        raise _Unclear(_TOO_LARGE)
    found = _NUMBER.fullmatch(token)
    if found is None or (found["gap"] and found["gap"] == found["point"]):
        raise _Unclear(_UNREADABLE)
    gap = found["gap"] or ""
    groups = found["whole"].count(gap) if gap else 0
    digits = re.sub(r"\D", "", found["whole"])
    return _Number(int(digits), gap, groups, found["decimals"] or "")


def _of_unit(number: _Number, unit: int) -> int:
    """So many of a unit. "1.250 triệu" may mean 1250 million or one and a quarter."""
    if number.groups == 1 and number.gap != " " and not number.decimals:
        raise _Unclear(_TWO_WAYS)
    return number.times(unit)


def _tail(number: _Number, token: str, unit: int, *, in_dong: bool) -> int:
    """The figures after the last unit: 1tr5 and 1tr250 are decimals, 1 triệu 250.000 are đồng."""
    if number.decimals:
        raise _Unclear(_UNREADABLE)
    as_decimals = _Number(0, "", 0, token).times(unit) if number.gap == "" else number.whole
    as_dong = number.whole
    spoken = len(token) <= 3 and not in_dong
    if as_dong >= unit or (as_decimals != as_dong and not spoken):
        raise _Unclear(_TWO_WAYS)
    return as_decimals
