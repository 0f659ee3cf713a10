"""The hash chain over the history, and the check that nothing went past it.

Each change carries the hash of the one before. Row images and arguments enter the hash only as
salted commitments, so that erasing a person can blank them and the chain still verifies.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.base.text import _
from app.club.ports import Ports
from app.club.sqlite import Database, Migrations

if TYPE_CHECKING:
    from app.club.file import Club

MARK = "so-clb-change-1"
"""Names the recipe of the hash inside the hash; another recipe gets another mark."""

_HEADER = (
    "prev_hash",
    "seq",
    "at",
    "clock_ok",
    "lineage",
    "actor",
    "label",
    "args_c",
    "undoes",
    "barrier",
)

Row = Mapping[str, Any]


def image_columns(db: Database, table: str) -> list[str]:
    """The columns whose values stand in the images of a table's rows: all but BLOBs."""
    sql = "select name from pragma_table_info(?) where type <> 'BLOB' order by cid"
    return [name for (name,) in db.execute(sql, [table]).fetchall()]


def image_sql(columns: Iterable[str], row: str = "") -> str:
    """SQL for the image of a row: a JSON object of its columns, in the order of the table."""
    prefix = f"{row}." if row else ""
    return "json_object(" + ", ".join(f"'{name}', {prefix}\"{name}\"" for name in columns) + ")"


def same_image(one: str | None, other: str | None) -> bool:
    """Whether two images show the same row; a column that only one of them knows does not count.

    (A later version of the program may have added it.)
    """
    if one is None or other is None or one == other:
        return one == other
    left, right = json.loads(one), json.loads(other)
    return all(left[name] == right[name] for name in left.keys() & right.keys())


def head(club: "Club") -> tuple[int, str]:
    """Number and hash of the last change; (0, "") in a book without any.

    Lodged outside the file (copies, bundles, papers), it anchors the chain there.
    """
    row = club.db.execute("select seq, hash from change order by seq desc limit 1").fetchone()
    return (row[0], row[1]) if row else (0, "")


def append(
    db: Database, ports: Ports, header: Row, args: str, rows: Sequence[Row], *, erases: bool = False
) -> None:
    """Write one change and its rows at the end of the chain.

    `header` has seq, at, clock_ok, lineage, actor, label, undoes and barrier; each of `rows` has
    tbl, row_id and the images before and after. A change that `erases` leaves no images of what
    it did, only of the rows that it notes as they stand.
    """
    salt = ports.rng(16).hex()
    sealed = [_seal(row, ports.rng(16).hex()) for row in rows]
    if erases:
        sealed = [row if row["before"] == row["after"] else _blanked(row) for row in sealed]
    last = db.execute("select hash from change order by seq desc limit 1").fetchone()
    change = {
        **header,
        "args": args,
        "salt": salt,
        "args_c": _commit(salt, args),
        "prev_hash": last[0] if last else "",
    }
    db.execute(
        "insert into change(seq, at, clock_ok, lineage, actor, label, args, salt, args_c, undoes,"
        " barrier, prev_hash, hash) values (:seq, :at, :clock_ok, :lineage, :actor, :label, :args,"
        " :salt, :args_c, :undoes, :barrier, :prev_hash, :hash)",
        {**change, "hash": _link(change, sealed)},
    )
    db.conn.executemany(
        "insert into change_row(change_seq, tbl, row_id, before, after, salt, before_c, after_c)"
        " values (:seq, :tbl, :row_id, :before, :after, :salt, :before_c, :after_c)",
        [{**row, "seq": header["seq"]} for row in sealed],
    )


def verify(club: "Club") -> list[str]:
    """Everything wrong with the history and with what it says about the rows: one sentence each.

    Checks the links of the chain, every commitment whose image was not erased, every row of every
    watched table against its last image, and the triggers that keep the history from rewriting.
    An empty list means that nothing was changed past the program (or that all of it was rebuilt:
    compare `head` with one lodged elsewhere).
    """
    return [*_wrong_guards(club), *_wrong_links(club), *_wrong_rows(club)]


def _seal(row: Row, salt: str) -> dict[str, Any]:
    return {
        **row,
        "salt": salt,
        "before_c": _commit(salt, row["before"]),
        "after_c": _commit(salt, row["after"]),
    }


def _blanked(row: Row) -> dict[str, Any]:
    return {**row, "before": None, "after": None, "salt": None}


def _commit(salt: str, text: str | None) -> str | None:
    # JSON holds no NUL, so no other salt and text make the same bytes.
    return None if text is None else hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def _link(change: Row, rows: Iterable[Row]) -> str:
    body = [MARK, *(change[name] for name in _HEADER)]
    body.append([[row["tbl"], row["row_id"], row["before_c"], row["after_c"]] for row in rows])
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _wrong_links(club: "Club") -> Iterator[str]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in club.db.query("select * from change_row order by id"):
        rows[row["change_seq"]].append(row)
    lineages = {row["id"] for row in club.db.query("select id from lineage")}
    if club.lineage not in lineages:
        yield _("The book does not know the line of its own history.")
    seq, hash_, since = 0, "", ""
    for change in club.db.query("select * from change order by seq"):
        if change["seq"] != seq + 1:
            yield _("Changes {first} to {last} are missing from the history.").format(
                first=seq + 1, last=change["seq"] - 1
            )
        elif change["prev_hash"] != hash_:
            yield _("Change {seq} does not follow from the one before it.").format(
                seq=change["seq"]
            )
        own = rows.pop(change["seq"], [])
        if _altered(change, own) or change["lineage"] not in lineages or change["at"] < since:
            yield _("Change {seq} was altered after it was recorded.").format(seq=change["seq"])
        seq, hash_ = change["seq"], change["hash"]
        since = change["at"] if change["clock_ok"] else since
    for stray in sorted(rows):
        yield _("Rows of change {seq} are there, but the change itself is missing.").format(
            seq=stray
        )


def _altered(change: Row, rows: Sequence[Row]) -> bool:
    """Whether a change is not what its hash and commitments say; erased values do not count."""
    values = [(change["salt"], change["args"], change["args_c"])]
    for row in rows:
        values.append((row["salt"], row["before"], row["before_c"]))
        values.append((row["salt"], row["after"], row["after_c"]))
    return change["hash"] != _link(change, rows) or any(
        text is not None if salt is None else _commit(salt, text) != committed
        for salt, text, committed in values
    )


def _wrong_rows(club: "Club") -> Iterator[str]:
    for table in club.kind.rooms:
        columns = image_columns(club.db, table)
        found = dict(club.db.execute(f'select id, {image_sql(columns)} from "{table}"').fetchall())
        last = club.db.query(
            "select row_id, after, after_c, max(id) from change_row where tbl = :tbl"
            " group by row_id",
            {"tbl": table},
        )
        for row in last:
            image = found.pop(row["row_id"], None)
            known = row["after_c"] is not None
            if known and image is None:
                wrong = _("An entry of the table “{table}” was removed past the history: {id}.")
            elif image is not None and not known:
                wrong = _("An entry of the table “{table}” came in past the history: {id}.")
            elif row["after"] is not None and not same_image(image, row["after"]):
                wrong = _("An entry of the table “{table}” was altered past the history: {id}.")
            else:
                continue
            yield wrong.format(table=table, id=row["row_id"])
        for row_id in found:
            yield _("An entry of the table “{table}” came in past the history: {id}.").format(
                table=table, id=row_id
            )


def _wrong_guards(club: "Club") -> Iterator[str]:
    """Triggers of the schema that differ from those of a new file."""
    expected, found = _fresh_triggers(club.kind.migrations), _triggers(club.db)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield _("The guard “{name}” of the history was altered.").format(name=name)


@cache
def _fresh_triggers(migrations: Migrations) -> dict[str, str]:
    db = Database(sqlcipher.connect(":memory:", isolation_level=None), execute_plugins=False)
    try:
        migrations.apply(db)
        return _triggers(db)
    finally:
        db.close()


def _triggers(db: Database) -> dict[str, str]:
    rows = db.execute("select name, sql from main.sqlite_schema where type = 'trigger'")
    return dict(rows.fetchall())
