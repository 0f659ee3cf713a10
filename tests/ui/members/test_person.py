from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.base.periods import Month
from app.base.text import _, ngettext, set_language
from app.club.file import Club
from app.meetings import records as meetings
from app.meetings.attendance_records import set_absent
from app.members import parts_records, records
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import HouseholdStatus, Membership, Person
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit import help_page
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.follow_ups import NotesPage
from ui.members.papers import PersonPapersPage
from ui.members.person import PersonPage
from ui.members.person_parts import FamilyPage, InClubPage, LifePage

Show = Callable[[Page], Page]
Opens = Callable[[str], PersonPage]


@pytest.fixture
def opened(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> Opens:
    """Opens somebody's page by the given name."""

    def show(name: str) -> PersonPage:
        page = PersonPage(session, shell, people[name])
        shown(page)
        return page

    return show


def texts(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def button(page: Page, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == text and b.isVisible())


def door(page: Page, key: str) -> Door:
    """The card with this key."""
    return next(d for d in page.findChildren(Door) if d.key == key)


def buttons(page: Page) -> set[str]:
    return {b.text() for b in page.findChildren(Button) if b.isVisible()}


def test_a_person_in_words(opened: Opens) -> None:
    page = opened("Đào")
    assert page.title() == "Bà Nguyễn Thị Đào"
    assert page.purpose() == "73 years, Xóm Đình, member since 10/3/2021, number 001."
    assert {"12/5/1953", "0987 214 365", "Near-poor", "Signed: 1 of 5"} <= set(texts(page))
    assert "Member of the club since 10/3/2021" in texts(page)
    check_page(page)


def test_how_often_somebody_comes_to_the_meetings(
    opened: Opens, club: Club, people: dict[str, str]
) -> None:
    for month in (Month(2026, 9), Month(2026, 10)):
        meeting_id = meetings.open_meeting(club, month, f"{month}-21")
        set_absent(club, meeting_id, people["Đào"], "ill")
        meetings.close_meeting(club, meeting_id)
    said = _("{said}, missed the last {n}").format(
        said=ngettext(
            "Came to {n} of the last {all} meeting", "Came to {n} of the last {all} meetings", 2
        ).format(n=0, all=2),
        n=2,
    )
    assert said in texts(opened("Đào"))


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_at_every_size(
    size: int, sized: Callable[[int], None], opened: Opens
) -> None:
    sized(size)
    page = opened("Đào")
    check_page(page)
    if size == 100:
        assert page.verticalScrollBar().maximum() == 0


def test_work_begins_at_the_button_that_changes(opened: Opens) -> None:
    page = opened("Đào")
    assert QApplication.focusWidget() is page._edit


def test_a_status_of_an_older_year_is_confirmed_by_one_key(
    opened: Opens, club: Club, people: dict[str, str]
) -> None:
    page = opened("Sửu")
    assert "Poor (to confirm)" in texts(page)
    still = button(page, "Still the same in 2026")
    assert still.key == "F5"
    still.click()
    settle()
    newest = records.household_statuses(club, people["Sửu"])[0]
    assert (newest.year, newest.status, newest.confirmed) == (2026, "poor", True)
    assert "Still the same in 2026" not in buttons(page)
    assert QApplication.focusWidget() is door(page, "F4")


def test_the_status_of_last_year_is_to_confirm_even_when_it_was_sure_then(
    session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    status = HouseholdStatus(2025, "near_poor")
    page = PersonPage(session, shell, records.add_person(club, Person("Vũ Thị Ba"), None, status))
    shown(page)
    assert "Near-poor (to confirm)" in texts(page)
    button(page, "Still the same in 2026").click()
    settle()
    assert {"Year 2026", "Year 2025", "Near-poor"} <= set(texts(page))
    assert "Near-poor (to confirm)" not in texts(page)


def test_the_list_of_next_year_leaves_this_year_to_confirm(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    me = people["Sửu"]
    records.set_household_status(club, me, HouseholdStatus(2027, "none"))
    page = PersonPage(session, shell, me)
    shown(page)
    assert {"Year 2027", "None of these", "Year 2025", "Poor (to confirm)"} <= set(texts(page))
    button(page, "Still the same in 2026").click()
    settle()
    found = {each.year: each.status for each in records.household_statuses(club, me)}
    assert found == {2027: "none", 2026: "poor", 2025: "poor"}


def test_of_who_has_left_no_new_list_is_asked(
    opened: Opens, club: Club, people: dict[str, str]
) -> None:
    records.leave(club, people["Sửu"], Membership(None, "2026-11-01", "moved"))
    page = opened("Sửu")
    assert "Poor" in texts(page)
    assert "Still the same in 2026" not in buttons(page)


def test_a_confirmed_status_asks_nothing(opened: Opens) -> None:
    page = opened("Đào")
    assert "Still the same in 2026" not in buttons(page)


def test_who_has_left_shows_when(opened: Opens) -> None:
    assert "Member of the club, 10/3/2021 to 1/2/2026" in texts(opened("Thơm"))


def test_consent_has_a_room_of_its_own(
    opened: Opens, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    page = opened("Đào")
    assert "Not signed: name in the club's books, name to the commune" in " ".join(texts(page))
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert shell.opened == [("privacy", {"what": people["Đào"]})]
    records.give_consent(club, people["Đào"], "C1", "2026-11-21")
    settle()
    assert "Signed: 2 of 5" in texts(page)


def test_nothing_signed_is_told(opened: Opens) -> None:
    assert "Nothing signed yet" in texts(opened("Tý"))


def test_health_of_this_person(opened: Opens, shell: FakeShell, people: dict[str, str]) -> None:
    button(opened("Đào"), "Health").click()
    assert shell.opened == [("health", {"what": people["Đào"]})]


def test_the_papers_of_this_person(opened: Opens, shell: FakeShell) -> None:
    page = opened("Đào")
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert isinstance(shell.shown[-1], PersonPapersPage)


def test_each_card_opens_its_whole(opened: Opens, shell: FakeShell) -> None:
    page = opened("Đào")
    for key, kind in (
        (Qt.Key.Key_F3, Form),
        (Qt.Key.Key_F4, LifePage),
        (Qt.Key.Key_F6, FamilyPage),
        (Qt.Key.Key_F7, InClubPage),
        (Qt.Key.Key_F8, NotesPage),
    ):
        QTest.keyClick(page, key)
        settle()
        assert isinstance(shell.shown[-1], kind)
        check_page(shell.shown[-1])
        shell.stack.setCurrentWidget(page)
        settle()


def test_enter_opens_the_card_in_focus(opened: Opens, shell: FakeShell) -> None:
    page = opened("Đào")
    door(page, "F6").setFocus()
    QTest.keyClick(door(page, "F6"), Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], FamilyPage)


def test_cards_sum_up_dated_facts(opened: Opens, club: Club, people: dict[str, str]) -> None:
    me = people["Đào"]
    begin = parts_records.begin_circumstance
    begin(club, me, Circumstance("", "lives_alone", "2024-01-01"))
    begin(club, me, Circumstance("", "frail", "2020-01-01", until="2021-06-05"))
    parts_records.relate(club, me, Relation("", people["Sửu"], "child", together=True))
    parts_records.begin_involvement(club, me, Involvement("", "volunteer", "2025-03-05"))
    note = FollowUp("", me, "Thăm bệnh", "2026-11-11", "2026-11-01")
    parts_records.add_follow_up(club, note)
    page = opened("Đào")
    assert {
        "Lives alone since 2024",
        "Daughter",
        "Lê Thị Sửu, same home",
        "Volunteer since 5/3/2025",
        "10 days late: Thăm bệnh",
    } <= set(texts(page))
    assert not any("Frail" in text for text in texts(page))


def test_a_long_list_says_how_many_more(opened: Opens, club: Club, people: dict[str, str]) -> None:
    me = people["Đào"]
    for number in range(4):
        note = FollowUp("", me, f"Việc {number}", "2026-12-11", "2026-11-01")
        parts_records.add_follow_up(club, note)
        other = records.add_person(club, Person(f"Vũ Thị {number}"))
        parts_records.relate(club, me, Relation("", other, "sibling"))
    page = opened("Đào")
    assert texts(page).count("and 2 more") == 1
    assert texts(page).count("and 1 more") == 1
    check_page(page)


def test_what_looks_odd_about_the_papers_is_asked(
    session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    person = Person("Vũ Thị Ba", bhyt="2723456789", bhyt_until="2025-12-31")
    page = PersonPage(session, shell, records.add_person(club, person))
    shown(page)
    assert "2723456789, ended 31/12/2025" in texts(page)
    session.club.undo()
    odd = replace(person, bhyt_until="2027-12-31", phone="0123")
    page = PersonPage(session, shell, records.add_person(club, odd))
    shown(page)
    assert "2723456789, until 31/12/2027" in texts(page)
    assert "0123 does not look like a telephone number: check it." in texts(page)


def test_a_note_is_added_from_the_page(
    opened: Opens, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    page = opened("Tý")
    QTest.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    note = shell.last_form()
    check_page(note)
    note.save_now()
    assert note.problems().keys() == {"text", "due_on"}
    note.fields["text"].set_text("Hỏi thăm")
    note.fields["due_on"].set_text("1/12/2026")
    note.save_now()
    (kept,) = parts_records.follow_ups(club, people["Tý"])
    assert (kept.text, kept.due_on) == ("Hỏi thăm", "2026-12-01")


def test_an_erased_person_has_no_cards(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    with club.change("Erase"):
        club.db.table("person").update(people["Thơm"], {"name": "-", "erased_on": "2026-11-01"})
    page = PersonPage(session, shell, people["Thơm"])
    shown(page)
    assert page.title() == "Erased person (number 005)"
    assert not any(each.isVisible() for each in page.findChildren(Door))
    page._edit_who()
    assert len(shell.shown) == 1
    check_page(page)


def test_a_viewer_reads_and_cannot_press(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    club.actor = replace(club.actor, roles=frozenset({"viewer"}))
    page = PersonPage(session, shell, people["Đào"])
    shown(page)
    assert buttons(page) == {"Print papers"}
    assert {d.key for d in page.findChildren(Door)} == {"", "F4", "F6", "F7", "F8", "F9"}
    QTest.keyClick(page, Qt.Key.Key_F3)
    assert len(shell.shown) == 1
    assert QApplication.focusWidget() is door(page, "F4")
    check_page(page)


def test_a_person_whose_adding_is_undone_while_looked_at(
    session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    page = PersonPage(session, shell, records.add_person(club, Person("Vũ Thị Ba")))
    shown(page)
    session.undo()
    settle()
    assert page.title() == "No longer in the book"
    assert page.notices() == []
    page._edit_who()
    assert len(shell.shown) == 1
    session.redo()
    assert page.title().endswith("Vũ Thị Ba")
    assert page._edit.isEnabled()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", [PersonPage, LifePage, FamilyPage, InClubPage, NotesPage])
def test_every_page_about_a_person_has_its_help(page: type[Page], language: str) -> None:
    set_language(language)
    assert help_page.read(page.help_id) is not None
