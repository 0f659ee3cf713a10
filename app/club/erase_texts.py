"""The free text of a book when somebody is erased: where it tells who that was, and what it reads
without."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import sqlcipher3.dbapi2 as sqlcipher

from app.club.traces import Traces

if TYPE_CHECKING:
    from app.club.file import Club

NOBODY: Final = "-"
"""The name of an erased person, and of an officer whose name was erased."""

# Names by which others are found or sign in: told to the board, never changed from here.
_NAMES: Final = {
    "person": ("code", "name", "name_fold", "name_sort"),
    "club": ("name",),
    "officer": ("name", "person_id"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A text that was left alone, because it may mean somebody else or others go by it."""

    table: str
    row_id: str
    column: str
    text: str


def found(club: "Club", marks: Traces, word: str) -> Iterator[tuple[Place, str | None]]:
    """Every free text that tells who it was, and what it reads without."""
    if marks.nothing:
        return
    for table in (*club.kind.rooms, "access"):
        columns = list(_free_texts(club, table))
        if not columns:
            continue
        names = ", ".join(f'"{name}"' for name, _needed in columns)
        for row_id, *texts in club.db.execute(f'select id, {names} from "{table}"').fetchall():
            for (column, needed), text in zip(columns, texts, strict=True):
                if text is None or not marks.within(text):
                    continue
                bare = not needed and text in marks.numbers
                yield (
                    Place(table, row_id, column, text),
                    None if bare else marks.without(text, word),
                )
    for row_id, name, until in club.db.execute("select id, name, until from officer").fetchall():
        if until is not None and marks.within(name):
            yield Place("officer", row_id, "name", name), NOBODY


def _free_texts(club: "Club", table: str) -> Iterator[tuple[str, bool]]:
    """The columns of a table in which people write, and whether each must hold something."""
    keys = own_keys(club, table)
    for column in club.db.table(table).columns:
        fixed = column.is_pk or column.name in keys or column.name in _NAMES.get(table, ())
        if column.type == "TEXT" and not fixed:
            yield column.name, bool(column.notnull)


def write(club: "Club", place: Place, text: str | None) -> None:
    """Write a text without the name; where it must differ from others, with a mark of its own."""
    statement = f'update "{place.table}" set "{place.column}" = ? where id = ?'
    try:
        club.db.execute(statement, [text, place.row_id])
    except sqlcipher.IntegrityError:
        club.db.execute(statement, [f"{text} {place.row_id[:4]}", place.row_id])


def standing_names(club: "Club", marks: Traces) -> Iterator[Place]:
    """Names that are never changed from here, but tell who it was: of an officer whom the register
    does not know, of the club itself."""
    for table, which in (("officer", "where person_id is null"), ("club", "")):
        for row_id, name in club.db.execute(f'select id, name from "{table}" {which}').fetchall():
            if marks.within(name):
                yield Place(table, row_id, "name", name)


def own_keys(club: "Club", table: str) -> set[str]:
    """The columns of a table that refer to other rows."""
    return {key.column for key in club.db.table(table).foreign_keys if key.column}
