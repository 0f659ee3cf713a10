"""The composition: figures of a day, what would help, another document, the people behind it."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.base.text import _
from app.club.roles import VIEWER, Actor
from app.members import records as members
from app.members.rules import HouseholdStatus, Person, shown_name
from app.privacy import erasure
from app.targets import records
from app.targets.rules import Verdict
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.targets.choose import RuleSetsPage
from ui.targets.page import CompositionPage
from ui.targets.people import PeoplePage

Show = Callable[[Page], Page]


@pytest.fixture
def filled(session: Session) -> Session:
    """Five women, three poor, and four men; one man came lately, one woman has no birth."""
    club = session.club
    for number in range(9):
        sex = "F" if number < 5 else "M"
        person = Person(f"Người Số {number}", sex, None if number == 4 else f"{1950 + number}")  # type: ignore[arg-type]
        joined = "2026-10-01" if number == 8 else "2020-01-01"
        status = HouseholdStatus(2020, "poor" if number < 3 else "none")
        members.add_person(club, person, joined, status)
    return session


@pytest.fixture
def page(filled: Session, shell: FakeShell, shown: Show) -> CompositionPage:
    records.choose(filled.club, "national-1533")
    page = CompositionPage(filled, shell)
    shown(page)
    return page


def rows(page: CompositionPage) -> dict[str, Verdict]:
    model = page.table.model
    return {row.id: row for row in (model.row(at) for at in range(model.rowCount()))}


def texts(page: CompositionPage) -> str:
    from PySide6.QtWidgets import QLabel

    return " | ".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def test_figures_and_what_would_help(page: CompositionPage) -> None:
    assert "9" in page.purpose()
    page.table.select("women")
    settle()
    assert "1 more woman reaches 60 %" in texts(page)  # 5 of 9, 6 of 10
    assert "1533/QĐ-TTg" in texts(page)
    assert rows(page)["in_need"].percent == 33


def test_the_day_may_be_another_one(page: CompositionPage, shell: FakeShell) -> None:
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["day"].set_text("1/1/2099")
    form.save_now()
    assert "day" in form.problems()
    form.fields["day"].set_text("30/6/2026")
    form.save_now()
    assert rows(page)["women"].denominator == 8
    assert "30/6/2026" in page.purpose()


def test_enter_shows_the_people(page: CompositionPage, shell: FakeShell) -> None:
    page.table.select("from_55")
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    people = shell.shown[-1]
    assert isinstance(people, PeoplePage)
    settle()
    check_page(people)
    assert people.table.model.rowCount() == 8
    people.which.set_text("unknown")
    people.which.edited.emit("unknown")
    assert people.table.model.rowCount() == 1
    QTest.keyClick(people.table.view, Qt.Key.Key_Return)
    row = people.table.current()
    assert row is not None
    assert shell.opened == [("members", {"what": row.id})]


def test_people_are_asked_again_after_a_change(page: CompositionPage, shell: FakeShell) -> None:
    page.table.select("women")
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    people = shell.shown[-1]
    assert isinstance(people, PeoplePage)
    members.add_person(page.session.club, Person("Người Mới", "F", "1950"), "2026-01-01")
    settle()
    assert people.table.model.rowCount() == 6


def test_another_document_is_kept_and_undone(page: CompositionPage, shell: FakeShell) -> None:
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    choosing = shell.shown[-1]
    assert isinstance(choosing, RuleSetsPage)
    settle()
    check_page(choosing)
    choosing.table.select("lai-chau-2021")
    QTest.keyClick(choosing.table.view, Qt.Key.Key_Return)
    assert shell.backs == 1
    assert records.chosen_id(page.session.club) == "lai-chau-2021"
    shell.stack.setCurrentWidget(page)
    settle()
    assert "under_55" in rows(page)
    page.session.club.undo()
    assert records.chosen_id(page.session.club) == "national-1533"


def test_who_may_not_choose_only_looks(filled: Session, shell: FakeShell, shown: Show) -> None:
    filled.club.actor = Actor("v", "Lê Xem", frozenset({VIEWER}))
    page = CompositionPage(filled, shell)
    shown(page)
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    choosing = shell.shown[-1]
    assert isinstance(choosing, RuleSetsPage)
    settle()
    choosing.table.select("vinh-long-2016")
    QTest.keyClick(choosing.table.view, Qt.Key.Key_Return)
    assert records.chosen_id(filled.club) is None
    assert rows(page)["size"].target.at_least == 50


def test_the_paper_is_shown_before_it_is_printed(page: CompositionPage, shell: FakeShell) -> None:
    page.paper.click()
    preview = shell.shown[-1]
    assert isinstance(preview, Preview)
    assert len(preview.paper) == 1


def test_a_day_without_members_says_so(page: CompositionPage) -> None:
    page.show_day(date(2010, 1, 1))
    settle()
    assert _("No members on this day") in texts(page)
    check_page(page)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    filled: Session, shell: FakeShell, shown: Show, sized: Callable[[int], None], size: int
) -> None:
    sized(size)
    check_page(shown(CompositionPage(filled, shell)))


def test_who_was_erased_still_counts_on_days_before(
    page: CompositionPage, shell: FakeShell
) -> None:
    club = page.session.club
    gone = members.members(club, page.session.today())[0].id
    erasure.erase(club, gone, "asked for it")
    page.show_day(date(2026, 6, 30))
    assert rows(page)["size"].numerator == 8
    page.table.select("size")
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    people = shell.shown[-1]
    assert isinstance(people, PeoplePage)
    settle()
    people.table.select(gone)
    assert "Erased person (number 001)" in texts_of_table(people)
    QTest.keyClick(people.table.view, Qt.Key.Key_Return)
    assert shell.opened == []


def texts_of_table(page: PeoplePage) -> list[str]:
    model = page.table.model
    return [shown_name(model.row(at)) for at in range(model.rowCount())]
