"""Citizen numbers, insurance cards and telephones: as typed or listed, tidied, and doubted.

Nothing here refuses: a number copied from paper may be wrong and is still what the paper says.
`tidy_…` gives what is stored, `…_doubt` a sentence when it does not look right.
"""

import re
from dataclasses import dataclass

from app.base.names import Sex, fold
from app.base.text import _, nfc

PROVINCES = range(1, 97)  # the first three digits of a citizen number: Circular 59/2021/TT-BCA

# What people write where there is nothing to write, folded.
_NOTHING = frozenset(
    ["", "0", "x", "k", "ko", "khong", "k co", "ko co", "khong co", "chua", "chua co", "none"]
)
# Signs that nobody sees, and those that no spreadsheet can hold.
_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(9), *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF]
)
_NOT_DIGITS = re.compile(r"[^0-9]")
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_OLD_MOBILE = re.compile(r"01[2689]\d{8}")  # eleven digits until 2018
_SEVERAL = re.compile(r"[/;,|\n]|\s-\s|\bhoặc\b|\bvà\b")
_SAME_DIGIT = re.compile(r"(\d)\1*")

# The prefixes of 2018: a mobile number of eleven digits and the ten that it became.
_NEW_PREFIX = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037",
    "0168": "038", "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076",
    "0128": "078", "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tidy:
    """A value to store, and what stood beside it and belongs into the note."""

    value: str | None
    left: str = ""


def clean(text: str) -> str:
    """`text` as we store any text: NFC, no invisible signs, single spaces."""
    return " ".join(nfc(text.translate(_INVISIBLE)).split())


def is_nothing(text: str) -> bool:
    """Whether `text` only says that there is nothing: "", "-", "không có"."""
    return fold(text).strip(" .-_/") in _NOTHING


def tidy_phone(text: str) -> Tidy:
    """Digits only, with the leading zero that a spreadsheet takes away; +84 becomes 0.

    Of two numbers the second is left over; so are words beside the number.
    """
    text = clean(text)
    if is_nothing(text):
        return Tidy(None)
    parts = [part for part in _SEVERAL.split(text) if len(_NOT_DIGITS.sub("", part)) >= 6]
    if len(parts) < 2 and len(_NOT_DIGITS.sub("", text)) > 12:
        parts = [part for part in text.split() if len(_NOT_DIGITS.sub("", part)) >= 9]
    first = parts[0] if len(parts) > 1 else text
    digits = _NOT_DIGITS.sub("", first)
    if not digits:
        return Tidy(None, text)
    more = len(parts) > 1 or any(sign.isalpha() for sign in text)
    return Tidy(_with_zero(digits, international="+" in first), text if more else "")


def _with_zero(digits: str, *, international: bool) -> str:
    digits = digits.removeprefix("00") if digits.startswith("0084") else digits
    rest = digits.removeprefix("84").removeprefix("0")
    if digits.startswith("84") and (international or len(rest) in (9, 10)):
        return "0" + rest
    if not digits.startswith("0") and _looks_like_phone("0" + digits):
        return "0" + digits
    return digits


def _looks_like_phone(digits: str) -> bool:
    shapes = (_MOBILE, _LANDLINE, _OLD_MOBILE)
    return any(shape.fullmatch(digits) for shape in shapes)


def phone_doubt(phone: str) -> str | None:
    """Why this telephone number does not look right; None when it does."""
    new = _NEW_PREFIX.get(phone[:4])
    if new is not None and len(phone) == 11:
        return _("{value} is a mobile number from before 2018; today it is {new}.").format(
            value=phone, new=new + phone[4:]
        )
    if _MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone):
        return None
    return _("{value} does not look like a telephone number: check it.").format(value=phone)


def tidy_cccd(text: str) -> Tidy:
    """Digits of a citizen card (12) or an old identity card (9), leading zeros given back.

    A number that begins with the code of a province below 100 loses one zero or two in a
    spreadsheet; ten or eleven digits can therefore be completed, eight were an old card's nine.
    """
    text = clean(text)
    if is_nothing(text):
        return Tidy(None)
    digits = _NOT_DIGITS.sub("", text)
    if not digits:
        return Tidy(None, text)
    if len(digits) in (10, 11) and int(digits.zfill(12)[:3]) in PROVINCES:
        digits = digits.zfill(12)
    elif len(digits) == 8:
        digits = digits.zfill(9)
    return Tidy(digits, text if any(sign.isalpha() for sign in text) else "")


def cccd_doubt(cccd: str, sex: Sex | None, birth: str | None) -> str | None:
    """Why this citizen number does not look right; None when it does.

    Digit 4 tells century and sex (0 and 1: men and women born in the 1900s, 2 and 3: in the
    2000s), digits 5 and 6 the year of birth (Circular 59/2021/TT-BCA, annexes I to III).
    """
    if len(cccd) == 9:
        return _("{value} is an old identity card of 9 digits; a citizen card has 12.").format(
            value=cccd
        )
    if len(cccd) != 12 or not cccd.isdecimal():
        return _("{value} has {n} digits; a citizen card has 12.").format(value=cccd, n=len(cccd))
    if int(cccd[:3]) not in PROVINCES or cccd[3] not in "0123":
        return _("{value} is no citizen number: check its first four digits.").format(value=cccd)
    year = 1900 + 100 * (int(cccd[3]) // 2) + int(cccd[4:6])
    if sex is not None and sex != _sex_of(cccd):
        return _("The citizen number {value} is one of the other sex: check both.").format(
            value=cccd
        )
    if birth is not None and int(birth[:4]) != year:
        return _("The citizen number {value} says born {year}, not {birth}: check both.").format(
            value=cccd, year=year, birth=birth[:4]
        )
    return None


def _sex_of(cccd: str) -> Sex:
    return "F" if int(cccd[3]) % 2 else "M"


def tells_apart(cccd: str | None) -> bool:
    """Whether this number is complete enough to say who somebody is."""
    if cccd is None or not cccd.isdecimal() or _SAME_DIGIT.fullmatch(cccd):
        return False
    return len(cccd) == 9 or (len(cccd) == 12 and int(cccd[:3]) in PROVINCES)


def tidy_bhyt(text: str) -> Tidy:
    """An insurance card: 15 signs, or the 10 or 12 digits used in its place; no spaces.

    A number of 9 or 11 digits lost its leading zero in a spreadsheet.
    """
    text = clean(text)
    if is_nothing(text):
        return Tidy(None)
    signs = re.sub(r"[\s.\-_/]", "", text).upper()
    if not any(sign.isdecimal() for sign in signs):
        return Tidy(None, text)
    if signs.isdecimal() and len(signs) in (9, 11):
        signs = "0" + signs
    return Tidy(signs)


def bhyt_doubt(bhyt: str, cccd: str | None = None) -> str | None:
    """Why this insurance card does not look right; None when it does.

    A card of 12 digits bears the holder's citizen number.
    """
    if len(bhyt) == 12 and bhyt.isdecimal() and len(cccd or "") == 12 and bhyt != cccd:
        return _("12 digits on the card are the citizen number, and that is another: check both.")
    if re.fullmatch(r"[A-Z]{2}[1-5]\d{12}|\d{10}|\d{12}", bhyt):
        return None
    if len(bhyt) in (10, 12, 15):
        return _("{value} does not look like a health insurance card: check it.").format(value=bhyt)
    return _("{value} has {n} signs; a health insurance card has 10, 12 or 15.").format(
        value=bhyt, n=len(bhyt)
    )
