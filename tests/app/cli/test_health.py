"""`so-clb book`, `health`, `referrals`: what they write, tell and remember; and what goes wrong, in
one sentence."""

import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli.main import main
from app.club.file import open_file
from app.documents import health_lists
from app.health import fact_records, list_records, records
from app.health.facts import Fact
from app.health.lists import KINDS
from app.health.rules import Reading
from app.members import records as members
from app.members.rules import Person
from tests.makers import fast_ports


@pytest.fixture
def codes(club_folder: Path) -> list[str]:
    """The codes of two members of the club in `club_folder`."""
    club = open_file(club_folder, fast_ports())
    for name in ("Lê Văn An", "Đào Thị Bưởi"):
        members.add_person(club, Person(name))
    found = [member.code for member in members.members(club, club.today())]
    club.close()
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["book", *map(str, arguments)])


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages]


def test_the_books_of_all_members(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "books.pdf"
    result = run(club_folder, out)
    assert result.exit_code == 0
    assert "2" in result.output
    assert str(out) in result.output
    assert len(pages(out)) == 32


def test_the_book_of_one_member_in_english(
    club_folder: Path, codes: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "one.pdf"
    assert run(club_folder, out, "--member", codes[1], "--language", "en").exit_code == 0
    text = pages(out)
    assert len(text) == 16
    assert "Đào Thị Bưởi" in text[0]
    assert "This book belongs to" in text[0]


def test_a_booklet(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "booklet.pdf"
    assert run(club_folder, out, "--booklet").exit_code == 0
    assert len(pages(out)) == 16


def test_a_club_without_members_gets_a_page_that_says_so(club_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "books.pdf"
    assert run(club_folder, out).exit_code == 0
    assert len(pages(out)) == 1


def test_printing_is_noted(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    run(club_folder, tmp_path / "books.pdf")
    club = open_file(club_folder, fast_ports())
    rows = [
        (row["what"], row["detail"]) for row in club.db.query("select * from access order by id")
    ]
    club.close()
    assert rows == [("health_all", "health_books 2"), ("print", "health_books 2")]


def test_an_unknown_code_makes_no_file(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "one.pdf"
    result = run(club_folder, out, "--member", "999")
    assert result.exit_code == 1
    assert "999" in result.stderr
    assert result.stdout == ""
    assert not out.exists()


def test_a_pdf_that_cannot_be_replaced_stays_as_it_was(
    club_folder: Path, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "books.pdf"
    out.write_bytes(b"old")

    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target == out:
            raise PermissionError(13, "open in another program")
        replace(source, target)

    monkeypatch.setattr("app.base.files.os.replace", refuse)
    result = run(club_folder, out)
    assert result.exit_code == 1
    assert "books.pdf" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_no_club_in_the_folder(tmp_path: Path) -> None:
    result = run(tmp_path, tmp_path / "books.pdf")
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1


# --- new lines, the month, lists, slips ---------------------------------------------------------


@pytest.fixture
def measured(club_folder: Path, codes: list[str]) -> Path:
    """Both were measured this month; An was high twice."""
    club = open_file(club_folder, fast_ports())
    an, dao = (member.id for member in members.members(club, club.today()))
    members.give_consent(club, an, "C2", "2025-01-01")
    fact_records.add_fact(club, Fact("", an, "illness", "hypertension"))
    for pressures in ((162, 96), (154, 92)):
        records.add_reading(club, an, Reading(date(2026, 11, 10), *pressures))
    records.add_reading(club, dao, Reading(date(2026, 11, 10), 126, 80))
    club.close()
    return club_folder


def command(*arguments: object) -> Result:
    """With a clock that stands still: what is asked about today stays so."""
    words = ["--language", "en", *map(str, arguments)]
    return CliRunner().invoke(main, words, obj=fast_ports())


def test_the_month_as_json(measured: Path) -> None:
    told = json.loads(command("health", measured, "--month", "2026-11", "--json").stdout)
    assert (told["members"], told["measured"]) == (2, 2)
    assert told["bands"] == {
        "normal": 1,
        "low": 0,
        "elevated": 0,
        "high": 1,
        "very_high": 0,
        "urgent": 0,
    }
    assert (told["second_readings"], told["second_readings_asked"]) == (1, 1)
    assert told["hypertension"] == {"known": 1, "controlled": 0, "high": 1, "not_measured": 0}
    assert told["referrals"] == {"open": 0, "closed": 0}
    assert set(told["overdue"]) == set(KINDS)


def test_the_month_in_words(measured: Path) -> None:
    said = command("health", measured).output
    assert "Health in 11/2026" in said
    assert "2 of 2" in said


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_list_with_reasons_and_as_a_file(measured: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"list.{ending}"
    result = command("health", measured, "--list", "few_check_ups", "--json", "--out", out)
    lines = json.loads(result.stdout)["lines"]
    assert [line["name"] for line in lines] == ["Lê Văn An", "Đào Thị Bưởi"]
    assert lines[0]["why"] == "0 check-ups this year"
    assert out.stat().st_size > 1_000
    if ending == "pdf":
        assert "Lê Văn An" in pages(out)[0]
    assert "0 check-ups this year" in command("health", measured, "--list", "few_check_ups").output


@pytest.mark.parametrize("code", KINDS)
def test_every_list_is_the_same_in_json_and_on_paper(
    measured: Path, tmp_path: Path, code: str
) -> None:
    out = tmp_path / "list.pdf"
    told = json.loads(command("health", measured, "--list", code, "--json", "--out", out).stdout)
    club = open_file(measured, fast_ports())
    book = list_records.one_list(club, told["list"], club.today())
    assert [(line["name"], line["why"]) for line in told["lines"]] == [
        (line.person.name, line.reason) for line in book.lines
    ]
    assert (told["title"], told["on"]) == (KINDS[book.code].title, "2026-11-21")
    listing = health_lists.to_listing(book)
    club.close()
    assert [(row[0], row[4]) for row in listing.rows] == [
        (line["name"], line["why"]) for line in told["lines"]
    ]
    paper = " ".join(" ".join(pages(out)).split())
    for line in told["lines"]:
        assert line["name"] in paper
        assert line["why"].split()[0] in paper


def test_a_file_needs_a_list(measured: Path, tmp_path: Path) -> None:
    result = command("health", measured, "--out", tmp_path / "x.pdf")
    assert (result.exit_code, (tmp_path / "x.pdf").exists()) == (1, False)


def test_slips_are_given_once_they_are_written(measured: Path, tmp_path: Path) -> None:
    out = tmp_path / "slips.pdf"
    assert "1 slip in" in command("referrals", measured, "2026-11", out).output
    assert "158 / 94" in pages(out)[0]
    told = json.loads(command("health", measured, "--month", "2026-11", "--json").stdout)
    assert told["referrals"] == {"open": 1, "closed": 0}
    assert "1 slip in" in command("referrals", measured, "2026-11", out, "--four").output
    told = json.loads(command("health", measured, "--month", "2026-11", "--json").stdout)
    assert told["referrals"] == {"open": 1, "closed": 0}


def test_new_lines_only_once(measured: Path, codes: list[str], tmp_path: Path) -> None:
    whole, lines = tmp_path / "book.pdf", tmp_path / "lines.pdf"
    one = ("--member", codes[0])
    assert command("book", measured, whole, *one).exit_code == 0
    assert "Nothing new" in command("book", measured, lines, "--since-last-print", *one).output
    club = open_file(measured, fast_ports())
    (an, _dao) = (member.id for member in members.members(club, club.today()))
    records.add_reading(club, an, Reading(date(2026, 11, 20), 148, 90))
    records.add_reading(club, an, Reading(date(2026, 10, 20), 148, 90))
    club.close()
    said = command("book", measured, lines, "--since-last-print", *one).output
    assert "New lines for 1 health book" in said
    assert len(pages(lines)) == 3, "November was full: the order of pages, and a fresh sheet"
    assert "Nothing new" in command("book", measured, lines, "--since-last-print", *one).output


@pytest.mark.parametrize(
    "words",
    [
        ("health", "--list", "urgent", "--out"),
        ("book",),
        ("book", "--since-last-print"),
        ("referrals", "2026-11"),
        ("care-sheets", "2026-12"),
    ],
    ids=" ".join,
)
def test_a_paper_has_the_name_of_a_paper(
    measured: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "paper.txt"
    first, *rest = words
    result = command(first, measured, *rest, out)
    assert (result.exit_code, out.exists()) == (1, False)
    assert ".pdf" in result.output
