"""What a disk may hold after the power went: built from a recording of what a program did to it.

Kept is what was synced. Of what was not, anything may be there or not: writes of a file in any
selection and torn at sectors of 512 bytes, new names and removed ones of a folder up to some
moment. A name is safe when its folder was synced, a file's bytes when the file was.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.app.club.kill.recorder import Call

SECTOR = 512


@dataclass(frozen=True)
class State:
    """Files and folders that may be found; `after` says which moment and how much was lucky."""

    files: dict[str, bytes]
    folders: frozenset[str]
    acknowledged: int
    after: str

    def write(self, root: Path) -> None:
        """Put it on the disk in place of what is there."""
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for name in sorted(self.folders):
            (root / name).mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            path = root / name
            if path.parent.is_dir():  # a file in a folder that was lost is lost
                path.write_bytes(data)


@dataclass
class _File:
    """A file's synced bytes, and its writes and cuts since."""

    kept: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list)


@dataclass
class _Disk:
    """Names as the program sees them, as they are safe, and what waits between, by folder."""

    now: dict[str, _File]
    safe: dict[str, _File]
    folders_now: set[str]
    folders_safe: set[str]
    waiting: dict[str, list[tuple[Call, _File | None]]] = field(default_factory=dict)


def states(ground: Path, calls: Sequence[Call], rng: random.Random, wanted: int) -> Iterator[State]:
    """So many states of the disk at moments spread over a recording that began on `ground`."""
    disk, acknowledged = _disk(ground), 0
    moments = [index for index, call in enumerate(calls) if call.letter != "A"]
    chosen = sorted(rng.choices(moments, k=wanted)) if moments else []
    for index, call in enumerate(calls):
        if call.letter == "A":
            acknowledged = call.number
        else:
            _do(disk, call)
        while chosen and chosen[0] == index:
            chosen.pop(0)
            luck = rng.choice(["nothing", "everything", "up to", "any", "torn"])
            moment = f"{index} {call.letter} {call.path}: {luck}"
            yield _state(disk, rng, luck, acknowledged, moment)


def _disk(ground: Path) -> _Disk:
    files = {
        path.relative_to(ground).as_posix(): _File(bytearray(path.read_bytes()))
        for path in ground.rglob("*")
        if path.is_file()
    }
    folders = {path.relative_to(ground).as_posix() for path in ground.rglob("*") if path.is_dir()}
    return _Disk(dict(files), dict(files), set(folders), set(folders))


def _do(disk: _Disk, call: Call) -> None:
    if call.letter in "WT":
        disk.now[call.path].waiting.append(call)
    elif call.letter == "S":
        _sync(disk, call.path)
    else:
        target = call.data.decode() if call.letter == "R" else call.path
        file = _File() if call.letter == "C" else disk.now.get(call.path)
        _rename(disk.now, disk.folders_now, call, file)
        folder = str(PurePosixPath(target).parent)
        disk.waiting.setdefault(folder, []).append((call, file))


def _sync(disk: _Disk, path: str) -> None:
    if path == "." or path in disk.folders_now:
        for call, file in disk.waiting.pop(path, []):
            _rename(disk.safe, disk.folders_safe, call, file)
    elif path in disk.now:
        file = disk.now[path]
        for call in file.waiting:
            _write(file.kept, call)
        file.waiting.clear()


def _rename(names: dict[str, _File], folders: set[str], call: Call, file: _File | None) -> None:
    """Do one change of names: create, remove, rename, make a folder."""
    if call.letter == "D":
        folders.add(call.path)
    elif call.letter == "C" and file is not None:
        names[call.path] = file
    elif call.letter == "U":
        names.pop(call.path, None)
        folders.discard(call.path)
    elif call.letter == "R" and file is not None:
        names.pop(call.path, None)
        names[call.data.decode()] = file
    elif call.letter == "R":  # a folder
        _move(names, folders, call.path, call.data.decode())


def _move(names: dict[str, _File], folders: set[str], old: str, new: str) -> None:
    for name in [name for name in names if name.startswith(f"{old}/")]:
        names[new + name[len(old) :]] = names.pop(name)
    for name in [name for name in folders if name == old or name.startswith(f"{old}/")]:
        folders.discard(name)
        folders.add(new + name[len(old) :])


def _write(data: bytearray, call: Call) -> None:
    end = call.number + (len(call.data) if call.letter == "W" else 0)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if call.letter == "W":
        data[call.number : end] = call.data
    else:
        del data[end:]


def _state(disk: _Disk, rng: random.Random, luck: str, acknowledged: int, moment: str) -> State:
    names, folders = dict(disk.safe), set(disk.folders_safe)
    for waiting in disk.waiting.values():
        for call, file in waiting[: _some(rng, luck, len(waiting))]:
            _rename(names, folders, call, file)
    files = {}
    for name, file in names.items():
        data = bytearray(file.kept)
        for call in _lucky(file.waiting, rng, luck):
            _write(data, call)
        files[name] = bytes(data)
    return State(files, frozenset(folders), acknowledged, moment)


def _some(rng: random.Random, luck: str, count: int) -> int:
    return {"nothing": 0, "everything": count}.get(luck, rng.randint(0, count))


def _lucky(waiting: Sequence[Call], rng: random.Random, luck: str) -> Iterator[Call]:
    """The writes that reached the disk, in their order."""
    if luck in ("nothing", "everything", "up to"):
        yield from waiting[: _some(rng, luck, len(waiting))]
        return
    for call in waiting:
        if luck == "torn" and call.letter == "W":
            for start in range(0, len(call.data), SECTOR):
                if rng.random() < 0.5:
                    sector = call.data[start : start + SECTOR]
                    yield Call("W", call.path, call.number + start, sector)
        elif rng.random() < 0.5:
            yield call
