"""Member cards with a QR code, eight on a sheet of A4, to be cut along the marks.

A card tells who it belongs to and nothing that must stay secret. Lengths are millimetres, sizes
points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.job import NO_JOB, Job
from app.base.names import formal_address
from app.base.text import _, speaking
from app.documents.chosen import chosen
from app.documents.frame import A4, QUIET, qr
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import MM, clean, cut, fitting, lines_of, width
from app.documents.listing import Column, Group, Listing
from app.members.card_code import card_code

if TYPE_CHECKING:
    from app.club.file import Club

WIDE, HIGH = 91.0, 61.0
ACROSS, DOWN = 2, 4
LEFT, TOP = (A4[0] - ACROSS * WIDE) / 2, (A4[1] - DOWN * HIGH) / 2
PAD = 5.0
ROOM = WIDE - 2 * PAD
MODULES = 21
QR: Final = 27.0
"""The dark part of the code; its white rim comes to it."""
QR_TOP: Final = 20.6
RIM: Final = QUIET * QR / MODULES

_NAME_SIZES = ((18, 1), (17, 1), (16, 1), (15, 1), (14.5, 1), (15, 2), (13, 2), (11.5, 3))
"""Sizes of the name with the most lines for each, the best first."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `birth` as it is stored, or None."""

    code: str
    name: str
    title: str = ""
    birth: str | None = None
    hamlet: str = ""


def gather(
    club: "Club", on: date, codes: Sequence[str] | None = None
) -> tuple[tuple[Card, ...], Issuer]:
    """The cards of the members with these codes, or of all of that day. Needs members.read.

    Raises UserError, naming every code that nobody has.
    """
    issuer = issuer_of(club)
    cards = []
    for member in chosen(club, on, codes):
        person = member.person
        title = formal_address(person.sex)
        own = clean(person.hamlet or "") or issuer.hamlet
        cards.append(Card(clean(member.code), clean(person.name), title, person.birth, own))
    return tuple(cards), issuer


def render(
    cards: Sequence[Card],
    issuer: Issuer,
    printed: date,
    *,
    language: str = "vi",
    job: Job = NO_JOB,
    watch: Watch | None = None,
) -> bytes:
    """The cards as one PDF; without cards an empty sheet that says so."""
    with speaking(language):
        into = BytesIO()
        canvas = new_canvas(
            into, A4, title=_("Member cards"), author=issuer.name, language=language
        )
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        pages = list(_pages(cards)) or [()]
        for number, page in enumerate(pages, start=1):
            job.step(number - 1, len(pages))
            _marks(sheet)
            for place, card in enumerate(page):
                down, across = divmod(place, ACROSS)
                _card(sheet, LEFT + across * WIDE, TOP + down * HIGH, card, issuer)
            _foot(sheet, issuer, printed, number, len(pages), page)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def to_listing(cards: Sequence[Card], issuer: Issuer, on: date) -> Listing:
    """What stands on the cards, for a printer's shop that makes cards from a list."""
    return Listing(
        kind="cards",
        title=_("Member cards"),
        on=on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Year of birth"), whole=True),
            Column(_("Member number"), whole=True),
            Column(_("Hamlet")),
            Column(_("Card code"), whole=True),
        ),
        groups=(
            Group(
                "",
                tuple(
                    (
                        card.name,
                        (card.birth or "")[:4],
                        card.code,
                        card.hamlet,
                        card_code(issuer.mark, card.code),
                    )
                    for card in cards
                ),
            ),
        ),
    )


def _pages(cards: Sequence[Card]) -> Iterator[tuple[Card, ...]]:
    size = ACROSS * DOWN
    for start in range(0, len(cards), size):
        yield tuple(cards[start : start + size])


def _card(sheet: Sheet, x: float, y: float, card: Card, issuer: Issuer) -> None:
    left, right = x + PAD, x + WIDE - PAD
    base = y + 8
    for line in _club_lines(issuer):
        sheet.text(left, base, line, 10.5, room=ROOM)
        base += 4.9
    sheet.rule(left, y + 15.2, right, 1.3)
    room = ROOM - QR - RIM
    title = card.title[:1].upper() + card.title[1:]
    sheet.text(left, y + 22, title, 14, room=room)
    at, names = _name(card.name, room)
    base = y + (29.5 if len(names) == 1 else 28.2)
    for line in names:
        sheet.text(left, base, line, at, room=room, bold=True)
        base += at * 1.24 / MM
    base = max(base, y + 36)
    if card.birth:
        born = _("Born {year}").format(year=card.birth[:4])
        sheet.text(left, base + 1.4, born, 14, room=room)
    label = _("Member number")
    sheet.text(left, y + 49.8, label, 10.5, room=room)
    sheet.text(left, y + 56.4, card.code, 20, room=24, bold=True)
    beside = max(26, width(label, 10.5) + 3)
    hamlet_room = room - beside
    at = fitting(card.hamlet, hamlet_room, 14, 10.5)
    hamlet = lines_of(card.hamlet, hamlet_room, at, False, 2)
    for number, line in enumerate(reversed(hamlet)):
        sheet.text(left + beside, y + 56.4 - number * 4.8, line, at, room=hamlet_room)
    _code(sheet, right - QR, y + QR_TOP, card_code(issuer.mark, card.code))


def _name(name: str, room: float) -> tuple[float, list[str]]:
    """The name as large as it fits: rather on two or three lines than in small letters."""
    for size, most in _NAME_SIZES:
        lines = lines_of(name, room, size, True, 9)
        if len(lines) <= most and not any(line.endswith("…") for line in lines):
            return size, lines
    return size, lines_of(name, room, size, True, most)


def _club_lines(issuer: Issuer) -> list[str]:
    """The club's name on one line and the commune on the next, or one text on both."""
    if len(lines_of(issuer.name, ROOM, 10.5, False, 9)) == 1:
        return [issuer.name, issuer.commune]
    return lines_of(f"{issuer.name} · {issuer.commune}", ROOM, 10.5, False, 2)


def _code(sheet: Sheet, x: float, y: float, code: str) -> None:
    qr(sheet, x - RIM, y - RIM, QR + 2 * RIM, code.replace("-", ""))
    sheet.text(x + QR / 2, y + QR + RIM + 3.6, code, 12.5, room=QR, bold=True, align="center")


def _marks(sheet: Sheet) -> None:
    """Marks to cut along: strokes outside the cards, crosses between them."""
    right, bottom = LEFT + ACROSS * WIDE, TOP + DOWN * HIGH
    for number in range(ACROSS + 1):
        x = LEFT + number * WIDE
        sheet.line(x, TOP - 9, x, TOP - 3, 0.5)
        sheet.line(x, bottom + 3, x, bottom + 9, 0.5)
    for number in range(DOWN + 1):
        y = TOP + number * HIGH
        sheet.line(LEFT - 9, y, LEFT - 3, y, 0.5)
        sheet.line(right + 3, y, right + 9, y, 0.5)
        middle = LEFT + WIDE
        sheet.line(middle - 2, y, middle + 2, y, 0.35, 60)
        sheet.line(middle, y - 2, middle, y + 2, 0.35, 60)


def _foot(
    sheet: Sheet, issuer: Issuer, printed: date, number: int, of: int, cards: Sequence[Card]
) -> None:
    code = code_for("cards", issuer.mark, printed.isoformat(), *(card.code for card in cards))
    said = (
        _("Print at real size (100 %), cut along the marks")
        if cards
        else _("No member was chosen: there is no card to print")
    )
    after = _("sheet {n}/{all} · printed {date} · {code}").format(
        n=number, all=of, date=fmt_date(printed), code=code
    )
    room = A4[0] - 20
    sheet.text(A4[0] / 2, 286, f"{said} · {after}", 10, room=room, align="center")
    name = cut(issuer.name, room, 10)
    sheet.text(A4[0] / 2, 290.6, name, 10, room=room, align="center")
