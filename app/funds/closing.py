"""Closing a month: the count of the cash box, the seal over the books, the check word on paper.

A seal's hash covers the seal before it, every voucher of its month without names, the count, and
what all accounts held at the month's end. Six syllables of it stand on the papers: whoever has an
old paper can see whether anything before it was altered. Pure.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.money import BANKNOTES
from app.base.names import fold
from app.base.periods import Month
from app.base.spoken import spoken_words
from app.base.text import _
from app.members.reading import Reading

SYLLABLES = 6
_BITS = 9
"""Each syllable is one of 512, so six of them carry the first 54 bits of the hash."""

_HASH = re.compile("[0-9a-f]{64}")

MOST_NOTES = 100_000
LOOSE = 1
"""Under this value stands what lies loose below the smallest note, in đồng."""

Line = tuple[str | int | None, ...]
"""One posting of the month with its voucher, without names: see `closing_records.LINE`."""

Balances = Mapping[str, Mapping[str, int]]
"""What each account of each fund holds, in đồng; accounts with nothing are left out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What two officers found: notes by value, the bank's own figure for the month's end, and why
    the box differs from the book where it does."""

    notes: Mapping[int, int] = field(default_factory=dict)
    bank_vnd: int = 0
    why: str | None = None
    witness: str | None = None

    @property
    def total_vnd(self) -> int:
        """What lay in the cash box."""
        return sum(value * count for value, count in self.notes.items())


@dataclass(frozen=True, slots=True)
class Seal:
    """A closed month as it stands in the book. `number` is 2 when the month was opened again and
    closed once more; `reopened_on` is there for a seal that was opened."""

    id: str
    month: Month
    number: int
    closed_on: date
    notes: Mapping[int, int]
    counted_vnd: int
    bank_vnd: int
    difference_vnd: int
    why: str | None
    entries: int
    balances: Balances
    prev_sha256: str | None
    sha256: str
    words: str
    witness: str | None = None
    reopened_on: date | None = None
    reopened_why: str | None = None

    @property
    def stands(self) -> bool:
        """Whether the month is closed by this seal."""
        return self.reopened_on is None

    @property
    def short(self) -> str:
        """The beginning of the hash, for papers beside the words: "9f3a-12c4"."""
        return f"{self.sha256[:4]}-{self.sha256[4:8]}"


@dataclass(frozen=True, slots=True)
class ToClose:
    """What the book says about the month to be closed next.

    `book_cash_vnd` is what the cash box should hold today, since it is counted today; `bank_vnd`
    what the bank should have said at the month's end; `has_bank` whether the club ever used one.
    """

    month: Month
    entries: int
    book_cash_vnd: int
    bank_vnd: int
    has_bank: bool
    activity_cash_vnd: int


def read_count(fields: Mapping[str, str], has_bank: bool) -> Counted:
    """The count from the number of notes under each value ("500000"), `loose`, `bank`, `why` and
    `witness`. Raises Invalid with every problem."""
    reading = Reading(fields, date.min)
    notes = {value: reading.count(str(value), 0, MOST_NOTES) or 0 for value in BANKNOTES}
    notes[LOOSE] = reading.dong("loose") or 0
    bank = reading.dong("bank") if has_bank else 0
    if bank is None and "bank" not in reading.problems:
        reading.problems["bank"] = _(
            "Write what the bank's paper says for the end of the month; 0 if nothing is there."
        )
    counted = Counted(
        notes={value: count for value, count in notes.items() if count > 0},
        bank_vnd=bank or 0,
        why=reading.text("why"),
        witness=reading.text("witness"),
    )
    reading.close()
    return counted


def difference(due: ToClose, counted: Counted) -> int:
    """What the box holds more than the book says, in đồng; below zero when money is missing."""
    return counted.total_vnd - due.book_cash_vnd


def obstacle(due: ToClose, counted: Counted) -> Refused | None:
    """Why the month cannot be closed with this count yet, in words; None when it can."""
    at_bank = counted.bank_vnd - due.bank_vnd
    if at_bank:
        return Refused(
            _(
                "The bank says {bank}, the book {book}: {apart} apart. Nothing was closed. "
                "Write the missing voucher, such as the bank's interest or its fee."
            ).format(
                bank=money.fmt(counted.bank_vnd),
                book=money.fmt(due.bank_vnd),
                apart=money.fmt(abs(at_bank)),
            )
        )
    apart = difference(due, counted)
    if apart and counted.why is None:
        return Refused(difference_words(apart) + " " + _("Nothing was closed. Write why."))
    if apart < -due.activity_cash_vnd:
        return Refused(
            _(
                "{missing} is missing, but the activity fund, which bears it, holds only {held}. "
                "Nothing was closed. Look for the voucher that is wrong, and correct it."
            ).format(missing=money.fmt(-apart), held=money.fmt(due.activity_cash_vnd))
        )
    return None


def difference_words(apart: int) -> str:
    """How the box and the book agree, as a sentence."""
    if apart > 0:
        return _("{amount} more lies in the box than the book says.").format(
            amount=money.fmt(apart)
        )
    if apart < 0:
        return _("{amount} is missing in the box.").format(amount=money.fmt(-apart))
    return _("The box holds what the book says.")


def next_month(first: Month | None, sealed: Month | None, today: date) -> Month | None:
    """The month to be closed next: the one after the last closed, or the first with a voucher.

    None when the book is empty, or while that month has not come to its last day.
    """
    month = sealed.next() if sealed is not None else first
    return month if month is not None and month.last <= today else None


def waiting(first: Month | None, sealed: Month | None, today: date) -> tuple[Month, ...]:
    """The months that are over and not closed, the oldest first."""
    month, found = next_month(first, sealed, today), []
    while month is not None and month.last <= today:
        found.append(month)
        month = month.next()
    return tuple(found)


def seal_hash(
    prev_sha256: str | None,
    month: Month,
    number: int,
    closed_on: date,
    counted: Counted,
    difference_vnd: int,
    lines: Sequence[Line],
    balances: Balances,
) -> str:
    """SHA-256, as hex, of the one spelling of all this; reasons, names and witnesses are not in
    it, since a person may ask to be forgotten."""
    value = {
        "format": "so-clb-seal-1",
        "before": prev_sha256,
        "month": str(month),
        "number": number,
        "closed_on": closed_on.isoformat(),
        "notes": {str(value): count for value, count in counted.notes.items()},
        "bank": counted.bank_vnd,
        "difference": difference_vnd,
        "lines": sorted(lines, key=_in_order),
        "balances": balances,
    }
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def check_words(sha256: str) -> str:
    """Six Vietnamese syllables for a hash: "trâu lúa ao sen gió mây"; "" for what is no hash."""
    words = spoken_words()
    if not _HASH.fullmatch(sha256):
        return ""
    bits = int(sha256, 16) >> (256 - SYLLABLES * _BITS)
    places = [bits >> _BITS * n & (1 << _BITS) - 1 for n in reversed(range(SYLLABLES))]
    return " ".join(words[place] for place in places)


def found_by_words(seals: Sequence[Seal], typed: str) -> Seal | None:
    """The seal with these check words, typed with or without their marks and capitals; no two of
    the syllables differ only by them."""
    wanted = fold(typed)
    return next((seal for seal in seals if fold(seal.words) == wanted), None)


def begins_with(seal: Seal, typed: str) -> bool:
    """Whether these may be the first of its check words; nothing typed fits every seal."""
    return fold(seal.words).startswith(fold(typed))


def chain_problems(seals: Sequence[Seal]) -> tuple[str, ...]:
    """What is wrong with the order of the seals themselves: each names the one before it, and
    closed months follow each other without a gap. `seals` in the order of writing."""
    found, before = [], None
    for seal in seals:
        if seal.prev_sha256 != (before.sha256 if before is not None else None):
            found.append(
                _("The seal of {month} does not follow the one before it.").format(
                    month=month_words(seal.month)
                )
            )
        if seal.words != check_words(seal.sha256):
            found.append(
                _("The check words of {month} do not belong to its seal.").format(
                    month=month_words(seal.month)
                )
            )
        before = seal
    standing = sorted(seal.month for seal in seals if seal.stands)
    for one, other in pairwise(standing):
        if other != one.next():
            found.append(
                _("{month} is closed, but the month before it is not.").format(
                    month=month_words(other)
                )
            )
    return tuple(found)


def month_words(month: Month) -> str:
    """ "month 6/2026"."""
    return _("month {month}/{year}").format(month=month.month, year=month.year)


def sentence(seal: Seal) -> str:
    """What stands on papers about a seal: the anchor by which the books are checked."""
    words = _("Closed on {day}, seal {number}. Check words: {words}.")
    return words.format(day=fmt_date(seal.closed_on), number=seal.number, words=seal.words)


def _in_order(line: Line) -> tuple[tuple[bool, str | int], ...]:
    """A key by which lines with gaps can be put in order."""
    return tuple((part is not None, "" if part is None else part) for part in line)
