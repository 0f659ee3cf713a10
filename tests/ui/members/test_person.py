from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.club.file import Club
from app.members import records
from app.members.rules import HouseholdStatus, Person
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.person import PersonPage

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


def buttons(page: Page) -> set[str]:
    return {b.text() for b in page.findChildren(Button) if b.isVisible()}


def form(shell: FakeShell) -> Form:
    found = shell.shown[-1]
    assert isinstance(found, Form)
    return found


def test_a_person_in_words(opened: Opens) -> None:
    page = opened("Đào")
    assert page.title() == "Bà Nguyễn Thị Đào"
    assert page.purpose() == "73 years, Xóm Đình, member since 10/3/2021, number 001."
    assert {"12/5/1953", "0987 214 365", "Near-poor", "signed 12/1/2025"} <= set(texts(page))
    check_page(page)


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
    assert QApplication.focusWidget() is page._edit


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


def test_a_confirmed_status_asks_nothing(opened: Opens) -> None:
    page = opened("Đào")
    assert "Still the same in 2026" not in buttons(page)


def test_membership_with_its_days_and_reason(opened: Opens) -> None:
    assert "10/3/2021 to 1/2/2026: moved away" in texts(opened("Thơm"))


def test_leaving_asks_why_and_says_since_when(
    opened: Opens, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    button(opened("Tý"), "Record leaving").click()
    leaving = form(shell)
    check_page(leaving)
    leaving.save_now()
    assert set(leaving.problems()) == {"reason"}
    leaving.fields["reason"].set_text("died")
    leaving.save_now()
    assert shell.backs == 1
    assert people["Tý"] not in {member.id for member in records.members(club, TODAY)}


def test_who_left_may_join_again(
    opened: Opens, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    button(opened("Thơm"), "Joins again").click()
    joining = form(shell)
    joining.fields["joined_on"].set_text("5/1/2026")
    joining.save_now()
    assert joining.problems() == {"joined_on": "The last membership ended on 1/2/2026."}
    joining.fields["joined_on"].set_text("")
    joining.save_now()
    assert "joined_on" in joining.problems()
    joining.fields["joined_on"].set_text("1/11/2026")
    joining.save_now()
    assert people["Thơm"] in {member.id for member in records.members(club, TODAY)}


def test_consent_is_given_and_withdrawn_by_ticks(
    opened: Opens, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    page = opened("Đào")
    button(page, "Write down consent").click()
    consent = form(shell)
    check_page(consent)
    assert consent.values() == {"purposes": "C2"}
    consent.fields["purposes"].set_text("C1 C3")
    consent.save_now()
    assert records.purposes_in_force(club, TODAY)[people["Đào"]] == {"C1", "C3"}
    assert len(club.history(1)) == 1
    assert club.history(1)[0].words == "Record the consent of Nguyễn Thị Đào"
    shell.stack.setCurrentWidget(page)
    settle()
    assert "withdrawn 21/11/2026" in texts(page)


def test_health_and_history_of_this_person(
    opened: Opens, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened("Đào")
    button(page, "Health").click()
    button(page, "What was done").click()
    about = {"what": people["Đào"]}
    assert shell.opened == [("health", about), ("history", about)]


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
