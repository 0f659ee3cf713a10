"""Slips with a number for a screening day: given at the door, called up at the table.

Twelve on A4, to be cut. They carry no name and no reading: whoever holds a slip writes the name.
Lengths are millimetres, sizes points.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_date
from app.base.text import _, speaking
from app.documents.frame import A4, FOOT
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import cut, lines_of, width
from app.health.thresholds import rules_on
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

ACROSS: Final = 3
DOWN: Final = 4
PER_SHEET: Final = ACROSS * DOWN
_MARGIN: Final = 8.5
_WIDE: Final = (A4[0] - 2 * _MARGIN) / ACROSS
_HIGH: Final = (A4[1] - 2 * _MARGIN) / DOWN


@dataclass(frozen=True, slots=True)
class Queue:
    """Numbers from 1 to `count` for the day `on`."""

    count: int
    on: date
    issuer: Issuer


def gather(club: "Club", on: date, count: int | None = None) -> Queue:
    """Numbers for a day: as many as the club has members, in full sheets, or `count`."""
    here = len(members.members(club, on)) if count is None else count
    full = -(-max(here, 1) // PER_SHEET) * PER_SHEET
    return Queue(full if count is None else count, on, issuer_of(club))


def render(queue: Queue, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The slips as a PDF. Cut through a whole pile, the numbers lie in order in each place."""
    with speaking(language):
        into = BytesIO()
        title = _("Queue slips")
        canvas = new_canvas(into, A4, title=title, author=queue.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=queue.issuer.practice)
        sheets = -(-queue.count // PER_SHEET)
        for page in range(sheets):
            for place in range(PER_SHEET):
                number = place * sheets + page + 1
                if number <= queue.count:
                    _slip(sheet, queue, number, place)
            _cuts(sheet)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _cuts(sheet: Sheet) -> None:
    for column in range(1, ACROSS):
        x = _MARGIN + column * _WIDE
        sheet.line(x, 5, x, A4[1] - 5, 0.4, 60)
    for row in range(1, DOWN):
        y = _MARGIN + row * _HIGH
        sheet.line(5, y, A4[0] - 5, y, 0.4, 60)


def _slip(sheet: Sheet, queue: Queue, number: int, place: int) -> None:
    x = _MARGIN + place % ACROSS * _WIDE + 4
    y = _MARGIN + place // ACROSS * _HIGH
    room = _WIDE - 8
    for line, words in enumerate(lines_of(queue.issuer.name, room, FOOT, False, 2)):
        sheet.text(x, y + 7 + line * 4.6, words, FOOT, room=room)
    sheet.text(x, y + 17, fmt_date(queue.on), 11, room=room)
    sheet.text(x + room / 2, y + 39, str(number), 60, room=room, bold=True, align="center")
    name = _("Name")
    sheet.text(x, y + 48, name, 12, room=room)
    sheet.dotted(x + width(name, 12) + 2, y + 49, x + room)
    again = rules_on(queue.on).second_reading
    said = _("Measured again at")
    sheet.text(x, y + 57, said, 12, room=room)
    sheet.dotted(x + width(said, 12) + 2, y + 58, x + room)
    rest = _("Rest {n} minutes before").format(n=again.rest_minutes)
    sheet.text(x, y + 64, cut(rest, room, 10), 10, room=room)
