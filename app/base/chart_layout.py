"""Lays a chart out: where its axis, zones, lines, dots and words go, so that none hides another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.base.chart import (
    Axis,
    BandMark,
    Chart,
    Dot,
    Ink,
    Line,
    Measure,
    Point,
    Polyline,
    Primitive,
    Rect,
    Series,
    Style,
    Text,
    Zone,
)

# Of a text's size: height of a digit, and how far Vietnamese letters reach up and down.
_DIGIT, _ASCENT, _DESCENT = 0.72, 1.0, 0.26


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Box") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """The inner rectangle and the way from slots and values to places."""

    box: _Box
    axis: Axis
    slots: int

    def x(self, slot: float) -> float:
        return self.box.left + (slot + 0.5) * (self.box.right - self.box.left) / self.slots

    def y(self, value: float) -> float:
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.box.bottom - share * (self.box.bottom - self.box.top)


def lay_out(
    chart: Chart, width: float, height: float, style: Style, measure: Measure
) -> list[Primitive]:
    """The chart as primitives inside a box of `width` by `height`, bottom ones first."""
    tick_texts = [f"{tick:g}" for tick in chart.axis.ticks()]
    left = max(measure(text, style.axis_text, False) for text in tick_texts) + 0.5 * style.axis_text
    foot = style.axis_text * (1.5 if not chart.foot else 2.8)
    inner = _Box(left, 0.5 * style.axis_text, width - style.side, height - foot)
    plot = _Plot(inner, chart.axis, len(chart.slots))
    drawn: list[Primitive] = []
    drawn += _ground(chart, plot, style)
    drawn += _axis_words(chart, plot, style, tick_texts, measure)
    drawn += _missing(chart, plot, style, measure)
    for series in chart.series:
        drawn += _lines(series, plot, style)
    labels, taken = _labels(chart, plot, style, measure, width)
    drawn += labels
    drawn += _side_words(chart, plot, style, measure, taken)
    return drawn


def _ground(chart: Chart, plot: _Plot, style: Style) -> Iterator[Primitive]:
    box = plot.box
    for zone in chart.zones:
        if (visible := _visible(zone, plot.axis)) and zone.grey:
            top, bottom = plot.y(visible[1]), plot.y(visible[0])
            yield Rect(box.left, top, box.right - box.left, bottom - top, zone.grey)
    for tick in chart.axis.ticks():
        yield Line(box.left, plot.y(tick), box.right, plot.y(tick), style.hair, "grid")
    if style.upright_grid:
        for slot in range(plot.slots):
            yield Line(plot.x(slot), box.top, plot.x(slot), box.bottom, style.hair, "grid")
        for x in (box.left, box.right):
            yield Line(x, box.top, x, box.bottom, style.rule, "frame")
        for y in (box.top, box.bottom):
            yield Line(box.left, y, box.right, y, style.rule, "frame")
    for edge in _edges(chart, plot.axis):
        yield Line(box.left, plot.y(edge), box.right, plot.y(edge), style.rule, "frame")
    for limit in chart.limits:
        y = plot.y(limit.at)
        yield Line(box.left, y, box.right, y, style.rule, "limit", dashed=True)


def _visible(zone: Zone, axis: Axis) -> tuple[float, float] | None:
    low, high = max(zone.low, axis.low), min(zone.high, axis.high)
    return (low, high) if low < high else None


def _edges(chart: Chart, axis: Axis) -> list[float]:
    """Values at which one visible zone ends and the next begins."""
    return [zone.low for zone in chart.zones if axis.low < zone.low < axis.high]


def _axis_words(
    chart: Chart, plot: _Plot, style: Style, tick_texts: Sequence[str], measure: Measure
) -> Iterator[Primitive]:
    size = style.axis_text
    for tick, text in zip(chart.axis.ticks(), tick_texts, strict=True):
        baseline = plot.y(tick) + _DIGIT / 2 * size
        yield Text(plot.box.left - 0.4 * size, baseline, text, size, align="right")
    free_from = float("-inf")
    baseline = plot.box.bottom + 1.1 * size
    for slot, text in enumerate(chart.slots):
        half = measure(text, size, False) / 2
        if plot.x(slot) - half >= free_from:
            yield Text(plot.x(slot), baseline, text, size, align="center")
            free_from = plot.x(slot) + half + 0.3 * size
    if chart.foot:
        yield Text(plot.box.left, plot.box.bottom + 2.45 * size, chart.foot, size)


def _lines(series: Series, plot: _Plot, style: Style) -> Iterator[Primitive]:
    run: list[Point] = []
    for point in series.points:
        if run and round(point.slot) - round(run[-1].slot) > 1:
            yield from _one_line(run, series, plot, style)
            run = []
        run.append(point)
    yield from _one_line(run, series, plot, style)
    for point in series.points:
        x, y = plot.x(point.slot), plot.y(point.value)
        yield Dot(x, y, style.dot, series.kind == "lower", series.kind)


def _one_line(
    run: Sequence[Point], series: Series, plot: _Plot, style: Style
) -> Iterator[Primitive]:
    if len(run) > 1:
        places = tuple((plot.x(point.slot), plot.y(point.value)) for point in run)
        yield Polyline(places, style.line, series.kind)


def _missing(chart: Chart, plot: _Plot, style: Style, measure: Measure) -> Iterator[Primitive]:
    """The word for a gap, in the middle of each run of empty slots that has room for it."""
    if not chart.missing:
        return
    size = style.axis_text
    slot_width = (plot.box.right - plot.box.left) / plot.slots
    wide = measure(chart.missing, size, False)
    seen = sorted({round(point.slot) for series in chart.series for point in series.points})
    for before, after in pairwise(seen):
        if after - before > 1 and wide <= (after - before) * slot_width - style.dot:
            middle = (before + after) / 2
            heights = [_between(series, middle) for series in chart.series if series.points]
            baseline = plot.y(sum(heights) / len(heights)) + _DIGIT / 2 * size
            yield Text(plot.x(middle), baseline, chart.missing, size, align="center", ink="soft")


def _between(series: Series, slot: float) -> float:
    """The value that a straight line between the neighbours of `slot` has there."""
    before = [point for point in series.points if point.slot <= slot]
    after = [point for point in series.points if point.slot > slot]
    if not before or not after:
        return (before[-1:] + after[:1])[0].value
    a, b = before[-1], after[0]
    return a.value + (b.value - a.value) * (slot - a.slot) / (b.slot - a.slot)


def _labels(
    chart: Chart, plot: _Plot, style: Style, measure: Measure, width: float
) -> tuple[list[Primitive], list[_Box]]:
    """Words beside dots, each where it hides least; also the boxes they take."""
    size = style.label_text
    edge = plot.box.right if chart.zones else width  # names of zones stand beyond
    blocks = [*_dot_boxes(chart, plot, style), *_rule_boxes(chart, plot, style)]
    taken: list[_Box] = []
    drawn: list[Primitive] = []
    for series in chart.series:
        for place, point in enumerate(series.points):
            if not point.label:
                continue
            is_last = place == len(series.points) - 1
            wide = measure(point.label, size, True)
            x, y = plot.x(point.slot), plot.y(point.value)
            box = _best_place(
                _candidates(x, y, wide, size, style.dot, is_last), blocks, taken, plot, edge
            )
            taken.append(box)
            drawn.append(Rect(box.left, box.top, box.right - box.left, box.bottom - box.top))
            baseline = (box.top + box.bottom) / 2 + _DIGIT / 2 * size
            middle = (box.left + box.right) / 2
            drawn.append(Text(middle, baseline, point.label, size, True, "center", series.kind))
    return drawn, taken


def _candidates(
    x: float, y: float, wide: float, size: float, dot: float, is_last: bool
) -> list[_Box]:
    """Places for a label, the best first: the last value's at the right, others above."""
    pad, high = 0.12 * size, 0.5 * (_DIGIT + 0.24) * size
    away = 0.5 * dot + pad
    right, left = x + away + pad, x - away - wide - 3 * pad
    above, below = y - away - high, y + away + high
    middle = x - wide / 2 - pad
    beside = [(right, y), (right, y + 0.6 * size), (right, y - 0.6 * size)]
    over = [(middle, above), (middle, below)]
    corners = [(right, above), (right, below), (left, y), (left, above), (left, below)]
    order = beside + over + corners if is_last else over + corners + beside
    return [_Box(at, mid - high, at + wide + 2 * pad, mid + high) for at, mid in order]


def _best_place(
    candidates: Sequence[_Box],
    blocks: Sequence[_Box],
    taken: Sequence[_Box],
    plot: _Plot,
    edge: float,
) -> _Box:
    def cost(box: _Box) -> float:
        area = (box.right - box.left) * (box.bottom - box.top)
        hidden = sum(box.overlap(other) for other in blocks) / area
        outside = box.top < 0 or box.bottom > plot.box.bottom or box.right > edge
        cramped = box.left < plot.box.left
        return (
            hidden + 9 * sum(box.overlap(other) > 0 for other in taken) + 99 * (outside + cramped)
        )

    return min(candidates, key=cost)


def _dot_boxes(chart: Chart, plot: _Plot, style: Style) -> Iterator[_Box]:
    """Boxes around dots and along the lines between them."""
    half = style.dot / 2
    for series in chart.series:
        places = [(plot.x(point.slot), plot.y(point.value)) for point in series.points]
        for x, y in places:
            yield _Box(x - half, y - half, x + half, y + half)
        for (x1, y1), (x2, y2) in pairwise(places):
            for part in (0.2, 0.4, 0.6, 0.8):
                x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
                yield _Box(x - half, y - half, x + half, y + half)


def _rule_boxes(chart: Chart, plot: _Plot, style: Style) -> Iterator[_Box]:
    """Boxes along limits, edges of zones and the frame: a label would hide what they mean."""
    thick = 2 * style.rule
    for value in [*_edges(chart, plot.axis), *(limit.at for limit in chart.limits)]:
        y = plot.y(value)
        yield _Box(plot.box.left, y - thick, plot.box.right, y + thick)
    if style.upright_grid:
        x = plot.box.right
        yield _Box(x - thick, plot.box.top, x + thick, plot.box.bottom)


@dataclass(frozen=True, slots=True)
class _SideWord:
    middle: float
    lines: tuple[str, ...]
    code: str
    ink: Ink

    def height(self, size: float) -> float:
        return 1.1 * size * len(self.lines)


def _side_words(
    chart: Chart, plot: _Plot, style: Style, measure: Measure, taken: Sequence[_Box]
) -> Iterator[Primitive]:
    """Names of zones and limits in the column at the right, moved apart where they would touch."""
    size = style.axis_text
    gap = 0.45 * size
    words: list[_SideWord] = []
    for zone in chart.zones:
        if visible := _visible(zone, plot.axis):
            middle = plot.y(sum(visible) / 2)
            room = style.side - 1.3 * size - 1.5 * gap
            words.append(_SideWord(middle, _wrap(zone.word, room, size, measure), zone.code, "ink"))
    for limit in chart.limits:
        room = style.side - gap
        lines = _wrap(limit.word, room, size, measure)
        words.append(_SideWord(plot.y(limit.at), lines, "", "limit"))
    words.sort(key=lambda word: word.middle)
    fixed = [box for box in taken if box.right > plot.box.right]
    middles = _apart(words, size, plot.box.top, plot.box.bottom, fixed)
    for word, middle in zip(words, middles, strict=True):
        x = plot.box.right + gap
        if word.code:
            yield BandMark(x, middle - 0.55 * size, 1.1 * size, word.code)
            x += 1.1 * size + 0.5 * gap
        first = middle - word.height(size) / 2 + 0.55 * size
        for number, text in enumerate(word.lines):
            baseline = first + number * 1.1 * size + _DIGIT / 2 * size
            yield Text(x, baseline, text, size, ink=word.ink)


def _apart(
    words: Sequence[_SideWord], size: float, top: float, bottom: float, fixed: Sequence[_Box]
) -> list[float]:
    """Middles of the words: each as near as can be to its own, below the one before it and clear
    of `fixed`; what runs over the bottom then pushes back up."""
    middles: list[float] = []
    free_from = top - 0.5 * size
    for word in words:
        half = word.height(size) / 2
        middle = _nearest_clear(word.middle, half, free_from, fixed)
        middles.append(middle)
        free_from = middle + half
    limit = bottom + 0.5 * size
    for place in range(len(words) - 1, -1, -1):
        half = words[place].height(size) / 2
        middles[place] = min(middles[place], limit - half)
        limit = middles[place] - half
    return middles


def _nearest_clear(wish: float, half: float, free_from: float, fixed: Sequence[_Box]) -> float:
    """The middle nearest to `wish` for something 2 x `half` high that touches no fixed box."""
    highest = free_from + half
    edges = [edge for box in fixed for edge in (box.top - half, box.bottom + half)]
    places = [max(wish, highest), *(edge for edge in edges if edge >= highest)]
    clear = [
        place
        for place in places
        if not any(place + half > box.top and place - half < box.bottom for box in fixed)
    ]
    return min(clear or places, key=lambda place: abs(place - wish))


def _wrap(text: str, room: float, size: float, measure: Measure) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size, False) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)
