"""Makers of what tests stand on: ports without a real clock, a cheap key, a small club."""

import itertools
import random
from datetime import UTC, datetime
from pathlib import Path

from app.club.file import Club, create
from app.club.kinds import CLUB
from app.club.ports import Kdf, Ports

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TODAY = NOW.date()

_SEEDS = itertools.count(1)


def fast_ports(now: datetime = NOW, seed: int | None = None) -> Ports:
    """Ports with a clock that stands still, no drives, no waiting, and an Argon2id without cost.

    Two ports never draw the same ids, unless both are given the same `seed`.
    """
    chance = random.Random(next(_SEEDS) if seed is None else seed)
    return Ports(
        clock=lambda: now,
        rng=chance.randbytes,
        kdf=Kdf(memory_kib=8, passes=1),
        drives=list,
        sleep=lambda _seconds: None,
    )


def make_club(
    folder: Path,
    *,
    name: str = "CLB thôn Đông",
    officer: str = "Đỗ Thị Lan",
    passphrase: str | None = None,
    ports: Ports | None = None,
) -> Club:
    """A new, empty club with one officer (chair); no passphrase is asked unless one is given."""

    def first_row(club: Club) -> None:
        club.db.table("club").insert(
            {"id": club.new_id(), "name": name, "commune": "xã Hòa Bình", "province": "Bắc Ninh"}
        )

    return create(folder, CLUB, name, officer, passphrase, ports or fast_ports(), first_row)
