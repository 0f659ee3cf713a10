"""The hash chain: what was changed past the program is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.base.text import N_
from app.club import chain
from app.club.file import Club, open_file
from app.club.migrations import ROOMS
from tests.app.club.people import (
    PICTURE,
    add_membership,
    add_person,
    add_reading,
    add_status,
    other_rows,
)
from tests.makers import fast_ports


@pytest.fixture
def lived(club: Club) -> Club:
    """A book with a little history: every watched table has rows, some edited, some gone."""
    with club.change(N_("Add a member"), person="p1"):
        add_person(club, "Lan", "001", id="p1")
        add_membership(club, "p1")
        add_status(club, "p1", 2026)
        add_person(club, "Hoa", "002", id="p2")
        add_person(club, "-", "004", id="p3", erased_on="2026-01-01")
    with club.change(N_("Record blood pressure")):
        add_reading(club, "p1")
        club.db.table("picture").insert(PICTURE)
        for table, row in other_rows(club):
            club.db.table(table).insert(row)
    with club.change(N_("Change a member"), person="p1"):
        club.db.table("person").update("p1", {"name": "Lành"})
        club.db.table("person").delete("p2")
    club.undo()
    club.redo()
    return club


def behind(club: Club, *statements: str) -> None:
    """Do what somebody with the key and a tool could do: no triggers, no guard, no rules."""
    conn = club.db.conn
    conn.set_authorizer(None)
    triggers = conn.execute(
        "select name from temp.sqlite_schema where type = 'trigger'"
        " union all select name from main.sqlite_schema where type = 'trigger'"
    ).fetchall()
    kept = conn.execute("select sql from main.sqlite_schema where type = 'trigger'").fetchall()
    conn.execute("pragma foreign_keys = off")
    conn.execute("pragma ignore_check_constraints = on")
    for (name,) in triggers:
        conn.execute(f'drop trigger "{name}"')
    for statement in statements:
        assert conn.execute(statement).rowcount != 0, statement
    for (sql,) in kept:
        conn.execute(sql)


def test_a_book_that_only_the_program_wrote_has_no_problem(lived: Club) -> None:
    assert chain.verify(lived) == []
    assert {table for table in ROOMS if lived.db.table(table).count} == set(ROOMS)


def test_the_head_is_the_last_change(lived: Club) -> None:
    row = next(lived.db.query("select seq, hash from change order by seq desc limit 1"))
    assert chain.head(lived) == (row["seq"], row["hash"])
    lived.undo()
    assert chain.head(lived)[0] == row["seq"] + 1


@pytest.mark.parametrize("table", sorted(ROOMS))
def test_an_altered_row_is_named(lived: Club, table: str) -> None:
    column = lived.db.table(table).columns[1].name
    number = lived.db.table(table).columns[1].type == "INTEGER"
    text = "'p2'" if column.endswith("_id") else "'other'"
    value = {"code": "'003'"}.get(column, "2031" if number else text)
    last = f'(select max(id) from "{table}")'
    behind(lived, f'update "{table}" set "{column}" = {value} where id = {last}')
    problems = chain.verify(lived)
    assert problems
    assert all(f"“{table}” was altered" in problem for problem in problems)


@pytest.mark.parametrize("table", sorted(ROOMS.keys() - {"lineage"}))
def test_a_removed_row_is_named(lived: Club, table: str) -> None:
    row_id = next(lived.db.query(f'select id from "{table}"'))["id"]
    behind(lived, f"delete from \"{table}\" where id = '{row_id}'")
    assert chain.verify(lived) == [
        f"An entry of the table “{table}” was removed past the history: {row_id}."
    ]


@pytest.mark.parametrize("table", sorted(ROOMS))
def test_a_row_that_came_in_past_the_history_is_named(lived: Club, table: str) -> None:
    columns = [column.name for column in lived.db.table(table).columns]
    unique = {index.columns[-1] for index in lived.db.table(table).indexes if index.unique}
    number = {c.name: "99" for c in lived.db.table(table).columns if c.type == "INTEGER"}
    fresh = {name: number.get(name, "'new'") for name in unique} | {"year": "2020"}
    copied = ", ".join(fresh.get(name, f'"{name}"') for name in columns)
    behind(lived, f'insert into "{table}" select {copied} from "{table}" limit 1')
    assert chain.verify(lived) == [
        f"An entry of the table “{table}” came in past the history: new."
    ]


def test_a_deleted_row_that_came_back_is_named(lived: Club) -> None:
    behind(
        lived, "insert into person(id, code, name, name_fold, name_sort) values ('p2', 1, 2, 3, 4)"
    )
    assert chain.verify(lived) == ["An entry of the table “person” came in past the history: p2."]


@pytest.mark.parametrize(
    "what",
    [
        "at = '2026-11-21T09:00:00+00:00'",
        "clock_ok = 0",
        "lineage = 'other'",
        "actor = 'other'",
        "label = 'Add a member'",
        """args = '{"person": "p2"}'""",
        "args = null",
        "salt = 'other'",
        "salt = null",
        "args_c = 'other'",
        "undoes = 1",
        "barrier = 1",
        "prev_hash = 'other'",
        "hash = 'other'",
    ],
)
def test_an_altered_change_is_named(lived: Club, what: str) -> None:
    behind(lived, f"update change set {what} where seq = 3")
    assert any("Change 3" in problem or "Change 4" in problem for problem in chain.verify(lived))


@pytest.mark.parametrize(
    "what",
    [
        "change_seq = 2",
        "tbl = 'membership'",
        "row_id = 'p9'",
        "before = '{}'",
        "before = null",
        "after = '{}'",
        "after = null",
        "salt = 'other'",
        "salt = null",
        "before_c = 'other'",
        "after_c = 'other'",
        "after_c = null",
        "id = 1000",
    ],
)
def test_an_altered_row_of_a_change_is_named(lived: Club, what: str) -> None:
    row = lived.db.execute("select min(id) from change_row where change_seq = 4").fetchone()[0]
    behind(lived, f"update change_row set {what} where id = {row}")
    assert any("Change 4" in problem for problem in chain.verify(lived))


def test_a_removed_change_is_named(lived: Club) -> None:
    behind(lived, "delete from change where seq = 3", "delete from change_row where change_seq = 3")
    assert "Changes 3 to 3 are missing from the history." in chain.verify(lived)


def test_removed_and_added_rows_of_a_change_are_named(lived: Club) -> None:
    behind(lived, "delete from change_row where id = (select max(id) from change_row)")
    assert any("Change 6 was altered" in problem for problem in chain.verify(lived))
    behind(lived, "insert into change_row(change_seq, tbl, row_id, before_c)"
           " values (2, 'person', 'p1', 'x'), (99, 'person', 'p1', 'x')")  # fmt: skip
    problems = chain.verify(lived)
    assert any("Change 2 was altered" in problem for problem in problems)
    assert any("Rows of change 99" in problem for problem in problems)


def test_a_change_with_a_new_hash_no_longer_carries_the_next(lived: Club) -> None:
    behind(lived, "update change set label = 'Other' where seq = 3")
    rows = list(lived.db.query("select * from change_row where change_seq = 3 order by id"))
    change = next(lived.db.query("select * from change where seq = 3"))
    behind(lived, f"update change set hash = '{chain._link(change, rows)}' where seq = 3")
    assert chain.verify(lived) == ["Change 4 does not follow from the one before it."]


def test_a_foreign_lineage_is_named(lived: Club) -> None:
    behind(lived, "delete from lineage")
    assert len(chain.verify(lived)) > 1


@pytest.mark.parametrize("act", ["drop", "weaken", "add"])
def test_a_guard_of_the_history_that_was_altered_is_named(lived: Club, act: str) -> None:
    lived.db.conn.set_authorizer(None)
    if act != "add":
        lived.db.execute("drop trigger change_stays")
    if act != "drop":
        name = "change_stays" if act == "weaken" else "other"
        lived.db.execute(f"create trigger {name} before delete on change begin select 1; end")
    name = "other" if act == "add" else "change_stays"
    assert chain.verify(lived) == [f"The guard “{name}” of the history was altered."]


def test_all_problems_are_told_not_only_the_first(lived: Club) -> None:
    behind(
        lived,
        "update change set label = 'Other' where seq = 3",
        "update person set name = 'Other' where id = 'p1'",
        "delete from reading",
    )
    assert len(chain.verify(lived)) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "delete from change",
        "delete from change where seq = 1",
        "delete from change_row",
        "update change set label = 'Other'",
        "update change set seq = seq + 1",
        "update change set args = null",
        "update change set salt = null",
        "update change_row set after = '{}'",
        "update change_row set before = null, after = null",
        "update change_row set salt = null",
        "update change_row set row_id = 'x'",
        "update change_row set before = null, after = null, salt = null, tbl = 'x'",
        "insert into change_row(change_seq, tbl, row_id, after_c) values (1, 'person', 'p', 'x')",
        "replace into change select * from change where seq = 1",
        "insert into change select 99, at, clock_ok, lineage, actor, label, args, salt, args_c,"
        " undoes, barrier, prev_hash, hash from change where seq = 1",
    ],
)
def test_the_file_itself_refuses_to_rewrite_its_history(lived: Club, statement: str) -> None:
    with pytest.raises(sqlcipher.IntegrityError):
        lived.db.execute(statement)
    assert chain.verify(lived) == []


def test_values_can_be_erased_and_the_chain_still_verifies(lived: Club) -> None:
    head = chain.head(lived)
    lived.db.execute(
        "update change_row set before = null, after = null, salt = null where row_id = 'p1'"
    )
    lived.db.execute("update change set args = null, salt = null where args like '%p1%'")
    assert chain.verify(lived) == []
    assert chain.head(lived) == head
    leaked = "before like '%Lan\"%' or after like '%Lan\"%'"
    assert lived.db.table("change_row").count_where(f"tbl = 'person' and ({leaked})") == 0


def test_a_commitment_does_not_give_away_its_value(lived: Club) -> None:
    rows = list(lived.db.query("select salt, before_c, after_c from change_row"))
    assert len({row["salt"] for row in rows}) == len(rows)
    committed = [row[name] for row in rows for name in ("before_c", "after_c") if row[name]]
    assert len(set(committed)) == len(committed)


def test_a_column_that_came_later_is_no_problem(lived: Club) -> None:
    lived.db.conn.set_authorizer(None)
    for trigger in ("insert", "update", "delete"):
        lived.db.execute(f"drop trigger temp.note_person_{trigger}")
    lived.db.execute("alter table person add column nickname text")
    lived.db.execute("update person set nickname = 'Lan'")
    assert chain.verify(lived) == []


def test_verify_agrees_after_closing(lived: Club) -> None:
    folder, head = lived.folder, chain.head(lived)
    lived.close()
    again = open_file(folder, fast_ports())
    assert chain.verify(again) == []
    assert chain.head(again) == head
    again.close()


Tamper = Callable[[Club], None]


def test_the_last_changes_cut_off_show_in_the_head_only(lived: Club, tmp_path: Path) -> None:
    """Why heads are lodged outside the file: from inside, an older book looks whole."""
    head = chain.head(lived)
    lived.undo()
    last = chain.head(lived)[0]
    behind(
        lived,
        f"delete from change_row where change_seq = {last}",
        f"delete from change where seq = {last}",
        "update person set name = 'Lành' where id = 'p1'",
    )
    lived.db.execute("delete from person where id = 'p2'")
    assert chain.verify(lived) == []
    assert chain.head(lived) == head
