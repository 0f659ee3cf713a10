"""Certificates of thanks for the volunteers of a year: one A4 page lying down for each.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import official_date
from app.base.ids import code_for
from app.base.text import _, ngettext, speaking
from app.documents.decree30_parts import bare_place
from app.documents.frame import A4_WIDE, FOOT, club_line
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Ink, Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting, lines_of, width
from app.home_care.visit_records import YearOfVisits, year_of_visits

if TYPE_CHECKING:
    from app.club.file import Club

WIDE, HIGH = A4_WIDE
EDGE: Final = 12.0
ROOM: Final = WIDE - 2 * EDGE - 30
RED: Final[Ink] = (0.62, 0.1, 0.12)


@dataclass(frozen=True, slots=True)
class Thanks:
    """Whom a year is to be thanked for."""

    year: int
    given: tuple[YearOfVisits, ...]
    on: date
    issuer: Issuer


def gather(club: "Club", year: int) -> Thanks:
    """Who visited in a year, who gave most first. Needs home_care.read."""
    return Thanks(year, year_of_visits(club, year), club.today(), issuer_of(club))


def render(value: Thanks, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """A page for each volunteer. Raises ValueError when there is nobody to thank."""
    if not value.given:
        raise ValueError("nobody to thank")
    with speaking(language):
        into = BytesIO()
        title = _("Certificates of thanks {year}").format(year=value.year)
        canvas = new_canvas(into, A4_WIDE, title=title, author=value.issuer.name, language=language)
        sheet = Sheet(canvas, A4_WIDE, watch, practice=value.issuer.practice)
        for each in value.given:
            _page(sheet, value, each)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _two_lines(text: str, room: float, size: float) -> Sequence[str]:
    """A text on one line, or on two of about the same length."""
    lines = lines_of(text, room, size, False, 2)
    even = lines_of(text, width(text, size) * 0.56, size, False, 3)
    return even if len(lines) == len(even) else lines


def _page(sheet: Sheet, value: Thanks, each: YearOfVisits) -> None:
    middle = WIDE / 2
    sheet.box(EDGE, EDGE, WIDE - 2 * EDGE, HIGH - 2 * EDGE, weight=2.2)
    sheet.box(EDGE + 2, EDGE + 2, WIDE - 2 * EDGE - 4, HIGH - 2 * EDGE - 4, weight=0.7)
    club = club_line(value.issuer)
    size = fitting(club, ROOM, 15, 12)
    sheet.text(middle, 34, cut(club, ROOM, size), size, room=ROOM, align="center")
    sheet.text(middle, 58, _("With thanks"), 44, room=ROOM, bold=True, align="center", ink=RED)
    name = clean(each.name)
    size = fitting(name, ROOM, 34, 22, bold=True)
    sheet.text(
        middle, 86, cut(name, ROOM, size, bold=True), size, room=ROOM, bold=True, align="center"
    )
    hours = -(-each.minutes // 60)
    visits = ngettext("{n} visit", "{n} visits", each.visits).format(n=each.visits)
    people = ngettext("{n} person", "{n} people", each.people).format(n=each.people)
    said = _("who in {year} made {visits} to {people} at home and gave them {hours} hours.").format(
        year=value.year, visits=visits, people=people, hours=hours
    )
    y = 104.0
    for line in _two_lines(said, ROOM - 20, 20):
        sheet.text(middle, y, line, 20, room=ROOM, align="center")
        y += 10
    words = _("Because of you nobody in our village is left alone.")
    sheet.text(middle, y + 4, cut(words, ROOM, 18), 18, room=ROOM, align="center")
    place = bare_place(value.issuer.commune)
    day = f"{place}, {official_date(value.on)}" if place else official_date(value.on)
    right = WIDE - EDGE - 62
    sheet.text(right, 146, cut(day, 100, 13), 13, room=100, align="center")
    sheet.text(right, 153, _("For the board"), 13, room=90, bold=True, align="center")
    sheet.text(right, 159, _("Chair"), 13, room=90, bold=True, align="center")
    chair = clean(value.issuer.chair.name)
    size = fitting(chair, 100, 14, 10, bold=True)
    chair = cut(chair, 100, size, bold=True)
    sheet.text(right, 184, chair, size, room=100, bold=True, align="center")
    code = code_for("thanks", value.issuer.mark, str(value.year), each.person_id)
    sheet.text(EDGE + 8, HIGH - EDGE - 6, code, FOOT, room=40)
