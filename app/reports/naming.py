"""How suggestions speak of people: "bà Đào"; of several, the first three."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.base.dates import age_by_year
from app.base.names import Sex, address, given_name


class Person(Protocol):
    """Whoever is spoken of."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def sex(self) -> Sex | None:
        """None when not known."""

    @property
    def birth(self) -> str | None:
        """Full or partial, ISO."""


def title_of(person: Person, today: date) -> str:
    """The person as spoken of: "bà Đào"."""
    age = age_by_year(person.birth, today) if person.birth else None
    return f"{address(person.sex, age)} {given_name(person.name)}"


def capital(text: str) -> str:
    """A text with a large first letter."""
    return text[:1].upper() + text[1:]


def some(people: Sequence[Person], today: date) -> str:
    """The first names of a list: "Bà Đào, ông Tý …"."""
    names = ", ".join(title_of(person, today) for person in people[:3])
    return capital(names) + (" …" if len(people) > 3 else "")
