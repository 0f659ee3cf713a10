"""A copy counts only when it was read back and compared; taking one back loses nothing."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Cancelled, Refused, UserError
from app.base.frame import Section, frame, unframe
from app.club import (
    backup,
    chain,
    check,
    connection,
    copyfile,
    faults,
    keys,
    officers,
    renewal,
    state,
)
from app.club import restore as restoring
from app.club.faults import Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB
from app.club.restore import examine, restore
from app.club.roles import TREASURER, VIEWER, Actor
from app.stick import write as stick
from tests.makers import NOW, fast_ports, make_club

LAN, HANH, NEW = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"


def note(club: Club, *names: str) -> None:
    """One change for each name."""
    for name in names:
        with club.change("Note {name}", name=name):
            club.db.table("setting").insert({"id": name, "value": name})


def notes(club: Club) -> list[str]:
    rows = club.db.query("select id from setting where id <> 'recovery_key' order by id")
    return [row["id"] for row in rows]


def reason(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value.reason


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def book(folder: Path) -> dict[str, bytes]:
    """What of a book a refusal must leave alone."""
    return {name: data for name, data in files(folder).items() if name.startswith(("club", "keys"))}


@pytest.fixture
def stick_folder(tmp_path: Path) -> Path:
    """A plugged-in stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Club]:
    """A book of Lan, the chair, with two notes and a passphrase."""
    club = make_club(tmp_path / "locked", passphrase=LAN)
    note(club, "a", "b")
    yield club
    club.close(keep_copy=False)


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


# --- the file format ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a small book that needs LAN; look, do not touch."""
    folder = tmp_path_factory.mktemp("sample")
    club = make_club(folder / "club", passphrase=LAN)
    note(club, "a")
    made = backup.backup(club, folder / "sample.clbk")
    club.close(keep_copy=False)
    return made.path


def test_every_cut_is_refused_as_cut(sample: Path) -> None:
    whole = sample.read_bytes()
    lengths = [
        *range(0, 3000, 7),
        *range(3000, len(whole), 997),
        *range(len(whole) - 60, len(whole)),
    ]
    for length in lengths:
        assert reason(lambda n=length: copyfile.load(whole[:n], "x")) == faults.COPY_TORN  # type: ignore[misc]


@given(st.data())
def test_every_flipped_byte_is_refused(sample: Path, data: st.DataObject) -> None:
    raw = bytearray(sample.read_bytes())
    region = data.draw(
        st.sampled_from([(0, 60), (60, 4000), (4000, len(raw)), (len(raw) - 48, len(raw))])
    )
    raw[data.draw(st.integers(region[0], region[1] - 1))] ^= data.draw(st.integers(1, 255))
    found = reason(lambda: copyfile.load(bytes(raw), "x"))
    assert found in {faults.COPY_DAMAGED, faults.COPY_TORN, faults.NOT_A_COPY}


def rebuilt(sample: Path, **changes: object) -> bytes:
    """The sample with another manifest, its sums made right again."""
    copy = copyfile.read(sample)
    return copyfile.dump(replace(copy, manifest=replace(copy.manifest, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"club": "other"}, {"kind": "commune"}, {"seq": "3"}, {"clock_ok": 1}, {"title": None}],
)
def test_a_manifest_that_does_not_fit_is_refused(sample: Path, changes: dict[str, object]) -> None:
    assert reason(lambda: copyfile.load(rebuilt(sample, **changes), "x")) == faults.COPY_DAMAGED


def test_a_copy_of_a_newer_program_is_told(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copyfile.read(sample)
    monkeypatch.setattr(copyfile, "FORMAT", 2)
    newer = copyfile.dump(copy)
    monkeypatch.undo()
    assert reason(lambda: copyfile.load(newer, "x")) == faults.COPY_NEWER


@pytest.mark.parametrize("section", [Section(9, 0, b"?"), Section(1, 1, b"{}")])
def test_a_part_that_this_program_does_not_know_is_told(sample: Path, section: Section) -> None:
    parts = unframe(copyfile.LETTERS, sample.read_bytes())
    newer = frame(copyfile.LETTERS, *parts, section)
    assert reason(lambda: copyfile.load(newer, "x")) == faults.COPY_NEWER


def test_a_part_that_is_missing_is_damage(sample: Path) -> None:
    parts = unframe(copyfile.LETTERS, sample.read_bytes())
    for lost in parts:
        rest = frame(copyfile.LETTERS, *(part for part in parts if part is not lost))
        assert reason(lambda raw=rest: copyfile.load(raw, "x")) == faults.COPY_DAMAGED  # type: ignore[misc]


def test_other_files_are_no_copies(tmp_path: Path) -> None:
    for name, data in (("a.pdf", b"%PDF-1.7 " * 20), ("empty", b""), ("zeros", bytes(900))):
        path = tmp_path / name
        path.write_bytes(data)
        for look in (copyfile.read, copyfile.peek):
            with pytest.raises(Trouble, match="Nothing was changed"):
                look(path)
    with pytest.raises(UserError, match="Nothing was changed"):
        copyfile.read(tmp_path / "nowhere.clbk")


def test_a_manifest_that_lies_about_the_tables_is_found_on_taking_back(
    sample: Path, tmp_path: Path
) -> None:
    tables = dict(copyfile.read(sample).manifest.tables)
    tables["setting"] = replace(tables["setting"], rows=7)
    path = tmp_path / "lying.clbk"
    path.write_bytes(rebuilt(sample, tables=tables))
    act = lambda: restore(path, tmp_path / "new", fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.COPY_DAMAGED
    assert not (tmp_path / "new").exists()


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


# --- taking back ----------------------------------------------------------------------------------


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
