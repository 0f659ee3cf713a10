"""Changing many at once: tiles by number, a form, the summary, and one step to undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.members import records
from app.members.mass import CHANGES
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.mass import ChangeForm, MassPage, SummaryPage, WhoPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> MassPage:
    page = MassPage(session, shell, records.members(session.club, TODAY))
    shown(page)
    return page


def hamlets(club: Club) -> list[str | None]:
    return [member.person.hamlet for member in records.people(club, TODAY)]


def press(key: Qt.Key, *, control: bool = False) -> None:
    way = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget(), key, way)


def test_a_new_hamlet_for_all_but_one_by_keys_alone(
    page: MassPage, shell: FakeShell, club: Club, qtbot: QtBot
) -> None:
    check_page(page)
    before = hamlets(club)
    press(Qt.Key.Key_F4)
    who = shell.shown[-1]
    assert isinstance(who, WhoPage)
    check_page(who)
    press(Qt.Key.Key_Return)
    assert who.purpose().startswith("3 of 4 change.")
    assert len(page.ids()) == 3
    shell.stack.setCurrentWidget(page)
    page.first_focus().setFocus()
    press(Qt.Key.Key_1)
    form = shell.shown[-1]
    assert isinstance(form, ChangeForm)
    type_text(QApplication.focusWidget(), "Xóm Mới")
    press(Qt.Key.Key_Return, control=True)
    summary = shell.shown[-1]
    assert isinstance(summary, SummaryPage)
    check_page(summary)
    assert summary.title() == "Change 3 people?"
    assert hamlets(club) == before
    press(Qt.Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: shell.backs == 2)
    assert hamlets(club).count("Xóm Mới") == 3
    club.undo()
    assert hamlets(club) == before


@pytest.mark.parametrize("number", range(1, len(CHANGES) + 1))
def test_every_form_fits_and_says_what_is_missing(
    page: MassPage, shell: FakeShell, number: int
) -> None:
    page.tiles[str(number)].click()
    form = shell.shown[-1]
    assert isinstance(form, ChangeForm)
    check_page(form)
    form.save_now()
    assert form.problems()
    assert shell.shown[-1] is form


def test_a_change_that_changes_nobody_cannot_be_done(page: MassPage, shell: FakeShell) -> None:
    page.tiles["1"].click()
    form = shell.shown[-1]
    assert isinstance(form, ChangeForm)
    form.fields["value"].set_text("Xóm Đình")
    form.save_now()
    summary = shell.shown[-1]
    assert isinstance(summary, SummaryPage)
    assert not summary.do.isEnabled()
    check_page(summary)
