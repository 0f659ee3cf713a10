"""What differs between a club's file and the commune's: name, schema, rooms of its tables."""

from dataclasses import dataclass

from app.club import migrations
from app.club.sqlite import Migrations


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    `rooms` maps every watched table to the room whose write right guards it; every other table
    must stand in `unwatched`. `name_sql` finds the name shown for a person id in the history.
    """

    name: str
    filename: str
    application_id: int
    migrations: Migrations
    rooms: dict[str, str]
    unwatched: frozenset[str]
    name_sql: str


CLUB = Kind(
    name="club",
    filename="club.db",
    application_id=0x4E435431,
    migrations=migrations.MIGRATIONS,
    rooms=migrations.ROOMS,
    unwatched=frozenset(migrations.UNWATCHED),
    name_sql="select name from person where id = :id and erased_on is null",
)
