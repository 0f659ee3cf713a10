"""What a treasurer does with the money, to be cut short; see operations.py."""

from collections.abc import Callable
from datetime import date

from app.base.dates import Month
from app.club import officers
from app.club.file import Club
from app.club.second import prove
from app.funds import (
    acts,
    budget_records,
    closing_records,
    fund_records,
    gift_records,
    records,
    source_records,
)
from app.funds.closing import Counted
from app.funds.records import Instead
from app.funds.rules import Budget, Fund, Gift, Source
from app.funds.takeover import FundOpening, LoanOpening, SavingsOpening, SourceOpening, Takeover
from app.loans import takeover_records
from app.members import records as members
from tests.makers import TODAY

DAY = date(2026, 11, 20)


def receive_and_spend(club: Club, saved: Callable[[], None]) -> None:
    wrong = acts.receive(club, "activity", "other_income", 500_000, DAY, "Bán giấy vụn")
    saved()
    acts.spend(club, "activity", 450_000, DAY, "Hội diễn", "culture", "Ông Lộc")
    saved()
    right = Instead(wrong, "đếm nhầm")
    acts.receive(club, "activity", "other_income", 480_000, DAY, "Bán giấy vụn", instead=right)
    saved()
    acts.to_bank(club, "activity", 30_000, DAY)
    saved()
    spent = acts.spend(club, "activity", 10_000, DAY, "Phí", from_="bank")
    saved()
    records.reverse(club, spent, "ngân hàng trả lại")
    saved()


def receive_capital(club: Club, saved: Callable[[], None]) -> None:
    source = Source("", "province", "UBND tỉnh", True, DAY, return_to="Hội")
    source_id = source_records.add_source(club, source)
    saved()
    source_records.receive_capital(club, source_id, 50_000_000, DAY)
    saved()
    source_records.give_capital_back(club, source_id, 10_000_000, DAY)
    saved()


def receive_gifts(club: Club, saved: Callable[[], None]) -> None:
    for gift in (
        Gift("", DAY, "Bà Tý", amount_vnd=200_000),
        Gift("", DAY, "Ông Lộc", what="20 kg gạo"),
    ):
        gift_id = gift_records.add_gift(club, gift)
        saved()
        gift_records.thank(club, gift_id, DAY)
        saved()
        gift_records.remove_gift(club, gift_id, "nhầm")
        saved()


def plan_the_money(club: Club, saved: Callable[[], None]) -> None:
    budget_records.set_budget(club, 2026, [Budget("culture", 5_000_000), Budget("running", 1)])
    saved()
    fund_id = fund_records.add_fund(club, Fund("", "Quỹ khuyến học", since=DAY))
    saved()
    fund_records.end_fund(club, fund_id, DAY)
    saved()


def close_months(club: Club, saved: Callable[[], None]) -> None:
    other = next(each for each in officers.officers(club) if each.id != club.actor.id)
    second = prove(club, other.id, "bốn mùa lúa chín")
    september = Month(2026, 9)
    acts.receive(club, "activity", "other_income", 500_000, september.first, "Bán giấy vụn")
    saved()
    for month, notes in ((september, 5), (september.next(), 4)):
        counted = Counted({100_000: notes}, why="mất khi đi chợ")
        closing_records.seal(club, month, counted, second)
        saved()
    closing_records.reopen(club, september.next(), "thiếu một phiếu", second)
    saved()


def take_the_books_over(club: Club, saved: Callable[[], None]) -> None:
    one = min(member.id for member in members.people(club, TODAY))
    october = Month(2026, 10)
    source = Source("", "own", "Vốn câu lạc bộ", False, october.last)
    paper = Takeover(
        october.last,
        (FundOpening("income", 1_000_000), FundOpening("savings", 200_000)),
        (SourceOpening(source, 3_000_000),),
        (LoanOpening(one, 2_000_000, date(2027, 3, 21), date(2026, 11, 21)),),
        (SavingsOpening(one, 200_000),),
        (Gift("", date(2025, 6, 1), "Bà Tý", what="20 kg gạo"),),
    )
    takeover_records.take_over(club, paper)
    saved()
    takeover_records.take_back(club, "nhầm nguồn vốn")
    saved()
