"""The commune's pages: clubs and their state, one club, two copies, receiving, pairing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bundle import keys
from app.bundle.keys import Card
from app.club.file import Club
from app.club.roles import VIEWER
from app.commune import records
from app.commune.receive import receive
from tests.exchange import add_member, measure
from tests.makers import TODAY
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.exchange import Picks, another_club, finish, open_quietly, plug_in, sent
from ui.commune.club import ClubPage
from ui.commune.fork import ForkPage
from ui.commune.page import CommunePage
from ui.commune.pairing import PairClubPage
from ui.commune.receive import ReceivePage
from ui.commune.year import YearPage
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.labels import QLabel
from ui.kit.page import Page
from ui.kit.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "Câu lạc bộ Liên thế hệ tự giúp nhau thôn Đông"


@pytest.fixture
def club(tmp_path: Path) -> Card:
    """The card of a club of two, with readings of October, whose book is closed."""
    card = another_club(tmp_path, LONG)
    book = open_quietly(tmp_path / "club")
    lan = add_member(book, "Nguyễn Thị Lan", named=True, household="poor")
    add_member(book, "Trần Văn Bình", sex="M", birth="1985")
    measure(book, lan, "2026-10-05", 150, 90)
    book.close(keep_copy=False)
    return card


@pytest.fixture
def home(session: Session, shell: FakeShell) -> CommunePage:
    return brought(CommunePage(session, shell), shell)


def brought(page: CommunePage | ReceivePage, shell: FakeShell) -> CommunePage | ReceivePage:
    shell.show(page)
    settle()
    return page


def words_on(page: Page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page: Page, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == text and b.isVisible())


def forked(tmp_path: Path, commune: Club, card: Card) -> None:
    """The club goes on with two copies of its book, and sends from both."""
    records.pair(commune, card, TODAY)
    shutil.copytree(tmp_path / "club", tmp_path / "copy" / "club")
    book = open_quietly(tmp_path / "copy" / "club")
    add_member(book, "Lê Thị Mới")
    book.close(keep_copy=False)
    ours = keys.own(commune).card
    for folder, stick in (("club", "one"), ("copy/club", "two")):
        receive(commune, sent(tmp_path / folder, ours, tmp_path / stick).parent)


# --- the clubs ------------------------------------------------------------------------------------


def test_without_clubs_the_first_act_is_pairing(home: CommunePage, shell: FakeShell) -> None:
    assert not home.receive.isVisible()
    QTest.keyClick(home.first_focus(), Qt.Key.Key_Space)
    assert isinstance(shell.shown[-1], PairClubPage)


def test_a_row_for_each_club(
    home: CommunePage, commune: Club, club: Card, our_card: Card, tmp_path: Path, shell: FakeShell
) -> None:
    records.pair(commune, club, TODAY)
    assert home.purpose() == "1 club, 0 people. 0 of 1 have sent in month 11."
    assert [column.text(home.table.shown()[0]) for column in home.table.model.columns] == [
        *("Thôn Đông", "", "", "", "", "", "", "", "Nothing yet"),
    ]
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    settle()
    assert home.purpose() == "1 club, 2 people. 1 of 1 have sent in month 11."
    assert [column.text(home.table.shown()[0]) for column in home.table.model.columns] == [
        *("Thôn Đông", "1", "21/11/2026", "2", "1", "1", "1", "1", "Received"),
    ]
    QTest.keyClick(home, Qt.Key.Key_O, CONTROL)
    assert shell.opened == [("receive", {})]
    QTest.keyClick(home.table.view, Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], ClubPage)
    assert shell.shown[-1].title() == LONG


def test_month_by_month(
    home: CommunePage, commune: Club, club: Card, our_card: Card, tmp_path: Path, shell: FakeShell
) -> None:
    records.pair(commune, club, TODAY.replace(month=9))
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    settle()
    QTest.keyClick(home, Qt.Key.Key_F3)
    year = shell.shown[-1]
    assert isinstance(year, YearPage)
    settle()
    (row,) = year.grid.model.rows
    assert (row.name, row.lead) == ("Thôn Đông", "2")
    assert [cell.state for cell in row.cells[-4:]] == ["", "late", "late", "done"]
    check_page(year)
    QTest.keyClick(year.grid.view, Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], ClubPage)


def test_who_has_not_sent_for_long_is_named(
    session: Session, commune: Club, club: Card, our_card: Card, shell: FakeShell, tmp_path: Path
) -> None:
    records.pair(commune, club, TODAY)
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    commune.ports = replace(commune.ports, clock=lambda: datetime(2027, 1, 5, 8, tzinfo=UTC))
    home = brought(CommunePage(session, shell), shell)
    assert "Not sent for long: Thôn Đông." in words_on(home)
    assert home.table.model.columns[-1].text(home.table.shown()[0]) == "Long ago"


def test_a_viewer_only_looks(commune: Club, session: Session, club: Card, shell: FakeShell) -> None:
    records.pair(commune, club, TODAY)
    commune.actor = replace(commune.actor, roles=frozenset({VIEWER}))
    home = brought(CommunePage(session, shell), shell)
    assert not home.pair.isVisible()
    assert not home.receive.isVisible()


def test_what_was_set_aside_is_read_after_pairing(
    home: CommunePage,
    commune: Club,
    club: Card,
    our_card: Card,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    home.refresh()
    finish(session, qtbot)
    assert "1 file is set aside until its club is paired." in words_on(home)
    records.pair(commune, club, TODAY)
    finish(session, qtbot)
    assert home.notices()[0].what == "1 file that was set aside could be read now."
    assert home.table.shown()[0].last_seq == 1
    assert "set aside until" not in words_on(home)


# --- one club -------------------------------------------------------------------------------------


def test_a_club_its_months_and_what_changed(
    session: Session, commune: Club, club: Card, our_card: Card, shell: FakeShell, tmp_path: Path
) -> None:
    records.pair(commune, club, TODAY)
    page = ClubPage(session, shell, club.file_id)
    shell.show(page)
    settle()
    assert page.purpose() == "Nothing has been received from this club yet."
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    settle()
    assert page.purpose() == "Number 1, as of 21/11/2026, received on 21/11/2026."
    (month,) = page.table.shown()
    assert [column.text(month) for column in page.table.model.columns] == [
        *("10/2026", "1", "1 of 2", "1 of 1"),
    ]
    assert "2 more people, 1 more readings." in words_on(page)
    assert "1 of 2" in words_on(page)
    check_page(page)


def test_a_number_that_never_came_is_told(
    session: Session, commune: Club, club: Card, our_card: Card, shell: FakeShell, tmp_path: Path
) -> None:
    records.pair(commune, club, TODAY)
    sent(tmp_path / "club", our_card, tmp_path / "lost")
    receive(commune, sent(tmp_path / "club", our_card, tmp_path / "stick").parent)
    page = ClubPage(session, shell, club.file_id)
    shell.show(page)
    settle()
    assert "Never arrived: number 1." in words_on(page)
    assert "number 2 holds everything" in words_on(page)


def test_no_longer_receiving_is_asked_for_first(
    session: Session, commune: Club, club: Card, shell: FakeShell
) -> None:
    records.pair(commune, club, TODAY)
    page = ClubPage(session, shell, club.file_id)
    shell.show(page)
    settle()
    button(page, "No longer receive from this club").click()
    question = shell.shown[-1]
    settle()
    assert f"No longer receive from {LONG}?" in words_on(question)
    question.answered.emit("")
    shell.show(page)
    settle()
    assert records.pairings(commune)[0].revoked_on == TODAY
    assert "Since 21/11/2026 nothing is received from this club." in words_on(page)


# --- two copies -----------------------------------------------------------------------------------


def test_two_copies_are_seen_side_by_side(
    session: Session, commune: Club, club: Card, home: CommunePage, shell: FakeShell, tmp_path: Path
) -> None:
    forked(tmp_path, commune, club)
    settle()
    assert home.table.model.columns[-1].text(home.table.shown()[0]) == "Two copies"
    button(home, "See both").click()
    page = shell.shown[-1]
    assert isinstance(page, ClubPage)
    settle()
    check_page(page)
    page.both.click()
    fork = shell.shown[-1]
    assert isinstance(fork, ForkPage)
    lines = {line.title: line for line in fork.table.shown()}
    assert sorted(lines["Members"].sides) == ["2", "3"]
    assert lines["Members"].differs
    assert lines["Women"].differs
    assert not lines["Readings"].differs
    (status,) = records.overview(commune)
    assert lines["Members"].sides[0] == str(status.members), "the first column is what counts"
    check_page(fork)


# --- receiving ------------------------------------------------------------------------------------


@pytest.fixture
def receiving(session: Session, commune: Club, shell: FakeShell, stick: Path) -> ReceivePage:
    plug_in(commune, stick)
    return brought(ReceivePage(session, shell), shell)


def run(page: ReceivePage, session: Session, qtbot: QtBot) -> str:
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    finish(session, qtbot)
    return words_on(page)


def test_received_and_received_again(
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    our_card: Card,
    stick: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    records.pair(commune, club, TODAY)
    sent(tmp_path / "club", our_card, stick)
    told = run(receiving, session, qtbot)
    assert f"{LONG}, number 1: Received" in told
    assert "2 more people, 1 more readings." in told
    assert receiving.purpose() == "1 file read: 1 received, 0 to look at."
    told = run(receiving, session, qtbot)
    assert f"{LONG}, number 1: Here already" in told
    assert "There is nothing to do." in told


def test_what_is_wrong_stands_first_with_its_three_parts(
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    our_card: Card,
    stick: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    records.pair(commune, club, TODAY)
    good = sent(tmp_path / "club", our_card, stick)
    (stick / "NCT_ZZ_0009_aaaaaaaa.nctb").write_bytes(good.read_bytes()[:400])
    before = [row.text() for row in receiving.findChildren(QLabel)]
    told = run(receiving, session, qtbot)
    assert told.index("Not received") < told.index(f"{LONG}, number 1: Received")
    assert "This file is cut short" in told
    assert "The commune's book was not changed." in told
    assert "send again" in told
    assert before != told
    check_page(receiving)


def test_a_strange_club_waits_and_can_be_paired_from_there(
    receiving: ReceivePage,
    session: Session,
    club: Card,
    our_card: Card,
    stick: Path,
    tmp_path: Path,
    qtbot: QtBot,
    shell: FakeShell,
) -> None:
    sent(tmp_path / "club", our_card, stick)
    assert "Set aside" in run(receiving, session, qtbot)
    button(receiving, "Pair a club").click()
    assert isinstance(shell.shown[-1], PairClubPage)


def test_a_fork_leads_to_the_club(
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    stick: Path,
    tmp_path: Path,
    qtbot: QtBot,
    shell: FakeShell,
) -> None:
    forked(tmp_path, commune, club)
    book = open_quietly(tmp_path / "copy" / "club")
    book.close(keep_copy=False)
    sent(tmp_path / "copy" / "club", keys.own(commune).card, stick)
    assert "Two different copies" in run(receiving, session, qtbot)
    button(receiving, "See both").click()
    assert isinstance(shell.shown[-1], ClubPage)


def test_an_empty_stick_is_told_and_can_be_tried_again(
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    our_card: Card,
    stick: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    records.pair(commune, club, TODAY)
    run(receiving, session, qtbot)
    (notice,) = receiving.notices()
    assert notice.what == "There is no file from a club in this place."
    sent(tmp_path / "club", our_card, stick)
    button(receiving, "Try again").click()
    finish(session, qtbot)
    assert receiving.notices() == []
    assert "Received" in words_on(receiving)


def test_a_folder_or_a_file_may_be_chosen(
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    our_card: Card,
    picks: Picks,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    records.pair(commune, club, TODAY)
    picks.file = sent(tmp_path / "club", our_card, tmp_path / "elsewhere")
    button(receiving, "Choose a file").click()
    finish(session, qtbot)
    assert "number 1: Received" in words_on(receiving)
    picks.folder = tmp_path / "elsewhere"
    button(receiving, "Choose another place").click()
    finish(session, qtbot)
    assert "number 1: Here already" in words_on(receiving)


# --- pairing --------------------------------------------------------------------------------------


def test_a_club_is_paired_by_its_file_and_its_paper(
    session: Session, commune: Club, club: Card, picks: Picks, shell: FakeShell, tmp_path: Path
) -> None:
    page = PairClubPage(session, shell)
    shell.show(page)
    settle()
    picks.file = tmp_path / f"{club.code}.nctk"
    page.read.click()
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["groups"].set_text("1234512345")
    form.save_now()
    assert records.pairings(commune) == []
    form.fields["groups"].set_text("".join(club.fingerprint[4:]))
    form.save_now()
    assert [pairing.name for pairing in records.pairings(commune)] == [LONG]
    shell.show(page)
    settle()
    assert f"1 club is paired: {LONG}" in words_on(page)
    picks.file = tmp_path / "ours.nctk"
    picks.file.write_bytes(keys.card_file(keys.own(commune)))
    page.read.click()
    assert page.notices()[0].what.startswith("This file is not the right key file")


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(
    size: int,
    home: CommunePage,
    receiving: ReceivePage,
    session: Session,
    commune: Club,
    club: Card,
    stick: Path,
    shell: FakeShell,
    tmp_path: Path,
    qtbot: QtBot,
    sized: Callable[[int], None],
) -> None:
    sized(size)
    shell.show(home)
    for width in WIDTHS:
        shell.stack.resize(width, 638)
        check_page(home)
    forked(tmp_path, commune, club)
    sent(tmp_path / "club", keys.own(commune).card, stick)
    run(receiving, session, qtbot)
    pages = [home, receiving, PairClubPage(session, shell)]
    pages += [ClubPage(session, shell, club.file_id)]
    pages += [YearPage(session, shell)]
    pages += [ForkPage(session, shell, records.overview(commune)[0])]
    for page in pages:
        shell.show(page)
        for width in WIDTHS:
            shell.stack.resize(width, 638)
            check_page(page)
