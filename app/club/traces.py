"""Somebody's name and numbers in free text: found however they were typed, and taken out.

Used when a person is erased. A longer name of somebody else that merely contains the name (Nguyễn
Thị Lan in Nguyễn Thị Lan Anh) is left alone.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.base.names import fold, sort_key
from app.base.text import nfc

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LEAST_NUMBER = 6
"""Signs a number must have to be looked for: a shorter one may mean anything."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells who somebody is. `pattern` finds it in a text: the group "own" is theirs, any
    other match belongs to somebody else. `numbers` are papers and telephone as stored; `single`
    are names of one word, which count only where nothing else stands.

    `words` (of every longer name, the last one first, each with all its spellings) and `close`
    (the numbers without gaps) are what no text lacks in which `pattern` finds something of theirs.
    """

    pattern: re.Pattern[str]
    numbers: frozenset[str]
    single: frozenset[str]
    words: tuple[tuple[tuple[str, ...], ...], ...] = ()
    close: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.numbers or self.single)

    def within(self, text: str) -> bool:
        """Whether a text (or any text inside a JSON text) tells who it is."""
        escaped = text if '"' in self.pattern.pattern else text.replace('\\"', "")
        if not self.single and "\\" not in escaped:  # then JSON holds its texts letter by letter
            return self._found(nfc(text))
        return any(self._in_plain(part) for part in _parts(text))

    def without(self, text: str, word: str) -> str:
        """The text with `word` in place of each trace; a JSON text stays one."""
        value = _read_json(text)
        if value is None:
            return self._taken_out(text, word)
        clean = _mapped(value, lambda part: self._taken_out(part, word))
        return text if clean == value else json.dumps(clean, ensure_ascii=False, sort_keys=True)

    def _in_plain(self, text: str) -> bool:
        text = nfc(text)
        return self._found(text) or (bool(self.single) and fold(text) in self.single)

    def _found(self, text: str) -> bool:
        return self._may_be(text) and any(
            match.lastgroup == "own" for match in self.pattern.finditer(text)
        )

    def _may_be(self, text: str) -> bool:
        """A quick look, so that the slow one is for few of the many texts of a book: whether all
        words of a name, or all signs of a number, stand somewhere in it."""
        if "\u0131" in text or "\u0130" in text:  # a pattern takes a Turkish i for an i
            return True
        plain = text.casefold()
        holds = plain.__contains__
        for name in self.words:
            if all(any(map(holds, spellings)) for spellings in name):
                return True
        return bool(self.close) and any(map(_close(plain).__contains__, self.close))

    def _taken_out(self, text: str, word: str) -> str:
        if not self._in_plain(text):
            return text
        if fold(text) in self.single:
            return word
        return self.pattern.sub(
            lambda match: word if match.lastgroup == "own" else match.group(), nfc(text)
        )


def traces(names: Iterable[str], numbers: Iterable[str], others: Iterable[str]) -> Traces:
    """What to look for: every name the person ever had in the book, their numbers, and the names
    of the others, whose longer names are not theirs."""
    own = {name for full in names for name in (full, full.partition("(")[0].strip()) if fold(name)}
    several = sorted((name for name in own if len(name.split()) > 1), key=len, reverse=True)
    known = frozenset(number for number in numbers if len(number) >= _LEAST_NUMBER)
    wanted = [_spellings(name) for name in several]
    wanted += [rf"(?<!\w){'[ .-]?'.join(map(re.escape, number))}(?!\w)" for number in sorted(known)]
    longer = [_spellings(name) for name in others if _contains(name, several)]
    parts = [f"(?P<other>{'|'.join(longer)})"] if longer else []
    parts.append(f"(?P<own>{'|'.join(wanted) or '(?!)'})")
    single = frozenset(fold(name) for name in own if len(name.split()) == 1)
    words = tuple(tuple(map(_cased, reversed(nfc(name).split()))) for name in several)
    close = tuple(sorted(_close(number.casefold()) for number in known))
    return Traces(re.compile("|".join(parts), re.IGNORECASE), known, single, words, close)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals and the place of a tone (Hoà, Hòa)."""
    return sort_key(one.casefold()) == sort_key(other.casefold())


def _contains(name: str, wanted: Iterable[str]) -> bool:
    folded = f" {fold(name)} "
    return any(
        f" {fold(part)} " in folded and len(part.split()) < len(name.split()) for part in wanted
    )


def _spellings(name: str) -> str:
    """A pattern for a name in any capitals, with its tones in either place, or without any mark."""
    words = nfc(name).split()
    marked = r"\s+".join(f"(?:{'|'.join(map(re.escape, _toned(word)))})" for word in words)
    bare = r"\s+".join(re.escape(fold(word)) for word in words)
    return rf"(?<!\w)(?:{marked}|{bare})(?!\w)"


def _cased(word: str) -> tuple[str, ...]:
    """Every spelling of a word, in small letters."""
    return tuple(sorted({each.casefold() for each in (*_toned(word), fold(word))}))


def _close(text: str) -> str:
    """The text without what may stand between the signs of a number."""
    return text.replace(" ", "").replace(".", "").replace("-", "")


def _toned(word: str) -> list[str]:
    """The word with its tone over each of its letters: one of them is the other way to write it."""
    bare = unicodedata.normalize("NFD", word)
    tones = [sign for sign in bare if sign in _TONES]
    if len(tones) != 1:
        return [word]
    letters = nfc("".join(sign for sign in bare if sign not in _TONES))
    placed = [nfc(letters[: at + 1] + tones[0] + letters[at + 1 :]) for at in range(len(letters))]
    return [word, *(each for each in placed if len(each) == len(letters) and each != word)]


def _read_json(text: str) -> Any:
    """The object or list in a text; None when it is no such text."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _parts(text: str) -> Iterator[str]:
    value = _read_json(text)
    if value is None:
        yield text
    else:
        yield from _texts(value)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A JSON value with `change` applied to every text in it, keys too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {change(key): _mapped(each, change) for key, each in value.items()}
    return value
