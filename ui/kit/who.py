"""Who is at work, in words and as a slot of the key file."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

from app.base.names import address, given_name
from app.base.text import _
from ui.kit.session import Session

if TYPE_CHECKING:
    from app.club.doorplate import SignIn


def me(session: Session) -> "SignIn | None":
    """The tile of the officer at work; None without a book, or for a recovery sheet."""
    if not session.has_club:
        return None
    from app.club.doorplate import sign_in_names

    club = session.club
    tiles = sign_in_names(club.folder)
    return next((tile for tile in tiles if tile.officer_id == club.actor.id), None)


def in_words(session: Session, *, role: bool = True) -> str:
    """ "Bà Lan, thư ký", or without the role; "" without a book."""
    if not session.has_club:
        return ""
    from app.club.roles import ROLE_NAMES

    tile, actor = me(session), session.club.actor
    polite = address(tile.sex, None) if tile is not None and tile.sex else ""
    name = f"{polite} {given_name(actor.name)}" if polite else actor.name
    name = name[:1].upper() + name[1:]
    first = next((each for each in ROLE_NAMES if each in actor.roles), None)
    return f"{name}, {_(ROLE_NAMES[first]).lower()}" if first is not None and role else name


def prove(session: Session, passphrase: str, *, waited: bool = False) -> None:
    """See whether this is the passphrase of the officer at work. Raises UserError while not.

    Wrong tries before make it wait, unless the screen has `waited` already.
    """
    from app.club import officers

    tile = me(session)
    if tile is not None:
        with officers.waited(session.club) if waited else nullcontext():
            officers.sign_in(session.club, tile.slot_id, passphrase)


def seconds_to_wait(session: Session) -> int:
    """How long the next try has to wait."""
    from app.club import officers

    return officers.seconds_to_wait(session.club)
