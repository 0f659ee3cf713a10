"""What is written in the ledger stays: the file itself refuses to change it, and undo stops."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.funds import records
from app.funds.rules import Draft, Posting
from app.members import merge_records
from app.members import records as members
from app.members.rules import Person
from tests.app.funds.scene import JUNE_10, member, received, seal, sums


@pytest.mark.parametrize(
    "sql",
    [
        "update posting set amount_vnd = amount_vnd * 2",
        "update posting set fund = 'golden_heart'",
        "update posting set on_date = '2026-06-11'",
        "update entry set on_date = '2026-06-11'",
        "update entry set number = 7",
        "update entry set kind = 'journal'",
        "delete from posting",
        "delete from entry",
        "insert into posting select 'x', entry_id, on_date, fund, account, amount_vnd, area,"
        " person_id, loan_id, source_id from posting",
        "insert or replace into posting select id, entry_id, on_date, fund, account,"
        " amount_vnd * 2, area, person_id, loan_id, source_id from posting",
        "insert or replace into entry select id, kind, year, 2, on_date, topic, 'other', party,"
        " person_id, loan_id, meeting_id, reverses, reason, attached from entry",
        "insert into entry select 'x', kind, year, 3, on_date, topic, memo, party, person_id,"
        " loan_id, meeting_id, reverses, reason, attached from entry",
        "insert into entry select 'x', kind, year, 2, on_date, topic, memo, party, person_id,"
        " loan_id, meeting_id, reverses, reason, attached from entry",
        "insert into posting select 'x', 'nothing', on_date, fund, account, amount_vnd, area,"
        " person_id, loan_id, source_id from posting where amount_vnd > 0",
    ],
)
def test_no_statement_changes_the_ledger(club: Club, sql: str) -> None:
    records.post(club, received(5, JUNE_10))
    kept = list(club.db.query("select * from posting order by id"))
    with pytest.raises(sqlcipher.IntegrityError), club.change("Cheat"):
        club.db.execute(sql)
    assert list(club.db.query("select * from posting order by id")) == kept
    assert sums(club) == (1, 0)


def test_the_file_itself_refuses_an_unbalanced_voucher(club: Club) -> None:
    records.post(club, received(5, JUNE_10))
    row = club.db.execute("select * from entry").fetchone()
    for day, amounts in (("2026-06-10", (5, -4)), ("2026-06-11", (5, -5)), ("2026-06-10", ())):
        with (
            pytest.raises(sqlcipher.IntegrityError, match="add up to nothing"),
            club.change("Cheat"),
        ):
            for number, amount in enumerate(amounts):
                club.db.execute(
                    "insert into posting(id, entry_id, on_date, fund, account, amount_vnd)"
                    " values (?, 'x', ?, 'activity', 'cash', ?)",
                    [f"p{number}", day, amount],
                )
            club.db.execute(
                f"insert into entry values ({', '.join('?' * len(row))})",
                ["x", *row[1:3], 2, *row[4:]],
            )
    assert sums(club) == (1, 0)


def test_no_statement_writes_into_a_closed_month(club: Club) -> None:
    seal(club, "2026-06")
    with pytest.raises(sqlcipher.IntegrityError, match="the month is closed"), club.change("Cheat"):
        club.db.execute(
            "insert into posting(id, entry_id, on_date, fund, account, amount_vnd)"
            " values ('p', 'x', '2026-06-10', 'activity', 'cash', 5),"
            " ('q', 'x', '2026-06-10', 'activity', 'gifts', -5)"
        )
        club.db.execute(
            "insert into entry(id, kind, year, number, on_date, topic, memo)"
            " values ('x', 'receipt', 2026, 1, '2026-06-10', 'income', 'x')"
        )


@pytest.mark.parametrize(
    "sql",
    [
        "delete from seal",
        "update seal set sha256 = 'y'",
        "update seal set month = '2026-05'",
        "insert or replace into seal select * from seal",
        "insert into seal select 'z', month, 2, closed_on, notes, counted_vnd, bank_vnd,"
        " difference_vnd, difference_why, entries, balances, prev_sha256, sha256, words, witness,"
        " null, null from seal",
    ],
)
def test_no_statement_changes_a_seal(club: Club, sql: str) -> None:
    seal(club, "2026-06")
    with pytest.raises(sqlcipher.IntegrityError, match="only opened again"), club.change("Cheat"):
        club.db.execute(sql)


def test_undo_never_goes_past_a_voucher(club: Club) -> None:
    members.add_person(club, Person("Lê Thị Đào"))
    records.post(club, received(5))
    assert club.next_undo() is None
    seq = history.history(club)[0].seq
    for before in (seq, seq - 1):
        with pytest.raises(Refused, match="Undo never goes back past"):
            club.revert(before)
    assert sums(club) == (1, 0)


def test_a_voucher_inside_another_change_is_a_barrier_too(club: Club) -> None:
    with club.change("Close the meeting"):
        records.post(club, received(5))
    assert club.next_undo() is None


def test_two_who_are_one_keep_their_vouchers(club: Club) -> None:
    dao, again = member(club), member(club, "Lê Thị Đào")
    postings = (
        Posting("savings", "cash", 70),
        Posting("savings", "savings", -70, person_id=again),
    )
    draft = Draft("receipt", JUNE_10, "savings", "Gửi", postings, person_id=again)
    entry_id = records.post(club, draft)
    merge_records.merge_people(club, dao, again, Person("Lê Thị Đào"))
    found = records.entry(club, entry_id)
    assert (found.person_id, found.postings[1].person_id) == (dao, dao)
