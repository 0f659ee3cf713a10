"""The register as a secretary works with it: the real window, keys alone, a whole evening."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.base.text import _
from app.club.file import open_file
from app.members import records
from app.members.rules import HouseholdStatus, Person
from app.practice.make import make
from tests.makers import TODAY, fast_ports
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.real import Keyboard, running
from ui.history.page import ActPage, HistoryPage
from ui.home.page import HomePage
from ui.kit import pick
from ui.kit.form import Form
from ui.kit.page import Page
from ui.members.import_page import ImportPage
from ui.members.page import MembersPage
from ui.members.person import PersonPage
from ui.members.person_parts import InClubPage

SAMPLE = Path(__file__).parents[1] / "app" / "members" / "samples" / "roster-1.xlsx"
LANGUAGES = ("vi", "en")


def members_page(keyboard: Keyboard) -> MembersPage:
    page = keyboard.page
    assert isinstance(page, MembersPage)
    return page


def form(keyboard: Keyboard) -> Form:
    page = keyboard.page
    assert isinstance(page, Form)
    return page


def bring_in(keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Ctrl+O, choose the file, look at it, Ctrl+Enter."""
    monkeypatch.setattr(pick, "open_file", lambda *_args: path)
    keyboard.press("Ctrl+O")
    keyboard.wait_for(ImportPage)
    keyboard.press("Down", "Enter", "Ctrl+Enter")
    keyboard.wait_for(MembersPage)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_evening_with_the_register(
    language: str, club_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(qtbot, club_folder, language=language) as keyboard:
        assert isinstance(keyboard.page, HomePage)
        assert keyboard.focus() is keyboard.page.first_focus()
        keyboard.press("Alt+1")
        bring_in(keyboard, monkeypatch, SAMPLE)
        club = keyboard.window.session.club
        count = len(records.members(club, TODAY))
        assert count > 50
        assert keyboard.undo_bar().startswith(_("Saved: {what}").format(what=""))

        # Find somebody without marks, and open the page.
        list_of_members = members_page(keyboard)
        assert keyboard.focus() is list_of_members.search
        keyboard.type("le duom")
        keyboard.press("Down", "Enter")
        person = keyboard.page
        assert isinstance(person, PersonPage)
        assert "Lê Thị Đượm" in person.title()

        # Change the telephone; undo and do it again from the page.
        keyboard.press("F2")
        while keyboard.focus() is not form(keyboard).fields["phone"].first():
            keyboard.press("Tab")
        keyboard.press("Ctrl+A")
        keyboard.type("0912 345 678")
        keyboard.press("Ctrl+Enter")
        assert keyboard.page is person
        assert phone(keyboard, person) == "0912345678"
        keyboard.press("Ctrl+Z")
        assert phone(keyboard, person) != "0912345678"
        keyboard.press("Ctrl+Y")
        assert phone(keyboard, person) == "0912345678"

        # Back in the list the search and the row are where they were; add somebody by name only.
        keyboard.press("Esc")
        assert members_page(keyboard).search.text() == "le duom"
        keyboard.press("Ctrl+N")
        keyboard.type("Nguyễn Thị Đào")
        keyboard.press("Ctrl+Enter")
        current = members_page(keyboard).table.current()
        assert current is not None
        assert current.person.name == "Nguyễn Thị Đào"
        keyboard.press("Enter")
        assert keyboard.page.title().endswith("Nguyễn Thị Đào")

        keyboard.press("Esc", "Alt+Home")
        assert isinstance(keyboard.page, HomePage)
        keyboard.focus()

    # After a restart everything is still there.
    with running(qtbot, club_folder, language=language) as keyboard:
        keyboard.press("Alt+1")
        keyboard.type("dao")
        keyboard.press("Enter", "Enter")
        assert keyboard.page.title().endswith("Đào")
        assert len(records.members(keyboard.window.session.club, TODAY)) == count + 1


def phone(keyboard: Keyboard, person: PersonPage) -> str | None:
    club = keyboard.window.session.club
    return records.member(club, person.person_id, TODAY).person.phone


def test_nothing_typed_is_lost_by_leaving_a_form(club_folder: Path, qtbot: QtBot) -> None:
    with running(qtbot, club_folder) as keyboard:
        keyboard.press("Alt+1", "Ctrl+N")
        keyboard.type("Nguyễn Thị")
        keyboard.press("Alt+Home", "Alt+1", "Ctrl+N")
        assert form(keyboard).values()["name"] == "Nguyễn Thị"
        keyboard.press("Esc")
        assert members_page(keyboard).table.model.total() == 0


def test_a_form_about_somebody_whose_adding_is_undone_meanwhile(
    club_folder: Path, qtbot: QtBot
) -> None:
    with running(qtbot, club_folder) as keyboard:
        keyboard.press("Alt+1", "Ctrl+N")
        keyboard.type("Trần Văn Tý")
        keyboard.press("Ctrl+Enter", "Enter", "F2", "Ctrl+Z")
        assert keyboard.undo_bar() == "Undone: Add Trần Văn Tý"
        keyboard.press("End")
        keyboard.type(" em")
        keyboard.press("Ctrl+Enter")
        (notice,) = form(keyboard).notices()
        assert notice.what == "This person is no longer in the book."
        assert form(keyboard).values()["name"] == "Trần Văn Tý em"
        keyboard.press("Esc")
        assert keyboard.page.title() == "No longer in the book"
        keyboard.press("Ctrl+Y")
        assert keyboard.page.title().endswith("Trần Văn Tý")
        keyboard.press("Esc")
        assert members_page(keyboard).table.model.total() == 1


def test_leaving_and_joining_again(club_folder: Path, qtbot: QtBot) -> None:
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        person_id = records.add_person(club, Person(name="Trần Văn Tý"), "2021-03-10")
        keyboard.window.open("members", what=person_id)
        settle()
        keyboard.press("F7", "F4", "Space", "Ctrl+Enter")
        assert isinstance(keyboard.page, InClubPage)
        assert keyboard.undo_bar() == "Saved: Trần Văn Tý leaves the club"
        assert records.members(club, TODAY) == ()
        keyboard.press("Ctrl+Z")
        assert len(records.members(club, TODAY)) == 1


def test_the_history_of_a_person_from_their_page(club_folder: Path, qtbot: QtBot) -> None:
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        records.add_person(club, Person(name="Lê Thị Ba"), "2021-03-10")
        person_id = records.add_person(club, Person(name="Trần Văn Tý"), "2021-03-10")
        keyboard.window.open("members", what=person_id)
        settle()
        keyboard.press("F7", "Ctrl+K")
        history = keyboard.page
        assert isinstance(history, HistoryPage)
        assert history.purpose() == "Only what concerns Trần Văn Tý."
        keyboard.press("Down", "Enter")
        act = keyboard.page
        assert isinstance(act, ActPage)
        keyboard.press("Enter")
        assert keyboard.undo_bar() == "Saved: Undone: Add Trần Văn Tý"
        assert keyboard.page is history
        keyboard.press("Esc")
        assert members_page(keyboard).table.model.total() == 1


def test_one_key_confirms_a_household_status(club_folder: Path, qtbot: QtBot) -> None:
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        status = HouseholdStatus(2025, "poor")
        person_id = records.add_person(club, Person(name="Lê Thị Ba"), "2021-03-10", status)
        settle()
        keyboard.press("Alt+1")
        members_page(keyboard).arrive(what="to-confirm")
        keyboard.press("Enter", "Enter", "F5")
        assert records.household_statuses(club, person_id)[0].year == 2026
        keyboard.press("Esc")
        assert keyboard.focus().isVisible()


def test_who_may_only_look(club_folder: Path, qtbot: QtBot) -> None:
    with running(qtbot, club_folder, roles={"viewer"}) as keyboard:
        assert isinstance(keyboard.page, HomePage)
        keyboard.press("Alt+1", "Ctrl+N", "Ctrl+O")
        page = members_page(keyboard)
        assert page.notices() == []
        check_page(keyboard.window)


# --- how it looks -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice club, closed; it opens as it was for every test."""
    folder = tmp_path_factory.mktemp("practice") / "club"
    make(folder, TODAY, years=1).close(keep_copy=False)
    return folder


def pages(keyboard: Keyboard) -> Iterator[tuple[str, QWidget]]:
    """Every page and form of the three rooms, one after the other."""
    window, session = keyboard.window, keyboard.window.session
    yield "home", window
    window.open("members")
    yield "members", window
    members_page(keyboard).search.setText("zzz")
    yield "nobody", window
    members_page(keyboard).search.clear()
    keyboard.press("Ctrl+L")
    yield "groups", window
    keyboard.press("Esc", "Ctrl+N")
    adding = form(keyboard)
    yield "add", window
    adding.fields["birth"].set_text("31/2/1955")
    adding.save_now()
    yield "add with problems", window
    keyboard.press("Esc")
    someone = records.members(session.club, session.today())[5]
    window.open("members", what=someone.id)
    yield "person", window
    page = keyboard.page
    assert isinstance(page, PersonPage)
    for name in ("_edit_who", "_edit_papers", "_open_life", "_open_family", "_open_club"):
        getattr(page, name)()
        yield name, window
        window.back()
    window.open("history")
    yield "history", window
    history = keyboard.page
    assert isinstance(history, HistoryPage)
    history.table.opened.emit(history.table.shown()[0])
    yield "act", window
    window.back()


@pytest.mark.parametrize(
    ("language", "size", "width"),
    [
        *(("vi", size, width) for size in SIZES for width in WIDTHS),
        ("en", 100, 1366),
        ("en", 200, 1024),
    ],
)
def test_every_page_fits(
    practice: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    size: int,
    width: int,
) -> None:
    wrong = []
    with running(qtbot, practice, language=language, size=size, width=width) as keyboard:
        for name, page in pages(keyboard):
            settle()
            try:
                check_page(page)
            except AssertionError as problem:
                wrong.append(f"{name}: {problem}")
        keyboard.window.open("members")
        monkeypatch.setattr(pick, "open_file", lambda *_args: SAMPLE)
        keyboard.press("Ctrl+O")
        keyboard.wait_for(ImportPage)
        wrong += looks_wrong(keyboard.page)
    assert not wrong, "\n".join(wrong)


def looks_wrong(page: Page) -> list[str]:
    """What is wrong with the three views of an import and its questions."""
    assert isinstance(page, ImportPage)
    wrong = []
    for view in ("people", "doubts", "columns"):
        page.view.set_text(view)
        page._switch(view)
        try:
            check_page(page.window())
        except AssertionError as problem:
            wrong.append(f"import {view}: {problem}")
    page._ask_column(page.plan.columns[0])
    try:
        check_page(page.window())
    except AssertionError as problem:
        wrong.append(f"import column: {problem}")
    return wrong


def test_a_book_of_this_test_is_left_as_it_was(practice: Path) -> None:
    club = open_file(practice, fast_ports())
    assert len(records.members(club, TODAY)) > 50
    club.close(keep_copy=False)
