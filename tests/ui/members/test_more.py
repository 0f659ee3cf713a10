"""The page of tiles: numbers press them, and each opens what it says."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.more import PLACES, MorePage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> MorePage:
    page = MorePage(session, shell, ())
    shown(page)
    return page


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
