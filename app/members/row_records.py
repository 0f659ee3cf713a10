"""What records of several rooms share: rows that must still be there, people who must."""

from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.text import _

if TYPE_CHECKING:
    from app.club.file import Club


def require_person(club: "Club", person_id: str | None) -> None:
    """Refuse to write about somebody who went out of the book while a form stood open; nobody
    (None) is always right."""
    sql = "select id from person where id = :id and erased_on is null"
    if person_id is not None and next(club.db.query(sql, {"id": person_id}), None) is None:
        raise Refused(_("This person is no longer in the book. Nothing was changed."))


def require_row(club: "Club", table: str, row_id: str) -> dict[str, Any]:
    """A row that is still in the book. Raises Refused: its adding was undone meanwhile."""
    found = next(club.db.query(f"select * from {table} where id = :id", {"id": row_id}), None)
    if found is None:
        raise Refused(_("This is no longer in the book. Nothing was changed."))
    return found
