"""Everything the book holds of one person, over all tables: the answer to "what do you write about
me?". Which rows those are is read from the schema, so that a new table is never forgotten.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.base.dates import fmt_birth, fmt_date
from app.base.text import _
from app.club import history
from app.club.profile import profile
from app.club.roles import ROLE_NAMES
from app.privacy.titles import CODES, COLUMNS, TABLES

if TYPE_CHECKING:
    from app.club.file import Club

_KEYS: Final = frozenset({"id", "name_fold", "name_sort", "picture_id", "paper_id", "slot_key"})
"""Columns that are no fact about anybody: keys, and what searching needs."""

# What an id stands for, where it is another row than a person.
_NAMED: Final = {
    "team": "select name from team where id = ?",
    "training": "select topic from training where id = ?",
}


def my_record(club: "Club", person_id: str) -> dict[str, Any]:
    """All that is written of a person, as a plain structure that JSON takes.

    `parts` are the tables in the order of a reader, each with title, rows and in each row the
    fields with column, title, the value as stored and the text to show. `left_out` says in words
    what whoever is at work may not see (the readings, without "health.read"). LookupError when
    there is no such person. That somebody looked stands in the access log afterwards.
    """
    club.require("members.read")
    person = club.db.execute("select code, name from person where id = ?", [person_id]).fetchone()
    if person is None:
        raise LookupError(person_id)
    left_out = []
    parts = []
    for table, rows in _rows(club, person_id).items():
        if not rows:
            continue
        if table in club.kind.rooms and not club.actor.may(f"{club.kind.rooms[table]}.read"):
            left_out.append(
                _("{part}: {name} may not see them; ask the chair to print this.").format(
                    part=_title(table), name=club.actor.name
                )
            )
            continue
        shown = [{"fields": list(_fields(club, table, row))} for row in rows]
        parts.append({"table": table, "title": _title(table), "rows": shown})
    about = profile(club)
    club.log_access("my_record", person_id)
    return {
        "club": about.name,
        "commune": about.commune,
        "on": club.today().isoformat(),
        "code": person[0],
        "name": person[1],
        "parts": parts,
        "left_out": left_out,
    }


def _rows(club: "Club", person_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows that name the person, by table, in the order of `titles.TABLES`."""
    columns: dict[str, list[str]] = {table: [] for table in TABLES}
    for table, column in history.references(club):
        columns.setdefault(table, []).append(column)
    columns |= {"person": ["id"], "officer": ["person_id"], "access": ["person_id"]}
    found = {}
    for table, names in columns.items():
        either = " or ".join(f'"{name}" = :id' for name in names) or "0"
        sql = f'select * from "{table}" where {either} order by rowid'
        found[table] = list(club.db.query(sql, {"id": person_id}))
    return found


def _fields(club: "Club", table: str, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    targets = {key.column: key.other_table for key in club.db.table(table).foreign_keys}
    for column, value in row.items():
        if column in _KEYS or value is None:
            continue
        target = "officer" if column == "actor" else targets.get(column, "")
        yield {
            "column": column,
            "title": _(COLUMNS[column]) if column in COLUMNS else column,
            "value": value,
            "text": _text(club, table, column, value, target),
        }


def _text(club: "Club", table: str, column: str, value: Any, target: str) -> str:
    """A value as a reader understands it."""
    if target:
        return _name(club, target, str(value))
    words = CODES.get((table, column)) or CODES.get(("*", column), {})
    if value in words:
        return _(words[value])
    shown = _SHOWN.get(column)
    if shown is not None:
        return shown(value)
    if column.endswith("_on") or column in ("since", "until", "bhyt_until", "at"):
        return fmt_date(date.fromisoformat(str(value)[:10]))
    return str(value)


def _name(club: "Club", target: str, row_id: str) -> str:
    if target == "person":
        sql = "select case when erased_on is null then name end from person where id = ?"
    elif target == "officer":
        sql = "select nullif(name, '-') from officer where id = ?"
    else:
        sql = _NAMED.get(target, "select null where ? is null")
    row = club.db.execute(sql, [row_id]).fetchone()
    return str(row[0]) if row and row[0] else _("(erased)")


def _title(table: str) -> str:
    return _(TABLES[table]) if table in TABLES else table


def _yes_or_no(value: Any) -> str:
    return _("yes") if value else _("no")


def _measure(unit: str, divisor: int) -> Callable[[Any], str]:
    def shown(value: Any) -> str:
        number = f"{int(value) / divisor:.1f}".removesuffix(".0").replace(".", ",")
        return f"{number} {unit}"

    return shown


def _roles(value: Any) -> str:
    roles = json.loads(str(value))
    return ", ".join(_(ROLE_NAMES[role]) if role in ROLE_NAMES else role for role in roles)


_SHOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "birth": lambda value: fmt_birth(str(value)),
    "roles": _roles,
    "confirmed": _yes_or_no,
    "together": _yes_or_no,
    "glucose_fasting": _yes_or_no,
    "weight_g": _measure("kg", 1000),
    "height_mm": _measure("cm", 10),
    "glucose_umol_l": _measure("mmol/L", 1000),
}
