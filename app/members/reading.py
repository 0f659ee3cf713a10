"""Reads the texts of a form and gathers every problem, so that all are said at once. Pure."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.text import _
from app.members.numbers import clean

_QUANTITY = re.compile(r"(?P<digits>[0-9][0-9.]*) ?(?P<unit>[^\W\d_].*)?")


class Reading:
    """The fields of a form by name. Each question gives a value, or notes why there is none;
    `close` raises Invalid with everything noted."""

    def __init__(self, fields: Mapping[str, str], today: date) -> None:
        self._fields, self._today = fields, today
        self.problems: dict[str, str] = {}

    def text(self, name: str) -> str | None:
        """One line as we store it; None when nothing was typed."""
        return clean(self._fields.get(name, "")) or None

    def needed(self, name: str, sentence: str) -> str:
        """One line that must be there; `sentence` says what to write."""
        typed = self.text(name)
        if typed is None:
            self.problems[name] = sentence
        return typed or ""

    def code(self, name: str, codes: Collection[str], sentence: str) -> str:
        """One of some codes; `sentence` says what to choose."""
        typed = self._fields.get(name, "")
        if typed not in codes:
            self.problems[name] = sentence
        return typed

    def day(self, name: str, *, ahead: int = 0) -> str | None:
        """An ISO day that lies at most `ahead` days after today; None when nothing was typed."""
        typed = self.text(name)
        if typed is None:
            return None
        try:
            day = parse_date(typed, self._today, ahead=max(ahead, 31))
        except UserError as error:
            self.problems[name] = str(error)
            return None
        if (day - self._today).days > ahead:
            self.problems[name] = (
                _("This day lies far ahead. Check the year.")
                if ahead
                else _("This day lies ahead. Write it down when it has come.")
            )
        return day.isoformat()

    def needed_day(self, name: str, *, ahead: int = 0) -> str:
        """An ISO day that must be there."""
        found = self.day(name, ahead=ahead)
        if found is None and name not in self.problems:
            self.problems[name] = _("Write the day.")
        return found or ""

    def not_before(self, name: str, day: str | None, first: str | None) -> None:
        """Note a problem when `day` is before `first`, the day on which it all began."""
        if name not in self.problems and day and first and day < first:
            self.problems[name] = _("This is before the beginning, {date}.").format(
                date=fmt_date(date.fromisoformat(first))
            )

    def count(self, name: str, least: int = 1, most: int = 100_000) -> int | None:
        """A whole number; None when nothing was typed."""
        return self._number(name, self.text(name) or "", least, most)

    def quantity(self, name: str) -> tuple[int, str | None]:
        """How many, and of what where that was typed after it: "40", "40 chairs"."""
        typed = _QUANTITY.fullmatch(self.text(name) or "")
        if typed is None:
            self.problems[name] = _("Write how many there are, for example 40 or 40 chairs.")
            return 0, None
        return self._number(name, typed["digits"], 1, 100_000) or 0, typed["unit"] or None

    def _number(self, name: str, typed: str, least: int, most: int) -> int | None:
        if not typed:
            return None
        bare = typed.replace(".", "")
        number = int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 10 else -1
        if least <= number <= most:
            return number
        self.problems[name] = _("Type a whole number from {least} to {most}.").format(
            least=least, most=money.fmt_number(most)
        )
        return None

    def dong(self, name: str) -> int | None:
        """An amount of đồng from 0 to `money.MOST`; None when nothing was typed."""
        typed = self.text(name)
        if typed is None:
            return None
        try:
            amount = money.parse(typed)
        except UserError as error:
            self.problems[name] = str(error)
            return None
        if amount < 0:
            self.problems[name] = _("An amount is never below zero here.")
        elif amount > money.MOST:
            self.problems[name] = _("This is more than any fund holds. Check the amount.")
        return amount

    def person(self, name: str, known: Collection[str]) -> str | None:
        """The id of somebody in the register; None when nothing was typed."""
        typed = self._fields.get(name, "").strip()
        if not typed:
            return None
        if typed not in known:
            self.problems[name] = _(
                "Nobody in the register is called so. Type a part of the name, then press Enter."
            )
        return typed

    def needed_person(self, name: str, known: Collection[str]) -> str:
        """The id of somebody who must be chosen."""
        found = self.person(name, known)
        if found is None:
            self.problems[name] = _("Type a part of the name, then press Enter.")
        return found or ""

    def people(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """The ids of several people, each once, in the order of choosing."""
        typed = self._fields.get(name, "").strip()
        # Ids have no spaces; a text that is no list of ids is a name somebody left half typed.
        ids = tuple(dict.fromkeys(typed.split()))
        if not set(ids) <= set(known):
            self.problems[name] = _(
                "Nobody in the register is called so. Type a part of the name, then press Enter."
            )
        return ids

    def close(self) -> None:
        """Raise Invalid when anything was noted."""
        if self.problems:
            raise Invalid(self.problems)
