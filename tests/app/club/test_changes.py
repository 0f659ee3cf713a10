"""The one door for changes: all or nothing, noted, told, guarded."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Refused, UserError
from app.club import chain, guard, history
from app.club.file import Club, open_file
from app.club.roles import HEALTH_LEAD, TREASURER, VIEWER, Actor
from tests.app.club.people import add_person, add_reading, snapshot
from tests.makers import NOW, fast_ports

ADD = "Add a member"


def as_role(club: Club, role: str) -> None:
    """Let somebody with this one role work on from here."""
    club.actor = Actor("other", "Trần Văn Bình", frozenset({role}))


def test_a_change_is_noted_with_its_rows_and_told(club: Club) -> None:
    told: list[frozenset[str]] = []
    club.listeners.append(told.append)
    before = chain.head(club)[0]
    with club.change(ADD) as seq:
        person = add_person(club, "Lan")
        assert club.db.table("person").get(person)["name"] == "Lan"
    assert seq == before + 1 == chain.head(club)[0]
    assert told == [frozenset({"person"})]
    assert [(row.table, row.row_id, row.before) for row in history.details(club, seq)] == [
        ("person", person, None)
    ]


def test_an_empty_change_leaves_nothing_behind(club: Club) -> None:
    with club.change(ADD):
        add_person(club, "Lan")
    told: list[frozenset[str]] = []
    club.listeners.append(told.append)
    head = chain.head(club)
    with club.change("Change a member"):
        club.db.execute("update person set name = name")
    assert chain.head(club) == head
    assert told == []


def test_what_is_not_watched_is_kept_without_an_entry(club: Club) -> None:
    head = chain.head(club)
    with club.change("Print health books"):
        club.log_access("print")
    assert chain.head(club) == head
    assert club.db.table("access").count == 1


@pytest.mark.parametrize(
    "error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration]
)
def test_any_exception_takes_all_of_it_back(club: Club, error: type[BaseException]) -> None:
    head, rows = chain.head(club), snapshot(club)
    with pytest.raises(error), club.change(ADD):
        add_person(club, "Lan")
        club.log_access("print")
        raise error
    assert (chain.head(club), snapshot(club)) == (head, rows)
    assert club.db.table("access").count == 0
    assert_closed(club)


def test_an_abandoned_change_is_taken_back(club: Club) -> None:
    def half_way() -> Iterator[None]:
        with club.change(ADD):
            add_person(club, "Lan")
            yield

    work = half_way()
    next(work)
    assert club.open_change is not None
    del work
    assert_closed(club)
    assert club.db.table("person").count == 0


def test_a_return_out_of_a_change_saves_it(club: Club) -> None:
    def work() -> str:
        with club.change(ADD):
            return add_person(club, "Lan")

    work()
    assert club.db.table("person").count == 1
    assert_closed(club)


def test_a_change_inside_a_change_is_one_step(club: Club) -> None:
    with club.change(ADD) as outer:
        person = add_person(club, "Lan")
        with club.change("Record blood pressure") as inner:
            add_reading(club, person)
    assert outer == inner
    entry = history.entry(club, outer)
    assert entry.label == ADD
    assert {row.table for row in history.details(club, outer)} == {"person", "reading"}
    club.undo()
    assert not any(snapshot(club).values())


def test_an_inner_change_that_fails_is_gone_even_if_the_outer_goes_on(club: Club) -> None:
    with club.change(ADD) as seq:
        person = add_person(club, "Lan")
        with pytest.raises(ValueError), club.change("Record blood pressure", barrier=True):
            add_reading(club, person)
            raise ValueError
        add_reading(club, person, 120)
    assert [row["systolic"] for row in club.db.table("reading").rows] == [120]
    assert not history.entry(club, seq).barrier
    assert chain.verify(club) == []


def test_a_barrier_inside_makes_the_whole_change_one(club: Club) -> None:
    with club.change(ADD):
        with club.change("Renew the key", barrier=True):
            pass
        add_person(club, "Lan")
    assert club.next_undo() is None


def test_a_write_outside_a_change_is_our_mistake(club: Club) -> None:
    with club.change(ADD):
        person = add_person(club, "Lan")
    for write in (
        lambda: add_person(club, "Hoa"),
        lambda: club.db.table("person").update(person, {"name": "Hoa"}),
        lambda: club.db.table("person").upsert({"id": person, "name": "Hoa"}, pk="id"),
        lambda: club.db.table("person").delete(person),
        lambda: club.db.execute("delete from person"),
        lambda: club.db.execute("update person set name = name"),
    ):
        with pytest.raises((guard.OutsideChange, sqlcipher.IntegrityError)):
            write()
    assert [row["name"] for row in club.db.table("person").rows] == ["Lan"]


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "create table typo(id text)",
        "create index i on person(note)",
        "create view v as select 1",
        "create trigger t after insert on person begin select 1; end",
        "alter table person add column typo text",
        "alter table person rename to people",
        "drop table reading",
        "drop index reading_date",
        "drop trigger change_stays",
        "drop trigger temp.note_person_insert",
        "drop table temp.open_change",
        "attach database ':memory:' as other",
        "pragma writable_schema = on",
        "pragma foreign_keys = off",
        "pragma synchronous = off",
        "pragma recursive_triggers = off",
        "pragma rekey = 'x'",
        "analyze",
    ],
)
def test_the_guard_refuses(club: Club, statement: str, inside: bool) -> None:
    schema = club.db.schema
    with pytest.raises((guard.Guarded, sqlcipher.OperationalError)):
        if inside:
            with club.change(ADD):
                club.db.execute(statement)
        else:
            club.db.execute(statement)
    assert club.db.schema == schema
    assert club.db.execute("pragma foreign_keys").fetchone()[0] == 1


def test_a_typing_error_makes_no_table_and_no_column(club: Club) -> None:
    with pytest.raises(guard.Guarded), club.change(ADD):
        club.db.table("membr").insert({"id": "1"})
    with pytest.raises(guard.Guarded), club.change(ADD):
        club.db.table("setting").insert({"id": "1", "valeu": "x"}, alter=True)
    assert "membr" not in club.db.table_names()


@pytest.mark.parametrize("end", ["commit", "rollback", "begin", "end transaction"])
def test_nothing_ends_the_transaction_of_an_open_change(club: Club, end: str) -> None:
    head = chain.head(club)
    with pytest.raises(guard.Guarded), club.change(ADD):
        add_person(club, "Lan")
        club.db.execute(end)
    with pytest.raises(sqlcipher.DatabaseError), club.change(ADD):
        add_person(club, "Lan")
        club.db.conn.executescript("select 1")  # begins with a COMMIT
    with pytest.raises(sqlcipher.DatabaseError), club.change(ADD):
        add_person(club, "Lan")
        club.db.conn.commit()
    assert chain.head(club) == head
    assert club.db.table("person").count == 0


def test_the_guard_is_lifted_for_maintenance_only(club: Club) -> None:
    with guard.maintenance(club):
        club.db.execute("analyze")
        club.db.execute("vacuum")
    with pytest.raises(guard.Guarded):
        club.db.execute("analyze")
    with pytest.raises(RuntimeError), club.change(ADD), guard.maintenance(club):
        pass
    assert_closed(club)


def test_a_change_cannot_begin_inside_a_transaction(club: Club) -> None:
    with club.db.atomic():
        club.log_access("print")
        with pytest.raises(RuntimeError), club.change(ADD):
            pass
    assert club.db.table("access").count == 1


def test_an_id_never_changes(club: Club) -> None:
    with club.change(ADD):
        person = add_person(club, "Lan")
    with pytest.raises(sqlcipher.IntegrityError, match="an id never changes"), club.change(ADD):
        club.db.execute("update person set id = 'other' where id = ?", [person])


def test_replace_and_upsert_are_noted_like_any_write(club: Club) -> None:
    with club.change(ADD):
        club.db.table("setting").insert({"id": "size", "value": "14"})
    with club.change("Change a setting"):
        club.db.table("setting").insert({"id": "size", "value": "16"}, replace=True)
        club.db.table("setting").upsert({"id": "size", "value": "18"}, pk="id")
    assert chain.verify(club) == []
    club.undo()
    assert club.db.table("setting").get("size")["value"] == "14"
    assert chain.verify(club) == []


def test_a_listener_that_fails_neither_undoes_nor_hides_the_change(
    club: Club, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    request.node.add_marker("expects_warnings")
    told: list[frozenset[str]] = []

    def fails(tables: frozenset[str]) -> None:
        raise ValueError("Lan")

    club.listeners += [fails, told.append]
    with caplog.at_level(logging.ERROR), club.change(ADD):
        add_person(club, "Lan")
    assert club.db.table("person").count == 1
    assert told == [frozenset({"person"})]
    assert "listener" in caplog.text


def test_a_listener_may_change_something_itself(club: Club) -> None:
    def answers(tables: frozenset[str]) -> None:
        if "person" in tables:
            with club.change("Change a setting"):
                club.db.table("setting").insert({"id": "seen", "value": "1"})

    club.listeners.append(answers)
    with club.change(ADD):
        add_person(club, "Lan")
    assert [entry.label for entry in club.history(2)] == ["Change a setting", ADD]


@pytest.mark.parametrize("value", [1.5, None, True, b"x", ["x"]])
def test_arguments_are_texts_and_whole_numbers(club: Club, value: object) -> None:
    with pytest.raises(TypeError), club.change("Import {n} members", n=value):  # type: ignore[arg-type]
        add_person(club, "Lan")
    assert club.db.table("person").count == 0


def test_a_label_has_words_for_all_its_places(club: Club) -> None:
    for label in ("", "Import {n} members"):
        with pytest.raises(ValueError), club.change(label):
            pass
    assert_closed(club)


# --- roles ----------------------------------------------------------------------------------------


def test_a_change_beyond_the_role_is_refused_whole(club: Club) -> None:
    head, rows, chair = chain.head(club), snapshot(club), club.actor
    as_role(club, HEALTH_LEAD)
    with pytest.raises(Refused, match="Trần Văn Bình"), club.change(ADD):
        person = add_person(club, "Lan")
        add_reading(club, person)
    assert (chain.head(club), snapshot(club)) == (head, rows)
    club.actor = chair
    assert_closed(club)


@pytest.mark.parametrize("role", [TREASURER, VIEWER, HEALTH_LEAD])
def test_one_may_undo_only_what_one_may_write(club: Club, role: str) -> None:
    with club.change(ADD):
        add_person(club, "Lan")
    chair = club.actor
    as_role(club, role)
    with pytest.raises(Refused):
        club.undo()
    assert club.db.table("person").count == 1
    club.actor = chair
    club.undo()
    as_role(club, role)
    with pytest.raises(Refused):
        club.redo()
    assert club.db.table("person").count == 0


# --- time, lineage, errors of the disk ------------------------------------------------------------


def test_time_never_runs_back_in_the_history(club_folder: Path) -> None:
    clock = [NOW]
    ports = fast_ports()
    ports = type(ports)(clock=lambda: clock[0], rng=ports.rng, kdf=ports.kdf)
    club = open_file(club_folder, ports)
    for days, ok in ((0, True), (-10, False), (30_000, False), (1, True)):
        clock[0] = NOW + timedelta(days=days)
        club.clock_ok = ok
        with club.change(ADD):
            add_person(club, "Lan")
    days_seen = [(entry.at.astimezone(NOW.tzinfo) - NOW).days for entry in club.history(4)]
    assert days_seen[::-1] == [0, 0, 30_000, 1]
    assert [entry.clock_ok for entry in club.history(4)][::-1] == [True, False, False, True]
    assert chain.verify(club) == []
    club.close()


def test_a_change_belongs_to_the_line_of_the_book(club: Club) -> None:
    with club.change(ADD):
        add_person(club, "Lan")
    lineage = club.db.table("meta").get("lineage")["value"]
    last = next(club.db.query("select * from change order by seq desc limit 1"))
    assert (last["lineage"], last["actor"]) == (lineage, club.actor.id)


def test_a_full_disk_is_a_sentence_and_leaves_the_book_as_it_was(club: Club) -> None:
    rows = snapshot(club)
    with guard.maintenance(club):
        pages = club.db.execute("pragma page_count").fetchone()[0]
        club.db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(UserError, match="full"), club.change(ADD):
        for number in range(2_000):
            add_person(club, f"Lan {number}", note="x" * 500)
    assert_closed(club)
    assert snapshot(club) == rows
    with guard.maintenance(club):
        club.db.execute("pragma max_page_count = 1073741823")
    with club.change(ADD):
        add_person(club, "Lan")
    assert chain.verify(club) == []


def test_a_change_whose_transaction_died_inside_cannot_end_well(club: Club) -> None:
    with pytest.raises(RuntimeError, match="ended its transaction"), club.change(ADD):
        add_person(club, "Lan", "001")
        with pytest.raises(sqlcipher.IntegrityError):
            club.db.execute("insert or rollback into setting values ('size', null)")
        with pytest.raises(sqlcipher.DatabaseError):  # sqlite-utils would begin another one
            add_person(club, "Hoa", "002")
    assert_closed(club)
    assert club.db.table("person").count == 0


def assert_closed(club: Club) -> None:
    """No change is open, nothing of one is left, and the next one works."""
    assert club.open_change is None
    assert not club.db.conn.in_transaction
    for table in ("open_change", "open_row"):
        assert club.db.execute(f"select count(*) from temp.{table}").fetchone()[0] == 0
    undone = club.db.table("setting").count
    with club.change("Change a setting"):
        club.db.table("setting").insert({"id": f"probe {undone}", "value": "1"})
    club.undo()
    assert club.db.table("setting").count == undone
