"""A machine that acts, undoes, redoes, goes back and reopens in any order, beside a model of it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app.base.errors import Refused
from app.base.text import N_, set_language
from app.club import chain, history
from app.club.file import Club, open_file
from tests.app.club.people import add_membership, add_person, add_reading, add_status, snapshot
from tests.makers import fast_ports, make_club

Snapshot = dict[str, list[dict[str, Any]]]

# SQLite keeps any text but lone surrogates; NUL and quotes are the ones that break bad escaping.
NAMES = st.text(
    st.characters(exclude_categories=["Cs"], include_characters="\0'\"\\Đự"), min_size=1, max_size=6
)
WHOLE_NUMBERS = st.integers(-(2**63), 2**63 - 1)
YEARS = st.integers(1990, 2200)
SYSTOLIC = st.integers(60, 300)


class Changes(RuleBasedStateMachine):
    """`states[n]` is what the tables held after change n; `done` and `undone` are the model."""

    master: Path  # an empty book, made once and copied for every run

    @initialize()
    def begin(self) -> None:
        set_language("en")
        self.folder = Path(tempfile.mkdtemp(dir=self.master.parent)) / "club"
        shutil.copytree(self.master, self.folder)
        self.ports = fast_ports(seed=1)  # the same acts give the same ids in the same order
        self.club: Club = open_file(self.folder, self.ports)
        self.told: list[frozenset[str]] = []
        self.club.listeners.append(self.told.append)
        self.set_barrier()

    def set_barrier(self) -> None:
        """An act that undo never crosses: from here on the model begins anew."""
        with self.club.change(N_("Renew the key"), barrier=True):
            self.club.db.table("setting").upsert({"id": "key", "value": self.club.new_id()})
        self.barrier = chain.head(self.club)[0]
        self.states: dict[int, Snapshot] = {self.barrier: snapshot(self.club)}
        self.done: list[int] = []
        self.undone: list[int] = []

    def teardown(self) -> None:
        """What is left to undo leads back to the beginning."""
        if hasattr(self, "club"):
            while self.done:
                self.undo()
            assert snapshot(self.club) == self.states[self.barrier]
            self.club.close()
            shutil.rmtree(self.folder.parent)

    @contextmanager
    def act(self, label: str) -> Iterator[None]:
        """An act of the user, as the model sees it: nothing, or one more step to undo."""
        before, count = chain.head(self.club)[0], len(self.told)
        with self.club.change(label):
            yield
        self.note(before, count)
        if chain.head(self.club)[0] != before:
            self.done.append(before + 1)
            self.undone.clear()

    def note(self, before: int, count: int) -> None:
        """Keep the state after a change, and check that the listeners heard of it once."""
        after = chain.head(self.club)[0]
        assert after in (before, before + 1)
        assert len(self.told) - count == after - before
        if after == before:
            assert snapshot(self.club) == self.states[before]
        else:
            touched = {row.table for row in history.details(self.club, after)}
            assert self.told[-1] == touched
        self.states[after] = snapshot(self.club)

    def people(self) -> list[str]:
        """Ids of everybody in the register."""
        return [row["id"] for row in self.club.db.query("select id from person order by id")]

    # --- acts ---------------------------------------------------------------------------------

    @rule(name=NAMES, year=YEARS, systolic=SYSTOLIC)
    def add(self, name: str, year: int, systolic: int) -> None:
        with self.act("Add a member"):
            person = add_person(self.club, name, note=name)
            add_membership(self.club, person)
            add_status(self.club, person, year)
            add_reading(self.club, person, systolic)

    @precondition(lambda self: self.people())
    @rule(data=st.data(), name=NAMES)
    def edit(self, data: st.DataObject, name: str) -> None:
        person = data.draw(st.sampled_from(self.people()))
        with self.act("Change a member"):
            self.club.db.table("person").update(person, {"name": name, "sex": None})

    @rule(number=WHOLE_NUMBERS)
    def in_bulk(self, number: int) -> None:
        with self.act("Change all members"):
            self.club.db.execute("update person set note = ?", [str(number)])
            self.club.db.execute("update reading set note = 'x' where systolic > 140")

    @rule()
    def delete_half(self) -> None:
        with self.act("Delete readings"):
            self.club.db.execute("delete from reading where rowid % 2 = 0")
            self.club.db.execute("delete from household_status where year % 2 = 0")

    @precondition(lambda self: self.people())
    @rule(data=st.data())
    def delete_somebody(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(self.people()))
        with self.act("Delete a member"):
            for table in ("reading", "household_status", "membership"):
                self.club.db.execute(f"delete from {table} where person_id = ?", [person])
            self.club.db.table("person").delete(person)

    @precondition(lambda self: len(self.people()) > 1)
    @rule()
    def swap_codes(self) -> None:
        first, second = self.people()[:2]
        table = self.club.db.table("person")
        codes = [table.get(person)["code"] for person in (first, second)]
        with self.act("Swap two codes"):
            for person, code in ((first, "free"), (second, codes[0]), (first, codes[1])):
                table.update(person, {"code": code})

    @precondition(lambda self: self.people())
    @rule(data=st.data(), systolic=SYSTOLIC)
    def replace_a_row(self, data: st.DataObject, systolic: int) -> None:
        person = data.draw(st.sampled_from(self.people()))
        with self.act("Replace a reading"):
            add_reading(self.club, person, systolic)
            row = next(self.club.db.query("select * from reading order by id"))
            changed = {**row, "systolic": systolic, "diastolic": 40}
            self.club.db.table("reading").insert(changed, replace=True)

    @rule(name=NAMES, inner_fails=st.booleans())
    def nested(self, name: str, inner_fails: bool) -> None:
        with self.act("Add a member with a reading"):
            person = add_person(self.club, name)
            try:
                with self.club.change("Record blood pressure"):
                    add_reading(self.club, person)
                    if inner_fails:
                        add_reading(self.club, "nobody")
            except sqlcipher.IntegrityError:
                assert inner_fails
            count = self.club.db.table("reading").count_where("person_id = ?", [person])
            assert count == (0 if inner_fails else 1)

    @rule()
    def nothing(self) -> None:
        with self.act("Change nothing"):
            self.club.db.execute("update person set name = name")

    @rule(error=st.sampled_from([ValueError, KeyboardInterrupt, sqlcipher.IntegrityError]))
    def fails(self, error: type[BaseException]) -> None:
        before = chain.head(self.club)
        with pytest.raises(error), self.club.change("Fail"):
            self.club.db.execute("delete from reading")
            person = add_person(self.club, "Lan")
            add_reading(self.club, "nobody" if error is sqlcipher.IntegrityError else person)
            raise error
        assert chain.head(self.club) == before
        assert snapshot(self.club) == self.states[before[0]]
        assert self.club.open_change is None

    @precondition(lambda self: len(self.states) > 4)
    @rule(data=st.data())
    def renew_the_key(self, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(sorted(self.states)))
        self.set_barrier()
        with pytest.raises(Refused):
            self.club.revert(target)

    # --- undo, redo, going back -----------------------------------------------------------------

    @rule(times=st.integers(1, 4))
    def undo_some(self, times: int) -> None:
        for _time in range(min(times, len(self.done))):
            self.undo()
            self.menus_agree_with_the_model()

    @rule(times=st.integers(1, 4))
    def redo_some(self, times: int) -> None:
        for _time in range(min(times, len(self.undone))):
            self.redo()
            self.menus_agree_with_the_model()

    def undo(self) -> None:
        """One step back, with the model."""
        before, count = chain.head(self.club)[0], len(self.told)
        self.club.undo()
        self.note(before, count)
        assert snapshot(self.club) == self.before(self.done[-1])
        self.done.pop()
        self.undone.append(before + 1)

    def redo(self) -> None:
        """One step forward again, with the model."""
        before, count = chain.head(self.club)[0], len(self.told)
        self.club.redo()
        self.note(before, count)
        assert snapshot(self.club) == self.before(self.undone[-1])
        self.undone.pop()
        self.done.append(before + 1)

    def before(self, seq: int) -> Snapshot:
        """What the tables held before a change."""
        return self.states[seq - 1]

    @precondition(lambda self: len(self.states) > 1)
    @rule(data=st.data())
    def go_back_to_an_old_one(self, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(sorted(self.states)[1:]))
        before, count = chain.head(self.club)[0], len(self.told)
        touched = {(row.table, row.row_id) for row in history.details(self.club, target)}
        try:
            self.club.revert(target)
        except Refused:
            assert chain.head(self.club)[0] == before
            assert snapshot(self.club) == self.states[before]
            return
        self.note(before, count)
        after = self.states[before + 1]
        assert rows_of(after, touched) == rows_of(self.before(target), touched)
        assert rows_but(after, touched) == rows_but(self.states[before], touched)
        if self.undone and target == self.undone[-1]:
            self.undone.pop()
            self.done.append(before + 1)
        elif self.done and target == self.done[-1]:
            self.done.pop()
            self.undone.append(before + 1)
        else:
            self.done.append(before + 1)
            self.undone.clear()

    @rule()
    def reopen(self) -> None:
        self.club.close()
        self.club = open_file(self.folder, self.ports)
        self.club.listeners.append(self.told.append)

    # --- what always holds ------------------------------------------------------------------------

    @invariant()
    def menus_agree_with_the_model(self) -> None:
        for entry, stack in (
            (self.club.next_undo(), self.done),
            (self.club.next_redo(), self.undone),
        ):
            assert (entry.seq if entry else None) == (stack[-1] if stack else None)

    @invariant()
    def nothing_dangles(self) -> None:
        assert self.club.db.execute("pragma foreign_key_check").fetchall() == []

    @invariant()
    def chain_verifies(self) -> None:
        assert chain.verify(self.club) == []

    @invariant()
    def every_entry_has_words(self) -> None:
        assert all(entry.words for entry in self.club.history(5))


def rows_of(state: Snapshot, which: set[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a state that are among `which`."""
    return [(t, row) for t, rows in state.items() for row in rows if (t, row["id"]) in which]


def rows_but(state: Snapshot, which: set[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a state that are not among `which`."""
    return [(t, row) for t, rows in state.items() for row in rows if (t, row["id"]) not in which]


@pytest.fixture(scope="module", autouse=True)
def _master(tmp_path_factory: pytest.TempPathFactory) -> None:
    Changes.master = tmp_path_factory.mktemp("machine") / "club"
    make_club(Changes.master).close()


TestChanges = Changes.TestCase
TestChanges.settings = settings(
    stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
