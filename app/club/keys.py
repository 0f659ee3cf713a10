"""The key file of a book: a slot per officer, read and written. `locks` makes and opens slots.

It is written twice (`keys.json`, `keys.json.2`), each copy with its own SHA-256 line.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from app.base.files import write_whole
from app.club.faults import NO_KEYS, Trouble

FILES = ("keys.json", "keys.json.2")

PASSPHRASE, OPEN, RECOVERY = "passphrase", "open", "recovery"
KINDS = (PASSPHRASE, OPEN, RECOVERY)
# What a key file may ask of this PC before anything in it is believed.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_SLOTS = 1 << 20, 20, 100


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `kind` is "passphrase", "open" (asks for nothing) or "recovery". Hex strings.

    `name`, `sex` and `roles` are for the sign-in page only; what the officer may do stands inside
    the encrypted file. `sealed_next` is there while the data key is being renewed.
    """

    id: str
    kind: str
    officer_id: str
    name: str
    sex: str
    roles: tuple[str, ...]
    memory_kib: int
    passes: int
    salt: str
    nonce: str
    locked: str
    public: str
    sealed: str
    sealed_next: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one file, its id, and the title shown before anybody signed in."""

    file_id: str
    kind: str
    title: str
    slots: tuple[Slot, ...]


def write(folder: Path, keys: KeyFile) -> None:
    """Write both copies of the key file, one after the other, each whole."""
    data = dump(keys)
    for name in FILES:
        write_whole(folder / name, data, private=True)


def read(folder: Path) -> KeyFile:
    """The key file, from the first copy whose sum is right; Trouble(NO_KEYS) when neither is."""
    for name in FILES:
        try:
            return load((folder / name).read_bytes())
        except (OSError, Trouble):
            continue
    raise Trouble(NO_KEYS)


def mend(folder: Path, keys: KeyFile) -> None:
    """Write both copies anew unless they hold just this already."""
    wanted = dump(keys)
    try:
        if all((folder / name).read_bytes() == wanted for name in FILES):
            return
    except OSError:
        pass
    write(folder, keys)


def dump(keys: KeyFile) -> bytes:
    """The key file as bytes: one line of JSON, one line with its sum."""
    body = json.dumps(asdict(keys), ensure_ascii=False, sort_keys=True).encode()
    return body + b"\nsha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def load(data: bytes) -> KeyFile:
    """The key file from its bytes. Raises Trouble(NO_KEYS) when the sum or anything is wrong."""
    body, _newline, line = data.removesuffix(b"\n").rpartition(b"\n")
    if line != b"sha256:" + hashlib.sha256(body).hexdigest().encode():
        raise Trouble(NO_KEYS)
    try:
        value = json.loads(body)
        keys = KeyFile(
            file_id=_text(value["file_id"]),
            kind=_text(value["kind"]),
            title=_text(value["title"]),
            slots=tuple(_slot(slot) for slot in value["slots"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Trouble(NO_KEYS) from error
    if not 0 < len(keys.slots) <= _MOST_SLOTS:
        raise Trouble(NO_KEYS)
    return keys


def _slot(value: dict[str, Any]) -> Slot:
    known: dict[str, Callable[[Any], Any]] = {field.name: _text for field in fields(Slot)}
    known["memory_kib"] = known["passes"] = _count
    known["roles"] = _texts
    slot = Slot(**{name: read_value(value[name]) for name, read_value in known.items()})
    for secret in (slot.salt, slot.nonce, slot.locked, slot.public, slot.sealed, slot.sealed_next):
        bytes.fromhex(secret)
    sizes = (len(slot.salt), len(slot.nonce), len(slot.public))
    if sizes != (32, 48, 64) or slot.kind not in KINDS or not (slot.sealed or slot.sealed_next):
        raise ValueError("not a slot")
    if not (8 <= slot.memory_kib <= _MOST_MEMORY_KIB and 1 <= slot.passes <= _MOST_PASSES):
        raise ValueError("not a cost that this PC should pay")
    return slot


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def _count(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value
