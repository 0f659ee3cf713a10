"""The big screen: turned by arrows, covered by the curtain, gone with its page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.base.periods import Month
from app.club.file import Club
from app.meetings import records
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.meetings.slide_view import SlideView
from ui.meetings.stage import Stage, StagePage

Keys = Qt.Key


@pytest.fixture
def page(
    session: Session, shell: FakeShell, club: Club, shown: Callable[[Page], Page]
) -> StagePage:
    members.add_person(club, Person("Lê Thị Bưởi", "F", "1950"), "2021-03-10")
    records.open_meeting(club, Month.of(TODAY), TODAY.isoformat())
    page = StagePage(session, shell, Month.of(TODAY))
    shown(page)
    return page


def stage(page: StagePage) -> Stage:
    assert page.stage is not None
    return page.stage


def test_the_arrows_turn_both(page: StagePage) -> None:
    page.put_on()
    settle()
    first = page.view.slide()
    assert stage(page).view.slide() == first
    QTest.keyClick(page.view, Keys.Key_Right)
    assert page.view.slide() != first
    assert stage(page).view.slide() == page.view.slide()
    QTest.keyClick(stage(page), Keys.Key_Left)
    assert page.view.slide() == first
    QTest.keyClick(stage(page), Keys.Key_Left)
    assert page.view.slide() == first
    page.take_off()


def test_escape_there_takes_it_off(page: StagePage) -> None:
    page.put_on()
    settle()
    QTest.keyClick(stage(page), Keys.Key_Escape)
    assert page.stage is None
    page.put_on()
    page.leaving()
    assert page.stage is None


def test_the_curtain_covers_it_too(page: StagePage, session: Session) -> None:
    page.put_on()
    before = stage(page).view.grab().toImage()
    session.covered.emit(True)
    covered = stage(page).view.grab().toImage()
    assert covered != before
    session.covered.emit(False)
    assert stage(page).view.grab().toImage() == before
    page.take_off()


def test_every_slide_can_be_painted_at_any_size(
    page: StagePage, sized: Callable[[int], None]
) -> None:
    for size in SIZES:
        sized(size)
        check_page(page)
    for _turn in range(8):
        view = SlideView()
        view.resize(1920, 1080)
        view.show_slide(page.view.slide())
        assert not view.grab().isNull()
        page.turn_by(1)
