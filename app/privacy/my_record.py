"""Everything the book holds of one person, over all tables: the answer to "what do you write about
me?". Which rows those are is read from the schema, so that a new table is never forgotten.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.base import money
from app.base.dates import Month, fmt_birth, fmt_date
from app.base.text import _
from app.club.profile import profile
from app.club.roles import ROLE_NAMES
from app.home_care.rules import KATZ, LAWTON, TASKS
from app.privacy import held_records
from app.privacy.titles import CARE, CODES, COLUMNS, TABLES

if TYPE_CHECKING:
    from app.club.file import Club

_KEYS: Final = frozenset(
    {"id", "name_fold", "name_sort", "picture_id", "paper_id", "slot_key", "visit_id"}
)
"""Columns that are no fact about anybody: keys, and what searching needs."""
_NONE: Final[frozenset[str]] = frozenset()
_OF_OTHERS: Final[Mapping[str, frozenset[str]]] = {
    "home_visit": frozenset({"tasks", "systolic", "diastolic", "note"}),
}
"""Columns of a person's rows that tell of somebody else: what was seen of who was visited."""


def my_record(club: "Club", person_id: str) -> dict[str, Any]:
    """All that is written of a person, as a plain structure that JSON takes.

    `parts` are the tables in the order of a reader, each with title, rows and in each row the
    fields with column, title, the value as stored and the text to show. `left_out` says in words
    what whoever is at work may not see (the readings, without "health.read"). LookupError when
    there is no such person. That somebody looked stands in the access log afterwards.
    """
    club.require("members.read")
    code, name = held_records.code_and_name(club, person_id)
    left_out = []
    parts = []
    held = held_records.rows(club, person_id)
    care = held_records.care_rows(club, person_id)
    for table, title, rows, hidden in (
        *(
            (table, _title(table), rows, _OF_OTHERS.get(table, _NONE))
            for table, rows in held.items()
        ),
        *((table, _(CARE[table]), rows, _NONE) for table, rows in care.items()),
    ):
        if not rows:
            continue
        if table in club.kind.rooms and not club.actor.may(club.kind.read_right(table)):
            left_out.append(
                _("{part}: {name} may not see them; ask the chair to print this.").format(
                    part=title, name=club.actor.name
                )
            )
            continue
        shown = [{"fields": list(_fields(club, table, row, hidden))} for row in rows]
        parts.append({"table": table, "title": title, "rows": shown})
    about = profile(club)
    club.log_access("my_record", person_id)
    return {
        "club": about.name,
        "commune": about.commune,
        "on": club.today().isoformat(),
        "code": code,
        "name": name,
        "parts": parts,
        "left_out": left_out,
    }


def _fields(
    club: "Club", table: str, row: Mapping[str, Any], hidden: frozenset[str]
) -> Iterator[dict[str, Any]]:
    targets = held_records.targets(club, table)
    for column, value in row.items():
        if column in _KEYS or value is None or column in hidden:
            continue
        text = _text(club, table, column, value, targets.get(column, ""))
        if text:
            title = _(COLUMNS[column]) if column in COLUMNS else column
            yield {"column": column, "title": title, "value": value, "text": text}


def _text(club: "Club", table: str, column: str, value: Any, target: str) -> str:
    """A value as a reader understands it."""
    if target:
        return held_records.name_of(club, target, str(value))
    words = CODES.get((table, column)) or CODES.get(("*", column), {})
    if value in words:
        return _(words[value])
    shown = _SHOWN.get(column)
    if shown is not None:
        return shown(value)
    if column.endswith("_on") or column in ("since", "until", "bhyt_until", "at"):
        return fmt_date(date.fromisoformat(str(value)[:10]))
    return str(value)


def _title(table: str) -> str:
    return _(TABLES[table]) if table in TABLES else table


def _yes_or_no(value: Any) -> str:
    return _("yes") if value else _("no")


def _measure(unit: str, divisor: int) -> Callable[[Any], str]:
    def shown(value: Any) -> str:
        number = f"{int(value) / divisor:.1f}".removesuffix(".0").replace(".", ",")
        return f"{number} {unit}"

    return shown


def _month(value: str) -> str:
    month = Month.parse(value)
    return f"{month.month}/{month.year}"


def _roles(value: Any) -> str:
    roles = json.loads(str(value))
    return ", ".join(_(ROLE_NAMES[role]) if role in ROLE_NAMES else role for role in roles)


def _tasks(value: Any) -> str:
    return ", ".join(_(TASKS[task]) for task in json.loads(str(value)))


def _without_help(value: Any) -> str:
    can = [thing for thing, answer in json.loads(str(value)).items() if answer]
    return ", ".join(_({**KATZ, **LAWTON}[thing]) for thing in can) or _("nothing")


_SHOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "birth": lambda value: fmt_birth(str(value)),
    "roles": _roles,
    "tasks": _tasks,
    "answers": _without_help,
    "confirmed": _yes_or_no,
    "together": _yes_or_no,
    "present": _yes_or_no,
    "month": lambda value: _month(str(value)),
    **dict.fromkeys(("amount_vnd", "value_vnd", "spent_vnd"), lambda value: money.fmt(int(value))),
    "glucose_fasting": _yes_or_no,
    "weight_g": _measure("kg", 1000),
    "height_mm": _measure("cm", 10),
    "glucose_umol_l": _measure("mmol/L", 1000),
}
