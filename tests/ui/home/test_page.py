from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import set_language
from app.club.backup import Safety
from app.club.file import Club
from app.club.roles import Actor
from app.meetings import records as meetings
from app.members import records
from app.members.rules import HouseholdStatus, Person
from app.reports.suggestions import Suggestion
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.home import page as home
from ui.home.page import HomePage
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session

Show = Callable[[Page], Page]
SAFE = Safety(
    problems=(),
    changes_since=0,
    changes_since_away=0,
    last_drill=None,
    drill_ok=True,
    copies=3,
    newest_at=datetime(2026, 11, 21, 2, 30, tzinfo=UTC),
    newest_away_at=datetime(2026, 11, 16, 2, 30, tzinfo=UTC),
)


def texts(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def verbs(page: Page) -> list[str]:
    return [b.text() for b in page.findChildren(Button) if b.isVisible() and b.property("about")]


def greens(page: Page) -> list[str]:
    return [b.text() for b in page.findChildren(Button) if b.isVisible() and b.kind == "primary"]


def lines(count: int) -> list[Suggestion]:
    return [
        Suggestion(f"k{n}", "heart-pulse", f"Việc {n}", "Vì sao", f"Làm {n}", "members", f"p{n}")
        for n in range(count)
    ]


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show) -> HomePage:
    page = HomePage(session, shell)
    shown(page)
    return page


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home.backup, "safety_state", lambda _club: SAFE)


def give(page: HomePage, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(home, "suggestions", lambda _club, _today: lines(count))
    page.refresh()
    settle()


def test_it_greets_and_says_the_day_in_both_calendars(page: HomePage) -> None:
    assert page.title() == "Good day, Lan"
    assert "21/11/2026" in page.purpose()
    check_page(page)


def test_an_empty_club_is_told_to_bring_in_its_members(
    page: HomePage, shell: FakeShell, safe: None
) -> None:
    page.refresh()
    settle()
    assert verbs(page) == greens(page) == ["Open members"]
    page.first_focus().click()  # type: ignore[union-attr]
    assert shell.opened == [("members", {})]


def test_without_a_copy_the_copy_comes_first_and_the_seal_is_open(page: HomePage) -> None:
    assert verbs(page)[0] == "Keep a copy"
    assert greens(page) == ["Keep a copy"]
    assert {"A copy is needed", "No copy on a USB stick yet"} <= set(texts(page))
    assert QApplication.focusWidget() is page.first_focus()


def test_the_seal_when_everything_is_kept(page: HomePage, safe: None) -> None:
    page.refresh()
    settle()
    said = set(texts(page))
    assert "The book is safe" in said
    assert "3 copies that were opened again, the newest today 9:30." in said
    assert "Copy on a USB stick: 5 days ago" in said
    assert "Not yet paired with the commune" in said
    check_page(page)


def test_nothing_to_do_is_said_calmly(
    page: HomePage, safe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(page, monkeypatch, 0)
    assert "Nothing to do today" in texts(page)
    assert greens(page) == []
    check_page(page)


def test_six_lines_then_a_pager(
    page: HomePage, safe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(page, monkeypatch, 8)
    assert verbs(page) == [f"Làm {n}" for n in range(6)]
    assert greens(page) == ["Làm 0"]
    assert "(8 things)" in texts(page)
    check_page(page)
    QTest.keyClick(page.first_focus(), Qt.Key.Key_PageDown)
    settle()
    assert verbs(page) == ["Làm 6", "Làm 7"]
    assert greens(page) == []
    assert QApplication.focusWidget() is page.first_focus()
    QTest.keyClick(page.first_focus(), Qt.Key.Key_PageDown)
    assert verbs(page) == ["Làm 6", "Làm 7"]
    QTest.keyClick(page.first_focus(), Qt.Key.Key_PageUp)
    settle()
    assert verbs(page)[0] == "Làm 0"


def test_the_page_turns_back_when_lines_are_done(
    page: HomePage, safe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(page, monkeypatch, 8)
    page._turn(1)
    give(page, monkeypatch, 6)
    assert verbs(page)[0] == "Làm 0"


def test_a_line_opens_what_it_speaks_of(
    page: HomePage, shell: FakeShell, safe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(page, monkeypatch, 3)
    button = next(b for b in page.findChildren(Button) if b.text() == "Làm 1" and b.isVisible())
    assert button.accessibleName() == "Việc 1. Làm 1"
    button.click()
    assert shell.opened == [("members", {"what": "p1"})]


def test_the_focus_stays_in_the_list_when_it_is_made_anew(
    page: HomePage, session: Session, club: Club
) -> None:
    records.add_person(club, Person(name="Nguyễn Thị Đào"), "2026-01-01")
    settle()
    assert QApplication.focusWidget() is page.first_focus()
    session.undo()
    settle()
    assert QApplication.focusWidget() is page.first_focus()


@pytest.mark.parametrize("role", ["viewer", "treasurer", "deputy", "secretary", "health_lead"])
def test_every_role_gets_only_what_it_may_do(
    role: str, session: Session, shell: FakeShell, shown: Show, club: Club
) -> None:
    status = HouseholdStatus(2025, "poor", confirmed=False)
    records.add_person(club, Person(name="Nguyễn Thị Đào"), "2026-01-01", status)
    club.actor = Actor(club.actor.id, "Trần Văn Tý", frozenset({role}))
    page = HomePage(session, shell)
    shown(page)
    assert page.notices() == []
    may_write = "members.write" in {r for r in ("members.write",) if session.may(r)}
    titles = set(texts(page))
    assert ("Household list of 2026" in titles) is may_write
    assert ("Keep a copy of the book" in titles) is session.may("backup.write")
    assert len(greens(page)) == (1 if verbs(page) else 0)
    check_page(page)


def test_a_viewer_of_an_empty_club_is_asked_for_nothing(
    session: Session, shell: FakeShell, shown: Show
) -> None:
    session.club.actor = Actor("x", "Người xem", frozenset({"viewer"}))
    page = HomePage(session, shell)
    shown(page)
    assert verbs(page) == []
    assert "Nothing to do today" in texts(page)


def test_the_practice_book_says_so(
    session: Session, shell: FakeShell, shown: Show, club: Club, page: HomePage
) -> None:
    words = "Practice book: people and figures are invented."
    assert words not in page.purpose()
    with club.change("Practice"):
        club.db.table("setting").insert({"id": "practice", "value": "yes"})
    practice = HomePage(session, shell)
    shown(practice)
    assert words in practice.purpose()
    check_page(practice)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today 9:30"), (1, "yesterday"), (5, "5 days ago"), (40, "on 12/10/2026")],
)
def test_how_long_ago(days: int, words: str) -> None:
    at = SAFE.newest_at
    assert at is not None
    assert home._ago(at - timedelta(days=days), date(2026, 11, 21), clock=days == 0) == words


def test_in_vietnamese(session: Session, shell: FakeShell, shown: Show, qtbot: QtBot) -> None:
    set_language("vi")
    page = HomePage(session, shell)
    shown(page)
    assert page.title().startswith("Chào")
    assert "Việc cần làm" in texts(page)


def test_the_coming_meeting_stands_there_and_opens(
    session: Session, shell: FakeShell, page: HomePage, club: Club
) -> None:
    assert "No meeting is planned" in texts(page)
    today = session.today()
    meetings.open_meeting(club, Month.of(today), today.isoformat())
    settle()
    assert "The meeting is open." in texts(page)
    QTest.keyClick(page.first_focus(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert shell.opened == [("meetings", {"what": "open"})]
