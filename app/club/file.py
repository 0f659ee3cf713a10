"""One open file: made, opened with its key, closed. Every pragma stands here.

Only SQLCipher opens the file; Python's own sqlite3 never does (one SQLite library per file).
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database

from app.base.errors import Refused, UserError
from app.base.ids import new_id
from app.base.text import _
from app.club import changes, guard, history, keys
from app.club.history import Entry
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports
from app.club.roles import CHAIR, Actor

PRAGMAS = """
pragma cipher_memory_security = on;
pragma journal_mode = truncate;
pragma synchronous = extra;
pragma locking_mode = exclusive;
pragma foreign_keys = on;
pragma trusted_schema = off;
pragma cell_size_check = on;
pragma mmap_size = 0;
pragma temp_store = memory;
pragma secure_delete = on;
pragma recursive_triggers = on;
pragma busy_timeout = 200;
"""


class Club:
    """One open file. Made by `create` or `open_file`; `close` it when done.

    Attributes: `folder`, `kind`, `file_id`, `db` (sqlite-utils over SQLCipher), `ports`,
    `actor` (the officer at work), `data_key`, `lineage` (id of this line of the book),
    `clock_ok` (False while the PC's clock is not to be believed), `listeners` (called with the
    frozenset of touched tables after each commit).
    """

    def __init__(
        self, folder: Path, kind: Kind, file_id: str, db: Database, ports: Ports, actor: Actor,
        data_key: bytes,
    ) -> None:
        self.folder, self.kind, self.file_id = folder, kind, file_id
        self.db, self.ports, self.actor, self.data_key = db, ports, actor, data_key
        self.lineage, self.clock_ok = "", True
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.open_change: int | None = None

    def new_id(self) -> str:
        """A fresh text id, unique across machines."""
        return new_id(self.ports.rng)

    def now(self) -> str:
        """The time of the clock, ISO, UTC, whole seconds."""
        return self.ports.clock().astimezone(UTC).isoformat(timespec="seconds")

    def require(self, right: str) -> None:
        """Refuse, with a sentence, when the officer at work has no such right."""
        if not self.actor.may(right):
            raise Refused(
                _("{name} may not open or change this part of the book. Nothing was changed. "
                  "Ask the chair to sign in.").format(name=self.actor.name)
            )

    @contextmanager
    def change(self, label: str, *, barrier: bool = False, **args: str | int) -> Iterator[int]:
        """The one door for writing: transaction, undo step, history entry, touched tables.

        `label` is an English text marked with N_; `args` fill its placeholders (an id under the
        name `person` is shown as that person's name). Undo stops before a `barrier`. A change
        inside a change joins the outer one. Yields the number of the change.
        """
        with changes.change(self, label, args, barrier=barrier) as seq:
            yield seq

    def undo(self) -> int | None:
        """Undo the last change; None when there is nothing to undo."""
        return changes.undo(self)

    def redo(self) -> int | None:
        """Redo what was undone last; None when there is nothing."""
        return changes.redo(self)

    def revert(self, seq: int) -> int:
        """Undo one older change by its number, if no row of it has changed since."""
        return changes.revert(self, seq)

    def next_undo(self) -> Entry | None:
        """What `undo` would take back now, in words; None when there is nothing."""
        return history.next_undo(self)

    def next_redo(self) -> Entry | None:
        """What `redo` would do again now, in words; None when there is nothing."""
        return history.next_redo(self)

    def history(
        self,
        limit: int = 50,
        before: int | None = None,
        person_id: str | None = None,
        table: str | None = None,
    ) -> list[Entry]:
        """The newest changes first, in words; see `app.club.history.history`."""
        return history.history(self, limit, before, person_id, table)

    def log_access(self, what: str, person_id: str | None = None, detail: str | None = None) -> None:
        """Note a reading of health data, a print or an export: never an undo step."""
        with self.db.atomic():
            self.db.table("access").insert(
                {"at": self.now(), "actor": self.actor.id, "what": what, "person_id": person_id,
                 "detail": detail}
            )

    def close(self) -> None:
        """Close the connection and let go of the lock."""
        self.db.close()


def connect(path: Path, data_key: bytes) -> Database:
    """A keyed connection with every pragma set, holding the exclusive lock."""
    conn = sqlcipher.connect(str(path), isolation_level=None, timeout=0.2)
    conn.execute(f"pragma key = \"x'{data_key.hex()}'\"")
    for line in PRAGMAS.strip().splitlines():
        conn.execute(line)
    try:
        conn.execute("begin exclusive")
        conn.execute("commit")
    except sqlcipher.OperationalError as error:
        conn.close()
        raise UserError(
            _("This book is open in another window. Nothing was changed. Close it there first.")
        ) from error
    return guard.ClubDatabase(conn, execute_plugins=False)


def create(
    folder: Path, kind: Kind, title: str, officer: str, passphrase: str | None, ports: Ports,
    first_row: Callable[["Club"], None],
) -> Club:
    """Make a new file with one officer (chair) and open it; `first_row` writes its own row."""
    if (folder / kind.filename).exists():
        raise UserError(_("There is a book in this folder already. Nothing was changed."))
    folder.mkdir(parents=True, exist_ok=True)
    data_key, file_id = ports.rng(32), ports.rng(16).hex()
    officer_id = new_id(ports.rng)
    slot = keys.make_slot(ports, file_id, data_key, officer_id, officer, passphrase)
    keys.write(folder, keys.KeyFile(file_id, kind.name, title, (slot,)))
    db = connect(folder / kind.filename, data_key)
    db.execute(f"pragma application_id = {kind.application_id}")
    kind.migrations.apply(db)
    db.execute(f"pragma user_version = {len(kind.migrations.applied(db))}")
    actor = Actor(officer_id, officer, frozenset({CHAIR}))
    club = Club(folder, kind, file_id, db, ports, actor, data_key)
    with db.atomic():
        lineage = club.lineage = ports.rng(16).hex()
        now = club.now()
        db.table("lineage").insert({"id": lineage, "reason": "new", "at": now})
        db.table("meta").insert_all(
            [{"id": "file_id", "value": file_id}, {"id": "lineage", "value": lineage}]
        )
    guard.watch(club)
    with club.change("Make the book"):
        first_row(club)
        db.table("officer").insert(
            {"id": officer_id, "name": officer, "roles": json.dumps([CHAIR]),
             "slot_key": slot.public, "since": now[:10]}
        )
    return club


def open_file(
    folder: Path, ports: Ports, passphrase: str | None = None, kind: Kind = CLUB,
) -> Club:
    """Open a file with a passphrase, or without one where a slot asks for none."""
    path = folder / kind.filename
    if not path.exists():
        raise UserError(_("There is no book in the folder {folder}.").format(folder=folder))
    key_file = keys.read(folder)
    for slot in key_file.slots:
        if slot.kind != "open" and passphrase is None:
            continue
        data_key = keys.unlock(key_file.file_id, slot, "" if slot.kind == "open" else passphrase or "")
        if data_key:
            break
    else:
        raise UserError(_("The passphrase does not fit. Nothing was changed. Type it again."))
    db = connect(path, data_key)
    row = next(db.query("select name, roles from officer where id = :id", {"id": slot.officer_id}))
    actor = Actor(slot.officer_id, row["name"], frozenset(json.loads(row["roles"])))
    club = Club(folder, kind, key_file.file_id, db, ports, actor, data_key)
    club.lineage = db.table("meta").get("lineage")["value"]
    guard.watch(club)
    return club
