"""A club of sixty with a meeting planned for today, worked by keys in the real window."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.club.file import Club
from app.meetings import records
from app.members import records as members
from app.members.records import Joining
from app.members.rules import Person
from tests.makers import TODAY, make_club
from tests.ui.checks import settle
from tests.ui.real import Keyboard, running
from ui.meetings.meeting import MeetingPage

MONTH = Month.of(TODAY)
FAMILIES = ("Trần", "Lê", "Nguyễn", "Phạm", "Vũ", "Hoàng")
GIVEN = ("Bưởi", "Chắt", "Đào", "Gái", "Hạnh", "Khoan", "Lành", "Mùi", "Nga", "Quý")

Run = Callable[..., AbstractContextManager[Keyboard]]


def sixty() -> list[Person]:
    """Sixty people whose names are all different."""
    return [
        Person(f"{family} Thị {given}", "F", "1950")
        if place % 2 == 0
        else Person(f"{family} Văn {given}", "M", "1950")
        for family in FAMILIES
        for place, given in enumerate(GIVEN)
    ]


@pytest.fixture(scope="session")
def master_of_sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the club, made once; copy it, never open it."""
    club = make_club(tmp_path_factory.mktemp("sixty") / "club")
    with club.change("Sixty members"):
        members.add_members(club, [Joining(person, "2025-01-01") for person in sixty()])
    club.close()
    return club.folder


@pytest.fixture
def folder(master_of_sixty: Path, tmp_path: Path) -> Path:
    """The book of the club, a copy of this test's own."""
    return Path(shutil.copytree(master_of_sixty, tmp_path / "club"))


@pytest.fixture
def run(qtbot: QtBot, folder: Path) -> Run:
    """Runs the program over that book."""

    @contextmanager
    def open_window(**how: object) -> Iterator[Keyboard]:
        with running(qtbot, folder, **how) as keys:  # type: ignore[arg-type]
            yield keys

    return open_window


@pytest.fixture
def keys(run: Run) -> Iterator[Keyboard]:
    """The keyboard of the running program."""
    with run() as keyboard:
        yield keyboard


def club_of(keys: Keyboard) -> Club:
    """The book that is open."""
    return keys.window.session.club


def meeting_page(keys: Keyboard) -> MeetingPage:
    """The meeting that is on screen."""
    page = keys.page
    assert isinstance(page, MeetingPage)
    return page


def begun(keys: Keyboard, step: str = "attendance", month: Month = MONTH) -> MeetingPage:
    """A meeting that is open, at a step."""
    club = club_of(keys)
    found = records.meeting_of(club, month)
    meeting_id = found.id if found is not None else ""
    if not meeting_id:
        day = TODAY if month == MONTH else month.last
        meeting_id = records.open_meeting(club, month, day.isoformat())
    keys.window.open("meetings", meeting=meeting_id, step=step)
    settle()
    return meeting_page(keys)
