"""The care plan for the door of the fridge: who comes on which day, what for, and whom to call.

A4 upright, large print: it is read by the person, the family and whoever comes. Lengths are
millimetres, sizes points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import WEEKDAYS, age_by_year, fmt_date
from app.base.errors import UserError
from app.base.ids import code_for
from app.base.names import address, given_name
from app.base.text import _, speaking
from app.documents import care_marks
from app.documents.care_sheets import SHORT, with_number
from app.documents.frame import A4, Frame, foot, head
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting, fmt_phone, lines_of, width
from app.home_care import plan_records, records
from app.home_care.rules import Cared, Plan, Task

if TYPE_CHECKING:
    from app.club.file import Club

FRAME: Final = Frame(16, 178)
VISITS_HIGH: Final = 168.0
"""What the visits of a page may take."""


@dataclass(frozen=True, slots=True)
class Print:
    """How large visits are printed: texts in points, tasks beside each other, lengths of a
    picture, of a row of tasks and of the line above it."""

    day: float
    who: float
    task: float
    in_a_row: int
    side: float
    row_high: float
    head: float


LARGE: Final = Print(24, 18, 16, 4, 16, 25.5, 17)
USUAL: Final = Print(18, 15, 12, 6, 11, 18, 13)


@dataclass(frozen=True, slots=True)
class Line:
    """One visit of the week."""

    day: str
    time: str
    who: tuple[tuple[str, str], ...]
    """One or two volunteers, each with the number to call or ""."""
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The plan of one person."""

    name: str
    lines: tuple[Line, ...]
    call: str
    call_phone: str
    needs: str
    review_on: date | None
    printed: date
    issuer: Issuer
    code: str


def gather(club: "Club", cared_id: str) -> PlanPaper:
    """The plan that holds today. Needs home_care.read; the asking is noted. Raises UserError when
    no visit is planned."""
    today = club.today()
    each = records.cared(club, cared_id)
    plan = plan_records.plan_on(club, cared_id, today)
    if plan is None or not plan.rounds:
        raise UserError(
            _("No visits to {name} are planned, so there is nothing to print.").format(
                name=each.name
            )
        )
    club.log_access("print", each.person_id, "care plan")
    issuer = issuer_of(club)
    return PlanPaper(
        name=_called(each, today),
        lines=_lines(club, plan),
        call=clean(each.contact_name or ""),
        call_phone=fmt_phone(each.contact_phone) if each.contact_phone else "",
        needs=clean(plan.needs or ""),
        review_on=plan.review_on,
        printed=today,
        issuer=issuer,
        code=code_for("care-plan", club.file_id, plan.id),
    )


def _called(each: Cared, today: date) -> str:
    years = age_by_year(each.birth, today) if each.birth else None
    name = f"{address(each.sex, years)} {clean(each.name)}"
    return f"{name[:1].upper()}{name[1:]}"


def _lines(club: "Club", plan: Plan) -> tuple[Line, ...]:
    phones = records.phones(club)
    found = []
    for each in plan.rounds:
        both = ((each.volunteer_id, each.volunteer), (each.second_id, each.second))
        who = tuple(
            (clean(name), fmt_phone(phones.get(person or "", ""))) for person, name in both if name
        )
        found.append(Line(_(WEEKDAYS[each.weekday]), each.at_time or "", who, each.tasks))
    return tuple(found)


def render(value: PlanPaper, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The plan as a PDF of one page, or more when there are many visits a week."""
    with speaking(language):
        into = BytesIO()
        title = _("Care plan of {name}").format(name=value.name)
        canvas = new_canvas(into, A4, title=title, author=value.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=value.issuer.practice)
        large = sum(_high(each, LARGE) for each in value.lines) <= VISITS_HIGH
        how = LARGE if large else USUAL
        chunks = _chunks(value.lines, how)
        for number, chunk in enumerate(chunks, start=1):
            y = head(sheet, FRAME, value.issuer, _("Who comes to see me"), "", 12)
            y = _page(sheet, value, chunk, y + 4, how)
            foot(
                sheet,
                FRAME,
                value.issuer,
                value.printed,
                (number, len(chunks)),
                value.code,
                _("Care plan"),
            )
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _chunks(lines: tuple[Line, ...], how: Print) -> list[list[Line]]:
    """The visits of each page."""
    chunks: list[list[Line]] = []
    used = 0.0
    for each in lines:
        if not chunks or used + _high(each, how) > VISITS_HIGH:
            chunks.append([])
            used = 0.0
        chunks[-1].append(each)
        used += _high(each, how)
    return chunks


def _high(each: Line, how: Print) -> float:
    more = (len(_who_lines(each, how)) - 1) * how.who * 0.45
    return more + how.head + _tasks_high(each, how)


def _tasks_high(each: Line, how: Print) -> float:
    return how.row_high * max(1, -(-len(each.tasks) // how.in_a_row))


def _page(sheet: Sheet, value: PlanPaper, lines: Sequence[Line], y: float, how: Print) -> float:
    left, room = FRAME.left, FRAME.room
    size = fitting(value.name, room, 26, 18, bold=True)
    sheet.text(left, y + 9, cut(value.name, room, size, bold=True), size, room=room, bold=True)
    y += 14
    for words in lines_of(value.needs, room, 14, False, 2) if value.needs else ():
        sheet.text(left, y + 5, words, 14, room=room)
        y += 6.6
    y += 3
    for each in lines:
        y = _visit(sheet, each, y, how)
    y += 4
    sheet.box(left, y, room, 30, weight=1.5, round_=2)
    told = _("In need, call:")
    sheet.text(left + 5, y + 8, told, 14, room=room - 10)
    size = fitting(f"{value.call} {value.call_phone}", room - 10, 20, 14, bold=True)
    whom = with_number(value.call, value.call_phone, room - 10, size)
    sheet.text(left + 5, y + 17, whom, size, room=room - 10, bold=True)
    chair = value.issuer.chair
    phone = fmt_phone(chair.phone) if chair.phone else ""
    club = _("The club: {who} {phone}. In danger: 115.").format(who=chair.called_short, phone=phone)
    sheet.text(left + 5, y + 25.4, cut(club, room - 10, 14), 14, room=room - 10)
    y += 36
    if value.review_on is not None:
        again = _("We look at this plan again on {day}.").format(day=fmt_date(value.review_on))
        sheet.text(left, y + 4, again, 13, room=room)
        y += 8
    return y


def _who_lines(each: Line, how: Print) -> tuple[str, ...]:
    """Who comes, on one line beside the day; two volunteers below each other rather than small."""
    room = FRAME.room - width(_day(each), how.day, bold=True) - 6
    one = _who(each.who)
    if width(one, how.who * 0.9) <= room:
        return (one,)
    # Rather short names than a number cut off.
    return tuple(
        line if width(line, 11) <= room else _who([(given_name(name), phone)])
        for name, phone in each.who
        for line in [_who([(name, phone)])]
    )


def _day(each: Line) -> str:
    return f"{each.day} {each.time}".strip()


def _who(people: Iterable[tuple[str, str]]) -> str:
    return " – ".join(f"{name} {phone}".strip() for name, phone in people)


def _visit(sheet: Sheet, each: Line, y: float, how: Print) -> float:
    """One visit of the week: day and time large, who comes, what for in pictures and words."""
    left, room = FRAME.left, FRAME.room
    sheet.rule(left, y, FRAME.right, 1.0)
    day = _day(each)
    base = y + how.head * 0.65
    sheet.text(left, base, day, how.day, room=room / 2, bold=True)
    taken = width(day, how.day, bold=True) + 6
    lines = _who_lines(each, how)
    for number, who in enumerate(lines):
        size = fitting(who, room - taken, how.who, 10)
        who = cut(who, room - taken, size)
        at = base + number * how.who * 0.45
        sheet.text(FRAME.right, at, who, size, room=room - taken, align="right")
    y += (len(lines) - 1) * how.who * 0.45
    step = room / how.in_a_row
    for place, task in enumerate(each.tasks):
        x = left + place % how.in_a_row * step
        top = y + how.head - 1.5 + place // how.in_a_row * how.row_high
        care_marks.draw(sheet, x + (step - how.side) / 2 - 4, top, how.side, task)
        word = _(SHORT[task])
        size = fitting(word, step - 8, how.task, 10)
        below = top + how.side + how.task * 0.41
        sheet.text(x + step / 2 - 4, below, word, size, room=step - 8, align="center")
    return y + how.head + _tasks_high(each, how)
