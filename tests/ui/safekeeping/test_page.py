from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.base.errors import UserError
from app.base.text import N_
from app.club import backup
from app.club.file import Club
from app.club.roles import VIEWER, Actor
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.copies import copies_on, own_copies
from ui.kit.keeper import BEFORE_DRILL, EVERY, Keeper
from ui.kit.page import Page
from ui.kit.question import Question
from ui.kit.session import Session
from ui.safekeeping.page import SafekeepingPage


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Callable[[Page], Page]) -> SafekeepingPage:
    page = SafekeepingPage(session, shell)
    page.make_ready()
    shown(page)
    return page


def rename(club: Club, name: str) -> None:
    with club.change(N_("Call the club {name}"), name=name):
        club.db.execute("update club set name = ?", [name])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["empty", "kept", "error", "question"])
def test_nothing_is_cut(
    what: str,
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    shown: Callable[[Page], Page],
    at_size: Callable[[int, int], None],
) -> None:
    at_size(size, width)
    if what != "empty":
        backup.drill(session.club)
    page = SafekeepingPage(session, shell)
    page.make_ready()
    shown(page)
    if what == "kept":
        page.now.click()
    if what == "error":
        page.error(UserError("USB bị rút ra khi đang chép. Sổ trên máy không mất gì."), page._keep)
    if what == "question":
        page._ask_restore(backup.kept(session.club.folder)[-1].path)
    check_page(shell.shown[-1])


def test_a_copy_is_kept_by_hand(page: SafekeepingPage) -> None:
    assert not page.table.shown()
    QTest.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert page.notices()[0].what.startswith("A copy is kept.")
    (line,) = page.table.shown()
    assert (line.why, line.compared) == ("by hand", True)


def test_a_copy_goes_to_the_stick_and_the_seal_knows(
    page: SafekeepingPage, session: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "E"
    stick.mkdir()
    session.club.ports = replace(session.club.ports, drives=lambda: [stick])
    page.now.click()
    assert not backup.safety_state(session.club).safe
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "light of the stick" in page.notices()[0].text
    assert backup.safety_state(session.club).safe
    (line,) = copies_on([stick])
    assert (line.title, line.where) == ("CLB thôn Đông", "E")


def test_a_folder_that_is_no_stick_is_said(page: SafekeepingPage, tmp_path: Path) -> None:
    page.copy_to(tmp_path)
    assert "not on a USB stick" in page.notices()[0].text


def test_a_stick_pulled_out_is_an_error_with_try_again(
    page: SafekeepingPage, tmp_path: Path
) -> None:
    (tmp_path / "E").write_bytes(b"")  # where the stick was there is no folder any more
    page.copy_to(tmp_path / "E")
    (notice,) = page.notices()
    assert notice.tone == "bad"
    assert "Try again" in [button.text() for button in notice.findChildren(Button)]


def test_the_newest_copy_is_tried_and_the_result_stays(
    page: SafekeepingPage, session: Session
) -> None:
    page._drill()
    assert "good" in page.notices()[0].what
    assert backup.safety_state(session.club).drill_ok
    newest = own_copies(session.club.folder)[0].path
    newest.write_bytes(newest.read_bytes()[:-100])
    page._drill()
    assert page.notices()[0].tone == "bad"
    assert not backup.safety_state(session.club).drill_ok
    (line,) = page.table.shown()
    assert line.path == newest


def test_taking_back_asks_and_closes_the_book(page: SafekeepingPage, shell: FakeShell) -> None:
    page.now.click()
    line = page.table.shown()[0]
    page.table.opened.emit(line)
    question = shell.shown[-1]
    assert isinstance(question, Question)
    question.act.click()
    settle()
    assert shell.closed == 1
    assert shell.opened[-1] == ("welcome", {"copy": line.path})


def test_a_viewer_sees_the_state_and_changes_nothing(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    backup.keep_copy(session.club, backup.BY_HAND, always=True)
    session.club.actor = Actor(session.club.actor.id, "Vũ Văn Thìn", frozenset({VIEWER}))
    page = SafekeepingPage(session, shell)
    page.make_ready()
    shown(page)
    assert not page.now.isVisible()
    page.table.opened.emit(page.table.shown()[0])
    assert len(shell.shown) == 1


# --- copies by the clock --------------------------------------------------------------------


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_half_hour_what_changed_is_copied(club: Club) -> None:
    clock = Clock()
    keeper = Keeper(elapsed=clock)
    keeper.watch(club)
    rename(club, "Đoài")
    keeper.look()
    assert not backup.kept(club.folder)
    clock.now = EVERY
    keeper.look()
    assert [each.reason for each in backup.kept(club.folder)] == [backup.TIMER]
    clock.now = 2 * EVERY
    keeper.look()
    assert len(backup.kept(club.folder)) == 1  # nothing has changed
    keeper.watch(None)


def test_a_month_later_a_copy_is_tried(club: Club) -> None:
    clock = Clock()
    keeper = Keeper(elapsed=clock)
    keeper.watch(club)
    clock.now = BEFORE_DRILL
    keeper.look()
    tried = backup.safety_state(club)
    assert tried.drill_ok and tried.last_drill is not None
    keeper.watch(None)


def test_while_the_worker_is_busy_nothing_is_copied(club: Club) -> None:
    clock = Clock()
    keeper = Keeper(None, lambda: True, clock)
    keeper.watch(club)
    clock.now = EVERY
    keeper.look()
    assert not backup.kept(club.folder)
    keeper.watch(None)


def test_a_copy_that_cannot_be_made_is_told_and_work_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    session.told.connect(lambda each: told.append(each.text))
    clock = Clock()
    keeper = Keeper(elapsed=clock)
    keeper.failed.connect(session._not_kept)
    keeper.watch(session.club)

    def full(*_args: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(backup, "keep_copy", full)
    clock.now = EVERY
    keeper.look()
    assert told == ["No copy could be kept now. The disk is full."]
    keeper.watch(None)
