"""What a board learns about one person in a year, written down by keys alone in the real window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.members import parts_records, records
from app.members.rules import HouseholdStatus, Person
from tests.makers import TODAY
from tests.ui.checks import settle
from tests.ui.real import Keyboard, running
from ui.members.follow_ups import FollowUpsPage
from ui.members.household import HouseholdPage
from ui.members.person import PersonPage
from ui.members.person_parts import FamilyPage, InClubPage, LifePage


@pytest.fixture
def people(club: Club) -> dict[str, str]:
    """Three members of an empty club, on the list of 2026, by given name."""
    status = HouseholdStatus(2026, "near_poor")
    names = ("Nguyễn Thị Đào", "Trần Văn Tý", "Lê Thị Sửu")
    ids = {
        name.split()[-1]: records.add_person(club, Person(name, "F"), "2021-03-10", status)
        for name in names
    }
    club.close()
    return ids


def open_person(keyboard: Keyboard, person_id: str) -> PersonPage:
    keyboard.window.open("members", what=person_id)
    settle()
    page = keyboard.page
    assert isinstance(page, PersonPage)
    return page


def test_a_year_of_one_person(club_folder: Path, qtbot: QtBot, people: dict[str, str]) -> None:
    me = people["Đào"]
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        page = open_person(keyboard, me)

        # She lives alone now; the form wants to know what and since when.
        keyboard.press("F4", "Ctrl+N", "Space", "Tab")
        while keyboard.focus() is not keyboard.page.fields["since"].first():  # type: ignore[attr-defined]
            keyboard.press("Tab")
        keyboard.type("2024")
        keyboard.press("Ctrl+Enter")
        assert isinstance(keyboard.page, LifePage)
        assert keyboard.undo_bar().startswith("Saved:")
        assert [each.kind for each in parts_records.circumstances(club, me)] == ["lives_alone"]

        # Her daughter, found by a part of the name without marks.
        keyboard.press("Esc", "F6", "Ctrl+N")
        keyboard.type("suu")
        keyboard.press("Down", "Enter", "Down", "Space", "Ctrl+Enter")
        assert isinstance(keyboard.page, FamilyPage)
        (relation,) = parts_records.relations(club, me)
        assert (relation.kind, relation.other_id) == ("child", people["Sửu"])
        keyboard.press("Enter")
        assert keyboard.page.title().endswith("Lê Thị Sửu")
        keyboard.press("Esc", "Esc")
        assert keyboard.page is page

        # Something not to forget, done later from the list of all notes.
        keyboard.press("Ctrl+G")
        keyboard.type("Thăm sau khi ra viện")
        keyboard.press("Tab")
        keyboard.type("1/12/2026")
        keyboard.press("Ctrl+Enter")
        assert keyboard.page is page
        keyboard.press("Esc")
        keyboard.window.show(FollowUpsPage(keyboard.window.session, keyboard.window))
        settle()
        keyboard.press("Space")
        keyboard.type("khỏe")
        keyboard.press("Ctrl+Enter")
        (note,) = parts_records.follow_ups(club, me)
        assert (note.done_on, note.result) == (TODAY.isoformat(), "khỏe")

        # She moves away; undo brings her back.
        open_person(keyboard, me)
        keyboard.press("F7", "F4", "Right", "Space", "Ctrl+Enter")
        assert isinstance(keyboard.page, InClubPage)
        assert me not in {member.id for member in records.members(club, TODAY)}
        keyboard.press("Ctrl+Z")
        assert me in {member.id for member in records.members(club, TODAY)}


def test_a_new_list_of_households(club_folder: Path, qtbot: QtBot, people: dict[str, str]) -> None:
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        page = HouseholdPage(keyboard.window.session, keyboard.window)
        keyboard.window.show(page)
        settle()
        keyboard.press("F2")
        keyboard.type("125/QĐ-UBND")
        keyboard.press("Ctrl+Enter")
        assert keyboard.page is page
        keyboard.press("1", "Enter", "4")
        assert page.purpose() == "3 of 3 households confirmed. List: 125/QĐ-UBND."
        assert keyboard.undo_bar() == ""
        keyboard.press("Ctrl+Z")
        assert page.purpose().startswith("2 of 3 households confirmed.")
        found = {
            name: records.household_statuses(club, person_id)[0]
            for name, person_id in people.items()
        }
        assert sorted((each.year, each.status) for each in found.values()) == [
            (2026, "near_poor"),
            (2027, "near_poor"),
            (2027, "poor"),
        ]
