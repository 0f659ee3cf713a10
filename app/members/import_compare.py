"""Who on a list is in the register already, who only looks like somebody there, who is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from app.base.dates import fmt_date
from app.base.names import fold, sort_key
from app.base.text import _
from app.members.import_changes import Change, changes, contradictions
from app.members.import_rows import Doubt, Listed
from app.members.numbers import clean, tells_apart
from app.members.rules import HouseholdStatus, Member, Person, may_be_same

ALIKE = 80  # of 100: how much two names must have in common for one code to mean one person


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not added, and why; `known` when it is about somebody of the book."""

    row: int
    why: str
    sheet: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The people of a list against the register.

    `changes` is what the list has otherwise about those who are there already, and `renewing` the
    household statuses, by the id of the person, that a newer list has for them; `doubts` are the
    doubts about who is who, and about what list and book contradict each other in.
    """

    adding: tuple[Listed, ...]
    skipped: tuple[Skipped, ...]
    changes: tuple[Change, ...]
    renewing: Mapping[str, HouseholdStatus]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody known: from the book (`member`), or from a row further up in the list."""

    person: Person
    words: str
    member: Member | None = None


class _Register:
    """Everybody known so far, by what tells people apart."""

    def __init__(self) -> None:
        self._by_code: dict[str, _Known] = {}
        self._by_cccd: dict[str, _Known] = {}
        self._by_name: dict[str, list[_Known]] = {}
        self._by_fold: dict[str, list[_Known]] = {}

    def add(self, known: _Known) -> None:
        """Remember somebody."""
        person = known.person
        if known.member is not None:
            self._by_code[known.member.code.zfill(3)] = known
        if person.cccd is not None and tells_apart(person.cccd):
            self._by_cccd.setdefault(person.cccd, known)
        self._by_name.setdefault(sort_key(person.name), []).append(known)
        self._by_fold.setdefault(fold(person.name), []).append(known)

    def same_code(self, code: str | None) -> _Known | None:
        """Who in the book has this member code."""
        return self._by_code.get(code) if code is not None else None

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


def _another(known: Person, listed: Person) -> bool:
    """Whether the person on the list cannot be the one in the book who has the same code.

    Lists of other clubs have codes too, and each club begins with 001.
    """
    if known.cccd == listed.cccd and tells_apart(known.cccd):
        return False
    if not listed.name or _alike(clean(known.name), listed.name):
        years = {person.birth[:4] for person in (known, listed) if person.birth}
        return _two_numbers(known, listed) and len(years) > 1
    whole = known.birth is not None and len(known.birth) == len("1948-05-12")
    return not (whole and known.birth == listed.birth)


def _alike(known: str, listed: str) -> bool:
    if known == listed:
        return True
    one, other = fold(known), fold(listed)
    return one == other or fuzz.ratio(one, other) >= ALIKE


def compare(
    people: Sequence[Listed],
    members: Iterable[Member],
    today: date,
    erased: frozenset[str] = frozenset(),
) -> Compared:
    """Compare a list with everybody in the register, and with itself.

    `erased` are the codes of people whose data was erased: a list of this club, which shares codes
    with the book, does not bring them back.
    """
    comparison = _Comparison(today)
    for member in members:
        words = f"{member.code} {member.person.name}"
        comparison.register.add(_Known(member.person, words, member))
    if any(comparison.has_code_of(entry) for entry in people):
        comparison.erased = erased
    else:
        comparison.leave_codes_aside(people)
    for entry in people:
        comparison.take(entry)
    return comparison.result()


class _Comparison:
    """Goes through a list row by row and remembers what each of them means."""

    def __init__(self, today: date) -> None:
        self.register = _Register()
        self.erased: frozenset[str] = frozenset()
        self._ours = True
        self._today = today
        self._adding: list[Listed] = []
        self._skipped: list[Skipped] = []
        self._changes: list[Change] = []
        self._renewing: dict[str, HouseholdStatus] = {}
        self._doubts: list[Doubt] = []
        self._met: set[str] = set()

    def result(self) -> Compared:
        """What was found so far."""
        return Compared(
            tuple(self._adding),
            tuple(self._skipped),
            tuple(self._changes),
            self._renewing,
            tuple(self._doubts),
        )

    def has_code_of(self, entry: Listed) -> bool:
        """Whether the code of this row is that of the same person in the book."""
        known = self.register.same_code(entry.code)
        return known is not None and not _another(known.person, entry.joining.person)

    def leave_codes_aside(self, people: Iterable[Listed]) -> None:
        """No code of this list is that of the same person here: it is another club's list."""
        self._ours = False
        coded = next((one for one in people if self.register.same_code(one.code)), None)
        if coded is not None:
            message = _("The codes of this list are not those of this book: they were left aside.")
            self._doubts.append(Doubt(coded.row, "code", message, coded.sheet))

    def take(self, entry: Listed) -> None:
        """Say of one row who it is."""
        person = entry.joining.person
        by_code, by_number = self._by_code(entry), self.register.same_number(person)
        if by_code and by_number and by_number.member and by_code is not by_number:
            why = _("The code is that of {who}, the citizen number that of {other}: look it up.")
            why = why.format(who=by_code.words, other=by_number.words)
            self._skipped.append(Skipped(entry.row, why, entry.sheet))
        elif by_code:
            self._met_again(entry, by_code, _("The same code as {who}."))
        elif entry.code in self.erased:
            why = _("The data of {code} was erased, and is not brought in again.")
            self._skipped.append(Skipped(entry.row, why.format(code=entry.code), entry.sheet))
        elif not person.name.strip(" .-_/"):  # an erased person is a dash
            why = _("There is no name in this row.")
            self._skipped.append(Skipped(entry.row, why, entry.sheet))
        elif by_number:
            self._met_again(entry, by_number, _("The same citizen number as {who}."))
        elif same := self.register.same_name_and_birth(person):
            self._met_again(entry, same, _("The same name and birth as {who}."))
        else:
            self._add(entry)

    def _by_code(self, entry: Listed) -> _Known | None:
        known = self.register.same_code(entry.code) if self._ours else None
        if known is None or not _another(known.person, entry.joining.person):
            return known
        if self.register.same_number(entry.joining.person) is None:
            message = _("Code {code} is {who} in the book: the code of the list was left aside.")
            message = message.format(code=entry.code, who=known.words)
            self._doubts.append(Doubt(entry.row, "code", message, entry.sheet))
        return None

    def _met_again(self, entry: Listed, same: _Known, why: str) -> None:
        """A row about somebody known; of several rows about one person the first one counts."""
        member = same.member
        why = why.format(who=same.words)
        self._skipped.append(Skipped(entry.row, why, entry.sheet, known=member is not None))
        if member is None or member.id in self._met:
            return
        self._met.add(member.id)
        if member.membership is None:
            message = _("{who} is in the book but is no member: let them join there if so.")
            message = message.format(who=same.words)
            self._doubts.append(Doubt(entry.row, "name", message, entry.sheet))
        left = member.membership.left_on if member.membership else None
        if left is not None and left <= self._today.isoformat():
            message = _("{who} left on {date} and is on the list again: write it down if so.")
            day = fmt_date(date.fromisoformat(left))
            message = message.format(who=same.words, date=day)
            self._doubts.append(Doubt(entry.row, "name", message, entry.sheet))
        found = tuple(changes(entry, member, self._today))
        fields = {change.field for change in found}
        self._changes += found
        self._doubts += contradictions(found)
        self._doubts += (doubt for doubt in entry.doubts if doubt.field in fields)
        _renew(self._renewing, member, entry.joining.status)

    def _add(self, entry: Listed) -> None:
        person = entry.joining.person
        alike = self.register.alike(person)
        if alike is not None:
            message = _("{name} looks like {who}: check whether they are one person.")
            message = message.format(name=person.name, who=alike.words)
            self._doubts.append(Doubt(entry.row, "name", message, entry.sheet))
        self._adding.append(entry)
        where = _("row {n}").format(n=entry.row)
        self.register.add(_Known(person, f"{person.name} ({where})"))


def _renew(
    renewing: dict[str, HouseholdStatus], member: Member | None, status: HouseholdStatus | None
) -> None:
    """Take the status of a list that says its year and is newer than what is known."""
    if member is None or status is None or not status.confirmed:
        return
    if member.status is None or member.status.year < status.year:
        renewing.setdefault(member.id, status)
