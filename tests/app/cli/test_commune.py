"""`so-clb export`, `key`, `pair` and `commune …`: the whole way of a bundle without a screen."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli.main import main
from app.club.file import open_file
from tests.exchange import add_member, measure
from tests.makers import fast_ports, make_club


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--language", "en", *map(str, arguments)])


def done(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def said(*arguments: object) -> Any:
    return json.loads(done(*arguments, "--json"))


@pytest.fixture
def club(club_folder: Path) -> Path:
    """The folder of a club with two members and a reading."""
    book = open_file(club_folder, fast_ports())
    lan = add_member(book, "Nguyễn Thị Lan", named=True, household="poor")
    add_member(book, "Trần Văn Bình", sex="M", birth="1980")
    measure(book, lan, "2026-10-05", 150, 90)
    book.close(keep_copy=False)
    return club_folder


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    """The folder of a commune's book."""
    folder = tmp_path / "X"
    done("commune", "new", folder, "--name", "Hội NCT xã Hòa Bình", "--no-passphrase")
    return folder


def test_the_whole_way(club: Path, commune: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    assert "CLB thôn Đông" in done("commune", "pair", commune, club, "--yes")
    printed = done("export", club, stick)
    assert "1 member with name" in printed
    assert all(str(path) in printed for path in stick.iterdir())
    (row,) = said("commune", "receive", commune, stick)
    assert row == {
        "file": sorted(path.name for path in stick.iterdir())[0],
        "club": "CLB thôn Đông",
        "seq": 1,
        "result": "accepted",
        "reason": None,
        "message": "Number 1 of CLB thôn Đông was received and counts from now on.",
        "changes": {
            "members_added": 2,
            "members_gone": 0,
            "members_changed": 0,
            "readings": 1,
            "figures": 15,
        },
    }
    (again,) = said("commune", "receive", commune, stick)
    assert (again["result"], again["reason"]) == ("already", "ALREADY")
    (seen,) = said("commune", "overview", commune)
    assert seen == {
        "club": "CLB thôn Đông",
        "last_seq": 1,
        "as_of": seen["as_of"],
        "members": 2,
        "readings": 1,
        "composition": {
            "members": 2,
            "women": 1,
            "age_55": 1,
            "age_60": 1,
            "poor": 1,
            "near_poor": 0,
            "difficult": 0,
        },
    }
    assert "Members 2" in done("commune", "overview", commune)


def test_a_stick_that_spoiled_an_earlier_file(club: Path, commune: Path, tmp_path: Path) -> None:
    done("commune", "pair", commune, club, "--yes")
    assert "nothing received yet" in done("commune", "overview", commune)
    first = Path(said("export", club, tmp_path / "stick")["files"][0])
    first.write_bytes(b"spoiled")
    result = run("export", club, tmp_path / "stick")
    assert result.exit_code == 0
    assert first.name in result.stderr


def test_a_place_that_takes_no_files(club: Path, commune: Path, tmp_path: Path) -> None:
    done("commune", "pair", commune, club, "--yes")
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "file", tmp_path / "file" / "stick"):
        result = run("export", club, place)
        assert result.exit_code == 1
        assert "The club's book is as it was" in result.stderr


def test_export_as_json(club: Path, commune: Path, tmp_path: Path) -> None:
    done("commune", "pair", commune, club, "--yes")
    sent = said("export", club, tmp_path / "stick")
    assert (sent["seq"], sent["named"], sent["unnamed"]) == (1, 1, 1)
    assert all(Path(file).is_file() for file in sent["files"])


def test_two_machines_pair_by_file_and_digits(club: Path, commune: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "club.nctk", tmp_path / "keys" / "commune.nctk"
    club_paper = done("key", club, ours).split()[-6:]
    commune_paper = done("commune", "key", commune, theirs).split()[-6:]
    wrong = run("pair", club, theirs, "--groups", "12345 67890")
    assert wrong.exit_code == 1
    assert "not paired" in wrong.stderr
    done("pair", club, theirs, "--groups", " ".join(commune_paper[-2:]))
    done("export", club, tmp_path / "stick")
    early = run("commune", "receive", commune, tmp_path / "stick", "--json")
    assert early.exit_code == 1
    assert json.loads(early.stdout)[0]["result"] == "quarantined"
    assert run("commune", "pair", commune, ours).exit_code == 1
    paired = done("commune", "pair", commune, ours, "--groups", "-".join(club_paper[-2:]))
    assert "Number 1 of CLB thôn Đông was received" in paired, "what waited is taken in"
    (row,) = said("commune", "receive", commune, tmp_path / "stick")
    assert row["result"] == "already"


def test_a_key_of_the_wrong_kind(club: Path, tmp_path: Path) -> None:
    file = tmp_path / "club.nctk"
    done("key", club, file)
    assert "key file" in run("pair", club, file, "--groups", "1").stderr
    assert "not found" in run("pair", club, tmp_path / "no.nctk", "--groups", "1").stderr


def test_pairing_on_one_machine_wants_a_yes(club: Path, commune: Path) -> None:
    result = run("commune", "pair", commune, club)
    assert result.exit_code == 1
    assert "--yes" in result.stderr
    assert said("commune", "overview", commune) == []


def test_export_without_a_commune(club: Path, tmp_path: Path) -> None:
    result = run("export", club, tmp_path / "stick", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "not paired" in result.stderr
    assert not (tmp_path / "stick").exists()


def test_a_torn_file_is_told_and_changes_nothing(club: Path, commune: Path, tmp_path: Path) -> None:
    done("commune", "pair", commune, club, "--yes")
    (file,) = said("export", club, tmp_path / "stick")["files"][:1]
    before = done("commune", "overview", commune, "--json")
    torn = tmp_path / "torn.nctb"
    torn.write_bytes(Path(file).read_bytes()[:1_000])
    whole = (commune / "commune.db").read_bytes()
    result = run("commune", "receive", commune, torn, "--json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)
    assert (row["result"], row["reason"], row["club"], row["seq"]) == (
        "refused",
        "TORN",
        None,
        None,
    )
    assert (commune / "commune.db").read_bytes() == whole
    assert done("commune", "overview", commune, "--json") == before
    spoken = run("commune", "receive", commune, torn)
    assert (spoken.exit_code, spoken.stdout) == (1, "")
    assert "pulled out too early" in spoken.stderr


def test_rows_come_by_club_and_number(club: Path, commune: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_club(other, name="CLB An Bình").close(keep_copy=False)
    stick = tmp_path / "stick"
    for folder in (club, other):
        done("commune", "pair", commune, folder, "--yes")
        for _ in range(2):
            done("export", folder, stick)
    (stick / "zz.nctb").write_bytes(b"")
    result = run("commune", "receive", commune, stick, "--json")
    assert result.exit_code == 1
    assert [(row["club"], row["seq"], row["result"]) for row in json.loads(result.stdout)] == [
        ("CLB An Bình", 1, "accepted"),
        ("CLB An Bình", 2, "accepted"),
        ("CLB thôn Đông", 1, "accepted"),
        ("CLB thôn Đông", 2, "accepted"),
        (None, None, "refused"),
    ]


def test_nothing_to_receive(commune: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        result = run("commune", "receive", commune, path, "--json")
        assert result.exit_code == 1
        assert "Nothing was changed" in result.stderr
        assert json.loads(result.stdout) == []
        plainly = run("commune", "receive", commune, path)
        assert (plainly.exit_code, plainly.stdout) == (1, "")


def test_key_papers_show_the_digits_of_the_key(club: Path, commune: Path, tmp_path: Path) -> None:
    for command, folder in ((("key",), club), (("commune", "key"), commune)):
        paper = tmp_path / "papers" / f"{folder.name}.pdf"
        printed = done(*command, folder, tmp_path / "a.nctk", "--paper", paper)
        groups = printed.split(": ")[1].split()
        text = PdfReader(paper).pages[0].extract_text()
        assert len(groups) == 6
        assert all(group in text for group in groups)


def test_a_commune_with_a_passphrase(tmp_path: Path) -> None:
    folder, secret = tmp_path / "X", tmp_path / "word"
    assert "--no-passphrase" in run("commune", "new", folder, "--name", "Hội").stderr
    assert not folder.exists()
    secret.write_text("bốn từ rất dài\n", encoding="utf-8")
    with_word = ("--passphrase-file", secret)
    done(*with_word, "commune", "new", folder, "--name", "Hội NCT")
    assert run("commune", "overview", folder).exit_code == 1
    assert done(*with_word, "commune", "overview", folder) == ""


def test_books_of_the_wrong_kind(club: Path, commune: Path, tmp_path: Path) -> None:
    for command in (
        ("export", commune, tmp_path / "stick"),
        ("commune", "overview", club),
        ("commune", "pair", commune, commune, "--yes"),
        ("commune", "new", club, "--name", "Hội"),
        ("commune", "new", tmp_path / "new", "--name", " ", "--no-passphrase"),
    ):
        result = run(*command)
        assert result.exit_code == 1, command
        assert result.stderr.strip(), command
        assert "Traceback" not in result.output
