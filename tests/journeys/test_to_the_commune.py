"""From the club's PC to the commune's and again, by keyboard in the real window: both pair by key
file and digits, the club sends, the commune receives and sees it; twice, and damaged."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bundle import keys
from app.club.kinds import CLUB
from app.club.ports import Ports
from app.commune import records
from app.commune.migrations import COMMUNE
from app.practice.make import make
from tests.exchange import make_commune
from tests.makers import TODAY, fast_ports
from tests.ui.exchange import Picks, answer_for, finish
from tests.ui.real import Keyboard, running
from ui.commune.club import ClubPage
from ui.commune.page import CommunePage
from ui.commune.pairing import PairClubPage
from ui.commune.receive import ReceivePage
from ui.kit.form import Form
from ui.kit.preview import Preview
from ui.send.page import SendPage
from ui.send.pairing import PairPage

PEOPLE = 12
Opened = Callable[[], AbstractContextManager[Keyboard]]


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> Picks:
    return answer_for(monkeypatch)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return folder


@pytest.fixture
def ports(stick: Path) -> Callable[[], Ports]:
    """Every PC sees the one stick."""
    return lambda: replace(fast_ports(), drives=lambda: [stick])


@pytest.fixture
def club(tmp_path: Path, qtbot: QtBot, ports: Callable[[], Ports]) -> Opened:
    """Opens the window over the practice club."""
    make(tmp_path / "D", TODAY, PEOPLE, 1).close(keep_copy=False)
    return partial(running, qtbot, tmp_path / "D", ports=ports, kind=CLUB)


@pytest.fixture
def commune(tmp_path: Path, qtbot: QtBot, ports: Callable[[], Ports]) -> Opened:
    """Opens the window over the commune's book."""
    make_commune(tmp_path / "X").close(keep_copy=False)
    return partial(running, qtbot, tmp_path / "X", ports=ports, kind=COMMUNE)


def told(keyboard: Keyboard) -> str:
    labels = keyboard.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def groups_on_paper(keyboard: Keyboard) -> str:
    """The last two groups on the paper that this side gives away."""
    keyboard.press("Ctrl+P")
    assert isinstance(keyboard.page, Preview)
    keyboard.press("Esc")
    return " ".join(keys.own(keyboard.window.session.club).card.fingerprint[-keys.TYPED :])


def send(keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press("Alt+9", "Ctrl+Enter")
    finish(keyboard.window.session, qtbot)
    assert "was read back" in told(keyboard)


def receive(keyboard: Keyboard, qtbot: QtBot) -> str:
    """Receive from the stick; what the page then says."""
    keyboard.press("Alt+1", "Ctrl+O")
    assert isinstance(keyboard.page, ReceivePage)
    keyboard.press("Ctrl+Enter")
    finish(keyboard.window.session, qtbot)
    return told(keyboard)


def test_to_the_commune(
    club: Opened, commune: Opened, picks: Picks, stick: Path, qtbot: QtBot
) -> None:
    with commune() as keyboard:  # gives its key away
        assert isinstance(keyboard.page, CommunePage)
        keyboard.press("Enter")
        assert isinstance(keyboard.page, PairClubPage)
        picks.save = stick / "XA.nctk"
        keyboard.press("Ctrl+S")
        commune_groups = groups_on_paper(keyboard)

    with club() as keyboard:  # takes it, gives its own, sends
        keyboard.press("Alt+9")
        assert isinstance(keyboard.page, SendPage)
        keyboard.press("Enter")
        assert isinstance(keyboard.page, PairPage)
        picks.save = stick / "CLB.nctk"
        keyboard.press("Ctrl+S")
        club_groups = groups_on_paper(keyboard)
        picks.file = stick / "XA.nctk"
        keyboard.press("Ctrl+O")
        assert isinstance(keyboard.page, Form)
        keyboard.type("1")
        keyboard.press("Ctrl+Enter")
        assert "were not paired" in told(keyboard)
        keyboard.press("Ctrl+A")
        keyboard.type(commune_groups)
        keyboard.press("Ctrl+Enter")
        assert isinstance(keyboard.page, PairPage)
        keyboard.press("Esc")
        assert isinstance(keyboard.page, SendPage)
        send(keyboard, qtbot)
    first = sorted(stick.glob("*.nctb"))
    assert len(first) == 2

    with commune() as keyboard:  # takes the club's key, and what it sent
        assert "Set aside" in receive_unpaired(keyboard, qtbot)
        keyboard.press("Alt+1", "Enter")
        picks.file = stick / "CLB.nctk"
        keyboard.press("Ctrl+O")
        keyboard.type(club_groups)
        keyboard.press("Ctrl+Enter")
        assert isinstance(keyboard.page, PairClubPage)
        keyboard.press("Esc")
        finish(keyboard.window.session, qtbot)
        assert isinstance(keyboard.page, CommunePage)
        assert "1 file that was set aside could be read now." in told(keyboard)
        (status,) = records.overview(keyboard.window.session.club)
        assert (status.last_seq, status.members) == (1, PEOPLE)
        keyboard.press("Alt+1", "Enter")
        assert isinstance(keyboard.page, ClubPage)
        assert f"{PEOPLE} more people" in told(keyboard)
        keyboard.press("Esc")
        assert "Here already" in receive(keyboard, qtbot)

    with club() as keyboard:
        send(keyboard, qtbot)
    for path in first:
        path.unlink()
    second = min(stick.glob("*.nctb"))

    with commune() as keyboard:  # twice is once; what is damaged changes nothing
        assert "number 2: Received" in receive(keyboard, qtbot)
        assert "number 2: Here already" in receive(keyboard, qtbot)
        before = records.overview(keyboard.window.session.club)
        for path in stick.glob("*.nctb"):
            whole = path.read_bytes()
            path.write_bytes(whole[: len(whole) // 2])
        said = receive(keyboard, qtbot)
        assert "Not received" in said
        assert "This file is cut short" in said
        assert "The commune's book was not changed." in said
        assert second.exists()
        assert records.overview(keyboard.window.session.club) == before


def receive_unpaired(keyboard: Keyboard, qtbot: QtBot) -> str:
    """Before a club is paired there is no Receive on the first page, but the room is there."""
    keyboard.press("Alt+2", "Ctrl+Enter")
    finish(keyboard.window.session, qtbot)
    return told(keyboard)
