"""Who on a list is in the register already, who only looks like somebody there, who is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.names import fold, sort_key
from app.base.text import _
from app.members.import_rows import Doubt, Listed
from app.members.numbers import tells_apart
from app.members.rules import HouseholdStatus, Member, Person, may_be_same


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not added, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The people of a list against the register.

    `renewing` are the household statuses, by the id of the person, that a newer list has for those
    who are there already; `likeness` the doubts about those who are added all the same.
    """

    adding: tuple[Listed, ...]
    skipped: tuple[Skipped, ...]
    renewing: Mapping[str, HouseholdStatus]
    likeness: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody known: from the book (`member`), or from a row further up in the list."""

    person: Person
    words: str
    member: Member | None = None


class _Register:
    """Everybody known so far, by what tells people apart."""

    def __init__(self) -> None:
        self._by_cccd: dict[str, _Known] = {}
        self._by_name: dict[str, list[_Known]] = {}
        self._by_fold: dict[str, list[_Known]] = {}

    def add(self, known: _Known) -> None:
        """Remember somebody."""
        person = known.person
        if person.cccd is not None and tells_apart(person.cccd):
            self._by_cccd.setdefault(person.cccd, known)
        self._by_name.setdefault(sort_key(person.name), []).append(known)
        self._by_fold.setdefault(fold(person.name), []).append(known)

    def same_number(self, person: Person) -> _Known | None:
        """Who has this citizen number."""
        whole = person.cccd is not None and tells_apart(person.cccd)
        return self._by_cccd.get(person.cccd) if person.cccd and whole else None

    def same_name_and_birth(self, person: Person) -> _Known | None:
        """Who has this name and this birth; two citizen numbers tell two births of one year apart.

        The sort key is the same for both ways to place a tone: Hoà is Hòa.
        """
        if person.birth is None:
            return None
        for known in self._by_name.get(sort_key(person.name), ()):
            only_year = len(person.birth) == 4
            if person.birth == known.person.birth and not (
                only_year and _two_numbers(person, known.person)
            ):
                return known
        return None

    def alike(self, person: Person) -> _Known | None:
        """Who might be the same person."""
        alike = self._by_fold.get(fold(person.name), ())
        return next((known for known in alike if may_be_same(person, known.person)), None)


def _two_numbers(one: Person, other: Person) -> bool:
    """Whether two complete citizen numbers say that these are two people."""
    return tells_apart(one.cccd) and tells_apart(other.cccd) and one.cccd != other.cccd


def compare(people: Iterable[Listed], members: Iterable[Member]) -> Compared:
    """Compare a list with everybody in the register, and with itself."""
    register = _Register()
    for member in members:
        words = f"{member.code} {member.person.name}"
        register.add(_Known(member.person, words, member))
    adding: list[Listed] = []
    skipped: list[Skipped] = []
    renewing: dict[str, HouseholdStatus] = {}
    likeness: list[Doubt] = []
    for entry in people:
        person = entry.joining.person
        if not person.name:
            skipped.append(Skipped(entry.row, _("There is no name in this row.")))
            continue
        by_number = register.same_number(person)
        same = by_number or register.same_name_and_birth(person)
        if same is not None:
            why = (
                _("The same citizen number as {who}.")
                if by_number
                else _("The same name and birth as {who}.")
            )
            skipped.append(Skipped(entry.row, why.format(who=same.words)))
            _renew(renewing, same.member, entry.joining.status)
            continue
        alike = register.alike(person)
        if alike is not None:
            message = _("{name} looks like {who}: check whether they are one person.")
            message = message.format(name=person.name, who=alike.words)
            likeness.append(Doubt(entry.row, "name", message))
        adding.append(entry)
        where = _("row {n}").format(n=entry.row)
        register.add(_Known(person, f"{person.name} ({where})"))
    return Compared(tuple(adding), tuple(skipped), renewing, tuple(likeness))


def _renew(
    renewing: dict[str, HouseholdStatus], member: Member | None, status: HouseholdStatus | None
) -> None:
    """Take the status of a list that says its year and is newer than what is known."""
    if member is None or status is None or not status.confirmed:
        return
    if member.status is None or member.status.year < status.year:
        renewing.setdefault(member.id, status)
