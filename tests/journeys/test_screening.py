"""A measuring typed by keys alone, from the first number to the books, and what it costs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.health import records
from app.health.rules import Reading
from app.practice.make import make
from tests.makers import TODAY
from tests.ui.real import Keyboard, running
from ui.health.books import BooksPage
from ui.health.page import HealthPage
from ui.health.person import PersonHealthPage
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


@pytest.fixture
def book(tmp_path: Path) -> Path:
    make(tmp_path / "practice", date(2026, 11, 15)).close(keep_copy=False)
    return tmp_path / "practice"


@pytest.fixture
def keys(qtbot: QtBot, book: Path) -> Iterator[Keyboard]:
    with running(qtbot, book) as keyboard:
        keyboard.press("Alt+4")
        assert isinstance(keyboard.page, HealthPage)
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
    assert isinstance(page, HealthPage)
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
    assert isinstance(page, HealthPage)
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
    keys.press("Alt+4")
    assert isinstance(keys.page, HealthPage)
    assert keys.page.grid.isAncestorOf(keys.focus())
