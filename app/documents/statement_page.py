"""The public statement of a month on one page of A4, to be read aloud, signed and kept.

Each sum stands under its parts with + – = before them. The more there is to tell, the lower the
lines, and in the end the fewer. Lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from app.base import money
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import _, ngettext, speaking
from app.documents.frame import A4, FOOT, Frame, club_line
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, cut, fitting, lines_of, width, wrap
from app.documents.statement import Part, Statement
from app.documents.statement_words import (
    Detail,
    about,
    check_line,
    day_words,
    fewer_funds,
    late_words,
    nothing,
    one_line,
    proof,
    shown,
)
from app.funds.accounts import INCOME

FRAME: Final = Frame(20, 175)
TOP = 16.0
BODY_TOP = 40.0
END = 281.0
"""The rule above the foot."""
SIGN_HIGH = 31.0
SIGN_AT: Final = 8.0
INDENT = 8.0
SLIM = 12.6
"""The height of a fund on one line, with its title."""
_LEAD = 14.0
_DETAILS: Final[tuple[Detail, ...]] = ("all", "grouped", "sums")
_SETTINGS: Final = ((7.8, 13.5), (7.2, 13.0), (6.6, 12.5), (5.7, 12.0))
"""The height and the size of a line, from the airy to the dense."""
_DENSE = 6.0
"""Below this height of a line nothing is said of what a fund is for."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a page is set: the height and size of a line, and how much each fund tells."""

    pitch: float
    size: float
    details: Mapping[str, Detail]


def render(statement: Statement, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The page as a PDF."""
    with speaking(language):
        statement = fewer_funds(statement)
        into = BytesIO()
        title = f"{_('Public statement')} {_month(statement)}"
        issuer = statement.issuer
        canvas = new_canvas(into, A4, title=title, author=issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        _head(sheet, statement)
        y = _lead(sheet, statement, BODY_TOP)
        room = END - SIGN_HIGH - _proof_high(statement) - y
        fit = _fitting(statement, room)
        gap = min(5.0, max(0.0, room - _high(statement, fit)) / (len(statement.parts) + 1))
        for number, part in enumerate(statement.parts, start=1):
            y = _part(sheet, y, statement, number, part, fit) + gap
        y = _proof(sheet, y + 2, statement)
        _signers(sheet, max(y, END - SIGN_HIGH - 10), statement)
        _foot(sheet, statement)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


def code_of(statement: Statement) -> str:
    """The code at the foot: it follows from every amount on the page."""
    amounts = (
        f"{part.code} {part.opening_vnd} {line.kind} {line.amount_vnd}"
        for part in statement.parts
        for line in part.lines
    )
    facts = (str(statement.month), str(statement.until), str(statement.total_vnd))
    sealed = statement.seal.sha256 if statement.seal else ""
    return code_for("statement", statement.issuer.mark, *facts, sealed, *amounts)


def _month(statement: Statement) -> str:
    return _("month {month}/{year}").format(month=statement.month.month, year=statement.month.year)


# --- how much fits ------------------------------------------------------------------------------


def _fitting(statement: Statement, room: float) -> _Fit:
    """The airiest setting in which all of it fits: lower lines first, then the smaller funds on
    one line each, then fewer lines of the longest."""
    details: dict[str, Detail] = {part.code: "all" for part in statement.parts}
    while True:
        for pitch, size in _SETTINGS:
            fit = _Fit(pitch, size, details)
            if _high(statement, fit) <= room:
                return fit
        details = _less(statement, details)
        if not details:
            return fit


def _less(statement: Statement, details: Mapping[str, Detail]) -> dict[str, Detail]:
    """The next step of telling less; nothing when no step is left."""
    whole = [part.code for part in statement.parts[2:] if details[part.code] != "line"]
    if whole:
        return {**details, whole[-1]: "line"}
    open_parts = [part for part in statement.parts if details[part.code] in _DETAILS[:-1]]
    if not open_parts:
        return {}
    longest = max(open_parts, key=lambda part: len(shown(part, details[part.code])))
    return {**details, longest.code: _DETAILS[_DETAILS.index(details[longest.code]) + 1]}


def _high(statement: Statement, fit: _Fit) -> float:
    return sum(_part_high(statement, part, fit) for part in statement.parts)


def _part_high(statement: Statement, part: Part, fit: _Fit) -> float:
    if fit.details[part.code] == "line":
        return SLIM
    lines = len(shown(part, fit.details[part.code])) + 2
    notes = len(_wrapped(_note(statement, part), fit))
    bar = 17.0 if part.code == INCOME else 0.0
    sub = 5.6 if about(part) and fit.pitch > _DENSE else 0.0
    return 10.0 + sub + bar + lines * fit.pitch + notes * 5.6 + 3.0


def _wrapped(note: str, fit: _Fit) -> list[str]:
    return lines_of(note, FRAME.room - INDENT, min(fit.size, 12.5), False, 3) if note else []


# --- the parts of the page ----------------------------------------------------------------------


def _head(sheet: Sheet, statement: Statement) -> None:
    line = club_line(statement.issuer)
    size = fitting(line, FRAME.room, 12.5, FOOT)
    sheet.text(FRAME.left, TOP + 3.6, cut(line, FRAME.room, size), size, room=FRAME.room)
    month = _month(statement)
    taken = width(month, 20, bold=True) + 6
    title = _("Public statement")
    size = fitting(title, FRAME.room - taken, 27, 20, bold=True)
    base = TOP + 15.4
    sheet.text(FRAME.left, base, title, size, room=FRAME.room - taken, bold=True)
    sheet.text(FRAME.right, base, month, 20, room=taken, bold=True, align="right")
    sheet.rule(FRAME.left, TOP + 19.6, FRAME.right, 1.8)


def _lead(sheet: Sheet, statement: Statement, y: float) -> float:
    count = len(statement.parts)
    if not count:
        return sheet.paragraph(FRAME.left, y + 2.6, nothing(statement), _LEAD, room=FRAME.room)
    shared = ngettext("in {n} fund", "in {n} funds", count).format(n=count)
    words = _(
        "Money of the club at the end of {day}: **{total}**, {shared}."
        " The money of a fund is only for that fund."
    ).format(day=fmt_date(statement.until), total=money.fmt(statement.total_vnd), shared=shared)
    return sheet.paragraph(FRAME.left, y + 2.6, words, _LEAD, room=FRAME.room) - 1.4


def _part(
    sheet: Sheet, y: float, statement: Statement, number: int, part: Part, fit: _Fit
) -> float:
    """A fund from its title to what is left of it; returns the height below."""
    left, right = FRAME.left, FRAME.right
    if number > 1:
        sheet.rule(left, y, right, 1.3)
    if fit.details[part.code] == "line":
        return _slim(sheet, y, number, part)
    total = money.fmt(part.closing_vnd + part.state.lent)
    taken = width(total, 17, bold=True) + 5
    title = f"{number}. {part.title}"
    size = fitting(title, FRAME.room - taken, 17, 13, bold=True)
    y += 8.0
    words = cut(title, FRAME.room - taken, size, bold=True)
    sheet.text(left, y, words, size, room=FRAME.room - taken, bold=True)
    sheet.text(right, y, total, 17, room=taken, bold=True, align="right")
    y += 2.0
    said = about(part)
    if said and fit.pitch > _DENSE:
        y += 4.4
        size = fitting(said, FRAME.room, 12.5, 11)
        sheet.text(left, y, cut(said, FRAME.room, size), size, room=FRAME.room)
        y += 1.2
    if part.code == INCOME:
        y = _bar(sheet, y + 1.6, statement, part)
    y = _sums(sheet, y, statement, part, fit)
    for line in _wrapped(_note(statement, part), fit):
        y += 5.6
        size = min(fit.size, 12.5)
        sheet.text(left + INDENT, y - 0.6, line, size, room=FRAME.room - INDENT)
    return y + 3.0


def _slim(sheet: Sheet, y: float, number: int, part: Part) -> float:
    """A fund on two lines: its name and what is left, and how that comes about."""
    figure = money.fmt(part.closing_vnd)
    taken = width(figure, 13.5, bold=True) + 4
    room = FRAME.room - taken
    title = f"{number}. {part.title}"
    size = fitting(title, room, 13.5, 11.5, bold=True)
    words = cut(title, room, size, bold=True)
    sheet.text(FRAME.left, y + 5.4, words, size, room=room, bold=True)
    sheet.text(FRAME.right, y + 5.4, figure, 13.5, room=taken, bold=True, align="right")
    words = one_line(part)
    size = fitting(words, FRAME.room - INDENT, 12, FOOT)
    sheet.text(FRAME.left + INDENT, y + 10.4, words, size, room=FRAME.room - INDENT)
    return y + SLIM


def _sums(sheet: Sheet, y: float, statement: Statement, part: Part, fit: _Fit) -> float:
    """What was there, each line with its sign, what is left."""
    rows: list[tuple[str, str, int, bool]] = [
        ("", _on(statement.month.first.day, statement), part.opening_vnd, False)
    ]
    for words, amount in shown(part, fit.details[part.code]):
        rows.append(("+" if amount > 0 else "–", words, abs(amount), False))
    left = _("Left on {day}").format(day=day_words(statement.until))
    rows.append(("=", left, part.closing_vnd, True))
    for place, (sign, words, amount, bold) in enumerate(rows):
        if place:
            whole = bold or place == 0
            start = FRAME.left if whole else FRAME.left + INDENT
            sheet.rule(start, y, FRAME.right, 1.2 if bold else 0.5)
        base = y + fit.pitch / 2 + fit.size * 0.125
        figure = money.fmt(amount)
        taken = width(figure, fit.size, bold=bold) + 4
        room = FRAME.room - INDENT - taken
        if sign:
            sheet.text(FRAME.left + 1, base, sign, fit.size, room=INDENT, bold=True)
        size = fitting(words, room, fit.size, 11.5, bold=bold)
        words = cut(words, room, size, bold=bold)
        sheet.text(FRAME.left + INDENT, base, words, size, room=room, bold=bold)
        sheet.text(FRAME.right, base, figure, fit.size, room=taken, bold=bold, align="right")
        y += fit.pitch
    return y


def _on(day: int, statement: Statement) -> str:
    return _("There on {day}").format(day=f"{day}/{statement.month.month}")


def _bar(sheet: Sheet, y: float, statement: Statement, part: Part) -> float:
    """Lent against left, to scale; words stand inside, or beside where the piece is too narrow."""
    high = 13.6
    lent, left = part.state.lent, part.closing_vnd
    whole = lent + left
    people = statement.borrowers
    words = ngettext("lent to {n} person", "lent to {n} people", people).format(n=people)
    pieces = ((words, lent, 18), (_("left in the fund"), left, 0))
    least = [
        max(width(said, 12), width(money.fmt(amount), 13.5, True)) + 5
        for said, amount, _g in pieces
    ]
    share = FRAME.room * (lent / whole if whole else 0.0)
    share = min(max(share, least[0]), FRAME.room - least[1])
    x = FRAME.left
    for (said, amount, grey), wide in zip(pieces, (share, FRAME.room - share), strict=True):
        if grey:
            sheet.tint(x, y, wide, high, grey)
        sheet.box(x, y, wide, high, weight=1.2)
        sheet.text(x + 2.5, y + 5.2, said, 12, room=wide - 3)
        sheet.text(x + 2.5, y + 11, money.fmt(amount), 13.5, room=wide - 3, bold=True)
        x += wide
    return y + high + 1.8


def _note(statement: Statement, part: Part) -> str:
    return " ".join(_notes(statement, part))


def _notes(statement: Statement, part: Part) -> Iterator[str]:
    """Sentences below a fund: who is late, what was given up, what belongs to others."""
    state = part.state
    if part.code == INCOME:
        if state.lent or statement.goods:
            yield late_words(statement.late)
        if statement.goods:
            count = statement.goods
            said = ngettext("{n} loan of goods is out.", "{n} loans of goods are out.", count)
            yield said.format(n=count)
        if state.written_off:
            yield _("Given up by vote of the members so far: {amount}.").format(
                amount=money.fmt(state.written_off)
            )
    if state.held:
        yield _("Of this, {amount} is kept for members who paid too much.").format(
            amount=money.fmt(state.held)
        )


def _proof_lines(statement: Statement) -> Iterator[tuple[str, float, bool]]:
    """The sentences in the frame with their sizes, the second bold: that it fits."""
    for place, words in enumerate(proof(statement)):
        bold = place == 1
        yield words, fitting(words, FRAME.room - 8, 12.5, 11.5, bold=bold), bold


def _proof_high(statement: Statement) -> float:
    return 10.0 + sum(
        len(wrap(words, FRAME.room - 8, size, bold)) * size * LEADING / MM
        for words, size, bold in _proof_lines(statement)
    )


def _proof(sheet: Sheet, y: float, statement: Statement) -> float:
    high = _proof_high(statement) - 4
    sheet.box(FRAME.left, y, FRAME.room, high, weight=1.2, round_=2)
    base = y + 6.4
    for words, size, bold in _proof_lines(statement):
        base = sheet.paragraph(FRAME.left + 4, base, words, size, room=FRAME.room - 8, bold=bold)
    return y + high


def _signers(sheet: Sheet, y: float, statement: Statement) -> None:
    seal = statement.seal
    signers = (
        (_("Treasurer"), statement.hands.treasurer),
        (_("For the members"), (seal.witness or "") if seal else ""),
        (_("Chair"), statement.hands.chair),
    )
    wide = FRAME.room / len(signers)
    for place, (title, name) in enumerate(signers):
        middle = FRAME.left + wide * (place + 0.5)
        size = fitting(title, wide - 3, 12.5, 11, bold=True)
        sheet.text(middle, y + SIGN_AT, title, size, room=wide - 3, bold=True, align="center")
        if name:
            size = fitting(name, wide - 3, 12.5, 11)
            words = cut(name, wide - 3, size)
            sheet.text(middle, END - 4, words, size, room=wide - 3, align="center")


def _foot(sheet: Sheet, statement: Statement) -> None:
    sheet.rule(FRAME.left, END, FRAME.right, 0.5)
    left = check_line(statement) or _("This month is not closed yet.")
    size = fitting(left, FRAME.room, 11, FOOT, bold=True)
    sheet.text(FRAME.left, END + 4.8, left, size, room=FRAME.room, bold=True)
    base = END + 9.6
    right = _("printed {date} · page {n}/{all} · {code}").format(
        date=fmt_date(statement.printed), n=1, all=1, code=code_of(statement)
    )
    taken = width(right, FOOT)
    sheet.text(FRAME.right, base, right, FOOT, room=taken, align="right")
    room = FRAME.room - taken - 4
    sheet.text(FRAME.left, base, cut(club_line(statement.issuer), room, FOOT), FOOT, room=room)
