"""The pen of every paper: places in millimetres from the top left, and texts that fit.

Papers are drawn straight on a reportlab canvas. The same input gives the same bytes, and every
font that the file names is embedded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from app.base.shapes import LINE, mark
from app.base.text import _
from app.documents.letters import LEADING, MM, NOTO, Family, register_face, width, wrap

Align = Literal["left", "right", "center"]

Ink = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

# The practice book's word: small in black at the upper edge, large and faint across the page.
_STAMP_TOP, _STAMP_SMALL = 7.4, 9
_STAMP_WIDE, _STAMP_TURN, _STAMP_INK = 0.62, 35, 0.07


@dataclass(frozen=True, slots=True)
class Placed:
    """A text as it was drawn, for tests: page, words, points, and millimetres taken and allowed."""

    page: int
    text: str
    size: float
    bold: bool
    left: float
    baseline: float
    width: float
    room: float


Watch = Callable[[Placed], None]


class Sheet:
    """The page under the pen. Lengths are millimetres, y grows downwards, text sizes are points."""

    def __init__(
        self,
        canvas: Canvas,
        size: tuple[float, float],
        watch: Watch | None = None,
        *,
        family: Family = NOTO,
        practice: bool = False,
    ) -> None:
        self.canvas = canvas
        self.family = family
        self._wide, self._height = size
        self._watch = watch
        self._practice = practice
        self._stamped = False
        self._page = 1

    # --- pages ------------------------------------------------------------------------------

    def next_page(self) -> None:
        """Finish this page."""
        if not self._stamped:
            self.stamp(self._wide)
        self.canvas.showPage()
        self._stamped = False
        self._page += 1

    def turn(self, size: tuple[float, float]) -> None:
        """Let this page, still empty, and those after it have another size."""
        self._wide, self._height = size
        self.canvas.setPageSize((size[0] * MM, size[1] * MM))

    def stamp(self, wide: float) -> None:
        """Say on a page `wide` millimetres wide that it is of the practice book, if it is.

        `next_page` does so by itself; only who lays several pages on one side calls it for each.
        """
        self._stamped = True
        if not self._practice:
            return
        words = _("PRACTICE BOOK")
        face = register_face(self.family.bold)
        canvas, middle = self.canvas, wide / 2 * MM
        canvas.saveState()
        canvas.setFillGray(0)
        canvas.setFont(face, _STAMP_SMALL)
        canvas.drawCentredString(middle, (self._height - _STAMP_TOP) * MM, words)
        # Over the page and not under it: what lies below must stay readable, and does.
        canvas.setFillAlpha(_STAMP_INK)
        size = _STAMP_WIDE * wide / width(words, 1, bold=True, family=self.family)
        canvas.translate(middle, self._height / 2 * MM)
        canvas.rotate(_STAMP_TURN)
        canvas.setFont(face, size)
        canvas.drawCentredString(0, -size / 3, words)
        canvas.restoreState()

    def template(self, name: str, draw: Callable[["Sheet"], None]) -> None:
        """Draw what many pages share: it is stored once in the file, under `name`."""
        if not self.canvas.hasForm(name):
            self.canvas.beginForm(name)
            draw(self)
            self.canvas.endForm()
        self.canvas.doForm(name)

    # --- text -------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        room: float,
        bold: bool = False,
        italic: bool = False,
        align: Align = "left",
        paper: bool = False,
        spread: float = 0.0,
        ink: Ink | None = None,
    ) -> None:
        """One line with its baseline at `y`; `x` is what `align` says; it must fit in `room`.

        `paper` draws it in white, on black ground; `spread` widens every space by so much; `ink`
        is a colour, for what is only handsome.
        """
        text = text.replace("\N{NO-BREAK SPACE}", " ")  # found by whoever searches the PDF
        wide = width(text, size, bold, self.family, italic=italic) + spread * text.count(" ")
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        if ink:
            self.canvas.setFillColorRGB(*ink)
        else:
            self.canvas.setFillGray(1.0 if paper else 0.0)
        self.canvas.setFont(self.family.face(bold=bold, italic=italic), size)
        place = left * MM, (self._height - y) * MM
        if spread:
            self.canvas.drawString(*place, text, wordSpace=spread * MM)
        else:
            self.canvas.drawString(*place, text)
        if self._watch:
            self._watch(Placed(self._page, text, size, bold, left, y, wide, room))

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        room: float,
        bold: bool = False,
        paper: bool = False,
    ) -> float:
        """Wrapped lines with **bold** parts, first baseline at `y`; returns the next baseline."""
        for line in wrap(text, room, size, bold, self.family):
            for run in line:
                self.text(
                    x + run.start,
                    y,
                    run.text,
                    size,
                    room=room - run.start,
                    bold=run.bold,
                    paper=paper,
                )
            y += size * LEADING / MM
        return y

    # --- lines and areas ----------------------------------------------------------------------

    def rule(self, x1: float, y: float, x2: float, weight: float = 0.5) -> None:
        """A horizontal line, `weight` points thick."""
        self.line(x1, y, x2, y, weight)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, weight: float, grey: int = 100
    ) -> None:
        """A straight line, `grey` per cent of black."""
        self._stroke(weight, grey)
        self.canvas.line(x1 * MM, (self._height - y1) * MM, x2 * MM, (self._height - y2) * MM)

    def polyline(
        self, points: Sequence[tuple[float, float]], weight: float, *, ink: bool = False
    ) -> None:
        """A line through points; with `ink` what it encloses is black."""
        self._stroke(weight, 100)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * MM, (self._height - points[0][1]) * MM)
        for x, y in points[1:]:
            path.lineTo(x * MM, (self._height - y) * MM)
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=1, fill=int(ink))

    def dotted(self, x1: float, y: float, x2: float) -> None:
        """A line to write on."""
        self._stroke(0.7, 75)
        self.canvas.setDash(0.7, 1.6)
        end = x2 - 0.3  # the last dash must not stick out
        self.canvas.line(x1 * MM, (self._height - y) * MM, end * MM, (self._height - y) * MM)
        self.canvas.setDash()

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        weight: float = 1.0,
        round_: float = 0,
    ) -> None:
        """An empty frame from its top left corner, corners rounded by `round_`."""
        self._stroke(weight, 100)
        bottom = (self._height - y - high) * MM
        self.canvas.roundRect(x * MM, bottom, wide * MM, high * MM, round_ * MM, stroke=1, fill=0)

    def tint(
        self, x: float, y: float, wide: float, high: float, grey: int, round_: float = 0
    ) -> None:
        """A ground of `grey` per cent of black; 0 is white."""
        self.canvas.setFillGray(1 - grey / 100)
        bottom = (self._height - y - high) * MM
        if round_:
            self.canvas.roundRect(
                x * MM, bottom, wide * MM, high * MM, round_ * MM, stroke=0, fill=1
            )
        else:
            self.canvas.rect(x * MM, bottom, wide * MM, high * MM, stroke=0, fill=1)

    def ring(self, x: float, y: float, across: float, weight: float = 0.8) -> None:
        """An empty circle around its middle."""
        self._stroke(weight, 100)
        self.canvas.circle(x * MM, (self._height - y) * MM, across / 2 * MM, stroke=1, fill=0)

    def disc(self, x: float, y: float, across: float) -> None:
        """A black disc around its middle."""
        self.canvas.setFillGray(0)
        self.canvas.circle(x * MM, (self._height - y) * MM, across / 2 * MM, stroke=0, fill=1)

    def mark(self, x: float, y: float, side: float, code: str, *, outlined: bool = False) -> None:
        """A band's mark in a square from its top left corner; `outlined` is the form to circle."""
        self._stroke(0.6 if outlined else LINE * side * MM, 75 if outlined else 100)
        for outline in mark(code, outlined=outlined):
            path = self.canvas.beginPath()
            for number, step in enumerate(outline.steps):
                places = [
                    ((x + side * step[at]) * MM, (self._height - y - side * step[at + 1]) * MM)
                    for at in range(0, len(step), 2)
                ]
                if number == 0:
                    path.moveTo(*places[0])
                elif len(places) == 1:
                    path.lineTo(*places[0])
                else:
                    path.curveTo(*places[0], *places[1], *places[2])
            path.close()
            self.canvas.setFillGray(0.0 if outline.fill == "ink" else 1.0)
            self.canvas.drawPath(path, stroke=int(outline.line), fill=int(outline.fill != "none"))

    def _stroke(self, weight: float, grey: int) -> None:
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeGray(1 - grey / 100)


def new_canvas(
    into: BytesIO,
    size: tuple[float, float],
    *,
    title: str,
    author: str,
    language: str,
    family: Family = NOTO,
) -> Canvas:
    """A canvas for pages of `size` millimetres that names no font but ours.

    `invariant` leaves out the time of writing, so that the same input gives the same bytes.
    """
    canvas = Canvas(
        into,
        pagesize=(size[0] * MM, size[1] * MM),
        initialFontName=register_face(family.regular),
        invariant=1,
        pdfVersion=(1, 4),  # the first that knows a language of the document
        lang={"vi": "vi-VN", "en": "en"}[language],
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    return canvas
