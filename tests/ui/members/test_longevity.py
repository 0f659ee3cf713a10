"""Whom to congratulate: longevity by year and by full age, birthdays, years in the club; papers."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.members import records
from app.members.longevity import Honour
from app.members.rules import Person
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit import pick
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.members.longevity import BIRTHDAYS, JUBILEES, LongevityPage
from ui.members.person import PersonPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show) -> LongevityPage:
    """Two are honoured in 2026, one of them agreed; one turns 70 late in 2027; one has no birth."""
    club = session.club
    agreed = records.add_person(club, Person("Lò Bích Hạnh", "F", "1946-03-09"), "2016-05-20")
    records.give_consent(club, agreed, "C3", "2026-01-01")
    records.add_person(club, Person("Vũ Văn Hải", "M", "1956"), "2020-01-01")
    records.add_person(club, Person("Đỗ Thị Lan", "F", "1957-11-22"), "2020-01-01")
    records.add_person(club, Person("Bùi Hữu Dũng", "M"), "2020-01-01")
    page = LongevityPage(session, shell)
    shown(page)
    return page


def press(page: Page, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page, key, modifier)
    settle()


def paper(shell: FakeShell, qtbot: QtBot) -> Preview:
    """The paper, when the worker has made it."""
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview))
    preview = shell.shown[-1]
    assert isinstance(preview, Preview)
    return preview


def choose(page: LongevityPage, what: str) -> None:
    page.what.set_text(what)
    page.what.edited.emit(what)
    settle()


def listed(page: LongevityPage) -> list[Honour]:
    model = page.honours.model
    return [model.row(at) for at in range(model.rowCount())]


def test_the_year_and_the_one_after(page: LongevityPage) -> None:
    assert [(one.name, one.age) for one in listed(page)] == [
        ("Lò Bích Hạnh", 80),
        ("Vũ Văn Hải", 70),
    ]
    assert "2 people in 2026." in page.purpose()
    assert "1 has not agreed" in page.purpose()
    assert "1 member has no year of birth." in page.purpose()
    press(page, Qt.Key.Key_F4)
    assert [one.name for one in listed(page)] == ["Đỗ Thị Lan"]
    assert "2027" in page.title()
    press(page, Qt.Key.Key_F3)
    assert "2026" in page.title()


def test_by_full_age_on_the_day_of_the_ceremony(page: LongevityPage) -> None:
    press(page, Qt.Key.Key_F4)
    page.by.set_text("10-01")
    page.by.edited.emit("10-01")
    assert page.full_by() == date(2027, 10, 1)
    assert listed(page) == []
    page.by.set_text("tet")
    assert page.full_by() == date(2027, 2, 6)


def test_enter_opens_the_person(page: LongevityPage, shell: FakeShell) -> None:
    QTest.keyClick(page.honours.view, Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], PersonPage)


def test_the_list_for_the_commune_leaves_out_who_has_not_agreed(
    page: LongevityPage, shell: FakeShell, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_P, control=True)
    preview = paper(shell, qtbot)
    assert "Vũ Văn Hải (1956)" in preview.purpose()
    assert "Lò Bích Hạnh" not in preview.purpose()


def test_the_list_as_a_spreadsheet(
    page: LongevityPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pick, "save_file", lambda *_args: tmp_path / "list.xlsx")
    press(page, Qt.Key.Key_E, control=True)
    with zipfile.ZipFile(tmp_path / "list.xlsx") as book:
        words = b"".join(book.read(name) for name in book.namelist()).decode(errors="ignore")
    assert "Lò Bích Hạnh" in words
    assert "Vũ Văn Hải" not in words


def test_without_anybody_to_name_there_is_no_paper(page: LongevityPage) -> None:
    press(page, Qt.Key.Key_F4)
    assert not page.paper.isEnabled()


def test_a_card_for_the_chosen_one(page: LongevityPage, shell: FakeShell, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_K, control=True)
    preview = paper(shell, qtbot)
    assert preview.purpose() == "Lò Bích Hạnh"
    assert len(preview.paper) == 2


def test_birthdays_by_month(page: LongevityPage, shell: FakeShell, qtbot: QtBot) -> None:
    choose(page, BIRTHDAYS)
    assert "11/2026" in page.title()
    model = page.birthdays.model
    found = [model.row(at) for at in range(model.rowCount())]
    assert [(one.name, one.kind) for one in found] == [
        ("Đỗ Thị Lan", "lunar"),
        ("Đỗ Thị Lan", "solar"),
    ]
    press(page, Qt.Key.Key_P, control=True)
    preview = paper(shell, qtbot)
    assert "1 person is left out" in preview.purpose()


def test_years_in_the_club(page: LongevityPage) -> None:
    choose(page, JUBILEES)
    assert "1 member completes" in page.purpose()
    assert not page.paper.isVisible()
    check_page(page)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    page: LongevityPage, sized: Callable[[int], None], shown: Show, size: int
) -> None:
    sized(size)
    shown(page)
    check_page(page)
    choose(page, BIRTHDAYS)
    check_page(page)
