"""The practice club has a board, teams, pairs, equipment and work behind it, true to its dates."""

from datetime import date

import pytest

from app.club.file import Club
from app.members import records as members
from app.organisation import records, rules, team_records, work, work_records
from app.organisation.rules import board_doubts
from app.practice.make import make

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(tmp_path_factory.mktemp("practice"), UNTIL, 60, 2, 1)


def test_the_profile_is_complete(practice: Club) -> None:
    facts = records.facts(practice)
    assert all(getattr(facts, name) for name in facts.__slots__)
    assert facts.decided_on is not None
    assert facts.founded_on is not None
    assert facts.decided_on < facts.founded_on


def test_a_whole_board_and_nothing_odd_about_it(practice: Club) -> None:
    now = records.offices_on(practice, UNTIL)
    here = {member.id for member in members.members(practice, UNTIL)}
    assert board_doubts(now, here) == ()
    assert len(rules.board_of(now)) == 5
    assert len([each for each in now if each.area]) == 8
    # Who signs in as chair is the chair.
    assert records.holder(practice, "chair", UNTIL) == practice.actor.name


def test_teams_pairs_and_what_the_club_has(practice: Club) -> None:
    staffed = team_records.teams(practice, UNTIL)
    assert [len(each.members) for each in staffed] == [8, 3, 5, 4]
    assert all(each.members[0].part == "lead" for each in staffed)
    assert len(team_records.pairings(practice)) == 3
    things = work_records.equipment(practice)
    assert len(things) == 8
    assert {thing.condition for thing in things} == {"good", "worn", "broken"}
    assert not any(thing.to_check(UNTIL) for thing in things)


def test_what_was_done_and_what_waits(practice: Club) -> None:
    trainings = work_records.trainings(practice)
    assert [each.kind for each in trainings] == ["refresher", "refresher", "first"]
    board = rules.board_of(records.offices_on(practice, UNTIL))
    assert work.refreshed(trainings, board, 2026) == work.Refreshed(2026, 4, 5)
    kinds = {visit.kind for visit in work_records.visits(practice)}
    assert kinds == {"exchange", "supervision"}
    entries = work_records.feedback(practice)
    assert [each.open for each in entries] == [True, False, False, False]
    assert not any(each.late(UNTIL) for each in entries)


@pytest.mark.parametrize(("count", "years"), [(1, 1), (6, 1), (14, 3)])
def test_a_small_club_has_what_its_people_allow(
    count: int, years: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    club = make(tmp_path_factory.mktemp("small"), UNTIL, count, years, 2)
    here = {member.id for member in members.people(club, UNTIL)}
    assert {each.person_id for each in records.offices(club)} <= here
    assert len(work_records.equipment(club)) == 8
