"""The second officer proves presence with their own passphrase, and nobody stands for two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.club import faults, officers, second
from app.club.doorplate import sign_in_names
from app.club.faults import Trouble
from app.club.file import Club
from app.club.roles import SECRETARY, TREASURER, VIEWER
from app.club.second import Second
from tests.makers import make_club

LAN, HANH, THU = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Club]:
    """A book with Lan, the chair, at work, and Hạnh, the treasurer."""
    club = make_club(tmp_path / "board", officer="Đỗ Thị Lan", passphrase=LAN)
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    yield club
    club.close(keep_copy=False)


def id_of(club: Club, name: str) -> str:
    return next(o.id for o in officers.officers(club) if o.name.endswith(name))


def reason(club: Club, officer_id: str, passphrase: str | None) -> str:
    with pytest.raises(Trouble) as caught:
        second.prove(club, officer_id, passphrase)
    return caught.value.reason


def test_the_right_passphrase_proves_who_is_there_and_leaves_the_other_at_work(
    board: Club,
) -> None:
    hanh = id_of(board, "Hạnh")
    seq = board.history(1)[0].seq
    assert second.prove(board, hanh, "NẮNG mua gio may") == Second(hanh, "Lê Thị Hạnh")
    assert board.actor.name == "Đỗ Thị Lan"
    assert board.history(1)[0].seq == seq  # presence alone writes nothing into the book


def test_a_wrong_passphrase_is_refused_and_waits_as_signing_in_does(board: Club) -> None:
    hanh = id_of(board, "Hạnh")
    assert reason(board, hanh, LAN) == faults.WRONG_PASSPHRASE
    assert reason(board, hanh, None) == faults.ASKS_PASSPHRASE
    assert officers.seconds_to_wait(board) > 0
    second.prove(board, hanh, HANH)
    assert officers.seconds_to_wait(board) == 0


def test_nobody_is_the_second_officer_beside_themselves(board: Club) -> None:
    with pytest.raises(Refused):
        second.prove(board, board.actor.id, LAN)
    assert board.actor.id not in {tile.officer_id for tile in second.second_officers(board)}


def test_who_left_or_only_looks_on_is_none(board: Club) -> None:
    officers.add_officer(board, "Nguyễn Văn Ba", "M", [VIEWER], THU)
    officers.add_officer(board, "Trần Thị Thư", "F", [SECRETARY], "ổi mận đào lê táo")
    hanh, ba = id_of(board, "Hạnh"), id_of(board, "Ba")
    assert {tile.name for tile in second.second_officers(board)} == {
        "Lê Thị Hạnh",
        "Trần Thị Thư",
    }
    with pytest.raises(Refused):
        second.prove(board, ba, THU)
    officers.end_officer(board, hanh)
    assert reason(board, hanh, HANH) == faults.NOT_OFFICER
    assert reason(board, "nobody", HANH) == faults.NOT_OFFICER
    assert [tile.name for tile in second.second_officers(board)] == ["Trần Thị Thư"]


def test_an_open_slot_asks_for_nothing(tmp_path: Path) -> None:
    club = make_club(tmp_path / "open", officer="Đỗ Thị Lan")
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    lan = club.actor.id
    officers.sign_in(club, officer_slot(club, "Hạnh"), HANH)
    tile = second.second_officers(club)[0]
    assert not tile.asks
    assert second.prove(club, tile.officer_id, None) == Second(lan, "Đỗ Thị Lan")
    club.close(keep_copy=False)


def officer_slot(club: Club, name: str) -> str:
    return next(t.slot_id for t in sign_in_names(club.folder) if t.name.endswith(name))
