"""Blank minutes to write on while the meeting goes on: the points in the order of the steps, the
banknotes to count, who signs. Lengths are millimetres, sizes points.
"""

from typing import Final

from app.base import money
from app.base.money import BANKNOTES
from app.base.text import N_, _
from app.documents.kit import Sheet
from app.documents.letters import clean, cut, width
from app.documents.meeting_paper import (
    UPRIGHT,
    Column,
    MeetingPaper,
    begin_page,
    end_line,
    table,
)

POINTS: Final = (
    (N_("Who came, who is absent and why; guests"), 2),
    (N_("Weight and blood pressure: how many, how many to a doctor (no names)"), 1),
    (N_("Fees and other money collected"), 1),
    (N_("What the eight areas did, what was talked about"), 5),
    (N_("The case to be helped, the work for the community"), 3),
    (N_("What members said and asked"), 3),
    (N_("Decisions and tasks: who, until when"), 5),
    (N_("Plan of next month"), 2),
)
"""What minutes hold, with the lines to write on."""

_LINE = 8.2
_BODY = 12.0
_BOTTOM = 17.0


def minutes(sheet: Sheet, paper: MeetingPaper, page: int) -> None:
    """The first page with the points, or the second with the cash and the signatures."""
    if page == 1:
        _points(sheet, paper)
    else:
        _end(sheet, paper)


def _points(sheet: Sheet, paper: MeetingPaper) -> None:
    left, right = UPRIGHT.left, UPRIGHT.right
    hint = _("Short words are enough: the program makes the minutes from what is typed in.")
    y = begin_page(sheet, paper, UPRIGHT, "minutes", 1, _("the secretary writes"), hint) + 4.6
    half = left + UPRIGHT.room / 2
    meeting = paper.meeting
    _blank(sheet, left, y, _("Begins at"), left + 52, (meeting.at_time or "").lstrip("0"))
    _blank(sheet, left + 55, y, _("Ends at"), half + 12)
    _blank(sheet, half + 15, y, _("Present"), right - 36)
    _blank(sheet, right - 33, y, _("Absent"), right)
    y += _LINE
    _blank(sheet, left, y, _("Place"), half + 12, meeting.place or "")
    _blank(sheet, half + 15, y, _("Leads"), right, meeting.leader)
    y += 4
    room = UPRIGHT.high - _BOTTOM - y
    lines = sum(count for _words, count in POINTS)
    high = min(_LINE, (room - 6.4 * len(POINTS)) / lines)
    for number, (words, count) in enumerate(POINTS, start=1):
        y += 5.6
        sheet.text(left, y, f"{number}.", _BODY, room=8, bold=True)
        sheet.text(left + 8, y, _(words), _BODY, room=UPRIGHT.room - 8, bold=True)
        for _line in range(count):
            y += high
            sheet.dotted(left, y, right)
        y += 0.8
    end_line(sheet, UPRIGHT, "", [_("Written by")])


def _end(sheet: Sheet, paper: MeetingPaper) -> None:
    left, right = UPRIGHT.left, UPRIGHT.right
    y = begin_page(
        sheet,
        paper,
        UPRIGHT,
        "minutes",
        2,
        _("the secretary writes"),
        _(
            "The cash is counted before everybody;"
            " the count is written even when it does not match."
        ),
    )
    sheet.text(left, y + 5, _("Counting the cash"), 14, room=UPRIGHT.room, bold=True)
    y = _cash(sheet, y + 8.4)
    y += 9
    for label in (_("Counted by"), _("Witness")):
        _blank(sheet, left, y, label, right)
        y += _LINE + 0.8
    _blank(sheet, left, y, _("Difference, and why"), right)
    y += 11
    sheet.text(left, y, _("What else is to be remembered"), 14, room=UPRIGHT.room, bold=True)
    y += 10
    signs = UPRIGHT.high - _BOTTOM - 36
    while y <= signs - 8:
        sheet.dotted(left, y, right)
        y += 9
    for place, who in enumerate((_("Secretary"), _("Leader of the meeting"))):
        middle = left + UPRIGHT.room * (0.25 + place / 2)
        wide = UPRIGHT.room / 2 - 6
        sheet.text(middle, signs + 4, who, 13, room=wide, bold=True, align="center")
        sign = _("(signature, full name)")
        sheet.text(middle, signs + 9.4, sign, 11, room=wide, align="center")
    end_line(sheet, UPRIGHT, "", [_("Written by")])


def _cash(sheet: Sheet, y: float) -> float:
    """A line for each banknote, and the sum."""
    columns = (
        Column(_("Banknote (đồng)"), 46, "right"),
        Column(_("How many"), 44),
        Column(_("Amount (đồng)"), 88),
    )
    rows = [*(money.fmt_number(value) for value in BANKNOTES), _("Sum")]

    def cell(row: int, place: int, x: float, middle: float) -> None:
        if place == 0:
            last = row + 1 == len(rows)
            sheet.text(x + 44, middle + 1.7, rows[row], 13, room=42, bold=last, align="right")

    return table(sheet, UPRIGHT.left, y, columns, len(rows), 8.0, 8.0, cell)


def _blank(sheet: Sheet, x: float, y: float, label: str, end: float, value: str = "") -> None:
    """A label and a line to write on; what is known stands on it."""
    sheet.text(x, y, label, _BODY, room=end - x)
    start = x + width(label, _BODY) + 2
    sheet.dotted(start, y + 1.1, end)
    if value:
        room = end - start
        sheet.text(start, y, cut(clean(value), room, _BODY), _BODY, room=room)
