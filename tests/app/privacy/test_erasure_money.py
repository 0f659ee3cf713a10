"""Who owes the club, or is owed by it, is not erased yet."""

from datetime import date

from app.club.file import Club
from app.funds.records import post
from app.funds.rules import Draft, Posting
from app.loans import change_records, pay_out_records
from app.loans.request_records import decide, request, withdraw
from app.loans.rules import Decision, InKind, KindReturn, Request
from app.privacy.erasure import erase, reasons_to_keep
from tests.app.loans import scene
from tests.makers import TODAY


def test_a_running_loan(club: Club) -> None:
    second = scene.second_officer(club)
    scene.fund(club)
    person = scene.somebody(club)
    loan_id = scene.lend(club, person, second, scene.terms(1_000_000, 3), date(2026, 11, 10))
    owed = "still owes 1.010.000\u00a0đ on loan VV-2026-001"
    assert reasons_to_keep(club, person) == (owed,)
    pay_out_records.repay(club, loan_id, TODAY, 1_010_000)
    assert reasons_to_keep(club, person) == ()
    erase(club, person, "Tự xin")


def test_a_loan_that_the_members_gave_up(club: Club) -> None:
    second = scene.second_officer(club)
    scene.fund(club)
    person = scene.somebody(club)
    loan_id = scene.lend(club, person, second, scene.terms(1_000_000, 3))
    change_records.write_off(club, loan_id, TODAY, "Mất mùa", second)
    assert reasons_to_keep(club, person) == ()


def test_goods_and_requests(club: Club) -> None:
    second = scene.second_officer(club)
    person = scene.somebody(club)
    asked = Request(person, scene.PAID_OUT, in_kind=InKind("bò cái", 1, "con"))
    loan_id = request(club, asked)
    assert reasons_to_keep(club, person) == ("asks for loan VV-2026-001",)
    decide(club, loan_id, Decision(scene.PAID_OUT, approved=True, months=24))
    pay_out_records.pay_out(club, loan_id, scene.PAID_OUT, second)
    assert reasons_to_keep(club, person) == ("still has bò cái on loan VV-2026-001",)
    change_records.return_in_kind(club, loan_id, KindReturn(TODAY, 1), closes=True)
    other = request(club, Request(person, TODAY, asked_vnd=1_000_000))
    withdraw(club, other, TODAY)
    assert reasons_to_keep(club, person) == ()


def test_money_that_the_club_keeps(club: Club) -> None:
    person = scene.somebody(club)
    kept = Posting("savings", "savings", -200_000, person_id=person)
    held = Posting("activity", "held", -5_000, person_id=person)
    for posting in (kept, held):
        cash = Posting(posting.fund, "cash", -posting.amount_vnd)
        post(club, Draft("receipt", TODAY, "savings", "Gửi", (cash, posting), person_id=person))
    assert reasons_to_keep(club, person) == (
        "has savings of 200.000\u00a0đ with the club",
        "has 5.000\u00a0đ kept by the club",
    )
