"""The copy of a book, `.clbk`: what it says of itself, its key slots, and the encrypted database.

    frame NCTK: section 1 manifest (JSON) · 2 key slots (as in keys.json) · 3 the database
                4 the journal of a database that could not be opened any more (rare)

A copy carries its own slots: it opens with what opened the book on the day it was made.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from app.base import frame as frames
from app.base.files import trouble
from app.base.frame import BadFrame, Section, frame, unframe
from app.club import keys
from app.club.connection import Digest
from app.club.faults import COPY_DAMAGED, COPY_NEWER, COPY_TORN, NOT_A_COPY, Trouble

SUFFIX: Final = ".clbk"
LETTERS: Final = b"NCTK"
MANIFEST, SLOTS, DATABASE, JOURNAL = _KNOWN = 1, 2, 3, 4
FORMAT: Final = 1
_MOST_MANIFEST: Final = 1 << 20

_FAULTS: Final = {
    "TORN": COPY_TORN,
    "DAMAGED": COPY_DAMAGED,
    "FOREIGN": NOT_A_COPY,
    "NEWER": COPY_NEWER,
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy says of itself: which book, where its history stood, when and why it was made.

    `tables` are the digests of all tables, empty for a copy of a file that could not be read;
    `verified` is False for such a copy. `made_at` is ISO, UTC. `erasures` are the ids of the people
    who had been erased by then, for whoever takes back an older copy.
    """

    club: str
    kind: str
    title: str
    lineage: str
    seq: int
    head: str
    made_at: str
    clock_ok: bool
    reason: str
    app: str
    tables: dict[str, Digest]
    verified: bool = True
    erasures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A whole copy in memory. `database` is still encrypted."""

    manifest: Manifest
    keys: keys.KeyFile
    database: bytes
    journal: bytes = b""


def dump(copy: CopyFile) -> bytes:
    """The copy as the bytes of a `.clbk` file."""
    body = {"format": FORMAT, **asdict(copy.manifest)}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sections = [
        Section(MANIFEST, 0, text.encode()),
        Section(SLOTS, 0, keys.dump(copy.keys)),
        Section(DATABASE, 0, copy.database),
    ]
    if copy.journal:
        sections.append(Section(JOURNAL, 0, copy.journal))
    return frame(LETTERS, *sections)


def load(raw: bytes, name: str) -> CopyFile:
    """The copy in a `.clbk` file. Raises Trouble: COPY_TORN, COPY_DAMAGED, NOT_A_COPY, COPY_NEWER.

    The database in it is not looked at yet.
    """
    try:
        found = unframe(LETTERS, raw)
    except BadFrame as error:
        raise Trouble(_FAULTS[error.fault], name=name) from error
    if any(section.flags or section.type not in _KNOWN for section in found):
        raise Trouble(COPY_NEWER, name=name)
    sections = {section.type: section.body for section in found}
    manifest = _manifest(sections.get(MANIFEST, b""), name)
    if SLOTS not in sections or DATABASE not in sections:
        raise Trouble(COPY_DAMAGED, name=name)
    try:
        slots = keys.load(sections[SLOTS])
    except Trouble as error:
        raise Trouble(COPY_DAMAGED, name=name) from error
    copy = CopyFile(manifest, slots, sections[DATABASE], sections.get(JOURNAL, b""))
    if copy.keys.file_id != copy.manifest.club or copy.keys.kind != copy.manifest.kind:
        raise Trouble(COPY_DAMAGED, name=name)
    return copy


def read(path: Path) -> CopyFile:
    """The copy in this file. Raises Trouble as `load`, UserError when the file cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise trouble(error, path) from error
    return load(raw, path.name)


def peek(path: Path) -> Manifest:
    """What a copy says of itself, for a list: nothing else of it is read or checked.

    Raises Trouble and UserError as `read`.
    """
    try:
        with path.open("rb") as file:
            return _manifest(frames.peek(LETTERS, file, MANIFEST, _MOST_MANIFEST), path.name)
    except BadFrame as error:
        raise Trouble(_FAULTS[error.fault], name=path.name) from error
    except OSError as error:
        raise trouble(error, path) from error


def _manifest(body: bytes, name: str) -> Manifest:
    try:
        value = json.loads(body)
        if value["format"] != FORMAT:
            raise Trouble(COPY_NEWER, name=name)
        tables = {table: Digest(**digest) for table, digest in value["tables"].items()}
        value.setdefault("erasures", [])  # copies made before people could be erased
        known = {field: value[field] for field in Manifest.__slots__ if field != "tables"}
        for field, wanted in Manifest.__annotations__.items():
            if wanted in (str, int, bool) and type(known[field]) is not wanted:
                raise TypeError(field)
        known["erasures"] = tuple(str(one) for one in known["erasures"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Trouble(COPY_DAMAGED, name=name) from error
    return Manifest(**known, tables=tables)
