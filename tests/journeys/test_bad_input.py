"""Bad input at every door: exit code not 0, one sentence on what happened, nothing changed."""

import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.commands import Done, Shell
from tests.journeys.conftest import Copied

FAULTS = Path(__file__).with_name("faults")
PASSPHRASE = "ao cá vườn rau chuồng gà"


def contents(folder: Path) -> dict[str, str]:
    """The books, keys and copies in a folder, by their hash: what a refusal must leave alone."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(path for path in folder.rglob("*") if path.is_file())
        if path.suffix in (".db", ".clbk", ".pdf", ".nctb") or path.name.startswith("keys.json")
    }


def refused(shell: Shell, *args: object, **environment: str) -> str:
    """Run a command that must be refused and leave every book as it was; its sentence."""
    before = contents(shell.folder)
    done = shell.run(*args, **environment)
    assert contents(shell.folder) == before
    return done.sentence


NEW = ("new", "E", "--name", "CLB thôn Đông", "--commune", "xã Hòa Bình", "--province", "Bắc Ninh")


def new_club(shell: Shell) -> Path:
    """An empty club E that opens without a passphrase."""
    shell.ok(*NEW, "--no-passphrase")
    return shell.folder / "E"


# --- what is no book ----------------------------------------------------------------------------

COMMANDS = ["book E out.pdf", "check E", "backup E copy.clbk"]


def _no_folder(folder: Path) -> None:
    pass


def _empty_folder(folder: Path) -> None:
    folder.mkdir()


def _only_a_file(folder: Path) -> None:
    folder.write_text("a letter")


def _other_database(folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / "club.db")
    other.execute("create table letter(text)")
    other.commit()
    other.close()


def _noise(folder: Path) -> None:
    folder.mkdir()
    (folder / "club.db").write_bytes(bytes(range(256)) * 64)


def _nothing_in_it(folder: Path) -> None:
    folder.mkdir()
    (folder / "club.db").touch()


@pytest.mark.parametrize(
    "prepare",
    [_no_folder, _empty_folder, _only_a_file, _other_database, _noise, _nothing_in_it],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_no_book_is_not_opened(
    shell: Shell, prepare: Callable[[Path], None], language: str
) -> None:
    prepare(shell.folder / "E")
    commands = COMMANDS if language == "en" else COMMANDS[:1]
    said = {refused(shell, *command.split(), SO_CLB_LANGUAGE=language) for command in commands}
    (sentence,) = said
    assert ("Chưa có gì thay đổi" in sentence) == (language == "vi")
    assert ("Nothing was changed." in sentence) == (language == "en")
    assert not (shell.folder / "out.pdf").exists()


def test_damaged_book_is_not_opened(shell: Shell, copied: Copied) -> None:
    book = copied("D") / "club.db"
    raw = bytearray(book.read_bytes())
    for place in range(4096, len(raw), 4096):
        raw[place + 100] ^= 0xFF
    book.write_bytes(raw)
    assert "damaged" in refused(shell, "members", "D")


def test_book_cut_short_is_not_opened(shell: Shell, copied: Copied) -> None:
    book = copied("D") / "club.db"
    whole = book.read_bytes()
    for length in (len(whole) // 2, 4096, 100):
        book.write_bytes(whole[:length])
        assert "damaged" in refused(shell, "check", "D")


@pytest.mark.parametrize("without", ["keys.json*", "club.db"])
def test_half_a_book_is_not_opened(shell: Shell, copied: Copied, without: str) -> None:
    folder = copied("D")
    for path in folder.glob(without):
        path.unlink()
    assert refused(shell, "members", "D")


def test_keys_of_another_book_do_not_open(shell: Shell, copied: Copied) -> None:
    copied("D")
    new_club(shell)
    for name in ("keys.json", "keys.json.2"):
        shutil.copy(shell.folder / "E" / name, shell.folder / "D" / name)
    assert "belong together" in refused(shell, "members", "D")


def test_commune_is_no_club_and_a_club_no_commune(shell: Shell, copied: Copied) -> None:
    copied("D"), copied("X")
    for command in (["members", "X"], ["book", "X", "out.pdf"], ["export", "X", "stick"]):
        assert "another kind of book" in refused(shell, *command)
    for command in (["commune", "overview", "D"], ["commune", "receive", "D", "."]):
        assert "another kind of book" in refused(shell, *command)


def test_new_book_is_not_put_over_another(shell: Shell, copied: Copied) -> None:
    copied("D"), copied("X")
    new = ["--name", "N", "--no-passphrase"]
    assert "already" in refused(shell, "new", "D", *NEW[2:], "--no-passphrase")
    assert "already" in refused(shell, "commune", "new", "X", *new)
    assert "already" in refused(shell, "demo", "D")


# --- passphrases --------------------------------------------------------------------------------


def test_passphrase_opens_and_nothing_else_does(shell: Shell) -> None:
    made = shell.run(*NEW, "--recovery-out", "sheet.pdf", SO_CLB_PASSPHRASE=PASSPHRASE)
    assert (made.code, made.err) == (0, "")
    assert shell.ok("members", "E", "--json", SO_CLB_PASSPHRASE=PASSPHRASE).json == []
    (shell.folder / "word.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    shell.ok("--passphrase-file", "word.txt", "members", "E")
    assert "officer's passphrase" in refused(shell, "members", "E")
    wrong = refused(shell, "members", "E", SO_CLB_PASSPHRASE="ao cá vườn rau chuồng lợn")
    assert "does not fit" in wrong


def test_weak_passphrase_makes_no_book(shell: Shell) -> None:
    assert refused(shell, *NEW, SO_CLB_PASSPHRASE="lan")
    assert refused(shell, *NEW)
    assert list(shell.folder.iterdir()) == []


def test_bad_place_for_the_recovery_sheet_makes_no_book(shell: Shell) -> None:
    (shell.folder / "letter").write_text("a letter")
    for path in ("letter", "letter/sheet.pdf"):
        assert refused(shell, *NEW, "--no-passphrase", "--recovery-out", path)
    assert [path.name for path in shell.folder.iterdir()] == ["letter"]


def test_passphrase_file_that_cannot_be_read(shell: Shell, copied: Copied) -> None:
    copied("D")
    (shell.folder / "noise").write_bytes(bytes(range(256)))
    (shell.folder / "folder").mkdir()
    for path in ("nowhere", "noise", "folder"):
        assert "cannot be read" in refused(shell, "--passphrase-file", path, "members", "D")


# --- rosters ------------------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("Kính gửi các cụ,\nmời các cụ đi họp.\n", encoding="utf-8")


def _nothing(path: Path) -> None:
    path.touch()


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def _half_a_zip(path: Path) -> None:
    roster = Path(__file__).parents[1] / "app" / "members" / "samples" / "roster-1.xlsx"
    path.write_bytes(roster.read_bytes()[:4000])


def _folder(path: Path) -> None:
    path.mkdir()


def _no_file(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("prepare", "suffix"),
    [
        *((prepare, ".xlsx") for prepare in (_text, _nothing, _picture, _half_a_zip, _folder)),
        *((prepare, ".csv") for prepare in (_text, _nothing, _picture, _no_file)),
        *((prepare, ".pdf") for prepare in (_text, _folder)),
    ],
)
def test_what_is_no_roster_adds_nobody(
    empty_club: Shell, prepare: Callable[[Path], None], suffix: str
) -> None:
    path = empty_club.folder / f"roster{suffix}"
    prepare(path)
    assert "Nothing was changed." in refused(empty_club, "import-members", "E", path.name)


@pytest.fixture
def empty_club(shell: Shell, empty_club_master: Path) -> Shell:
    """A shell beside an empty club E."""
    shutil.copytree(empty_club_master, shell.folder / "E")
    return shell


@pytest.fixture(scope="module")
def empty_club_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = Shell(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    return new_club(shell)


# --- bundles ------------------------------------------------------------------------------------


def test_bundle_cut_short_is_refused_at_every_length(shell: Shell, copied: Copied) -> None:
    copied("X")
    whole = sorted((copied("stick")).glob("*.nctb"))[0].read_bytes()
    lengths = [0, 1, 7, 8, 20, 100, len(whole) // 2, len(whole) - 32, len(whole) - 1]
    cut = shell.folder / "cut"
    cut.mkdir()
    for length in lengths:
        (cut / f"NCT_HB01_0001_{length:08x}.nctb").write_bytes(whole[:length])
    before = contents(shell.folder)
    done = shell.run("commune", "receive", "X", "cut", "--json")
    assert contents(shell.folder) == before
    assert done.code == 1
    assert done.err == ""
    assert len(done.json) == len(lengths)
    for row in done.json:
        assert row["result"] == "refused"
        assert row["reason"] in ("TORN", "NOT_A_BUNDLE")
        assert "was not changed" in row["message"]
    told = shell.run("commune", "receive", "X", "cut")
    assert (told.code, told.out, len(told.err.splitlines())) == (1, "", len(lengths))
    (club,) = shell.ok("commune", "overview", "X", "--json").json
    assert club["last_seq"] is None


def test_bundle_with_a_wrong_letter_is_refused(shell: Shell, copied: Copied) -> None:
    copied("X")
    bundle = sorted((copied("stick")).glob("*.nctb"))[0]
    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.write_bytes(raw)
    before = contents(shell.folder / "X")
    done = shell.run("commune", "receive", "X", bundle)
    assert (done.code, contents(shell.folder / "X")) == (1, before)
    assert len(done.err.splitlines()) == 1


def test_where_no_bundle_is_nothing_is_received(shell: Shell, copied: Copied) -> None:
    copied("X")
    (shell.folder / "empty").mkdir()
    assert refused(shell, "commune", "receive", "X", "empty")
    assert refused(shell, "commune", "receive", "X", "nowhere")


def test_unpaired_club_is_set_aside_until_it_is_paired(shell: Shell, copied: Copied) -> None:
    copied("D"), copied("stick")
    shell.ok("commune", "new", "Y", "--name", "Hội NCT xã Khác", "--no-passphrase")
    other = shell.run("commune", "receive", "Y", "stick", "--json")
    assert other.code == 1
    assert {row["result"] for row in other.json} <= {"refused", "quarantined"}
    assert shell.ok("commune", "overview", "Y", "--json").json == []


def test_unpaired_club_sends_nothing(empty_club: Shell) -> None:
    assert "not paired" in refused(empty_club, "export", "E", "stick")
    assert not list(empty_club.folder.rglob("*.nctb"))


def test_pairing_asks_for_the_groups_and_a_key_file(empty_club: Shell, copied: Copied) -> None:
    copied("X")
    assert "--yes" in empty_club.run("commune", "pair", "X", "E").sentence
    (empty_club.folder / "letter").write_text("no key")
    for command in (["pair", "E", "letter"], ["commune", "pair", "X", "letter"]):
        assert refused(empty_club, *command, "--groups", "1 2")
    assert refused(empty_club, "pair", "E", "nowhere", "--groups", "1 2")


# --- copies -------------------------------------------------------------------------------------


def test_what_is_no_copy_is_not_taken_back(shell: Shell, copied: Copied) -> None:
    copied("D")
    shell.ok("backup", "D", "copy.clbk")
    whole = (shell.folder / "copy.clbk").read_bytes()
    bad = shell.folder / "bad.clbk"
    for raw in (b"", b"a letter", whole[:40], whole[: len(whole) // 2], whole[:-1]):
        bad.write_bytes(raw)
        assert refused(shell, "restore", "bad.clbk", "F")
        assert not list(shell.folder.glob("F/*.db"))
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    bad.write_bytes(flipped)
    assert refused(shell, "restore", "bad.clbk", "F")
    assert refused(shell, "restore", "nowhere.clbk", "F")
    assert refused(shell, "restore", "D", "F")


def test_copy_is_not_taken_back_over_another_book(shell: Shell, copied: Copied) -> None:
    copied("D")
    shell.ok("backup", "D", "copy.clbk")
    new_club(shell)
    assert refused(shell, "restore", "copy.clbk", "E")
    assert refused(shell, "backup", "D", "copy.clbk"), "a copy replaces no other file"


# --- where something should be written ----------------------------------------------------------


def test_unknown_code_prints_nothing(shell: Shell, copied: Copied) -> None:
    copied("D")
    assert "999" in refused(shell, "book", "D", "out.pdf", "--member", "999")


@pytest.mark.parametrize(
    "command", ["book D {}", "backup D {}", "key D {}", "export D {}", "commune key X {}"]
)
def test_output_path_that_cannot_be(shell: Shell, copied: Copied, command: str) -> None:
    copied("D"), copied("X")
    (shell.folder / "letter").write_text("a letter")
    (shell.folder / "folder.pdf").mkdir()
    (shell.folder / "folder.pdf" / "kept").touch()
    into_folders = command.startswith(("backup", "export"))
    for target in ("letter/out.pdf", "letter" if into_folders else "folder.pdf"):
        assert shell.run(*command.format(target).split()).sentence
    assert (shell.folder / "letter").read_text() == "a letter"
    assert not list(shell.folder.rglob("*.part"))


def struck(shell: Shell, fault: str, *args: object) -> Done:
    """Run a command while the files in `out` meet a fault of the system."""
    out = shell.folder / "out"
    out.mkdir(exist_ok=True)
    return shell.run(*args, PYTHONPATH=str(FAULTS), SO_CLB_FAULT=fault, SO_CLB_FAULT_IN=str(out))


WRITERS = ["book D out/one.pdf --member 1", "backup D out/copy.clbk", "export D out"]


@pytest.mark.parametrize("fault", ["full", "not ours"])
@pytest.mark.parametrize("command", WRITERS)
def test_full_or_locked_disk_leaves_nothing_half_written(
    shell: Shell, copied: Copied, command: str, fault: str
) -> None:
    copied("D")
    said = struck(shell, fault, *command.split()).sentence
    assert ("full" in said) == (fault == "full")
    assert [path.name for path in (shell.folder / "out").iterdir()] == []
    shell.ok("check", "D")


def test_pdf_that_is_open_in_another_program_is_kept(shell: Shell, copied: Copied) -> None:
    copied("D")
    shell.ok("book", "D", "out/one.pdf", "--member", 1)
    before = contents(shell.folder / "out")
    said = struck(shell, "open elsewhere", "book", "D", "out/one.pdf", "--member", 2).sentence
    assert "open in another program" in said
    assert contents(shell.folder / "out") == before
    assert [path.name for path in (shell.folder / "out").iterdir()] == ["one.pdf"]


def test_really_full_disk(shell: Shell, copied: Copied) -> None:
    """As above on a disk of 64 KiB, where the system lets us make one."""
    copied("D")
    out = shell.folder / "out"
    out.mkdir()
    script = f'mount -t tmpfs -o size=64k tmpfs {out} && exec "$@"'
    own_mounts = ["unshare", "-rm", "sh", "-c", script, "sh"]
    if subprocess.run([*own_mounts, "true"], check=False, capture_output=True).returncode:
        own_mounts = []
    for command in ("book D out/books.pdf", "backup D out/copy.clbk"):
        if own_mounts:
            done = shell.run(*command.split(), before=own_mounts)
        else:
            done = struck(shell, "full", *command.split())
        assert "full" in done.sentence
    shell.ok("check", "D")
