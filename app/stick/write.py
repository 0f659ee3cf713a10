"""Write a file to a stick so that it is there tomorrow, or say what went wrong.

Sticks are pulled early, lie about what they have written, and pretend to be larger than they are.
So a file is written under a passing name, flushed, read back past the cache and compared, and only
then given its name. An older file is never overwritten.
"""

import errno
import hashlib
import mmap
from pathlib import Path

from app.base.errors import UserError
from app.base.text import N_, _
from app.stick.disk import Disk, Files

BLOCK = 64 * 1024
ROOM = 3  # times the size of the file: two copies, and the stick's own book-keeping
PART = ".part"

_PULLED = N_(
    "The stick was pulled out or does not answer, so nothing on it can be relied on."
    " The club's book is as it was."
    " Plug the stick in again and send once more."
)
_FULL = N_(
    "The stick is full, so nothing was sent."
    " The club's book is as it was."
    " Make room on the stick or take another one, and send once more."
)
_READ_ONLY = N_(
    "This stick or folder cannot be written to, so nothing was sent."
    " The club's book is as it was."
    " Slide the little lock on the stick open, or take another one."
)
_LIES = N_(
    "This stick damages data: what was written reads back differently."
    " The club's book is as it was."
    " Take another stick, and do not use this one again."
)
_TAKEN = N_(
    "A file of this name is already there; it was kept as it is."
    " The club's book is as it was."
    " Send once more: the file then gets a new number."
)

_SENTENCES: dict[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOTDIR: _READ_ONLY,
    errno.EEXIST: _TAKEN,
}
# Windows' own numbers, where its errno says less: write protected; disk full, twice.
_ON_WINDOWS: dict[int, str] = {19: _READ_ONLY, 39: _FULL, 112: _FULL}


def trouble(error: OSError) -> UserError:
    """The sentence for a failed operation on a stick. Raise it ``from error``."""
    code = getattr(error, "winerror", None) or 0
    return UserError(_(_ON_WINDOWS.get(code) or _SENTENCES.get(error.errno or 0, _PULLED)))


def check_room(folder: Path, size: int, files: Files | None = None) -> None:
    """Raise UserError unless `folder` has room for two copies of a file of `size` bytes.

    Makes the folder when it is missing.
    """
    try:
        free = (files or Disk()).free(folder)
    except OSError as error:
        raise trouble(error) from error
    if free < ROOM * size:
        raise UserError(_(_FULL))


class Spoilt(Exception):
    """The drive gave back other bytes than were written."""


def write_safely(folder: Path, name: str, data: bytes, files: Files | None = None) -> Path:
    """Write `data` as `name` and compare what the stick gives back; the path of the file.

    Raises UserError; then there is no file of this name but one that was there before.
    """
    try:
        return write_and_compare(folder, name, data, files)
    except Spoilt as error:
        raise UserError(_(_LIES)) from error
    except OSError as error:
        raise trouble(error) from error


def write_and_compare(folder: Path, name: str, data: bytes, files: Files | None = None) -> Path:
    """As `write_safely`, for callers with sentences of their own. Raises OSError or Spoilt."""
    files = files or Disk()
    final, part = folder / name, folder / (name + PART)
    wanted = hashlib.sha256(data).hexdigest()
    try:
        if name in files.names(folder):
            raise FileExistsError(errno.EEXIST, "taken", name)
        _write(part, data, files)
        if sum_of(part, files) != wanted:
            raise Spoilt(name)
        files.rename(part, name)
        if name not in files.names(folder) or sum_of(final, files) != wanted:
            raise Spoilt(name)
    except (OSError, Spoilt):
        _clear(part, files)
        raise
    return final


def sum_of(path: Path, files: Files | None = None) -> str:
    """SHA-256 (hex) of what is on the drive under this name. Raises OSError."""
    digest = hashlib.sha256()
    # Reading past the cache of Windows wants whole blocks and memory aligned to pages.
    with mmap.mmap(-1, BLOCK) as block, (files or Disk()).open_uncached(path) as file:
        while count := file.readinto(block):  # type: ignore[attr-defined]
            digest.update(block[:count])
    return digest.hexdigest()


def _write(path: Path, data: bytes, files: Files) -> None:
    files.remove(path)  # the rest of an attempt that was cut short
    with files.create(path) as file:
        for start in range(0, len(data), BLOCK):
            block = memoryview(data)[start : start + BLOCK]
            while block:
                block = block[file.write(block) :]
        files.sync(file)


def _clear(path: Path, files: Files) -> None:
    """Remove an unfinished file; a stick that is gone keeps it."""
    try:
        files.remove(path)
    except OSError:
        return
