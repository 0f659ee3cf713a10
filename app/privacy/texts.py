"""The wording of the consent form, by version: what members sign is data and never edited.

Which version a member signed stands in the book with its hash, so that years later the club can
still show what was agreed to.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from app.base.files import resource
from app.base.text import language as spoken
from app.members.rules import PURPOSES, Purpose


@dataclass(frozen=True, slots=True)
class PurposeText:
    """One point of the form: what is done with what, and who sees it (both may be empty).

    `names_receiver` when the member writes a receiver on the paper.
    """

    code: Purpose
    title: str
    what: str
    who_sees: str
    names_receiver: bool


@dataclass(frozen=True, slots=True)
class Right:
    """One right of the member: the bold word and the rest of the sentence."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The form in one language. `keeping` has the placeholder {who}: whom to ask.

    `sha256` covers every word of the version in all languages, so it does not hang on the one of
    the screen. `verified` tells whether a lawyer has confirmed it.
    """

    version: str
    effective_from: date
    sha256: str
    verified: bool
    sources: tuple[str, ...]
    intro: str
    purposes: tuple[PurposeText, ...]
    rights: tuple[Right, ...]
    keeping: str


def versions() -> tuple[str, ...]:
    """The ids of all versions, oldest first."""
    return tuple(_versions())


def consent_text(version: str | None = None, language: str | None = None) -> ConsentText:
    """The form of this version, the newest without one, in the language of the screen or another.

    KeyError for a version that this program does not know.
    """
    known = _versions()
    row = known[version or versions()[-1]]
    tongue = language or spoken()
    return ConsentText(
        version=row["id"],
        effective_from=row["effective_from"],
        sha256=_sha256(row),
        verified=row["verified"],
        sources=tuple(row["source"]),
        intro=row["intro"][tongue],
        purposes=tuple(_purpose(purpose, tongue) for purpose in row["purpose"]),
        rights=tuple(Right(right["lead"][tongue], right["text"][tongue]) for right in row["right"]),
        keeping=row["keeping"][tongue],
    )


def _purpose(row: Mapping[str, Any], tongue: str) -> PurposeText:
    return PurposeText(
        code=cast("Purpose", row["code"]),
        title=row["title"][tongue],
        what=row["what"][tongue],
        who_sees=row["who_sees"][tongue],
        names_receiver=row.get("names_receiver", False),
    )


@cache
def _versions() -> Mapping[str, Mapping[str, Any]]:
    content = tomllib.loads((resource("privacy") / "consent.toml").read_text(encoding="utf-8"))
    rows = content["version"]
    for row in rows:
        if tuple(purpose["code"] for purpose in row["purpose"]) != tuple(PURPOSES):
            raise ValueError(f"consent.toml, {row['id']}: it must have each purpose once, in order")
        if not row["source"] or not isinstance(row["verified"], bool):
            raise ValueError(f"consent.toml, {row['id']}: source and verified are needed")
    return {row["id"]: row for row in rows}


def _sha256(row: Mapping[str, Any]) -> str:
    """Over the words alone: a lawyer's confirmation changes no word, and so no hash."""
    words = {part: row[part] for part in ("id", "intro", "purpose", "right", "keeping")}
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
