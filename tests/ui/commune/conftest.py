"""The commune's book in a session, its key, and a folder for what clubs bring."""

from pathlib import Path

import pytest

from app.bundle import keys
from app.bundle.keys import Card
from app.club.file import Club
from tests.exchange import make_commune
from tests.ui.exchange import Picks, answer_for
from ui.kit.session import Session


@pytest.fixture
def commune(tmp_path: Path) -> Club:
    """The commune's book; the session closes it."""
    return make_commune(tmp_path / "commune")


@pytest.fixture
def session(empty_session: Session, commune: Club) -> Session:
    """A session in which the commune's book is open."""
    empty_session.open(commune)
    return empty_session


@pytest.fixture
def our_card(commune: Club) -> Card:
    return keys.own(commune).card


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> Picks:
    return answer_for(monkeypatch)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return folder
