"""Who of the register somebody who is being typed in may be: asked at every key. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.names import fold
from app.members.duplicates import Pair, alike
from app.members.numbers import clean
from app.members.rules import Member, Person

LEAST_WORDS = 2
"""A name of fewer words is like too many."""


@dataclass(frozen=True, slots=True)
class Register:
    """People prepared for comparing one more with them; `like` takes a few milliseconds."""

    by_name: Mapping[str, tuple[Member, ...]]
    by_number: Mapping[str, tuple[Member, ...]]
    """By telephone, citizen number and insurance number."""

    @classmethod
    def of(cls, members: Iterable[Member]) -> "Register":
        """Prepare everybody with whom somebody new may be mixed up."""
        by_name: dict[str, list[Member]] = {}
        by_number: dict[str, list[Member]] = {}
        for member in members:
            by_name.setdefault(fold(member.person.name.partition("(")[0]), []).append(member)
            for number in _numbers(member.person):
                by_number.setdefault(number, []).append(member)
        return cls(
            {name: tuple(found) for name, found in by_name.items()},
            {number: tuple(found) for number, found in by_number.items()},
        )

    def like(self, person: Person) -> tuple[Pair, ...]:
        """Who may be this person, the surest first, with why: the reasons of `duplicates.alike`.
        `one` of each pair is who is in the book."""
        near: dict[str, Member] = {}
        for member in (*self._by_name(person), *self._by_number(person)):
            near[member.id] = member
        if not near:
            return ()
        new = Member("", "~", person, None, None)  # its code comes after all others
        pairs = alike([*near.values(), new])
        found = (pair for pair in pairs if "" in (pair.one.id, pair.other.id))
        return tuple(
            Pair(pair.other, pair.one, pair.why) if pair.one.id == "" else pair for pair in found
        )

    def _by_name(self, person: Person) -> Iterable[Member]:
        name = fold(clean(person.name).partition("(")[0])
        if len(name.split()) < LEAST_WORDS:
            return
        yield from self.by_name.get(name, ())
        if person.birth is not None:  # a nearly equal name tells only with the same birth
            from rapidfuzz.distance import OSA
            from rapidfuzz.process import extract_iter

            near = extract_iter(name, self.by_name.keys(), scorer=OSA.distance, score_cutoff=1)
            for other, _far, _place in near:
                yield from self.by_name[other]

    def _by_number(self, person: Person) -> Iterable[Member]:
        for number in _numbers(person):
            yield from self.by_number.get(number, ())


def _numbers(person: Person) -> Iterable[str]:
    for number in (person.phone, person.cccd, person.bhyt):
        if number:
            yield number[-10:]  # what stays of an insurance number when its letters change
