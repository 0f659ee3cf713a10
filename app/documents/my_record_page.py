"""The sheet "all about me", one or two pages of A4 in large print, with room to correct it.

Lengths are millimetres, sizes points.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader

from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents import strips
from app.documents.frame import A4, Frame, club_line, field, foot
from app.documents.issuer import Issuer
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, cut, fitting, fmt_phone, wrap
from app.documents.my_record import Record, Section
from app.documents.strips import Strip

FRAME: Final = Frame(22, 170)
TOP, BOTTOM = 16.0, 281.0
HEAD = 34.0
VALUE = 48.0
SIZE = 14.0
PHOTO: Final = (24.0, 32.0)
LINE = SIZE * LEADING / MM


def render(
    record: Record, issuer: Issuer, *, language: str = "vi", watch: Watch | None = None
) -> bytes:
    """The sheet as a PDF, in the language in which it was gathered."""
    with speaking(language):
        into = BytesIO()
        title = _("All about me")
        canvas = new_canvas(
            into, A4, title=f"{title} – {record.name}", author=issuer.name, language=language
        )
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        parts = [part for section in record.sections for part in _section(section)]
        parts.append(_corrections(issuer))
        pages = strips.pages(parts, BOTTOM - TOP - 12, BOTTOM - TOP - HEAD)
        content = [value for section in record.sections for row in section.rows for value in row]
        code = code_for("record", issuer.mark, record.on.isoformat(), record.code, *content)
        for number, page in enumerate(pages, start=1):
            if number == 1:
                _head(sheet, record, issuer, title)
                top = TOP + HEAD
            else:
                called = f"{title}: {record.name}"
                room = FRAME.room
                sheet.text(
                    FRAME.left, TOP + 5, cut(called, room, 14, True), 14, room=room, bold=True
                )
                sheet.rule(FRAME.left, TOP + 8, FRAME.right, 1.0)
                top = TOP + 12
            strips.draw(sheet, page, top)
            whose = f"{record.name} · {record.code}"
            foot(sheet, FRAME, issuer, record.on, (number, len(pages)), code, whose)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _head(sheet: Sheet, record: Record, issuer: Issuer, title: str) -> None:
    room = FRAME.room - (PHOTO[0] + 6 if record.photo else 0)
    line = cut(club_line(issuer), room, 13)
    sheet.text(FRAME.left, TOP + 4, line, 13, room=room)
    sheet.text(FRAME.left, TOP + 14.6, title, 20, room=room)
    size = fitting(record.name, room, 26, 16, bold=True)
    name = cut(record.name, room, size, bold=True)
    sheet.text(FRAME.left, TOP + 26.4, name, size, room=room, bold=True)
    sheet.rule(FRAME.left, TOP + 31, FRAME.right, 2)
    if record.photo:
        x, y = FRAME.right - PHOTO[0], TOP - 4
        picture = ImageReader(BytesIO(record.photo))
        sheet.canvas.drawImage(
            picture,
            x * MM,
            (A4[1] - y - PHOTO[1]) * MM,
            PHOTO[0] * MM,
            PHOTO[1] * MM,
            preserveAspectRatio=True,
            anchor="n",
        )


def _section(section: Section) -> Iterator[Strip]:
    """A heading and its rows; the heading stands again where the section goes on."""
    head = Strip(13.0, lambda sheet, y: _heading(sheet, y, section.title), glue=True)
    yield head
    for label, value in section.rows:
        yield _row(label, value, head)


def _heading(sheet: Sheet, y: float, title: str) -> None:
    sheet.text(FRAME.left, y + 8, title, 16, room=FRAME.room, bold=True)
    sheet.rule(FRAME.left, y + 10.6, FRAME.right, 0.7)


def _row(label: str, value: str, head: Strip) -> Strip:
    start = FRAME.left + (VALUE if label else 0)
    room = FRAME.right - start
    lines = len(wrap(value, room, SIZE))

    def draw(sheet: Sheet, y: float) -> None:
        if label:
            size = fitting(label, VALUE - 3, 13, 11)
            words = cut(label, VALUE - 3, size)
            sheet.text(FRAME.left, y + 5.4, words, size, room=VALUE - 3)
        sheet.paragraph(start, y + 5.4, value, SIZE, room=room)

    return Strip(lines * LINE + 1.2, draw, lead=head)


def _corrections(issuer: Issuer) -> Strip:
    """What to do when something is wrong, lines to write it on, and a place to sign."""
    chair = issuer.chair
    phone = fmt_phone(chair.phone).replace(" ", "\N{NO-BREAK SPACE}")
    who = ", ".join(part for part in (chair.called, f"**{phone}**" if phone else "") if part)
    said = _("Is something wrong or too much? Write it here, or tell the board.")
    if who:
        said = _("Is something wrong or too much? Write it here, or tell {who}.").format(who=who)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(FRAME.left, y + 5, FRAME.right, 1.3)
        y = sheet.paragraph(FRAME.left, y + 12.5, said, SIZE, room=FRAME.room)
        for _line in range(2):
            y += 4.4
            sheet.dotted(FRAME.left, y, FRAME.right)
            y += 5
        y += 4
        half = FRAME.left + FRAME.room * 0.55
        field(sheet, FRAME.left, y, _("Date:"), half - 6, size=SIZE)
        field(sheet, half, y, _("I have seen it:"), FRAME.right, size=SIZE)

    return Strip(50, draw)
