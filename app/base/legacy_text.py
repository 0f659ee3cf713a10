"""Vietnamese typed in the fonts of the 1990s, as old lists still hold it.

In the North that was TCVN3 (ABC, fonts like .VnTime) with a byte per letter, in the South VNI
(VNI-Times) with a byte for the letter and mostly another for its marks. Office programs have since
taken the bytes for Western European ones: "NguyÔn ThÞ Lan", "Nguyeãn Thò Lan".
"""

import re
from collections import Counter
from typing import Literal

from app.base.syllables import is_syllable
from app.base.text import nfc

Code = Literal["tcvn3", "vni"]

# TCVN 5712:1993 from 0xA1 on, in the characters that the same bytes have in Windows-1252. The marks
# by themselves (0xB0 to 0xB4) are left out: no keyboard typed them, and ° ² ³ stand in real texts.
_TABLE = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđẰ",
    0xB5: "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
}
_LETTERS = {
    first + place: letter
    for first, letters in _TABLE.items()
    for place, letter in enumerate(letters)
}

# The codes whose capital has a code too; toned vowels have small letters only (in practice).
_SMALL = frozenset("¨©ª«¬\u00ad®abcdefghijklmnopqrstuvwxyz")
_CAPITAL = frozenset("¡¢£¤¥¦§ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD = re.compile(r"[^\s.,;:()/-]+")

# VNI: a vowel and the sign after it, tones in the order sắc, huyền, hỏi, ngã, nặng.
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = dict(zip("íìæóòîôöñ", "íìỉĩịỵơưđ", strict=True))
_VNI = re.compile(
    "|".join(f"{vowel}[{''.join(marks)}]" for vowel, marks in _VNI_MARKS.items())
    + f"|[{''.join(_VNI_ALONE)}]",
    re.IGNORECASE,
)


def legacy_code(text: str) -> Code | None:
    """In which old code `text` was typed; None when it is Unicode, or nothing tells.

    Short words can be Vietnamese in several codes (Hång is certain, Lý and Hoà are not): ask about
    a whole column or sheet at once.
    """
    if any(ord(sign) > 0xFF for sign in nfc(text) if sign.isalpha()):
        return None  # letters such as ế or đ themselves
    told: Counter[Code] = Counter()
    odd = 0
    for word in _WORD.findall(text):
        # A single sign proves nothing: ½ is a letter of TCVN3 too.
        if word.isascii() or len(word) == 1 or is_syllable(word):
            continue
        northern, southern = is_syllable(word.translate(_LETTERS)), is_syllable(_from_vni(word))
        odd += not (northern or southern)  # perhaps another language
        told["tcvn3"] += northern and not southern
        told["vni"] += southern and not northern
    if told["tcvn3"] == told["vni"]:
        return None
    code = max(told, key=lambda code: told[code])
    return code if told[code] > odd else None


def vni_to_unicode(text: str) -> str:
    """`text` of a VNI font as Unicode (NFC). Text that is Unicode already would be spoilt."""
    return nfc(_from_vni(text))


def _from_vni(text: str) -> str:
    return _VNI.sub(lambda found: _vni_letter(found[0]), text)


def _vni_letter(typed: str) -> str:
    small = typed.lower()
    letter = _VNI_ALONE[small] if len(small) == 1 else _VNI_MARKS[small[0]][small[1]]
    return letter.upper() if typed[0].isupper() else letter


def tcvn3_to_unicode(text: str, *, names: bool = False) -> str:
    """`text` as Unicode (NFC). Text that is Unicode already would be spoilt: ask first.

    Toned vowels had no capitals: in headings they were small letters in a font of capitals
    (.VnTimeH), so words otherwise in capitals are taken to be all in capitals. With `names`, as in
    columns of people and places, a word that begins with such a vowel gets a capital: "Èn" is Ẩn.
    """
    if _SMALL.isdisjoint(text) and any(map(_in_capitals, _WORD.findall(text))):
        return nfc(text.translate(_LETTERS).upper())
    return nfc(_WORD.sub(lambda word: _word(word[0], names=names), text))


def _in_capitals(word: str) -> bool:
    """Whether a word shows both a capital inside and a vowel that only a font can have raised."""
    return (
        _SMALL.isdisjoint(word)
        and not _CAPITAL.isdisjoint(word[1:])
        and any(letter.islower() for letter in word.translate(_LETTERS))
    )


def _word(typed: str, *, names: bool) -> str:
    word = typed.translate(_LETTERS)
    if _in_capitals(typed):
        return word.upper()
    if names and typed[0] not in _SMALL and typed[0] not in _CAPITAL:
        return word[0].upper() + word[1:]
    return word
