"""Sending: pair first, see what goes, one key sends; what goes wrong is told and can be retried."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bundle import keys, records
from app.club.file import Club
from app.club.roles import SECRETARY, VIEWER
from app.stick.write import PART
from tests.exchange import add_member, measure
from tests.makers import TODAY
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.exchange import Picks, another_commune, answer_for, finish, plug_in
from tests.ui.typing import type_text
from ui.kit.form import Form
from ui.kit.session import Session
from ui.send.lines import LinesPage
from ui.send.page import SendPage
from ui.send.pairing import PairPage


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> Picks:
    return answer_for(monkeypatch)


@pytest.fixture
def commune(tmp_path: Path) -> keys.Card:
    return another_commune(tmp_path)


@pytest.fixture
def paired(club: Club, commune: keys.Card, tmp_path: Path) -> Path:
    """A club of two, paired, with a stick plugged in: the stick."""
    lan = add_member(club, "Nguyễn Thị Lan", named=True, household="poor", hamlet="Xóm Đình")
    add_member(club, "Trần Văn Bình", sex="M", birth="1947")
    measure(club, lan, "2026-10-05", 150, 90)
    keys.pair(club, commune, TODAY)
    plug_in(club, tmp_path / "KINGSTON")
    return tmp_path / "KINGSTON"


@pytest.fixture
def page(session: Session, shell: FakeShell) -> SendPage:
    page = SendPage(session, shell)
    shell.show(page)
    settle()
    return page


def on_stick(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.iterdir())


# --- pairing --------------------------------------------------------------------------------------


def test_before_pairing_there_is_only_the_pairing(page: SendPage, shell: FakeShell) -> None:
    assert not page.do.isVisible()
    assert not page.stick.isVisible()
    QTest.keyClick(page.first_focus(), Qt.Key.Key_Space)
    assert isinstance(shell.shown[-1], PairPage)
    check_page(shell.shown[-1])


def test_the_digits_come_from_the_paper(
    session: Session,
    shell: FakeShell,
    commune: keys.Card,
    picks: Picks,
    tmp_path: Path,
) -> None:
    pairing = PairPage(session, shell)
    shell.show(pairing)
    settle()
    picks.file = tmp_path / "XA.nctk"
    QTest.keyClick(pairing, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    shown = [label.text() for label in form.findChildren(type(form._head.title))]
    assert set(commune.fingerprint[:4]) <= set(shown)
    assert not set(commune.fingerprint[4:]) & set(shown)
    check_page(form)
    form.fields["groups"].set_text("00000 00000")
    form.save_now()
    assert "were not paired" in form.problems()["groups"]
    assert records.commune(session.club) is None
    form.fields["groups"].set_text(" ".join(commune.fingerprint[4:]))
    form.save_now()
    assert shell.backs == 1
    assert records.commune(session.club).name == "Hội NCT xã Hòa Bình"  # type: ignore[union-attr]


def test_after_pairing_sending_is_next(
    page: SendPage, commune: keys.Card, session: Session, shell: FakeShell
) -> None:
    pairing = PairPage(session, shell)
    shell.show(pairing)
    keys.pair(session.club, commune, TODAY)
    shell.show(page)
    settle()
    assert page.do.isVisible()
    assert page.focusWidget() is page.do


def test_a_wrong_key_file_is_told(
    session: Session, shell: FakeShell, picks: Picks, tmp_path: Path
) -> None:
    pairing = PairPage(session, shell)
    shell.show(pairing)
    for content in (b"", b"Dear commune", b"x" * 10_000):
        picks.file = tmp_path / "letter.nctk"
        picks.file.write_bytes(content)
        pairing.read.click()
        assert pairing.notices()[0].what.startswith("This file is not the right key file")
    picks.file = tmp_path / "nowhere.nctk"
    pairing.read.click()
    assert pairing.notices()[0].what == "The key file cannot be read."
    assert shell.shown == [pairing]


def test_our_key_file_is_copied(
    session: Session, shell: FakeShell, picks: Picks, tmp_path: Path
) -> None:
    pairing = PairPage(session, shell)
    shell.show(pairing)
    picks.save = tmp_path / "ours.nctk"
    QTest.keyClick(pairing, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    own = keys.own(session.club).card
    assert keys.read_card(picks.save.read_bytes(), "club") == own
    assert "ours.nctk" in pairing.notices()[0].what


def test_our_paper_is_shown_and_can_be_kept(
    session: Session, shell: FakeShell, picks: Picks, tmp_path: Path
) -> None:
    pairing = PairPage(session, shell)
    shell.show(pairing)
    QTest.keyClick(pairing, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    preview = shell.shown[-1]
    assert preview.title() == "Key paper"
    picks.save = tmp_path / "paper.pdf"
    preview.save()
    assert picks.save.read_bytes().startswith(b"%PDF")
    assert preview.notices()[0].what == "The key paper is saved."


# --- what goes ------------------------------------------------------------------------------------


def test_every_line_can_be_read_and_searched(
    paired: Path, page: SendPage, shell: FakeShell
) -> None:
    QTest.keyClick(page, Qt.Key.Key_F3)
    lines = shell.shown[-1]
    assert isinstance(lines, LinesPage)
    found = {line.about: line.says for line in lines.table.shown()}
    assert found["Nguyễn Thị Lan"] == "woman, born 1950, aged 60 and over, poor household, Xóm Đình"
    assert found["Without a name"] == "man, born 1945 to 1949, aged 60 and over"
    assert found["Members"] == "2, on 21/11/2026"
    assert found["People measured"] == "1 of 2, month 10/2026"
    assert "Trần Văn Bình" not in str(found)
    type_text(lines.search, "dinh")
    assert [line.about for line in lines.table.shown()] == ["Nguyễn Thị Lan"]
    lines.table.select_place(0)
    check_page(lines)


# --- sending --------------------------------------------------------------------------------------


def test_one_key_sends(paired: Path, page: SendPage, session: Session, qtbot: QtBot) -> None:
    assert page.title() == "Send to the commune, number 1"
    told: list[frozenset[str]] = []
    session.changed.connect(told.append)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    finish(session, qtbot)
    (export,) = records.exports(session.club)
    assert export.written_at is not None
    assert records.last_written(session.club) == export
    assert on_stick(paired) == sorted([export.file, export.file.replace(".", "_b.")])
    (notice,) = page.notices()
    assert notice.what.startswith("Number 1 is on the stick and was read back")
    assert page.title() == "Send to the commune, number 2"
    assert frozenset({"export"}) in told
    session.changed.disconnect(told.append)
    page.clear_error()
    assert page.stick.isVisible()


def test_without_a_stick_a_folder_is_asked_for(
    paired: Path, page: SendPage, session: Session, picks: Picks, qtbot: QtBot, tmp_path: Path
) -> None:
    session.club.ports = replace(session.club.ports, drives=list)
    page.stick.look()
    assert page.stick.accessibleName().startswith("No USB stick found.")
    page.do.click()
    assert picks.asked == 1
    assert records.exports(session.club) == []
    picks.folder = tmp_path / "elsewhere"
    picks.folder.mkdir()
    page.do.click()
    finish(session, qtbot)
    assert len(on_stick(picks.folder)) == 2


def test_a_stick_is_noticed_when_it_comes_and_goes(
    paired: Path, page: SendPage, session: Session, qtbot: QtBot
) -> None:
    assert page.stick.accessibleName().startswith("Found: KINGSTON.")
    page.stick._timer.setInterval(1)
    session.club.ports = replace(session.club.ports, drives=list)
    qtbot.waitUntil(lambda: page.stick.accessibleName().startswith("No USB stick found."))
    plug_in(session.club, paired)
    qtbot.waitUntil(lambda: page.stick.accessibleName().startswith("Found: KINGSTON."))
    page.hide()
    assert not page.stick._timer.isActive()


def test_a_stick_without_room_takes_no_number_and_can_be_tried_again(
    paired: Path,
    page: SendPage,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("app.stick.disk.Disk.free", lambda *_args: 10)
        page.do.click()
        finish(session, qtbot)
    (notice,) = page.notices()
    assert notice.tone == "bad"
    assert notice.what == "The stick is full, so nothing was sent."
    assert on_stick(paired) == []
    assert records.exports(session.club) == []
    again = next(b for b in notice.findChildren(type(page.do)) if b.text() == "Try again")
    again.click()
    finish(session, qtbot)
    assert [notice.tone for notice in page.notices()] == ["info"]
    assert len(on_stick(paired)) == 2


def test_a_stick_pulled_while_writing_leaves_nothing_half_written(
    paired: Path,
    page: SendPage,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pulled(*_args: object) -> None:
        raise OSError(5, "gone")

    monkeypatch.setattr("app.stick.disk.Disk.sync", pulled)
    page.do.click()
    finish(session, qtbot)
    assert page.notices()[0].what.startswith("The stick was pulled out")
    assert [name for name in on_stick(paired) if not name.endswith(PART)] == []
    assert records.last_written(session.club) is None, "what was not read back was never sent"
    assert page.title() == "Send to the commune, number 2"
    labels = page.findChildren(QLabel)
    assert "Nothing sent yet." in [label.text() for label in labels if label.isVisible()]


def test_an_earlier_file_that_went_bad_is_told(
    paired: Path, page: SendPage, session: Session, qtbot: QtBot
) -> None:
    page.do.click()
    finish(session, qtbot)
    next(paired.iterdir()).write_bytes(b"rotten")
    page.do.click()
    finish(session, qtbot)
    assert "take another stick" in page.notices()[0].text


# --- who, and how it looks ------------------------------------------------------------------------


def test_the_secretary_sends_and_a_viewer_only_looks(
    paired: Path, session: Session, shell: FakeShell
) -> None:
    club = session.club
    for role, may in ((SECRETARY, True), (VIEWER, False)):
        club.actor = replace(club.actor, roles=frozenset({role}))
        page = SendPage(session, shell)
        shell.show(page)
        settle()
        assert page.do.isVisible() is may


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(
    size: int,
    page: SendPage,
    club: Club,
    commune: keys.Card,
    session: Session,
    shell: FakeShell,
    tmp_path: Path,
    sized: Callable[[int], None],
) -> None:
    sized(size)
    for width in WIDTHS:
        shell.stack.resize(width, 638)
        check_page(page)
    keys.pair(club, commune, TODAY)
    plug_in(club, tmp_path / "KINGSTON")
    page.refresh()
    pairing = PairPage(session, shell)
    for width in WIDTHS:
        shell.stack.resize(width, 638)
        shell.show(page)
        check_page(page)
        shell.show(pairing)
        check_page(pairing)
