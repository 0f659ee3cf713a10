"""Books of a club to open, copy and take back, and what is looked at in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.club.faults import Trouble
from app.club.file import Club

LAN, HANH, NEW = "trâu lúa ao sen", "nắng mưa gió mây", "cam quýt bưởi chanh"


def note(club: Club, *names: str) -> None:
    """One change for each name."""
    for name in names:
        with club.change("Note {name}", name=name):
            club.db.table("setting").insert({"id": name, "value": name})


def notes(club: Club) -> list[str]:
    rows = club.db.query("select id from setting where id <> 'recovery_key' order by id")
    return [row["id"] for row in rows]


def reason(act: Callable[[], object]) -> str:
    """The code of the Trouble that `act` raises; its sentence has three parts."""
    with pytest.raises(Trouble) as caught:
        act()
    assert len(str(caught.value).split(". ")) >= 3, caught.value
    return caught.value.reason


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def book(folder: Path) -> dict[str, bytes]:
    """What of a book a refusal must leave alone."""
    return {name: data for name, data in files(folder).items() if name.startswith(("club", "keys"))}
