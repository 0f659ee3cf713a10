import pytest

from app.base.text import N_
from app.club.file import Club
from tests.makers import NOW, TODAY
from ui.kit.session import Session, Told


def rename(club: Club) -> None:
    with club.change(N_("Call the club {name}"), name="Đoài"):
        club.db.execute("update club set name = 'Đoài'")


@pytest.fixture
def told(session: Session) -> list[Told]:
    lines: list[Told] = []
    session.told.connect(lines.append)
    return lines


def test_without_a_book_there_is_none(empty_session: Session) -> None:
    assert not empty_session.has_club
    assert not empty_session.may("members.read")
    assert empty_session.today() == TODAY
    with pytest.raises(LookupError):
        _ = empty_session.club


def test_opening_is_told_and_the_book_before_is_closed(empty_session: Session, club: Club) -> None:
    opened: list[int] = []
    empty_session.opened.connect(lambda: opened.append(1))
    empty_session.open(club)
    assert (empty_session.club, opened, empty_session.may("members.write")) == (club, [1], True)
    assert empty_session.settings.last_folder == str(club.folder.resolve())
    empty_session.open(None)
    assert (empty_session.has_club, opened, club.listeners) == (False, [1, 1], [])


def test_a_change_is_told_with_its_tables(session: Session, told: list[Told]) -> None:
    touched: list[frozenset[str]] = []
    session.changed.connect(touched.append)
    rename(session.club)
    assert touched == [frozenset({"club"})]
    assert told == [Told("Saved: Call the club Đoài", undo=True)]
    assert session.saved_at is not None
    assert session.saved_at.astimezone(NOW.tzinfo) == NOW


def test_undo_and_redo_are_told_in_words(session: Session, told: list[Told]) -> None:
    rename(session.club)
    session.undo()
    assert told[-1] == Told("Undone: Call the club Đoài", redo=True, asked=True)
    session.redo()
    assert told[-1] == Told("Done again: Call the club Đoài", undo=True, asked=True)


def test_nothing_to_undo_is_said(session: Session, told: list[Told]) -> None:
    session.undo()
    session.redo()
    assert told == [
        Told("There is nothing to undo.", asked=True),
        Told("There is nothing to do again.", asked=True),
    ]


def test_where_undo_stops_is_said(session: Session, told: list[Told]) -> None:
    with session.club.change("Voucher PT-2026-001", barrier=True):
        session.club.db.execute("update club set code = '7'")
    session.undo()
    stops = "There is nothing to undo since “Voucher PT-2026-001”, which stays."
    assert told[-1] == Told(stops, asked=True)


def test_settings_are_kept_and_told_once(empty_session: Session) -> None:
    told: list[str] = []
    empty_session.restyled.connect(lambda: told.append("style"))
    empty_session.respoken.connect(lambda: told.append("language"))
    empty_session.configure(size=150)
    empty_session.configure(size=150)
    empty_session.configure(language="vi")
    assert told == ["style", "language"]
    assert Session().settings.size == 150
