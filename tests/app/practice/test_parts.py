"""What the practice club knows of its people: something of every kind, true to its own dates."""

from datetime import date

import pytest

from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import CIRCUMSTANCES
from app.practice.make import make

UNTIL = date(2026, 11, 15)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(tmp_path_factory.mktemp("practice"), UNTIL, 60, 1, 1)


def test_families_live_together_and_share_their_list(practice: Club) -> None:
    homes = parts_records.households(practice)
    assert 3 <= len(homes) <= 6
    for home in homes:
        found = [records.member(practice, person_id, UNTIL) for person_id in home]
        assert len({each.person.hamlet for each in found}) == 1
        assert len({each.status and each.status.status for each in found}) == 1


def test_there_are_volunteers_and_people_cared_for(practice: Club) -> None:
    kinds = [
        kind for kinds in parts_records.involved_on(practice, UNTIL).values() for kind in kinds
    ]
    assert kinds.count("volunteer") >= 5
    assert kinds.count("cared_for") >= 2


def test_circumstances_are_many_and_known(practice: Club) -> None:
    held = parts_records.circumstances_on(practice, UNTIL)
    kinds = {kind for kinds in held.values() for kind in kinds}
    assert {"lives_alone", "frail", "ethnic_minority"} <= kinds <= CIRCUMSTANCES.keys()


def test_a_note_or_two_are_open_and_the_others_done(practice: Club) -> None:
    open_notes = parts_records.open_follow_ups(practice, UNTIL)
    assert 1 <= len(open_notes) <= 3
    total = sum(
        len(parts_records.follow_ups(practice, m.id)) for m in records.people(practice, UNTIL)
    )
    assert total >= 12
