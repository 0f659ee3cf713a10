"""A book with a board, closed, among the books of this PC; a shell that opens books."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.club import officers
from app.club.file import Club
from app.club.profile import Profile, new_club
from tests.makers import fast_ports
from tests.ui.checks import settle
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.welcome.books import clubs_dir

CHAIR, SECRETARY = "chuối vàng sông dài", "gạo nếp cá rô"


@pytest.fixture
def book() -> Path:
    """The folder of a closed book with a chair and a secretary, and a recovery paper."""
    place = Profile("Câu lạc bộ thôn Đông", "xã Hòa Bình", "Bắc Ninh")
    club = new_club(clubs_dir() / "11", place, "Trần Văn Bình", CHAIR, fast_ports(), "M")
    officers.add_officer(club, "Đỗ Thị Lan", "F", ["secretary"], SECRETARY)
    officers.new_recovery_code(club)
    club.close()
    return club.folder


@dataclass
class OpeningShell(FakeShell):
    """Opens books as the window does; the session closes them."""

    session: Session | None = field(default=None)

    def open_club(self, club: Club) -> None:
        super().open_club(club)
        assert self.session is not None
        self.session.open(club)


@pytest.fixture
def shell(shell: FakeShell, empty_session: Session) -> OpeningShell:
    """A shell whose books are opened in the session."""
    return OpeningShell(shell.stack, session=empty_session)


@pytest.fixture
def shown(shell: OpeningShell) -> Callable[[Page], Page]:
    """Shows a page and lets it settle."""

    def show(page: Page) -> Page:
        shell.show(page)
        settle()
        return page

    return show
