"""Birthdays of a month: a poster for the wall with names and days, and the board's own list.

On a wall hang only names of people who agreed to it. Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.dates import WEEKDAYS
from app.base.ids import code_for
from app.base.names import formal_address
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents.frame import A4, Frame, club_line, foot
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean, cut, fitting
from app.documents.listing import Column, Group, Listing
from app.members import records as members
from app.members.longevity import Birthday, birthdays
from app.members.rules import Purpose

if TYPE_CHECKING:
    from app.club.file import Club

ON_THE_WALL: Final[Purpose] = "C5"
FRAME: Final = Frame(24, 162)
FIRST, LAST = 74.0, 274.0
STEPS: Final = (19.0, 16.0, 13.5)
"""Heights of a row, the best first; what does not fit goes on a second sheet."""


@dataclass(frozen=True, slots=True)
class Birthdays:
    """The solar birthdays of a month by day; `for_wall` are those whose names may hang there."""

    month: Month
    all: tuple[Birthday, ...]
    for_wall: tuple[Birthday, ...]


def gather(club: "Club", on: date, month: Month) -> tuple[Birthdays, Issuer]:
    """The birthdays of a month among the members of `on`. Needs members.read."""
    found = tuple(one for one in birthdays(members.members(club, on), month) if one.kind == "solar")
    agreed = members.purposes_in_force(club, on)
    named = tuple(one for one in found if ON_THE_WALL in agreed.get(one.person_id, ()))
    return Birthdays(month, found, named), issuer_of(club)


def render(
    of_month: Birthdays,
    issuer: Issuer,
    printed: date,
    *,
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """The poster: each day large, beside it the name; no ages, no telephones."""
    with speaking(language):
        into = BytesIO()
        title = _title(of_month.month)
        canvas = new_canvas(into, A4, title=title, author=issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        people = of_month.for_wall
        high = next((step for step in STEPS if len(people) * step <= LAST - FIRST), STEPS[-1])
        each = int((LAST - FIRST) / high)
        pages = [people[start : start + each] for start in range(0, len(people), each)] or [()]
        code = code_for("birthdays", issuer.mark, str(of_month.month), printed.isoformat())
        for number, page in enumerate(pages, start=1):
            _page(sheet, page, issuer, title, high)
            foot(sheet, FRAME, issuer, printed, (number, len(pages)), code)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def to_listing(of_month: Birthdays, on: date) -> Listing:
    """The board's list, with everybody: day, age reached, hamlet and the wish's address."""
    rows = tuple(
        (
            one.on.isoformat() if one.on else str(of_month.month),
            clean(one.name),
            one.birth,
            one.turns,
            clean(one.hamlet or ""),
        )
        for one in of_month.all
    )
    return Listing(
        kind="birthdays",
        title=_title(of_month.month),
        on=on,
        columns=(
            Column(_("Day"), "date"),
            Column(_("Full name"), bold=True),
            Column(_("Birth"), "date"),
            Column(_("Turns"), "int"),
            Column(_("Hamlet")),
        ),
        groups=(Group("", rows),),
    )


def _title(month: Month) -> str:
    return _("Birthdays of month {month}/{year}").format(month=month.month, year=month.year)


def _page(
    sheet: Sheet, people: Sequence[Birthday], issuer: Issuer, title: str, high: float
) -> None:
    middle, room = FRAME.left + FRAME.room / 2, FRAME.room
    line = cut(club_line(issuer), room, 16)
    sheet.text(middle, 30, line, 16, room=room, align="center")
    wish = _("Happy birthday!")
    size = fitting(wish, room, 40, 28, bold=True)
    sheet.text(middle, 48, wish, size, room=room, bold=True, align="center")
    size = fitting(title, room, 22, 16)
    sheet.text(middle, 60, title, size, room=room, align="center")
    sheet.rule(FRAME.left, FIRST - 4, FRAME.right, 2)
    y = FIRST
    for one in people:
        _row(sheet, one, y, high)
        y += high
        sheet.rule(FRAME.left, y - 4, FRAME.right, 0.5)
    if not people:
        said = _("Nobody who agreed to be named here has a birthday in this month.")
        sheet.paragraph(FRAME.left, FIRST + 10, said, 18, room=room)


def _row(sheet: Sheet, one: Birthday, y: float, high: float) -> None:
    base = y + high / 2 - 1
    large = 30 if high > STEPS[-1] else 24
    if one.on:
        day = f"{one.on.day}/{one.on.month}"
        sheet.text(FRAME.left + 30, base + 2, day, large, room=30, bold=True, align="right")
        weekday = _(WEEKDAYS[one.on.weekday()])
        sheet.text(FRAME.right, base + 2, weekday, 16, room=34, align="right")
    title = formal_address(one.sex)
    called = f"{title[:1].upper()}{title[1:]} {clean(one.name)}".strip()
    room = FRAME.room - 38 - 36
    size = fitting(called, room, 22, 14, bold=True)
    sheet.text(FRAME.left + 38, base + 2, cut(called, room, size, True), size, room=room, bold=True)
