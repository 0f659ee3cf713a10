"""A club is founded, filled, and lives: one member dies, one goes to the neighbouring club, two
entries were one person. Every list is right before and after, and undo goes back step by step."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.documents import consent_form
from app.members import longevity, records
from app.members.finder import Finder
from app.reports.suggestions import suggestions
from app.targets import records as targets
from tests.makers import TODAY
from tests.ui.checks import settle
from tests.ui.real import Keyboard, running
from ui.kit import pick
from ui.members.duplicates import PairPage
from ui.members.import_page import ImportPage
from ui.members.more import MorePage
from ui.members.person import PersonPage

SAMPLE = Path(__file__).parents[1] / "app" / "members" / "samples" / "roster-1.xlsx"
LAST_YEAR = date(2025, 6, 30)
REASONS = {"moved": 1, "died": 2, "transferred": 3}


def lists(club: Club) -> dict[str, object]:
    """What every list of the club says, as values that can be compared."""
    here = records.members(club, TODAY)
    everybody = records.people(club, TODAY)
    return {
        "members": [(each.code, each.person) for each in here],
        "register": [(each.code, each.person, each.membership) for each in everybody],
        "last year": [each.code for each in records.members(club, LAST_YEAR)],
        "found": [each.code for each in Finder.of(here).find("nguyen thi")],
        "figures": [
            (each.id, each.numerator, each.denominator)
            for each in targets.composition_verdicts(club, TODAY)
        ],
        "honours": [(each.code, each.age) for each in longevity.honours(here, 2027)],
        "to do": [line.key for line in suggestions(club, TODAY)],
    }


def members(club: Club) -> int:
    return len(records.members(club, TODAY))


def open_by_name(keyboard: Keyboard, name: str) -> PersonPage:
    """From anywhere: the list of members, the name without marks, Enter."""
    keyboard.press("Alt+Home", "Alt+1", "Ctrl+A")
    keyboard.type(name)
    keyboard.press("Down", "Enter")
    page = keyboard.page
    assert isinstance(page, PersonPage)
    return page


def leaves(keyboard: Keyboard, name: str, reason: str) -> None:
    """Open somebody, what they are in the club, and write down that they leave."""
    open_by_name(keyboard, name)
    keyboard.press("F7", "F4", *(["Right"] * REASONS[reason]), "Space", "Ctrl+Enter")
    assert keyboard.undo_bar()


def test_a_year_in_the_life_of_a_club(
    club_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(qtbot, club_folder) as keyboard:
        club = keyboard.window.session.club
        assert members(club) == 0
        stood: list[dict[str, object]] = [lists(club)]

        def step(act: Callable[[], None], change: int) -> None:
            """Do something that changes the number of members by `change`."""
            before = members(club)
            act()
            settle()
            assert members(club) == before + change
            stood.append(lists(club))
            assert stood[-1] != stood[-2]

        def fill() -> None:
            monkeypatch.setattr(pick, "open_file", lambda *_args: SAMPLE)
            keyboard.press("Alt+1", "Ctrl+M", "1")
            keyboard.wait_for(ImportPage)
            keyboard.press("Down", "Enter", "Ctrl+Enter")
            keyboard.wait_for(MorePage)

        fill()
        settle()
        stood.append(lists(club))
        full = members(club)
        assert full > 50
        dies, goes = (each.person.name for each in records.members(club, TODAY)[3:5])
        twice = records.members(club, TODAY)[7]

        step(lambda: leaves(keyboard, dies, "died"), -1)
        assert dies not in {each.person.name for each in records.members(club, TODAY)}
        assert dies in {each.person.name for each in records.people(club, TODAY)}

        step(lambda: leaves(keyboard, goes, "transferred"), -1)

        def type_again() -> None:
            keyboard.press("Alt+Home", "Alt+1", "Ctrl+N")
            keyboard.type(twice.person.name)
            keyboard.press("Tab")
            keyboard.type((twice.person.birth or "1950")[:4])
            keyboard.press("Ctrl+Enter")

        step(type_again, +1)

        def put_together() -> None:
            keyboard.press("Alt+Home", "Alt+1", "Ctrl+M", "3", "Enter")
            assert isinstance(keyboard.page, PairPage)
            keyboard.press("Ctrl+Enter")

        step(put_together, -1)
        assert members(club) == full - 2
        (left,) = [
            each
            for each in records.people(club, TODAY)
            if each.person.name == twice.person.name and each.code == twice.code
        ]
        assert left.person.phone == twice.person.phone
        assert len(consent_form.gather(club, TODAY)[0]) == full - 2

        # Undo goes back through all of it, and every list says again what it said.
        keyboard.press("Alt+Home")
        for before in reversed(stood[:-1]):
            keyboard.press("Ctrl+Z")
            assert lists(club) == before
        assert members(club) == 0
        for after in stood[1:]:
            keyboard.press("Ctrl+Y")
            assert lists(club) == after

    # The next day everything stands as it was left.
    with running(qtbot, club_folder) as keyboard:
        assert lists(keyboard.window.session.club) == stood[-1]
