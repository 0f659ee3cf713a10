import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.stick.disk import Disk
from app.stick.write import BLOCK, PART, check_room, sum_of, trouble, write_safely
from tests.sticks import Stick

FOLDER = Path("/stick")
DATA = bytes(range(256)) * 1_000  # four blocks, the last one short
NAME = "NCT_HB01_0007_ab12cd34.nctb"


def send(stick: Stick, data: bytes = DATA, name: str = NAME) -> str:
    """What the user reads: the file's name, or a sentence."""
    try:
        return write_safely(FOLDER, name, data, stick).name
    except UserError as error:
        return str(error)


def test_a_good_stick_takes_the_file() -> None:
    stick = Stick()
    assert send(stick) == NAME
    assert stick.tomorrow() == {NAME: DATA}


def test_an_older_file_is_never_overwritten() -> None:
    stick = Stick()
    send(stick)
    assert "kept as it is" in send(stick, b"other")
    assert stick.tomorrow() == {NAME: DATA}


def test_the_rest_of_an_attempt_is_replaced() -> None:
    stick = Stick()
    stick.files[NAME + PART] = b"half"
    assert send(stick) == NAME
    assert stick.tomorrow() == {NAME: DATA}


@pytest.mark.parametrize("calls", range(20))
def test_a_stick_pulled_at_any_moment_has_no_half_file(calls: int) -> None:
    stick = Stick(pulled_after=calls)
    said = send(stick)
    if said != NAME:
        assert "pulled out" in said
    assert stick.tomorrow().get(NAME) in (None, DATA)
    assert (NAME in stick.tomorrow()) or said != NAME, "never a false “sent”"
    # Plugged in again, it works.
    stick.pulled_after = None
    again = send(stick)
    assert again == NAME or "kept as it is" in again
    assert stick.tomorrow()[NAME] == DATA


@pytest.mark.parametrize("size", [0, 1, BLOCK, 2 * BLOCK + 1, len(DATA) - 1])
def test_a_stick_that_becomes_full_says_so(size: int) -> None:
    stick = Stick(capacity=size)
    assert "full" in send(stick)
    assert stick.tomorrow() == {}


def test_room_is_looked_for_first() -> None:
    check_room(FOLDER, 100, Stick(capacity=300))
    with pytest.raises(UserError, match="full"):
        check_room(FOLDER, 101, Stick(capacity=300))
    with pytest.raises(UserError, match="pulled out"):
        check_room(FOLDER, 1, Stick(pulled_after=0))


def test_a_stick_with_its_lock_closed_says_so() -> None:
    assert "little lock" in send(Stick(read_only=True))


def test_a_stick_that_does_not_write_is_found_out() -> None:
    stick = Stick(loses_writes_from=1)
    assert "damages data" in send(stick)
    assert NAME not in stick.tomorrow()


def test_a_stick_smaller_than_it_says_is_found_out() -> None:
    stick = Stick(real_size=2 * BLOCK)
    assert "damages data" in send(stick)
    assert NAME not in stick.tomorrow()


def test_a_stick_that_loses_the_name_is_found_out() -> None:
    assert "damages data" in send(Stick(loses_names=True))


@given(
    st.binary(max_size=3 * BLOCK),
    st.builds(
        Stick,
        pulled_after=st.none() | st.integers(0, 15),
        capacity=st.none() | st.integers(0, 3 * BLOCK),
        loses_writes_from=st.none() | st.integers(0, 3),
        real_size=st.none() | st.integers(1, 3 * BLOCK),
        read_only=st.booleans(),
        loses_names=st.booleans(),
    ),
)
def test_what_is_called_sent_is_there_tomorrow(data: bytes, stick: Stick) -> None:
    if send(stick, data) == NAME:
        assert stick.tomorrow()[NAME] == data
    assert stick.tomorrow().get(NAME, data) == data


# --- a real folder --------------------------------------------------------------------------------


def test_on_a_real_disk(tmp_path: Path) -> None:
    folder = tmp_path / "stick" / "xã"
    check_room(folder, len(DATA))
    assert write_safely(folder, NAME, DATA).read_bytes() == DATA
    assert os.listdir(folder) == [NAME]  # noqa: PTH208
    assert sum_of(folder / NAME) == hashlib.sha256(DATA).hexdigest()
    with pytest.raises(UserError, match="kept as it is"):
        write_safely(folder, NAME, b"other")
    assert (folder / NAME).read_bytes() == DATA


def test_a_rename_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with pytest.raises(FileExistsError):
        Disk().rename(tmp_path / "a", "b")
    assert (tmp_path / "b").read_bytes() == b"b"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"")
    with pytest.raises(UserError):
        check_room(tmp_path / "stick", 1)


@pytest.mark.parametrize(
    ("code", "windows", "word"),
    [
        (errno.ENOSPC, None, "full"),
        (errno.EROFS, None, "lock"),
        (errno.EACCES, 19, "lock"),
        (errno.EINVAL, 112, "full"),
        (errno.EACCES, 5, "lock"),
        (errno.EIO, None, "pulled"),
        (errno.ENODEV, 21, "pulled"),
        (errno.EINVAL, 1167, "pulled"),
    ],
)
def test_every_error_has_its_sentence(code: int, windows: int | None, word: str) -> None:
    error = OSError(code, "x")
    if windows is not None:
        error.winerror = windows
    assert word in str(trouble(error))
