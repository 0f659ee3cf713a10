"""Faults of the system for a program started with this folder in PYTHONPATH.

SO_CLB_FAULT names the fault, SO_CLB_FAULT_IN the folder whose files meet it.
"""

import errno
import io
import os
from pathlib import Path
from typing import Any

_SHARING_VIOLATION = 32


def _strike(path: object) -> None:
    if Path(os.environ["SO_CLB_FAULT_IN"]).resolve() not in Path(str(path)).resolve().parents:
        return
    match os.environ["SO_CLB_FAULT"]:
        case "full":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        case "open elsewhere":
            # What Windows says while another program shows the file.
            error = PermissionError(errno.EACCES, "The process cannot access the file", str(path))
            error.winerror = _SHARING_VIOLATION  # type: ignore[attr-defined]
            raise error
        case "not ours":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))


def _install() -> None:
    real_fsync, real_open, real_replace = os.fsync, os.open, os.replace
    real_file = io.open

    def fsync(handle: int) -> None:
        if os.environ["SO_CLB_FAULT"] == "full":
            _strike(Path(f"/proc/self/fd/{handle}").resolve())
        real_fsync(handle)

    def open_(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if os.environ["SO_CLB_FAULT"] == "not ours" and flags & (os.O_WRONLY | os.O_RDWR):
            _strike(path)
        return real_open(path, flags, *rest, **more)

    def file(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if os.environ["SO_CLB_FAULT"] == "not ours" and set(mode) & set("wxa+"):
            _strike(path)
        return real_file(path, mode, *rest, **more)

    def replace(source: Any, target: Any, **more: Any) -> None:
        if os.environ["SO_CLB_FAULT"] == "open elsewhere":
            _strike(target)
        real_replace(source, target, **more)

    os.fsync, os.open, os.replace = fsync, open_, replace  # type: ignore[assignment]
    io.open = file  # type: ignore[assignment]  # as pathlib opens files


if "SO_CLB_FAULT" in os.environ:
    _install()
