from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import Membership, Person
from app.organisation import records as organisation
from app.organisation import work_records
from app.organisation.rules import Office
from app.organisation.work import Training
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.choice import Choice
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.person import PersonPage
from ui.members.person_parts import FamilyPage, InClubPage, LifePage, PartPage
from ui.members.picker import PersonPicker

Show = Callable[[Page], Page]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def me(club: Club, people: dict[str, str]) -> str:
    """Đào, with something in every part."""
    me = people["Đào"]
    parts_records.begin_circumstance(club, me, Circumstance("", "lives_alone", "2024-01-01"))
    old = Circumstance(
        "",
        "frail",
        "2020-02-01",
        until="2021-06-05",
        note="sau mổ ở bệnh viện tỉnh, nay đã khỏe lại",
    )
    parts_records.begin_circumstance(club, me, old)
    parts_records.relate(club, me, Relation("", people["Sửu"], "child", together=True))
    parts_records.begin_involvement(club, me, Involvement("", "volunteer", "2025-03-05"))
    organisation.begin_office(club, Office("", me, "treasurer", "2025-01-01"))
    parts_records.add_follow_up(club, FollowUp("", me, "Thăm", "2026-12-01", "2026-11-01"))
    return me


def last_form(shell: FakeShell) -> Form:
    found = shell.shown[-1]
    assert isinstance(found, Form)
    return found


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
    form = last_form(shell)
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
    ending = last_form(shell)
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
    form = last_form(shell)
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
    assert last_form(shell).title() == "Household in 2026"
    shell.stack.setCurrentWidget(life)
    QTest.keyClick(life.table.view, Qt.Key.Key_F5)
    form = last_form(shell)
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
    form = last_form(shell)
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
    form = last_form(shell)
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
    adding = last_form(shell)
    adding.fields["name"].set_text("Trần Thị Hà")
    adding.save_now()
    shell.stack.setCurrentWidget(picker)
    settle()
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    QTest.keyClick(picker.table.view, Qt.Key.Key_Return)
    form = last_form(shell)
    assert "Trần Thị Hà" in form.title()
    form.fields["kind"].set_text("child")
    form.save_now()
    assert len(parts_records.relations(club, me)) == 2
    assert len(records.members(club, TODAY)) == 4


def test_a_relation_is_changed_and_taken_out(
    family: FamilyPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(family.table.view, Qt.Key.Key_F2)
    form = last_form(shell)
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


@pytest.fixture
def in_club(session: Session, shell: FakeShell, shown: Show, me: str) -> InClubPage:
    page = InClubPage(session, shell, me)
    shown(page)
    return page


def test_what_ties_to_the_club_the_newest_first(in_club: InClubPage) -> None:
    assert column(in_club) == ["Member of the club", "Volunteer", "Treasurer"]
    assert column(in_club, 1) == ["10/3/2021", "5/3/2025", "2025"]


def test_trainings_stand_with_what_was(
    session: Session, shell: FakeShell, shown: Show, club: Club, me: str
) -> None:
    training = Training("", "first", "Quản lý quỹ", "2024-06-01", "2024-06-03", people=(me,))
    work_records.add_training(club, training)
    page = InClubPage(session, shell, me)
    shown(page)
    assert column(page)[-1] == "Training: Quản lý quỹ"
    assert (column(page, 1)[-1], column(page, 2)[-1]) == ("1/6/2024", "3/6/2024")


def test_an_office_is_changed_in_its_own_room(in_club: InClubPage, shell: FakeShell) -> None:
    in_club.table.select_place(2)
    in_club.table.open_current()
    assert shell.opened == [("organisation", {})]


def test_a_membership_typed_wrong_is_corrected(
    in_club: InClubPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_Return)
    form = last_form(shell)
    check_page(form)
    form.fields["joined_on"].set_text("10/3/2020")
    form.save_now()
    assert [each.joined_on for each in records.memberships(club, me)] == ["2020-03-10"]


def test_an_involvement_begins_and_ends(
    in_club: InClubPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_N, CTRL)
    form = last_form(shell)
    check_page(form)
    form.fields["kind"].set_text("donor")
    form.save_now()
    assert {each.kind for each in parts_records.involvements(club, me)} == {"volunteer", "donor"}
    shell.stack.setCurrentWidget(in_club)
    settle()
    in_club.table.select_place(2)
    assert column(in_club)[2] == "Volunteer"
    QTest.keyClick(in_club.table.view, Qt.Key.Key_Return)
    last_form(shell).save_now()
    ends = {each.kind: each.until for each in parts_records.involvements(club, me)}
    assert ends == {"volunteer": TODAY.isoformat(), "donor": None}


def test_leaving_names_what_ends_before_and_after(
    in_club: InClubPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_F4)
    form = last_form(shell)
    check_page(form)
    said = [label.text() for label in form.findChildren(QLabel)]
    assert "Choose why; then it is shown here what ends on the same day." in said
    form.save_now()
    assert form.problems().keys() == {"reason"}

    def chosen(reason: str) -> list[str]:
        form.fields["reason"].set_text(reason)
        form.fields["reason"].edited.emit(reason)
        return [label.text() for label in form.findChildren(QLabel)]

    assert "Nothing else ends: offices, teams and notes wait." in chosen("paused")
    assert "On the same day ends: Treasurer; 1 open note." in chosen("moved")
    dead = "On the same day ends: Volunteer; Treasurer; Lives alone; 1 open note."
    assert dead in chosen("died")
    form.save_now()
    (notice,) = in_club.notices()
    assert notice.what == "Bà Nguyễn Thị Đào is written down as having died."
    assert "1 office" in notice.text and "1 circumstance" in notice.text
    assert me not in {member.id for member in records.members(club, TODAY)}
    assert not [each for each in parts_records.circumstances(club, me) if each.until is None]
    assert len(club.history(1)[0].words) > 0
    club.undo()
    assert me in {member.id for member in records.members(club, TODAY)}


def test_somebody_with_nothing_open_just_leaves(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    page = InClubPage(session, shell, people["Tý"])
    shown(page)
    QTest.keyClick(page.table.view, Qt.Key.Key_F4)
    form = last_form(shell)
    form.fields["reason"].set_text("left")
    form.save_now()
    assert page.notices() == []
    shell.stack.setCurrentWidget(page)
    settle()
    assert column(page, 2) == ["21/11/2026"]
    assert page._stay.text() == "Joins again, or died"


def test_who_left_may_join_again(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    page = InClubPage(session, shell, people["Thơm"])
    shown(page)
    assert column(page, 3) == ["Moved away"]
    QTest.keyClick(page.table.view, Qt.Key.Key_F4)
    joining = last_form(shell)
    check_page(joining)
    choice = joining.fields["reason"]
    assert isinstance(choice, Choice)
    assert [option.text() for option in choice.options] == ["A member again", "Died"]
    joining.save_now()
    assert joining.problems() == {"reason": "Choose one of these."}
    joining.fields["reason"].set_text("joins")
    joining.fields["on"].set_text("5/1/2026")
    joining.save_now()
    assert joining.problems() == {"on": "The last membership ended on 1/2/2026."}
    joining.fields["on"].set_text("")
    joining.save_now()
    assert joining.problems() == {"on": "Write since when."}
    joining.fields["on"].set_text("1/11/2026")
    joining.save_now()
    assert people["Thơm"] in {member.id for member in records.members(club, TODAY)}


def test_who_left_may_have_died(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    me = people["Thơm"]
    parts_records.begin_involvement(club, me, Involvement("", "donor", "2026-03-01"))
    page = InClubPage(session, shell, me)
    shown(page)
    QTest.keyClick(page.table.view, Qt.Key.Key_F4)
    form = last_form(shell)
    form.fields["reason"].set_text("died")
    form.fields["reason"].edited.emit("died")
    said = [label.text() for label in form.findChildren(QLabel)]
    assert "On the same day ends: Donor." in said
    form.save_now()
    assert [each.until for each in parts_records.involvements(club, me)] == ["2026-11-21"]
    assert page.notices()[0].text == "Ended with it: 1 involvement."


def test_who_paused_may_leave_for_good(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    records.leave(club, people["Tý"], Membership(None, "2026-10-01", "paused"))
    page = InClubPage(session, shell, people["Tý"])
    shown(page)
    QTest.keyClick(page.table.view, Qt.Key.Key_F4)
    form = last_form(shell)
    choice = form.fields["reason"]
    assert isinstance(choice, Choice)
    assert len(choice.options) == 5
    form.fields["reason"].set_text("moved")
    form.save_now()
    last = records.member(club, people["Tý"], TODAY).membership
    assert last is not None and last.reason == "moved"


def test_somebody_of_no_membership_joins(
    session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    me = records.add_person(club, Person("Vũ Thị Ba"), as_member=False)
    page = InClubPage(session, shell, me)
    shown(page)
    QTest.keyClick(page, Qt.Key.Key_F4)
    form = last_form(shell)
    form.fields["reason"].set_text("joins")
    form.save_now()
    assert me in {member.id for member in records.members(club, TODAY)}


def test_the_history_of_a_person(in_club: InClubPage, shell: FakeShell, me: str) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_K, CTRL)
    assert shell.opened == [("history", {"what": me})]


def test_a_page_of_somebody_who_was_taken_back(
    session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    page = LifePage(session, shell, records.add_person(club, Person("Vũ Thị Ba")))
    shown(page)
    session.undo()
    settle()
    (notice,) = page.notices()
    assert notice.what == "This person is no longer in the book."
