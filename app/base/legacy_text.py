"""Vietnamese typed in the fonts of the 1990s (TCVN3, also called ABC), as old lists still hold it.

Such text was one byte per letter, shown right only in fonts like .VnTime. Office programs have
since taken the bytes for Western European ones: "NguyÔn ThÞ Lan".
"""

import re

from app.base.names import fold
from app.base.text import nfc

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
# Letters that mean what they say in real Vietnamese text too, and so tell nothing.
_IN_BOTH = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
_TELLING = frozenset(map(chr, _LETTERS)) - _IN_BOTH

# The codes whose capital has a code too; toned vowels have small letters only (in practice).
_SMALL = frozenset("¨©ª«¬\u00ad®abcdefghijklmnopqrstuvwxyz")
_CAPITAL = frozenset("¡¢£¤¥¦§ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD = re.compile(r"[^\s.,;:()/-]+")

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def looks_like_tcvn3(text: str) -> bool:
    """Whether `text` is Vietnamese in TCVN3 rather than Unicode.

    Short words can be both (Hång is certain, Lý is not): ask about a whole column or sheet at once.
    """
    if any(ord(sign) > 0xFF for sign in nfc(text) if sign.isalpha()):
        return False  # letters such as ế or đ themselves
    # A single sign proves nothing: ½ is a letter of TCVN3 too.
    words = [
        word for word in _WORD.findall(text) if len(word) > 1 and not _TELLING.isdisjoint(word)
    ]
    vietnamese = sum(
        _SYLLABLE.fullmatch(fold(word.translate(_LETTERS))) is not None for word in words
    )
    return vietnamese * 2 > len(words)


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
