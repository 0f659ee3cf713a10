"""A meeting that was held, with something at every step, for papers about it."""

from app.areas import case_records, proposal_records
from app.areas import records as areas
from app.areas.rules import Activity, Help, HelpCase, Proposal
from app.base.areas import AREAS
from app.base.periods import Month
from app.club.file import Club
from app.health import records as health
from app.health.rules import Reading
from app.meetings import attendance_records, money_records, plan_records, records, task_records
from app.meetings.meeting_records import held_day, meeting
from app.meetings.plan import Rule
from app.meetings.rules import CashCount, Guest, Task, Theme
from app.members import records as members
from app.members.rules import Person
from app.organisation import records as organisation
from app.organisation.rules import Office

JUNE = Month(2026, 6)
DAY = "2026-06-21"
LANG = {"lan": "Trịnh Thị Lan", "minh": "Đoàn Văn Minh", "suu": "Đỗ Thị Sửu", "quy": "Lê Văn Quý"}


def board(club: Club) -> dict[str, str]:
    """Four members, the first the chair, the second the secretary; ids by their short names."""
    ids = {
        short: members.add_person(club, Person(name, "F" if "Thị" in name else "M"), "2020-01-01")
        for short, name in LANG.items()
    }
    organisation.begin_office(club, Office("", ids["lan"], "chair", "2025-01-01"))
    organisation.begin_office(club, Office("", ids["minh"], "secretary", "2025-01-01"))
    return ids


def hold(club: Club) -> dict[str, str]:
    """The meeting of June; the ids of the people."""
    ids = board(club)
    rule = Rule(Month(2026, 1), "day", 21, None, "08:00", "nhà văn hóa thôn Đông")
    plan_records.set_rule(club, rule)
    may = records.open_meeting(club, Month(2026, 5), "2026-05-21")
    task_records.add_task(club, Task("", "Sửa mái hiên", "", ids["quy"], due_on="2026-06-15"), may)
    task_records.add_task(club, Task("", "Mượn loa", "", ids["minh"]), may)
    records.close_meeting(club, may)
    june = records.open_meeting(club, JUNE, DAY, leader_id=ids["lan"])
    attendance_records.set_absent(club, june, ids["suu"], "ill")
    attendance_records.add_guest(club, june, Guest("", "Nguyễn Hữu Lộc", "Hội Người cao tuổi xã"))
    day = held_day(meeting(club, june))
    health.add_reading(club, ids["lan"], Reading(day, 190, 115))
    health.add_reading(club, ids["minh"], Reading(day, 118, 76))
    money_records.collect(club, june, {ids["lan"]: 5_000, ids["minh"]: 5_000, ids["quy"]: 0})
    for area in AREAS:
        if area != "rights":
            areas.add_activity(
                club,
                Activity("", area, "talk", DAY, f"Việc của mảng {area}", june, participants=31),
            )
    areas.add_activity(
        club, Activity("", "self_help", "community", DAY, "Dọn đường ngõ xóm Đình", june)
    )
    lamp = Proposal("", DAY, "Ủy ban xã", "lắp đèn đường", june)
    proposal_records.add_proposal(club, lamp)
    case = HelpCase(
        "", "member", DAY, "Mới ra viện vì tai biến", person_id=ids["suu"], meeting_id=june
    )
    given = Help("", "", DAY, "goods", "10 kg gạo", 200_000)
    later = Help("", "", "2026-06-30", "money", "Cho thêm", 100_000)
    case_records.add_case(club, case, [given, later])
    for task in task_records.open_tasks(club, day):
        if task.text == "Mượn loa":
            task_records.finish_task(club, task.id, DAY, "Đã mượn của thôn Đoài")
    nga = Task("", "Viết đơn", "", ids["quy"], due_on="2026-07-10")
    task_records.decide(club, june, "Nộp hồ sơ trợ cấp cho bà Đỗ Thị Sửu.", nga)
    task_records.decide(club, june, "Kiến nghị xã lắp đèn đường")
    plan_records.set_themes(club, JUNE.next(), [Theme("", "health", "Phòng ngã trong nhà")])
    counted = CashCount({5_000: 2}, LANG["lan"], LANG["minh"], "khớp số người nộp")
    money_records.set_cash(club, june, counted)
    records.set_remarks(club, june, "Thành viên vui vẻ ra về.")
    return ids
