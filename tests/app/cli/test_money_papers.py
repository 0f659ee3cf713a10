"""`so-clb cash-book`, `statement` and `contract`: the papers of the money as files."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli.main import main
from tests.app.documents import money
from tests.makers import fast_ports, make_club


@pytest.fixture
def book(tmp_path: Path) -> Path:
    club = make_club(tmp_path / "club")
    money.live(club)
    club.close()
    return tmp_path / "club"


def run(*arguments: str | Path) -> Result:
    given = ["--language", "en", *(str(each) for each in arguments)]
    return CliRunner().invoke(main, given, obj=fast_ports())


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_the_cash_book_of_a_month(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    done = run("cash-book", book, "--fund", "income", "--month", "2026-06", out)
    assert done.exit_code == 0, done.output
    said = text(out)
    assert "SỔ QUỸ TIỀN MẶT" in said
    assert money.sums_hold(said) >= 2


def test_the_cash_book_for_excel_and_of_all_funds(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.xlsx"
    assert run("cash-book", book, "--month", "6/2026", out).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"


def test_a_fund_that_is_not_there_writes_nothing(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    done = run("cash-book", book, "--fund", "gold", "--month", "2026-06", out)
    assert done.exit_code == 1
    assert "gold" in done.output
    assert not out.exists()


@pytest.mark.parametrize("size", [(), ("--poster", "A3"), ("--poster", "A4")])
def test_the_statement_of_a_month(book: Path, tmp_path: Path, size: tuple[str, ...]) -> None:
    out = tmp_path / "statement.pdf"
    done = run("statement", book, "2026-06", out, *size)
    assert done.exit_code == 0, done.output
    (page,) = PdfReader(out).pages
    assert "31.635.000 đ" in " ".join(page.extract_text().split())
    assert run("statement", book, "2026-12", out).exit_code == 1


def test_the_paper_of_a_loan(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "loan.pdf"
    done = run("contract", book, "vv-2026-003", out, "--copies", "2")
    assert done.exit_code == 0, done.output
    said = text(out)
    assert said.count("GIẤY NHẬN NỢ") == 2
    assert "Nguyễn Văn Lâm" in said
    assert run("contract", book, "VV-2026-099", out).exit_code == 1
    sheet = tmp_path / "loan.xlsx"
    assert run("contract", book, "VV-2026-003", sheet).exit_code == 1
    assert not sheet.exists()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("cash-book", "--month", "2026-06"), "out.docx"),
        (("statement", "2026-06"), "out.xlsx"),
        (("statement", "2026-06"), "out"),
        (("contract", "VV-2026-001"), "out.xlsx"),
    ],
)
def test_a_name_that_promises_something_else_is_refused(
    book: Path, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    out = tmp_path / name
    done = run(command[0], book, *command[1:], out)
    assert done.exit_code == 1
    assert "Nothing was written." in done.output
    assert not out.exists()
