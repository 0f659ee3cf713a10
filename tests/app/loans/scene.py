"""What tests of the loans put into a book: capital, people, loans as a club gives them."""

from datetime import date

from app.club import officers
from app.club.file import Club
from app.club.roles import TREASURER
from app.club.second import Second, prove
from app.funds.rules import Source
from app.funds.source_records import add_source, receive_capital
from app.loans import pay_out_records, request_records
from app.loans.rules import Decision, Request
from app.loans.schedule import Method, Terms, Timing
from app.members import records as members
from app.members.rules import Person

PAID_OUT = date(2026, 1, 21)


def second_officer(club: Club, name: str = "Hoàng Văn Bình") -> Second:
    """Another officer, the treasurer, who is there and has proven it."""
    officers.add_officer(club, name, "M", [TREASURER], "bốn mùa lúa chín")
    row = next(club.db.query("select id from officer where name = :name", {"name": name}))
    return prove(club, row["id"], "bốn mùa lúa chín")


def fund(club: Club, amount: int = 100_000_000, on: date = date(2026, 1, 2)) -> str:
    """Capital in the cash box of the income fund; the id of its source."""
    source_id = add_source(club, Source("", "province", "UBND tỉnh", returnable=True, since=on))
    receive_capital(club, source_id, amount, on)
    return source_id


def somebody(club: Club, name: str = "Nguyễn Thị Lan", joined_on: str = "2020-01-01") -> str:
    """A member; the id."""
    return members.add_person(club, Person(name), joined_on)


def terms(
    principal: int = 12_000_000,
    months: int = 12,
    method: Method = "declining",
    interest: Timing = "monthly",
    rate_bp: int = 100,
    round_vnd: int = 1000,
    grace_months: int = 0,
) -> Terms:
    """Terms as clubs agree them."""
    return Terms(principal, rate_bp, months, method, interest, round_vnd, grace_months)


def approved(
    club: Club,
    person_id: str,
    agreed: Terms,
    on: date = PAID_OUT,
    late_bp: int | None = None,
) -> str:
    """A loan that was asked for and decided on a day; its id."""
    asked = Request(person_id, on, asked_vnd=agreed.principal_vnd, purpose="Nuôi gà")
    loan_id = request_records.request(club, asked)
    decision = Decision(on, approved=True, terms=agreed, late_bp=late_bp)
    request_records.decide(club, loan_id, decision)
    return loan_id


def lend(
    club: Club,
    person_id: str,
    second: Second,
    agreed: Terms,
    on: date = PAID_OUT,
    late_bp: int | None = None,
) -> str:
    """A loan from request to pay-out on one day; its id."""
    loan_id = approved(club, person_id, agreed, on, late_bp)
    pay_out_records.pay_out(club, loan_id, on, second)
    return loan_id
