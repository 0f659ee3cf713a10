"""The manifest of a bundle: what is signed. Its sum is the export's id.

Who sent what to whom, which exports came before, and the sums of everything inside.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.bundle import canonical
from app.bundle.refusals import BAD_CONTENT, NEWER_APP, Unreadable

FORMAT = "nctb"
VERSION = 1
SCHEMA = (1, 0)  # a reader must know the first number; the second only adds
MAX_MANIFEST = 256 << 10
MAX_ANCESTORS = 3_000  # three exports a week for twenty years
MAX_CONTENT = 64 << 20
MAX_RATIO = 50
MAX_ROWS = 200_000
MAX_VALUES = 10 * MAX_ROWS

SIGNED = b"NCTB-sync-v1\0"


@dataclass(frozen=True, slots=True)
class Packed:
    """The packed content: sizes in bytes, and sums before and after packing."""

    packed_size: int
    size: int
    packed_sum: str
    sum: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the content: number of rows, and the sum of their canonical spelling."""

    rows: int
    sum: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a club says, and signs, about one export.

    `ancestors` maps the id of every earlier export to its number; `parents` are the newest of
    them. `history` is the number and hash of the club's last change. `named` and `unnamed` count
    the members with and without their name.
    """

    schema: tuple[int, int]
    app: str
    club: str
    name: str
    code: str
    lineage: str
    seq: int
    parents: tuple[str, ...]
    ancestors: Mapping[str, int]
    to: str
    key: str
    made_at: str
    clock_ok: bool
    history: tuple[int, str]
    as_of: str
    named: int
    unnamed: int
    tables: Mapping[str, Table]
    content: Packed

    def encode(self) -> bytes:
        """The bytes that are signed."""
        return canonical.encode(
            {
                "fmt": FORMAT,
                "v": VERSION,
                "schema": list(self.schema),
                "app": self.app,
                "club": self.club,
                "name": self.name,
                "code": self.code,
                "lineage": self.lineage,
                "seq": self.seq,
                "parents": sorted(self.parents),
                "anc": dict(self.ancestors),
                "to": self.to,
                "key_id": self.key,
                "made": {"at": self.made_at, "clock_ok": int(self.clock_ok)},
                "audit": list(self.history),
                "as_of": self.as_of,
                "consent": {"named": self.named, "pseudonymous": self.unnamed},
                "tables": {
                    name: {"rows": table.rows, "sha": table.sum}
                    for name, table in self.tables.items()
                },
                "content": {
                    "z": "zlib",
                    "zlen": self.content.packed_size,
                    "len": self.content.size,
                    "zsha": self.content.packed_sum,
                    "sha": self.content.sum,
                },
            }
        )


def export_id(raw: bytes) -> str:
    """The id of the export whose manifest has these bytes."""
    return hashlib.sha256(raw).hexdigest()


def to_sign(raw: bytes) -> bytes:
    """What the club's key signs for a manifest of these bytes."""
    return SIGNED + hashlib.sha256(raw).digest()


def decode(raw: bytes) -> Manifest:
    """The manifest spelled by `raw`.

    Raises Unreadable: NEWER_APP for another version of the format, else BAD_CONTENT.
    """
    value = _decoded(raw)
    if value.get("fmt") != FORMAT:
        raise Unreadable(BAD_CONTENT, "no manifest")
    if value.get("v") != VERSION:
        raise Unreadable(NEWER_APP, f"manifest {value.get('v')}")
    _check(value, _FIELDS, "manifest")
    _check(value["made"], _MADE, "made")
    _check(value["consent"], _CONSENT, "consent")
    _check(value["content"], _CONTENT, "content")
    for table in value["tables"].values():
        _check(table, _TABLE, "table")
    if not set(value["parents"]) <= value["anc"].keys():
        raise Unreadable(BAD_CONTENT, "a parent that is no ancestor")
    return Manifest(
        schema=(value["schema"][0], value["schema"][1]),
        app=value["app"],
        club=value["club"],
        name=value["name"],
        code=value["code"],
        lineage=value["lineage"],
        seq=value["seq"],
        parents=tuple(value["parents"]),
        ancestors=value["anc"],
        to=value["to"],
        key=value["key_id"],
        made_at=value["made"]["at"],
        clock_ok=bool(value["made"]["clock_ok"]),
        history=(value["audit"][0], value["audit"][1]),
        as_of=value["as_of"],
        named=value["consent"]["named"],
        unnamed=value["consent"]["pseudonymous"],
        tables={name: Table(t["rows"], t["sha"]) for name, t in value["tables"].items()},
        content=Packed(
            value["content"]["zlen"],
            value["content"]["len"],
            value["content"]["zsha"],
            value["content"]["sha"],
        ),
    )


def _decoded(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_MANIFEST:
        raise Unreadable(BAD_CONTENT, "manifest too long")
    try:
        value = canonical.decode(raw)
    except canonical.NotCanonicalError as error:
        raise Unreadable(BAD_CONTENT, str(error)) from error
    if not isinstance(value, dict):
        raise Unreadable(BAD_CONTENT, "no manifest")
    return value


Test = Callable[[Any], bool]


def _check(value: Any, tests: Mapping[str, Test], what: str) -> None:
    """Every field of `tests` is there and right. More fields than these only add."""
    if not isinstance(value, dict):
        raise Unreadable(BAD_CONTENT, f"{what} is no object")
    for name, fits in tests.items():
        if name not in value or not fits(value[name]):
            raise Unreadable(BAD_CONTENT, f"{what}: {name}")


def _matches(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _count(most: int) -> Test:
    return lambda value: type(value) is int and 0 <= value <= most


def is_day(value: Any) -> bool:
    """Whether a value is a day such as "2026-11-21"."""
    if not isinstance(value, str) or len(value) != len("2026-11-21"):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _moment(value: Any) -> bool:
    if not isinstance(value, str) or len(value) != len("2026-11-21T08:00:00+00:00"):
        return False
    try:
        return datetime.fromisoformat(value).astimezone(UTC).isoformat() == value
    except (ValueError, OverflowError):
        return False


def _pair(first: Test, second: Test) -> Test:
    return lambda v: isinstance(v, list) and len(v) == 2 and first(v[0]) and second(v[1])


_SUM = _matches("[0-9a-f]{64}")
_KEY = _matches("[0-9a-f]{32}")
_NUMBER = _count(10**6)
_LINE = _matches(r"[^\x00-\x1f\x7f\u2028\u2029]{1,200}")

_TABLE: dict[str, Test] = {"rows": _count(MAX_ROWS), "sha": _SUM}
_MADE: dict[str, Test] = {
    "at": _moment,
    "clock_ok": _count(1),
}
_CONSENT: dict[str, Test] = {"named": _NUMBER, "pseudonymous": _NUMBER}
_CONTENT: dict[str, Test] = {
    "z": lambda value: value == "zlib",
    "zlen": _count(MAX_CONTENT),
    "len": _count(2**53),
    "zsha": _SUM,
    "sha": _SUM,
}
_FIELDS: dict[str, Test] = {
    "schema": _pair(_NUMBER, _NUMBER),
    "app": _matches("[0-9A-Za-z.+-]{1,40}"),
    "club": _KEY,
    "name": _LINE,
    "code": _matches("[0-9A-Z]{1,12}"),
    "lineage": _KEY,
    "seq": lambda value: type(value) is int and 1 <= value <= 10**6,
    "parents": lambda value: _sums(value) and value == sorted(set(value)),
    "anc": lambda value: (
        isinstance(value, dict)
        and len(value) <= MAX_ANCESTORS
        and all(_SUM(key) and _NUMBER(seq) for key, seq in value.items())
    ),
    "to": _KEY,
    "key_id": _KEY,
    "made": lambda value: isinstance(value, dict),
    "audit": _pair(_count(2**53), _matches("([0-9a-f]{64})?")),
    "as_of": is_day,
    "consent": lambda value: isinstance(value, dict),
    "tables": lambda value: isinstance(value, dict) and len(value) <= 64,
    "content": lambda value: isinstance(value, dict),
}


def _sums(value: Any) -> bool:
    return isinstance(value, list) and all(_SUM(item) for item in value)
