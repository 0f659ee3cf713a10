"""A person's page: what it shows and changes, and whom it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.roles import SECRETARY
from app.health import records
from app.health.rules import Reading
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.health.books import BooksPage
from ui.health.form import ReadingForm
from ui.health.person import PersonHealthPage
from ui.kit.button import Button
from ui.kit.chart import ChartView
from ui.kit.chips import Chip
from ui.kit.page import Page
from ui.kit.question import Question

Show = Callable[[Page], Page]


@pytest.fixture
def year(club, people) -> str:
    """Bà Đào, high from August on."""
    for month, systolic in ((8, 142), (9, 148), (11, 151)):
        reading = Reading(date(2026, month, 15), systolic, 92, 72, 48_000, 1_520, 5_600)
        records.add_reading(club, people.dao, replace(reading, note="đau đầu"))
    return people.dao


def texts(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_a_year_on_one_page(session, shell, shown, year) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    assert (page.title(), page.purpose()) == ("Bà Nguyễn Thị Đào", "73 years, number 002.")
    (chip,) = page.findChildren(Chip)
    assert chip.accessibleName() == "High, 4 times in a row"
    (chart,) = page.findChildren(ChartView)
    assert chart.accessibleName() == "Blood pressure of Bà Nguyễn Thị Đào"
    assert [one.systolic for one in page.table.shown()] == [151, 154, 148, 142]
    seen = texts(page)
    assert {"151 / 92", "152\N{NO-BREAK SPACE}cm", "normal", "Measured on 15/11/2026"} <= set(seen)
    assert any(text.startswith("Rest 5 minutes, measure again. Still high") for text in seen)
    assert page.first_focus() is page.table


def test_opening_it_is_noted(session, shell, shown, club, year) -> None:
    shown(PersonHealthPage(session, shell, year))
    rows = list(club.db.query("select what from access where person_id = :id", {"id": year}))
    assert [row["what"] for row in rows] == ["health"]


def test_a_role_without_the_right_is_told_so(session, shell, shown, club, year) -> None:
    club.actor = replace(club.actor, roles=frozenset({SECRETARY}))
    page = shown(PersonHealthPage(session, shell, year))
    assert any("may not open" in text for text in texts(page))
    assert not page.table.isVisible()
    assert not page.findChildren(ChartView)
    check_page(page)
    QTest.mouseClick(page.first_focus(), Qt.MouseButton.LeftButton)
    assert shell.backs == 1


def test_before_the_first_reading_it_offers_to_write_one(session, shell, shown, people) -> None:
    page = shown(PersonHealthPage(session, shell, people.dinh))
    assert any(text == "No reading yet" for text in texts(page))
    check_page(page)
    QTest.mouseClick(page.first_focus(), Qt.MouseButton.LeftButton)
    assert isinstance(shell.shown[-1], ReadingForm)


def test_a_reading_is_corrected_in_a_form(session, shell, shown, club, year) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    form = shell.shown[-1]
    assert isinstance(form, ReadingForm)
    assert form.values()["systolic"] == "151"
    assert (form.values()["glucose"], form.values()["note"]) == ("5.6", "đau đầu")
    form.fields["systolic"].set_text("1510")
    form.save_now()
    assert "40 to 300" in form.problems()["systolic"]
    form.fields["systolic"].set_text("131")
    form.fields["fasting"].set_text("1")
    form.save_now()
    last = records.readings(club, year)[-1]
    assert (last.systolic, last.diastolic, last.glucose_fasting) == (131, 92, True)
    shell.stack.setCurrentWidget(page)
    settle()
    assert page.table.shown()[0].systolic == 131


def test_the_form_asks_about_rare_values_beside_their_fields(session, shell, shown, year) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    form = shell.shown[-1]
    form.fields["weight"].set_text("84")
    form.fields["weight"].edited.emit("84")
    assert form.fields["weight"].said().startswith("Weight was 48.2")
    assert form.problems() == {}


def test_a_second_reading_of_a_day_is_added(session, shell, shown, club, people) -> None:
    records.add_reading(club, people.an, Reading(TODAY, 152, 90))
    page = shown(PersonHealthPage(session, shell, people.an))
    QTest.keyClick(page.table.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = shell.shown[-1]
    form.fields["systolic"].set_text("144/86")
    form.save_now()
    assert [one.systolic for one in records.readings(club, people.an)] == [128, 152, 144]


def test_a_reading_is_deleted_by_a_question_and_comes_back_by_undo(
    session, shell, shown, club, year
) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    (remove,) = [one for one in shell.shown[-1].findChildren(Button) if one.kind == "danger"]
    remove.click()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    check_page(question)
    assert len(records.readings(club, year)) == 4
    question.act.click()
    assert [one.systolic for one in records.readings(club, year)] == [142, 148, 154]
    session.undo()
    assert len(records.readings(club, year)) == 4


def test_the_form_fits(session, shell, shown, sized, year) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    for size in SIZES:
        sized(size)
        check_page(shell.shown[-1])


def test_its_book_is_one_key_away(session, shell, shown, year) -> None:
    page = shown(PersonHealthPage(session, shell, year))
    QTest.keyClick(page.table.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    books = shell.shown[-1]
    assert isinstance(books, BooksPage)
    assert books.whose.text() == "one"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(session, shell: FakeShell, shown, sized, year, size: int) -> None:
    sized(size)
    check_page(shown(PersonHealthPage(session, shell, year)))
