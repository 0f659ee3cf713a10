"""Same person twice: pair after pair, with the keyboard, and every decision undoable."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.club.file import Club
from app.members import records
from app.members.rules import Person
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.duplicates import DuplicatesPage, PairPage

Show = Callable[[Page], Page]


@pytest.fixture
def twice(club: Club) -> None:
    """Lan is there twice with another year of birth but one card, Hoa twice with a gap."""
    for person in (
        Person("Lê Thị Lan", "F", "1950", cccd="027150000123", hamlet="Xóm Đình"),
        Person("Lê Thị Lan", "F", "1951", cccd="027150000123", phone="0912345678"),
        Person("Vũ Thị Hoa", "F", "1948"),
        Person("Vũ Thị Hoa", "F"),
    ):
        records.add_person(club, person, "2021-03-10")


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, twice: None) -> DuplicatesPage:
    page = DuplicatesPage(session, shell)
    shown(page)
    return page


def press_enter() -> None:
    QTest.keyClick(QApplication.focusWidget(), "\r")


def pair_page(shell: FakeShell) -> PairPage:
    pair = shell.shown[-1]
    assert isinstance(pair, PairPage)
    return pair


def people(club: Club) -> list[Person]:
    return [member.person for member in records.people(club, TODAY)]


def test_the_pairs_stand_in_a_list(page: DuplicatesPage) -> None:
    assert page.purpose().startswith("2 pairs look alike.")
    check_page(page)


def test_putting_together_leads_to_the_next_pair(
    page: DuplicatesPage, shell: FakeShell, club: Club, sized: Callable[[int], None]
) -> None:
    press_enter()
    pair = pair_page(shell)
    for size in (200, 100):
        sized(size)
        check_page(pair)
    assert set(pair.picks) == {"code", "birth"}
    assert QApplication.focusWidget() is pair.picks["code"].options[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    press_enter()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(pair, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (lan,) = (member for member in records.people(club, TODAY) if "Lan" in member.person.name)
    assert lan.code == "002"
    assert lan.person == Person(
        "Lê Thị Lan", "F", "1951", cccd="027150000123", hamlet="Xóm Đình", phone="0912345678"
    )
    following = pair_page(shell)
    assert following is not pair
    assert set(following.picks) == {"code"}  # what only one of them says stays by itself
    club.undo()
    assert len(people(club)) == 4


def test_two_different_people_are_remembered(
    page: DuplicatesPage, shell: FakeShell, club: Club
) -> None:
    press_enter()
    for _pair in range(2):
        pair_page(shell).apart.click()
    page.make_ready()
    assert page.purpose().startswith("0 pairs look alike.")
    assert len(people(club)) == 4
    club.undo()
    page.make_ready()
    assert page.table.model.total() == 1


def test_a_refusal_stays_in_the_pair(page: DuplicatesPage, shell: FakeShell, club: Club) -> None:
    press_enter()
    pair = pair_page(shell)
    lan = next(member for member in records.people(club, TODAY) if "Lan" in member.person.name)
    records.died(club, lan.id, "2026-05-01")
    pair.together.click()
    assert pair.notices()
    assert pair_page(shell) is pair
