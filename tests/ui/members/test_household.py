from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.club.file import Club
from app.members import parts_records, records
from app.members.household_records import households
from app.members.parts import Relation
from app.members.rules import HouseholdStatus
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.household import HouseholdPage, year_to_confirm

Show = Callable[[Page], Page]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> HouseholdPage:
    """Three households in the order Đào and Tý, Đạo, Sửu."""
    together = Relation("", people["Tý"], "spouse", together=True)
    parts_records.relate(session.club, people["Đào"], together)
    page = HouseholdPage(session, shell)
    shown(page)
    return page


def press(page: HouseholdPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table.view, key)
        settle()


def of_2027(club: Club, person_id: str) -> str | None:
    newest = records.household_statuses(club, person_id)
    return next((each.status for each in newest if each.year == 2027), None)


def column(page: HouseholdPage, place: int) -> list[str]:
    return [page.table.model.columns[place].text(row) for row in page.table.shown()]


def test_the_next_year_is_asked_about_from_november() -> None:
    assert year_to_confirm(date(2026, 10, 31)) == 2026
    assert year_to_confirm(date(2026, 11, 1)) == 2027


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits(size: int, sized: Callable[[int], None], page: HouseholdPage) -> None:
    sized(size)
    check_page(page)


def test_members_stand_by_household_with_last_years_word(page: HouseholdPage) -> None:
    assert page.title() == "Households of 2027"
    assert page.purpose().startswith("0 of 3 households confirmed.")
    names = column(page, 0)
    assert "Nguyễn Thị Đào, Trần Văn Tý" in names
    assert set(names) - {"Nguyễn Thị Đào, Trần Văn Tý"} == {"Phạm Văn Đạo", "Lê Thị Sửu"}
    place = names.index("Nguyễn Thị Đào, Trần Văn Tý")
    assert column(page, 2)[place] == "Near-poor / None of these"
    assert set(column(page, 3)) == {""}
    assert QApplication.focusWidget() is page.table.view


def test_one_key_for_each_household_saved_at_once(
    page: HouseholdPage, club: Club, people: dict[str, str]
) -> None:
    names = column(page, 0)
    for name in names:
        assert page.table.current() is not None
        press(page, Qt.Key.Key_2 if "Đào" in name else Qt.Key.Key_1)
    assert of_2027(club, people["Đào"]) == of_2027(club, people["Tý"]) == "near_poor"
    assert of_2027(club, people["Đạo"]) == of_2027(club, people["Sửu"]) == "poor"
    assert page.purpose().startswith("3 of 3 households confirmed.")
    assert len([e for e in club.history(10) if "households for 2027" in e.words]) == 3


def test_digits_of_the_number_block_do_too(
    page: HouseholdPage, club: Club, people: dict[str, str]
) -> None:
    page.table.select(people["Đạo"])
    QTest.keyClick(page.table.view, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert of_2027(club, people["Đạo"]) == "none"


def test_enter_keeps_what_was_and_goes_on(
    page: HouseholdPage, club: Club, people: dict[str, str]
) -> None:
    page.table.select(people["Đào"])
    press(page, Qt.Key.Key_Return)
    assert of_2027(club, people["Đào"]) == "near_poor"
    assert of_2027(club, people["Tý"]) == "none"
    now = page.table.current()
    assert now is not None and now.key != people["Đào"]


def test_enter_for_somebody_without_a_list_asks_for_a_digit(
    page: HouseholdPage, club: Club, people: dict[str, str]
) -> None:
    page.table.select(people["Đạo"])
    press(page, Qt.Key.Key_Return)
    (notice,) = page.notices()
    assert notice.what == "Phạm Văn Đạo stood on no list before."
    assert of_2027(club, people["Đạo"]) is None
    press(page, Qt.Key.Key_3)
    assert page.notices() == []
    assert of_2027(club, people["Đạo"]) == "difficult"


def test_one_undo_takes_one_key_back(
    page: HouseholdPage, club: Club, session: Session, people: dict[str, str]
) -> None:
    page.table.select(people["Đào"])
    press(page, Qt.Key.Key_1, Qt.Key.Key_1)
    session.undo()
    settle()
    assert page.purpose().startswith("1 of 3")
    session.undo()
    settle()
    assert of_2027(club, people["Đào"]) is None
    assert page.purpose().startswith("0 of 3")


def test_work_goes_on_where_it_stopped(
    page: HouseholdPage, session: Session, shell: FakeShell, shown: Show
) -> None:
    press(page, Qt.Key.Key_4)
    again = HouseholdPage(session, shell)
    shown(again)
    row = again.table.current()
    assert row is not None and not row.confirmed()
    assert again.purpose().startswith("1 of 3")


def test_the_paper_is_named_once_for_all(
    page: HouseholdPage, shell: FakeShell, club: Club, session: Session, people: dict[str, str]
) -> None:
    page.table.select(people["Đào"])
    press(page, Qt.Key.Key_1)
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    check_page(form)
    form.fields["source"].set_text("125/QĐ-UBND")
    form.save_now()
    shell.stack.setCurrentWidget(page)
    settle()
    page.table.select(people["Đạo"])
    press(page, Qt.Key.Key_1)
    for name in ("Đào", "Tý", "Đạo"):
        assert records.household_statuses(club, people[name])[0].source == "125/QĐ-UBND"
    assert page.purpose().endswith("List: 125/QĐ-UBND.")
    again = HouseholdPage(session, shell)
    shell.show(again)
    settle()
    assert again.purpose().endswith("List: 125/QĐ-UBND.")


def test_the_other_year(page: HouseholdPage, club: Club, people: dict[str, str]) -> None:
    press(page, Qt.Key.Key_F4)
    assert page.title() == "Households of 2026"
    names = column(page, 0)
    tells = column(page, 3)
    assert tells[names.index("Nguyễn Thị Đào, Trần Văn Tý")] == "Near-poor / None of these"
    page.table.select(people["Sửu"])
    press(page, Qt.Key.Key_Return)
    newest = records.household_statuses(club, people["Sửu"])[0]
    assert newest == HouseholdStatus(2026, "poor")
    press(page, Qt.Key.Key_F4)
    assert page.title() == "Households of 2027"


def test_everybody_of_the_household_is_said_below(
    page: HouseholdPage, people: dict[str, str]
) -> None:
    page.table.select(people["Đào"])
    said = [label.text() for label in page.findChildren(QLabel)]
    assert "Nguyễn Thị Đào, 1953, 73 years; Trần Văn Tý, 1950, 76 years." in said


def test_a_viewer_sees_the_list_only(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    club.actor = replace(club.actor, roles=frozenset({"viewer"}))
    page = HouseholdPage(session, shell)
    shown(page)
    press(page, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert of_2027(club, people["Đào"]) is None
    assert {b.key for b in page.findChildren(Button) if b.isVisible() and b.key} == {"F4"}
    check_page(page)


def test_each_household_once(club: Club, people: dict[str, str]) -> None:
    parts_records.relate(
        club, people["Đào"], Relation("", people["Thơm"], "sibling", together=True)
    )
    found = households(club, 2027)
    everybody = [member.id for row in found for member in row.members]
    assert sorted(everybody) == sorted(set(people.values()) - {people["Thơm"]})
