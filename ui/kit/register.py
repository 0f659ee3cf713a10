"""The people that forms name: everybody of the register who may be asked."""

from collections.abc import Sequence
from datetime import date

from app.base.names import fold
from app.base.text import _
from app.club.file import Club
from app.members import records
from app.members.finder import Finder
from app.members.rules import Member, shown_name
from ui.kit.people_field import Somebody


class Register:
    """Members first, then volunteers and others; without who died or was erased. `known` are
    their ids: what the forms' rules take. People in `also` are there whatever became of them, so
    that an old entry can be changed."""

    def __init__(self, club: Club, today: date, also: Sequence[str] = ()) -> None:
        people = [
            member
            for member in records.people(club, today)
            if member.id in also or (not member.erased and not _died(member))
        ]
        people.sort(key=lambda member: not _here(member, today))
        self._finder = Finder.of(people)
        self._by_id = {member.id: _somebody(member, today) for member in people}
        self.known = frozenset(self._by_id)

    def find(self, text: str) -> Sequence[Somebody]:
        """See `Directory`. Whose given name begins with what was typed comes first, then who has
        another word that does: "en" means Én before Nguyễn."""
        found = self._finder.find(text)
        last = (fold(text).split() or [""])[-1]
        ranked = sorted(found, key=lambda member: _rank(member.person.name, last))
        return [self._by_id[member.id] for member in ranked]

    def get(self, person_id: str) -> Somebody | None:
        """See `Directory`."""
        return self._by_id.get(person_id)


def _rank(name: str, typed: str) -> int:
    *others, given = fold(name).split() or [""]
    if given.startswith(typed):
        return 0
    return 1 if any(word.startswith(typed) for word in others) else 2


def _here(member: Member, today: date) -> bool:
    return member.membership is not None and member.membership.covers(today)


def _died(member: Member) -> bool:
    return member.membership is not None and member.membership.reason == "died"


def _somebody(member: Member, today: date) -> Somebody:
    person = member.person
    parts = [
        person.birth[:4] if person.birth else "",
        person.hamlet or "",
        "" if _here(member, today) else _("not a member"),
        _("number {code}").format(code=member.code),
    ]
    return Somebody(member.id, shown_name(member), ", ".join(part for part in parts if part))
