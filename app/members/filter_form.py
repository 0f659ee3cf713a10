"""A filter as the texts of a form, and back. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.names import fold
from app.base.text import _
from app.members.filters import STANDINGS, Filter, hamlet_key
from app.members.numbers import clean
from app.members.rules import Member

ANY = "any"
"""The code of the answer "does not matter" where one of a few is chosen."""

_CODES = ("standing", "households", "circumstances", "involved", "teams", "offices", "lacking")
_DAYS = ("joined_from", "joined_to")
_FLAGS = ("to_confirm", "card_ends")
OLDEST = 130


def hamlets_of(people: Iterable[Member]) -> tuple[str, ...]:
    """The hamlets of the register, each once, in the order of the alphabet."""
    found: dict[str, str] = {}
    for member in people:
        if member.person.hamlet:
            found.setdefault(hamlet_key(member.person.hamlet), member.person.hamlet)
    return tuple(sorted(found.values(), key=lambda hamlet: (fold(hamlet), hamlet)))


def texts_of(wanted: Filter, hamlets: Sequence[str]) -> dict[str, str]:
    """A filter as the texts of its fields: codes with spaces between, hamlets with commas.

    `also` holds the names of the conditions that are only set or not. `hamlets` are those of the
    register; each is chosen by its place there, or written.
    """
    texts = {name: " ".join(sorted(getattr(wanted, name))) for name in _CODES}
    for name in _DAYS:
        day = getattr(wanted, name)
        texts[name] = fmt_date(date.fromisoformat(day)) if day else ""
    for name in ("age_from", "age_to", "birth_month"):
        number = getattr(wanted, name)
        texts[name] = "" if number is None else str(number)
    chosen = {hamlet_key(hamlet) for hamlet in wanted.hamlets}
    places = (str(n) for n, hamlet in enumerate(hamlets) if hamlet_key(hamlet) in chosen)
    return {
        **texts,
        "sex": wanted.sex or ANY,
        "without_consent": wanted.without_consent or ANY,
        "hamlet_places": " ".join(places),
        "hamlets": ", ".join(sorted(wanted.hamlets)),
        "also": " ".join(name for name in _FLAGS if getattr(wanted, name)),
    }


def read_filter(
    fields: Mapping[str, str], before: Filter, hamlets: Sequence[str], today: date
) -> Filter:
    """The filter that a form asks for; conditions without a field stay as they were `before`.

    Raises Invalid with every problem.
    """
    problems: dict[str, str] = {}
    read: dict[str, Any] = {
        name: frozenset(fields[name].split()) for name in _CODES if name in fields
    }
    if read.get("standing") == frozenset(STANDINGS):
        read["standing"] = frozenset()
    for name in ("sex", "without_consent"):
        if name in fields:
            read[name] = None if fields[name] in (ANY, "") else fields[name]
    for name, last in (("age_from", OLDEST), ("age_to", OLDEST), ("birth_month", 12)):
        if name in fields:
            read[name] = _number(name, fields[name], last, problems)
    for name in _DAYS:
        if name in fields:
            read[name] = _day(name, fields[name], today, problems)
    if "also" in fields:
        read |= {name: name in fields["also"].split() for name in _FLAGS}
    if "hamlet_places" in fields:
        places = fields["hamlet_places"].split()
        read["hamlets"] = frozenset(hamlets[int(place)] for place in places)
    elif "hamlets" in fields:
        read["hamlets"] = _hamlets(fields["hamlets"], hamlets, problems)
    wanted = replace(before, **read)
    _check_order(wanted, problems)
    if problems:
        raise Invalid(problems)
    return wanted


def _check_order(wanted: Filter, problems: dict[str, str]) -> None:
    if wanted.age_to is not None and (wanted.age_from or 0) > wanted.age_to:
        problems["age_to"] = _("This is younger than the age from which to show.")
    if wanted.joined_from and wanted.joined_to and wanted.joined_from > wanted.joined_to:
        problems["joined_to"] = _("This is before the first day.")


def _number(name: str, text: str, last: int, problems: dict[str, str]) -> int | None:
    typed = clean(text)
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal() and int(typed) <= last and typed.strip("0"):
        return int(typed)
    problems[name] = _("Write a number from 1 to {n}, or leave it empty.").format(n=last)
    return None


def _day(name: str, text: str, today: date, problems: dict[str, str]) -> str | None:
    typed = clean(text)
    if not typed:
        return None
    try:
        return parse_date(typed, today).isoformat()
    except UserError as error:
        problems[name] = str(error)
        return None


def _hamlets(text: str, known: Sequence[str], problems: dict[str, str]) -> frozenset[str]:
    """Hamlets as somebody writes them, with commas between and without marks if need be."""
    found = set()
    for typed in filter(None, map(clean, text.replace("\n", ",").split(","))):
        meant = [hamlet for hamlet in known if hamlet_key(hamlet) == hamlet_key(typed)]
        meant = meant or [hamlet for hamlet in known if fold(hamlet) == fold(typed)]
        found.update(meant)
        if not meant:
            problems["hamlets"] = _("Nobody in the book lives in “{name}”.").format(name=typed)
    return frozenset(found)
