"""What the sheets of a meeting share: their contents, and head, table and foot of every page.

Lengths are millimetres, sizes points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.base.dates import fmt_long
from app.base.periods import Month
from app.base.text import _, language
from app.documents.frame import A4, A4_WIDE, FOOT, QUIET, Frame, club_line, foot, qr
from app.documents.issuer import Issuer
from app.documents.kit import Align, Sheet
from app.documents.letters import cut, fitting, lines_of, width
from app.health.rules import Reading
from app.meetings.meeting_records import month_words
from app.meetings.rules import Meeting, Task, Theme
from app.meetings.sheets import SHEETS, SheetKind

UPRIGHT: Final = Frame(20, 178)
WIDE: Final = Frame(15, 270, A4_WIDE[1])
# The widest margin lies at the clipboard, the left one.
TOP: Final = 8.0
QR: Final = 16.0
"""The dark part of the code of a sheet; its white rim comes to it."""
PAD: Final = 1.6
END: Final = 12.5
"""From the lower edge to the last line above the foot."""
NAME, YEAR, TEXT, HEAD, SMALL = 12.5, 10.5, 12.0, 10.5, 10.5
BOX: Final = 4.8
"""A box to tick, for members of the board."""

_MODULES = 21
_CODE_ROOM = 52.0


@dataclass(frozen=True, slots=True)
class Somebody:
    """A line of the lists. `past` is whether they came to each of the last meetings (None: no
    member then); `last` are the last values measured, None when there are none to be shown."""

    name: str
    year: str = ""
    past: tuple[bool | None, ...] = ()
    last: Reading | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the collection: what somebody is asked for, in đồng; interest with what is asked
    for paying late."""

    who: Somebody
    fee_vnd: int = 0
    savings_vnd: int = 0
    interest_vnd: int = 0
    principal_vnd: int = 0

    @property
    def due_vnd(self) -> int:
        """All of it together."""
        return self.fee_vnd + self.savings_vnd + self.interest_vnd + self.principal_vnd


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """All that the sheets of one meeting say. `people` stand in the order of the screen; `past`
    are the months of their `past`; `asked` is what each is asked for, in the order of the
    collection; `codes` has a code for each page of each kind that is printed."""

    meeting: Meeting
    on: date
    printed: date
    issuer: Issuer
    people: tuple[Somebody, ...]
    past: tuple[Month, ...] = ()
    asked: tuple[Asked, ...] = ()
    themes: tuple[Theme, ...] = ()
    tasks: tuple[Task, ...] = ()
    following: Meeting | None = None
    codes: Mapping[SheetKind, tuple[str, ...]] = field(default_factory=dict)


# --- pages --------------------------------------------------------------------------------------


def begin_page(
    sheet: Sheet,
    paper: MeetingPaper,
    frame: Frame,
    kind: SheetKind,
    page: int,
    keeper: str,
    hint: str = "",
    title: str = "",
) -> float:
    """Head and foot of a page: what it is, which meeting, who keeps it, how it is filled in, and
    the code to type or scan. Returns the height below the head."""
    sheet.turn(A4_WIDE if frame is WIDE else A4)
    codes = paper.codes[kind]
    title = title or _(SHEETS[kind])
    foot(
        sheet,
        frame,
        paper.issuer,
        paper.printed,
        (page, len(codes)),
        codes[page - 1],
        _(SHEETS[kind]),
    )
    _code(sheet, frame, codes[page - 1])
    room = frame.room - _CODE_ROOM
    which = _("sheet {n}/{all}").format(n=page, all=len(codes))
    taken = width(which, 14) + 6
    size = fitting(title, room - taken, 20, 15, bold=True)
    sheet.text(frame.left, TOP + 6.8, title, size, room=room - taken, bold=True)
    at = frame.left + width(title, size, bold=True) + 6
    sheet.text(at, TOP + 6.8, which, 14, room=taken)
    y = TOP + 12.6
    for line in _about(paper, keeper, room):
        sheet.text(frame.left, y, line, fitting(line, room, 12, FOOT), room=room)
        y += 5.0
    for line in lines_of(hint, frame.room, 11, False, 2) if hint else ():
        # Beside the code as long as it fits there, else below it on the whole width.
        sheet.text(frame.left, max(y, TOP + 18.8), line, 11, room=frame.room)
        y = max(y, TOP + 18.8) + 4.8
    return max(y, TOP + QR + 4.4) - 2.4


def _about(paper: MeetingPaper, keeper: str, room: float) -> list[str]:
    """Club, meeting and keeper: on one line if they fit, else the club on a line of its own."""
    day = fmt_long(paper.on)
    if language() == "vi":  # a weekday has no capital within a sentence
        day = day[:1].lower() + day[1:]
    when = _("meeting of {month}, {day}").format(month=month_words(paper.meeting.month), day=day)
    one = " · ".join(part for part in (club_line(paper.issuer), when, keeper) if part)
    if width(one, 12) <= room:
        return [one]
    club = next(
        (name for name in (club_line(paper.issuer), paper.issuer.name) if width(name, 12) <= room),
        cut(paper.issuer.name, room, 12),
    )
    return [club, *(lines_of(f"{when} · {keeper}" if keeper else when, room, FOOT, False, 1))]


def _code(sheet: Sheet, frame: Frame, code: str) -> None:
    rim = QUIET * QR / _MODULES
    x = frame.right - QR
    qr(sheet, x - rim, TOP - 1 - rim, QR + 2 * rim, code.replace("-", ""))
    right = x - rim - 1.4
    sheet.text(right, TOP + 5, _("Sheet code"), 11, room=40, align="right")
    sheet.text(right, TOP + 12, code, 16, room=40, bold=True, align="right")


def end_line(sheet: Sheet, frame: Frame, legend: str, blanks: Sequence[str]) -> None:
    """The last line above the foot: a word at the left; labels with room to write, the last one
    for the day on which the sheet was typed in."""
    base = frame.high - END
    end = frame.right
    for label, room in ((_("Typed in on"), 24.0), *((blank, 34.0) for blank in reversed(blanks))):
        sheet.dotted(end - room, base + 0.8, end)
        taken = width(label, SMALL)
        sheet.text(end - room - 1.5, base, label, SMALL, room=taken, align="right")
        end -= room + 1.5 + taken + 4
    room = end - frame.left
    if legend:
        sheet.text(frame.left, base, cut(legend, room, SMALL), SMALL, room=room)


# --- tables -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. Neighbours of one `group` share a heading above their own; a `heavy`
    one has a thicker line at its left."""

    title: str
    wide: float
    align: Align = "center"
    group: str = ""
    heavy: bool = False


Cell = Callable[[int, int, float, float], None]
"""Draws the cell of a row and column (from 0) with its left edge and the middle of its height."""


def table(
    sheet: Sheet,
    x: float,
    y: float,
    columns: Sequence[Column],
    rows: int,
    row_high: float,
    head_high: float,
    cell: Cell,
) -> float:
    """A ruled table with a heavier line under each fifth row; returns the height below it."""
    room = sum(column.wide for column in columns)
    sheet.tint(x, y, room, head_high, 10)
    _heads(sheet, x, y, columns, head_high)
    bottom = y + head_high + rows * row_high
    sheet.rule(x, y, x + room, 1.2)
    sheet.rule(x, y + head_high, x + room, 1.2)
    for row in range(rows):
        top = y + head_high + row * row_high
        left = x
        for place, column in enumerate(columns):
            cell(row, place, left, top + row_high / 2)
            left += column.wide
        heavy = (row + 1) % 5 == 0 or row + 1 == rows
        sheet.rule(x, top + row_high, x + room, 1.3 if heavy else 0.5)
    left = x
    for place, column in enumerate(columns):
        grouped = place > 0 and column.group and column.group == columns[place - 1].group
        top = y + head_high / 2 if grouped else y
        sheet.line(left, top, left, bottom, 1.3 if column.heavy or not place else 0.5)
        left += column.wide
    sheet.line(left, y, left, bottom, 1.3)
    return bottom


def _heads(sheet: Sheet, x: float, y: float, columns: Sequence[Column], high: float) -> None:
    left, group, began = x, "", x
    for place, column in enumerate(columns):
        room = column.wide - 1.0
        if column.group:
            if column.group != group:
                group, began = column.group, left
            last = place + 1 == len(columns) or columns[place + 1].group != group
            _head(sheet, column, left, y + high * 0.75, room, bold=False)
            if last:
                wide = left + column.wide - began
                _head(sheet, Column(group, wide), began, y + high * 0.25, wide - 1)
                sheet.rule(began, y + high / 2, left + column.wide, 0.5)
        elif column.title:
            group = ""
            _head(sheet, column, left, y + high / 2, room)
        left += column.wide


def _head(
    sheet: Sheet, column: Column, left: float, middle: float, room: float, *, bold: bool = True
) -> None:
    longest = max(column.title.split(), key=len, default="")
    size = fitting(longest, room, HEAD, 9.5, bold)
    lines = lines_of(column.title, room, size, bold, 2)
    base = middle + 1.35 - (len(lines) - 1) * 2.2
    at = left + {"left": PAD, "center": column.wide / 2, "right": column.wide - PAD}[column.align]
    for line in lines:
        sheet.text(at, base, line, size, room=room, bold=bold, align=column.align)
        base += 4.4


def name_cell(sheet: Sheet, x: float, middle: float, wide: float, who: Somebody) -> None:
    """A name in bold with the year of birth at the right end of the cell."""
    taken = width(who.year, YEAR) + 2 if who.year else 0.0
    room = wide - 2 * PAD - taken
    size = fitting(who.name, room, NAME, 10.5, bold=True)
    name = short_name(who.name, room, size)
    sheet.text(x + PAD, middle + 1.6, name, size, room=room + 0.02, bold=True)
    if who.year:
        right = x + wide - PAD
        sheet.text(right, middle + 1.5, who.year, YEAR, room=taken, align="right")


def short_name(name: str, room: float, size: float) -> str:
    """A name in bold, or as much of its middle left out as needed: whoever is called by the given
    name finds it."""
    words = name.split()
    for left_out in range(1, len(words) - 1):
        if width(name, size, bold=True) <= room:
            break
        name = " ".join([words[0], "…", *words[left_out + 1 :]])
    return cut(name, room, size, bold=True)


def tick_box(sheet: Sheet, middle_x: float, middle: float) -> None:
    """An empty box to tick around its middle."""
    sheet.box(middle_x - BOX / 2, middle - BOX / 2, BOX, BOX, weight=1.0)
