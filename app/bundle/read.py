"""Read a bundle, layer by layer; nothing here touches a book or a stick.

frame → age → manifest and signature → limits, unpacking, sums, spelling → rows. The first layer
that does not hold raises Unreadable with its reason.
"""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.bundle import canonical, contents, format, keys, manifest
from app.bundle.contents import PAYLOAD
from app.bundle.manifest import (
    MAX_CONTENT,
    MAX_RATIO,
    MAX_ROWS,
    MAX_VALUES,
    SCHEMA,
    Manifest,
)
from app.bundle.refusals import (
    BAD_CONTENT,
    FORGED,
    NEWER_APP,
    NOT_FOR_US,
    TOO_BIG,
    UNPAIRED,
    Unreadable,
)

SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: our age identity and key id, and the keys of the clubs we are paired with.

    `clubs` maps a club's id to its key id and signing key (hex).
    """

    identity: str = field(repr=False)
    key_id: str
    clubs: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle whose sender and receiver are right; its content is still packed."""

    id: str
    manifest: Manifest
    packed: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle in which everything is right: its id, manifest, and rows by table."""

    id: str
    manifest: Manifest
    tables: Mapping[str, list[dict[str, Any]]]


def read(raw: bytes, reader: Reader) -> Bundle:
    """The bundle in a file of these bytes. Raises Unreadable with the reason."""
    return unpack(unseal(raw, reader))


def unseal(raw: bytes, reader: Reader) -> Sealed:
    """Check that a file is whole, for us, and signed by a club we are paired with.

    Raises Unreadable with the reason.
    """
    plain = keys.unlock(format.sync_body(format.unframe(raw)), reader.identity)
    length = int.from_bytes(plain[:4], "big")
    said, rest = plain[4 : 4 + length], plain[4 + length :]
    if len(said) != length or len(rest) < SIGNATURE:
        raise Unreadable(BAD_CONTENT, "cut inside")
    stated = manifest.decode(said)
    try:
        _check_sender(stated, said, rest[:SIGNATURE], reader)
    except Unreadable as error:
        raise Unreadable(error.code, error.detail, stated.name, stated.seq) from error
    return Sealed(manifest.export_id(said), stated, rest[SIGNATURE:])


def _check_sender(stated: Manifest, said: bytes, signature: bytes, reader: Reader) -> None:
    known = reader.clubs.get(stated.club)
    if known is None or known[0] != stated.key:
        raise Unreadable(UNPAIRED, stated.club)
    if not keys.verify(known[1], manifest.to_sign(said), signature):
        raise Unreadable(FORGED, stated.club)
    if stated.to != reader.key_id:
        raise Unreadable(NOT_FOR_US, "signed for another receiver")
    if stated.schema[0] != SCHEMA[0]:
        raise Unreadable(NEWER_APP, f"schema {stated.schema}")


def unpack(sealed: Sealed) -> Bundle:
    """The rows of a bundle, each checked. Raises Unreadable: BAD_CONTENT or TOO_BIG."""
    stated = sealed.manifest
    try:
        content = _inflate(stated, sealed.packed)
        tables = _tables(stated, content)
        _check_rows(stated, tables)
    except Unreadable as error:
        raise Unreadable(error.code, error.detail, stated.name, stated.seq) from error
    return Bundle(sealed.id, stated, {name: tables[name] for name in PAYLOAD})


def _inflate(stated: Manifest, packed: bytes) -> bytes:
    """The content, unpacked only after its promised size was found acceptable."""
    about = stated.content
    if about.size > MAX_CONTENT or about.size > MAX_RATIO * max(len(packed), 1):
        raise Unreadable(TOO_BIG, f"{about.size} bytes packed into {len(packed)}")
    if about.packed_size != len(packed) or _sum(packed) != about.packed_sum:
        raise Unreadable(BAD_CONTENT, "packed content")
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, about.size + 1)
    except zlib.error as error:
        raise Unreadable(BAD_CONTENT, str(error)) from error
    whole = stream.eof and not stream.unused_data
    if not whole or len(content) != about.size or _sum(content) != about.sum:
        raise Unreadable(BAD_CONTENT, "content")
    return content


def _tables(stated: Manifest, content: bytes) -> dict[str, Any]:
    # Counted before parsing, which would need fifty times the room for millions of empty lists.
    if content.count(b",") > MAX_VALUES or content.count(b"[") + content.count(b"{") > MAX_VALUES:
        raise Unreadable(TOO_BIG, "values")
    try:
        tables = canonical.decode(content)
    except canonical.NotCanonicalError as error:
        raise Unreadable(BAD_CONTENT, str(error)) from error
    if not isinstance(tables, dict) or tables.keys() != stated.tables.keys():
        raise Unreadable(BAD_CONTENT, "tables")
    for name, rows in tables.items():
        if not isinstance(rows, list) or len(rows) != stated.tables[name].rows:
            raise Unreadable(BAD_CONTENT, f"{name}: number of rows")
        if _sum(canonical.encode(rows)) != stated.tables[name].sum:
            raise Unreadable(BAD_CONTENT, f"{name}: sum")
    if sum(len(rows) for rows in tables.values()) > MAX_ROWS:
        raise Unreadable(TOO_BIG, "rows")
    return tables


def _check_rows(stated: Manifest, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    """The rows are what we know, or more of it from a newer program, and agree with each other."""
    newer = stated.schema[1] > SCHEMA[1]
    missing = PAYLOAD.keys() - tables.keys()
    if missing or (tables.keys() - PAYLOAD.keys() and not newer):
        raise Unreadable(BAD_CONTENT, "other tables")
    for name in PAYLOAD:
        fault = contents.fault(name, tables[name], more=newer)
        if fault:
            raise Unreadable(BAD_CONTENT, fault)
    if [row["id"] for row in tables["club"]] != [stated.club]:
        raise Unreadable(BAD_CONTENT, "another club's row")
    named = sum(row["name"] is not None for row in tables["member"])
    if (named, len(tables["member"])) != (stated.named, stated.named + stated.unnamed):
        raise Unreadable(BAD_CONTENT, "other members than stated")
    _check_figures(stated, tables)


def _check_figures(stated: Manifest, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    counted = None
    for row in tables["figure"]:
        if row["id"] != f"{row['figure']}:{row['period']}":
            raise Unreadable(BAD_CONTENT, "figure: id")
        if row["denominator"] is not None and row["numerator"] > row["denominator"]:
            raise Unreadable(BAD_CONTENT, "figure: a part larger than its whole")
        if row["id"] == f"members:{stated.as_of}":
            counted = row["numerator"]
    if counted != len(tables["member"]):
        raise Unreadable(BAD_CONTENT, "figure: members")


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
