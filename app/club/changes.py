"""`change(label)`: the one door for writing, and undo from the row images it leaves behind.

What the triggers of `app.club.guard` note about each row lies in memory until the change ends well;
then it joins the history and its hash chain in the same transaction.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from string import Formatter
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused
from app.base.text import _
from app.club import chain, history

if TYPE_CHECKING:
    from app.club.file import Club


@contextmanager
def change(
    club: "Club",
    label: str,
    args: Mapping[str, str | int],
    undoes: int | None = None,
    barrier: bool = False,
) -> Iterator[int]:
    """See `Club.change`; `undoes` is the change that this one turns back."""
    if undoes is None:
        _check_label(label, args)
    if club.open_change is not None:
        with club.db.atomic():  # what fails inside is gone even if the outer change goes on
            yield club.open_change
            if barrier:
                club.db.execute("update temp.open_change set barrier = 1")
        return
    conn = club.db.conn
    _refuse_transaction(conn)
    try:
        conn.execute("begin immediate")
        seq = chain.head(club)[0] + 1
        club.db.execute("insert into temp.open_change values (?, ?, 0)", [seq, int(barrier)])
        club.open_change = seq
        yield seq
        if not conn.in_transaction:
            raise RuntimeError("an error inside this change has ended its transaction")
        tables = _record(club, label, args, undoes)
        club.open_change = None
        conn.commit()
    except BaseException:
        club.open_change = None
        if conn.in_transaction:  # a full disk, for one, has ended it already
            conn.rollback()
        raise
    if tables:
        _tell(club, tables)


def _refuse_transaction(conn: sqlcipher.Connection) -> None:
    if conn.in_transaction:
        raise RuntimeError("a change cannot begin inside a transaction")


def _check_label(label: str, args: Mapping[str, str | int]) -> None:
    """What the history could not show later is refused where it is written."""
    for name, value in args.items():
        if type(value) not in (str, int):
            raise TypeError(f"{name} of “{label}” is neither a text nor a whole number")
    missing = {name for _text, name, _spec, _how in Formatter().parse(label) if name} - args.keys()
    if missing or not label:
        raise ValueError(f"“{label}” lacks {', '.join(sorted(missing)) or 'words'}")


def _record(
    club: "Club", label: str, args: Mapping[str, str | int], undoes: int | None
) -> frozenset[str]:
    """Move the notes of the open change into the history; the tables it touched, none if empty."""
    db = club.db
    rows = list(db.query("select tbl, row_id, before, after from temp.open_row order by id"))
    seq, barrier, erases = db.execute("select * from temp.open_change").fetchone()
    db.execute("delete from temp.open_row")
    db.execute("delete from temp.open_change")
    tables = frozenset(row["tbl"] for row in rows)
    for table in sorted(tables):
        club.require(f"{club.kind.rooms[table]}.write")
    if rows:
        header = {
            "seq": seq,
            "at": _at(club),
            "clock_ok": int(club.clock_ok),
            "lineage": club.lineage,
            "actor": club.actor.id,
            "label": label,
            "undoes": undoes,
            "barrier": barrier,
        }
        text = json.dumps(dict(args), ensure_ascii=False, sort_keys=True)
        chain.append(db, club.ports, header, text, rows, erases=bool(erases))
    return tables


def _at(club: "Club") -> str:
    """Now, but never before an earlier change of a clock that was right.

    (A change made on a day when the clock said 2099 does not date the years after it.)
    """
    row = club.db.execute(
        "select at from change where lineage = ? and clock_ok order by seq desc limit 1",
        [club.lineage],
    ).fetchone()
    return max(club.now(), row[0] if row else "")


def _tell(club: "Club", tables: frozenset[str]) -> None:
    """Tell every listener; the change stands whatever one of them does with it."""
    for listener in tuple(club.listeners):
        try:
            listener(tables)
        except Exception:  # noqa: BLE001 - theirs, not the change's: it is saved and must look so
            from app.base.log import logger  # rare, and opening need not wait for it

            logger("club.changes").exception("a listener failed after a change was saved")


def undo(club: "Club") -> int | None:
    """See `Club.undo`."""
    entry = history.next_undo(club)
    return None if entry is None else revert(club, entry.seq)


def redo(club: "Club") -> int | None:
    """See `Club.redo`."""
    entry = history.next_redo(club)
    return None if entry is None else revert(club, entry.seq)


def revert(club: "Club", target: int) -> int:
    """Write the inverse images of one change, last row first, inside a new change that names it.

    Returns the number of the new change. Raises Refused, and changes nothing, when a row was
    changed again since, when something entered later hangs on it, or when a barrier stands between.
    """
    if club.open_change is not None:
        raise RuntimeError("undo inside a change")
    entry = history.entry(club, target)
    _refuse_past_barrier(club, entry)
    rows = list(
        club.db.query(
            "select * from change_row where change_seq = :seq order by id desc", {"seq": target}
        )
    )
    columns = {table: chain.image_columns(club.db, table) for table in {r["tbl"] for r in rows}}
    with change(club, entry.label, entry.args, undoes=target) as seq:
        club.db.execute("pragma defer_foreign_keys = on")
        for row in rows:
            _turn_back(club, entry, row, columns[row["tbl"]])
        for child in club.db.query("pragma foreign_key_check"):
            hanging = club.db.execute(
                f'select id from "{child["table"]}" where rowid = ?', [child["rowid"]]
            ).fetchone()
            raise _in_the_way(club, entry, child["table"], hanging[0])
    return seq


def _refuse_past_barrier(club: "Club", entry: "history.Entry") -> None:
    barrier = history.last_barrier(club)
    if barrier is not None and barrier.seq >= entry.seq:
        raise Refused(
            _(
                "Undo never goes back past “{barrier}” ({when}). Nothing was changed."
                " Correct the entry by hand."
            ).format(barrier=barrier.words, when=history.when(barrier.at))
        )


def _turn_back(
    club: "Club", entry: "history.Entry", row: Mapping[str, Any], columns: Sequence[str]
) -> None:
    """Put one row back to its image before, if it still is as the change left it."""
    table, row_id = row["tbl"], row["row_id"]
    if row["salt"] is None:
        raise Refused(
            _("Part of “{what}” was erased, so it cannot be undone. Nothing was changed.").format(
                what=entry.words
            )
        )
    now = club.db.execute(
        f'select {chain.image_sql(columns)} from "{table}" where id = ?', [row_id]
    ).fetchone()
    if not chain.same_image(now[0] if now else None, row["after"]):
        raise _in_the_way(club, entry, table, row_id)
    before = {} if row["before"] is None else json.loads(row["before"])
    if not before.keys() <= set(columns):
        raise _too_old(entry)
    try:
        club.db.execute(_inverse(row, list(before)), before or {"id": row_id})
    except sqlcipher.IntegrityError as error:
        taken = _holder(club, str(error), before)
        refused = _in_the_way(club, entry, *taken) if taken else _too_old(entry)
        raise refused from error


def _inverse(row: Mapping[str, Any], names: Sequence[str]) -> str:
    """The statement that turns one row back; its values are those of the image before."""
    table = row["tbl"]
    if row["before"] is None:
        return f'delete from "{table}" where id = :id'
    if row["after"] is not None:
        values = ", ".join(f'"{name}" = :{name}' for name in names)
        return f'update "{table}" set {values} where id = :id'
    quoted, values = (", ".join(f"{mark % name}" for name in names) for mark in ('"%s"', ":%s"))
    return f'insert into "{table}"({quoted}) values ({values})'


def _holder(club: "Club", message: str, wanted: Mapping[str, Any]) -> tuple[str, str] | None:
    """The row that has the unique values which `wanted` needs back, from SQLite's own message."""
    text, _colon, where = message.partition("UNIQUE constraint failed: ")
    if text or not where:
        return None
    table, names = where.split(".")[0], [part.split(".")[1] for part in where.split(", ")]
    condition = " and ".join(f'"{name}" = :{name}' for name in names)
    row = club.db.execute(f'select id from "{table}" where {condition}', dict(wanted)).fetchone()
    return (table, row[0]) if row else None


def _too_old(entry: "history.Entry") -> Refused:
    """The sentence for a row that no longer fits into its table."""
    return Refused(
        _(
            "“{what}” was recorded by an older version of the program, so it cannot be undone."
            " Nothing was changed. Correct the entry by hand."
        ).format(what=entry.words)
    )


def _in_the_way(club: "Club", entry: "history.Entry", table: str, row_id: str) -> Refused:
    """The sentence that names the later change which holds this row."""
    later = history.last_touch(club, table, row_id)
    if later is None or later.seq <= entry.seq:
        return Refused(
            _(
                "The entries of “{what}” are not as it left them. Nothing was changed."
                " Have the book checked under Safekeeping."
            ).format(what=entry.words)
        )
    if later.undoes == entry.seq:
        return Refused(
            _("“{what}” was undone already. Nothing was changed.").format(what=entry.words)
        )
    return Refused(
        _(
            "“{what}” cannot be undone by itself: “{later}” ({when}) builds on it."
            " Nothing was changed. Undo that one first."
        ).format(what=entry.words, later=later.words, when=history.when(later.at))
    )
