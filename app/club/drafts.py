"""What an officer typed into a form and did not save yet: it outlives a power cut.

Drafts lie in the encrypted file, each for its officer alone, and are no part of the history.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.club.file import Club

KEPT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one form by field. `key` says which form, `title` names it on a screen, `room`
    is the page from which it was opened; `at` is the UTC moment of the last keeping, ISO."""

    key: str
    title: str
    room: str
    texts: Mapping[str, str]
    at: str


def drafts(club: "Club") -> tuple[Draft, ...]:
    """The drafts of the officer at work, the newest first; after two weeks they are let go."""
    sql = """
        select key, title, room, texts, at from draft
        where officer = :officer and at >= :oldest order by at desc
    """
    rows = club.db.query(sql, {"officer": club.actor.id, "oldest": _oldest(club)})
    return tuple(Draft(**{**row, "texts": json.loads(row["texts"])}) for row in rows)


def keep(club: "Club", key: str, title: str, room: str, texts: Mapping[str, str]) -> None:
    """Keep what was typed so far, over what was kept of the same form."""
    sql = """
        insert into draft(id, officer, key, title, room, texts, at)
        values (:id, :officer, :key, :title, :room, :texts, :at)
        on conflict (officer, key) do update
        set title = excluded.title, room = excluded.room, texts = excluded.texts, at = excluded.at
    """
    club.db.execute("delete from draft where at < :oldest", {"oldest": _oldest(club)})
    club.db.execute(
        sql,
        {
            "id": club.new_id(),
            "officer": club.actor.id,
            "key": key,
            "title": title,
            "room": room,
            "texts": json.dumps(dict(texts), ensure_ascii=False),
            "at": club.now(),
        },
    )


def drop(club: "Club", key: str) -> None:
    """Forget a draft: the form was saved, or emptied again."""
    sql = "delete from draft where officer = :officer and key = :key"
    club.db.execute(sql, {"officer": club.actor.id, "key": key})


def _oldest(club: "Club") -> str:
    return (datetime.fromisoformat(club.now()) - timedelta(days=KEPT_DAYS)).isoformat()
