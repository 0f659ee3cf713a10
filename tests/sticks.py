"""A stick in memory that fails the way real ones do."""

import errno
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO


@dataclass
class Stick:
    """A removable drive with one folder; by default a good one.

    `pulled_after` so many calls everything fails and unsynced writes are gone. `capacity` is how
    much it takes. From write number `loses_writes_from` on it keeps zeros. Beyond `real_size` it
    starts again at the beginning, over what is there. `loses_names` forgets renamed files.
    """

    pulled_after: int | None = None
    capacity: int | None = None
    loses_writes_from: int | None = None
    real_size: int | None = None
    read_only: bool = False
    loses_names: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    calls: int = 0
    writes: int = 0

    def tomorrow(self) -> dict[str, bytes]:
        """What another PC finds under final names."""
        return {name: data for name, data in self.files.items() if not name.endswith(".part")}

    def call(self) -> None:
        self.calls += 1
        if self.pulled_after is not None and self.calls > self.pulled_after:
            raise OSError(errno.EIO, "gone")

    def names(self, folder: Path) -> Sequence[str]:
        self.call()
        return sorted(self.files)

    def free(self, folder: Path) -> int:
        self.call()
        return 1 << 30 if self.capacity is None else self.capacity

    def create(self, path: Path) -> BinaryIO:
        self.call()
        if self.read_only:
            raise OSError(errno.EROFS, "lock")
        self.files[path.name] = b""
        return _Writing(self, path.name)

    def sync(self, file: BinaryIO) -> None:
        self.call()
        assert isinstance(file, _Writing)
        self.files[file.file_name] = file.data()

    def open_uncached(self, path: Path) -> BinaryIO:
        self.call()
        if path.name not in self.files:
            raise OSError(errno.ENOENT, path.name)
        return io.BytesIO(self.files[path.name])

    def rename(self, path: Path, name: str) -> None:
        self.call()
        data = self.files.pop(path.name)
        if not self.loses_names:
            self.files[name] = data

    def remove(self, path: Path) -> None:
        self.call()
        self.files.pop(path.name, None)


class _Writing(io.RawIOBase):
    """An open file; what was not synced is lost when the stick is pulled."""

    def __init__(self, stick: Stick, name: str) -> None:
        self.stick, self.file_name, self.parts = stick, name, []

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self.stick.call()
        data, limit = bytes(block), self.stick.capacity
        if limit is not None and sum(map(len, self.parts)) + len(data) > limit:
            raise OSError(errno.ENOSPC, "full")
        self.stick.writes += 1
        lost = self.stick.loses_writes_from
        if lost is not None and self.stick.writes > lost:
            data = bytes(len(data))
        self.parts.append(data)
        return len(data)

    def data(self) -> bytes:
        whole, size = b"".join(self.parts), self.stick.real_size
        if size is None or len(whole) <= size:
            return whole
        kept = bytearray(whole[:size])
        for start in range(size, len(whole), size):
            piece = whole[start : start + size]
            kept[: len(piece)] = piece
        return bytes(kept) + bytes(len(whole) - size)
