"""The removable drives that are plugged in now."""

import os
import shutil
import string
import sys
from dataclasses import dataclass
from pathlib import Path

_SKIPPED = ("/boot", "/efi")  # a PC that was started from a stick


@dataclass(frozen=True, slots=True)
class Drive:
    """A removable drive: its root folder, its name as the system shows it, free and all bytes."""

    root: Path
    name: str
    free: int
    total: int


def removable(system: Path = Path("/")) -> list[Path]:
    """The root folders of removable drives, in order. `system` is the root of the tree to look in.

    On Linux every mounted drive that calls itself removable or hangs on USB; on Windows every
    letter of the type "removable".
    """
    return _removable(system)


def describe(root: Path) -> Drive | None:
    """What to show of a drive; None when it was pulled out meanwhile."""
    try:
        usage = shutil.disk_usage(root)
    except OSError:
        return None
    return Drive(root, _label(root), usage.free, usage.total)


def _on_linux(system: Path) -> list[Path]:
    try:
        lines = (system / "proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = set()
    for line in lines:
        device, _space, rest = line.partition(" ")
        where = _unescaped(rest.partition(" ")[0])
        if device.startswith("/dev/") and not where.startswith(_SKIPPED) and where != "/":
            disk = os.path.realpath(system / "sys/class/block" / Path(device).name)
            if _is_removable(Path(disk)):
                found.add(where)
    return [Path(where) for where in sorted(found)]


def _is_removable(block: Path) -> bool:
    """Whether a disk, or the disk of a partition, can be pulled out."""
    if not block.exists():
        return False
    if any(part.startswith("usb") for part in block.parts):
        return True
    for folder in (block, block.parent):
        flag = folder / "removable"
        if flag.is_file():
            return flag.read_text(encoding="ascii").strip() == "1"
    return False


def _unescaped(where: str) -> str:
    """Spaces and such stand as octal numbers in the list of mounts; the rest is UTF-8."""
    raw = where.encode("utf-8", "surrogateescape")
    for code in (b"\\040", b"\\011", b"\\012", b"\\134"):
        raw = raw.replace(code, bytes([int(code[1:], 8)]))
    return raw.decode("utf-8", "surrogateescape")


if sys.platform == "win32":

    def _removable(_system: Path) -> list[Path]:
        import ctypes

        kernel = ctypes.windll.kernel32
        there, removable_type = kernel.GetLogicalDrives(), 2
        roots = [
            f"{letter}:\\"
            for number, letter in enumerate(string.ascii_uppercase)
            if there >> number & 1
        ]
        return [Path(root) for root in roots if kernel.GetDriveTypeW(root) == removable_type]

    def _label(root: Path) -> str:
        import ctypes

        name = ctypes.create_unicode_buffer(261)
        found = ctypes.windll.kernel32.GetVolumeInformationW(
            str(root), name, len(name), None, None, None, None, 0
        )
        letter = root.drive
        return f"{name.value} ({letter})" if found and name.value else letter

else:

    def _removable(system: Path) -> list[Path]:
        return _on_linux(system)

    def _label(root: Path) -> str:
        return root.name or str(root)
