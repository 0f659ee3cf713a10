from datetime import date

import pytest

from app.base.errors import UserError
from app.base.ids import read_code
from app.club.file import Club
from app.meetings import plan_records, records, sheet_records
from tests.app.meetings.scene import JULY, JUNE, RULE
from tests.makers import TODAY


def test_each_page_gets_a_code_and_keeps_it(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    first = sheet_records.issue(club, JULY, {"minutes": 1, "sign_in": 2})
    assert [(each.kind, each.page) for each in first] == [
        ("sign_in", 1),
        ("sign_in", 2),
        ("minutes", 1),
    ]
    assert all(read_code(each.code) == each.code for each in first)
    assert {each.printed_on for each in first} == {TODAY.isoformat()}
    again = sheet_records.issue(club, JULY, {"sign_in": 3})
    assert [each for each in again if each in first] == list(first)
    assert len(again) == 4
    assert sheet_records.sheets(club, JUNE) == ()
    found = records.meeting_of(club, JULY)
    assert found is not None
    assert (found.id, found.planned_on, found.place) == (
        *(first[0].meeting_id, "2026-07-21", "nhà văn hoá"),
    )


def test_a_code_opens_its_sheet(club: Club) -> None:
    (sheet,) = sheet_records.issue(club, JUNE, {"weighing": 1})
    for typed in (sheet.code, sheet.code.replace("-", "").lower(), f" {sheet.code} "):
        assert sheet_records.sheet_by_code(club, typed) == sheet
    assert sheet.step == "weighing"
    assert sheet.month == JUNE
    with pytest.raises(UserError, match="not the code"):
        sheet_records.sheet_by_code(club, "ABC")
    club.undo()
    assert sheet_records.sheet_by_code(club, sheet.code) is None


def test_sheets_wait_from_the_day_of_the_meeting_until_it_is_closed(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    one, two = sheet_records.issue(club, JUNE, {"sign_in": 2})
    assert sheet_records.not_typed(club, date(2026, 6, 20)) == ()
    assert sheet_records.not_typed(club, date(2026, 6, 21)) == (one, two)
    sheet_records.mark_typed(club, one.code)
    sheet_records.mark_typed(club, one.code)
    assert sheet_records.not_typed(club, date(2026, 6, 21)) == (two,)
    sheet_records.mark_not_typed(club, one.code)
    assert sheet_records.not_typed(club, date(2026, 6, 21)) == (one, two)
    june = records.open_meeting(club, JUNE, "2026-06-22")
    assert sheet_records.not_typed(club, date(2026, 6, 21)) == ()
    assert sheet_records.not_typed(club, date(2026, 6, 22)) == (one, two)
    records.close_meeting(club, june)
    assert sheet_records.not_typed(club, date(2026, 6, 22)) == ()


def test_a_sheet_whose_steps_are_done_waits_no_longer(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    front, back = sheet_records.issue(club, JUNE, {"areas": 2})
    assert (front.step, back.step) == ("areas", "case")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    on = date(2026, 6, 21)
    records.set_step(club, june, "areas", "done")
    assert sheet_records.not_typed(club, on) == (back,)
    assert sheet_records.typed(club, JUNE) == {front.code}
    for step in back.steps[:-1]:
        records.set_step(club, june, step, "left_out")
    assert sheet_records.not_typed(club, on) == (back,)
    records.set_step(club, june, back.steps[-1], "done")
    assert sheet_records.not_typed(club, on) == ()
    assert sheet_records.typed(club, JUNE) == {front.code, back.code}
    records.set_step(club, june, "areas", "open")
    assert sheet_records.typed(club, JUNE) == {back.code}
    records.close_meeting(club, june)
    assert sheet_records.typed(club, JUNE) == {front.code, back.code}
