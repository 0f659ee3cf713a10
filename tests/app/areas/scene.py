"""What tests of the areas put into a book."""

from app.club.file import Club


def held(club: Club, month: str, on: str, state: str = "open") -> str:
    """A meeting of a month, held on a day; its id."""
    meeting_id = club.new_id()
    with club.change("Hold a meeting"):
        club.db.table("meeting").insert(
            {"id": meeting_id, "month": month, "held_on": on, "state": state}
        )
    return meeting_id


def close(club: Club) -> None:
    """Close every meeting that was held."""
    with club.change("Close the meetings"):
        for row in list(club.db.query("select id from meeting where state = 'open'")):
            club.db.table("meeting").update(row["id"], {"state": "closed"})


def planned(club: Club, month: str, *areas: str) -> str:
    """A meeting planned for a month, with a theme in these areas; its id."""
    meeting_id = club.new_id()
    with club.change("Plan a meeting"):
        club.db.table("meeting").insert({"id": meeting_id, "month": month, "state": "planned"})
        for area in areas:
            theme = {"id": club.new_id(), "meeting_id": meeting_id, "area": area, "topic": "x"}
            club.db.table("theme").insert(theme)
    return meeting_id
