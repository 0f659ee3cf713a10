from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.base.text import _
from app.club.file import Club
from app.documents import tables
from app.members import records
from app.members.rules import HouseholdStatus, Person
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit import pick
from ui.kit.page import Page
from ui.kit.session import Session
from ui.safekeeping.tables import TablesInPage, TablesPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, club: Club) -> TablesPage:
    status = HouseholdStatus(2026, "poor")
    records.add_person(club, Person("Lê Thị An", "F", "1950"), "2020-01-01", status)
    made = TablesPage(session, shell)
    shown(made)
    return made


def test_the_file_is_written_and_says_so(
    page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    check_page(page)
    path = tmp_path / "all.xlsx"
    monkeypatch.setattr(pick, "save_file", lambda *_args: path)
    page.write.click()
    qtbot.waitUntil(lambda: page.notices() != [])
    (notice,) = page.notices()
    assert "all.xlsx" in notice.what
    assert path.read_bytes().startswith(b"PK")


def read_again(
    page: TablesPage, shell: FakeShell, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> TablesInPage:
    monkeypatch.setattr(pick, "open_file", lambda *_args: path)
    before = len(shell.shown)
    page._choose()
    qtbot.waitUntil(lambda: len(shell.shown) > before)
    settle()
    found = shell.shown[-1]
    assert isinstance(found, TablesInPage)
    return found


def test_an_unchanged_file_says_that_nothing_differs(
    page: TablesPage,
    shell: FakeShell,
    club: Club,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(tables.render(tables.gather(club), club.ports.clock()))
    found = read_again(page, shell, path, monkeypatch, qtbot)
    assert not found.do.isEnabled()
    assert found.do.reason == _("nothing is taken over")
    check_page(found)


def test_what_changed_is_taken_over(
    page: TablesPage,
    shell: FakeShell,
    club: Club,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(tables.render(tables.gather(club), club.ports.clock()))
    (member,) = records.members(club, TODAY)
    records.edit_person(club, member.id, Person("Lê Thị An", "F", "1951", phone="0912345678"))
    found = read_again(page, shell, path, monkeypatch, qtbot)
    check_page(found)
    shown = [(one.column, bool(one.why)) for one in found.table.shown()]
    assert shown == [("birth", False), ("phone", True)]  # an empty cell erases nothing
    found.table.view.setFocus()
    qtbot.keyClick(found.table.view, Qt.Key.Key_Down)
    assert found._why.text()
    found.do.click()
    qtbot.waitUntil(lambda: shell.backs > 0)
    settle()
    (member,) = records.members(club, TODAY)
    assert (member.person.birth, member.person.phone) == ("1950", "0912345678")


def test_what_is_no_such_file_is_said(
    page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Họ và tên\nLê An\n", "utf-8")
    monkeypatch.setattr(pick, "open_file", lambda *_args: path)
    page._choose()
    qtbot.waitUntil(lambda: page.notices() != [])
    assert page.notices()[0].tone == "bad"
