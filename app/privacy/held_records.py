"""Every row of the book that names a person, found through the schema."""

from typing import TYPE_CHECKING, Any, Final

from app.base.text import _
from app.club import history
from app.privacy.titles import CARE, TABLES

if TYPE_CHECKING:
    from app.club.file import Club

# What an id stands for, by the table that it points to.
_NAMED: Final = {
    "person": "select case when erased_on is null then name end from person where id = ?",
    "officer": "select nullif(name, '-') from officer where id = ?",
    "team": "select name from team where id = ?",
    "training": "select topic from training where id = ?",
    "meeting": """
        select cast(substr(month, 6) as integer) || '/' || substr(month, 1, 4)
        from meeting where id = ?
    """,
}


def code_and_name(club: "Club", person_id: str) -> tuple[str, str]:
    """Number and name of a person; LookupError when there is none."""
    row = club.db.execute("select code, name from person where id = ?", [person_id]).fetchone()
    if row is None:
        raise LookupError(person_id)
    return row[0], row[1]


def rows(club: "Club", person_id: str) -> dict[str, list[dict[str, Any]]]:
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


def care_rows(club: "Club", person_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows that tell of the home care of a person, by table, in the order of `titles.CARE`."""
    cared = "(select id from cared where person_id = :id)"
    plans = f"(select id from care_plan where cared_id in {cared})"
    found = {}
    for table in CARE:
        where = f"plan_id in {plans}" if table == "care_round" else f"cared_id in {cared}"
        sql = f'select * from "{table}" where {where} order by rowid'
        found[table] = list(club.db.query(sql, {"id": person_id}))
    return found


def targets(club: "Club", table: str) -> dict[str, str]:
    """For each column of a table that points to another one, which."""
    keys = club.db.table(table).foreign_keys
    found = {key.column: key.other_table for key in keys if key.column}
    return {**found, "actor": "officer"} if table == "access" else found


def name_of(club: "Club", target: str, row_id: str) -> str:
    """The name of the row that an id stands for: "" for a kind of row without a name, "(erased)"
    when it has none any more."""
    if target not in _NAMED:
        return ""
    row = club.db.execute(_NAMED[target], [row_id]).fetchone()
    return str(row[0]) if row and row[0] else _("(erased)")
