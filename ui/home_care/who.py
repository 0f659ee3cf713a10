"""Choosing somebody who is cared for: a few by a button each, more by a part of the name."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.base.names import fold
from app.home_care.rules import Cared
from ui.home_care import words
from ui.kit.choice import Choice
from ui.kit.fields import Field
from ui.kit.people_field import PersonField, Somebody

FEW = 6
"""So many stand as buttons."""


class Charges:
    """The people cared for, to choose from by a part of the name."""

    def __init__(self, people: Iterable[Cared]) -> None:
        self._by_id = {each.id: _somebody(each) for each in people}

    def find(self, text: str) -> Sequence[Somebody]:
        """See `Directory`."""
        wanted = fold(text).split()
        return [
            each
            for each in self._by_id.values()
            if all(
                any(word.startswith(part) for word in fold(each.name).split()) for part in wanted
            )
        ]

    def get(self, person_id: str) -> Somebody | None:
        """See `Directory`."""
        return self._by_id.get(person_id)


def _somebody(each: Cared) -> Somebody:
    more = [part for part in ((each.birth or "")[:4], each.hamlet) if part]
    return Somebody(each.id, each.name, ", ".join(more))


def who_field(title: str, people: Iterable[Cared], today: date) -> Field:
    """The field of who is meant; its text is the id."""
    found = tuple(people)
    if len(found) > FEW:
        return PersonField(title, Charges(found))
    return Choice(title, [(each.id, words.called(each, today)) for each in found], wide=True)
