"""What a treasurer does: funds, sources, gifts, budgets, savings."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.areas import AREAS
from app.base.errors import Invalid, Refused
from app.club import history
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, VIEWER, Actor
from app.funds import acts, budget_records, fund_records, gift_records, records, source_records
from app.funds.balance_records import balance, balances, of_people
from app.funds.records import Instead
from app.funds.rules import Budget, Fund, Gift, Posting, Source
from tests.app.areas.scene import held
from tests.app.funds.scene import JULY_5, JUNE_10, JUNE_20, grant, member, received, sums
from tests.makers import TODAY

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def test_receiving_and_spending(club: Club) -> None:
    dao = member(club)
    fees = acts.receive(
        club, "activity", "fees", 50_000, JUNE_10, "Hội phí", person_id=dao, to="bank"
    )
    other = acts.receive(
        club, "activity", "other_income", 20_000, JUNE_10, "Bán giấy", party="Bà Tý"
    )
    spent = acts.spend(
        club, "activity", 15_000, JUNE_20, "Quà", "culture", party="Ông Lộc", attached="1 hóa đơn"
    )
    found = [records.entry(club, each) for each in (fees, other, spent)]
    assert [entry.topic for entry in found] == ["fee", "income", "spending"]
    assert [entry.called() for entry in found] == ["Lê Thị Đào", "Bà Tý", "Ông Lộc"]
    assert found[2].postings[0].area == "culture"
    assert balances(club, TODAY)["activity"] == {
        "bank": 50_000,
        "cash": 5_000,
        "fees": -50_000,
        "other_income": -20_000,
        "spending": 15_000,
    }


def test_each_act_may_take_the_place_of_a_wrong_voucher(club: Club) -> None:
    dao = member(club)
    source_id = grant(club, 900, JUNE_10)
    records.post(club, received(1_000, JUNE_10))
    acts.savings_in(club, dao, 100, JUNE_10)
    postings = (
        Posting("activity", "cash", 10),
        Posting("activity", "held", -10, person_id=dao),
    )
    records.post(club, replace(received(10, JUNE_10), postings=postings))
    for again in (
        lambda i: acts.receive(club, "activity", "fees", 5, JUNE_10, "x", instead=i),
        lambda i: acts.spend(club, "activity", 5, JUNE_10, "x", instead=i),
        lambda i: acts.transfer(club, "activity", "income", 5, JUNE_10, "x", instead=i),
        lambda i: acts.to_bank(club, "activity", 900, JUNE_10, instead=i),
        lambda i: acts.from_bank(club, "activity", 5, JUNE_10, instead=i),
        lambda i: acts.savings_in(club, dao, 5, JUNE_10, instead=i),
        lambda i: acts.savings_back(club, dao, 80, JUNE_10, instead=i),
        lambda i: acts.give_held_back(club, dao, 8, JUNE_10, instead=i),
        lambda i: source_records.receive_capital(club, source_id, 5, JUNE_10, instead=i),
        lambda i: source_records.give_capital_back(club, source_id, 800, JUNE_10, instead=i),
    ):
        wrong = again(None)
        right = again(Instead(wrong, "nhầm"))
        assert records.entry(club, wrong).reversed_by is not None
        assert records.entry(club, right).reversed_by is None


# --- money moved --------------------------------------------------------------------------------


def test_money_moves_between_funds(club: Club) -> None:
    records.post(club, received(1_000, JUNE_10))
    entry_id = acts.transfer(club, "activity", "golden_heart", 300, JUNE_20, "góp quà Tết")
    entry = records.entry(club, entry_id)
    assert entry.memo == "From Activity fund to Golden Heart book: góp quà Tết"
    assert (entry.voucher, entry.amount_vnd) == ("PK-2026-001", 300)
    assert balances(club, TODAY)["golden_heart"] == {"cash": 300, "transfer": -300}
    with pytest.raises(Refused, match="only 700"):
        acts.transfer(club, "activity", "income", 701, JUNE_20, "x")
    with pytest.raises(Refused, match="Savings belong to those who saved"):
        acts.transfer(club, "savings", "activity", 1, JUNE_20, "x")
    with pytest.raises(ValueError, match="two funds"):
        acts.transfer(club, "activity", "activity", 1, JUNE_20, "x")


def test_what_sources_gave_stays_in_the_income_fund(club: Club) -> None:
    grant(club, 900, JUNE_10)
    records.post(club, received(1_000, JUNE_10))
    into = acts.transfer(club, "activity", "income", 300, JUNE_20, "góp vốn")
    with pytest.raises(Refused, match=r"only 300.đ of the income fund is the club's own"):
        acts.transfer(club, "income", "activity", 301, JULY_5, "x")
    acts.transfer(club, "income", "activity", 200, JULY_5, "lấy lại")
    own = source_records.sources(club, TODAY)[-1]
    assert (own.source.id, own.source.kind, own.put_in, own.given_back) == ("", "own", 300, 200)
    with pytest.raises(Refused, match="only 100"):
        records.reverse(club, into, "nhầm")
    assert source_records.sources(club, JUNE_20)[-1].balance == 300


def test_cash_goes_to_the_bank_and_back(club: Club) -> None:
    records.post(club, received(1_000, JUNE_10))
    acts.to_bank(club, "activity", 700, JUNE_10)
    acts.from_bank(club, "activity", 100, JUNE_20)
    found = balances(club, TODAY)["activity"]
    assert (found["cash"], found["bank"]) == (400, 600)


# --- money of members ---------------------------------------------------------------------------


def test_savings_go_back_to_who_saved(club: Club) -> None:
    dao, hoa = member(club), member(club, "Trần Văn Hoa")
    meeting_id = held(club, "2026-06", "2026-06-10")
    acts.savings_in(club, dao, 100, JUNE_10, meeting_id=meeting_id)
    acts.savings_in(club, hoa, 50, JUNE_10, "bank")
    acts.savings_back(club, dao, 60, JUNE_20)
    assert of_people(club, "savings", TODAY) == {dao: 40, hoa: 50}
    with pytest.raises(Refused, match="this person's savings are only 40"):
        acts.savings_back(club, dao, 41, JUNE_20)
    acts.savings_back(club, dao, 40, TODAY)
    assert of_people(club, "savings", TODAY) == {hoa: 50}


def test_money_kept_for_somebody_is_given_back(club: Club) -> None:
    dao = member(club)
    postings = (Posting("activity", "cash", 30), Posting("activity", "held", -30, person_id=dao))
    records.post(club, replace(received(30, JUNE_10), postings=postings))
    assert of_people(club, "held", TODAY) == {dao: 30}
    with pytest.raises(Refused, match=r"only 30.đ is kept for this person"):
        acts.give_held_back(club, dao, 31, JUNE_20)
    acts.give_held_back(club, dao, 30, JUNE_20)
    assert of_people(club, "held", TODAY) == {}


# --- funds --------------------------------------------------------------------------------------


def test_a_fund_for_one_purpose(club: Club) -> None:
    fund_id = fund_records.add_fund(club, Fund("", "Quỹ khuyến học", "Thưởng cháu", JUNE_10))
    for taken in ("quỹ khuyến học", "Activity fund"):
        with pytest.raises(Invalid, match="of this name is there already"):
            fund_records.add_fund(club, Fund("", taken, since=JUNE_10))
    with pytest.raises(ValueError, match="begins on a day"):
        fund_records.add_fund(club, Fund("", "Quỹ khác"))
    fund_records.change_fund(club, fund_id, Fund("", "Quỹ khuyến tài", None, JUNE_10))
    assert fund_records.titles(club)[fund_id] == "Quỹ khuyến tài"
    records.post(club, received(100, JUNE_20, fund_id, "gifts"))
    with pytest.raises(Refused, match=r"100.đ is left in the fund"):
        fund_records.end_fund(club, fund_id, JULY_5)
    acts.spend(club, fund_id, 100, JULY_5, "Thưởng", "culture")
    with pytest.raises(Refused, match="was used on 5/7/2026"):
        fund_records.end_fund(club, fund_id, JUNE_20)
    fund_records.end_fund(club, fund_id, JULY_5)
    assert [fund.id for fund in fund_records.funds(club, TODAY)] == [
        *("income", "activity", "golden_heart", "savings")
    ]
    assert fund_records.funds(club)[-1].until == JULY_5
    assert history.history(club)[0].words == "End the fund “Quỹ khuyến tài”"


# --- sources ------------------------------------------------------------------------------------


def test_capital_comes_from_sources_and_goes_back(club: Club) -> None:
    province = grant(club, 900, JUNE_10)
    donor = source_records.add_source(club, Source("", "donor", "Ông Lộc", False, JULY_5))
    source_records.receive_capital(club, donor, 100, JULY_5, "bank", "QĐ 12")
    with pytest.raises(Refused, match=r"only 900.đ from this source"):
        source_records.give_capital_back(club, province, 901, JULY_5)
    back = source_records.give_capital_back(club, province, 400, JULY_5)
    assert records.entry(club, back).called() == "Hội Người cao tuổi"
    states = source_records.sources(club, TODAY)
    assert [(each.source.id, each.put_in, each.given_back) for each in states] == [
        (province, 900, 400),
        (donor, 100, 0),
    ]
    assert [each.source.id for each in source_records.sources(club, JUNE_20)] == [province]
    assert sum(each.balance for each in states) == -balance(club, "income", "capital", TODAY)


def test_a_correction_counts_where_it_corrects(club: Club) -> None:
    province = grant(club, 900, JUNE_10)
    wrong = source_records.receive_capital(club, province, 50, JUNE_20)
    records.reverse(club, wrong, "nhầm")
    back = source_records.give_capital_back(club, province, 100, JULY_5)
    records.reverse(club, back, "nhầm")
    (state,) = source_records.sources(club, TODAY)
    assert (state.put_in, state.given_back, state.balance) == (900, 0, 900)


def test_a_source_is_written_anew(club: Club) -> None:
    province = grant(club, 900, JUNE_10)
    known = source_records.source(club, province)
    changed = replace(known, name="UBND tỉnh Bắc Ninh", decision="QĐ 12")
    source_records.change_source(club, province, changed)
    assert source_records.source(club, province) == changed
    club.undo()
    assert source_records.source(club, province) == known


# --- gifts --------------------------------------------------------------------------------------


def test_gifts_of_money_and_of_things(club: Club) -> None:
    dao = member(club)
    money = Gift("", JUNE_10, "Bà Đào", amount_vnd=200_000, person_id=dao, show_name=False)
    money_id = gift_records.add_gift(club, money)
    rice = Gift("", JUNE_20, "Ông Lộc", what="20 kg gạo", value_vnd=300_000)
    rice_id = gift_records.add_gift(club, rice)
    found = gift_records.gifts(club, *JUNE)
    assert found == (
        replace(money, id=money_id, entry_id=found[0].entry_id),
        replace(rice, id=rice_id),
    )
    assert balance(club, "golden_heart", "gifts", TODAY) == -200_000
    entry = records.entry(club, found[0].entry_id or "")
    assert (entry.memo, entry.called(), entry.topic) == ("Gift of Bà Đào", "Lê Thị Đào", "gift")
    gift_records.thank(club, rice_id, JULY_5)
    assert gift_records.gift(club, rice_id).thanked_on == JULY_5
    gift_records.change_gift(club, rice_id, replace(rice, value_vnd=250_000, on_date=JUNE_10))
    assert gift_records.gift(club, rice_id).value_vnd == 250_000
    gift_records.change_gift(club, money_id, replace(money, amount_vnd=1, on_date=JUNE_20))
    kept = gift_records.gift(club, money_id)
    assert (kept.amount_vnd, kept.on_date) == (200_000, JUNE_10)


def test_a_gift_written_down_by_mistake(club: Club) -> None:
    meeting_id = held(club, "2026-06", "2026-06-10")
    money = Gift("", JUNE_10, "Bà Đào", amount_vnd=200_000, meeting_id=meeting_id)
    money_id = gift_records.add_gift(club, money)
    rice_id = gift_records.add_gift(club, Gift("", JUNE_10, "Ông Lộc", what="Gạo"))
    gift_records.remove_gift(club, rice_id, "nhầm")
    assert club.next_undo() is not None
    gift_records.remove_gift(club, money_id, "nhầm")
    assert gift_records.gifts(club, *JUNE) == ()
    assert balances(club, TODAY)["golden_heart"] == {}
    wrong = gift_records.add_gift(club, replace(money, amount_vnd=20_000))
    entry_id = gift_records.gift(club, wrong).entry_id or ""
    right = gift_records.add_gift(club, money, instead=Instead(entry_id, "thiếu số 0"))
    assert [gift.id for gift in gift_records.gifts(club, *JUNE)] == [right]
    assert history.history(club)[0].words == "Gift of Bà Đào"


def test_a_gift_is_money_or_a_thing(club: Club) -> None:
    with pytest.raises(Refused, match="either money or a thing"):
        gift_records.add_gift(club, Gift("", JUNE_10, "Bà Đào"))
    assert sums(club) == (0, 0)


# --- budgets ------------------------------------------------------------------------------------


def test_the_budget_of_a_year_against_spending(club: Club) -> None:
    budget_records.set_budget(
        club, 2026, [Budget("culture", 500), Budget("running", 90, "chè"), Budget("health", None)]
    )
    records.write(club, [received(1_000, JUNE_10), received(9, JUNE_10, "golden_heart", "gifts")])
    acts.spend(club, "activity", 600, JUNE_20, "Hội diễn", "culture")
    acts.spend(club, "golden_heart", 9, JUNE_20, "Thăm", "self_help")
    wrong = acts.spend(club, "activity", 40, JUNE_20, "Chè")
    acts.spend(club, "activity", 50, JUNE_20, "Chè", instead=Instead(wrong, "nhầm"))
    rows = {row.area: row for row in budget_records.budgets(club, 2026)}
    assert list(rows) == [*AREAS, "running"]
    assert (rows["culture"].spent_vnd, rows["culture"].left_vnd) == (600, -100)
    assert (rows["running"].spent_vnd, rows["running"].left_vnd) == (50, 40)
    assert rows["running"].note == "chè"
    assert (rows["self_help"].spent_vnd, rows["self_help"].left_vnd) == (9, None)
    assert {row.spent_vnd for row in budget_records.budgets(club, 2025)} == {0}
    budget_records.set_budget(club, 2026, [Budget("culture", None), Budget("running", 80)])
    rows = {row.area: row for row in budget_records.budgets(club, 2026)}
    assert (rows["culture"].planned_vnd, rows["running"].planned_vnd) == (None, 80)


# --- rights -------------------------------------------------------------------------------------


def test_who_may_not(club: Club) -> None:
    source_id = grant(club, 900, JUNE_10)
    gift_id = gift_records.add_gift(club, Gift("", JUNE_10, "Ông Lộc", what="Gạo"))
    gift = gift_records.gift(club, gift_id)
    source = source_records.source(club, source_id)
    club.actor = Actor("h", "Hoa", frozenset([HEALTH_LEAD]))
    for write in (
        lambda: acts.spend(club, "activity", 1, JUNE_10, "x"),
        lambda: fund_records.add_fund(club, Fund("", "x", since=JUNE_10)),
        lambda: fund_records.end_fund(club, "x", JUNE_10),
        lambda: source_records.add_source(club, source),
        lambda: source_records.change_source(club, source_id, source),
        lambda: source_records.receive_capital(club, source_id, 1, JUNE_10),
        lambda: gift_records.add_gift(club, gift),
        lambda: gift_records.change_gift(club, gift_id, gift),
        lambda: gift_records.thank(club, gift_id, JUNE_10),
        lambda: gift_records.remove_gift(club, gift_id, "x"),
        lambda: budget_records.set_budget(club, 2026, [Budget("culture", 1)]),
    ):
        with pytest.raises(Refused, match="Hoa"):
            write()
    club.actor = Actor("v", "Khách", frozenset([VIEWER]))
    for read in (
        lambda: fund_records.funds(club),
        lambda: source_records.sources(club, TODAY),
        lambda: source_records.source(club, source_id),
        lambda: gift_records.gifts(club, *JUNE),
        lambda: gift_records.gift(club, gift_id),
        lambda: budget_records.budgets(club, 2026),
    ):
        with pytest.raises(Refused, match="Khách"):
            read()
