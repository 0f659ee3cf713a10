"""The history of a book when somebody is erased: their images and every other one that names them
are blanked, and each row that still stands is noted anew, so that the chain goes on guarding it."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from app.club import chain, history
from app.club.traces import Traces

if TYPE_CHECKING:
    from app.club.file import Club

# Columns through which a row only mentions somebody: the reference goes, the row stays.
MENTIONS: Final = frozenset(
    {
        ("equipment", "keeper_id"),
        ("feedback", "owner_id"),
        ("meeting", "leader_id"),
        ("theme", "leader_id"),
        ("task", "owner_id"),
        ("activity", "leader_id"),
        ("help", "helper_id"),
        ("capital_source", "person_id"),
        ("loan", "cosigner_id"),
        ("kind_return", "to_person_id"),
        ("volunteer", "substitute_id"),
        ("care_round", "volunteer_id"),
        ("care_round", "second_id"),
        ("home_visit", "second_id"),
    }
)

_IMAGES: Final = ("before", "after")

Image = tuple[int, str, str]
"""One row of the history: its id, and the table and id of the row that it shows."""


def selves(club: "Club", person_id: str) -> tuple[str, ...]:
    """The person's id, and those of entries that were merged into theirs, also by way of another.

    Such an entry went out of the register in an act about this person, or one that also wrote to
    them.
    """
    found = [person_id]
    for one in found:  # grows while it is gone through
        found += [each for each in _merged_into(club, one) if each not in found]
    return tuple(found)


def _merged_into(club: "Club", person_id: str) -> list[str]:
    touches = " or ".join(
        ["(tbl = 'person' and row_id = :id)"]
        + [f"(tbl = '{table}' and after ->> '{column}' = :id)" for table, column in _facts(club)]
    )
    rows = club.db.query(
        "select distinct row_id, change_seq from change_row where tbl = 'person'"
        " and after_c is null and row_id <> :id and row_id not in (select id from person)"
        f" and (change_seq in (select change_seq from change_row where {touches})"
        "  or change_seq in (select seq from change where args ->> 'person' = :id))"
        " order by row_id",
        {"id": person_id},
    )
    return [
        row["row_id"]
        for row in list(rows)
        if history.entry(club, row["change_seq"]).act != "undone"
    ]


def _facts(club: "Club") -> list[tuple[str, str]]:
    """The columns through which a row is a fact about a person, not a mention."""
    return [each for each in history.references(club) if each not in MENTIONS]


def of_person(club: "Club", ids: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What the person's own row ever was."""
    for images in club.db.execute(
        f"select before, after from change_row where tbl = 'person' and row_id in ({listing(ids)})",
        ids,
    ):
        yield from (json.loads(image) for image in images if image is not None)


def blank(
    club: "Club",
    ids: tuple[str, ...],
    facts: Iterable[tuple[str, str]],
    own: Traces,
    shared: Traces,
) -> None:
    """Blank every image of the person's rows, every other one that holds what is their `own`, and
    arguments of changes likewise (those of their own changes also for a `shared` name).

    Each row that still stands is noted as it is now.
    """
    db = club.db
    about = list(_images_about(club, ids, facts))
    others = list(_images_with(club, own))
    db.conn.executemany(
        "update change set args = null, salt = null where seq = ?",
        _arguments_with(club, own, shared, {image for image, _table, _row in about}),
    )
    db.conn.executemany(
        "update change_row set before = null, after = null, salt = null where id = ?",
        [(image,) for image, _table, _row in (*about, *others)],
    )
    touched = set(db.execute("select distinct tbl, row_id from temp.open_row").fetchall())
    for table, row_id in sorted(touched | {(table, row) for _i, table, row in (*about, *others)}):
        image = chain.image_sql(chain.image_columns(db, table))
        db.execute(
            "insert into temp.open_row(tbl, row_id, before, after)"
            f" select '{table}', id, {image}, {image} from \"{table}\" where id = ?",
            [row_id],
        )


def _images_about(
    club: "Club", ids: tuple[str, ...], facts: Iterable[tuple[str, str]]
) -> Iterator[Image]:
    """The images of the person, of what refers to them or ever did, and of their `facts`."""
    marks = listing(ids)
    asked: list[tuple[str, tuple[str, ...]]] = [(f"tbl = 'person' and row_id in ({marks})", ids)]
    for table, column in _facts(club):
        either = " or ".join(f"{each} ->> '{column}' in ({marks})" for each in _IMAGES)
        asked.append((f"tbl = '{table}' and ({either})", (*ids, *ids)))
    asked += [("tbl = ? and row_id = ?", fact) for fact in facts]
    for condition, values in asked:
        sql = f"select id, tbl, row_id from change_row where salt is not null and {condition}"
        yield from club.db.execute(sql, values).fetchall()


def _images_with(club: "Club", marks: Traces) -> Iterator[Image]:
    """Every other image with a text that tells who it was."""
    for image, table, row_id, *texts in club.db.execute(
        "select id, tbl, row_id, before, after from change_row where salt is not null"
    ):
        if any(text is not None and marks.within(text) for text in texts):
            yield image, table, row_id


def _arguments_with(club: "Club", own: Traces, shared: Traces, about: set[int]) -> list[tuple[int]]:
    """The changes whose arguments tell who it was; a shared name counts among `about`."""
    theirs = {
        seq
        for image, seq in club.db.execute("select id, change_seq from change_row")
        if image in about
    }
    rows = club.db.execute("select seq, args from change where args is not null")
    return [
        (seq,) for seq, args in rows if own.within(args) or (seq in theirs and shared.within(args))
    ]


def listing(ids: tuple[str, ...]) -> str:
    """As many question marks as there are ids, for an `in (…)`."""
    return ", ".join("?" for _id in ids)
