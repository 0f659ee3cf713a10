"""Walks through every page and dialog of the window, for `shots` and `tour`.

The walk presses the same buttons as a user, found by the key printed on them, so that it breaks
when a page loses its way in. The clock stands still, so the same pictures come out every time.
There is a module for each room; here are their order and the books they go through.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from app.bundle import keys as bundle_keys
from app.bundle import write
from app.club.profile import Profile, new_club
from app.commune import receive
from app.commune import records as communes
from app.practice.make import make
from screens import (
    areas,
    commune,
    funds,
    health,
    home_care,
    keeping,
    loans,
    meetings,
    members,
    organisation,
    privacy,
    targets,
    welcome,
    whole,
)
from screens.walk import TODAY, Walk, ports
from ui.main_window import MainWindow

PASSPHRASE = "tre xoài mít bưởi"
PARTS = (
    *(welcome, whole, members, organisation, areas, home_care, meetings, privacy, funds, targets),
    *(loans, health, keeping, commune),
)


def prepare(folder: Path) -> None:
    """The books of the walk: a practice club paired with a commune, an empty club, a locked one."""
    club = make(folder / "practice", TODAY)
    club.ports = ports()
    commune = communes.make(
        folder / "commune",
        "Hội Người cao tuổi xã Hòa Bình",
        "Bắc Ninh",
        "Ngô Văn Quý",
        None,
        ports(),
    )
    bundle_keys.pair(club, bundle_keys.own(commune).card, TODAY)
    communes.pair(commune, bundle_keys.own(club).card, TODAY)
    write.export(club, folder / "stick", TODAY)
    receive.receive(commune, folder / "stick")
    club.close()
    commune.close()
    profile = Profile("CLB thôn Đoài", "xã Hòa Bình", "Bắc Ninh")
    new_club(folder / "empty", profile, "Lê Thị Dung", None, ports(), "F").close()
    new_club(folder / "locked", profile, "Trần Văn Bình", PASSPHRASE, ports(), "M").close()


def pages(
    folder: Path, size: int = 100, theme: str = "light", language: str = "vi"
) -> Iterator[tuple[str, MainWindow]]:
    """Every page and dialog by name, one after the other; take its picture at each step."""
    with tempfile.TemporaryDirectory() as own:  # the walk writes: each goes through its own books
        shutil.copytree(folder, own, dirs_exist_ok=True)
        step = Walk(Path(own), size, theme, language)
        try:
            for part in PARTS:
                for name in part.pages(step):
                    step.settle()
                    yield name, step.window
        finally:
            step.close()
