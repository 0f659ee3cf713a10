"""The takeover in the book: everything in one step, back in one step, and never half."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Invalid, Refused
from app.club.file import Club
from app.funds import balance_records, gift_records, records, source_records
from app.funds.rules import Gift, Source
from app.funds.takeover import (
    FundOpening,
    LoanOpening,
    SavingsOpening,
    SourceOpening,
    Takeover,
)
from app.loans import records as loan_records
from app.loans import standing_records, takeover_records
from tests.app.funds.scene import member, received, sums
from tests.makers import TODAY

ON = date(2026, 10, 31)
GIFT = Gift("", date(2025, 6, 1), "Công ty Hạnh Phúc", what="40 cái ghế", value_vnd=2_000_000)


@pytest.fixture
def paper(club: Club) -> Takeover:
    """What the paper books of the club say."""
    mai, tu, sau = (member(club, name) for name in ("Lê Thị Mai", "Trần Văn Tư", "Bùi Văn Sáu"))
    province = Source("", "province", "UBND tỉnh", True, ON, return_to="Hội NCT xã")
    return Takeover(
        ON,
        (
            FundOpening("income", 2_000_000, 10_000_000),
            FundOpening("activity", 1_250_500),
            FundOpening("golden_heart", 700_000),
            FundOpening("savings", 500_000),
        ),
        (
            SourceOpening(province, 15_000_000),
            SourceOpening(Source("", "own", "Lãi nhập vốn", False, ON), 2_000_000),
        ),
        (
            LoanOpening(mai, 3_000_000, date(2027, 4, 21), date(2026, 11, 21), 100, None, 500_000),
            LoanOpening(tu, 1_000_000, date(2027, 1, 15), date(2026, 11, 15), 100, 10_000),
            LoanOpening(
                sau, 1_000_000, date(2026, 8, 21), date(2026, 8, 21), 100, arrears_vnd=30_000
            ),
        ),
        (SavingsOpening(mai, 300_000), SavingsOpening(tu, 200_000)),
        (GIFT,),
    )


def bare(takeover: Takeover) -> Takeover:
    """Without what only the book knows: names, ids of sources and gifts."""
    return replace(
        takeover,
        sources=tuple(replace(one, source=replace(one.source, id="")) for one in takeover.sources),
        loans=tuple(replace(one, who="") for one in takeover.loans),
        savings=tuple(replace(one, who="") for one in takeover.savings),
        gifts=tuple(replace(one, id="") for one in takeover.gifts),
    )


def test_the_book_begins_as_the_paper_ends(club: Club, paper: Takeover) -> None:
    vouchers = takeover_records.take_over(club, paper)
    assert len(vouchers) == 4
    assert balance_records.balances(club, ON) == {
        "income": {
            "cash": 2_000_000,
            "bank": 10_000_000,
            "loans": 5_000_000,
            "capital": -17_000_000,
        },
        "activity": {"cash": 1_250_500, "opening": -1_250_500},
        "golden_heart": {"cash": 700_000, "opening": -700_000},
        "savings": {"cash": 500_000, "savings": -500_000},
    }
    assert balance_records.balances(club, date(2026, 10, 30))["income"] == {}
    states = source_records.sources(club, TODAY)
    assert [(one.source.name, one.balance) for one in states] == [
        ("UBND tỉnh", 15_000_000),
        ("Lãi nhập vốn", 2_000_000),
    ]
    assert [gift.what for gift in gift_records.gifts(club, date.min, TODAY)] == ["40 cái ghế"]


def test_it_is_read_back_as_it_was_written(club: Club, paper: Takeover) -> None:
    assert takeover_records.taken_over(club) is None
    takeover_records.take_over(club, paper)
    found = takeover_records.taken_over(club)
    assert found is not None
    assert bare(found) == paper
    assert [one.who for one in found.loans] == ["Lê Thị Mai", "Trần Văn Tư", "Bùi Văn Sáu"]


def test_loans_run_on(club: Club, paper: Takeover) -> None:
    takeover_records.take_over(club, paper)
    standing = {
        loan.who: standing_records.standings(club, date(2026, 11, 21))[loan.id]
        for loan in loan_records.loans(club, TODAY)
    }
    mai, tu, sau = (standing[name] for name in ("Lê Thị Mai", "Trần Văn Tư", "Bùi Văn Sáu"))
    assert (mai.outstanding_vnd, mai.principal_due_vnd, mai.interest_due_vnd) == (
        3_000_000,
        500_000,
        30_000,
    )
    assert (tu.principal_due_vnd, tu.interest_due_vnd) == (0, 10_000)
    assert (sau.status, sau.principal_due_vnd) == ("late", 1_000_000)
    assert sau.oldest_unpaid_on == date(2026, 8, 21)
    assert sau.interest_due_vnd >= 30_000


def test_what_does_not_add_up_is_refused_and_leaves_nothing(club: Club, paper: Takeover) -> None:
    seq = club.history(1)[0].seq
    for wrong in (
        replace(paper, sources=paper.sources[:1]),
        replace(paper, savings=paper.savings[:1]),
        replace(paper, on=date(2026, 12, 1)),
        replace(paper, loans=(replace(paper.loans[0], person_id="nobody"), *paper.loans[1:])),
        Takeover(ON),
    ):
        with pytest.raises(Refused):
            takeover_records.take_over(club, wrong)
    assert club.history(1)[0].seq == seq
    assert sums(club) == (0, 0)
    assert not source_records.sources(club, TODAY)


def test_it_is_one_step_and_no_undo_goes_back_past_it(club: Club, paper: Takeover) -> None:
    seq = club.history(1)[0].seq
    takeover_records.take_over(club, paper)
    assert club.history(1)[0].seq == seq + 1
    assert club.next_undo() is None
    with pytest.raises(Refused):
        takeover_records.take_over(club, paper)


def test_vouchers_of_before_are_in_the_way(club: Club, paper: Takeover) -> None:
    records.post(club, received(100_000, ON))
    assert takeover_records.in_the_way(club, ON) is not None
    earlier = replace(paper, on=date(2026, 10, 30))
    takeover_records.take_over(club, earlier)
    assert not takeover_records.may_take_back(club)


def test_it_is_taken_back_and_written_anew(club: Club, paper: Takeover) -> None:
    takeover_records.take_over(club, paper)
    assert takeover_records.may_take_back(club)
    with pytest.raises(Invalid):
        takeover_records.take_back(club, " ")
    takeover_records.take_back(club, "Ghi thiếu tiền ngân hàng")
    assert takeover_records.taken_over(club) is None
    assert not any(balance_records.balances(club, TODAY).values())
    assert standing_records.standings(club, TODAY) == {}
    right = replace(
        paper,
        funds=(FundOpening("income", 2_000_000, 10_500_000), *paper.funds[1:]),
        sources=(replace(paper.sources[0], amount_vnd=15_500_000), paper.sources[1]),
    )
    takeover_records.take_over(club, right)
    found = takeover_records.taken_over(club)
    assert found is not None
    assert bare(found) == right
    assert len(source_records.sources(club, TODAY)) == 2  # not a second time
    assert len(gift_records.gifts(club, date.min, TODAY)) == 1


def test_after_another_voucher_it_stays(club: Club, paper: Takeover) -> None:
    takeover_records.take_over(club, paper)
    voucher = records.post(club, received(100_000))
    with pytest.raises(Refused):
        takeover_records.take_back(club, "Nhầm")
    records.reverse(club, voucher, "Ghi nhầm")
    takeover_records.take_back(club, "Nhầm")


def test_without_the_right_nothing_is_taken_over(club: Club, paper: Takeover) -> None:
    club.actor = replace(club.actor, roles=frozenset({"deputy"}))
    with pytest.raises(Refused):
        takeover_records.take_over(club, paper)
