from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.file import Club
from app.members import parts_records
from app.members.parts import FollowUp
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.follow_ups import FollowUpsPage, NotesPage
from ui.members.person import PersonPage
from ui.members.picker import PersonPicker

Show = Callable[[Page], Page]


@pytest.fixture
def notes(club: Club, people: dict[str, str]) -> dict[str, str]:
    """Notes by their text, with ids: late, today, later, and one done."""
    ids = {}
    for name, text, due in (
        ("Tý", "Mượn xe lăn", "2026-12-05"),
        ("Đào", "Hỏi thẻ bảo hiểm", "2026-11-01"),
        ("Đào", "Thăm sau khi ra viện", "2026-11-21"),
        ("Sửu", "Xong rồi", "2026-11-20"),
    ):
        note = FollowUp("", people[name], text, due, "2026-10-20")
        ids[text] = parts_records.add_follow_up(club, note)
    parts_records.finish_follow_up(club, ids["Xong rồi"], "2026-11-10", "tốt")
    return ids


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, notes: dict[str, str]) -> FollowUpsPage:
    page = FollowUpsPage(session, shell)
    shown(page)
    return page


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_fit(
    size: int,
    sized: Callable[[int], None],
    page: FollowUpsPage,
    session: Session,
    shell: FakeShell,
    shown: Show,
    people: dict[str, str],
) -> None:
    sized(size)
    check_page(page)
    check_page(shown(NotesPage(session, shell, people["Đào"])))


def test_what_presses_most_comes_first(page: FollowUpsPage) -> None:
    rows = page.table.shown()
    due, who, what, _phone = page.table.model.columns
    assert [what.text(row) for row in rows] == [
        "Hỏi thẻ bảo hiểm",
        "Thăm sau khi ra viện",
        "Mượn xe lăn",
    ]
    assert [due.text(row) for row in rows] == ["20 days late", "Today", "5/12/2026"]
    assert who.text(rows[0]) == "Nguyễn Thị Đào"
    assert page.purpose() == "3 open notes, 1 of them late."


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_one_key_says_that_it_is_done(
    key: Qt.Key, page: FollowUpsPage, shell: FakeShell, club: Club, notes: dict[str, str]
) -> None:
    QTest.keyClick(page.table.view, key)
    form = shell.last_form()
    check_page(form)
    assert form.purpose() == "Hỏi thẻ bảo hiểm"
    form.fields["done_on"].set_text("1/1/2020")
    form.save_now()
    assert "done_on" in form.problems()
    form.fields["done_on"].set_text("20/11/2026")
    form.fields["result"].set_text("có thẻ mới")
    form.save_now()
    shell.stack.setCurrentWidget(page)
    settle()
    assert page.purpose() == "2 open notes."
    kept = parts_records.follow_ups(club, page.table.shown()[0].member.id)
    done = next(each for each in kept if each.id == notes["Hỏi thẻ bảo hiểm"])
    assert (done.done_on, done.result) == ("2026-11-20", "có thẻ mới")


def test_the_way_to_the_person(page: FollowUpsPage, shell: FakeShell) -> None:
    QTest.keyClick(page.table.view, Qt.Key.Key_F3)
    settle()
    person = shell.shown[-1]
    assert isinstance(person, PersonPage)
    assert person.title() == "Bà Nguyễn Thị Đào"


def test_a_note_about_somebody_found_by_name(
    page: FollowUpsPage, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    QTest.keyClick(page.table.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    picker = shell.shown[-1]
    assert isinstance(picker, PersonPicker)
    type_text(picker.search, "suu")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    QTest.keyClick(picker.table.view, Qt.Key.Key_Return)
    form = shell.last_form()
    form.fields["text"].set_text("Gọi cho con gái")
    form.fields["due_on"].set_text("30/11/2026")
    form.save_now()
    assert "Gọi cho con gái" in {
        each.text for each in parts_records.follow_ups(club, people["Sửu"])
    }


def test_the_whole_of_a_long_note_stands_below(
    page: FollowUpsPage, club: Club, people: dict[str, str]
) -> None:
    long = "Mượn xe lăn của trạm y tế xã, trả trước Tết, hỏi chị Hà"
    parts_records.add_follow_up(club, FollowUp("", people["Tý"], long, "2026-12-24", "2026-11-01"))
    settle()
    page.table.select_place(2)
    assert "Mượn xe lăn" not in [label.text() for label in page.findChildren(QLabel)]
    page.table.select_place(3)
    assert long in [label.text() for label in page.findChildren(QLabel)]


def test_the_notes_of_one_person_with_what_came_of_them(
    session: Session, shell: FakeShell, shown: Show, notes: dict[str, str], people: dict[str, str]
) -> None:
    page = NotesPage(session, shell, people["Sửu"])
    shown(page)
    (row,) = page.table.shown()
    texts = [column.text(row) for column in page.table.model.columns]
    assert texts == ["Done 10/11/2026", "Xong rồi", "tốt", "20/10/2026"]
    QTest.keyClick(page.table.view, Qt.Key.Key_Space)
    (notice,) = page.notices()
    assert notice.what == "This was done already."


def test_nobody_has_a_note(session: Session, shell: FakeShell, shown: Show, club: Club) -> None:
    page = FollowUpsPage(session, shell)
    check_page(shown(page))
    QTest.keyClick(page, Qt.Key.Key_F3)
    (notice,) = page.notices()
    assert notice.what == "No line is chosen."
