"""A card of congratulation: A4 printed on both sides, folded once to A5.

One colour and black; in grey print the colour is a dark grey and nothing is lost. Lengths are
millimetres, sizes points.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from app.base.dates import age, fmt_date
from app.base.ids import code_for
from app.base.names import address
from app.base.text import _, speaking
from app.documents.chosen import chosen
from app.documents.decree30_parts import bare_place
from app.documents.frame import A4_WIDE, club_line
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Ink, Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, lines_of, width

if TYPE_CHECKING:
    from app.club.file import Club

Occasion = Literal["birthday", "longevity"]

HALF, HIGH = A4_WIDE[0] / 2, A4_WIDE[1]
RED: Final[Ink] = (0.62, 0.1, 0.12)
EDGE = 12.0
ROOM = HALF - 2 * EDGE - 20
PETALS = 16
PRINTED = 10


@dataclass(frozen=True, slots=True)
class Greeting:
    """For whom and why. `age` is the one to be celebrated, None when it is not known."""

    code: str
    name: str
    title: str
    age: int | None
    occasion: Occasion


def gather(
    club: "Club", on: date, occasion: Occasion, codes: Sequence[str]
) -> tuple[tuple[Greeting, ...], Issuer]:
    """A card for each of the people with these codes, with the age reached in the year of `on`.

    Needs members.read. Raises UserError, naming every code that nobody has.
    """
    found = []
    for member in chosen(club, on, codes):
        person = member.person
        years = on.year - int(person.birth[:4]) if person.birth else None
        full = age(person.birth, on).years if person.birth else None
        title = address(person.sex, full)
        found.append(Greeting(member.code, clean(person.name), title, years, occasion))
    return tuple(found), issuer_of(club)


def render(
    greetings: Sequence[Greeting],
    issuer: Issuer,
    on: date,
    *,
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """The cards as one PDF, two pages each: outside and inside, to be turned on the short edge."""
    with speaking(language):
        into = BytesIO()
        title = _("Card of congratulation")
        canvas = new_canvas(into, A4_WIDE, title=title, author=issuer.name, language=language)
        sheet = Sheet(canvas, A4_WIDE, watch, practice=issuer.practice)
        for greeting in greetings:
            _front(sheet, greeting)
            _back(sheet, greeting, issuer, on)
            _stamp_halves(sheet)
            _inside(sheet, greeting, issuer, on)
            _stamp_halves(sheet)
        canvas.save()
        return into.getvalue()


def _stamp_halves(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    sheet.canvas.translate(HALF * MM, 0)
    sheet.stamp(HALF)
    sheet.canvas.restoreState()
    sheet.next_page()


def _heading(greeting: Greeting) -> str:
    return _("Happy birthday!") if greeting.occasion == "birthday" else _("Longevity wishes")


# --- outside ------------------------------------------------------------------------------------


def _front(sheet: Sheet, greeting: Greeting) -> None:
    middle = HALF * 1.5
    _frame(sheet, HALF + EDGE, EDGE, HALF - 2 * EDGE, HIGH - 2 * EDGE)
    _flower(sheet, middle, 72, 22)
    lines = lines_of(_heading(greeting), ROOM, 38, True, 2)
    base = 122.0
    for line in lines:
        size = fitting(line, ROOM, 38, 24, bold=True)
        sheet.text(middle, base, line, size, room=ROOM, bold=True, align="center", ink=RED)
        base += 17
    called = f"{greeting.title} {greeting.name}".strip()
    called = called[:1].upper() + called[1:]
    size = fitting(called, ROOM, 24, 18, bold=True)
    base += 6
    for line in lines_of(called, ROOM, size, True, 2):
        sheet.text(middle, base, line, size, room=ROOM, bold=True, align="center")
        base += size * LEADING / MM
    if greeting.occasion == "longevity" and greeting.age is not None:
        words = _("{n} years").format(n=greeting.age)
        sheet.text(middle, base + 3, words, 24, room=ROOM, align="center")


def _back(sheet: Sheet, greeting: Greeting, issuer: Issuer, on: date) -> None:
    middle = HALF / 2
    _flower(sheet, middle, HIGH - 52, 7)
    size = fitting(issuer.name, ROOM + 20, 13, 11)
    name = cut(issuer.name, ROOM + 20, size)
    sheet.text(middle, HIGH - 36, name, size, room=ROOM + 20, align="center")
    place = ", ".join(part for part in (issuer.commune, issuer.province) if part)
    sheet.text(middle, HIGH - 29.6, place, 12, room=ROOM + 20, align="center")
    code = code_for("card", issuer.mark, greeting.code, greeting.occasion, str(on.year))
    foot = _("printed {date} · page {n}/{all} · {code}").format(
        date=fmt_date(on), n=1, all=2, code=code
    )
    sheet.text(middle, HIGH - 15, foot, PRINTED, room=ROOM + 20, align="center")


# --- inside -------------------------------------------------------------------------------------


def _inside(sheet: Sheet, greeting: Greeting, issuer: Issuer, on: date) -> None:
    middle = HALF * 1.5
    _frame(sheet, HALF + EDGE, EDGE, HALF - 2 * EDGE, HIGH - 2 * EDGE)
    called = f"{greeting.title} {greeting.name}".strip()
    said = [_("Dear {called},").format(called=called), *_wishes(greeting)]
    base = 52.0
    left = middle - ROOM / 2
    for number, words in enumerate(said):
        base = sheet.paragraph(left, base, words, 18, room=ROOM, bold=number == 0) + 3.4
    base = max(base + 8, 140)
    day = _("{place}, {date}").format(place=bare_place(issuer.commune), date=fmt_date(on))
    axis, room = left + ROOM * 0.66, ROOM * 0.68
    if width(day, 11) > room:
        day = fmt_date(on)
    size = fitting(day, room, 13, 11)
    sheet.text(axis, base, day, size, room=room, align="center")
    sheet.text(axis, base + 8, _("For the board"), 16, room=room, bold=True, align="center")
    for number, line in enumerate(lines_of(issuer.chair.name, room, 14, False, 2)):
        sheet.text(axis, base + 32 + number * 6.4, line, 14, room=room, align="center")
    _flower(sheet, HALF / 2, HIGH / 2, 30)
    line = cut(club_line(issuer), ROOM + 20, PRINTED)
    sheet.text(HALF / 2, HIGH - 15, line, PRINTED, room=ROOM + 20, align="center")


def _wishes(greeting: Greeting) -> tuple[str, ...]:
    title = greeting.title
    if greeting.occasion == "birthday":
        return (
            _("The board and all members wish you, {title}, a happy birthday.").format(title=title),
            _("May you be well, cheerful, and with us for many years to come."),
        )
    years = greeting.age
    first = (
        _("This year {title} reaches {n} years, a joy for the family and the club.").format(
            title=title, n=years
        )
        if years is not None
        else _("This year is a joy for the family and the club.")
    )
    return (
        first,
        _(
            "The board and all members wish {title} a long life, lived in health, in joy and to"
            " good purpose, among children and grandchildren."
        ).format(title=title),
    )


# --- ornament -----------------------------------------------------------------------------------


def _frame(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    """Two lines, the inner one with hollow corners."""
    canvas = sheet.canvas
    canvas.setStrokeColorRGB(*RED)
    canvas.setLineWidth(2)
    canvas.rect(x * MM, (HIGH - y - high) * MM, wide * MM, high * MM, stroke=1, fill=0)
    canvas.setLineWidth(0.7)
    inset, notch = 3.0, 5.0
    left, right = x + inset, x + wide - inset
    top, bottom = HIGH - y - inset, HIGH - y - high + inset
    path = canvas.beginPath()
    path.moveTo((left + notch) * MM, bottom * MM)
    path.lineTo((right - notch) * MM, bottom * MM)
    for corner, turn in (
        ((right, bottom), 180),
        ((right, top), 270),
        ((left, top), 0),
        ((left, bottom), 90),
    ):
        _notch(path, corner, notch, turn)
    canvas.drawPath(path, stroke=1, fill=0)


def _notch(path: Any, corner: tuple[float, float], notch: float, turn: int) -> None:
    """A quarter of a circle around a corner, drawn clockwise as seen from it."""
    x, y = corner
    path.arcTo((x - notch) * MM, (y - notch) * MM, (x + notch) * MM, (y + notch) * MM, turn, -90)


def _flower(sheet: Sheet, x: float, y: float, across: float) -> None:
    """A chrysanthemum, the flower of long life: two rings of petals around a heart."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(x * MM, (HIGH - y) * MM)
    canvas.setStrokeColorRGB(*RED)
    canvas.setLineWidth(max(across / 20, 0.6))
    radius = across * MM
    for ring, (length, fill) in enumerate(((1.0, None), (0.62, RED))):
        for petal in range(PETALS):
            canvas.saveState()
            canvas.rotate((petal + ring / 2) * 360 / PETALS)
            _petal(sheet, radius * length, math.tan(math.pi / PETALS) * radius * length, fill)
            canvas.restoreState()
    canvas.setFillGray(1)
    canvas.circle(0, 0, radius * 0.2, stroke=1, fill=1)
    canvas.restoreState()


def _petal(sheet: Sheet, length: float, half: float, fill: Ink | None) -> None:
    canvas = sheet.canvas
    path = canvas.beginPath()
    path.moveTo(0, 0)
    path.curveTo(length * 0.45, half * 0.55, length * 0.8, half * 1.1, length, 0)
    path.curveTo(length * 0.8, -half * 1.1, length * 0.45, -half * 0.55, 0, 0)
    if fill:
        canvas.setFillColorRGB(*fill)
    else:
        canvas.setFillGray(1)
    canvas.drawPath(path, stroke=1, fill=1)
