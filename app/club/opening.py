"""The steps of opening a file, in their order; each refuses with a code and a sentence.

Lock, key, whose file and how old, health, migration, officer, clock, where the history stands,
keys, remains of a crash.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import VERSION
from app.base.text import N_, _, ngettext
from app.club import backup, chain, connection, copyfile, erase, guard, keys, locks, renewal, state
from app.club.faults import (
    ASKS_PASSPHRASE,
    COPY_NOT_BOOK,
    DAMAGED,
    FOREIGN,
    IN_USE,
    IN_USE_BY,
    KEYS_DIFFER,
    NO_BOOK,
    NOT_A_FOLDER,
    NOT_MIGRATED,
    NOT_OFFICER,
    WRONG_CODE,
    WRONG_KIND,
    WRONG_PASSPHRASE,
    Trouble,
)
from app.club.kinds import Kind
from app.club.ports import Ports
from app.club.recovery_code import read_code
from app.club.roles import CHAIR, Actor
from app.club.sqlite import Database

if TYPE_CHECKING:
    from app.club.file import Club

RECOVERY_ID = "recovery"  # in place of an officer's id: somebody with the printed code
_DEEP_CHECK_EVERY = timedelta(days=7)

OLDER = N_(
    "This book is older than when it was last used on this PC: an old copy was put back by hand. "
    "What was written since then is missing here. If that was not meant, take the book back "
    "from the newest copy."
)
APART = N_(
    "This book is not the one that was last used on this PC: the two went apart. "
    "Nothing was lost in either. Find the other one before you go on, and ask the chair "
    "which of them counts."
)
TAMPERED = N_(
    "The history of this book does not fit what stands in it: something was changed outside this "
    "program. Nothing more was changed. Tell the chair; the check names each place."
)
CLOCK = N_(
    "The clock of this PC seems wrong ({day}). Set it right. Until then what you write is marked, "
    "and no old copy is removed."
)


def find(folder: Path, kind: Kind) -> keys.KeyFile:
    """The key file of the book in `folder`, when there is one of this kind and nobody has it open.

    Raises Trouble: NO_BOOK, NOT_A_FOLDER, COPY_NOT_BOOK, WRONG_KIND, NO_KEYS, DAMAGED, FOREIGN,
    IN_USE.
    """
    if folder.is_file():
        copy = folder.suffix.lower() == copyfile.SUFFIX
        raise Trouble(COPY_NOT_BOOK if copy else NOT_A_FOLDER, name=folder.name)
    path = folder / kind.filename
    if not path.exists():
        other = any(folder.glob("*.db"))
        raise Trouble(WRONG_KIND if other else NO_BOOK, name=folder.name)
    with path.open("rb") as file:
        start = file.read(len(connection.PLAIN_SQLITE))
    if start == connection.PLAIN_SQLITE:
        raise Trouble(FOREIGN, name=path.name)
    if path.stat().st_size < connection.PAGE:  # SQLite would take it for an empty file
        raise Trouble(DAMAGED, name=path.name)
    key_file = keys.read(folder)
    if key_file.kind != kind.name:
        raise Trouble(WRONG_KIND, name=folder.name)
    if connection.in_use(path):
        raise in_use(folder)
    return key_file


def in_use(folder: Path) -> Trouble:
    """The trouble that says who has the book open, as far as that is known."""
    holder = state.holder(folder)
    if holder is None or not holder.who:
        return Trouble(IN_USE)
    return Trouble(IN_USE_BY, who=holder.who, since=holder.clock_time)


def unlock(
    folder: Path,
    key_file: keys.KeyFile,
    ports: Ports,
    passphrase: str | None,
    slot_id: str | None,
    code: str | None,
) -> tuple[keys.Slot, locks.DataKeys]:
    """The slot that opens, with what is sealed in it. Waits after wrong tries.

    Raises Trouble: ASKS_PASSPHRASE, WRONG_PASSPHRASE, WRONG_CODE; Invalid for a misspelt code.
    """
    secret = passphrase if code is None else read_code(code)
    slots = candidates(key_file, passphrase, slot_id, code)
    if secret is None and not slots:
        raise Trouble(ASKS_PASSPHRASE)
    remembered = state.read_state(folder)
    if secret is not None and (wait := state.delay(remembered)):
        ports.sleep(wait)
    for slot in slots:
        data_keys = locks.unlock(key_file.file_id, slot, secret or "")
        if data_keys:
            state.forget_failures(folder, remembered)
            return slot, data_keys
    state.count_failure(folder, remembered)
    raise Trouble(WRONG_PASSPHRASE if code is None else WRONG_CODE)


def candidates(
    key_file: keys.KeyFile, passphrase: str | None, slot_id: str | None, code: str | None
) -> list[keys.Slot]:
    """The slots that what was given may open, those that ask for nothing first."""
    if code is not None:
        return [slot for slot in key_file.slots if slot.kind == keys.RECOVERY]
    kinds = [keys.OPEN] if passphrase is None else [keys.OPEN, keys.PASSPHRASE]
    slots = [s for s in key_file.slots if s.kind in kinds and slot_id in (None, s.id)]
    return sorted(slots, key=lambda slot: kinds.index(slot.kind))


def connect(folder: Path, kind: Kind, data_keys: locks.DataKeys) -> tuple[Database, bytes]:
    """The connection, and which of the keys fitted. Raises Trouble: KEYS_DIFFER, IN_USE, WAL."""
    path = folder / kind.filename
    for data_key in (data_keys.current, data_keys.renewed):
        if data_key is None:
            continue
        try:
            return connection.connect(path, data_key), data_key
        except Trouble as trouble:
            if trouble.reason == IN_USE:
                raise in_use(folder) from trouble
            if trouble.reason != DAMAGED:
                raise
    raise Trouble(KEYS_DIFFER)


def look_over(club: "Club", key_file: keys.KeyFile, slot: keys.Slot) -> None:
    """Everything between the key and the first page. Raises Trouble; adds to `club.notices`.

    `key_file` holds one key for each slot: the one that opened the file.
    """
    name = club.kind.filename
    pending = connection.check_identity(club.db, club.kind, club.folder.name)
    connection.quick_check(club.db, name)
    deep = _deep_check_is_due(club)
    if deep:
        connection.deep_check(club.db, name)
    meta = {row["id"]: row["value"] for row in club.db.query("select id, value from meta")}
    if meta.get("file_id") != key_file.file_id:
        raise Trouble(KEYS_DIFFER)
    club.lineage = meta["lineage"]
    club.actor = actor_of(club, slot)
    state.take_lock(club.folder, club.actor.name, club.now())
    if pending:
        migrate(club)
    guard.watch(club)
    if deep and chain.verify(club):
        club.notices.append(_(TAMPERED))
        deep = False  # say so again next time
    if not club.clock_ok:
        day = club.today()
        club.notices.append(_(CLOCK).format(day=f"{day.day}/{day.month}/{day.year}"))
    apart = _where_history_stands(club)
    if apart:
        club.notices.append(_(apart))
        start_lineage(club, N_("Go on with an older copy of the book"))
    _erase_again(club)
    renewal.settle(club, key_file)
    backup.sweep(club.folder)
    backup.opened(club)
    club.remember(replace(club.state, deep_check=club.now()) if deep else None)
    state.note(club.folder, club.ports, "opened", slot.officer_id)


def _erase_again(club: "Club") -> None:
    """Whom an older copy brought back is erased before anybody sees the book."""
    count = erase.again(club)
    if count:
        club.notices.append(
            ngettext(
                "An older copy had brought back {n} person who was erased. The person was erased"
                " again.",
                "An older copy had brought back {n} people who were erased. They were erased"
                " again.",
                count,
            ).format(n=count)
        )


def apply_migrations(club: "Club") -> None:
    """Bring the schema to this program's version, all of it or nothing."""
    with club.db.atomic():
        club.kind.migrations.apply(club.db)
        club.db.execute(f"pragma user_version = {len(club.kind.migrations.applied(club.db))}")
        club.db.table("meta").upsert({"id": "app", "value": VERSION})
        if club.db.execute("pragma foreign_key_check").fetchone():
            raise RuntimeError("a migration left a reference without its row")


def migrate(club: "Club") -> None:
    """A verified copy, then the migrations. Raises Trouble(NOT_MIGRATED); the book is as before."""
    backup.keep_copy(club, backup.BEFORE_MIGRATION)
    try:
        apply_migrations(club)
    except Exception as error:
        raise Trouble(NOT_MIGRATED, version=VERSION) from error


def start_lineage(club: "Club", label: str) -> None:
    """Begin a new line of the book: from here on it is another one than what it came from."""
    before, club.lineage = club.lineage, club.ports.rng(16).hex()
    parent_seq = chain.head(club)[0]
    try:
        with club.change(label, barrier=True):
            club.db.table("lineage").insert(
                {
                    "id": club.lineage,
                    "parent_id": before,
                    "parent_seq": parent_seq,
                    "reason": "restore",
                    "at": club.now(),
                }
            )
            club.db.table("meta").update("lineage", {"value": club.lineage})
    except BaseException:
        club.lineage = before
        raise


def actor_of(club: "Club", slot: keys.Slot) -> Actor:
    """Who is at work, by what stands inside the file. Raises Trouble: NOT_OFFICER, WRONG_CODE."""
    if slot.kind == keys.RECOVERY:
        if slot.public not in renewal.trusted_keys(club.db):
            raise Trouble(WRONG_CODE)
        return Actor(RECOVERY_ID, _("Recovery code"), frozenset({CHAIR}))
    row = club.db.execute(
        "select name, roles from officer where id = :id and slot_key = :key and until is null",
        {"id": slot.officer_id, "key": slot.public},
    ).fetchone()
    if row is None:
        raise Trouble(NOT_OFFICER, who=slot.name)
    return Actor(slot.officer_id, row[0], frozenset(json.loads(row[1])))


def _deep_check_is_due(club: "Club") -> bool:
    """Every page is checked once a week; with a wrong clock, not more often than else."""
    try:
        last = datetime.fromisoformat(club.state.deep_check)
    except ValueError:
        return True
    return abs(club.ports.clock() - last) >= _DEEP_CHECK_EVERY


def _where_history_stands(club: "Club") -> str | None:
    """What to say when this is not the history that was last seen here; None when it is."""
    last = club.state
    if not last.lineage:
        return None
    if last.lineage != club.lineage:
        # A line begun here or elsewhere that comes from the one last seen is no news.
        known = club.db.execute("select 1 from lineage where id = ?", [last.lineage]).fetchone()
        return None if known else OLDER if club.lineage in last.before else APART
    found = club.db.execute(
        "select hash from change where seq = :seq", {"seq": last.seq}
    ).fetchone()
    if found is None:
        return OLDER
    return None if found[0] == last.head else APART
