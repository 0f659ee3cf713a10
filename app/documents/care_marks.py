"""Pictures of what volunteers do, for people who read with difficulty: drawn, not from a font.

Each is a few lines in a square of side 1, origin top left; every line is points, or an arc of a
circle around a middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from app.documents.kit import Sheet
from app.home_care.rules import Task

WEIGHT: Final = 1.1


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `ink` fills what it encloses."""

    points: tuple[tuple[float, float], ...]
    ink: bool = False


def _arc(
    x: float, y: float, radius: float, start: float, end: float
) -> tuple[tuple[float, float], ...]:
    """Points on a circle, from one angle to another, in turns; 0 is to the right, 0.25 below."""
    steps = max(6, int(abs(end - start) * 28))
    angles = [2 * pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)


_DROP = (
    (0.5, 0.08),
    (0.66, 0.34),
    *_arc(0.5, 0.6, 0.28, -0.08, 0.58),
    (0.34, 0.34),
    (0.5, 0.08),
)
_HEART = (
    (0.5, 0.9),
    (0.1, 0.48),
    *_arc(0.29, 0.32, 0.21, 0.4, 0.98),
    *_arc(0.71, 0.32, 0.21, 0.52, 1.1),
    (0.9, 0.48),
    (0.5, 0.9),
)

PICTURES: Final[Mapping[Task, tuple[Stroke, ...]]] = {
    "talk": (
        Stroke(
            (
                *((0.12, 0.12), (0.88, 0.12), (0.88, 0.64), (0.46, 0.64), (0.26, 0.86)),
                *((0.26, 0.64), (0.12, 0.64), (0.12, 0.12)),
            )
        ),
        Stroke(((0.28, 0.31), (0.72, 0.31))),
        Stroke(((0.28, 0.46), (0.56, 0.46))),
    ),
    "meal": (
        Stroke(((0.08, 0.5), *_arc(0.5, 0.5, 0.42, 0.5, 0.0), (0.08, 0.5)), ink=True),
        Stroke(((0.34, 0.4), (0.34, 0.16))),
        Stroke(((0.5, 0.4), (0.5, 0.08))),
        Stroke(((0.66, 0.4), (0.66, 0.16))),
    ),
    "cleaning": (
        Stroke(((0.78, 0.06), (0.46, 0.5))),
        Stroke(((0.3, 0.44), (0.6, 0.66), (0.44, 0.94), (0.08, 0.84), (0.3, 0.44))),
        Stroke(((0.36, 0.58), (0.24, 0.86))),
        Stroke(((0.48, 0.66), (0.36, 0.9))),
    ),
    "laundry": (
        Stroke(
            (
                *((0.36, 0.12), (0.08, 0.28), (0.2, 0.5), (0.3, 0.44), (0.3, 0.9), (0.7, 0.9)),
                *((0.7, 0.44), (0.8, 0.5), (0.92, 0.28), (0.64, 0.12)),
                *_arc(0.5, 0.12, 0.14, 0.0, 0.5),
            )
        ),
    ),
    "washing": (Stroke(_DROP),),
    "medicine": (
        Stroke(
            (
                *_arc(0.3, 0.7, 0.2, 0.125, 0.625),
                *_arc(0.7, 0.3, 0.2, 0.625, 1.125),
                _arc(0.3, 0.7, 0.2, 0.125, 0.625)[0],
            )
        ),
        Stroke(
            (
                *((0.36, 0.36), *_arc(0.7, 0.3, 0.2, 0.625, 1.125)),
                (0.64, 0.64),
                (0.36, 0.36),
            ),
            ink=True,
        ),
    ),
    "walking": (
        Stroke(_arc(0.5, 0.14, 0.09, 0, 1), ink=True),
        Stroke(((0.5, 0.28), (0.48, 0.58), (0.3, 0.92))),
        Stroke(((0.48, 0.58), (0.66, 0.92))),
        Stroke(((0.5, 0.34), (0.26, 0.5))),
        Stroke(((0.5, 0.34), (0.74, 0.5), (0.8, 0.92))),
    ),
    "massage": (
        Stroke(
            (
                *((0.2, 0.92), (0.2, 0.5), (0.3, 0.46), (0.34, 0.16), (0.44, 0.16), (0.46, 0.44)),
                *((0.5, 0.1), (0.6, 0.1), (0.62, 0.44), (0.7, 0.18), (0.79, 0.2), (0.78, 0.6)),
                *((0.68, 0.92), (0.2, 0.92)),
            )
        ),
    ),
    "pressure": (Stroke(_HEART),),
    "shopping": (
        Stroke(((0.16, 0.36), (0.84, 0.36), (0.76, 0.9), (0.24, 0.9), (0.16, 0.36))),
        Stroke(((0.34, 0.36), *_arc(0.5, 0.3, 0.17, 0.5, 1.0), (0.66, 0.36))),
    ),
}


def draw(sheet: Sheet, x: float, y: float, side: float, task: Task) -> None:
    """The picture of a task in a square from its top left corner, in millimetres."""
    for stroke in PICTURES[task]:
        points = [(x + side * across, y + side * down) for across, down in stroke.points]
        sheet.polyline(points, WEIGHT, ink=stroke.ink)
