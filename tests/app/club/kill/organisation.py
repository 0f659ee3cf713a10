"""What users write down of the club itself, to be cut short; see operations.py."""

from collections.abc import Callable
from dataclasses import replace

from app.club.file import Club
from app.organisation import records, team_records, work_records
from app.organisation.rules import NewBoard, OfficeKind
from app.organisation.teams import Team
from app.organisation.work import Check, Equipment, Training
from tests.app.club.kill.members import somebody


def new_board(club: Club, saved: Callable[[], None]) -> None:
    one, other = somebody(club), somebody(club, 1)
    for since, chair, deputy in (("2025-01-10", one, other), ("2026-03-01", other, one)):
        places: tuple[tuple[OfficeKind, str], ...] = (("chair", chair), ("deputy", deputy))
        records.new_board(club, NewBoard(since, None, places))
        saved()
    records.set_leads(club, "2026-04-01", {"health": one, "culture": other})
    saved()


def team_with_people(club: Club, saved: Callable[[], None]) -> None:
    people = [somebody(club), somebody(club, 1)]
    team_id = team_records.add_team(club, Team("", "Đội văn nghệ", "troupe", "2025-01-10"))
    saved()
    team_records.add_to_team(club, team_id, people, "member", "2025-01-10")
    saved()
    team_records.remove_team(club, team_id)
    saved()


def yearly_check(club: Club, saved: Callable[[], None]) -> None:
    for name in ("Loa", "Cân"):
        thing = work_records.add_equipment(club, Equipment("", name, 1, "given"))
        saved()
        work_records.check_equipment(club, thing, Check("worn", "2026-11-20"))
        saved()


def record_a_training(club: Club, saved: Callable[[], None]) -> None:
    people = (somebody(club), somebody(club, 1))
    training = Training("", "refresher", "Quỹ", "2026-03-01", people=people)
    training_id = work_records.add_training(club, training)
    saved()
    work_records.change_training(club, training_id, replace(training, people=people[:1]))
    saved()
