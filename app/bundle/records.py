"""The SQL of the bundle: what was measured, what was sent, with whom we pair."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.base.text import N_
from app.club.connection import translated
from app.club.file import Club

# In the order in which they were typed, so that the last of a day is the one that counts.
_READINGS = "select person_id, on_date, systolic, diastolic from reading order by on_date, rowid"

_MEMBERSHIPS = "select person_id, joined_on, left_on from membership"


class Measured(NamedTuple):
    """A reading of a person on a day, ISO; without blood pressure both numbers are None."""

    person_id: str
    on: str
    systolic: int | None
    diastolic: int | None


class Membership(NamedTuple):
    """A period of membership, ISO days: the first one, and the first one after it; None is open."""

    person_id: str
    joined_on: str | None
    left_on: str | None


@dataclass(frozen=True, slots=True)
class Commune:
    """The commune to which this club sends. `id` is the id of its pair of keys."""

    id: str
    name: str
    sign_key: str
    age_key: str
    paired_on: date


@dataclass(frozen=True, slots=True)
class Export:
    """One export of this club, oldest is number 1. `at` is the UTC time, `named` the members sent
    by name; `written_at` the UTC time when its files were read back from the stick, None when that
    never came about."""

    id: str
    seq: int
    at: str
    as_of: date
    to: str
    file: str
    sum: str
    named: int
    written_at: str | None = None


def readings(club: Club) -> list[Measured]:
    """All readings, oldest first."""
    return [Measured(*row) for row in club.db.execute(_READINGS)]


def memberships(club: Club) -> list[Membership]:
    """All periods of membership."""
    return [Membership(*row) for row in club.db.execute(_MEMBERSHIPS)]


def own_row(club: Club) -> dict[str, Any]:
    """The club's own row."""
    return next(
        club.db.query("select name, commune, province, hamlet, code, founded_on from club limit 1")
    )


def own_name(club: Club) -> tuple[str, str]:
    """Name and code of the club or commune whose book this is."""
    if club.kind.name == "commune":
        return next(club.db.query("select name from commune limit 1"))["name"], "XA"
    row = own_row(club)
    return row["name"], code_of(club.file_id, row["code"])


def code_of(file_id: str, code: str | None) -> str:
    """The short code in file names: the club's own, else one made of its id. ASCII, at most 12."""
    plain = "".join(sign for sign in (code or "").upper() if sign.isascii() and sign.isalnum())
    return plain[:12] or file_id[:6].upper()


def history_head(club: Club) -> tuple[int, str]:
    """Number and hash of the last change."""
    found = club.db.query("select seq, hash from change order by seq desc limit 1")
    return next(((row["seq"], row["hash"]) for row in found), (0, ""))


# --- keys and pairing -----------------------------------------------------------------------------


def secrets(club: Club) -> dict[str, str]:
    """Our private keys by name; empty when none were made yet."""
    return {row["id"]: row["value"] for row in club.db.query("select id, value from secret")}


def keep_secrets(club: Club, values: Mapping[str, str]) -> None:
    """Keep new private keys. They are no step that could be undone."""
    with translated(club.kind.filename), club.db.atomic():
        club.db.table("secret").insert_all({"id": key, "value": v} for key, v in values.items())


def commune(club: Club) -> Commune | None:
    """The commune to which this club sends; None before pairing."""
    found = club.db.query(
        "select id, name, sign_key, age_key, paired_on from paired_commune "
        "where revoked_on is null order by paired_on desc, rowid desc limit 1"
    )
    return next((_commune(row) for row in found), None)


def pair(club: Club, pairing: Commune) -> None:
    """Send to this commune from now on, and to no other."""
    day = pairing.paired_on.isoformat()
    with club.change(N_("Pair with the commune: {name}"), name=pairing.name):
        club.db.execute(
            "update paired_commune set revoked_on = :day where revoked_on is null and id <> :id",
            {"day": day, "id": pairing.id},
        )
        row = {
            "id": pairing.id,
            "name": pairing.name,
            "sign_key": pairing.sign_key,
            "age_key": pairing.age_key,
            "paired_on": day,
            "revoked_on": None,
        }
        club.db.table("paired_commune").upsert(row, pk="id")


# --- exports --------------------------------------------------------------------------------------


def exports(club: Club, *, newest: int | None = None) -> list[Export]:
    """What was sent, newest first."""
    found = club.db.query(
        "select id, seq, at, as_of, to_key, file, sha256, manifest, written_at from export "
        "order by seq desc limit :newest",
        {"newest": -1 if newest is None else newest},
    )
    return [_export(row) for row in found]


def last_written(club: Club) -> Export | None:
    """The newest export whose files were read back from the stick; None before the first."""
    found = club.db.query(
        "select id, seq, at, as_of, to_key, file, sha256, manifest, written_at from export "
        "where written_at is not null order by seq desc limit 1"
    )
    return next((_export(row) for row in found), None)


def mark_written(club: Club, export_id: str) -> None:
    """Note that the files of an export were read back from the stick."""
    with translated(club.kind.filename), club.db.atomic():
        club.db.table("export").update(export_id, {"written_at": club.now()})


def ancestors(club: Club, most: int) -> dict[str, int]:
    """The numbers of all exports so far (at most the newest `most`), by id."""
    found = club.db.query(
        "select id, seq from export order by seq desc limit :most", {"most": most}
    )
    return {row["id"]: row["seq"] for row in found}


def add_export(
    club: Club, export: Export, parents: Iterable[str], manifest: bytes, detail: str
) -> None:
    """Keep an export before its file is written: a crash wastes a number, never uses it twice."""
    with translated(club.kind.filename), club.db.atomic():
        club.db.table("export").insert(
            {
                "id": export.id,
                "seq": export.seq,
                "lineage": club.lineage,
                "parents": json.dumps(sorted(parents)),
                "at": export.at,
                "as_of": export.as_of.isoformat(),
                "to_key": export.to,
                "file": export.file,
                "sha256": export.sum,
                "manifest": manifest.decode("utf-8"),
            }
        )
        club.log_access("export", detail=detail)


def _commune(row: Mapping[str, Any]) -> Commune:
    paired_on = date.fromisoformat(row["paired_on"])
    return Commune(row["id"], row["name"], row["sign_key"], row["age_key"], paired_on)


def _export(row: Mapping[str, Any]) -> Export:
    return Export(
        row["id"],
        row["seq"],
        row["at"],
        date.fromisoformat(row["as_of"]),
        row["to_key"],
        row["file"],
        row["sha256"],
        json.loads(row["manifest"])["consent"]["named"],
        row["written_at"],
    )
