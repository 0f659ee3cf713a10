"""A small club that meets: its people, its rule, and a meeting that was opened."""

from app.base.periods import Month
from app.club.file import Club
from app.meetings import attendance_records, records
from app.meetings.plan import Rule
from app.members import records as members
from app.members.rules import Person

JUNE, JULY = Month(2026, 6), Month(2026, 7)
RULE = Rule(Month(2026, 1), "day", 21, None, "08:00", "nhà văn hoá")


def add_people(club: Club, *names: str) -> list[str]:
    """Members since long ago; their ids in the same order."""
    return [members.add_person(club, Person(name), "2020-01-01") for name in names]


def hold(club: Club, month: Month, *absent: str, day: int = 21) -> str:
    """A closed meeting at which some were absent; its id."""
    meeting_id = records.open_meeting(club, month, f"{month}-{day}")
    records.set_step(club, meeting_id, "attendance", "begun")
    for person_id in absent:
        attendance_records.set_absent(club, meeting_id, person_id, "ill")
    records.close_meeting(club, meeting_id)
    return meeting_id
