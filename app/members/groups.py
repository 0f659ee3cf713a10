"""Groups of members that a list can be narrowed to, each by one plain question. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.base.text import N_
from app.members.rules import Composition, Member, Purpose

CARD_DAYS = 30
"""A health insurance card is spoken of this many days before it ends."""

GROUPS: Mapping[str, str] = {
    "": N_("Everybody"),
    "women": N_("Women"),
    "from_60": N_("60 and older"),
    "poor": N_("Poor households"),
    "near_poor": N_("Near-poor households"),
    "difficult": N_("In difficulty"),
    "to-confirm": N_("Household status to confirm"),
    "incomplete": N_("Without year of birth or sex"),
    "cards-ending": N_("Insurance card ends soon"),
    "without-consent": N_("Not signed for readings"),
    "gone": N_("No longer members"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions need to know: everybody of the register, the members of the day and
    their composition, consents in force."""

    people: tuple[Member, ...]
    members: tuple[Member, ...]
    figures: Composition
    purposes: Mapping[str, frozenset[Purpose]]


def group(name: str, asked: Asked) -> tuple[Member, ...]:
    """The people of a group, in the order given. KeyError for an unknown name."""
    if name == "gone":
        here = {member.id for member in asked.members}
        return tuple(
            each for each in asked.people if each.membership is not None and each.id not in here
        )
    if name in _TESTS:
        return tuple(each for each in asked.members if _TESTS[name](each, asked))
    figures = asked.figures
    by_figure = {
        "": figures.members,
        "women": figures.women,
        "from_60": figures.from_60,
        "poor": figures.poor,
        "near_poor": figures.near_poor,
        "difficult": figures.difficult,
        "to-confirm": figures.to_confirm,
    }
    ids = frozenset(by_figure[name].ids)
    return tuple(each for each in asked.members if each.id in ids)


def _incomplete(member: Member, _asked: Asked) -> bool:
    return member.person.birth is None or member.person.sex is None


def _card_ends(member: Member, asked: Asked) -> bool:
    last = (asked.figures.on + timedelta(days=CARD_DAYS)).isoformat()
    return member.person.bhyt_until is not None and member.person.bhyt_until <= last


def _without_consent(member: Member, asked: Asked) -> bool:
    return "C2" not in asked.purposes.get(member.id, frozenset())


_TESTS: Mapping[str, Callable[[Member, Asked], bool]] = {
    "incomplete": _incomplete,
    "cards-ending": _card_ends,
    "without-consent": _without_consent,
}
