from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.periods import Month
from app.base.text import _
from app.club.file import Club
from app.club.roles import Actor
from app.meetings import sheet_records
from app.members import records
from app.members.rules import Person
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_like_unikey
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.more import PLACES, MorePage
from ui.members.page import MembersPage
from ui.members.person import PersonPage
from ui.members.whom import WhomPage

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> MembersPage:
    page = MembersPage(session, shell)
    shown(page)
    return page


def press(page: Page, key: str) -> None:
    (button,) = (each for each in page.findChildren(Button) if each.key == key)
    button.click()


def names(page: MembersPage) -> list[str]:
    return [member.person.name for member in page.table.shown()]


def test_members_stand_in_vietnamese_order(page: MembersPage) -> None:
    assert names(page) == ["Nguyễn Thị Đào", "Phạm Văn Đạo", "Lê Thị Sửu", "Trần Văn Tý"]
    assert page.purpose().startswith("4 members.")
    check_page(page)


def test_work_begins_in_the_search_field(page: MembersPage) -> None:
    assert QApplication.focusWidget() is page.search


@pytest.mark.parametrize(
    ("typed", "found"),
    [("dao", 2), ("Đào", 2), ("thi dao", 1), ("ty", 1), ("0987 214", 4), ("zzz", 0)],
)
def test_searching_needs_no_marks(page: MembersPage, typed: str, found: int) -> None:
    page.search.setText(typed)
    assert len(names(page)) == found
    page.search.clear()
    assert len(names(page)) == 4


def test_typing_with_the_vietnamese_keyboard_on_finds_at_every_key(page: MembersPage) -> None:
    type_like_unikey(page.search, "Đào")
    assert names(page) == ["Nguyễn Thị Đào", "Phạm Văn Đạo"]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.view.hasFocus()


def test_papers_are_of_those_whom_the_list_shows(page: MembersPage, shell: FakeShell) -> None:
    page.arrive(what="women")
    page.search.setText("dao")
    press(page, "Ctrl+P")
    assert shell.shown[-1] is not page
    assert [member.person.name for member in page._shown_people()] == ["Nguyễn Thị Đào"]


def test_who_is_meant_comes_before_who_is_only_like_it(page: MembersPage, club: Club) -> None:
    records.add_person(club, Person(name="Lê Thị Loan"))
    records.add_person(club, Person(name="Vũ Thị Lan"))
    page.table.sort_by(0, descending=True)
    page.search.setText("lan")
    assert names(page) == ["Vũ Thị Lan", "Lê Thị Loan"]
    assert page.purpose() == "1 person found. After them 1 with a similar name."
    assert [member.person.name for member in page._shown_people()] == ["Vũ Thị Lan"]
    page.search.setText("ngyuen")
    assert names(page) == ["Nguyễn Thị Đào"]
    assert page.purpose() == "Nobody is written so. 1 person has a similar name."
    page.search.setText("zzzz")
    assert page.purpose() == "Nobody found."


def test_the_figures_lead_to_the_composition(page: MembersPage, shell: FakeShell) -> None:
    page.strip.setFocus()
    QTest.keyClick(page.strip, "\r")
    assert shell.opened == [("targets", {})]


def test_a_search_without_anybody_offers_everybody(page: MembersPage) -> None:
    page.search.setText("zzz")
    page._show_everybody()
    assert page.search.text() == ""
    assert len(names(page)) == 4
    assert QApplication.focusWidget() is page.search


def test_a_list_can_be_narrowed_to_a_group(page: MembersPage) -> None:
    page.arrive(what="to-confirm")
    assert names(page) == ["Lê Thị Sửu"]
    assert page.purpose().startswith("Household status to confirm: 1 of 4.")
    page.arrive(what="gone")
    assert names(page) == ["Bùi Thị Thơm"]
    assert page.purpose().startswith("No longer members: 1 person.")


def test_whom_to_show_is_one_key_away_and_back(page: MembersPage, shell: FakeShell) -> None:
    press(page, "Ctrl+L")
    whom = shell.shown[-1]
    assert isinstance(whom, WhomPage)
    settle()
    check_page(whom)
    whom.ready[1].click()
    assert names(page) == ["Nguyễn Thị Đào", "Lê Thị Sửu"]
    assert page.purpose().startswith("Women: 2 of 4.")
    press(page, "Ctrl+E")
    assert len(names(page)) == 4


def test_arriving_with_a_person_opens_and_selects_them(
    page: MembersPage, shell: FakeShell, people: dict[str, str]
) -> None:
    page.search.setText("zzz")
    page.arrive(what=people["Tý"])
    assert isinstance(shell.shown[-1], PersonPage)
    assert page.table.current().person.name == "Trần Văn Tý"


def test_somebody_who_has_left_opens_too(
    page: MembersPage, shell: FakeShell, people: dict[str, str]
) -> None:
    page.arrive(what=people["Thơm"])
    settle()
    assert shell.shown[-1].title() == "Bà Bùi Thị Thơm"


def test_an_empty_club_is_told_how_to_begin(
    session: Session, shell: FakeShell, shown: Show
) -> None:
    page = MembersPage(session, shell)
    shown(page)
    assert page.table.model.total() == 0
    assert page.strip.isHidden()
    check_page(page)
    QTest.keyClick(page.search, "\r")
    assert QApplication.focusWidget().accessibleName() == "Choose an Excel list"


def test_who_may_only_look_has_no_buttons_that_write(
    session: Session, shell: FakeShell, shown: Show, people: dict[str, str]
) -> None:
    session.club.actor = Actor("x", "Người xem", frozenset({"viewer"}))
    page = MembersPage(session, shell)
    shown(page)
    assert [button for button in page.findChildren(Button) if button.kind == "primary"] == []
    press(page, "Ctrl+M")
    more = shell.shown[-1]
    assert isinstance(more, MorePage)
    assert [tile.text() for tile in more.tiles.values()] == [
        _(place.title) for place in PLACES.values() if place.right == "members.read"
    ]


def test_figures_follow_a_change(page: MembersPage, club: Club) -> None:
    records.add_person(club, Person(name="Vũ Thị Ba", sex="F", birth="1940"), "2026-01-01")
    assert page.purpose().startswith("5 members.")
    assert page.strip.figures()[0] == "Women: 3 of 5, 60 %"
    assert len(records.members(club, TODAY)) == 5


def test_the_code_of_a_sheet_opens_its_meeting(
    page: MembersPage, shell: FakeShell, club: Club
) -> None:
    (sheet,) = sheet_records.issue(club, Month(2026, 12), {"weighing": 1})
    page.search.setText(sheet.code.replace("-", ""))
    assert shell.opened == [("meetings", {"sheet": sheet.code})]
    assert page.search.value() == ""
    club.undo()
    page.search.setText(sheet.code)
    assert len(shell.opened) == 1, "no sheet of this club has it any more"
