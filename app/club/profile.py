"""Who this club is and who serves on its board: what papers and screens say of it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.names import Sex

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Profile:
    """The club's own row: its name, and where it is."""

    name: str
    commune: str
    province: str
    hamlet: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class BoardMember:
    """An officer in office, with the phone of the person in the register, if known."""

    name: str
    sex: Sex | None
    roles: frozenset[str]
    phone: str | None


def profile(club: "Club") -> Profile:
    """The club's own row."""
    row = next(club.db.query("select name, commune, province, hamlet, code from club limit 1"))
    return Profile(**row)


def board(club: "Club") -> tuple[BoardMember, ...]:
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
