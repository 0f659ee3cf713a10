"""All loans together: who owes since when, what is at risk, what comes back, who has borrowed."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Refused
from app.base.periods import Month
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, VIEWER, Actor
from app.club.second import Second
from app.loans import change_records, pay_out_records, request_records
from app.loans import standing_records as records
from app.loans.ageing import Bucket, ageing_lines, risk_words
from app.loans.rules import Decision, InKind, Request
from tests.app.loans import scene
from tests.makers import TODAY

JUNE = date(2026, 6, 30)


@pytest.fixture
def busy(lender: Club, second: Second) -> dict[str, str]:
    """Loans of four people, as they may stand on 30 June: paid by the plan, late, written off, in
    kind, and one that was paid off."""
    ids = {}
    agreed = scene.terms(3_000_000, 3, "bullet")
    for name in ("Cúc", "Dần", "Bé", "Hòa"):
        ids[name] = scene.lend(lender, scene.somebody(lender, name), second, agreed)
    good = ids["good"] = scene.lend(
        lender, scene.somebody(lender, "An"), second, scene.terms(2_000_000, 12, "bullet")
    )
    for month in (2, 3, 4, 5, 6):
        pay_out_records.repay(lender, good, date(2026, month, 21), 20_000)
    for month in (2, 3, 4, 5, 6):
        pay_out_records.repay(lender, ids["Cúc"], date(2026, month, 21), 30_000)
    pay_out_records.repay(lender, ids["Bé"], date(2026, 4, 21), 3_090_000)
    change_records.write_off(lender, ids["Hòa"], date(2026, 5, 21), "Bỏ đi xa", second)
    asked = Request(scene.somebody(lender, "Sửu"), scene.PAID_OUT, in_kind=InKind("bò", 1))
    ids["cow"] = request_records.request(lender, asked)
    decision = Decision(scene.PAID_OUT, approved=True, months=24)
    request_records.decide(lender, ids["cow"], decision)
    pay_out_records.pay_out(lender, ids["cow"], scene.PAID_OUT, second)
    return ids


def test_where_every_loan_stands(lender: Club, busy: dict[str, str]) -> None:
    found = records.stands(lender, JUNE)
    assert [(each.loan.who, each.standing.status) for each in found] == [
        ("An", "on_time"),
        ("Cúc", "late"),
        ("Dần", "late"),
        ("Hòa", "written_off"),
        ("Sửu", "in_kind"),
    ]
    told = records.standings(lender, JUNE)
    assert told[busy["Cúc"]].days_late == 70
    assert told[busy["Dần"]].days_late == 129, "it never paid interest"
    assert told[busy["good"]] == records.standing_of(lender, busy["good"], JUNE)
    assert records.standing_of(lender, busy["Bé"], JUNE).status == "closed"


def test_a_past_day_tells_what_stood_then(lender: Club, busy: dict[str, str]) -> None:
    told = records.standings(lender, date(2026, 4, 20))
    assert told[busy["Bé"]].outstanding_vnd == 3_000_000
    assert told[busy["Hòa"]].status == "late"
    assert not records.standings(lender, date(2026, 1, 20))


def test_what_is_lent_and_what_of_it_is_at_risk(lender: Club, busy: dict[str, str]) -> None:
    found = records.portfolio(lender, JUNE)
    assert (found.lent_vnd, found.late_vnd, found.at_risk_vnd) == (
        8_000_000,
        6_000_000,
        6_000_000,
    )
    assert found.at_risk_percent == 75
    assert (found.borrowers, found.late_borrowers) == (4, 2)
    assert found.ageing == (
        Bucket(1, 30, 0, 0, 0),
        Bucket(31, 90, 1, 3_000_000, 3_000_000),
        Bucket(91, None, 1, 3_000_000, 3_000_000),
    )
    assert list(ageing_lines(found)) == [
        "Late by 31 to 90 days: 1 loan, 3.000.000\xa0đ of principal overdue,"
        " 3.000.000\xa0đ owed in all",
        "Late by more than 90 days: 1 loan, 3.000.000\xa0đ of principal overdue,"
        " 3.000.000\xa0đ owed in all",
    ]
    assert risk_words(found) == (
        "Owed on loans late by more than 30 days: 6.000.000\xa0đ, 75 % of what is lent"
    )
    empty = records.portfolio(lender, date(2026, 1, 20))
    assert (empty.lent_vnd, empty.at_risk_percent) == (0, 0)


def test_what_comes_back_month_by_month(lender: Club, busy: dict[str, str]) -> None:
    found = records.coming_back(lender, date(2026, 6, 1), 8)
    assert [each.month for each in found] == [Month(2026, 6).plus(n) for n in range(9)]
    principal = {str(each.month): each.principal_vnd for each in found if each.principal_vnd}
    assert principal == {"2027-01": 2_000_000}
    # Of who is late the next month is known too: interest goes on.
    assert found[0].interest_vnd == 80_000
    assert set(found[0].loan_ids) == {busy["good"], busy["Cúc"], busy["Dần"]}
    (first, *_rest) = records.upcoming_of(lender, busy["good"], JUNE)
    assert (first.on, first.principal_vnd, first.interest_vnd) == (date(2026, 7, 21), 0, 20_000)


def test_who_has_borrowed(lender: Club, busy: dict[str, str]) -> None:
    scene.somebody(lender, "Tý")
    scene.somebody(lender, "Mão", "2026-07-01")
    found = records.has_borrowed(lender, JUNE)
    assert [each.person.name for each in found.have] == ["An", "Bé", "Cúc", "Dần", "Hòa", "Sửu"]
    assert [each.person.name for each in found.have_not] == ["Tý"]
    assert round(found.percent) == 86
    assert records.has_borrowed(lender, date(2019, 1, 1)).percent == 0


def test_the_step_on_the_ladder_and_whom_to_ask(lender: Club, busy: dict[str, str]) -> None:
    (loan,) = records.to_ask(lender, JUNE)
    assert loan.id == busy["Bé"]
    assert records.paid_off(lender, loan.person_id, JUNE) == 1
    assert records.paid_off(lender, loan.person_id, date(2026, 4, 20)) == 0
    assert not records.to_ask(lender, date(2026, 4, 20))
    change_records.set_improved(lender, loan.id, TODAY, "unclear")
    assert not records.to_ask(lender, JUNE)


def test_sums_are_open_to_the_board_and_names_are_not(lender: Club, busy: dict[str, str]) -> None:
    lender.actor = Actor(lender.actor.id, "Bà Nhung", frozenset([HEALTH_LEAD]))
    assert records.portfolio(lender, JUNE).lent_vnd == 8_000_000
    with pytest.raises(Refused):
        records.stands(lender, JUNE)
    lender.actor = replace(lender.actor, roles=frozenset([VIEWER]))
    with pytest.raises(Refused):
        records.portfolio(lender, JUNE)
