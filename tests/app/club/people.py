"""Rows of the register and the health book, straight into the tables: the rooms stand above."""

from typing import Any

from app.base.names import fold
from app.club.file import Club

WATCHED = ("person", "membership", "household_status", "reading")


def add_person(club: Club, name: str, code: str | None = None, **fields: Any) -> str:
    """A person; their id."""
    row_id = club.new_id()
    club.db.table("person").insert(
        {
            "id": row_id,
            "code": code or row_id,
            "name": name,
            "name_fold": fold(name),
            "name_sort": name,
            **fields,
        }
    )
    return row_id


def add_membership(club: Club, person_id: str, joined_on: str | None = None) -> str:
    """A membership that has not ended; its id."""
    return _add(club, "membership", person_id, joined_on=joined_on)


def add_status(club: Club, person_id: str, year: int, status: str = "poor") -> str:
    """A household status of a year; its id."""
    return _add(club, "household_status", person_id, year=year, status=status)


def add_reading(
    club: Club, person_id: str, systolic: int = 140, on_date: str = "2026-11-15"
) -> str:
    """A reading of the blood pressure; its id."""
    return _add(
        club, "reading", person_id, on_date=on_date, systolic=systolic, diastolic=systolic // 2
    )


def snapshot(club: Club) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that these tests write."""
    return {table: list(club.db.query(f"select * from {table} order by id")) for table in WATCHED}


def _add(club: Club, table: str, person_id: str, **fields: Any) -> str:
    row_id = club.new_id()
    club.db.table(table).insert({"id": row_id, "person_id": person_id, **fields})
    return row_id
