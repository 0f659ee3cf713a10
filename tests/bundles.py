"""Bundles for tests: the golden one of the first version, and a forge for signed but wrong ones."""

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey
from pyrage import x25519

from app.bundle import canonical, format, keys, manifest
from app.bundle.keys import Card, Keys
from app.bundle.manifest import Packed
from app.bundle.read import Reader

_FOLDER = Path(__file__).parent / "golden" / "bundle-1"
CLUB = "11111111111111111111111111111111"
COMPOSITION = ("age_55", "age_60", "difficult", "members", "near_poor", "poor", "women")


@dataclass(frozen=True)
class Golden:
    """A bundle written by the first version of the format, and who can read it."""

    raw: bytes
    reader: Reader
    age_key: str

    @property
    def plain(self) -> bytes:
        """What is locked inside."""
        return keys.unlock(format.sync_body(format.unframe(self.raw)), self.reader.identity)

    @property
    def manifest(self) -> bytes:
        """The manifest as it was signed."""
        plain = self.plain
        return plain[4 : 4 + int.from_bytes(plain[:4], "big")]

    def lock(self, plain: bytes) -> bytes:
        """A file with anything inside: everybody knows the commune's public key."""
        return format.frame(format.Section(format.SYNC, 0, keys.lock(plain, self.age_key)))

    def with_trailer(self, whole: bytes) -> bytes:
        """A file whose trailer is right, whatever stands before it."""
        sum_ = hashlib.sha256(whole).digest()
        return whole + sum_ + struct.pack(">Q8s", len(whole), format.END)


def _golden() -> Golden:
    known = json.loads((_FOLDER / "reader.json").read_text(encoding="utf-8"))
    clubs = {club: (key_id, sign) for club, (key_id, sign) in known["clubs"].items()}
    reader = Reader(known["identity"], known["key_id"], clubs)
    age_key = str(x25519.Identity.from_str(reader.identity).to_public())
    return Golden((_FOLDER / "NCT_HB01_0002.nctb").read_bytes(), reader, age_key)


@dataclass(frozen=True)
class Forge:
    """A paired club that signs whatever it likes, and the commune that reads it."""

    keys: Keys
    reader: Reader
    age_key: str

    def tables(self, count: int = 2) -> dict[str, Any]:
        """Right content: so many members, the first one named, and their composition."""
        nothing = dict.fromkeys(("hamlet", "commune", "province", "founded_on"))
        card = self.keys.card
        club = {**nothing, "id": card.file_id, "name": card.name, "code": card.code}
        empty = ("name", "birth", "hamlet", "sex", "born_from", "age_55", "age_60", "household")
        members = [{**dict.fromkeys(empty), "id": f"{number:032}"} for number in range(count)]
        for member in members[:1]:
            member["name"] = "Nguyễn Thị Lan"
        figures = [
            {
                "id": f"{figure}:2026-11-21",
                "figure": figure,
                "definition": 1,
                "period": "2026-11-21",
                "rules": None,
                "numerator": count if figure == "members" else 0,
                "denominator": None if figure == "members" else count,
            }
            for figure in COMPOSITION
        ]
        return {"club": [club], "member": members, "figure": figures}

    def bundle(
        self,
        tables: dict[str, Any] | None = None,
        *,
        said: dict[str, Any] | None = None,
        content: bytes | None = None,
        packed: bytes | None = None,
        about: Packed | None = None,
    ) -> bytes:
        """A signed bundle of these tables; the other arguments put something else in their place.

        `said` replaces fields of the manifest; None removes one.
        """
        tables = self.tables() if tables is None else tables
        members = [row for row in tables.get("member", []) if isinstance(row, dict)]
        named = sum(row.get("name") is not None for row in members)
        content = canonical.encode(tables) if content is None else content
        packed = zlib.compress(content) if packed is None else packed
        about = about or Packed(len(packed), len(content), _sum(packed), _sum(content))
        stated = {
            "fmt": "nctb",
            "v": 1,
            "schema": [1, 0],
            "app": "0.1.0",
            "club": self.keys.card.file_id,
            "name": self.keys.card.name,
            "code": self.keys.card.code,
            "lineage": "2" * 32,
            "seq": 1,
            "parents": [],
            "anc": {},
            "to": self.reader.key_id,
            "key_id": self.keys.card.key_id,
            "made": {"at": "2026-11-21T08:00:00+00:00", "clock_ok": 1},
            "audit": [1, ""],
            "as_of": "2026-11-21",
            "consent": {"named": named, "pseudonymous": len(members) - named},
            "tables": {
                name: {"rows": len(rows), "sha": _sum(canonical.encode(rows))}
                for name, rows in tables.items()
            },
            "content": {
                "z": "zlib",
                "zlen": about.packed_size,
                "len": about.size,
                "zsha": about.packed_sum,
                "sha": about.sum,
            },
            **(said or {}),
        }
        raw = canonical.encode({name: v for name, v in stated.items() if v is not None})
        signed = raw + self.keys.sign(manifest.to_sign(raw))
        plain = len(raw).to_bytes(4, "big") + signed + packed
        return format.frame(format.Section(format.SYNC, 0, keys.lock(plain, self.age_key)))


def forge(club: str = CLUB, name: str = "CLB thôn Đông") -> Forge:
    """A club and a commune of their own, with fresh keys."""
    signing, mine, theirs = SigningKey.generate(), *(x25519.Identity.generate() for _ in "ab")
    sign_key = bytes(signing.verify_key).hex()
    card = Card("club", club, name, "HB01", sign_key, str(mine.to_public()))
    reader = Reader(str(theirs), "3" * 32, {club: (card.key_id, sign_key)})
    own = Keys(card, bytes(signing).hex(), str(mine), "00" * 32)
    return Forge(own, reader, str(theirs.to_public()))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


GOLDEN = _golden()
