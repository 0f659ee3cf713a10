"""Whom a list shows: conditions that combine, in words, and as text that can be kept. Pure."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any, Final

from app.base.dates import age, fmt_date
from app.base.names import Sex
from app.base.text import N_, _
from app.members.parts import CIRCUMSTANCES, INVOLVEMENTS
from app.members.rules import STATUSES, Member, Purpose

CARD_DAYS: Final = 30
"""A health insurance card is spoken of this many days before it ends."""

STANDINGS: Final[Mapping[str, str]] = {
    "members": N_("members"),
    "paused": N_("pausing"),
    "gone": N_("no longer members"),
    "others": N_("never members"),
}

LACKS: Final[Mapping[str, str]] = {
    "birth_or_sex": N_("without year of birth or sex"),
    "phone": N_("without telephone"),
    "cccd": N_("without citizen number"),
    "bhyt": N_("without insurance card"),
    "hamlet": N_("without hamlet"),
    "household": N_("without household status"),
}

_Codes = frozenset[str]
_NONE: Final[_Codes] = frozenset()
_MEMBERS: Final[_Codes] = frozenset({"members"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on people. All must hold; of several codes in one condition, any one.

    `standing`, `households`, `lacking` hold codes of STANDINGS, STATUSES, LACKS, `circumstances`
    and `involved` those of parts; an empty set asks for nothing. `teams` are ids and `offices`
    codes, as in `Asked`. Ages are in full years, both included, and so are the ISO days of joining.
    `card_ends` asks for insurance cards that end soon or have ended, `to_confirm` for a household
    status to ask about again. `unknown` holds what a newer program wrote.
    """

    standing: _Codes = _MEMBERS
    sex: Sex | None = None
    age_from: int | None = None
    age_to: int | None = None
    households: _Codes = _NONE
    to_confirm: bool = False
    hamlets: _Codes = _NONE
    circumstances: _Codes = _NONE
    involved: _Codes = _NONE
    teams: _Codes = _NONE
    offices: _Codes = _NONE
    joined_from: str | None = None
    joined_to: str | None = None
    birth_month: int | None = None
    without_consent: Purpose | None = None
    lacking: _Codes = _NONE
    card_ends: bool = False
    unknown: Mapping[str, Any] = field(default_factory=dict)


EVERYBODY: Final = Filter()
"""All members: what a list shows before anybody has asked for less."""

READY: Final[Mapping[str, tuple[str, Filter]]] = {
    "": (N_("Everybody"), EVERYBODY),
    "women": (N_("Women"), Filter(sex="F")),
    "from_60": (N_("60 and older"), Filter(age_from=60)),
    "poor": (N_("Poor households"), Filter(households=frozenset({"poor"}))),
    "near_poor": (N_("Near-poor households"), Filter(households=frozenset({"near_poor"}))),
    "difficult": (N_("In difficulty"), Filter(households=frozenset({"difficult"}))),
    "to-confirm": (N_("Household status to confirm"), Filter(to_confirm=True)),
    "incomplete": (
        N_("Without year of birth or sex"),
        Filter(lacking=frozenset({"birth_or_sex"})),
    ),
    "cards-ending": (N_("Insurance card ends soon"), Filter(card_ends=True)),
    "without-consent": (N_("Not signed for readings"), Filter(without_consent="C2")),
    "gone": (N_("No longer members"), Filter(standing=frozenset({"paused", "gone"}))),
}
"""Filters that need no making, by the names with which other pages ask for them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the conditions need to know of a day: everybody of the register as on that day, and by
    person the consents, circumstances, involvements, teams and offices in force."""

    on: date
    people: tuple[Member, ...]
    purposes: Mapping[str, frozenset[Purpose]] = field(default_factory=dict)
    circumstances: Mapping[str, _Codes] = field(default_factory=dict)
    involved: Mapping[str, _Codes] = field(default_factory=dict)
    teams: Mapping[str, _Codes] = field(default_factory=dict)
    offices: Mapping[str, _Codes] = field(default_factory=dict)


def standing(member: Member, on: date) -> str:
    """What somebody is to the club on a day, as a code of STANDINGS."""
    period = member.membership
    if period is None:
        return "others"
    if period.covers(on):
        return "members"
    if period.left_on is None:  # joins on a later day
        return "others"
    return "paused" if period.reason == "paused" else "gone"


def hamlet_key(hamlet: str) -> str:
    """By which two ways to write a hamlet are one: capitals and spaces do not matter."""
    return " ".join(hamlet.casefold().split())


# --- asking -------------------------------------------------------------------------------------


def keep(wanted: Filter, asked: Asked) -> tuple[Member, ...]:
    """The people who meet every condition, in the order given.

    Who lacks what a condition asks about, such as the year of birth, does not meet it.
    """
    tests = tuple(_tests(wanted, asked))
    return tuple(member for member in asked.people if all(test(member) for test in tests))


_Test = Callable[[Member], bool]


def _tests(wanted: Filter, asked: Asked) -> Iterator[_Test]:
    on = asked.on
    if wanted.standing:
        yield lambda member: standing(member, on) in wanted.standing
    if wanted.sex is not None:
        yield lambda member: member.person.sex == wanted.sex
    if wanted.age_from is not None or wanted.age_to is not None:
        yield lambda member: _of_age(member, wanted, on)
    if wanted.households:
        yield lambda member: member.status is not None and member.status.status in wanted.households
    if wanted.birth_month is not None:
        month = f"-{wanted.birth_month:02}"
        yield lambda member: (member.person.birth or "")[4:7] == month
    if wanted.hamlets:
        hamlets = {hamlet_key(hamlet) for hamlet in wanted.hamlets}
        yield lambda member: hamlet_key(member.person.hamlet or "") in hamlets
    for codes, known in (
        (wanted.circumstances, asked.circumstances),
        (wanted.involved, asked.involved),
        (wanted.teams, asked.teams),
        (wanted.offices, asked.offices),
    ):
        if codes:
            yield _has_any(codes, known)
    yield from _paper_tests(wanted, asked)


def _paper_tests(wanted: Filter, asked: Asked) -> Iterator[_Test]:
    """The conditions that a board goes after, rather than who somebody is."""
    on = asked.on
    if wanted.to_confirm:
        yield lambda member: member.status is not None and member.status.to_confirm(on)
    if wanted.joined_from is not None or wanted.joined_to is not None:
        yield lambda member: _joined_between(member, wanted)
    if wanted.without_consent is not None:
        signed = asked.purposes
        yield lambda member: wanted.without_consent not in signed.get(member.id, frozenset())
    if wanted.lacking:
        yield lambda member: any(lack in wanted.lacking for lack in lacks(member))
    if wanted.card_ends:
        last = (on + timedelta(days=CARD_DAYS)).isoformat()
        yield lambda member: (member.person.bhyt_until or "9") <= last


def _has_any(codes: _Codes, known: Mapping[str, _Codes]) -> _Test:
    return lambda member: not codes.isdisjoint(known.get(member.id, _NONE))


def _of_age(member: Member, wanted: Filter, on: date) -> bool:
    birth = member.person.birth
    if birth is None:
        return False
    years = age(birth, on).years
    return (wanted.age_from or 0) <= years and (wanted.age_to is None or years <= wanted.age_to)


def _joined_between(member: Member, wanted: Filter) -> bool:
    joined = member.membership.joined_on if member.membership is not None else None
    return (
        joined is not None
        and (wanted.joined_from or "") <= joined
        and (wanted.joined_to is None or joined <= wanted.joined_to)
    )


def lacks(member: Member) -> Iterator[str]:
    """What is not known of somebody, as codes of LACKS."""
    person = member.person
    if person.birth is None or person.sex is None:
        yield "birth_or_sex"
    for code, value in (
        ("phone", person.phone),
        ("cccd", person.cccd),
        ("bhyt", person.bhyt),
        ("hamlet", person.hamlet),
        ("household", member.status),
    ):
        if value is None:
            yield code


# --- in words -----------------------------------------------------------------------------------


def words(wanted: Filter, names: Mapping[str, str] | None = None) -> str:
    """The conditions as a list is headed: "women, 75 and older, poor household, hamlet Đông".

    `names` gives the words for ids of teams and codes of offices. Empty for all members.
    """
    return ", ".join(_words(wanted, names or {}))


def _words(wanted: Filter, names: Mapping[str, str]) -> Iterator[str]:
    if not wanted.standing:
        yield _("everybody in the book")
    elif wanted.standing != _MEMBERS:
        yield _any_of(wanted.standing, STANDINGS)
    if wanted.sex is not None:
        yield {"F": _("women"), "M": _("men")}[wanted.sex]
    yield from _age_words(wanted)
    if wanted.households:
        yield _any_of(wanted.households, STATUSES)
    if wanted.birth_month is not None:
        yield _("birthday in month {n}").format(n=wanted.birth_month)
    if wanted.hamlets:
        yield _("hamlet {name}").format(name=_joined(sorted(wanted.hamlets)))
    for codes, known in (
        (wanted.circumstances, CIRCUMSTANCES),
        (wanted.involved, INVOLVEMENTS),
        (wanted.teams, names),
        (wanted.offices, names),
    ):
        if codes:
            yield _any_of(codes, known)
    yield from _joined_words(wanted)
    yield from _paper_words(wanted)


def _paper_words(wanted: Filter) -> Iterator[str]:
    if wanted.to_confirm:
        yield _("household status to confirm")
    if wanted.without_consent is not None:
        yield _("no consent to {purpose}").format(purpose=wanted.without_consent)
    if wanted.lacking:
        yield _any_of(wanted.lacking, LACKS)
    if wanted.card_ends:
        yield _("insurance card ends soon")
    if wanted.unknown:
        yield _("a condition of a newer program, not applied")


def _age_words(wanted: Filter) -> Iterator[str]:
    if wanted.age_from is not None and wanted.age_to is not None:
        yield _("{first} to {last} years old").format(first=wanted.age_from, last=wanted.age_to)
    elif wanted.age_from is not None:
        yield _("{n} and older").format(n=wanted.age_from)
    elif wanted.age_to is not None:
        yield _("at most {n} years old").format(n=wanted.age_to)


def _joined_words(wanted: Filter) -> Iterator[str]:
    first, last = (
        fmt_date(date.fromisoformat(day)) if day is not None else None
        for day in (wanted.joined_from, wanted.joined_to)
    )
    if first is not None and last is not None:
        yield _("joined from {first} to {last}").format(first=first, last=last)
    elif first is not None:
        yield _("joined since {day}").format(day=first)
    elif last is not None:
        yield _("joined until {day}").format(day=last)


def _any_of(codes: _Codes, known: Mapping[Any, str]) -> str:
    """The words of codes in the order of their table; a code without words stands for itself."""
    ordered = [code for code in known if code in codes]
    ordered += sorted(code for code in codes if code not in known)
    return _joined([_(known.get(code, code)) for code in ordered])


def _joined(parts: Iterable[str]) -> str:
    return _(" or ").join(parts)


# --- as text ------------------------------------------------------------------------------------


def to_json(wanted: Filter) -> str:
    """The conditions as JSON: those only that ask for something, and unknown ones as they came."""
    known = {
        each.name: sorted(value) if isinstance(value, frozenset) else value
        for each in fields(Filter)
        if each.name != "unknown"
        and (value := getattr(wanted, each.name)) != getattr(EVERYBODY, each.name)
    }
    return json.dumps({**wanted.unknown, **known}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Filter:
    """The conditions from JSON. What this program does not know is kept and asks for nothing.

    Raises ValueError when the text is no JSON object.
    """
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("no filter: " + text)
    known: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in data.items()
        if _fits(name, value)
    }
    unknown = {name: value for name, value in data.items() if name not in known}
    return replace(EVERYBODY, **known, unknown=unknown)


_CODE_SETS = frozenset(
    {"standing", "households", "hamlets", "circumstances", "involved", "teams", "offices"}
    | {"lacking"}
)


def _fits(name: str, value: object) -> bool:
    """Whether a value is of the kind that its condition has."""
    if name in _CODE_SETS:
        return isinstance(value, list) and all(isinstance(code, str) for code in value)
    if name in ("to_confirm", "card_ends"):
        return isinstance(value, bool)
    if name in ("age_from", "age_to"):
        return type(value) is int
    if name == "birth_month":
        return type(value) is int and 1 <= value <= 12
    if name in ("joined_from", "joined_to"):
        return isinstance(value, str) and _is_day(value)
    if name == "sex":
        return value in ("F", "M")
    return name == "without_consent" and value in ("C1", "C2", "C3", "C4", "C5")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
