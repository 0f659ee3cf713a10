"""Makers for tests between a club and its commune: both books paired, people, readings, a stick."""

import itertools
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.bundle import keys
from app.club.file import Club
from app.commune import records
from tests.makers import TODAY, fast_ports

_CODES = itertools.count(1)


@dataclass(frozen=True)
class Exchange:
    """A club and a commune that are paired, and a stick to carry files between them."""

    club: Club
    commune: Club
    stick: Path


def make_commune(folder: Path, name: str = "Hội NCT xã Hòa Bình") -> Club:
    """A new, empty book of a commune, which opens without a passphrase."""
    return records.make(folder, name, "Bắc Ninh", "Vũ Văn Hải", None, fast_ports())


def pair(club: Club, commune: Club, on: date = TODAY) -> None:
    """Pair both ways, as if the papers had been compared."""
    keys.pair(club, keys.own(commune).card, on)
    records.pair(commune, keys.own(club).card, on)


def add_member(
    club: Club,
    name: str = "Nguyễn Thị Lan",
    *,
    sex: str | None = "F",
    birth: str | None = "1950",
    joined: str | None = None,
    left: str | None = None,
    household: str | None = None,
    named: bool = False,
    **more: str,
) -> str:
    """A member; `named` gives consent C3. The person's id."""
    person = club.new_id()
    with club.change("Add a member"):
        club.db.table("person").insert(
            {
                "id": person,
                "code": f"T{next(_CODES):05}",
                "name": name,
                "name_fold": name.lower(),
                "name_sort": name,
                "sex": sex,
                "birth": birth,
                **more,
            }
        )
        club.db.table("membership").insert(
            {
                "id": club.new_id(),
                "person_id": person,
                "joined_on": joined,
                "left_on": left,
                "reason": "moved" if left else None,
            }
        )
        if household:
            club.db.table("household_status").insert(
                {
                    "id": club.new_id(),
                    "person_id": person,
                    "year": TODAY.year,
                    "status": household,
                    "confirmed": 1,
                }
            )
        if named:
            consent(club, person)
    return person


def consent(
    club: Club,
    person: str,
    purpose: str = "C3",
    given: str = "2026-01-01",
    until: str | None = None,
) -> None:
    """A consent of a member."""
    with club.change("Note a consent"):
        club.db.table("consent").insert(
            {
                "id": club.new_id(),
                "person_id": person,
                "purpose": purpose,
                "given_on": given,
                "withdrawn_on": until,
            }
        )


def measure(club: Club, person: str, on: str, systolic: int | None, diastolic: int | None) -> None:
    """A reading of blood pressure; without numbers one of the weight alone."""
    with club.change("Record blood pressure"):
        club.db.table("reading").insert(
            {
                "id": club.new_id(),
                "person_id": person,
                "on_date": on,
                "systolic": systolic,
                "diastolic": diastolic,
                "weight_g": 48_200,
            }
        )
