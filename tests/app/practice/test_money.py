"""The money of the practice club: a fund that goes round, and books that agree on any day."""

from datetime import date
from pathlib import Path

import pytest

from app.base.periods import Month
from app.club.file import Club
from app.funds import balance_records, check, source_records
from app.loans import check as loans_check
from app.loans import standing_records
from app.practice.make import make

UNTIL = date(2026, 6, 30)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(Path(tmp_path_factory.mktemp("practice")) / "club", UNTIL)


def month_ends() -> list[date]:
    last = Month.of(UNTIL)
    return [last.plus(-number).last for number in range(24)]


def test_at_least_eight_loans_are_open_at_the_end_of_every_month(club: Club) -> None:
    counts = [len(standing_records.stands(club, day)) for day in month_ends()]
    assert min(counts) >= 8


def test_capital_is_cash_and_what_is_lent(club: Club) -> None:
    for day in month_ends():
        income = balance_records.balances(club, day)["income"]
        money = income.get("cash", 0) + income.get("bank", 0)
        lent = income.get("loans", 0) + income.get("written_off", 0)
        capital = sum(each.balance for each in source_records.sources(club, day))
        assert money + lent == capital == 72_000_000


def test_nothing_is_wrong_with_the_books(club: Club) -> None:
    for look in (check.looks, loans_check.looks):
        for finding in look(club):
            assert finding.good, finding


def test_somebody_is_late_and_somebody_gave_goods_back(club: Club) -> None:
    found = standing_records.portfolio(club, UNTIL)
    assert found.late_vnd > 0
    assert club.db.table("kind_return").count == 1
    assert {row["state"] for row in club.db.table("loan").rows} >= {"running", "closed"}


def test_a_small_club_has_books_too(tmp_path: Path) -> None:
    small = make(tmp_path / "small", UNTIL, count=6, years=1)
    assert small.db.table("loan").count > 0
    assert all(finding.good for finding in check.looks(small))
