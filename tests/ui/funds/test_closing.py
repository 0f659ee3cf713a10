"""Closing a month on screen: counting, the difference, the second officer, the check words."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.base.names import fold
from app.base.periods import Month
from app.club import officers
from app.club.file import Club
from app.club.roles import TREASURER
from app.club.second import prove
from app.funds import acts, closing_records, records
from app.funds.closing import Counted, Seal
from app.meetings import booking_records
from app.meetings.booking_records import Waiting
from tests.app.funds.scene import grant, received
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.funds.closing import ClosingPage
from ui.funds.papers import statement_paper
from ui.funds.seals import SealPage, SealsPage
from ui.funds.second import SecondPage
from ui.kit.notice import Notice
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.question import Question
from ui.kit.session import Session

HANH = "nắng mưa gió mây"
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)

Show = Callable[[Page], Page]


@pytest.fixture
def treasury(session: Session) -> Club:
    """A club with 1.250.000 đ in its box since September, and a second officer."""
    club = session.club
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    grant(club, 1_000_000, date(2026, 9, 3))
    records.post(club, received(250_000, date(2026, 10, 3)))
    return club


def sealed(club: Club, month: Month) -> Seal:
    """The month closed, with what the book says."""
    hanh = next(o.id for o in officers.officers(club) if o.name == "Lê Thị Hạnh")
    due = closing_records.to_close(club, club.today())
    assert due is not None
    count = Counted({1_000: due.book_cash_vnd // 1_000}, due.bank_vnd)
    return closing_records.seal(club, month, count, prove(club, hanh, HANH))


@pytest.fixture
def page(session: Session, shell: FakeShell, treasury: Club, shown: Show) -> ClosingPage:
    page = ClosingPage(session, shell)
    page.make_ready()
    shown(page)
    return page


def by_second(page: SecondPage, qtbot: QtBot) -> None:
    """The second officer types the passphrase and presses Enter."""
    settle()
    type_text(page.passphrase.edit, HANH)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.session.worker.busy())
    settle()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(
    size: int,
    sized: Callable[[int], None],
    session: Session,
    shell: FakeShell,
    treasury: Club,
    shown: Show,
) -> None:
    sized(size)
    acts.to_bank(treasury, "income", 500_000, date(2026, 9, 5))
    page = ClosingPage(session, shell)
    page.make_ready()
    check_page(shown(page))
    page.box.fields[500_000].set_text("1")
    page.close_month()
    check_page(page)


def test_a_month_is_closed_by_keyboard(
    page: ClosingPage, shell: FakeShell, treasury: Club, qtbot: QtBot
) -> None:
    assert "9/2026" in page.title()
    type_text(page.box.fields[500_000].first(), "2")
    type_text(page.box.fields[50_000].first(), "5")
    assert page.total.text() == "1.250.000\u00a0đ"
    assert not page.why.isVisibleTo(page)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    second = shell.shown[-1]
    assert isinstance(second, SecondPage)
    by_second(second, qtbot)
    (seal,) = closing_records.seals(treasury)
    assert (seal.month, seal.difference_vnd) == (SEPTEMBER, 0)
    closed = shell.shown[-1]
    assert isinstance(closed, SealPage)
    check_page(closed)
    assert closed.first_focus() is closed.print_button  # never what opens the month again
    page.refresh()
    assert "10/2026" in page.title()
    assert page.values()["500000"] == "2"  # the box was counted just now


def test_the_printed_statement_of_a_closed_month_has_its_words(
    page: ClosingPage, session: Session, shell: FakeShell, treasury: Club, qtbot: QtBot
) -> None:
    seal = sealed(treasury, SEPTEMBER)
    closed = SealPage(session, shell, seal.id)
    shell.show(closed)
    closed.print_button.click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    pdf = statement_paper(closed, "page", SEPTEMBER).render("vi")
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert " – ".join(seal.words.split()) in text


def test_an_empty_count_is_asked_for_before_a_reason(page: ClosingPage, shell: FakeShell) -> None:
    page.close_month()
    assert page.notices()
    assert not page.why.current_problem()
    assert page.box.first().hasFocus()
    assert not any(isinstance(each, SecondPage) for each in shell.shown)


def test_a_difference_asks_why_first(
    page: ClosingPage, shell: FakeShell, treasury: Club, qtbot: QtBot
) -> None:
    page.box.fields[500_000].set_text("2")
    page.box.fields[200_000].set_text("1")
    page.close_month()
    assert page.why.current_problem()
    assert not shell.shown or not isinstance(shell.shown[-1], SecondPage)
    page.why.set_text("Mất khi đi chợ")
    page.close_month()
    second = shell.shown[-1]
    assert isinstance(second, SecondPage)
    by_second(second, qtbot)
    assert closing_records.seals(treasury)[0].difference_vnd == -50_000


def test_what_is_no_number_is_said_beside_it(page: ClosingPage, treasury: Club) -> None:
    page.box.fields[500_000].set_text("hai")
    page.close_month()
    assert page.fields["500000"].current_problem()
    assert closing_records.seals(treasury) == ()


def test_more_missing_than_can_be_named_is_refused(page: ClosingPage) -> None:
    page.box.fields[1_000].set_text("1")
    page.why.set_text("Không rõ")
    page.close_month()
    assert page.notices()


def test_a_meeting_that_is_not_booked_is_named_before_closing(
    page: ClosingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.findChildren(Notice)
    waiting = (Waiting("m", SEPTEMBER, 90_000), Waiting("n", OCTOBER, 80_000))
    monkeypatch.setattr(booking_records, "waiting", lambda _club: waiting)
    page.refresh()
    check_page(page)
    (notice,) = page.findChildren(Notice)
    assert "9/2026" in notice.what


def test_a_count_waits_as_a_draft(
    page: ClosingPage, session: Session, shell: FakeShell, shown: Show
) -> None:
    page.box.fields[100_000].set_text("7")
    page.leaving()
    again = ClosingPage(session, shell)
    again.make_ready()
    assert again.values()["100000"] == "7"
    assert "700.000" in again.total.text()


def test_when_all_is_closed_it_says_so(
    session: Session, shell: FakeShell, treasury: Club, shown: Show
) -> None:
    for month in (SEPTEMBER, OCTOBER):
        sealed(treasury, month)
    page = ClosingPage(session, shell)
    page.make_ready()
    check_page(shown(page))
    assert page.due is None
    assert not page.do.isVisibleTo(page)


# --- closed months ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_list_fits(
    size: int,
    sized: Callable[[int], None],
    session: Session,
    shell: FakeShell,
    treasury: Club,
    shown: Show,
) -> None:
    sized(size)
    sealed(treasury, SEPTEMBER)
    page = SealsPage(session, shell)
    page.make_ready()
    check_page(shown(page))


def test_words_of_a_paper_find_their_month(
    session: Session, shell: FakeShell, treasury: Club, shown: Show
) -> None:
    september, october = sealed(treasury, SEPTEMBER), sealed(treasury, OCTOBER)
    page = SealsPage(session, shell)
    page.make_ready()
    shown(page)
    assert list(page.table.shown()) == [october, september]
    type_text(page.search, fold(september.words))
    assert list(page.table.shown()) == [september]
    type_text(page.search, " x")
    assert not page.table.shown()


def test_the_books_are_compared_with_the_seals(
    session: Session, shell: FakeShell, treasury: Club, shown: Show
) -> None:
    sealed(treasury, SEPTEMBER)
    page = SealsPage(session, shell)
    page.make_ready()
    shown(page)
    page.prove()
    assert page.notices()[0].tone == "info"
    treasury.db.conn.set_authorizer(None)
    treasury.db.execute("drop trigger posting_kept")
    with treasury.change("Alter", barrier=True):
        treasury.db.execute("update posting set amount_vnd = amount_vnd * 2")
    page.prove()
    assert page.notices()[0].tone == "bad"


def test_the_last_month_is_opened_again_with_a_reason_and_two_officers(
    session: Session, shell: FakeShell, treasury: Club, shown: Show, qtbot: QtBot
) -> None:
    september, october = sealed(treasury, SEPTEMBER), sealed(treasury, OCTOBER)
    first = SealPage(session, shell, september.id)
    first.make_ready()
    shown(first)
    assert not first.open_again.isVisibleTo(first)
    page = SealPage(session, shell, october.id)
    page.make_ready()
    shown(page)
    page.open_again.click()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    assert question.reason is not None
    question.reason.set_text("Thiếu một phiếu chi")
    question._act()
    second = shell.shown[-1]
    assert isinstance(second, SecondPage)
    by_second(second, qtbot)
    assert closing_records.sealed_until(treasury) == SEPTEMBER
    page.refresh()
    check_page(page)
    assert not page.open_again.isVisibleTo(page)


def test_who_may_only_look_closes_nothing(
    session: Session, shell: FakeShell, treasury: Club, shown: Show
) -> None:
    seal = sealed(treasury, SEPTEMBER)
    treasury.actor = replace(treasury.actor, roles=frozenset({"secretary"}))
    page = ClosingPage(session, shell)
    page.make_ready()
    shown(page)
    assert not page.do.isVisible()
    one = SealPage(session, shell, seal.id)
    one.make_ready()
    assert not one.open_again.isVisibleTo(one)
