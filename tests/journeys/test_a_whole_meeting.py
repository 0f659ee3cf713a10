"""A whole meeting of sixty people, typed into the real window by keys alone, and what it costs.

Counted is every key that is not text: moving, choosing, going on. The digits of readings and of
banknotes are text; a number that chooses from a list is a key.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.areas import case_records, picture_records
from app.areas import records as activities
from app.base.areas import AREAS
from app.base.money import BANKNOTES
from app.base.periods import Month
from app.club.file import Club
from app.health import records as health
from app.meetings import (
    attendance_records,
    money_records,
    plan_records,
    records,
    task_records,
)
from app.meetings.plan import Rule
from app.members import records as members
from app.members.records import Joining
from tests.makers import TODAY, make_club
from tests.ui.meetings.conftest import sixty
from tests.ui.real import Keyboard, running
from ui.home.page import HomePage
from ui.meetings.meeting import MeetingPage
from ui.meetings.page import MeetingsPage

MONTH = Month.of(TODAY)
FEE = 10_000

ABSENT = (
    ("le buoi", "1"),
    ("tran gai", "2"),
    ("vu khoan", "3"),
    ("hoang nga", "1"),
    ("pham quy", "4"),
    ("nguyen mui", "1"),
)
DECISIONS = (
    ("Mua thêm một máy đo huyết áp", "tran dao", "15/12"),
    ("Thăm bà Bưởi đang ốm", "le hanh", "5/12"),
    ("Tập hát cho hội diễn của xã", "vu nga", "10/12"),
)
NOTES = ("1", "2", "3", "4", "0", "5", "0", "1", "5")
"""How many of each banknote, from 500.000 đ down."""


class Hands:
    """A keyboard that counts, for each part of the meeting, the keys besides text."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys = keys
        self.strokes: Counter[str] = Counter()
        self._part = "opening"

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count for this part."""
        self._part = name
        yield
        assert self.keys.focus().isVisible()

    def press(self, *names: str) -> None:
        """Press keys, each of which counts once."""
        self.strokes[self._part] += len(names)
        self.keys.press(*names)

    def text(self, words: str) -> None:
        """Type a text."""
        self.keys.type(words)


def make_book(folder: Path) -> None:
    """Sixty members who meet on this day of every month; last month each paid the fee."""
    club = make_club(folder)
    with club.change("Sixty members"):
        members.add_members(club, [Joining(person, "2025-01-01") for person in sixty()])
    rule = Rule(Month(TODAY.year, 1), "day", TODAY.day, at_time="08:00", place="Nhà văn hóa")
    plan_records.set_rule(club, rule)
    before = MONTH.previous()
    last = records.open_meeting(club, before, TODAY.replace(month=before.month).isoformat())
    everybody = [each.person_id for each in attendance_records.attendance(club, last)]
    money_records.collect(club, last, dict.fromkeys(everybody, FEE))
    records.close_meeting(club, last)
    club.close()


def test_a_whole_meeting_by_keys(tmp_path: Path, qtbot: QtBot) -> None:
    make_book(tmp_path / "club")
    with running(qtbot, tmp_path / "club") as keys:
        hands = Hands(keys)
        open_it(hands)
        attend(hands)
        readings = weigh(hands)
        collect(hands)
        eight_areas(hands)
        help_a_case(hands)
        community(hands)
        decide(hands)
        plan(hands)
        count_cash(hands)
        minutes_and_end(hands)
        check_book(keys.window.session.club, readings)
        strokes = hands.strokes
    assert strokes["attendance"] <= 20
    assert strokes["weighing"] <= readings + 1  # one for each field, and one to go on
    rest = sum(count for part, count in strokes.items() if part not in ("attendance", "weighing"))
    assert rest <= 150
    assert told(strokes) in readme()


def open_it(hands: Hands) -> None:
    assert isinstance(hands.keys.page, HomePage)
    hands.press("Ctrl+M")
    assert step(hands) == "attendance"


def attend(hands: Hands) -> None:
    with hands.part("attendance"):
        for name, reason in ABSENT:
            hands.text(name)
            hands.press("Enter", reason)
        hands.press("Ctrl+Enter")
    assert step(hands) == "weighing"


def weigh(hands: Hands) -> int:
    """Measure everybody who is there; how many fields were typed."""
    fields = 0
    with hands.part("weighing"):
        for person in range(54):
            for value in (str(118 + person), str(70 + person % 20), "72", f"5{person % 10},5"):
                hands.text(value)
                hands.press("Enter")
                fields += 1
        hands.press("Ctrl+Enter")
    assert step(hands) == "collection"
    return fields


def collect(hands: Hands) -> None:
    with hands.part("collection"):
        hands.press("Ctrl+D", "Ctrl+Enter")
    assert step(hands) == "areas"


def eight_areas(hands: Hands) -> None:
    with hands.part("areas"):
        for _area in AREAS:
            hands.press("1", "Enter", "PgDown")
        hands.press("Ctrl+Enter")
    assert step(hands) == "case"


def help_a_case(hands: Hands) -> None:
    with hands.part("case"):
        hands.press("Enter")
        hands.text("tran buoi")
        hands.press("Enter")
        hands.text("Ốm nặng, sống một mình")
        hands.press("Enter", "1", "Enter")
        hands.text("10 kg gạo")
        hands.press("Enter")
        hands.text("150k")
        hands.press("Ctrl+Enter")
    assert step(hands) == "community"


def community(hands: Hands) -> None:
    with hands.part("community"):
        hands.press("1", "Enter", "Ctrl+Enter")
    assert step(hands) == "decisions"


def decide(hands: Hands) -> None:
    with hands.part("decisions"):
        for words, who, due in DECISIONS:
            hands.text(words)
            hands.press("Enter")
            hands.text(who)
            hands.press("Enter")
            hands.text(due)
            hands.press("Enter")
        hands.press("Ctrl+Enter")
    assert step(hands) == "plan"


def plan(hands: Hands) -> None:
    with hands.part("plan"):
        hands.press("Ctrl+D", "Ctrl+Enter")
    assert step(hands) == "cash"


def count_cash(hands: Hands) -> None:
    with hands.part("cash"):
        for count in NOTES:
            hands.text(count)
            hands.press("Enter")
        hands.text("Bà Lan")
        hands.press("Ctrl+Enter")
    assert step(hands) == "minutes"


def minutes_and_end(hands: Hands) -> None:
    with hands.part("minutes and end"):
        hands.text("Mọi người vui vẻ.")
        hands.press("Ctrl+Enter")  # what is missing: nothing
        hands.press("Ctrl+Enter")
    assert isinstance(hands.keys.page, MeetingsPage)


def step(hands: Hands) -> str:
    """The step that is on screen."""
    page = hands.keys.page
    assert isinstance(page, MeetingPage)
    return page.step()


def check_book(club: Club, readings: int) -> None:
    """Everything that was typed is in the book."""
    found = records.summary(club, MONTH)
    assert found.meeting.state == "closed"
    assert not found.gaps
    assert (found.present, len(found.absent)) == (54, 6)
    assert {each.name: each.reason for each in found.absent}["Lê Thị Bưởi"] == "ill"
    assert found.measured.people == 54
    assert readings == 54 * 4
    assert sum(1 for row in health.grid(club, TODAY) if row.today is not None) == 54
    assert (found.fee_payers, found.fees_vnd) == (54, 54 * FEE)
    assert not picture_records.missing(club, MONTH)
    meeting_id = found.meeting.id
    assert {each.area for each in activities.activities_of_meeting(club, meeting_id)} == set(AREAS)
    (case,) = case_records.cases_of_meeting(club, meeting_id)
    assert [each.value_vnd for each in case.helps] == [150_000]
    assert [each.text for each in found.decisions] == [words for words, _who, _due in DECISIONS]
    assert {task.owner for task in task_records.tasks_of(club, meeting_id)} == {
        "Trần Thị Đào",
        "Lê Thị Hạnh",
        "Vũ Thị Nga",
    }
    assert {theme.area for theme in plan_records.themes(club, MONTH.next())} == set(AREAS)
    assert found.cash is not None
    counted = zip(BANKNOTES, NOTES, strict=True)
    assert found.cash.total_vnd == sum(value * int(count) for value, count in counted)
    assert found.meeting.remarks == "Mọi người vui vẻ."
    assert {state.state for state in records.steps(club, meeting_id).values()} == {"done"}


def told(strokes: Counter[str]) -> str:
    """What the README says of it."""
    rest = sum(strokes.values()) - strokes["attendance"] - strokes["weighing"]
    return f"| {strokes['attendance']} | {strokes['weighing']} | {rest} |"


def readme() -> str:
    """The README of the project."""
    return (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
