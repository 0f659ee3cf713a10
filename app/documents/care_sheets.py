"""The pocket sheets of the volunteers: a month of home visits, one person cared for on each half of
A4, with large boxes, tasks as pictures and words, and what was noted last month.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import WEEKDAYS, age_by_year, fmt_date
from app.base.ids import code_for
from app.base.names import address
from app.base.periods import Month
from app.base.text import N_, _, speaking
from app.documents import care_marks
from app.documents.frame import A4_WIDE, FOOT, qr
from app.documents.issuer import Contact, Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting, fmt_phone, lines_of, width
from app.home_care import plan_records, records, visit_records
from app.home_care.month import planned_of
from app.home_care.rules import Cared, Task

if TYPE_CHECKING:
    from app.club.file import Club

HALF: Final = A4_WIDE[0] / 2
HIGH: Final = A4_WIDE[1]
EDGE: Final = 10.0
ROOM: Final = HALF - 2 * EDGE
ROWS: Final = 9
"""Lines for visits on a half; more planned days go on another one."""
SHOWN: Final = 7
"""Tasks with a box of their own."""
ROW_HIGH: Final = 10.4
BOX: Final = 7.2
_QR: Final = 16.0
_ABOUT: Final = 20.0
"""Beside a name that leaves less, age and household are left out."""

SHORT: Final[dict[Task, str]] = {
    "talk": N_("talk"),
    "meal": N_("cook"),
    "cleaning": N_("tidy up"),
    "laundry": N_("wash clothes"),
    "washing": N_("wash"),
    "medicine": N_("medicine"),
    "walking": N_("walk"),
    "massage": N_("massage"),
    "pressure": N_("pressure"),
    "shopping": N_("shopping"),
}
"""The tasks as they stand below their pictures."""
USUAL: Final[tuple[Task, ...]] = (
    *("talk", "meal", "laundry", "washing", "medicine", "walking", "pressure"),
)


@dataclass(frozen=True, slots=True)
class Half:
    """One person of one volunteer's month: the days planned, the tasks, what was noted last."""

    volunteer: str
    name: str
    about: str
    where: str
    call: str
    phone: str
    weekdays: tuple[int, ...]
    days: tuple[date, ...]
    tasks: tuple[Task, ...]
    last: str = ""
    code: str = ""
    page: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class CareSheets:
    """All halves of a month, volunteer after volunteer."""

    month: Month
    printed: date
    issuer: Issuer
    tell: Contact
    halves: tuple[Half, ...] = field(default=())


def gather(club: "Club", month: Month, volunteer_id: str | None = None) -> CareSheets:
    """What the sheets of a month say; of one volunteer, by the id in the register, or of all.

    Needs home_care.read; the asking is noted, since the sheets tell who is ill.
    """
    issuer = issuer_of(club)
    people = {each.id: each for each in records.cared_between(club, month.first, month.last)}
    plans = plan_records.plans(club, month.first, month.last)
    breaks = plan_records.breaks(club, month.first, month.last)
    planned = planned_of(plans, breaks, people, month.first, month.last)
    halves: list[Half] = []
    for volunteer in records.volunteers_between(club, month.first, month.last):
        if volunteer_id not in (None, volunteer.person_id):
            continue
        of_person: dict[str, list[date]] = {}
        tasks: dict[str, list[Task]] = {}
        for each in planned:
            if each.by(volunteer.person_id):
                of_person.setdefault(each.cared_id, []).append(each.on)
                tasks.setdefault(each.cared_id, []).extend(each.tasks)
        found = [
            _half(club, month, volunteer.name, people[cared_id], tuple(days), tasks[cared_id])
            for cared_id, days in of_person.items()
        ]
        halves += [piece for half in found for piece in _pieces(half)]
    club.log_access("print", None, f"care sheets {month}")
    tell = issuer.health_lead if issuer.health_lead.phone else issuer.chair
    return CareSheets(month, club.today(), issuer, tell, tuple(halves))


def _half(
    club: "Club",
    month: Month,
    volunteer: str,
    each: Cared,
    days: tuple[date, ...],
    tasks: Sequence[Task],
) -> Half:
    known = age_by_year(each.birth, month.first) if each.birth else None
    spoken = address(each.sex, known)
    name = f"{spoken} {clean(each.name)}"
    years = _("{n} years old").format(n=known) if known else ""
    note = visit_records.last_note(club, each.id, month.first)
    last = ""
    if note is not None:
        last = _("{day}: {note}").format(day=fmt_date(note.on), note=clean(note.note or ""))
    wanted = [*dict.fromkeys(tasks), *(task for task in USUAL if task not in tasks)][:SHOWN]
    return Half(
        volunteer=clean(volunteer),
        name=f"{name[:1].upper()}{name[1:]}",
        about=", ".join(part for part in (years, clean(each.household or "").lower()) if part),
        where=", ".join(part for part in (clean(each.hamlet or ""), clean(each.way or "")) if part),
        call=clean(each.contact_name or ""),
        phone=fmt_phone(each.contact_phone) if each.contact_phone else "",
        weekdays=tuple(sorted({day.weekday() for day in days})),
        days=days,
        tasks=tuple(sorted(wanted, key=list(SHORT).index)),
        last=last or clean(each.risks or ""),
        code=code_for("care", club.file_id, str(month), volunteer, each.id),
    )


def _pieces(half: Half) -> list[Half]:
    """A person with more planned days than lines goes on to another half."""
    chunks = [half.days[at : at + ROWS] for at in range(0, len(half.days), ROWS)] or [()]
    return [
        replace(half, days=chunk, page=(number, len(chunks)))
        for number, chunk in enumerate(chunks, start=1)
    ]


def render(value: CareSheets, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The sheets as one PDF, two people on each page; an empty month says so."""
    with speaking(language):
        into = BytesIO()
        title = _("Home visits, month {month}").format(month=_month(value.month))
        canvas = new_canvas(into, A4_WIDE, title=title, author=value.issuer.name, language=language)
        sheet = Sheet(canvas, A4_WIDE, watch, practice=value.issuer.practice)
        if not value.halves:
            _empty(sheet, value)
            sheet.next_page()
        for number, half in enumerate(value.halves):
            left = EDGE if number % 2 == 0 else HALF + EDGE
            _draw(sheet, value, half, left)
            if number % 2 or number == len(value.halves) - 1:
                for y in (0.0, HIGH - 5):
                    sheet.line(HALF, y, HALF, y + 5, 0.5, 60)
                sheet.next_page()
        canvas.save()
        return into.getvalue()


def _empty(sheet: Sheet, value: CareSheets) -> None:
    """The page of a month without visits."""
    right, room = A4_WIDE[0] - EDGE, A4_WIDE[0] - 2 * EDGE
    title = _("Home visits · month {month}").format(month=_month(value.month))
    sheet.text(EDGE, 18, title, 14, room=room, bold=True)
    sheet.text(EDGE, 30, _("No visits are planned in this month."), 16, room=room)
    code = code_for("care", value.issuer.mark, str(value.month))
    club = cut(value.issuer.name, room - 40, FOOT)
    sheet.text(EDGE, HIGH - 6.4, club, FOOT, room=room - 40)
    sheet.text(right, HIGH - 6.4, code, FOOT, room=40, align="right")


def _month(month: Month) -> str:
    return f"{month.month}/{month.year}"


def _draw(sheet: Sheet, value: CareSheets, half: Half, x: float) -> None:
    right = x + ROOM
    y = _top(sheet, value, half, x)
    size = fitting(half.name, ROOM * 0.66, 20, 13, bold=True)
    name = cut(half.name, ROOM, size, bold=True)
    sheet.text(x, y + 8, name, size, room=ROOM, bold=True)
    room = ROOM - width(name, size, bold=True) - 4
    about, below = half.about, ""
    if width(about, 11) > room:  # then the household stands below
        about, _comma, below = about.partition(", ")
    if room >= _ABOUT:
        size = fitting(about, room, 12, FOOT)
        sheet.text(right, y + 8, cut(about, room, size), size, room=room, align="right")
    else:
        below = ""
    days = _(", ").join(_(WEEKDAYS[day]) for day in half.weekdays)
    if width(days, 11, bold=True) > ROOM * 0.5:
        days = _(", ").join(_short(day) for day in half.weekdays)
    size = fitting(days, ROOM * 0.5, 13, 11, bold=True)
    wide = width(days, size, bold=True)
    sheet.text(right, y + 14.4, days, size, room=ROOM * 0.5 + 0.1, bold=True, align="right")
    where = cut(half.where, ROOM - wide - 4, 12.5)
    sheet.text(x, y + 14.4, where, 12.5, room=ROOM - wide - 4)
    if half.call or half.phone:
        label = _("Call:")
        sheet.text(x, y + 20.4, label, 12.5, room=30)
        start = x + width(label, 12.5) + 2
        whom = with_number(half.call, half.phone, right - start, 13)
        sheet.text(start, y + 20.4, whom, 13, room=right - start, bold=True)
        start += width(whom, 13, bold=True) + 4
        if below and right - start > _ABOUT:
            size = fitting(below, right - start, 12, FOOT)
            words = cut(below, right - start, size)
            sheet.text(right, y + 20.4, words, size, room=right - start, align="right")
    y += 23.4
    sheet.tint(x, y, ROOM, 8.6, 10)
    sheet.text(x + 2, y + 5.9, cut(half.last, ROOM - 4, 12), 12, room=ROOM - 4)
    y = _table(sheet, half, x, y + 10.6)
    _foot(sheet, value, half, x, y)


def with_number(name: str, phone: str, room: float, size: float) -> str:
    """A name and a number in bold; where there is no room the name gives way, never the number."""
    whole = f"{name} {phone}".strip()
    if not phone or width(whole, size, bold=True) <= room:
        return cut(whole, room, size, bold=True)
    return f"{cut(name, room - width(f' {phone}', size, bold=True), size, bold=True)} {phone}"


def _top(sheet: Sheet, value: CareSheets, half: Half, x: float) -> float:
    right = x + ROOM
    qr(sheet, right - _QR + 2, 5.0, _QR, half.code.replace("-", ""))
    title = _("Home visits · month {month}").format(month=_month(value.month))
    room = ROOM - _QR - 26
    size = fitting(title, room, 14, 12, bold=True)
    sheet.text(x, 12.4, title, size, room=room, bold=True)
    who = _("Volunteer: {name}").format(name=half.volunteer)
    sheet.text(x, 18.2, cut(who, room, 12), 12, room=room)
    sheet.text(right - _QR - 1, 10.4, _("Sheet code"), 10, room=26, align="right")
    sheet.text(right - _QR - 1, 15.8, half.code, 12.5, room=26, bold=True, align="right")
    sheet.rule(x, 21.6, right, 1.2)
    return 21.6


def _table(sheet: Sheet, half: Half, x: float, y: float) -> float:
    """The days with a box for each task and a mark to circle; returns the height below."""
    right = x + ROOM
    lead, alarm = 24.0, 14.0
    step = (ROOM - lead - alarm) / len(half.tasks)
    head = 19.0
    sheet.text(x, y + 10.5, _("Day"), 12.5, room=lead, bold=True)
    sheet.text(x, y + 16.4, _("minutes"), 10.5, room=lead)
    for place, task in enumerate(half.tasks):
        middle = x + lead + step * (place + 0.5)
        care_marks.draw(sheet, middle - 3.9, y, 7.8, task)
        said = _(SHORT[task])
        size = min(fitting(word, step - 0.4, 10.5, 8.5) for word in said.split())
        for number, line in enumerate(lines_of(said, step - 0.4, size, False, 2)):
            base = y + 12.6 + number * 4.2
            sheet.text(middle, base, line, size, room=step, align="center")
    for number, line in enumerate(lines_of(_("To report"), alarm, 11, True, 2)):
        base = y + 10.5 + number * 4.8
        sheet.text(right - alarm / 2, base, line, 11, room=alarm, bold=True, align="center")
    y += head
    sheet.rule(x, y, right, 1.0)
    for row in range(ROWS):
        day = half.days[row] if row < len(half.days) else None
        middle = y + ROW_HIGH / 2
        if day is not None:
            sheet.text(x + 7, middle + 2.2, str(day.day), 16, room=9, bold=True, align="right")
            sheet.text(x + 8.2, middle - 1.2, _short(day.weekday()), 10, room=14)
            sheet.dotted(x + 9, middle + 3.4, x + lead - 2)
        else:
            sheet.dotted(x, middle + 3.4, x + lead - 2)
        for place in range(len(half.tasks)):
            at = x + lead + step * (place + 0.5) - BOX / 2
            sheet.box(at, middle - BOX / 2, BOX, BOX, weight=0.9)
        sheet.ring(right - alarm / 2, middle, 6.8, 0.9)
        sheet.text(right - alarm / 2, middle + 1.6, "!", 12, room=6, bold=True, align="center")
        y += ROW_HIGH
        sheet.rule(x, y, right, 0.5 if row < ROWS - 1 else 1.0)
    return y


def _short(weekday: int) -> str:
    """A day of the week beside its number."""
    return _("Sun") if weekday == len(WEEKDAYS) - 1 else _(_SHORT_DAYS[weekday])


_SHORT_DAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"))


def _foot(sheet: Sheet, value: CareSheets, half: Half, x: float, y: float) -> None:
    right = x + ROOM
    box = 15.4
    sheet.box(x, y + 2.4, ROOM, box, weight=1.3, round_=2)
    phone = fmt_phone(value.tell.phone) if value.tell.phone else ""
    whom = f"{value.tell.called_short} {phone}".strip() or _("the club")
    told = _("Tell {whom} at once:").format(whom=whom)
    room = ROOM - 6
    size = fitting(told, room, 12.5, 11, bold=True)
    sheet.text(x + 3, y + 8.6, cut(told, room, size, bold=True), size, room=room, bold=True)
    signs = _("a fall, fever, not eating, confused, hard to breathe. Danger: 115.")
    size = fitting(signs, room, 12, 10)
    sheet.text(x + 3, y + 14.4, cut(signs, room, size), size, room=room)
    base = y + box + 8.4
    note = _("To remember:")
    sheet.text(x, base, note, 12, room=40)
    sheet.dotted(x + width(note, 12) + 2, base + 0.8, right)
    back = _("hand in by {day} · printed {printed}").format(
        day=fmt_date(value.month.next().first), printed=fmt_date(value.printed)
    )
    end = _("{club} · sheet {n}/{all}").format(
        club=value.issuer.hamlet or value.issuer.name, n=half.page[0], all=half.page[1]
    )
    taken = width(end, FOOT) + 4
    room = ROOM - taken
    sheet.text(x, HIGH - 6.4, cut(back, room, FOOT), FOOT, room=room)
    sheet.text(right, HIGH - 6.4, end, FOOT, room=taken, align="right")
