"""A book with money in all its states is whole, and stays so whatever is done to it next."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.base.periods import Month
from app.club import backup, restore
from app.club.file import Club, open_file
from app.club.roles import VIEWER, Actor
from app.club.second import Second
from app.funds import acts, balance_records, closing_records
from app.funds.closing import Counted
from app.loans import pay_out_records
from app.loans.standing_records import standings
from app.members import records
from app.members.merge_records import merge_people
from app.members.rules import Person
from app.privacy.erasure import erase, reasons_to_keep
from app.reports.checks import check
from tests.app.loans import scene
from tests.makers import TODAY, fast_ports, make_club

MARCH = date(2026, 3, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Club]:
    """A club that has lent to two people, of whom the first paid all back in March."""
    club = make_club(tmp_path / "book")
    scene.fund(club)
    yield club
    club.close(keep_copy=False)


@pytest.fixture
def second(book: Club) -> Second:
    return scene.second_officer(book)


@pytest.fixture
def lan(book: Club, second: Second) -> str:
    """She has borrowed, saved, and been given all of it back."""
    lan = scene.somebody(book, "Nguyễn Thị Lan")
    loan_id = scene.lend(book, lan, second, scene.terms(2_000_000, 2))
    pay_out_records.repay(book, loan_id, date(2026, 2, 21), 1_020_000)
    acts.savings_in(book, lan, 50_000, MARCH)
    pay_out_records.repay(book, loan_id, MARCH, 1_010_000)
    acts.savings_back(book, lan, 50_000, MARCH)
    return lan


@pytest.fixture
def mai(book: Club, second: Second) -> str:
    """She still owes, and saves."""
    mai = scene.somebody(book, "Trần Thị Mai")
    scene.lend(book, mai, second, scene.terms(3_000_000, 12))
    acts.savings_in(book, mai, 20_000, MARCH)
    return mai


def close_until(club: Club, second: Second, last: Month) -> None:
    """Close every month up to one, the box counted as the book says."""
    month = Month(2026, 1)
    while month <= last:
        held = balance_records.balances(club, TODAY).values()
        cash = sum(accounts.get("cash", 0) for accounts in held)
        closing_records.seal(club, month, Counted({1_000: cash // 1_000}), second)
        month = month.next()


def problems(club: Club) -> list[str]:
    return [problem for finding in check(club) for problem in finding.problems]


def amounts(club: Club) -> list[tuple[str, str, int]]:
    sql = "select id, entry_id, amount_vnd from posting order by id"
    return club.db.execute(sql).fetchall()


def test_everything_is_looked_at_by_who_may(book: Club, second: Second, lan: str) -> None:
    assert lan
    close_until(book, second, Month(2026, 4))
    assert problems(book) == []
    everything = len(check(book))
    book.actor = Actor(book.actor.id, "Mai", frozenset({VIEWER}))
    assert len(check(book)) < everything
    assert problems(book) == []


def test_who_has_paid_back_is_erased_and_the_books_keep_the_sums(
    book: Club, second: Second, lan: str, mai: str
) -> None:
    close_until(book, second, Month(2026, 4))
    before = amounts(book)
    erase(book, lan, "Tự xin")
    assert amounts(book) == before
    assert problems(book) == []
    about = book.db.query("select * from entry where person_id = :id", {"id": lan})
    texts = [value for row in about for value in row.values() if isinstance(value, str)]
    assert texts
    assert not [text for text in texts if "Lan" in text]
    assert records.member(book, mai, TODAY).person.name == "Trần Thị Mai"


def test_a_copy_with_closed_months_is_taken_back(
    tmp_path: Path, book: Club, second: Second, lan: str, mai: str
) -> None:
    close_until(book, second, Month(2026, 2))
    copy = backup.backup(book, tmp_path / "book.clbk").path
    acts.savings_back(book, mai, 20_000, TODAY)
    book.close(keep_copy=False)
    found = restore.restore(copy, book.folder, fast_ports())
    assert (found.faults, found.erased, len(found.missing)) == ((), 0, 1)
    again = open_file(book.folder, fast_ports())
    assert problems(again) == []
    assert closing_records.sealed_until(again) == Month(2026, 2)
    assert reasons_to_keep(again, lan) == ()
    assert reasons_to_keep(again, mai)
    again.close(keep_copy=False)


def test_who_is_erased_again_may_have_owed_in_the_copy(
    tmp_path: Path, book: Club, second: Second, mai: str
) -> None:
    close_until(book, second, Month(2026, 2))
    copy = backup.backup(book, tmp_path / "book.clbk").path
    before = amounts(book)
    for loan_id, stands in standings(book, TODAY).items():
        pay_out_records.repay(book, loan_id, TODAY, stands.settle_vnd)
    acts.savings_back(book, mai, 20_000, TODAY)
    erase(book, mai, "Tự xin")
    book.close(keep_copy=False)
    assert restore.restore(copy, book.folder, fast_ports()).erased == 1
    again = open_file(book.folder, fast_ports())
    assert amounts(again) == before
    assert problems(again) == []
    again.close(keep_copy=False)


def test_two_entries_with_vouchers_become_one(
    book: Club, second: Second, lan: str, mai: str
) -> None:
    close_until(book, second, Month(2026, 4))
    before = amounts(book)
    merge_people(book, lan, mai, Person("Nguyễn Thị Lan"))
    assert amounts(book) == before
    assert problems(book) == []
    book.undo()
    assert problems(book) == []
    assert records.member(book, mai, TODAY).person.name == "Trần Thị Mai"
