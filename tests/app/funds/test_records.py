"""Vouchers in the book: written, read, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.base.errors import Invalid, Refused
from app.base.periods import Month
from app.club import history
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, TREASURER, VIEWER, Actor
from app.funds import records
from app.funds.fund_records import add_fund, begin_again, end_fund
from app.funds.records import Instead
from app.funds.rules import Draft, Fund, Posting
from tests.app.areas.scene import held
from tests.app.funds.scene import (
    JULY_5,
    JUNE_10,
    JUNE_20,
    grant,
    lent,
    loan,
    member,
    paid,
    received,
    repaid,
    seal,
    sums,
)
from tests.makers import TODAY


def refused(club: Club, act: Callable[[], object]) -> str:
    """The sentence with which an act is refused; nothing may have changed."""
    before = sums(club), history.history(club, 1)[0].seq
    with pytest.raises(Refused) as told:
        act()
    assert (sums(club), history.history(club, 1)[0].seq) == before
    assert "Nothing was changed." in str(told.value)
    return str(told.value)


# --- writing ------------------------------------------------------------------------------------


def test_a_voucher_is_written_and_read(club: Club) -> None:
    dao = member(club)
    meeting_id = held(club, "2026-06", "2026-06-20")
    draft = replace(
        received(300_000, JUNE_20),
        person_id=dao,
        meeting_id=meeting_id,
        attached="2 hóa đơn",
    )
    entry_id = records.post(club, draft)
    found = records.entry(club, entry_id)
    assert (found.voucher, found.amount_vnd, found.called()) == (
        "PT-2026-001",
        300_000,
        "Lê Thị Đào",
    )
    assert {name: getattr(found, name) for name in Draft.__slots__} == {
        name: getattr(draft, name) for name in Draft.__slots__
    }
    assert records.entries_of_meeting(club, meeting_id) == (found,)
    said = history.history(club)[0].words
    assert said == "Voucher PT-2026-001, 300.000\xa0đ: Lê Thị Đào"
    with pytest.raises(LookupError):
        records.entry(club, "nothing")


def test_vouchers_are_numbered_by_kind_and_year_as_they_are_written(club: Club) -> None:
    drafts = [
        received(9, JULY_5),
        received(9, JUNE_10),
        paid(1, JULY_5),
        received(9, date(2025, 12, 31)),
        received(9, JUNE_20),
    ]
    ids = [records.post(club, draft) for draft in drafts]
    assert [records.entry(club, entry_id).voucher for entry_id in ids] == [
        "PT-2026-001",
        "PT-2026-002",
        "PC-2026-001",
        "PT-2025-001",
        "PT-2026-003",
    ]


def test_postings_of_nothing_are_left_out(club: Club) -> None:
    dao = member(club)
    grant(club, 900)
    loan_id = loan(club, dao, 900)
    entry_id = records.post(club, repaid(loan_id, 300, 0, JULY_5))
    assert len(records.entry(club, entry_id).postings) == 2


def test_several_vouchers_are_one_step(club: Club) -> None:
    ids = records.write(club, [received(9), paid(4), received(1)])
    assert [records.entry(club, entry_id).voucher for entry_id in ids] == [
        "PT-2026-001",
        "PC-2026-001",
        "PT-2026-002",
    ]
    assert history.history(club)[0].words == "3 vouchers, the first PT-2026-001"
    with pytest.raises(ValueError, match="nothing to write"):
        records.write(club, [])


def test_the_voucher_written_last_whatever_its_day(club: Club) -> None:
    assert records.last_entry(club) is None
    records.write(club, [received(9, JULY_5), received(8, JUNE_10)])
    last = records.last_entry(club)
    assert last is not None
    assert (last.voucher, last.on_date) == ("PT-2026-002", JUNE_10)


def test_vouchers_are_found_by_day_fund_account_and_loan(club: Club) -> None:
    grant(club, 900, JUNE_10)
    loan_id = loan(club, member(club), 900, JUNE_20)
    instalment = records.post(club, repaid(loan_id, 300, 10, JULY_5))
    other = records.post(club, received(5, JULY_5))
    everything = records.entries(club, JUNE_10, JULY_5)
    assert [entry.topic for entry in everything] == ["grant", "disbursement", "repayment", "income"]
    found = records.entries(club, JUNE_20, JULY_5, "activity")
    assert [entry.id for entry in found] == [instalment, other]
    found = records.entries(club, JUNE_10, JULY_5, "income", "cash")
    assert [entry.topic for entry in found] == ["grant", "disbursement", "repayment"]
    assert [entry.topic for entry in records.entries(club, JULY_5, JULY_5, account="interest")] == [
        "repayment"
    ]
    found = records.entries_of_loan(club, loan_id)
    assert [entry.topic for entry in found] == ["disbursement", "repayment"]
    assert len(found[1].postings) == 4


def test_what_breaks_the_plan_of_accounts_is_our_mistake(club: Club) -> None:
    with pytest.raises(ValueError, match="other_income"):
        records.post(club, received(5, fund="income"))
    assert sums(club) == (0, 0)


def test_nothing_is_dated_ahead(club: Club) -> None:
    said = refused(club, lambda: records.post(club, received(5, TODAY + timedelta(days=1))))
    assert "22/11/2026 lies ahead" in said
    said = refused(club, lambda: records.post(club, received(5, date(1950, 6, 10))))
    assert "10/6/1950 is too long ago" in said


def test_somebody_out_of_the_book_gets_no_voucher(club: Club) -> None:
    said = refused(club, lambda: records.post(club, replace(received(5), person_id="nobody")))
    assert "no longer in the book" in said


def test_a_fund_of_the_club_lasts_from_day_to_day(club: Club) -> None:
    fund_id = add_fund(club, Fund("", "Quỹ khuyến học", since=JUNE_20))
    assert "fund is not there on 10/6/2026" in refused(
        club, lambda: records.post(club, received(5, JUNE_10, fund_id))
    )
    records.post(club, received(5, JUNE_20, fund_id))
    records.post(club, paid(5, JUNE_20, fund_id))
    entry_id = records.post(club, received(5, JUNE_20, fund_id))
    spent = records.post(club, paid(5, JUNE_20, fund_id))
    end_fund(club, fund_id, JULY_5)
    for act in (
        lambda: records.post(club, received(5, TODAY, fund_id)),
        lambda: records.post(club, received(5, JUNE_20, fund_id)),
        lambda: records.reverse(club, spent, "nhầm"),
    ):
        assert "“Quỹ khuyến học” has ended" in refused(club, act)
    begin_again(club, fund_id)
    records.write(club, (), [spent, entry_id], "nhầm")
    assert "not there" in refused(club, lambda: records.post(club, received(5, TODAY, "x")))


# --- never below nothing ------------------------------------------------------------------------


def test_what_is_not_in_the_cash_box_is_not_paid(club: Club) -> None:
    records.post(club, received(200_000, JUNE_10))
    said = refused(club, lambda: records.post(club, paid(200_001, JUNE_20)))
    assert said == (
        "On 20/6/2026 the cash box of “Activity fund” holds only 200.000\xa0đ. Nothing was changed."
    )
    records.post(club, paid(200_000, JUNE_20))


def test_a_payment_dated_back_must_not_empty_a_later_day(club: Club) -> None:
    records.post(club, received(200, JUNE_10))
    records.post(club, paid(150, JUNE_20))
    records.post(club, received(500, JULY_5))
    said = refused(club, lambda: records.post(club, paid(60, JUNE_10)))
    assert "On 20/6/2026" in said
    assert "only 50\xa0đ" in said
    records.post(club, paid(50, JUNE_10))
    records.post(club, paid(500, JULY_5))


def test_money_of_one_fund_pays_nothing_of_another(club: Club) -> None:
    records.post(club, received(200, JUNE_10))
    bank = replace(
        paid(5), postings=(Posting("activity", "spending", 5), Posting("activity", "bank", -5))
    )
    assert "bank account of “Activity fund” holds only 0\xa0đ" in refused(
        club, lambda: records.post(club, bank)
    )
    assert "“Golden Heart book”" in refused(
        club, lambda: records.post(club, paid(5, fund="golden_heart"))
    )


def test_no_more_comes_back_than_was_lent(club: Club) -> None:
    grant(club, 900)
    dao = member(club)
    loan_id, other = loan(club, dao, 500), loan(club, dao, 400)
    records.post(club, repaid(loan_id, 300, 0, JULY_5))
    said = refused(club, lambda: records.post(club, repaid(loan_id, 201, 0, JULY_5)))
    assert said.startswith("On 5/7/2026 only 200\xa0đ of this loan is still owed.")
    assert "only 0\xa0đ" in refused(club, lambda: records.post(club, repaid(other, 1, 0, JUNE_10)))
    records.post(club, repaid(loan_id, 200, 0, JULY_5))
    assert "cash box" in refused(club, lambda: records.post(club, lent(other, dao, 501, TODAY)))


# --- taking back --------------------------------------------------------------------------------


def test_a_voucher_is_taken_back_on_its_own_day(club: Club) -> None:
    entry_id = records.post(club, replace(received(200, JUNE_10), party="Bà Tý"))
    by = records.reverse(club, entry_id, "ghi nhầm")
    found, correction = records.entry(club, entry_id), records.entry(club, by)
    assert found.reversed_by == by
    assert correction.voucher == "PK-2026-001"
    assert (correction.kind, correction.topic, correction.on_date) == (
        "journal",
        "correction",
        JUNE_10,
    )
    assert (correction.reverses, correction.reason) == (entry_id, "ghi nhầm")
    assert correction.party == "Bà Tý"
    assert correction.memo == "Takes back PT-2026-001: Bán giấy vụn"
    assert [posting.amount_vnd for posting in correction.postings] == [-200, 200]
    assert history.history(club)[0].words == "Take back voucher PT-2026-001"


def test_it_may_be_taken_back_later_but_not_before_its_day(club: Club) -> None:
    one, other = (records.post(club, received(200, JUNE_20)) for _number in range(2))
    later = records.reverse(club, one, "nhầm", JULY_5)
    before = records.reverse(club, other, "nhầm", JUNE_10)
    assert records.entry(club, later).on_date == JULY_5
    assert records.entry(club, before).on_date == JUNE_20


def test_a_voucher_of_a_closed_month_is_taken_back_today(club: Club) -> None:
    entry_id = records.post(club, received(200, JUNE_10))
    seal(club, "2026-06")
    by = records.reverse(club, entry_id, "nhầm")
    assert records.entry(club, by).on_date == TODAY
    other = records.post(club, received(200, JULY_5))
    by = records.reverse(club, other, "nhầm", JULY_5)
    assert records.entry(club, by).on_date == JULY_5


def test_nothing_is_taken_back_twice(club: Club) -> None:
    entry_id = records.post(club, received(200, JUNE_10))
    by = records.reverse(club, entry_id, "nhầm")
    assert "Voucher PT-2026-001 was taken back by PK-2026-001 already." in refused(
        club, lambda: records.reverse(club, entry_id, "nhầm")
    )
    assert "PK-2026-001 is a correction itself" in refused(
        club, lambda: records.reverse(club, by, "nhầm")
    )


def test_taking_back_needs_a_reason_and_the_money(club: Club) -> None:
    entry_id = records.post(club, received(200, JUNE_10))
    with pytest.raises(Invalid) as told:
        records.reverse(club, entry_id, "  ")
    assert set(told.value.problems) == {"reason"}
    records.post(club, paid(150, JUNE_20))
    assert "holds only 50" in refused(club, lambda: records.reverse(club, entry_id, "nhầm"))


def test_a_voucher_is_written_in_the_place_of_a_wrong_one(club: Club) -> None:
    wrong = records.post(club, received(500, JUNE_10))
    records.post(club, paid(450, JUNE_20))
    right = records.post(club, received(480, JUNE_10), Instead(wrong, "đếm nhầm"))
    assert records.entry(club, right).voucher == "PT-2026-002"
    assert records.entry(club, wrong).reversed_by is not None
    assert "holds only 30" in refused(
        club, lambda: records.post(club, received(440, JUNE_10), Instead(right, "x"))
    )


def test_the_vouchers_of_a_meeting_are_those_that_stand(club: Club) -> None:
    meeting_id = held(club, "2026-06", "2026-06-20")
    of_meeting = replace(received(200, JUNE_20), meeting_id=meeting_id)
    one, other = records.write(club, [of_meeting, of_meeting])
    records.write(club, [of_meeting], [one], "sửa")
    standing = records.entries_of_meeting(club, meeting_id)
    assert len(standing) == 2
    assert other in [entry.id for entry in standing]


# --- closed months ------------------------------------------------------------------------------


def test_nothing_is_dated_in_a_closed_month_or_before(club: Club) -> None:
    assert records.sealed_until(club) is None
    seal(club, "2026-06")
    assert records.sealed_until(club) == Month(2026, 6)
    for day in (JUNE_10, date(2026, 5, 31), date(2025, 12, 31)):
        said = refused(club, lambda day=day: records.post(club, received(5, day)))  # type: ignore[misc]
        assert "closed up to 6/2026" in said
    records.post(club, received(5, date(2026, 7, 1)))


def test_a_month_opened_again_takes_vouchers(club: Club) -> None:
    seal_id = seal(club, "2026-06")
    with club.change("Open the books again"):
        club.db.table("seal").update(seal_id, {"reopened_on": "2026-11-21", "reopened_why": "x"})
    assert records.sealed_until(club) is None
    records.post(club, received(5, JUNE_10))


# --- rights -------------------------------------------------------------------------------------


def test_the_board_reads_and_the_treasurer_writes(club: Club) -> None:
    entry_id = records.post(club, received(5))
    club.actor = Actor("t", "Bình", frozenset([TREASURER]))
    records.post(club, received(5))
    club.actor = Actor("h", "Hoa", frozenset([HEALTH_LEAD]))
    assert records.entry(club, entry_id).amount_vnd == 5
    for act in (
        lambda: records.post(club, received(5)),
        lambda: records.reverse(club, entry_id, "x"),
    ):
        with pytest.raises(Refused, match="Hoa"):
            act()
    club.actor = Actor("v", "Khách", frozenset([VIEWER]))
    for read in (
        lambda: records.entry(club, entry_id),
        lambda: records.entries(club, JUNE_10, TODAY),
        lambda: records.entries_of_loan(club, "x"),
        lambda: records.entries_of_meeting(club, "x"),
    ):
        with pytest.raises(Refused, match="Khách"):
            read()
