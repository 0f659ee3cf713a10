"""Check-ups typed for many, illnesses and medicines, second readings in the grid, new lines."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.club.file import Club
from app.documents import health_book
from app.health import check_up_records, fact_records, print_records, records
from app.health.rules import Reading
from app.members import records as members
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.health.conftest import People
from tests.ui.typing import type_text
from ui.health.books import LINES, BooksPage
from ui.health.check_ups import CheckUpForm, CheckUpsPage
from ui.health.facts import FactForm, KnownPage
from ui.health.person import PersonHealthPage
from ui.health.queue import Queue
from ui.health.screening import ScreeningPage
from ui.kit.choose import ChoosePage
from ui.kit.preview import Preview


def type_here(text: str) -> None:
    """Keys to whatever has the focus; a line break is Enter."""
    for sign in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        if sign == "\n":
            QTest.keyClick(focused, Qt.Key.Key_Return)
        else:
            type_text(focused, sign)
    settle()


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    settle()


# --- check-ups ----------------------------------------------------------------------------------


def test_a_visit_is_typed_a_person_a_row(session, shell, shown, club: Club, people: People) -> None:
    page = shown(CheckUpsPage(session, shell))
    page.place.setText("Trạm y tế")
    page.grid.setFocus()
    type_here("Tốt\nĐi bộ\n21/5/2027\nMắt mờ\n")
    page.grid.flush()
    found = check_up_records.check_ups_on(club, TODAY)
    assert (found[people.an].findings, found[people.an].place) == ("Tốt", "Trạm y tế")
    assert found[people.an].next_on == "2027-05-21"
    assert found[people.dao].findings == "Mắt mờ"
    assert len(found) == 2


def test_a_row_in_hand_is_whole_after_another_size_of_text(
    session, shell, shown, sized, people: People
) -> None:
    page = shown(CheckUpsPage(session, shell))
    key = f"{people.an} {TODAY.isoformat()}"
    page.grid.go_to(key, "findings")
    page.grid.rows.type(key, "findings", "Mắt m")
    sized(200)
    settle()
    assert page.grid.unsaved() == {key: {"findings": "Mắt m"}}
    assert page.grid.isAncestorOf(QApplication.focusWidget())


def test_a_row_that_is_cleared_is_taken_out(session, shell, shown, club, people: People) -> None:
    page = shown(CheckUpsPage(session, shell))
    key = f"{people.an} {TODAY.isoformat()}"
    page._save(key, {"findings": "Tốt", "advice": "", "next_on": ""})
    page.refresh()
    page._save(key, {"findings": "", "advice": "", "next_on": ""})
    assert check_up_records.check_ups_on(club, TODAY) == {}


def test_another_day_shows_its_own(session, shell, shown, club, people: People) -> None:
    page = shown(CheckUpsPage(session, shell))
    page._save(f"{people.an} {TODAY.isoformat()}", {"findings": "Tốt"})
    page.day.go_to(date(2026, 11, 1))
    settle()
    assert all(not row.texts["findings"] for row in page.grid.rows.rows)


def test_one_check_up_in_a_form(session, shell, shown, club: Club, people: People) -> None:
    form = shown(CheckUpForm(session, shell, people.an, "Ông An"))
    form.fields["findings"].set_text("Tốt")
    form.save_now()
    (stored,) = check_up_records.check_ups(club, people.an)
    again = shown(CheckUpForm(session, shell, people.an, "Ông An", stored))
    assert again.values()["findings"] == "Tốt"
    again.fields["findings"].set_text("Mắt mờ")
    again.save_now()
    assert check_up_records.check_ups(club, people.an)[0].findings == "Mắt mờ"
    again._remove()
    assert check_up_records.check_ups(club, people.an) == ()


# --- illnesses and medicines --------------------------------------------------------------------


def test_an_illness_is_chosen_and_stands_on_the_persons_page(
    session, shell, shown, club: Club, people: People
) -> None:
    page = shown(KnownPage(session, shell, people.dao))
    assert "is signed" in page.said.text()
    page._add()
    chooser = shell.shown[-1]
    assert isinstance(chooser, ChoosePage)
    chooser.tiles["1"].click()
    form = shell.shown[-1]
    assert isinstance(form, FactForm)
    form.fields["code"].set_text("hypertension")
    form.save_now()
    (fact,) = fact_records.facts(club, people.dao)
    page.refresh()
    assert [one.words for one in page.table.shown()] == ["High blood pressure"]
    page.table.opened.emit(page.table.shown()[0])
    assert isinstance(shell.shown[-1], FactForm)
    person = shown(PersonHealthPage(session, shell, people.dao))
    assert person._told() == [("High blood pressure", "stethoscope")]
    changed = shown(FactForm(session, shell, people.dao, "Bà Đào", "illness", fact))
    changed._remove()
    assert fact_records.facts(club, people.dao) == ()


@pytest.mark.parametrize(("kind", "text"), [("medicine", "Amlodipin"), ("allergy", "Tôm")])
def test_medicines_and_allergies(session, shell, shown, club, people, kind, text: str) -> None:
    form = shown(FactForm(session, shell, people.dao, "Bà Đào", kind))
    form.fields["text"].set_text(text)
    form.save_now()
    assert [(one.kind, one.text) for one in fact_records.facts(club, people.dao)] == [(kind, text)]


def test_without_a_signature_nothing_is_written(session, shell, shown, club, people) -> None:
    page = shown(KnownPage(session, shell, people.dinh))
    assert "not signed" in page.said.text()
    form = shown(FactForm(session, shell, people.dinh, "Ông Định", "allergy"))
    form.fields["text"].set_text("Tôm")
    form.save_now()
    assert fact_records.facts(club, people.dinh) == ()
    assert form.notices()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(session, shell, shown, sized, club, people: People, size: int) -> None:
    sized(size)
    records.add_reading(club, people.dao, Reading(TODAY, 162, 96))
    for page in (
        CheckUpsPage(session, shell),
        CheckUpForm(session, shell, people.dao, "Bà Đào"),
        KnownPage(session, shell, people.dao),
        FactForm(session, shell, people.dao, "Bà Đào", "illness"),
        FactForm(session, shell, people.dao, "Bà Đào", "medicine"),
        BooksPage(session, shell, what=LINES),
    ):
        check_page(shown(page))
    screening = shown(ScreeningPage(session, shell))
    screening.measuring._toggle_second()
    settle()
    check_page(screening)


# --- second readings ----------------------------------------------------------------------------


def test_who_was_high_is_measured_again(session, shell, shown, club: Club, people: People) -> None:
    page = shown(ScreeningPage(session, shell))
    page.grid.setFocus()
    type_here("126\n80\n72\n52\n162\n96\n72\n48\n")
    settle()
    press(Qt.Key.Key_F5)
    assert [row.name for row in page.grid.rows.rows] == ["Nguyễn Thị Đào"]
    assert page.grid.rows.rows[0].texts["first"] == "162 / 96"
    type_here("150\n92\n")
    page.grid.flush()
    (first, second) = records.readings(club, people.dao)[-2:]
    assert ((first.systolic, first.weight_g), second.systolic) == ((162, 48_000), 150)
    assert page.grid.rows.rows[0].result.word == "High, mean 156/94"
    press(Qt.Key.Key_F5)
    assert len(page.grid.rows.rows) == 3
    person = shown(PersonHealthPage(session, shell, people.dao))
    last = person.table.shown()[0]
    assert person._others(last).startswith("second reading, mean 156 / 94")


def test_a_wrong_second_number_names_its_range(session, shell, shown, club, people) -> None:
    records.add_reading(club, people.dao, Reading(TODAY, 162, 96))
    page = shown(ScreeningPage(session, shell))
    page.grid.setFocus()
    press(Qt.Key.Key_F5)
    type_here("1500\n92\n")
    page.grid.flush()
    assert "goes from 40 to 300" in page.grid.said()
    assert len(records.readings(club, people.dao)) == 2


def test_a_second_reading_that_is_cleared_is_taken_out(session, shell, shown, club, people) -> None:
    for upper in (162, 150):
        records.add_reading(club, people.dao, Reading(TODAY, upper, 96))
    page = shown(ScreeningPage(session, shell))
    page.measuring._toggle_second()
    key = page.grid.rows.rows[0].key
    page.measuring._store(key, {"systolic2": "", "diastolic2": ""})
    assert [one.systolic for one in records.readings(club, people.dao)][-1] == 162


def test_nobody_to_be_measured_again_says_so(session, shell, shown, people) -> None:
    page = shown(ScreeningPage(session, shell))
    page.measuring._toggle_second()
    settle()
    words = [label.text() for label in page.grid.findChildren(QLabel)]
    assert "Nobody has to be measured again. F5 goes back." in words


def test_numbers_of_the_queue_stay_over_a_restart(session, people: People) -> None:
    queue = Queue(session, TODAY)
    assert [queue.take(each) for each in (people.dao, people.an, people.dao)] == [1, 2, 1]
    again = Queue(session, TODAY)
    assert (again.number(people.an), again.person(1)) == (2, people.dao)
    again.give_back(people.dao)
    assert again.number(people.dao) is None
    assert again.take(people.dinh) == 3


# --- new lines ----------------------------------------------------------------------------------


def test_new_lines_are_noted_once_printed(session, shell, shown, qtbot, club, people) -> None:
    code = members.member(club, people.dao, TODAY).code
    holders, _issuer = health_book.gather(club, date(2026, 10, 20), [code])
    health_book.note_printed(club, holders, date(2026, 10, 20))
    page = shown(BooksPage(session, shell, what=LINES))
    page.make.click()
    settle()
    assert page.notices(), "nothing is new"
    records.add_reading(club, people.dao, Reading(TODAY, 128, 80))
    page.make.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    assert len(print_records.prints(club)[people.dao]) == 1
    shell.shown[-1].printed.emit(b"")
    assert [one.how for one in print_records.prints(club)[people.dao]] == ["whole", "lines"]


def test_whole_books_are_noted_once_printed(session, shell, shown, qtbot, club, people) -> None:
    page = shown(BooksPage(session, shell, people.dao, alone=True))
    page.make.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    assert print_records.prints(club) == {}
    shell.shown[-1].printed.emit(b"")
    shell.shown[-1].printed.emit(b"")
    (noted,) = print_records.prints(club)[people.dao]
    assert (noted.how, noted.year, noted.last_on) == ("whole", 2026, date(2026, 10, 18))
