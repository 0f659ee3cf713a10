"""What the pages of the health book share: whose book it is, the frame of a page, small parts.

A5, 148 x 210 mm; the inner margin is wider for folding and changes sides with the page number.
Lengths are millimetres, text sizes points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from app.base.dates import age, fmt_date
from app.base.text import _
from app.documents.issuer import NOBODY, Contact, Issuer
from app.documents.kit import Sheet
from app.documents.letters import cut, fitting, width
from app.health.rules import Reading
from app.health.thresholds import Rules

PAGE: Final = (148.0, 210.0)
PAGES: Final = 16
INNER, OUTER = 16.0, 10.0
TEXT_WIDTH: Final = PAGE[0] - INNER - OUTER
BOTTOM: Final = 193.6
"""Where the text of a page ends, above the rule of its foot."""

TABLE_TOP, HEAD_HIGH, MONTH_HIGH = 24.2, 13.0, 25.8
EDGES: Final = (0.0, 25.6, 63.0, 81.0, 101.5, TEXT_WIDTH)
"""Edges of the columns of a month: day, blood pressure, pulse, weight, who measured."""

BAND_CHOICES: Final = ("low", "normal", "elevated", "high", "very_high", "urgent")


@dataclass(frozen=True, slots=True)
class Told:
    """What a member let the club write down: since when of illnesses by code ("" when not known),
    other illnesses and allergies in a line, medicines with their dose, and the four lines of the
    last check-ups."""

    since: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None
    allergies: str = ""
    medicines: tuple[tuple[str, str], ...] = ()
    check_ups: tuple[tuple[str, str, str, str], ...] = ()


NOTHING_TOLD: Final = Told()


@dataclass(frozen=True, slots=True)
class Holder:
    """The member whose book it is. Empty texts are not known and become lines to write on.

    `birth` is "1948", "1948-05" or "1948-05-12"; `readings` in any order.
    """

    code: str
    name: str
    title: str = ""
    birth: str | None = None
    cccd: str = ""
    bhyt: str = ""
    bhyt_until: date | None = None
    bhyt_place: str = ""
    phone: str = ""
    hamlet: str = ""
    contact: Contact = NOBODY
    readings: tuple[Reading, ...] = ()
    person_id: str = ""
    told: Told = NOTHING_TOLD


@dataclass(frozen=True, slots=True)
class Book:
    """One book: its holder and club, the rules, the day of printing, and the years it shows.

    `year` is shown with its readings; `next_year` is blank, to go on by hand.
    """

    holder: Holder
    issuer: Issuer
    rules: Rules
    printed: date
    year: int
    next_year: int
    code: str

    @property
    def age(self) -> int | None:
        """Full years on the day of printing; None when the birth is not known."""
        return age(self.holder.birth, self.printed).years if self.holder.birth else None

    @property
    def called(self) -> str:
        """The holder's name with the form of address before it."""
        title = self.holder.title
        return f"{title[:1].upper()}{title[1:]} {self.holder.name}".strip()


def left_of(page: int) -> float:
    """The left edge of the text: odd pages lie at the right of the fold."""
    return INNER if page % 2 else OUTER


def heading(sheet: Sheet, page: int, title: str, note: str = "") -> None:
    """The title of a page over its rule, with a small note at the right end."""
    x = left_of(page)
    room = TEXT_WIDTH - (width(note, 14) + 4 if note else 0)
    size = fitting(title, room, 20, 16, bold=True)
    sheet.text(x, 18.8, title, size, room=room, bold=True)
    if note:
        sheet.text(x + TEXT_WIDTH, 18.8, note, 14, room=TEXT_WIDTH / 2, align="right")
    sheet.rule(x, 22.4, x + TEXT_WIDTH, 1.4)


def footer(sheet: Sheet, page: int, book: Book) -> None:
    """Page number and code at the outer edge, whose book and which club at the inner one."""
    x = left_of(page)
    even = page % 2 == 0
    sheet.rule(x, 196.6, x + TEXT_WIDTH, 0.7)
    number, of = str(page), f"/{PAGES}"
    number_width, of_width = width(number, 14, bold=True), width(of, 10)
    start = x if even else x + TEXT_WIDTH - number_width - of_width
    sheet.text(start, 202.9, number, 14, room=10, bold=True)
    sheet.text(start + number_width, 202.9, of, 10, room=10)
    near = x + 15 if even else x + TEXT_WIDTH - 15
    far = x + TEXT_WIDTH if even else x
    code = _("code {code}").format(code=book.code)
    printed = _("printed {day}").format(day=fmt_date(book.printed))
    used = max(width(code, 10), width(printed, 10))
    room = TEXT_WIDTH - 15 - used - 4
    for y, beside, across in (
        (200.9, code, book.called),
        (204.7, printed, book.issuer.name),
    ):
        sheet.text(near, y, beside, 10, room=used, align="left" if even else "right")
        said = cut(across, room, 10)
        sheet.text(far, y, said, 10, room=room, align="right" if even else "left")


def tick_box(sheet: Sheet, x: float, y: float, side: float) -> None:
    """An empty square to tick."""
    sheet.box(x, y, side, side, weight=1)


def month_head(sheet: Sheet, page: int) -> None:
    """The head of a table of months."""
    x = left_of(page)
    sheet.tint(x, TABLE_TOP, TEXT_WIDTH, HEAD_HIGH, 10)
    # The unit stands below: what is before and after the comma.
    titles = (
        _("Month, day"),
        _("Pressure, upper / lower"),
        _("Pulse, /min"),
        _("Weight, kg"),
        _("Who, sign"),
    )
    for words, (left, right) in zip(titles, pairwise(EDGES), strict=True):
        title, _comma, unit = words.partition(", ")
        middle, room = x + (left + right) / 2, right - left - 0.6
        for y, text, bold in ((5.4, title, True), (11.0, unit, False)):
            sheet.text(middle, TABLE_TOP + y, text, 14, room=room, bold=bold, align="center")
    sheet.rule(x, TABLE_TOP + HEAD_HIGH, x + TEXT_WIDTH, 1.0)


def month_frame(sheet: Sheet, page: int, row: int, month: int) -> float:
    """Number, column lines and lower rule of a month; returns its top."""
    x = left_of(page)
    top = TABLE_TOP + HEAD_HIGH + row * MONTH_HIGH
    sheet.text(x + 1, top + 8, str(month), 18, room=9, bold=True)
    for edge in EDGES[1:-1]:
        sheet.line(x + edge, top, x + edge, top + 14.2, 0.5)
    sheet.rule(x, top + MONTH_HIGH, x + TEXT_WIDTH, 1.0)
    return top


def blank_month(sheet: Sheet, page: int, row: int, month: int) -> None:
    """A month to be filled in by hand: the marks stand hollow, to be circled."""
    x = left_of(page)
    top = month_frame(sheet, page, row, month)
    sheet.dotted(x + 11.4, top + 9.4, x + 24)
    sheet.text(x + 44.3, top + 10, "/", 22, room=10, align="center")
    blank_choices(sheet, x, top)
    sheet.dotted(x + 66, top + 22.6, x + TEXT_WIDTH)


def blank_choices(sheet: Sheet, x: float, top: float) -> None:
    """The six marks to be circled, from low to urgent."""
    for place, code in enumerate(BAND_CHOICES):
        sheet.mark(x + 1.4 + place * 10.4, top + 16.8, 6.6, code, outlined=True)
