"""The rule set that the club chose, and its composition of a day."""

from datetime import date

import pytest

from app.base.errors import Refused, UserError
from app.club.file import Club
from app.club.roles import TREASURER, Actor
from app.members import records as members
from app.members.rules import HouseholdStatus, Membership, Person
from app.targets import records
from app.targets.rule_sets import rule_set

DAY = date(2026, 6, 30)


def test_the_province_and_the_day_choose(club: Club) -> None:
    assert records.chosen_id(club) is None
    assert records.chosen(club, DAY).id == "bac-ninh-2026"
    assert records.chosen(club, date(2018, 6, 30)).id == "bac-ninh-2017"


def test_the_club_chooses_and_takes_it_back(club: Club) -> None:
    records.choose(club, "national-1336")
    assert records.chosen(club, DAY).id == records.chosen_id(club) == "national-1336"
    records.choose(club, None)
    assert records.chosen_id(club) is None
    club.undo()
    assert records.chosen_id(club) == "national-1336"


def test_an_unknown_choice_changes_nothing(club: Club) -> None:
    with pytest.raises(UserError, match="bac-ninh-2026"):
        records.choose(club, "bac-ninh-2099")
    assert records.chosen_id(club) is None


def test_a_choice_of_a_later_version_counts_as_none(club: Club) -> None:
    with club.change("test"):
        club.db.table("setting").insert({"id": "rule_set", "value": "bac-ninh-2099"})
    assert records.chosen(club, DAY).id == "bac-ninh-2026"


def test_only_who_may_write_the_club_chooses(club: Club) -> None:
    club.actor = Actor("t", "Vũ Thị Hoa", frozenset({TREASURER}))
    with pytest.raises(Refused):
        records.choose(club, "national-1336")


def test_who_left_is_not_counted_and_was_before(club: Club) -> None:
    members.add_person(
        club, Person("Đỗ Thị Lan", "F", "1950"), "2020-01-01", HouseholdStatus(2020, "poor")
    )
    gone = members.add_person(club, Person("Vũ Văn Hải", "M", "1950"), "2020-01-01")
    members.leave(club, gone, Membership("2020-01-01", "2026-05-01", "died"))
    rules = rule_set("vinh-long-2016")
    now = {one.id: one for one in records.composition_verdicts(club, DAY, rules)}
    before = {one.id: one for one in records.composition_verdicts(club, date(2026, 4, 30), rules)}
    assert (now["women"].percent, before["women"].percent) == (100, 50)
    assert (now["size"].numerator, before["size"].numerator) == (1, 2)
    assert before["in_need"].unknown == (gone,)
    chosen = records.composition_verdicts(club, DAY)
    assert [one.id for one in chosen if one.target.at_least] == ["older_women_60", "older_women_55"]
