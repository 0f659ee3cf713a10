"""Pages of the areas at every size, and for who may only look."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.areas import case_records
from app.base.periods import Month
from app.base.text import set_language
from app.club.file import Club
from app.club.roles import VIEWER, Actor
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from ui.areas.activity import record_activity
from ui.areas.cases import CasePage, CasesPage
from ui.areas.exercise import ExercisePage
from ui.areas.minimums import MinimumsPage
from ui.areas.month import AreaMonthPage
from ui.areas.page import AreasPage
from ui.areas.proposals import ProposalsPage
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session

JUNE = Month(2026, 6)


def make(what: str, session: Session, shell: FakeShell) -> Page:
    """A page by its name."""
    match what:
        case "picture" | "empty":
            return AreasPage(session, shell)
        case "month":
            return AreaMonthPage(session, shell, "culture", JUNE)
        case "minimums":
            return MinimumsPage(session, shell, 2026)
        case "case":
            return CasePage(session, shell, case_records.cases(session.club)[0].id)
        case _:
            pages = {"cases": CasesPage, "exercise": ExercisePage, "proposals": ProposalsPage}
            return pages[what](session, shell)


PAGES = ("picture", "empty", "month", "minimums", "cases", "case", "exercise", "proposals")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", PAGES)
def test_nothing_is_cut(
    what: str,
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    at_size: Callable[[int, int], None],
    request: pytest.FixtureRequest,
) -> None:
    """The page and every form that its keys show."""
    if what != "empty":
        request.getfixturevalue("filled")
    at_size(size, width)
    page = make(what, session, shell)
    page.make_ready()
    shell.show(page)
    check_page(page)
    if what == "minimums":
        return
    for key in ("Ctrl+N", "F2", "F3", "F4"):
        for button in page.findChildren(Button):
            if button.key == key and button.isVisibleTo(page) and what != "empty":
                button.click()
                above = shell.shown[-1]
                above.make_ready()
                check_page(above)
                shell.stack.setCurrentWidget(page)


@pytest.mark.parametrize("size", SIZES)
def test_the_form_of_an_activity_is_not_cut(
    size: int, session: Session, shell: FakeShell, sized: Callable[[int], None], filled: Club
) -> None:
    set_language("vi")
    sized(size)
    record_activity(session, shell, area="income")
    check_page(shell.shown[-1])
    QTest.keyClick(shell.shown[-1], Qt.Key.Key_5)
    check_page(shell.shown[-1])


def test_the_whole_picture_stands_on_one_page(
    session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    page = AreasPage(session, shell)
    page.make_ready()
    shown(page)
    assert page.grid.model.pages() == 1
    assert page.verticalScrollBar().maximum() == 0
    assert page.purpose() == "1 of 9 months have all 8 areas. Month 10 is missing 8 areas."


def test_large_letters_follow_the_cell(
    session: Session, shell: FakeShell, filled: Club, sized: Callable[[int], None]
) -> None:
    sized(200)
    page = AreasPage(session, shell)
    page.make_ready()
    shell.show(page)
    settle()
    page.reveal(page.grid.view)
    assert page.verticalScrollBar().value() < page.grid.y()
    page.grid.select("resources", 11)
    settle()
    seen = page.viewport().rect()
    cell = page.grid.current_place().translated(
        page.grid.view.viewport().mapTo(page.viewport(), page.grid.rect().topLeft())
    )
    assert seen.contains(cell.center())


def test_the_room_can_be_entered_at_a_cell(
    session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    page = AreasPage(session, shell)
    page.make_ready()
    shown(page)
    page.arrive(year=2025, area="culture", month=3)
    assert page.grid.current() == ("culture", 2)
    assert "2025" in page.title()


@pytest.mark.parametrize("what", ["picture", "month", "cases", "case", "proposals"])
def test_who_may_only_look_is_offered_nothing(
    what: str, session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    actor = session.club.actor
    session.club.actor = Actor(actor.id, actor.name, frozenset([VIEWER]))
    page = make(what, session, shell)
    page.make_ready()
    shown(page)
    offered = {button.key for button in page.findChildren(Button) if button.isVisibleTo(page)}
    assert not offered & {"Ctrl+N", "F2", "F3"}
    if what != "picture":
        target = page.first_focus()
        assert target is not None
        count = len(shell.shown)
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)  # type: ignore[attr-defined]
        assert len(shell.shown) == count + 1
        shell.shown[-1].make_ready()
        check_page(shell.shown[-1])
