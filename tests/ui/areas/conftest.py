"""A club whose June lacks rights, worked by keys in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.areas import case_records, proposal_records, records
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.base.areas import AREAS
from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from tests.app.areas.scene import close, held, planned
from tests.makers import make_club
from tests.ui.real import Keyboard, running


def fill(club: Club) -> None:
    """Five people, the areas of May and June, a case, a proposal, a week of exercise."""
    with club.change("Fill the book"):
        ids = [
            members.add_person(club, Person(name, birth="1950"), "2025-01-01")
            for name in ("Lê Lan", "Trần Tý", "Phạm Đạo", "Vũ Mùi", "Ngô Nga")
        ]
        for month in (5, 6):
            meeting = held(club, f"2026-{month:02}", f"2026-{month:02}-21")
            for area in AREAS:
                if (area, month) != ("rights", 6):
                    on = f"2026-{month:02}-21"
                    done = Activity("", area, "other", on, "Việc chung", meeting, ids[0])
                    records.add_activity(club, done)
        close(club)
        planned(club, "2026-12", "rights")
        need = HelpCase("", "member", "2026-11-05", "Nhà dột", ids[1])
        rice = Help("", "", "2026-11-06", "goods", "20 kg gạo", 300_000, ids[0])
        case_records.add_case(club, need, [rice])
        asked = Proposal("", "2026-03-05", "UBND xã", "Sửa đường vào thôn")
        proposal_records.add_proposal(club, asked)
        records.set_exercise_week(club, ExerciseWeek("", "2026-11-09", 3, 20, "Dưỡng sinh"))


@pytest.fixture
def filled(club: Club) -> Club:
    """The club, open in the session."""
    fill(club)
    return club


@pytest.fixture
def keys(qtbot: QtBot, tmp_path: Path) -> Iterator[Keyboard]:
    """The keyboard of the program over such a book."""
    club = make_club(tmp_path / "book")
    fill(club)
    club.close()
    with running(qtbot, tmp_path / "book") as keyboard:
        yield keyboard


def club_of(keys: Keyboard) -> Club:
    """The book that is open."""
    return keys.window.session.club
