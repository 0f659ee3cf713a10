from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _, set_language
from app.club.file import Club
from app.meetings import plan_records, records
from app.meetings.plan import Rule
from app.meetings.rules import Meeting
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from ui.kit.session import Session
from ui.meetings.coming import LONG_PAST, ComingCard, present_meeting
from ui.meetings.page import MeetingsPage

MONTH = Month.of(TODAY)


@pytest.fixture
def planned(club: Club) -> Club:
    """A club that meets on the 21st, which is today."""
    plan_records.set_rule(club, Rule(MONTH.plus(-6), "day", TODAY.day, None, "07:30", "Đình làng"))
    return club


def month_on(club: Club, days: int) -> Month | None:
    found = present_meeting(club, TODAY + timedelta(days=days))
    return found.month if found is not None else None


def test_nothing_is_planned(club: Club) -> None:
    assert present_meeting(club, TODAY) is None


def test_the_nearest_day_matters(planned: Club) -> None:
    assert [month_on(planned, days) for days in (-9, 0, 9, 20)] == [
        MONTH,
        MONTH,
        MONTH,
        MONTH.next(),
    ]


def test_one_long_past_or_called_off_matters_no_more(planned: Club) -> None:
    plan_records.call_off(planned, MONTH.next(), "Lũ")
    plan_records.call_off(planned, MONTH.plus(2), "Tết")
    assert month_on(planned, LONG_PAST) == MONTH
    assert month_on(planned, LONG_PAST + 1) == MONTH.plus(3)


def test_an_open_one_goes_before_all_others(planned: Club) -> None:
    before = MONTH.previous()
    records.open_meeting(planned, before, before.first.isoformat())
    assert month_on(planned, 0) == before


@pytest.mark.parametrize(("primary", "when"), [(True, "21/11/2026"), (False, "21/11")])
def test_the_card_says_when_and_where(qtbot: QtBot, primary: bool, when: str) -> None:
    set_language("en")
    card = ComingCard(primary=primary)
    qtbot.addWidget(card)
    meeting = Meeting("", MONTH, TODAY.isoformat(), at_time="07:30", place="Đình làng")
    card.show_meeting(meeting, TODAY - timedelta(days=2), may_write=True)
    _title, day, more = card.said()
    assert day == f"Saturday {when}, at 7:30"
    assert "Đình làng." in more
    assert more.startswith("In 2 days.")
    card.show_meeting(None, TODAY, may_write=False)
    assert card.button.isHidden()


def test_a_year_without_meetings_says_so(session: Session, shell: FakeShell) -> None:
    page = MeetingsPage(session, shell)
    shell.show(page)
    check_page(page)
    said = [label.text() for label in page.table.findChildren(QLabel) if label.isVisible()]
    assert _("No meeting in this year yet") in said
