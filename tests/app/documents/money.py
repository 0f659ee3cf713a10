"""A month of the money for papers about it: capital, loans old and new, a meeting that collected,
gifts, spending, a mistake that was taken back."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.base.periods import Month
from app.club.file import Club
from app.club.second import Second
from app.funds import acts, closing_records, gift_records, records
from app.funds.closing import Counted, Seal
from app.funds.rules import Gift
from app.loans import pay_out_records, request_records
from app.loans.rules import Decision, InKind, Request
from app.loans.schedule import Terms
from app.meetings import booking_records, collection_records
from app.meetings import records as meetings
from app.meetings.collection import LoanPaid, Paid
from app.members import records as members
from app.members.rules import Person
from app.organisation import records as organisation
from app.organisation.rules import Office
from tests.app.loans import scene

JUNE = Month(2026, 6)
DAY = "2026-06-21"
MAY = date(2026, 5, 21)
HELD = date.fromisoformat(DAY)


@dataclass(frozen=True, slots=True)
class Money:
    """Ids of what is in the book: people by given name, loans, the meeting, some vouchers."""

    people: dict[str, str]
    running: str
    late: str
    new: str
    goods: str
    meeting: str
    tea: str
    wrong: str
    gift: str
    second: Second


PEOPLE = (
    Person("Trịnh Thị Lan", "F", "1950", hamlet="Xóm Đình"),
    Person("Lê Thị Nga", "F", "1955-03-02", hamlet="Xóm Đình"),
    Person(
        "Nguyễn Văn Lâm", "M", "1954", cccd="027054001234", phone="0935246801", hamlet="Xóm Chùa"
    ),
    Person("Trần Văn Hùng", "M", "1949-10-01", hamlet="Xóm Đình"),
    Person("Đỗ Thị Sửu", "F", "1961", hamlet="Xóm Chùa"),
)


def board(club: Club) -> dict[str, str]:
    """Members by given name, the first the chair, the second the treasurer."""
    ids = {each.name.split()[-1]: members.add_person(club, each, "2020-01-01") for each in PEOPLE}
    organisation.begin_office(club, Office("", ids["Lan"], "chair", "2025-01-01"))
    organisation.begin_office(club, Office("", ids["Nga"], "treasurer", "2025-01-01"))
    return ids


def live(club: Club) -> Money:
    """May with two loans, June with a meeting, all of it in the ledger."""
    second = scene.second_officer(club)
    ids = board(club)
    scene.fund(club, 30_000_000, date(2026, 5, 2))
    acts.receive(club, "activity", "other_income", 1_000_000, date(2026, 5, 2), "Chuyển từ sổ cũ")
    bullet = Terms(5_000_000, 100, 12, "bullet")
    equal = Terms(12_000_000, 100, 12, "declining")
    running = scene.lend(club, ids["Hùng"], second, bullet, MAY)
    late = scene.lend(club, ids["Sửu"], second, equal, date(2026, 5, 10))
    acts.to_bank(club, "income", 3_000_000, date(2026, 6, 2))
    meeting = meetings.open_meeting(club, JUNE, DAY, leader_id=ids["Lan"])
    paid = {person_id: Paid(fee_vnd=5_000) for person_id in ids.values()}
    paid[ids["Lâm"]] = Paid(fee_vnd=5_000, savings_vnd=20_000)
    paid[ids["Hùng"]] = Paid(fee_vnd=5_000, loans=(LoanPaid(running, interest_vnd=50_000),))
    collection_records.write(club, meeting, dict(paid))
    booking_records.book(club, meeting)
    asked = Request(
        ids["Lâm"],
        date(2026, 6, 14),
        6_000_000,
        purpose="Nuôi 60 con gà",
        cosigner="Nguyễn Văn Hải",
    )
    new = request_records.request(club, asked)
    decision = Decision(
        HELD,
        approved=True,
        terms=Terms(6_000_000, 100, 12, "declining"),
        meeting_id=meeting,
        votes_for=5,
        votes_against=0,
    )
    request_records.decide(club, new, decision)
    pay_out_records.pay_out(club, new, HELD, second)
    cow = InKind("bò cái", 1, "con", 12_000_000, "trả lại 1 con bê cho thành viên tiếp theo")
    goods = request_records.request(club, Request(ids["Sửu"], HELD, in_kind=cow))
    request_records.decide(club, goods, Decision(HELD, approved=True, months=18))
    pay_out_records.pay_out(club, goods, HELD, second)
    gift = gift_records.add_gift(
        club, Gift("", date(2026, 6, 22), "gia đình ông Nguyễn Văn Quý", "activity", 500_000)
    )
    gift_records.add_gift(
        club, Gift("", date(2026, 6, 23), "Vũ Kín Tiếng", "activity", 200_000, show_name=False)
    )
    memo = "Thăm bà Đỗ Thị Sửu ốm"
    tea = acts.spend(club, "activity", 100_000, date(2026, 6, 24), memo, "culture")
    wrong = acts.spend(club, "activity", 70_000, date(2026, 6, 25), "Pin máy đo", "health")
    records.reverse(club, wrong, "Ghi nhầm số tiền")
    acts.spend(club, "activity", 60_000, date(2026, 6, 25), "Pin máy đo", "health")
    return Money(ids, running, late, new, goods, meeting, tea, wrong, gift, second)


def close_june(club: Club, money: Money) -> Seal:
    """May and June closed, with everything counted as it should be."""
    for month in (JUNE.previous(), JUNE):
        due = closing_records.to_close(club, club.today())
        assert due is not None
        counted = Counted({1: due.book_cash_vnd}, due.bank_vnd, witness="Bùi Văn Hòa")
        seal = closing_records.seal(club, month, counted, money.second)
    return seal


# --- arithmetic on paper ------------------------------------------------------------------------

_SUM = re.compile(r"([\d.]+(?:(?: [^\W\d_]+){0,4} [+–](?: [^\W\d_]+){0,4} [\d.]+)+) = ([\d.]+)")
_TERM = re.compile(r"([+–]?)[^\d+–]*([\d.]+)")
_PRODUCT = re.compile(r"([\d.]+)(?: đ)? × ([\d,]+) %(?: × (\d+) \w+)? = (\d[\d.]*\d(?:,\d+)?)")
_EACH = re.compile(r"(\d+) \w+ × ([\d.]+) đ ([\d.]+) đ")


def amount(text: str) -> int:
    """ "1.250.000" as a number."""
    return int(text.replace(".", ""))


def sums_hold(text: str) -> int:
    """Recompute every sum and every interest that stands on a paper; how many there were."""
    found = 0
    for terms, result in _SUM.findall(text):
        total = sum(-amount(n) if sign == "–" else amount(n) for sign, n in _TERM.findall(terms))
        assert total == amount(result), (terms, result)
        found += 1
    for base, rate, months, result in _PRODUCT.findall(text):
        exact = amount(base) * Decimal(rate.replace(",", ".")) * int(months or 1) / 100
        assert exact == Decimal(result.replace(".", "").replace(",", ".")), (base, rate, result)
        found += 1
    for people, each, result in _EACH.findall(text):
        assert int(people) * amount(each) == amount(result), (people, each, result)
        found += 1
    return found
