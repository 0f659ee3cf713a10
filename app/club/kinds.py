"""What differs between a club's file and the commune's: name, schema, rooms of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.club import migrations
from app.club.sqlite import Migrations


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    `rooms` maps every watched table to the room whose write right guards it; every other table
    must stand in `unwatched`. `name_sql` finds the name shown for a person id in the history.
    `read_with` names tables that tell what another room keeps: whose right is needed to read them.
    """

    name: str
    filename: str
    application_id: int
    migrations: Migrations
    rooms: dict[str, str]
    unwatched: frozenset[str]
    name_sql: str
    read_with: Mapping[str, str] = field(default_factory=dict)

    def read_right(self, table: str) -> str:
        """The right needed to read the rows of a watched table."""
        return f"{self.read_with.get(table, self.rooms[table])}.read"


CLUB = Kind(
    name="club",
    filename="club.db",
    application_id=0x4E435431,
    migrations=migrations.MIGRATIONS,
    rooms=migrations.ROOMS,
    unwatched=frozenset(migrations.UNWATCHED),
    name_sql="select name from person where id = :id and erased_on is null",
    # Written at a meeting, but it tells who owes what; a home visit may tell a blood pressure.
    read_with={"collected": "loans", "home_visit": "health"},
)
