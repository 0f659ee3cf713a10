from datetime import date
from random import Random

import pytest

from app.base.errors import Invalid, Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import SECRETARY, TREASURER, VIEWER, Actor
from app.club.second import Second
from app.funds import balance_records, closing_records
from app.funds import records as ledger
from app.funds.closing import Counted
from app.funds.rules import Draft, Posting
from app.loans import records as loans
from app.loans import standing_records
from app.meetings import booking, booking_records, collection, collection_records, records
from app.meetings.collection import LoanPaid, Paid
from app.meetings.rules import Held
from app.members import merge_records
from app.members.rules import Person
from tests.app.loans import scene as lending
from tests.app.meetings.scene import add_people

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
ON = date(2026, 11, 21)
TREASURER_AT_WORK = Actor("t", "Bà Hạnh", frozenset({TREASURER}))
SECRETARY_AT_WORK = Actor("s", "Ông Tư", frozenset({SECRETARY}))


@pytest.fixture
def second(club: Club) -> Second:
    """The second officer, beside the chair."""
    return lending.second_officer(club)


@pytest.fixture
def scene(club: Club, second: Second) -> tuple[Club, str, str, str, str]:
    """A club that lends, its open meeting, two members and the loan of the first."""
    lending.fund(club)
    dan, lan = add_people(club, "Hoàng Dần", "Lê Lan")
    loan = lending.lend(club, dan, second, lending.terms(), date(2026, 10, 21))
    november = records.open_meeting(club, NOVEMBER, ON.isoformat())
    return club, november, dan, lan, loan


Scene = tuple[Club, str, str, str, str]


def pieces(paid: dict[str, Paid]) -> dict[str, object]:
    return {person: each.pieces() for person, each in paid.items() if each.total_vnd}


def agree(club: Club, meeting_id: str) -> None:
    """The ledger says what the sheet says."""
    vouchers = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    sheet = collection_records.written(club, meeting_id)
    assert pieces(booking.booked(vouchers)) == pieces(sheet)
    assert booking_records.booked(club, meeting_id).complete


def test_closing_books_the_meeting_under_its_day(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 1_000_000),))
    collection_records.write(club, november, {dan: paid, lan: Paid(5_000)})
    assert booking_records.booked(club, november).waiting == {dan, lan}
    cash = balance_records.balance(club, "income", "cash", ON)
    records.close_meeting(club, november)
    agree(club, november)
    fees, rest = booking_records.booked(club, november).vouchers
    assert (fees.kind, fees.on_date, fees.amount_vnd) == ("receipt", ON, 10_000)
    assert (rest.person_id, rest.loan_id, rest.amount_vnd) == (dan, loan, 1_120_000)
    assert balance_records.balance(club, "activity", "interest", ON) == -120_000
    assert balance_records.balance(club, "income", "cash", ON) == cash + 1_000_000
    assert standing_records.standings(club, ON)[loan].outstanding_vnd == 11_000_000
    assert club.next_undo() is None, "undo never goes past what was booked"


def test_what_was_due_is_still_shown_after_it_was_booked(scene: Scene) -> None:
    club, november, dan, _lan, loan = scene
    before = collection_records.expected(club, november)
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 12_000_000),))
    collection_records.write(club, november, {dan: paid})
    booking_records.book(club, november)
    assert loans.loan(club, loan).state == "closed"
    after = collection_records.expected(club, november)
    assert [each.loans for each in after] == [each.loans for each in before]


def test_the_secretary_closes_and_the_treasurer_books(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    club.actor = SECRETARY_AT_WORK
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000),))
    collection_records.write(club, november, {dan: paid, lan: Paid(5_000)})
    records.close_meeting(club, november)
    assert not booking_records.may_book(club)
    with pytest.raises(Refused):
        booking_records.book(club, november)
    (waiting,) = booking_records.waiting(club)
    assert (waiting.month, waiting.collected_vnd) == (NOVEMBER, 130_000)
    club.actor = TREASURER_AT_WORK
    booking_records.book(club, november)
    agree(club, november)
    assert booking_records.waiting(club) == ()


def test_what_is_booked_and_changed_is_written_anew_for_a_reason(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    full = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 12_000_000),))
    collection_records.write(club, november, {dan: full, lan: Paid(5_000)})
    booking_records.book(club, november)
    less = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 1_000_000),))
    collection_records.write(club, november, {dan: less})
    found = booking_records.booked(club, november)
    assert found.changed == {dan}
    assert not found.waiting
    with pytest.raises(Invalid):
        booking_records.book(club, november)
    with pytest.raises(Invalid):
        records.close_meeting(club, november)
    records.close_meeting(club, november, "đếm lại thấy thiếu")
    agree(club, november)
    (back,) = (each for each in ledger.entries_of_loan(club, loan) if each.reverses)
    assert back.reason == "đếm lại thấy thiếu"
    assert loans.loan(club, loan).state == "running"
    assert records.meeting(club, november).state == "closed"


def test_a_correction_of_a_closed_meeting_reaches_the_ledger(scene: Scene) -> None:
    club, november, dan, lan, _loan = scene
    collection_records.write(club, november, {dan: Paid(5_000), lan: Paid(5_000)})
    records.close_meeting(club, november)
    with records.correct(club, november, "bà Lan nộp 10.000"):
        collection_records.write(club, november, {lan: Paid(10_000)})
    agree(club, november)
    assert balance_records.balance(club, "activity", "fees", ON) == -15_000


def test_opening_again_keeps_what_is_booked_and_the_day_stays(scene: Scene) -> None:
    club, november, dan, lan, _loan = scene
    collection_records.write(club, november, {dan: Paid(5_000)})
    records.close_meeting(club, november)
    first = booking_records.booked(club, november).vouchers
    records.reopen_meeting(club, november)
    assert booking_records.booked(club, november).vouchers == first
    with pytest.raises(Invalid):
        records.change_held(club, november, Held("2026-11-20"))
    with pytest.raises(Refused):
        records.put_back(club, november)
    collection_records.write(club, november, {lan: Paid(5_000)})
    records.close_meeting(club, november)
    agree(club, november)
    assert booking_records.booked(club, november).vouchers[0] == first[0], "one more, not anew"


def test_nothing_is_booked_of_meetings_before_the_books_began(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    october = records.open_meeting(club, OCTOBER, "2026-10-21")
    collection_records.write(club, october, {lan: Paid(5_000)})
    records.close_meeting(club, october)
    assert booking_records.booked(club, october).before
    assert booking_records.waiting(club) == ()
    with pytest.raises(Refused):
        booking_records.book(club, october)
    assert booking_records.books_begin(club) == date(2026, 11, 1)


def test_the_books_begin_after_the_day_of_taking_over(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    postings = (Posting("activity", "cash", 50_000), Posting("activity", "opening", -50_000))
    day = date(2026, 10, 21)
    ledger.post(club, Draft("journal", day, "opening", "Chuyển từ sổ giấy", postings))
    assert booking_records.books_begin(club) == date(2026, 10, 22)
    october = records.open_meeting(club, OCTOBER, day.isoformat())
    collection_records.write(club, october, {lan: Paid(5_000)})
    assert booking_records.booked(club, october).before
    november = records.open_meeting(club, NOVEMBER, ON.isoformat())
    collection_records.write(club, november, {lan: Paid(5_000)})
    assert booking_records.booked(club, november).waiting == {lan}


def test_other_vouchers_of_a_meeting_are_left_alone(scene: Scene) -> None:
    club, november, dan, _lan, _loan = scene
    postings = (Posting("activity", "cash", -9_000), Posting("activity", "spending", 9_000))
    money = (Posting("activity", "cash", 90_000), Posting("activity", "other_income", -90_000))
    ledger.post(club, Draft("receipt", ON, "income", "Bán giấy vụn", money))
    tea = Draft("payment", ON, "spending", "Chè nước", postings, meeting_id=november)
    ledger.post(club, tea)
    collection_records.write(club, november, {dan: Paid(5_000)})
    booking_records.book(club, november)
    agree(club, november)


def test_whatever_is_typed_and_typed_again_the_ledger_follows(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    chance = Random(7)
    for round_ in range(25):
        asked = {each.person_id: each for each in collection_records.expected(club, november)}
        for person in (dan, lan):
            amount = chance.choice([None, 0, 5_000, 125_000, 1_125_000, 2_000_000, 12_500_000])
            amount = amount and amount + 1_000 * chance.randrange(3)
            paid = None if amount is None else collection.split(asked[person], amount)
            collection_records.write(club, november, {person: paid})
        booking_records.book(club, november, f"lần {round_}")
        agree(club, november)
        principal = collection_records.written(club, november).get(dan, Paid()).of_loan(loan)
        lent = balance_records.balance(club, "income", "loans", ON)
        assert lent == 12_000_000 - principal.principal_vnd
        for fund, accounts in balance_records.balances(club, ON).items():
            assert sum(accounts.values()) == 0, fund


def test_what_is_corrected_in_a_closed_month_is_booked_today(club: Club, second: Second) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    money = (Posting("activity", "cash", 90_000), Posting("activity", "other_income", -90_000))
    ledger.post(club, Draft("receipt", date(2026, 10, 2), "income", "Bán giấy vụn", money))
    october = records.open_meeting(club, OCTOBER, "2026-10-21")
    collection_records.write(club, october, {lan: Paid(5_000), hoa: Paid(5_000)})
    records.close_meeting(club, october)
    closing_records.seal(club, OCTOBER, Counted({100_000: 1}), second)
    with records.correct(club, october, "bà Lan nộp 10.000"):
        collection_records.write(club, october, {lan: Paid(10_000)})
    agree(club, october)
    vouchers = booking_records.booked(club, october).vouchers
    assert [each.on_date for each in vouchers] == [ON]
    assert balance_records.balance(club, "activity", "fees", date(2026, 10, 31)) == -10_000
    assert balance_records.balance(club, "activity", "fees", ON) == -15_000


def test_the_cash_by_the_books_knows_what_is_not_booked_yet(scene: Scene) -> None:
    club, november, dan, lan, _loan = scene
    collection_records.write(club, november, {dan: Paid(5_000), lan: Paid(5_000)})
    found = booking_records.cash_by_book(club, november)
    assert found is not None
    assert (found.booked_vnd, found.waiting_vnd) == (88_000_000, 10_000)
    booking_records.book(club, november)
    found = booking_records.cash_by_book(club, november)
    assert found is not None
    assert (found.booked_vnd, found.waiting_vnd) == (88_010_000, 0)
    assert found.total_vnd == 88_010_000


def test_without_books_there_is_no_cash_to_compare(club: Club) -> None:
    october = records.open_meeting(club, OCTOBER, "2026-10-21")
    assert booking_records.cash_by_book(club, october) is None
    club.actor = Actor("x", "Khách", frozenset({VIEWER}))
    assert booking_records.cash_by_book(club, october) is None


def test_payers_stand_in_name_order_with_their_receipts(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000),))
    collection_records.write(club, november, {dan: paid, lan: Paid()})
    (payer,) = booking_records.payers(club, november)
    assert (payer.name, payer.paid, payer.vouchers) == ("Hoàng Dần", paid, ())
    booking_records.book(club, november)
    (payer,) = booking_records.payers(club, november)
    assert payer.paid == paid
    assert payer.vouchers == (booking_records.booked(club, november).vouchers[1].voucher,)


def test_two_entries_made_one_leave_sheet_and_ledger_equal(scene: Scene) -> None:
    club, november, dan, lan, loan = scene
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000),))
    collection_records.write(club, november, {dan: paid, lan: Paid(5_000, 20_000)})
    records.close_meeting(club, november)
    merge_records.merge_people(club, lan, dan, Person("Lê Lan"))
    agree(club, november)
    both = Paid(10_000, 20_000, paid.loans)
    assert collection_records.written(club, november) == {lan: both}
    assert booking_records.waiting(club) == ()
