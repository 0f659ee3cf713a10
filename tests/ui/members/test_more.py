"""The page of tiles: numbers press them, and each opens what it says."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.more import PLACES, MorePage
from ui.members.person import PersonPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> MorePage:
    page = MorePage(session, shell, ())
    shown(page)
    return page


def press(page: MorePage, key: str) -> None:
    (button,) = (each for each in page.findChildren(Button) if each.key == key)
    button.click()


def test_every_tile_has_its_number_and_fits(page: MorePage) -> None:
    assert list(page.tiles) == [str(number) for number in range(1, len(PLACES) + 1)]
    check_page(page)
    assert QApplication.focusWidget() is page.tiles["1"]


@pytest.mark.parametrize(
    ("name", "opened"),
    [("composition", "targets"), ("privacy", "privacy")],
)
def test_rooms_of_their_own(page: MorePage, shell: FakeShell, name: str, opened: str) -> None:
    number = [*PLACES].index(name) + 1
    QTest.keyClick(page.tiles["1"], str(number))
    assert shell.opened == [(opened, {})]


@pytest.mark.parametrize("name", ["household", "duplicates", "mass", "longevity", "follow-ups"])
def test_pages_above_the_list(page: MorePage, shell: FakeShell, name: str) -> None:
    page.tiles[str([*PLACES].index(name) + 1)].click()
    assert len(shell.shown) == 2
    check_page(shell.shown[-1])


def test_the_club_and_somebody_who_is_no_member(
    page: MorePage, shell: FakeShell, session: Session
) -> None:
    press(page, "Ctrl+L")
    assert shell.opened == [("organisation", {})]
    press(page, "Ctrl+N")
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["name"].set_text("Vũ Văn Giúp")
    form.fields["parts"].set_text("volunteer")
    form.save_now()
    shell.stack.setCurrentWidget(page)
    settle()
    (notice,) = page.notices()
    assert "Vũ Văn Giúp" in notice.what
    check_page(page)
    press(page, "F4")
    assert isinstance(shell.shown[-1], PersonPage)
