"""Books of the register: what is written past the rooms, and all that stands in one."""

from typing import Any

from app.club.file import Club
from app.members.rules import Person

LAN = Person("Nguyễn Thị Lan", "F", "1950-05-12")
"""Whom two entries become in most tests."""


def tables(club: Club) -> dict[str, list[dict[str, Any]]]:
    """Every row of the register and of what hangs on it."""
    return {
        table: list(club.db.query(f'select * from "{table}" order by id'))
        for table in club.kind.rooms
    }


def write_voucher(club: Club, table: str, person_id: str) -> None:
    """A voucher about somebody: as who paid ("entry"), or in one of its lines."""
    entry_id, day = club.new_id(), "2026-01-01"
    of_person = {"entry": None, "posting": person_id}[table]
    number = 1 + next(club.db.query("select count(*) as n from entry"))["n"]
    with club.change("Write"):
        for account, amount in (("cash", 1000), ("gifts", -1000)):
            club.db.table("posting").insert(
                {
                    "id": club.new_id(),
                    "entry_id": entry_id,
                    "on_date": day,
                    "fund": "activity",
                    "account": account,
                    "amount_vnd": amount,
                    "person_id": of_person,
                }
            )
        club.db.table("entry").insert(
            {
                "id": entry_id,
                "kind": "receipt",
                "year": 2026,
                "number": number,
                "on_date": day,
                "topic": "gift",
                "memo": "x",
                "person_id": person_id if table == "entry" else None,
            }
        )
