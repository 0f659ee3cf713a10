"""The month of the volunteers by keys alone, from their paper into the book; its commands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.club.ports import Ports
from app.documents import care_lists, listing_page
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import LEAST_VOLUNTEERS, Cared, Plan, Round, Volunteer
from app.members import records as members
from app.members.rules import Person
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied
from tests.makers import TODAY, fast_ports, make_club
from tests.ui.real import Keyboard, running
from ui.home.page import HomePage
from ui.home_care.calendar import VolunteerCalendar
from ui.home_care.page import HomeCarePage, UnseenPage

OCTOBER = Month(2026, 10)
SINCE = date(2026, 1, 1)
MOST_KEYS = 90


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Five volunteers with twelve planned visits each in October 2026, none written down."""
    club = make_club(tmp_path / "club")
    with club.change("Fill the book"):
        for number in range(5):
            who = members.add_person(club, Person(f"Nguyễn Thị Vân {number}", "F", "1962"), None)
            records.add_volunteer(club, Volunteer("", who, SINCE))
            cared = records.add_cared(club, Cared("", SINCE, own_name=f"Cụ Mùi {number}"))
            days = (Round(day, who, tasks=("talk", "medicine")) for day in (0, 1, 2))
            plan_records.set_plan(club, Plan("", cared, SINCE, rounds=tuple(days)))
    assert club.today() == TODAY
    club.close(keep_copy=False)
    return tmp_path / "club"


@pytest.fixture
def keys(qtbot: QtBot, book: Path) -> Iterator[Keyboard]:
    with running(qtbot, book) as keyboard:
        yield keyboard


class Counted:
    """Presses keys and counts them."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys, self.count = keys, 0

    def press(self, *names: str) -> None:
        self.count += len(names)
        self.keys.press(*names)


def test_the_month_of_five_volunteers(keys: Keyboard) -> None:
    hands = Counted(keys)
    hands.press("Alt+5")
    assert isinstance(keys.page, HomeCarePage)
    hands.press("Ctrl+PgUp", "Ctrl+N")
    assert isinstance(keys.page, VolunteerCalendar)
    for volunteer in range(5):
        if volunteer:
            hands.press("PgDown")
        # Eleven were made; in the last week the volunteer was ill.
        hands.press(*["Space"] * 11, "Minus")
    assert hands.count <= MOST_KEYS
    picture = visit_records.month_picture(keys.window.session.club, OCTOBER)
    assert len(picture.cells) == 60
    assert [cell.state for cell in picture.cells].count("made") == 55
    assert [cell.state for cell in picture.cells].count("missed") == 5
    tally = picture.tally_of_volunteer(picture.volunteers[0].person_id)
    assert (tally.made, tally.missed, tally.unmarked, tally.minutes) == (11, 1, 0, 11 * 60)
    # What was marked by mistake is taken back where it stands, or undone.
    keys.press("Space")
    keys.press("Ctrl+Z")
    assert visit_records.month_picture(keys.window.session.club, OCTOBER).cells == picture.cells


def test_a_visit_in_detail_with_a_danger_sign(keys: Keyboard) -> None:
    keys.press("Alt+5", "Ctrl+PgUp", "Ctrl+N", "Enter")
    keys.press("Ctrl+A")
    keys.type("45")
    keys.press("Tab")
    keys.type("165/95")
    keys.press("Ctrl+Enter")
    assert isinstance(keys.page, VolunteerCalendar)
    club = keys.window.session.club
    (visit,) = visit_records.visits(club, OCTOBER.first, OCTOBER.last)
    assert (visit.minutes, visit.systolic, visit.diastolic) == (45, 165, 95)
    assert visit.tasks == ("talk", "medicine")


def test_the_commands(shell: Shell, copied: Copied) -> None:
    copied("D")
    found = shell.ok("visits", "D", "--month", "2026-06", "--json").json
    assert list(found) == ["volunteers", "people", "not_seen"]
    assert list(found["volunteers"][0]) == ["name", "planned", "made", "missed", "minutes"]
    assert len(found["volunteers"]) >= LEAST_VOLUNTEERS
    assert all(each["made"] for each in found["people"])
    said = shell.ok("visits", "D", "--month", "2026-06").out
    assert all(each["name"] in said for each in found["volunteers"])
    shell.ok("care-sheets", "D", "2026-07", "out.pdf")
    printed = words(shell.folder / "out.pdf")
    assert all(each["name"] in printed for each in found["volunteers"])


def test_screen_paper_and_json_hold_the_same_figures(
    qtbot: QtBot, shell: Shell, copied: Copied
) -> None:
    folder = copied("D")
    said = shell.ok("visits", "D", "--month", "2025-06", "--json").json
    names = ("planned", "made", "missed", "minutes")
    with running(qtbot, folder) as keys:
        keys.press("Alt+5")
        room = keys.page
        assert isinstance(room, HomeCarePage)
        while room.month != Month(2025, 6):
            keys.press("Ctrl+PgUp")
        shown = [
            {"name": row.name, **{name: getattr(row.tally, name) for name in names}}
            for row in room.table.shown()
        ]
        assert shown == said["volunteers"]
        picture, issuer = care_lists.gather(keys.window.session.club, Month(2025, 6))
        keys.press("F3")
        assert isinstance(keys.page, UnseenPage)
        people = {each.id: each.name for each in picture.people}
        unseen = [
            (people[each.cared_id], [day.isoformat() for day in each.days])
            for each in keys.page.table.shown()
        ]
    assert unseen == [(each["name"], each["days"]) for each in said["not_seen"]]
    assert unseen, "somebody waited in vain"
    listing = care_lists.summary(picture)
    printed = [dict(zip(("name", *names), row, strict=True)) for row in listing.rows]
    assert printed == said["volunteers"] + said["people"]
    watched = care_lists.supervisor(picture)
    assert [row[0] for row in watched.rows][: len(unseen)] == [name for name, _days in unseen]
    (shell.folder / "month.pdf").write_bytes(listing_page.render(listing, issuer))
    paper = words(shell.folder / "month.pdf")
    for row in listing.rows:
        assert " ".join(map(str, row)) in paper


def words(path: Path) -> str:
    """Everything written in a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def on_the_last_day() -> Ports:
    """The day until which the practice club is made up."""
    return fast_ports(datetime(2026, 11, 15, 2, 0, tzinfo=UTC))


def test_the_first_page_of_the_practice_club_is_calm(qtbot: QtBot, copied: Copied) -> None:
    """Six lines a page, whole and without scrolling; whoever cannot wait stands first."""
    with running(qtbot, copied("D"), language="vi", ports=on_the_last_day) as keys:
        page = keys.page
        assert isinstance(page, HomePage)
        keys_of_lines = [line.key.split()[0] for line in page.lines()]
        assert keys_of_lines[:2] == ["safety", "requests"]
        assert keys_of_lines.index("not") < keys_of_lines.index("loans")
        assert keys_of_lines.index("few_check_ups") > keys_of_lines.index("measure")
        for _page in range(3):
            assert page.verticalScrollBar().maximum() == 0
            keys.press("PgDown")
