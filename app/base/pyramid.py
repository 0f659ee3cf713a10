"""A population pyramid: bars to the left and right of their names, each with its count.

Like a chart (`app.base.chart`) it becomes primitives, which screen and paper paint alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.chart import Line, Measure, Primitive, Rect, Style, Text

# Of a text's size: height of a digit, and the room of the titles above the bars.
_DIGIT, _HEAD = 0.72, 1.9
_LEFT_GREY, _RIGHT_GREY = 72, 40


@dataclass(frozen=True, slots=True)
class Step:
    """One pair of bars under a name, such as "60–69"."""

    name: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Steps from the top down, and what stands over either side."""

    left_title: str
    right_title: str
    steps: tuple[Step, ...]


def lay_out_pyramid(
    pyramid: Pyramid, width: float, height: float, style: Style, measure: Measure
) -> list[Primitive]:
    """The pyramid as primitives inside a box of `width` by `height`."""
    if not pyramid.steps:
        return []
    size = style.label_text
    names = max(measure(step.name, size, False) for step in pyramid.steps) + 1.1 * size
    left, right = (width - names) / 2, (width + names) / 2
    head = _HEAD * size
    row = (height - head) / len(pyramid.steps)
    most = max(max(step.left, step.right) for step in pyramid.steps)
    # Outside the longest bar there is room for its count.
    longest = left - measure(f"{most}", size, True) - 0.8 * size
    scale = longest / most if most else 0.0
    # A title may reach over the names, which begin below it, but not out of the box.
    ends = max(left, measure(pyramid.left_title, size, True))
    starts = min(right, width - measure(pyramid.right_title, size, True))
    drawn: list[Primitive] = [
        Text(ends, 1.05 * size, pyramid.left_title, size, True, "right"),
        Text(starts, 1.05 * size, pyramid.right_title, size, True, "left"),
    ]
    for number, step in enumerate(pyramid.steps):
        drawn += _step(step, head + number * row, row, (left, right), scale, size)
    drawn += [Line(x, head, x, height, style.hair, "frame") for x in (left, right)]
    return drawn


def _step(
    step: Step, top: float, row: float, edges: tuple[float, float], scale: float, size: float
) -> Iterator[Primitive]:
    left, right = edges
    high = row * 0.74
    at = top + (row - high) / 2
    base = top + row / 2 + _DIGIT / 2 * size
    yield Text((left + right) / 2, base, step.name, size, align="center")
    long = step.left * scale
    yield Rect(left - long, at, long, high, _LEFT_GREY)
    yield Text(left - long - 0.4 * size, base, f"{step.left}", size, True, "right")
    long = step.right * scale
    yield Rect(right, at, long, high, _RIGHT_GREY)
    yield Text(right + long + 0.4 * size, base, f"{step.right}", size, True, "left")
