"""One small chart model and the primitives it becomes; screen and paper paint the same picture.

A `Chart` says what to show (values over slots, zones, limits, words). `chart_layout.lay_out` turns
it into lines, rectangles, dots, texts and band marks in any unit, with y growing downwards. A
painter only maps each primitive's `ink` to its own colours.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

Ink = Literal["ink", "soft", "grid", "frame", "upper", "lower", "limit", "ground"]
Measure = Callable[[str, float, bool], float]
"""Width of a text at a size, bold or not, in the unit of the layout."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a slot (0 is the first, fractions stand between) and the words beside its dot."""

    slot: float
    value: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind in the order of their slots; `kind` decides colour and dot."""

    points: tuple[Point, ...]
    kind: Literal["upper", "lower"] = "upper"


@dataclass(frozen=True, slots=True)
class Zone:
    """A band of values from `low` to `high`, tinted `grey` per cent, named by mark and word."""

    low: float
    high: float
    code: str
    word: str
    grey: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A dashed line at a value, named at its right end."""

    at: float
    word: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The values from `low` to `high`, written every `step`."""

    low: float
    high: float
    step: float

    def ticks(self) -> Iterator[float]:
        """Values written beside the axis, lowest first."""
        for number in range(round((self.high - self.low) / self.step) + 1):
            yield self.low + number * self.step


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. `missing` is the word for slots without a value between others."""

    axis: Axis
    slots: tuple[str, ...]
    series: tuple[Series, ...]
    zones: tuple[Zone, ...] = ()
    limits: tuple[Limit, ...] = ()
    missing: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in the unit of the layout: texts, lines, dots, and the room kept at the right."""

    axis_text: float
    label_text: float
    line: float
    rule: float
    hair: float
    dot: float
    side: float
    upright_grid: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    ink: Ink
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    width: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle from its top left corner: `grey` per cent of black, 0 is the ground."""

    x: float
    y: float
    width: float
    height: float
    grey: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled dot of a series around its middle."""

    x: float
    y: float
    size: float
    square: bool
    ink: Ink


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its baseline, `x` what `align` says."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    align: Literal["left", "right", "center"] = "left"
    ink: Ink = "ink"


@dataclass(frozen=True, slots=True)
class BandMark:
    """A band's mark in a square from its top left corner (see `app.base.shapes`)."""

    x: float
    y: float
    size: float
    code: str


Primitive = Line | Polyline | Rect | Dot | Text | BandMark


def axis_for(values: Iterable[float], low: float, high: float, step: float) -> Axis:
    """An axis from `low` to `high`, widened by whole steps until every value lies on it.

    A long axis gets a doubled step, so that no more than ten numbers are written.
    """
    known = list(values)
    bottom = min([low, *(floor(value / step) * step for value in known)])
    top = max([high, *(ceil(value / step) * step for value in known)])
    while (top - bottom) / step > 9:
        step *= 2
        bottom, top = floor(bottom / step) * step, ceil(top / step) * step
    return Axis(bottom, top, step)
