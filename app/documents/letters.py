"""The letters of papers: the bundled families, how wide a text is, where its lines break.

Noto Sans for what an elder keeps or reads, Tinos for what is signed for an office; never both on
one page. Lengths are millimetres, sizes points.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.base.files import resource
from app.base.text import nfc

MM: Final = 72 / 25.4
"""Points in a millimetre."""

LEADING = 1.32
"""Distance of baselines as a multiple of the size; Vietnamese marks collide below 1.25."""


@dataclass(frozen=True, slots=True)
class Family:
    """The faces of one family, by the names of their files."""

    regular: str
    bold: str
    italic: str
    bold_italic: str

    def face(self, *, bold: bool, italic: bool) -> str:
        """The name of one face."""
        if italic:
            return self.bold_italic if bold else self.italic
        return self.bold if bold else self.regular


# Elders read no italics, so Noto Sans comes without.
NOTO: Final = Family("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Regular", "NotoSans-Bold")
TINOS: Final = Family("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")


@cache
def register_face(name: str) -> str:
    """Make a bundled face known to reportlab, once per process; its name."""
    pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    return name


def clean(text: str) -> str:
    """Text as it may be drawn: composed letters, no control characters, no runs of spaces."""
    plain = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in nfc(text)
    )
    return " ".join(part for part in plain.split(" ") if part)


@lru_cache(maxsize=50_000)
def width(
    text: str, size: float, bold: bool = False, family: Family = NOTO, *, italic: bool = False
) -> float:
    """Width of a text in millimetres."""
    face = register_face(family.face(bold=bold, italic=italic))
    return float(pdfmetrics.stringWidth(text, face, size)) / MM


def fitting(
    text: str, room: float, size: float, floor: float, bold: bool = False, family: Family = NOTO
) -> float:
    """The largest size, from `size` down to `floor` by half points, at which the text fits."""
    while size > floor and width(text, size, bold, family) > room:
        size -= 0.5
    return max(size, floor)


def cut(text: str, room: float, size: float, bold: bool = False, family: Family = NOTO) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if width(text, size, bold, family) <= room:
        return text
    while text and width(text + "…", size, bold, family) > room:
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
def wrap(
    text: str,
    room: float,
    size: float,
    bold: bool = False,
    family: Family = NOTO,
    indent: float = 0.0,
) -> tuple[tuple[Run, ...], ...]:
    """Lines of a text whose **starred** parts are bold, broken at spaces to fit `room`.

    Non-breaking spaces hold. A single word wider than `room` keeps its own line. The first line is
    shorter by `indent`; its runs start at 0 all the same.
    """
    lines: list[list[Word]] = []
    space = width(" ", size, bold, family)
    used = indent
    for word in _words(text, bold):
        wide = sum(width(piece, size, heavy, family) for piece, heavy in word)
        if lines and used + space + wide <= room:
            lines[-1].append(word)
            used += space + wide
        else:
            used = wide if lines else indent + wide
            lines.append([word])
    return tuple(tuple(_runs(line, size, space, family)) for line in lines)


def balanced(
    text: str, room: float, size: float, bold: bool = False, family: Family = NOTO
) -> float:
    """The least room that gives as many lines as `room` does: lines of about the same length."""
    count = len(wrap(text, room, size, bold, family))

    def fits(narrower: float) -> bool:
        lines = wrap(text, narrower, size, bold, family)
        ends = (
            line[-1].start + width(line[-1].text, size, line[-1].bold, family) for line in lines
        )
        return len(lines) == count and all(end <= narrower for end in ends)

    while room > 1 and fits(room - 1):
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


def _runs(line: Sequence[Word], size: float, space: float, family: Family) -> Iterator[Run]:
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
            at += width(piece, size, heavy, family)
    if text:
        yield Run(text, weight, start)


def lines_of(
    text: str, room: float, size: float, bold: bool, most: int, family: Family = NOTO
) -> list[str]:
    """Plain text on at most so many lines; what does not fit is cut with an ellipsis."""
    lines = [" ".join(run.text for run in line) for line in wrap(text, room, size, bold, family)]
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [cut(line, room, size, bold, family) for line in lines]


def fmt_phone(phone: str) -> str:
    """A phone number in groups to be read out: 0912 345 678; others stay as they are."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) in (10, 11) and digits.startswith("0"):
        return f"{digits[:4]} {digits[4:-3]} {digits[-3:]}"
    return clean(phone)


def masked(number: str) -> str:
    """A citizen number as papers show it: enough to tell whose it is, the rest as dots."""
    shown = len(number) // 2
    signs = number[:shown] + "•" * (len(number) - shown)
    return " ".join(signs[place : place + 3] for place in range(0, len(signs), 3))
