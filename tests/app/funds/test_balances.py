"""What the ledger adds up to: balances, the cash book, the funds on a day."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refused
from app.club.file import Club, open_file
from app.club.roles import VIEWER, Actor
from app.funds import acts, balance_records, records
from app.funds.balance_records import account_rows, balance, balances, cash_book, lowest_cash
from app.funds.floor_records import Low
from app.funds.fund_records import add_fund
from app.funds.records import Instead
from app.funds.rules import Fund
from app.funds.state import fund_state
from tests.app.funds.scene import (
    JULY_5,
    JUNE_10,
    JUNE_20,
    grant,
    loan,
    member,
    paid,
    received,
    repaid,
)
from tests.makers import TODAY, fast_ports

JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def test_a_balance_counts_up_to_the_end_of_its_day(club: Club) -> None:
    records.write(club, [received(200, JUNE_10), paid(50, JUNE_20)])
    days = (JUNE_10 - timedelta(days=1), JUNE_10, JUNE_20, TODAY)
    assert [balance(club, "activity", "cash", day) for day in days] == [0, 200, 150, 150]
    assert balance(club, "activity", "spending", TODAY) == 50
    assert balance(club, "golden_heart", "cash", TODAY) == 0


def test_every_balance_of_a_day_at_once(club: Club) -> None:
    dao = member(club)
    source = grant(club, 900, JUNE_10)
    loan_id = loan(club, dao, 600, JUNE_20)
    records.post(club, repaid(loan_id, 100, 6, JULY_5))
    assert balances(club, JUNE_20) == {
        "income": {"cash": 300, "loans": 600, "capital": -900},
        "activity": {},
        "golden_heart": {},
        "savings": {},
    }
    assert balances(club, JULY_5)["income"] == {"cash": 400, "loans": 500, "capital": -900}
    assert balances(club, JULY_5)["activity"] == {"cash": 6, "interest": -6}
    acts.savings_in(club, dao, 70, JULY_5)
    assert balance_records.of_people(club, "savings", TODAY) == {dao: 70}
    assert balance_records.of_people(club, "savings", JUNE_20) == {}
    assert balance_records.of_people(club, "held", TODAY) == {}
    assert source


def test_what_may_still_be_paid_on_a_day(club: Club) -> None:
    records.write(club, [received(200, JUNE_10), paid(150, JUNE_20), received(500, JULY_5)])
    assert lowest_cash(club, "activity", "cash", JUNE_10) == Low(JUNE_20, 50)
    assert lowest_cash(club, "activity", "cash", JULY_5) == Low(JULY_5, 550)
    assert lowest_cash(club, "activity", "cash", date(2026, 6, 1)) == Low(date(2026, 6, 1), 0)
    assert lowest_cash(club, "activity", "bank", TODAY) == Low(TODAY, 0)


# --- the cash book ------------------------------------------------------------------------------


def test_the_cash_book_goes_from_opening_to_closing(club: Club) -> None:
    records.write(
        club,
        [
            received(1_000, date(2026, 5, 31)),
            paid(300, JUNE_10),
            received(200, JUNE_10),
            received(7, JULY_5),
        ],
    )
    book = cash_book(club, "activity", *JUNE)
    assert (book.opening, book.received, book.paid, book.closing) == (1_000, 200, 300, 900)
    assert [(row.voucher, row.received, row.paid, row.balance) for row in book.rows] == [
        ("PT-2026-002", 200, 0, 1_200),
        ("PC-2026-001", 0, 300, 900),
    ]
    empty = cash_book(club, "activity", date(2026, 8, 1), date(2026, 8, 31))
    assert (empty.opening, empty.rows, empty.closing) == (907, (), 907)


def test_a_correction_stands_below_zero_on_the_side_it_corrects(club: Club) -> None:
    wrong, spent = records.write(club, [received(500, JUNE_10), paid(100, JUNE_10)])
    records.post(club, received(480, JUNE_10), Instead(wrong, "đếm nhầm"))
    records.reverse(club, spent, "không mua")
    book = cash_book(club, "activity", *JUNE)
    assert (book.received, book.paid, book.closing) == (480, 0, 480)
    corrections = [row for row in book.rows if row.topic == "correction"]
    assert [(row.received, row.paid) for row in corrections] == [(0, -100), (-500, 0)]


def test_the_book_of_all_funds_has_a_line_for_each(club: Club) -> None:
    records.write(club, [received(200, JUNE_10), received(50, JUNE_10, "golden_heart", "gifts")])
    acts.transfer(club, "activity", "golden_heart", 20, JUNE_20, "góp")
    book = cash_book(club, None, *JUNE)
    assert book.closing == 250
    assert [(row.fund, row.received, row.paid) for row in book.rows[2:]] == [
        ("golden_heart", 20, 0),
        ("activity", 0, 20),
    ]
    acts.to_bank(club, "activity", 100, JUNE_20, "giấy nộp tiền")
    assert cash_book(club, "activity", *JUNE, "bank").closing == 100
    assert cash_book(club, "activity", *JUNE).closing == 80


def test_the_rows_of_an_account_are_debits_and_credits(club: Club) -> None:
    records.write(club, [received(200, JUNE_10), received(70, JULY_5)])
    book = account_rows(club, "activity", "other_income", date(2026, 6, 11), TODAY)
    assert book.opening == -200
    assert [(row.received, row.paid, row.balance) for row in book.rows] == [(0, 70, -270)]
    assert account_rows(club, "activity", "fees", *JUNE).closing == 0


DAYS = st.dates(date(2026, 5, 20), date(2026, 7, 10))
MOVES = st.lists(st.tuples(DAYS, st.integers(-300, 300).filter(bool)), max_size=12)


@settings(max_examples=25)
@given(MOVES, DAYS, DAYS)
def test_every_cash_book_adds_up(
    master_club: Path, moves: list[tuple[date, int]], one: date, other: date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        club = open_file(shutil.copytree(master_club, Path(folder) / "club"), fast_ports())
        _post_and_add_up(club, moves, min(one, other), max(one, other))
        club.close(keep_copy=False)


def _post_and_add_up(club: Club, moves: list[tuple[date, int]], first: date, last: date) -> None:
    for day, amount in moves:
        draft = received(amount, day) if amount > 0 else paid(-amount, day)
        try:
            records.post(club, draft)
        except Refused:
            assert amount < 0
    book = cash_book(club, "activity", first, last)
    assert book.opening == balance(club, "activity", "cash", first - timedelta(days=1))
    assert book.closing == balance(club, "activity", "cash", last)
    running = book.opening
    for row in book.rows:
        running += row.received - row.paid
        assert row.balance == running >= 0
    assert book.closing == book.opening + book.received - book.paid == running
    for each in (first, last):
        low = lowest_cash(club, "activity", "cash", each)
        later = [each + timedelta(days=n) for n in range((TODAY - each).days + 1)]
        held = [balance(club, "activity", "cash", day) for day in later]
        assert low.amount_vnd == min(held)
        assert low.on == later[held.index(min(held))]


# --- the funds on a day -------------------------------------------------------------------------


def test_the_funds_on_a_day(club: Club) -> None:
    dao = member(club)
    own = add_fund(club, Fund("", "Quỹ khuyến học", since=JULY_5))
    grant(club, 900, JUNE_10)
    loan(club, dao, 600, JUNE_20)
    acts.to_bank(club, "income", 100, JUNE_20)
    acts.savings_in(club, dao, 70, JUNE_20)
    state = fund_state(club, JUNE_20)
    income = state.income
    assert (income.cash, income.in_bank, income.money) == (200, 100, 300)
    assert (income.lent, income.written_off, income.capital) == (600, 0, 900)
    assert (state.savings.money, state.savings.savings, state.savings.capital) == (70, 70, 0)
    assert (state.cash, state.in_bank) == (270, 100)
    assert own not in state.funds
    assert list(fund_state(club, JULY_5).funds) == [
        *("income", "activity", "golden_heart", "savings", own)
    ]
    assert sum(each.balance for each in state.sources) == income.capital
    before = fund_state(club, JUNE_10)
    assert (before.income.lent, before.income.capital) == (0, 900)
    assert (before.activity.money, before.golden_heart.money) == (0, 0)


def test_money_is_not_everybodys_to_read(club: Club) -> None:
    club.actor = Actor("v", "Khách", frozenset([VIEWER]))
    for read in (
        lambda: balance(club, "activity", "cash", TODAY),
        lambda: balances(club, TODAY),
        lambda: cash_book(club, None, *JUNE),
        lambda: lowest_cash(club, "activity", "cash", TODAY),
        lambda: balance_records.of_people(club, "savings", TODAY),
        lambda: fund_state(club, TODAY),
    ):
        with pytest.raises(Refused, match="Khách"):
            read()
