"""Key slots: one data key per file, sealed to each officer's own key pair.

A slot holds an X25519 key pair whose secret half is locked by the officer's passphrase
(Argon2id, XChaCha20-Poly1305); the data key is sealed to the public half, so that it can be
renewed for everybody without knowing their passphrases. The file is written twice
(`keys.json`, `keys.json.2`), each copy with its own SHA-256 line.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from nacl import exceptions as nacl_errors
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from app.base.errors import UserError
from app.base.files import write_whole
from app.base.names import fold
from app.base.text import _
from app.club.ports import Kdf, Ports

FILES = ("keys.json", "keys.json.2")
OPEN_PASSPHRASE = ""  # a practice club's slot: no passphrase asked


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `kind` is "passphrase", "open" (none asked) or "recovery". Hex strings."""

    id: str
    kind: str
    officer_id: str
    name: str
    salt: str
    memory_kib: int
    passes: int
    nonce: str
    locked: str
    public: str
    sealed: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one file, its id, and the title shown before anybody signed in."""

    file_id: str
    kind: str
    title: str
    slots: tuple[Slot, ...]


def passphrase_bytes(passphrase: str) -> bytes:
    """Marks, case and spaces do not count, so that Unikey's state cannot lock anyone out."""
    return fold(unicodedata.normalize("NFC", passphrase)).replace(" ", "").encode()


def _aad(file_id: str, slot_id: str, kind: str, officer_id: str, kdf: Kdf) -> bytes:
    parts = ("NCT-slot-v1", file_id, slot_id, kind, officer_id, str(kdf.memory_kib), str(kdf.passes))
    return "|".join(parts).encode()


def _derive(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    return argon2id.kdf(
        32,
        passphrase_bytes(passphrase),
        salt,
        opslimit=kdf.passes,
        memlimit=kdf.memory_kib * 1024,
    )


def make_slot(
    ports: Ports, file_id: str, data_key: bytes, officer_id: str, name: str, passphrase: str | None,
    kind: str = "passphrase",
) -> Slot:
    """A new slot for an officer; `passphrase` None makes one that asks for none."""
    if passphrase is None:
        kind, passphrase, kdf = "open", OPEN_PASSPHRASE, Kdf(8192, 1)
    else:
        kdf = ports.kdf
    slot_id, salt, nonce = ports.rng(16).hex(), ports.rng(16), ports.rng(24)
    secret = PrivateKey(ports.rng(32))
    locked = crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(secret),
        _aad(file_id, slot_id, kind, officer_id, kdf),
        nonce,
        _derive(passphrase, salt, kdf),
    )
    return Slot(
        slot_id, kind, officer_id, name, salt.hex(), kdf.memory_kib, kdf.passes, nonce.hex(),
        locked.hex(), bytes(secret.public_key).hex(),
        SealedBox(secret.public_key).encrypt(data_key).hex(),
    )


def unlock(file_id: str, slot: Slot, passphrase: str) -> bytes | None:
    """The data key, or None when the passphrase is not this slot's."""
    kdf = Kdf(slot.memory_kib, slot.passes)
    try:
        secret = crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes.fromhex(slot.locked),
            _aad(file_id, slot.id, slot.kind, slot.officer_id, kdf),
            bytes.fromhex(slot.nonce),
            _derive(passphrase, bytes.fromhex(slot.salt), kdf),
        )
        return SealedBox(PrivateKey(secret)).decrypt(bytes.fromhex(slot.sealed))
    except nacl_errors.CryptoError:
        return None


def seal_to(public_hex: str, data_key: bytes) -> str:
    """The data key sealed to one slot's public key (hex)."""
    return SealedBox(PublicKey(bytes.fromhex(public_hex))).encrypt(data_key).hex()


def write(folder: Path, keys: KeyFile) -> None:
    """Write both copies of the key file, one after the other, each whole."""
    body = json.dumps(asdict(keys), ensure_ascii=False, sort_keys=True).encode()
    text = body + b"\nsha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n"
    for name in FILES:
        write_whole(folder / name, text)


def read(folder: Path) -> KeyFile:
    """The key file, from the first copy whose sum is right; UserError when neither is."""
    for name in FILES:
        try:
            body, _nl, line = (folder / name).read_bytes().rstrip(b"\n").rpartition(b"\n")
        except OSError:
            continue
        if line == b"sha256:" + hashlib.sha256(body).hexdigest().encode():
            value = json.loads(body)
            slots = tuple(Slot(**slot) for slot in value["slots"])
            return KeyFile(value["file_id"], value["kind"], value["title"], slots)
    raise UserError(
        _("The key file of this book is missing or damaged. Nothing was changed. "
          "Take the book back from a copy.")
    )
