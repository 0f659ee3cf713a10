"""Finding people while somebody types: every part of the text, in any order, without marks, and
forgiving one slip of the keyboard in each word.

A club has thousands of people but few different words, so what is typed is compared with the words
and not with the people. Pure.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from app.base.names import fold
from app.members.card_code import read_card_code
from app.members.rules import Member

FORGIVING = 4
"""Of so many letters must the longer of two words be to differ by one slip."""

FORGIVING_DIGITS = 6
"""So many digits must be typed before one of them may be wrong."""

_VOWEL = re.compile("[aeiouy]")
_TONE_KEYS = re.compile("[sfrxjzw]")
_DOUBLED = re.compile("(aa|ee|oo|dd)")


@dataclass(frozen=True, slots=True)
class Found:
    """`exact` has every part of the text as it was typed, who is named so before whose hamlet is;
    `similar` has it but for a slip of the keyboard."""

    exact: tuple[Member, ...]
    similar: tuple[Member, ...] = ()

    @property
    def best(self) -> tuple[Member, ...]:
        """Those as typed; only when there is nobody, the similar ones."""
        return self.exact or self.similar


@dataclass(frozen=True, slots=True)
class Finder:
    """A list of people prepared for searching, which takes a few milliseconds for 10,000."""

    members: tuple[Member, ...]
    names: Mapping[str, frozenset[int]]
    """Each folded word of names: the places of the people who have it."""
    hamlets: Mapping[str, frozenset[int]]
    """The same of the words of hamlets."""
    whole_hamlets: Mapping[str, frozenset[int]]
    numbers: tuple[str, ...]
    """Of each person, code, telephone, citizen and insurance number, with spaces between."""
    club_code: str | None = None

    @classmethod
    def of(cls, members: Iterable[Member], club_code: str | None = None) -> "Finder":
        """Prepare `members`; what is found keeps their order.

        With `club_code` (`card_code`) only a card of that club is understood.
        """
        people = tuple(members)
        hamlets = [member.person.hamlet or "" for member in people]
        return cls(
            people,
            _places(fold(member.person.name).split() for member in people),
            _places(fold(hamlet).split() for hamlet in hamlets),
            _places((fold(hamlet),) for hamlet in hamlets),
            tuple(map(_numbers, people)),
            club_code,
        )

    def find(self, text: str) -> tuple[Member, ...]:
        """Who is meant by a text: those that have it as typed, else those with a similar one."""
        return self.search(text).best

    def search(self, text: str) -> Found:
        """Who has every part of `text` in the name, the hamlet or a number.

        "dao" finds Đào and Đạo, "lan hong" finds Hồng Lan, "lan dong" the Lan of hamlet Đông,
        "0912 34" a telephone; an empty text finds everybody. Of the similar ones, "nguyne" is
        like Nguyễn and "ddaof", left by a Telex keyboard that was off, like Đào. The code of a
        member's card, typed or scanned, finds that member.
        """
        code = read_card_code(text, self.club_code)
        if code is not None:
            return Found(tuple(member for member in self.members if member.code == code))
        parts = _parts(text)
        everybody = frozenset(range(len(self.members)))
        by_name = [self._named(part) for part in parts]
        at_all = [
            named | _having(part, self.hamlets) for part, named in zip(parts, by_name, strict=True)
        ]
        named = everybody.intersection(*by_name)
        found = named | (self._living_in(text) or everybody.intersection(*at_all))
        begun = not found
        like = (
            places | self._similar(part, begun=begun)
            for part, places in zip(parts, at_all, strict=True)
        )
        similar = everybody.intersection(*like)
        return Found(
            self._people(named) + self._people(found - named), self._people(similar - found)
        )

    def _people(self, places: Iterable[int]) -> tuple[Member, ...]:
        return tuple([self.members[place] for place in sorted(places)])

    def _named(self, part: str) -> frozenset[int]:
        """Who has this part in a word of the name or in a number."""
        places = _having(part, self.names)
        if any(sign.isdecimal() for sign in part):
            numbered = (place for place, text in enumerate(self.numbers) if part in text)
            return places.union(numbered)
        return places

    def _living_in(self, text: str) -> frozenset[int]:
        """Who lives in a hamlet written with these words in this order: "xom 3" is no telephone
        with a 3 in it. Nobody for a single word, which may as well be a name."""
        whole = fold(text)
        return _having(whole, self.whole_hamlets) if " " in whole else frozenset()

    def _similar(self, part: str, *, begun: bool) -> frozenset[int]:
        """Who has a word or number that differs from this part by one slip.

        With `begun` the part may be the beginning of the word: somebody is still typing it.
        """
        if part.isdecimal():
            return self._similar_number(part)
        typed = (part, *_without_marks_keys(part))
        return frozenset().union(
            *(self.names[word] for word in _like(typed, self.names, begun=begun)),
            *(self.hamlets[word] for word in _like(typed, self.hamlets, begun=begun)),
        )

    def _similar_number(self, part: str) -> frozenset[int]:
        if len(part) < FORGIVING_DIGITS:
            return frozenset()
        # A slip leaves one half as it is, unless it swaps the two digits in the middle.
        half = len(part) // 2
        head, tail, swapped = part[:half], part[half:], _swapped(part, half - 1)
        slip = re.compile("|".join(_slips(part)))
        return frozenset(
            place
            for place, text in enumerate(self.numbers)
            if (head in text or tail in text or swapped in text) and slip.search(text)
        )


def _places(words: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """From the words of each place to the places of each word."""
    places: dict[str, set[int]] = {}
    for place, of_place in enumerate(words):
        for word in of_place:
            places.setdefault(word, set()).add(place)
    return {word: frozenset(found) for word, found in places.items()}


def _numbers(member: Member) -> str:
    person = member.person
    numbers = (member.code, person.phone, person.cccd, (person.bhyt or "").casefold())
    return " ".join(number for number in numbers if number)


def _parts(text: str) -> list[str]:
    words = fold(text)
    # A telephone is typed with spaces and dots; then all its digits are one part.
    digits = re.sub(r"[\s.]", "", words)
    return [digits] if len(digits) > 3 and digits.isdecimal() else words.split()


def _having(part: str, words: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*(places for word, places in words.items() if part in word))


# --- slips of the keyboard ----------------------------------------------------------------------


def _like(typed: tuple[str, ...], words: Iterable[str], *, begun: bool) -> set[str]:
    """The words that differ from one of `typed` by a letter that is missing, too many, wrong, or
    swapped with the next; and those that a part without its keys for marks begins."""
    part, *bare = typed
    found = {word for word in words if any(word.startswith(plain) for plain in bare)}
    length = len(part)
    if length < FORGIVING - 1:
        return found
    beginnings: dict[str, list[str]] = {}
    for word in words:
        lengths = {len(word)}
        if begun and length >= FORGIVING:
            lengths |= {length - 1, length, length + 1}
        for end in lengths:
            if abs(end - length) <= 1 and max(end, length) >= FORGIVING:
                beginnings.setdefault(word[:end], []).append(word)
    near = extract_iter(part, beginnings.keys(), scorer=OSA.distance, score_cutoff=1)
    found.update(chain.from_iterable(beginnings[beginning] for beginning, _far, _place in near))
    return found


def _without_marks_keys(part: str) -> list[str]:
    """A word without the keys that Telex and VNI keyboards turn into marks: "nguyeenx" and
    "nguye6n4" are "nguyen". Nothing when there is no such key, or too little is left."""
    vowel = _VOWEL.search(part)
    if vowel is None:
        return []
    head, tail = part[: vowel.start()], part[vowel.start() :]
    # After its vowel no Vietnamese syllable has these letters.
    telex = _DOUBLED.sub(lambda pair: pair[0][0], head + _TONE_KEYS.sub("", tail))
    vni = re.sub("[1-9]", "", part)
    return [plain for plain in {telex, vni} - {part} if len(plain) > 1]


def _slips(digits: str) -> Iterable[str]:
    """What a number may be when one digit of `digits` is wrong, too many, missing or swapped."""
    for place in range(len(digits)):
        yield rf"{digits[:place]}\d?{digits[place + 1 :]}"
        yield rf"{digits[:place]}\d{digits[place:]}"
        yield _swapped(digits, place)


def _swapped(text: str, place: int) -> str:
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
