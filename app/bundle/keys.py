"""The keys of a club or commune, their card for the other side, and the fingerprint on paper.

Each side signs with Ed25519 and receives with age (X25519). The private halves stay in the table
`secret` of the encrypted file; the card (`.nctk`) carries the public halves.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from pyrage import DecryptError, RecipientError, decrypt, encrypt, x25519

from app.base.errors import UserError
from app.base.text import _
from app.bundle import canonical, records
from app.bundle.contents import KINDS
from app.bundle.refusals import DAMAGED, NOT_A_KEY, NOT_FOR_US, Unreadable
from app.club.file import Club

SUFFIX = ".nctk"
FORMAT, VERSION = "nctk", 1
MAX_CARD = 4_096

ROUNDS = 5_200  # each guess at a matching key costs this much; Signal's number
GROUPS, DIGITS = 6, 5
TYPED = 2  # the last groups, which are typed from the paper

_CARD_SIGNED = b"NCTK-card-v1\0"


@dataclass(frozen=True, slots=True)
class Card:
    """The public side of a club or commune (`kind`): file id, name, code, and both public keys.

    `sign_key` is hex, `age_key` the age1… text.
    """

    kind: str
    file_id: str
    name: str
    code: str
    sign_key: str
    age_key: str

    @property
    def key_id(self) -> str:
        """Names this pair of keys, 32 hex digits."""
        text = f"NCT-key-v1|{self.sign_key}|{self.age_key}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Six groups of five digits that stand for keys, kind and name."""
        about = "|".join((self.kind, self.file_id, self.sign_key, self.age_key, self.name)).encode()
        digest = b"NCT-fp-v1|" + about
        for _round in range(ROUNDS):
            digest = hashlib.sha512(digest + about).digest()
        groups = (digest[5 * n : 5 * n + 5] for n in range(GROUPS))
        return tuple(f"{int.from_bytes(group, 'big') % 10**DIGITS:0{DIGITS}}" for group in groups)


@dataclass(frozen=True, slots=True)
class Keys:
    """The private side: signing seed (hex), age identity, and the key that hides ids of people."""

    card: Card
    seed: str = field(repr=False)
    identity: str = field(repr=False)
    pid_key: str = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of our signature."""
        return bytes(SigningKey(bytes.fromhex(self.seed)).sign(message).signature)

    def pid(self, person_id: str) -> str:
        """What the commune knows a person by: always the same, and nobody else can work it out."""
        key = bytes.fromhex(self.pid_key)
        return hmac.new(key, person_id.encode(), hashlib.sha256).hexdigest()[:32]


def own(club: Club) -> Keys:
    """The keys of this book, made on first use."""
    stored = records.secrets(club)
    if not stored:
        stored = {
            "sign_seed": club.ports.rng(32).hex(),
            "age_identity": str(x25519.Identity.generate()),  # age draws its own random numbers
            "pid_key": club.ports.rng(32).hex(),
        }
        records.keep_secrets(club, stored)
    name, code = records.own_name(club)
    card = Card(
        club.kind.name,
        club.file_id,
        name,
        code,
        bytes(SigningKey(bytes.fromhex(stored["sign_seed"])).verify_key).hex(),
        str(x25519.Identity.from_str(stored["age_identity"]).to_public()),
    )
    return Keys(card, stored["sign_seed"], stored["age_identity"], stored["pid_key"])


def card_file(keys: Keys) -> bytes:
    """The card as a file, signed with its own key so that damage shows."""
    card = keys.card
    body = canonical.encode(
        {
            "fmt": FORMAT,
            "v": VERSION,
            "kind": card.kind,
            "id": card.file_id,
            "name": card.name,
            "code": card.code,
            "sign": card.sign_key,
            "age": card.age_key,
        }
    )
    return body + b"\n" + keys.sign(_CARD_SIGNED + body).hex().encode() + b"\n"


def read_card(raw: bytes, kind: str) -> Card:
    """The card in a file. Raises Unreadable when it is none, damaged, or of the other kind."""
    body, _line, signature = raw[: MAX_CARD + 1].rstrip(b"\r\n").partition(b"\n")
    try:
        value = canonical.decode(body)
        card = _card(value)
        VerifyKey(bytes.fromhex(card.sign_key)).verify(
            _CARD_SIGNED + body, bytes.fromhex(signature.strip().decode("ascii"))
        )
        x25519.Recipient.from_str(card.age_key)
    except (ValueError, KeyError, TypeError, BadSignatureError, RecipientError) as error:
        raise Unreadable(NOT_A_KEY, str(error)) from error
    if card.kind != kind:
        raise Unreadable(NOT_A_KEY, f"a card of kind {card.kind}")
    return card


def _card(value: Any) -> Card:
    card = Card(
        value["kind"], value["id"], value["name"], value["code"], value["sign"], value["age"]
    )
    if (value["fmt"], value["v"]) != (FORMAT, VERSION):
        raise ValueError("another format")
    if not (KINDS["id"](card.file_id) and KINDS["line"](card.name) and KINDS["code"](card.code)):
        raise ValueError("odd id, name or code")
    return card


def check_groups(card: Card, typed: str) -> None:
    """Compare what was typed from the paper with the last groups of the card's fingerprint.

    Raises UserError when they differ. Spaces and hyphens do not matter.
    """
    digits = "".join(sign for sign in typed if sign.isdecimal())
    if not hmac.compare_digest(digits.encode(), "".join(card.fingerprint[-TYPED:]).encode()):
        raise UserError(
            _(
                "These ten digits do not belong to the key of {name}, so the two were not paired."
                " Nothing was changed."
                " Compare with the paper again; if they still differ, ask for a new key file."
            ).format(name=card.name)
        )


def pair(club: Club, card: Card, today: date) -> None:
    """Send to the commune of this card from now on; check it first (`check_groups`)."""
    commune = records.Commune(card.key_id, card.name, card.sign_key, card.age_key, today)
    records.pair(club, commune)


def verify(sign_key: str, message: bytes, signature: bytes) -> bool:
    """Whether the holder of this key (hex) signed this message."""
    try:
        VerifyKey(bytes.fromhex(sign_key)).verify(message, signature)
    except (ValueError, TypeError, BadSignatureError):
        return False
    return True


def lock(data: bytes, *age_keys: str) -> bytes:
    """Encrypt so that any of these receivers can open it."""
    return bytes(encrypt(data, [x25519.Recipient.from_str(key) for key in age_keys]))


def unlock(data: bytes, identity: str) -> bytes:
    """What was encrypted to us. Raises Unreadable: NOT_FOR_US, or DAMAGED when it was changed."""
    try:
        return bytes(decrypt(data, [x25519.Identity.from_str(identity)]))
    except DecryptError as error:
        # The library tells the two apart by its words only.
        code = NOT_FOR_US if "matching keys" in str(error) else DAMAGED
        raise Unreadable(code, str(error)) from error
