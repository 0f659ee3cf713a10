"""Texts for a wall: what somebody typed, with the names of people taken out.

Names that are known become "một người"; whoever is called ông, bà, cụ… by name is left
without it: "sửa nhà cụ Sửu" becomes "sửa nhà một cụ". Pure, for Vietnamese.
"""

import re
from collections.abc import Iterable
from typing import Final

CALLED: Final = frozenset(
    ("ông", "bà", "cụ", "anh", "chị", "cô", "chú", "bác", "dì", "cậu", "mợ", "thím", "cháu", "em")
)
"""How people are addressed: a capital after it begins a name."""

SOMEBODY: Final = "một người"
A: Final = "một"

# What has a capital after such a word and is nobody's name.
_OFFICES: Final = frozenset(
    ("chủ", "phó", "trưởng", "bí", "giám", "hội", "thư", "thủ", "kế", "trạm", "ubnd", "ủy", "uỷ")
)
_NO_PERSON: Final = frozenset([("bác", "hồ")])  # Uncle Ho: a name that public texts may say
_COUNTED: Final = frozenset(("một", "hai", "ba", "bốn", "năm", "các", "những", "mấy", "nhiều"))
_EDGE: Final = ".,;:!?)(”“\"'…"


def without_names(text: str, names: Iterable[str] = ()) -> str:
    """The text without the names of these people and without anybody addressed by name."""
    for name in sorted({name for name in names if " " in name}, key=len, reverse=True):
        if name.casefold() in text.casefold():
            text = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", _Unnamed(text), text)
    words = text.split()
    kept: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        end = _name_end(words, place)
        if end > place + 1:
            tail = _tail(words[end - 1])
            counted = bool(kept) and _bare(kept[-1]) in _COUNTED
            kept += [f"{word}{tail}"] if counted else [_as(A, word), f"{word.lower()}{tail}"]
        else:
            kept.append(word)
        place = end
    return " ".join(kept)


class _Unnamed:
    """What stands where a name of the register stood: after "bà" nothing, or else somebody."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, found: "re.Match[str]") -> str:
        before = self._text[: found.start()].split()
        if before and _bare(before[-1]) in CALLED:
            return found[0]  # goes with the word before it
        return SOMEBODY[0].upper() + SOMEBODY[1:] if not before else SOMEBODY


def _name_end(words: list[str], place: int) -> int:
    """Behind the name that follows a form of address, or the next word when there is none."""
    if _bare(words[place]) not in CALLED or words[place][-1] in _EDGE:
        return place + 1
    end = place + 1
    while end < len(words) and words[end][0].isupper():
        end += 1
        if words[end - 1][-1] in _EDGE:
            break
    first = _bare(words[place + 1]) if end > place + 1 else ""
    nobody = first in _OFFICES or (_bare(words[place]), first) in _NO_PERSON
    return place + 1 if nobody else end


def _bare(word: str) -> str:
    return word.strip(_EDGE).casefold()


def _tail(word: str) -> str:
    return word[len(word.rstrip(_EDGE)) :]


def _as(word: str, like: str) -> str:
    """The word with a capital when the other has one."""
    return word[0].upper() + word[1:] if like[0].isupper() else word
