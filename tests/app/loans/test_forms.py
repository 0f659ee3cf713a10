"""How loans are typed: what is read, and the sentence for what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.base.errors import Invalid
from app.loans import forms
from app.loans.rules import (
    Appraisal,
    Decision,
    InKind,
    KindReturn,
    Livelihood,
    Loan,
    OutsideLoan,
    Product,
    Request,
    Split,
)
from tests.app.loans import scene
from tests.makers import TODAY

DAY = date(2026, 6, 21)
PLAN = {
    "rate": "1",
    "months": "12",
    "method": "bullet",
    "interest": "monthly",
    "round": "1000",
    "grace": "",
}
PRODUCT = {**PLAN, "name": "Vay thường", "most": "10tr", "since": "1/1/2026"}
ASKED = Loan("1", "VV-2026-001", "p", "requested", DAY, asked_vnd=5_000_000)
KNOWN = {"p", "q"}


def problems(read: Callable[[], Any]) -> set[str]:
    """The fields of which something is said."""
    with pytest.raises(Invalid) as wrong:
        read()
    assert all(wrong.value.problems.values())
    return set(wrong.value.problems)


# --- products -----------------------------------------------------------------------------------


def test_a_product() -> None:
    fields = {
        **PRODUCT,
        "rate": "0,8 %",
        "late": "1.2",
        "ladder": "5tr, 7,5tr; 10 triệu",
        "cosigner": "yes",
        "note": "Đại hội 2026",
    }
    assert forms.read_product(fields, TODAY) == Product(
        "",
        "Vay thường",
        10_000_000,
        12,
        80,
        "bullet",
        date(2026, 1, 1),
        late_bp=120,
        cosigner=True,
        ladder=(5_000_000, 7_500_000, 10_000_000),
        note="Đại hội 2026",
    )


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert problems(lambda: forms.read_product({}, TODAY)) == {
        "name",
        "most",
        "rate",
        "months",
        "method",
        "interest",
        "since",
    }


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("rate", "11"),
        ("rate", "một"),
        ("rate", "0,655"),
        ("rate", "-1"),
        ("months", "0"),
        ("months", "121"),
        ("round", "0,5"),
        ("grace", "12"),
        ("late", "16"),
        ("ladder", "10tr, 5tr"),
        ("ladder", "nhiều"),
        ("ladder", "0"),
        ("most", "0"),
        ("most", "5.000 tỷ"),
        ("since", "32/1/2026"),
    ],
)
def test_what_cannot_be_in_a_product(field: str, typed: str) -> None:
    assert field in problems(lambda: forms.read_product({**PRODUCT, field: typed}, TODAY))


def test_equal_payments_go_with_interest_each_month() -> None:
    fields = {**PRODUCT, "method": "annuity", "interest": "advance"}
    assert problems(lambda: forms.read_product(fields, TODAY)) == {"interest"}


# --- requests -----------------------------------------------------------------------------------


def test_a_request_of_money() -> None:
    fields = {
        "person": "p",
        "requested_on": "21/6/2026",
        "asked": "5 triệu",
        "months": "12",
        "purpose": "Nuôi gà",
        "cosigner": "q",
        "product": "1",
    }
    assert forms.read_request(fields, TODAY, KNOWN) == Request(
        "p", DAY, 5_000_000, product_id="1", months=12, purpose="Nuôi gà", cosigner_id="q"
    )
    other = forms.read_request({**fields, "cosigner": "Con trai là Hải"}, TODAY, KNOWN)
    assert (other.cosigner, other.cosigner_id) == ("Con trai là Hải", None)


def test_a_request_of_goods() -> None:
    fields = {
        "person": "p",
        "requested_on": "21/6/2026",
        "goods": "bò cái",
        "quantity": "2 con",
        "value": "30tr",
        "return_rule": "Trả một bê",
    }
    found = forms.read_request(fields, TODAY, KNOWN)
    assert found.in_kind == InKind("bò cái", 2, "con", 30_000_000, "Trả một bê")
    assert found.asked_vnd is None


def test_what_cannot_be_in_a_request() -> None:
    assert problems(lambda: forms.read_request({}, TODAY, KNOWN)) == {
        "person",
        "requested_on",
        "asked",
    }
    fields = {"person": "p", "requested_on": "1/1/2027", "asked": "5tr", "cosigner": "p"}
    assert problems(lambda: forms.read_request(fields, TODAY, KNOWN)) == {
        "requested_on",
        "cosigner",
    }
    fields = {"person": "x", "requested_on": "21/6/2026", "goods": "bò", "quantity": "vài"}
    assert problems(lambda: forms.read_request(fields, TODAY, KNOWN)) == {"person", "quantity"}


def test_an_appraisal() -> None:
    fields = {"on": "25/6/2026", "by": "Tổ vay vốn", "opinion": "Nên cho vay"}
    found = forms.read_appraisal(fields, TODAY, DAY)
    assert found == Appraisal(date(2026, 6, 25), "Tổ vay vốn", "Nên cho vay")
    early = {"on": "20/6/2026"}
    assert problems(lambda: forms.read_appraisal(early, TODAY, DAY)) == {"on", "by", "opinion"}


def test_a_decision() -> None:
    fields = {
        **PLAN,
        "on": "21/7/2026",
        "approved": "yes",
        "principal": "5tr",
        "votes_for": "40",
        "votes_against": "2",
        "late": "1,5",
    }
    found = forms.read_decision(fields, TODAY, ASKED, "m")
    agreed = scene.terms(5_000_000, 12, "bullet")
    assert found == Decision(
        date(2026, 7, 21), True, agreed, late_bp=150, meeting_id="m", votes_for=40, votes_against=2
    )
    refused = {"on": "21/7/2026", "approved": "no", "note": "Còn nợ"}
    assert forms.read_decision(refused, TODAY, ASKED) == Decision(
        date(2026, 7, 21), approved=False, note="Còn nợ"
    )
    goods = Loan("1", "VV-2026-001", "p", "requested", DAY, in_kind=InKind("bò", 1))
    told = forms.read_decision({"on": "21/7/2026", "approved": "yes", "months": "24"}, TODAY, goods)
    assert (told.terms, told.months) == (None, 24)


def test_what_cannot_be_in_a_decision() -> None:
    assert problems(lambda: forms.read_decision({}, TODAY, ASKED)) == {"on", "approved"}
    fields = {"on": "20/6/2026", "approved": "yes"}
    assert problems(lambda: forms.read_decision(fields, TODAY, ASKED)) == {
        "on",
        "principal",
        "rate",
        "months",
        "method",
        "interest",
    }


# --- payments and changes -----------------------------------------------------------------------


def test_a_payment_as_an_amount_or_in_parts() -> None:
    fields = {"on": "21/7/2026", "where": "cash", "amount": "1.050.000"}
    found = forms.read_payment(fields, TODAY)
    assert found == forms.Payment(date(2026, 7, 21), 1_050_000, "cash")
    parts = {**fields, "interest": "50k", "principal": "1tr", "held": "0"}
    assert forms.read_payment(parts, TODAY).split == Split(50_000, 0, 1_000_000)
    wrong = {**parts, "principal": "900k"}
    assert problems(lambda: forms.read_payment(wrong, TODAY)) == {"amount"}
    assert problems(lambda: forms.read_payment({}, TODAY)) == {"on", "where", "amount"}


def test_changes_of_a_loan() -> None:
    fields = {"on": "21/7/2026", "months": "6", "grace": "2", "reason": "Mất mùa"}
    change = forms.Change(date(2026, 7, 21), "Mất mùa", 6, 2)
    assert forms.read_new_term(fields, TODAY) == change
    assert problems(lambda: forms.read_new_term({**fields, "grace": "6"}, TODAY)) == {"grace"}
    assert problems(lambda: forms.read_new_term({}, TODAY)) == {"on", "months", "reason"}
    fields = {"on": "21/7/2026", "amount": "50k", "reason": "Ốm"}
    waiver = forms.Change(date(2026, 7, 21), "Ốm", amount_vnd=50_000)
    assert forms.read_amount_change(fields, TODAY) == waiver
    assert problems(lambda: forms.read_amount_change({}, TODAY)) == {"on", "amount"}
    assert forms.read_reason(fields, TODAY) == forms.Change(date(2026, 7, 21), "Ốm")
    assert problems(lambda: forms.read_reason({}, TODAY)) == {"on", "reason"}


def test_goods_given_back() -> None:
    fields = {"on": "21/7/2026", "quantity": "1 bê cái", "to": "q"}
    found = forms.read_return(fields, TODAY, DAY, KNOWN)
    assert found == KindReturn(date(2026, 7, 21), 1, "bê cái", "q")
    assert forms.read_return({**fields, "what": "bê đực"}, TODAY, DAY, KNOWN).what == "bê đực"
    early = {"on": "20/6/2026", "quantity": "", "to": "x"}
    told = problems(lambda: forms.read_return(early, TODAY, DAY, KNOWN))
    assert told == {"on", "quantity", "to"}


def test_whether_income_improved() -> None:
    fields = {"on": "21/7/2026", "improved": "yes", "note": "Bán gà"}
    assert forms.read_improved(fields, TODAY) == (date(2026, 7, 21), "yes", "Bán gà")
    assert problems(lambda: forms.read_improved({"on": "21/7/2026"}, TODAY)) == {"improved"}


def test_a_loan_from_outside() -> None:
    fields = {
        "person": "p",
        "lender": "NHCSXH",
        "amount": "50tr",
        "since": "21/6/2026",
        "due_on": "21/6/2029",
        "through_club": "yes",
    }
    assert forms.read_outside(fields, TODAY, KNOWN) == OutsideLoan(
        "", "p", "NHCSXH", 50_000_000, DAY, date(2029, 6, 21), through_club=True
    )
    early = {**fields, "due_on": "20/6/2026"}
    assert problems(lambda: forms.read_outside(early, TODAY, KNOWN)) == {"due_on"}
    assert problems(lambda: forms.read_outside({}, TODAY, KNOWN)) == {
        "person",
        "lender",
        "amount",
        "since",
    }


def test_a_livelihood() -> None:
    fields = {"person": "p", "kind": "needs_loan", "since": "21/6/2026", "note": "x"}
    found = Livelihood("", "p", "needs_loan", DAY, note="x")
    assert forms.read_livelihood(fields, TODAY, KNOWN) == found
    told = problems(lambda: forms.read_livelihood({}, TODAY, KNOWN))
    assert told == {"person", "kind", "since"}


def test_the_plan_of_a_rehearsal() -> None:
    fields = {**PLAN, "principal": "5tr", "on": "21/6/2026"}
    terms, day = forms.read_plan(fields, TODAY)
    assert (terms, day) == (scene.terms(5_000_000, 12, "bullet"), DAY)
