"""Officers come and go, forget and remember; the book opens for who is in office, no one else."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Invalid, Refused
from app.club import (
    backup,
    chain,
    copyfile,
    doorplate,
    faults,
    keys,
    locks,
    officers,
    renewal,
    state,
)
from app.club.faults import Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB
from app.club.roles import CHAIR, HEALTH_LEAD, SECRETARY, TREASURER, VIEWER
from tests.makers import fast_ports, make_club

LAN, HANH, NEW = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Club]:
    """A book with Lan, the chair, at work, and Hạnh, the treasurer."""
    club = make_club(tmp_path / "board", officer="Đỗ Thị Lan", passphrase=LAN)
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    yield club
    club.close(keep_copy=False)


def id_of(club: Club, name: str) -> str:
    return next(o.id for o in officers.officers(club) if o.name.endswith(name))


def reopened(club: Club, passphrase: str) -> Club:
    """The book closed, and opened with another passphrase. Close it again."""
    club.close(keep_copy=False)
    return open_file(club.folder, fast_ports(), passphrase)


def opens(club: Club, passphrase: str) -> str:
    """Who is at work with this passphrase, or the code of the refusal."""
    try:
        book = reopened(club, passphrase)
    except Trouble as error:
        return error.reason
    book.close(keep_copy=False)
    return book.actor.name


def reason(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value.reason


def database(folder: Path) -> bytes:
    return (folder / CLUB.filename).read_bytes()


# --- coming ---------------------------------------------------------------------------------------


def test_a_new_officer_signs_in_with_the_rights_of_the_role(board: Club) -> None:
    book = reopened(board, HANH)
    assert (book.actor.name, book.actor.roles) == ("Lê Thị Hạnh", {TREASURER})
    with pytest.raises(Refused):
        officers.add_officer(book, "Nguyễn Văn Ba", "M", [VIEWER], NEW)
    assert chain.verify(book) == []
    assert "Lê Thị Hạnh" in book.history(1)[0].words
    book.close(keep_copy=False)


def test_the_tiles_before_signing_in(board: Club) -> None:
    tiles = doorplate.sign_in_names(board.folder)
    assert [(t.name, t.sex, t.roles, t.asks) for t in tiles] == [
        ("Đỗ Thị Lan", None, (CHAIR,), True),
        ("Lê Thị Hạnh", "F", (TREASURER,), True),
    ]
    assert doorplate.title(board.folder) == "CLB thôn Đông"
    assert not doorplate.has_recovery(board.folder)
    board.close(keep_copy=False)
    slot = tiles[1].slot_id
    book = open_file(board.folder, fast_ports(), HANH, slot_id=slot)
    assert book.actor.id == tiles[1].officer_id
    book.close(keep_copy=False)
    act = lambda: open_file(board.folder, fast_ports(), LAN, slot_id=slot)  # noqa: E731
    assert reason(act) == faults.WRONG_PASSPHRASE


def test_every_problem_of_a_new_officer_is_said_at_once(board: Club) -> None:
    before = (board.folder / keys.FILES[0]).read_bytes()
    with pytest.raises(Invalid) as caught:
        officers.add_officer(board, "  ", None, [], "lan")
    assert set(caught.value.problems) == {"name", "roles", "passphrase"}
    with pytest.raises(Invalid) as caught:
        officers.add_officer(board, "Lê  Thị Hạnh ", None, [VIEWER], NEW)
    assert set(caught.value.problems) == {"name"}
    with pytest.raises(ValueError, match="king"):
        officers.add_officer(board, "Ba", None, ["king"], NEW)
    assert (board.folder / keys.FILES[0]).read_bytes() == before


def test_adding_cannot_be_undone(board: Club) -> None:
    assert board.next_undo() is None
    assert len(officers.officers(board)) == 2


def test_a_role_painted_on_the_key_file_gives_no_right(board: Club) -> None:
    key_file = keys.read(board.folder)
    painted = [replace(slot, roles=(CHAIR,), name="Trùm") for slot in key_file.slots]
    keys.write(board.folder, replace(key_file, slots=tuple(painted)))
    book = reopened(board, HANH)
    assert (book.actor.name, book.actor.roles) == ("Lê Thị Hạnh", {TREASURER})
    assert [tile.roles for tile in doorplate.sign_in_names(book.folder)] == [(CHAIR,), (TREASURER,)]
    book.close(keep_copy=False)


def test_roles_change(board: Club) -> None:
    hanh = id_of(board, "Hạnh")
    officers.change_roles(board, hanh, [HEALTH_LEAD, SECRETARY])
    assert doorplate.sign_in_names(board.folder)[1].roles == (SECRETARY, HEALTH_LEAD)
    book = reopened(board, HANH)
    assert book.actor.roles == {SECRETARY, HEALTH_LEAD}
    book.close(keep_copy=False)


def test_one_chair_always_stays(board: Club) -> None:
    lan, hanh = id_of(board, "Lan"), id_of(board, "Hạnh")
    assert reason(lambda: officers.change_roles(board, lan, [VIEWER])) == faults.LAST_CHAIR
    officers.change_roles(board, hanh, [CHAIR])
    officers.change_roles(board, lan, [VIEWER])
    assert board.actor.roles == {VIEWER}
    with pytest.raises(Refused):
        officers.end_officer(board, hanh)
    officers.sign_in(board, doorplate.sign_in_names(board.folder)[0].slot_id, HANH)
    with pytest.raises(Refused, match="their own office"):
        officers.end_officer(board, hanh)
    officers.end_officer(board, lan)


# --- leaving --------------------------------------------------------------------------------------


def test_who_left_opens_neither_the_new_file_nor_with_the_old_key_file(board: Club) -> None:
    old_keys = {name: (board.folder / name).read_bytes() for name in keys.FILES}
    old_key, old_pages = board.data_key, database(board.folder)
    made = backup.backup(board, board.folder.parent / "old.clbk")
    officers.end_officer(board, id_of(board, "Hạnh"))
    assert board.data_key != old_key
    with board.change("Note something"):  # the renewed book can be written
        board.db.table("setting").insert({"id": "a", "value": "1"})
    assert chain.verify(board) == []
    assert opens(board, HANH) == faults.WRONG_PASSPHRASE
    assert opens(board, LAN) == "Đỗ Thị Lan"
    assert database(board.folder)[:64] != old_pages[:64]

    for name, data in old_keys.items():
        (board.folder / name).write_bytes(data)
    assert opens(board, HANH) == faults.KEYS_DIFFER

    old = copyfile.read(made.path)  # what was copied before stays readable for both
    for passphrase in (LAN, HANH):
        found = [locks.unlock(old.keys.file_id, slot, passphrase) for slot in old.keys.slots]
        assert locks.DataKeys(old_key) in found


def test_the_new_key_goes_to_the_keys_inside_the_book_not_to_those_of_the_key_file(
    board: Club,
) -> None:
    thief = locks.make_slot(
        board.ports, board.file_id, board.data_key, locks.Owner("thief", "X"), NEW, keys.PASSPHRASE
    )
    key_file = keys.read(board.folder)
    keys.write(board.folder, replace(key_file, slots=(*key_file.slots, thief)))
    officers.end_officer(board, id_of(board, "Hạnh"))
    assert thief.id not in [slot.id for slot in keys.read(board.folder).slots]
    assert opens(board, NEW) == faults.WRONG_PASSPHRASE


def test_a_slot_smuggled_in_is_thrown_out_at_the_next_opening(board: Club) -> None:
    thief = locks.make_slot(
        board.ports, board.file_id, board.data_key, locks.Owner("thief", "X"), NEW, keys.PASSPHRASE
    )
    key_file = keys.read(board.folder)
    keys.write(board.folder, replace(key_file, slots=(*key_file.slots, thief)))
    assert opens(board, NEW) == faults.NOT_OFFICER
    old_key = board.data_key
    book = reopened(board, LAN)
    assert book.data_key != old_key
    assert len(keys.read(book.folder).slots) == 2
    book.close(keep_copy=False)


def test_who_was_in_office_stays_in_the_list(board: Club) -> None:
    hanh = id_of(board, "Hạnh")
    officers.end_officer(board, hanh)
    last = officers.officers(board)[-1]
    assert (last.id, last.until, last.signs_in) == (hanh, "2026-11-21", False)
    assert reason(lambda: officers.end_officer(board, hanh)) == faults.NOT_OFFICER
    assert reason(lambda: officers.reset_passphrase(board, hanh, NEW)) == faults.NOT_OFFICER
    with pytest.raises(LookupError):
        officers.end_officer(board, "nobody")


class Crash(BaseException):
    """The program was killed here."""


STEPS = [
    (renewal, "_rekeyed_copy"),
    (renewal.keys, "write"),
    (renewal, "_swap"),
    (renewal, "sync_folder"),
    (renewal.locks, "only_next"),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _module, name in STEPS])
def test_a_renewal_cut_short_is_finished_at_the_next_opening(
    board: Club, monkeypatch: pytest.MonkeyPatch, module: object, name: str, after: bool
) -> None:
    real = getattr(module, name)

    def crash(*args: object, **kwargs: object) -> None:
        if after:
            real(*args, **kwargs)
        raise Crash

    old_key, folder = board.data_key, board.folder
    monkeypatch.setattr(module, name, crash)
    with pytest.raises(Crash):
        officers.end_officer(board, id_of(board, "Hạnh"))
    monkeypatch.undo()
    copy = Path(shutil.copytree(folder, folder.parent / "found"))
    assert reason(lambda: open_file(copy, fast_ports(), HANH)) in {
        faults.NOT_OFFICER,
        faults.WRONG_PASSPHRASE,
        faults.KEYS_DIFFER,
    }
    book = open_file(copy, fast_ports(), LAN)
    assert book.data_key != old_key
    assert [slot.name for slot in keys.read(copy).slots] == ["Đỗ Thị Lan"]
    assert all(not slot.sealed_next for slot in keys.read(copy).slots)
    assert chain.verify(book) == []
    book.close(keep_copy=False)
    assert sorted(path.name for path in copy.glob("club.db*")) == ["club.db", "club.db-journal"]
    assert reason(lambda: open_file(copy, fast_ports(), HANH)) == faults.WRONG_PASSPHRASE


def test_a_renewal_that_the_disk_refuses_is_said_and_made_up_for(
    board: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Trouble(faults.DISK_FULL)

    monkeypatch.setattr(renewal.connection, "copy_into", full)
    monkeypatch.setattr(backup, "keep_copy", lambda *_args: None)
    old_key = board.data_key
    with pytest.raises(Trouble, match="The disk is full") as caught:
        officers.end_officer(board, id_of(board, "Hạnh"))
    assert caught.value.reason == faults.KEYS_LATER
    monkeypatch.undo()
    assert board.data_key == old_key
    assert opens(board, HANH) == faults.NOT_OFFICER
    assert opens(board, LAN) == "Đỗ Thị Lan"
    assert opens(board, HANH) == faults.WRONG_PASSPHRASE


# --- forgetting -----------------------------------------------------------------------------------


def test_one_changes_ones_own_passphrase(board: Club) -> None:
    book = reopened(board, HANH)
    act = lambda: officers.change_passphrase(book, LAN, NEW)  # noqa: E731
    assert reason(act) == faults.WRONG_PASSPHRASE
    with pytest.raises(Invalid):
        officers.change_passphrase(book, HANH, "hạnh")
    officers.change_passphrase(book, HANH, NEW)
    assert book.actor.roles == {TREASURER}
    assert "Lê Thị Hạnh" in book.history(1)[0].words
    assert opens(book, HANH) == faults.WRONG_PASSPHRASE
    assert opens(book, NEW) == "Lê Thị Hạnh"
    assert opens(book, LAN) == "Đỗ Thị Lan"


def test_a_book_without_passphrase_gets_one(club: Club) -> None:
    officers.change_passphrase(club, "", NEW)
    club.close(keep_copy=False)
    assert reason(lambda: open_file(club.folder, fast_ports())) == faults.ASKS_PASSPHRASE
    open_file(club.folder, fast_ports(), NEW).close(keep_copy=False)


def test_another_officer_gives_a_new_passphrase(board: Club) -> None:
    officers.reset_passphrase(board, id_of(board, "Hạnh"), NEW)
    assert opens(board, HANH) == faults.WRONG_PASSPHRASE
    assert opens(board, NEW) == "Lê Thị Hạnh"


def test_nobody_resets_their_own_nor_without_the_right(board: Club) -> None:
    lan = id_of(board, "Lan")
    with pytest.raises(Refused, match="with the old one"):
        officers.reset_passphrase(board, lan, NEW)
    book = reopened(board, HANH)
    with pytest.raises(Refused):
        officers.reset_passphrase(book, lan, NEW)
    with pytest.raises(Refused):
        officers.new_recovery_code(book)
    book.close(keep_copy=False)


def test_the_recovery_code_lets_one_back_in_once(board: Club) -> None:
    code = officers.new_recovery_code(board)
    assert doorplate.has_recovery(board.folder)
    assert len(doorplate.sign_in_names(board.folder)) == 2
    hanh, folder = id_of(board, "Hạnh"), board.folder
    board.close(keep_copy=False)
    typed = code.lower().replace("-", " ")
    club, fresh = officers.use_recovery_code(folder, fast_ports(), typed, hanh, NEW)
    assert (club.actor.name, club.actor.roles) == ("Lê Thị Hạnh", {TREASURER})
    assert "recovery code" in club.history(1)[0].words
    assert fresh != code
    assert opens(club, NEW) == "Lê Thị Hạnh"
    assert opens(club, HANH) == faults.WRONG_PASSPHRASE
    assert opens(club, LAN) == "Đỗ Thị Lan"
    act = lambda: officers.use_recovery_code(folder, fast_ports(), code, hanh, NEW)  # noqa: E731
    assert reason(act) == faults.WRONG_CODE
    club, _code = officers.use_recovery_code(folder, fast_ports(), fresh, hanh, HANH)
    club.close(keep_copy=False)


def test_a_new_sheet_makes_the_old_one_worthless(board: Club) -> None:
    old = officers.new_recovery_code(board)
    key = board.data_key
    new = officers.new_recovery_code(board)
    assert board.data_key != key
    board.close(keep_copy=False)
    act = lambda: open_file(board.folder, fast_ports(), code=old)  # noqa: E731
    assert reason(act) == faults.WRONG_CODE
    book = open_file(board.folder, fast_ports(), code=new)
    assert book.actor.may("officers.write")
    book.close(keep_copy=False)


def test_a_misspelt_code_counts_as_no_try(board: Club) -> None:
    code = officers.new_recovery_code(board)
    board.close(keep_copy=False)
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    with pytest.raises(Invalid) as caught:
        open_file(board.folder, fast_ports(), code=wrong)
    assert set(caught.value.problems) == {"code"}
    assert state.read_state(board.folder).failed == 0


def test_a_recovery_that_fails_changes_nothing(board: Club) -> None:
    code = officers.new_recovery_code(board)
    hanh = id_of(board, "Hạnh")
    board.close(keep_copy=False)
    with pytest.raises(Invalid):
        officers.use_recovery_code(board.folder, fast_ports(), code, hanh, "weak")
    assert opens(board, HANH) == "Lê Thị Hạnh"
    open_file(board.folder, fast_ports(), code=code).close(keep_copy=False)


# --- taking turns ---------------------------------------------------------------------------------


def test_another_officer_goes_on_in_the_open_book(board: Club) -> None:
    waited: list[float] = []
    board.ports = replace(board.ports, sleep=waited.append)
    hanh = doorplate.sign_in_names(board.folder)[1].slot_id
    for _ in range(2):
        act = lambda: officers.sign_in(board, hanh, "wrong")  # noqa: E731
        assert reason(act) == faults.WRONG_PASSPHRASE
    board.remember()
    assert state.read_state(board.folder).failed == 2
    actor = officers.sign_in(board, hanh, HANH)
    assert waited == [1, 2]
    assert board.actor is actor
    assert actor.name == "Lê Thị Hạnh"
    holder = state.holder(board.folder)
    assert holder is not None
    assert holder.who == "Lê Thị Hạnh"
    assert state.read_state(board.folder).failed == 0


def test_every_combination_of_ways_in_opens(tmp_path: Path) -> None:
    club = make_club(tmp_path / "all", passphrase=LAN)
    code = officers.new_recovery_code(club)
    for name, passphrase in (("Hạnh", HANH), ("Ba", NEW)):
        officers.add_officer(club, name, None, [VIEWER], passphrase)
    club.close(keep_copy=False)
    every = keys.read(club.folder)
    ways: list[dict[str, str]] = [
        {"passphrase": LAN},
        {"code": code},
        {"passphrase": HANH},
        {"passphrase": NEW},
    ]
    for mask in range(1, 16):
        slots = tuple(slot for at, slot in enumerate(every.slots) if mask >> at & 1)
        keys.write(club.folder, replace(every, slots=slots))
        for at, way in enumerate(ways):
            if mask >> at & 1:
                open_file(club.folder, fast_ports(), **way).close(keep_copy=False)
            else:
                act = lambda way=way: open_file(club.folder, fast_ports(), **way)  # noqa: E731
                assert reason(act) in {faults.WRONG_PASSPHRASE, faults.WRONG_CODE}
