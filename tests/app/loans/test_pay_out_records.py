"""Money of a loan going out and coming back: vouchers, states, what is taken back."""

from datetime import date

import pytest

from app.base.errors import Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.second import Second
from app.funds import closing_records
from app.funds import records as ledger
from app.funds.approval_records import approvals
from app.funds.balance_records import balance, balances
from app.funds.closing import Counted
from app.funds.records import Instead
from app.funds.rules import Draft, Posting
from app.loans import pay_out_records as records
from app.loans import request_records
from app.loans.records import history, loan
from app.loans.rules import Split
from app.loans.standing_records import portfolio, standing_of
from tests.app.loans import scene
from tests.makers import TODAY

PAID_OUT = scene.PAID_OUT


def test_paying_out_before_two_officers(lender: Club, second: Second) -> None:
    person = scene.somebody(lender)
    loan_id = scene.approved(lender, person, scene.terms())
    entry_id = records.pay_out(lender, loan_id, PAID_OUT, second)
    assert entry_id is not None
    voucher = ledger.entry(lender, entry_id)
    assert (voucher.voucher, voucher.topic, voucher.amount_vnd) == (
        "PC-2026-001",
        "disbursement",
        12_000_000,
    )
    assert voucher.who == "Nguyễn Thị Lan"
    assert balance(lender, "income", "loans", PAID_OUT) == 12_000_000
    assert balance(lender, "income", "cash", PAID_OUT) == 88_000_000
    found = loan(lender, loan_id)
    assert (found.state, found.paid_out_on) == ("running", PAID_OUT)
    names = {each.name for each in approvals(lender, loan_id=loan_id)}
    assert names == {"Đỗ Thị Lan", "Hoàng Văn Bình"}
    rows = history(lender, loan_id, TODAY).instalments
    assert [row.principal_vnd for row in rows] == [1_000_000] * 12
    assert rows[0].due_on == date(2026, 2, 21)
    assert lender.next_undo() is None, "undo never goes back past a voucher"


def test_meeting_days_are_the_days_of_paying(lender: Club, second: Second) -> None:
    loan_id = scene.approved(lender, scene.somebody(lender), scene.terms(months=3))
    records.pay_out(lender, loan_id, PAID_OUT, second, dues=[date(2026, 2, 8), date(2026, 3, 22)])
    days = [row.due_on for row in history(lender, loan_id, TODAY).instalments]
    assert days == [date(2026, 2, 8), date(2026, 3, 22), date(2026, 4, 21)]


def test_neither_officer_may_be_the_borrower(lender: Club, second: Second) -> None:
    person = scene.somebody(lender)
    loan_id = scene.approved(lender, person, scene.terms())
    for officer in (second.officer_id, lender.actor.id):
        with lender.change("The officer is a member"):
            lender.db.table("officer").update(officer, {"person_id": person})
        with pytest.raises(Refused, match="two other officers"):
            records.pay_out(lender, loan_id, PAID_OUT, second)
        with lender.change("The officer is no member"):
            lender.db.table("officer").update(officer, {"person_id": None})
    with pytest.raises(Refused, match="two officers"):
        records.pay_out(lender, loan_id, PAID_OUT, Second(lender.actor.id, lender.actor.name))
    assert loan(lender, loan_id).state == "approved"
    assert not history(lender, loan_id, TODAY).instalments


def test_no_more_is_paid_out_than_there_is(lender: Club, second: Second) -> None:
    loan_id = scene.approved(lender, scene.somebody(lender), scene.terms(200_000_000))
    with pytest.raises(Refused, match=r"100\.000\.000"):
        records.pay_out(lender, loan_id, PAID_OUT, second)
    assert loan(lender, loan_id).state == "approved"


def test_nothing_is_paid_out_that_was_not_approved(lender: Club, second: Second) -> None:
    loan_id = scene.approved(lender, scene.somebody(lender), scene.terms())
    with pytest.raises(Refused, match="before the decision"):
        records.pay_out(lender, loan_id, date(2026, 1, 20), second)
    records.pay_out(lender, loan_id, PAID_OUT, second)
    with pytest.raises(Refused, match="no longer at this step"):
        records.pay_out(lender, loan_id, PAID_OUT, second)
    with pytest.raises(Refused):
        request_records.withdraw(lender, loan_id, PAID_OUT)


def test_interest_in_advance_is_received_with_the_pay_out(lender: Club, second: Second) -> None:
    agreed = scene.terms(5_000_000, 12, "bullet", "advance")
    loan_id = scene.lend(lender, scene.somebody(lender), second, agreed)
    kinds = [(each.kind, each.amount_vnd) for each in ledger.entries_of_loan(lender, loan_id)]
    assert kinds == [("payment", 5_000_000), ("receipt", 600_000)]
    assert balance(lender, "activity", "cash", PAID_OUT) == 600_000
    stands = standing_of(lender, loan_id, date(2026, 12, 21))
    assert (stands.interest_due_vnd, stands.next_principal_vnd) == (0, 5_000_000)
    assert stands.settle_vnd == 5_000_000


# --- paying -------------------------------------------------------------------------------------


def test_principal_and_interest_go_to_their_funds(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    day = date(2026, 2, 21)
    entry_id = records.repay(lender, loan_id, day, 1_120_000)
    assert ledger.entry(lender, entry_id).voucher == "PT-2026-002"
    held = balances(lender, day)
    assert held["income"]["loans"] == 11_000_000
    assert held["income"]["cash"] == 89_000_000
    assert held["activity"] == {"cash": 120_000, "interest": -120_000}
    stands = standing_of(lender, loan_id, day)
    assert (stands.due_vnd, stands.status, stands.outstanding_vnd) == (0, "on_time", 11_000_000)


def test_what_is_beyond_everything_owed_is_kept_for_the_payer(lender: Club, second: Second) -> None:
    person = scene.somebody(lender)
    loan_id = scene.lend(lender, person, second, scene.terms(1_000_000, 3, "bullet"))
    records.repay(lender, loan_id, date(2026, 2, 21), 1_500_000)
    assert balances(lender, TODAY)["activity"] == {
        "cash": 500_000,
        "interest": -10_000,
        "held": -490_000,
    }
    found = loan(lender, loan_id)
    assert (found.state, found.closed_on) == ("closed", date(2026, 2, 21))
    with pytest.raises(Refused):
        records.repay(lender, loan_id, date(2026, 3, 21), 1000)


def test_nothing_is_paid_back_before_it_was_paid_out(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    with pytest.raises(Refused, match="before the loan was paid out"):
        records.repay(lender, loan_id, date(2026, 1, 12), 500_000)
    assert "held" not in balances(lender, TODAY)["activity"]


def test_parts_may_be_given(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    day = date(2026, 2, 21)
    records.repay(lender, loan_id, day, 500_000, Split(principal_vnd=500_000))
    stands = standing_of(lender, loan_id, day)
    assert (stands.interest_due_vnd, stands.principal_due_vnd) == (120_000, 500_000)
    with pytest.raises(ValueError, match="not the amount"):
        records.repay(lender, loan_id, day, 500_000, Split(principal_vnd=400_000))


def test_a_payment_taken_back_opens_the_loan_again(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms(1_000_000, 3))
    day = date(2026, 2, 21)
    entry_id = records.repay(lender, loan_id, day, 1_010_000)
    assert loan(lender, loan_id).state == "closed"
    correction = records.take_back(lender, entry_id, "Ghi nhầm người")
    assert ledger.entry(lender, correction).reason == "Ghi nhầm người"
    found = loan(lender, loan_id)
    assert (found.state, found.closed_on) == ("running", None)
    assert standing_of(lender, loan_id, day).outstanding_vnd == 1_000_000
    assert balance(lender, "income", "loans", TODAY) == 1_000_000


def test_a_payment_taken_back_later_stood_until_then(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    paid, back = date(2026, 2, 21), date(2026, 3, 2)
    entry_id = records.repay(lender, loan_id, paid, 1_120_000)
    records.take_back(lender, entry_id, "Ghi nhầm", back)
    assert standing_of(lender, loan_id, date(2026, 3, 1)).outstanding_vnd == 11_000_000
    stands = standing_of(lender, loan_id, back)
    assert (stands.outstanding_vnd, stands.interest_due_vnd) == (12_000_000, 120_000)
    assert stands.oldest_unpaid_on == paid


def test_a_pay_out_taken_back_leaves_an_approved_loan(lender: Club, second: Second) -> None:
    loan_id = scene.approved(lender, scene.somebody(lender), scene.terms())
    entry_id = records.pay_out(lender, loan_id, PAID_OUT, second)
    assert entry_id is not None
    payment = records.repay(lender, loan_id, date(2026, 2, 21), 1_120_000)
    with pytest.raises(Refused, match="since it was paid out"):
        records.take_back(lender, entry_id, "Chưa phát tiền")
    records.take_back(lender, payment, "Ghi nhầm người")
    records.take_back(lender, entry_id, "Chưa phát tiền")
    found = loan(lender, loan_id)
    assert (found.state, found.paid_out_on) == ("approved", None)
    assert not history(lender, loan_id, TODAY).instalments
    assert balance(lender, "income", "cash", TODAY) == 100_000_000
    records.pay_out(lender, loan_id, date(2026, 2, 25), second)
    rows = history(lender, loan_id, TODAY).instalments
    assert (len(rows), rows[0].due_on) == (12, date(2026, 3, 25))


def test_a_pay_out_of_a_closed_month_is_not_taken_back(lender: Club, second: Second) -> None:
    """What the loans owed at the end of a closed month would not be what its books say any more."""
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    (pay_out,) = ledger.entries_of_loan(lender, loan_id)
    january = Month(2026, 1)
    closing_records.seal(lender, january, Counted({500_000: 176}), second)
    with pytest.raises(Refused, match="month of the pay-out is closed"):
        records.take_back(lender, pay_out.id, "Chưa phát tiền")
    closing_records.reopen(lender, january, "Chưa phát tiền", second)
    records.take_back(lender, pay_out.id, "Chưa phát tiền", date(2026, 3, 1))
    assert balance(lender, "income", "loans", january.last) == 0
    assert portfolio(lender, january.last).lent_vnd == 0


def test_a_wrong_amount_is_corrected_in_one_step(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms(1_000_000, 3))
    day = date(2026, 2, 21)
    wrong = records.repay(lender, loan_id, day, 1_010_000)
    assert loan(lender, loan_id).state == "closed"
    right = records.repay(lender, loan_id, day, 110_000, instead=Instead(wrong, "Gõ thừa số 0"))
    assert ledger.entry(lender, wrong).reversed_by is not None
    sums = {each.account: each.amount_vnd for each in ledger.entry(lender, right).postings}
    assert (sums["loans"], sums["interest"]) == (-100_000, -10_000)
    assert loan(lender, loan_id).state == "running"
    assert standing_of(lender, loan_id, day).outstanding_vnd == 900_000


def test_what_was_taken_over_is_not_taken_back_voucher_by_voucher(lender: Club) -> None:
    person = scene.somebody(lender)
    loan_id = scene.approved(lender, person, scene.terms(1_000_000, 3))
    postings = (
        Posting("income", "loans", 1_000_000, loan_id=loan_id),
        Posting("income", "cash", -1_000_000),
    )
    entry_id = ledger.post(lender, Draft("journal", PAID_OUT, "opening", "x", postings))
    with pytest.raises(Refused, match="as a whole"):
        records.take_back(lender, entry_id, "x")
