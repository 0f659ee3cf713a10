from contextlib import closing
from datetime import date

import pytest

from app.base.errors import Refused
from app.club import doorplate, history, officers
from app.club.file import Club, open_file
from app.club.roles import VIEWER, Actor
from app.members import records as members
from app.members.rules import Person
from app.organisation import records
from app.organisation import team_records as teams
from app.organisation import work_records as work
from app.organisation.rules import ClubFacts, NewBoard, Office
from app.organisation.teams import Pairing, Team
from app.organisation.work import Training
from tests.makers import TODAY, fast_ports

JANUARY, MARCH = "2026-01-10", "2026-03-01"


def person(club: Club, name: str) -> str:
    return members.add_person(club, Person(name), "2024-01-01")


def words(club: Club) -> list[str]:
    return [entry.words for entry in history.history(club)]


def held(club: Club, on: date = TODAY) -> list[tuple[str, str | None, str]]:
    return [(each.office, each.area, each.name) for each in records.offices_on(club, on)]


def test_the_facts_of_the_club_are_changed_and_the_history_keeps_what_they_were(club: Club) -> None:
    before = records.facts(club)
    assert (before.name, before.commune, before.decision) == (
        *("CLB thôn Đông", "xã Hòa Bình"),
        None,
    )
    facts = ClubFacts(
        name="CLB thôn Đông",
        commune="xã Hòa Bình",
        province="Bắc Ninh",
        hamlet="thôn Đông",
        code="HB01",
        founded_on="2022-06-27",
        decision="201/QĐ-UBND",
        decided_on="2022-06-20",
        decided_by="UBND xã Hòa Bình",
        old_commune="xã Tân Lập",
        meeting_day="ngày 10 hằng tháng",
        meeting_place="nhà văn hóa thôn",
        regulation="Quy chế 2022",
        regulation_on="2022-07-01",
    )
    records.edit_facts(club, facts)
    assert records.facts(club) == facts
    club.undo()
    assert records.facts(club) == before


def test_a_new_name_stands_on_the_door_when_the_book_is_opened_next(club: Club) -> None:
    records.edit_facts(club, ClubFacts("CLB thôn Đoài", "xã Mới", "Bắc Ninh"))
    club.close(keep_copy=False)
    with closing(open_file(club.folder, fast_ports())) as again:
        assert doorplate.title(again.folder) == "CLB thôn Đoài"
        again.undo()
    with closing(open_file(club.folder, fast_ports())) as again:
        assert doorplate.title(again.folder) == "CLB thôn Đông"


def test_an_office_runs_from_its_first_day_until_the_day_it_ends(club: Club) -> None:
    lan = person(club, "Lê Thị Lan")
    office = records.begin_office(club, Office("", lan, "chair", JANUARY, decision="Bầu 2026"))
    assert words(club)[0] == "Record an office of Lê Thị Lan"
    assert held(club) == [("chair", None, "Lê Thị Lan")]
    assert held(club, date(2026, 1, 9)) == []
    records.end_office(club, office, MARCH)
    assert held(club, date(2026, 2, 28)) == [("chair", None, "Lê Thị Lan")]
    assert held(club, date(2026, 3, 1)) == []
    changed = Office("", lan, "area_lead", JANUARY, area="health")
    records.change_office(club, office, changed)
    assert held(club) == [("area_lead", "health", "Lê Thị Lan")]
    records.remove_office(club, office)
    assert records.offices(club) == ()
    for act in (
        lambda: records.remove_office(club, office),
        lambda: records.end_office(club, office, MARCH),
        lambda: records.change_office(club, office, changed),
    ):
        with pytest.raises(Refused, match="no longer in the book"):
            act()


def test_nobody_gets_an_office_who_is_no_longer_in_the_book(club: Club) -> None:
    with pytest.raises(Refused, match="no longer in the book"):
        records.begin_office(club, Office("", "nobody", "chair", JANUARY))
    assert records.offices(club) == ()


def test_a_new_board_ends_the_old_one_as_one_act(club: Club) -> None:
    lan, hoa, minh = (person(club, name) for name in ("Lê Lan", "Đỗ Hòa", "Vũ Minh"))
    records.new_board(club, NewBoard(JANUARY, None, (("chair", lan), ("board", hoa))))
    records.begin_office(club, Office("", hoa, "area_lead", JANUARY, area="culture"))
    # What begins later than the election is left alone.
    later = records.begin_office(club, Office("", lan, "treasurer", "2026-09-01"))
    before = held(club)
    places = (("chair", hoa), ("deputy", minh), ("board", lan))
    records.new_board(club, NewBoard(MARCH, "Biên bản 3/2026", places))
    assert words(club)[0] == "New board from 1/3/2026"
    assert held(club, date(2026, 2, 28)) == [
        *(("chair", None, "Lê Lan"), ("board", None, "Đỗ Hòa"), ("area_lead", "culture", "Đỗ Hòa")),
    ]
    now = [("chair", None, "Đỗ Hòa"), ("deputy", None, "Vũ Minh"), ("board", None, "Lê Lan")]
    assert held(club, date(2026, 3, 1)) == now
    chair = records.offices_on(club, date(2026, 3, 1))[0]
    assert (chair.decision, chair.since) == ("Biên bản 3/2026", MARCH)
    assert any(each.id == later and each.until is None for each in records.offices(club))
    club.undo()
    assert held(club) == before


def test_who_leads_which_area(club: Club) -> None:
    lan, hoa = person(club, "Lê Lan"), person(club, "Đỗ Hòa")
    records.set_leads(club, JANUARY, {"income": lan, "health": lan, "culture": None})
    records.set_leads(club, MARCH, {"income": hoa, "health": lan, "culture": lan, "rights": None})
    assert held(club, date(2026, 2, 1)) == [
        *(("area_lead", "income", "Lê Lan"), ("area_lead", "health", "Lê Lan")),
    ]
    assert held(club) == [
        ("area_lead", "income", "Đỗ Hòa"),
        ("area_lead", "health", "Lê Lan"),
        ("area_lead", "culture", "Lê Lan"),
    ]
    # Who leads on has one term, not two.
    assert [each.since for each in records.offices(club) if each.area == "health"] == [JANUARY]
    records.set_leads(club, "2026-05-01", {"income": None})
    assert [area for _office, area, _name in held(club)] == ["health", "culture"]


def test_papers_are_signed_by_who_holds_the_office_on_that_day(club: Club) -> None:
    day = date(2026, 2, 1)
    assert records.holder(club, "chair", TODAY) == "Đỗ Thị Lan"  # who signed in as chair
    assert records.holder(club, "chair", day) is None  # the book did not exist then
    assert records.holder(club, "treasurer", TODAY) is None
    officers.add_officer(club, "Lê Thị Thư", "F", ["treasurer"], "cây đa bến nước")
    assert records.holder(club, "treasurer", TODAY) == "Lê Thị Thư"
    lan, hoa = person(club, "Lê Lan"), person(club, "Đỗ Hòa")
    records.begin_office(club, Office("", lan, "chair", JANUARY))
    records.begin_office(club, Office("", hoa, "chair", MARCH))
    assert records.holder(club, "chair", day) == "Lê Lan"
    assert records.holder(club, "chair", TODAY) == "Đỗ Hòa"


def test_everything_the_club_is_to_one_person(club: Club) -> None:
    lan, hoa = person(club, "Lê Lan"), person(club, "Đỗ Hòa")
    office = records.begin_office(club, Office("", lan, "chair", JANUARY))
    team = teams.add_team(club, Team("", "Tổ văn nghệ", "troupe", JANUARY))
    teams.add_to_team(club, team, [lan], "lead", MARCH)
    pair = teams.pair_up(club, Pairing("", lan, hoa, MARCH))
    training = work.add_training(club, Training("", "first", "8 mảng", JANUARY, people=(lan,)))
    about = records.of_person(club, lan)
    assert [each.id for each in about.offices] == [office]
    assert [(each.name, time.part) for each, time in about.teams] == [("Tổ văn nghệ", "lead")]
    assert [(each.id, each.person) for each in about.looks_after] == [(pair, "Đỗ Hòa")]
    assert about.looked_after_by == ()
    assert [each.id for each in about.trainings] == [training]
    other = records.of_person(club, hoa)
    assert [each.volunteer for each in other.looked_after_by] == ["Lê Lan"]
    assert not any((other.offices, other.teams, other.looks_after, other.trainings))


def test_an_erased_person_is_named_by_number_alone(club: Club) -> None:
    lan = person(club, "Lê Lan")
    records.begin_office(club, Office("", lan, "chair", JANUARY))
    with club.change("erase"):
        club.db.table("person").update(lan, {"name": "-", "erased_on": "2026-11-21"})
    assert held(club) == [("chair", None, "Erased person (number 001)")]
    with pytest.raises(Refused):
        records.begin_office(club, Office("", lan, "deputy", JANUARY))


def test_who_only_looks_changes_nothing(club: Club) -> None:
    lan = person(club, "Lê Lan")
    club.actor = Actor("v", "Người xem", frozenset({VIEWER}))
    assert records.offices(club) == ()
    with pytest.raises(Refused):
        records.begin_office(club, Office("", lan, "chair", JANUARY))
    with pytest.raises(Refused):
        records.edit_facts(club, records.facts(club).__class__("A", "B", "C"))
    assert records.offices(club) == ()
