from dataclasses import replace
from datetime import date

import pytest

from app.base.periods import Month
from app.club.roles import HEALTH_LEAD, SECRETARY, TREASURER
from app.meetings import (
    attendance_records,
    booking_records,
    collection_records,
    money_records,
    records,
)
from app.meetings.collection import LoanPaid, Paid
from app.meetings.hints import hints
from app.members import records as members
from tests.app.loans import scene as lending
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.meetings.conftest import MONTH, Run, begun, club_of, meeting_page
from tests.ui.real import Keyboard
from ui.meetings.collection import CollectionStep
from ui.meetings.collection_parts import PartsForm
from ui.meetings.meeting import MeetingPage
from ui.meetings.receipts import ReceiptsPage
from ui.members.paper_page import MadePreview


def step_of(meeting: MeetingPage) -> CollectionStep:
    step = meeting.inner()
    assert isinstance(step, CollectionStep)
    return step


def paid(keys: Keyboard, meeting: MeetingPage) -> dict[str, int]:
    return {
        fee.name: fee.amount_vnd for fee in money_records.fees(club_of(keys), meeting.meeting().id)
    }


@pytest.fixture
def before(keys: Keyboard) -> None:
    """The meeting of last month, at which one member paid the usual fee."""
    club = club_of(keys)
    month = MONTH.previous()
    meeting_id = records.open_meeting(club, month, month.last.isoformat())
    first = attendance_records.attendance(club, meeting_id)[0]
    money_records.collect(club, meeting_id, {first.person_id: 5000})
    records.close_meeting(club, meeting_id)


@pytest.mark.usefixtures("before")
def test_enter_takes_the_usual_fee_and_only_differences_are_typed(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    names = [row.name for row in step_of(meeting).grid.rows.rows]
    keys.press("Enter")
    keys.type("10k")
    keys.press("Enter")
    keys.type("0")
    keys.press("Enter")
    assert paid(keys, meeting) == {names[0]: 5000, names[1]: 10_000, names[2]: 0}


@pytest.mark.usefixtures("before")
def test_one_key_takes_the_fee_of_all_who_are_here_and_whom_nobody_asked(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    club, step = club_of(keys), step_of(meeting)
    away = step.grid.rows.rows[5].key
    attendance_records.set_absent(club, meeting.meeting().id, away, "ill")
    assert [row.key for row in step.grid.rows.rows][-1] == away, "absent people stand at the end"
    keys.type("10.000")
    keys.press("Enter", "Ctrl+D")
    found = {
        fee.person_id: fee.amount_vnd for fee in money_records.fees(club, meeting.meeting().id)
    }
    assert len(found) == 59
    assert away not in found
    assert sorted(found.values()) == [5000] * 58 + [10_000]
    assert not step.all_paid.isVisible()
    keys.press("Ctrl+Z")
    assert len(money_records.fees(club, meeting.meeting().id)) == 1


def test_the_first_fee_ever_is_typed_once_and_then_proposed(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    assert not step_of(meeting).all_paid.isVisible()
    keys.type("5k")
    keys.press("Enter", "Ctrl+D", "Ctrl+Enter")
    assert list(paid(keys, meeting).values()) == [5000] * 60
    assert meeting.step() == "areas"


def test_what_is_no_amount_stays_red_and_a_tiny_one_is_doubted(keys: Keyboard) -> None:
    meeting = begun(keys, "collection")
    grid = step_of(meeting).grid
    keys.type("năm nghìn rưởi")
    keys.press("Enter")
    assert "năm nghìn rưởi" in grid.said()
    keys.press("Ctrl+Enter")
    assert meeting.step() == "collection"
    assert paid(keys, meeting) == {}
    keys.press("F8")
    keys.type("5")
    keys.press("Enter")
    assert "5k" in grid.said()


def test_a_typed_nothing_is_still_there_after_the_program_was_killed(run: Run) -> None:
    with run() as keys:
        meeting = begun(keys, "collection")
        keys.type("5000")
        keys.press("Enter")
        keys.type("0")
        keys.press("Enter")
    with run() as keys:
        meeting = begun(keys, "collection")
        assert sorted(paid(keys, meeting).values()) == [0, 5000]
        key = step_of(meeting).grid.current_key()
        assert step_of(meeting).grid.rows.rows[2].key == key


@pytest.mark.parametrize("size", SIZES)
def test_the_step_fits(run: Run, size: int) -> None:
    with run(size=size) as keys:
        check_page(begun(keys, "collection"))


def test_a_closed_meeting_is_only_shown(keys: Keyboard) -> None:
    club = club_of(keys)
    meeting_id = records.open_meeting(club, Month.of(TODAY), TODAY.isoformat())
    records.close_meeting(club, meeting_id)
    step = step_of(begun(keys, "collection"))
    assert step.grid.is_locked()
    assert not step.all_paid.isVisible()


# --- loans, and the ledger ------------------------------------------------------------------------


@pytest.fixture
def loan(keys: Keyboard, before: None) -> str:
    """Somebody of the first rows borrowed a month ago, 12 instalments of a million."""
    club = club_of(keys)
    lending.fund(club)
    person = members.members(club, TODAY)[2].id
    second = lending.second_officer(club)
    return lending.lend(club, person, second, lending.terms(), date(2026, 10, 21))


def row_of(step: CollectionStep, loan: str) -> str:
    """The row of who owes on a loan."""
    asked = collection_records.expected(step.session.club, step.meeting.id)
    return next(each.person_id for each in asked if loan in {its.loan_id for its in each.loans})


def test_who_owes_on_a_loan_is_asked_for_all_of_it_in_one_row(keys: Keyboard, loan: str) -> None:
    step = step_of(begun(keys, "collection"))
    row = step.grid.rows.row(row_of(step, loan))
    shown = [row.texts[name] for name in ("fee", "interest", "principal", "due")]
    assert shown == ["5.000", "120.000", "1.000.000", "1.125.000"]
    assert row.prefilled == {"paid": "1.125.000"}


def test_what_differs_is_split_and_said_in_words(keys: Keyboard, loan: str) -> None:
    meeting = begun(keys, "collection")
    step = step_of(meeting)
    person = row_of(step, loan)
    step.grid.go_to(person, "paid")
    keys.type("900k")
    keys.press("Enter")
    paid = collection_records.written(club_of(keys), meeting.meeting().id)[person]
    assert paid == Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 775_000),))
    assert "775.000" in step.grid.said()
    assert step.grid.rows.row(person).result.word.startswith("225.000")
    keys.press("Up")
    assert "775.000" in step.foot.said()


def test_the_parts_are_set_by_hand(keys: Keyboard, loan: str) -> None:
    meeting = begun(keys, "collection")
    step = step_of(meeting)
    person = row_of(step, loan)
    step.grid.go_to(person, "paid")
    keys.press("F4")
    form = keys.page
    assert isinstance(form, PartsForm)
    check_page(form)
    form.fields["savings"].set_text("50k")
    form.fields[f"principal {loan}"].set_text("20tr")
    keys.press("Ctrl+Enter")
    assert list(form.problems()) == [f"principal {loan}"], "only 12 million is owed"
    form.fields[f"principal {loan}"].set_text("")
    keys.press("Ctrl+Enter")
    paid = collection_records.written(club_of(keys), meeting.meeting().id)[person]
    assert paid == Paid(5_000, 50_000, (LoanPaid(loan, 0, 120_000),))
    assert step.grid.rows.row(person).texts["savings"] == "–", "nobody saved before"
    assert step.grid.current_key() == person


def test_all_are_taken_booked_and_printed_with_four_keys(keys: Keyboard, loan: str) -> None:
    meeting = begun(keys, "collection")
    step = step_of(meeting)
    keys.press("Ctrl+D")
    assert step.book.isVisible()
    keys.press("Ctrl+B")
    club, meeting_id = club_of(keys), meeting.meeting().id
    found = booking_records.booked(club, meeting_id)
    assert found.complete
    assert len(found.vouchers) == 2
    assert not step.book.isVisible()
    keys.press("Ctrl+P")
    page = keys.page
    assert isinstance(page, ReceiptsPage)
    check_page(page)
    keys.press("Ctrl+P")
    keys.wait_for(MadePreview)
    keys.press("Esc", "Ctrl+L")
    keys.wait_for(MadePreview)


def test_what_is_changed_after_booking_is_booked_for_a_reason(keys: Keyboard, loan: str) -> None:
    meeting = begun(keys, "collection")
    step = step_of(meeting)
    keys.press("Ctrl+D", "Ctrl+B")
    step.grid.go_to(row_of(step, loan), "paid")
    keys.type("5k")
    keys.press("Enter")
    assert step.book.isVisible()
    keys.press("Ctrl+B", "Ctrl+Enter")
    assert not booking_records.booked(club_of(keys), meeting.meeting().id).complete
    keys.type("đếm nhầm")
    keys.press("Ctrl+Enter")
    assert booking_records.booked(club_of(keys), meeting.meeting().id).complete


def test_the_secretary_collects_and_the_treasurer_books_later(run: Run) -> None:
    with run(roles={SECRETARY}) as keys:
        meeting = begun(keys, "collection")
        keys.type("5k")
        keys.press("Enter", "Ctrl+D")
        assert not step_of(meeting).book.isVisible()
        records.close_meeting(club_of(keys), meeting.meeting().id)
    with run(roles={TREASURER}) as keys:
        (hint,) = (each for each in hints(club_of(keys), TODAY) if each.key.startswith("money"))
        keys.window.open(hint.room, what=hint.about)
        settle()
        step = step_of(meeting_page(keys))
        assert step.grid.is_locked()
        step.book.click()
        settle()
        assert booking_records.waiting(club_of(keys)) == ()


def test_who_may_not_read_loans_sees_fees_only(run: Run) -> None:
    with run(roles={HEALTH_LEAD}) as keys:
        step = step_of(begun(keys, "collection"))
        keys.type("5k")
        keys.press("Enter")
        assert not step.book.isVisible()
        assert not step.receipts.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_step_of_a_club_that_lends_fits(run: Run, size: int) -> None:
    with run(size=size) as keys:
        club = club_of(keys)
        lending.fund(club)
        second = lending.second_officer(club)
        for member in members.members(club, TODAY)[:5]:
            lending.lend(club, member.id, second, lending.terms(), date(2026, 10, 21))
        meeting = begun(keys, "collection")
        check_page(meeting)
        keys.press("F4")
        check_page(keys.page)


def test_ending_after_a_change_asks_why(keys: Keyboard, loan: str) -> None:
    meeting = begun(keys, "collection")
    step = step_of(meeting)
    keys.press("Ctrl+D", "Ctrl+B")
    step.grid.go_to(row_of(step, loan), "paid")
    keys.type("5k")
    keys.press("Enter", "F9", "Ctrl+Enter")
    keys.type("đếm nhầm")
    keys.press("Ctrl+Enter")
    club, meeting_id = club_of(keys), meeting.meeting().id
    assert records.meeting(club, meeting_id).state == "closed"
    assert booking_records.booked(club, meeting_id).complete


@pytest.mark.usefixtures("before")
def test_two_of_one_name_are_told_apart_by_their_numbers(keys: Keyboard) -> None:
    club = club_of(keys)
    first, other = members.members(club, TODAY)[:2]
    members.edit_person(club, other.id, replace(other.person, name=first.person.name))
    meeting = begun(keys, "collection")
    names = [row.name for row in step_of(meeting).grid.rows.rows]
    assert f"{first.person.name} ({first.code})" in names
    assert f"{first.person.name} ({other.code})" in names
    assert len(set(names)) == len(names)
