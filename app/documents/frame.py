"""What free papers on A4 share: the head, the foot with page and code, a line to write on, a box
to tick, a QR code. Lengths are millimetres, text sizes points.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import segno

from app.base.dates import fmt_date
from app.base.text import _
from app.documents.issuer import Issuer
from app.documents.kit import Sheet
from app.documents.letters import cut, fitting, width

A4: Final = (210.0, 297.0)
A4_WIDE: Final = (297.0, 210.0)

FOOT = 10.0
"""Points of the foot of a page; nothing on a paper is smaller but what is not meant to be read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: its left edge, its width, and the height of the page."""

    left: float
    room: float
    high: float = A4[1]

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.left + self.room


def club_line(issuer: Issuer) -> str:
    """The club as papers name it: "CLB thôn Đông · xã Hòa Bình"."""
    return " · ".join(part for part in (issuer.name, issuer.commune) if part)


def foot(
    sheet: Sheet,
    frame: Frame,
    issuer: Issuer,
    printed: date,
    page: tuple[int, int],
    code: str,
    about: str = "",
) -> None:
    """Club and what the paper is at the left; day, page of how many, and code at the right."""
    base = frame.high - 7.6
    right = _("printed {date} · page {n}/{all} · {code}").format(
        date=fmt_date(printed), n=page[0], all=page[1], code=code
    )
    taken = width(right, FOOT)
    sheet.text(frame.right, base, right, FOOT, room=taken, align="right")
    room = frame.room - taken - 5
    names = (club_line(issuer), issuer.name, issuer.hamlet if about else "")
    tried = [" · ".join(part for part in (about, name) if part) for name in names if name]
    left = next((words for words in tried if width(words, FOOT) <= room), tried[-1])
    sheet.text(frame.left, base, cut(left, room, FOOT), FOOT, room=room)


def head(sheet: Sheet, frame: Frame, issuer: Issuer, title: str, note: str, top: float) -> float:
    """The club over the title, a note at the right end of the title's line, a rule below.

    `top` is the upper edge; returns the height of the rule.
    """
    line = club_line(issuer)
    sheet.text(
        frame.left,
        top + 4.2,
        cut(line, frame.room, 12.5),
        12.5,
        room=frame.room,
    )
    room = frame.room - (width(note, 14) + 6 if note else 0)
    size = fitting(title, room, 26, 18, bold=True)
    sheet.text(frame.left, top + 15.6, title, size, room=room, bold=True)
    if note:
        sheet.text(frame.right, top + 15.6, note, 14, room=frame.room - 20, align="right")
    sheet.rule(frame.left, top + 19.8, frame.right, 1.3)
    return top + 19.8


def field(
    sheet: Sheet,
    x: float,
    y: float,
    label: str,
    end: float,
    value: str = "",
    *,
    start: float | None = None,
    size: float = 16,
    floor: float = 14,
) -> None:
    """A label and, from `start` to `end`, a line to write on, with what is known standing on it."""
    begin = x + width(label, size) + 2 if start is None else start
    sheet.text(x, y, label, size, room=begin - x)
    sheet.dotted(begin, y + 1.2, end)
    if value:
        room = end - begin
        at = fitting(value, room, size, floor, bold=True)
        sheet.text(begin, y, cut(value, room, at, bold=True), at, room=room, bold=True)


def tick(
    sheet: Sheet, x: float, y: float, label: str, *, side: float = 8.2, size: float = 16
) -> None:
    """An empty box, its label on the baseline `y`."""
    sheet.box(x, y - side + (side - size * 0.25) / 2, side, side, weight=1.2)
    sheet.text(x + side + 3, y, label, size, room=80)


QUIET = 4
"""Modules of white around a QR code, or scanners do not find it."""


def qr(sheet: Sheet, x: float, y: float, side: float, text: str) -> None:
    """A QR code of version 1, level M, in a square from its top left corner, white rim included.

    Raises ValueError for a text that needs a larger one.
    """
    # Without micro=False a short text would become a Micro QR code, which scanners do not read.
    code = segno.make(text, version=1, error="m", micro=False, boost_error=False)
    rows = [list(row) for row in code.matrix]
    module = side / (len(rows) + 2 * QUIET)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                # A hair wider than its place, or printers leave white lines between.
                place = (x + (across + QUIET) * module, y + (down + QUIET) * module)
                sheet.tint(*place, module + 0.02, module + 0.02, 100)
