"""Parts of a page that do not break, shared out over pages so that what belongs together stays."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.documents.kit import Sheet


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of the page that does not break: its height in mm, and how it is drawn at its top.

    `glue` keeps it on the page of the next one; `lead` is drawn above it where a page begins.
    """

    high: float
    draw: Callable[[Sheet, float], None]
    glue: bool = False
    lead: "Strip | None" = None


def pages(strips: Sequence[Strip], room: float, first: float | None = None) -> list[list[Strip]]:
    """The strips of each page `room` millimetres high, in order; at least one page.

    The first page has `first` millimetres, when that is another height.
    """
    found: list[list[Strip]] = [[]]
    left = room if first is None else first
    for unit in _units(strips):
        need = sum(strip.high for strip in unit)
        if found[-1] and need > left:
            lead = unit[0].lead
            found.append([lead] if lead else [])
            left = room - (lead.high if lead else 0)
        found[-1].extend(unit)
        left -= need
    return found


def draw(sheet: Sheet, strips: Sequence[Strip], top: float) -> float:
    """Draw the strips of a page one below the other; the height after the last."""
    y = top
    for strip in strips:
        strip.draw(sheet, y)
        y += strip.high
    return y


def _units(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Strips that stay together."""
    unit: list[Strip] = []
    for strip in strips:
        unit.append(strip)
        if not strip.glue:
            yield unit
            unit = []
    if unit:
        yield unit
