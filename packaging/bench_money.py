"""Measures the ledger of a club that has kept its money here for ten years: 20,000 postings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench_kit import UNTIL, Result, Scene, against, alone, clocked, in_ms, side_by_side
from bench_register import empty_club

from app.base.periods import Month
from app.club.file import Club
from app.funds import balance_records, records
from app.funds.rules import Draft, Posting
from app.funds.state import fund_state

YEARS = 10
PEOPLE = 60
BORROWERS = 25
LENT_VND, BACK_VND, INTEREST_VND = 6_000_000, 500_000, 60_000


def balances(scene: Scene) -> list[Result]:
    """Any balance on any day, beside one bare sum over the same rows; the funds of a day; posting
    what a meeting collected."""
    club = empty_club(scene.fresh("ledger"))
    _ten_years(club)
    day = UNTIL.replace(year=UNTIL.year - 1)
    bare_sql = "select sum(amount_vnd) from posting where on_date <= :day"

    def bare() -> None:
        club.db.execute(bare_sql, {"day": day.isoformat()}).fetchone()

    def one() -> None:
        balance_records.balance(club, "activity", "cash", day)

    def every() -> None:
        balance_records.balances(club, day)

    pair = side_by_side(lambda: clocked(every), lambda: clocked(bare), 15)
    one_took = alone(lambda: clocked(one), 9)
    every_took = alone(lambda: clocked(every), 9)
    state_took = alone(lambda: clocked(lambda: fund_state(club, day)), 9)
    last = _collected(Month.of(UNTIL))
    posted = alone(lambda: clocked(lambda: records.write(club, last)), 3)
    club.close(keep_copy=False)
    return [
        in_ms("balances", "one balance of a day, 20,000 postings", one_took, 20),
        in_ms("balances", "every balance of a day, 20,000 postings", every_took, 20),
        against("balances", "every balance of a day, 20,000 postings", pair, 3, "one bare sum"),
        in_ms("balances", "the funds on a day, 20,000 postings", state_took, 40),
        in_ms("balances", "post what 60 people paid, 10-year book", posted, 300),
    ]


def _ten_years(club: Club) -> None:
    first = Month.of(UNTIL).plus(-12 * YEARS)
    capital = (
        Posting("activity", "cash", BORROWERS * LENT_VND),
        Posting("activity", "opening", -BORROWERS * LENT_VND),
    )
    records.post(club, Draft("receipt", first.first, "opening", "Ten years ago", capital))
    for number in range(12 * YEARS):
        records.write(club, _collected(first.plus(number)))


def _collected(month: Month) -> list[Draft]:
    """What a meeting collected: the fees of everybody, interest and savings of the borrowers."""
    on = date(month.year, month.month, 15)
    fees = [Posting("activity", "fees", -10_000) for _person in range(PEOPLE)]
    together = Posting("activity", "cash", 10_000 * PEOPLE)
    return [Draft("receipt", on, "fee", "Fees", (together, *fees)), *_repaid(on)]


def _repaid(on: date) -> Iterator[Draft]:
    for _borrower in range(BORROWERS):
        paid = (
            Posting("activity", "cash", INTEREST_VND),
            Posting("activity", "interest", -INTEREST_VND),
            Posting("golden_heart", "cash", BACK_VND),
            Posting("golden_heart", "gifts", -BACK_VND),
        )
        yield Draft("receipt", on, "repayment", "Interest", paid)
