"""The six marks of the blood-pressure bands as outlines that any painter can fill and stroke.

Screen and paper draw the same outlines, so a mark never depends on a font's glyphs. Ink grows
with the number: ▽ low, ○ normal, △ elevated, ◪ high, ◆ very high, octagon with "!" urgent.
"""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final, Literal

Fill = Literal["ink", "paper", "none"]
Step = tuple[float, ...]

LINE: Final = 0.07
"""Width of a mark's line in a square of side 1; outlines are inset, so the line stays inside."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed outline in the unit square: origin top left, x to the right, y down.

    The first step is a point to move to; every further one is a point for a straight line (two
    numbers) or two control points and an end for a cubic curve (six numbers). `fill` says what
    is inside: the mark's own colour, the ground's colour, or nothing. `line` asks for a stroke.
    """

    steps: tuple[Step, ...]
    fill: Fill = "none"
    line: bool = True


Mark = tuple[Outline, ...]

BANDS: Final = ("low", "normal", "elevated", "high", "very_high", "urgent")
"""Codes of the bands that have a mark, from little ink to much."""

_ROUND = 0.5522847498  # control distance that makes a cubic curve follow a quarter circle


def _circle(x: float, y: float, radius: float) -> tuple[Step, ...]:
    arm = radius * _ROUND
    return (
        (x + radius, y),
        (x + radius, y + arm, x + arm, y + radius, x, y + radius),
        (x - arm, y + radius, x - radius, y + arm, x - radius, y),
        (x - radius, y - arm, x - arm, y - radius, x, y - radius),
        (x + arm, y - radius, x + radius, y - arm, x + radius, y),
    )


def _diamond(reach: float) -> tuple[Step, ...]:
    return ((0.5, 0.5 - reach), (0.5 + reach, 0.5), (0.5, 0.5 + reach), (0.5 - reach, 0.5))


def _octagon(radius: float) -> tuple[Step, ...]:
    angles = [pi / 8 + turn * pi / 4 for turn in range(8)]
    return tuple((0.5 + radius * cos(angle), 0.5 + radius * sin(angle)) for angle in angles)


_UP = ((0.5, 0.09), (0.95, 0.89), (0.05, 0.89))
_DOWN = ((0.05, 0.11), (0.95, 0.11), (0.5, 0.91))
_SQUARE = ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92))
_LOWER_HALF = ((0.92, 0.08), (0.92, 0.92), (0.08, 0.92))
_STROKE_OF_BANG = ((0.43, 0.19), (0.57, 0.19), (0.545, 0.58), (0.455, 0.58))
_DOT_OF_BANG = _circle(0.5, 0.73, 0.07)

_FULL: dict[str, Mark] = {
    "low": (Outline(_DOWN),),
    "normal": (Outline(_circle(0.5, 0.5, 0.42)),),
    "elevated": (Outline(_UP),),
    "high": (Outline(_SQUARE, "paper"), Outline(_LOWER_HALF, "ink", line=False)),
    "very_high": (Outline(_diamond(0.46), "ink"),),
    "urgent": (
        Outline(_octagon(0.46), "ink"),
        Outline(_STROKE_OF_BANG, "paper", line=False),
        Outline(_DOT_OF_BANG, "paper", line=False),
    ),
}

_TO_CIRCLE: dict[str, Mark] = {
    "low": (Outline(_DOWN),),
    "normal": (Outline(_circle(0.5, 0.5, 0.42)),),
    "elevated": (Outline(_UP),),
    "high": (Outline(_SQUARE), Outline(_LOWER_HALF)),
    "very_high": (Outline(_diamond(0.46)), Outline(_diamond(0.24))),
    "urgent": (Outline(_octagon(0.46)), Outline(_STROKE_OF_BANG), Outline(_DOT_OF_BANG)),
}


def mark(code: str, *, outlined: bool = False) -> Mark:
    """The outlines of a band's mark, to be painted in order.

    `outlined` gives the hollow form that stands in blank lines to be circled with a pen, so that
    an empty line never looks filled in. An unknown code is a KeyError: it comes from our own data.
    """
    return (_TO_CIRCLE if outlined else _FULL)[code]
