"""The guard of an open file: TEMP triggers that note every write, and what they do not let pass.

The triggers are generated at opening from every watched table's columns. They note before and
after images of each row in memory, and abort a write when no change is open. An authorizer refuses
what would go round them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.club import chain
from app.club.sqlite import Database

if TYPE_CHECKING:
    from app.club.file import Club

_OUTSIDE = "write outside a change"
_SCHEMA_ACTS = frozenset(
    {
        sqlcipher.SQLITE_ALTER_TABLE,
        sqlcipher.SQLITE_CREATE_INDEX,
        sqlcipher.SQLITE_CREATE_TABLE,
        sqlcipher.SQLITE_CREATE_TRIGGER,
        sqlcipher.SQLITE_CREATE_VIEW,
        sqlcipher.SQLITE_CREATE_VTABLE,
        sqlcipher.SQLITE_DROP_INDEX,
        sqlcipher.SQLITE_DROP_TABLE,
        sqlcipher.SQLITE_DROP_TEMP_TABLE,
        sqlcipher.SQLITE_DROP_TEMP_TRIGGER,
        sqlcipher.SQLITE_DROP_TRIGGER,
        sqlcipher.SQLITE_DROP_VIEW,
        sqlcipher.SQLITE_DROP_VTABLE,
        sqlcipher.SQLITE_ATTACH,
        sqlcipher.SQLITE_DETACH,
        sqlcipher.SQLITE_ANALYZE,
        sqlcipher.SQLITE_REINDEX,
    }
)
# Asked with an argument and harmless; every other pragma with an argument would set something.
_ASKING_PRAGMAS = frozenset(
    {
        "defer_foreign_keys",
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)


class OutsideChange(RuntimeError):
    """A mistake of ours: a watched table was written while no `club.change(…)` was open."""


class Guarded(RuntimeError):
    """A mistake of ours: the schema is fixed, and only a change itself begins and ends."""


class ClubDatabase(Database):
    """sqlite-utils on a club's file, with a name for the two mistakes that its guard stops."""

    # sqlite-utils would find this out by creating a table.
    _supports_on_conflict = True

    @contextmanager
    def atomic(self) -> Iterator["ClubDatabase"]:
        """As `Database.atomic`, with one name for all inner savepoints.

        SQLCipher's module keeps a number of prepared statements for ever and then prepares every
        other one anew each time: names drawn by lot would fill it up with rubbish.
        """
        if not self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        self.conn.execute("savepoint inner_step")
        try:
            yield self
        except BaseException:
            if self.conn.in_transaction:  # else the error has ended the transaction already
                self.conn.execute("rollback to savepoint inner_step")
                self.conn.execute("release savepoint inner_step")
            raise
        self.conn.execute("release savepoint inner_step")

    def execute(
        self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None
    ) -> sqlcipher.Cursor:
        """As `Database.execute`; raises OutsideChange or Guarded for the two mistakes."""
        try:
            return super().execute(sql, parameters)
        except sqlcipher.IntegrityError as error:
            if str(error) != _OUTSIDE:
                raise
            raise OutsideChange(f"{_OUTSIDE}: {sql}") from error
        except sqlcipher.DatabaseError as error:
            if str(error) != "not authorized":
                raise
            raise Guarded(f"the guard of the file refuses: {sql}") from error


def watch(club: "Club") -> None:
    """Set the triggers that note every write, then the guard. Once, at opening, after migrating."""
    db = club.db
    db.execute(
        "create temp table open_change(seq integer not null, barrier integer not null,"
        " erases integer not null)"
    )
    db.execute(
        "create temp table open_row(id integer primary key, tbl text not null,"
        " row_id text not null, before text, after text)"
    )
    with db.atomic():  # which is quicker than every trigger by itself
        for table in club.kind.rooms:
            for statement in _triggers(table, chain.image_columns(db, table)):
                db.execute(statement)
    _guard(club)


def _triggers(table: str, columns: Sequence[str]) -> Iterator[str]:
    old, new = (chain.image_sql(columns, row) for row in ("old", "new"))
    differs = " or ".join(f'old."{name}" is not new."{name}"' for name in columns)
    for act, ref, before, after, when in (
        ("insert", "new", "null", new, ""),
        ("update", "new", old, new, f"where {differs}"),
        ("delete", "old", old, "null", ""),
    ):
        same_id = (
            "select raise(abort, 'an id never changes') where old.id is not new.id; "
            if act == "update"
            else ""
        )
        yield (
            f'create temp trigger "note_{table}_{act}" after {act} on main."{table}" begin '
            f"select raise(abort, '{_OUTSIDE}') where not exists (select 1 from temp.open_change); "
            f"{same_id}insert into open_row(tbl, row_id, before, after) "
            f"select '{table}', {ref}.id, {before}, {after} {when}; end"
        )


def _guard(club: "Club") -> None:
    """Refuse schema changes, settings, and transactions that end under an open change.

    (`executescript` of the connection, for one, begins with a COMMIT.)
    """

    def allow(
        code: int, first: str | None, second: str | None, _where: str | None, _by: str | None
    ) -> int:
        refused = (
            code in _SCHEMA_ACTS
            or (code == sqlcipher.SQLITE_TRANSACTION and club.open_change is not None)
            or (
                code == sqlcipher.SQLITE_PRAGMA
                and second is not None
                and first not in _ASKING_PRAGMAS
            )
        )
        return int(sqlcipher.SQLITE_DENY if refused else sqlcipher.SQLITE_OK)

    club.db.conn.set_authorizer(allow)


@contextmanager
def maintenance(club: "Club") -> Iterator[None]:
    """Lift the guard for VACUUM, ANALYZE or a new key. Inside app/club only, never in a change."""
    if club.open_change is not None:
        raise RuntimeError("maintenance inside a change")
    club.db.conn.set_authorizer(None)
    try:
        yield
    finally:
        _guard(club)
