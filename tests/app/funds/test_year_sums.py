"""The sums of a year: each side by itself, corrections on the side that they correct."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.club.file import Club
from app.funds import acts, balance_records, records
from app.funds.accounts import WHERE
from app.funds.rules import Entry, Posting, turned_back
from app.funds.year_sums import SumLine, year_sums
from tests.app.funds.scene import JULY_5, JUNE_10, paid, received
from tests.makers import TODAY


def _entry(*postings: Posting, reverses: str | None = None) -> Entry:
    return Entry("e", 1, "journal", JUNE_10, "income", "x", postings, reverses=reverses)


def test_each_area_has_its_line_and_what_keeps_the_club_going(club: Club) -> None:
    records.post(club, received(900_000))
    acts.spend(club, "activity", 100_000, TODAY, "Chè", "culture")
    acts.spend(club, "activity", 50_000, TODAY, "Điện")
    lines = year_sums(records.entries(club, TODAY, TODAY))
    assert lines == (
        SumLine("other_income", None, 900_000, 0),
        SumLine("spending", "culture", 0, 100_000),
        SumLine("spending", None, 0, 50_000),
    )


def test_what_was_taken_back_is_no_income_and_no_spending(club: Club) -> None:
    kept = records.post(club, received(900_000, JUNE_10))
    wrong = records.post(club, paid(300_000, JULY_5))
    records.reverse(club, wrong, "Ghi nhầm")
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    lines = year_sums(records.entries(club, first, last))
    assert lines == (SumLine("other_income", None, 900_000, 0),)
    records.reverse(club, kept, "Ghi nhầm")
    assert year_sums(records.entries(club, first, last)) == ()


def test_of_one_fund_only(club: Club) -> None:
    records.post(club, received(900_000))
    acts.transfer(club, "activity", "golden_heart", 200_000, TODAY, "Tết")
    entries = records.entries(club, TODAY, TODAY)
    assert year_sums(entries, "golden_heart") == (SumLine("transfer", None, 200_000, 0),)
    assert SumLine("transfer", None, 0, 200_000) in year_sums(entries, "activity")
    assert SumLine("transfer", None, 200_000, 200_000) in year_sums(entries)


@given(st.lists(st.tuples(st.integers(-9, 9).filter(bool), st.booleans()), max_size=12))
def test_received_less_paid_is_what_the_cash_grew_by(moves: list[tuple[int, bool]]) -> None:
    entries = []
    for amount, turned in moves:
        postings = (
            Posting("activity", "cash", amount),
            Posting("activity", "spending" if amount < 0 else "gifts", -amount),
        )
        entries.append(_entry(*postings))
        if turned:
            entries.append(_entry(*turned_back(postings), reverses="e"))
    cash = sum(
        one.amount_vnd for entry in entries for one in entry.postings if one.account in WHERE
    )
    lines = year_sums(entries)
    assert sum(one.received_vnd - one.paid_vnd for one in lines) == cash
    assert all(one.received_vnd >= 0 and one.paid_vnd >= 0 for one in lines)


def test_the_year_ends_with_what_the_balances_say(club: Club) -> None:
    records.post(club, received(900_000, JUNE_10))
    records.post(club, paid(250_000, JULY_5))
    lines = year_sums(records.entries(club, date(2026, 1, 1), date(2026, 12, 31)))
    grown = sum(one.received_vnd - one.paid_vnd for one in lines)
    assert grown == balance_records.balance(club, "activity", "cash", TODAY)
