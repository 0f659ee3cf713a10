"""Printing health books: whose, how much paper, made by the worker, saved, noted, refused."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from tests.ui.checks import SIZES, check_page, settle
from ui.health import books
from ui.health.books import BooksPage, Paper
from ui.kit.preview import Preview


@pytest.mark.parametrize(
    ("count", "as_booklet", "pages", "sheets"),
    [(60, True, 960, 240), (60, False, 960, 480), (1, True, 16, 4), (1, False, 16, 8)],
)
def test_paper_for_books(count: int, as_booklet: bool, pages: int, sheets: int) -> None:
    paper = Paper(count, as_booklet)
    assert (paper.pages, paper.sheets) == (pages, sheets)
    assert paper.words().startswith(f"{pages} A5 pages")
    assert f"{sheets} sheets of {'A4' if as_booklet else 'A5'}" in paper.words()


def made(page: BooksPage, qtbot: QtBot) -> Preview:
    """Press the button and wait for the preview."""
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(page.shell.shown[-1], Preview), timeout=20_000)
    settle()
    return page.shell.shown[-1]


def printed_pages(preview: Preview) -> int:
    return len(pypdf.PdfReader(BytesIO(preview._pdf)).pages)


def notes(club: Club) -> list[str]:
    rows = club.db.query("select detail from access where what = 'print'")
    return [row["detail"] for row in rows]


def test_all_books_folded(session, shell, shown, club, people, qtbot) -> None:
    page = shown(BooksPage(session, shell))
    assert page.whose.text() == "all"
    preview = made(page, qtbot)
    assert printed_pages(preview) == 3 * 8, "two pages on each side of A4"
    assert preview.purpose() == "The health books of 3 people."
    assert preview.print_button.text() == "Print 3 books"
    assert notes(club) == [], "looking is not printing"
    preview.printed.emit(24)
    assert notes(club) == ["health_books 3"]


def test_one_book_page_by_page(session, shell, shown, people, qtbot) -> None:
    page = shown(BooksPage(session, shell, people.dao, alone=True))
    page.paper.set_text("single")
    preview = made(page, qtbot)
    assert printed_pages(preview) == 16
    assert preview.purpose() == "The health book of Bà Nguyễn Thị Đào."


def test_people_chosen_one_by_one(session, shell, shown, people, qtbot) -> None:
    page = shown(BooksPage(session, shell, people.dao))
    page.whose.options[2].click()
    settle()
    assert not page.make.isEnabled()
    page.search.setFocus()
    QTest.keyClicks(page.search, "dinh")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(page.table.view, Qt.Key.Key_Space)
    page.search.clear()
    page.table.select(people.an)
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.make.isEnabled()
    check_page(page)
    assert printed_pages(made(page, qtbot)) == 2 * 8
    page.table.select(people.an)
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Space)
    assert page._chosen()[0].id == people.dinh


def test_a_saved_book_is_noted(
    session, shell, shown, club, people, qtbot, monkeypatch, tmp_path
) -> None:
    preview = made(shown(BooksPage(session, shell)), qtbot)
    place = tmp_path / "books.pdf"
    monkeypatch.setattr(books.pick, "save_file", lambda *_args: place)
    preview.save()
    assert place.read_bytes() == preview._pdf
    assert notes(club) == ["health_books 3"]
    assert preview.notices()[0].what == "The health books are saved."


def test_what_cannot_be_written_is_said_and_not_noted(
    session, shell, shown, club, people, qtbot, monkeypatch, tmp_path: Path
) -> None:
    preview = made(shown(BooksPage(session, shell)), qtbot)
    monkeypatch.setattr(books.pick, "save_file", lambda *_args: tmp_path / "gone" / "books.pdf")
    preview.save()
    assert "not found" in preview.notices()[0].what
    assert notes(club) == []
    monkeypatch.setattr(books.pick, "save_file", lambda *_args: None)
    preview.save()
    assert notes(club) == []


def test_the_screen_says_how_many_books_not_whose() -> None:
    told = []

    class Told:
        def step(self, done: int, total: int, what: str = "") -> None:
            told.append((done, total, what))

    books._Counting(Told()).step(23, 60, "Nguyễn Thị Đào")
    assert told == [(23, 60, "")]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(session, shell, shown, sized, people, size: int) -> None:
    sized(size)
    page = shown(BooksPage(session, shell, people.dao))
    check_page(page)
    page.whose.options[2].click()
    check_page(page)
