"""How the money is typed."""

from collections.abc import Callable
from datetime import date

import pytest

from app.base.errors import Invalid
from app.funds import accounts, forms
from app.funds.rules import Budget, Fund, Gift, Source
from tests.makers import TODAY

FUNDS = tuple(accounts.FUNDS)
JUNE_10 = date(2026, 6, 10)


def problems(read: Callable[[], object]) -> set[str]:
    """The fields with which a form is not taken."""
    with pytest.raises(Invalid) as told:
        read()
    return set(told.value.problems)


def test_a_receipt() -> None:
    typed = {
        "fund": "activity",
        "account": "other_income",
        "amount": "1tr2",
        "on_date": "10/6/2026",
        "memo": " Bán  giấy vụn ",
        "party": "Bà Tý",
    }
    read = forms.read_receipt(typed, TODAY, FUNDS, ["p1"])
    assert read == forms.Receipt(
        "activity", "other_income", 1_200_000, JUNE_10, "Bán giấy vụn", "Bà Tý", None, "cash", None
    )
    typed |= {"party": "p1", "where": "bank", "attached": "1 hóa đơn"}
    read = forms.read_receipt(typed, TODAY, FUNDS, ["p1"])
    assert (read.party, read.person_id, read.where, read.attached) == (
        *(None, "p1", "bank", "1 hóa đơn"),
    )
    assert problems(lambda: forms.read_receipt({}, TODAY, FUNDS)) == {
        *("fund", "account", "amount", "on_date", "memo")
    }
    typed |= {"amount": "0", "fund": "x", "account": "capital", "on_date": "22/11/2026"}
    assert problems(lambda: forms.read_receipt(typed, TODAY, FUNDS)) == {
        *("fund", "account", "amount", "on_date")
    }


def test_what_belongs_to_lenders_and_savers_is_not_received_or_spent_by_hand() -> None:
    typed = {"amount": "5", "on_date": "10/6/2026", "memo": "x", "account": "other_income"}
    for fund in ("income", "savings"):
        chosen = {**typed, "fund": fund, "area": "running", "from_fund": fund, "why": "x"}
        gift = {**chosen, "donor": "Tý", "form": "money"}
        assert problems(lambda chosen=chosen: forms.read_receipt(chosen, TODAY, FUNDS)) == {"fund"}  # type: ignore[misc]
        assert problems(lambda chosen=chosen: forms.read_spending(chosen, TODAY, FUNDS)) == {"fund"}  # type: ignore[misc]
        assert problems(lambda gift=gift: forms.read_gift(gift, TODAY, FUNDS)) == {"fund"}  # type: ignore[misc]
    moved = {**typed, "from_fund": "savings", "to_fund": "income", "why": "x"}
    assert problems(lambda: forms.read_transfer(moved, TODAY, FUNDS)) == {"from_fund"}
    fees = {**typed, "fund": "golden_heart", "account": "fees"}
    assert problems(lambda: forms.read_receipt(fees, TODAY, FUNDS)) == {"fund"}


@pytest.mark.parametrize("amount", ["", "0", "-5", "năm", "1.000.000.000.001"])
def test_an_amount_is_above_zero_and_within_reason(amount: str) -> None:
    typed = {"amount": amount, "on_date": "10/6/2026"}
    assert problems(lambda: forms.read_capital(typed, TODAY)) == {"amount"}


def test_spending() -> None:
    typed = {
        "fund": "activity",
        "area": "running",
        "amount": "15.000",
        "on_date": "10/6",
        "memo": "Chè",
    }
    read = forms.read_spending(typed, TODAY, FUNDS)
    assert (read.area, read.amount_vnd, read.on_date) == (None, 15_000, JUNE_10)
    assert forms.read_spending({**typed, "area": "culture"}, TODAY, FUNDS).area == "culture"
    assert problems(lambda: forms.read_spending({}, TODAY, FUNDS)) == {
        *("fund", "area", "amount", "on_date", "memo")
    }


def test_money_moved() -> None:
    typed = {
        "from_fund": "activity",
        "to_fund": "income",
        "amount": "500k",
        "on_date": "10/6/2026",
        "why": "góp vốn",
    }
    assert forms.read_transfer(typed, TODAY, FUNDS) == forms.Transfer(
        "activity", "income", 500_000, JUNE_10, "góp vốn", "cash"
    )
    same = {**typed, "to_fund": "activity"}
    assert problems(lambda: forms.read_transfer(same, TODAY, FUNDS)) == {"to_fund"}
    bank = {"fund": "income", "way": "from_bank", "amount": "500k", "on_date": "10/6/2026"}
    assert forms.read_bank(bank, TODAY, FUNDS) == forms.BankMove(
        "income", False, 500_000, JUNE_10, None
    )
    assert problems(lambda: forms.read_bank({**bank, "way": ""}, TODAY, FUNDS)) == {"way"}


def test_money_of_a_member_and_of_a_source() -> None:
    typed = {"person": "p1", "amount": "50k", "on_date": "10/6/2026", "attached": "giấy"}
    assert forms.read_kept(typed, TODAY, ["p1"]) == forms.Kept("p1", 50_000, JUNE_10, "cash")
    assert problems(lambda: forms.read_kept({}, TODAY, ["p1"])) == {"person", "amount", "on_date"}
    assert forms.read_capital(typed, TODAY) == forms.Capital(50_000, JUNE_10, "cash", "giấy")


def test_a_source() -> None:
    typed = {
        "kind": "province",
        "name": "UBND tỉnh",
        "returnable": "yes",
        "return_to": "Hội",
        "decision": "QĐ 12",
        "since": "10/6/2026",
    }
    assert forms.read_source(typed, TODAY) == Source(
        "", "province", "UBND tỉnh", True, JUNE_10, return_to="Hội", decision="QĐ 12"
    )
    kept = forms.read_source({**typed, "returnable": "no"}, TODAY)
    assert (kept.returnable, kept.return_to) == (False, None)
    assert problems(lambda: forms.read_source({}, TODAY)) == {
        *("kind", "name", "returnable", "since")
    }


def test_a_gift() -> None:
    typed = {
        "donor": "p1",
        "donor_name": "Bà Đào",
        "form": "money",
        "fund": "golden_heart",
        "amount": "200k",
        "what": "gạo",
        "on_date": "10/6/2026",
        "show_name": "no",
    }
    assert forms.read_gift(typed, TODAY, FUNDS, ["p1"], "m1") == Gift(
        *("", JUNE_10, "Bà Đào", "golden_heart", 200_000),
        person_id="p1",
        meeting_id="m1",
        show_name=False,
    )
    thing = {**typed, "form": "thing", "donor": "Ông Lộc", "value": "300k", "show_name": "yes"}
    assert forms.read_gift(thing, TODAY, FUNDS) == Gift(
        "", JUNE_10, "Ông Lộc", "golden_heart", what="gạo", value_vnd=300_000
    )
    assert problems(lambda: forms.read_gift({}, TODAY, FUNDS)) == {
        *("donor", "form", "fund", "on_date", "what")
    }
    assert problems(lambda: forms.read_gift({**typed, "amount": ""}, TODAY, FUNDS)) == {"amount"}


def test_a_budget_and_a_fund() -> None:
    read = forms.read_budget({"culture": "5tr", "running": "0"}, TODAY)
    assert [each for each in read if each.amount_vnd is not None] == [
        Budget("culture", 5_000_000),
        Budget("running", 0),
    ]
    assert problems(lambda: forms.read_budget({"culture": "-1"}, TODAY)) == {"culture"}
    typed = {"name": "Quỹ khuyến học", "since": "10/6/2026"}
    assert forms.read_fund(typed, TODAY) == Fund("", "Quỹ khuyến học", None, JUNE_10)
    assert problems(lambda: forms.read_fund({}, TODAY)) == {"name", "since"}
