"""Closed months in the book: in order, before two officers, and nothing below is altered unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused
from app.base.periods import Month
from app.club import officers
from app.club.file import Club
from app.club.roles import CHAIR, SECRETARY, TREASURER
from app.club.second import Second, prove
from app.funds import acts, balance_records, closing_records, records
from app.funds.closing import Counted
from tests.app.funds.scene import grant, loan, member, paid, received, repaid
from tests.makers import fast_ports, make_club

NOW = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)
JUNE, JULY = Month(2026, 6), Month(2026, 7)
LAN, HANH, THU = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Club]:
    """June and July of a club with a loan; Lan (chair) at work, Hạnh and Thư beside her."""
    ports = fast_ports(NOW)
    club = make_club(tmp_path / "board", officer="Đỗ Thị Lan", passphrase=LAN, ports=ports)
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    officers.add_officer(club, "Trần Văn Thư", "M", [SECRETARY], THU)
    grant(club, 10_000_000)
    mai = member(club)
    loan_id = loan(club, mai, 3_000_000, date(2026, 6, 20))
    records.post(club, received(800_000, date(2026, 6, 21)))
    records.post(club, paid(250_000, date(2026, 6, 25)))
    records.post(club, repaid(loan_id, 500_000, 30_000, date(2026, 7, 20)))
    yield club
    club.close(keep_copy=False)


def id_of(club: Club, name: str) -> str:
    return next(o.id for o in officers.officers(club) if o.name.endswith(name))


@pytest.fixture
def hanh(board: Club) -> Second:
    return prove(board, id_of(board, "Hạnh"), HANH)


def cash(club: Club) -> int:
    return sum(
        held.get("cash", 0) for held in balance_records.balances(club, club.today()).values()
    )


def counted(club: Club, more: int = 0, why: str | None = None) -> Counted:
    """Just what the book says, or so much more."""
    return Counted({1_000: (cash(club) + more) // 1_000}, why=why)


# --- closing ------------------------------------------------------------------------------------


def test_months_are_closed_one_after_the_other(board: Club, hanh: Second) -> None:
    assert closing_records.waiting(board, board.today()) == (JUNE, JULY)
    with pytest.raises(Refused):
        closing_records.seal(board, JULY, counted(board), hanh)
    june = closing_records.seal(board, JUNE, counted(board), hanh)
    assert closing_records.sealed_until(board) == JUNE
    assert (june.entries, june.number, june.prev_sha256) == (4, 1, None)
    assert june.balances["income"]["loans"] == 3_000_000
    july = closing_records.seal(board, JULY, counted(board), hanh)
    assert july.prev_sha256 == june.sha256
    assert july.words != june.words
    assert closing_records.seals(board) == (june, july)
    assert closing_records.waiting(board, board.today()) == ()
    with pytest.raises(Refused):  # August is not over
        closing_records.seal(board, Month(2026, 8), counted(board), hanh)
    assert closing_records.verify_seals(board) == ()
    assert [one.name for one in closing_records.signers(board, july.id)] == [
        "Đỗ Thị Lan",
        "Lê Thị Hạnh",
    ]


def test_a_difference_is_named_and_posted_on_the_last_day(board: Club, hanh: Second) -> None:
    before = cash(board)
    with pytest.raises(Refused):
        closing_records.seal(board, JUNE, counted(board, -20_000), hanh)
    done = closing_records.seal(board, JUNE, counted(board, -20_000, "Thối nhầm tiền"), hanh)
    assert (done.difference_vnd, done.why) == (-20_000, "Thối nhầm tiền")
    assert cash(board) == before - 20_000
    assert records.entries(board, JUNE.last, JUNE.last)[0].topic == "difference"
    again = closing_records.to_close(board, board.today())
    assert again is not None
    assert again.book_cash_vnd == before - 20_000
    closing_records.seal(board, JULY, counted(board, 5_000, "Tìm thấy"), hanh)
    assert closing_records.verify_seals(board) == ()


def test_what_was_not_there_yet_is_missing_today(board: Club, hanh: Second) -> None:
    """The fund bears it, but had less at the month's end than is missing now."""
    records.post(board, received(2_000_000, date(2026, 8, 1)))
    closing_records.seal(board, JUNE, counted(board, -1_000_000, "Không rõ"), hanh)
    today = board.today()
    assert records.entries(board, today, today)[0].topic == "difference"
    assert closing_records.verify_seals(board) == ()


def test_the_bank_must_agree(board: Club, hanh: Second) -> None:
    acts.to_bank(board, "income", 1_000_000, date(2026, 6, 25))
    due = closing_records.to_close(board, board.today())
    assert due is not None
    assert (due.has_bank, due.bank_vnd) == (True, 1_000_000)
    with pytest.raises(Refused):
        closing_records.seal(board, JUNE, counted(board), hanh)
    closing_records.seal(board, JUNE, replace(counted(board), bank_vnd=1_000_000), hanh)


def test_nothing_is_dated_in_a_closed_month(board: Club, hanh: Second) -> None:
    closing_records.seal(board, JUNE, counted(board), hanh)
    with pytest.raises(Refused):
        records.post(board, received(1_000, JUNE.last))
    with pytest.raises(Refused):
        records.post(board, received(1_000, date(2026, 5, 1)))
    june = records.entries(board, JUNE.first, JUNE.last)[-1]
    correction = records.entry(board, records.reverse(board, june.id, "Ghi nhầm"))
    assert correction.on_date == board.today()
    assert closing_records.verify_seals(board) == ()


def test_two_officers_and_never_one_twice(board: Club, hanh: Second) -> None:
    alone = Second(board.actor.id, board.actor.name)
    stranger = Second("nobody", "Ai đó")
    for second in (alone, stranger):
        with pytest.raises(Refused):
            closing_records.seal(board, JUNE, counted(board), second)
    officers.end_officer(board, hanh.officer_id)
    with pytest.raises(Refused):
        closing_records.seal(board, JUNE, counted(board), hanh)
    assert closing_records.seals(board) == ()


def test_who_may_not_write_money_closes_nothing(board: Club, hanh: Second) -> None:
    board.actor = replace(board.actor, roles=frozenset({SECRETARY}))
    with pytest.raises(Refused):
        closing_records.seal(board, JUNE, counted(board), hanh)


def test_undo_does_not_go_back_past_a_seal(board: Club, hanh: Second) -> None:
    member(board, "Bùi Thị Sen")
    closing_records.seal(board, JUNE, counted(board), hanh)
    assert board.next_undo() is None


# --- opening again ------------------------------------------------------------------------------


def test_a_closed_month_is_opened_visibly_and_closed_again(board: Club, hanh: Second) -> None:
    june = closing_records.seal(board, JUNE, counted(board), hanh)
    july = closing_records.seal(board, JULY, counted(board), hanh)
    with pytest.raises(Refused):  # only from the last one backward
        closing_records.reopen(board, JUNE, "Thiếu phiếu", hanh)
    with pytest.raises(Refused):
        closing_records.reopen(board, JULY, "  ", hanh)
    closing_records.reopen(board, JULY, "Thiếu phiếu chi", hanh)
    closing_records.reopen(board, JUNE, "Thiếu phiếu chi", hanh)
    assert closing_records.sealed_until(board) is None
    assert closing_records.verify_seals(board) == ()
    records.post(board, paid(50_000, date(2026, 6, 26)))
    second = closing_records.seal(board, JUNE, counted(board), hanh)
    assert (second.number, second.prev_sha256) == (2, july.sha256)
    assert second.sha256 != june.sha256
    closing_records.seal(board, JULY, counted(board), hanh)
    found = closing_records.seals(board)
    assert [(one.month.month, one.number, one.stands) for one in found] == [
        (6, 1, False),
        (7, 1, False),
        (6, 2, True),
        (7, 2, True),
    ]
    assert found[0].reopened_why == "Thiếu phiếu chi"
    assert len(closing_records.signers(board, june.id, "reopening")) == 2
    assert closing_records.verify_seals(board) == ()


def test_opening_again_needs_the_chair(board: Club, hanh: Second) -> None:
    closing_records.seal(board, JUNE, counted(board), hanh)
    thu = prove(board, id_of(board, "Thư"), THU)
    lan = board.actor
    board.actor = replace(lan, id=hanh.officer_id, roles=frozenset({TREASURER}))
    with pytest.raises(Refused):
        closing_records.reopen(board, JUNE, "Thiếu phiếu", thu)
    closing_records.reopen(board, JUNE, "Thiếu phiếu", Second(lan.id, lan.name))
    assert CHAIR in lan.roles


# --- what a hand with tools can do --------------------------------------------------------------

REFUSED_BY_THE_FILE = (
    "insert into entry(id, kind, year, number, on_date, topic, memo)"
    " values ('x', 'receipt', 2026, 99, '2026-06-30', 'income', 'x')",
    "update entry set on_date = '2026-06-30' where on_date > '2026-06-30'",
    "update posting set amount_vnd = 1 where on_date < '2026-07-01'",
    "delete from posting where on_date < '2026-07-01'",
    "delete from entry",
    "delete from seal",
    "update seal set sha256 = 'x'",
    "update seal set counted_vnd = 0, difference_vnd = 0",
    "update seal set words = 'trâu trâu trâu trâu trâu trâu'",
    "insert or replace into seal select * from seal",
)


@pytest.mark.parametrize("sql", REFUSED_BY_THE_FILE)
def test_the_file_itself_refuses_to_alter_a_closed_month(
    board: Club, hanh: Second, sql: str
) -> None:
    closing_records.seal(board, JUNE, counted(board), hanh)
    before = closing_records.seals(board)
    with pytest.raises(sqlcipher.IntegrityError), board.change("Alter", barrier=True):
        board.db.execute(sql)
    assert closing_records.seals(board) == before
    assert closing_records.verify_seals(board) == ()


def _without(club: Club, *triggers: str) -> None:
    """As somebody does who has the key and a tool: past the triggers of the file."""
    for trigger in triggers:
        club.db.conn.set_authorizer(None)
        club.db.execute(f"drop trigger {trigger}")


ALTERED: tuple[tuple[str, str], ...] = (
    ("posting_kept", "update posting set amount_vnd = amount_vnd * 2 where on_date < '2026-07'"),
    ("posting_kept", "update posting set fund = 'savings' where fund = 'activity'"),
    ("posting_stays", "delete from posting where on_date < '2026-07'"),
    ("entry_kept", "update entry set topic = 'gift' where topic = 'income'"),
    ("entry_kept", "update entry set number = number + 10 where on_date < '2026-07'"),
    ("seal_kept", "update seal set counted_vnd = 5, notes = '{\"1\": 5}'"),
    ("seal_kept", "update seal set sha256 = replace(sha256, 'a', 'b')"),
    ("seal_kept", "update seal set words = 'trâu trâu trâu trâu trâu trâu'"),
    ("seal_kept", "update seal set sha256 = 'x'"),
    ("seal_kept", "update seal set closed_on = '2026-08-09'"),
    ("seal_stays", "delete from seal where month = '2026-06'"),
)


@pytest.mark.parametrize(("trigger", "sql"), ALTERED)
def test_whoever_gets_past_the_file_is_seen(
    board: Club, hanh: Second, trigger: str, sql: str
) -> None:
    closing_records.seal(board, JUNE, counted(board), hanh)
    closing_records.seal(board, JULY, counted(board), hanh)
    _without(board, trigger)
    with board.change("Alter", barrier=True):
        board.db.execute("pragma defer_foreign_keys = on")
        if "delete from seal" in sql:
            board.db.execute("delete from approval where seal_id in (select id from seal)")
        board.db.execute(sql)
    assert closing_records.verify_seals(board)


def test_a_seal_of_one_officer_is_seen(board: Club, hanh: Second) -> None:
    closing_records.seal(board, JUNE, counted(board), hanh)
    with board.change("Alter", barrier=True):
        board.db.execute("delete from approval where officer_id = ?", [hanh.officer_id])
    assert len(closing_records.verify_seals(board)) == 1


def test_names_may_be_erased_below_a_seal(board: Club, hanh: Second) -> None:
    closing_records.seal(board, JUNE, counted(board, 3_000, "Bà Mai trả thừa"), hanh)
    with board.change("Erase", barrier=True):
        board.db.execute(
            "update entry set memo = '-', party = null, person_id = null, attached = null"
        )
        board.db.execute("update posting set person_id = null")
        board.db.execute("update seal set difference_why = '-', witness = null")
    assert closing_records.verify_seals(board) == ()
