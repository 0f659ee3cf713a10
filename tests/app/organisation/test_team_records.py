from datetime import date

import pytest

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from app.organisation import team_records as teams
from app.organisation.teams import Pairing, Team, TeamMember
from tests.makers import TODAY

JANUARY, MARCH = "2026-01-10", "2026-03-01"


def person(club: Club, name: str) -> str:
    return members.add_person(club, Person(name), "2024-01-01")


def inside(club: Club, on: date = TODAY) -> dict[str, list[tuple[str, str]]]:
    return {
        each.team.name: [(member.name, member.part) for member in each.members]
        for each in teams.teams(club, on)
    }


def test_a_team_and_who_is_in_it(club: Club) -> None:
    lan, hoa, an = (person(club, name) for name in ("Lê Lan", "Đỗ Hòa", "Vũ An"))
    troupe = teams.add_team(club, Team("", "Văn nghệ", "troupe", JANUARY))
    teams.add_team(club, Team("", "Ấm áp", "home_care", JANUARY, note="chăm sóc"))
    assert teams.add_to_team(club, troupe, [lan], "lead", JANUARY) == (lan,)
    # All at once, one act; who is in it already stays as written.
    assert teams.add_to_team(club, troupe, [hoa, lan, an], "member", MARCH) == (hoa, an)
    assert history.history(club)[0].words == "Add people to the team Văn nghệ"
    assert inside(club) == {
        "Ấm áp": [],
        "Văn nghệ": [("Lê Lan", "lead"), ("Vũ An", "member"), ("Đỗ Hòa", "member")],
    }
    assert inside(club, date(2026, 2, 1))["Văn nghệ"] == [("Lê Lan", "lead")]
    club.undo()
    assert inside(club)["Văn nghệ"] == [("Lê Lan", "lead")]


def test_somebody_changes_part_and_leaves_a_team(club: Club) -> None:
    lan = person(club, "Lê Lan")
    troupe = teams.add_team(club, Team("", "Văn nghệ", "troupe", JANUARY))
    teams.add_to_team(club, troupe, [lan], "member", JANUARY)
    _team, (time,) = teams.team(club, troupe)
    left = TeamMember(time.id, troupe, lan, "deputy", JANUARY, MARCH, "bận cháu", name="Lê Lan")
    teams.change_team_member(club, left)
    assert teams.team(club, troupe)[1] == (left,)
    assert inside(club) == {"Văn nghệ": []}
    assert inside(club, date(2026, 2, 1)) == {"Văn nghệ": [("Lê Lan", "deputy")]}
    # Who came back has a second time in the team.
    assert teams.add_to_team(club, troupe, [lan], "member", "2026-05-01") == (lan,)
    assert len(teams.teams_of(club, lan)) == 2
    teams.remove_team_member(club, time.id)
    assert [time.since for _team, time in teams.teams_of(club, lan)] == ["2026-05-01"]


def test_a_team_that_ends_lets_everybody_go(club: Club) -> None:
    lan = person(club, "Lê Lan")
    troupe = teams.add_team(club, Team("", "Văn nghệ", "troupe", JANUARY))
    teams.add_to_team(club, troupe, [lan], "lead", "2026-04-01")
    teams.change_team(club, troupe, Team("", "Văn nghệ", "troupe", JANUARY, MARCH))
    team, (time,) = teams.team(club, troupe)
    assert (team.until, time.until) == (MARCH, "2026-04-01")  # never before it began
    club.undo()
    assert inside(club) == {"Văn nghệ": [("Lê Lan", "lead")]}
    teams.remove_team(club, troupe)
    assert teams.teams(club, TODAY) == ()
    with pytest.raises(LookupError):
        teams.team(club, troupe)
    with pytest.raises(Refused, match="no longer in the book"):
        teams.add_to_team(club, troupe, [lan], "member", MARCH)
    club.undo()
    assert inside(club) == {"Văn nghệ": [("Lê Lan", "lead")]}


def test_who_looks_after_whom(club: Club) -> None:
    lan, hoa, an = (person(club, name) for name in ("Lê Lan", "Đỗ Hòa", "Vũ An"))
    first = teams.pair_up(club, Pairing("", lan, hoa, JANUARY))
    second = teams.pair_up(club, Pairing("", lan, an, MARCH, note="nuôi gà"))
    assert [(each.volunteer, each.person) for each in teams.pairings(club)] == [
        *(("Lê Lan", "Vũ An"), ("Lê Lan", "Đỗ Hòa")),
    ]
    teams.change_pairing(club, second, Pairing("", lan, an, MARCH, "2026-06-01"))
    assert [each.id for each in teams.pairings(club)] == [first, second]
    teams.remove_pairing(club, second)
    assert [each.id for each in teams.pairings(club)] == [first]
    with pytest.raises(Refused):
        teams.remove_pairing(club, second)
    with pytest.raises(Refused):
        teams.pair_up(club, Pairing("", lan, "nobody", MARCH))
