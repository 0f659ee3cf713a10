"""What becomes of two entries that are one person: facts filled up, periods joined. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from app.members.rules import Person


@dataclass(frozen=True, slots=True)
class Period:
    """A dated entry: from `since` (None: for as long as anybody knows) to before `until`.

    `reason` is why it ended, where the table has one; `moved` tells the entries of the one who
    goes from those of the one who stays.
    """

    id: str
    since: str | None
    until: str | None
    moved: bool
    reason: str | None = None
    note: str | None = None


def filled(keep: Person, gone: Person) -> Person:
    """What stays, with its gaps filled from the other entry, and both notes."""
    gaps = {
        field.name: getattr(gone, field.name)
        for field in fields(Person)
        if getattr(keep, field.name) is None
    }
    # A year of birth is a gap too where the other entry knows the whole day of it.
    if keep.birth and gone.birth and gone.birth.startswith(keep.birth):
        gaps["birth"] = gone.birth
    return replace(keep, **{**gaps, "note": _both_notes(keep.note, gone.note)})


def overlapping(periods: Iterable[Period]) -> tuple[tuple[Period, ...], ...]:
    """The periods that share a day, or are the same, in groups of two and more."""
    groups: list[list[Period]] = []
    until: str | None = ""
    for period in sorted(periods, key=lambda each: (each.since or "", each.until or "9")):
        last = groups[-1][-1] if groups else None
        same = last is not None and (last.since, last.until) == (period.since, period.until)
        if groups and (same or until is None or (period.since or "") < until):
            groups[-1].append(period)
            until = None if until is None or period.until is None else max(until, period.until)
        else:
            groups.append([period])
            until = period.until
    return tuple(tuple(group) for group in groups if len(group) > 1)


def joined(group: Sequence[Period]) -> Period:
    """One period for all the days of a group, in the place of one that stays if there is one.

    A day on which either counted still counts. A death stays the reason, else the last end has it.
    """
    place = min(group, key=lambda each: (each.moved, each.since or "", each.id))
    unknown = any(each.since is None for each in group)
    since = None if unknown else min(each.since for each in group if each.since is not None)
    ends = [each for each in group if each.until is not None]
    if len(ends) < len(group):
        until, reason = None, None
    else:
        last = max(ends, key=lambda each: (each.reason == "died", each.until, not each.moved))
        until, reason = max(each.until for each in ends if each.until is not None), last.reason
    notes = [each.note for each in sorted(group, key=lambda each: each.moved)]
    note = None
    for each in notes:
        note = _both_notes(note, each)
    return Period(place.id, since, until, place.moved, reason, note)


def _both_notes(one: str | None, other: str | None) -> str | None:
    if one and other and other not in one:
        return f"{one}; {other}"
    return one or other
