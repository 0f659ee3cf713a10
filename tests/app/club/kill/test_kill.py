"""No crash, no power cut and no failing disk loses anything acknowledged or leaves a book unopened.

The long versions are in packaging/soak.py; see sweep.py for what is done at each point.
"""

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.app.club.kill import powercut
from tests.app.club.kill.operations import OPERATIONS
from tests.app.club.kill.recorder import Call, Report, build, run

PARTS = 4
SHORT = ("--only", "add people", "edit", "delete and undo", "receive")


@pytest.fixture(scope="module")
def library() -> Iterator[Path]:
    """The recorder, compiled; beside the folders of tests, where programs may be forbidden."""
    with tempfile.TemporaryDirectory() as folder:
        yield build(Path(folder))


def assert_good(report: Report, operations: Iterable[str] = OPERATIONS) -> None:
    """Every operation was tried, and nothing was wrong."""
    assert set(report["operations"]) == set(operations)
    assert report["bad"] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_anywhere_nothing_acknowledged_is_lost(library: Path, part: int) -> None:
    names = list(OPERATIONS)[part::PARTS]
    points = ("--points", "520", "--seed", "1")
    report = run(library, ["0/2", "1/2"], "kill", *points, "--only", *names)
    assert_good(report, names)
    assert report["points"] >= 500  # 2,000 in all parts together
    assert report["nested"]  # killed a second time, while opening after the first


@pytest.mark.parametrize("journal", ["off", "memory"])
def test_without_a_journal_the_killing_shows(library: Path, journal: str) -> None:
    weak = ("--pragma", f"journal_mode = {journal}")
    assert run(library, ["0/1"], "kill", "--points", "60", *weak, *SHORT)["bad"]


def test_a_power_cut_loses_nothing_acknowledged(library: Path) -> None:
    report = run(library, ["0/2", "1/2"], "cut", "--points", "1100", "--seed", "1")
    assert_good(report)
    assert report["points"] >= 1_000


@pytest.mark.parametrize("synchronous", ["off", "normal"])
def test_without_syncing_the_power_cut_shows(library: Path, synchronous: str) -> None:
    weak = ("--pragma", f"synchronous = {synchronous}")
    assert run(library, ["0/1"], "cut", "--points", "120", *weak, *SHORT)["bad"]


def test_a_failing_disk_is_a_sentence_and_the_book_stays_whole(library: Path) -> None:
    points = str(9 * len(OPERATIONS))  # the sweep begins with eight of each
    report = run(library, ["0/2", "1/2"], "fail", "--points", points, "--seed", "1")
    assert_good(report)
    assert {
        "The disk is full. Nothing was changed. Free some space and try again.",
        "The disk does not answer properly. Nothing was changed. "
        "Save a copy on a stick now, and have the disk looked at.",
    } <= set(report["sentences"])


# --- the disk of the power cuts -------------------------------------------------------------------


def found_after(ground: Path, *calls: Call) -> set[frozenset[tuple[str, bytes]]]:
    """All that a power cut right after these calls was seen to leave."""
    seen = set()
    for seed in range(40):
        *_before, last = powercut.states(ground, calls, random.Random(seed), 20)
        seen.add(frozenset(last.files.items()))
    return seen


def files(*pairs: tuple[str, bytes]) -> frozenset[tuple[str, bytes]]:
    """A state of the disk."""
    return frozenset(pairs)


OLD, NEW, TWO = b"o" * 8, b"n" * 8, b"2" * 1_024
NEW_FILE: Sequence[Call] = (Call("C", "new", 0, b""), Call("W", "new", 0, NEW))


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    """A disk with one file."""
    (tmp_path / "old").write_bytes(OLD)
    return tmp_path


def test_what_was_not_synced_may_be_there_or_not(ground: Path) -> None:
    assert found_after(ground, Call("W", "old", 0, NEW)) == {
        files(("old", OLD)),
        files(("old", NEW)),
    }


def test_what_was_synced_is_there(ground: Path) -> None:
    calls = (Call("W", "old", 0, NEW), Call("S", "old", 0, b""))
    assert found_after(ground, *calls) == {files(("old", NEW))}


def test_a_later_write_may_be_there_without_an_earlier_one(ground: Path) -> None:
    both = (Call("W", "old", 0, b"1"), Call("W", "old", 7, b"2"))
    assert files(("old", b"oooooooo")) in found_after(ground, *both)
    assert files(("old", b"ooooooo2")) in found_after(ground, *both)


def test_a_long_write_tears_at_sectors(ground: Path) -> None:
    torn = found_after(ground, Call("W", "old", 0, TWO))
    assert files(("old", b"2" * 512)) in torn
    assert files(("old", OLD + bytes(504) + b"2" * 512)) in torn


def test_a_new_name_is_safe_when_its_folder_was_synced(ground: Path) -> None:
    synced = (*NEW_FILE, Call("S", "new", 0, b""))
    assert files(("old", OLD)) in found_after(ground, *synced)
    assert found_after(ground, *synced, Call("S", ".", 0, b"")) == {
        files(("old", OLD), ("new", NEW))
    }


def test_a_rename_without_a_sync_may_leave_an_empty_file(ground: Path) -> None:
    renamed = (*NEW_FILE, Call("R", "new", 0, b"old"))
    found = found_after(ground, *renamed, Call("S", ".", 0, b""))
    assert found == {files(("old", b"")), files(("old", NEW))}
    synced = (*NEW_FILE, Call("S", "new", 0, b""), Call("R", "new", 0, b"old"))
    assert files(("old", OLD)) in found_after(ground, *synced)
    assert found_after(ground, *synced, Call("S", ".", 0, b"")) == {files(("old", NEW))}


def test_a_removed_file_may_still_be_there(ground: Path) -> None:
    removed = Call("U", "old", 0, b"")
    assert found_after(ground, removed) == {files(), files(("old", OLD))}
    assert found_after(ground, removed, Call("S", ".", 0, b"")) == {files()}


def test_a_cut_file_may_still_be_long(ground: Path) -> None:
    assert found_after(ground, Call("T", "old", 3, b"")) == {
        files(("old", OLD)),
        files(("old", b"ooo")),
    }


def test_acknowledged_steps_are_counted_up_to_the_moment(ground: Path) -> None:
    calls = (Call("A", "", 1, b""), Call("W", "old", 0, NEW), Call("A", "", 2, b""))
    states = list(powercut.states(ground, calls, random.Random(1), 5))
    assert {state.acknowledged for state in states} == {1}


def test_a_state_is_put_in_place_of_what_was_there(ground: Path, tmp_path: Path) -> None:
    state = powercut.State({"a/b": NEW, "lost/c": NEW}, frozenset({"a"}), 0, "")
    state.write(tmp_path / "scene")
    assert (tmp_path / "scene/a/b").read_bytes() == NEW
    assert not (tmp_path / "scene/lost").exists()
