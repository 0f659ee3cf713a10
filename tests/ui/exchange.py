"""Both sides of an exchange for tests of screens: other books, waiting for the worker, choices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bundle import keys, write
from app.club.file import Club, open_file
from app.club.kinds import CLUB, Kind
from tests.exchange import make_commune
from tests.makers import TODAY, fast_ports, make_club
from tests.ui.checks import settle
from ui.kit import pick
from ui.kit.session import Session


@dataclass
class Picks:
    """What the system's dialogs answer; None is "cancel"."""

    file: Path | None = None
    folder: Path | None = None
    save: Path | None = None
    asked: int = 0


def answer_for(monkeypatch: pytest.MonkeyPatch) -> Picks:
    """Let the dialogs for files answer at once."""
    picks = Picks()

    def answering(which: str) -> Callable[..., Path | None]:
        def answer(*_args: object) -> Path | None:
            picks.asked += 1
            value: Path | None = getattr(picks, which)
            return value

        return answer

    monkeypatch.setattr(pick, "open_file", answering("file"))
    monkeypatch.setattr(pick, "folder", answering("folder"))
    monkeypatch.setattr(pick, "save_file", answering("save"))
    return picks


def finish(session: Session, qtbot: QtBot) -> None:
    """Wait until the worker has nothing left, also nothing that its results have begun."""
    qtbot.waitUntil(lambda: not session.worker.busy())
    settle()
    qtbot.waitUntil(lambda: not session.worker.busy())
    settle()


def plug_in(club: Club, stick: Path) -> None:
    """From now on the PC sees this folder as a stick."""
    stick.mkdir(exist_ok=True)
    club.ports = replace(club.ports, drives=lambda: [stick])


def key_file(book: Club, folder: Path) -> Path:
    """The key file of a book, in a folder."""
    own = keys.own(book)
    path = folder / f"{own.card.code}{keys.SUFFIX}"
    path.write_bytes(keys.card_file(own))
    return path


def another_commune(folder: Path, name: str = "Hội NCT xã Hòa Bình") -> keys.Card:
    """The card of a commune whose book is closed again; its key file lies in `folder`."""
    book = make_commune(folder / "commune", name)
    key_file(book, folder)
    card = keys.own(book).card
    book.close(keep_copy=False)
    return card


def another_club(folder: Path, name: str = "CLB thôn Đông") -> keys.Card:
    """The card of a club whose book in `folder`/club is closed again; its key file lies beside."""
    book = make_club(folder / "club", name=name)
    key_file(book, folder)
    card = keys.own(book).card
    book.close(keep_copy=False)
    return card


def open_quietly(folder: Path, kind: Kind = CLUB) -> Club:
    """A book without a passphrase, with cheap ports."""
    return open_file(folder, fast_ports(), kind=kind)


def sent(folder: Path, commune: keys.Card, stick: Path) -> Path:
    """The file that the club in `folder` sends to a commune."""
    book = open_quietly(folder)
    keys.pair(book, commune, TODAY)
    paths = write.export(book, stick, TODAY).files
    book.close(keep_copy=False)
    return paths[0]
