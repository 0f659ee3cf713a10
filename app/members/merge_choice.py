"""What of two entries of one person stays, field by field. Pure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from app.members.merge import filled
from app.members.rules import Person

ONE, OTHER = "one", "other"

_BOTH_STAY = frozenset({"note"})


def conflicts(one: Person, other: Person) -> tuple[str, ...]:
    """The fields in which both entries say something, and not the same: only these need a choice.

    What only one of them says stays, and so do both notes.
    """
    return tuple(
        field.name
        for field in fields(Person)
        if field.name not in _BOTH_STAY
        and None not in (getattr(one, field.name), getattr(other, field.name))
        and getattr(one, field.name) != getattr(other, field.name)
    )


def chosen(one: Person, other: Person, picks: Mapping[str, str]) -> Person:
    """The person that both entries are together. `picks` says ONE or OTHER for each conflict;
    without a pick the value of `one` stays."""
    taken: dict[str, Any] = {
        name: getattr(other, name) for name in conflicts(one, other) if picks.get(name) == OTHER
    }
    return replace(filled(one, other), **taken)
