"""Whether a word is spelled as Vietnamese can be: what tells the old codes of its letters apart."""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_CLOSED = "uyê|iê|yê|oa|oă|oe|oo|uâ|uê|uô|uơ|ươ|uy|[aăâeêioôơuưy]"
_OPEN = (
    "oai|oay|oao|oeo|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi"
    "|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:(?:{_CLOSED})(?:ch|nh|ng|[cmnpt])|(?:{_OPEN}))")


@lru_cache(maxsize=4096)  # lists repeat their words
def is_syllable(word: str) -> bool:
    """Whether `word` (Unicode, any case) is one syllable with at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    if sum(sign in TONES for sign in letters) > 1:
        return False
    plain = "".join(sign for sign in letters if sign not in TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None
