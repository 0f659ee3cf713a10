"""What users do with loans, to be cut short; see operations.py."""

from collections.abc import Callable
from datetime import date

from app.club import officers
from app.club.file import Club
from app.club.second import Second, prove
from app.funds.rules import Source
from app.funds.source_records import add_source, receive_capital
from app.loans import (
    change_records,
    livelihood_records,
    outside_records,
    pay_out_records,
    product_records,
    request_records,
)
from app.loans.rules import (
    Appraisal,
    Decision,
    InKind,
    KindReturn,
    Livelihood,
    OutsideLoan,
    Product,
    Request,
)
from app.loans.schedule import Terms
from app.members import records as members
from tests.makers import TODAY

PAID_OUT = date(2026, 7, 21)
TERMS = Terms(3_000_000, 100, 3, "declining")


def _begun(club: Club, saved: Callable[[], None]) -> tuple[str, str, Second]:
    """Two people, the second officer, and money in the box."""
    one, other = sorted(member.id for member in members.people(club, TODAY))[:2]
    second = next(each for each in officers.officers(club) if each.id != club.actor.id)
    source = add_source(club, Source("", "province", "UBND tỉnh", True, date(2026, 7, 1)))
    saved()
    receive_capital(club, source, 20_000_000, date(2026, 7, 1))
    saved()
    return one, other, prove(club, second.id, "bốn mùa lúa chín")


def _lend(club: Club, person: str, second: Second, saved: Callable[[], None]) -> str:
    loan_id = request_records.request(club, Request(person, PAID_OUT, asked_vnd=3_000_000))
    saved()
    request_records.decide(club, loan_id, Decision(PAID_OUT, approved=True, terms=TERMS))
    saved()
    pay_out_records.pay_out(club, loan_id, PAID_OUT, second)
    saved()
    return loan_id


def lent(club: Club, saved: Callable[[], None]) -> str:
    """A loan of the first person, of which all is due by now; its id."""
    one, _other, second = _begun(club, saved)
    return _lend(club, one, second, saved)


def ask_and_decide(club: Club, saved: Callable[[], None]) -> None:
    one, other, _second = _begun(club, saved)
    product = Product("", "Vay thường", 5_000_000, 12, 100, "bullet", date(2026, 7, 1))
    product_id = product_records.add_product(club, product)
    saved()
    product_records.change_product(club, product_id, product)
    saved()
    product_records.end_product(club, product_id, TODAY)
    saved()
    asked = Request(one, PAID_OUT, asked_vnd=3_000_000, product_id=product_id)
    loan_id = request_records.request(club, asked)
    saved()
    request_records.change_request(club, loan_id, asked)
    saved()
    request_records.appraise(club, loan_id, Appraisal(PAID_OUT, "Tổ vay vốn", "Có chuồng"))
    saved()
    request_records.decide(club, loan_id, Decision(PAID_OUT, approved=True, terms=TERMS))
    saved()
    request_records.withdraw(club, loan_id, TODAY)
    saved()
    wrong = request_records.request(club, Request(other, PAID_OUT, asked_vnd=1_000_000))
    saved()
    request_records.remove_request(club, wrong)
    saved()


def lend_and_be_paid(club: Club, saved: Callable[[], None]) -> None:
    one, _other, second = _begun(club, saved)
    loan_id = _lend(club, one, second, saved)
    wrong = pay_out_records.repay(club, loan_id, date(2026, 8, 21), 500_000)
    saved()
    pay_out_records.take_back(club, wrong, "Ghi nhầm")
    saved()
    pay_out_records.repay(club, loan_id, date(2026, 8, 21), 3_030_000)
    saved()
    change_records.set_improved(club, loan_id, TODAY, "yes", "Bán được gà")
    saved()


def change_and_write_off(club: Club, saved: Callable[[], None]) -> None:
    one, _other, second = _begun(club, saved)
    loan_id = _lend(club, one, second, saved)
    day = date(2026, 8, 21)
    change_records.waive_interest(club, loan_id, day, 30_000, "Ốm")
    saved()
    change_records.reschedule(club, loan_id, day, 6, "Mất mùa")
    saved()
    sql = "select id from loan_event where kind = 'rescheduled'"
    change_records.take_back_change(club, next(club.db.query(sql))["id"])
    saved()
    change_records.extend(club, loan_id, day, 3, "Mất mùa")
    saved()
    change_records.write_off(club, loan_id, TODAY, "Bỏ đi xa", second)
    saved()
    change_records.recover(club, loan_id, TODAY, 1_000_000)
    saved()


def goods_and_others(club: Club, saved: Callable[[], None]) -> None:
    one, other, second = _begun(club, saved)
    cow = InKind("bò cái", 1, "con", 15_000_000, "Trả một bê")
    loan_id = request_records.request(club, Request(one, PAID_OUT, in_kind=cow))
    saved()
    request_records.decide(club, loan_id, Decision(PAID_OUT, approved=True, months=24))
    saved()
    pay_out_records.pay_out(club, loan_id, PAID_OUT, second)
    saved()
    given = KindReturn(TODAY, 1, "bê cái", other)
    return_id = change_records.return_in_kind(club, loan_id, given, closes=True)
    saved()
    change_records.remove_return(club, return_id)
    saved()
    outside = OutsideLoan("", other, "NHCSXH", 50_000_000, PAID_OUT)
    outside_id = outside_records.add_outside(club, outside)
    saved()
    outside_records.change_outside(club, outside_id, outside)
    saved()
    outside_records.close_outside(club, outside_id, TODAY)
    saved()
    outside_records.remove_outside(club, outside_id)
    saved()
    row_id = livelihood_records.begin_livelihood(club, Livelihood("", one, "needs_loan", PAID_OUT))
    saved()
    livelihood_records.end_livelihood(club, row_id, TODAY)
    saved()
    livelihood_records.remove_livelihood(club, row_id)
    saved()
