"""A keyed connection to one file, holding its lock; what it tells about itself. Every pragma.

Only SQLCipher opens the file; Python's own sqlite3 never does (one SQLite library per file).
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.base import files
from app.base.errors import UserError
from app.club.faults import (
    BUSY,
    DAMAGED,
    FOREIGN,
    IN_USE,
    NEWER,
    WAL,
    WRONG_KIND,
    Trouble,
    translate_error,
)
from app.club.guard import ClubDatabase
from app.club.kinds import Kind
from app.club.sqlite import Database

# One file at rest, nothing acknowledged before it is on the disk, nobody else in meanwhile.
PRAGMAS = """
pragma journal_mode = truncate;
pragma synchronous = extra;
pragma foreign_keys = on;
pragma trusted_schema = off;
pragma cell_size_check = on;
pragma mmap_size = 0;
pragma temp_store = memory;
pragma secure_delete = on;
pragma recursive_triggers = on;
pragma busy_timeout = 200;
"""

PAGE = 4096  # bytes, SQLCipher's own default
PLAIN_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Digest:
    """What one table holds: how many rows, and a SHA-256 over all their values in key order."""

    rows: int
    sha256: str


def connect(path: Path, data_key: bytes) -> ClubDatabase:
    """Open a file with its key, take its lock and keep it until `close`.

    A file that is not there is made. Raises Trouble: IN_USE, DAMAGED (also for a wrong key), WAL,
    READ_ONLY and the like.
    """
    conn = keyed(path, data_key)
    try:
        # The lock is kept only from when it is whole: two programs that each kept a half (what
        # reading takes) would wait for each other, and neither would get in.
        conn.execute("begin exclusive")
        conn.execute("pragma locking_mode = exclusive")
        conn.execute("commit")
        # Asked before it is set, or SQLite would quietly convert the file.
        if conn.execute("pragma journal_mode").fetchone()[0] == "wal":
            raise Trouble(WAL)
        for line in PRAGMAS.strip().splitlines():
            conn.execute(line)
    except sqlcipher.Error as error:
        conn.close()
        trouble = translate_error(error, path.name)
        if trouble is not None and trouble.reason == BUSY:
            trouble = Trouble(IN_USE)
        raise trouble or error from error
    except BaseException:
        conn.close()
        raise
    return ClubDatabase(conn, execute_plugins=False)


def keyed(path: Path | str, data_key: bytes) -> sqlcipher.Connection:
    """A connection that knows the key and has touched nothing yet.

    The window's worker may use it: one thing at a time works on a book, in whichever thread.
    SQLCipher's `cipher_memory_security` stays off: it locks and wipes every piece of memory that
    SQLite takes, which made an insert 18 times and a new statement 20 times slower, while the same
    values lie in Python's memory anyway. The key itself is locked and wiped in either case.
    """
    conn = sqlcipher.connect(
        str(path), isolation_level=None, timeout=0.2, check_same_thread=False, cached_statements=750
    )  # 220 of them go to the triggers of the guard, and never come free
    conn.execute("pragma cipher_log_level = none")  # else a wrong key chats on stderr
    conn.execute(f"pragma key = \"x'{data_key.hex()}'\"")
    return conn


def in_use(path: Path) -> bool:
    """Whether some program has the file open, asked without a key and without touching anything."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    conn = sqlcipher.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        conn.execute("pragma cipher_log_level = none")
        conn.execute("select count(*) from sqlite_schema").fetchone()
    except sqlcipher.Error as error:
        trouble = translate_error(error)
        return trouble is not None and trouble.reason == BUSY
    finally:
        conn.close()
    return False


def check_identity(db: Database, kind: Kind, name: str) -> list[str]:
    """Whose file it is and how old: the migrations it still lacks, by name.

    Raises Trouble: FOREIGN, WRONG_KIND, or NEWER when a later program has worked in it.
    """
    application_id = db.execute("pragma application_id").fetchone()[0]
    if application_id != kind.application_id:
        # The first letters NCT are ours: another kind of book of this program.
        ours = application_id >> 8 == kind.application_id >> 8
        raise Trouble(WRONG_KIND if ours else FOREIGN, name=name)
    new = Database(memory=True, execute_plugins=False)
    known = [migration.name for migration in kind.migrations.pending(new)]
    new.close()
    done = {
        row["name"]
        for row in db.query(
            "select name from _sqlite_migrations where migration_set = :set",
            {"set": kind.migrations.name},
        )
    }
    if not done <= set(known) or user_version(db) > len(known):
        row = db.execute("select value from meta where id = 'app'").fetchone()
        raise Trouble(NEWER, version=row[0] if row else "?")
    return [name for name in known if name not in done]


def user_version(db: Database) -> int:
    """The number of migrations that the file says it went through."""
    return int(db.execute("pragma user_version").fetchone()[0])


def quick_check(db: Database, name: str) -> None:
    """SQLite's quick check of the whole structure. Raises Trouble(DAMAGED)."""
    with translated(name):
        if db.execute("pragma quick_check(1)").fetchall() != [("ok",)]:
            raise Trouble(DAMAGED, name=name)


def deep_check(db: Database, name: str) -> None:
    """Every page against its own sum, every table, index and reference. Raises Trouble(DAMAGED)."""
    with translated(name):
        bad_pages = db.execute("pragma cipher_integrity_check").fetchall()
        structure = db.execute("pragma integrity_check(1)").fetchall()
        dangling = db.execute("pragma foreign_key_check").fetchall()
    if bad_pages or structure != [("ok",)] or dangling:
        raise Trouble(DAMAGED, name=name)


def digests(db: Database) -> dict[str, Digest]:
    """What each table holds. Part of the format of copies: the recipe never changes."""
    return {name: _digest(db, name) for name in sorted(db.table_names())}


def _digest(db: Database, table: str) -> Digest:
    columns = db.execute(f'select name, pk from pragma_table_info("{table}")').fetchall()
    keys = [f'"{name}"' for name, pk in sorted(columns, key=lambda c: c[1]) if pk] or ["rowid"]
    names = ", ".join(f'"{name}"' for name, _pk in columns)
    total, count = hashlib.sha256(), 0
    for row in db.execute(f'select {names} from "{table}" order by {", ".join(keys)}'):
        count += 1
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_hex)
        total.update(line.encode() + b"\n")
    return Digest(count, total.hexdigest())


def _hex(value: object) -> Mapping[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return {"hex": value.hex()}


def copy_into(source: Database, path: Path, data_key: bytes) -> None:
    """A copy of an open file at `path`, encrypted with the same key, on the disk when this returns.

    Raises Trouble, and leaves no rest then.
    """
    remove(path)
    with translated(path.name):
        target = keyed(path, data_key)
        try:
            target.execute("pragma synchronous = off")  # the whole file is synced below
            source.conn.backup(target)
        except BaseException:
            target.close()
            discard(path)
            raise
        target.close()
        sync(path)


def remove(path: Path) -> None:
    """Remove a database that nobody has open, with its journal."""
    path.unlink(missing_ok=True)
    journal(path).unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Remove the rest of a failed step if the disk lets us; else the next opening does.

    For the way out after an error, which must not be hidden by another one.
    """
    with suppress(OSError):
        remove(path)


def journal(path: Path) -> Path:
    """The rollback journal that SQLite keeps beside a database."""
    return path.with_name(f"{path.name}-journal")


def sync(path: Path) -> None:
    """Make a written file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of SQLite and the system inside this block become the user's sentences."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        trouble: UserError | None = translate_error(error, name)
        if trouble is None and isinstance(error, OSError):
            trouble = files.trouble(error, Path(name))
        if trouble is None:
            raise
        raise trouble from error


def read_only(path: Path, data_key: bytes) -> Database:
    """A closed file opened for looking only. Errors are SQLite's own."""
    conn = keyed(path, data_key)
    conn.execute("pragma query_only = on")
    return Database(conn, execute_plugins=False)
