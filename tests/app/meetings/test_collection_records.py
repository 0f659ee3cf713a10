from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Invalid, Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, SECRETARY, Actor
from app.club.second import Second
from app.meetings import attendance_records, collection, collection_records, money_records, records
from app.meetings.collection import Expected, LoanPaid, Paid
from app.members import leaving_records
from app.members import records as members
from app.members.rules import Membership
from tests.app.loans import scene as lending
from tests.app.meetings.scene import add_people

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
DAY = "2026-11-21"


@pytest.fixture
def second(club: Club) -> Second:
    """The second officer, beside the chair."""
    return lending.second_officer(club)


@pytest.fixture
def lender(club: Club) -> Club:
    """A club with capital to lend."""
    lending.fund(club)
    return club


def by_name(asked: tuple[Expected, ...]) -> dict[str, Expected]:
    return {each.name: each for each in asked}


def pay_fees(club: Club, month: Month, day: str, *people: str) -> str:
    meeting_id = records.open_meeting(club, month, day)
    money_records.collect(club, meeting_id, dict.fromkeys(people, 5_000))
    return meeting_id


def test_everybody_is_asked_for_the_fee_and_borrowers_for_what_is_due(
    lender: Club, second: Second
) -> None:
    dan, lan, hoa = add_people(lender, "Hoàng Dần", "Lê Lan", "Lê Hoa")
    pay_fees(lender, OCTOBER, "2026-10-21", dan, lan, hoa)
    on = date(2026, 10, 21)
    lending.lend(lender, dan, second, lending.terms(), on)
    cow = lending.lend(lender, hoa, second, lending.terms(6_000_000, 6, "bullet"), on)
    november = records.open_meeting(lender, NOVEMBER, DAY)
    attendance_records.set_absent(lender, november, hoa, "ill")
    asked = collection_records.expected(lender, november)
    assert [each.name for each in asked] == ["Hoàng Dần", "Lê Lan", "Lê Hoa"]
    here = by_name(asked)["Hoàng Dần"]
    assert (here.fee_vnd, here.interest_vnd, here.principal_vnd) == (5_000, 120_000, 1_000_000)
    assert here.total_vnd == 1_125_000
    away = by_name(asked)["Lê Hoa"]
    assert (away.present, away.fee_vnd, away.total_vnd) == (False, 0, 60_000)
    assert [loan.loan_id for loan in away.loans] == [cow]
    assert by_name(asked)["Lê Lan"].total_vnd == 5_000


def test_who_left_and_still_owes_is_asked_too(lender: Club, second: Second) -> None:
    (dan,) = add_people(lender, "Hoàng Dần")
    lending.lend(lender, dan, second, lending.terms(), date(2026, 9, 21))
    members.leave(lender, dan, Membership(None, "2026-10-01", "moved"))
    assert leaving_records.periods(lender, dan)
    november = records.open_meeting(lender, NOVEMBER, DAY)
    (asked,) = collection_records.expected(lender, november)
    assert (asked.name, asked.present, asked.principal_vnd) == ("Hoàng Dần", False, 2_000_000)


def test_what_was_left_unpaid_is_asked_for_again(lender: Club, second: Second) -> None:
    (dan,) = add_people(lender, "Hoàng Dần")
    lending.lend(lender, dan, second, lending.terms(), date(2026, 8, 21))
    november = records.open_meeting(lender, NOVEMBER, DAY)
    (asked,) = collection_records.expected(lender, november)
    assert asked.principal_vnd == 3_000_000
    assert asked.interest_vnd == 360_000
    assert asked.loans[0].stands.status == "late"


def test_what_was_put_aside_last_time_is_asked_for_again(club: Club) -> None:
    dan, lan = add_people(club, "Hoàng Dần", "Lê Lan")
    october = records.open_meeting(club, OCTOBER, "2026-10-21")
    paid = {dan: Paid(5_000, 20_000), lan: Paid(5_000)}
    collection_records.write(club, october, paid)
    november = records.open_meeting(club, NOVEMBER, DAY)
    asked = by_name(collection_records.expected(club, november))
    assert (asked["Hoàng Dần"].savings_vnd, asked["Lê Lan"].savings_vnd) == (20_000, 0)


def test_what_is_written_is_read_again_and_taken_out(lender: Club, second: Second) -> None:
    dan, lan = add_people(lender, "Hoàng Dần", "Lê Lan")
    loan = lending.lend(lender, dan, second, lending.terms(), date(2026, 10, 21))
    november = records.open_meeting(lender, NOVEMBER, DAY)
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000, 900_000),))
    collection_records.write(lender, november, {dan: paid, lan: Paid()})
    assert collection_records.written(lender, november) == {dan: paid, lan: Paid()}
    assert [fee.amount_vnd for fee in money_records.fees(lender, november)] == [5_000, 0]
    more = replace(paid, held_vnd=7_000)
    collection_records.write(lender, november, {dan: more, lan: None})
    assert collection_records.written(lender, november) == {dan: more}
    lender.undo()
    assert collection_records.written(lender, november) == {dan: paid, lan: Paid()}


def test_what_cannot_be_written(lender: Club, second: Second) -> None:
    dan, lan = add_people(lender, "Hoàng Dần", "Lê Lan")
    loan = lending.lend(lender, dan, second, lending.terms(), date(2026, 10, 21))
    november = records.open_meeting(lender, NOVEMBER, DAY)
    for amount in (-1, 10**12 + 1):
        with pytest.raises(Invalid):
            collection_records.write(lender, november, {lan: Paid(amount)})
    with pytest.raises(ValueError, match="somebody else"):
        collection_records.write(lender, november, {lan: Paid(0, 0, (LoanPaid(loan, 1_000),))})
    with pytest.raises(Refused):
        collection_records.write(lender, november, {"nobody": Paid(5_000)})
    records.close_meeting(lender, november)
    with pytest.raises(Refused):
        collection_records.write(lender, november, {lan: Paid(5_000)})


def test_who_may_not_read_loans_sees_fees_and_leaves_the_rest_alone(
    lender: Club, second: Second
) -> None:
    (dan,) = add_people(lender, "Hoàng Dần")
    loan = lending.lend(lender, dan, second, lending.terms(), date(2026, 10, 21))
    november = records.open_meeting(lender, NOVEMBER, DAY)
    paid = Paid(5_000, 0, (LoanPaid(loan, 0, 120_000),))
    collection_records.write(lender, november, {dan: paid})
    chair = lender.actor
    lender.actor = Actor("x", "Mai", frozenset({HEALTH_LEAD}))
    (asked,) = collection_records.expected(lender, november)
    assert asked.loans == ()
    assert collection_records.written(lender, november) == {dan: Paid(5_000)}
    collection_records.write(lender, november, {dan: Paid(6_000)})
    lender.actor = chair
    assert collection_records.written(lender, november) == {dan: replace(paid, fee_vnd=6_000)}
    lender.actor = Actor("x", "Tư", frozenset({SECRETARY}))
    assert collection_records.expected(lender, november)[0].loans


def test_the_fee_of_this_meeting_is_proposed_when_there_was_none_before(club: Club) -> None:
    dan, lan, hoa = add_people(club, "Hoàng Dần", "Lê Lan", "Lê Hoa")
    november = records.open_meeting(club, NOVEMBER, DAY)
    assert collection_records.usual(club, november) is None
    money_records.collect(club, november, {dan: 10_000, lan: 10_000, hoa: 5_000})
    assert collection_records.usual(club, november) == 10_000
    assert collection.split(collection_records.expected(club, november)[0], 10_000) == Paid(10_000)


def test_a_fee_that_was_changed_is_asked_of_the_others_too(club: Club) -> None:
    people = add_people(club, "Lê Ất", "Lê Bính", "Lê Giáp", "Lê Lan", "Lê Tư")
    pay_fees(club, OCTOBER, "2026-10-21", *people)
    november = pay_fees(club, NOVEMBER, DAY)
    money_records.collect(club, november, dict.fromkeys(people[:2], 10_000))
    assert collection_records.usual(club, november) == 5_000
    money_records.collect(club, november, {people[2]: 10_000, people[3]: 5_000})
    assert collection_records.usual(club, november) == 10_000
    assert collection_records.expected(club, november)[-1].fee_vnd == 10_000
