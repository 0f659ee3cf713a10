"""The practice club as a file: full, encrypted, sound, and the same facts for the same seed."""

from datetime import date
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.base.names import sort_key
from app.club import chain
from app.club.file import Club
from app.health import records as health
from app.members import records as members
from app.practice.make import make

UNTIL = date(2026, 11, 15)


def facts(club: Club) -> list[object]:
    return [
        (
            m.code,
            m.person,
            m.membership and m.membership.joined_on,
            health.readings(club, m.id)[-1:],
        )
        for m in members.members(club, UNTIL)
    ]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(tmp_path_factory.mktemp("practice"), UNTIL, 20, 1, 7)


def test_the_members_of_the_last_day(practice):
    found = members.members(practice, UNTIL)
    assert len(found) == 20
    names = [member.person.name for member in found]
    assert names == sorted(names, key=sort_key)


def test_the_chain_holds_and_nothing_lies_open(practice):
    assert chain.verify(practice) == []
    raw = (practice.folder / "club.db").read_bytes()
    assert b"SQLite format 3" not in raw
    assert "Đào".encode() not in raw


def test_the_same_seed_gives_the_same_facts(practice, tmp_path):
    again = make(tmp_path, UNTIL, 20, 1, 7)

    def plain(club: Club) -> str:
        return str([(f[0], f[1], f[2], [(r.on, r.systolic) for r in f[3]]) for f in facts(club)])

    assert plain(practice) == plain(again)
    again.close()


def test_never_over_another_book(practice):
    with pytest.raises(UserError, match="Nothing was changed"):
        make(Path(practice.folder), UNTIL, 5, 1, 1)
