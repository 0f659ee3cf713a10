import errno
import os
from pathlib import Path

import pytest

from app.base import files
from app.base.errors import UserError
from app.base.files import data_dir, patiently, resource, trouble, write_whole
from app.base.text import speaking


def held(code: int = 32) -> PermissionError:
    error = PermissionError(errno.EACCES, "held")
    error.winerror = code
    return error


class Waits:
    """Counts the waiting instead of doing it."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def test_the_program_finds_what_ships_with_it() -> None:
    assert resource("fonts", "x.ttf") == resource() / "fonts" / "x.ttf"
    assert resource().parent == Path(files.__file__).resolve().parents[2]
    assert files.catalogues().name == "i18n"


def test_the_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SO_CLB_DATA", str(tmp_path))
    assert data_dir() == tmp_path
    monkeypatch.delenv("SO_CLB_DATA")
    assert data_dir().name == "so-clb"


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "Sổ tháng 6.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_rest(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book.pdf"
    target.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with speaking("en"), pytest.raises(UserError, match="disk is full"):
        write_whole(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_rest_of_an_old_crash_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 7)
    monkeypatch.setattr(files.threading, "get_ident", lambda: 11)
    (tmp_path / ".so-clb-7-b.part").write_bytes(b"rest")
    write_whole(tmp_path / "book.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["book.pdf"]


@pytest.mark.parametrize("times", [1, 3, 6])
def test_a_file_held_by_an_antivirus_is_tried_again(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    failures = iter([held(5), held(32), held(33)] * 2)
    left = [times]

    def sometimes(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise next(failures)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", sometimes)
    waits = Waits()
    write_whole(tmp_path / "book.pdf", b"new", sleep=waits)
    assert (tmp_path / "book.pdf").read_bytes() == b"new"
    assert len(waits.seconds) == times


def test_a_file_held_for_good_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object) -> None:
        raise held()

    monkeypatch.setattr(Path, "replace", never)
    waits = Waits()
    with speaking("en"), pytest.raises(UserError, match=r"“book\.pdf” is open in another program"):
        write_whole(tmp_path / "book.pdf", b"new", sleep=waits)
    assert sum(waits.seconds) == pytest.approx(2.5)
    assert list(tmp_path.iterdir()) == []


def test_other_failures_are_not_tried_again() -> None:
    waits = Waits()

    def fail() -> None:
        raise FileNotFoundError(errno.ENOENT, "gone")

    with pytest.raises(FileNotFoundError):
        patiently(fail, waits)
    assert waits.seconds == []


def test_a_private_file_is_closed_to_others(tmp_path: Path) -> None:
    write_whole(tmp_path / "keys", b"x", private=True)
    write_whole(tmp_path / "book.pdf", b"x")
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "book.pdf").stat().st_mode & 0o400


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(UserError, match="was not found"):
        write_whole(tmp_path / "gone" / "book.pdf", b"x")


def test_a_file_system_that_cannot_sync_folders_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_with(code: int) -> None:
        def fail(_handle: int) -> None:
            raise OSError(code, "no")

        monkeypatch.setattr(os, "fsync", fail)

    fails_with(errno.EINVAL)
    files.sync_folder(tmp_path)
    fails_with(errno.EIO)
    with pytest.raises(OSError, match="no"):
        files.sync_folder(tmp_path)


def test_a_new_folder_is_synced_into_the_one_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    files.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert set(synced) == {tmp_path, tmp_path / "a"}
    files.make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2


def test_every_failure_of_a_disk_has_a_sentence() -> None:
    with speaking("en"):
        for code in (
            errno.ENOSPC,
            errno.EROFS,
            errno.EACCES,
            errno.EISDIR,
            errno.EIO,
            errno.EMFILE,
        ):
            sentence = str(trouble(OSError(code, "x"), Path("a") / "book.pdf"))
            assert "{" not in sentence
            assert sentence.endswith(".")
