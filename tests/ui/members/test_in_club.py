"""What ties a person to the club: periods, offices, trainings; leaving and joining again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import Involvement
from app.members.rules import Membership, Person
from app.organisation import work_records
from app.organisation.work import Training
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.choice import Choice
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.person_parts import InClubPage, LifePage, PartPage

Show = Callable[[Page], Page]
CTRL = Qt.KeyboardModifier.ControlModifier


def column(page: PartPage[Any], place: int = 0) -> list[str]:
    return [page.table.model.columns[place].text(row) for row in page.table.shown()]


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
    form = shell.last_form()
    check_page(form)
    form.fields["joined_on"].set_text("10/3/2020")
    form.save_now()
    assert [each.joined_on for each in records.memberships(club, me)] == ["2020-03-10"]


def test_an_involvement_begins_and_ends(
    in_club: InClubPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_N, CTRL)
    form = shell.last_form()
    check_page(form)
    form.fields["kind"].set_text("donor")
    form.save_now()
    assert {each.kind for each in parts_records.involvements(club, me)} == {"volunteer", "donor"}
    shell.stack.setCurrentWidget(in_club)
    settle()
    in_club.table.select_place(2)
    assert column(in_club)[2] == "Volunteer"
    QTest.keyClick(in_club.table.view, Qt.Key.Key_Return)
    shell.last_form().save_now()
    ends = {each.kind: each.until for each in parts_records.involvements(club, me)}
    assert ends == {"volunteer": TODAY.isoformat(), "donor": None}


def test_leaving_names_what_ends_before_and_after(
    in_club: InClubPage, shell: FakeShell, club: Club, me: str
) -> None:
    QTest.keyClick(in_club.table.view, Qt.Key.Key_F4)
    form = shell.last_form()
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
    form = shell.last_form()
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
    joining = shell.last_form()
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
    form = shell.last_form()
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
    form = shell.last_form()
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
    form = shell.last_form()
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
