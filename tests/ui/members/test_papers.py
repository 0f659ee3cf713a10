"""Lists and papers on screen: which, about whom, made by the worker, saved, printed and noted."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.base.text import _
from app.club.file import Club
from app.members import records
from app.members.rules import Member
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.fields import TextField
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.members.longevity import LongevityPage
from ui.members.paper_kinds import KINDS
from ui.members.paper_page import PaperPage
from ui.members.papers import HONOURS, ONE, PapersPage, PersonPapersPage, person_papers

Show = Callable[[Page], Page]


@pytest.fixture
def everybody(club: Club, people: dict[str, str]) -> tuple[Member, ...]:
    return records.members(club, TODAY)


@pytest.fixture
def page(
    session: Session, shell: FakeShell, shown: Show, everybody: tuple[Member, ...]
) -> PapersPage:
    page = PapersPage(session, shell, everybody, "Members")
    shown(page)
    return page


def paper(page: PapersPage, name: str) -> PaperPage:
    """The page of one kind, opened by its tile."""
    page.tiles[str([*KINDS].index(name) + 1)].click()
    settle()
    opened = page.shell.shown[-1]  # type: ignore[attr-defined]
    assert isinstance(opened, PaperPage)
    return opened


def made(page: Page, qtbot: QtBot) -> Preview:
    """Wait for the preview above the page."""
    shell = page.shell
    assert isinstance(shell, FakeShell)
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    settle()
    preview = shell.shown[-1]
    assert isinstance(preview, Preview)
    return preview


def make(page: PaperPage, qtbot: QtBot) -> Preview:
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    return made(page, qtbot)


def said(preview: Preview) -> str:
    reader = pypdf.PdfReader(BytesIO(preview._pdf))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


def notes(club: Club) -> list[tuple[str, str]]:
    rows = club.db.query("select what, detail from access where detail is not null")
    return [(row["what"], row["detail"]) for row in rows]


# --- choosing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_every_paper_has_its_tile_and_its_page_fits(
    page: PapersPage, sized: Callable[[int], None], size: int
) -> None:
    sized(size)
    check_page(page)
    assert len(page.tiles) == len(KINDS) + 1
    for name in KINDS:
        opened = paper(page, name)
        check_page(opened)
        assert QApplication.focusWidget() is opened.first_focus()
    sized(100)


def test_a_number_presses_its_tile(page: PapersPage, shell: FakeShell) -> None:
    QTest.keyClick(page.tiles["1"], "4")
    assert shell.shown[-1].title() == _("Member cards")
    page.chosen(HONOURS)
    assert isinstance(shell.shown[-1], LongevityPage)


@pytest.mark.parametrize("name", KINDS)
def test_each_paper_is_made_with_what_is_chosen_at_first(
    page: PapersPage, name: str, qtbot: QtBot
) -> None:
    preview = make(paper(page, name), qtbot)
    words = said(preview)
    if name != "application":  # which is blank at first
        assert "Nguyễn Thị Đào" in words
    assert "Bùi Thị Thơm" not in words, "who has left is not on the list"
    check_page(preview)


def test_a_list_has_the_chosen_columns(page: PapersPage, qtbot: QtBot) -> None:
    opened = paper(page, "list")
    opened.fields["columns"].set_text("household")
    opened.fields["order"].set_text("hamlet")
    words = said(make(opened, qtbot))
    assert _("near-poor household") in words
    assert "0987" not in words
    assert "Xóm Đình: 4" in words


def test_more_columns_than_fit_are_refused_in_words(page: PapersPage, qtbot: QtBot) -> None:
    opened = paper(page, "list")
    columns = opened.fields["columns"]
    columns.set_text(" ".join(box.code for box in columns.boxes))  # type: ignore[attr-defined]
    opened.fields["turn"].set_text("upright")
    opened.make.click()
    qtbot.waitUntil(lambda: bool(opened.notices()), timeout=20_000)
    assert opened.notices()[0].what


def test_a_day_that_is_none_is_said_at_its_field(page: PapersPage, qtbot: QtBot) -> None:
    opened = paper(page, "attendance")
    day = opened.fields["held_on"]
    day.set_text("31/2")
    opened.make.click()
    settle()
    assert day.current_problem()
    assert isinstance(day, TextField)
    assert QApplication.focusWidget() is day.edit
    day.set_text("10/12")
    assert "10/12/2026" in said(make(opened, qtbot))


def test_consent_forms_for_who_was_not_asked(
    page: PapersPage, club: Club, everybody: tuple[Member, ...], qtbot: QtBot
) -> None:
    opened = paper(page, "consent-forms")
    opened.fields["whose"].set_text("blank")
    assert "Nguyễn Thị Đào" not in said(make(opened, qtbot))
    for member in everybody:
        for purpose in ("C1", "C2", "C3", "C4", "C5"):
            records.give_consent(club, member.id, purpose, "2026-01-01")
    opened.fields["whose"].set_text("unasked")
    opened.make.click()
    settle()
    assert opened.fields["whose"].current_problem() == _("Everybody of the list was asked already.")


def test_a_label_that_the_sheet_does_not_have(page: PapersPage, qtbot: QtBot) -> None:
    opened = paper(page, "labels")
    for wrong in ("0", "25", "x", ""):
        opened.fields["first"].set_text(wrong)
        opened.make.click()
        settle()
        assert opened.fields["first"].current_problem() == _("Type a number from 1 to {n}.").format(
            n=24
        )
    opened.fields["first"].set_text("24")
    preview = make(opened, qtbot)
    assert len(pypdf.PdfReader(BytesIO(preview._pdf)).pages) == 2


# --- what becomes of it ---------------------------------------------------------------------------


def test_printing_and_saving_are_noted_looking_is_not(
    page: PapersPage,
    club: Club,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    preview = make(paper(page, "cards"), qtbot)
    assert notes(club) == []
    preview.printed.emit(1)
    assert notes(club) == [("print", "cards 4")]
    place = tmp_path / "cards.pdf"
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: place)
    preview.save()
    assert place.read_bytes() == preview._pdf
    assert notes(club) == [("print", "cards 4")] * 2
    assert preview.notices()[0].what == _("The paper is saved.")


def test_a_list_for_excel(
    page: PapersPage, club: Club, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "list.xlsx"
    opened = paper(page, "list")
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: None)
    opened.excel.click()
    assert notes(club) == []
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: place)
    opened.excel.click()
    settle()
    rows = CalamineWorkbook.from_path(place).get_sheet_by_index(0).to_python()
    names = [row[1] for row in rows if isinstance(row[0], float)]
    assert names == ["Nguyễn Thị Đào", "Phạm Văn Đạo", "Lê Thị Sửu", "Trần Văn Tý"]
    assert notes(club) == [("export", "member-list 4")]
    assert opened.notices()[0].what == _("The list is saved for Excel.")


# --- one person -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ONE)
def test_papers_of_one_person(
    session: Session,
    shell: FakeShell,
    shown: Show,
    club: Club,
    everybody: tuple[Member, ...],
    qtbot: QtBot,
    name: str,
) -> None:
    dao = next(one for one in everybody if one.person.name.endswith("Đào"))
    person_papers(session, shell, dao)
    settle()
    page = shell.shown[-1]
    assert isinstance(page, PersonPapersPage)
    check_page(page)
    page.tiles[str([*ONE].index(name) + 1)].click()
    preview = made(page, qtbot)
    words = said(preview)
    assert "Nguyễn Thị Đào" in words
    assert "Trần Văn Tý" not in words
    preview.printed.emit(1)
    rows = list(club.db.query("select person_id from access where what = 'print'"))
    assert [row["person_id"] for row in rows] == [dao.id]
