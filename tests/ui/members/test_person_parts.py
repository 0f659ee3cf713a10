from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.file import Club
from app.members import parts_records, records
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.person import PersonPage
from ui.members.person_parts import FamilyPage, InClubPage, LifePage, PartPage
from ui.members.picker import PersonPicker

Show = Callable[[Page], Page]
CTRL = Qt.KeyboardModifier.ControlModifier


def column(page: PartPage[Any], place: int = 0) -> list[str]:
    return [page.table.model.columns[place].text(row) for row in page.table.shown()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [LifePage, FamilyPage, InClubPage])
def test_pages_of_parts_fit(
    kind: type[LifePage] | type[FamilyPage] | type[InClubPage],
    size: int,
    sized: Callable[[int], None],
    session: Session,
    shell: FakeShell,
    shown: Show,
    me: str,
) -> None:
    sized(size)
    check_page(shown(kind(session, shell, me)))


@pytest.fixture
def life(session: Session, shell: FakeShell, shown: Show, me: str) -> LifePage:
    page = LifePage(session, shell, me)
    shown(page)
    return page


def test_circumstances_now_then_years_then_what_was(life: LifePage) -> None:
    assert column(life) == ["Lives alone", "Household 2026: near-poor", "Frail"]
    assert column(life, 1) == ["2024", "", "1/2/2020"]
    assert column(life, 2) == ["", "", "5/6/2021"]
    life.table.select_place(2)
    assert "sau mổ ở bệnh viện tỉnh, nay đã khỏe lại" in [
        label.text() for label in life.findChildren(QLabel)
    ]


def test_a_circumstance_is_written_down_and_ended_by_keys(
    life: LifePage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(life.table.view, Qt.Key.Key_N, CTRL)
    form = shell.last_form()
    check_page(form)
    form.save_now()
    assert form.problems().keys() == {"kind", "since"}
    form.fields["kind"].set_text("disability")
    form.fields["since"].set_text("2019")
    form.save_now()
    assert len(parts_records.circumstances(club, me)) == 3
    shell.stack.setCurrentWidget(life)
    settle()
    life.table.select_place(1)
    assert column(life)[1] == "Lives alone"
    QTest.keyClick(life.table.view, Qt.Key.Key_Return)
    ending = shell.last_form()
    check_page(ending)
    ending.fields["until"].set_text("31/12/2023")
    ending.save_now()
    assert "before its beginning" in ending.problems()["until"]
    ending.fields["until"].set_text("1/11/2026")
    ending.save_now()
    kept = {each.kind: each.until for each in parts_records.circumstances(club, me)}
    assert kept["lives_alone"] == "2026-11-01"


def test_what_has_ended_is_said_to_have_ended(life: LifePage, shell: FakeShell) -> None:
    life.table.select_place(2)
    life.table.open_current()
    (notice,) = life.notices()
    assert notice.what == "This has ended already."
    assert len(shell.shown) == 1


def test_the_household_of_a_year_with_its_paper(
    life: LifePage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(life.table.view, Qt.Key.Key_F5)
    form = shell.last_form()
    check_page(form)
    assert form.values() == {"year": "2026", "status": "near_poor", "source": ""}
    form.fields["status"].set_text("poor")
    form.fields["source"].set_text("125/QĐ-UBND")
    form.save_now()
    newest = records.household_statuses(club, me)[0]
    assert (newest.year, newest.status, newest.source) == (2026, "poor", "125/QĐ-UBND")


def test_the_household_of_another_year(
    life: LifePage, shell: FakeShell, club: Club, me: str
) -> None:
    life.table.select_place(1)
    life.table.open_current()
    assert shell.last_form().title() == "Household in 2026"
    shell.stack.setCurrentWidget(life)
    QTest.keyClick(life.table.view, Qt.Key.Key_F5)
    form = shell.last_form()
    form.fields["year"].set_text("1990")
    form.fields["year"].edited.emit("1990")
    assert form.fields["year"].said() == "Write a year from 2000 to 2027."
    assert form.problems() == {}
    form.fields["year"].set_text("2024")
    form.fields["status"].set_text("none")
    form.save_now()
    assert [each.year for each in records.household_statuses(club, me)] == [2026, 2024]


def test_impossible_days_are_asked_about_when_the_field_is_left(
    in_club: InClubPage, shell: FakeShell
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_F4)
    form = shell.last_form()
    for typed, said in (
        ("31/2/2026", "31"),
        ("1/1/2020", "before the day of joining, 10/3/2021"),
        ("1/12/2026", "lies ahead"),
    ):
        form.fields["left_on"].set_text(typed)
        form.fields["left_on"].edited.emit(typed)
        assert said in form.fields["left_on"].said()
        assert form.problems() == {}


@pytest.fixture
def family(session: Session, shell: FakeShell, shown: Show, me: str) -> FamilyPage:
    page = FamilyPage(session, shell, me)
    shown(page)
    return page


def test_enter_opens_the_relative(family: FamilyPage, shell: FakeShell) -> None:
    assert column(family) == ["Daughter"]
    assert column(family, 3) == ["Yes"]
    QTest.keyClick(family.table.view, Qt.Key.Key_Return)
    page = shell.shown[-1]
    assert isinstance(page, PersonPage)
    settle()
    assert page.title().endswith("Lê Thị Sửu")


def test_the_other_side_sees_the_mother(
    session: Session, shell: FakeShell, shown: Show, me: str, people: dict[str, str]
) -> None:
    page = FamilyPage(session, shell, people["Sửu"])
    shown(page)
    assert column(page) == ["Mother"]


def test_a_relative_is_found_by_a_part_of_the_name(
    family: FamilyPage, shell: FakeShell, club: Club, me: str, people: dict[str, str]
) -> None:
    QTest.keyClick(family.table.view, Qt.Key.Key_N, CTRL)
    picker = shell.shown[-1]
    assert isinstance(picker, PersonPicker)
    check_page(picker)
    offered = {member.id for member in picker.table.shown()}
    assert offered == set(people.values()) - {me, people["Sửu"]}
    type_text(picker.search, "ty")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    QTest.keyClick(picker.table.view, Qt.Key.Key_Return)
    form = shell.last_form()
    check_page(form)
    form.fields["kind"].set_text("spouse")
    form.fields["together"].set_text("yes")
    form.save_now()
    related = {each.other_id: each for each in parts_records.relations(club, me)}
    assert related[people["Tý"]].kind == "spouse"
    assert related[people["Tý"]].together


def test_a_relative_who_stands_nowhere_yet_is_added_on_the_way(
    family: FamilyPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(family.table.view, Qt.Key.Key_N, CTRL)
    picker = shell.shown[-1]
    assert isinstance(picker, PersonPicker)
    QTest.keyClick(picker.search, Qt.Key.Key_N, CTRL)
    adding = shell.last_form()
    adding.fields["name"].set_text("Trần Thị Hà")
    adding.save_now()
    shell.stack.setCurrentWidget(picker)
    settle()
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    QTest.keyClick(picker.table.view, Qt.Key.Key_Return)
    form = shell.last_form()
    assert "Trần Thị Hà" in form.title()
    form.fields["kind"].set_text("child")
    form.save_now()
    assert len(parts_records.relations(club, me)) == 2
    assert len(records.members(club, TODAY)) == 4


def test_a_relation_is_changed_and_taken_out(
    family: FamilyPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(family.table.view, Qt.Key.Key_F2)
    form = shell.last_form()
    assert (form.values()["kind"], form.values()["together"]) == ("child", "yes")
    form.fields["kind"].set_text("grandchild")
    form.fields["together"].set_text("")
    form.save_now()
    (relation,) = parts_records.relations(club, me)
    assert (relation.kind, relation.together) == ("grandchild", False)
    shell.stack.setCurrentWidget(family)
    settle()
    family.table.select_place(0)
    family._take_out()
    assert parts_records.relations(club, me) == ()
