"""From a roster and a sheet of readings to printed books and the commune: the commands as typed."""

import json
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from app.base.names import fold, sort_key
from app.cli.main import COMMANDS
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied

SAMPLES = Path(__file__).parents[1] / "app" / "members" / "samples"
MEMBER_KEYS = [
    *("code", "name", "sex", "birth", "cccd", "bhyt", "phone", "hamlet", "ethnic", "household"),
    *("joined", "left"),
]
A5, A4_LANDSCAPE = (420, 595), (842, 595)


def new_club(shell: Shell, name: str = "E") -> Path:
    shell.ok(
        *("new", name, "--name", "CLB thôn Đông", "--commune", "xã Hòa Bình"),
        *("--province", "Bắc Ninh", "--no-passphrase"),
    )
    return shell.folder / name


def pages(path: Path) -> tuple[int, set[tuple[int, int]]]:
    """How many pages a PDF has, and of which sizes in whole points."""
    found = pypdf.PdfReader(path).pages
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in found}
    return len(found), sizes


# --- the practice club --------------------------------------------------------------------------


def test_practice_club_is_whole_full_and_encrypted(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    assert shell.ok("check", "D").out
    members = shell.ok("members", "D", "--on", "2026-11-15", "--json").json
    assert len(members) == 60
    assert any("Đ" in member["name"] for member in members)
    ages = {2026 - int(member["birth"][:4]) for member in members if member["birth"]}
    assert ages & {70, 75, 80, 85, 90}, "somebody has a birthday to be celebrated"
    # The key file names the officers, for the tiles of the sign-in; nobody else is readable.
    raw = b"".join(
        path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".clbk" and not path.name.startswith("keys.json")
    )
    for member in members:
        assert member["name"].encode() not in raw
        given = member["name"].split()[-1].encode()
        assert len(given) < 5 or given not in raw


def test_same_seed_and_date_give_the_same_people(shell: Shell) -> None:
    said = []
    for name in ("one", "two"):
        shell.ok(
            *("demo", name, "--members", 8, "--years", 1),
            *("--seed", 7, "--until", "2026-11-15"),
        )
        said.append(shell.ok("members", name, "--on", "2026-11-15", "--json").json)
    assert said[0] == said[1]


# --- a roster -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["roster-1", "roster-2-tcvn3"])
def test_roster_becomes_a_register(shell: Shell, sample: str) -> None:
    expected = json.loads((SAMPLES / f"{sample}.expected.json").read_text("utf-8"))["people"]
    new_club(shell)
    roster = SAMPLES / f"{sample}.xlsx"

    tried = shell.ok("import-members", "E", roster, "--dry-run", "--json").json
    assert tried["added"] == len(expected)
    assert shell.ok("members", "E", "--json").json == []

    done = shell.ok("import-members", "E", roster, "--json").json
    assert {"read", "added", "skipped", "warnings", "columns"} <= done.keys()
    assert done["read"] == done["added"] + len(done["skipped"])
    assert done["added"] == len(expected)
    assert all(row.keys() == {"row", "why"} for row in done["skipped"])
    assert all(row.keys() == {"row", "field", "message"} for row in done["warnings"])
    assert all(isinstance(column, str) for column in done["columns"].values())

    members = shell.ok("members", "E", "--json").json
    assert all(list(member) == MEMBER_KEYS for member in members)
    assert {member["name"] for member in members} == {person["name"] for person in expected}
    order = [sort_key(member["name"]) for member in members]
    assert all(one <= other for one, other in pairwise(order))

    found = shell.ok("members", "E", "--find", "dao", "--json").json
    assert found == [member for member in members if "dao" in fold(member["name"])]
    listed = shell.ok("members", "E", "--find", "dao").out
    assert all(member["name"] in listed for member in found)

    again = shell.ok("import-members", "E", roster, "--json").json
    assert (again["added"], len(again["skipped"])) == (0, again["read"])
    shell.ok("check", "E")


def test_amount_is_said_in_words(shell: Shell) -> None:
    assert shell.ok("words", "1005000").out == "một triệu không trăm linh năm nghìn đồng\n"


# --- paper --------------------------------------------------------------------------------------


def test_books_are_printed(shell: Shell, copied: Copied) -> None:
    copied("D")
    member = shell.ok("members", "D", "--find", "dao", "--json").json[0]
    count = len(shell.ok("members", "D", "--json").json)
    shell.ok("book", "D", "books.pdf")
    shell.ok("book", "D", "booklet.pdf", "--booklet")
    shell.ok("book", "D", "deep/in/one.pdf", "--member", member["code"])
    assert pages(shell.folder / "books.pdf") == (16 * count, {A5})
    assert pages(shell.folder / "booklet.pdf") == (8 * count, {A4_LANDSCAPE})
    one = shell.folder / "deep" / "in" / "one.pdf"
    assert pages(one) == (16, {A5})
    assert member["name"] in " ".join(pypdf.PdfReader(one).pages[1].extract_text().split())


def test_empty_club_prints_a_page_that_says_so(shell: Shell) -> None:
    new_club(shell)
    shell.ok("book", "E", "books.pdf")
    assert pages(shell.folder / "books.pdf") == (1, {A5})
    (page,) = pypdf.PdfReader(shell.folder / "books.pdf").pages
    assert len(page.extract_text().split()) > 10


# --- to the commune -----------------------------------------------------------------------------


def test_bundle_reaches_the_commune(shell: Shell) -> None:
    shell.ok("demo", "D", "--members", 12, "--years", 1, "--until", "2026-11-15")
    shell.ok("commune", "new", "X", "--name", "Hội NCT xã Hòa Bình", "--no-passphrase")
    shell.ok("commune", "pair", "X", "D", "--yes")
    assert shell.ok("commune", "overview", "X", "--json").json[0]["last_seq"] is None
    shell.ok("export", "D", "stick/")
    files = sorted(path.name for path in (shell.folder / "stick").iterdir())

    (row,) = shell.ok("commune", "receive", "X", "stick/", "--json").json
    assert list(row) == [*("file", "club", "seq", "result", "reason", "message", "changes")]
    assert row["file"] in files
    assert (row["seq"], row["result"], row["reason"]) == (1, "accepted", None)
    assert row["changes"]["members_added"] == 12

    (again,) = shell.ok("commune", "receive", "X", "stick/", "--json").json
    assert (again["seq"], again["result"]) == (1, "already")

    (club,) = shell.ok("commune", "overview", "X", "--json").json
    assert list(club) == ["club", "last_seq", "as_of", "members", "readings", "composition"]
    assert (club["club"], club["last_seq"], club["members"]) == (row["club"], 1, 12)
    assert club["readings"] > 50
    assert club["composition"]["women"] > 0
    assert shell.ok("commune", "overview", "X", "--json").json == [club], "asking changes nothing"

    shell.ok("export", "D", "stick/")
    rows = shell.ok("commune", "receive", "X", "stick/", "--json").json
    assert [(row["seq"], row["result"]) for row in rows] == [(1, "already"), (2, "accepted")]


def test_pairing_over_two_machines_goes_by_typed_groups(shell: Shell) -> None:
    shell.ok("demo", "D", "--members", 3, "--years", 1, "--until", "2026-11-15")
    shell.ok("commune", "new", "X", "--name", "Hội NCT xã Hòa Bình", "--no-passphrase")
    club_groups = shell.ok("key", "D", "keys/club").out.split(": ")[-1].split()
    commune_groups = shell.ok("commune", "key", "X", "keys/commune").out.split(": ")[-1].split()
    wrong = shell.run("pair", "D", "keys/commune", "--groups", "00000 00000")
    assert wrong.sentence
    shell.ok("pair", "D", "keys/commune", "--groups", " ".join(commune_groups[-2:]))
    shell.ok("commune", "pair", "X", "keys/club", "--groups", " ".join(club_groups[-2:]))
    shell.ok("export", "D", "stick")
    (row,) = shell.ok("commune", "receive", "X", "stick", "--json").json
    assert row["result"] == "accepted"


# --- safekeeping --------------------------------------------------------------------------------


def test_backup_comes_back_whole(shell: Shell, copied: Copied) -> None:
    copied("D")
    shell.ok("backup", "D", "stick/copy.clbk")
    shell.ok("restore", "stick/copy.clbk", "F")
    shell.ok("check", "F")
    for question in (["members", "--json"], ["members", "--on", "2025-06-01", "--json"]):
        command, *rest = question
        assert shell.ok(command, "F", *rest).json == shell.ok(command, "D", *rest).json


# --- what every command promises ----------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_explains_itself(shell: Shell, command: str) -> None:
    said = shell.ok(command, "--help").out
    assert said.startswith(f"Usage: so-clb {command}")
    assert len(said.splitlines()) > 4


def test_commands_are_listed(shell: Shell) -> None:
    said = shell.ok("--help").out
    assert all(command in said for command in COMMANDS)


def test_nothing_but_the_named_folders_is_written(shell: Shell) -> None:
    new_club(shell)
    shell.ok("members", "E", "--json")
    assert [path.name for path in shell.folder.iterdir()] == ["E"]
    assert list(shell.home.rglob("*.*")) == []
