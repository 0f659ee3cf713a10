"""What users write of the health through the year, to be cut short; see operations.py."""

from collections.abc import Callable
from dataclasses import replace

from app.club.file import Club
from app.documents import book_lines, health_book, referral_slip
from app.health import check_up_records, fact_records, records, referral_records
from app.health.check_ups import CheckUp
from app.health.facts import Fact
from app.health.referrals import Came
from app.health.rules import Reading
from app.members import records as members
from tests.makers import TODAY


def screening_day(club: Club, saved: Callable[[], None]) -> None:
    """A second reading, the pile of slips, what came of one."""
    lan, hoa = sorted(member.id for member in members.people(club, TODAY))[:2]
    for person in (lan, hoa):
        records.set_reading(club, person, Reading(TODAY, 162, 96))
        saved()
        records.set_second(club, person, Reading(TODAY, 158, 92))
        saved()
    referral_slip.note_printed(
        club, referral_slip.gather(club, (), referral_records.due_on(club, TODAY))
    )
    saved()
    (slip,) = referral_records.referrals(club, lan)
    referral_records.close(club, slip, Came("treated", "2026-11-21", "Uống thuốc"))
    saved()
    referral_records.remove(club, slip)
    saved()


def check_ups(club: Club, saved: Callable[[], None]) -> None:
    """A visit of the health station, and what a doctor told."""
    people = sorted(member.id for member in members.people(club, TODAY))[:2]
    found = [CheckUp("", person, "", findings="Tốt") for person in people]
    check_up_records.add_check_ups(club, TODAY, found)
    saved()
    members.give_consent(club, people[0], "C2", "2026-01-01")
    saved()
    fact = Fact("", people[0], "illness", "hypertension", told_by="bác sĩ")
    fact_id = fact_records.add_fact(club, fact)
    saved()
    fact_records.change_fact(club, fact_id, replace(fact, until="2026-11-20"))
    saved()


def print_books(club: Club, saved: Callable[[], None]) -> None:
    """A whole book, and later the new line."""
    person = min(member.id for member in members.people(club, TODAY))
    code = members.member(club, person, TODAY).code
    holders, _issuer = health_book.gather(club, TODAY, [code])
    health_book.note_printed(club, holders, TODAY)
    saved()
    records.set_reading(club, person, Reading(TODAY, 128, 80))
    saved()
    book_lines.note_printed(club, book_lines.gather(club, TODAY, [code]))
    saved()
