"""Making, checking, copying and taking back on the command line; one sentence when it cannot be."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli import main as command_line
from app.cli.main import main
from app.club import backup, keys
from app.club.file import open_file
from app.club.kinds import CLUB
from app.club.ports import Ports
from tests.makers import NOW, fast_ports, make_club

LAN = "trâu lúa ao sen"
WHERE = ("--name", "CLB thôn Đông", "--commune", "xã Hòa Bình", "--province", "Bắc Ninh")


def run(
    *arguments: object,
    ports: Ports | None = None,
    passphrase: str | None = None,
    typed: str | None = None,
) -> Result:
    env: Mapping[str, str | None] = {"SO_CLB_PASSPHRASE": passphrase, "SO_CLB_LANGUAGE": "en"}
    return CliRunner().invoke(
        main, [*map(str, arguments)], obj=ports or fast_ports(), env=env, input=typed
    )


def value(result: Result) -> dict[str, object]:
    """The one JSON document on stdout."""
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def refused(result: Result) -> str:
    """The one sentence on stderr of a command that changed nothing."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A closed book that opens with LAN."""
    make_club(tmp_path / "locked", passphrase=LAN).close()
    return tmp_path / "locked"


# --- new ------------------------------------------------------------------------------------------


def test_a_book_without_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "E"
    result = run("new", folder, *WHERE, "--no-passphrase")
    assert result.exit_code == 0
    assert "CLB thôn Đông" in result.stdout
    club = open_file(folder, fast_ports())
    assert next(club.db.query("select name, commune, province from club")) == {
        "name": "CLB thôn Đông",
        "commune": "xã Hòa Bình",
        "province": "Bắc Ninh",
    }
    club.close()
    assert not (folder / CLUB.filename).read_bytes().startswith(b"SQLite")


def test_a_book_with_passphrase_and_recovery_sheet(tmp_path: Path) -> None:
    folder, sheet = tmp_path / "E", tmp_path / "papers" / "sheet.pdf"
    arguments = (
        "new",
        folder,
        *WHERE,
        "--officer",
        "Đỗ Thị Lan",
        "--recovery-out",
        sheet,
        "--json",
    )
    made = value(run(*arguments, passphrase=LAN))
    assert made == {
        "folder": str(folder),
        "club": "CLB thôn Đông",
        "officer": "Đỗ Thị Lan",
        "passphrase": True,
        "recovery": str(sheet),
    }
    groups = [
        line
        for line in PdfReader(BytesIO(sheet.read_bytes())).pages[0].extract_text().split()
        if len(line) == 5 and line.isupper() | line.isdigit() and line.isalnum()
    ]
    club = open_file(folder, fast_ports(), code="".join(groups[:6]))
    assert club.actor.may("officers.write")
    club.close()
    assert sheet.stat().st_mode & 0o077 == 0


def test_a_passphrase_from_a_file(tmp_path: Path) -> None:
    word = tmp_path / "word.txt"
    word.write_text(LAN + "\n", encoding="utf-8")
    result = run("--passphrase-file", word, "new", tmp_path / "E", *WHERE)
    assert result.exit_code == 0
    assert "--recovery-out" in result.stderr
    open_file(tmp_path / "E", fast_ports(), LAN).close()
    missing = run("--passphrase-file", tmp_path / "no.txt", "check", tmp_path / "E")
    assert "cannot be read" in refused(missing)


def test_nothing_is_asked_when_nobody_sits_there(tmp_path: Path) -> None:
    assert "--no-passphrase" in refused(run("new", tmp_path / "E", *WHERE, typed=f"{LAN}\n{LAN}\n"))
    assert not (tmp_path / "E").exists()


def test_at_a_terminal_it_is_asked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.safety.at_terminal", lambda: True)
    monkeypatch.setattr(command_line, "at_terminal", lambda: True)
    folder = tmp_path / "E"
    result = run("new", folder, *WHERE, "--json", typed=f"{LAN}\n{LAN}\n")
    assert value(result)["passphrase"] is True
    assert "four words" in result.stderr
    assert value(run("check", folder, "--json", typed=f"{LAN}\n"))["ok"] is True


@pytest.mark.parametrize(
    ("arguments", "word", "said"),
    [
        (WHERE, "lan", "passphrase needs"),
        (("--name", " ", *WHERE[2:]), LAN, "needed"),
        ((*WHERE, "--officer", " "), LAN, "officer needs a name"),
    ],
)
def test_what_makes_no_book(
    tmp_path: Path, arguments: tuple[str, ...], word: str, said: str
) -> None:
    assert said in refused(run("new", tmp_path / "E", *arguments, passphrase=word))
    assert not (tmp_path / "E").exists()


def test_never_over_another_book_nor_over_a_file(club_folder: Path, tmp_path: Path) -> None:
    before = (club_folder / CLUB.filename).read_bytes()
    assert "already" in refused(run("new", club_folder, *WHERE, "--no-passphrase"))
    assert (club_folder / CLUB.filename).read_bytes() == before
    (tmp_path / "letter").write_text("dear")
    refused(run("new", tmp_path / "letter", *WHERE, "--no-passphrase"))
    result = run(
        "new", tmp_path / "E", *WHERE, "--no-passphrase", "--recovery-out", tmp_path / "letter"
    )
    assert "already" in refused(result)
    assert (tmp_path / "letter").read_text() == "dear"
    assert not (tmp_path / "E").exists()


def test_wrong_usage_is_told_apart(tmp_path: Path) -> None:
    assert run("new", tmp_path / "E").exit_code == 2
    assert run("check").exit_code == 2


# --- check ----------------------------------------------------------------------------------------


def test_check_says_what_it_looked_at(club_folder: Path) -> None:
    result = run("check", club_folder)
    assert result.exit_code == 0
    found = value(run("check", club_folder, "--json"))
    assert found["ok"] is True
    looked = found["checked"]
    assert isinstance(looked, list)
    codes = [one["code"] for one in looked]
    assert codes[:6] == ["pages", "schema", "history", "line", "erasures", "keys"]
    assert {"vouchers_balance", "trial_balance", "voucher_numbers", "cash"} <= set(codes)
    assert result.stdout.count("✓") == len(codes)


def tamper(folder: Path, sql: str) -> None:
    """Change the file past the program, as somebody with the key and a tool would."""
    club = open_file(folder, fast_ports())
    club.db.conn.set_authorizer(None)
    for kind, name in club.db.execute("select type, name from temp.sqlite_schema").fetchall():
        if kind == "trigger":
            club.db.execute(f"drop trigger temp.{name}")
    club.db.execute(sql)
    club.close(keep_copy=False)


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("update club set name = 'Khác'", "history"),
        ("drop trigger change_kept", "history"),
        ("create table extra(id text)", "schema"),
        ("update officer set slot_key = 'ab' where 0", None),
    ],
)
def test_check_finds_what_was_changed_past_the_program(
    club_folder: Path, sql: str, code: str | None
) -> None:
    tamper(club_folder, sql)
    result = run("check", club_folder, "--json")
    found = json.loads(result.stdout)
    assert [one["code"] for one in found["checked"] if not one["good"]] == ([code] if code else [])
    assert result.exit_code == (1 if code else 0)
    assert ("✗" in run("check", club_folder).stdout) == bool(code)


def test_check_of_a_spoilt_second_key_file_mends_it(club_folder: Path) -> None:
    (club_folder / keys.FILES[1]).write_text("x")
    assert value(run("check", club_folder, "--json"))["ok"] is True
    assert keys.load((club_folder / keys.FILES[1]).read_bytes())


def test_what_is_no_book_is_told_in_one_sentence(tmp_path: Path, club_folder: Path) -> None:
    assert "no book" in refused(run("check", tmp_path / "nowhere"))
    (club_folder / CLUB.filename).write_bytes(b"PK\3\4" + bytes(9000))
    assert "damaged" in refused(run("check", club_folder))
    assert "damaged" in refused(run("check", club_folder, "--json"))


def test_a_wrong_passphrase_in_one_sentence(locked: Path) -> None:
    waited: list[float] = []
    ports = replace(fast_ports(), sleep=waited.append)
    assert "does not fit" in refused(run("check", locked, passphrase="no", ports=ports))
    assert "does not fit" in refused(run("check", locked, passphrase="no", ports=ports))
    assert waited == [1]
    assert "Type the passphrase" in refused(run("check", locked, typed=LAN))
    assert run("check", locked, passphrase=LAN).exit_code == 0


def test_a_wrong_clock_is_said_on_stderr(club_folder: Path) -> None:
    result = run("check", club_folder, "--json", ports=fast_ports(NOW + timedelta(days=3000)))
    assert "clock" in result.stderr
    assert "2035" in result.stderr or "2034" in result.stderr
    found = value(result)
    assert found["ok"] is True
    assert len(found["notices"]) == 1  # type: ignore[arg-type]


def test_in_vietnamese(locked: Path) -> None:
    result = CliRunner().invoke(
        main, ["--language", "vi", "check", str(locked)], obj=fast_ports(), env={}
    )
    assert result.exit_code == 1
    assert result.stderr


# --- backup and restore ---------------------------------------------------------------------------


def test_there_and_back(locked: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "copy.clbk"
    made = value(run("backup", locked, copy, "--json", passphrase=LAN))
    assert made["file"] == str(copy)
    assert made["size"] == copy.stat().st_size
    assert made["problems"] == []
    back = value(run("restore", copy, tmp_path / "back", "--json", passphrase=LAN))
    assert (back["club"], back["missing"], back["kept"]) == ("CLB thôn Đông", [], None)
    assert run("check", tmp_path / "back", passphrase=LAN).exit_code == 0


def test_there_and_back_in_words(club_folder: Path, tmp_path: Path) -> None:
    result = run("backup", club_folder, tmp_path)
    assert result.exit_code == 0
    (copy,) = tmp_path.glob("*.clbk")
    assert str(copy) in result.stdout
    club = open_file(club_folder, fast_ports())
    with club.change("Note {name}", name="bà Lan"):
        club.db.table("setting").insert({"id": "a", "value": "1"})
    club.close()
    result = run("restore", copy, club_folder)
    assert result.exit_code == 0
    assert "Note bà Lan" in result.stdout
    assert "before-restore" in result.stdout
    assert [kept.reason for kept in backup.kept(club_folder)][-1] == backup.BEFORE_RESTORE


def test_a_copy_over_a_file_and_to_nowhere(club_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.clbk").write_text("x")
    assert "already" in refused(run("backup", club_folder, tmp_path / "copy.clbk"))
    assert refused(run("backup", club_folder, tmp_path / "copy.clbk" / "more.clbk"))


def test_the_recovery_code_from_a_file(tmp_path: Path) -> None:
    folder, sheet, code = tmp_path / "E", tmp_path / "sheet.pdf", tmp_path / "code.txt"
    run("new", folder, *WHERE, "--recovery-out", sheet, passphrase=LAN)
    text = PdfReader(BytesIO(sheet.read_bytes())).pages[0].extract_text()
    groups = [w for w in text.split() if len(w) == 5 and w.isupper() | w.isdigit() and w.isalnum()]
    run("backup", folder, tmp_path / "copy.clbk", passphrase=LAN)
    code.write_text(" ".join(groups[:6]))
    result = run("restore", tmp_path / "copy.clbk", tmp_path / "back", "--code-file", code)
    assert result.exit_code == 0
    code.write_text("ABCDE")
    result = run("restore", tmp_path / "copy.clbk", tmp_path / "more", "--code-file", code)
    assert "30 signs" in refused(result)
    result = run("restore", tmp_path / "copy.clbk", tmp_path / "more", "--code-file", sheet)
    assert "cannot be read" in refused(result)
    assert not (tmp_path / "more").exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", bytes(5000)])
def test_what_is_no_copy_is_told_in_one_sentence(
    club_folder: Path, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "copy.clbk"
    path.write_bytes(data)
    before = (club_folder / CLUB.filename).read_bytes()
    assert "Nothing was changed" in refused(run("restore", path, club_folder))
    assert "not found" in refused(run("restore", tmp_path / "no.clbk", club_folder))
    assert (club_folder / CLUB.filename).read_bytes() == before


# --- doctor ---------------------------------------------------------------------------------------


def test_doctor_tells_all_of_a_healthy_book(locked: Path) -> None:
    result = run("doctor", locked, passphrase=LAN)
    assert result.exit_code == 0
    for said in ("so-clb", "SQLite", "CLB thôn Đông", "passphrase", "000001-00001-close.clbk"):
        assert said in result.stdout
    assert result.stdout.count("✓") == 1 + len(
        value(run("check", locked, "--json", passphrase=LAN))["checked"]
    )


def test_doctor_tells_what_it_can_of_a_sick_one(locked: Path) -> None:
    copy = next((locked / backup.BACKUPS).iterdir())
    copy.write_bytes(copy.read_bytes()[:-3])
    (locked / CLUB.filename).write_bytes(bytes(9000))
    result = run("doctor", locked, passphrase=LAN)
    assert result.exit_code == 1
    assert "CLB thôn Đông" in result.stdout
    assert "cut short" in result.stdout
    assert "damaged" in result.stderr
    nothing = run("doctor", locked / "nowhere")
    assert nothing.exit_code == 1
    assert "no book" in nothing.stderr


def test_as_a_program_of_its_own(club_folder: Path) -> None:
    command = [sys.executable, "-c", "from app.cli.main import main; main()"]
    done = subprocess.run(
        [*command, "check", str(club_folder), "--json"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],
    )
    assert json.loads(done.stdout)["ok"] is True
    assert done.stderr == ""
