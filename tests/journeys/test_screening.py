"""A measuring typed by keys alone, from the first number to the books and the slips, and what it
costs."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.dates import Month
from app.health import list_records, records, referral_records
from app.health.rules import Reading, lacks_second_reading
from app.practice.make import make
from tests.makers import TODAY
from tests.ui.real import Keyboard, running
from ui.health.books import BooksPage
from ui.health.follow_list import FollowListPage
from ui.health.page import HealthPage
from ui.health.person import PersonHealthPage
from ui.health.screening import ScreeningPage
from ui.health.slips import SlipsPage
from ui.kit.preview import Preview

TYPED = [
    ("126", "80", "72", "52,8"),
    ("134", "84", "76", "55.1"),
    ("162", "96", "80", "48"),
    ("1380", "82", "70", "63,5"),
    ("128", "82", "74", "58,6"),
    ("136", "86", "68", "58,9"),
    ("112", "70", "66", "49,5"),
    ("88", "58", "70", "63,5"),
    ("146", "90", "78", "61"),
    ("118", "76", "72", "50,2"),
]
"""Upper, lower, pulse, weight of ten people: one wrong (1380), one far from last time (58,9 kg)."""


class CountingKeyboard:
    """Counts every key that it types or presses."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys, self.count = keys, 0

    def type(self, text: str) -> None:
        self.count += len(text)
        self.keys.type(text)

    def press(self, *names: str) -> None:
        self.count += len(names)
        self.keys.press(*names)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice club, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("practice") / "club"
    make(folder, date(2026, 11, 15)).close(keep_copy=False)
    return folder


@pytest.fixture
def book(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice, tmp_path / "practice"))


@pytest.fixture
def keys(qtbot: QtBot, book: Path) -> Iterator[Keyboard]:
    with running(qtbot, book) as keyboard:
        keyboard.press("Alt+4")
        assert isinstance(keyboard.page, HealthPage)
        keyboard.press("Ctrl+N")
        assert isinstance(keyboard.page, ScreeningPage)
        yield keyboard


def stored(keys: Keyboard) -> list[Reading]:
    """The readings of the day in the order of the grid."""
    rows = records.grid(keys.window.session.club, TODAY)
    return [row.today for row in rows if row.today is not None]


def test_a_row_costs_its_digits_and_one_key_per_field(keys: Keyboard) -> None:
    counting = CountingKeyboard(keys)
    for number in TYPED[0]:
        counting.type(number)
        counting.press("Enter")
    assert counting.count == sum(len(number) for number in TYPED[0]) + len(TYPED[0])
    (reading,) = stored(keys)
    assert (reading.systolic, reading.weight_g) == (126, 52_800)


def test_ten_people_one_wrong_one_doubtful_one_taken_back_then_the_books(keys: Keyboard) -> None:
    page = keys.page
    assert isinstance(page, ScreeningPage)
    counting = CountingKeyboard(keys)
    for row in TYPED:
        for number in row:
            counting.type(number)
            counting.press("Enter")
        if row[3] == "58,9":
            assert "last time. Is 58.9" in page.grid.said()
    digits = sum(len(number) for row in TYPED for number in row)
    assert counting.count == digits + len(TYPED) * 4
    assert len(stored(keys)) == 9

    keys.press("F8")
    assert "goes from 40 to 300" in page.grid.said()
    keys.type("138")
    keys.press("Enter", "Down")
    assert "goes from" not in page.grid.said()
    assert [reading.systolic for reading in stored(keys)][3] == 138
    assert keys.undo_bar() == "", "a bar that comes and goes would move the grid"

    keys.press("Ctrl+Z")
    assert len(stored(keys)) == 9
    keys.press("Ctrl+Y")
    assert len(stored(keys)) == 10

    keys.press("Ctrl+P")
    assert isinstance(keys.page, BooksPage)
    keys.press("Ctrl+Enter")
    keys.wait_for(Preview)
    assert keys.page.purpose() == "The health books of 60 people."
    keys.press("Esc", "Esc")
    assert keys.page is page


def test_one_person_by_a_part_of_the_name(keys: Keyboard) -> None:
    page = keys.page
    assert isinstance(page, ScreeningPage)
    keys.press("Ctrl+F")
    keys.type("dao thi ly")
    keys.press("Enter")
    keys.type("182/110")
    keys.press("Enter", "Enter")
    keys.type("72")
    keys.press("Down")
    assert page.grid.said().endswith("to the health station today.")
    keys.press("Up", "F3")
    assert isinstance(keys.page, PersonHealthPage)
    assert keys.page.table.shown()[0].systolic == 182
    keys.press("Esc", "Alt+Home")
    titles = [label.text() for label in keys.page.findChildren(type(keys.page._head.title))]
    assert any("see the health station today" in title for title in titles)


def test_half_a_row_survives_the_way_to_another_room_and_back(keys: Keyboard) -> None:
    keys.type("126")
    keys.press("Enter")
    keys.type("80")
    keys.press("Alt+1")
    assert [(one.systolic, one.diastolic) for one in stored(keys)] == [(126, 80)]
    keys.press("Alt+4", "Ctrl+N")
    assert isinstance(keys.page, ScreeningPage)
    assert keys.page.grid.isAncestorOf(keys.focus())


def pressures(number: int) -> tuple[str, str, str, str]:
    """What the meter shows for the person in this place: every third one is high."""
    upper = 118 + number % 19 if number % 3 else 142 + number % 30
    return str(upper), str(72 + number % 14), str(64 + number % 20), f"{44 + number % 20},5"


def test_a_screening_day_for_sixty(keys: Keyboard, tmp_path: Path) -> None:
    """First readings, second ones of who was high, the slips in one pile: each key counted."""
    page = keys.page
    assert isinstance(page, ScreeningPage)
    club = keys.window.session.club
    people = len(records.grid(club, TODAY))
    counting = CountingKeyboard(keys)
    typed = [pressures(number) for number in range(people)]
    for row in typed:
        for number in row:
            counting.type(number)
            counting.press("Enter")
    digits = sum(len(number) for row in typed for number in row)
    assert (people, counting.count) == (60, digits + 60 * 4)
    assert len(stored(keys)) == 60

    high = [row for row in records.grid(club, TODAY) if lacks_second_reading(row.taken)]
    assert len(high) == 20
    again = CountingKeyboard(keys)
    again.press("F5")
    for number in range(len(high)):
        again.type(str(136 + number % 20))
        again.press("Enter")
        again.type("84")
        again.press("Enter")
    assert again.count == 1 + len(high) * (3 + 2 + 2)
    taken = [row for row in records.grid(club, TODAY) if row.second is not None]
    assert len(taken) == 20
    assert not any(lacks_second_reading(row.taken) for row in taken)

    last = CountingKeyboard(keys)
    last.press("F4")
    assert isinstance(keys.page, SlipsPage)
    due = referral_records.due_in(club, Month.of(TODAY))
    assert due
    assert all(one.reading.systolic >= 140 or one.reading.diastolic >= 90 for one in due)
    last.press("Space", "Ctrl+P")
    keys.wait_for(Preview)
    assert last.count == 3
    assert keys.page.purpose() == f"{len(due) - 1} slips, in one pile."
    assert len(referral_records.due_in(club, Month.of(TODAY))) == len(due), "nothing printed yet"
    keys.page.printed.emit(b"")
    assert len(referral_records.due_in(club, Month.of(TODAY))) == 1, "who was left out"
    keys.press("Esc", "Esc")
    assert keys.page is page

    keys.press("Esc")
    assert isinstance(keys.page, HealthPage)
    lists = {found.code: len(found.lines) for found in keys.page.table.shown()}
    assert lists["second_reading"] == 0
    assert lists["not_measured"] == 0
    keys.press("Down", "Down", "Enter")
    assert isinstance(keys.page, FollowListPage)
    assert [line.reason for line in keys.page.table.shown()] == [
        line.reason for line in list_records.one_list(club, "high", TODAY).lines
    ]


def test_the_queue_by_numbers(keys: Keyboard) -> None:
    page = keys.page
    assert isinstance(page, ScreeningPage)
    keys.press("F6")
    for name, upper in (("dao thi ly", "128"), ("vu thi anh", "131")):
        keys.type(name)
        keys.press("Enter")
        keys.type(f"{upper}/80")
        keys.press("Enter", "Enter")
        keys.type("72")
        keys.press("Enter")
        keys.type("50")
        keys.press("Enter")
        assert keys.focus() is page.search
    names = [row.name for row in page.grid.rows.rows[:2]]
    assert names == ["1. Đào Thị Lý", "2. Vũ Thị Ánh"]
    keys.type("1")
    keys.press("Enter")
    assert page.grid.current_key() == page.grid.rows.rows[0].key
