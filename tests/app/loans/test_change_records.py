"""Longer terms, new plans, waived interest, writing off, getting back, goods given back."""

from datetime import date

import pytest

from app.base.errors import Invalid, Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.second import Second
from app.funds import closing_records
from app.funds import records as ledger
from app.funds.approval_records import approvals
from app.funds.balance_records import balances
from app.funds.closing import Counted
from app.loans import change_records as records
from app.loans import pay_out_records, request_records
from app.loans.records import history, kind_returns, loan
from app.loans.rules import Decision, InKind, KindReturn, Request
from app.loans.schedule import Method
from app.loans.standing_records import standing_of, upcoming_of
from tests.app.loans import scene
from tests.makers import TODAY

FEBRUARY, MARCH, APRIL = date(2026, 2, 21), date(2026, 3, 21), date(2026, 4, 21)


@pytest.fixture
def loan_id(lender: Club, second: Second) -> str:
    """12 million over a year at 1 %, a million each month, with the first month paid."""
    found = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    pay_out_records.repay(lender, found, FEBRUARY, 1_120_000)
    return found


@pytest.fixture
def year_loan(lender: Club, second: Second) -> str:
    """12 million, all of it after a year, interest each month."""
    return scene.lend(lender, scene.somebody(lender), second, scene.terms(method="bullet"))


def version(club: Club, loan_id: str, number: int) -> list[tuple[date, int, int]]:
    rows = history(club, loan_id, TODAY).instalments
    return [
        (row.due_on, row.principal_vnd, row.interest_vnd) for row in rows if row.version == number
    ]


# --- plans --------------------------------------------------------------------------------------


def test_what_is_owed_is_laid_out_anew(lender: Club, loan_id: str) -> None:
    day = date(2026, 4, 25)  # two instalments were missed
    records.reschedule(lender, loan_id, day, 22, "Mất mùa")
    rows = version(lender, loan_id, 2)
    assert rows[0] == (date(2026, 5, 21), 500_000, 110_000)
    assert (len(rows), rows[-1][0]) == (22, date(2028, 2, 21))
    stands = standing_of(lender, loan_id, day)
    assert (stands.principal_due_vnd, stands.interest_due_vnd) == (0, 220_000)
    (event,) = history(lender, loan_id, TODAY).events
    assert (event.kind, event.reason, event.months, event.version) == (
        "rescheduled",
        "Mất mùa",
        22,
        2,
    )


def test_a_grace_and_meeting_days(lender: Club, loan_id: str) -> None:
    meetings = [date(2026, 3, 15), date(2026, 4, 19)]
    plan = records.new_plan(lender, loan_id, FEBRUARY, 4, grace_months=1, dues=meetings)
    assert [row.due_on for row in plan.rows] == [
        date(2026, 3, 15),
        date(2026, 4, 19),
        date(2026, 5, 21),
        date(2026, 6, 21),
    ]
    assert [row.principal_vnd for row in plan.rows] == [0, 3_667_000, 3_667_000, 3_666_000]
    assert not history(lender, loan_id, TODAY).events, "it was only looked at"


def test_instalments_of_a_new_plan_lie_ahead(lender: Club, second: Second) -> None:
    """The next meeting was on the 25th; the day of the month has gone by before that."""
    loan_id = scene.approved(lender, scene.somebody(lender), scene.terms())
    pay_out_records.pay_out(
        lender, loan_id, scene.PAID_OUT, second, dues=[date(2026, 2, 25), date(2026, 3, 25)]
    )
    plan = records.new_plan(lender, loan_id, date(2026, 2, 23), 3)
    assert [row.due_on for row in plan.rows] == [MARCH, APRIL, date(2026, 5, 21)]


def test_instalments_on_the_last_of_the_month_stay_there(lender: Club, second: Second) -> None:
    end_of_january = date(2026, 1, 31)
    agreed = scene.terms(2_000_000, 2)
    loan_id = scene.lend(lender, scene.somebody(lender), second, agreed, end_of_january)
    records.reschedule(lender, loan_id, date(2026, 3, 5), 3, "Ốm")  # the last one was 28 February
    days = [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    assert [day for day, _principal, _interest in version(lender, loan_id, 2)] == days
    assert standing_of(lender, loan_id, date(2026, 6, 1)).next_due_on == date(2026, 6, 30)


def test_more_months(lender: Club, year_loan: str) -> None:
    records.extend(lender, year_loan, MARCH, 6, "Ốm nặng")
    rows = version(lender, year_loan, 2)
    assert (len(rows), rows[-1]) == (16, (date(2027, 7, 21), 12_000_000, 120_000))


def test_more_months_for_a_loan_past_its_end(lender: Club, second: Second) -> None:
    agreed = scene.terms(3_000_000, 2, "bullet")
    loan_id = scene.lend(lender, scene.somebody(lender), second, agreed)
    records.extend(lender, loan_id, date(2026, 6, 1), 3, "Lợn bệnh")
    rows = version(lender, loan_id, 2)
    assert [row[0] for row in rows] == [date(2026, 6, 21), date(2026, 7, 21), date(2026, 8, 21)]
    stands = standing_of(lender, loan_id, date(2026, 6, 1))
    assert (stands.status, stands.principal_due_vnd, stands.interest_due_vnd) == (
        "late",
        0,
        120_000,
    )


def test_interest_in_advance_is_asked_for_the_added_months_only(
    lender: Club, second: Second
) -> None:
    agreed = scene.terms(6_000_000, 6, "bullet", "advance")
    loan_id = scene.lend(lender, scene.somebody(lender), second, agreed)
    records.extend(lender, loan_id, MARCH, 3, "Ốm")
    stands = standing_of(lender, loan_id, MARCH)
    assert (stands.interest_due_vnd, stands.last_due_on) == (180_000, date(2026, 10, 21))


@pytest.mark.parametrize("method", ["bullet", "flat"])
def test_interest_at_the_end_of_the_old_plan_stands_in_the_new_one(
    lender: Club, second: Second, method: Method
) -> None:
    agreed = scene.terms(12_000_000, 6, method, "maturity")
    loan_id = scene.lend(lender, scene.somebody(lender), second, agreed)
    records.reschedule(lender, loan_id, date(2026, 4, 25), 6, "Ốm")
    plan = version(lender, loan_id, 2)
    assert plan[-1][0] == date(2026, 10, 21)
    assert sum(interest for _day, _principal, interest in plan) == 9 * 120_000
    (*_others, last) = upcoming_of(lender, loan_id, date(2026, 4, 25))
    assert (last.on, last.principal_vnd, last.interest_vnd) == plan[-1]
    stands = standing_of(lender, loan_id, date(2026, 10, 21))
    assert (stands.outstanding_vnd, stands.interest_due_vnd) == (12_000_000, 1_080_000)


def test_the_month_that_has_begun_costs_what_was_owed_at_its_beginning(
    lender: Club, loan_id: str
) -> None:
    day = date(2026, 3, 10)
    pay_out_records.repay(lender, loan_id, day, 5_000_000)  # in the middle of a month
    records.reschedule(lender, loan_id, day, 6, "Bán được bò")
    plan = version(lender, loan_id, 2)
    assert plan[0] == (MARCH, 1_000_000, 110_000)
    assert plan[1] == (APRIL, 1_000_000, 50_000)
    told = upcoming_of(lender, loan_id, day)
    assert [(each.on, each.principal_vnd, each.interest_vnd) for each in told] == plan


def test_a_change_needs_a_reason_and_a_day_that_fits(lender: Club, loan_id: str) -> None:
    with pytest.raises(Invalid) as wrong:
        records.reschedule(lender, loan_id, MARCH, 6, " ")
    assert "reason" in wrong.value.problems
    with pytest.raises(Refused, match="later day"):
        records.reschedule(lender, loan_id, date(2026, 2, 20), 6, "x")
    with pytest.raises(Refused, match="lies ahead"):
        records.reschedule(lender, loan_id, date(2027, 1, 1), 6, "x")
    with pytest.raises(Refused, match="later day"):
        records.extend(lender, loan_id, date(2026, 1, 1), 6, "x")
    assert len(version(lender, loan_id, 2)) == 0


def test_no_change_before_a_payment_was_taken_back(
    lender: Club, second: Second, loan_id: str
) -> None:
    """What is owed on that day is not what is owed now: 11 million then, 12 million today."""
    (payment,) = (
        each.id for each in ledger.entries_of_loan(lender, loan_id) if each.topic == "repayment"
    )
    pay_out_records.take_back(lender, payment, "Ghi nhầm người", APRIL)
    for act in (
        lambda: records.write_off(lender, loan_id, MARCH, "Đã mất", second),
        lambda: records.extend(lender, loan_id, MARCH, 3, "Ốm"),
        lambda: records.waive_interest(lender, loan_id, MARCH, 10_000, "Ốm"),
    ):
        with pytest.raises(Refused, match="later day"):
            act()
    records.write_off(lender, loan_id, APRIL, "Đã mất", second)
    assert loan(lender, loan_id).state == "written_off"


def test_the_last_change_is_taken_back(lender: Club, loan_id: str) -> None:
    records.reschedule(lender, loan_id, MARCH, 22, "Mất mùa")
    records.waive_interest(lender, loan_id, MARCH, 10_000, "Ốm")
    plan, waiver = history(lender, loan_id, TODAY).events
    with pytest.raises(Refused, match="since"):
        records.take_back_change(lender, plan.id)
    records.take_back_change(lender, waiver.id)
    records.take_back_change(lender, plan.id)
    assert not version(lender, loan_id, 2)
    assert standing_of(lender, loan_id, MARCH).principal_due_vnd == 1_000_000
    records.reschedule(lender, loan_id, MARCH, 22, "Mất mùa")
    pay_out_records.repay(lender, loan_id, APRIL, 500_000)
    (plan,) = history(lender, loan_id, TODAY).events
    with pytest.raises(Refused, match="since"):
        records.take_back_change(lender, plan.id)


def test_a_plan_can_be_undone_before_anything_is_paid(lender: Club, loan_id: str) -> None:
    records.reschedule(lender, loan_id, MARCH, 22, "Mất mùa")
    lender.undo()
    assert not version(lender, loan_id, 2)
    assert not history(lender, loan_id, TODAY).events


# --- waived -------------------------------------------------------------------------------------


def test_only_interest_that_is_owed_can_be_waived(lender: Club, loan_id: str) -> None:
    with pytest.raises(Invalid) as wrong:
        records.waive_interest(lender, loan_id, MARCH, 110_001, "Ốm")
    assert "110.000" in wrong.value.problems["amount"]
    records.waive_interest(lender, loan_id, MARCH, 110_000, "Ốm")
    assert standing_of(lender, loan_id, MARCH).due_vnd == 1_000_000


def test_waiving_the_last_interest_closes_the_loan(lender: Club, loan_id: str) -> None:
    pay_out_records.repay(
        lender, loan_id, MARCH, 11_000_000, pay_out_records.Split(principal_vnd=11_000_000)
    )
    assert loan(lender, loan_id).state == "running"
    records.waive_interest(lender, loan_id, APRIL, 110_000, "Ốm")
    found = loan(lender, loan_id)
    assert (found.state, found.closed_on) == ("closed", APRIL)
    (event,) = history(lender, loan_id, TODAY).events
    records.take_back_change(lender, event.id)
    assert loan(lender, loan_id).state == "running"


# --- written off --------------------------------------------------------------------------------


def test_writing_off_before_two_officers(lender: Club, second: Second, loan_id: str) -> None:
    entry_id = records.write_off(lender, loan_id, APRIL, "Đã mất", second)
    assert entry_id is not None
    assert ledger.entry(lender, entry_id).voucher == "PK-2026-001"
    held = balances(lender, APRIL)["income"]
    assert held["written_off"] == 11_000_000
    assert "loans" not in held
    whats = [each.what for each in approvals(lender, loan_id=loan_id)]
    assert whats == ["disbursement"] * 2 + ["write_off"] * 2
    assert loan(lender, loan_id).state == "written_off"
    with pytest.raises(Refused):
        pay_out_records.repay(lender, loan_id, APRIL, 1_000)
    with pytest.raises(Refused):
        records.write_off(lender, loan_id, APRIL, "x", second)


def test_the_borrower_does_not_write_off(lender: Club, second: Second, loan_id: str) -> None:
    with lender.change("The officer is a member"):
        person = loan(lender, loan_id).person_id
        lender.db.table("officer").update(second.officer_id, {"person_id": person})
    with pytest.raises(Refused, match="two other officers"):
        records.write_off(lender, loan_id, APRIL, "x", second)


def test_getting_back_what_was_written_off(lender: Club, second: Second, loan_id: str) -> None:
    records.write_off(lender, loan_id, APRIL, "Bỏ đi xa", second)
    day = date(2026, 6, 21)
    with pytest.raises(Invalid):
        records.recover(lender, loan_id, day, 11_000_001)
    records.recover(lender, loan_id, day, 1_000_000)
    held = balances(lender, day)["income"]
    assert (held["written_off"], held["cash"]) == (10_000_000, 90_000_000)
    assert standing_of(lender, loan_id, day).written_off_vnd == 10_000_000
    last = records.recover(lender, loan_id, TODAY, 10_000_000)
    assert (loan(lender, loan_id).state, loan(lender, loan_id).closed_on) == ("closed", TODAY)
    pay_out_records.take_back(lender, last, "Ghi nhầm")
    assert loan(lender, loan_id).state == "written_off"


def test_a_writing_off_taken_back(lender: Club, second: Second, loan_id: str) -> None:
    entry_id = records.write_off(lender, loan_id, APRIL, "Bỏ đi xa", second)
    assert entry_id is not None
    pay_out_records.take_back(lender, entry_id, "Đã tìm thấy")
    assert loan(lender, loan_id).state == "running"
    assert not history(lender, loan_id, TODAY).events
    assert standing_of(lender, loan_id, APRIL).outstanding_vnd == 11_000_000


# --- in kind ------------------------------------------------------------------------------------


@pytest.fixture
def cow(club: Club, second: Second) -> str:
    """A cow lent for two years; one calf comes back."""
    goods = InKind("bò cái", 1, "con", 15_000_000, "Trả một bê cái sau 24 tháng")
    asked = Request(scene.somebody(club), scene.PAID_OUT, in_kind=goods)
    loan_id = request_records.request(club, asked)
    request_records.decide(club, loan_id, Decision(scene.PAID_OUT, approved=True, months=24))
    assert pay_out_records.pay_out(club, loan_id, scene.PAID_OUT, second) is None
    return loan_id


def test_goods_are_never_in_the_ledger(club: Club, cow: str) -> None:
    assert not ledger.entries_of_loan(club, cow)
    assert len(approvals(club, loan_id=cow)) == 2
    stands = standing_of(club, cow, TODAY)
    assert (stands.status, stands.next_due_on) == ("in_kind", date(2028, 1, 21))
    with pytest.raises(Refused, match="in kind"):
        pay_out_records.repay(club, cow, TODAY, 1_000)
    with pytest.raises(Refused):
        records.reschedule(club, cow, TODAY, 3, "x")


def test_goods_come_back_and_go_on_to_the_next(club: Club, cow: str) -> None:
    other = scene.somebody(club, "Trần Văn Hoa")
    first = KindReturn(date(2026, 9, 1), 1, "bê đực")
    records.return_in_kind(club, cow, first, closes=False)
    assert loan(club, cow).state == "running"
    last_id = records.return_in_kind(club, cow, KindReturn(TODAY, 1, "bê cái", other), closes=True)
    assert (loan(club, cow).state, loan(club, cow).closed_on) == ("closed", TODAY)
    assert [(each.what, each.to) for each in kind_returns(club, cow)] == [
        ("bê đực", ""),
        ("bê cái", "Trần Văn Hoa"),
    ]
    records.remove_return(club, last_id)
    assert loan(club, cow).state == "running"
    assert len(kind_returns(club, cow)) == 1


def test_more_time_for_goods(club: Club, cow: str) -> None:
    records.extend(club, cow, date(2026, 5, 2), 6, "Bò chưa đẻ")
    assert standing_of(club, cow, TODAY).last_due_on == date(2028, 7, 21)
    assert standing_of(club, cow, date(2026, 5, 1)).last_due_on == date(2028, 1, 21)
    (event,) = history(club, cow, TODAY).events
    records.take_back_change(club, event.id)
    assert standing_of(club, cow, TODAY).last_due_on == date(2028, 1, 21)


def test_goods_are_written_off_without_a_voucher(club: Club, second: Second, cow: str) -> None:
    assert records.write_off(club, cow, TODAY, "Bò chết", second) is None
    assert standing_of(club, cow, TODAY).status == "written_off"
    assert not ledger.entries_of_loan(club, cow)


def test_goods_are_given_back_only_on_loans_of_goods(lender: Club, loan_id: str) -> None:
    with pytest.raises(Refused, match="of money"):
        records.return_in_kind(lender, loan_id, KindReturn(TODAY, 1), closes=True)


def test_whether_income_improved(lender: Club, loan_id: str) -> None:
    records.set_improved(lender, loan_id, TODAY, "yes", "Bán 200 con gà")
    found = loan(lender, loan_id)
    assert (found.improved, found.improved_on, found.improved_note) == (
        "yes",
        TODAY,
        "Bán 200 con gà",
    )


def test_goods_that_were_not_handed_over(club: Club, cow: str) -> None:
    given = records.return_in_kind(club, cow, KindReturn(TODAY, 1), closes=False)
    with pytest.raises(Refused, match="since"):
        records.take_back_goods(club, cow)
    records.remove_return(club, given)
    records.take_back_goods(club, cow)
    found = loan(club, cow)
    assert (found.state, found.paid_out_on) == ("approved", None)


def test_goods_written_off_by_mistake(club: Club, second: Second, cow: str) -> None:
    records.write_off(club, cow, TODAY, "Bò chết", second)
    (event,) = history(club, cow, TODAY).events
    records.take_back_change(club, event.id)
    assert loan(club, cow).state == "running"
    assert standing_of(club, cow, TODAY).status == "in_kind"


def test_money_is_taken_back_by_its_vouchers(lender: Club, second: Second, loan_id: str) -> None:
    with pytest.raises(Refused, match="of money"):
        records.take_back_goods(lender, loan_id)
    records.write_off(lender, loan_id, APRIL, "Đã mất", second)
    (event,) = history(lender, loan_id, TODAY).events
    with pytest.raises(Refused, match="since"):
        records.take_back_change(lender, event.id)


# --- closed months ------------------------------------------------------------------------------


def test_nothing_is_dated_in_a_closed_month(
    lender: Club, second: Second, loan_id: str, cow: str
) -> None:
    records.reschedule(lender, loan_id, MARCH, 6, "Mất mùa")
    (event,) = history(lender, loan_id, TODAY).events
    for month in range(1, 5):
        due = closing_records.to_close(lender, TODAY)
        assert due is not None
        counted = Counted({1: due.book_cash_vnd})
        closing_records.seal(lender, Month(2026, month), counted, second)
    for act in (
        lambda: records.extend(lender, loan_id, APRIL, 6, "x"),
        lambda: records.waive_interest(lender, loan_id, APRIL, 1_000, "x"),
        lambda: records.take_back_change(lender, event.id),
        lambda: records.return_in_kind(lender, cow, KindReturn(APRIL, 1), closes=True),
        lambda: records.take_back_goods(lender, cow),
    ):
        with pytest.raises(Refused, match="closed up to 4/2026"):
            act()
