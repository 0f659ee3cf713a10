"""The health room's first page and its lists: counts, ways, paper, rights, every size of text."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.base.dates import Month
from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.documents import referral_slip
from app.health import list_records, records, referral_records
from app.health.lists import KINDS
from app.health.rules import Reading
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.health.conftest import People
from ui.health.bars import BandBars
from ui.health.follow_list import FollowListPage
from ui.health.month import MonthPage, PeoplePage
from ui.health.page import HealthPage
from ui.health.papers import PapersPage
from ui.health.person import PersonHealthPage
from ui.health.referral import NewSlipForm, ReferralForm
from ui.health.screening import ScreeningPage
from ui.health.slips import SlipsPage
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session


@pytest.fixture
def year(club: Club, people: People) -> People:
    """Đào is high three times, today twice; Định is urgent."""
    for month in (8, 9):
        records.add_reading(club, people.dao, Reading(date(2026, month, 18), 156, 92))
    for pressures in ((162, 96), (154, 92)):
        records.add_reading(club, people.dao, Reading(TODAY, *pressures))
    records.add_reading(club, people.dinh, Reading(TODAY, 186, 100))
    return people


def press(page: Page, key: Qt.Key) -> None:
    target = page.focusWidget() or page.first_focus()
    assert target is not None
    QTest.keyClick(target, key)
    settle()


def looked_at(shell: FakeShell, qtbot: QtBot) -> Preview:
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)
    settle()
    page = shell.shown[-1]
    assert isinstance(page, Preview)
    return page


def test_every_list_with_its_count_and_enter_opens_it(session, shell, shown, year) -> None:
    page = shown(HealthPage(session, shell))
    counts = {found.code: len(found.lines) for found in page.table.shown()}
    assert list(counts) == list(KINDS)
    assert counts["urgent"] == counts["high"] == counts["second_reading"] == 1
    assert "2 of 3 measured" in page.purpose()
    press(page, Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], FollowListPage)
    assert shell.shown[-1].code == "urgent"


def test_the_whole_reason_stands_below_a_list(session, shell, shown, year) -> None:
    page = shown(FollowListPage(session, shell, "high"))
    line = page.table.current()
    assert line is not None
    assert page.whole.text() == line.reason != ""


@pytest.mark.parametrize("code", KINDS)
def test_the_first_page_of_the_program_may_ask_for_each_list(
    session, shell, shown, year, code: str
) -> None:
    page = shown(HealthPage(session, shell))
    page.arrive(what=code)
    settle()
    found = shell.shown[-1]
    assert isinstance(found, FollowListPage)
    book = list_records.one_list(session.club, found.code, TODAY)
    assert [line.reason for line in found.table.shown()] == [line.reason for line in book.lines]
    check_page(found)


def test_or_for_the_measuring_day_or_a_person(session, shell, shown, year: People) -> None:
    page = shown(HealthPage(session, shell))
    page.arrive(what="measure")
    assert isinstance(shell.shown[-1], ScreeningPage)
    page.arrive(what=year.dao)
    assert isinstance(shell.shown[-1], PersonHealthPage)


def test_who_may_only_type_sees_no_list(session: Session, shell, shown, year) -> None:
    session.club.actor = Actor("someone", "Bình", frozenset({SECRETARY}))
    page = shown(HealthPage(session, shell))
    check_page(page)
    assert not hasattr(page, "table")
    press(page, Qt.Key.Key_Space)
    assert isinstance(shell.shown[-1], ScreeningPage)
    names = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Đào" not in names


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(session, shell: FakeShell, shown, sized, year: People, size: int) -> None:
    sized(size)
    referral_slip.note_printed(session.club, referral_slip.of_month(session.club, Month.of(TODAY)))
    slip = referral_records.referrals(session.club, year.dao)[0]
    pages: tuple[Callable[[], Page], ...] = (
        lambda: HealthPage(session, shell),
        lambda: FollowListPage(session, shell, "high"),
        lambda: FollowListPage(session, shell, "referrals"),
        lambda: SlipsPage(session, shell, TODAY),
        lambda: ReferralForm(session, shell, slip.id),
        lambda: NewSlipForm(session, shell, year.an),
        lambda: MonthPage(session, shell),
        lambda: PapersPage(session, shell),
    )
    for make in pages:
        check_page(shown(make()))


# --- lists on paper -----------------------------------------------------------------------------


def test_a_list_is_printed_and_noted_once_printed(session, shell, shown, qtbot, year) -> None:
    page = shown(FollowListPage(session, shell, "high"))
    page._print()
    preview = looked_at(shell, qtbot)
    noted = "select count(*) as n from access where what = 'print'"
    assert next(session.club.db.query(noted))["n"] == 0
    preview.printed.emit(b"")
    preview.printed.emit(b"")
    assert next(session.club.db.query(noted))["n"] == 1


def test_the_wall_is_offered_only_where_it_may_be(session, shell, shown, qtbot, year) -> None:
    page = shown(FollowListPage(session, shell, "not_measured"))
    page._print_wall()
    looked_at(shell, qtbot)
    high = shown(FollowListPage(session, shell, "high"))
    with pytest.raises(ValueError, match="wall"):
        high._show_paper(high._found, wall=True)


# --- slips --------------------------------------------------------------------------------------


def test_the_pile_is_given_only_when_printed(session, shell, shown, qtbot, year: People) -> None:
    club = session.club
    page = shown(SlipsPage(session, shell, TODAY))
    assert [row.person.person.name for row in page.table.shown()] == [
        "Vũ Văn Định",
        "Nguyễn Thị Đào",
    ]
    press(page, Qt.Key.Key_Space)
    assert "1 slip" in page.said.text()
    page._print()
    preview = looked_at(shell, qtbot)
    assert referral_records.referrals(club, year.dao) == ()
    preview.printed.emit(b"")
    (slip,) = referral_records.referrals(club, year.dao)
    assert (slip.why, slip.printed_on) == ("pressure", TODAY.isoformat())
    assert referral_records.referrals(club, year.dinh) == ()


def test_what_came_of_a_slip(session, shell, shown, club: Club, year: People) -> None:
    referral_records.give(club, referral_records.due_on(club, TODAY))
    slip = referral_records.referrals(club, year.dao)[0]
    form = shown(ReferralForm(session, shell, slip.id))
    form.save_now()
    assert set(form.problems()) == {"outcome"}
    form.fields["outcome"].set_text("treated")
    form.fields["advice"].set_text("Uống thuốc")
    form.save_now()
    assert referral_records.referral(club, slip.id).outcome == "treated"
    again = shown(ReferralForm(session, shell, slip.id))
    again._reopen()
    assert referral_records.referral(club, slip.id).outcome is None


def test_a_slip_by_hand(session, shell, shown, club: Club, year: People) -> None:
    form = shown(NewSlipForm(session, shell, year.an))
    form.fields["why"].set_text("other")
    form.save_now()
    assert set(form.problems()) == {"note"}
    form.fields["note"].set_text("Chóng mặt")
    form.save_now()
    assert referral_records.referrals(club, year.an)[0].note == "Chóng mặt"


# --- the month ----------------------------------------------------------------------------------


def test_the_month_tells_and_every_figure_opens_its_people(
    session, shell, shown, qtbot, year: People
) -> None:
    page = shown(MonthPage(session, shell))
    said = {one.code: one.said for one in page.table.shown()}
    assert said["measured"] == "2 of 3"
    bars = page.findChild(BandBars)
    assert bars is not None
    assert "Urgent: 1" in bars.accessibleDescription()
    press(page, Qt.Key.Key_Return)
    behind = shell.shown[-1]
    assert isinstance(behind, PeoplePage)
    assert [row[0] for row in behind.table.shown()] == [year.dao, year.dinh]
    check_page(behind)
    behind._print()
    looked_at(shell, qtbot)
    page._back()
    assert "10/2026" in page.title()
    page._print()
    looked_at(shell, qtbot)


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5", "6"])
def test_every_paper_opens(session, shell, shown, qtbot, year, number: str) -> None:
    page = shown(PapersPage(session, shell))
    before = len(shell.shown)
    page.tiles[number].click()
    qtbot.waitUntil(lambda: len(shell.shown) > before, timeout=20_000)


def test_without_members_it_leads_to_them(session, shell: FakeShell, shown) -> None:
    page = shown(HealthPage(session, shell))
    check_page(page)
    press(page, Qt.Key.Key_Space)
    assert shell.opened == [("members", {})]
