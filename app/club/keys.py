"""Key slots: one data key per file, sealed to each officer's own key pair.

A slot holds an X25519 key pair whose secret half is locked by the officer's passphrase
(Argon2id, XChaCha20-Poly1305); the data key is sealed to the public half, so that it can be
renewed for everybody without knowing their passphrases. The file is written twice
(`keys.json`, `keys.json.2`), each copy with its own SHA-256 line.
"""

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from nacl import exceptions as nacl_errors
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from app.base.files import write_whole
from app.club.faults import NO_KEYS, Trouble
from app.club.passphrases import passphrase_bytes
from app.club.ports import Kdf, Ports

FILES = ("keys.json", "keys.json.2")

PASSPHRASE, OPEN, RECOVERY = "passphrase", "open", "recovery"
KINDS = (PASSPHRASE, OPEN, RECOVERY)
# Nothing secret protects a slot that asks for nothing, so deriving its key may cost nothing.
_OPEN_KDF = Kdf(memory_kib=8, passes=1)
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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose slot it is, as shown before signing in; the recovery sheet has no `officer_id`."""

    officer_id: str
    name: str
    sex: str = ""
    roles: tuple[str, ...] = ()


def make_slot(
    ports: Ports, file_id: str, data_key: bytes, owner: Owner, secret: str | None, kind: str
) -> Slot:
    """A new slot of this `kind`; `secret` is the passphrase or the code, None for an open one."""
    kdf = _OPEN_KDF if kind == OPEN else ports.kdf
    pair = PrivateKey(ports.rng(32))
    slot = Slot(
        id=ports.rng(16).hex(),
        kind=kind,
        officer_id=owner.officer_id,
        name=owner.name,
        sex=owner.sex,
        roles=owner.roles,
        memory_kib=kdf.memory_kib,
        passes=kdf.passes,
        salt=ports.rng(argon2id.SALTBYTES).hex(),
        nonce=ports.rng(24).hex(),
        locked="",
        public=bytes(pair.public_key).hex(),
        sealed=seal(bytes(pair.public_key).hex(), data_key),
    )
    locked = crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(pair), _bound(file_id, slot), bytes.fromhex(slot.nonce), _derive(slot, secret or "")
    )
    return replace(slot, locked=locked.hex())


@dataclass(frozen=True, slots=True)
class DataKeys:
    """What was sealed in a slot: the data key, and the one that replaces it during a renewal."""

    current: bytes | None
    renewed: bytes | None = None


def unlock(file_id: str, slot: Slot, secret: str) -> DataKeys | None:
    """What is sealed in the slot; None when `secret` is not this slot's.

    Raises Trouble(NO_KEYS) when the slot opens, but what is sealed in it does not.
    """
    try:
        pair = PrivateKey(
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                bytes.fromhex(slot.locked),
                _bound(file_id, slot),
                bytes.fromhex(slot.nonce),
                _derive(slot, secret),
            )
        )
    except nacl_errors.CryptoError:
        return None
    box = SealedBox(pair)
    try:
        current, renewed = (
            box.decrypt(bytes.fromhex(sealed)) if sealed else None
            for sealed in (slot.sealed, slot.sealed_next)
        )
    except nacl_errors.CryptoError as error:
        raise Trouble(NO_KEYS) from error
    return DataKeys(current, renewed)


def seal(public_hex: str, data_key: bytes) -> str:
    """The data key sealed to one slot's public key (hex)."""
    return SealedBox(PublicKey(bytes.fromhex(public_hex))).encrypt(data_key).hex()


def with_next(keys: KeyFile, publics: Collection[str], data_key: bytes) -> KeyFile:
    """Both keys for every slot in `publics`, the old one alone for the others: before a swap.

    `publics` come from inside the encrypted file: a slot smuggled into the key file gets nothing.
    """
    slots = (
        replace(slot, sealed_next=seal(slot.public, data_key) if slot.public in publics else "")
        for slot in keys.slots
    )
    return replace(keys, slots=tuple(slots))


def only_next(keys: KeyFile) -> KeyFile:
    """What `with_next` becomes after the swap: the new key, and only the slots that have it."""
    slots = (replace(s, sealed=s.sealed_next, sealed_next="") for s in keys.slots if s.sealed_next)
    return replace(keys, slots=tuple(slots))


def only_old(keys: KeyFile) -> KeyFile:
    """What `with_next` was before: the swap never came."""
    slots = (replace(slot, sealed_next="") for slot in keys.slots if slot.sealed)
    return replace(keys, slots=tuple(slots))


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


def _bound(file_id: str, slot: Slot) -> bytes:
    """What the lock of a slot also vouches for, so that no slot can pass for another's."""
    cost = (str(slot.memory_kib), str(slot.passes), slot.salt)
    parts = ("NCT-slot-v1", file_id, slot.id, slot.kind, slot.officer_id, *cost, slot.public)
    return "|".join(parts).encode()


def _derive(slot: Slot, secret: str) -> bytes:
    return argon2id.kdf(
        32,
        passphrase_bytes(secret),
        bytes.fromhex(slot.salt),
        opslimit=slot.passes,
        memlimit=slot.memory_kib * 1024,
    )
