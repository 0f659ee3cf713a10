"""Pages of the health book that show one member: cover, identity, months, charts, whom to call.

What is not known becomes a line to write on. Lengths are millimetres, text sizes points.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from app.base.dates import fmt_birth, fmt_date
from app.base.names import given_name
from app.base.text import _, language
from app.documents.chart import PAPER, draw
from app.documents.health_book_frame import (
    BOTTOM,
    EDGES,
    INNER,
    OUTER,
    PAGES,
    TEXT_WIDTH,
    Book,
    Holder,
    blank_choices,
    blank_month,
    heading,
    left_of,
    month_frame,
    month_head,
)
from app.documents.issuer import Contact, Issuer
from app.documents.kit import Sheet
from app.documents.letters import (
    LEADING,
    MM,
    balanced,
    cut,
    fitting,
    fmt_phone,
    lines_of,
    masked,
    width,
    wrap,
)
from app.health import trend
from app.health.rules import (
    Reading,
    band,
    by_day,
    fmt_glucose,
    fmt_pressure,
    merged,
    number_text,
)
from app.health.summary import sentences
from app.health.thresholds import rules_on


def cover(sheet: Sheet, book: Book) -> None:
    """Page 1: club, title, whose book it is, and whom the finder should call."""
    issuer = book.issuer
    x, right = INNER, INNER + TEXT_WIDTH
    society = _("Association of the Elderly, {commune}").format(commune=issuer.commune)
    sheet.text(x, 19.8, cut(society, TEXT_WIDTH, 14), 14, room=TEXT_WIDTH)
    y = 27.6
    room = balanced(issuer.name, TEXT_WIDTH, 16, bold=True)
    for line in lines_of(issuer.name, room, 16, bold=True, most=2):
        sheet.text(x, y, line, 16, room=TEXT_WIDTH, bold=True)
        y += 7.4
    sheet.rule(x, y - 1.5, right, 2)
    for baseline, words in zip((64, 83), _("Health book").split(" ", 1), strict=False):
        sheet.text(x, baseline, words, 44, room=TEXT_WIDTH, bold=True)
    use = _("Bring it to the meetings of the club and to the doctor.")
    sheet.paragraph(x, 94.5, use, 16, room=balanced(use, TEXT_WIDTH, 16) + 0.1)
    _owner(sheet, book, 110)
    y = 184.2
    sheet.rule(x, y, right, 0.8)
    finder = issuer.chair
    if finder.name:
        said = _("If you find this book, please call {name}, chair").format(
            name=finder.called_short
        )
    else:
        said = _("If you find this book, please call")
    sheet.text(x, y + 6.2, cut(said, TEXT_WIDTH, 14), 14, room=TEXT_WIDTH)
    _phone_or_line(sheet, x, y + 12.6, finder.phone, 14, x + 48)
    thanks = _("Thank you.")
    sheet.text(right, y + 12.6, thanks, 14, room=60, bold=True, align="right")
    foot = (
        _("printed {day}").format(day=fmt_date(book.printed)),
        f"1/{PAGES}",
        _("code {code}").format(code=book.code),
    )
    sheet.text(right, 204.7, " · ".join(foot), 10, room=TEXT_WIDTH, align="right")


def _owner(sheet: Sheet, book: Book, top: float) -> None:
    """The frame with the holder's name, which may take two lines."""
    holder = book.holder
    x, right, room = INNER + 6, INNER + TEXT_WIDTH - 6, TEXT_WIDTH - 12
    sheet.text(x, top + 8.6, _("This book belongs to"), 14, room=70)
    number = _("No. {code}").format(code=holder.code)
    size = fitting(number, 40, 18, 14, bold=True)
    sheet.text(right, top + 8.6, number, size, room=40, bold=True, align="right")
    size = fitting(book.called, room, 29, 22, bold=True)
    if len(wrap(book.called, room, size, bold=True)) > 2:
        size = 18
    lines = lines_of(book.called, room, size, bold=True, most=2)
    y = top + 22.5
    for line in lines:
        sheet.text(x, y, line, size, room=room, bold=True)
        y += size * LEADING / MM
    y += 1.5 if len(lines) > 1 else 0.5
    facts = (
        (_birth_words(holder.birth), _("Born")),
        (_("Home: {place}").format(place=holder.hamlet) if holder.hamlet else "", _("My home")),
        (
            _("Phone: {number}").format(number=fmt_phone(holder.phone)) if holder.phone else "",
            _("Phone"),
        ),
    )
    for said, label in facts:
        if said:
            size = fitting(said, room, 18, 14)
            sheet.text(x, y, cut(said, room, size), size, room=room)
        else:
            sheet.text(x, y, label, 16, room=room)
            sheet.dotted(x + width(label, 16) + 3, y + 1.2, right)
        y += 9.6
    sheet.box(INNER, top, TEXT_WIDTH, max(58, y - 4 - top), weight=1.6, round_=2)


def _birth_words(birth: str | None) -> str:
    """ "Born on 12/5/1948", or with as much as is known; empty when nothing is."""
    if not birth:
        return ""
    said = {
        4: _("Born in {date}"),
        7: _("Born in month {date}"),
        10: _("Born on {date}"),
    }[len(birth)]
    return said.format(date=fmt_birth(birth))


def identity(sheet: Sheet, book: Book) -> None:
    """Page 2: who I am, my cards, whom to call."""
    holder = book.holder
    x, right = left_of(2), left_of(2) + TEXT_WIDTH
    heading(sheet, 2, _("My family and I"))
    facts = (
        (_("Full name"), holder.name),
        (_("Date of birth"), _birth_and_age(book)),
        (_("Citizen card no."), masked(holder.cccd) if len(holder.cccd) == 12 else ""),
        (_("Insurance no."), _insurance(holder.bhyt)),
        (_("Valid until"), fmt_date(holder.bhyt_until) if holder.bhyt_until else ""),
        (_("First place of care"), holder.bhyt_place),
    )
    y = 33.8
    for label, value in facts:
        sheet.text(x, y, label, fitting(label, 46, 14, 12), room=46)
        _value(sheet, x + 48, y, value, TEXT_WIDTH - 48)
        sheet.dotted(x + 48, y + 3, right)
        y += 13.2
    sheet.text(x, 117, _("In need, call"), 18, room=TEXT_WIDTH, bold=True)
    for place, contact in enumerate((holder.contact, Contact(), Contact())):
        top = 122.4 + place * 23.6
        sheet.box(x, top, TEXT_WIDTH, 20.8, weight=1, round_=1.6)
        if contact.name or contact.phone:
            _filled_contact(sheet, x, top, contact)
        else:
            sheet.text(x + 4, top + 6.4, _("Name, family tie"), 12, room=64)
            sheet.dotted(x + 4, top + 16.6, x + 68)
            sheet.text(x + 74, top + 6.4, _("Phone number"), 12, room=44)
            sheet.dotted(x + 74, top + 16.6, right - 4)


def _filled_contact(sheet: Sheet, x: float, top: float, contact: Contact) -> None:
    right = x + TEXT_WIDTH - 4
    phone = fmt_phone(contact.phone)
    room = TEXT_WIDTH - 12 - (width(phone, 20, True) if phone else 45)
    if contact.name:
        _value(sheet, x + 4, top + 12.6, contact.called, room)
    else:
        sheet.dotted(x + 4, top + 14, x + 4 + room)
    if phone:
        sheet.text(right, top + 13, phone, 20, room=60, bold=True, align="right")
    else:
        sheet.dotted(right - 45, top + 14, right)


def _value(sheet: Sheet, x: float, y: float, text: str, room: float) -> None:
    """A bold value, smaller or on two lines when it is long, the last one at `y`."""
    size = fitting(text, room, 16, 14, bold=True)
    lines = lines_of(text, room, size, bold=True, most=2)
    for number, line in enumerate(lines):
        baseline = y if len(lines) == 1 else y - 4.6 + number * 5.6
        sheet.text(x, baseline, line, size, room=room, bold=True)


def _birth_and_age(book: Book) -> str:
    birth = book.holder.birth
    if not birth:
        return ""
    years = book.age
    return _("{birth} (age {n})").format(birth=fmt_birth(birth), n=years) if years else birth


def _insurance(bhyt: str) -> str:
    """A health insurance number in groups: 24 0012 3456, or with the letters of older cards."""
    if len(bhyt) == 10:
        return f"{bhyt[:2]} {bhyt[2:6]} {bhyt[6:]}"
    if len(bhyt) == 15:
        return f"{bhyt[:2]} {bhyt[2]} {bhyt[3:5]} {bhyt[5:7]} {bhyt[7:11]} {bhyt[11:]}"
    return bhyt


def months(sheet: Sheet, page: int, book: Book, year: int) -> None:
    """Six months of a year: what was measured, else lines to go on by hand."""
    first = 1 if page in (6, 10) else 7
    taken = trend.in_year(book.holder.readings, year)
    by_month = {month: [one for one in taken if one.on.month == month] for month in range(1, 13)}
    note = "" if all(by_month[month] for month in range(first, first + 6)) else _("circle one mark")
    heading(sheet, page, _("Every month – {year}").format(year=year), note)
    sheet.template(f"month-head-{page}", partial(month_head, page=page))
    for row in range(6):
        month = first + row
        if by_month[month]:
            _filled_month(sheet, page, row, month, by_month[month])
        else:
            draw_month = partial(blank_month, page=page, row=row, month=month)
            sheet.template(f"month-{page}-{row}", draw_month)


def _filled_month(sheet: Sheet, page: int, row: int, month: int, taken: Sequence[Reading]) -> None:
    x = left_of(page)
    top = month_frame(sheet, page, row, month)
    shown = merged(taken)
    day = f"{shown.on.day}/{shown.on.month}"
    sheet.text(x + 24.4, top + 8.4, day, 14, room=14, align="right")
    pressure = fmt_pressure(shown)
    weight = "" if shown.weight_g is None else number_text("weight", shown.weight_g)
    cells = (
        (pressure or "/", 22, bool(pressure)),
        ("" if shown.pulse is None else str(shown.pulse), 18, False),
        (weight, 18, False),
        (given_name(shown.taken_by or ""), 14, False),
    )
    for (text, largest, bold), (left, right) in zip(cells, pairwise(EDGES[1:]), strict=True):
        room = right - left - 1
        size = fitting(text, room, largest, 14, bold)
        said = cut(text, room, size, bold)
        middle = x + (left + right) / 2
        sheet.text(middle, top + 9.4, said, size, room=room, bold=bold, align="center")
    found = band(shown, rules_on(shown.on))
    if found:
        word = found.word.in_(language())
        sheet.mark(x + 2.4, top + 15.8, 7.6, found.code)
        size = fitting(word, 37, 16, 14, bold=True)
        sheet.text(x + 25.6, top + 21.6, word, size, room=37, bold=True)
    else:
        blank_choices(sheet, x, top)
    _month_note(sheet, x, top, remarks(taken, shown))


def remarks(taken: Sequence[Reading], shown: Reading) -> str:
    """The first and the second reading, the other days of the month, glucose, what was noted."""
    of_day = [one for one in taken if one.systolic is not None and one.on == shown.on]
    parts = []
    if len(of_day) > 1:
        then = _("{first}, then {second}")
        first, second = (f"{one.systolic}/{one.diastolic}" for one in (of_day[0], of_day[-1]))
        parts.append(then.format(first=first, second=second))
    parts += [
        f"{one.on.day}/{one.on.month}: {fmt_pressure(one)}"
        for one in by_day(taken)
        if one.systolic is not None and one.on != shown.on
    ]
    if shown.glucose_umol_l is not None:
        parts.append(_("glucose {value}").format(value=fmt_glucose(shown.glucose_umol_l)))
    parts += [one.note for one in taken if one.note]
    return "; ".join(parts)


def _month_note(sheet: Sheet, x: float, top: float, note: str) -> None:
    """A remark at the right of the band, on two lines at most; else a line to write on."""
    if not note:
        sheet.dotted(x + 66, top + 22.6, x + TEXT_WIDTH)
        return
    room = TEXT_WIDTH - 63
    lines = lines_of(note, room, 14, bold=False, most=2)
    for number, line in enumerate(lines):
        baseline = top + 21.6 if len(lines) == 1 else top + 18.8 + number * 5.6
        sheet.text(x + 63, baseline, line, 14, room=room)


def pressure_of_year(sheet: Sheet, book: Book) -> None:
    """Page 8: the upper and the lower number over the months of the year."""
    x = left_of(8)
    heading(sheet, 8, _("Blood pressure in {year}").format(year=book.year))
    note = _("Each dot is one measuring. In the white zone is good.")
    y = sheet.paragraph(x, 29.6, note, 16, room=TEXT_WIDTH)
    readings = book.holder.readings
    sheet.text(x, y + 1.4, _("Upper number"), 16, room=TEXT_WIDTH, bold=True)
    upper = trend.systolic_of_year(readings, book.rules, book.year)
    draw(sheet, upper, x, y + 3, TEXT_WIDTH, 117 - y)
    sheet.text(x, 126.2, _("Lower number"), 16, room=TEXT_WIDTH, bold=True)
    lower = replace(trend.diastolic_of_year(readings, book.rules, book.year), foot=_("month"))
    draw(sheet, lower, x, 127.8, TEXT_WIDTH, 66)


def weight_of_year(sheet: Sheet, book: Book) -> None:
    """Page 9: weight over the months, and what the pictures say in a few sentences."""
    x = left_of(9)
    heading(sheet, 9, _("Weight in {year}").format(year=book.year))
    sheet.text(x, 31.4, _("Kilograms"), 16, room=TEXT_WIDTH, bold=True)
    chart = trend.weight_of_year(book.holder.readings, book.year)
    draw(sheet, chart, x, 33, TEXT_WIDTH, 60, replace(PAPER, side=2 * MM))
    sheet.rule(x, 96, x + TEXT_WIDTH, 1.2)
    sheet.text(x, 104.4, _("Looking at the pictures"), 18, room=TEXT_WIDTH, bold=True)
    y = 113.4
    for sentence in sentences(book.holder.readings, book.rules, book.year):
        sheet.disc(x + 1.6, y - 1.9, 2.4)
        y = sheet.paragraph(x + 6, y, sentence, 16, room=TEXT_WIDTH - 6) + 1.2
    text = _("**Go on by hand:** one dot each month, joined with the one before.")
    top = BOTTOM - 19
    sheet.box(x, top, TEXT_WIDTH, 19, weight=1, round_=1.6)
    sheet.paragraph(x + 4, top + 8, text, 16, room=TEXT_WIDTH - 8)


def emergency(sheet: Sheet, book: Book) -> None:
    """Page 16: the ambulance, whom to call, and the address to read out."""
    holder, issuer = book.holder, book.issuer
    x, right = OUTER, OUTER + TEXT_WIDTH
    sheet.tint(x, 16, TEXT_WIDTH, 40, 100, round_=2)
    sheet.text(x + 6, 27.6, _("Emergency"), 20, room=66, bold=True, paper=True)
    told = _("Say clearly: who, what happened, where.")
    sheet.paragraph(x + 6, 37.4, told, 16, room=58, paper=True)
    sheet.text(right - 6, 47, "115", 66, room=48, bold=True, align="right", paper=True)
    sheet.text(x, 66.4, _("When you need help"), 18, room=TEXT_WIDTH, bold=True)
    y = 70.4
    sheet.rule(x, y, right, 0.8)
    station = _("Health station, {commune}").format(commune=issuer.commune)
    for label, contact in (
        (station, Contact()),
        (_("Chair of the club"), issuer.chair),
        (_("Health lead of the club"), issuer.health_lead),
        (_("My volunteer"), Contact()),
    ):
        _help_line(sheet, x, y, label, contact)
        y += 18.4
        sheet.rule(x, y, right, 0.8)
    sheet.text(x, y + 7.4, _("My home (read it out to 115)"), 14, room=TEXT_WIDTH)
    _address(sheet, x, y + 16, holder, issuer)
    sheet.rule(x, 176.6, right, 0.8)
    meetings = _("Meetings of the club")
    sheet.text(x, 183.6, meetings, 14, room=TEXT_WIDTH / 2)
    sheet.dotted(x + width(meetings, 14) + 3, 185, right)
    sheet.dotted(x, 193.4, right)


def _help_line(sheet: Sheet, x: float, y: float, label: str, contact: Contact) -> None:
    right = x + TEXT_WIDTH
    sheet.text(x, y + 7.2, cut(label, 72, 14), 14, room=72)
    if contact.name:
        size = fitting(contact.called, 72, 16, 14, bold=True)
        name = cut(contact.called, 72, size, True)
        sheet.text(x, y + 14.8, name, size, room=72, bold=True)
    else:
        sheet.dotted(x, y + 16, x + 68)
    if contact.phone:
        phone = fmt_phone(contact.phone)
        sheet.text(right, y + 12.4, phone, 20, room=50, bold=True, align="right")
    else:
        sheet.dotted(right - 48, y + 16, right)


def _address(sheet: Sheet, x: float, y: float, holder: Holder, issuer: Issuer) -> None:
    """Hamlet, commune and province on two lines; a line to write on when the hamlet is missing."""
    parts = [part for part in (holder.hamlet, issuer.commune, issuer.province) if part]
    if not holder.hamlet:
        sheet.dotted(x, y + 1.2, x + TEXT_WIDTH)
        y += 8.4
    address = ", ".join(parts)
    address = address[:1].upper() + address[1:]
    size = fitting(address, TEXT_WIDTH * 1.8, 18, 14, bold=True)
    for line in lines_of(address, TEXT_WIDTH, size, bold=True, most=2):
        sheet.text(x, y, line, size, room=TEXT_WIDTH, bold=True)
        y += size * LEADING / MM


def _phone_or_line(sheet: Sheet, x: float, y: float, phone: str, size: float, until: float) -> None:
    if phone:
        sheet.text(x, y, fmt_phone(phone), size, room=60, bold=True)
    else:
        sheet.dotted(x, y + 1.4, until)
