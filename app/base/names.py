"""Vietnamese names: folded for searching, in the order of lists, and how to address people.

A name is written family – middle – given. Lists go by the given name, which is the last word.
"""

import unicodedata
from functools import lru_cache
from typing import Literal

from app.base.text import nfc

Sex = Literal["F", "M"]

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"

# The order of the tones in dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5}

# The letters that Vietnamese has more of than Latin, in their place: a ă â, d đ, e ê, o ô ơ, u ư.
_LETTERS = {
    ("a0", _BREVE): "a1",
    ("a0", _CIRCUMFLEX): "a2",
    ("e0", _CIRCUMFLEX): "e1",
    ("o0", _CIRCUMFLEX): "o1",
    ("o0", _HORN): "o2",
    ("u0", _HORN): "u1",
}

# Old documents hold the Icelandic eth and the African d where đ was meant: they look the same.
_LOOK_LIKE_D = ("ÐðƉɖ", "ĐđĐđ")

# H'Mông is typed with whichever of these the keyboard gives.
_APOSTROPHES = "'’‘ʼʹ´`"

_LETTERS_ONLY = str.maketrans(*_LOOK_LIKE_D, _APOSTROPHES)
_SIMPLE = str.maketrans(_LOOK_LIKE_D[0] + "-", _LOOK_LIKE_D[1] + " ", _APOSTROPHES)


def fold(text: str) -> str:
    """`text` for searching: no marks, đ as d, small letters, single spaces.

    Composed and decomposed text fold alike, as do both ways to place a tone (hoà, hòa) and all ways
    to write H'Mông and Ê-đê. Fold both the text and what is searched for.
    """
    plain = text.translate(_SIMPLE)
    if not plain.isascii():  # numbers and codes have nothing to take apart
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    # đ is a letter of its own, no d with a mark, so no normalisation touches it.
    plain = plain.casefold().replace("đ", "d")
    return " ".join(plain.split())


def given_name(full_name: str) -> str:
    """The word by which people are called: the last, not counting a remark in brackets."""
    words = _parts(full_name)[0]
    return words[-1] if words else ""


def family_name(full_name: str) -> str:
    """The first word; empty when the name has one word only, which is then the given name."""
    words = _parts(full_name)[0]
    return words[0] if len(words) > 1 else ""


def sort_key(full_name: str) -> str:
    """A text whose plain byte order is the order of Vietnamese lists; also good as a column.

    Given name first, then family, then middle name, then a remark in brackets; each syllable by its
    letters in the Vietnamese alphabet and only then by its tone: Hoa, Hòa, Hoan. Both ways to place
    a tone (hoà, hòa) give the same key.
    """
    words, remark = _parts(full_name)
    ordered = [*words[-1:], *words[:-1], *remark]
    return "".join(_syllable_key(word) for word in ordered)


def title_case(full_name: str) -> str:
    """A name typed all in capitals with a capital per word: NGUYỄN THỊ ĐÀO → Nguyễn Thị Đào.

    Any other spelling stays as it is. Spaces are squeezed, and the result is NFC.
    """
    name = " ".join(nfc(full_name).split())
    if name != name.upper() or len(name) < 2:
        return name
    capital = True
    letters = []
    for letter in name.lower():
        letters.append(letter.upper() if capital else letter)
        # H'Mông, Lê-Na: after such a sign a part begins, just as after a space.
        capital = letter in " -.(" or letter in _APOSTROPHES
    return "".join(letters)


def address(sex: Sex | None, age: int | None) -> str:
    """How the club speaks of a person, before the name, in Vietnamese: "bà" Lan.

    The usage of a club of elders, not a rule of any office: cụ from 80, ông and bà from 60 and for
    an unknown age, chú and cô from 40, anh and chị below. When the sex is unknown: cụ from 80, anh
    chị below 40, else bác, which is polite to anybody. `age` in full years.
    """
    if age is not None and age >= 80:
        return "cụ"
    if sex is None:
        return "anh chị" if age is not None and age < 40 else "bác"
    if age is None or age >= 60:
        return "bà" if sex == "F" else "ông"
    if age >= 40:
        return "cô" if sex == "F" else "chú"
    return "chị" if sex == "F" else "anh"


def formal_address(sex: Sex | None) -> str:
    """How official papers, cards and envelopes speak of any adult: "ông", "bà"; empty when the sex
    is unknown, so that nothing wrong is printed."""
    return {"F": "bà", "M": "ông", None: ""}[sex]


def _parts(full_name: str) -> tuple[list[str], list[str]]:
    """The words of the name itself, and those from an opening bracket on: "Lan (xóm Ải)"."""
    name, bracket, remark = full_name.partition("(")
    words = name.split()
    return (words, remark.replace(")", " ").split()) if words else ((bracket + remark).split(), [])


@lru_cache(maxsize=4096)  # names share their syllables
def _syllable_key(word: str) -> str:
    """Two signs for each letter, then "!" with the tone: "!" sorts before every letter, so that
    the shorter of two syllables comes first and tones decide only between equal letters."""
    keys: list[str] = []
    tone = 0
    plain = word.translate(_LETTERS_ONLY).casefold()
    for sign in unicodedata.normalize("NFD", plain):
        if sign in _TONES:
            tone = _TONES[sign]
        elif unicodedata.combining(sign):
            if keys:
                keys[-1] = _LETTERS.get((keys[-1], sign), keys[-1])
        elif sign == "đ":
            keys.append("d1")
        elif "a" <= sign <= "z":
            keys.append(f"{sign}0")
        else:
            keys.append(f"0{ord(sign):06x}")  # digits and signs come before the letters
    return "".join(keys) + f"!{tone}"
