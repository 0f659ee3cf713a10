from datetime import date

import pytest

from app.base.errors import UserError
from app.base.ids import read_code
from app.club.file import Club
from app.meetings import plan_records, records, sheets
from tests.app.meetings.scene import JULY, JUNE, RULE
from tests.makers import TODAY


def test_each_page_gets_a_code_and_keeps_it(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    first = sheets.issue(club, JULY, {"minutes": 1, "sign_in": 2})
    assert [(each.kind, each.page) for each in first] == [
        ("sign_in", 1),
        ("sign_in", 2),
        ("minutes", 1),
    ]
    assert all(read_code(each.code) == each.code for each in first)
    assert {each.printed_on for each in first} == {TODAY.isoformat()}
    again = sheets.issue(club, JULY, {"sign_in": 3})
    assert [each for each in again if each in first] == list(first)
    assert len(again) == 4
    assert sheets.sheets(club, JUNE) == ()
    found = records.meeting_of(club, JULY)
    assert found is not None
    assert (found.id, found.planned_on, found.place) == (
        *(first[0].meeting_id, "2026-07-21", "nhà văn hoá"),
    )


def test_a_code_opens_its_sheet(club: Club) -> None:
    (sheet,) = sheets.issue(club, JUNE, {"weighing": 1})
    for typed in (sheet.code, sheet.code.replace("-", "").lower(), f" {sheet.code} "):
        assert sheets.sheet_by_code(club, typed) == sheet
    assert sheet.step == "weighing"
    assert sheet.month == JUNE
    with pytest.raises(UserError, match="not the code"):
        sheets.sheet_by_code(club, "ABC")
    club.undo()
    assert sheets.sheet_by_code(club, sheet.code) is None


def test_sheets_wait_from_the_day_of_the_meeting_until_it_is_closed(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    one, two = sheets.issue(club, JUNE, {"sign_in": 2})
    assert sheets.not_typed(club, date(2026, 6, 20)) == ()
    assert sheets.not_typed(club, date(2026, 6, 21)) == (one, two)
    sheets.mark_typed(club, one.code)
    sheets.mark_typed(club, one.code)
    assert sheets.not_typed(club, date(2026, 6, 21)) == (two,)
    sheets.mark_not_typed(club, one.code)
    assert sheets.not_typed(club, date(2026, 6, 21)) == (one, two)
    june = records.open_meeting(club, JUNE, "2026-06-22")
    assert sheets.not_typed(club, date(2026, 6, 21)) == ()
    assert sheets.not_typed(club, date(2026, 6, 22)) == (one, two)
    records.close_meeting(club, june)
    assert sheets.not_typed(club, date(2026, 6, 22)) == ()


def test_a_sheet_whose_steps_are_done_waits_no_longer(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    front, back = sheets.issue(club, JUNE, {"areas": 2})
    assert (front.step, back.step) == ("areas", "case")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    on = date(2026, 6, 21)
    records.set_step(club, june, "areas", "done")
    assert sheets.not_typed(club, on) == (back,)
    assert sheets.typed(club, JUNE) == {front.code}
    for step in back.steps[:-1]:
        records.set_step(club, june, step, "left_out")
    assert sheets.not_typed(club, on) == (back,)
    records.set_step(club, june, back.steps[-1], "done")
    assert sheets.not_typed(club, on) == ()
    assert sheets.typed(club, JUNE) == {front.code, back.code}
    records.set_step(club, june, "areas", "open")
    assert sheets.typed(club, JUNE) == {back.code}
    records.close_meeting(club, june)
    assert sheets.typed(club, JUNE) == {front.code, back.code}
