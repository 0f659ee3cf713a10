"""The papers of a meeting on screen: each is made, seen, kept and noted."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.text import _
from app.club.file import Club
from tests.app.documents.month import JUNE, hold
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.meetings.prints import PrintsPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, club: Club) -> PrintsPage:
    hold(club)
    page = PrintsPage(session, shell, JUNE)
    shown(page)
    return page


def made(page: PrintsPage, button: Button, qtbot: QtBot) -> Preview:
    """The preview that a button opens."""
    button.click()
    shell = page.shell
    assert isinstance(shell, FakeShell)
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    settle()
    preview = shell.shown[-1]
    assert isinstance(preview, Preview)
    return preview


def notes(club: Club) -> list[str]:
    rows = club.db.query("select detail from access where what = 'print'")
    return [row["detail"] for row in rows]


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits(page: PrintsPage, sized: Callable[[int], None], size: int) -> None:
    sized(size)
    check_page(page)
    assert QApplication.focusWidget() is page.minutes
    sized(100)


def test_the_minutes_are_looked_at_and_kept(
    page: PrintsPage,
    club: Club,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    preview = made(page, page.minutes, qtbot)
    assert preview.title() == _("Minutes of month {n}").format(n=6)
    assert notes(club) == [], "who only looks takes nothing out of the book"
    target = tmp_path / "minutes.pdf"
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: target)
    preview.save_button.click()
    assert "BIÊN BẢN" in pypdf.PdfReader(target).pages[0].extract_text()
    assert notes(club) == ["minutes 2026-06"]


def test_the_file_for_word_is_saved(
    page: PrintsPage, club: Club, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    suggested = []

    def save_file(_parent: Page, _title: str, name: str) -> Path | None:
        suggested.append(name)
        return tmp_path / name if len(suggested) > 1 else None

    monkeypatch.setattr("ui.kit.pick.save_file", save_file)
    QTest.keyClick(page.word, Qt.Key.Key_Space)
    assert notes(club) == [], "the user thought better of it"
    page.word.click()
    assert suggested == ["bien-ban-2026-06.docx"] * 2
    written = Document(str(tmp_path / suggested[0]))
    assert any("BIÊN BẢN" in each.text for each in written.paragraphs)
    assert notes(club) == ["minutes 2026-06"]
    assert page.notices()


@pytest.mark.parametrize(("small", "high"), [(False, 420), (True, 297)])
def test_the_poster_is_looked_at(page: PrintsPage, qtbot: QtBot, small: bool, high: int) -> None:
    preview = made(page, page.small if small else page.large, qtbot)
    sheet = pypdf.PdfReader(BytesIO(preview._pdf)).pages[0]
    assert round(float(sheet.mediabox.height) * 25.4 / 72) == high
    assert "8 / 8" in sheet.extract_text()
    check_page(preview)
