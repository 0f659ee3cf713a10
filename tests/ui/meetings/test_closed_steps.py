from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.areas import case_records
from app.areas import records as area_records
from app.areas.rules import Activity, HelpCase
from app.meetings import money_records, plan_records, records, task_records
from app.meetings.rules import CashCount, Task, Theme
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.meetings.conftest import MONTH, begun, club_of
from tests.ui.real import Keyboard
from ui.kit.button import Button
from ui.meetings.step import StepPage

DAY = TODAY.isoformat()
ACTS = ("Ctrl+N", "Ctrl+D", "Ctrl+K", "Ctrl+H", "F2", "1", "2", "3")
"""Keys of buttons that change what happened at a meeting."""


@pytest.fixture
def closed(keys: Keyboard) -> str:
    """A meeting with something in every step, closed."""
    club = club_of(keys)
    meeting_id = records.open_meeting(club, MONTH, DAY)
    for kind in ("talk", "community"):
        done = Activity("", "self_help", kind, DAY, "Dọn đường", meeting_id)
        area_records.add_activity(club, done)
    case = HelpCase("", "outsider", DAY, "Nhà tốc mái", name="Bà Mai", meeting_id=meeting_id)
    case_records.add_case(club, case)
    task_records.add_task(club, Task("", "Sửa loa", "2026-10-01"))
    task_records.decide(club, meeting_id, "Mua ghế", Task("", "Mua ghế", DAY, due_on=DAY))
    plan_records.set_themes(club, MONTH.next(), [Theme("", "health", "Phòng ngã")])
    money_records.set_cash(club, meeting_id, CashCount({5000: 2}, "Bà Hạnh"))
    records.close_meeting(club, meeting_id)
    return meeting_id


@contextmanager
def unchanged(keys: Keyboard) -> Iterator[None]:
    """Nothing is written meanwhile."""
    before = club_of(keys).next_undo()
    yield
    assert club_of(keys).next_undo() == before


@pytest.mark.parametrize(
    "step",
    ["collection", "areas", "case", "community", "decisions", "plan", "cash", "minutes"],
)
@pytest.mark.usefixtures("closed")
def test_a_closed_meeting_is_shown_and_offers_no_acts(keys: Keyboard, step: str) -> None:
    with unchanged(keys):
        page = begun(keys, step).inner()
        assert isinstance(page, StepPage)
        check_page(page)
        buttons = [each for each in page.findChildren(Button) if each.isVisibleTo(page)]
        assert not [each.text() for each in buttons if each.key in ACTS]
        lines = page.findChildren(QLineEdit)
        assert all(line.isReadOnly() or not line.isEnabled() for line in lines)
        assert all(each.isReadOnly() for each in page.findChildren(QPlainTextEdit))
        page.leaving()
