"""`so-clb cards`, `consent-forms`, `person` and `papers`: the files, their words, what is noted."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app.cli.main import main
from app.cli.papers import LISTS
from app.club.file import open_file
from app.members import records as members
from app.members.rules import Person
from tests.makers import fast_ports


@pytest.fixture
def codes(club_folder: Path) -> list[str]:
    """The codes of two members of the club in `club_folder`."""
    club = open_file(club_folder, fast_ports())
    for name, cccd in (("Lê Văn An", "027051000123"), ("Đào Thị Bưởi", None)):
        person = Person(name, "M", "1957-11-05", cccd=cccd, phone="0987214365")
        members.add_person(club, person, "2021-03-10")
    found = [member.code for member in members.members(club, club.today())]
    club.close()
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def words(path: Path) -> str:
    reader = PdfReader(BytesIO(path.read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def cells(path: Path) -> list[object]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("command", ["cards", "consent-forms"])
def test_of_all_of_some_and_of_nobody(
    club_folder: Path, codes: list[str], tmp_path: Path, command: str
) -> None:
    out = tmp_path / "new" / "out.pdf"
    assert run(command, club_folder, out).exit_code == 0
    assert "Lê Văn An" in words(out)
    assert "Đào Thị Bưởi" in words(out)
    assert run(command, club_folder, out, "--member", codes[1]).exit_code == 0
    assert "Lê Văn An" not in words(out)
    before = out.read_bytes()
    result = run(command, club_folder, out, "--member", "999")
    assert result.exit_code == 1
    assert "999" in result.output
    assert "Traceback" not in result.output
    assert out.read_bytes() == before


def test_a_blank_form(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert run("consent-forms", club_folder, out, "--blank").exit_code == 0
    assert "Lê Văn An" not in words(out)


def test_cards_as_a_list(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    out = tmp_path / "cards.xlsx"
    assert run("cards", club_folder, out).exit_code == 0
    assert "Lê Văn An" in cells(out)


def test_all_about_one_person(club_folder: Path, codes: list[str], tmp_path: Path) -> None:
    paper, data, sheet = (tmp_path / f"my.{kind}" for kind in ("pdf", "json", "xlsx"))
    for out in (paper, data, sheet):
        result = run("person", club_folder, codes[0], out)
        assert result.exit_code == 0
        assert "Lê Văn An" in result.output
    assert "027051000123" in words(paper)
    assert json.loads(data.read_text(encoding="utf-8"))["name"] == "Lê Văn An"
    assert "027051000123" in cells(sheet)
    assert run("person", club_folder, "999", paper).exit_code == 1


@pytest.mark.parametrize("kind", LISTS)
def test_every_paper_as_pdf_and_for_excel(
    club_folder: Path, codes: list[str], tmp_path: Path, kind: str
) -> None:
    pdf, xlsx = tmp_path / "out.pdf", tmp_path / "out.xlsx"
    assert run("papers", club_folder, kind, pdf).exit_code == 0
    assert words(pdf)
    assert run("papers", club_folder, kind, xlsx, "--language", "en").exit_code == 0
    found = cells(xlsx)
    if kind != "longevity":  # nobody has agreed to be named
        assert "Lê Văn An" in found
    assert all("000123" not in str(cell) for cell in found)
    club = open_file(club_folder, fast_ports())
    kept = [
        row["what"] for row in club.db.query("select what from access where detail = ?", [kind])
    ]
    club.close()
    assert kept == ["print", "export"]


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("book", "pdf"),
        ("cards", "pdf"),
        ("consent-forms", "pdf"),
        ("papers list", "pdf"),
        ("papers phones", "xlsx"),
        ("export-tables", "xlsx"),
        ("members --xlsx", "xlsx"),
    ],
)
def test_what_tells_of_people_is_for_who_wrote_it(
    club_folder: Path, codes: list[str], tmp_path: Path, command: str, kind: str
) -> None:
    out = tmp_path / f"out.{kind}"
    name, *rest = command.split()
    assert run(name, club_folder, *rest, out).exit_code == 0
    assert out.stat().st_mode & 0o077 == 0
