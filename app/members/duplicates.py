"""Pairs of entries over the whole register that look like one person, each with reasons in words.

Pure. People are compared only within blocks that share something (a number, a name, a birth, a
telephone), so that 10,000 take well under a second.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from app.base.names import fold, given_name
from app.base.text import N_, _
from app.members.numbers import tells_apart
from app.members.rules import Member

SAME_CCCD = N_("the same citizen number")
SAME_BHYT = N_("the same health insurance number")
SAME_NAME_AND_YEAR = N_("the same name and year of birth")
SAME_NAME_NO_YEAR = N_("the same name, and one year of birth is missing")
NAME_NEARLY_AND_BIRTH = N_("nearly the same name and the same date of birth")
SAME_PHONE_AND_NAME = N_("the same telephone and given name")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, and why; `one` has the older code."""

    one: Member
    other: Member
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What of a member is compared."""

    member: Member
    name: str
    given: str
    year: str | None


def alike(
    members: Iterable[Member], apart: Collection[frozenset[str]] = frozenset()
) -> tuple[Pair, ...]:
    """Who of the register may be there twice, the surest first.

    `apart` are the pairs of ids that the board knows to be two people. Entries that contradict each
    other (both sexes known and different, two whole citizen numbers that are not one with a typing
    error) are no pair, unless a number is the same.
    """
    entries = tuple(_entry(member) for member in members if not member.erased)
    found: dict[tuple[str, str], tuple[_Entry, _Entry, list[str]]] = {}
    for why, key, fits in _RULES:
        for one, other in _blocks(entries, key):
            if not fits(one, other):
                continue
            ids = (one.member.id, other.member.id)
            if frozenset(ids) not in apart:
                found.setdefault(ids, (one, other, []))[2].append(why)
    order = {why: place for place, (why, _key, _fits) in enumerate(_RULES)}
    pairs = sorted(
        found.values(), key=lambda pair: (order[pair[2][0]], pair[0].name, pair[0].member.code)
    )
    return tuple(
        Pair(one.member, other.member, tuple(_(why) for why in reasons))
        for one, other, reasons in pairs
    )


def _entry(member: Member) -> _Entry:
    person = member.person
    return _Entry(
        member,
        fold(person.name.partition("(")[0]),
        fold(given_name(person.name)),
        person.birth[:4] if person.birth else None,
    )


def _blocks(
    entries: Iterable[_Entry], key: Callable[[_Entry], Hashable | None]
) -> Iterator[tuple[_Entry, _Entry]]:
    """Every two entries with the same key, the older code first; None is nobody's key."""
    blocks: dict[Hashable, list[_Entry]] = defaultdict(list)
    for entry in entries:
        shared = key(entry)
        if shared is not None:
            blocks[shared].append(entry)
    for block in blocks.values():
        block.sort(key=lambda entry: (len(entry.member.code), entry.member.code))
        yield from combinations(block, 2)


# --- the rules ----------------------------------------------------------------------------------


def _cccd(entry: _Entry) -> str | None:
    cccd = entry.member.person.cccd
    return cccd if tells_apart(cccd) else None


def _bhyt(entry: _Entry) -> str | None:
    """The last ten signs of an insurance card: the number that stays when its letters change."""
    bhyt = entry.member.person.bhyt or ""
    return bhyt[-10:] if len(bhyt) in (10, 15) and len(set(bhyt[-10:])) > 1 else None


def _name_and_year(entry: _Entry) -> tuple[str, str] | None:
    return (entry.name, entry.year) if entry.name and entry.year else None


def _full_birth(entry: _Entry) -> str | None:
    birth = entry.member.person.birth or ""
    return birth if len(birth) == len("1948-05-12") else None


def _phone_and_given(entry: _Entry) -> tuple[str, str] | None:
    phone = entry.member.person.phone
    return (phone, entry.given) if phone and entry.given else None


def _always(_one: _Entry, _other: _Entry) -> bool:
    return True


def _no_contradiction(one: _Entry, other: _Entry) -> bool:
    sexes = {one.member.person.sex, other.member.person.sex} - {None}
    if len(sexes) > 1:
        return False
    mine, theirs = _cccd(one), _cccd(other)
    if mine is None or theirs is None or len(mine) != len(theirs):  # an old and a new number
        return True
    return OSA.distance(mine, theirs, score_cutoff=1) <= 1


def _year_missing(one: _Entry, other: _Entry) -> bool:
    hamlets = {fold(entry.member.person.hamlet or "") for entry in (one, other)} - {""}
    return None in (one.year, other.year) and len(hamlets) < 2 and _no_contradiction(one, other)


def _nearly_same_name(one: _Entry, other: _Entry) -> bool:
    return (
        one.name != other.name
        and OSA.distance(one.name, other.name, score_cutoff=1) <= 1
        and _no_contradiction(one, other)
    )


_RULES: tuple[
    tuple[str, Callable[[_Entry], Hashable | None], Callable[[_Entry, _Entry], bool]],
    ...,
] = (
    (SAME_CCCD, _cccd, _always),
    (SAME_BHYT, _bhyt, _always),
    (SAME_NAME_AND_YEAR, _name_and_year, _no_contradiction),
    (NAME_NEARLY_AND_BIRTH, _full_birth, _nearly_same_name),
    (SAME_PHONE_AND_NAME, _phone_and_given, _no_contradiction),
    (SAME_NAME_NO_YEAR, lambda entry: entry.name or None, _year_missing),
)
"""Why, what the two must share to be compared, and what else must hold; the surest first."""
