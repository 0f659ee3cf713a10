"""Renewing the data key when an officer leaves, and settling the key file after a crash.

The new key goes to the public keys that stand inside the encrypted file, never to those of the key
file, which anybody can write. At every moment the key file opens the database that lies beside it:
both keys, then the swap of the database, then the new key alone.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.base.files import sync_folder
from app.club import backup, connection, keys, locks
from app.club.faults import DAMAGED, DISK_ERROR, Trouble
from app.club.sqlite import Database

if TYPE_CHECKING:
    from app.club.file import Club


RECOVERY_KEY: Final = "recovery_key"  # the setting that holds the public key of the sheet


def trusted_keys(db: Database) -> frozenset[str]:
    """The public keys of all officers in office and of the recovery sheet, from inside the file."""
    rows = db.execute(
        "select slot_key from officer where until is null and slot_key is not null"
        " union select value from setting where id = :recovery",
        {"recovery": RECOVERY_KEY},
    )
    return frozenset(row[0] for row in rows)


def settle(club: "Club", key_file: keys.KeyFile) -> None:
    """Make the key file agree with what stands inside the file, finishing what a crash cut short.

    A slot that nobody inside vouches for is dropped, and the data key renewed.
    """
    trusted = trusted_keys(club.db)
    if any(slot.public not in trusted for slot in key_file.slots):
        renew(club, key_file)
    else:
        keys.mend(club.folder, as_inside(club, key_file))


def as_inside(club: "Club", key_file: keys.KeyFile) -> keys.KeyFile:
    """The key file with what stands inside the file: the name of the club or commune, and the
    names, forms of address and roles of the officers."""
    officers = {row["id"]: row for row in club.db.query("select id, name, sex, roles from officer")}
    named = [row["name"] for row in club.db.query(f"select name from {club.kind.name} limit 1")]

    def shown(slot: keys.Slot) -> keys.Slot:
        row = officers.get(slot.officer_id)
        if row is None:
            return slot
        roles = tuple(json.loads(row["roles"]))
        return replace(slot, name=row["name"], sex=row["sex"] or "", roles=roles)

    title = named[0] if named else key_file.title
    return replace(key_file, title=title, slots=tuple(shown(slot) for slot in key_file.slots))


def renew(club: "Club", key_file: keys.KeyFile | None = None) -> None:
    """Encrypt the file with a new data key, sealed to everybody whom the file vouches for.

    Copies made before stay readable with their own slots. Raises Trouble; then the old key is in
    force, and should the book be closed, the next opening finishes what was begun.
    """
    old = key_file or keys.read(club.folder)
    new_key = club.ports.rng(32)
    path = club.folder / club.kind.filename
    renewed = path.with_name(f"{path.name}.next")
    backup.keep_copy(club, backup.BEFORE_KEYS)
    try:
        _rekeyed_copy(club, renewed, new_key)
        both = locks.with_next(as_inside(club, old), trusted_keys(club.db), new_key)
        keys.write(club.folder, both)
        club.remember(replace(club.state, copied=""))  # the next copy is due, under the new key
        _swap(club, renewed)
    except BaseException:
        connection.discard(renewed)
        raise
    keys.write(club.folder, locks.only_next(both))
    club.replace_db(connection.connect(path, new_key), new_key)


def _rekeyed_copy(club: "Club", path: Path, new_key: bytes) -> None:
    """A copy under the new key that was opened again and compared. Raises Trouble."""
    connection.copy_into(club.db, path, club.data_key)
    try:
        with connection.translated(path.name):
            conn = connection.keyed(path, club.data_key)
            try:
                conn.execute(f"pragma rekey = \"x'{new_key.hex()}'\"")
            finally:
                conn.close()
            connection.sync(path)
            copy = connection.read_only(path, new_key)
            try:
                connection.deep_check(copy, path.name)
                if connection.digests(copy) != connection.digests(club.db):
                    raise Trouble(DAMAGED, name=path.name)
            finally:
                copy.close()
    except Trouble as error:
        if error.reason != DAMAGED:
            raise
        raise Trouble(DISK_ERROR) from error  # the book itself is whole: nothing to take back


def _swap(club: "Club", renewed: Path) -> None:
    """Put the renewed file in place. The book is closed then, and opened again by the caller."""
    path = club.folder / club.kind.filename
    with connection.translated(renewed.name):
        try:
            renewed.replace(path)  # while the lock is held, so that nobody slips in between
        except PermissionError:
            # Windows replaces no open file, and so no file that somebody else has open either.
            club.drop()
            renewed.replace(path)
        club.drop()
        sync_folder(club.folder)
