"""The names of officers as large tiles: who signs in, who is the second officer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.base.names import address, given_name
from app.base.text import _
from app.club.doorplate import SignIn
from app.club.roles import ROLE_NAMES
from ui.kit.tiles import Tile


class NameTile(Tile):
    """An officer. The page says which one is chosen; a letter typed on a name begins the
    passphrase, and is told as `typed`."""

    typed = Signal(object)

    def __init__(self, person: SignIn, place: int) -> None:
        roles = ", ".join(_(ROLE_NAMES[role]) for role in person.roles if role in ROLE_NAMES)
        super().__init__(polite(person), roles, number=str(place + 1) if place < 9 else "")
        self.person, self.place = person, place
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The page says which one is chosen, not the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.typed.emit(letter)
            return
        super().keyPressEvent(event)


def polite(person: SignIn) -> str:
    """ "Bà Đỗ Thị Lan"."""
    if not person.sex:
        return person.name
    form = address(person.sex, None)
    return f"{form[:1].upper()}{form[1:]} {person.name}"


def short(person: SignIn) -> str:
    """ "bà Lan", inside a sentence."""
    form = address(person.sex, None) if person.sex else ""
    return f"{form} {given_name(person.name)}".strip()


def number_typed(event: QKeyEvent, tiles: Sequence[Tile]) -> int | None:
    """The place of the tile whose number was typed; None for any other key."""
    digit = event.text()
    number = int(digit) if digit.isascii() and digit.isdecimal() else 0
    return number - 1 if 0 < number <= len(tiles) else None
