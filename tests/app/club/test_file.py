"""Making a book, writing into it, and reading it meanwhile."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app import VERSION
from app.base.errors import Invalid, Refused, UserError
from app.club import chain, connection, faults, state
from app.club.faults import Trouble
from app.club.file import Club, create, open_file
from app.club.kinds import CLUB
from app.club.ports import Ports
from app.club.roles import TREASURER, Actor
from tests.app.club.books import LAN, book, note, reason
from tests.makers import NOW, fast_ports, make_club

# --- making ---------------------------------------------------------------------------------------


def test_a_new_book_is_encrypted_and_opens_with_its_passphrase_however_typed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "new" / "book"
    make_club(folder, passphrase=LAN, officer="Đỗ Thị Lan").close()
    for path in folder.rglob("*"):
        if path.is_file():
            assert "Hòa Bình".encode() not in path.read_bytes()
    assert not (folder / CLUB.filename).read_bytes().startswith(connection.PLAIN_SQLITE)
    for typed in (LAN, "TRAU LUA AO SEN", "  trau lúa  ao sen "):
        club = open_file(folder, fast_ports(), typed)
        assert club.actor.name == "Đỗ Thị Lan"
        assert chain.verify(club) == []
        club.close()


def test_a_book_knows_the_version_that_made_it(club: Club) -> None:
    assert club.db.table("meta").get("app")["value"] == VERSION


def test_a_book_is_never_made_over_another(club_folder: Path) -> None:
    before = book(club_folder)
    assert reason(lambda: make_club(club_folder)) == faults.BOOK_THERE
    assert book(club_folder) == before


def test_a_book_whose_making_failed_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "book"

    def fail(_club: Club) -> None:
        raise UserError("no")

    with pytest.raises(UserError, match="no"):
        create(folder, CLUB, "CLB", "Lan", None, fast_ports(), fail)
    assert not (folder / CLUB.filename).exists()
    assert list(folder.iterdir()) == []
    make_club(folder).close()


def test_a_weak_passphrase_or_no_name_makes_no_book(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        make_club(tmp_path / "a", passphrase="lan")
    assert set(caught.value.problems) == {"passphrase"}
    with pytest.raises(Invalid) as caught:
        make_club(tmp_path / "a", officer=" ")
    assert set(caught.value.problems) == {"officer"}
    assert not (tmp_path / "a").exists()


# --- writing --------------------------------------------------------------------------------------


def test_nothing_is_written_on_a_nearly_full_disk(club_folder: Path) -> None:
    club = open_file(club_folder, replace(fast_ports(), free_floor=1 << 62))
    with pytest.raises(Trouble) as caught:
        note(club, "a")
    assert caught.value.reason == faults.LOW_SPACE
    assert club.db.table("setting").count == 0
    club.close(keep_copy=False)


class Failing:
    """A connection whose `begin immediate` fails as SQLite would."""

    def __init__(self, conn: sqlcipher.Connection, name: str) -> None:
        self._conn, self._name = conn, name

    def __getattr__(self, name: str) -> object:
        return getattr(self._conn, name)

    def execute(self, sql: str, *args: object) -> object:
        if sql.startswith("begin"):
            error = sqlcipher.OperationalError(self._name)
            error.sqlite_errorname = self._name
            raise error
        return self._conn.execute(sql, *args)


@pytest.mark.parametrize(
    ("name", "expected", "stops"),
    [
        ("SQLITE_FULL", faults.DISK_FULL, False),
        ("SQLITE_READONLY", faults.READ_ONLY, False),
        ("SQLITE_READONLY_DBMOVED", faults.READ_ONLY, False),
        ("SQLITE_CANTOPEN", faults.READ_ONLY, False),
        ("SQLITE_BUSY", faults.BUSY, False),
        ("SQLITE_CORRUPT", faults.DAMAGED, True),
        ("SQLITE_IOERR_FSYNC", faults.DISK_ERROR, True),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(
    club: Club, name: str, expected: str, stops: bool
) -> None:
    real = club.db.conn
    club.db.conn = Failing(real, name)  # type: ignore[assignment]
    assert reason(lambda: note(club, "a")) == expected
    club.db.conn = real
    if stops:
        assert reason(lambda: note(club, "a")) == faults.STOPPED
    else:
        note(club, "a")
        assert club.db.table("setting").count == 1


def test_other_errors_stay_ours(club: Club) -> None:
    with pytest.raises(sqlcipher.IntegrityError), club.change("Note something"):
        club.db.table("setting").insert({"id": "a", "value": None})
    assert faults.translate_error(ValueError()) is None
    assert faults.translate_error(sqlcipher.IntegrityError("x")) is None


def test_an_error_of_sqlite_that_has_words_only_is_known_too() -> None:
    for words, code in (
        ("database or disk is full", faults.DISK_FULL),
        ("disk I/O error", faults.DISK_ERROR),
        ("An error occurred with PRAGMA key or rekey. PRAGMA key requires…", faults.DISK_ERROR),
    ):
        trouble = faults.translate_error(sqlcipher.OperationalError(words))
        assert trouble is not None
        assert trouble.reason == code


def test_every_sentence_is_whole() -> None:
    values = dict.fromkeys(("name", "who", "since", "version", "free", "floor", "why"), "x")
    for code, sentence in faults.SENTENCES.items():
        trouble = Trouble(code, **values)
        assert "{" not in str(trouble)
        assert len(sentence.split()) <= 45, code
        assert "hanged" in sentence or code in {faults.KEYS_LATER, faults.NOT_MIGRATED}, code


def test_the_role_decides(club: Club) -> None:
    club.actor = Actor("x", "Hạnh", frozenset({TREASURER, "a role of tomorrow"}))
    with pytest.raises(Refused, match="Hạnh"):
        note(club, "a")
    club.require("members.read")


# --- reading meanwhile ----------------------------------------------------------------------------


def test_a_snapshot_is_one_moment_and_cannot_be_written(club: Club) -> None:
    note(club, "a")
    picture = club.snapshot()
    note(club, "b")
    assert picture.db.table("setting").count == 1
    assert picture.actor == club.actor
    with pytest.raises(Trouble):
        picture.log_access("print")
    picture.close()
    picture.close()
    assert club.db.table("setting").count == 2
    assert (club.folder / state.LOCK).exists()


def test_an_access_is_noted_and_is_no_undo_step(club: Club) -> None:
    club.log_access("health book", "p1", "16 pages")
    row = next(club.db.query("select * from access"))
    assert (row["what"], row["person_id"], row["actor"]) == ("health book", "p1", club.actor.id)
    assert club.next_undo() is None


def test_the_state_is_remembered_every_few_minutes(club_folder: Path) -> None:
    clock = [NOW]
    ports = replace(fast_ports(), clock=lambda: clock[0])
    club = open_file(club_folder, ports)
    note(club, "a")
    assert state.read_state(club_folder).seq == 1
    clock[0] += timedelta(minutes=6)
    note(club, "b")
    assert state.read_state(club_folder).seq == 3
    club.close(keep_copy=False)


def test_ports_of_the_real_world() -> None:
    ports = Ports()
    assert ports.clock().tzinfo is not None
    assert len(ports.rng(8)) == 8
    assert (ports.kdf.memory_kib, ports.kdf.passes) == (65_536, 3)
    assert isinstance(ports.drives(), list)
