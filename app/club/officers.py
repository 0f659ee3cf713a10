"""Officers of the board: who signs in, with which roles, and how each gets back in.

What an officer may do stands in the encrypted table; the key file only opens the door. Where both
change, a crash in between leaves a slot that the table does not vouch for, and the next opening
drops it (`renewal.settle`). Undo stops before all of this: keys cannot be taken back.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.base.errors import Invalid, Refused, UserError
from app.base.names import Sex
from app.base.text import N_, _, nfc
from app.club import keys, locks, opening, renewal, state
from app.club.doorplate import in_order, place, title
from app.club.faults import KEYS_LATER, LAST_CHAIR, NOT_OFFICER, WRONG_PASSPHRASE, Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB, Kind
from app.club.passphrases import check_passphrase
from app.club.ports import Ports
from app.club.recovery_code import new_code, read_code
from app.club.roles import CHAIR, ROLE_NAMES, Actor


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer, in office while `until` is None; `signs_in` when a slot is theirs. ISO days."""

    id: str
    name: str
    sex: Sex | None
    roles: tuple[str, ...]
    since: str
    until: str | None
    signs_in: bool


def officers(club: Club) -> tuple[Officer, ...]:
    """Everybody in office, then everybody who was; each in the order of offices and names."""
    rows = club.db.query("select id, name, sex, roles, since, until, slot_key from officer")
    found = [_officer(row) for row in rows]
    return tuple(sorted(found, key=lambda o: (o.until is not None, *place(o.roles, o.name))))


def add_officer(
    club: Club, name: str, sex: Sex | None, roles: Collection[str], passphrase: str | None
) -> str:
    """A new officer with a passphrase of their own; the id. None only where no slot asks for one,
    as in the practice club.

    Raises Invalid (fields "name", "roles", "passphrase"), Refused without "officers.write".
    """
    club.require("officers.write")
    name = " ".join(nfc(name).split())
    problems: dict[str, str] = {}
    if not name:
        problems["name"] = _("The officer needs a name. Nothing was changed. Type it.")
    elif any(officer.name == name for officer in _in_office(club)):
        problems["name"] = _(
            "There is an officer of this name already. Nothing was changed. "
            "Add something that tells the two apart."
        )
    asks = any(slot.kind != keys.OPEN for slot in keys.read(club.folder).slots)
    if asks or passphrase is not None:
        problems |= _wrong_passphrase(club, passphrase or "", name)
    problems |= _wrong_roles(roles)
    if problems:
        raise Invalid(problems)
    owner = locks.Owner(club.new_id(), name, sex or "", in_order(roles))
    slot = _new_slot(club, owner, passphrase)
    label = N_("Add officer {officer}")
    with _slot_added(club, slot), club.change(label, barrier=True, officer=owner.officer_id):
        club.db.table("officer").insert(
            {
                "id": owner.officer_id,
                "name": name,
                "sex": sex,
                "roles": json.dumps(owner.roles),
                "slot_key": slot.public,
                "since": club.today().isoformat(),
            }
        )
    _settle(club)
    return owner.officer_id


def change_roles(club: Club, officer_id: str, roles: Collection[str]) -> None:
    """Give an officer these roles instead. Raises Invalid (field "roles"), Refused, LAST_CHAIR."""
    club.require("officers.write")
    officer = _in_office_by_id(club, officer_id)
    problems = _wrong_roles(roles)
    if problems:
        raise Invalid(problems)
    if CHAIR not in roles:
        _check_other_chair(club, officer)
    with club.change(N_("Change the roles of {officer}"), barrier=True, officer=officer_id):
        club.db.table("officer").update(officer_id, {"roles": json.dumps(in_order(roles))})
    if club.actor.id == officer_id:
        club.actor = replace(club.actor, roles=frozenset(roles))
    _settle(club)


def end_officer(club: Club, officer_id: str) -> None:
    """End an office: the slot goes and the data key is renewed, so that the old one opens nothing.

    Copies made before stay readable for whoever could read them then. Raises Refused, LAST_CHAIR,
    and KEYS_LATER when the office has ended but the key could not be renewed yet.
    """
    club.require("officers.write")
    officer = _in_office_by_id(club, officer_id)
    if officer_id == club.actor.id:
        raise Refused(
            _(
                "Nobody ends their own office here. Nothing was changed. "
                "Let another chair sign in and do it."
            )
        )
    _check_other_chair(club, officer)
    with club.change(N_("End the office of {officer}"), barrier=True, officer=officer_id):
        club.db.table("officer").update(
            officer_id, {"until": club.today().isoformat(), "slot_key": None}
        )
    _settle(club)


def change_passphrase(club: Club, old: str, new: str) -> None:
    """A new passphrase for the officer at work, who knows the old one (any text for an open slot).

    Raises Invalid (field "passphrase"), WRONG_PASSPHRASE.
    """
    key_file = keys.read(club.folder)
    slot = next((s for s in key_file.slots if s.officer_id == club.actor.id), None)
    if slot is None:
        raise Trouble(NOT_OFFICER, who=club.actor.name)
    if slot.kind == keys.PASSPHRASE:
        prove_slot(club, key_file, slot.id, old)
    _reset(club, club.actor.id, new, N_("Change the passphrase of {officer}"))


def reset_passphrase(club: Club, officer_id: str, new: str) -> None:
    """A new passphrase for an officer who forgot theirs, by another one with "officers.write".

    Raises Invalid (field "passphrase"), Refused.
    """
    club.require("officers.write")
    if officer_id == club.actor.id:
        raise Refused(
            _(
                "Your own passphrase is changed with the old one. Nothing was changed. "
                "If it is forgotten, let another chair sign in, or use the recovery code."
            )
        )
    _reset(club, officer_id, new, N_("New passphrase for {officer}"))


def new_recovery_code(club: Club) -> str:
    """A new recovery code, to be printed now; a sheet printed before opens nothing any more.

    Raises Refused without "officers.write".
    """
    club.require("officers.write")
    code = new_code(club.ports.rng)
    slot = _recovery_slot(club, code)
    with _slot_added(club, slot), club.change(N_("Make a new recovery sheet"), barrier=True):
        club.db.table("setting").upsert({"id": renewal.RECOVERY_KEY, "value": slot.public})
    _settle(club)
    return code


def use_recovery_code(
    folder: Path, ports: Ports, code: str, officer_id: str, passphrase: str, kind: Kind = CLUB
) -> tuple[Club, str]:
    """Open with the printed code and give an officer a new passphrase; the book and a new code.

    The used sheet opens nothing any more: print the new one at once. Raises Invalid (fields "code",
    "passphrase"), WRONG_CODE, NOT_OFFICER.
    """
    club = open_file(folder, ports, kind=kind, code=code)
    try:
        officer = _in_office_by_id(club, officer_id)
        problems = _wrong_passphrase(club, passphrase, officer.name)
        if problems:
            raise Invalid(problems)
        fresh_code = new_code(ports.rng)
        recovery = _recovery_slot(club, fresh_code)
        slot = _new_slot(club, _owner(officer), passphrase)
        label = N_("Open with the recovery code; new passphrase for {officer}")
        with (
            _slot_added(club, slot, recovery),
            club.change(label, barrier=True, officer=officer_id),
        ):
            club.db.table("officer").update(officer_id, {"slot_key": slot.public})
            club.db.table("setting").upsert({"id": renewal.RECOVERY_KEY, "value": recovery.public})
        club.actor = Actor(officer_id, officer.name, frozenset(officer.roles))
        _settle(club)
    except BaseException:
        club.close(keep_copy=False)
        raise
    return club, fresh_code


def sign_in(club: Club, slot_id: str, passphrase: str | None = None) -> Actor:
    """Let another officer go on in the open book. Raises WRONG_PASSPHRASE, NOT_OFFICER.

    Several wrong tries in a row make the next one wait.
    """
    key_file = keys.read(club.folder)
    slot = prove_slot(club, key_file, slot_id, passphrase)
    club.actor = opening.actor_of(club, slot)
    state.take_lock(club.folder, club.actor.name, club.now())
    state.note(club.folder, club.ports, "signed in", club.actor.id)
    return club.actor


@contextmanager
def waited(club: Club) -> Iterator[None]:
    """Inside, wrong tries before do not make the next one wait: the screen did so already."""
    ports = club.ports
    club.ports = replace(ports, sleep=_at_once)
    try:
        yield
    finally:
        club.ports = ports


def seconds_to_wait(club: Club) -> int:
    """How long the next try of a passphrase has to wait after wrong ones."""
    return state.delay(state.read_state(club.folder))


def _at_once(_seconds: float) -> None:
    """The wait is over."""


def prove_slot(
    club: Club, key_file: keys.KeyFile, slot_id: str, passphrase: str | None
) -> keys.Slot:
    """The slot, once its passphrase was right. Raises WRONG_PASSPHRASE, ASKS_PASSPHRASE.

    Several wrong tries in a row make the next one wait.
    """
    try:
        slot, found = opening.unlock(club.folder, key_file, club.ports, passphrase, slot_id, None)
    except Trouble:
        state.note(club.folder, club.ports, "refused WRONG_PASSPHRASE")
        raise
    finally:
        failed = state.read_state(club.folder).failed
        club.state = replace(club.state, failed=failed)
    if club.data_key not in (found.current, found.renewed):
        raise Trouble(WRONG_PASSPHRASE)
    return slot


def _reset(club: Club, officer_id: str, passphrase: str, label: str) -> None:
    officer = _in_office_by_id(club, officer_id)
    problems = _wrong_passphrase(club, passphrase, officer.name)
    if problems:
        raise Invalid(problems)
    slot = _new_slot(club, _owner(officer), passphrase)
    # One's own passphrase is nobody's right but one's own.
    with (
        _slot_added(club, slot),
        _as_chair(club),
        club.change(label, barrier=True, officer=officer_id),
    ):
        club.db.table("officer").update(officer_id, {"slot_key": slot.public})
    _settle(club)


@contextmanager
def _as_chair(club: Club) -> Iterator[None]:
    """Let the program write the table of officers on behalf of whoever is at work."""
    actor = club.actor
    club.actor = replace(actor, roles=actor.roles | {CHAIR})
    try:
        yield
    finally:
        club.actor = actor


@contextmanager
def _slot_added(club: Club, *slots: keys.Slot) -> Iterator[None]:
    """The key file with these slots too; as it was when the change inside fails."""
    before = keys.read(club.folder)
    keys.write(club.folder, replace(before, slots=(*before.slots, *slots)))
    try:
        yield
    except BaseException:
        keys.write(club.folder, before)
        raise


def _settle(club: Club) -> None:
    """Drop the slots that the table no longer vouches for, and renew the data key if any went."""
    try:
        renewal.settle(club, locks.only_old(keys.read(club.folder)))
    except UserError as error:
        raise Trouble(KEYS_LATER, why=str(error)) from error


def _new_slot(club: Club, owner: locks.Owner, passphrase: str | None) -> keys.Slot:
    kind = keys.OPEN if passphrase is None else keys.PASSPHRASE
    return locks.make_slot(club.ports, club.file_id, club.data_key, owner, passphrase, kind)


def _recovery_slot(club: Club, code: str) -> keys.Slot:
    owner = locks.Owner("", "")
    return locks.make_slot(
        club.ports, club.file_id, club.data_key, owner, read_code(code), keys.RECOVERY
    )


def _owner(officer: Officer) -> locks.Owner:
    return locks.Owner(officer.id, officer.name, officer.sex or "", officer.roles)


def _in_office(club: Club) -> list[Officer]:
    return [officer for officer in officers(club) if officer.until is None]


def _in_office_by_id(club: Club, officer_id: str) -> Officer:
    for officer in officers(club):
        if officer.id == officer_id:
            if officer.until is None:
                return officer
            raise Trouble(NOT_OFFICER, who=officer.name)
    raise LookupError(officer_id)


def _check_other_chair(club: Club, leaving: Officer) -> None:
    """Raise Trouble(LAST_CHAIR) when nobody would be left who may do everything and signs in."""
    others = [o for o in _in_office(club) if o.id != leaving.id and CHAIR in o.roles and o.signs_in]
    if CHAIR in leaving.roles and not others:
        raise Trouble(LAST_CHAIR, who=leaving.name)


def _wrong_roles(roles: Collection[str]) -> dict[str, str]:
    if not roles:
        return {"roles": _("An officer needs a role. Nothing was changed. Choose at least one.")}
    unknown = sorted(set(roles) - set(ROLE_NAMES))
    if unknown:
        raise ValueError(f"no such role: {unknown}")
    return {}


def _wrong_passphrase(club: Club, passphrase: str, name: str) -> dict[str, str]:
    try:
        check_passphrase(passphrase, name, title(club.folder))
    except Invalid as error:
        return error.problems
    return {}


def _officer(row: Mapping[str, Any]) -> Officer:
    return Officer(
        id=row["id"],
        name=row["name"],
        sex=row["sex"],
        roles=in_order(json.loads(row["roles"])),
        since=row["since"],
        until=row["until"],
        signs_in=row["slot_key"] is not None,
    )
