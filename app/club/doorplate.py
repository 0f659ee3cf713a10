"""What stands on the door of a book: its name, and who may sign in, before anything is unlocked.

Anybody can write the key file, so nothing hangs on what is read here. Kept apart from the rest of
the room because the first page that people see needs no more: it shows before SQLite is loaded.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from app.base.names import Sex, sort_key
from app.club import keys
from app.club.roles import ROLE_NAMES

_OFFICES = tuple(ROLE_NAMES)  # in the order in which boards list themselves


@dataclass(frozen=True, slots=True)
class SignIn:
    """A tile of the sign-in page. `asks` is False for a slot that needs no passphrase."""

    slot_id: str
    officer_id: str
    name: str
    sex: Sex | None
    roles: tuple[str, ...]
    asks: bool


def sign_in_names(folder: Path) -> tuple[SignIn, ...]:
    """The tiles to choose from. Raises Trouble(NO_KEYS)."""
    tiles = [
        SignIn(s.id, s.officer_id, s.name, _sex(s.sex), in_order(s.roles), s.kind != keys.OPEN)
        for s in keys.read(folder).slots
        if s.kind != keys.RECOVERY
    ]
    return tuple(sorted(tiles, key=lambda tile: place(tile.roles, tile.name)))


def title(folder: Path) -> str:
    """The name of the book. Raises Trouble(NO_KEYS)."""
    return keys.read(folder).title


def has_recovery(folder: Path) -> bool:
    """Whether a recovery sheet opens this book. Raises Trouble(NO_KEYS)."""
    return any(slot.kind == keys.RECOVERY for slot in keys.read(folder).slots)


def in_order(roles: Collection[str]) -> tuple[str, ...]:
    """In the order of offices; what a later version of the program brought comes last."""
    return tuple(sorted(set(roles), key=lambda r: (_OFFICES.index(r) if r in _OFFICES else 99, r)))


def place(roles: tuple[str, ...], name: str) -> tuple[int, str]:
    """Where a board lists somebody: by the first of the roles, then by name."""
    first = roles[0] if roles else ""
    return (_OFFICES.index(first) if first in _OFFICES else 99, sort_key(name))


def _sex(text: str) -> Sex | None:
    return "F" if text == "F" else "M" if text == "M" else None
