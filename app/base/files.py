"""Where things are, and how a file is written whole or not at all."""

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.base.errors import UserError
from app.base.places import catalogues, data_dir, resource
from app.base.text import N_, _

# The places live in a module of their own because text.py needs them and this module needs text.py.
__all__ = [
    "catalogues",
    "data_dir",
    "make_folder",
    "patiently",
    "resource",
    "sync_folder",
    "trouble",
    "write_whole",
]

T = TypeVar("T")
Sleep = Callable[[float], None]

# Antivirus programs and indexers hold a new file for a moment: access denied, sharing violation,
# lock violation (Windows error codes). Waiting 2.5 s altogether has proved enough.
BUSY_ON_WINDOWS = frozenset({5, 32, 33})
WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)

# Some file systems (FAT through FUSE, network shares) cannot sync a directory; that is no failure.
CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})

_SENTENCES = {
    errno.ENOSPC: N_("The disk is full. Nothing was changed. Free some space and try again."),
    errno.EDQUOT: N_("The disk is full. Nothing was changed. Free some space and try again."),
    errno.EROFS: N_(
        "This disk cannot be written to. Nothing was changed. Choose another place for “{name}”."
    ),
    errno.EACCES: N_(
        "“{name}” may not be opened or written here. Nothing was changed. Choose another place."
    ),
    errno.EPERM: N_(
        "“{name}” may not be opened or written here. Nothing was changed. Choose another place."
    ),
    errno.ENOENT: N_("“{name}” was not found. Nothing was changed. Check the name and the folder."),
    errno.ENOTDIR: N_(
        "“{name}” was not found. Nothing was changed. Check the name and the folder."
    ),
    errno.EISDIR: N_("“{name}” is a folder, not a file. Nothing was changed. Choose a file."),
    errno.EEXIST: N_("“{name}” is already there. Nothing was changed. Choose another name."),
    errno.EIO: N_(
        "The disk or stick does not answer properly. “{name}” was not written."
        " Take another stick or disk and try again."
    ),
}
_ANY_OTHER = N_("“{name}” could not be opened or written. Nothing was changed. Try again.")


def trouble(error: OSError, path: Path) -> UserError:
    """The sentence for a failed file operation on `path`. Raise it `from error`."""
    name = path.name or str(path)
    if getattr(error, "winerror", None) in BUSY_ON_WINDOWS:
        sentence = _(
            "“{name}” is open in another program. Nothing was changed."
            " Close that program and try again."
        )
    else:
        sentence = _(_SENTENCES.get(error.errno or 0, _ANY_OTHER))
    return UserError(sentence.format(name=name))


def patiently(act: Callable[[], T], sleep: Sleep = time.sleep) -> T:
    """Do `act`, and again for up to 2.5 s while Windows says that another program holds the file.

    Raises the last OSError when the file stays held, and every other error at once.
    """
    for wait in WAITS:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in BUSY_ON_WINDOWS:
                raise
        sleep(wait)
    return act()


def write_whole(
    path: Path, data: bytes, *, private: bool = False, sleep: Sleep = time.sleep
) -> None:
    """Write `data` to `path` so that after a crash the old file or the new one is there, whole.

    The folder must exist. `private` keeps the file from other users of the PC where the system
    knows such rights. Raises UserError; then the old file is untouched and no rest is left.
    """
    # Nobody else has this name; what lies there is a rest of a crash, long ago, under our number.
    unfinished = path.with_name(f".so-clb-{os.getpid()}-{threading.get_ident():x}.part")
    try:
        unfinished.unlink(missing_ok=True)
        try:
            _write_and_sync(unfinished, data, 0o600 if private else 0o666)
            patiently(lambda: unfinished.replace(path), sleep)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise trouble(error, path) from error


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, so that a power cut does not take them away again."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` as durable as the files; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def _write_and_sync(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
