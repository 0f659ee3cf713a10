"""Lists of people know the teams and offices of their day."""

from app.club.file import Club
from app.members import records as members
from app.members.filters import Filter, keep, words
from app.members.rules import Person
from app.organisation import asked, records, team_records
from app.organisation.rules import Office
from app.organisation.teams import Team
from tests.makers import TODAY


def test_teams_and_offices_of_the_day(club: Club) -> None:
    lan, hoa = (
        members.add_person(club, Person(name), "2020-01-01") for name in ("Lê Thị Lan", "Vũ Hoa")
    )
    team = team_records.add_team(club, Team("", "Tổ 1", "home_care", "2025-01-01"))
    ended = team_records.add_team(club, Team("", "Tổ cũ", "home_care", "2020-01-01", "2021-01-01"))
    team_records.add_to_team(club, team, [lan], "member", "2025-01-01")
    records.begin_office(club, Office("", hoa, "chair", "2024-01-01"))
    records.begin_office(club, Office("", lan, "treasurer", "2020-01-01", "2024-01-01"))
    found = asked.gather(club, TODAY)
    assert found.teams == ((team, "Tổ 1"),)
    assert ended not in found.names
    in_team, in_office = Filter(teams=frozenset({team})), Filter(offices=frozenset({"chair"}))
    assert [each.id for each in keep(in_team, found.asked)] == [lan]
    assert [each.id for each in keep(in_office, found.asked)] == [hoa]
    assert keep(Filter(offices=frozenset({"treasurer"})), found.asked) == ()
    assert words(in_team, found.names) == "Tổ 1"
