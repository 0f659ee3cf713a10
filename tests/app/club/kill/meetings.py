"""What users do at the monthly meeting, to be cut short; see operations.py."""

from collections.abc import Callable

from app.base.periods import Month
from app.club.file import Club
from app.meetings import (
    attendance_records,
    booking_records,
    collection_records,
    money_records,
    plan_records,
    records,
    sheet_records,
    task_records,
)
from app.meetings.collection import LoanPaid, Paid, split
from app.meetings.plan import Rule
from app.meetings.rules import CashCount, Guest, Task, Theme
from app.members import records as members
from app.members.rules import Person
from tests.app.club.kill import loans
from tests.makers import TODAY

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def _two_people(club: Club) -> list[str]:
    return sorted(member.id for member in members.people(club, TODAY))[:2]


def plan_the_year(club: Club, saved: Callable[[], None]) -> None:
    leader, _other = _two_people(club)
    rule = Rule(Month(2026, 1), "day", 21, None, "08:00", "nhà văn hoá")
    plan_records.set_rule(club, rule)
    saved()
    plan_records.move_meeting(club, DECEMBER, "2026-12-23", "Gặt lúa")
    saved()
    plan_records.call_off(club, DECEMBER, "Lũ lụt")
    saved()
    plan_records.plan_again(club, DECEMBER)
    saved()
    plan_records.set_details(club, DECEMBER, "14:00", "đình", leader)
    saved()
    themes = [Theme("", "health", "Ăn nhạt", leader), Theme("", "culture", "Hát chèo")]
    for kept in (themes, themes[:1]):
        plan_records.set_themes(club, DECEMBER, kept)
        saved()


def hold(club: Club, saved: Callable[[], None]) -> None:
    one, other = _two_people(club)
    meeting_id = records.open_meeting(club, NOVEMBER, TODAY.isoformat(), leader_id=one)
    saved()
    attendance_records.set_absent(club, meeting_id, other, "ill")
    saved()
    attendance_records.welcome(club, meeting_id, Person("Lê Thị Đào", "F", "1948"))
    saved()
    attendance_records.add_guest(club, meeting_id, Guest("", "Ông Lộc", "Hội xã"))
    saved()
    money_records.collect(club, meeting_id, {one: 5_000, other: 0})
    saved()
    money_records.collect(club, meeting_id, {one: 10_000, other: None})
    saved()
    money_records.set_cash(club, meeting_id, CashCount({500_000: 2}, "Lan", "Hoa"))
    saved()
    task_records.decide(club, meeting_id, "Sửa đường", Task("", "Góp công", "", one))
    saved()
    records.set_step(club, meeting_id, "weighing", "left_out")
    saved()
    records.set_remarks(club, meeting_id, "Trời mưa")
    saved()
    for act in (records.close_meeting, records.reopen_meeting, records.close_meeting):
        act(club, meeting_id)
        saved()


def correct(club: Club, saved: Callable[[], None]) -> None:
    one, other = _two_people(club)
    meeting_id = records.open_meeting(club, OCTOBER, "2026-10-21")
    saved()
    attendance_records.set_absent(club, meeting_id, other)
    saved()
    records.close_meeting(club, meeting_id)
    saved()
    with records.correct(club, meeting_id, "ghi nhầm người"):
        attendance_records.set_present(club, meeting_id, other)
        attendance_records.set_absent(club, meeting_id, one, "away")
        task_records.decide(club, meeting_id, "Sửa đường")
    saved()


def carry_on(club: Club, saved: Callable[[], None]) -> None:
    meeting_id = records.open_meeting(club, OCTOBER, "2026-10-21")
    saved()
    for number in range(2):
        task_records.decide(club, meeting_id, f"Việc {number}", Task("", f"Làm {number}", ""))
        saved()
    one, other = task_records.tasks_of(club, meeting_id)
    task_records.postpone(club, one.id, "2026-12-01")
    saved()
    task_records.finish_task(club, other.id, "2026-11-02", "đã xong")
    saved()
    task_records.remove_decision(club, one.decision_id or "")
    saved()


def type_sheets(club: Club, saved: Callable[[], None]) -> None:
    for pages in (1, 2):
        sheet, *_more = sheet_records.issue(club, NOVEMBER, {"sign_in": pages, "minutes": 1})
        saved()
    sheet_records.mark_typed(club, sheet.code)
    saved()


def collect_and_book(club: Club, saved: Callable[[], None]) -> None:
    one, other = _two_people(club)
    loan_id = loans.lent(club, saved)
    meeting_id = records.open_meeting(club, NOVEMBER, TODAY.isoformat())
    saved()
    borrower, *_others = (
        each for each in collection_records.expected(club, meeting_id) if each.loans
    )
    paid = {borrower.person_id: split(borrower, borrower.total_vnd)}
    paid |= {each: Paid(5_000) for each in (one, other) if each != borrower.person_id}
    collection_records.write(club, meeting_id, paid)
    saved()
    booking_records.book(club, meeting_id)
    saved()
    owed = borrower.loans[0].stands.outstanding_vnd
    paid[borrower.person_id] = Paid(5_000, 0, (LoanPaid(loan_id, 0, 0, owed),))
    collection_records.write(club, meeting_id, paid)
    saved()
    records.close_meeting(club, meeting_id, "đếm nhầm")
    saved()
    with records.correct(club, meeting_id, "chưa nộp"):
        collection_records.write(club, meeting_id, {borrower.person_id: Paid()})
    saved()
