"""How clubs, their state and their changes are told."""

from datetime import date

import pytest

from app.commune.records import Changes, Status
from ui.commune import words

DAY = date(2026, 11, 21)


def status(**more: object) -> Status:
    values: dict[str, object] = {
        "club_id": "1",
        "name": "CLB thôn Đông",
        "code": "D",
        "last_seq": 3,
        "as_of": date(2026, 11, 1),
        "received_on": date(2026, 11, 2),
        "members": 60,
        "readings": 500,
        "composition": {},
        "missing": (),
        "heads": ("a",),
        "current": "a",
        "revoked_on": None,
    }
    return Status(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "word", "late"),
    [
        ({}, "Received", False),
        ({"as_of": date(2026, 10, 17)}, "Received", False),
        ({"as_of": date(2026, 10, 16)}, "Long ago", True),
        ({"as_of": None, "last_seq": None}, "Nothing yet", True),
        ({"heads": ("a", "b")}, "Two copies", False),
        ({"revoked_on": DAY, "heads": ("a", "b")}, "No longer received", False),
    ],
)
def test_the_state_of_a_club(more: dict[str, object], word: str, late: bool) -> None:
    found = words.state(status(**more), DAY)
    assert found.word == word
    assert found.icon, "never the colour alone"
    assert words.is_late(status(**more), DAY) is late


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CLB Liên thế hệ tự giúp nhau thôn Đông", "Thôn Đông"),
        ("Câu lạc bộ Liên thế hệ Tự giúp nhau Phố Chợ", "Phố Chợ"),
        ("CLB thôn Bắc", "Thôn Bắc"),
        ("Hội ông bà", "Hội ông bà"),
        ("CLB", "CLB"),
        ("CLB ", "CLB "),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert words.short_name(name) == short


def test_changes_in_words() -> None:
    assert words.changes(Changes()) == "Nothing changed."
    assert words.changes(Changes(figures=3)) == "3 counts changed."
    assert words.changes(Changes(1, 2, 3, -4, 5)) == (
        "1 more people, 2 people fewer, 3 people changed, 4 readings fewer."
    )


def test_a_share_says_its_whole() -> None:
    assert words.share(42, 60) == "42 of 60"
    assert words.share(42, None) == "42"
    assert words.share(None, 60) == ""
