"""The second officer: what needs two, the other one proves with their own passphrase.

The officer at work stays at work. On a book whose slots ask for nothing (the practice club) the
choice of the name is enough.
"""

import json
from dataclasses import dataclass

from app.base.errors import Refused
from app.base.text import _
from app.club import doorplate, keys, officers, state
from app.club.faults import NOT_OFFICER, Trouble
from app.club.file import Club
from app.club.roles import Actor

RIGHT = "funds.read"
"""Whoever may not see the money cannot vouch for it: a viewer is no second officer."""


@dataclass(frozen=True, slots=True)
class Second:
    """An officer other than the one at work, whose presence was proven. Made by `prove` only."""

    officer_id: str
    name: str


def second_officers(club: Club) -> tuple[doorplate.SignIn, ...]:
    """Who may stand beside the officer at work: in office, with a slot, and open to the money."""
    may = {
        officer.id
        for officer in officers.officers(club)
        if officer.signs_in
        and officer.until is None
        and officer.id != club.actor.id
        and Actor(officer.id, officer.name, frozenset(officer.roles)).may(RIGHT)
    }
    tiles = doorplate.sign_in_names(club.folder)
    return tuple(tile for tile in tiles if tile.officer_id in may)


def prove(club: Club, officer_id: str, passphrase: str | None) -> Second:
    """The officer, once the passphrase opened their slot; None is for a slot that asks for nothing.

    Raises Refused for the officer at work, for a viewer and for somebody no longer in office;
    WRONG_PASSPHRASE, ASKS_PASSPHRASE. Several wrong tries in a row make the next one wait.
    """
    if officer_id == club.actor.id:
        raise Refused(
            _(
                "One officer cannot be both. Nothing was changed. "
                "Another officer has to be here and type their own passphrase."
            )
        )
    row = club.db.execute(
        "select name, roles, slot_key from officer where id = ? and until is null", [officer_id]
    ).fetchone()
    if row is None or row[2] is None:
        raise Trouble(NOT_OFFICER, who=row[0] if row else _("Somebody"))
    if not Actor(officer_id, row[0], frozenset(json.loads(row[1]))).may(RIGHT):
        raise Refused(
            _(
                "{name} may not see the money, so cannot be the second officer. "
                "Nothing was changed. Choose somebody else."
            ).format(name=row[0])
        )
    key_file = keys.read(club.folder)
    slot = next(
        (s for s in key_file.slots if s.officer_id == officer_id and s.public == row[2]), None
    )
    if slot is None:
        raise Trouble(NOT_OFFICER, who=row[0])
    officers.prove_slot(club, key_file, slot.id, passphrase)
    state.note(club.folder, club.ports, "second officer", officer_id)
    return Second(officer_id, row[0])
