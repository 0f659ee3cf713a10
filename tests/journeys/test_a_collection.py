"""Collecting from sixty people of whom twenty-five borrow, by keys alone in the real window: what
it costs, and that the ledger says what the sheet says."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.funds import balance_records
from app.funds import records as ledger
from app.loans.schedule import Method
from app.meetings import (
    attendance_records,
    booking,
    booking_records,
    collection_records,
    money_records,
    records,
)
from app.meetings.collection import Paid
from app.members import records as members
from app.members.records import Joining
from tests.app.loans import scene as lending
from tests.journeys.test_a_whole_meeting import Hands, step
from tests.makers import TODAY, make_club
from tests.ui.meetings.conftest import MONTH, sixty
from tests.ui.real import running
from ui.meetings.collection import CollectionStep
from ui.meetings.meeting import MeetingPage

FEE = 5_000
LENT = date(2026, 10, 21)
METHODS: tuple[Method, ...] = ("declining", "bullet", "flat", "annuity", "declining")
ABSENT = (3, 14, 27, 35, 48, 59)
"""Places of those who are ill: some of them borrow, and for one of these somebody pays."""


def make_book(folder: Path) -> str:
    """Sixty members who paid their fee last month; the first twenty-five borrow. The meeting of
    this month is open; its id."""
    club = make_club(folder)
    with club.change("Sixty members"):
        members.add_members(club, [Joining(person, "2025-01-01") for person in sixty()])
    lending.fund(club)
    second = lending.second_officer(club)
    last = records.open_meeting(club, MONTH.previous(), LENT.isoformat())
    people = [each.person_id for each in attendance_records.attendance(club, last)]
    money_records.collect(club, last, dict.fromkeys(people, FEE))
    records.close_meeting(club, last)
    for place, person_id in enumerate(people[:25]):
        terms = lending.terms(3_600_000, 12, METHODS[place % len(METHODS)])
        lending.lend(club, person_id, second, terms, LENT)
    meeting_id = records.open_meeting(club, MONTH, TODAY.isoformat())
    for place in ABSENT:
        attendance_records.set_absent(club, meeting_id, people[place], "ill")
    club.close()
    return meeting_id


def telling(paid: Mapping[str, Paid]) -> dict[str, object]:
    """Who paid something, and for what."""
    return {person: each.pieces() for person, each in paid.items() if each.total_vnd}


def agree(club: Club, meeting_id: str) -> None:
    """The ledger says what the sheet says, and nothing is lost between the funds."""
    vouchers = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    sheet = collection_records.written(club, meeting_id)
    assert telling(booking.booked(vouchers)) == telling(sheet)
    assert booking_records.booked(club, meeting_id).complete
    for accounts in balance_records.balances(club, TODAY).values():
        assert sum(accounts.values()) == 0


def test_each_exact_payer_costs_one_key_and_the_ledger_agrees(tmp_path: Path, qtbot: QtBot) -> None:
    meeting_id = make_book(tmp_path / "club")
    with running(qtbot, tmp_path / "club") as keys:
        keys.window.open("meetings", meeting=meeting_id, step="collection")
        hands = Hands(keys)
        club = keys.window.session.club
        asked = collection_records.expected(club, meeting_id)
        here = [each for each in asked if each.present]
        assert (len(asked), len(here)) == (60, 54)
        assert sum(1 for each in asked if each.loans_vnd) == 25
        differing = {2: "100k", 9: "0", 20: "2tr"}
        with hands.part("collection"):
            for place in range(30):
                if place in differing:
                    hands.text(differing[place])
                hands.press("Enter")
            hands.press("Ctrl+D")  # the other twenty-four paid all of it
            for _place in range(24):
                hands.press("Down")
            hands.text("500k")  # a neighbour brought it for the first of the absent who owe
            hands.press("Ctrl+B")
            hands.press("Ctrl+Enter")
        assert step(hands) == "areas"
        assert hands.strokes["collection"] <= 30 + 1 + 24 + 2
        agree(club, meeting_id)
        paid = collection_records.written(club, meeting_id)
        exact = [each for place, each in enumerate(here) if place not in differing]
        assert all(paid[each.person_id].total_vnd == each.total_vnd for each in exact)
        assert not paid[here[9].person_id].total_vnd
        assert paid[here[20].person_id].total_vnd == 2_000_000
        brought = next(each for each in asked if not each.present)
        assert paid[brought.person_id].total_vnd == 500_000
        page = keys.page
        assert isinstance(page, MeetingPage)
        page.choose("collection")
        correct_one(hands, here[0].person_id)
        agree(club, meeting_id)
        assert collection_records.written(club, meeting_id)[here[0].person_id].total_vnd == 50_000


def correct_one(hands: Hands, person_id: str) -> None:
    """Somebody had paid less than was written and booked."""
    page = hands.keys.page
    assert isinstance(page, MeetingPage)
    inner = page.inner()
    assert isinstance(inner, CollectionStep)
    inner.grid.go_to(person_id)
    hands.text("50k")
    hands.press("Enter", "Ctrl+B")
    hands.text("đếm lại thấy thiếu")
    hands.press("Ctrl+Enter")
