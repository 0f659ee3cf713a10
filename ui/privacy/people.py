"""The people whom forms of this room name: everybody of the register but who was erased."""

from collections.abc import Sequence
from datetime import date

from app.base.text import _
from app.club.file import Club
from app.members import records
from app.members.finder import Finder
from app.members.rules import Member
from ui.kit.people_field import Somebody


class Register:
    """Members first, then everybody else. `known` are their ids."""

    def __init__(self, club: Club, today: date) -> None:
        people = [member for member in records.people(club, today) if not member.erased]
        people.sort(key=lambda member: not _here(member, today))
        self._finder = Finder.of(people)
        self._by_id = {member.id: member for member in people}
        self._today = today
        self.known = frozenset(self._by_id)

    def find(self, text: str) -> Sequence[Somebody]:
        """See `Directory`."""
        return [self._somebody(member) for member in self._finder.find(text)]

    def get(self, person_id: str) -> Somebody | None:
        """See `Directory`."""
        member = self._by_id.get(person_id)
        return None if member is None else self._somebody(member)

    def _somebody(self, member: Member) -> Somebody:
        person = member.person
        parts = [
            person.birth[:4] if person.birth else "",
            person.hamlet or "",
            "" if _here(member, self._today) else _("not a member"),
            _("number {code}").format(code=member.code),
        ]
        return Somebody(member.id, person.name, ", ".join(part for part in parts if part))


def _here(member: Member, today: date) -> bool:
    return member.membership is not None and member.membership.covers(today)
