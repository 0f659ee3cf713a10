"""Who this club is and who serves on its board: what papers and screens say of it."""

import json
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Invalid
from app.base.names import Sex
from app.base.text import _, nfc
from app.club.file import Club, create
from app.club.kinds import CLUB
from app.club.ports import Ports

PRACTICE = "practice"
"""The setting that marks the practice book; `app.practice.make` writes it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The club's own row: its name, and where it is."""

    name: str
    commune: str
    province: str
    hamlet: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class BoardMember:
    """An officer in office, with the phone of the person in the register, if known."""

    name: str
    sex: Sex | None
    roles: frozenset[str]
    phone: str | None


def new_club(
    folder: Path,
    profile: Profile,
    officer: str,
    passphrase: str | None,
    ports: Ports,
    sex: Sex | None = None,
) -> Club:
    """A new, empty club in `folder`, open for its first officer, the chair.

    Raises Invalid (fields "name", "commune", "province", "officer", "passphrase"), and Trouble as
    `file.create`.
    """
    given = {field: " ".join(nfc(value).split()) for field, value in _needed(profile).items()}
    problems = {
        field: _("This is needed. Nothing was changed. Type it.")
        for field, value in given.items()
        if not value
    }
    if problems:
        raise Invalid(problems)

    def first_row(club: Club) -> None:
        row = {**given, "hamlet": profile.hamlet, "code": profile.code}
        club.db.table("club").insert({"id": club.file_id, **row})

    return create(folder, CLUB, given["name"], officer, passphrase, ports, first_row, sex)


def profile(club: Club) -> Profile:
    """The club's own row."""
    row = next(club.db.query("select name, commune, province, hamlet, code from club limit 1"))
    return Profile(**row)


def is_practice(club: Club) -> bool:
    """Whether this is the practice book, of which everything is invented."""
    sql = "select value from setting where id = :id"
    return any(row["value"] == "yes" for row in club.db.query(sql, {"id": PRACTICE}))


def _needed(profile: Profile) -> dict[str, str]:
    return {"name": profile.name, "commune": profile.commune, "province": profile.province}


def board(club: Club) -> tuple[BoardMember, ...]:
    """Who is in office, in the order of taking it."""
    sql = """
        select o.name, coalesce(o.sex, p.sex) as sex, o.roles, p.phone
        from officer o left join person p on p.id = o.person_id
        where o.until is null order by o.since, o.id
    """
    return tuple(
        BoardMember(row["name"], row["sex"], frozenset(json.loads(row["roles"])), row["phone"])
        for row in club.db.query(sql)
    )
