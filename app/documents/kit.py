"""The pen of every paper: bundled fonts, places in millimetres from the top left, texts that fit.

Papers are drawn straight on a reportlab canvas. The same input gives the same bytes, and every
font that the file names is embedded.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Final, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.base.files import resource
from app.base.shapes import LINE, mark
from app.base.text import nfc

MM: Final = 72 / 25.4
"""Points in a millimetre."""

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
LEADING = 1.32
"""Distance of baselines as a multiple of the size; Vietnamese marks collide below 1.25."""

Align = Literal["left", "right", "center"]


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


@cache
def register_fonts() -> None:
    """Make the bundled fonts known to reportlab, once per process."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))


def clean(text: str) -> str:
    """Text as it may be drawn: composed letters, no control characters, no runs of spaces."""
    plain = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in nfc(text)
    )
    return " ".join(part for part in plain.split(" ") if part)


@lru_cache(maxsize=50_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a text in millimetres."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, BOLD if bold else REGULAR, size)) / MM


def fitting(text: str, room: float, size: float, floor: float, bold: bool = False) -> float:
    """The largest size, from `size` down to `floor` by half points, at which the text fits."""
    while size > floor and width(text, size, bold) > room:
        size -= 0.5
    return max(size, floor)


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one weight within a line, and where they start, in millimetres from its left."""

    text: str
    bold: bool
    start: float


Word = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=20_000)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[tuple[Run, ...], ...]:
    """Lines of a text whose **starred** parts are bold, broken at spaces to fit `room`.

    Non-breaking spaces hold. A single word wider than `room` keeps its own line.
    """
    lines: list[list[Word]] = []
    space = width(" ", size, bold)
    used = 0.0
    for word in _words(text, bold):
        wide = sum(width(piece, size, heavy) for piece, heavy in word)
        if lines and used + space + wide <= room:
            lines[-1].append(word)
            used += space + wide
        else:
            lines.append([word])
            used = wide
    return tuple(tuple(_runs(line, size, space)) for line in lines)


def balanced(text: str, room: float, size: float, bold: bool = False) -> float:
    """The least room that gives as many lines as `room` does: lines of about the same length."""
    count = len(wrap(text, room, size, bold))
    while room > 1 and len(wrap(text, room - 1, size, bold)) == count:
        room -= 1
    return room


def _words(text: str, bold: bool) -> list[Word]:
    """Words as pieces of one weight; what touches a star without a space belongs to its word."""
    words: list[list[tuple[str, bool]]] = []
    glued = False
    for number, part in enumerate(text.split("**")):
        for place, piece in enumerate(part.split(" ")):
            if piece:
                if place == 0 and glued:
                    words[-1].append((piece, bold or number % 2 == 1))
                else:
                    words.append([(piece, bold or number % 2 == 1)])
        glued = bool(words) and bool(part) and not part.endswith(" ")
    return [tuple(word) for word in words]


def _runs(line: Sequence[Word], size: float, space: float) -> Iterator[Run]:
    """The pieces of a line, neighbours of one weight joined."""
    text, weight, start, at = "", False, 0.0, 0.0
    for number, word in enumerate(line):
        for place, (piece, heavy) in enumerate(word):
            gap = " " if number and not place else ""
            if text and heavy != weight:
                yield Run(text, weight, start)
                text = ""
            at += space if gap else 0.0
            if not text:
                start, weight, gap = at, heavy, ""
            text += gap + piece
            at += width(piece, size, heavy)
    if text:
        yield Run(text, weight, start)


def lines_of(text: str, room: float, size: float, bold: bool, most: int) -> list[str]:
    """Plain text on at most so many lines; what does not fit is cut with an ellipsis."""
    lines = [" ".join(run.text for run in line) for line in wrap(text, room, size, bold)]
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [cut(line, room, size, bold) for line in lines]


class Sheet:
    """The page under the pen. Lengths are millimetres, y grows downwards, text sizes are points."""

    def __init__(self, canvas: Canvas, page_height: float, watch: Watch | None = None) -> None:
        self.canvas = canvas
        self._height = page_height
        self._watch = watch
        self._page = 1

    # --- pages ------------------------------------------------------------------------------

    def next_page(self) -> None:
        """Finish this page."""
        self.canvas.showPage()
        self._page += 1

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
        align: Align = "left",
        paper: bool = False,
    ) -> None:
        """One line with its baseline at `y`; `x` is what `align` says; it must fit in `room`.

        `paper` draws it in white, on black ground.
        """
        text = text.replace("\N{NO-BREAK SPACE}", " ")  # found by whoever searches the PDF
        wide = width(text, size, bold)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        self.canvas.setFillGray(1.0 if paper else 0.0)
        self.canvas.setFont(BOLD if bold else REGULAR, size)
        self.canvas.drawString(left * MM, (self._height - y) * MM, text)
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
        for line in wrap(text, room, size, bold):
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

    def polyline(self, points: Sequence[tuple[float, float]], weight: float) -> None:
        """A line through points."""
        self._stroke(weight, 100)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * MM, (self._height - points[0][1]) * MM)
        for x, y in points[1:]:
            path.lineTo(x * MM, (self._height - y) * MM)
        self.canvas.drawPath(path, stroke=1, fill=0)

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
    into: BytesIO, size: tuple[float, float], *, title: str, author: str, language: str
) -> Canvas:
    """A canvas for pages of `size` millimetres that names no font but ours.

    `invariant` leaves out the time of writing, so that the same input gives the same bytes.
    """
    register_fonts()
    canvas = Canvas(
        into,
        pagesize=(size[0] * MM, size[1] * MM),
        initialFontName=REGULAR,
        invariant=1,
        pdfVersion=(1, 4),  # the first that knows a language of the document
        lang={"vi": "vi-VN", "en": "en"}[language],
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    return canvas


def fmt_phone(phone: str) -> str:
    """A phone number in groups to be read out: 0912 345 678; others stay as they are."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) in (10, 11) and digits.startswith("0"):
        return f"{digits[:4]} {digits[4:-3]} {digits[-3:]}"
    return clean(phone)
