"""What clubs usually do in each area, from resources/areas/deeds.toml, so that typing is choosing.

Pure but for that file, which is read once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.areas.rules import KINDS, WOVEN, Activity, Kind, Woven
from app.base.areas import AREAS, Area
from app.base.dated import Words, read_editions
from app.base.files import resource
from app.base.text import language


@dataclass(frozen=True, slots=True)
class Deed:
    """A usual deed: its area and kind, what of plan 1648 it weaves in, and how it is said in a few
    words, where there is little room."""

    id: str
    area: Area
    kind: Kind
    title: Words
    woven: Woven | None = None
    short: Words | None = None

    def words(self) -> str:
        """What it is called, in the user's language."""
        return self.title.in_(language())

    def short_words(self) -> str:
        """What it is called where there is little room, in the user's language."""
        return (self.short or self.title).in_(language())


@cache
def deeds(path: Path | None = None) -> dict[Area, tuple[Deed, ...]]:
    """The usual deeds by area, the most usual first.

    Raises ValueError, naming the file, for a code that nobody knows, or an area without deeds.
    """
    place = path or resource("areas", "deeds.toml")
    _basis, edition = read_editions(place)[-1]
    found = [_deed(row, place.name) for row in edition.get("deed", ())]
    by_area = {area: tuple(deed for deed in found if deed.area == area) for area in AREAS}
    empty = [area for area, here in by_area.items() if not here]
    if empty:
        raise ValueError(f"{place.name}: no deed for {', '.join(empty)}")
    if len({deed.id for deed in found}) < len(found):
        raise ValueError(f"{place.name}: two deeds with one id")
    return by_area


def activity_of(
    deed: Deed, on_date: str, meeting_id: str | None = None, participants: int | None = None
) -> Activity:
    """A usual deed done on a day, in words of the user's language; its id is ""."""
    return Activity(
        id="",
        area=deed.area,
        kind=deed.kind,
        on_date=on_date,
        what=deed.words(),
        meeting_id=meeting_id,
        participants=participants,
        woven=deed.woven,
    )


def _deed(row: Mapping[str, Any], name: str) -> Deed:
    found = Deed(
        id=row["id"],
        area=row["area"],
        kind=row["kind"],
        title=Words.of(row["title"]),
        woven=row.get("woven"),
        short=Words.of(row["short"]) if "short" in row else None,
    )
    known = found.area in AREAS and found.kind in KINDS and found.woven in (None, *WOVEN)
    if not known:
        raise ValueError(f"{name}: {found.id}: no such area, kind or woven content")
    return found
