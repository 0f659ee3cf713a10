"""The sheet of the eight areas, and on its back whom the club helps and what it decides.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.areas.deeds import deeds
from app.areas.rules import HELP_FORMS, WHOSE
from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.documents.kit import Sheet
from app.documents.letters import clean, cut, fitting, width
from app.documents.meeting_paper import (
    BOX,
    UPRIGHT,
    Column,
    MeetingPaper,
    begin_page,
    end_line,
    table,
)
from app.meetings.meeting_records import month_words
from app.meetings.rules import Task

DEEDS: Final = 3
"""Usual deeds of an area that stand there to be ticked."""
DECISIONS: Final = 5
MOST_TASKS: Final = 8
"""Open tasks that find room; of more the sheet says how many there are."""

_BODY = 12.0
_SECTION = 14.0
_BOTTOM = 17.0  # above the lower edge: what the last line and the foot need
_NUMBER = 9.0  # what the number of an area takes at its left


def areas(sheet: Sheet, paper: MeetingPaper, page: int) -> None:
    """The front with the eight areas, or the back with the case, the decisions and the tasks."""
    if page == 1:
        _front(sheet, paper)
    else:
        _back(sheet, paper)


# --- the front ----------------------------------------------------------------------------------


def _front(sheet: Sheet, paper: MeetingPaper) -> None:
    hint = _("Tick what was done and write a line. Leave an area empty when nothing was done.")
    y = begin_page(sheet, paper, UPRIGHT, "areas", 1, _("the secretary writes"), hint)
    high = (UPRIGHT.high - _BOTTOM - y) / len(AREAS)
    for number, area in enumerate(AREAS, start=1):
        sheet.rule(UPRIGHT.left, y, UPRIGHT.right, 1.3 if number == 1 else 0.7)
        _area(sheet, paper, area, number, y, high)
        y += high
    sheet.rule(UPRIGHT.left, y, UPRIGHT.right, 1.3)
    end_line(sheet, UPRIGHT, _("Continued on the back"), [_("Written by")])


def _area(
    sheet: Sheet, paper: MeetingPaper, area: Area, number: int, y: float, high: float
) -> None:
    left, right = UPRIGHT.left + _NUMBER, UPRIGHT.right
    box = 20.0
    sheet.text(UPRIGHT.left, y + 6.6, str(number), 17, room=_NUMBER, bold=True)
    title = _(AREAS[area])
    sheet.text(left, y + 6.2, title, _SECTION, room=right - left, bold=True)
    label = _("number of people")
    taken = width(label, 11)
    sheet.text(right - box - 2, y + 6.2, label, 11, room=taken, align="right")
    sheet.box(right - box, y + 1.2, box, 8.0, weight=1.2)
    at = left + width(title, _SECTION, bold=True) + 3
    room = right - box - taken - 5 - at
    topic = "; ".join(clean(theme.topic) for theme in paper.themes if theme.area == area)
    if topic:
        words = cut(_("plan: {topic}").format(topic=topic), room, 11)
        sheet.text(at, y + 6.2, words, 11, room=room)
    _ticks(
        sheet,
        left,
        y + 13.6,
        [deed.short_words() for deed in deeds()[area][:DEEDS]],
        right - left,
    )
    last = y + high - 2.0
    _line(sheet, left, (y + 13.6 + last) / 2, _("What was done"), right)
    who, cost = _("Who led it"), _("Cost (đồng)")
    half = left + (right - left) * 0.58
    _line(sheet, left, last, who, half)
    _line(sheet, half + 3, last, cost, right)


def _line(sheet: Sheet, x: float, y: float, label: str, end: float, start: float = 0) -> None:
    """A label and a line to write on."""
    sheet.text(x, y, label, 11.5, room=end - x)
    sheet.dotted(start or x + width(label, 11.5) + 2, y + 1, end)


def _ticks(sheet: Sheet, x: float, y: float, words: Sequence[str], room: float) -> float:
    """Boxes with their words in a row, and on another one what does not fit; the last baseline."""
    at = x
    for word in words:
        size = fitting(word, room - BOX - 2, _BODY, 10)
        taken = BOX + 2 + width(word, size)
        if at > x and at + taken > x + room:
            at, y = x, y + 6.0
        sheet.box(at, y - BOX + 0.7, BOX, BOX, weight=1.0)
        sheet.text(at + BOX + 2, y, word, size, room=room - BOX - 2)
        at += taken + 6
    return y


# --- the back -----------------------------------------------------------------------------------


def _back(sheet: Sheet, paper: MeetingPaper) -> None:
    left, right = UPRIGHT.left, UPRIGHT.right
    title = _("Helping each other, decisions")
    y = begin_page(sheet, paper, UPRIGHT, "areas", 2, _("the secretary writes"), title=title)
    y = _heading(sheet, y, _("The case chosen this month"))
    start = left + 38
    for label in (_("Name, age, hamlet"), _("What is hard"), ""):
        _line(sheet, left, y, label, right, start)
        y += 9.0
    y = _ticks(sheet, left, y, [_(words) for words in WHOSE.values()], right - left) + 8
    y = _ticks(sheet, left, y, [_(words) for words in HELP_FORMS.values()], right - left) + 9
    _line(sheet, left, y, _("What exactly, its worth"), right)
    y = _heading(sheet, y + 5, _("Work for the community"))
    _line(sheet, left, y, _("What, on which day"), right - 52)
    _line(sheet, right - 49, y, _("How many people"), right)
    y = _heading(sheet, y + 5, _("Decisions and tasks")) - 4.2
    tasks = paper.tasks[:MOST_TASKS]
    need = (6.4 * len(tasks) + 9.0 if tasks else 0) + (5.6 if len(paper.tasks) > len(tasks) else 0)
    bottom = UPRIGHT.high - _BOTTOM - need - 11
    _decisions(sheet, y, bottom)
    y = bottom + 8
    _next(sheet, paper, y)
    if tasks:
        _tasks(sheet, paper, tasks, y + 9.4)
    end_line(sheet, UPRIGHT, "", [_("Written by")])


def _heading(sheet: Sheet, y: float, words: str) -> float:
    """A line with a heading under it; the first baseline of what follows."""
    sheet.rule(UPRIGHT.left, y, UPRIGHT.right, 1.2)
    sheet.text(UPRIGHT.left, y + 6.4, words, _SECTION, room=UPRIGHT.room, bold=True)
    return y + 15.0


def _decisions(sheet: Sheet, y: float, bottom: float) -> None:
    head = 7.4
    columns = (
        Column("", 9),
        Column(_("What is decided or to be done"), 99, "left"),
        Column(_("Who does it"), 40, "left"),
        Column(_("By when"), 30, "left"),
    )
    high = (bottom - y - head) / DECISIONS

    def cell(row: int, place: int, x: float, middle: float) -> None:
        if place == 0:
            sheet.text(x + 4.5, middle + 1.7, str(row + 1), 13, room=8, bold=True, align="center")

    table(sheet, UPRIGHT.left, y, columns, DECISIONS, high, head, cell)


def _next(sheet: Sheet, paper: MeetingPaper, y: float) -> None:
    """Day and theme of the next meeting; a day that is planned stands there already."""
    left, right = UPRIGHT.left, UPRIGHT.right
    label = _("Next month: day")
    sheet.text(left, y, label, 13, room=60, bold=True)
    start = left + width(label, 13, bold=True) + 3
    end = start + 32
    day = paper.following.planned_on if paper.following else None
    if day:
        sheet.text(start, y, fmt_date(date.fromisoformat(day)), 13, room=32)
    sheet.dotted(start, y + 1.2, end)
    theme = _("theme")
    sheet.text(end + 4, y, theme, 13, room=30, bold=True)
    sheet.dotted(end + 4 + width(theme, 13, bold=True) + 3, y + 1.2, right)


def _tasks(sheet: Sheet, paper: MeetingPaper, tasks: Sequence[Task], y: float) -> None:
    left, room = UPRIGHT.left, UPRIGHT.room
    words = _("Tasks still open (tick what is done)")
    sheet.text(left, y, words, _BODY, room=room, bold=True)
    for task in tasks:
        y += 6.4
        sheet.box(left, y - BOX + 0.7, BOX, BOX, weight=1.0)
        _task(sheet, task, left + BOX + 2.4, y, room - BOX - 2.4)
    more = len(paper.tasks) - len(tasks)
    if more:
        said = ngettext(
            "and {n} more task in the program", "and {n} more tasks in the program", more
        )
        sheet.text(left, y + 5.6, said.format(n=more), 11, room=room)


def _task(sheet: Sheet, task: Task, x: float, y: float, room: float) -> None:
    """What, who and until when; the words of the task give way, its owner and day do not."""
    tail = ""
    if task.owner:
        tail += f" – {clean(task.owner)}"
    if task.due_on:
        due = date.fromisoformat(task.due_on)
        tail += " – " + _("by {day}").format(day=f"{due.day}/{due.month}")
    elif task.month:
        tail += " – " + _("of {month}").format(month=month_words(task.month))
    what = cut(clean(task.text), max(room - width(tail, _BODY), 40), _BODY)
    words = what + tail
    size = fitting(words, room, _BODY, 10)
    sheet.text(x, y, cut(words, room, size), size, room=room)
