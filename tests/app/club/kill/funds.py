"""What a treasurer does with the money, to be cut short; see operations.py."""

from collections.abc import Callable
from datetime import date

from app.club.file import Club
from app.funds import acts, budget_records, fund_records, gift_records, records, source_records
from app.funds.records import Instead
from app.funds.rules import Budget, Fund, Gift, Source

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
