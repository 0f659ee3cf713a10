"""`so-clb book`: all members, some, a booklet; and what goes wrong, in one sentence."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli.main import main
from app.club.file import open_file
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
