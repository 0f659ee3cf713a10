"""Saved lists, and gathering what filters ask."""

import pytest

from app.base.errors import Invalid, Refused
from app.club import history
from app.club.file import Club
from app.members import lists_records, parts_records, records
from app.members.filters import Filter, from_json, keep
from app.members.parts import Circumstance, Involvement
from app.members.rules import HouseholdStatus, Membership, Person
from tests.makers import TODAY

WOMEN = Filter(sex="F", age_from=75)


def names(club: Club) -> list[str]:
    return [each.name for each in lists_records.saved_lists(club)]


def test_a_list_is_kept_renamed_and_taken_away_and_every_step_can_be_undone(club: Club) -> None:
    list_id = lists_records.save_list(club, " Quà  Tết ", WOMEN)
    lists_records.save_list(club, "Ấm lòng", Filter(sex="M"))
    assert names(club) == ["Ấm lòng", "Quà Tết"]
    assert lists_records.saved_lists(club)[1].filter == WOMEN
    lists_records.rename_list(club, list_id, "quà tết")  # the same but for capitals: itself
    lists_records.rename_list(club, list_id, "Chúc thọ")
    assert names(club) == ["Ấm lòng", "Chúc thọ"]
    assert history.history(club)[0].words.count("“") == 2
    lists_records.delete_list(club, list_id)
    assert names(club) == ["Ấm lòng"]
    for _step in range(3):
        club.undo()
    assert names(club) == ["Ấm lòng", "Quà Tết"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "QUÀ TẾT"])
def test_a_list_needs_a_name_of_its_own(club: Club, name: str) -> None:
    lists_records.save_list(club, "Quà Tết", WOMEN)
    other = lists_records.save_list(club, "Khác", WOMEN)
    with pytest.raises(Invalid) as problem:
        lists_records.save_list(club, name, WOMEN)
    assert set(problem.value.problems) == {"name"}
    with pytest.raises(Invalid):
        lists_records.rename_list(club, other, name)
    assert names(club) == ["Khác", "Quà Tết"]


def test_a_list_that_is_gone_is_refused(club: Club) -> None:
    with pytest.raises(Refused):
        lists_records.rename_list(club, "nothing", "Quà")
    with pytest.raises(Refused):
        lists_records.delete_list(club, "nothing")


def test_a_list_of_a_newer_program_keeps_what_it_says(club: Club) -> None:
    text = '{"pension": true, "sex": "F"}'
    lists_records.save_list(club, "Mới", from_json(text))
    (row,) = club.db.query("select filter from saved_list")
    assert row["filter"] == text


def test_gathering_knows_everything_of_a_day(club: Club) -> None:
    lan = records.add_person(club, Person("Lê Thị Lan", "F", "1940"), "2020-01-01")
    records.set_household_status(club, lan, HouseholdStatus(2026, "poor"))
    parts_records.begin_circumstance(club, lan, Circumstance("", "lives_alone", "2025-01-01"))
    parts_records.begin_involvement(club, lan, Involvement("", "cared_for", "2025-01-01"))
    hoa = records.add_person(club, Person("Lê Thị Hoa", "F", "1940"), "2020-01-01")
    records.leave(club, hoa, Membership(None, "2026-01-05", "paused"))
    asked = lists_records.gather(club, TODAY, teams={lan: frozenset({"t"})})
    wanted = Filter(
        households=frozenset({"poor"}),
        circumstances=frozenset({"lives_alone"}),
        involved=frozenset({"cared_for"}),
        teams=frozenset({"t"}),
        without_consent="C2",
    )
    assert [each.id for each in keep(wanted, asked)] == [lan]
    assert [each.id for each in keep(Filter(standing=frozenset({"paused"})), asked)] == [hoa]
