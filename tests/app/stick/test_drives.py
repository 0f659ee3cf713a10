from pathlib import Path

import pytest

from app.stick import drives
from app.stick.drives import describe, removable

DISKS = {
    "sda/sda1": ("pci0000:00/ata1/block", "0"),
    "sdb/sdb1": ("pci0000:00/usb1/1-1/block", "0"),  # a large stick calls itself fixed
    "mmcblk0/mmcblk0p1": ("pci0000:00/mmc0/block", "1"),
    "sdc": ("pci0000:00/ata2/block", "1"),
}
MOUNTS = """\
proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
/dev/sda1 /home ext4 rw 0 0
/dev/sdb1 /media/lan/HO\\040NCT vfat rw 0 0
/dev/mmcblk0p1 /media/thẻ exfat rw 0 0
/dev/sdc /mnt/máy vfat rw 0 0
/dev/sdc /boot/efi vfat rw 0 0
/dev/lost /media/lost vfat rw 0 0
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A tree like that of Linux: a disk, and three drives that can be pulled out."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mounts").write_text(MOUNTS, encoding="utf-8")
    classes = tmp_path / "sys/class/block"
    classes.mkdir(parents=True)
    for disk, (bus, flag) in DISKS.items():
        place = tmp_path / "sys/devices" / bus / disk
        place.mkdir(parents=True)
        whole = tmp_path / "sys/devices" / bus / disk.partition("/")[0]
        (whole / "removable").write_text(f"{flag}\n")
        (classes / place.name).symlink_to(place)
    return tmp_path


def test_drives_that_can_be_pulled_out(system: Path) -> None:
    assert removable(system) == [
        Path("/media/lan/HO NCT"),
        Path("/media/thẻ"),
        Path("/mnt/máy"),
    ]


def test_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert removable(tmp_path) == []


def test_this_machine_answers() -> None:
    assert all(isinstance(root, Path) for root in removable())


def test_a_drive_in_words(tmp_path: Path) -> None:
    drive = describe(tmp_path)
    assert drive is not None
    assert drive.name == tmp_path.name
    assert 0 < drive.free <= drive.total


def test_a_drive_that_is_gone(tmp_path: Path) -> None:
    assert describe(tmp_path / "gone") is None


def test_a_root_has_a_name_too() -> None:
    assert drives._label(Path("/")) == "/"
