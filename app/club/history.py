"""The history in words: what was done, by whom, and what undo and redo would take next."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Literal

from app.base.text import N_, _

if TYPE_CHECKING:
    from app.club.file import Club

VIETNAM = timezone(timedelta(hours=7))

Act = Literal["done", "undone", "redone"]
NameOf = Callable[[str, str], str]
"""The name to show for an argument: its name ("person", "officer") and the id it holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `at` is Vietnamese time; `words` say it in the language it was asked in.

    `act` tells an act of the user ("done") from undoing and redoing one; `label` and `args` are
    always those of the act. `args` is empty after an erasure.
    """

    seq: int
    at: datetime
    clock_ok: bool
    actor_id: str
    actor: str
    label: str
    args: Mapping[str, str | int]
    undoes: int | None
    act: Act
    barrier: bool
    words: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a change did to one row: its images, column by column; None where there was no row.

    `hidden` when the officer at work may not read that part of the book, `erased` when the values
    were erased: then both images are None.
    """

    table: str
    row_id: str
    before: Mapping[str, str | int | None] | None
    after: Mapping[str, str | int | None] | None
    hidden: bool = False
    erased: bool = False


# How often an act was turned back: odd is an undo, even a redo.
_ENTRIES = """
    select c.*, nullif(o.name, '-') as actor_name, (
        with recursive back(seq) as (
            select c.undoes
            union all
            select b.undoes from back join change b on b.seq = back.seq
        )
        select count(seq) from back
    ) as turns
    from change c left join officer o on o.id = c.actor
"""

_NAMES = {
    "officer": "select nullif(name, '-') as name from officer where id = :id",
    # Somebody no longer in the register still has a name in the history, unless it was erased.
    "person": "select nullif(coalesce(after, before) ->> 'name', '-') as name from change_row"
    " where tbl = 'person' and row_id = :id order by id desc limit 1",
}


def entry(club: "Club", seq: int) -> Entry:
    """One change by its number; LookupError when there is none."""
    for found in _entries(club, _ENTRIES + "where c.seq = :seq", {"seq": seq}):
        return found
    raise LookupError(seq)


def next_undo(club: "Club") -> Entry | None:
    """What undo would take back now; None when there is nothing, or a barrier stands before it."""
    done, _undone = _stacks(club)
    return entry(club, done[-1]) if done else None


def last_barrier(club: "Club") -> Entry | None:
    """The newest act before which undo stops; None when there is none."""
    seq = club.db.execute("select max(seq) from change where barrier").fetchone()[0]
    return None if seq is None else entry(club, seq)


def next_redo(club: "Club") -> Entry | None:
    """The undo that redo would take back now; None when there is nothing."""
    _done, undone = _stacks(club)
    return entry(club, undone[-1]) if undone else None


def history(
    club: "Club",
    limit: int = 50,
    before: int | None = None,
    person_id: str | None = None,
    table: str | None = None,
) -> list[Entry]:
    """The newest changes first, at most `limit`, only those with numbers below `before`.

    `person_id` keeps what touched that person or anything that hangs on them, `table` what touched
    that table. Raises Refused when the officer at work may not read the history.
    """
    club.require("history.read")
    conditions = ["1"]
    if before is not None:
        conditions.append("c.seq < :before")
    if table is not None:
        conditions.append("c.seq in (select change_seq from change_row where tbl = :table)")
    if person_id is not None:
        conditions.append(f"c.seq in (select change_seq from change_row where {_about(club)})")
    sql = f"{_ENTRIES} where {' and '.join(conditions)} order by c.seq desc limit :limit"
    return _entries(
        club, sql, {"limit": limit, "before": before, "table": table, "person": person_id}
    )


def details(club: "Club", seq: int) -> list[RowChange]:
    """What one change did, row by row in its order. Raises Refused as `history` does."""
    club.require("history.read")
    rows = club.db.query(
        "select * from change_row where change_seq = :seq order by id", {"seq": seq}
    )
    return [_row_change(club, row) for row in rows]


def last_touch(club: "Club", table: str, row_id: str) -> Entry | None:
    """The newest change that touched a row."""
    row = club.db.execute(
        "select max(change_seq) from change_row where tbl = ? and row_id = ?", [table, row_id]
    ).fetchone()
    return None if row[0] is None else entry(club, row[0])


def references(club: "Club") -> tuple[tuple[str, str], ...]:
    """Every column of the watched tables that names a person, as (table, column)."""
    return tuple(
        (table, key.column)
        for table in club.kind.rooms
        for key in club.db.table(table).foreign_keys
        if key.other_table == "person" and key.column
    )


def describe(entry: Entry, name_of: NameOf) -> str:
    """An entry in the user's language: "Record blood pressure of Lan", "Undone: …"."""
    return _say(entry.label, entry.args, entry.act, name_of)


def when(at: datetime) -> str:
    """A moment as the screens write it: 21/11/2026 15:30."""
    return f"{at.day}/{at.month}/{at.year} {at:%H:%M}"


_FORMS: Mapping[Act, str] = {
    "done": "{what}",
    "undone": N_("Undone: {what}"),
    "redone": N_("Done again: {what}"),
}


def _say(label: str, args: Mapping[str, str | int], act: Act, name_of: NameOf) -> str:
    shown = {
        key: name_of(key, str(value)) if key in _NAMES else value for key, value in args.items()
    }
    what = _(label).format_map(_Filled(shown))
    return what if act == "done" else _(_FORMS[act]).format(what=what)


class _Filled(dict[str, str | int]):
    """Arguments of a label, of which some may have been erased."""

    def __missing__(self, key: str) -> str:
        return "…"


def _entries(club: "Club", sql: str, values: Mapping[str, Any]) -> list[Entry]:
    names: dict[tuple[str, str], str] = {}

    def name_of(key: str, row_id: str) -> str:
        if (key, row_id) not in names:
            names[key, row_id] = _name(club, key, row_id)
        return names[key, row_id]

    return [_entry(row, name_of) for row in club.db.query(sql, dict(values))]


def _entry(row: Mapping[str, Any], name_of: NameOf) -> Entry:
    args: Mapping[str, str | int] = json.loads(row["args"] or "{}")
    act: Act = "done" if row["turns"] == 0 else "undone" if row["turns"] % 2 else "redone"
    return Entry(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]).astimezone(VIETNAM),
        clock_ok=bool(row["clock_ok"]),
        actor_id=row["actor"],
        actor=row["actor_name"] or _("a former officer"),
        label=row["label"],
        args=args,
        undoes=row["undoes"],
        act=act,
        barrier=bool(row["barrier"]),
        words=_say(row["label"], args, act, name_of),
    )


def _name(club: "Club", key: str, row_id: str) -> str:
    questions = [_NAMES[key]] if key != "person" else [club.kind.name_sql, _NAMES[key]]
    for sql in questions:
        for row in club.db.query(sql, {"id": row_id}):
            if row["name"]:
                return str(row["name"])
    return _("(erased)")


def _row_change(club: "Club", row: Mapping[str, Any]) -> RowChange:
    table, row_id = row["tbl"], row["row_id"]
    if not club.actor.may(club.kind.read_right(table)):
        return RowChange(table, row_id, None, None, hidden=True)
    if row["salt"] is None:
        return RowChange(table, row_id, None, None, erased=True)
    before, after = (
        None if row[name] is None else json.loads(row[name]) for name in ("before", "after")
    )
    return RowChange(table, row_id, before, after)


def _about(club: "Club") -> str:
    """SQL that finds the rows about a person: their own, and those that refer to them."""
    parts = ["(tbl = 'person' and row_id = :person)"]
    for table, column in references(club):
        images = " or ".join(f"{image} ->> '{column}' = :person" for image in ("before", "after"))
        parts.append(f"(tbl = '{table}' and ({images}))")
    return " or ".join(parts)


def _stacks(club: "Club") -> tuple[list[int], list[int]]:
    """The changes that undo and redo would take next, each from its end.

    Reverting the newest standing act is an undo, reverting the newest undo is a redo, and every
    other change, the reverting of an older act included, is an act of its own.
    """
    done: list[int] = []
    undone: list[int] = []
    for seq, undoes in club.db.execute(
        "select seq, undoes from change"
        " where seq > coalesce((select max(seq) from change where barrier), 0) order by seq"
    ):
        if undone and undoes == undone[-1]:
            undone.pop()
        elif done and undoes == done[-1]:
            done.pop()
            undone.append(seq)
            continue
        else:
            undone.clear()
        done.append(seq)
    return done, undone
