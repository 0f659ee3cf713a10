"""Key slots: one data key per file, sealed to each officer's own key pair.

A slot holds an X25519 key pair whose secret half is locked by the officer's passphrase
(Argon2id, XChaCha20-Poly1305); the data key is sealed to the public half, so that it can be
renewed for everybody without knowing their passphrases.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from nacl import exceptions as nacl_errors
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from app.club.faults import NO_KEYS, Trouble
from app.club.keys import OPEN, KeyFile, Slot
from app.club.passphrases import passphrase_bytes
from app.club.ports import Kdf, Ports

# Nothing secret protects a slot that asks for nothing, so deriving its key may cost nothing.
_OPEN_KDF = Kdf(memory_kib=8, passes=1)


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
