"""The room of the club in the real window, worked by keys alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club.file import Club, open_file
from app.members import records as members
from app.members.rules import Person
from app.organisation import records, team_records, work_records
from app.organisation.work import Equipment
from tests.makers import TODAY, fast_ports
from tests.ui.real import Keyboard, running
from ui.organisation.page import OrganisationPage

NAMES = ("Nguyễn Thị Đào", "Trần Văn Tý", "Lê Thị Hồng Lan", "Phạm Văn Đạo", "Vũ Thị Én")


@pytest.fixture
def folder(club_folder: Path) -> Path:
    """A closed club with five members and two things."""
    club = open_file(club_folder, fast_ports())
    for name in NAMES:
        members.add_person(club, Person(name, birth="1955"), "2024-01-10")
    for name in ("Cân", "Loa"):
        work_records.add_equipment(club, Equipment("", name, 1, "given"))
    club.close(keep_copy=False)
    return club_folder


def board(keys: Keyboard) -> list[tuple[str, str]]:
    club = keys.window.session.club
    return [(each.office, each.name) for each in records.offices_on(club, TODAY)]


def test_an_election_from_the_first_key_to_undo(qtbot: QtBot, folder: Path) -> None:
    with running(qtbot, folder) as keys:
        keys.window.open("organisation")
        assert isinstance(keys.page, OrganisationPage)
        keys.press("1", "Ctrl+E", "Tab", "Tab")
        for name in ("đào", "tý"):
            keys.type(name)
            keys.press("Enter")
        keys.press("Enter")  # no other deputy
        for name in ("lan", "văn đạo", "én"):
            keys.type(name)
            keys.press("Enter")
        keys.press("Ctrl+Enter")
        assert board(keys) == [
            *(("chair", "Nguyễn Thị Đào"), ("deputy", "Trần Văn Tý")),
            *(("secretary", "Lê Thị Hồng Lan"), ("treasurer", "Phạm Văn Đạo")),
            ("board", "Vũ Thị Én"),
        ]
        assert keys.undo_bar() == "Saved: New board from 21/11/2026"
        keys.press("Ctrl+Z")
        assert board(keys) == []
        keys.press("Ctrl+Y")
        assert len(board(keys)) == 5
        keys.press("Esc")
        assert isinstance(keys.page, OrganisationPage)


def test_a_team_with_two_people(qtbot: QtBot, folder: Path) -> None:
    with running(qtbot, folder) as keys:
        keys.window.open("organisation")
        keys.press("2", "Enter", "Space", "Ctrl+Enter", "Enter", "Enter")
        for name in ("tý", "én"):
            keys.type(name)
            keys.press("Enter")
        keys.press("Ctrl+Enter")
        assert keys.focus().accessibleName() == "People of the team"
        (found,) = team_records.teams(keys.window.session.club, TODAY)
        assert found.team.name == "Home care volunteers"
        assert [each.name for each in found.members] == ["Vũ Thị Én", "Trần Văn Tý"]
        keys.press("Esc", "Esc")
        assert isinstance(keys.page, OrganisationPage)


def test_the_yearly_check(qtbot: QtBot, folder: Path) -> None:
    with running(qtbot, folder, size=150) as keys:
        keys.window.open("organisation")
        keys.press("4", "F4", "1", "3")
        found = {each.name: each.condition for each in work_records.equipment(_club(keys))}
        assert found == {"Cân": "good", "Loa": "broken"}
        keys.press("Esc", "Esc")
        assert isinstance(keys.page, OrganisationPage)


def test_a_mistake_is_taken_out_and_comes_back(qtbot: QtBot, folder: Path) -> None:
    with running(qtbot, folder) as keys:
        keys.window.open("organisation")
        keys.press("4", "Down", "Tab", "Tab", "Tab")
        assert keys.focus().accessibleName() == "Take out"
        keys.press("Space")
        assert [each.name for each in work_records.equipment(_club(keys))] == ["Cân"]
        keys.press("Ctrl+Z")
        assert [each.name for each in work_records.equipment(_club(keys))] == ["Cân", "Loa"]


def _club(keys: Keyboard) -> Club:
    return keys.window.session.club
