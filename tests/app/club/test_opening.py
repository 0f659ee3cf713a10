"""Opening a book, step by step: each refusal has its reason, and changes nothing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.club import backup, chain, connection, faults, keys, locks, state
from app.club.faults import Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB
from app.club.sqlite import Database, Migrations
from tests.app.club.books import LAN, book, note, reason
from tests.makers import NOW, fast_ports, make_club


@pytest.fixture
def locked_folder(tmp_path: Path) -> Path:
    """The folder of a closed book that asks for LAN."""
    folder = tmp_path / "locked"
    make_club(folder, passphrase=LAN).close(keep_copy=False)
    return folder


@pytest.fixture
def raw(club_folder: Path) -> Iterator[sqlcipher.Connection]:
    """The database of `club_folder`, past all our guards."""
    key_file = keys.read(club_folder)
    found = locks.unlock(key_file.file_id, key_file.slots[0], "")
    assert found is not None
    assert found.current is not None
    conn = connection.keyed(club_folder / CLUB.filename, found.current)
    yield conn
    conn.close()


# --- 1. somebody else has it open -----------------------------------------------------------------


def test_who_has_it_open_since_when(club: Club) -> None:
    with pytest.raises(Trouble) as caught:
        open_file(club.folder, fast_ports())
    assert caught.value.reason == faults.IN_USE_BY
    assert "Đỗ Thị Lan since 15:00" in str(caught.value)  # 08:00 UTC


def test_without_a_note_the_real_lock_still_holds(club: Club) -> None:
    (club.folder / state.LOCK).unlink()
    assert reason(lambda: open_file(club.folder, fast_ports())) == faults.IN_USE


def test_the_note_of_a_crash_keeps_nobody_out(club_folder: Path) -> None:
    state.take_lock(club_folder, "bà Hoa", "2020-01-01T00:00:00+00:00")
    open_file(club_folder, fast_ports()).close()
    assert not (club_folder / state.LOCK).exists()


def test_two_programs_cannot_open_one_book(club: Club) -> None:
    code = (
        "import sys; from pathlib import Path; from app.club.faults import Trouble;"
        "from app.club.file import open_file; from app.club.ports import Ports\n"
        "try: open_file(Path(sys.argv[1]), Ports()).close()\n"
        "except Trouble as error: print(error.reason)\n"
        "else: print('opened')"
    )

    def other_program() -> str:
        command = [sys.executable, "-c", code, str(club.folder)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
        )
        assert done.stderr == ""
        return done.stdout.strip()

    assert other_program() == faults.IN_USE_BY
    note(club, "a")
    club.close()
    assert other_program() == "opened"


# --- 2. passphrases -------------------------------------------------------------------------------


def test_a_wrong_passphrase_changes_nothing_but_the_count(locked_folder: Path) -> None:
    before = book(locked_folder)
    for wrong in ("trâu lúa ao", "", "một hai ba bốn năm"):
        act = lambda wrong=wrong: open_file(locked_folder, fast_ports(), wrong)  # noqa: E731
        assert reason(act) == faults.WRONG_PASSPHRASE
    assert book(locked_folder) == before
    assert state.read_state(locked_folder).failed == 3
    open_file(locked_folder, fast_ports(), LAN).close()
    assert state.read_state(locked_folder).failed == 0


def test_without_a_passphrase_it_says_that_one_is_needed(locked_folder: Path) -> None:
    assert reason(lambda: open_file(locked_folder, fast_ports())) == faults.ASKS_PASSPHRASE
    assert state.read_state(locked_folder).failed == 0


def test_each_wrong_try_makes_the_next_wait_longer_but_never_for_ever(locked_folder: Path) -> None:
    waited: list[float] = []
    ports = replace(fast_ports(), sleep=waited.append)
    for _ in range(9):
        with pytest.raises(Trouble):
            open_file(locked_folder, ports, "wrong")
    assert waited == [1, 2, 4, 8, 16, 30, 30, 30]
    open_file(locked_folder, ports, LAN).close()
    assert waited[8:] == [30]
    open_file(locked_folder, ports, LAN).close()
    assert waited[9:] == []


def test_a_lost_count_is_no_hindrance(locked_folder: Path) -> None:
    (locked_folder / state.STATE).write_bytes(b"\0" * 40)
    open_file(locked_folder, fast_ports(), LAN).close()


# --- 3. and 4. whose file, how old ----------------------------------------------------------------


def test_no_book_here(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for name in ("photos", "nowhere"):
        folder = tmp_path / name
        act = lambda folder=folder: open_file(folder, fast_ports())  # noqa: E731
        assert reason(act) == faults.NO_BOOK
    assert list((tmp_path / "photos").iterdir()) == []


def test_a_file_is_not_a_book(club: Club, tmp_path: Path) -> None:
    made = backup.backup(club, tmp_path / "copy.clbk")
    assert reason(lambda: open_file(made.path, fast_ports())) == faults.COPY_NOT_BOOK
    (tmp_path / "letter.txt").write_text("")
    act = lambda: open_file(tmp_path / "letter.txt", fast_ports())  # noqa: E731
    assert reason(act) == faults.NOT_A_FOLDER


def test_the_commune_is_no_club(club_folder: Path) -> None:
    other = replace(CLUB, name="commune", filename="commune.db", application_id=0x4E435458)
    assert reason(lambda: open_file(club_folder, fast_ports(), kind=other)) == faults.WRONG_KIND
    (club_folder / CLUB.filename).rename(club_folder / "commune.db")
    assert reason(lambda: open_file(club_folder, fast_ports())) == faults.WRONG_KIND
    assert reason(lambda: open_file(club_folder, fast_ports(), kind=other)) == faults.WRONG_KIND


@pytest.mark.parametrize(
    ("application_id", "expected"),
    [(0, faults.FOREIGN), (0x4E435458, faults.WRONG_KIND), (123456, faults.FOREIGN)],
)
def test_a_file_of_another_program(
    club_folder: Path, raw: sqlcipher.Connection, application_id: int, expected: str
) -> None:
    raw.execute(f"pragma application_id = {application_id}")
    raw.close()
    assert reason(lambda: open_file(club_folder, fast_ports())) == expected


def test_a_plain_sqlite_file_is_foreign(club_folder: Path) -> None:
    path = club_folder / CLUB.filename
    path.write_bytes(connection.PLAIN_SQLITE + bytes(4000))
    assert reason(lambda: open_file(club_folder, fast_ports())) == faults.FOREIGN


@pytest.mark.parametrize(
    "sql",
    [
        "pragma user_version = 99",
        "insert into _sqlite_migrations(migration_set, name, applied_at) values ('club', 'm9', '')",
    ],
)
def test_a_newer_book_is_refused_and_names_the_version(
    club_folder: Path, raw: sqlcipher.Connection, sql: str
) -> None:
    raw.execute("update meta set value = '9.4' where id = 'app'")
    raw.execute(sql)
    raw.close()
    before = book(club_folder)
    with pytest.raises(Trouble, match=r"version 9\.4") as caught:
        open_file(club_folder, fast_ports())
    assert caught.value.reason == faults.NEWER
    assert book(club_folder) == before


def test_write_ahead_logging_is_refused(club_folder: Path, raw: sqlcipher.Connection) -> None:
    assert raw.execute("pragma journal_mode = wal").fetchone()[0] == "wal"
    raw.close()
    assert reason(lambda: open_file(club_folder, fast_ports())) == faults.WAL


def newer_kind(*extra: Callable[[Database], None]) -> object:
    migrations = Migrations("club")
    for known in CLUB.migrations.pending(Database(memory=True)):
        migrations(name=known.name)(lambda db: None)
    for step in extra:
        migrations()(step)
    return replace(CLUB, migrations=migrations)


def m998_colour(db: Database) -> None:
    db.execute("alter table setting add column colour text")


def m999_fails(db: Database) -> None:
    db.execute("alter table setting add column size text")
    raise RuntimeError("no")


def test_an_older_book_is_copied_and_brought_up_to_date(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports(), kind=newer_kind(m998_colour))  # type: ignore[arg-type]
    assert "colour" in club.db.table("setting").columns_dict
    known = len(CLUB.migrations.pending(Database(memory=True)))
    assert connection.user_version(club.db) == known + 1
    assert [copy.reason for copy in backup.kept(club_folder)] == [backup.BEFORE_MIGRATION]
    club.close()
    assert reason(lambda: open_file(club_folder, fast_ports())) == faults.NEWER


def test_a_migration_that_fails_leaves_the_book_as_it_was(club_folder: Path) -> None:
    kind = newer_kind(m998_colour, m999_fails)
    act = lambda: open_file(club_folder, fast_ports(), kind=kind)  # type: ignore[arg-type] # noqa: E731
    assert reason(act) == faults.NOT_MIGRATED
    club = open_file(club_folder, fast_ports())
    assert "colour" not in club.db.table("setting").columns_dict
    club.close()


# --- 5. damage ------------------------------------------------------------------------------------


def test_a_flipped_byte_in_any_page_is_found(club_folder: Path) -> None:
    path = club_folder / CLUB.filename
    whole = path.read_bytes()
    (club_folder / state.STATE).unlink()  # so that every page is due to be looked at
    for page in range(len(whole) // 4096):
        for offset in (0, 17, 2000, 4095):
            broken = bytearray(whole)
            broken[page * 4096 + offset] ^= 0x10
            path.write_bytes(broken)
            found = reason(lambda: open_file(club_folder, fast_ports()))
            assert found in {faults.DAMAGED, faults.KEYS_DIFFER}
            assert path.read_bytes() == bytes(broken)
    path.write_bytes(whole)
    open_file(club_folder, fast_ports()).close()


def test_a_cut_or_empty_file_is_found(club_folder: Path) -> None:
    path = club_folder / CLUB.filename
    whole = path.read_bytes()
    for length in (0, 1, 15, 100, 4095, 4096, 5000, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        found = reason(lambda: open_file(club_folder, fast_ports()))
        assert found in {faults.DAMAGED, faults.KEYS_DIFFER}, length
        assert path.stat().st_size == length


def test_every_page_is_looked_at_again_after_a_week(club_folder: Path) -> None:
    first = state.read_state(club_folder).deep_check
    assert first == NOW.isoformat()
    open_file(club_folder, fast_ports(NOW + timedelta(days=6))).close()
    assert state.read_state(club_folder).deep_check == first
    later = NOW + timedelta(days=7)
    open_file(club_folder, fast_ports(later)).close()
    assert state.read_state(club_folder).deep_check == later.isoformat()


def test_a_history_that_does_not_fit_is_told_until_it_does(
    club_folder: Path, raw: sqlcipher.Connection
) -> None:
    raw.execute("update club set name = 'Khác'")
    raw.close()
    (club_folder / state.STATE).unlink()
    for _ in range(2):
        club = open_file(club_folder, fast_ports())
        assert len(club.notices) == 1
        assert "outside this program" in club.notices[0]
        club.close(keep_copy=False)


def test_the_key_file_of_another_book(club_folder: Path, locked_folder: Path) -> None:
    for name in keys.FILES:
        shutil.copy(club_folder / name, locked_folder / name)
    assert reason(lambda: open_file(locked_folder, fast_ports())) == faults.KEYS_DIFFER


def test_refusals_and_unlocks_stand_in_a_log_without_names(locked_folder: Path) -> None:
    with pytest.raises(Trouble):
        open_file(locked_folder, fast_ports(), "wrong")
    club = open_file(locked_folder, fast_ports(), LAN)
    club.close()
    lines = [json.loads(line) for line in (locked_folder / state.DOORS).read_text().splitlines()]
    assert [line["what"] for line in lines] == ["opened", "refused WRONG_PASSPHRASE", "opened"]
    assert lines[2]["officer"] == club.actor.id
    assert "Lan" not in (locked_folder / state.DOORS).read_text()


# --- 6. the clock, and where the history stood ----------------------------------------------------


@pytest.mark.parametrize(
    "now", [datetime(year, 1, 20, tzinfo=UTC) for year in (1980, 2000, 2002, 2038, 2099)]
)
def test_a_wrong_clock_is_said_and_marked_and_costs_nothing(
    club_folder: Path, now: datetime
) -> None:
    club = open_file(club_folder, fast_ports(now))
    assert not club.clock_ok
    assert [str(now.year) in notice for notice in club.notices] == [True]
    note(club, "a")
    assert [row["clock_ok"] for row in club.db.query("select clock_ok from change")] == [1, 0]
    club.close()
    club = open_file(club_folder, fast_ports(NOW))
    assert club.clock_ok
    assert club.notices == []
    assert chain.verify(club) == []
    club.close()


def test_a_clock_a_little_back_or_a_year_on_is_believed(club_folder: Path) -> None:
    for days in (-0.9, 399):
        club = open_file(club_folder, fast_ports(NOW + timedelta(days=days)))
        assert club.clock_ok
        club.close()
    club = open_file(club_folder, fast_ports(NOW))
    assert not club.clock_ok
    club.close()


def test_an_old_file_put_back_by_hand_is_told_and_begins_a_new_line(club_folder: Path) -> None:
    path = club_folder / CLUB.filename
    old = path.read_bytes()
    club = open_file(club_folder, fast_ports())
    before = club.lineage
    note(club, "a")
    club.close()
    path.write_bytes(old)
    club = open_file(club_folder, fast_ports())
    assert len(club.notices) == 1
    assert "older" in club.notices[0]
    assert club.lineage != before
    row = club.db.table("lineage").get(club.lineage)
    assert (row["parent_id"], row["parent_seq"], row["reason"]) == (before, 1, "restore")
    assert club.next_undo() is None
    assert chain.verify(club) == []
    club.close()
    club = open_file(club_folder, fast_ports())
    assert club.notices == []  # said once
    club.close()


def test_another_history_of_the_same_book_is_told(club_folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(club_folder, tmp_path / "other"))
    for folder, word in ((club_folder, "here"), (other, "there")):
        club = open_file(folder, fast_ports())
        note(club, word)
        club.close()
    shutil.copy(other / CLUB.filename, club_folder / CLUB.filename)
    club = open_file(club_folder, fast_ports())
    assert len(club.notices) == 1
    assert "went apart" in club.notices[0]
    club.close()


def test_a_file_from_before_a_new_line_is_older(club_folder: Path) -> None:
    path = club_folder / CLUB.filename
    old = path.read_bytes()
    for _ in range(2):
        club = open_file(club_folder, fast_ports())
        note(club, club.new_id())
        club.close()
        path.write_bytes(old)
        club = open_file(club_folder, fast_ports())
        assert "older" in club.notices[0]
        club.close()


def test_a_newer_file_than_remembered_is_no_news(club_folder: Path) -> None:
    before = (club_folder / state.STATE).read_bytes()
    club = open_file(club_folder, fast_ports())
    note(club, "a")
    club.close()
    (club_folder / state.STATE).write_bytes(before)  # a crash before it was written
    club = open_file(club_folder, fast_ports())
    assert club.notices == []
    club.close()
    (club_folder / state.STATE).unlink()
    club = open_file(club_folder, fast_ports())
    assert club.notices == []
    club.close()
