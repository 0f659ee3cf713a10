"""A copy counts only when it was read back and compared."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Cancelled, Refused, UserError
from app.club import (
    backup,
    chain,
    connection,
    copyfile,
    faults,
    keys,
    officers,
    renewal,
)
from app.club.faults import Trouble
from app.club.file import Club, open_file
from app.club.roles import VIEWER, Actor
from app.stick import write as stick
from tests.app.club.books import LAN, note, notes, reason
from tests.makers import NOW, fast_ports

# --- by hand --------------------------------------------------------------------------------------


def test_a_copy_holds_the_whole_book_and_says_what_it_is(club: Club, stick_folder: Path) -> None:
    note(club, "a", "b")
    made = backup.backup(club, stick_folder)
    assert made.path == stick_folder / "clb-thon-dong-2026-11-21-3.clbk"
    assert made.size == made.path.stat().st_size
    assert made.faults == ()
    copy = copyfile.read(made.path)
    assert copy.manifest == made.manifest == copyfile.peek(made.path)
    assert (copy.manifest.title, copy.manifest.seq) == ("CLB thôn Đông", 3)
    assert copy.manifest.head == chain.head(club)[1]
    assert copy.manifest.tables["setting"].rows == 2
    assert copy.keys == keys.read(club.folder)
    assert "xã Hòa Bình".encode() not in made.path.read_bytes()
    assert list(stick_folder.iterdir()) == [made.path]
    assert next(club.db.query("select what, detail from access")) == {
        "what": "copy",
        "detail": made.path.name,
    }


def test_a_copy_replaces_no_file(club: Club, stick_folder: Path) -> None:
    path = stick_folder / "letter.clbk"
    path.write_text("dear")
    assert reason(lambda: backup.backup(club, path)) == faults.FILE_THERE
    assert path.read_text() == "dear"


def test_folders_on_the_way_are_made(club: Club, stick_folder: Path) -> None:
    assert backup.backup(club, stick_folder / "new" / "copy.clbk").path.exists()


def test_a_viewer_takes_no_copy(club: Club, stick_folder: Path) -> None:
    club.actor = Actor("x", "Thìn", frozenset({VIEWER}))
    with pytest.raises(Refused):
        backup.backup(club, stick_folder)


@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_stopping_leaves_nothing(club: Club, stick_folder: Path, stop_at: int) -> None:
    class Stopped:
        def step(self, done: int, total: int, what: str = "") -> None:
            if done == stop_at:
                raise Cancelled

    with pytest.raises(Cancelled):
        backup.backup(club, stick_folder, Stopped())
    assert list(stick_folder.iterdir()) == []
    assert list((club.folder / backup.BACKUPS).glob("*")) == []


def test_never_inside_a_change(club: Club, stick_folder: Path) -> None:
    with pytest.raises(RuntimeError), club.change("Note something"):
        backup.backup(club, stick_folder)


def test_a_tampered_history_is_copied_and_named(club: Club, stick_folder: Path) -> None:
    note(club, "a")
    club.db.conn.set_authorizer(None)
    for (name,) in club.db.execute("select name from temp.sqlite_schema").fetchall():
        club.db.execute(f"drop trigger if exists temp.{name}")
    club.db.execute("update setting set value = 'other'")
    made = backup.backup(club, stick_folder)
    assert len(made.faults) == 1
    assert "setting" in made.faults[0]


# --- disks and sticks that fail -------------------------------------------------------------------


class Lying(stick.Disk):
    """A drive that gives back other bytes than were written."""

    def create(self, path: Path):  # type: ignore[no-untyped-def]
        file = super().create(path)
        real = file.write

        class Spoilt:
            def __enter__(self):  # type: ignore[no-untyped-def]
                return self

            def __exit__(self, *_args: object) -> None:
                file.close()

            def write(self, data: bytes) -> int:
                return real(bytes(data[:-1]) + b"\0")

            def fileno(self) -> int:
                return file.fileno()

        return Spoilt()


class Pulled(stick.Disk):
    """A drive that is gone after so many calls, or answers with one error."""

    def __init__(self, calls: int, number: int) -> None:
        self.left, self.number = calls, number

    def __getattribute__(self, name: str):  # type: ignore[no-untyped-def]
        if name in {"names", "create", "sync", "open_uncached", "rename"}:
            self.left -= 1
            if self.left < 0:
                raise OSError(self.number, "gone")
        return super().__getattribute__(name)


def test_a_stick_that_spoils_data_keeps_no_copy(
    club: Club, stick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "Disk", Lying)
    assert reason(lambda: backup.backup(club, stick_folder)) == faults.COPY_SPOILT
    assert list(stick_folder.iterdir()) == []
    assert club.db.table("access").count == 0


@pytest.mark.parametrize("number", [28, 5, 30, 2, 19])  # full, error, read only, gone, gone
@pytest.mark.parametrize("calls", range(7))
def test_a_drive_that_fails_leaves_no_half_copy(
    club: Club, stick_folder: Path, monkeypatch: pytest.MonkeyPatch, calls: int, number: int
) -> None:
    monkeypatch.setattr(stick, "Disk", lambda: Pulled(calls, number))
    with pytest.raises(UserError, match=r"othing was changed|was not written"):
        backup.backup(club, stick_folder / "copy.clbk")
    assert club.state.away == ""
    left = [path.name for path in stick_folder.iterdir()]
    assert left in ([], ["copy.clbk"])  # a drive that fails after the last step has all of it
    if left:
        copyfile.read(stick_folder / "copy.clbk")


def test_a_full_disk(club: Club, stick_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(stick_folder)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert reason(lambda: backup.backup(club, stick_folder)) == faults.DISK_FULL
    assert list(stick_folder.iterdir()) == []


def test_memory_that_flips_a_bit_is_found(
    club: Club, stick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = connection.copy_into

    def flip(source: object, path: Path, key: bytes) -> None:
        real(source, path, key)  # type: ignore[arg-type]
        raw = bytearray(path.read_bytes())
        raw[5000] ^= 4
        path.write_bytes(raw)

    monkeypatch.setattr(connection, "copy_into", flip)
    assert reason(lambda: backup.backup(club, stick_folder)) == faults.COPY_DAMAGED
    assert list(stick_folder.iterdir()) == []


# --- the program's own copies ---------------------------------------------------------------------


def test_closing_copies_what_changed_and_nothing_else(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports())
    note(club, "a")
    club.close()
    (kept,) = backup.kept(club_folder)
    assert (kept.generation, kept.session, kept.reason) == (1, 1, backup.CLOSE)
    open_file(club_folder, fast_ports()).close()
    assert backup.kept(club_folder) == [kept]
    club = open_file(club_folder, fast_ports())
    club.log_access("health book")
    club.close()
    assert [copy.generation for copy in backup.kept(club_folder)] == [1, 2]


def test_a_crash_without_a_copy_is_made_up_for(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports())
    note(club, "a")
    club.close()
    club = open_file(club_folder, fast_ports())
    note(club, "b")
    club.close(keep_copy=False)
    open_file(club_folder, fast_ports()).close()
    assert len(backup.kept(club_folder)) == 2


def test_a_copy_that_cannot_be_made_keeps_no_book_from_closing(
    club_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = open_file(club_folder, fast_ports())
    note(club, "a")

    def full(*_args: object) -> None:
        raise Trouble(faults.DISK_FULL)

    monkeypatch.setattr(connection, "copy_into", full)
    club.close()
    monkeypatch.undo()
    assert backup.kept(club_folder) == []
    club = open_file(club_folder, fast_ports())
    assert notes(club) == ["a"]
    assert backup.keep_copy(club, backup.TIMER) is not None
    assert backup.keep_copy(club, backup.TIMER) is None
    club.close()


def generations(folder: Path) -> list[int]:
    return [copy.generation for copy in backup.kept(folder)]


def pretend(folder: Path, generation: int, session: int, reason: str = "close") -> None:
    path = folder / backup.BACKUPS / f"{generation:06}-{session:05}-{reason}.clbk"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")


def test_ten_generations_and_the_first_of_fourteen_sittings_stay(tmp_path: Path) -> None:
    for generation in range(1, 61):  # three in each of twenty sittings
        pretend(tmp_path, generation, (generation + 2) // 3)
    backup.rotate(tmp_path)
    first_of_sittings = [1 + 3 * sitting for sitting in range(6, 20)]
    assert generations(tmp_path) == sorted({*range(51, 61), *first_of_sittings})


def test_the_last_five_made_before_something_risky_stay(tmp_path: Path) -> None:
    for generation in range(1, 8):
        pretend(tmp_path, generation, 1, "before-restore")
    for generation in range(8, 30):
        pretend(tmp_path, generation, 1)
    backup.rotate(tmp_path)
    assert generations(tmp_path) == [1, 3, 4, 5, 6, 7, *range(20, 30)]


@given(st.lists(st.booleans(), min_size=1, max_size=80))
def test_the_newest_ten_always_stay_and_not_many_more(
    tmp_path_factory: pytest.TempPathFactory, new_sitting: list[bool]
) -> None:
    folder = tmp_path_factory.mktemp("turn")
    session = 1
    for generation, another in enumerate(new_sitting, 1):
        session += another
        pretend(folder, generation, session)
        backup.rotate(folder)
        assert generations(folder)[-10:] == list(range(max(1, generation - 9), generation + 1))
        assert len(generations(folder)) <= 24


def test_nothing_is_removed_while_the_clock_is_wrong(club_folder: Path) -> None:
    for generation in range(1, 30):
        pretend(club_folder, generation, 1)
    club = open_file(club_folder, fast_ports(NOW - timedelta(days=9000)))
    note(club, "a")
    club.close()
    assert generations(club_folder) == list(range(1, 31))
    club = open_file(club_folder, fast_ports(NOW))
    note(club, "b")
    club.close()
    assert generations(club_folder) == [1, *range(22, 32)]


def test_other_files_among_the_copies_stay(club_folder: Path) -> None:
    folder = club_folder / backup.BACKUPS
    folder.mkdir()
    (folder / "my own.clbk").write_bytes(b"x")
    (folder / ".so-clb-half.part").write_bytes(b"x")
    (folder / ".scratch.db").write_bytes(b"x")
    club = open_file(club_folder, fast_ports())
    note(club, "a")
    club.close()
    assert sorted(path.name for path in folder.iterdir()) == [
        "000001-00001-close.clbk",
        "my own.clbk",
    ]


def test_a_drill_tries_the_newest_copy(club: Club) -> None:
    tried = backup.drill(club)
    assert tried.manifest.seq == chain.head(club)[0]
    assert (club.state.drill, club.state.drill_ok) == (club.now(), True)
    tried.path.write_bytes(tried.path.read_bytes()[:-1])
    assert reason(lambda: backup.drill(club)) == faults.COPY_TORN
    assert club.state.drill_ok is False
    assert any("trial" in problem for problem in backup.safety_state(club).problems)


def test_a_drill_works_after_the_key_was_renewed(locked: Club) -> None:
    backup.drill(locked)
    renewal.renew(locked)
    backup.drill(locked)
    officers.new_recovery_code(locked)
    backup.drill(locked)
    renewal.renew(locked)
    locked.close(keep_copy=False)
    again = open_file(locked.folder, fast_ports(), LAN)
    backup.drill(again)
    again.close(keep_copy=False)


# --- the seal -------------------------------------------------------------------------------------


def test_the_seal_tells_what_is_missing(club_folder: Path, stick_folder: Path) -> None:
    clock = [NOW]
    ports = replace(fast_ports(), clock=lambda: clock[0], drives=lambda: [stick_folder])
    club = open_file(club_folder, ports)
    seal = backup.safety_state(club)
    assert (seal.safe, seal.copies, seal.newest_at, seal.changes_since) == (False, 0, None, 1)
    assert len(seal.problems) == 2

    backup.keep_copy(club, backup.TIMER)
    assert len(backup.safety_state(club).problems) == 1
    backup.backup(club, stick_folder)
    seal = backup.safety_state(club)
    assert (seal.safe, seal.copies, seal.newest_at, seal.newest_away_at) == (True, 1, NOW, NOW)

    clock[0] += timedelta(days=8)
    assert backup.safety_state(club).safe  # nothing new to carry away
    note(club, "a", "b")
    seal = backup.safety_state(club)
    assert (seal.changes_since, seal.changes_since_away) == (2, 2)
    assert any("last 2 changes" in problem for problem in seal.problems)
    backup.backup(club, stick_folder)
    backup.keep_copy(club, backup.TIMER)
    assert backup.safety_state(club).safe
    club.close()


def test_a_copy_that_stays_on_this_pc_is_not_away(club: Club, stick_folder: Path) -> None:
    backup.backup(club, stick_folder)
    assert backup.safety_state(club).newest_away_at is None


def test_copies_that_were_removed_do_not_count(club: Club) -> None:
    made = backup.keep_copy(club, backup.TIMER)
    assert made is not None
    made.path.unlink()
    seal = backup.safety_state(club)
    assert (seal.copies, seal.newest_at) == (0, None)
    assert not seal.safe
