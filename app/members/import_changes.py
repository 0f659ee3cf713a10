"""What a list says otherwise than the book about somebody who is in it, field by field. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.base.dates import fmt_birth, fmt_date
from app.base.names import fold, title_case
from app.base.text import N_, _
from app.members.import_cells import read_birth, read_day, read_number, read_text
from app.members.import_rows import Doubt, Listed
from app.members.import_sheet import MAX_TEXT
from app.members.import_words import FIELDS
from app.members.numbers import clean, tidy_bhyt, tidy_cccd, tidy_phone
from app.members.rules import SEXES, STATUSES, HouseholdStatus, Member, Person

# The columns of a person that a list can change, in the order of the screen.
TEXTS = ("hamlet", "bhyt_place", "ethnic", "contact_name")
PERSON = (
    *("name", "sex", "birth", "cccd", "bhyt", "bhyt_until", "bhyt_place", "phone", "hamlet"),
    *("ethnic", "contact_name", "contact_phone", "note"),
)
# What says who somebody is, or what the board has written itself: looked at before it is replaced.
_LOOK_FIRST = frozenset({"name", "sex", "birth", "cccd", "joined", "note"})

_OTHERWISE = N_("{who}: {field} is {old} in the book and {new} in the list. Look which is right.")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of somebody in the book that the list has otherwise; never an empty cell.

    `field` is one of `import_words.FIELDS`; the values are as they are stored. It is `sure` when
    it adds to what the book knows or renews what changes in life (a telephone), not when the two
    contradict each other about who somebody is. `year` is that of a household status.
    """

    row: int
    person_id: str
    code: str
    name: str
    field: str
    old: str | None
    new: str
    sure: bool
    year: int | None = None
    sheet: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What this change is about: a person and a field, once in a plan."""
        return self.person_id, self.field


def changes(entry: Listed, member: Member, today: date) -> Iterator[Change]:
    """How the list differs from the book about `member`, whom `entry` is."""
    for field, old, new in _values(entry, member):
        if new and new != old and not (old and _says_the_same(field, old, new, today)):
            sure = old is None or field not in _LOOK_FIRST or _refines(field, old, new)
            yield _change(entry, member, field, old, new, sure=sure)
    listed, known = entry.joining.status, member.status
    if listed and known and _contradicts(listed, known):
        yield _change(
            entry,
            member,
            "household",
            known.status,
            listed.status,
            sure=not known.confirmed,
            year=listed.year,
        )


def _values(entry: Listed, member: Member) -> Iterator[tuple[str, str | None, str | None]]:
    """Each field with what the book has and what the list has."""
    listed, known = entry.joining.person, member.person
    for field in PERSON:
        new = _note(entry, known) if field == "note" else getattr(listed, field)
        yield field, getattr(known, field), new
    if member.membership is not None:
        yield "joined", member.membership.joined_on, entry.joining.joined_on


def _change(
    entry: Listed,
    member: Member,
    field: str,
    old: str | None,
    new: str,
    *,
    sure: bool,
    year: int | None = None,
) -> Change:
    return Change(
        row=entry.row,
        person_id=member.id,
        code=member.code,
        name=member.person.name,
        field=field,
        old=old,
        new=new,
        sure=sure,
        year=year,
        sheet=entry.sheet,
    )


def _note(entry: Listed, known: Person) -> str | None:
    """The note of the list, unless all that this row would put into a note is there already."""
    return None if entry.joining.person.note == known.note else entry.note


def _contradicts(listed: HouseholdStatus, known: HouseholdStatus) -> bool:
    """Whether list and book give two statuses for the same year."""
    return listed.confirmed and listed.year == known.year and listed.status != known.status


def _refines(field: str, old: str, new: str) -> bool:
    """Whether the list only knows a birth more exactly, or spells a name with its marks."""
    if field == "birth":
        return new.startswith(old)
    return field == "note" and old in new


def _says_the_same(field: str, old: str, new: str, today: date) -> bool:
    """Whether a list that says what the book says would read as `new`.

    The book may hold what was typed before there was this rule: a name in capitals, a note of
    several lines. A birth that the list knows less exactly is no news either.
    """
    if field == "birth" and old.startswith(new):
        return True
    if len(old) >= MAX_TEXT and clean(old).startswith(new):
        return True  # the list was cut
    if field in TEXTS and new.casefold() == clean(old).casefold():
        return True
    return _READ_AGAIN[field](old, today) == new


_READ_AGAIN: Mapping[str, Callable[[str, date], str | None]] = {
    "name": lambda old, _today: title_case(clean(old)),
    "sex": lambda old, _today: old,
    "birth": lambda old, today: read_birth(fmt_birth(old), today).value,
    "cccd": lambda old, _today: read_number(old, tidy_cccd).value,
    "bhyt": lambda old, _today: read_number(old, tidy_bhyt).value,
    "phone": lambda old, _today: read_number(old, tidy_phone).value,
    "contact_phone": lambda old, _today: read_number(old, tidy_phone).value,
    "bhyt_until": lambda old, today: read_day(_as_written(old), today, last=True).value,
    "joined": lambda old, today: read_day(_as_written(old), today).value,
    "note": lambda old, _today: read_text(old[:MAX_TEXT]).value,
    **dict.fromkeys(TEXTS, lambda old, _today: read_text(old[:MAX_TEXT]).value),
}


_WORDS: Mapping[tuple[str, str], str] = {
    **{("sex", sex): words for sex, words in SEXES.items()},
    **{("household", status): words for status, words in STATUSES.items()},
}


def _as_written(iso: str) -> str:
    try:
        return fmt_date(date.fromisoformat(iso))
    except ValueError:
        return iso


# --- in words -----------------------------------------------------------------------------------


def shown(field: str, value: str | None) -> str:
    """A stored value as a screen shows it; "" for none."""
    if not value:
        return ""
    if field == "birth":
        return fmt_birth(value)
    if field in ("bhyt_until", "joined"):
        return _as_written(value)
    return _(_WORDS[field, value]) if (field, value) in _WORDS else value


def contradictions(found: Iterator[Change] | tuple[Change, ...]) -> Iterator[Doubt]:
    """A sentence about each change that says somebody is somebody else than the book has."""
    for change in found:
        field, old, new = change.field, change.old, change.new
        spelling = field == "name" and old is not None and fold(old) == fold(new)
        if change.sure or field == "note" or spelling:
            continue
        yield Doubt(
            change.row,
            field,
            _(_OTHERWISE).format(
                who=f"{change.code} {change.name}",
                field=_(FIELDS[field]),
                old=shown(field, old),
                new=shown(field, new),
            ),
            change.sheet,
        )
