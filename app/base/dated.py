"""Rules that officials make, as data: texts in both languages, since when, and where it stands.

A file of such rules is TOML: a list of `[[edition]]`, each with the day from which it holds, its
source, and `verified`: whether somebody compared it with the original.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the rules in both languages of the program."""

    vi: str
    en: str

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "Words":
        """From a row of the file; KeyError when a language is missing."""
        return cls(row["vi"], row["en"])

    def in_(self, language: str) -> str:
        """The text in "vi" or "en"."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Basis:
    """Since when a rule holds and until when, where it stands, and whether it was confirmed."""

    effective_from: date
    effective_until: date | None
    source: str
    verified: bool


Edition = tuple[Basis, Mapping[str, Any]]


def read_editions(path: Path) -> tuple[Edition, ...]:
    """The editions of a file, oldest first.

    Raises ValueError, naming the file, when there is none or when one cites no source.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    editions = tuple((_basis(row, path.name), row) for row in content.get("edition", ()))
    if not editions:
        raise ValueError(f"{path.name}: no edition")
    return editions


def check_unbroken(editions: Sequence[Edition], name: str) -> None:
    """Raise ValueError unless each edition ends on the day before the next and the last is open."""
    bases = [basis for basis, _row in editions]
    for basis, following in pairwise(bases):
        until = basis.effective_until
        if until is None or until + timedelta(days=1) != following.effective_from:
            raise ValueError(
                f"{name}: the edition of {basis.effective_from} must end on the day before"
                f" {following.effective_from}"
            )
    if bases[-1].effective_until is not None:
        raise ValueError(f"{name}: the last edition must stay open")


def in_force(editions: Sequence[Edition], day: date) -> Edition:
    """The edition of a day; a day before the first one gets the first."""
    begun = [edition for edition in editions if edition[0].effective_from <= day]
    return begun[-1] if begun else editions[0]


def _basis(row: Mapping[str, Any], name: str) -> Basis:
    if not row.get("source") or not isinstance(row.get("verified"), bool):
        raise ValueError(f"{name}: every edition needs a source and says whether it is verified")
    return Basis(row["effective_from"], row.get("effective_until"), row["source"], row["verified"])
