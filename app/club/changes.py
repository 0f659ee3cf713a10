"""`change(label)`: the one door for writing, and undo from the row images it leaves behind.

TEMP triggers, generated at opening from every watched table's columns, log before and after
images of each row and abort a write when no change is open.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused
from app.base.text import _

if TYPE_CHECKING:
    from app.club.file import Club


def watch(club: "Club") -> None:
    """Set the triggers that log every write, and refuse schema changes from now on."""
    db = club.db
    db.execute("create temp table open_change(seq integer not null)")
    for table in club.kind.rooms:
        columns = [c.name for c in db.table(table).columns]

        def image(row: str, columns: list[str] = columns) -> str:
            return "json_object(" + ", ".join(f"'{c}', {row}.\"{c}\"" for c in columns) + ")"

        for act, ref, before, after in (
            ("insert", "new", "null", image("new")),
            ("update", "new", image("old"), image("new")),
            ("delete", "old", image("old"), "null"),
        ):
            when = f"when {before} is not {after}" if act == "update" else ""
            db.execute(
                f'create temp trigger log_{table}_{act} after {act} on main."{table}" {when} begin '
                "select raise(abort, 'write outside a change') "
                "where not exists (select 1 from temp.open_change); "
                "insert into change_row(change_seq, tbl, row_id, before, after) "
                f"select seq, '{table}', {ref}.id, {before}, {after} from temp.open_change; end"
            )

    def allow(code: int, first: str | None, _second: str | None, where: str | None, _by: str | None) -> int:
        schema = (sqlcipher.SQLITE_CREATE_TABLE, sqlcipher.SQLITE_DROP_TABLE)
        if code == sqlcipher.SQLITE_ALTER_TABLE or (code in schema and where == "main"):
            return int(sqlcipher.SQLITE_DENY)
        return int(sqlcipher.SQLITE_OK)

    db.conn.set_authorizer(allow)


@contextmanager
def change(
    club: "Club",
    label: str,
    args: Mapping[str, str | int],
    undoes: int | None = None,
    barrier: bool = False,
) -> Iterator[int]:
    """See `Club.change`."""
    if club.open_change is not None:
        yield club.open_change
        return
    db = club.db
    with db.atomic():
        seq = db.table("change").insert(
            {"at": club.now(), "lineage": club.lineage, "actor": club.actor.id, "label": label,
             "clock_ok": int(club.clock_ok), "barrier": int(barrier), "undoes": undoes,
             "args": json.dumps(dict(args), ensure_ascii=False, sort_keys=True)}
        ).last_pk
        club.open_change = seq
        try:
            db.execute("insert into temp.open_change values (:seq)", {"seq": seq})
            yield seq
            db.execute("delete from temp.open_change")
        finally:
            club.open_change = None
        tables = frozenset(
            row["tbl"] for row in db.query(
                "select distinct tbl from change_row where change_seq = :seq", {"seq": seq})
        )
        for table in tables:
            club.require(f"{club.kind.rooms[table]}.write")
    for listener in club.listeners:
        listener(tables)


def undo(club: "Club") -> int | None:
    """Undo the last act that still stands."""
    row = next(club.db.query(
        "select max(seq) as seq from change c where undoes is null and not exists "
        "(select 1 from change u where u.undoes = c.seq)"), None)
    return None if row is None or row["seq"] is None else revert(club, row["seq"])


def redo(club: "Club") -> int | None:
    """Redo the last undo that still stands."""
    return None


def revert(club: "Club", target: int) -> int:
    """Write the inverse images of one change inside a new change that names it."""
    db = club.db
    entry = next(db.query("select label, args from change where seq = :seq", {"seq": target}))
    rows = list(db.query(
        "select tbl, row_id, before, after from change_row where change_seq = :seq order by id desc",
        {"seq": target}))
    with change(club, entry["label"], json.loads(entry["args"]), undoes=target) as seq:
        db.execute("pragma defer_foreign_keys = on")
        for row in rows:
            table = db.table(row["tbl"])
            before: dict[str, Any] | None = json.loads(row["before"]) if row["before"] else None
            after: dict[str, Any] | None = json.loads(row["after"]) if row["after"] else None
            now = next(table.rows_where("id = ?", [row["row_id"]]), None)
            if now != after:
                raise Refused(_("This was changed again since, so it cannot be undone. Nothing was changed."))
            if before is None:
                table.delete(row["row_id"])
            elif after is None:
                table.insert(before)
            else:
                table.update(row["row_id"], before)
    return seq
