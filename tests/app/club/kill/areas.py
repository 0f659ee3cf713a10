"""What users write down of the eight areas, to be cut short; see operations.py."""

from collections.abc import Callable
from dataclasses import replace

from app.areas import case_records, proposal_records, records
from app.areas.rules import Activity, ExerciseWeek, Help, HelpCase, Proposal
from app.club.file import Club
from app.members import records as members
from tests.makers import TODAY

DAY = "2026-11-20"


def record_activities(club: Club, saved: Callable[[], None]) -> None:
    leader = min(member.id for member in members.people(club, TODAY))
    talk = Activity("", "rights", "talk", DAY, "Luật người cao tuổi", leader_id=leader)
    talk_id = records.add_activity(club, talk)
    saved()
    records.change_activity(club, talk_id, replace(talk, participants=54))
    saved()
    records.set_exercise_week(club, ExerciseWeek("", "2026-11-16", 3, 20, "Dưỡng sinh"))
    saved()
    records.remove_activity(club, talk_id)
    saved()


def help_somebody(club: Club, saved: Callable[[], None]) -> None:
    case = HelpCase("", "outsider", DAY, "Nhà dột", name="Bà Tý")
    case_id = case_records.add_case(club, case, [Help("", "", DAY, "goods", "Gạo", 300_000)])
    saved()
    case_records.give_help(club, case_id, Help("", "", DAY, "labour"))
    saved()
    case_records.close_case(club, case_id, DAY, "Đã lợp lại")
    saved()
    case_records.remove_case(club, case_id)
    saved()


def propose(club: Club, saved: Callable[[], None]) -> None:
    proposal_id = proposal_records.add_proposal(club, Proposal("", DAY, "UBND xã", "Sửa đường"))
    saved()
    proposal_records.answer_proposal(club, proposal_id, DAY, "accepted", None)
    saved()
