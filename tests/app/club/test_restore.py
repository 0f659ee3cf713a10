"""Taking a copy back loses nothing: neither the standing book nor what it has more."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.club import (
    backup,
    chain,
    check,
    connection,
    copyfile,
    faults,
    keys,
    officers,
    state,
)
from app.club import restore as restoring
from app.club.file import Club, open_file
from app.club.kinds import CLUB
from app.club.restore import examine, restore
from app.club.roles import TREASURER
from tests.app.club.books import HANH, LAN, NEW, book, files, note, notes, reason
from tests.makers import fast_ports


def test_a_book_is_taken_back_on_a_new_pc(locked: Club, stick_folder: Path, tmp_path: Path) -> None:
    made = backup.backup(locked, stick_folder)
    folder = tmp_path / "new pc" / "book"
    done = restore(made.path, folder, fast_ports(), "TRAU LUA AO SEN")
    assert (done.missing, done.replaced, done.kept, done.faults) == ((), False, None, ())
    back = open_file(folder, fast_ports(), LAN)
    assert notes(back) == ["a", "b"]
    assert back.notices == []
    row = back.db.table("lineage").get(back.lineage)
    assert (row["parent_id"], row["parent_seq"], row["reason"]) == (locked.lineage, 3, "restore")
    assert "Take the book back" in back.history(1)[0].words
    assert chain.verify(back) == []
    assert all(finding.good for finding in check.check(back))
    note(back, "c")
    back.close()


def test_what_the_standing_book_has_more_is_named_and_kept(
    locked: Club, stick_folder: Path
) -> None:
    made = backup.backup(locked, stick_folder)
    note(locked, "c", "d")
    folder = locked.folder
    locked.close()
    asked = examine(made.path, folder, fast_ports(), LAN)
    assert [entry.words for entry in asked.missing] == ["Note d", "Note c"]
    assert (asked.replaced, asked.comparable, asked.kept) == (True, True, None)
    club = open_file(folder, fast_ports(), LAN)
    assert notes(club) == ["a", "b", "c", "d"]  # asking changed nothing
    club.close()

    done = restore(made.path, folder, fast_ports(), LAN)
    assert done.missing == asked.missing
    club = open_file(folder, fast_ports(), LAN)
    assert club.notices == []
    assert notes(club) == ["a", "b"]
    club.close()

    assert done.kept is not None  # and back again
    assert backup.kept(folder)[-2].reason == backup.BEFORE_RESTORE
    again = restore(done.kept, folder, fast_ports(), LAN)
    assert [entry.words for entry in again.missing] == ["Take the book back from a copy"]
    club = open_file(folder, fast_ports(), LAN)
    assert notes(club) == ["a", "b", "c", "d"]
    assert chain.verify(club) == []
    club.close()


def test_what_is_remembered_of_erasures_survives(locked: Club, stick_folder: Path) -> None:
    made = backup.backup(locked, stick_folder)
    locked.remember(replace(locked.state, erasures=("p1",), away="2026-11-01T00:00:00+00:00"))
    locked.close()
    restore(made.path, locked.folder, fast_ports(), LAN)
    club = open_file(locked.folder, fast_ports(), LAN)
    assert club.state.erasures == ("p1",)
    assert club.state.away.startswith("2026-11-01")
    club.close()


def test_a_copy_from_before_the_key_was_renewed(locked: Club, stick_folder: Path) -> None:
    officers.add_officer(locked, "Hạnh", None, [TREASURER], HANH)
    made = backup.backup(locked, stick_folder)
    hanh = next(o.id for o in officers.officers(locked) if o.name == "Hạnh")
    officers.end_officer(locked, hanh)
    locked.close()
    done = restore(made.path, locked.folder, fast_ports(), LAN)
    assert [entry.words for entry in done.missing] == ["End the office of Hạnh"]
    club = open_file(locked.folder, fast_ports(), HANH)  # back in office, as the copy has it
    assert club.actor.name == "Hạnh"
    club.close()


def test_a_copy_is_taken_back_with_the_recovery_code(
    locked: Club, stick_folder: Path, tmp_path: Path
) -> None:
    code = officers.new_recovery_code(locked)
    made = backup.backup(locked, stick_folder)
    restore(made.path, tmp_path / "new", fast_ports(), code=code)
    club = open_file(tmp_path / "new", fast_ports(), LAN)
    assert notes(club) == ["a", "b"]
    club.close()


@pytest.mark.parametrize("passphrase", [None, "wrong words all four"])
def test_a_wrong_passphrase_takes_nothing_back(
    locked: Club, stick_folder: Path, tmp_path: Path, passphrase: str | None
) -> None:
    made = backup.backup(locked, stick_folder)
    locked.close()
    before = book(locked.folder)
    for folder in (locked.folder, tmp_path / "new"):
        act = lambda to=folder: restore(made.path, to, fast_ports(), passphrase)  # noqa: E731
        assert reason(act) in {faults.WRONG_PASSPHRASE, faults.ASKS_PASSPHRASE}
    assert book(locked.folder) == before
    assert not (tmp_path / "new").exists()


def test_only_who_may_takes_a_book_back(locked: Club, stick_folder: Path) -> None:
    officers.add_officer(locked, "Hạnh", None, [TREASURER], HANH)
    made = backup.backup(locked, stick_folder)
    locked.close()
    before = book(locked.folder)
    with pytest.raises(Refused):
        restore(made.path, locked.folder, fast_ports(), HANH)
    assert book(locked.folder) == before
    assert not (locked.folder / backup.STAGE).exists()


def test_never_over_another_book_nor_an_open_one(
    locked: Club, club: Club, stick_folder: Path, tmp_path: Path
) -> None:
    made = backup.backup(locked, stick_folder)
    act = lambda: restore(made.path, locked.folder, fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.IN_USE_BY
    club.close(keep_copy=False)
    before = files(club.folder)
    act = lambda: restore(made.path, club.folder, fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.OTHER_BOOK
    assert files(club.folder) == before
    (tmp_path / "file").write_text("x")
    act = lambda: restore(made.path, tmp_path / "file", fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.NOT_A_FOLDER
    other = replace(CLUB, name="commune", filename="commune.db")
    act = lambda: restore(made.path, tmp_path / "new", fast_ports(), LAN, other)  # noqa: E731
    assert reason(act) == faults.WRONG_KIND


def spoil_database(folder: Path) -> None:
    path = folder / CLUB.filename
    path.write_bytes(b"\1" * 5000)


def spoil_keys(folder: Path) -> None:
    for name in keys.FILES:
        (folder / name).write_bytes(b"{}")


def lose_keys(folder: Path) -> None:
    for name in keys.FILES:
        (folder / name).unlink()


@pytest.mark.parametrize("spoil", [spoil_database, spoil_keys, lose_keys])
def test_a_book_that_cannot_be_opened_is_kept_as_it_is(
    locked: Club, stick_folder: Path, spoil: Callable[[Path], None]
) -> None:
    made = backup.backup(locked, stick_folder)
    locked.close()
    spoil(locked.folder)
    remains = (locked.folder / CLUB.filename).read_bytes()
    done = restore(made.path, locked.folder, fast_ports(), LAN)
    assert (done.replaced, done.comparable) == (True, False)
    assert done.kept is not None
    kept = copyfile.read(done.kept)
    assert (kept.database, kept.manifest.verified) == (remains, False)
    club = open_file(locked.folder, fast_ports(), LAN)
    assert notes(club) == ["a", "b"]
    club.close()


def test_a_book_whose_keys_were_lost_comes_back_from_what_was_kept(
    locked: Club, stick_folder: Path, tmp_path: Path
) -> None:
    made = backup.backup(locked, stick_folder)
    note(locked, "c")
    locked.close(keep_copy=False)
    lose_keys(locked.folder)
    done = restore(made.path, locked.folder, fast_ports(), LAN)
    assert done.kept is not None
    restore(done.kept, tmp_path / "found", fast_ports(), LAN)
    club = open_file(tmp_path / "found", fast_ports(), LAN)
    assert notes(club) == ["a", "b", "c"]
    club.close()


def test_an_older_passphrase_than_that_of_the_standing_book(
    locked: Club, stick_folder: Path
) -> None:
    made = backup.backup(locked, stick_folder)
    officers.change_passphrase(locked, LAN, NEW)
    note(locked, "c")
    locked.close()
    done = restore(made.path, locked.folder, fast_ports(), LAN)
    assert not done.comparable
    club = open_file(locked.folder, fast_ports(), LAN)
    assert notes(club) == ["a", "b"]
    club.close()
    assert done.kept is not None
    restore(done.kept, locked.folder, fast_ports(), NEW)
    club = open_file(locked.folder, fast_ports(), NEW)
    assert notes(club) == ["a", "b", "c"]
    club.close()


class Crash(BaseException):
    """The program was killed here."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    "name", ["_put", "_either", "sync_folder", "state.write_state", "keys.write"]
)
def test_taking_back_cut_short_leaves_the_old_book_or_the_new_one(
    locked: Club, stick_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: bool
) -> None:
    officers.new_recovery_code(locked)
    made = backup.backup(locked, stick_folder)
    officers.new_recovery_code(locked)  # another data key, another slot
    note(locked, "c")
    folder = locked.folder
    locked.close()
    target = restoring
    *modules, function = name.split(".")
    for module in modules:
        target = getattr(target, module)
    real = getattr(target, function)
    found: list[Path] = []

    def crash(*args: object, **kwargs: object) -> object:
        if args and args[0] != folder and function == "write":
            return real(*args, **kwargs)  # in the folder where the copy is tried out
        if after:
            real(*args, **kwargs)
        if not found:  # what a killed program would leave behind
            found.append(Path(shutil.copytree(folder, folder.parent / "found")))
        raise Crash

    monkeypatch.setattr(target, function, crash)
    with pytest.raises(Crash):
        restore(made.path, folder, fast_ports(), LAN)
    monkeypatch.undo()
    club = open_file(found[0], fast_ports(), LAN)
    assert notes(club) in (["a", "b"], ["a", "b", "c"])
    assert chain.verify(club) == []
    assert not (found[0] / backup.STAGE).exists()
    club.close()
    open_file(found[0], fast_ports(), LAN).close()


def test_a_newer_book_is_not_replaced(locked: Club, stick_folder: Path) -> None:
    made = backup.backup(locked, stick_folder)
    locked.close()
    conn = connection.keyed(locked.folder / CLUB.filename, locked.data_key)
    conn.execute("pragma user_version = 99")
    conn.close()
    act = lambda: restore(made.path, locked.folder, fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.NEWER


def test_the_log_of_doors_tells_of_it(locked: Club, stick_folder: Path, tmp_path: Path) -> None:
    made = backup.backup(locked, stick_folder)
    restore(made.path, tmp_path / "new", fast_ports(), LAN)
    lines = (tmp_path / "new" / state.DOORS).read_text().splitlines()
    assert [json.loads(line)["what"] for line in lines] == ["restored"]
