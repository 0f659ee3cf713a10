"""Slips that ask the health station to see somebody: who, what was measured and when, and room for
the station's answer. Two or four on A4, one pile; never the name of an illness.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from app.base.dates import Month, fmt_birth, fmt_date
from app.base.ids import code_for
from app.base.names import formal_address
from app.base.text import _, speaking
from app.documents.chosen import place_of
from app.documents.frame import A4, FOOT, club_line
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, lines_of, width
from app.health import referral_records
from app.health.records import readings_between
from app.health.referrals import Due, Referral, Why
from app.health.rules import Reading, by_day, fmt_glucose, fmt_pressure, fmt_weight
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

PerSheet = Literal[2, 4]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip. `taken` are the readings of the day, in the order of measuring; `referral_id` is
    empty while the book does not know it yet."""

    person_id: str
    called: str
    birth: str | None
    place: str
    bhyt: str
    bhyt_until: date | None
    on: date
    why: Why
    note: str
    taken: tuple[Reading, ...]
    referral_id: str = ""

    @property
    def counted(self) -> Reading | None:
        """What counts of the day; None when nothing was measured."""
        return by_day(self.taken)[-1] if self.taken else None


@dataclass(frozen=True, slots=True)
class Pile:
    """The slips of one printing, and who gives them out."""

    slips: tuple[Slip, ...]
    due: tuple[Due, ...]
    printed: date
    issuer: Issuer


def gather(club: "Club", slips: Sequence[Referral], due: Sequence[Due] = ()) -> Pile:
    """What these slips say, and those that are due and not written yet; in the order of names,
    the urgent first. Needs health.read; the asking is noted."""
    wanted = [(one.person_id, date.fromisoformat(one.on_date)) for one in slips]
    days = [day for _person, day in wanted] + [one.reading.on for one in due]
    taken = readings_between(club, min(days), max(days)) if days else {}
    issuer, today = issuer_of(club), club.today()
    found = {member.id: member.person for member in members.people(club, today)}

    def made(person_id: str, on: date, why: Why, note: str, slip_id: str) -> Slip:
        person = found[person_id]
        of_day = tuple(one for one in taken.get(person_id, ()) if one.on == on)
        return Slip(
            person_id=person_id,
            called=_called(person.name, formal_address(person.sex)),
            birth=person.birth,
            place=place_of(person, issuer),
            bhyt=clean(person.bhyt or ""),
            bhyt_until=date.fromisoformat(person.bhyt_until) if person.bhyt_until else None,
            on=on,
            why=why,
            note=clean(note),
            taken=of_day,
            referral_id=slip_id,
        )

    order = {person_id: place for place, person_id in enumerate(found)}
    every = [
        *(
            made(one.person_id, date.fromisoformat(one.on_date), one.why, one.note or "", one.id)
            for one in slips
        ),
        *(made(one.person_id, one.reading.on, one.why, "", "") for one in due),
    ]
    every.sort(key=lambda slip: (slip.why != "urgent", order[slip.person_id], slip.on))
    return Pile(tuple(every), tuple(due), today, issuer)


def of_month(club: "Club", month: Month) -> Pile:
    """The slips given in a month, and those that its readings ask for. Needs health.read."""
    slips = referral_records.referrals_of_month(club, month)
    return gather(club, slips, referral_records.due_in(club, month))


def note_printed(club: "Club", pile: Pile) -> None:
    """Once the pile is printed or saved: the slips that were due are given, the others printed."""
    known = [slip.referral_id for slip in pile.slips if slip.referral_id]
    if known:
        referral_records.mark_printed(club, known)
    if pile.due:
        referral_records.give(club, pile.due)


def _called(name: str, title: str) -> str:
    return f"{title[:1].upper()}{title[1:]} {clean(name)}".strip()


def render(
    pile: Pile, *, per_sheet: PerSheet = 2, language: str = "vi", watch: Watch | None = None
) -> bytes:
    """The pile as one PDF; without slips one page that says so."""
    with speaking(language):
        into = BytesIO()
        title = _("Slips for the health station")
        canvas = new_canvas(into, A4, title=title, author=pile.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=pile.issuer.practice)
        for start in range(0, len(pile.slips), per_sheet):
            for place, slip in enumerate(pile.slips[start : start + per_sheet]):
                _draw(sheet, pile, slip, place, per_sheet)
            _cuts(sheet, per_sheet)
            sheet.next_page()
        if not pile.slips:
            sheet.text(20, 40, title, 20, room=170, bold=True)
            said = _("Nobody has to be asked to see the health station.")
            sheet.paragraph(20, 54, said, 16, room=170)
            base = A4[1] - 7.6
            foot = f"{club_line(pile.issuer)} · {fmt_date(pile.printed)} · 1/1"
            sheet.text(20, base, cut(foot, 170, FOOT), FOOT, room=170)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _cuts(sheet: Sheet, per_sheet: PerSheet) -> None:
    sheet.line(5, A4[1] / 2, A4[0] - 5, A4[1] / 2, 0.4, 60)
    if per_sheet == 4:
        sheet.line(A4[0] / 2, 5, A4[0] / 2, A4[1] - 5, 0.4, 60)


# --- one slip -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Measures:
    """Sizes of one slip: texts in points, the rest in millimetres from its top."""

    club: float
    title: float
    name: float
    text: float
    small: float
    figure: float
    first: float
    box: float
    box_high: float


_SIZES: Final[dict[PerSheet, _Measures]] = {
    2: _Measures(12.5, 24, 22, 15, 14, 34, 14, 94, 41),
    4: _Measures(11, 17, 15, 12.5, 12, 26, 11, 99, 37.4),
}


def _draw(sheet: Sheet, pile: Pile, slip: Slip, place: int, per_sheet: PerSheet) -> None:
    size, half = _SIZES[per_sheet], A4[1] / 2
    if per_sheet == 2:
        top, left, room = place * half, 20.0, 172.0
    else:
        top, left, room = place // 2 * half, 9 + place % 2 * A4[0] / 2, 87.0
    pen = _Pen(sheet, left, room, top + size.first)
    club = club_line(pile.issuer)
    if width(club, size.club * 0.9) > room:
        club = pile.issuer.name
    pen.one(club, size.club)
    pen.y += size.title / MM * 0.5  # its capitals carry marks
    pen.one(_("Please examine this person"), size.title, bold=True)
    pen.rule(1.3)
    station = _("To: health station, {commune}").format(commune=pile.issuer.commune)
    pen.one(station, size.text)
    pen.y += size.name / MM * 0.35
    beside = _Pen(sheet, left + 108, room - 108, pen.y) if per_sheet == 2 else pen
    if per_sheet == 2:
        pen.room = 102
    _who(pen, slip, size)
    _measured(beside, slip, size)
    pen.room = room
    pen.y = max(pen.y, beside.y) + 2
    _ask(pen, slip, size)
    _station(_Pen(sheet, left, room, top + size.box), size, large=per_sheet == 2)
    _foot(pen, pile, slip, top + half)


def _who(pen: "_Pen", slip: Slip, size: _Measures) -> None:
    pen.many(slip.called, size.name, bold=True)
    born = _("born {birth}").format(birth=fmt_birth(slip.birth)) if slip.birth else ""
    pen.many(", ".join(part for part in (born, slip.place) if part), size.text)
    if slip.bhyt:
        said = _("Health insurance card {number}").format(number=slip.bhyt)
        if slip.bhyt_until:
            said += ", " + _("valid until {day}").format(day=fmt_date(slip.bhyt_until))
        pen.one(said, size.text)


def _measured(pen: "_Pen", slip: Slip, size: _Measures) -> None:
    counted = slip.counted
    if counted is None:
        return
    pen.one(_("Measured in the club on {day}").format(day=fmt_date(counted.on)), size.small)
    others = []
    if counted.systolic is not None:
        pen.y += size.figure / MM * 0.5
        pen.one(fmt_pressure(counted), size.figure, bold=True)
        pen.y -= size.figure / MM * 0.35
        each = [fmt_pressure(one) for one in slip.taken if one.systolic is not None]
        if len(each) > 1:
            pen.one(_("mean of {pressures}").format(pressures=", ".join(each)), size.small)
    if counted.pulse is not None:
        others.append(_("pulse {n}").format(n=counted.pulse))
    if counted.weight_g is not None:
        others.append(fmt_weight(counted.weight_g))
    if counted.glucose_umol_l is not None:
        others.append(_("glucose {value}").format(value=fmt_glucose(counted.glucose_umol_l)))
    if others:
        pen.one(", ".join(others), size.small)


def _ask(pen: "_Pen", slip: Slip, size: _Measures) -> None:
    words = (
        _("Please go to the health station today.")
        if slip.why == "urgent"
        else _("Please go to the health station to be examined.")
    )
    pen.many(words, size.text + 1, bold=True)
    if slip.note:
        pen.one(slip.note, size.text)


def _station(pen: "_Pen", size: _Measures, *, large: bool) -> None:
    """The lines on which the health station answers."""
    pen.sheet.box(pen.left, pen.y, pen.room, size.box_high, weight=1, round_=1.5)
    x, y, end = pen.left + 3, pen.y + 6.5, pen.left + pen.room - 3
    room = end - x
    head = (
        _("The health station writes, and gives it back to the club")
        if large
        else _("Answer of the health station")
    )
    at = fitting(head, room, size.small, 10, bold=True)
    pen.sheet.text(x, y, cut(head, room, at, bold=True), at, room=room, bold=True)
    seen, said, coming = _("Seen on"), _("Doctor's advice"), _("Next visit")
    if large:
        middle = x + room / 2
        _line(pen.sheet, x, y + 10, seen, middle - 4, size.small)
        _line(pen.sheet, middle, y + 10, coming, end, size.small)
        _line(pen.sheet, x, y + 20, said, end, size.small)
        pen.sheet.dotted(x, y + 30.5, end)
    else:
        for row, label in enumerate((seen, said, coming), start=1):
            _line(pen.sheet, x, y + row * 9.4, label, end, size.small)


def _line(sheet: Sheet, x: float, y: float, label: str, end: float, size: float) -> None:
    sheet.text(x, y, label, size, room=end - x)
    sheet.dotted(x + width(label, size) + 2, y + 1.2, end)


def _foot(pen: "_Pen", pile: Pile, slip: Slip, bottom: float) -> None:
    base = bottom - 7.6
    lead = pile.issuer.health_lead if pile.issuer.health_lead.name else pile.issuer.chair
    code = code_for("referral", pile.issuer.mark, slip.person_id, slip.on.isoformat())
    right = _("printed {day}").format(day=fmt_date(pile.printed)) + " · " + code
    taken = width(right, FOOT)
    pen.sheet.text(pen.left + pen.room, base, right, FOOT, room=taken + 1, align="right")
    room = pen.room - taken - 3
    who = _("For the club: {name}").format(name=lead.called)
    if width(who, FOOT) > room:
        who = lead.called
    pen.sheet.text(pen.left, base, cut(who, room, FOOT), FOOT, room=room)


class _Pen:
    """Writes lines one below the other in a column; `y` is the next baseline."""

    def __init__(self, sheet: Sheet, left: float, room: float, y: float) -> None:
        self.sheet, self.left, self.room, self.y = sheet, left, room, y
        self._base = y

    def one(self, text: str, size: float, *, bold: bool = False) -> None:
        """A line that becomes smaller, and is cut when that is not enough."""
        at = fitting(text, self.room, size, max(size * 0.75, FOOT), bold=bold)
        self._write(cut(text, self.room, at, bold=bold), at, bold=bold)

    def many(self, text: str, size: float, *, bold: bool = False) -> None:
        """At most two lines."""
        at = fitting(text, self.room, size, size * 0.85, bold=bold)
        for line in lines_of(text, self.room, at, bold, 2):
            self._write(line, at, bold=bold)

    def rule(self, weight: float) -> None:
        """A line below the last words, and room for the next."""
        y = self._base + 3
        self.sheet.rule(self.left, y, self.left + self.room, weight)
        self.y = y + 7

    def _write(self, text: str, size: float, *, bold: bool) -> None:
        self.sheet.text(self.left, self.y, text, size, room=self.room, bold=bold)
        self._base = self.y
        self.y += size * LEADING / MM
