"""Lists on A4: a head on each sheet, every fifth line heavier, the total at the end.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from io import BytesIO

from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.frame import A4, A4_WIDE, FOOT, club_line, foot, qr
from app.documents.issuer import Issuer
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import cut, fitting, width
from app.documents.listing import Column, Listing
from app.documents.listing_layout import (
    BESIDE,
    CODE_SIDE,
    PAD,
    TOP,
    WIDE,
    Line,
    Printed,
    leading,
    settle,
    shown_places,
    table_top,
)


def render(
    listing: Listing, issuer: Issuer, *, language: str = "vi", watch: Watch | None = None
) -> bytes:
    """The list as a PDF; an empty one says so. Its columns decide whether it lies or stands."""
    with speaking(language):
        ready = settle(listing)
        size = A4_WIDE if ready.frame is WIDE else A4
        into = BytesIO()
        canvas = new_canvas(into, size, title=listing.title, author=issuer.name, language=language)
        sheet = Sheet(canvas, size, watch, practice=issuer.practice)
        # The code follows what is printed: a list of other people has another one.
        content = [str(value) for row in listing.rows for value in row]
        code = code_for(listing.kind, issuer.mark, listing.on.isoformat(), *content)
        for number, lines in enumerate(ready.sheets, start=1):
            page = (number, len(ready.sheets))
            _page(sheet, ready, lines, issuer, page, code)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


# --- drawing ------------------------------------------------------------------------------------


def _page(
    sheet: Sheet,
    ready: Printed,
    lines: Sequence[Line],
    issuer: Issuer,
    page: tuple[int, int],
    code: str,
) -> None:
    listing, frame = ready.listing, ready.frame
    _title(sheet, ready, issuer, page, code)
    y = table_top(listing)
    _head(sheet, ready, y)
    sheet.rule(frame.left, y, frame.right, 1.2)
    _uprights(sheet, ready, y, y + ready.head_high, head=True)
    y += ready.head_high
    sheet.rule(frame.left, y, frame.right, 1.0)
    for line in lines:
        if line.number:
            _row(sheet, ready, line, y)
            _uprights(sheet, ready, y, y + line.high, head=False)
        else:
            base = y + line.high - 2.6
            words = line.cells[0][0]
            sheet.text(frame.left + PAD, base, words, ready.size, room=frame.room, bold=True)
        y += line.high
        sheet.rule(frame.left, y, frame.right, 1.3 if line.heavy else 0.4)
    if not lines:
        y += 12
        sheet.text(frame.left, y, _("Nobody stands on this list."), 14, room=frame.room)
    if ready.sums is not None and page[0] == page[1]:
        _row(sheet, ready, ready.sums, y, bold=True)
        y += ready.sums.high
        sheet.rule(frame.left, y, frame.right, 1.3)
    if listing.total and page[0] == page[1]:
        size = fitting(listing.total, frame.room, ready.size, FOOT, bold=True)
        sheet.text(frame.left + PAD, y + 6.6, listing.total, size, room=frame.room, bold=True)
    foot(sheet, frame, issuer, listing.on, page, code, listing.title)


def _title(sheet: Sheet, ready: Printed, issuer: Issuer, page: tuple[int, int], code: str) -> None:
    listing, frame = ready.listing, ready.frame
    room = frame.room - (CODE_SIDE + 30 if listing.scan else 0)
    if page[1] > 1:
        which = _("sheet {n}/{all}").format(n=page[0], all=page[1])
        taken = width(which, 14) + 6
    else:
        which, taken = "", 0.0
    size = fitting(listing.title, room - taken, 20, 14, bold=True)
    title = cut(listing.title, room - taken, size, bold=True)
    y = TOP + 7.4
    sheet.text(frame.left, y, title, size, room=room, bold=True)
    if which:
        at = frame.left + width(title, size, bold=True) + 6
        sheet.text(at, y, which, 14, room=taken)
    # The whole name of the club stands at the foot too.
    tried = [
        " · ".join(part for part in (name, listing.note) if part)
        for name in (club_line(issuer), issuer.name, "")
    ]
    about = next((words for words in tried if words and width(words, 11) <= room), tried[0])
    at = fitting(about, room, 12, FOOT)
    sheet.text(frame.left, y + 6.6, cut(about, room, at), at, room=room)
    if listing.hint:
        at = fitting(listing.hint, room, 11.5, FOOT)
        sheet.text(frame.left, y + 12, cut(listing.hint, room, at), at, room=room)
    if listing.scan:
        x = frame.right - CODE_SIDE
        qr(sheet, x + 2, TOP - 1, CODE_SIDE, code.replace("-", ""))
        sheet.text(x - 1, TOP + 6, _("Sheet code"), 11, room=40, align="right")
        sheet.text(x - 1, TOP + 13, code, 15, room=40, bold=True, align="right")


def _head(sheet: Sheet, ready: Printed, y: float) -> None:
    listing, size = ready.listing, ready.size - 1
    sheet.tint(ready.frame.left, y, ready.frame.room, ready.head_high, 10)
    x = ready.frame.left
    for place, wide, lines in zip(shown_places(listing), ready.widths, ready.heads, strict=True):
        column = listing.columns[place] if place >= 0 else Column("", "int")
        room = wide - 2 * PAD + 0.02
        base = y + ready.head_high / 2 + 1.4 - (len(lines) - 1) * leading(size) / 2
        align = "center" if column.hand else column.side
        at = x + {"left": PAD, "center": wide / 2, "right": wide - PAD}[align]
        for line in lines:
            sheet.text(at, base, line, size, room=room, bold=True, align=align)
            base += leading(size)
        x += wide


def _row(sheet: Sheet, ready: Printed, line: Line, y: float, *, bold: bool = False) -> None:
    listing, size = ready.listing, ready.size
    x = ready.frame.left
    for place, wide, cell, small in zip(
        shown_places(listing), ready.widths, line.cells, line.beside, strict=True
    ):
        column = listing.columns[place] if place >= 0 else Column("", "int")
        taken = width(small, size * BESIDE) + 2 if small else 0.0
        room = wide - 2 * PAD - taken + 0.02
        at = x + {"left": PAD, "center": wide / 2, "right": wide - PAD}[column.side]
        middle = y + line.high / 2 + size * 0.125
        base = middle - (len(cell) - 1) * leading(size) / 2
        for text in cell:
            heavy = bold or column.bold
            sheet.text(at, base, text, size, room=room, bold=heavy, align=column.side)
            base += leading(size)
        if small:
            right = x + wide - PAD
            sheet.text(right, middle, small, size * BESIDE, room=taken, align="right")
        x += wide


def _uprights(sheet: Sheet, ready: Printed, top: float, bottom: float, *, head: bool) -> None:
    """Lines between columns: around what is written by hand, or everywhere on a ruled list."""
    if head and not ready.listing.ruled:
        return
    listing, x = ready.listing, ready.frame.left
    edges: set[float] = set()
    for place, wide in zip(shown_places(listing), ready.widths, strict=True):
        if listing.ruled or (place >= 0 and listing.columns[place].hand):
            edges.update((round(x, 3), round(x + wide, 3)))
        x += wide
    for edge in sorted(edges):
        sheet.line(edge, top, edge, bottom, 0.5)
