"""Address labels on sheets of 24 (three by eight, 63.5 x 33.9 mm) or 21 (three by seven, 38.1 mm).

A sheet of which some labels are used already goes on at the next one. Lengths are millimetres,
sizes points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.names import formal_address
from app.base.text import _, speaking
from app.documents.chosen import place_of
from app.documents.frame import A4
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, fmt_phone, lines_of
from app.documents.listing import Column, Group, Listing
from app.members import records as members
from app.members.rules import Member

if TYPE_CHECKING:
    from app.club.file import Club

PAD = 4.0


@dataclass(frozen=True, slots=True)
class Stock:
    """A kind of label sheet as shops sell it: labels across and down, their size and gap."""

    across: int
    down: int
    wide: float
    high: float
    gap: float

    @property
    def left(self) -> float:
        """Where the first label begins."""
        return (A4[0] - self.across * self.wide - (self.across - 1) * self.gap) / 2

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return (A4[1] - self.down * self.high) / 2


STOCKS: Final[Mapping[str, Stock]] = {
    "24": Stock(3, 8, 63.5, 33.9, 2.5),
    "21": Stock(3, 7, 63.5, 38.1, 2.5),
}


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label; empty texts leave their line out."""

    name: str
    title: str = ""
    place: str = ""
    phone: str = ""


def gather(
    club: "Club", on: date, people: Sequence[Member] | None = None
) -> tuple[tuple[Label, ...], Issuer]:
    """A label for each of these people, or for all members of that day. Needs members.read."""
    issuer = issuer_of(club)
    labels = []
    for member in members.members(club, on) if people is None else people:
        person = member.person
        title = formal_address(person.sex)
        place = place_of(person, issuer) or issuer.hamlet
        labels.append(Label(clean(person.name), title, place, person.phone or ""))
    return tuple(labels), issuer


def render(
    labels: Sequence[Label],
    issuer: Issuer,
    *,
    stock: str = "24",
    first: int = 1,
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """The labels as a PDF for sheets of STOCKS, beginning at the label `first` of the first sheet.

    Labels carry nothing else: no foot, no code, or it would stick on an envelope.
    """
    with speaking(language):
        kind = STOCKS[stock]
        into = BytesIO()
        canvas = new_canvas(
            into, A4, title=_("Address labels"), author=issuer.name, language=language
        )
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        each = kind.across * kind.down
        for place, label in enumerate(labels, start=first - 1):
            if place % each == 0 and place >= each:
                sheet.next_page()
            down, across = divmod(place % each, kind.across)
            x = kind.left + across * (kind.wide + kind.gap)
            _label(sheet, x, kind.top + down * kind.high, kind, label, issuer)
        if not labels:
            said = _("No member was chosen: there is no label to print")
            sheet.text(A4[0] / 2, A4[1] / 2, said, 14, room=180, align="center")
        sheet.next_page()
        canvas.save()
        return into.getvalue()


def to_listing(labels: Sequence[Label], issuer: Issuer, on: date) -> Listing:
    """What stands on the labels, one line each."""
    return Listing(
        kind="labels",
        title=_("Address labels"),
        on=on,
        columns=(
            Column(_("Form of address")),
            Column(_("Full name"), bold=True),
            Column(_("Hamlet")),
            Column(_("Commune")),
            Column(_("Telephone"), phone=True),
        ),
        groups=(
            Group(
                "",
                tuple(
                    (label.title, label.name, label.place, issuer.commune, label.phone)
                    for label in labels
                ),
            ),
        ),
    )


def _label(sheet: Sheet, x: float, y: float, kind: Stock, label: Label, issuer: Issuer) -> None:
    room = kind.wide - 2 * PAD
    x += PAD
    title = label.title[:1].upper() + label.title[1:]
    called = f"{title} {label.name}".strip()
    size = fitting(called, room, 14, 11.5, bold=True)
    lines = [(line, size, True) for line in lines_of(called, room, size, True, 2)]
    lines += [(line, 11, False) for line in lines_of(label.place, room, 11, False, 2)]
    commune = ", ".join(part for part in (issuer.commune, issuer.province) if part)
    lines.append((cut(commune, room, 11), 11, False))
    if label.phone:
        lines.append((fmt_phone(label.phone), 11, False))
    high = sum(at * LEADING / MM for _line, at, _bold in lines)
    base = y + (kind.high - high) / 2 + lines[0][1] / MM
    for line, at, bold in lines:
        sheet.text(x, base, line, at, room=room, bold=bold)
        base += at * LEADING / MM
