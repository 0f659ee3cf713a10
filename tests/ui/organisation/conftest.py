"""A club with a board, a team, a pair, equipment, a training, a visit and feedback."""

import pytest

from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from app.organisation import records, team_records, work_records
from app.organisation.rules import NewBoard, Office
from app.organisation.teams import Pairing, Team
from app.organisation.work import Equipment, Feedback, Training, Visit

JANUARY, MARCH = "2026-01-10", "2026-03-01"


@pytest.fixture
def people(club: Club) -> dict[str, str]:
    """Members by their given name, with ids."""
    ids = {}
    for name, birth in (
        ("Nguyễn Thị Đào", "1953"),
        ("Trần Văn Tý", "1950"),
        ("Lê Thị Hồng Lan", "1961"),
        ("Phạm Văn Đạo", "1958"),
        ("Lê Thị Lan", "1966"),
    ):
        key = name.split()[-1] if name != "Lê Thị Lan" else "Lan 1966"
        ids[key] = members.add_person(club, Person(name, birth=birth, hamlet="Xóm Đình"), JANUARY)
    return ids


@pytest.fixture
def filled(club: Club, people: dict[str, str]) -> Club:
    """The club with something in every list."""
    dao, ty, lan, dao_m = (people[name] for name in ("Đào", "Tý", "Lan", "Đạo"))
    records.new_board(club, NewBoard(JANUARY, "Biên bản 1", (("chair", dao), ("secretary", ty))))
    records.begin_office(club, Office("", dao, "area_lead", JANUARY, area="health"))
    team = team_records.add_team(club, Team("", "Đội văn nghệ thôn Đông", "troupe", JANUARY))
    team_records.add_to_team(club, team, [lan, ty], "member", JANUARY)
    team_records.pair_up(club, Pairing("", dao_m, lan, MARCH, note="nuôi gà"))
    speaker = Equipment("", "Loa kéo có micro", 1, "given", unit="chiếc", keeper_id=ty)
    work_records.add_equipment(club, speaker)
    work_records.add_equipment(club, Equipment("", "Ghế nhựa", 40, "bought", unit="ghế"))
    training = Training("", "first", "8 mảng hoạt động", JANUARY, MARCH, people=(dao, ty, lan))
    work_records.add_training(club, training)
    visit = Visit("", "supervision", MARCH, "Hội Người cao tuổi xã", advice="Ghi đủ người vắng")
    work_records.add_visit(club, visit)
    told = Feedback("", "complaint", MARCH, "Loa mở quá to", person_id=lan, owner_id=dao)
    work_records.add_feedback(club, told)
    return club
