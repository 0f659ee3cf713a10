"""Paints a laid-out chart on paper: the same picture as on the screen, in black and greys."""

from collections.abc import Iterable

from app.base.chart import BandMark, Chart, Dot, Line, Polyline, Primitive, Rect, Style, Text
from app.base.chart_layout import lay_out
from app.base.pyramid import Pyramid, lay_out_pyramid
from app.documents.kit import Sheet
from app.documents.letters import MM, width

PAPER = Style(
    axis_text=12,
    label_text=15,
    line=2,
    rule=1,
    hair=0.35,
    dot=3 * MM,
    side=26 * MM,
    upright_grid=True,
)
"""Sizes in points for charts of a book."""


def measure(text: str, size: float, bold: bool) -> float:
    """Width of a text in points."""
    return width(text, size, bold) * MM


def draw(
    sheet: Sheet, chart: Chart, x: float, y: float, wide: float, high: float, style: Style = PAPER
) -> None:
    """Paint the chart into the box of `wide` by `high` millimetres at its top left corner."""
    _paint(sheet, lay_out(chart, wide * MM, high * MM, style, measure), x, y, wide)


def draw_pyramid(
    sheet: Sheet,
    pyramid: Pyramid,
    x: float,
    y: float,
    wide: float,
    high: float,
    style: Style = PAPER,
) -> None:
    """Paint the pyramid into the box of `wide` by `high` millimetres at its top left corner."""
    _paint(sheet, lay_out_pyramid(pyramid, wide * MM, high * MM, style, measure), x, y, wide)


def _paint(sheet: Sheet, parts: Iterable[Primitive], x: float, y: float, wide: float) -> None:
    for part in parts:
        match part:
            case Rect():
                sheet.tint(
                    x + part.x / MM, y + part.y / MM, part.width / MM, part.height / MM, part.grey
                )
            case Line():
                grey = 55 if part.ink == "grid" else 100
                sheet.line(
                    x + part.x1 / MM,
                    y + part.y1 / MM,
                    x + part.x2 / MM,
                    y + part.y2 / MM,
                    part.width,
                    grey,
                )
            case Polyline():
                sheet.polyline([(x + a / MM, y + b / MM) for a, b in part.points], part.width)
            case Dot():
                sheet.disc(x + part.x / MM, y + part.y / MM, part.size / MM)
            case BandMark():
                sheet.mark(x + part.x / MM, y + part.y / MM, part.size / MM, part.code)
            case Text():
                sheet.text(
                    x + part.x / MM,
                    y + part.y / MM,
                    part.text,
                    part.size,
                    room=wide,
                    bold=part.bold,
                    align=part.align,
                )
