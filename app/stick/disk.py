"""What writing to a stick needs of the system: the `Files` of a real drive."""

import errno
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from app.base.files import make_folder, sync_folder


class Files(Protocol):
    """What writing needs of a drive. Everything raises OSError; tests bring drives that fail."""

    def names(self, folder: Path) -> Sequence[str]:
        """The names in a folder."""

    def free(self, folder: Path) -> int:
        """Free bytes of the drive; makes the folder when it is missing."""

    def create(self, path: Path) -> BinaryIO:
        """Open a new file for writing, without a buffer."""

    def sync(self, file: BinaryIO) -> None:
        """Return when everything written so far is on the drive, as far as the drive tells."""

    def open_uncached(self, path: Path) -> BinaryIO:
        """Open what is on the drive, not what the system remembers of it.

        Read it only with readinto, in whole blocks and into memory aligned to pages.
        """

    def rename(self, path: Path, name: str) -> None:
        """Give a file its final name in the same folder, replacing none."""

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""


class Disk:
    """The real drive."""

    def names(self, folder: Path) -> Sequence[str]:
        """See Files."""
        return sorted(path.name for path in folder.iterdir())

    def free(self, folder: Path) -> int:
        """See Files."""
        make_folder(folder)
        return shutil.disk_usage(folder).free

    def create(self, path: Path) -> BinaryIO:
        """See Files."""
        return path.open("xb", buffering=0)

    def sync(self, file: BinaryIO) -> None:
        """See Files."""
        os.fsync(file.fileno())

    def open_uncached(self, path: Path) -> BinaryIO:
        """See Files."""
        return _open_past_cache(path)

    def rename(self, path: Path, name: str) -> None:
        """See Files."""
        final = path.with_name(name)
        if final.exists():
            raise FileExistsError(errno.EEXIST, "taken", str(final))
        path.rename(final)
        sync_folder(path.parent)

    def remove(self, path: Path) -> None:
        """See Files."""
        path.unlink(missing_ok=True)


if sys.platform == "win32":

    def _open_past_cache(path: Path) -> BinaryIO:
        import ctypes
        import msvcrt

        generic_read, share_read, open_existing, no_buffering = 0x8000_0000, 1, 3, 0x2000_0000
        open_file = ctypes.windll.kernel32.CreateFileW
        open_file.restype = ctypes.c_void_p
        handle = open_file(
            str(path), generic_read, share_read, None, open_existing, no_buffering, None
        )
        if handle is None or handle == ctypes.c_void_p(-1).value:
            raise ctypes.WinError()
        number = msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY)
        return os.fdopen(number, "rb", buffering=0)

else:

    def _open_past_cache(path: Path) -> BinaryIO:
        file = path.open("rb", buffering=0)
        if hasattr(os, "posix_fadvise"):  # not on a Mac
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file
