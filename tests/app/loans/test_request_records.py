"""From the request to the decision, products, loans from outside, livelihoods, in the book."""

from datetime import date

import pytest

from app.base.errors import Refused
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, Actor
from app.club.second import Second
from app.loans import livelihood_records, outside_records, pay_out_records, product_records
from app.loans import request_records as records
from app.loans.records import loan, loan_by_code, loans, queue
from app.loans.rules import (
    Appraisal,
    Decision,
    InKind,
    Livelihood,
    OutsideLoan,
    Product,
    Request,
)
from tests.app.loans import scene
from tests.makers import TODAY

ASKED = date(2026, 1, 14)
PRODUCT = Product(
    "", "Vay thường", 10_000_000, 12, 100, "bullet", date(2026, 1, 1),
    ladder=(5_000_000, 10_000_000), cosigner=True,
)  # fmt: skip


def test_from_the_request_to_the_decision(club: Club) -> None:
    person, son = scene.somebody(club), scene.somebody(club, "Nguyễn Văn Hải")
    product_id = product_records.add_product(club, PRODUCT)
    asked = Request(
        person,
        ASKED,
        5_000_000,
        product_id=product_id,
        months=12,
        purpose="Nuôi gà",
        cosigner_id=son,
    )
    loan_id = records.request(club, asked)
    found = loan(club, loan_id)
    assert (found.code, found.state, found.who) == ("VV-2026-001", "requested", "Nguyễn Thị Lan")
    assert (found.asked_vnd, found.principal_vnd, found.months) == (5_000_000, None, 12)
    assert found.responsible() == "Nguyễn Văn Hải"
    records.appraise(club, loan_id, Appraisal(ASKED, "Tổ vay vốn", "Có chuồng, có vườn"))
    assert loan(club, loan_id).appraisal == Appraisal(ASKED, "Tổ vay vốn", "Có chuồng, có vườn")
    decision = Decision(
        scene.PAID_OUT, True, scene.terms(5_000_000, 12, "bullet"), None, 150, None, 40, 2, "x"
    )
    records.decide(club, loan_id, decision)
    found = loan(club, loan_id)
    assert (found.state, found.terms, found.late_bp) == ("approved", decision.terms, 150)
    assert (found.votes_for, found.votes_against, found.decision_note) == (40, 2, "x")
    assert loan_by_code(club, "vv-2026-001") == found
    with pytest.raises(Refused, match="VV-2026-009"):
        loan_by_code(club, "VV-2026-009")


def test_every_step_can_be_undone(club: Club) -> None:
    loan_id = scene.approved(club, scene.somebody(club), scene.terms())
    club.undo()
    assert loan(club, loan_id).state == "requested"
    club.undo()
    with pytest.raises(LookupError):
        loan(club, loan_id)


def test_a_refused_request_is_over(club: Club) -> None:
    loan_id = records.request(club, Request(scene.somebody(club), ASKED, 5_000_000))
    records.decide(club, loan_id, Decision(scene.PAID_OUT, approved=False, note="Còn nợ"))
    found = loan(club, loan_id)
    assert (found.state, found.closed_on) == ("refused", scene.PAID_OUT)
    for act in (
        lambda: records.appraise(club, loan_id, Appraisal(ASKED, "x", "y")),
        lambda: records.decide(club, loan_id, Decision(TODAY, approved=False)),
        lambda: records.withdraw(club, loan_id, TODAY),
        lambda: records.remove_request(club, loan_id),
    ):
        with pytest.raises(Refused, match="no longer at this step"):
            act()


def test_a_decision_needs_terms(club: Club) -> None:
    loan_id = records.request(club, Request(scene.somebody(club), ASKED, 5_000_000))
    with pytest.raises(ValueError, match="terms"):
        records.decide(club, loan_id, Decision(TODAY, approved=True))


def test_a_request_is_written_anew_or_taken_out(club: Club) -> None:
    person = scene.somebody(club)
    loan_id = records.request(club, Request(person, ASKED, 5_000_000))
    cow = InKind("bò cái", 1, "con", 15_000_000, "Trả một bê")
    records.change_request(club, loan_id, Request(person, ASKED, in_kind=cow))
    found = loan(club, loan_id)
    assert (found.code, found.asked_vnd, found.in_kind) == ("VV-2026-001", None, cow)
    records.remove_request(club, loan_id)
    assert not loans(club)
    again = records.request(club, Request(person, ASKED, 1_000_000))
    assert loan(club, again).code == "VV-2026-001"


def test_codes_begin_anew_each_year(club: Club) -> None:
    person = scene.somebody(club)
    days = (date(2025, 12, 30), ASKED, TODAY)
    codes = [loan(club, records.request(club, Request(person, day, 1_000))).code for day in days]
    assert codes == ["VV-2025-001", "VV-2026-001", "VV-2026-002"]


def test_somebody_gone_asks_for_nothing(club: Club) -> None:
    with pytest.raises(Refused, match="no longer in the book"):
        records.request(club, Request("nobody", ASKED, 1_000))
    with pytest.raises(Refused):
        records.request(club, Request(scene.somebody(club), ASKED, 1_000, product_id="none"))
    with pytest.raises(Refused):
        records.withdraw(club, "none", TODAY)


def test_who_waits_longest_stands_first(lender: Club, second: Second) -> None:
    names = ("Đào", "Hoa", "Mai", "Tý")
    days = (date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1), date(2026, 4, 1))
    ids = [
        records.request(lender, Request(scene.somebody(lender, name), day, 1_000_000))
        for name, day in zip(names, days, strict=True)
    ]
    running = scene.lend(lender, scene.somebody(lender, "Lan"), second, scene.terms())
    records.withdraw(lender, ids[3], TODAY, "Không cần nữa")
    assert [each.who for each in queue(lender)] == ["Mai", "Hoa", "Đào"]
    assert loan(lender, ids[3]).note == "Không cần nữa"
    assert [each.id for each in loans(lender, TODAY)] == [running]
    assert [each.id for each in loans(lender, states=("withdrawn", "running"))] == [
        running,
        ids[3],
    ]
    assert len(loans(lender)) == 5
    assert not loans(lender, date(2026, 1, 20))


# --- products -----------------------------------------------------------------------------------


def test_products(club: Club) -> None:
    product_id = product_records.add_product(club, PRODUCT)
    found = product_records.product(club, product_id)
    assert found == Product(**{**_values(PRODUCT), "id": product_id})
    assert [found.most_for(times) for times in (0, 1, 5)] == [5_000_000, 10_000_000, 10_000_000]
    changed = Product("", "Vay nhỏ", 2_000_000, 6, 80, "flat", date(2026, 1, 1))
    product_records.change_product(club, product_id, changed)
    assert product_records.product(club, product_id).most_for(3) == 2_000_000
    product_records.end_product(club, product_id, date(2026, 6, 30))
    assert not product_records.products(club, date(2026, 7, 1))
    assert len(product_records.products(club, date(2026, 6, 30))) == 1
    assert not product_records.products(club, date(2025, 12, 31))
    product_records.remove_product(club, product_id)
    assert not product_records.products(club)
    with pytest.raises(LookupError):
        product_records.product(club, product_id)


def test_a_product_that_was_used_stays(club: Club) -> None:
    product_id = product_records.add_product(club, PRODUCT)
    records.request(club, Request(scene.somebody(club), ASKED, 1_000, product_id=product_id))
    with pytest.raises(Refused, match="End it instead"):
        product_records.remove_product(club, product_id)


def _values(product: Product) -> dict[str, object]:
    return {name: getattr(product, name) for name in product.__slots__}  # type: ignore[attr-defined]


# --- from outside, livelihoods ------------------------------------------------------------------


def test_loans_from_outside_are_in_no_list_of_the_fund(club: Club) -> None:
    person = scene.somebody(club)
    outside = OutsideLoan(
        "", person, "NHCSXH", 50_000_000, ASKED, date(2029, 1, 14), "Nuôi bò", through_club=True
    )
    outside_id = outside_records.add_outside(club, outside)
    (found,) = outside_records.outside_loans(club)
    assert (found.who, found.lender, found.amount_vnd) == (
        "Nguyễn Thị Lan",
        "NHCSXH",
        50_000_000,
    )
    assert found.through_club
    assert found.due_on == date(2029, 1, 14)
    assert not loans(club)
    outside_records.close_outside(club, outside_id, TODAY)
    changed = OutsideLoan("", person, "Agribank", 40_000_000, ASKED)
    outside_records.change_outside(club, outside_id, changed)
    (found,) = outside_records.outside_loans(club, person)
    assert (found.lender, found.closed_on, found.through_club) == ("Agribank", TODAY, False)
    assert not outside_records.outside_loans(club, open_only=True)
    outside_records.remove_outside(club, outside_id)
    assert not outside_records.outside_loans(club)


def test_who_needs_a_loan(club: Club) -> None:
    person = scene.somebody(club)
    need = Livelihood("", person, "needs_loan", ASKED, note="Muốn nuôi gà")
    row_id = livelihood_records.begin_livelihood(club, need)
    livelihood_records.begin_livelihood(club, Livelihood("", person, "income_activity", TODAY))
    with pytest.raises(Refused, match="already"):
        livelihood_records.begin_livelihood(club, Livelihood("", person, "needs_loan", TODAY))
    assert [each.kind for each in livelihood_records.livelihoods(club, date(2026, 2, 1))] == [
        "needs_loan"
    ]
    livelihood_records.end_livelihood(club, row_id, date(2026, 3, 1))
    (found,) = livelihood_records.livelihoods(club, TODAY)
    assert (found.kind, found.who) == ("income_activity", "Nguyễn Thị Lan")
    assert len(livelihood_records.livelihoods(club, person_id=person)) == 2
    livelihood_records.remove_livelihood(club, row_id)
    assert len(livelihood_records.livelihoods(club)) == 1


def test_who_may_not_see_loans(lender: Club, second: Second) -> None:
    loan_id = scene.lend(lender, scene.somebody(lender), second, scene.terms())
    lender.actor = Actor(lender.actor.id, "Bà Nhung", frozenset([HEALTH_LEAD]))
    for ask in (
        lambda: loan(lender, loan_id),
        lambda: outside_records.outside_loans(lender),
        lambda: livelihood_records.livelihoods(lender),
        lambda: pay_out_records.repay(lender, loan_id, TODAY, 1_000),
    ):
        with pytest.raises(Refused, match="may not open"):
            ask()
