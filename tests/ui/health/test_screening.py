"""The measuring day: day, search, columns, roles, undo, empty; and every size of text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.club import drafts
from app.club.roles import SECRETARY
from app.health import records
from app.health.rules import Reading
from tests.makers import NOW, TODAY, fast_ports
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.health.conftest import LAST_MONTH, People, reading_of
from tests.ui.typing import type_text
from ui.health.books import BooksPage
from ui.health.person import PersonHealthPage
from ui.health.screening import ScreeningPage
from ui.health.slips import SlipsPage
from ui.kit.session import Session


@pytest.fixture
def page(session: Session, shell: FakeShell, people: People) -> ScreeningPage:
    page = ScreeningPage(session, shell)
    shell.show(page)
    settle()
    page.first_focus().setFocus()
    return page


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


def press(key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle()


def person_in_hand(page: ScreeningPage) -> str:
    return (page.grid.current_key() or "").partition(" ")[0]


def test_a_row_costs_its_digits_and_one_key_per_field(page, club, people) -> None:
    assert person_in_hand(page) == people.an
    type_here("126\n80\n72\n52,8\n")
    assert person_in_hand(page) == people.dao
    reading = reading_of(club, people.an)
    assert (reading.systolic, reading.diastolic, reading.pulse) == (126, 80, 72)
    assert reading.weight_g == 52_800
    assert page.quiet


def test_a_wrong_number_keeps_its_text_and_says_its_range(page, club, people) -> None:
    type_here("1380\n82\n")
    assert page.grid.said().startswith("Ông An: Upper number goes from 40 to 300 mmHg")
    press(Qt.Key.Key_Down)
    assert reading_of(club, people.an) is None
    press(Qt.Key.Key_F8)
    assert (person_in_hand(page), page.grid.current_column()) == (people.an, "systolic")
    type_here("138\n")
    press(Qt.Key.Key_Down)
    assert (page.grid.said(), reading_of(club, people.an).systolic) == ("", 138)


def test_undo_takes_the_row_back_on_the_page_too(page, club, session, people) -> None:
    type_here("126\n80\n72\n52,8\n")
    session.undo()
    settle()
    key = next(row.key for row in page.grid.rows.rows if row.key.startswith(people.an))
    assert page.grid.rows.text(key, "systolic") == ""


def test_the_day_decides_what_is_shown_and_stored(page, club, people) -> None:
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here("18/10/2026\n")
    assert page.day.day() == LAST_MONTH
    assert person_in_hand(page) == people.dinh, "the first one without a reading of that day"
    type_here("140\n90\n")
    press(Qt.Key.Key_Down)
    page.grid.flush()
    assert reading_of(club, people.dinh, LAST_MONTH).systolic == 140
    assert reading_of(club, people.dinh, TODAY) is None


@pytest.mark.parametrize("typed", ["31/2/2026", "1/12/2026", "hôm nào"])
def test_a_day_that_cannot_be_stays_as_typed_and_nothing_is_typed_for_it(page, typed) -> None:
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here(f"{typed}\n")
    assert page.day.edit.text() == typed
    assert page.day.wrong()
    assert page.grid.is_locked()
    page.day.edit.selectAll()
    type_here("21/11/2026\n")
    assert not page.grid.is_locked()
    assert not page.day.wrong()


def test_a_day_before_the_club_leaves_the_way_back(page) -> None:
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here("1/5/2020\n")
    assert (page.grid.rows.rows, page.day.wrong()) == ((), "")
    assert page.day.edit.isVisible()
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here("21/11/2026\n")
    assert len(page.grid.rows.rows) == 3


def test_a_program_left_open_overnight_goes_on_with_the_new_day(page, club, people) -> None:
    tomorrow = fast_ports(NOW + timedelta(days=1))
    club.ports = tomorrow
    page.hide()
    page.show()
    settle()
    assert page.day.day() == TODAY + timedelta(days=1)
    page.grid.setFocus()
    type_here("126\n80\n")
    press(Qt.Key.Key_Down)
    assert reading_of(club, people.an, TODAY + timedelta(days=1)).systolic == 126


def test_what_is_wrong_must_be_looked_at_before_another_day(page) -> None:
    type_here("1380\n")
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here("18/10/2026\n")
    assert page.day.wrong().startswith("Something typed is not saved yet")
    page.grid.rows.type(page.grid.current_key() or "", "systolic", "")
    page.day.edit.setFocus()
    type_here("\n")
    assert page.day.day() == LAST_MONTH


@pytest.mark.parametrize("wanted", ["dinh", "ĐỊNH", "vu dinh", "3", "003"])
def test_a_part_of_the_name_leads_to_the_row(page, people, wanted) -> None:
    press(Qt.Key.Key_F, control=True)
    type_here(wanted)
    assert [row.name for row in page.grid.rows.rows] == ["Vũ Văn Định"]
    type_here("\n")
    assert len(page.grid.rows.rows) == 3
    assert (person_in_hand(page), page.search.text()) == (people.dinh, "")
    assert page.grid.isAncestorOf(QApplication.focusWidget())


def test_nobody_found_is_said_and_escape_shows_everybody(page, shell) -> None:
    press(Qt.Key.Key_F, control=True)
    type_here("zzz")
    assert page.grid.rows.rows == ()
    press(Qt.Key.Key_Escape)
    assert (len(page.grid.rows.rows), shell.backs) == (3, 0)


def test_more_columns_are_one_key_away_and_keep_what_was_typed(page, club, people) -> None:
    type_here("126\n80\n")
    press(Qt.Key.Key_F7)
    assert page.grid.rows.typed[-3:] == ("height", "glucose", "note")
    assert person_in_hand(page) == people.an
    page.grid.go_to(page.grid.current_key() or "", "glucose")
    type_here("5,6\nsau bữa sáng\n")
    reading = reading_of(club, people.an)
    assert (reading.systolic, reading.glucose_umol_l) == (126, 5_600)
    assert reading.note == "sau bữa sáng"
    press(Qt.Key.Key_F7)
    assert page.grid.rows.typed == ("systolic", "diastolic", "pulse", "weight")


def test_columns_do_not_change_under_something_wrong(page) -> None:
    type_here("1380\n")
    press(Qt.Key.Key_F7)
    assert page.grid.rows.typed[0] == "systolic"
    assert len(page.grid.rows.typed) == 4
    assert page.grid.said()


def test_the_secretary_types_and_sees_nothing_from_before(session, shell, club, people) -> None:
    club.actor = replace(club.actor, roles=frozenset({SECRETARY}))
    page = ScreeningPage(session, shell)
    shell.show(page)
    settle()
    page.grid.setFocus()
    assert "last" not in [column.name for column in page.grid.rows.columns]
    type_here("126\n80\n72\n52,8\n")
    assert club.db.execute("select count(*) from reading").fetchone()[0] == 3
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    type_here("18/10/2026\n")
    assert page.day.wrong().startswith("Only the chair and the health lead open readings")


def test_from_here_to_a_person_to_the_list_to_the_books(page, shell, people) -> None:
    press(Qt.Key.Key_F3)
    assert isinstance(shell.shown[-1], PersonHealthPage)
    assert shell.shown[-1].person_id == people.an
    shell.stack.setCurrentWidget(page)
    page.grid.setFocus()
    press(Qt.Key.Key_F4)
    assert isinstance(shell.shown[-1], SlipsPage)
    shell.stack.setCurrentWidget(page)
    page.grid.setFocus()
    press(Qt.Key.Key_P, control=True)
    assert isinstance(shell.shown[-1], BooksPage)


def test_without_members_it_leads_to_them(session, shell) -> None:
    page = ScreeningPage(session, shell)
    shell.show(page)
    settle()
    QTest.mouseClick(page.first_focus(), Qt.MouseButton.LeftButton)
    assert shell.opened == [("members", {})]
    check_page(page)


def test_leaving_stores_the_row_in_hand(page, club, people) -> None:
    type_here("126\n80")
    page.leaving()
    assert reading_of(club, people.an).diastolic == 80


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_at_any_size(
    page: ScreeningPage, shell: FakeShell, sized: Callable[[int], None], size: int, width: int
) -> None:
    sized(size)
    shell.stack.resize(width - (280 if size < 130 and width > 1180 else 0), 640)
    check_page(page)
    press(Qt.Key.Key_F7)
    check_page(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7])
def test_the_cell_in_hand_is_seen_where_the_page_scrolls(page, sized, shell, people, key) -> None:
    sized(200)
    shell.stack.resize(1322, 580)
    settle()
    for _there_and_back in range(2):
        press(key)
        focused = QApplication.focusWidget()
        top = focused.mapTo(page.viewport(), QPoint(0, 0))
        assert page.viewport().rect().contains(QRect(top, focused.size())), key


def test_changing_the_size_of_text_keeps_what_is_typed(page, sized, club, people) -> None:
    type_here("126\n80")
    sized(200)
    settle()
    page.grid.flush()
    assert reading_of(club, people.an).diastolic == 80


def test_another_size_of_text_writes_nothing_so_the_book_may_be_closed(
    page, shell, session, sized, people
) -> None:
    shell.stack.resize(1366, 640)
    type_here("126\n8")
    session.open(None)
    sized(200)
    settle()
    key = f"{people.an} {TODAY}"
    assert page.grid.unsaved() == {key: {"systolic": "126", "diastolic": "8"}}
    assert (page.grid.current_key(), page.grid.current_column()) == (key, "diastolic")
    assert page.grid.isAncestorOf(QApplication.focusWidget())


def test_a_column_with_something_typed_goes_once_that_is_saved(
    page, shell, sized, club, people
) -> None:
    shell.stack.resize(1366, 640)
    settle()
    press(Qt.Key.Key_F7)
    assert "height" in page.grid.rows.typed
    type_here("126")
    sized(200)
    settle()
    assert page.grid.unsaved()[f"{people.an} {TODAY}"] == {"systolic": "126"}
    type_here("\n80")
    press(Qt.Key.Key_Down)
    assert reading_of(club, people.an).diastolic == 80
    assert "systolic" not in page.grid.rows.typed
    assert page.grid.isAncestorOf(QApplication.focusWidget())


def test_what_was_not_saved_stands_there_again_after_a_power_cut(
    page, session, shell, people
) -> None:
    type_here("1380\n80\n\n\n")
    page.leaving()
    (kept,) = drafts.drafts(session.club)
    assert kept.texts == {
        f"{people.an} {TODAY}\nsystolic": "1380",
        f"{people.an} {TODAY}\ndiastolic": "80",
    }
    again = ScreeningPage(session, shell)
    shell.show(again)
    settle()
    assert again.grid.is_dirty()
    assert [problem.column for problem in again.grid.rows.problems()] == ["systolic"]
    again.grid.go_to(f"{people.an} {TODAY}", "systolic")
    type_here("138\n")
    again.leaving()
    assert not again.grid.is_dirty()
    assert drafts.drafts(session.club) == ()


def test_a_reading_added_elsewhere_appears(page, club, people) -> None:
    records.add_reading(club, people.dinh, Reading(date(2026, 11, 21), 133, 81))
    settle()
    key = next(row.key for row in page.grid.rows.rows if row.key.startswith(people.dinh))
    assert page.grid.rows.text(key, "systolic") == "133"
